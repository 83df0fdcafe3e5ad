//! Rows and the shape of their table in, drafts out.

use rustc_hash::FxHashMap;

use super::{Columns, Field, Row, RowIs, Shape};
use crate::corpus::Meta;
use crate::read::grammar::clock::{caption_time, settle};
use crate::read::grammar::document::{self, unmarked};
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::script::{self, is_day};
use crate::read::grammar::segment::{Segment, join};
use crate::read::grammar::speech::generic;
use crate::read::grammar::stated;
use crate::read::{self, Draft, Label, ReadError, Source};

/// Reads the rows below the header.
///
/// # Errors
/// Whatever the rows give, and `NotATranscript` where no row has words.
pub fn drafts<R: Row>(
    shape: &Shape,
    rows: impl Iterator<Item = Result<R, ReadError>>,
) -> Result<Vec<Draft>, ReadError> {
    let rows = rows.skip(shape.skip).filter(|row| !row.as_ref().is_ok_and(is_rule));
    let mut drafts = match shape.row {
        RowIs::Turn | RowIs::Turns => turns(&shape.columns, rows)?,
        RowIs::Segment => vec![segments(&shape.columns, rows)?],
        RowIs::Call => calls(&shape.columns, rows)?,
    };
    drafts.retain(|draft| !draft.turns.is_empty());
    if drafts.is_empty() {
        return Err(ReadError::NotATranscript("a table without a row of words".into()));
    }
    for draft in &mut drafts {
        draft.turns.shrink_to_fit();
        let mut times: Vec<Option<u32>> = draft.turns.iter().map(|turn| turn.at).collect();
        settle(&mut times);
        draft.turns.iter_mut().zip(times).for_each(|(turn, at)| turn.at = at);
    }
    Ok(drafts)
}

/// The line below the header of a Markdown table.
fn is_rule<R: Row>(row: &R) -> bool {
    let cells = || (0..row.width()).map(|column| row.cell(column).trim());
    cells().any(|cell| cell.contains("--")) && cells().all(|cell| cell.bytes().all(|b| matches!(b, b'-' | b':')))
}

fn turns<R: Row>(columns: &Columns, rows: impl Iterator<Item = Result<R, ReadError>>) -> Result<Vec<Draft>, ReadError> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    for row in rows {
        let row = row?;
        let id = columns.cell(&row, Field::Call).unwrap_or("");
        let place = match places.get(id) {
            Some(place) => *place,
            None => {
                drafts.push(Draft { meta: meta(columns, &row), ..Draft::default() });
                places.insert(id.to_owned(), drafts.len() - 1);
                drafts.len() - 1
            }
        };
        let draft = &mut drafts[place];
        for (column, side) in columns.sides.iter().filter(|(column, _)| !row.cell(*column).trim().is_empty()) {
            let label = draft.label(Label { name: side.clone(), role: stated::role(side), ..Label::default() });
            draft.push(label, time(columns, &row, Field::Start), &unmarked(row.cell(*column)));
        }
        let Some(text) = columns.cell(&row, Field::Text) else { continue };
        let label = draft.label(label(columns, &row));
        draft.push(label, time(columns, &row, Field::Start), &unmarked(text));
    }
    Ok(drafts)
}

fn label<R: Row>(columns: &Columns, row: &R) -> Label {
    let name = columns.cell(row, Field::Speaker);
    let role = columns.cell(row, Field::Role);
    let channel = columns.cell(row, Field::Channel).and_then(|cell| cell.parse().ok());
    let email = columns.cell(row, Field::Email).filter(|cell| cell.contains('@')).map(str::to_owned);
    Label {
        name: generic(name.or(role).unwrap_or("")),
        role: role.and_then(stated::role),
        channel,
        email,
        ..Label::default()
    }
}

fn meta<R: Row>(columns: &Columns, row: &R) -> Meta {
    let cell = |field| columns.cell(row, field).map(str::to_owned);
    Meta {
        date: columns.cell(row, Field::Date).filter(|day| is_day(day)).map(|day| day[..10].to_owned()),
        language: columns.cell(row, Field::Language).and_then(iso_language),
        segment: cell(Field::Segment),
        account: cell(Field::Account),
        product: cell(Field::Product),
        id: cell(Field::Call),
    }
}

/// The time in a cell: a clock, a number of seconds or of milliseconds, or the fraction of a day that spreadsheets keep.
fn time<R: Row>(columns: &Columns, row: &R, field: Field) -> Option<u32> {
    let cell = columns.cell(row, field)?;
    // A day and an hour: only the hour counts.
    let cell = cell
        .rsplit_once(['T', ' '])
        .filter(|(day, _)| is_day(day))
        .map_or(cell, |(_, hour)| hour.trim_end_matches('Z'));
    if cell.contains(':') {
        return caption_time(cell.trim_start_matches('[')).map(|(at, _)| at);
    }
    let number: f64 = cell.replace(',', ".").parse().ok().filter(|n: &f64| n.is_finite() && *n >= 0.0)?;
    let whole = columns.has(Field::End) && !columns.seconds && !cell.contains('.');
    let millis = if columns.millis || whole {
        number
    } else if number < 1.0 && cell.len() > 6 {
        number * 86_400_000.0
    } else {
        number * 1000.0
    };
    (millis < f64::from(u32::MAX)).then_some(millis as u32)
}

fn segments<R: Row>(columns: &Columns, rows: impl Iterator<Item = Result<R, ReadError>>) -> Result<Draft, ReadError> {
    let mut draft = Draft::default();
    let nobody = draft.named("");
    let mut all = Vec::new();
    for row in rows {
        let row = row?;
        if let Some(text) = columns.cell(&row, Field::Text) {
            let (start, end) = (time(columns, &row, Field::Start), time(columns, &row, Field::End));
            all.push(Segment::new(nobody, start, end, text.to_owned()));
        }
    }
    join(&mut draft, all);
    Ok(draft)
}

fn calls<R: Row>(columns: &Columns, rows: impl Iterator<Item = Result<R, ReadError>>) -> Result<Vec<Draft>, ReadError> {
    let mut drafts = Vec::new();
    for row in rows {
        let row = row?;
        let mut draft = Draft::default();
        if let Some(text) = columns.cell(&row, Field::Text) {
            draft = conversation(text).unwrap_or_default();
            if draft.turns.is_empty() {
                let label = if columns.tickets { draft.named("Customer") } else { draft.label(label(columns, &row)) };
                draft.push(label, None, &unmarked(text));
            }
        }
        for &column in &columns.answers {
            let label = draft.named("Respondent");
            draft.push(label, None, &unmarked(row.cell(column)));
        }
        draft.meta = meta(columns, &row);
        draft.turns.shrink_to_fit();
        draft.text.shrink_to_fit();
        drafts.push(draft);
    }
    Ok(drafts)
}

/// A cell that holds a whole conversation: in lines or in HTML, as customer databases export the notes of a call, or in
/// JSON.
fn conversation(cell: &str) -> Option<Draft> {
    if cell.starts_with('{') || (cell.starts_with('[') && cell[1..].trim_start().starts_with(['{', '['])) {
        return read::read_inner(&Source::inner_text("", cell)).ok()?.pop();
    }
    if cell.starts_with('<') && cell.ends_with('>') {
        return document::read(document::html(cell)).ok()?.pop();
    }
    let profile = script::profile(cell)?;
    script::read(cell, profile.grammar).ok()
}
