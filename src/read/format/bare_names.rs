//! Plain text in, one call out: each speaker's name stands alone on a line, the words below.

use crate::read::grammar::head::Grammar;
use crate::read::grammar::script;
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static BARE_NAMES: Format = Format {
    id: "bare_names",
    title: "Names on a line of their own",
    recognised_by: "short lines that come again, each with text below",
    extensions: &["txt", "md"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(profile) = source.script() else { return Sureness::NO };
    Sureness::when(profile.grammar == Grammar::Bare, profile.fit)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    Ok(vec![script::read(source.text(), Grammar::Bare)?])
}
