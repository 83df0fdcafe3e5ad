//! A Zoom recording's transcript in, one call out: numbered cues that begin with the display name.

use crate::read::grammar::{caption, cue};
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static ZOOM_VTT: Format = Format {
    id: "zoom_vtt",
    title: "Zoom transcript (VTT)",
    recognised_by: "`WEBVTT`, numbered cues, `Name: text` in most of them",
    extensions: &["vtt"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let signs = source.captions();
    let most = |n: usize| signs.cues > 0 && n * 2 > signs.cues;
    Sureness::when(signs.header && most(signs.numbered) && most(signs.named), 92)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    Ok(vec![caption::read(cue::arrows(source.text()))?])
}
