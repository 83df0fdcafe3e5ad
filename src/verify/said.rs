//! Text in, the words that were said on purpose out: what two tellings of the same remark have in common.

use crate::language::Kind;
use crate::quote::pause_at;
use crate::tokenize::{Token, Vocabulary, WordId, tokenize};

/// Makes word lists of texts.
pub struct Listener {
    vocabulary: Vocabulary,
    tokens: Vec<Token>,
    /// The number of each word's small form, once it was asked for.
    small: Vec<Option<Word>>,
}

/// A word as it is compared: its number in the listener's vocabulary of small letters.
pub type Word = u32;

impl Listener {
    /// With a vocabulary to read words by.
    pub fn new(vocabulary: Vocabulary) -> Self {
        Listener { vocabulary, tokens: vec![], small: vec![] }
    }

    /// The words of a text without fillers, repeats and cut words; without "you know" between commas too if `short`.
    pub fn words(&mut self, text: &str, short: bool) -> Vec<Word> {
        tokenize(text, &mut self.vocabulary, &mut self.tokens);
        let mut words = Vec::with_capacity(self.tokens.len());
        let mut i = 0;
        while i < self.tokens.len() {
            let pause = if short { pause_at(&self.tokens, i, &self.vocabulary) } else { None };
            match (pause, self.tokens[i].skip) {
                (Some(length), _) => i += length,
                (None, Some(_)) => i += 1,
                (None, None) => {
                    words.push(self.small(self.tokens[i].word));
                    i += 1;
                }
            }
        }
        words
    }

    fn small(&mut self, id: WordId) -> Word {
        let place = id.0 as usize;
        if let Some(Some(word)) = self.small.get(place) {
            return *word;
        }
        let lower = self.vocabulary.word(id).lower.clone();
        let word = self.vocabulary.intern(&lower).0;
        self.small.resize(self.small.len().max(place + 1), None);
        self.small[place] = Some(word);
        word
    }

    /// Whether a few words that were left out turn the meaning: there is a negation among them.
    pub fn turns_meaning(&self, left_out: &[Word]) -> bool {
        const FEW: usize = 4;
        let negates = |word: &Word| self.vocabulary.word(WordId(*word)).kind.is(Kind::NEGATOR);
        left_out.len() <= FEW && left_out.iter().any(negates)
    }

    /// How a word is written, in small letters.
    pub fn text(&self, word: Word) -> &str {
        &self.vocabulary.word(WordId(word)).lower
    }
}

/// Where `part` stands in `whole` from `from` on; the place after it.
pub fn find(whole: &[Word], part: &[Word], from: usize) -> Option<usize> {
    if part.is_empty() {
        return Some(from);
    }
    let tail = whole.get(from..)?;
    tail.windows(part.len()).position(|window| window == part).map(|at| from + at + part.len())
}
