//! An OpenDocument text in, its calls out: the transcript table where there is one, else the labelled paragraphs.

use crate::read::grammar::document::{self, Office};
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static ODT: Format = Format {
    id: "odt",
    title: "OpenDocument text",
    recognised_by: "a zip with `content.xml` of kind text",
    extensions: &["odt"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    Sureness::when(
        source.has_member("content.xml") && source.member_starts("mimetype", "application/vnd.oasis.opendocument.text"),
        80,
    )
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    document::read(document::office(&document::member(source.bytes, "content.xml", None)?, Office::Open)?)
}
