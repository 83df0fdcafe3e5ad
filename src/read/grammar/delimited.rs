//! Text of separated values in, drafts out: the separator is found by trying, quotes only where they are quotes.

use super::table::{PROBED, Shape, drafts, names_words, shape, titles};
use crate::read::{Draft, ReadError};

/// Lines among which the header is looked for.
const TITLES: usize = 24;
/// A cell with more lines than this is the rest of a file behind a stray quote.
const MOST_LINES: usize = 400;

/// How a text is separated, and what its columns hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delimited {
    /// The byte between cells.
    pub separator: u8,
    /// Whether cells may stand in quotes.
    pub quoted: bool,
    /// What the columns hold.
    pub shape: Shape,
}

/// Finds out by the head of the text; a table of a single column is one only where the file's ending says so. `None`: no
/// table of speech.
pub fn sniff(head: &str, ending: &str) -> Option<Delimited> {
    let list = matches!(ending, "csv" | "tsv");
    let start = head.trim_start();
    if start.is_empty() || start.starts_with(['{', '<']) || start.starts_with("WEBVTT") {
        return None;
    }
    // Cheap, because every text comes by here: without a known name above its columns, only bars and tabs make a table.
    let barred = start.lines().next().is_some_and(|line| line.contains(['\t', '|']));
    if !list && !barred && !begins_with_titles(start) {
        return None;
    }
    let mut best: Option<Delimited> = None;
    for separator in [b',', b'\t', b';', b'|'] {
        if memchr::memchr(separator, head.as_bytes()).is_none() && separator != b',' {
            continue;
        }
        let (rows, quoted) = sample(head, separator);
        let Some(shape) = shape(&rows) else { continue };
        // A lone column is no proof of its separator.
        let single = rows.get(shape.skip.saturating_sub(1)).is_none_or(|row| titles(row) < 2 && row.len() < 3);
        let known = |found: &Delimited| (found.shape.sureness, found.shape.columns.count());
        let found = Delimited { separator, quoted, shape };
        if best.as_ref().is_none_or(|best| known(&found) > known(best) && !single) && (!single || list) {
            best = Some(found);
        }
    }
    best
}

/// Whether the first line of several cells names a column of words; above it stand titles only.
fn begins_with_titles(text: &str) -> bool {
    let separator = [',', ';', '\t', '|'];
    let Some(line) = text.lines().take(TITLES).find(|line| line.contains(separator)) else { return false };
    line.len() < 4096
        && line
            .split(separator)
            .map(|cell| cell.trim().trim_matches('"'))
            .any(|cell| cell.len() <= 240 && names_words(cell))
}

fn sample(head: &str, separator: u8) -> (Vec<csv::StringRecord>, bool) {
    if separator != b',' && separator != b';' && !quotes_match(head, separator) {
        return (rows(head, separator, false), false);
    }
    let quoted = rows(head, separator, true);
    let swallowed = |row: &csv::StringRecord| row.iter().any(|cell| cell.lines().count() > MOST_LINES / 8);
    if quoted.iter().any(swallowed) {
        return (rows(head, separator, false), false);
    }
    (quoted, true)
}

/// Whether as many cells begin with a quote as end with one; else the quotes are part of the words, as in most TSV.
fn quotes_match(head: &str, separator: u8) -> bool {
    let separator = separator as char;
    let cells = || head.lines().flat_map(|line| line.split(separator)).map(str::trim);
    cells().filter(|cell| cell.starts_with('"')).count() == cells().filter(|cell| cell.ends_with('"')).count()
}

fn rows(head: &str, separator: u8, quoted: bool) -> Vec<csv::StringRecord> {
    reader(head, separator, quoted).into_records().take(PROBED * 2).map_while(Result::ok).collect()
}

fn reader(text: &str, separator: u8, quoted: bool) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(separator)
        .quoting(quoted)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes())
}

/// Reads the whole text.
///
/// # Errors
/// `NotATranscript` where no row has words; `TooLarge` where a quote is never closed.
pub fn read(text: &str, table: &Delimited) -> Result<Vec<Draft>, ReadError> {
    let whole = |quoted| drafts(&table.shape, checked(text, table.separator, quoted));
    match whole(table.quoted) {
        Err(ReadError::TooLarge(_)) if table.quoted => whole(false),
        result => result,
    }
}

fn checked(text: &str, separator: u8, quoted: bool) -> impl Iterator<Item = Result<csv::StringRecord, ReadError>> {
    reader(text, separator, quoted).into_records().map(move |row| {
        let row = row.map_err(|e| ReadError::Damaged {
            place: e.position().map_or_else(|| "an unknown line".into(), |at| format!("line {}", at.line())),
            what: "not a row of the table".into(),
        })?;
        let swallowed = quoted && row.iter().any(|cell| cell.len() > 4096 && cell.lines().nth(MOST_LINES).is_some());
        if swallowed { Err(ReadError::TooLarge("a quote in the table is never closed".into())) } else { Ok(row) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calls(text: &str) -> Vec<Vec<String>> {
        let Some(table) = sniff(text, "csv") else { return vec![] };
        let of = |draft: &Draft| {
            let line = |t: &crate::read::DraftTurn| {
                format!("{}@{:?}: {}", draft.labels[t.label as usize].name, t.at, draft.turn_text(t))
            };
            draft.turns.iter().map(line).collect()
        };
        read(text, &table).unwrap().iter().map(of).collect()
    }

    #[test]
    fn a_row_a_turn_in_any_separator() {
        let expected = vec![vec!["Ann@Some(2000): hi, you".to_owned(), "Jon@Some(5000): yes \"so\"".to_owned()]];
        assert_eq!(calls("time,speaker,text\n00:00:02,Ann,\"hi, you\"\n00:00:05,Jon,\"yes \"\"so\"\"\"\n"), expected);
        assert_eq!(
            calls("Export of Monday\n\nStart;Sprecher;Text\n2.0;Ann;hi, you\n5.0;Jon;\"yes \"\"so\"\"\"\n"),
            expected
        );
        assert_eq!(calls("Timestamp\tSpeaker Name\tUtterance\n0:02\tAnn\thi, you\n0:05\tJon\tyes \"so\"\n"), expected);
    }

    #[test]
    fn several_calls_by_their_id() {
        let text = "call_id,speaker,text\nA,Ann,one\nB,Bev,two\nA,Jon,three\n";
        assert_eq!(calls(text).iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn a_row_an_answer() {
        let text = "id,What is the worst about invoices?,score\n1,they come late every month,3\n2,I never find the old ones,4\n3,,5\n";
        assert_eq!(
            calls(text).concat(),
            ["Respondent@None: they come late every month", "Respondent@None: I never find the old ones"]
        );
        let whole = "call_id,date,transcript\n1,2026-01-02,\"Agent: hi\nCustomer: it broke\"\n2,2026-01-03,\"Agent: hello\nCustomer: too slow\"\n";
        assert_eq!(calls(whole)[1], ["Agent@None: hello", "Customer@None: too slow"]);
    }

    #[test]
    fn whisper_times_are_milliseconds() {
        assert_eq!(
            calls("start\tend\ttext\n43810\t47850\t\"Hello\n48350\t54570\tthere\n"),
            [["@Some(43810): \"Hello there"]]
        );
    }

    #[test]
    fn bars_without_a_header() {
        let text = "a|hello there how can i help|greet\nb|yes my line is dead again|inform\na|let me have a look then|check\nb|thank you very much indeed|thank\n";
        assert_eq!(calls(text).concat()[1], "b@None: yes my line is dead again");
    }

    #[test]
    fn other_tables_are_none() {
        for text in [
            "kind\tphrase\tcalls\nproblem\tlose the job\t7\n",
            "a,b\n1,2\n",
            "So, we went there, and then, well, no.\nIt was cold, and wet.\n",
            "",
        ] {
            assert_eq!(calls(text), Vec::<Vec<String>>::new(), "{text}");
        }
    }
}
