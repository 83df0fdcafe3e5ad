//! What the coder gives: a unit with its code, by what it was decided, what it is about, and how it is meant.

use super::Mood;
use crate::codebook::CodeId;
use crate::corpus::Span;

/// What decided that a unit has a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum By {
    /// A cue: its place in [`Codebook::cues`](crate::codebook::Codebook::cues).
    Cue(u32),
    /// The question mark.
    Mark,
    /// The learned second opinion.
    Learned,
}

/// Which side of life a remark is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dimension {
    /// Getting something done.
    #[default]
    Functional,
    /// How it feels.
    Emotional,
    /// How others see it.
    Social,
}

impl Dimension {
    /// In small letters, as the tables write it.
    pub fn name(self) -> &'static str {
        match self {
            Dimension::Functional => "functional",
            Dimension::Emotional => "emotional",
            Dimension::Social => "social",
        }
    }
}

/// From what to what somebody changed, each where it is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// What they left.
    pub from: Option<Span>,
    /// What they took in its stead.
    pub to: Option<Span>,
}

/// A unit of a customer's turn that has a code. One value per unit and code. All spans are of its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodedUnit {
    /// Place in [`Call::turns`](crate::corpus::Call::turns).
    pub turn: u32,
    /// The unit.
    pub span: Span,
    /// The code.
    pub code: CodeId,
    /// What decided.
    pub by: By,
    /// The words that decided, in order; `None` after the last.
    pub decided: [Option<Span>; 3],
    /// What it is about, where that could be cut out.
    pub object: Option<Span>,
    /// A name said with it: a competitor, a place where they heard of us. Only capitals tell a name.
    pub name: Option<Span>,
    /// The two ends of a change, "switched from X to Y".
    pub change: Change,
    /// How sure, in thousandths.
    pub strength: u16,
    /// How it is meant.
    pub mood: Mood,
    /// Functional, emotional or social.
    pub dimension: Dimension,
}

impl CodedUnit {
    /// The words that decided, as they stand in the turn, ` + ` between separate ones.
    pub fn cue(&self, turn_text: &str) -> String {
        if self.by == By::Mark {
            return "?".into();
        }
        let mut cue = String::new();
        for span in self.decided.iter().flatten() {
            cue.push_str(if cue.is_empty() { "" } else { " + " });
            cue.push_str(&turn_text[span.range()]);
        }
        cue
    }
}
