//! What nobody counts: turns that only say "I am listening", and the stretches that open, hold and close a call.
//! Masking hides and never deletes; how much was hidden is reported.

pub mod private;
mod talk;

pub use talk::{TalkPhrases, is_backchannel};

use crate::tokenize::{Skip, Token};
use private::Private;

/// Marks the words that lie in private data, which is in order of place: they are not counted.
pub fn hide_private(found: &[Private], tokens: &mut [Token]) {
    let mut found = found.iter().peekable();
    for token in tokens {
        while found.next_if(|private| private.span.end <= token.span.start).is_some() {}
        if found.peek().is_some_and(|private| private.span.overlaps(token.span)) {
            token.skip = Some(Skip::Private);
        }
    }
}
