//! Calls and phrases of the copy in, in how many calls each is said, by whom first, out.

use super::{Heard, Phrase};
use crate::compare::key;
use crate::corpus::{Corpus, Role};
use crate::kwic::{Pattern, concordance};
use crate::language::{Language, Map};

/// For each phrase in how many calls customers and reps say it, in any inflection.
pub fn heard(corpus: &Corpus, phrases: &[&Phrase], language: &'static Language) -> Vec<Heard> {
    let patterns: Vec<Pattern> =
        phrases.iter().filter_map(|phrase| Pattern::parse(&phrase.text, false, language).ok()).collect();
    let number: Map<&str, usize> = phrases.iter().enumerate().map(|(at, phrase)| (&*phrase.key, at)).collect();
    let of = corpus.calls.len() as u64;
    let mut found = vec![Heard { of, ..Heard::default() }; phrases.len()];
    // The first place of each side in the call that is being gone through: (customer, rep).
    let mut first: Vec<(Option<u32>, Option<u32>)> = vec![(None, None); phrases.len()];
    let both = |role| matches!(role, Role::Customer | Role::Rep);
    let places = concordance(corpus, &patterns, language, |_, turn| both(turn.role));
    for of_call in places.chunk_by(|a, b| a.at.call == b.at.call) {
        first.fill((None, None));
        for place in of_call {
            let call = corpus.call(place.at.call);
            let Some(turn) = call.turns.get(place.at.turn as usize) else { continue };
            let Some(at) = number.get(wording(corpus.text_of(place.at), language).as_str()) else { continue };
            let side = if turn.role == Role::Rep { &mut first[*at].1 } else { &mut first[*at].0 };
            side.get_or_insert(place.at.turn);
        }
        for (heard, (customer, rep)) in found.iter_mut().zip(&first) {
            heard.calls += u64::from(customer.is_some());
            heard.reps += u64::from(rep.is_some());
            heard.unprompted += u64::from(customer.is_some_and(|turn| rep.is_none_or(|rep| turn < rep)));
        }
    }
    found
}

/// The key of what was said, fillers left out.
fn wording(text: &str, language: &Language) -> String {
    let words = text.split_whitespace();
    let plain: Vec<&str> =
        words.filter(|word| !language.is_filler(word.trim_matches(|c: char| !c.is_alphanumeric()))).collect();
    key(&plain.join(" "), language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    #[test]
    fn fillers_are_left_out() {
        assert_eq!(wording("lose, uh, track", english()), key("losing track", english()));
    }
}
