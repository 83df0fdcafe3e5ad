//! A file that quotes calls in, its quotes out: our own tables, and the decks and pages that people make of them.

use super::page;
use crate::tokenize::fold;

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
        let whole = paragraph.quoting && marked.is_empty();
        let texts = if whole { vec![without_emphasis(&paragraph.text).to_owned()] } else { marked };
        found.extend(texts.into_iter().map(|text| Quoted { text, line: paragraph.line, ..Quoted::default() }));
    }
    found.retain(|quoted| quoted.text.split_whitespace().count() >= FEWEST_WORDS);
    if found.is_empty() {
        let lines = paragraphs.iter().filter(|p| p.text.split_whitespace().count() > FEWEST_WORDS);
        let quoted =
            |p: &Paragraph| Quoted { text: without_emphasis(&p.text).to_owned(), line: p.line, ..Quoted::default() };
        found.extend(lines.map(quoted));
    }
    found
}

struct Paragraph {
    text: String,
    line: u32,
    quoting: bool,
}

/// Lines that belong together; headings and attributions ("-- Priya, call 12") are none.
fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut found: Vec<Paragraph> = vec![];
    let mut open = false;
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        let quoting = line.starts_with('>');
        let line = line.trim_start_matches(['>', ' ']);
        let item = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")).or_else(|| line.strip_prefix("• "));
        let attribution = ["— ", "– ", "-- ", "―"].iter().any(|dash| line.starts_with(dash));
        if line.is_empty() || line.starts_with('#') || attribution {
            open = false;
            continue;
        }
        match found.last_mut().filter(|last| open && item.is_none() && last.quoting == quoting) {
            Some(last) => {
                last.text.push(' ');
                last.text.push_str(line);
            }
            None => found.push(Paragraph { text: item.unwrap_or(line).to_owned(), line: number, quoting }),
        }
        open = true;
    }
    found
}

fn without_emphasis(text: &str) -> &str {
    text.trim_matches(['*', '_', '`', ' '])
}

/// What stands between quotation marks of any kind.
fn between_marks(text: &str) -> Vec<String> {
    let mut found = vec![];
    let mut rest = text;
    while let Some((at, opening)) = rest.char_indices().find(|(_, c)| matches!(c, '"' | '“' | '„' | '«')) {
        let inside = &rest[at + opening.len_utf8()..];
        let closing: &[char] = match opening {
            '"' => &['"'],
            '“' => &['”', '"'],
            '„' => &['“', '”', '"'],
            _ => &['»'],
        };
        let Some(end) = inside.find(closing) else { break };
        found.push(inside[..end].trim().to_owned());
        rest = &inside[end + inside[end..].chars().next().map_or(1, char::len_utf8)..];
    }
    found.retain(|text| text.split_whitespace().count() >= FEWEST_WORDS);
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
        assert_eq!(quotes("x.md", "# Nothing\n\nhere"), Err(DeckError::NoQuotes));
        let page = "<style>q{}</style><p>They said <q>the saw stalls every day</q>.<blockquote>We retype all &amp; everything</blockquote>";
        assert_eq!(texts("p.html", page), ["the saw stalls every day", "We retype all & everything"]);
    }
}
