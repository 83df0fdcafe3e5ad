//! A concordance: calls and a pattern in, every place where it is said out, with the sentence it stands in.

mod line;
mod pattern;

pub use line::{Context, Line, lines};
pub use pattern::{BadPattern, Pattern};

use crate::corpus::{Call, CallId, Corpus, Occurrence, Span, Turn};
use crate::language::{Kind, Language};
use crate::tokenize::{After, Token, Vocabulary, WordId, tokenize};
use pattern::Slots;
use rayon::prelude::*;

/// A place where the pattern is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The words themselves.
    pub at: Occurrence,
    /// The sentence, or several, in which they stand, in the same turn.
    pub sentence: Span,
}

/// Every place in the turns that `wanted` lets pass, in the order of the calls. Places of one pattern do not overlap.
pub fn concordance(
    corpus: &Corpus,
    patterns: &[Pattern],
    language: &'static Language,
    wanted: impl Fn(&Call, &Turn) -> bool + Sync,
) -> Vec<Place> {
    let places: Vec<Vec<Place>> = corpus
        .calls
        .par_iter()
        .enumerate()
        .map_init(
            || Reader::new(patterns, language),
            |reader, (id, call)| {
                let mut places = vec![];
                for (turn, said) in call.turns.iter().enumerate().filter(|(_, turn)| wanted(call, turn)) {
                    for (span, sentence) in reader.places(call.turn_text(said)) {
                        let at = Occurrence { call: CallId(id as u32), turn: turn as u32, span };
                        places.push(Place { at, sentence });
                    }
                }
                places
            },
        )
        .collect();
    places.into_iter().flatten().collect()
}

/// A word, or one part of a contraction.
#[derive(Clone, Copy)]
struct Unit {
    token: usize,
    part: usize,
    /// Whether a pattern may go on from the unit before it.
    joined: bool,
}

/// What is known of a surface word, asked once.
struct Known {
    /// For each pattern, for each part of the word.
    fits: Vec<Vec<Slots>>,
    transparent: bool,
    object_pronoun: bool,
}

/// Looks for patterns in turns, with all that it has learnt of words on the way.
struct Reader<'p> {
    patterns: &'p [Pattern],
    vocabulary: Vocabulary,
    known: Vec<Option<Known>>,
    tokens: Vec<Token>,
    units: Vec<Unit>,
}

impl<'p> Reader<'p> {
    fn new(patterns: &'p [Pattern], language: &'static Language) -> Self {
        Reader { patterns, vocabulary: Vocabulary::new(language), known: vec![], tokens: vec![], units: vec![] }
    }

    /// The places in one turn, with their sentences, in order.
    fn places(&mut self, text: &str) -> Vec<(Span, Span)> {
        let mut tokens = std::mem::take(&mut self.tokens);
        tokenize(text, &mut self.vocabulary, &mut tokens);
        self.tokens = tokens;
        self.look_up();
        self.line_up();
        let mut found = vec![];
        for pattern in 0..self.patterns.len() {
            let mut unit = 0;
            while unit < self.units.len() {
                match self.match_at(pattern, unit) {
                    Some(end) => {
                        found.push((self.units[unit].token, self.units[end - 1].token));
                        unit = end;
                    }
                    None => unit += 1,
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|(first, last)| (self.span(first, last), self.sentence(first, last, text))).collect()
    }

    /// Asks each new word which places of the patterns it could fill.
    fn look_up(&mut self) {
        self.known.resize_with(self.vocabulary.words().len(), || None);
        let language = self.vocabulary.language();
        for WordId(id) in self.tokens.iter().map(|token| token.word) {
            let known = &mut self.known[id as usize];
            if known.is_none() {
                let word = self.vocabulary.word(WordId(id));
                let fits = self.patterns.iter().map(|pattern| pattern.fits(word, language)).collect();
                let one = word.parts.len() == 1;
                let object_pronoun = one && language.is_object_pronoun(&word.lower);
                *known = Some(Known { fits, transparent: one && word.kind.is(Kind::DETERMINER), object_pronoun });
            }
        }
    }

    /// The words that count, without fillers and repeats, contractions taken apart.
    fn line_up(&mut self) {
        self.units.clear();
        let mut joined = false;
        for (place, token) in self.tokens.iter().enumerate() {
            if token.skip.is_none() {
                for part in 0..self.vocabulary.word(token.word).parts.len() {
                    self.units.push(Unit { token: place, part, joined: joined || part > 0 });
                }
                joined = true;
            }
            joined &= token.after <= After::Comma;
        }
    }

    fn known(&self, unit: Unit) -> Option<&Known> {
        self.known[self.tokens[unit.token].word.0 as usize].as_ref()
    }

    /// One past the last unit of the pattern that begins at `start`, if it does.
    fn match_at(&self, pattern: usize, start: usize) -> Option<usize> {
        let wanted = &self.patterns[pattern];
        let (mut unit, mut place) = (start, 0);
        while place < wanted.places() {
            let here = *self.units.get(unit)?;
            if unit > start && !here.joined {
                return None;
            }
            let tight = wanted.tight == Some(place);
            if tight && unit > start && self.tokens[self.units[unit - 1].token].after > After::Blank {
                return None;
            }
            let known = self.known(here)?;
            if known.fits[pattern][here.part].has(place) {
                unit += 1;
                while wanted.takes_whole_word(place) && self.units.get(unit).is_some_and(|u| u.token == here.token) {
                    unit += 1;
                }
                place += 1;
            } else if !tight && wanted.loose && place > 0 && known.transparent
                || !tight && known.object_pronoun && wanted.takes_pronoun_before(place, self.vocabulary.language())
            {
                unit += 1;
            } else {
                return None;
            }
        }
        Some(unit)
    }

    fn span(&self, first: usize, last: usize) -> Span {
        Span::new(self.tokens[first].span.start, self.tokens[last].span.end)
    }

    /// From the first word after the last stop to the mark that ends the sentence.
    fn sentence(&self, first: usize, last: usize, text: &str) -> Span {
        let stops = |token: &Token| matches!(token.after, After::Stop | After::Question);
        let start = self.tokens[..first].iter().rposition(stops).map_or(0, |stop| stop + 1);
        let end = self.tokens[last..].iter().position(stops).map_or(self.tokens.len() - 1, |stop| last + stop);
        let begin = if start == 0 { 0 } else { self.tokens[start].span.start };
        let after = self.tokens.get(end + 1).map_or(text.len(), |next| next.span.start as usize);
        let close = self.tokens[end].span.end as usize + closing(&text[self.tokens[end].span.end as usize..after]);
        Span::new(begin, close as u32)
    }
}

/// Bytes of the marks that close a sentence: what follows its last word up to the first blank.
fn closing(rest: &str) -> usize {
    rest.find(char::is_whitespace).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests;
