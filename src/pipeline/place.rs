//! Occurrences in, places as a reader sees them out.

use crate::corpus::{Call, Corpus, Occurrence};
use crate::findings::Place;

/// Milliseconds as `h:mm:ss`.
pub fn clock(at: u32) -> String {
    let seconds = at / 1000;
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// The place of a turn.
pub fn of_turn(call: &Call, turn: u32) -> Place {
    let at = call.turns.get(turn as usize).and_then(|t| t.at).map(clock).unwrap_or_default();
    Place { call: call.path.clone(), turn: turn + 1, at }
}

/// The place of an occurrence.
pub fn of(corpus: &Corpus, at: Occurrence) -> Place {
    of_turn(corpus.call(at.call), at.turn)
}
