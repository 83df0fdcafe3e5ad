//! What several formats share: clocks, labels, lines of dialogue, captions, tables, segments.
pub mod json;
pub mod language_tag;
pub mod moment;
pub mod segment;
pub mod speech;
pub mod stated;
