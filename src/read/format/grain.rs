//! Grain: a list of segments with speaker, participant id and milliseconds, alone or beside the list of participants.

use crate::corpus::Role;
use crate::read::grammar::json::{Json, index};
use crate::read::grammar::speech::{Piece, Speech};
use crate::read::grammar::{moment, stated};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "grain",
    title: "Grain transcript (JSON)",
    recognised_by: "segments with speaker, participant_id, start and text",
    extensions: &["json"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(root) = source.json() else { return Sureness::NO };
    let known = segments(root).into_iter().flat_map(Json::items).next().is_some_and(|segment| {
        segment.entries().any(|(key, _)| key == "participant_id") && segment.get("text").is_some()
    });
    if known { Sureness(90) } else { Sureness::NO }
}

fn segments(root: Json<'_>) -> Option<Json<'_>> {
    let inside = root.first(&["transcript_json", "transcript", "segments"]);
    Some(inside.unwrap_or(root)).filter(|list| list.is_array())
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let mut speech = Speech::new();
    speech.meta().id = root.label("id").map(|id| id.into_owned());
    speech.meta().date = root.first(&["start_datetime", "created_datetime"]).and_then(moment::day);
    let listed = index(root.list("participants"), &["id"]);
    for segment in segments(root).into_iter().flat_map(Json::items) {
        let name = segment.label("speaker").unwrap_or_default();
        let id = segment.label("participant_id").unwrap_or_else(|| name.clone());
        let voice = speech.voice(&id, || person(&name, listed.get(&id.trim().to_lowercase()).copied()));
        let text = segment.str("text").unwrap_or_default();
        speech
            .say(voice, Piece { from: segment.millis("start"), to: segment.millis("end"), text: &text, glued: false });
    }
    speech.only("a Grain transcript without segments")
}

fn person(name: &str, listed: Option<Json<'_>>) -> Label {
    let scope = listed.and_then(|p| p.label("scope")).and_then(|scope| stated::role(&scope));
    Label {
        name: name.to_owned(),
        email: listed.and_then(|p| p.label("email")).map(|email| email.into_owned()),
        role: scope.filter(|role| matches!(role, Role::Customer | Role::Rep)),
        ..Label::default()
    }
}
