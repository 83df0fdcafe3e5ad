//! Salesforce voice calls and messaging: conversation entries with the sender's type. The CSV report of the same
//! columns is read as a table.

use crate::read::grammar::json::Json;
use crate::read::grammar::speech::{Piece, Speech};
use crate::read::grammar::{moment, stated};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "salesforce",
    title: "Salesforce conversation entries (VoiceCall, messaging)",
    recognised_by: "conversationEntries[] with sender role END_USER or senderType",
    extensions: &["json"],
    knows: Knows::Roles,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(root) = source.json() else { return Sureness::NO };
    let known = entries(root).take(50).any(|entry| sender(entry).is_some() && text(entry).is_some());
    if known { Sureness(88) } else { Sureness::NO }
}

fn entries(root: Json<'_>) -> impl Iterator<Item = Json<'_>> {
    let keys = ["conversationEntries", "entries", "records", "messages"];
    keys.into_iter().flat_map(move |key| root.list(key)).chain(root.items())
}

/// The sender's type: one of Salesforce's own words, so that no other export is taken for it.
fn sender(entry: Json<'_>) -> Option<String> {
    let stated =
        entry.path("sender.role").or_else(|| entry.first(&["senderType", "SenderType", "ActorType", "actorType"]))?;
    let word = stated.as_label()?.to_uppercase().replace([' ', '-'], "_").replace("ENDUSER", "END_USER");
    let own = ["END_USER", "HUMAN_AGENT", "VIRTUAL_AGENT", "AGENT", "CHATBOT", "BOT", "SYSTEM", "SUPERVISOR"];
    own.contains(&word.as_str()).then_some(word)
}

fn text<'a>(entry: Json<'a>) -> Option<std::borrow::Cow<'a, str>> {
    let keys = ["messageText", "content", "Message", "message", "text", "MessageText", "transcript"];
    let value = entry.first(&keys).or_else(|| entry.path("entryPayload.abstractMessage.staticContent"))?;
    value.as_str().or_else(|| value.str("text"))
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let mut all: Vec<(Option<i64>, Json<'_>)> =
        entries(root).filter(|entry| text(*entry).is_some()).map(|entry| (at(entry), entry)).collect();
    all.sort_by_key(|(at, _)| *at);
    let began = all.iter().find_map(|(at, _)| *at);
    let mut speech = Speech::new();
    let id = root.first(&["conversationIdentifier", "voiceCallId", "conversationId", "vendorCallKey"]);
    speech.meta().id = id.and_then(Json::as_label).map(|id| id.into_owned());
    speech.meta().date = all.iter().find_map(|(_, entry)| time(*entry)).and_then(moment::day);
    for (at, entry) in &all {
        let Some((who, text)) = sender(*entry).zip(text(*entry)) else { continue };
        let name =
            entry.path("sender.subject").or_else(|| entry.first(&["actorName", "ActorName", "senderDisplayName"]));
        let name = name.and_then(Json::as_label).map_or_else(|| who.clone(), |name| name.into_owned());
        let voice =
            speech.voice(&format!("{who}/{name}"), || Label { name, role: stated::role(&who), ..Label::default() });
        let from = at.zip(began).and_then(|(at, began)| u32::try_from(at - began).ok());
        speech.say(voice, Piece { from, to: None, text: &text, glued: false });
    }
    speech.only("Salesforce entries without a message")
}

fn time(entry: Json<'_>) -> Option<Json<'_>> {
    entry.first(&[
        "clientTimestamp",
        "serverReceivedTimestamp",
        "startTime",
        "ClientTimestamp",
        "EntryTime",
        "transcriptedTimestamp",
    ])
}

fn at(entry: Json<'_>) -> Option<i64> {
    moment::absolute(time(entry)?)
}
