//! Rich text in, one call out: the labelled lines of the document.

use crate::read::grammar::document;
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static RTF: Format = Format {
    id: "rtf",
    title: "Rich text",
    recognised_by: "`{\\rtf` at the beginning",
    extensions: &["rtf"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    Sureness::when(source.bytes.trim_ascii_start().starts_with(b"{\\rtf"), 95)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    Ok(vec![document::read_text(&document::rtf(source.bytes))?])
}
