//! A table of the result as data: its columns with their meaning, in the order of the contract. The CSV file, the
//! sheet of the workbook and the list of columns are all written from here.

mod aliases;
mod calls;
mod coded;
mod describe;
mod groups;
mod names;
mod problems;
mod quotes;
mod terms;
mod trends;

pub(super) use aliases::aliases;
pub(super) use calls::calls;
pub(super) use coded::coded;
pub(super) use describe::Kind;
pub(super) use groups::{NO_DIFFERENCE, groups, in_words};
pub(super) use names::names;
pub(super) use problems::problems;
pub(super) use quotes::quotes;
pub(super) use terms::terms;
pub(super) use trends::trends;

use crate::findings::{Run, Share};
use crate::report::escape;
use std::borrow::Cow;

/// One table of the result.
pub(super) struct Table<'f, R> {
    /// Name of the file without its ending, and of the sheet.
    pub name: &'static str,
    /// What a row is, in one sentence.
    pub about: &'static str,
    /// The columns in order.
    pub columns: Vec<Column<R>>,
    /// The rows in order.
    pub rows: &'f [R],
}

impl<'f, R> Table<'f, R> {
    fn new(name: &'static str, mut columns: Vec<Column<R>>, rows: &'f [R]) -> Self {
        for column in &mut columns {
            (column.kind, column.about) = describe::column(name, column.key);
        }
        Table { name, about: describe::table(name), columns, rows }
    }
}

/// A column: what it is called, what it means, and how it is read from a row.
pub(super) struct Column<R> {
    /// The heading.
    pub name: Cow<'static, str>,
    /// The heading as [`describe`] knows it, with `*` for the name of a group.
    pub key: &'static str,
    /// What it says, in plain words, with formula and unit.
    pub about: &'static str,
    /// How it is to be written and how wide it is.
    pub kind: Kind,
    /// The cell of a row.
    pub cell: Box<dyn for<'r> Fn(&'r R) -> Cell<'r>>,
}

/// One cell.
pub(super) enum Cell<'r> {
    /// Not known, or not applicable. Never zero.
    Empty,
    /// A whole number.
    Count(u64),
    /// A measure.
    Measure(f64),
    /// Text as it is.
    Text(&'r str),
    /// Items with ` | ` between.
    List(&'r [String]),
    /// Text that was put together.
    Made(String),
    /// `yes` or `no`.
    Flag(bool),
}

impl From<u32> for Cell<'_> {
    fn from(count: u32) -> Self {
        Cell::Count(count.into())
    }
}

impl From<u64> for Cell<'_> {
    fn from(count: u64) -> Self {
        Cell::Count(count)
    }
}

impl From<f64> for Cell<'_> {
    fn from(measure: f64) -> Self {
        if measure.is_finite() { Cell::Measure(measure) } else { Cell::Empty }
    }
}

impl From<Option<f64>> for Cell<'_> {
    fn from(measure: Option<f64>) -> Self {
        measure.map_or(Cell::Empty, Cell::from)
    }
}

impl<'r> From<&'r str> for Cell<'r> {
    fn from(text: &'r str) -> Self {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }
}

impl<'r> From<&'r String> for Cell<'r> {
    fn from(text: &'r String) -> Self {
        Cell::from(text.as_str())
    }
}

impl<'r> From<&'r Vec<String>> for Cell<'r> {
    fn from(items: &'r Vec<String>) -> Self {
        if items.is_empty() { Cell::Empty } else { Cell::List(items) }
    }
}

impl From<bool> for Cell<'_> {
    fn from(flag: bool) -> Self {
        Cell::Flag(flag)
    }
}

impl Cell<'_> {
    /// The cell as unescaped text, rounded as its column asks.
    pub fn text(&self, kind: Kind) -> Cow<'_, str> {
        match self {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Count(count) => Cow::Owned(count.to_string()),
            Cell::Measure(measure) => Cow::Owned(kind.rounded(*measure)),
            Cell::Text(text) => Cow::Borrowed(text),
            Cell::Made(text) => Cow::Borrowed(text),
            Cell::List(items) => Cow::Owned(escape::list(items)),
            Cell::Flag(true) => Cow::Borrowed("yes"),
            Cell::Flag(false) => Cow::Borrowed("no"),
        }
    }
}

/// A column; `cell` gives anything that is a cell.
fn column<R>(name: &'static str, cell: impl for<'r> Fn(&'r R) -> Cell<'r> + 'static) -> Column<R> {
    Column { name: Cow::Borrowed(name), key: name, about: "", kind: Kind::Prose, cell: Box::new(cell) }
}

/// A column of one group; `key` ends in `*`.
fn of_group<R>(key: &'static str, group: &str, cell: impl for<'r> Fn(&'r R) -> Cell<'r> + 'static) -> Column<R> {
    Column { name: Cow::Owned(key.replace('*', group)), ..column(key, cell) }
}

/// The three columns of a share with its interval.
fn share_columns<R: 'static>(get: fn(&R) -> Share) -> [Column<R>; 3] {
    [
        column("share", move |row| get(row).value.into()),
        column("share_low", move |row| get(row).low.into()),
        column("share_high", move |row| get(row).high.into()),
    ]
}

/// A column for each group: the share of the group's calls.
fn segment_shares<R: 'static>(run: &Run, calls: fn(&R) -> &[u32]) -> Vec<Column<R>> {
    let groups = run.segments.iter().enumerate();
    groups
        .map(|(place, group)| {
            let size = group.calls;
            of_group("share_in_*", &group.name, move |row| match calls(row).get(place) {
                Some(&said) if size > 0 => (f64::from(said) / size as f64).into(),
                _ => Cell::Empty,
            })
        })
        .collect()
}

/// A column for each group: the calls themselves.
fn segment_calls<R: 'static>(run: &Run, calls: fn(&R) -> &[u32]) -> Vec<Column<R>> {
    let groups = run.segments.iter().enumerate();
    groups
        .map(|(place, group)| {
            of_group("calls_in_*", &group.name, move |row| {
                calls(row).get(place).map_or(Cell::Empty, |&said| said.into())
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_empty_and_never_zero() {
        assert_eq!(Cell::from(None).text(Kind::Factor), "");
        assert_eq!(Cell::from(f64::NAN).text(Kind::Factor), "");
        assert_eq!(Cell::from(f64::INFINITY).text(Kind::Share), "");
        assert_eq!(Cell::from(0u32).text(Kind::Count), "0");
    }
}
