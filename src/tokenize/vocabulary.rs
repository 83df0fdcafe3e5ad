//! Surface words in, numbers out: each distinct word is looked at once, and what is known of it kept.

use crate::language::{Kind, Language, Map};
use unicode_normalization::UnicodeNormalization;

/// A distinct surface word of a [`Vocabulary`]; `Card` and `card` are two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub u32);

/// All that is known of a surface word.
#[derive(Clone, Debug)]
pub struct Word {
    /// Lower case, NFC, straight apostrophes: `can't`.
    pub lower: Box<str>,
    /// Normalised words: contractions expanded, American spelling: `can`, `not`. Never empty.
    pub parts: Vec<Box<str>>,
    /// The kinds of all its parts together, with [`Kind::DIGITS`] and [`Kind::FILLER`].
    pub kind: Kind,
    /// Whether it is a word of the backchannel list.
    pub backchannel: bool,
    /// Whether a set phrase of talk may begin with it.
    pub opens_talk: bool,
}

/// The distinct surface words of some calls.
pub struct Vocabulary {
    language: &'static Language,
    /// Words of up to 16 bytes, by value: no pointer to follow for nearly all that is said.
    short: Map<Short, WordId>,
    long: Map<Box<str>, WordId>,
    words: Vec<Word>,
    /// By word: the number of its lower-case form, and the numbers themselves.
    lower: Vec<u32>,
    lowers: Map<Box<str>, u32>,
}

/// A word of up to 16 bytes: its first eight, its last eight, and its length; equal only for the same word.
type Short = (u64, u64, u8);

fn short(word: &str) -> Option<Short> {
    let bytes = word.as_bytes();
    let length = bytes.len() as u8;
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return (length <= 16).then(|| (u64::from_le_bytes(*first), u64::from_le_bytes(*last), length));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return Some((u64::from(u32::from_le_bytes(*first)), u64::from(u32::from_le_bytes(*last)), length));
    }
    Some((bytes.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)), 0, length))
}

impl Vocabulary {
    /// An empty vocabulary.
    pub fn new(language: &'static Language) -> Self {
        Vocabulary {
            language,
            short: Map::default(),
            long: Map::default(),
            words: Vec::new(),
            lower: Vec::new(),
            lowers: Map::default(),
        }
    }

    /// The language of its words.
    pub fn language(&self) -> &'static Language {
        self.language
    }

    /// The number of a surface word, a new one if it was not met before.
    pub fn intern(&mut self, surface: &str) -> WordId {
        let key = short(surface);
        let known = key.map_or_else(|| self.long.get(surface), |key| self.short.get(&key));
        if let Some(id) = known {
            return *id;
        }
        let id = WordId(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        let word = describe(self.language, surface);
        let next = self.lowers.len() as u32;
        self.lower.push(*self.lowers.entry(word.lower.clone()).or_insert(next));
        self.words.push(word);
        match key {
            Some(key) => self.short.insert(key, id),
            None => self.long.insert(surface.into(), id),
        };
        id
    }

    /// What is known of a word.
    pub fn word(&self, id: WordId) -> &Word {
        &self.words[id.0 as usize]
    }

    /// Whether two words differ in nothing but capitals.
    pub(super) fn same_letters(&self, a: WordId, b: WordId) -> bool {
        self.lower[a.0 as usize] == self.lower[b.0 as usize]
    }

    /// All words, in the order of their numbers.
    pub fn words(&self) -> &[Word] {
        &self.words
    }
}

fn describe(language: &Language, surface: &str) -> Word {
    let lower = fold(surface);
    let mut parts = Vec::with_capacity(1);
    language.normalise(&lower, |part| parts.push(Box::from(part)));
    if parts.is_empty() {
        parts.push(Box::from(&*lower));
    }
    let mut kind = parts.iter().fold(Kind::CONTENT, |kind, part| kind.and(language.kind(part)));
    if lower.bytes().any(|b| b.is_ascii_digit()) {
        kind = kind.and(Kind::DIGITS);
    }
    if language.is_filler(&lower) {
        kind = kind.and(Kind::FILLER);
    }
    let opens_talk = language.opens_talk(&parts[0]);
    Word { opens_talk, backchannel: language.is_backchannel(&lower), lower: lower.into(), parts, kind }
}

/// Lower case, NFC, straight apostrophes.
pub fn fold(surface: &str) -> String {
    if surface.is_ascii() {
        return surface.to_ascii_lowercase();
    }
    surface.nfc().map(|c| if matches!(c, '’' | 'ʼ' | '‘') { '\'' } else { c }).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_have_one_number_only_if_they_are_the_same(a in "[a-c\u{e9}]{0,20}", b in "[a-c\u{e9}]{0,20}") {
            let mut vocabulary = Vocabulary::new(crate::language::english());
            let same = vocabulary.intern(&a) == vocabulary.intern(&b);
            prop_assert_eq!(same, a == b);
            prop_assert_eq!(short(&a).is_some(), a.len() <= 16);
        }
    }
}
