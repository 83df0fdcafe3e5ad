//! Gong: the transcripts of `/v2/calls/transcript` and the parties of `/v2/calls/extensive`, in one file or in two.
//! Where a file has only the one half, `join` brings the other to it.

use crate::corpus::Role;
use crate::read::grammar::json::Json;
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::moment;
use crate::read::grammar::speech::{Piece, Speech, generic};
use crate::read::{Draft, Format, Knows, Label, Part, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "gong",
    title: "Gong transcript and call data (API)",
    recognised_by: "callTranscripts[].transcript[].sentences[] or calls[].parties[]",
    extensions: &["json"],
    knows: Knows::Roles,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(root) = source.json() else { return Sureness::NO };
    let has = root.probe().any(|page| transcripts(page).next().is_some() || calls(page).next().is_some());
    if has { Sureness(95) } else { Sureness::NO }
}

fn transcripts(root: Json<'_>) -> impl Iterator<Item = Json<'_>> {
    root.pages().flat_map(|page| {
        let alone = page.get("transcript").is_some_and(is_transcript).then_some(page);
        page.list("callTranscripts").chain(alone)
    })
}

fn is_transcript(transcript: Json<'_>) -> bool {
    transcript.items().next().is_some_and(|part| part.get("sentences").is_some() && part.get("speakerId").is_some())
}

fn calls(root: Json<'_>) -> impl Iterator<Item = Json<'_>> {
    root.pages().flat_map(|page| {
        let alone = Some(page).filter(|page| is_call(*page));
        page.list("calls").filter(|call| is_call(*call)).chain(alone)
    })
}

fn is_call(call: Json<'_>) -> bool {
    call.head("parties").is_some_and(|party| party.get("speakerId").is_some() || party.get("affiliation").is_some())
}

fn id(call: Json<'_>) -> Option<String> {
    let data = call.first(&["metaData", "metadata"]).unwrap_or(call);
    data.first(&["callId", "id"])?.as_label().map(|id| id.into_owned())
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let mut known: rustc_hash::FxHashMap<String, Json<'_>> = rustc_hash::FxHashMap::default();
    for call in calls(root) {
        if let Some(id) = id(call) {
            known.entry(id).or_insert(call);
        }
    }
    let mut drafts = Vec::new();
    for transcript in transcripts(root) {
        let own = Some(transcript).filter(|call| is_call(*call));
        let call = own.or_else(|| known.remove(&id(transcript)?));
        drafts.push(one_call(transcript, call)?);
    }
    for call in calls(root).filter(|call| call.get("transcript").is_none()) {
        if id(call).is_some_and(|id| known.contains_key(&id)) {
            drafts.push(Draft { part: Part::People, ..one_call(call, Some(call))? });
        }
    }
    if drafts.is_empty() {
        return Err(ReadError::NotATranscript("Gong data without a call in it".into()));
    }
    Ok(drafts)
}

/// One call: parties first, so that a half without words can still lend them to the other half.
fn one_call(transcript: Json<'_>, call: Option<Json<'_>>) -> Result<Draft, ReadError> {
    let mut speech = Speech::new();
    speech.meta().id = id(transcript);
    if let Some(call) = call {
        describe(&mut speech, call);
        for party in call.list("parties") {
            if let Some(key) = party.label("speakerId") {
                speech.voice(&key, || person(&key, party));
            }
        }
    }
    for part in transcript.list("transcript") {
        let key = part.label("speakerId").unwrap_or_default();
        let voice =
            speech.voice(&key, || Label { name: unnamed(&key), key: Some(key.to_string()), ..Label::default() });
        for sentence in part.list("sentences") {
            let from = sentence.millis("start").or_else(|| sentence.millis("startMs"));
            let to = sentence.millis("end").or_else(|| sentence.millis("endMs"));
            let text = sentence.str("text").unwrap_or_default();
            speech.say(voice, Piece { from, to, text: &text, glued: false });
        }
    }
    speech.draft()
}

/// A speaker whom no party names: the id is no name, so it must not be taken for one.
fn unnamed(key: &str) -> String {
    if key.is_empty() { String::new() } else { generic(&format!("Speaker {key}")) }
}

fn person(key: &str, party: Json<'_>) -> Label {
    let email = party.label("emailAddress").map(|email| email.into_owned());
    let name = party.label("name").map(|name| name.into_owned()).or_else(|| email.clone());
    let role = match party.str("affiliation").unwrap_or_default().to_lowercase().as_str() {
        "internal" => Some(Role::Rep),
        "external" => Some(Role::Customer),
        _ => None,
    };
    Label { name: name.unwrap_or_else(|| unnamed(key)), email, role, channel: None, key: Some(key.to_owned()) }
}

fn describe(speech: &mut Speech, call: Json<'_>) {
    let data = call.first(&["metaData", "metadata"]).unwrap_or(call);
    speech.meta().date = data.first(&["started", "scheduled", "startTime"]).and_then(moment::day);
    speech.meta().language = data.label("language").and_then(|language| iso_language(&language));
    speech.meta().account = call.list("context").flat_map(|system| system.list("objects")).find_map(account);
}

/// The name of the account that a CRM linked to the call.
fn account(object: Json<'_>) -> Option<String> {
    let is_account = object.str("objectType").is_some_and(|kind| kind.eq_ignore_ascii_case("account"));
    let field =
        object.list("fields").find(|f| is_account && f.str("name").is_some_and(|n| n.eq_ignore_ascii_case("name")))?;
    field.label("value").map(|name| name.into_owned())
}
