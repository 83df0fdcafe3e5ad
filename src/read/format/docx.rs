//! A Word document in, its calls out: the transcript table where there is one, else the labelled paragraphs.

use crate::read::grammar::document::{self, Office};
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static DOCX: Format = Format {
    id: "docx",
    title: "Word document",
    recognised_by: "a zip with `word/document.xml`: labelled lines, or a table with columns for speaker and text",
    extensions: &["docx"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

/// Where Word keeps the text.
const TEXT: &str = "word/document.xml";

fn recognise(source: &Source) -> Sureness {
    Sureness::when(source.has_member(TEXT), 80)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    document::read(document::office(&document::member(source.bytes, TEXT, None)?, Office::Word)?)
}
