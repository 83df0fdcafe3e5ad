//! A Google Meet transcript in, one call out: attendees, minutes and the summary of the tool are not speech.

use crate::read::grammar::head::Grammar;
use crate::read::grammar::script;
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static GOOGLE_MEET: Format = Format {
    id: "google_meet",
    title: "Google Meet transcript",
    recognised_by: "`Name: text` with a marker each five minutes, `Meeting ended after`, `computer generated`",
    extensions: &["txt", "md"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

/// What Meet writes around a transcript.
const SIGNS: [&str; 4] = [
    "Meeting ended after",
    "Transcription ended after",
    "This editable transcript was computer generated",
    "Notes by Gemini",
];

fn recognise(source: &Source) -> Sureness {
    let Some(profile) = source.script() else { return Sureness::NO };
    let has = |text: &str, sign: &str| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    let signed = SIGNS.iter().any(|sign| has(source.tail(), sign)) || has(source.head(), SIGNS[2]);
    Sureness::when(profile.grammar == Grammar::Colon && signed, 85)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    Ok(vec![script::read(source.text(), Grammar::Colon)?])
}
