//! Plain text in, one call out: labelled lines that carry a time, `[00:01:23] Name: text` and its kin.

use crate::read::grammar::head::Grammar;
use crate::read::grammar::script;
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static TIMED_TEXT: Format = Format {
    id: "timed_text",
    title: "Labelled lines with times",
    recognised_by: "`[00:01:23] Name: text`, `[00:01:23] Interviewer text`, `Name: 00:01:23`, `S1 00:00:01.7 text`",
    extensions: &["txt", "text", "md"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(profile) = source.script() else { return Sureness::NO };
    Sureness::when(
        profile.timed
            && !profile.marked
            && matches!(
                profile.grammar,
                Grammar::Colon | Grammar::NameTimeText | Grammar::Bracketed | Grammar::Colonless
            ),
        profile.fit,
    )
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let grammar = source.script().map_or(Grammar::Colon, |profile| profile.grammar);
    Ok(vec![script::read(source.text(), grammar)?])
}
