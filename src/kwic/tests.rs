//! What a pattern finds, and what it must not find.

use super::*;
use crate::language::english;

fn found(pattern: &str, exact: bool, text: &str) -> Vec<String> {
    let patterns = [Pattern::parse(pattern, exact, english()).unwrap()];
    let places = Reader::new(&patterns, english()).places(text);
    places.iter().map(|(span, _)| text[span.range()].to_owned()).collect()
}

#[test]
fn a_phrase_is_found_in_its_inflections() {
    let text = "Jobs fall through the cracks. One fell through our cracks, and it's falling through cracks.";
    let forms = ["fall through the cracks", "fell through our cracks", "falling through cracks"];
    assert_eq!(found("falls through the cracks", false, text), forms);
    assert_eq!(found("fall through the cracks", true, text), forms[..1]);
}

#[test]
fn fillers_and_repeats_do_not_hide_a_phrase() {
    assert_eq!(found("double booked", false, "We got double, um, double booked again."), ["double booked"]);
    assert_eq!(found("lose track", false, "I lose uh track of it"), ["lose uh track"]);
}

#[test]
fn a_phrase_does_not_cross_a_sentence() {
    assert_eq!(found("it broke", false, "I sold it. Broke the bank."), Vec::<String>::new());
    assert_eq!(found("it broke", false, "I used it, broke it"), ["it, broke"]);
}

#[test]
fn contractions_are_taken_apart() {
    assert_eq!(found("can not log in", false, "I can't log in, I cannot log in"), ["can't log in", "cannot log in"]);
    assert_eq!(found("can't", false, "We can not."), ["can not"]);
}

#[test]
fn stars_stand_for_letters_and_for_words() {
    let text = "We reschedule, the scheduler schedules it; out of my hands, out of hand, out of the blue.";
    assert_eq!(found("schedul*", false, text), ["scheduler", "schedules"]);
    assert_eq!(found("*schedule*", false, text), ["reschedule", "scheduler", "schedules"]);
    assert_eq!(found("out of * hand*", false, text), ["out of my hands"]);
    assert_eq!(found("* it", false, "I don't it"), ["don't it"]);
}

#[test]
fn the_sentence_stands_around_the_place() {
    let patterns = [Pattern::parse("falls", false, english()).unwrap()];
    let text = "Well, yes. \"It falls apart\", he said! And then?";
    let (_, sentence) = Reader::new(&patterns, english()).places(text)[0];
    assert_eq!(&text[sentence.range()], "It falls apart\", he said!");
    let text = "everything falls apart";
    let (_, sentence) = Reader::new(&patterns, english()).places(text)[0];
    assert_eq!(&text[sentence.range()], text);
}

#[test]
fn places_of_two_patterns_are_told_once_and_in_order() {
    let patterns = ["card", "my card", "card"].map(|p| Pattern::parse(p, true, english()).unwrap());
    let text = "my card, the card";
    let found: Vec<_> =
        Reader::new(&patterns, english()).places(text).iter().map(|(span, _)| &text[span.range()]).collect();
    assert_eq!(found, ["my card", "card", "card"]);
}
