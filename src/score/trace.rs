//! Phrases that a user asks about in, what became of each out: every stage that turns a candidate away says so here.

use super::candidate::Gate;
use crate::language::Map;

/// What became of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is no phrase.
    Gate(Gate),
    /// A gate closed because of another candidate, given by its keys.
    GateFor(Gate, Box<[u32]>),
    /// The user's stop list holds it.
    Excluded,
    /// It was not among the candidates that were looked at more closely.
    NotShortlisted {
        /// How many were.
        most: usize,
    },
    /// Too few calls or customers say it.
    TooFew {
        /// Calls that a term needs.
        calls: u32,
        /// Customers that a term needs.
        persons: u32,
    },
    /// In each of its calls a rep says it first.
    OnlyPrompted,
    /// Reps say it in more calls than customers do.
    TheReps,
    /// Customers say it no more than any speaker does.
    Ordinary,
    /// A single word that customers say less than twice as often as any speaker does.
    OrdinaryWord,
    /// It could be a term, but others add more.
    AddsLess,
}

/// Follows the phrases asked about. Where nobody asks it costs nothing.
#[derive(Debug, Default)]
pub struct Trace {
    fates: Map<Box<[u32]>, Option<Fate>>,
}

impl Trace {
    /// Follows these.
    pub fn new<'k>(asked: impl Iterator<Item = &'k [u32]>) -> Self {
        Trace { fates: asked.map(|keys| (Box::from(keys), None)).collect() }
    }

    /// Notes what became of a candidate. What was noted first stays.
    pub fn note(&mut self, keys: &[u32], fate: impl FnOnce() -> Fate) {
        if let Some(slot) = self.fates.get_mut(keys)
            && slot.is_none()
        {
            *slot = Some(fate());
        }
    }

    /// What became of a phrase; `None` where no stage turned it away.
    pub fn fate(&self, keys: &[u32]) -> Option<&Fate> {
        self.fates.get(keys)?.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_stage_that_turns_it_away_counts() {
        let asked: [&[u32]; 2] = [&[1, 2], &[3]];
        let mut trace = Trace::new(asked.into_iter());
        trace.note(&[1, 2], || Fate::Gate(Gate::Loose));
        trace.note(&[1, 2], || Fate::Excluded);
        trace.note(&[9], || unreachable!("nobody asks about it"));
        assert_eq!(trace.fate(&[1, 2]), Some(&Fate::Gate(Gate::Loose)));
        assert_eq!((trace.fate(&[3]), trace.fate(&[9])), (None, None));
    }
}
