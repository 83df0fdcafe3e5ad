//! A word in, what it means for a quote out. Each distinct word is looked at once.

use crate::language::{Kind, Language, Map};
use crate::tokenize::{Vocabulary, Word, WordId};
use std::sync::LazyLock;

/// What a word means for a quote: a set of flags.
pub type Marks = u32;

/// I, we, my.
pub const FIRST_PERSON: Marks = 1;
/// so, never, constantly.
pub const GRADUATION: Marks = 1 << 1;
/// it, that, they.
pub const VAGUE: Marks = 1 << 2;
/// and, because: no good beginning.
pub const MIDDLE: Marks = 1 << 3;
/// the, to, of: no good end.
pub const UNFINISHED: Marks = 1 << 4;
/// maybe, some, might.
pub const HEDGE: Marks = 1 << 5;
/// not, never, nobody.
pub const NEGATOR: Marks = 1 << 6;
/// 12, twelve, half.
pub const NUMBER: Marks = 1 << 7;
/// week, monday.
pub const TIME: Marks = 1 << 8;
/// A word that carries content.
pub const CONTENT: Marks = 1 << 9;
/// Known from everyday speech.
pub const KNOWN: Marks = 1 << 10;
/// A capital where the word is not "I".
pub const CAPITAL: Marks = 1 << 11;

/// oh, hello: said before the remark begins.
pub const OPENING: Marks = 1 << 12;

/// when, with: a good beginning only where a sentence begins.
pub const SUBORDINATE: Marks = 1 << 13;
/// was, have: a good beginning only of a question.
pub const INVERTED: Marks = 1 << 14;
/// me, now, please: after it, speech without marks may begin anew.
pub const CLOSING: Marks = 1 << 15;

/// oh, hello: inside a remark it breaks it up.
pub const INTERJECTION: Marks = 1 << 16;
/// i, the, to: a speaker who goes on with "i've" has begun anew.
pub const LEADING: Marks = 1 << 17;

/// All that is known of a word here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// What kind of word.
    pub marks: Marks,
    /// How good or bad it sounds, tenths, without sign.
    pub feeling: u16,
    /// How much rarer than everyday words, in hundredths of Zipf below 6.5; content words only.
    pub rare: u16,
}

const NAMES: [(&str, Marks); 12] = [
    ("first-person", FIRST_PERSON),
    ("graduation", GRADUATION),
    ("vague", VAGUE),
    ("middle", MIDDLE),
    ("unfinished", UNFINISHED),
    ("hedge", HEDGE),
    ("opening", OPENING),
    ("subordinate", SUBORDINATE),
    ("inverted", INVERTED),
    ("closing", CLOSING),
    ("interjection", INTERJECTION),
    ("leading", LEADING),
];

struct Lists {
    marks: Map<&'static str, Marks>,
    pauses: Vec<Vec<&'static str>>,
    hidden: Vec<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists { marks: Map::default(), pauses: vec![], hidden: vec![] };
    let lines = |file: &'static str| file.lines().filter(|line| !line.starts_with('#'));
    for (kind, words) in lines(include_str!("words.txt")).filter_map(|line| line.split_once(':')) {
        match NAMES.iter().find(|(name, _)| *name == kind) {
            Some((_, mark)) => words.split_whitespace().for_each(|word| *lists.marks.entry(word).or_default() |= mark),
            None if kind == "hidden" => lists.hidden.extend(words.split_whitespace()),
            None => lists.pauses.extend(words.split('|').map(|phrase| phrase.split_whitespace().collect())),
        }
    }
    lists
});

/// Phrases by which a speaker wins time: "you know".
pub fn pauses() -> &'static [Vec<&'static str>] {
    &LISTS.pauses
}

/// Whether a gap between words holds nothing but tags for words that were hidden: `[number]`, `<NAME_2>`.
pub fn hides_words(gap: &str) -> bool {
    let words = || gap.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words().next().is_some() && words().all(|word| LISTS.hidden.contains(&word.to_lowercase().as_str()))
}

/// What is known of the words of a vocabulary, asked once each.
#[derive(Default)]
pub struct FactBook {
    facts: Vec<Option<Facts>>,
}

impl FactBook {
    /// What the lists say of a word in lower case.
    pub fn marks_of(lower: &str) -> Marks {
        LISTS.marks.get(lower).copied().unwrap_or(0)
    }

    /// What is known of a word. `surface` is how it stands in the text.
    pub fn of(&mut self, id: WordId, vocabulary: &Vocabulary, surface: &str) -> Facts {
        let place = id.0 as usize;
        if self.facts.len() <= place {
            self.facts.resize(place + 1, None);
        }
        *self.facts[place].get_or_insert_with(|| facts(vocabulary.word(id), vocabulary.language(), surface))
    }
}

fn facts(word: &Word, language: &Language, surface: &str) -> Facts {
    let mut marks = FactBook::marks_of(&word.lower);
    let mut set = |mark: Marks, holds: bool| marks |= if holds { mark } else { 0 };
    let negated = word.kind.is(Kind::NEGATOR) || word.parts.iter().any(|part| &**part == "not");
    set(NEGATOR, negated);
    set(NUMBER, word.kind.is(Kind::DIGITS.and(Kind::NUMBER)) && &*word.lower != "one");
    set(TIME, word.kind.is(Kind::TIME));
    let content = word.kind == Kind::CONTENT && word.lower.chars().count() > 2;
    set(CONTENT, content);
    let zipf = word.parts.iter().filter_map(|part| language.zipf(part)).min().or_else(|| language.zipf(&word.lower));
    set(KNOWN, zipf.is_some() || word.kind != Kind::CONTENT || !language.has_background());
    set(
        CAPITAL,
        surface.starts_with(char::is_uppercase) && surface.chars().count() > 1 && !word.lower.starts_with("i'"),
    );
    let rare = if content { 650u16.saturating_sub(zipf.unwrap_or(260)).min(400) } else { 0 };
    let feeling = language.feeling(&word.lower).unsigned_abs();
    Facts { marks, feeling, rare }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    #[test]
    fn the_lists_are_well_formed() {
        for line in include_str!("words.txt").lines().filter(|line| !line.starts_with('#')) {
            let kind = line.split_once(':').expect("`kind: words`").0;
            assert!(matches!(kind, "pause" | "hidden") || NAMES.iter().any(|(name, _)| *name == kind), "{kind}");
        }
        assert_eq!(english().feeling("terrible"), -21);
        assert!(pauses().iter().any(|p| p[..] == ["you", "know"]));
    }

    #[test]
    fn words_are_told_apart() {
        let mut vocabulary = Vocabulary::new(english());
        let mut book = FactBook::default();
        let mut of = |word: &str| {
            let id = vocabulary.intern(word);
            book.of(id, &vocabulary, word).marks
        };
        assert_ne!(of("can't") & NEGATOR, 0);
        assert_ne!(of("maybe") & HEDGE, 0);
        assert_ne!(of("40") & NUMBER, 0);
        assert_ne!(of("invoices") & CONTENT, 0);
        assert_eq!(of("the") & CONTENT, 0);
        assert_ne!(of("I") & FIRST_PERSON, 0);
    }
}
