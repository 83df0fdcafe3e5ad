//! A run that was written earlier: the bytes of its files in, what customers say in how many calls out.

use crate::findings::Sort;
use crate::language::{Kind, Language};
use crate::theme::base_words;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Something that customers say.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Term or problem.
    pub sort: Sort,
    /// As it is shown.
    pub text: String,
    /// The other wordings.
    pub variants: Vec<String>,
    /// Calls in which a customer says it.
    pub calls: u64,
    /// Whether the run called it moderate or strong evidence; `false` for problems.
    pub well_evidenced: bool,
    /// What the wordings come down to: base words without articles and possessives.
    pub keys: BTreeSet<String>,
}

/// A run that was written earlier.
#[derive(Clone, Debug, Default)]
pub struct WrittenRun {
    /// Terms and problems, in the order of the run.
    pub said: Vec<Said>,
    /// Calls that count.
    pub calls: u64,
    /// Their paths.
    pub paths: BTreeSet<String>,
    /// What was read, as a checksum.
    pub digest: String,
    /// Calls in which a term had to be said.
    pub min_calls: u64,
    /// Whether the list of terms was cut: a phrase that is missing may have been said often.
    pub cut: bool,
    /// The settings, to be compared.
    pub settings: serde_json::Value,
    /// Version of the program.
    pub version: String,
}

/// The files of a run, as bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Files<'a> {
    /// `terms.csv`.
    pub terms: &'a [u8],
    /// `problems.csv`; may be empty.
    pub problems: &'a [u8],
    /// `calls.csv`; may be empty.
    pub calls: &'a [u8],
    /// `run.json`.
    pub run: &'a [u8],
}

/// A file of a run that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadRun {
    /// A table is damaged.
    #[error("{file}: {why}")]
    Table {
        /// Its name.
        file: &'static str,
        /// What is wrong.
        why: csv::Error,
    },
    /// `run.json` is damaged.
    #[error("run.json: {0}")]
    Json(#[from] serde_json::Error),
    /// A table has other columns.
    #[error("{file} has no column `{column}`: it was not written by this program")]
    Column {
        /// Its name.
        file: &'static str,
        /// What is missing.
        column: &'static str,
    },
}

#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    version: String,
    calls_total: u64,
    #[serde(default)]
    input_digest: String,
    #[serde(default)]
    settings: serde_json::Value,
}

type Row = BTreeMap<String, String>;

impl WrittenRun {
    /// Reads the files of a run.
    ///
    /// # Errors
    /// A table or `run.json` that is damaged or was not written by this program.
    pub fn read(files: &Files, language: &Language) -> Result<Self, BadRun> {
        let head: Head = serde_json::from_slice(files.run)?;
        let knob = |key: &str| head.settings.get("terms").and_then(|terms| terms.get(key)?.as_u64());
        let mut run = WrittenRun {
            calls: head.calls_total,
            digest: head.input_digest,
            // The program asks for one call in two thousand in a large folder.
            min_calls: knob("min_calls").unwrap_or(3).max(head.calls_total.div_ceil(2_000)),
            version: head.version,
            ..WrittenRun::default()
        };
        run.add("terms.csv", files.terms, "term", Sort::Term, language)?;
        run.cut = knob("max_terms").is_some_and(|most| run.said.len() as u64 >= most);
        if !files.problems.is_empty() {
            run.add("problems.csv", files.problems, "problem", Sort::Problem, language)?;
        }
        if !files.calls.is_empty() {
            let rows = rows("calls.csv", files.calls)?;
            run.paths =
                rows.into_iter().filter(|row| cell(row, "counted") == "yes").map(|row| cell(&row, "call")).collect();
        }
        run.settings = head.settings;
        Ok(run)
    }

    fn add(
        &mut self,
        file: &'static str,
        bytes: &[u8],
        column: &'static str,
        sort: Sort,
        language: &Language,
    ) -> Result<(), BadRun> {
        for row in rows(file, bytes)? {
            let missing = [column, "calls"].into_iter().find(|column| !row.contains_key(*column));
            if let Some(column) = missing {
                return Err(BadRun::Column { file, column });
            }
            let text = cell(&row, column);
            let variants: Vec<String> =
                cell(&row, "variants").split(" | ").filter(|v| !v.is_empty()).map(str::to_owned).collect();
            let keys = std::iter::once(&text).chain(&variants).map(|text| key(text, language)).collect();
            let calls = cell(&row, "calls").parse().unwrap_or(0);
            let well_evidenced = matches!(cell(&row, "evidence").as_str(), "moderate" | "strong");
            self.said.push(Said { sort, text, variants, calls, well_evidenced, keys });
        }
        Ok(())
    }
}

/// Base words without articles and possessives, with blanks between: "check the balance" and "checked my balances".
pub fn key(text: &str, language: &Language) -> String {
    let words = base_words(text, language);
    let kept: Vec<&str> =
        words.iter().map(String::as_str).filter(|word| !language.kind(word).is(Kind::DETERMINER)).collect();
    if kept.is_empty() { words.join(" ") } else { kept.join(" ") }
}

fn rows(file: &'static str, bytes: &[u8]) -> Result<Vec<Row>, BadRun> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    csv::Reader::from_reader(bytes)
        .into_deserialize()
        .collect::<Result<_, _>>()
        .map_err(|why| BadRun::Table { file, why })
}

/// The cell, without the mark that keeps a spreadsheet from computing it.
fn cell(row: &Row, column: &str) -> String {
    let text = row.get(column).map_or("", String::as_str);
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest.to_owned(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    #[test]
    fn wordings_come_down_to_one_key() {
        let key = |text| key(text, english());
        assert_eq!(key("check my balance"), key("checks the balance"));
        assert_ne!(key("can log in"), key("can't log in"));
        assert_eq!(key("the"), "the");
    }

    #[test]
    fn a_run_is_read_back() {
        let files = Files {
            terms: "\u{feff}\"term\",\"variants\",\"calls\",\"evidence\"\r\n\"'-5 dollars\",\"\",4,\"strong\"\r\n"
                .as_bytes(),
            calls: b"call,counted\r\na.txt,yes\r\nb.txt,no\r\n",
            run: br#"{"calls_total": 9, "settings": {"terms": {"min_calls": 2, "max_terms": 1}}}"#,
            problems: b"",
        };
        let run = WrittenRun::read(&files, english()).unwrap();
        assert_eq!((run.calls, run.min_calls, run.cut, run.paths.len()), (9, 2, true, 1));
        assert_eq!((&*run.said[0].text, run.said[0].well_evidenced), ("-5 dollars", true));
    }

    #[test]
    fn other_tables_are_refused() {
        let read = |terms: &[u8], run: &[u8]| {
            let files = Files { terms, run, ..Files::default() };
            WrittenRun::read(&files, english()).map(|_| ()).unwrap_err().to_string()
        };
        let head = br#"{"calls_total": 9}"#;
        assert!(read(b"a,b\n1,2\n", head).contains("terms.csv has no column `term`"));
        assert!(read(b"term,calls\n\xff,2\n", head).starts_with("terms.csv: "));
        assert!(read(b"term,calls\n", b"{").starts_with("run.json: "));
    }
}
