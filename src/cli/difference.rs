//! Two tables of results in, what moved between them out: rows new and gone, cells changed, rows in another order.

use std::collections::BTreeMap;

/// A table that is compared: by which column its rows are known, and which of their cells matter.
pub struct Kind {
    /// File name.
    pub file: &'static str,
    /// Column by which a row is known again.
    pub key: &'static str,
    /// Column that is shown for a row.
    pub shown: &'static str,
    /// Columns whose change is told.
    pub cells: &'static [&'static str],
    /// Whether the order of the rows is a result.
    pub ordered: bool,
}

/// The tables that are compared.
pub const KINDS: &[Kind] = &[
    Kind {
        file: "terms.csv",
        key: "term",
        shown: "term",
        cells: &["calls", "calls_unprompted", "rep_calls", "mentions", "evidence"],
        ordered: true,
    },
    Kind { file: "problems.csv", key: "problem", shown: "problem", cells: &["calls", "dimension"], ordered: true },
    Kind { file: "quotes.csv", key: "quote_id", shown: "quote", cells: &["quote", "code", "term"], ordered: true },
    Kind { file: "calls.csv", key: "call", shown: "call", cells: &["format", "status", "customers"], ordered: false },
];

/// A table, as a file holds it.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<BTreeMap<String, String>>,
}

impl Table {
    /// The table in the bytes of a CSV file.
    ///
    /// # Errors
    /// The bytes are no CSV in UTF-8.
    pub fn parse(bytes: &[u8]) -> Result<Table, csv::Error> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let rows = csv::Reader::from_reader(bytes).into_deserialize().collect::<Result<_, _>>()?;
        Ok(Table { rows })
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    fn cell(&self, row: usize, column: &str) -> &str {
        self.rows[row].get(column).map_or("", String::as_str)
    }

    /// The rows by their key, with a number where one key stands several times.
    fn keys(&self, column: &str) -> BTreeMap<(String, usize), usize> {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        let mut keys = BTreeMap::new();
        for row in 0..self.rows.len() {
            let times = seen.entry(self.cell(row, column)).or_default();
            keys.insert((self.cell(row, column).to_owned(), *times), row);
            *times += 1;
        }
        keys
    }
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was not there before; it stands in this row now.
    New(usize),
    /// It stood in this row before.
    Gone(usize),
    /// It is another than it was.
    Other {
        /// Cells that changed: column, before, now.
        cells: Vec<(&'static str, String, String)>,
        /// Row before and now, where it stands before or after others than it did.
        moved: Option<(usize, usize)>,
    },
}

/// A row that changed, and how it is shown. Rows count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The text of the row.
    pub shown: String,
    /// What became of it.
    pub change: Change,
}

/// All that differs, in the order of the new table; what is gone comes last.
pub fn differences(kind: &Kind, before: &Table, now: &Table) -> Vec<Difference> {
    let (old, new) = (before.keys(kind.key), now.keys(kind.key));
    let mut common: Vec<(usize, usize)> =
        new.iter().filter_map(|(key, row)| old.get(key).map(|was| (*row, *was))).collect();
    common.sort_unstable();
    let moved = if kind.ordered { out_of_order(&common) } else { vec![] };
    let mut found: Vec<(usize, Difference)> = vec![];
    for (key, row) in &new {
        let shown = now.cell(*row, kind.shown).to_owned();
        match old.get(key) {
            None => found.push((*row, Difference { shown, change: Change::New(row + 1) })),
            Some(was) => {
                let cells = changed_cells(kind, (before, *was), (now, *row));
                let moved = moved.contains(row).then_some((was + 1, row + 1));
                if !cells.is_empty() || moved.is_some() {
                    found.push((*row, Difference { shown, change: Change::Other { cells, moved } }));
                }
            }
        }
    }
    for (_, was) in old.iter().filter(|(key, _)| !new.contains_key(key)) {
        let shown = before.cell(*was, kind.shown).to_owned();
        found.push((now.len() + was, Difference { shown, change: Change::Gone(was + 1) }));
    }
    found.sort_by_key(|(row, _)| *row);
    found.into_iter().map(|(_, difference)| difference).collect()
}

fn changed_cells(kind: &Kind, before: (&Table, usize), now: (&Table, usize)) -> Vec<(&'static str, String, String)> {
    kind.cells
        .iter()
        .map(|column| (*column, before.0.cell(before.1, column).to_owned(), now.0.cell(now.1, column).to_owned()))
        .filter(|(_, was, is)| was != is)
        .collect()
}

/// The fewest rows that, taken out, leave the others in their old order: the rest of a longest rising run
/// (Schensted 1961). One row that jumps to the top is one row that moved, not all of them.
fn out_of_order(common: &[(usize, usize)]) -> Vec<usize> {
    let mut ends: Vec<usize> = vec![];
    let mut before: Vec<Option<usize>> = vec![None; common.len()];
    for at in 0..common.len() {
        let place = ends.partition_point(|end| common[*end].1 < common[at].1);
        before[at] = place.checked_sub(1).map(|place| ends[place]);
        if place == ends.len() {
            ends.push(at);
        } else {
            ends[place] = at;
        }
    }
    let mut kept = vec![false; common.len()];
    let mut at = ends.last().copied();
    while let Some(place) = at {
        kept[place] = true;
        at = before[place];
    }
    common.iter().zip(kept).filter(|(_, kept)| !kept).map(|((row, _), _)| *row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TERMS: &Kind = &KINDS[0];

    fn table(rows: &[(&str, u32)]) -> Table {
        let rows: String = rows.iter().map(|(term, calls)| format!("{term},{calls}\r\n")).collect();
        Table::parse(format!("\u{feff}term,calls\r\n{rows}").as_bytes()).unwrap()
    }

    fn found(before: &[(&str, u32)], now: &[(&str, u32)]) -> Vec<(String, Change)> {
        differences(TERMS, &table(before), &table(now)).into_iter().map(|d| (d.shown, d.change)).collect()
    }

    #[test]
    fn the_same_is_the_same() {
        assert_eq!(found(&[("a", 3), ("b", 2)], &[("a", 3), ("b", 2)]), vec![]);
    }

    #[test]
    fn new_gone_and_changed_rows_are_told() {
        let changes = found(&[("a", 3), ("b", 2)], &[("c", 9), ("a", 4)]);
        let counts = Change::Other { cells: vec![("calls", "3".into(), "4".into())], moved: None };
        assert_eq!(changes, [("c".into(), Change::New(1)), ("a".into(), counts), ("b".into(), Change::Gone(2))]);
    }

    #[test]
    fn one_jump_is_one_move() {
        let changes = found(&[("a", 1), ("b", 1), ("c", 1), ("d", 1)], &[("d", 1), ("a", 1), ("b", 1), ("c", 1)]);
        assert_eq!(changes, [("d".into(), Change::Other { cells: vec![], moved: Some((4, 1)) })]);
    }

    #[test]
    fn a_new_row_on_top_moves_nothing() {
        assert_eq!(found(&[("a", 1), ("b", 1)], &[("x", 1), ("a", 1), ("b", 1)]), [("x".into(), Change::New(1))]);
    }

    #[test]
    fn a_key_that_stands_twice_is_two_rows() {
        assert_eq!(found(&[("a", 1), ("a", 2)], &[("a", 1)]), [("a".into(), Change::Gone(2))]);
    }
}
