//! Markdown in, one call out: `**Name:** text` paragraphs; headings and front matter are not speech.

use crate::read::grammar::head::Grammar;
use crate::read::grammar::script;
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static MARKDOWN: Format = Format {
    id: "markdown",
    title: "Markdown",
    recognised_by: "`**Name:** text`",
    extensions: &["md", "markdown", "txt"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(profile) = source.script() else { return Sureness::NO };
    Sureness::when(
        profile.marked && matches!(profile.grammar, Grammar::Colon | Grammar::Bracketed | Grammar::Colonless),
        profile.fit,
    )
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let grammar = source.script().map_or(Grammar::Colon, |profile| profile.grammar);
    Ok(vec![script::read(source.text(), grammar)?])
}
