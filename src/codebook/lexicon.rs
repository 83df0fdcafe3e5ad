//! The words of all cues in, small numbers out; and for any word of a text, which of those numbers it answers to.

use super::pattern::Piece;
use crate::language::{Kind, Language};
use rustc_hash::FxHashMap;

/// Something that a word of the text can be: a literal, a prefix or a class of the cue language.
pub(super) type Atom = u16;

/// The class `NUM`.
const NUMBER: Atom = 0;
/// The class `NAME`; the matcher asks for it beside the others, for it depends on the place.
pub(super) const NAME: Atom = 1;
/// The class `ANY`.
pub(super) const ANY: Atom = 2;

/// Longest prefix looked for, in bytes; longer ones never match.
const LONGEST_PREFIX: usize = 24;

/// The words and prefixes of a codebook.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    literals: FxHashMap<Box<str>, Atom>,
    prefixes: FxHashMap<Box<str>, Atom>,
    next: Atom,
}

impl Lexicon {
    pub(super) fn new() -> Self {
        Lexicon { next: ANY + 1, ..Lexicon::default() }
    }

    /// The number of a piece; the same for the same piece. `None` when there are more than 65,000.
    pub(super) fn atom(&mut self, piece: &Piece) -> Option<Atom> {
        let (map, key) = match piece {
            Piece::Number => return Some(NUMBER),
            Piece::Name => return Some(NAME),
            Piece::Any => return Some(ANY),
            Piece::Word(word) => (&mut self.literals, word),
            Piece::Prefix(stem) => (&mut self.prefixes, stem),
        };
        if let Some(atom) = map.get(key) {
            return Some(*atom);
        }
        let atom = self.next;
        self.next = atom.checked_add(1)?;
        map.insert(key.clone(), atom);
        Some(atom)
    }

    /// By atom: how often it is likely to come up, times in a million words. A cue hangs on what is rare.
    pub(super) fn costs(&self, language: &Language) -> Vec<u64> {
        let mut costs = vec![1; self.len()];
        costs[usize::from(NUMBER)] = 10_000;
        costs[usize::from(NAME)] = 10_000;
        self.prefixes.values().for_each(|atom| costs[usize::from(*atom)] = 30);
        for (word, atom) in &self.literals {
            // Hundredths of a power of ten, of a thousand million words.
            let zipf = u32::from(language.zipf(word).unwrap_or(250));
            let part = [100, 126, 158, 200, 251, 316, 398, 501, 631, 794][zipf as usize % 100 / 10];
            costs[usize::from(*atom)] = 10u64.pow(zipf / 100) * part / 100_000;
        }
        costs
    }

    /// How many atoms there are.
    pub(super) fn len(&self) -> usize {
        self.next as usize
    }

    /// All atoms that a normalised word answers to, apart from `NAME` and `ANY`, appended to `out`.
    pub(super) fn answers(&self, word: &str, language: &Language, out: &mut Vec<Atom>) {
        out.extend(self.literals.get(word));
        if is_number(word, language) {
            out.push(NUMBER);
        }
        for (end, _) in word.char_indices().skip(3).take_while(|(end, _)| *end <= LONGEST_PREFIX) {
            out.extend(self.prefixes.get(&word[..end]));
        }
        if word.len() <= LONGEST_PREFIX {
            out.extend(self.prefixes.get(word));
        }
    }
}

fn is_number(word: &str, language: &Language) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || (language.kind(word).is(Kind::NUMBER) && word != "one")
}
