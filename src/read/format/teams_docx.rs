//! A transcript that Teams saved as Word in, one call out: name and time, a line break, the words.

use crate::read::grammar::document::{self, Office};
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static TEAMS_DOCX: Format = Format {
    id: "teams_docx",
    title: "Microsoft Teams transcript (Word)",
    recognised_by: "a Word document with `started transcription`, or `Name   0:03` before each turn",
    extensions: &["docx"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

/// Where Word keeps the text.
const TEXT: &str = "word/document.xml";
/// Bytes of it that are looked at.
const HEAD: u64 = 96 * 1024;

fn recognise(source: &Source) -> Sureness {
    if !source.has_member(TEXT) {
        return Sureness::NO;
    }
    let head = document::member(source.bytes, TEXT, Some(HEAD)).unwrap_or_default();
    let named = source.name().contains("Meeting Recording") || source.name().contains("Meeting Transcript");
    Sureness::when(head.contains(" started transcription") || (named && head.contains("w:br")), 90)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    document::read(document::office(&document::member(source.bytes, TEXT, None)?, Office::Word)?)
}
