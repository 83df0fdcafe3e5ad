//! Rev's word list in, one call out: a word a line, its speaker, punctuation and case beside it.

use crate::read::grammar::lines::lines;
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static REV_NLP: Format = Format {
    id: "rev_nlp",
    title: "Rev word list (NLP)",
    recognised_by: "the header `token|speaker|ts|endTs|punctuation|case|tags`",
    extensions: &["nlp"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    Sureness::when(source.head().trim_start().starts_with("token|speaker|"), 95)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let mut rows = lines(source.text()).map(|(_, line)| line.split('|').collect::<Vec<_>>());
    let header = rows.next().unwrap_or_default();
    let place = |name: &str| header.iter().position(|title| *title == name);
    let (token, speaker) = (place("token"), place("speaker"));
    let (start, stop, case) = (place("ts"), place("punctuation"), place("case"));
    let mut draft = Draft::default();
    let mut turn = String::new();
    let mut open: Option<(u16, Option<u32>)> = None;
    for row in rows {
        let cell = |place: Option<usize>| place.and_then(|place| row.get(place)).copied().unwrap_or("");
        if cell(token).is_empty() {
            continue;
        }
        let name = cell(speaker);
        let label = draft.named(&if name.is_empty() { String::new() } else { format!("Speaker {name}") });
        if open.is_some_and(|(last, _)| last != label) {
            close(&mut draft, open.take(), &mut turn);
        }
        open.get_or_insert_with(|| (label, seconds(cell(start))));
        if !turn.is_empty() {
            turn.push(' ');
        }
        turn.push_str(&cased(cell(token), cell(case)));
        turn.push_str(cell(stop));
    }
    close(&mut draft, open, &mut turn);
    Ok(vec![draft])
}

fn close(draft: &mut Draft, open: Option<(u16, Option<u32>)>, turn: &mut String) {
    if let Some((label, at)) = open {
        draft.push(label, at, turn);
    }
    turn.clear();
}

fn seconds(cell: &str) -> Option<u32> {
    cell.parse::<f64>().ok().filter(|s| (0.0..4_000_000.0).contains(s)).map(|s| (s * 1000.0) as u32)
}

/// The word as it was said: `UC` begins with a capital, `CA` is all capitals, `LC` and `MC` stand as they are.
fn cased(word: &str, case: &str) -> String {
    match case {
        "CA" => word.to_uppercase(),
        "UC" => {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        }
        _ => word.to_owned(),
    }
}
