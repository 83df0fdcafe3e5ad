//! A hit in, the words that it is about out.

use crate::codebook::{Codebook, Hit, ObjectSide, Said, Words};
use std::ops::Range;

/// The object of a cue, as places in the unit's words.
pub(super) fn cut(book: &Codebook, words: &Words, said: &[Said], hit: Hit) -> Option<Range<usize>> {
    let _ = (words, said);
    match book.cues()[hit.cue as usize].object {
        ObjectSide::None | ObjectSide::After | ObjectSide::Before => None,
    }
}
