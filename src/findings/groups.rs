//! The groups side by side: shares, and which of their differences are clear.

use super::Share;
use serde::Serialize;

/// The groups side by side.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Groups {
    /// Which of the four groups nobody was heard from, each in a sentence: "You have heard no one who left."
    pub missing: Vec<String>,
    /// Groups with too few calls to be compared, in a sentence each.
    pub too_small: Vec<String>,
    /// A row for each term, problem and code.
    pub rows: Vec<Contrast>,
}

/// What is said, group by group.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Contrast {
    /// term, problem or code.
    pub kind: String,
    /// What is said.
    pub text: String,
    /// Share of the calls of each group, in the order of [`Run::segments`](super::Run::segments).
    pub shares: Vec<Share>,
    /// Pairs of groups that differ clearly, the largest difference first. Empty: no clear difference.
    pub differences: Vec<Difference>,
}

/// A clear difference between two groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Difference {
    /// The group that says it more, by its place in [`Run::segments`](super::Run::segments).
    pub more: usize,
    /// The group that says it less.
    pub less: usize,
    /// Difference of the shares with its 95 % interval (Newcombe 1998).
    pub difference: Share,
    /// Cohen's h: .2 is small, .5 medium, .8 large.
    pub h: f64,
    /// False discovery rate, over all rows of the kind and all pairs of groups.
    pub q: f64,
}
