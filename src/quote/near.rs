//! Words in, whether they were said before in nearly the same words out: three-word shingles, counted exactly.

use crate::language::Map;
use crate::tokenize::{Token, Vocabulary, tokenize};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// Share of all shingles that two texts may have in common, per cent.
const MOST_COMMON: usize = 60;
/// Share of the shorter text's shingles that may stand in the longer, per cent.
const MOST_CONTAINED: usize = 80;

/// Makes shingles of texts.
pub struct Shingles {
    vocabulary: Vocabulary,
    tokens: Vec<Token>,
}

impl Shingles {
    /// With a vocabulary to read words by.
    pub fn new(vocabulary: Vocabulary) -> Self {
        Shingles { vocabulary, tokens: vec![] }
    }

    /// The hashes of all runs of three words said on purpose, sorted, each once.
    pub fn of(&mut self, text: &str) -> Vec<u64> {
        tokenize(text, &mut self.vocabulary, &mut self.tokens);
        let said: Vec<&str> = self
            .tokens
            .iter()
            .filter(|token| token.skip.is_none())
            .map(|token| &*self.vocabulary.word(token.word).lower)
            .collect();
        let hash = |words: &[&str]| {
            let mut hasher = FxHasher::default();
            words.hash(&mut hasher);
            hasher.finish()
        };
        let mut hashes: Vec<u64> = if said.len() < 3 { vec![hash(&said)] } else { said.windows(3).map(hash).collect() };
        hashes.sort_unstable();
        hashes.dedup();
        hashes
    }
}

/// The texts that are shown already.
#[derive(Default)]
pub struct Shown {
    sizes: Vec<usize>,
    holders: Map<u64, Vec<u32>>,
}

impl Shown {
    /// Whether nothing that is shown says the same in nearly the same words.
    pub fn admits(&self, shingles: &[u64]) -> bool {
        let mut common: Map<u32, usize> = Map::default();
        for holder in shingles.iter().filter_map(|shingle| self.holders.get(shingle)).flatten() {
            *common.entry(*holder).or_insert(0) += 1;
        }
        !common.iter().any(|(holder, common)| {
            let other = self.sizes[*holder as usize];
            let union = other + shingles.len() - common;
            common * 100 >= union * MOST_COMMON || common * 100 >= other.min(shingles.len()) * MOST_CONTAINED
        })
    }

    /// Adds a text.
    pub fn add(&mut self, shingles: Vec<u64>) {
        let holder = self.sizes.len() as u32;
        self.sizes.push(shingles.len());
        for shingle in shingles {
            self.holders.entry(shingle).or_default().push(holder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    #[test]
    fn near_duplicates_are_noticed() {
        let mut shingles = Shingles::new(Vocabulary::new(english()));
        let mut shown = Shown::default();
        shown.add(shingles.of("we spend half a day every week copying orders by hand into a sheet"));
        assert!(
            !shown.admits(&shingles.of("We spend, um, half a day every week copying orders by hand into a sheet."))
        );
        assert!(!shown.admits(&shingles.of("half a day every week copying orders by hand")));
        assert!(shown.admits(&shingles.of("we spend a whole day each month looking for lost orders")));
        assert!(shown.admits(&shingles.of("")));
    }
}
