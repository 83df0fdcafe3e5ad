//! Podcasting 2.0 transcripts: segments, often of a single word, with the speaker's name.

use crate::read::grammar::json::Json;
use crate::read::grammar::speech::{Piece, Speech};
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "podcast_json",
    title: "Podcasting 2.0 transcript (JSON)",
    recognised_by: "segments[].body with startTime",
    extensions: &["json"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(root) = source.json() else { return Sureness::NO };
    let known = root.list("segments").take(3).any(|s| s.get("body").is_some() && s.get("startTime").is_some());
    Sureness::when(known, 95)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let mut speech = Speech::new();
    let mut voice = None;
    for segment in root.list("segments") {
        // The speaker may be written only where it changes.
        let named = segment.label("speaker").map(|name| speech.named(&name));
        let who = named.or(voice).unwrap_or_else(|| speech.named(""));
        voice = Some(who);
        let text = segment.get("body").and_then(Json::as_str).unwrap_or_default();
        let (from, to) = (segment.seconds("startTime"), segment.seconds("endTime"));
        speech.say(who, Piece { from, to, text: &text, glued: false });
    }
    speech.only("a podcast transcript without segments")
}
