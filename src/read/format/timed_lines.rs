//! Timed lines in, one call out: LRC, and pasted captions without a name, which a recogniser or a person wrote.

use crate::read::grammar::caption;
use crate::read::grammar::clock::{bracketed, clock};
use crate::read::grammar::cue::Cues;
use crate::read::grammar::lines::lines;
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static TIMED_LINES: Format = Format {
    id: "timed_lines",
    title: "Lines with times and without names, LRC",
    recognised_by: "`[00:12.30]text`, `0:12 text`, or the time on a line of its own",
    extensions: &["lrc", "txt"],
    knows: Knows::Nothing,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    if source.script().is_some() || matches!(source.first_char(), Some('{' | '<')) {
        return Sureness::NO;
    }
    let (mut timed, mut other, mut backward) = (0, 0, 0);
    let mut last = 0;
    for (_, line) in lines(source.head()).filter(|(_, line)| !line.trim().is_empty()).take(80) {
        match stamped(line) {
            Some((at, _)) => {
                timed += 1;
                backward += usize::from(at < last);
                last = at;
            }
            None => other += 1,
        }
    }
    // Times that run on, at every second line at least: a list of opening hours does not.
    Sureness::when(timed >= 3 && backward * 10 <= timed && other <= timed * 4, 40)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let mut cues = Cues::default();
    for (_, line) in lines(source.text()) {
        match stamped(line) {
            Some((at, text)) => {
                cues.end_last(at);
                cues.push_line(at, at, text);
            }
            None if is_lrc_tag(line) => {}
            None => cues.go_on(line),
        }
    }
    let draft = caption::read(cues)?;
    if draft.turns.len() < 2 && draft.text.split_whitespace().nth(5).is_none() {
        return Err(ReadError::NotATranscript("times without words".into()));
    }
    Ok(vec![draft])
}

/// The time at the beginning of the line, and what stands behind it.
fn stamped(line: &str) -> Option<(u32, &str)> {
    let bare = line.trim_start();
    let (at, length) = if bare.starts_with(['[', '(']) { bracketed(bare)? } else { clock(bare)? };
    let rest = &bare[length..];
    (bare.starts_with(['[', '(']) || rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some((at, rest))
}

/// `[ar:Artist]` and other headings of LRC files.
fn is_lrc_tag(line: &str) -> bool {
    let bare = line.trim();
    let tags = ["[ar:", "[al:", "[ti:", "[au:", "[by:", "[re:", "[ve:", "[length:", "[offset:", "[la:"];
    bare.ends_with(']') && tags.iter().any(|tag| bare.starts_with(tag))
}
