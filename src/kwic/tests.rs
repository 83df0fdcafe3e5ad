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
fn compounds_and_split_verbs_are_found_however_they_are_written() {
    let spelt = |pattern: &str, text: &str| {
        let patterns = Pattern::parse(pattern, false, english()).unwrap().with_spellings(english());
        let places = Reader::new(&patterns, english()).places(text);
        places.iter().map(|(span, _)| text[span.range()].to_owned()).collect::<Vec<_>>()
    };
    let text = "I log in, the login broke, log-in again.";
    assert_eq!(spelt("login", text), ["log in", "login", "log-in"]);
    assert_eq!(spelt("log in", text), ["log in", "login", "log-in"]);
    assert_eq!(
        spelt("set up", "We set it up, set them up, set nothing up, set up."),
        ["set it up", "set them up", "set up"]
    );
    assert_eq!(spelt("carpet", "The car, the pet, the carpet."), ["carpet"]);
    assert_eq!(found("set up", true, "We set it up."), Vec::<String>::new());
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

fn corpus(said: &str) -> Corpus {
    use crate::corpus::{PersonId, Role, Speaker};
    let speaker = Speaker { label: "Priya Nair".into(), role: Role::Customer, person: PersonId(0) };
    let turn = Turn { speaker: 0, role: Role::Customer, at: Some(61_000), start: 0, end: said.len() as u32 };
    let call = Call {
        path: "a.txt".into(),
        format: "text",
        text: said.into(),
        turns: vec![turn],
        speakers: vec![speaker],
        meta: crate::corpus::Meta::default(),
        role_basis: crate::corpus::RoleBasis::default(),
    };
    Corpus { calls: vec![call] }
}

fn line_of(said: &str, context: Context, keep: bool) -> Line {
    let corpus = corpus(said);
    let patterns = [Pattern::parse("card", false, english()).unwrap()];
    let places = concordance(&corpus, &patterns, english(), |_, _| true);
    let privacy = crate::settings::Privacy { keep, ..Default::default() };
    lines(&corpus, &places, context, &privacy).remove(0)
}

#[test]
fn a_line_shows_the_words_around() {
    let line = line_of("It was fine. I lost my card on a bus. Then I walked.", Context::Words(2), false);
    assert_eq!((line.left.as_str(), line.node.as_str(), line.right.as_str()), ("lost my ", "card", " on a"));
    let line = line_of("It was fine. I lost my card on a bus. Then I walked.", Context::Sentence, false);
    assert_eq!((line.left.as_str(), line.right.as_str()), ("I lost my ", " on a bus."));
    assert_eq!((line.turn, line.at), (1, Some(61_000)));
}

#[test]
fn private_data_is_hidden_unless_wanted() {
    let said = "Mail priya@example.com about the card";
    let line = line_of(said, Context::Words(9), false);
    assert_eq!((line.left.as_str(), line.speaker.as_str()), ("Mail [email] about the ", "customer 1"));
    let line = line_of(said, Context::Words(9), true);
    assert_eq!((line.left.as_str(), line.speaker.as_str()), ("Mail priya@example.com about the ", "Priya Nair"));
}
