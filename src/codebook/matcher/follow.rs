//! A cue and a place where one of its steps begins in, where the cue begins and ends there out. The set of places reached is
//! kept in one integer.

use super::{Bits, Compiled};
use crate::codebook::lexicon::{self, Atom};
use crate::codebook::words::{Said, Words};

/// A stretch of words, and at which of them a sentence begins.
pub(super) struct Text<'a> {
    pub words: &'a Words<'a>,
    pub said: &'a [Said],
    pub starts: &'a [bool],
}

impl Text<'_> {
    /// Follows a cue from the place where its step `anchor` begins; gives where it begins and ends.
    pub fn follow(&self, steps: &[Compiled], anchor: usize, at: usize) -> Option<(usize, usize)> {
        let mut right = 1u64;
        for step in &steps[anchor..] {
            right = self.rightwards(step, at, right);
            if right == 0 {
                return None;
            }
        }
        let mut left = 1u64;
        for step in steps[..anchor].iter().rev() {
            left = self.leftwards(step, at, left);
            if left == 0 {
                return None;
            }
        }
        let gap = steps.iter().any(|step| matches!(step, Compiled::Gap(_)));
        let end = if gap { right.trailing_zeros() } else { 63 - right.leading_zeros() };
        let begin = if gap { left.trailing_zeros() } else { 63 - left.leading_zeros() };
        Some((at - begin as usize, at + end as usize))
    }

    /// From places reached (bit i: `at + i` is the next word) to those reached after one more step.
    fn rightwards(&self, step: &Compiled, at: usize, reached: u64) -> u64 {
        match step {
            Compiled::Gap(width) => (0..=*width).fold(0, |all, shift| all | reached << shift) & self.inside(at),
            Compiled::Start => self.keep(reached, |i| self.starts.get(at + i) == Some(&true)),
            Compiled::End => self.keep(reached, |i| at + i == self.said.len()),
            Compiled::One(choice) => {
                let mut next = if choice.optional { reached } else { 0 };
                for i in bits(reached) {
                    if i < 63 && self.is(at + i, &choice.singles) {
                        next |= 2 << i;
                    }
                    if !choice.first.is_empty() && self.is(at + i, &choice.first) {
                        next |= choice.reached_by_longer(i, |phrase| self.reads(at + i, phrase));
                    }
                }
                next
            }
        }
    }

    /// The same towards the beginning (bit i: `at - i` is the first word taken).
    fn leftwards(&self, step: &Compiled, at: usize, reached: u64) -> u64 {
        match step {
            Compiled::Gap(width) => {
                let inside = if at >= 63 { u64::MAX } else { (2u64 << at) - 1 };
                (0..=*width).fold(0, |all, shift| all | reached << shift) & inside
            }
            Compiled::Start => self.keep(reached, |i| self.starts[at - i]),
            Compiled::End => 0,
            Compiled::One(choice) => {
                let mut next = if choice.optional { reached } else { 0 };
                for i in bits(reached) {
                    if at == i || i >= 63 {
                        continue;
                    }
                    if self.is(at - i - 1, &choice.singles) {
                        next |= 2 << i;
                    }
                    if !choice.last.is_empty() && self.is(at - i - 1, &choice.last) {
                        next |= choice.reached_by_longer(i, |phrase| {
                            let taken = i + phrase.len();
                            taken <= at && self.reads(at - taken, phrase)
                        });
                    }
                }
                next
            }
        }
    }

    fn inside(&self, at: usize) -> u64 {
        let left = self.said.len() - at;
        if left >= 63 { u64::MAX } else { (2u64 << left) - 1 }
    }

    fn keep(&self, reached: u64, fits: impl Fn(usize) -> bool) -> u64 {
        bits(reached).filter(|i| fits(*i)).fold(0, |all, i| all | 1 << i)
    }

    fn is(&self, at: usize, set: &Bits) -> bool {
        let Some(said) = self.said.get(at) else { return false };
        self.words.atoms(said.word).iter().any(|atom| set.has(*atom))
            || (said.name && set.has(lexicon::NAME))
            || set.has(lexicon::ANY)
    }

    fn reads(&self, at: usize, phrase: &[Atom]) -> bool {
        let Some(said) = self.said.get(at..at + phrase.len()) else { return false };
        said.iter().zip(phrase).all(|(said, atom)| {
            self.words.atoms(said.word).contains(atom) || (said.name && *atom == lexicon::NAME) || *atom == lexicon::ANY
        })
    }
}

/// The places of the set bits, lowest first.
fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = (set != 0).then_some(set.trailing_zeros() as usize)?;
        set &= set - 1;
        Some(at)
    })
}
