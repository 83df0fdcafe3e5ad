//! What a user types, `fall* through the cracks`, in; a pattern over normalised words out.

use crate::language::{Kind, Language};
use crate::tokenize::{Vocabulary, Word, fold};

/// Most words of a pattern: one bit each in [`Slots`].
const LONGEST: usize = 32;

/// A phrase cannot be looked for.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum BadPattern {
    /// No letter, digit or `*` in it, or nothing but `*`.
    #[error("`{0}` holds no word to look for")]
    Empty(String),
    /// Too many words.
    #[error("`{0}` has more than {LONGEST} words: look for a part of it")]
    Long(String),
}

/// A place of a pattern: what one word must be.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Slot {
    /// This word in any of its inflections, by its base form.
    Base(Box<str>),
    /// This word and no other form of it.
    Exact(Box<str>),
    /// Pieces that must follow each other, with anything between: `sched*`, `*load*`; a lone `*` is any one word.
    Glob(Vec<Box<str>>),
}

/// Which places of a pattern a word could fill, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slots(pub u32);

impl Slots {
    /// Whether the place is among them.
    pub fn has(self, place: usize) -> bool {
        self.0 & (1 << place) != 0
    }
}

/// A phrase to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    slots: Vec<Slot>,
    /// Whether articles and possessives between its words are passed over.
    pub loose: bool,
    /// The place that must follow the one before it directly: the second half of a compound.
    pub tight: Option<usize>,
}

impl Pattern {
    /// The pattern of a phrase: every inflection and spelling of its words, articles and possessives free. With
    /// `exact` the words as they are typed.
    ///
    /// # Errors
    /// Nothing to look for, or too much.
    pub fn parse(phrase: &str, exact: bool, language: &'static Language) -> Result<Pattern, BadPattern> {
        let mut slots = vec![];
        for word in phrase.split(|c: char| !(c.is_alphanumeric() || matches!(c, '*' | '\'' | '’'))) {
            slots_of(word, exact, language, &mut slots);
        }
        if !exact && slots.iter().any(|(_, kind)| !kind.is(Kind::DETERMINER)) {
            slots.retain(|(_, kind)| !kind.is(Kind::DETERMINER));
        }
        let slots: Vec<Slot> = slots.into_iter().map(|(slot, _)| slot).collect();
        let says_something = |slot: &Slot| !matches!(slot, Slot::Glob(pieces) if pieces.iter().all(|p| p.is_empty()));
        match slots.len() {
            n if n > LONGEST => Err(BadPattern::Long(phrase.into())),
            _ if !slots.iter().any(says_something) => Err(BadPattern::Empty(phrase.into())),
            _ => Ok(Pattern { slots, loose: !exact, tight: None }),
        }
    }

    /// The pattern, and the same with compounds written the other way: "login" for "log in", and the reverse.
    pub fn with_spellings(self, language: &Language) -> Vec<Pattern> {
        let mut all = vec![self];
        let whole = &all[0];
        let mut others = vec![];
        if whole.loose {
            for at in 0..whole.slots.len() {
                others.extend(whole.joined(at));
                others.extend(whole.split(at, language));
            }
        }
        all.extend(others);
        all
    }

    /// With the two words at a place written as one.
    fn joined(&self, at: usize) -> Option<Pattern> {
        let (Slot::Base(first), Slot::Base(second)) = (&self.slots[at], self.slots.get(at + 1)?) else { return None };
        let mut slots = self.slots.clone();
        slots.splice(at..at + 2, [Slot::Base(format!("{first}{second}").into())]);
        Some(Pattern { slots, ..*self })
    }

    /// With the word at a place written as the two words that it is made of, if the language knows both.
    fn split(&self, at: usize, language: &Language) -> Vec<Pattern> {
        let Slot::Base(word) = &self.slots[at] else { return vec![] };
        let known = |first: &str, second: &str| {
            let content = |part: &str| language.kind(part) == Kind::CONTENT && language.zipf(part).is_some();
            content(first) && second.len() > 2 && content(second) || language.is_phrasal(first, second)
        };
        let splits = word.char_indices().skip(1).map(|(at, _)| word.split_at(at)).filter(|(a, b)| known(a, b));
        let with = |(first, second): (&str, &str)| {
            let mut slots = self.slots.clone();
            slots.splice(at..=at, [Slot::Base(first.into()), Slot::Base(second.into())]);
            Pattern { slots, tight: Some(at + 1), ..*self }
        };
        splits.map(with).filter(|pattern| pattern.slots.len() <= LONGEST).collect()
    }

    /// Whether a pronoun may stand before the place: it is the particle of the verb before it, "set it up".
    pub fn takes_pronoun_before(&self, place: usize, language: &Language) -> bool {
        match (place.checked_sub(1).and_then(|before| self.slots.get(before)), self.slots.get(place)) {
            (Some(Slot::Base(verb)), Some(Slot::Base(particle))) => self.loose && language.is_phrasal(verb, particle),
            _ => false,
        }
    }

    /// Number of places, at least 1.
    pub fn places(&self) -> usize {
        self.slots.len()
    }

    /// Which places each part of the word could fill; a glob is matched with the whole word, and stands at its first
    /// part.
    pub fn fits(&self, word: &Word, language: &Language) -> Vec<Slots> {
        let bases: Vec<_> = word.parts.iter().map(|part| language.base(part)).collect();
        (0..bases.len())
            .map(|part| {
                let fits = |slot: &Slot| match slot {
                    Slot::Base(base) => **base == *bases[part],
                    Slot::Exact(exact) => **exact == *word.parts[part],
                    Slot::Glob(pieces) => part == 0 && globs(pieces, &word.lower),
                };
                let places = self.slots.iter().enumerate().filter(|(_, slot)| fits(slot));
                Slots(places.fold(0, |bits, (place, _)| bits | (1 << place)))
            })
            .collect()
    }

    /// Whether the place takes a whole word with all its parts.
    pub fn takes_whole_word(&self, place: usize) -> bool {
        matches!(self.slots.get(place), Some(Slot::Glob(_)))
    }
}

fn slots_of(word: &str, exact: bool, language: &'static Language, slots: &mut Vec<(Slot, Kind)>) {
    let word = fold(word.trim_matches(['\'', '’']));
    if word.is_empty() {
        return;
    }
    if word.contains('*') {
        return slots.push((Slot::Glob(word.split('*').map(Box::from).collect()), Kind::CONTENT));
    }
    let mut vocabulary = Vocabulary::new(language);
    let id = vocabulary.intern(&word);
    for part in &vocabulary.word(id).parts {
        let slot = if exact { Slot::Exact(part.clone()) } else { Slot::Base(language.base(part).into()) };
        slots.push((slot, language.kind(part)));
    }
}

/// Whether the text is the pieces in their order, the first at its beginning, the last at its end.
fn globs(pieces: &[Box<str>], text: &str) -> bool {
    let Some((first, rest)) = pieces.split_first() else { return false };
    let Some((last, inner)) = rest.split_last() else { return text == &**first };
    let Some(mut left) = text.strip_prefix(&**first).and_then(|left| left.strip_suffix(&**last)) else { return false };
    for piece in inner {
        match left.find(&**piece) {
            Some(at) => left = &left[at + piece.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    #[test]
    fn globs_match_by_pieces() {
        let globs = |glob: &str, text: &str| {
            let pieces: Vec<Box<str>> = glob.split('*').map(Box::from).collect();
            globs(&pieces, text)
        };
        assert!(globs("sched*", "schedule") && globs("*load*", "uploading") && globs("*", "x"));
        assert!(globs("a*a", "aa") && !globs("a*a", "a"));
        assert!(!globs("sched*", "reschedule") && !globs("s*z", "schedule"));
    }

    #[test]
    fn nothing_to_look_for_is_an_error() {
        assert!(matches!(Pattern::parse(" ... ", false, english()), Err(BadPattern::Empty(_))));
        assert!(matches!(Pattern::parse("* *", false, english()), Err(BadPattern::Empty(_))));
        assert!(matches!(Pattern::parse(&"word ".repeat(33), false, english()), Err(BadPattern::Long(_))));
        assert_eq!(Pattern::parse("the cracks", false, english()).unwrap().places(), 1);
        assert_eq!(Pattern::parse("the", false, english()).unwrap().places(), 1);
        assert_eq!(Pattern::parse("can't", true, english()).unwrap().places(), 2);
    }
}
