//! SRT in, one call out: numbered cues, with or without `Name:` before the words.

use crate::read::grammar::{caption, cue};
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static SRT: Format = Format {
    id: "srt",
    title: "SubRip captions, and WebVTT without its header",
    recognised_by: "times with an arrow between them",
    extensions: &["srt", "vtt", "txt"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let signs = source.captions();
    Sureness::when(!signs.header && signs.cues > 0, 80)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    Ok(vec![caption::read(cue::arrows(source.text()))?])
}
