//! SBV in, one call out: YouTube's own captions, and the chat that Google Meet saves in the same form.

use crate::read::grammar::lines::lines;
use crate::read::grammar::{caption, cue};
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static SBV: Format = Format {
    id: "sbv",
    title: "YouTube captions (SBV)",
    recognised_by: "`0:00:00.378,0:00:11.378` on a line of its own",
    extensions: &["sbv"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let first = lines(source.head()).map(|(_, line)| line).find(|line| !line.trim().is_empty());
    Sureness::when(first.is_some_and(|line| cue::comma_times(line).is_some()), 85)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    Ok(vec![caption::read(cue::commas(source.text()))?])
}
