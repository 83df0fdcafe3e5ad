//! An Excel workbook in, its calls out: each sheet with a column of words.

use crate::read::grammar::{table, workbook};
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static XLSX: Format = Format {
    id: "xlsx",
    title: "Excel workbook",
    recognised_by: "a zip with `xl/workbook.xml`: a sheet with a column of words, and who speaks, or which call",
    extensions: &["xlsx", "xlsm"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    Sureness::when(source.has_member("xl/workbook.xml"), 80)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    table::sheets(workbook::sheets(source.bytes)?)
}
