//! What several formats share: clocks, labels, lines of dialogue, captions, tables, segments.
pub mod json;
pub mod language_tag;
pub mod moment;

pub mod clock;
pub mod head;
pub mod label;
pub mod lines;
pub mod script;
pub mod segment;
pub mod speech;
pub mod stated;
