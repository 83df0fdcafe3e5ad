//! A file that quotes calls in, its quotes out: our own tables, and the decks and pages that people make of them.

use super::page;
use crate::tokenize::fold;
use std::ops::Range;

/// Words below which something between quotation marks is a term, a title, or irony.
const FEWEST_WORDS: usize = 4;

/// What a file claims that somebody said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quoted {
    /// The words.
    pub text: String,
    /// Line of the file (row of a table, the head being 1).
    pub line: u32,
    /// Column of a table; empty elsewhere.
    pub column: String,
    /// Path of the call that is named with it.
    pub call: Option<String>,
    /// Turn that is named with it, counted from 1.
    pub turn: Option<u32>,
}

/// Why a file cannot be verified.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum DeckError {
    /// Nothing in it is a quote.
    #[error("no quotes found: put them between quotation marks, in `>` lines, or in a column named `quote`")]
    NoQuotes,
    /// A damaged table.
    #[error("the table cannot be read: {0}")]
    Table(String),
}

/// The quotes of a file; its name tells the kind: `.csv`, `.tsv`, `.html`, `.htm`, `.md`, everything else plain text.
///
/// # Errors
/// No quote is found, or a table is damaged.
pub fn quotes(name: &str, text: &str) -> Result<Vec<Quoted>, DeckError> {
    let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase());
    let found = match ending.as_str() {
        "csv" => of_table(text, b',')?,
        "tsv" => of_table(text, b'\t')?,
        "html" | "htm" => of_text(&page::lines(text)),
        _ => of_text(text),
    };
    if found.is_empty() { Err(DeckError::NoQuotes) } else { Ok(found) }
}

fn of_table(text: &str, delimiter: u8) -> Result<Vec<Quoted>, DeckError> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let head = reader.headers().map_err(|error| DeckError::Table(error.to_string()))?.clone();
    let place = |names: &[&str]| head.iter().position(|name| names.contains(&fold(name.trim()).as_str()));
    let (call, turn) = (place(&["call", "quote_call", "file", "transcript"]), place(&["turn", "quote_turn"]));
    let rows: Vec<csv::StringRecord> =
        reader.records().collect::<Result<_, _>>().map_err(|error| DeckError::Table(error.to_string()))?;
    let columns = quoting_columns(&head, &rows);
    let mut found = vec![];
    for (line, row) in (2..).zip(&rows) {
        for &column in &columns {
            let text = plain_cell(row.get(column).unwrap_or("").trim());
            if text.split_whitespace().count() > 0 {
                found.push(Quoted {
                    text: text.to_owned(),
                    line,
                    column: head.get(column).unwrap_or("").to_owned(),
                    call: call.and_then(|c| row.get(c)).map(|c| plain_cell(c).to_owned()).filter(|c| !c.is_empty()),
                    turn: turn.and_then(|t| row.get(t)).and_then(|t| t.trim().parse().ok()),
                });
            }
        }
    }
    Ok(found)
}

/// `quote` and `clean`, or whatever column holds words: by its name, else by its length.
fn quoting_columns(head: &csv::StringRecord, rows: &[csv::StringRecord]) -> Vec<usize> {
    let named = |wanted: &[&str]| -> Vec<usize> {
        let is = |name: &str| wanted.contains(&fold(name.trim()).as_str());
        head.iter().enumerate().filter(|(_, name)| is(name)).map(|(i, _)| i).collect()
    };
    for wanted in [&["quote", "clean", "verbatim"][..], &["quotes", "text", "said", "comment", "utterance", "citation"]]
    {
        let columns = named(wanted);
        if !columns.is_empty() {
            return columns;
        }
    }
    let length = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(str::len).sum::<usize>();
    (0..head.len()).max_by_key(|&column| (length(column), std::cmp::Reverse(column))).into_iter().collect()
}

/// A cell without the apostrophe that keeps spreadsheets from taking it for a formula.
fn plain_cell(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => cell,
    }
}

/// Quotes of a text: between quotation marks, or in `>` lines; if there are none, every line that could be one.
fn of_text(text: &str) -> Vec<Quoted> {
    let paragraphs = paragraphs(text);
    let mut found = vec![];
    for paragraph in &paragraphs {
        let marked = between_marks(&paragraph.text);
        if paragraph.quoting && marked.is_empty() {
            found.push(paragraph.whole());
        }
        for (n, marks) in marked.iter().enumerate() {
            let until = marked.get(n + 1).map_or(paragraph.text.len(), |next| next.start);
            let call = call_in(&paragraph.text[marks.end..until]).or_else(|| call_in(&paragraph.source));
            let text = paragraph.text[marks.clone()].trim().to_owned();
            found.push(Quoted { text, line: paragraph.line_of(marks.start), call, ..Quoted::default() });
        }
    }
    found.retain(|quoted| quoted.text.split_whitespace().count() >= FEWEST_WORDS);
    if found.is_empty() {
        let lines = paragraphs.iter().filter(|p| p.text.split_whitespace().count() > FEWEST_WORDS);
        found.extend(lines.map(Paragraph::whole));
    }
    found
}

#[derive(Default)]
struct Paragraph {
    text: String,
    /// Where in the text each line of the file begins, and its number.
    lines: Vec<(usize, u32)>,
    quoting: bool,
    /// The attribution after it.
    source: String,
}

impl Paragraph {
    fn line_of(&self, at: usize) -> u32 {
        self.lines.iter().rev().find(|(start, _)| *start <= at).map_or(0, |(_, line)| *line)
    }

    fn whole(&self) -> Quoted {
        let text = without_emphasis(&self.text).to_owned();
        Quoted { text, line: self.line_of(0), call: call_in(&self.source), ..Quoted::default() }
    }

    fn push(&mut self, line: &str, number: u32) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.lines.push((self.text.len(), number));
        self.text.push_str(line);
    }
}

/// The name of a file among some words: "(customers/hartley.vtt, 0:12)".
fn call_in(words: &str) -> Option<String> {
    let marks = |c: char| matches!(c, '(' | ')' | '[' | ']' | ',' | ';' | ':' | '"' | '*' | '_' | '`' | '—' | '–');
    words
        .split(|c: char| c.is_whitespace() || marks(c))
        .map(|word| word.trim_end_matches('.'))
        .find(|word| {
            word.rsplit_once('.').is_some_and(|(stem, ending)| {
                !stem.is_empty() && (2..=5).contains(&ending.len()) && ending.chars().all(char::is_alphanumeric)
            })
        })
        .map(str::to_owned)
}

/// Lines that belong together; headings are none, and attributions ("-- Priya, call 12") belong to what they follow.
fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut found: Vec<Paragraph> = vec![];
    let mut open = false;
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        let quoting = line.starts_with('>');
        let line = line.trim_start_matches(['>', ' ']);
        let item = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")).or_else(|| line.strip_prefix("• "));
        if ["— ", "– ", "-- ", "―"].iter().any(|dash| line.starts_with(dash)) {
            if let Some(last) = found.last_mut().filter(|last| last.source.is_empty()) {
                last.source = line.to_owned();
            }
            open = false;
        } else if line.is_empty() || line.starts_with('#') {
            open = false;
        } else {
            if !open || item.is_some() || found.last().is_none_or(|last| last.quoting != quoting) {
                found.push(Paragraph { quoting, ..Paragraph::default() });
            }
            if let Some(last) = found.last_mut() {
                last.push(item.unwrap_or(line), number);
            }
            open = true;
        }
    }
    found
}

fn without_emphasis(text: &str) -> &str {
    text.trim_matches(['*', '_', '`', ' '])
}

/// Where something stands between quotation marks of any kind, in order.
fn between_marks(text: &str) -> Vec<Range<usize>> {
    let mut found = vec![];
    let mut from = 0;
    while let Some((at, opening)) = text[from..].char_indices().find(|(_, c)| matches!(c, '"' | '“' | '„' | '«')) {
        let start = from + at + opening.len_utf8();
        let closing: &[char] = match opening {
            '"' => &['"'],
            '“' => &['”', '"'],
            '„' => &['“', '”', '"'],
            _ => &['»'],
        };
        let Some(end) = text[start..].find(closing).map(|end| start + end) else { break };
        found.push(start..end);
        from = end + text[end..].chars().next().map_or(1, char::len_utf8);
    }
    found.retain(|marks| text[marks.clone()].split_whitespace().count() >= FEWEST_WORDS);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(name: &str, text: &str) -> Vec<String> {
        quotes(name, text).map(|found| found.into_iter().map(|q| q.text).collect()).unwrap_or_default()
    }

    #[test]
    fn our_own_table() {
        let table = "rank,quote,clean,call,turn\n1,\"It, um, stalls daily\",It stalls daily,a.txt,3\n2,'-5 degrees and it stops,,b.txt,1\n";
        let found = quotes("quotes.csv", table).expect("quotes");
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].text, "It, um, stalls daily");
        assert_eq!((found[0].call.as_deref(), found[0].turn, found[0].line), (Some("a.txt"), Some(3), 2));
        assert_eq!(found[1].column, "clean");
        assert_eq!(found[2].text, "-5 degrees and it stops");
    }

    #[test]
    fn a_foreign_table_is_read_by_its_longest_column() {
        let table = "who,what they told us\nKim,The saw stalls every single day\n";
        assert_eq!(texts("x.csv", table), ["The saw stalls every single day"]);
    }

    #[test]
    fn decks() {
        let deck = "# What they say\n\n> We retype every order\n> by hand.\n— Kim, call 4\n\nMany said \"the saw stalls every day\" and \"no\".\n";
        assert_eq!(texts("deck.md", deck), ["We retype every order by hand.", "the saw stalls every day"]);
        assert_eq!(texts("deck.md", "“We pay for it twice, honestly”"), ["We pay for it twice, honestly"]);
        assert_eq!(texts("notes.txt", "The saw stalls every day.\nThe gate is too narrow for us.\n\nYes.").len(), 1);
        let deck =
            "They said \"the gate is too narrow\" (lost/kim.vtt, 0:12)\nand \"the saw stalls every day\" elsewhere.\n";
        let found = quotes("deck.md", deck).expect("quotes");
        assert_eq!((found[0].call.as_deref(), found[0].line), (Some("lost/kim.vtt"), 1));
        assert_eq!((found[1].call.as_deref(), found[1].line), (None, 2));
        let found = quotes("deck.md", "> We retype every order by hand.\n> — Kim, kim.txt\n").expect("quotes");
        assert_eq!(found[0].call.as_deref(), Some("kim.txt"));
        assert_eq!(quotes("x.md", "# Nothing\n\nhere"), Err(DeckError::NoQuotes));
        let page = "<style>q{}</style><p>They said <q>the saw stalls every day</q>.<blockquote>We retype all &amp; everything</blockquote>";
        assert_eq!(texts("p.html", page), ["the saw stalls every day", "We retype all & everything"]);
    }
}
