//! A table in, a CSV file out: UTF-8 with BOM, RFC 4180, every text quoted and safe to open in a spreadsheet.

use super::ReportError;
use super::escape::csv_cell;
use super::table::{Cell, Table};

/// Tells Excel that the file is UTF-8.
const BOM: &[u8] = "\u{FEFF}".as_bytes();

/// The bytes of the file.
///
/// Texts are always quoted: a spreadsheet that splits at `;` would else find a fresh cell inside one of ours.
///
/// # Errors
/// When the writer refuses, which memory never does.
pub(super) fn csv<R>(table: &Table<'_, R>) -> Result<Vec<u8>, ReportError> {
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::NonNumeric)
        .terminator(csv::Terminator::CRLF)
        .from_writer(BOM.to_vec());
    writer.write_record(table.columns.iter().map(|column| csv_cell(&column.name).into_owned()))?;
    for row in table.rows {
        for column in &table.columns {
            let cell = (column.cell)(row);
            let text = cell.text(column.kind);
            match cell {
                Cell::Text(_) | Cell::Made(_) | Cell::List(_) => writer.write_field(csv_cell(&text).as_bytes())?,
                _ => writer.write_field(text.as_bytes())?,
            }
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.into_inner().map_err(|broken| ReportError::Csv(broken.into_error().into()))
}
