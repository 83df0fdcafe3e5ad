//! A turn's words in, how good each place between them is to begin or to end a quote out.

use super::facts::{CLOSING, FactBook, INTERJECTION, LEADING, hides_words};
use crate::tokenize::{After, Token, Vocabulary};

/// How good a place between two words is to begin or to end a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edge {
    /// Inside a clause: no place at all.
    None,
    /// A comma, or a word such as "but" in speech without marks.
    Soft,
    /// A dash, a colon.
    Clause,
    /// A sentence.
    Sentence,
    /// Words are missing, or the turn begins or ends. No quote crosses it.
    Wall,
}

/// The places of a turn.
pub struct Edges<'t> {
    text: &'t str,
    tokens: &'t [Token],
    vocabulary: &'t Vocabulary,
    /// Whether a mark ends a sentence before the turn ends.
    pub marked: bool,
    /// Whether the turn has any marks inside it.
    pub spoken: bool,
}

impl<'t> Edges<'t> {
    /// Of a turn and its words.
    pub fn new(text: &'t str, tokens: &'t [Token], vocabulary: &'t Vocabulary) -> Self {
        let inner = tokens.split_last().map_or(tokens, |(_, others)| others);
        let marked = inner.iter().any(|token| matches!(token.after, After::Stop | After::Question));
        let spoken = !marked && !inner.iter().any(|token| matches!(token.after, After::Comma | After::Clause));
        Edges { text, tokens, vocabulary, marked, spoken }
    }

    /// Whether a mark ends the turn.
    pub fn stopped(&self) -> bool {
        self.tokens.last().is_some_and(|last| self.text[last.span.end as usize..].contains(['.', '?', '!', '…']))
    }

    /// The place after token `i`, and whether a tag stands there for words that were hidden.
    pub fn after(&self, i: usize) -> (Edge, bool) {
        let token = &self.tokens[i];
        let Some(next) = self.tokens.get(i + 1) else { return (Edge::Wall, false) };
        let edge = match token.after {
            After::Missing => return self.missing(token, next),
            After::Stop | After::Question if self.goes_on(next) => Edge::Soft,
            After::Stop | After::Question => Edge::Sentence,
            After::Clause => Edge::Clause,
            After::Comma => Edge::Soft,
            After::Blank if self.spoken && self.starts_anew(token, next, i + 2) => Edge::Clause,
            After::Blank if self.turns_off(next, i + 2) => Edge::Soft,
            After::Blank => Edge::None,
        };
        (edge, false)
    }

    /// "call `[number]` now" goes on after what was hidden; after `[inaudible]` nobody knows.
    fn missing(&self, token: &Token, next: &Token) -> (Edge, bool) {
        let gap = &self.text[token.span.end as usize..next.span.start as usize];
        if !hides_words(gap) {
            return (Edge::Wall, false);
        }
        let after = gap.rfind([']', '}', '>']).map_or(gap, |end| &gap[end..]);
        let edge = match () {
            () if after.contains(['.', '?', '!']) => Edge::Sentence,
            () if after.contains(',') => Edge::Soft,
            () => Edge::None,
        };
        (edge, true)
    }

    /// "we he's", "the i've", "it's i was": whether the speaker began anew after token `i`, in speech without marks.
    pub fn begins_anew(&self, i: usize) -> bool {
        let token = &self.tokens[i];
        if !self.spoken || token.after != After::Blank || token.skip.is_some() {
            return false;
        }
        let Some(next) = self.tokens[i + 1..].iter().find(|token| token.skip.is_none()) else { return false };
        let (lower, next) = (self.lower(token), self.lower(next));
        let contracted = |word: &str| word.split_once('\'').is_some_and(|(subject, _)| SUBJECTS.contains(&subject));
        let leads = FactBook::marks_of(lower) & LEADING != 0 && contracted(next);
        let halts = self.tokens[i + 1].skip.is_some() && SUBJECTS.contains(&lower) && SUBJECTS.contains(&next);
        leads || halts || contracted(lower) && (contracted(next) || matches!(next, "i" | "we"))
    }

    fn lower(&self, token: &Token) -> &str {
        &self.vocabulary.word(token.word).lower
    }

    /// Whether a sentence goes on after a mark, by its small letter: "e.g. the gate", "asks 'why?' and leaves". In turns
    /// that begin with a small letter, small letters tell nothing.
    fn goes_on(&self, next: &Token) -> bool {
        let begins = |c: char| c.is_uppercase() || c == '"' || c == '“' || c.is_ascii_digit();
        self.text.starts_with(begins) && self.text[next.span.range()].starts_with(char::is_lowercase)
    }

    /// Whether a new clause begins with the word, in speech without marks.
    fn turns_off(&self, next: &Token, second: usize) -> bool {
        match self.lower(next) {
            "but" | "because" | "cause" | "cos" | "so" | "which" | "although" => true,
            "and" | "then" | "when" | "if" => self.tokens.get(second).is_some_and(|token| {
                let lower = self.lower(token);
                SUBJECTS.contains(&lower)
                    || matches!(lower, "then" | "that" | "the" | "my" | "there")
                    || lower.contains('\'')
            }),
            _ => false,
        }
    }

    /// "help me | i've been trying": a subject with its verb after words that end things, in speech without marks.
    fn starts_anew(&self, token: &Token, next: &Token, second: usize) -> bool {
        let before = || self.tokens[..second - 1].iter().rev().find(|token| token.skip.is_none());
        let last = if token.skip.is_none() { Some(token) } else { before() };
        let closed = last.is_some_and(|token| FactBook::marks_of(self.lower(token)) & CLOSING != 0);
        let lower = self.lower(next);
        if FactBook::marks_of(lower) & INTERJECTION != 0 {
            return true;
        }
        let second = self.tokens.get(second).map_or("", |token| self.lower(token));
        match lower {
            "i" | "we" => closed && second != "can" && second != "could",
            "can" | "could" | "would" | "do" => closed && second == "you",
            _ => closed && lower.split_once('\'').is_some_and(|(subject, _)| SUBJECTS.contains(&subject)),
        }
    }
}

const SUBJECTS: [&str; 8] = ["i", "we", "it", "they", "you", "he", "she", "there"];
