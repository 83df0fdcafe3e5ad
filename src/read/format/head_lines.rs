//! Plain text in, one call out: a line with name and time, `00:01:23 Name`, then the words.

use crate::read::grammar::head::Grammar;
use crate::read::grammar::script;
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static HEAD_LINES: Format = Format {
    id: "head_lines",
    title: "Name and time on a line of their own",
    recognised_by: "`00:01:23 Name`, `Name (0:34)` or `[Name] 00:01:23`, the text below",
    extensions: &["txt", "md"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(profile) = source.script() else { return Sureness::NO };
    Sureness::when(
        profile.grammar == Grammar::TimeName || (profile.grammar == Grammar::NameTime && !profile.spaced),
        profile.fit,
    )
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let grammar = source.script().map_or(Grammar::TimeName, |profile| profile.grammar);
    Ok(vec![script::read(source.text(), grammar)?])
}
