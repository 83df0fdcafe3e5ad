//! How much of the findings the page holds. What it leaves out stands in the tables, and the page says so.

/// Rows, and UTF-16 units of text.
#[derive(Clone, Debug)]
pub(super) struct Limits {
    /// Terms.
    pub terms: usize,
    /// Problems.
    pub problems: usize,
    /// Quotes.
    pub quotes: usize,
    /// Utterances of one code.
    pub said: usize,
    /// Files.
    pub calls: usize,
    /// Places of one term or problem.
    pub places: usize,
    /// Items of any other list.
    pub list: usize,
    /// A quote or an utterance.
    pub prose: usize,
    /// A path.
    pub path: usize,
    /// A phrase, a name, a label.
    pub name: usize,
}

/// Most bytes that a page may have.
pub(super) const PAGE_LIMIT: usize = 5_500_000;

impl Default for Limits {
    fn default() -> Self {
        Limits {
            terms: 1_000,
            problems: 400,
            quotes: 600,
            said: 60,
            calls: 10_000,
            places: 40,
            list: 12,
            prose: 800,
            path: 240,
            name: 120,
        }
    }
}

impl Limits {
    /// Half of each, for findings whose page grew too long; texts no shorter than they can be read.
    pub fn halved(&self) -> Self {
        Limits {
            terms: self.terms / 2,
            problems: self.problems / 2,
            quotes: self.quotes / 2,
            said: self.said / 2,
            calls: self.calls / 2,
            places: self.places / 2,
            list: (self.list / 2).max(2),
            prose: (self.prose / 2).max(100),
            path: (self.path / 2).max(60),
            name: (self.name / 2).max(30),
        }
    }
}
