//! Plain text in, one call out: `Name: text` lines, and lines without a label that go on.

use crate::read::grammar::head::Grammar;
use crate::read::grammar::script;
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static TEXT: Format = Format {
    id: "text",
    title: "Labelled lines",
    recognised_by: "`Name: text`, `[Name] text` or `Name - text`, each label short and repeated, or a word such as Customer",
    extensions: &["txt", "text", "md"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(profile) = source.script() else { return Sureness::NO };
    Sureness::when(
        matches!(profile.grammar, Grammar::Colon | Grammar::Bracketed | Grammar::Colonless)
            && !profile.timed
            && !profile.marked,
        profile.fit,
    )
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let grammar = source.script().map_or(Grammar::Colon, |profile| profile.grammar);
    Ok(vec![script::read(source.text(), grammar)?])
}
