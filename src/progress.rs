//! What a run may tell the outside while it goes on. The library sends events; only the command line draws them.

/// The stages of a run, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Listing the folder.
    Discover,
    /// Reading files.
    Read,
    /// Finding words and clauses.
    Tokenize,
    /// Counting n-grams.
    Count,
    /// Scoring and choosing terms.
    Score,
    /// Coding utterances.
    Code,
    /// Choosing quotes.
    Quote,
    /// Writing the results.
    Report,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A stage begins; `total` is how many steps it has, where that is known.
    Started {
        /// Which.
        stage: Stage,
        /// Number of steps.
        total: Option<u64>,
    },
    /// So many more steps of the current stage are done.
    Advanced(u64),
    /// A file could not be used. The run goes on.
    LeftAside {
        /// Path below the folder.
        path: String,
        /// Why, and what to do.
        reason: String,
    },
}

/// Whoever wants to know. Called from many threads.
pub trait Progress: Sync {
    /// Takes one event.
    fn tell(&self, event: Event);
}

/// Tells nobody.
pub struct Silent;

impl Progress for Silent {
    fn tell(&self, _event: Event) {}
}
