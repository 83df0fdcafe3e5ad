//! Occurrences in, places as a reader sees them out.

use crate::corpus::{Call, Corpus, Occurrence, clock};
use crate::findings::Place;

/// The place of a turn.
pub fn of_turn(call: &Call, turn: u32) -> Place {
    let at = call.turns.get(turn as usize).and_then(|t| t.at).map(clock).unwrap_or_default();
    Place { call: call.path.clone(), turn: turn + 1, at }
}

/// The place of an occurrence.
pub fn of(corpus: &Corpus, at: Occurrence) -> Place {
    of_turn(corpus.call(at.call), at.turn)
}
