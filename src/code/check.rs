//! A codebook in, those of its own examples out that it does not code as they say.

use super::{CodedUnit, Coder};
use crate::codebook::{Codebook, Origin};
use crate::corpus::{Call, Meta, PersonId, Role, RoleBasis, Speaker, Turn};
use crate::tokenize::{Vocabulary, tokenize};

/// An example that the codebook does not code as it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Where the example is written.
    pub origin: Origin,
    /// Whose it is.
    pub code: String,
    /// The sentence.
    pub text: String,
    /// Whether the code had to be found, and was not; else it was found and must not be.
    pub must: bool,
    /// The words by which it was found; empty where it was not.
    pub cue: String,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Failure { origin: Origin { file, line }, code, text, must, cue } = self;
        match must {
            true => write!(f, "{file}:{line}: `{code}` is not found in: {text}"),
            false => write!(f, "{file}:{line}: `{code}` is found (by \"{cue}\") in: {text}"),
        }
    }
}

/// Codes every example of a codebook with its cues; gives those that come out otherwise than they say.
pub fn check(book: &Codebook) -> Vec<Failure> {
    let mut failures = Vec::new();
    for (id, code) in book.codes() {
        for example in &code.examples {
            let found = code_text(book, &example.text);
            let found = found.iter().find(|unit| unit.code == id);
            if found.is_some() != example.must {
                failures.push(Failure {
                    origin: example.origin.clone(),
                    code: code.name.clone(),
                    text: example.text.clone(),
                    must: example.must,
                    cue: found.map_or_else(String::new, |unit| unit.cue(&example.text)),
                });
            }
        }
    }
    failures
}

/// Codes one text as if a customer had said it: to try a codebook out.
pub fn code_text(book: &Codebook, text: &str) -> Vec<CodedUnit> {
    code_call(book, &one_turn(text))
}

/// Codes one call by itself: for those who look at a few calls of many.
pub fn code_call(book: &Codebook, call: &Call) -> Vec<CodedUnit> {
    let mut vocab = Vocabulary::new(book.language());
    let mut turns = vec![Vec::new(); call.turns.len()];
    for (turn, tokens) in call.turns.iter().zip(&mut turns) {
        tokenize(call.turn_text(turn), &mut vocab, tokens);
    }
    let mut coded = Vec::new();
    Coder::new(book).code_call(call, |turn| &turns[turn], &vocab, &mut coded);
    coded
}

fn one_turn(text: &str) -> Call {
    Call {
        path: String::new(),
        format: "example",
        text: text.to_owned(),
        turns: vec![Turn { speaker: 0, role: Role::Customer, at: None, start: 0, end: text.len() as u32 }],
        speakers: vec![Speaker { label: String::new(), role: Role::Customer, person: PersonId(0) }],
        meta: Meta::default(),
        role_basis: RoleBasis::default(),
    }
}
