//! The World Transcription Format: segments whose speakers are named in a table; the words repeat the segments.

use crate::read::grammar::json::Json;
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::speech::{Piece, Speech, generic};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness, grammar::moment};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "wtf",
    title: "World Transcription Format",
    recognised_by: "transcript.text and segments[] beside speakers or metadata.provider",
    extensions: &["json"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(root) = source.json() else { return Sureness::NO };
    let whole = root.path("transcript.text").is_some() && root.get("segments").is_some_and(Json::is_array);
    Sureness::when(whole && (root.get("speakers").is_some() || root.path("metadata.provider").is_some()), 95)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let mut speech = Speech::new();
    speech.meta().language = root.path("transcript.language").and_then(Json::as_label).and_then(|l| iso_language(&l));
    speech.meta().date = root.path("metadata.created_at").and_then(moment::day);
    for segment in root.list("segments") {
        let id = segment.label("speaker").unwrap_or_default();
        let voice = speech.voice(&id, || person(&id, root.get("speakers")));
        let text = segment.str("text").unwrap_or_default();
        let (from, to) = (segment.seconds("start"), segment.seconds("end"));
        speech.say(voice, Piece { from, to, text: &text, glued: false });
    }
    if root.head("segments").is_none() {
        let voice = speech.named("");
        let text = root.path("transcript.text").and_then(Json::as_str).unwrap_or_default();
        speech.say(voice, Piece { text: &text, ..Piece::default() });
    }
    speech.only("a transcription without words")
}

fn person(id: &str, speakers: Option<Json<'_>>) -> Label {
    let listed = speakers.and_then(|speakers| speakers.get(id)).and_then(|speaker| speaker.first(&["label", "name"]));
    Label {
        name: listed.and_then(Json::as_label).map_or_else(|| generic(id), |name| name.into_owned()),
        ..Label::default()
    }
}
