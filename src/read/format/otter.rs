//! An Otter export in, one call out: `Name  0:34` head lines, the words below, a credit at the end.

use crate::read::grammar::head::Grammar;
use crate::read::grammar::script;
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static OTTER: Format = Format {
    id: "otter",
    title: "Otter.ai text",
    recognised_by: "`Name  0:34` on a line of its own, two blanks before the time",
    extensions: &["txt", "md"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(profile) = source.script() else { return Sureness::NO };
    Sureness::when(profile.spaced && profile.grammar == Grammar::NameTime, profile.fit + 5)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    Ok(vec![script::read(source.text(), Grammar::NameTime)?])
}
