//! Two runs side by side: what is said more, less, newly or no more.

use super::Share;

/// Whether a row is a term or a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A recurring phrase.
    Term,
    /// A problem.
    Problem,
}

impl std::fmt::Display for Sort {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Sort::Term => "term",
            Sort::Problem => "problem",
        })
    }
}

/// What became of something that is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Not in the first run's list.
    New,
    /// In a larger share of the calls than before.
    More,
    /// In a smaller share.
    Less,
    /// No longer in the list.
    Gone,
}

impl std::fmt::Display for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Change::New => "new",
            Change::More => "more",
            Change::Less => "less",
            Change::Gone => "gone",
        })
    }
}

/// Something that is said, before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// Term or problem.
    pub sort: Sort,
    /// As the later run that has it shows it.
    pub text: String,
    /// What became of it.
    pub change: Change,
    /// Calls and share in the first run; `None` where its list does not hold it.
    pub before: Option<(u64, Share)>,
    /// In the second run.
    pub after: Option<(u64, Share)>,
    /// Share after minus share before, with its 95 % interval (Newcombe 1998). Where one list does not hold it, as if it
    /// had there been said as often as it can have been without a row.
    pub difference: Share,
    /// Cohen's h.
    pub h: f64,
    /// False discovery rate, over all rows of its sort.
    pub q: f64,
    /// Whether it is more than chance: q at most .05, 15 calls in both runs, and for what is new or gone an uncut list.
    pub clear: bool,
}

/// Two runs side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// What a reader must know first, in sentences.
    pub notes: Vec<String>,
    /// Everything that either run says, terms before problems; clear changes first, the largest first.
    pub rows: Vec<Moved>,
    /// Calls of the first run.
    pub calls_before: u64,
    /// Calls of the second.
    pub calls_after: u64,
}
