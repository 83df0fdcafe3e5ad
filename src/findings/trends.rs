//! What rises and what falls over time, and the spans of time that are compared.

use super::Share;
use serde::Serialize;

/// What rises and what falls over time.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Trends {
    /// Spans of time, the earliest first; fewer than three tell no trend. Empty where the calls bear no dates.
    pub spans: Vec<Span>,
    /// How many terms, problems and codes were asked; 0 where there are too few spans.
    pub asked: u32,
    /// Those of them that rise or fall clearly, the largest change first.
    pub rows: Vec<Trend>,
}

/// A month, or as many as it takes to have calls enough.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Span {
    /// First month, `2026-03`.
    pub from: String,
    /// Last month.
    pub to: String,
    /// Counted calls.
    pub calls: u32,
}

impl std::fmt::Display for Span {
    /// `2026-03`, or `2026-03 to 2026-05`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.from)?;
        if self.to == self.from { Ok(()) } else { write!(f, " to {}", self.to) }
    }
}

/// Something that is said more and more, or less and less.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Trend {
    /// term, problem or code.
    pub kind: String,
    /// What is said.
    pub text: String,
    /// Share of the calls of each span.
    pub shares: Vec<Share>,
    /// How far a straight line through the shares rises from the first span to the last, -1 to 1.
    pub change: f64,
    /// False discovery rate, over all rows of the kind.
    pub q: f64,
}
