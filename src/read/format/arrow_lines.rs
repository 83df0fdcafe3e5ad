//! The text that Whisper programs print in, one call out: begin and end in brackets before each segment.

use crate::read::grammar::caption;
use crate::read::grammar::clock::caption_times;
use crate::read::grammar::cue::Cues;
use crate::read::grammar::lines::lines;
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static ARROW_LINES: Format = Format {
    id: "arrow_lines",
    title: "Whisper text with times",
    recognised_by: "`[00:43.810 --> 00:47.850]  text` a line",
    extensions: &["txt"],
    knows: Knows::Nothing,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let mut found = 0;
    let mut all = 0;
    for (_, line) in lines(source.head()).filter(|(_, line)| !line.trim().is_empty()).take(40) {
        all += 1;
        found += usize::from(parted(line).is_some());
    }
    Sureness::when(found > 0 && found * 2 > all, 86)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let mut cues = Cues::default();
    for (_, line) in lines(source.text()) {
        match parted(line) {
            Some((start, end, text)) => cues.push_line(start, end, text),
            None => cues.go_on(line),
        }
    }
    Ok(vec![caption::read(cues)?])
}

/// Begin, end and words of `[begin --> end] words`.
fn parted(line: &str) -> Option<(u32, u32, &str)> {
    let inner = line.trim_start().strip_prefix('[')?;
    let (times, text) = inner.split_once(']')?;
    let (start, end) = caption_times(times)?;
    Some((start, end, text))
}
