//! Findings in, `overheard.xlsx` out: a cover that explains, the tables as sheets with links between them, and the list
//! of columns.

mod cover;
mod look;
mod sheet;

use super::ReportError;
use super::table::{self, Column, Table};
use crate::findings::Findings;
use look::Look;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use sheet::Links;

/// Most rows of coded utterances in the workbook; beyond it a spreadsheet is of no use, and `coded.csv` has them all.
const CODED: usize = 20_000;

/// How hard the archive is pressed, 0 to 9: the usual 6 takes more than twice as long and saves a tenth.
const COMPRESSION: u8 = 3;

/// The bytes of the workbook. It bears no date but that of its format, so that the same findings give the same bytes.
///
/// # Errors
/// When the writer refuses a cell or the archive.
pub(super) fn workbook(findings: &Findings) -> Result<Vec<u8>, ReportError> {
    let look = Look::default();
    let links = Links::of(findings);
    let mut book = Workbook::new();
    book.set_zip_compression_level(COMPRESSION);
    book.set_properties(
        &DocProperties::new()
            .set_title("What your customers say")
            .set_comment("Written by overheard from transcripts. It holds people's words; treat it as such.")
            .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?),
    );
    let coded = findings.coded.len().min(CODED);
    let sheets = [
        sheet::sheet(&table::terms(findings), &look, &links)?,
        sheet::sheet(&table::problems(findings), &look, &links)?,
        sheet::sheet(&table::quotes(findings), &look, &links)?,
        sheet::sheet(&Table { rows: &findings.coded[..coded], ..table::coded(findings) }, &look, &Links::default())?,
        sheet::sheet(&table::names(findings), &look, &links)?,
        sheet::sheet(&table::groups(findings), &look, &links)?,
        sheet::sheet(&table::trends(findings), &look, &links)?,
        sheet::sheet(&table::calls(findings), &look, &Links::default())?,
    ];
    book.push_worksheet(cover::cover(findings, &look, coded)?);
    for sheet in sheets {
        book.push_worksheet(sheet);
    }
    book.push_worksheet(columns(findings, &look)?);
    Ok(book.save_to_buffer()?)
}

/// The name of a table's sheet: `terms` as `Terms`.
fn title(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What every column of every sheet says.
fn columns(findings: &Findings, look: &Look) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name("Columns")?.set_freeze_panes(1, 0)?.set_landscape().set_print_fit_to_pages(1, 0);
    for (column, (head, width)) in [("sheet", 12.0), ("column", 26.0), ("what it says", 110.0)].into_iter().enumerate()
    {
        sheet.set_column_width(column as u16, width)?.write_string_with_format(0, column as u16, head, &look.head)?;
    }
    let mut row = 1;
    describe(&mut sheet, &mut row, &table::terms(findings), look)?;
    describe(&mut sheet, &mut row, &table::problems(findings), look)?;
    describe(&mut sheet, &mut row, &table::quotes(findings), look)?;
    describe(&mut sheet, &mut row, &table::coded(findings), look)?;
    describe(&mut sheet, &mut row, &table::groups(findings), look)?;
    describe(&mut sheet, &mut row, &table::trends(findings), look)?;
    describe(&mut sheet, &mut row, &table::calls(findings), look)?;
    sheet.autofilter(0, 0, row - 1, 2)?;
    Ok(sheet)
}

fn describe<R>(sheet: &mut Worksheet, row: &mut u32, table: &Table<'_, R>, look: &Look) -> Result<(), XlsxError> {
    for Column { name, about, .. } in &table.columns {
        sheet.write_string(*row, 0, title(table.name))?;
        sheet.write_string(*row, 1, super::escape::sheet_cell(name))?;
        sheet.write_string_with_format(*row, 2, *about, &look.prose)?;
        *row += 1;
    }
    Ok(())
}
