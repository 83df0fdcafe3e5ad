//! A feature in, a number of 32 bits out that is the same on every machine and for every vocabulary.

use super::Feature;
use crate::codebook::{Codebook, NormalId, Words};
use std::borrow::Cow;

/// Hashes of the normalised words of one vocabulary and of their base forms, each made once.
#[derive(Debug, Default)]
pub struct Keys {
    words: Vec<(u32, u32)>,
    cues: Vec<u32>,
    codes: Vec<u32>,
}

impl Keys {
    /// The keys of a codebook's cues; no words yet.
    pub fn new(book: &Codebook) -> Self {
        let cue = |cue: &crate::codebook::Cue| mix(11, hash(&book.code(cue.code).name), hash(&cue.text));
        Keys {
            words: Vec::new(),
            cues: book.cues().iter().map(cue).collect(),
            codes: book.codes().map(|(_, code)| hash(&code.name)).collect(),
        }
    }

    /// Takes in words that were met since.
    pub fn learn(&mut self, book: &Codebook, words: &Words) {
        for id in self.words.len()..words.len() {
            let text = words.text(NormalId(id as u32));
            let base: Cow<str> = book.language().base(text);
            // All numbers are one word: no figure is worth learning.
            let text = if text.starts_with(|c: char| c.is_ascii_digit()) { "0" } else { text };
            self.words.push((hash(text), hash(&base)));
        }
    }

    /// The key of a word that need not be in the vocabulary, in lower case.
    pub fn of_word(word: &str) -> u32 {
        mix(1, hash(word), 0)
    }

    /// The key of a feature.
    pub fn key(&self, feature: Feature) -> u32 {
        let word = |id: NormalId| self.words[id.0 as usize].0;
        let base = |id: NormalId| self.words[id.0 as usize].1;
        match feature {
            Feature::Word(a) => mix(1, word(a), 0),
            Feature::Base(a) => mix(2, base(a), 0),
            Feature::Denied(a) => mix(3, base(a), 0),
            Feature::BasePair(a, b) => mix(5, base(a), base(b)),
            Feature::Heard(a) => mix(7, word(a), 0),
            Feature::Opens(a) => mix(8, word(a), 0),
            Feature::Closes(a) => mix(9, word(a), 0),
            Feature::Cue(cue) => self.cues[cue as usize],
            Feature::Strength(code, step) => mix(12, self.codes[usize::from(code.0)], u32::from(step)),
            Feature::Before(code) => mix(13, self.codes[usize::from(code.0)], 0),
            Feature::Is(name) => mix(14, hash(name), 0),
        }
    }
}

/// FNV-1a.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Stirs a kind and two hashes so that each bit depends on all.
fn mix(kind: u32, a: u32, b: u32) -> u32 {
    let stir = |h: u64, part: u32| (h ^ u64::from(part)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    let h = [a, b, 0].into_iter().fold(u64::from(kind) << 32 | 0x2545_f491, stir);
    (h.wrapping_mul(0xd6e8_feb8_6659_fd93) >> 32) as u32
}
