//! A word in, what the lists know of it out: given name, surname, street word, and so on. Built once from embedded lists.

use hashbrown::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What the lists know of a word: a set of flags.
pub type Flags = u32;

macro_rules! flags {
    ($($name:ident = $bit:literal, $word:literal;)*) => {
        $(pub const $name: Flags = 1 << $bit;)*
        const NAMED: &[(&str, Flags)] = &[$(($word, $name)),*];
    };
}

flags! {
    GIVEN = 0, "given";
    SURNAME = 1, "surname";
    ORDINARY = 2, "ordinary";
    TITLE = 3, "title";
    NAMING = 4, "naming";
    STREET = 5, "street";
    STREET_WEAK = 6, "street-weak";
    STREET_FIRST = 7, "street-first";
    UNIT = 8, "unit";
    BOX = 9, "box";
    ZIP = 10, "zip";
    LIVES = 11, "lives";
    DIGIT = 12, "digit";
    TEN = 13, "ten";
    CARD = 14, "card";
    PHONE = 15, "phone";
    ACCOUNT = 16, "account";
    IDENTITY = 17, "identity";
    NUMBER = 18, "number";
    BIRTH = 19, "birth";
    MONTH = 20, "month";
    SPOKEN_MARK = 21, "spoken-mark";
    TLD = 22, "tld";
    GREETING = 23, "greeting";
    KIN = 24, "kin";
    COMPANY = 25, "company";
    PLACE = 26, "place";
    PARTICLE = 27, "particle";
    THING = 28, "thing";
    COMMON = 29, "common";
}

/// Flags that make a turn worth a close look by themselves, whatever the letters' case.
const WAKING: Flags = TITLE | NAMING | SPOKEN_MARK | DIGIT | STREET | STREET_WEAK | UNIT | BOX | ZIP | BIRTH | GREETING;

/// The words of all lists.
pub struct Lexicon {
    words: HashMap<u64, Flags, std::hash::BuildHasherDefault<Identity>>,
    waking: Vec<u64>,
}

/// The keys are hashes already.
#[derive(Default)]
pub struct Identity(u64);

impl std::hash::Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }
    fn write_u64(&mut self, key: u64) {
        self.0 = (self.0 ^ key).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

pub const SEED: u64 = 0xCBF2_9CE4_8422_2325;

/// One byte more of a word's hash (FNV-1a); the byte is to be in lower case.
#[inline(always)]
pub const fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x100_0000_01B3)
}

/// The hash of a word in lower case without accents.
pub fn hash(folded: &str) -> u64 {
    folded.bytes().fold(SEED, step)
}

/// Lower case, accents off, curly apostrophe straight: the form in which the lists are written.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            'ı' => folded.push('i'),
            '’' => folded.push('\''),
            c => folded.push(c),
        }
    }
    folded
}

const WAKING_BITS: u64 = 1 << 19;

impl Lexicon {
    fn build() -> Self {
        let words = HashMap::with_capacity_and_hasher(80_000, Default::default());
        let mut lexicon = Lexicon { words, waking: vec![0; (WAKING_BITS / 64) as usize] };
        for (list, flag) in [
            (include_str!("lists/given.txt"), GIVEN),
            (include_str!("lists/common.txt"), COMMON),
            (include_str!("lists/surnames.txt"), SURNAME),
            (include_str!("lists/ordinary.txt"), ORDINARY),
        ] {
            for word in list.lines().filter(|line| !line.starts_with('#')) {
                *lexicon.words.entry(hash(word)).or_default() |= flag;
            }
        }
        for line in include_str!("cues.txt").lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, words)) = line.split_once(':') {
                let flag = NAMED.iter().find(|(n, _)| *n == name).map_or(0, |(_, flag)| *flag);
                for word in words.split_whitespace() {
                    *lexicon.words.entry(hash(word)).or_default() |= flag;
                }
            }
        }
        for (&hash, &flags) in &lexicon.words {
            if flags & WAKING != 0 || flags & (GIVEN | ORDINARY) == GIVEN {
                let bit = Self::bit(hash);
                lexicon.waking[(bit / 64) as usize] |= 1 << (bit % 64);
            }
        }
        lexicon
    }

    fn bit(hash: u64) -> u64 {
        (hash ^ hash >> 32) & (WAKING_BITS - 1)
    }

    /// Whether the word may wake a close look. Hardly ever wrong, never with a no.
    #[inline(always)]
    pub fn may_wake(&self, hash: u64) -> bool {
        let bit = Self::bit(hash);
        self.waking[(bit / 64) as usize] >> (bit % 64) & 1 == 1
    }

    /// What is known of the word with that hash; 0 if nothing.
    pub fn by_hash(&self, hash: u64) -> Flags {
        self.words.get(&hash).copied().unwrap_or(0)
    }

    /// What is known of a word as it stands in a text.
    pub fn of(&self, word: &str) -> Flags {
        if word.is_ascii() {
            return self.by_hash(word.bytes().fold(SEED, |h, b| step(h, b.to_ascii_lowercase())));
        }
        self.by_hash(hash(&fold(word)))
    }
}

/// The lists, read once in a process.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_cues_names_a_flag() {
        for line in include_str!("cues.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let name = line.split_once(':').expect("`flag: words`").0;
            assert!(NAMED.iter().any(|(n, _)| *n == name), "unknown flag {name}");
        }
    }

    #[test]
    fn words_are_found_whatever_their_case_and_accents() {
        assert_ne!(LEXICON.of("Priya") & GIVEN, 0);
        assert_ne!(LEXICON.of("JOSÉ") & GIVEN, 0);
        assert_ne!(LEXICON.of("Street") & STREET, 0);
        assert_ne!(LEXICON.of("Mark") & ORDINARY & !GIVEN | LEXICON.of("Mark") & GIVEN, 0);
        assert_eq!(LEXICON.of("qwxyz"), 0);
    }

    #[test]
    fn the_lists_are_sorted_and_folded() {
        let lists = [
            include_str!("lists/given.txt"),
            include_str!("lists/common.txt"),
            include_str!("lists/surnames.txt"),
            include_str!("lists/ordinary.txt"),
        ];
        for list in lists {
            let words: Vec<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
            assert!(words.windows(2).all(|pair| pair[0] < pair[1]));
            assert!(words.iter().all(|word| fold(word) == **word));
        }
    }
}
