//! A table in, calls out: a row a turn, a call or an answer, in one call or many.

use crate::read::grammar::delimited;
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static CSV_TABLE: Format = Format {
    id: "csv",
    title: "Table: CSV, TSV, semicolons, bars",
    recognised_by: "a header with a column of words (`text`, `utterance`, `message`, `answer`), and who speaks, or which call; or a column a side",
    extensions: &["csv", "tsv", "txt"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    source.table().map_or(Sureness::NO, |table| Sureness(table.shape.sureness))
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let Some(table) = source.table() else {
        return Err(ReadError::NotATranscript("no column of words".into()));
    };
    delimited::read(source.text(), table)
}
