//! RTTM, who speaks when, and CTM, which word when: two halves of one call, which `join` puts together.

use rustc_hash::FxHashMap;

use crate::read::grammar::moment;
use crate::read::grammar::speech::generic;
use crate::read::{Draft, DraftTurn, Format, Knows, Part, Proof, ReadError, Source, Sureness};

/// The row of RTTM in the table.
pub static RTTM: Format = Format {
    id: "rttm",
    title: "RTTM (who speaks when; joined with the CTM of the same recording)",
    recognised_by: "lines SPEAKER file channel start duration … name",
    extensions: &["rttm"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise: |source| recognise(source, |line| line.starts_with("SPEAKER ") && span(line).is_some()),
    read: |source| read(source, Part::Timeline),
};

/// The row of CTM in the table.
pub static CTM: Format = Format {
    id: "ctm",
    title: "CTM (a word a line, with times)",
    recognised_by: "lines file channel start duration word",
    extensions: &["ctm"],
    knows: Knows::Nothing,
    proof: Proof::Seen,
    recognise: |source| recognise(source, |line| word(line).is_some()),
    read: |source| read(source, Part::Words),
};

fn recognise(source: &Source, fits: fn(&str) -> bool) -> Sureness {
    let lines = || source.head().lines().filter(|line| !line.trim().is_empty() && !line.starts_with(";;")).take(30);
    let count = lines().count();
    Sureness::when(count > 0 && lines().filter(|line| fits(line)).count() * 10 >= count * 9, 90)
}

/// A line's recording, start in milliseconds and what it says: a speaker or a word.
type Row<'a> = (&'a str, u32, &'a str);

fn span(line: &str) -> Option<Row<'_>> {
    let mut fields = line.split_ascii_whitespace();
    fields.next().filter(|kind| *kind == "SPEAKER")?;
    let file = fields.next()?;
    let start = moment::spelled(&format!("{}s", fields.nth(1)?))?;
    fields.next()?.parse::<f64>().ok()?;
    Some((file, start, fields.nth(2)?))
}

fn word(line: &str) -> Option<Row<'_>> {
    let mut fields = line.split_ascii_whitespace();
    let file = fields.next()?;
    let channel = fields.next()?;
    let start = moment::spelled(&format!("{}s", fields.next()?))?;
    fields.next()?.parse::<f64>().ok()?;
    let word = fields.next()?;
    (channel.len() <= 4 && fields.count() <= 4).then_some((file, start, word))
}

fn read(source: &Source, part: Part) -> Result<Vec<Draft>, ReadError> {
    let mut calls: Vec<Draft> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    let row = if part == Part::Timeline { span } else { word };
    for (file, at, said) in source.text().lines().filter_map(row) {
        let place = *places.entry(file).or_insert_with(|| {
            calls.push(Draft { part, ..Draft::default() });
            calls.len() - 1
        });
        let call = &mut calls[place];
        call.meta.id.get_or_insert_with(|| file.to_owned());
        if part == Part::Words {
            let label = call.named("");
            call.push(label, Some(at), said);
        } else {
            let label = call.named(&generic(said));
            call.turns.push(DraftTurn { label, at: Some(at), start: 0, end: 0 });
        }
    }
    Ok(calls)
}
