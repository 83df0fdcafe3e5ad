//! An OpenDocument spreadsheet in, its calls out: each sheet with a column of words.

use crate::read::grammar::document::{self, Block, Office};
use crate::read::grammar::table;
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static ODS: Format = Format {
    id: "ods",
    title: "OpenDocument table",
    recognised_by: "a zip with `content.xml` of kind spreadsheet",
    extensions: &["ods"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    Sureness::when(source.has_member("content.xml") && source.member_starts("mimetype", kind), 80)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let blocks = document::office(&document::member(source.bytes, "content.xml", None)?, Office::Open)?;
    let sheets = blocks.into_iter().filter_map(|block| match block {
        Block::Table(rows) => Some(rows),
        Block::Paragraph(_) => None,
    });
    table::sheets(sheets.collect())
}
