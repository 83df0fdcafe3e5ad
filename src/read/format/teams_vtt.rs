//! A Teams transcript in, one call out, in any of the four forms that Teams, Stream and OneDrive have written.

use crate::read::grammar::{caption, cue};
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static TEAMS_VTT: Format = Format {
    id: "teams_vtt",
    title: "Microsoft Teams transcript (VTT)",
    recognised_by: "`WEBVTT` with GUIDs above the cues, or unpadded times",
    extensions: &["vtt"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let signs = source.captions();
    let most = |n: usize| signs.cues > 0 && n * 2 > signs.cues;
    Sureness::when(signs.header && (most(signs.guids) || most(signs.unpadded)), 94)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    Ok(vec![caption::read(cue::arrows(source.text()))?])
}
