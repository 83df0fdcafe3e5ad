//! WebVTT in, one call out: voices, `Name:` prefixes or neither; notes and styles are no speech.

use crate::read::grammar::{caption, cue};
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static WEBVTT: Format = Format {
    id: "webvtt",
    title: "WebVTT captions",
    recognised_by: "`WEBVTT` in the first line",
    extensions: &["vtt"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    Sureness::when(source.captions().header, 90)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    Ok(vec![caption::read(cue::arrows(source.text()))?])
}
