//! The calls table in (a CSV with a row a call); segment, date, account, product and language of each call out.

use super::list::{self, ListError};
use super::{dates, languages};
use crate::corpus::Meta;
use crate::language::Map;
use std::path::Path;

/// Facts about calls that the user wrote down, and which of them found their call.
#[derive(Clone, Debug, Default)]
pub struct CallsTable {
    rows: Vec<Row>,
    /// What a row calls its call, with and without ending; `None` where two rows call theirs the same.
    names: Map<String, Option<usize>>,
    /// The ends of a row's path, for tables that name folders above ours.
    ends: Map<String, Option<usize>>,
}

#[derive(Clone, Debug, Default)]
struct Row {
    call: String,
    facts: Meta,
    matched: bool,
}

/// The columns and the names they go by.
const COLUMNS: [(&str, &[&str]); 6] = [
    (
        "call",
        &[
            "call",
            "file",
            "path",
            "filename",
            "file_name",
            "call_id",
            "id",
            "recording",
            "transcript",
            "conversation_id",
        ],
    ),
    ("segment", &["segment", "group", "cohort", "status", "stage", "customer_type", "category"]),
    ("date", &["date", "call_date", "day", "started", "start", "start_time", "recorded", "created", "when"]),
    ("account", &["account", "account_name", "company", "customer", "organisation", "organization", "client", "org"]),
    ("product", &["product", "plan", "product_name", "sku"]),
    ("language", &["language", "lang", "locale"]),
];

impl CallsTable {
    /// Reads a table with a header line: `call` and any of `segment, date, account, product, language` (or words that
    /// mean the same), separated by comma, semicolon or tab.
    ///
    /// # Errors
    /// The file cannot be read, has no column for the call or none beside it, or a line has a date that is none.
    pub fn read(file: &Path) -> Result<CallsTable, ListError> {
        list::read("calls table", file, CallsTable::parse)
    }

    /// Writes what the table says about the call at `path` into `meta`; what it leaves empty stays. A row is found by the
    /// call's path, the end of its path, its file's name with or without ending, or its id.
    pub fn apply(&mut self, path: &str, meta: &mut Meta) {
        let Some(place) = self.find(path, meta.id.as_deref()) else { return };
        let Some(row) = self.rows.get_mut(place) else { return };
        row.matched = true;
        let fill = |to: &mut Option<String>, from: &Option<String>| {
            if from.is_some() {
                to.clone_from(from);
            }
        };
        fill(&mut meta.segment, &row.facts.segment);
        fill(&mut meta.date, &row.facts.date);
        fill(&mut meta.account, &row.facts.account);
        fill(&mut meta.product, &row.facts.product);
        fill(&mut meta.language, &row.facts.language);
    }

    /// The calls of the table that were not met, in the table's order.
    pub fn unmatched(&self) -> Vec<String> {
        self.rows.iter().filter(|row| !row.matched).map(|row| row.call.clone()).collect()
    }

    fn find(&self, path: &str, id: Option<&str>) -> Option<usize> {
        let path = tidy(path);
        let file = split_part(&path).map_or(path.as_str(), |(file, _)| file);
        let get = |map: &Map<String, Option<usize>>, name: &str| map.get(name).copied().flatten();
        let whole = [path.as_str(), file];
        let named = |name: &str| [name, stem(name), short_stem(name)].into_iter().find_map(|key| get(&self.names, key));
        let longer = |name: &str| [name, stem(name)].into_iter().find_map(|key| get(&self.ends, key));
        let found = whole.into_iter().find_map(|name| named(name).or_else(|| longer(name)));
        let found = found.or_else(|| whole.into_iter().flat_map(ends).find_map(named));
        found.or_else(|| get(&self.names, &tidy(id?)))
    }

    fn parse(text: &str) -> Result<CallsTable, (u64, String)> {
        let text = text.trim_start_matches('\u{feff}');
        let first = text.lines().next().unwrap_or_default();
        let separator = [b'\t', b';', b','].into_iter().find(|s| first.as_bytes().contains(s)).unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
        let columns = columns(reader.headers().map_err(|error| (1, error.to_string()))?).map_err(|what| (1, what))?;
        let mut table = CallsTable::default();
        let mut seen: Map<String, u64> = Map::default();
        for record in reader.records() {
            let record =
                record.map_err(|error| (error.position().map_or(0, csv::Position::line), error.to_string()))?;
            let line = record.position().map_or(0, csv::Position::line);
            let Some(row) = row(&record, &columns).map_err(|what| (line, what))? else { continue };
            if let Some(before) = seen.insert(tidy(&row.call), line) {
                return Err((line, format!("`{}` stands in line {before} too; keep one line", row.call)));
            }
            table.add(row);
        }
        Ok(table)
    }

    fn add(&mut self, row: Row) {
        let place = self.rows.len();
        let name = tidy(&row.call);
        let only = |map: &mut Map<String, Option<usize>>, key: &str| {
            map.entry_ref(key).and_modify(|found| *found = found.filter(|p| *p == place)).or_insert(Some(place));
        };
        only(&mut self.names, stem(&name));
        for end in ends(&name) {
            only(&mut self.ends, end);
            only(&mut self.ends, stem(end));
        }
        self.names.insert(name, Some(place));
        self.rows.push(row);
    }
}

/// Where each of [`COLUMNS`] stands.
fn columns(headers: &csv::StringRecord) -> Result<[Option<usize>; 6], String> {
    let header = |cell: &str| cell.trim().to_lowercase().replace([' ', '-'], "_");
    let found =
        COLUMNS.map(|(_, names)| names.iter().find_map(|name| headers.iter().position(|cell| header(cell) == *name)));
    if found[0].is_none() {
        return Err(
            "no column says which call a row is about; name it `call` (a path below the folder, a file name or an id)"
                .into(),
        );
    }
    if found[1..].iter().all(Option::is_none) {
        return Err("nothing is said about the calls; add a column segment, date, account, product or language".into());
    }
    Ok(found)
}

/// A line of the table, or `None` if it names no call.
fn row(record: &csv::StringRecord, columns: &[Option<usize>; 6]) -> Result<Option<Row>, String> {
    let cell = |place: usize| columns[place].and_then(|c| record.get(c)).map(str::trim).filter(|c| !c.is_empty());
    let Some(call) = cell(0) else { return Ok(None) };
    let facts = Meta {
        segment: cell(1).map(str::to_owned),
        date: cell(2).map(day).transpose()?,
        account: cell(3).map(str::to_owned),
        product: cell(4).map(str::to_owned),
        language: cell(5).map(languages::code_of),
        id: None,
    };
    Ok(Some(Row { call: call.to_owned(), facts, matched: false }))
}

fn day(cell: &str) -> Result<String, String> {
    match dates::whole(cell) {
        Ok(Some(day)) => Ok(day.to_string()),
        Ok(None) => Err(format!("`{cell}` is no date; write it like 2026-03-14")),
        Err(dates::Ambiguous) => Err(format!("`{cell}` can be read in two ways; write it like 2026-03-14")),
    }
}

/// A path or name in the form that is compared: lower case, `/` between folders, nothing before the first folder.
fn tidy(path: &str) -> String {
    let path = path.trim().replace('\\', "/").to_lowercase();
    path.trim_start_matches("./").trim_matches('/').to_owned()
}

/// `a/b/c` as `b/c` and `c`.
fn ends(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[at + 1..])
}

/// `book.csv#2` as `book.csv` and `2`: one call of a file that holds several.
fn split_part(path: &str) -> Option<(&str, &str)> {
    path.rsplit_once('#').filter(|(_, part)| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

/// The path without the ending of its file; a part of a file has none.
fn stem(path: &str) -> &str {
    if split_part(path).is_some() {
        return path;
    }
    let file = path.rfind('/').map_or(0, |at| at + 1);
    path[file..].rfind('.').filter(|at| *at > 0).map_or(path, |at| &path[..file + at])
}

/// The path up to the first dot of its file: `x.transcript.vtt` as `x`.
fn short_stem(path: &str) -> &str {
    if split_part(path).is_some() {
        return path;
    }
    let file = path.rfind('/').map_or(0, |at| at + 1);
    path[file..].find('.').filter(|at| *at > 0).map_or(path, |at| &path[..file + at])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(table: &mut CallsTable, path: &str, id: Option<&str>) -> Option<String> {
        let mut meta = Meta { id: id.map(Into::into), ..Meta::default() };
        table.apply(path, &mut meta);
        meta.segment
    }

    #[test]
    fn every_column_reaches_its_call() {
        let text = "Call;Group;Call date;Company;Plan;Lang\nacme.vtt;lost;14.03.2026;Acme Ltd;Pro;en-GB\n";
        let mut table = CallsTable::parse(text).unwrap();
        let mut meta = Meta { product: Some("Basic".into()), id: Some("7".into()), ..Meta::default() };
        table.apply("x/acme.vtt", &mut meta);
        let expected = Meta {
            segment: Some("lost".into()),
            date: Some("2026-03-14".into()),
            account: Some("Acme Ltd".into()),
            product: Some("Pro".into()),
            language: Some("en".into()),
            id: Some("7".into()),
        };
        assert_eq!(meta, expected);
        assert!(table.unmatched().is_empty());
    }

    #[test]
    fn an_empty_cell_leaves_what_is_known() {
        let mut table = CallsTable::parse("call,segment,account\na.txt,,Acme\n").unwrap();
        let mut meta = Meta { segment: Some("lost".into()), ..Meta::default() };
        table.apply("a.txt", &mut meta);
        assert_eq!((meta.segment.as_deref(), meta.account.as_deref()), (Some("lost"), Some("Acme")));
    }

    #[test]
    fn calls_are_found_by_path_name_stem_end_and_id() {
        let text = "call,segment\nlost/a.txt,1\nb.mp4,2\nC,3\ncalls\\won\\d.vtt,4\nid-77,5\nbook.csv#2,6\n";
        let mut table = CallsTable::parse(text).unwrap();
        let expected = [
            ("lost/a.txt", None, Some("1")),
            ("won/a.txt", None, None),
            ("x/B.transcript.vtt", None, Some("2")),
            ("x/c.txt", None, Some("3")),
            ("won/d.vtt", None, Some("4")),
            ("d.vtt", None, Some("4")),
            ("zzz.json", Some("ID-77"), Some("5")),
            ("book.csv#2", None, Some("6")),
            ("book.csv#1", None, None),
            ("other.txt", None, None),
        ];
        for (path, id, want) in expected {
            assert_eq!(segment(&mut table, path, id).as_deref(), want, "{path}");
        }
        assert!(table.unmatched().is_empty());
    }

    #[test]
    fn a_row_for_a_file_is_for_all_its_calls() {
        let mut table = CallsTable::parse("file,segment\nbook.csv,vip\n").unwrap();
        assert_eq!(segment(&mut table, "book.csv#9", None).as_deref(), Some("vip"));
    }

    #[test]
    fn a_name_that_two_rows_end_in_finds_neither() {
        let mut table = CallsTable::parse("path,segment\nx/won/a.txt,1\nx/lost/a.txt,2\n").unwrap();
        assert_eq!(segment(&mut table, "a.txt", None), None);
        assert_eq!(segment(&mut table, "lost/a.txt", None).as_deref(), Some("2"));
        assert_eq!(table.unmatched(), ["x/won/a.txt"]);
    }

    #[test]
    fn errors_name_file_line_and_remedy() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("calls.csv");
        let told = |text: &str| {
            std::fs::write(&file, text).unwrap();
            CallsTable::read(&file).map(|_| ()).unwrap_err().to_string()
        };
        assert!(told("segment\nlost\n").contains("line 1: no column says which call"));
        assert!(told("call,notes\na,b\n").contains("nothing is said"));
        assert!(told("call,date\na,2026-03-14\nb,soon\n").contains("calls.csv, line 3: `soon` is no date"));
        assert!(told("call,date\na,03/04/2026\n").contains("two ways"));
        assert!(told("call,segment\na,1\nA,2\n").contains("line 3: `A` stands in line 2 too"));
        assert!(
            CallsTable::read(&dir.path().join("none")).unwrap_err().to_string().contains("cannot read the calls table")
        );
    }

    #[test]
    fn blank_rows_and_short_rows_are_passed_over() {
        let table = CallsTable::parse("call,segment,date\n,lost,\na.txt\n").unwrap();
        assert_eq!(table.unmatched(), ["a.txt"]);
    }
}
