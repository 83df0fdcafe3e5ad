//! Chorus: a conversation of its JSON:API with utterances and participants, who are of the type `rep` or `cust`.

use crate::corpus::Role;
use crate::read::grammar::json::{Json, index};
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::speech::{self, Piece, Speech};
use crate::read::grammar::{moment, stated};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "chorus",
    title: "Chorus conversation (API)",
    recognised_by: "recording.utterances[].snippet or speaker_type beside participants[]",
    extensions: &["json"],
    knows: Knows::Roles,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(root) = source.json() else { return Sureness::NO };
    if conversations(root).take(20).any(|c| utterances(c).next().is_some()) { Sureness(92) } else { Sureness::NO }
}

/// `data` is one conversation or a list; what it holds is in `attributes`.
fn conversations(root: Json<'_>) -> impl Iterator<Item = Json<'_>> {
    root.get("data").unwrap_or(root).pages().map(|c| c.get("attributes").unwrap_or(c))
}

fn utterances(conversation: Json<'_>) -> impl Iterator<Item = Json<'_>> {
    let recording = conversation.get("recording").unwrap_or(conversation);
    let known = |u: &Json<'_>| {
        u.get("snippet").is_some() && u.first(&["speaker_name", "speaker_type", "snippet_time"]).is_some()
    };
    recording.list("utterances").chain(recording.list("transcript")).filter(known)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let drafts = conversations(root).map(one).collect::<Result<Vec<_>, _>>()?;
    speech::spoken(drafts, "a Chorus conversation without utterances")
}

fn one(conversation: Json<'_>) -> Result<Draft, ReadError> {
    let mut speech = Speech::new();
    let recording = conversation.get("recording").unwrap_or(conversation);
    speech.meta().id = conversation.first(&["id", "engagement_id"]).and_then(Json::as_label).map(|id| id.into_owned());
    speech.meta().date = recording.first(&["start_time", "date_time", "_created_at"]).and_then(moment::day);
    speech.meta().language = recording.label("language").and_then(|l| iso_language(&l));
    speech.meta().account = conversation
        .path("account.name")
        .or_else(|| conversation.get("account_name"))
        .and_then(Json::as_label)
        .map(|a| a.into_owned());
    let listed = index(conversation.list("participants"), &["name"]);
    for utterance in utterances(conversation) {
        let name = utterance.label("speaker_name").or(utterance.label("person_id")).unwrap_or_default();
        let voice = speech.voice(&name, || person(&name, utterance, listed.get(&name.trim().to_lowercase()).copied()));
        let text = utterance.str("snippet").unwrap_or_default();
        speech.say(voice, Piece { from: utterance.seconds("snippet_time"), to: None, text: &text, glued: false });
    }
    speech.draft()
}

fn person(name: &str, utterance: Json<'_>, listed: Option<Json<'_>>) -> Label {
    let kind = utterance.label("speaker_type").or_else(|| listed?.label("type")).unwrap_or_default().to_lowercase();
    let role = match kind.as_str() {
        "cust" => Some(Role::Customer),
        other => stated::role(other),
    };
    Label {
        name: name.to_owned(),
        email: listed.and_then(|p| p.label("email")).map(|e| e.into_owned()),
        role,
        ..Label::default()
    }
}
