//! Whisper's family: openai-whisper, faster-whisper, whisper.cpp, whisper-timestamped, the OpenAI API, Hugging Face.
//! Segments without speakers; what the recogniser repeats or invents is removed by rule.

use std::borrow::Cow;

use crate::read::grammar::json::Json;
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::segment::{self, Segment};
use crate::read::grammar::speech::spoken;
use crate::read::grammar::{moment, stuck};
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "whisper",
    title: "Whisper (openai, faster-whisper, whisper.cpp, whisper-timestamped, API)",
    recognised_by: "segments[], transcription[] or chunks[] of text with times and no speaker",
    extensions: &["json"],
    knows: Knows::Nothing,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(root) = source.json().filter(|root| root.is_object()) else { return Sureness::NO };
    let timed = segments(root).take(3).any(|s| text(s).is_some() && times(s).0.is_some());
    let voices = segments(root)
        .take(200)
        .any(|s| s.get("speaker").is_some() || s.list("words").any(|w| w.get("speaker").is_some()));
    let voices = voices || root.list("speakers").take(20).any(|s| text(s).is_some() && s.get("speaker").is_some());
    if timed && !voices && !root.entries().any(|(key, _)| key == "word_segments") {
        return Sureness(70);
    }
    let bare = ["segments", "transcription", "chunks"].iter().any(|key| root.get(key).is_some_and(Json::is_array));
    let empty =
        bare && segments(root).next().is_none() && (root.get("text").is_some() || root.get("language").is_some());
    let only_text =
        root.str("text").is_some() && root.len() <= 4 && root.entries().all(|(key, _)| API.contains(&&*key));
    if empty || only_text { Sureness(60) } else { Sureness::NO }
}

/// Keys beside which a bare `text` is an answer of the transcription API.
const API: &[&str] = &["text", "language", "duration", "usage", "task", "logprobs", "words"];

fn segments(root: Json<'_>) -> impl Iterator<Item = Json<'_>> {
    ["segments", "transcription", "chunks"]
        .into_iter()
        .find(|key| root.head(key).is_some())
        .into_iter()
        .flat_map(move |key| root.list(key))
}

fn text<'a>(segment: Json<'a>) -> Option<Cow<'a, str>> {
    let text = segment.str("text")?;
    if !text.contains("<|") {
        return Some(text);
    }
    // What the model says to itself: `<|en|>`, `<|0.50|>`.
    let mut out = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some((before, after)) = rest.split_once("<|") {
        out.push_str(before);
        rest = after.split_once("|>").map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    Some(Cow::Owned(out))
}

/// Start and end: seconds, whisper.cpp's offsets in milliseconds, or Hugging Face's pair.
fn times(segment: Json<'_>) -> (Option<u32>, Option<u32>) {
    if let Some(offsets) = segment.get("offsets") {
        return (offsets.millis("from"), offsets.millis("to"));
    }
    if let Some(pair) = segment.get("timestamp").filter(|pair| pair.is_array()) {
        let mut pair = pair.items().map(|time| moment::of(time, 1000.0));
        return (pair.next().flatten(), pair.next().flatten());
    }
    (segment.seconds("start"), segment.seconds("end"))
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let mut draft = Draft::default();
    let language = root.get("language").or_else(|| root.path("result.language")).and_then(Json::as_label);
    draft.meta.language = language.and_then(|l| iso_language(&l));
    let label = draft.named("");
    let mut pieces: Vec<Segment<'_>> = Vec::new();
    for json in segments(root) {
        let Some(text) = text(json).filter(|text| !text.trim().is_empty()) else { continue };
        let (from, to) = times(json);
        pieces.push(Segment::new(label, from, to, text));
    }
    if pieces.is_empty() {
        pieces.push(Segment::new(label, None, None, text(root).unwrap_or_default()));
    }
    for piece in &mut pieces {
        if let Some((once, words)) = stuck::unstuck(&piece.text) {
            draft.removed("stuck loop of the recogniser", words);
            piece.text = Cow::Owned(once);
        }
    }
    segment::join(&mut draft, pieces);
    spoken(vec![draft], "Whisper heard no speech: the segments are empty")
}
