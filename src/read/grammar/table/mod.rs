//! Rows of cells in, drafts out, whatever file the rows come from: which line is the header, which column holds the
//! words, who speaks, and where one call ends.

mod build;
mod columns;
mod sides;

pub use build::drafts;
pub use columns::{Columns, Field, names_words};

use super::clock::clock;
use super::label::{Kind, kind};
use crate::read::{Draft, ReadError};

/// Rows looked at to find the header and to tell words from codes.
pub const PROBED: usize = 30;

/// A row of a table.
pub trait Row {
    /// The cell in the column, empty where the row is shorter.
    fn cell(&self, column: usize) -> &str;
    /// Number of cells.
    fn width(&self) -> usize;
}

impl Row for csv::StringRecord {
    fn cell(&self, column: usize) -> &str {
        self.get(column).unwrap_or("")
    }

    fn width(&self) -> usize {
        self.len()
    }
}

impl Row for Vec<String> {
    fn cell(&self, column: usize) -> &str {
        self.get(column).map_or("", String::as_str)
    }

    fn width(&self) -> usize {
        self.len()
    }
}

/// What a row of the table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowIs {
    /// Something that one speaker said.
    Turn,
    /// Something that each side said, in the order of the columns.
    Turns,
    /// A piece of recognised speech with its times, nobody named.
    Segment,
    /// A whole call, or the answers of one person.
    Call,
}

/// How a table is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Rows above the first row of data: titles and the header.
    pub skip: usize,
    /// What each column holds.
    pub columns: Columns,
    /// What a row is.
    pub row: RowIs,
    /// How sure it is that this is speech: 45 to 78.
    pub sureness: u8,
}

/// Finds the header in the first rows and what the columns hold. `None`: no table of speech.
pub fn shape<R: Row>(rows: &[R]) -> Option<Shape> {
    let named = (0..rows.len().min(PROBED)).filter_map(|at| with_header(rows, at)).max_by_key(|shape| {
        // The surest; of two alike the upper one.
        (shape.sureness, usize::MAX - shape.skip)
    });
    match named {
        // A question may be the first thing said.
        Some(found) if found.row == RowIs::Call && !found.columns.has(Field::Text) => {
            without_header(rows).or(Some(found))
        }
        None => without_header(rows),
        found => found,
    }
}

/// Rows below the header that are part of it: SurveyMonkey says of what kind the answers are, Qualtrics repeats its ids.
fn subtitles<R: Row>(rows: &[R]) -> usize {
    let known = |cell: &str| {
        matches!(cell, "" | "Response" | "Open-Ended Response" | "Other (please specify)") || cell.starts_with(IMPORT)
    };
    let part = |row: &&R| titles(*row) > 0 && (0..row.width()).all(|column| known(row.cell(column).trim()));
    rows.iter().take(3).take_while(part).count()
}

/// How Qualtrics begins the cells of the third row of its header.
const IMPORT: &str = "{\"ImportId\"";

/// Whether the row is the second of a header by Qualtrics: the questions between their short names and their ids.
fn is_second<R: Row>(rows: &[R], at: usize) -> bool {
    at > 0 && rows.get(at + 1).is_some_and(|row| row.cell(0).trim().starts_with(IMPORT))
}

/// Columns that the short names of questions stand above: `Q1`, `Q12_4_TEXT`.
fn question_ids<R: Row>(row: &R) -> impl Iterator<Item = usize> {
    (0..row.width()).filter(|column| {
        let bytes = row.cell(*column).trim().as_bytes();
        matches!(bytes, [b'Q', digit, ..] if digit.is_ascii_digit())
    })
}

fn with_header<R: Row>(rows: &[R], at: usize) -> Option<Shape> {
    let header = &rows[at];
    let second = is_second(rows, at);
    let skip = at + 1 + subtitles(&rows[at + 1..]);
    let data = &rows[skip..rows.len().min(skip + PROBED)];
    if header.width() > 4096
        || !(second || (below_titles(rows, at) && is_header(header)))
        || !is_regular(header.width(), data)
    {
        return None;
    }
    let mut columns = Columns::of(header, data).or(second.then(Columns::default))?;
    if second {
        let wordy = |column: &usize| columns::mean_words(data, *column) >= 2;
        columns.add_answers(question_ids(&rows[at - 1]).filter(wordy));
    }
    let words = columns.words(data);
    let speaks = columns.has(Field::Speaker) || columns.has(Field::Role);
    let found = |row, sureness| Some(Shape { skip, columns: columns.clone(), row, sureness });
    if !columns.sides.is_empty() {
        return found(RowIs::Turns, 76);
    }
    if columns.has(Field::Text) && speaks {
        return found(RowIs::Turn, 78);
    }
    if columns.has(Field::Text) && columns.has(Field::Start) && columns.has(Field::End) {
        return found(RowIs::Segment, 76);
    }
    if columns.has(Field::Text) && columns.has(Field::Call) && words >= 2 {
        return found(if columns.repeats(Field::Call, data) { RowIs::Turn } else { RowIs::Call }, 76);
    }
    if columns.answers.is_empty() && columns.has(Field::Text) && columns.has(Field::Start) && words >= 2 {
        return found(RowIs::Segment, 74);
    }
    let alone = titles(header) == 1 && at > 0;
    let strict = data.iter().all(|row| row.width() == header.width());
    (words >= 3 && !alone && data.len() >= 2 && strict).then_some(Shape {
        skip,
        columns,
        row: RowIs::Call,
        sureness: 72,
    })
}

/// Reads every sheet of a workbook that is a table of speech.
///
/// # Errors
/// `NotATranscript` where none is.
pub fn sheets(sheets: Vec<Vec<Vec<String>>>) -> Result<Vec<Draft>, ReadError> {
    let mut calls = Vec::new();
    for rows in sheets {
        if let Some(shape) = shape(&rows) {
            calls.extend(drafts(&shape, rows.into_iter().map(Ok)).unwrap_or_default());
        }
    }
    if calls.is_empty() {
        return Err(ReadError::NotATranscript("no sheet has a column of words with who speaks, or which call".into()));
    }
    Ok(calls)
}

/// Number of columns with a name.
pub fn titles<R: Row>(header: &R) -> usize {
    (0..header.width()).filter(|column| !header.cell(*column).trim().is_empty()).count()
}

/// Whether nothing but titles stands above the row: lines with a single cell.
fn below_titles<R: Row>(rows: &[R], at: usize) -> bool {
    at <= 12 && rows[..at].iter().all(|row| titles(row) <= 1)
}

/// Names of columns are short, or questions; a sentence, a number or a time among them is a row of words.
fn is_header<R: Row>(row: &R) -> bool {
    let title = |cell: &str| {
        let short = cell.len() <= 48 && !cell.contains('=');
        let value = cell.parse::<f64>().is_ok() || clock(cell).is_some();
        (short || (columns::is_question(cell) && cell.len() <= 240)) && !value
    };
    (0..row.width()).map(|column| row.cell(column).trim()).all(title)
}

/// Whether most rows are as wide as the header: the commas of prose are not.
fn is_regular<R: Row>(width: usize, data: &[R]) -> bool {
    let same = data.iter().filter(|row| row.width() == width).count();
    !data.is_empty() && same * 10 >= data.len() * 7
}

/// A table without names above its columns: one column of labels that come again, one of words.
fn without_header<R: Row>(rows: &[R]) -> Option<Shape> {
    let rows = &rows[..rows.len().min(PROBED)];
    let width = rows.first()?.width();
    let (sides, skip) = sides::without_header(rows);
    if !sides.is_empty() {
        return Some(Shape { skip, columns: Columns::of_sides(sides), row: RowIs::Turns, sureness: 48 });
    }
    if rows.len() < 4 || !(2..=16).contains(&width) || rows.iter().any(|row| row.width() != width) {
        return None;
    }
    let words = |column: usize| rows.iter().map(|row| row.cell(column).split_whitespace().count()).sum::<usize>();
    let text = (0..width).max_by_key(|&column| (words(column), width - column))?;
    let is_label = |column: &usize| {
        let mut distinct: Vec<&str> = rows.iter().map(|row| row.cell(*column).trim()).collect();
        let letters = distinct.iter().all(|cell| cell.len() == 1 && cell.starts_with(char::is_alphabetic));
        let labels = distinct.iter().all(|cell| matches!(kind(cell), Some(Kind::Speaker | Kind::Name)));
        distinct.sort_unstable();
        distinct.dedup();
        let few = distinct.len() >= 2 && distinct.len() * 2 <= rows.len();
        if letters { distinct.len() == 2 } else { labels && few }
    };
    let speaker = (0..width).filter(|column| *column != text).find(is_label)?;
    let is_clock = |column: &usize| rows.iter().all(|row| clock(row.cell(*column).trim()).is_some());
    (words(text) >= rows.len() * 3).then(|| Shape {
        skip: 0,
        columns: Columns::only(speaker, text, (0..width).find(is_clock)),
        row: RowIs::Turn,
        sureness: 48,
    })
}
