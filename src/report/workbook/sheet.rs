//! A table in, its sheet out: frozen head, filters, widths, number formats, and links to the rows it speaks of.

use super::look::Look;
use super::title;
use crate::findings::Findings;
use crate::report::escape::sheet_cell;
use crate::report::table::{Cell, Column, Kind, Table};
use rust_xlsxwriter::{Url, Worksheet, XlsxError};
use std::collections::HashMap;

/// Links that a sheet may hold; Excel refuses more than 65,530.
const LINKS: usize = 20_000;

/// Where the rows of other sheets are found.
#[derive(Default)]
pub(super) struct Links<'f> {
    calls: HashMap<&'f str, usize>,
    terms: HashMap<&'f str, usize>,
}

impl<'f> Links<'f> {
    pub fn of(findings: &'f Findings) -> Self {
        Links {
            calls: findings.calls.iter().enumerate().map(|(row, call)| (call.call.as_str(), row)).collect(),
            terms: findings.terms.iter().enumerate().map(|(row, term)| (term.term.as_str(), row)).collect(),
        }
    }

    /// The cell to which a cell of this table and column leads.
    fn target(&self, table: &str, column: &str, text: &str) -> Option<String> {
        let (sheet, row, letter) = match (table, column) {
            ("quotes" | "problems", "call") | ("terms", "quote_call") => ("Calls", self.calls.get(text)?, 'A'),
            ("quotes", "term") => ("Terms", self.terms.get(text)?, 'B'),
            _ => return None,
        };
        // Row 1 is the heading.
        Some(format!("internal:{sheet}!{letter}{}", row + 2))
    }
}

/// The sheet of a table.
pub(super) fn sheet<R>(table: &Table<'_, R>, look: &Look, links: &Links<'_>) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(title(table.name))?.set_landscape().set_repeat_rows(0, 0)?;
    sheet.set_freeze_panes(1, 2)?;
    sheet.set_row_height(0, 22)?;
    for (at, column) in table.columns.iter().enumerate() {
        let at = at as u16;
        sheet.set_column_width(at, Look::width(column.kind, &column.name))?;
        // Cells take the format of their column, which is looked up once and not cell by cell.
        sheet.set_column_format(at, look.of(column.kind))?;
        sheet.write_string_with_format(0, at, sheet_cell(&column.name), &look.head)?;
    }
    let mut room = LINKS;
    for (row, value) in table.rows.iter().enumerate() {
        for (at, column) in table.columns.iter().enumerate() {
            let place = (row as u32 + 1, at as u16);
            write(&mut sheet, place, &(column.cell)(value), column, look, |text| {
                room = room.checked_sub(1)?;
                links.target(table.name, &column.name, text)
            })?;
        }
    }
    if let Some(last) = table.columns.len().checked_sub(1) {
        sheet.autofilter(0, 0, table.rows.len() as u32, last as u16)?;
    }
    Ok(sheet)
}

/// One cell. Text is always written as text, so a formula in it stays words.
fn write<R>(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    cell: &Cell<'_>,
    column: &Column<R>,
    look: &Look,
    mut target: impl FnMut(&str) -> Option<String>,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Count(count) => sheet.write_number(row, at, *count as f64)?,
        Cell::Measure(measure) => sheet.write_number(row, at, rounded(column.kind, *measure))?,
        Cell::Text(text) => match target(text) {
            Some(place) => {
                sheet.write_url_with_options(row, at, Url::new(place), sheet_cell(text), "", Some(&look.link))?
            }
            None => sheet.write_string(row, at, sheet_cell(text))?,
        },
        cell => sheet.write_string(row, at, sheet_cell(&cell.text(column.kind)))?,
    };
    Ok(())
}

/// As in the CSV file, so that both hold the same number.
fn rounded(kind: Kind, measure: f64) -> f64 {
    kind.rounded(measure).parse().unwrap_or(measure)
}
