//! A turn's text in, words out: as spans of the text, each with its normalised forms and what stands after it.
//! The text itself is never changed.

mod scan;
mod vocabulary;

pub use scan::tokenize;
pub use vocabulary::{Vocabulary, Word, WordId, fold};

use crate::corpus::Span;

/// What stands between a word and the next one of the turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum After {
    /// A blank, or a hyphen inside a compound.
    #[default]
    Blank,
    /// A comma: a phrase may not cross it, a clause may.
    Comma,
    /// A clause ends: `;` `:` a dash, brackets, quotation marks.
    Clause,
    /// A sentence ends: `.` `!` or the turn does.
    Stop,
    /// A question ends.
    Question,
    /// Words are missing: `[inaudible]`, a redaction tag, `***`.
    Missing,
}

/// Why a word is not counted. It stays where it is, and stays in quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Skip {
    /// Filled pause: um, uh, er.
    Filler,
    /// Immediate repeat of the words that follow: the first `I` of "I I think".
    Repeat,
    /// Cut word: "bec-".
    Cut,
    /// Part of private data: a name, a number, an address.
    Private,
}

/// A word as it stands in a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the turn's text.
    pub span: Span,
    /// Which word it is.
    pub word: WordId,
    /// What stands after it.
    pub after: After,
    /// Why it is not counted, if it is not.
    pub skip: Option<Skip>,
}
