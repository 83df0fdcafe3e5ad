//! Genesys Cloud: phrases with the participant's purpose, internal or external, laid over each other by time.

use crate::read::grammar::json::Json;
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::speech::{Piece, Speech};
use crate::read::grammar::{moment, stated};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "genesys",
    title: "Genesys Cloud transcript",
    recognised_by: "transcripts[].phrases[].participantPurpose",
    extensions: &["json"],
    knows: Knows::Roles,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(root) = source.json() else { return Sureness::NO };
    let known = phrases(root).next().is_some_and(|p| {
        p.get("participantPurpose").is_some() || (p.get("decoratedText").is_some() && p.get("phraseIndex").is_some())
    });
    if known { Sureness(95) } else { Sureness::NO }
}

fn phrases(root: Json<'_>) -> impl Iterator<Item = Json<'_>> {
    root.list("transcripts").flat_map(|transcript| transcript.list("phrases")).chain(root.list("phrases"))
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let mut all: Vec<Json<'_>> = phrases(root).filter(|p| p.first(&["decoratedText", "text"]).is_some()).collect();
    all.sort_by_key(|phrase| at(*phrase));
    let began = root.get("startTime").and_then(Json::number).filter(|epoch| *epoch > 1e12);
    let mut speech = Speech::new();
    speech.meta().id = root.first(&["conversationId", "id"]).and_then(Json::as_label).map(|id| id.into_owned());
    speech.meta().date = root.first(&["conversationStartTime", "startTime"]).and_then(moment::day);
    speech.meta().language = root.list("transcripts").find_map(|t| t.label("language")).and_then(|l| iso_language(&l));
    let first =
        began.or_else(|| all.first().map(|phrase| at(*phrase) as f64)).filter(|first| *first > 1e12).unwrap_or(0.0);
    for phrase in all {
        let purpose = phrase.label("participantPurpose").unwrap_or_default();
        let voice = speech.voice(&purpose, || Label {
            name: purpose.to_string(),
            role: stated::role(&purpose),
            ..Label::default()
        });
        let text = phrase.first(&["decoratedText", "text"]).and_then(Json::as_str).unwrap_or_default();
        let from = phrase.get("startTimeMs").and_then(Json::number).map(|ms| (ms - first).max(0.0) as u32);
        let length = phrase.get("duration").and_then(|d| d.get("milliseconds")).and_then(Json::number).unwrap_or(0.0);
        let to = from.map(|from| from.saturating_add(length.max(0.0) as u32));
        speech.say(voice, Piece { from, to, text: &text, glued: false });
    }
    speech.only("a Genesys transcript without phrases")
}

fn at(phrase: Json<'_>) -> i64 {
    phrase.get("startTimeMs").and_then(Json::number).map_or(0, |ms| ms as i64)
}
