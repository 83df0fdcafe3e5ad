//! What nobody counts: turns that only say "I am listening", and the stretches that open, hold and close a call.
//! Masking hides and never deletes; how much was hidden is reported.

pub mod private;
mod talk;

pub use talk::{TalkPhrases, is_backchannel};
