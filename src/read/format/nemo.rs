//! NVIDIA NeMo's diarised recognition: sentences with a speaker, else words.

use crate::read::grammar::json::Json;
use crate::read::grammar::speech::{Piece, Speech, generic};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "nemo",
    title: "NVIDIA NeMo diarised transcript",
    recognised_by: "sentences[] or words[] with speaker and start_time, beside session_id or speaker_count",
    extensions: &["json"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(root) = source.json() else { return Sureness::NO };
    let marks =
        ["session_id", "speaker_count", "transcription", "status"].iter().filter(|key| root.get(key).is_some()).count();
    let timed = |s: Json<'_>| who(s).is_some() && s.get("start_time").is_some() && text(s).is_some();
    Sureness::when(marks >= 2 && ["sentences", "words"].iter().any(|key| root.head(key).is_some_and(timed)), 85)
}

fn who(piece: Json<'_>) -> Option<Json<'_>> {
    piece.first(&["speaker", "speaker_label"])
}

fn text(piece: Json<'_>) -> Option<Json<'_>> {
    piece.first(&["sentence", "text", "word"])
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let list = if root.head("sentences").is_some() { "sentences" } else { "words" };
    let mut speech = Speech::new();
    speech.meta().id = root.label("session_id").map(|id| id.into_owned());
    for piece in root.list(list) {
        let speaker = who(piece).and_then(Json::as_label).unwrap_or_default();
        let voice = speech.voice(&speaker, || Label { name: generic(&speaker), ..Label::default() });
        let words = text(piece).and_then(Json::as_str).unwrap_or_default();
        let (from, to) = (piece.seconds("start_time"), piece.seconds("end_time"));
        speech.say(voice, Piece { from, to, text: &words, glued: false });
    }
    speech.only("NeMo wrote no words")
}
