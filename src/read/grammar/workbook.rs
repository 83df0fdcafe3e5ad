//! An Excel workbook in, the rows of its sheets as text out, within bounds: neither a bomb nor a far-off cell may take all
//! memory.

use std::io::{Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};

use crate::read::ReadError;

/// Most bytes that the parts of a workbook may unfold to, and how many times its packed size.
const MOST: u64 = 256 << 20;
const MOST_RATIO: u64 = 60;
const FREE: u64 = 4 << 20;
/// Columns beyond this one are not looked at.
const WIDEST: u32 = 256;

/// The sheets with their rows, empty rows left out.
///
/// # Errors
/// `Damaged` where the workbook is, `TooLarge` where it unfolds beyond the bound.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Vec<Vec<String>>>, ReadError> {
    weigh(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| damaged(&e.to_string()))?;
    let mut out = Vec::new();
    for name in book.sheet_names() {
        // A sheet of charts has no cells to read.
        if let Ok(rows) = sheet(&mut book, &name) {
            out.push(rows);
        }
    }
    Ok(out)
}

fn damaged(what: &str) -> ReadError {
    ReadError::Damaged { place: "the workbook".into(), what: format!("{what}: save it again") }
}

/// Unfolds every part once without keeping it: sizes that a zip declares may lie.
fn weigh(bytes: &[u8]) -> Result<(), ReadError> {
    let mut budget = MOST.min((bytes.len() as u64).saturating_mul(MOST_RATIO).max(FREE));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e.to_string()))?;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|e| damaged(&e.to_string()))?;
        let mut part = file.take(budget + 1);
        let read = std::io::copy(&mut part, &mut std::io::sink()).map_err(|e| damaged(&e.to_string()))?;
        if read > budget {
            return Err(ReadError::TooLarge("the workbook unfolds to far more than its packed size".into()));
        }
        budget -= read;
    }
    Ok(())
}

fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<Vec<String>>, ReadError> {
    let mut cells = book.worksheet_cells_reader(name).map_err(|e| damaged(&e.to_string()))?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut at = None;
    while let Some(cell) = cells.next_cell().map_err(|e| damaged(&e.to_string()))? {
        let (row, column) = cell.get_position();
        let text = shown(cell.get_value());
        if text.is_empty() || column >= WIDEST {
            continue;
        }
        if at != Some(row) {
            rows.push(Vec::new());
            at = Some(row);
        }
        let Some(row) = rows.last_mut() else { continue };
        let column = column as usize;
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        row[column] = text;
    }
    Ok(even(rows))
}

/// Rows of the width of the widest, so that a row with an empty last cell is as wide as its header.
fn even(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let width = rows.iter().take(64).map(Vec::len).max().unwrap_or(0);
    for row in &mut rows {
        if row.len() < width {
            row.resize(width, String::new());
        }
    }
    rows
}

/// The cell as a person sees it: times as clocks, days as ISO dates.
fn shown(value: &DataRef) -> String {
    match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(moment) => date_time(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        _ => String::new(),
    }
}

fn date_time(moment: &ExcelDateTime) -> String {
    let days = moment.as_f64();
    if !(0.0..3_000_000.0).contains(&days) {
        return String::new();
    }
    if days < 1.0 || moment.is_duration() {
        let millis = (days * 86_400_000.0).round() as u64;
        let (seconds, millis) = (millis / 1000, millis % 1000);
        return format!("{:02}:{:02}:{:02}.{millis:03}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if days.fract() == 0.0 { date } else { format!("{date} {hour:02}:{minute:02}:{second:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_as_a_person_sees_them() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let page = book.add_worksheet();
        let clock = rust_xlsxwriter::Format::new().set_num_format("hh:mm:ss");
        page.write_string(0, 0, "Time").unwrap();
        page.write_string(0, 1, "Text").unwrap();
        page.write_number_with_format(1, 0, 2.0 / 86_400.0, &clock).unwrap();
        page.write_string(1, 1, "hi").unwrap();
        page.write_string(1_048_575, 16_383, "far").unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let expected = [["Time", "Text"], ["00:00:02.000", "hi"]];
        assert_eq!(sheets(&bytes).unwrap(), [expected]);
    }

    #[test]
    fn what_is_no_workbook_is_an_error() {
        assert!(sheets(b"PK\x03\x04 nothing").is_err());
    }
}
