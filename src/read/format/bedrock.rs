//! Amazon Bedrock Data Automation, audio: what was said is in `audio_segments`; the summary beside it is the tool's.

use crate::read::grammar::json::Json;
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::speech::{Piece, Speech};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "bedrock",
    title: "Amazon Bedrock Data Automation (audio)",
    recognised_by: "audio_segments[].text with start_timestamp_millis, or audio.transcript",
    extensions: &["json"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(root) = source.json() else { return Sureness::NO };
    let timed = segments(root).next().is_some_and(|s| s.get("start_timestamp_millis").is_some());
    if timed || whole(root).is_some() { Sureness(93) } else { Sureness::NO }
}

fn segments(root: Json<'_>) -> impl Iterator<Item = Json<'_>> {
    let inside =
        root.get("audio").into_iter().flat_map(|audio| audio.list("audio_segments").chain(audio.list("segments")));
    root.list("audio_segments").chain(inside).filter(|s| s.get("text").is_some())
}

fn whole(root: Json<'_>) -> Option<Json<'_>> {
    let transcript = root.path("audio.transcript").or_else(|| root.get("audio").and(root.get("transcript")))?;
    transcript.path("representation.text").or_else(|| transcript.get("text")).filter(|text| text.is_string())
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let mut speech = Speech::new();
    let metadata = root.get("metadata");
    speech.meta().id = metadata.and_then(|m| m.label("asset_id")).map(|id| id.into_owned());
    let language = metadata.and_then(|m| m.first(&["dominant_asset_language", "asset_language"]));
    speech.meta().language = language.and_then(Json::as_label).and_then(|l| iso_language(&l));
    for segment in segments(root) {
        let speaker = segment.path("speaker.speaker_label").or_else(|| segment.path("speaker.speaker_name"));
        let channel = segment.path("channel.channel_label").and_then(Json::as_label);
        let name = speaker.and_then(Json::as_label).or(channel).unwrap_or_default();
        let voice = speech.voice(&name, || Label { name: name.to_string(), ..Label::default() });
        let text = segment.str("text").unwrap_or_default();
        let (from, to) = (segment.millis("start_timestamp_millis"), segment.millis("end_timestamp_millis"));
        speech.say(voice, Piece { from, to, text: &text, glued: false });
    }
    if segments(root).next().is_none() {
        let voice = speech.named("");
        let text = whole(root).and_then(Json::as_str).unwrap_or_default();
        speech.say(voice, Piece { text: &text, ..Piece::default() });
        speech.note("only the whole transcript is in the file: no speakers and no times");
    }
    speech.only("a Bedrock result without speech")
}
