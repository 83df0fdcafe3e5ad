//! What several formats share: clocks, labels, lines of dialogue, captions, tables, segments.
pub mod segment;
