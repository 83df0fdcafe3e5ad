//! What several formats share: clocks, labels, lines of dialogue, captions, tables, segments.

pub mod caption;
pub mod clock;
pub mod cue;
pub mod day;
pub mod delimited;
pub mod document;
pub mod head;
pub mod json;
pub mod keys;
pub mod label;
pub mod language_tag;
pub mod lines;
pub mod markup;
pub mod moment;
pub mod people;
pub mod script;
pub mod segment;
pub mod sniff;
pub mod speech;
pub mod stamp;
pub mod stated;
pub mod stuck;
pub mod table;
pub mod workbook;
pub mod xml;
