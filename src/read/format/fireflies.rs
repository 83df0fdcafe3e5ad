//! Fireflies: the `transcript` of its GraphQL API or its JSON download, in turns by sentence.

use crate::corpus::Role;
use crate::read::grammar::json::{Json, index};
use crate::read::grammar::moment;
use crate::read::grammar::speech::{Piece, Speech, generic, spoken};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "fireflies",
    title: "Fireflies (GraphQL or JSON download)",
    recognised_by: "sentences[].speaker_name with text or raw_text",
    extensions: &["json"],
    knows: Knows::Roles,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(root) = source.json() else { return Sureness::NO };
    if root.probe().flat_map(meetings).take(20).any(is_meeting) { Sureness(95) } else { Sureness::NO }
}

fn is_meeting(meeting: Json<'_>) -> bool {
    let sentence = meeting.head("sentences");
    let unprocessed = meeting.entries().any(|(key, value)| key == "sentences" && value.is_null());
    let named = sentence.is_some_and(|s| {
        s.entries().any(|(key, _)| key == "speaker_name" || key == "raw_text")
            && s.get("text").or(s.get("raw_text")).is_some()
    });
    named
        || (unprocessed
            && meeting.first(&["transcript_url", "meeting_attendees", "host_email", "organizer_email"]).is_some())
}

/// The meetings of an answer, of a list of answers, or of a bare download.
fn meetings(root: Json<'_>) -> Vec<Json<'_>> {
    let mut found = Vec::new();
    for answer in root.pages() {
        let data = answer.get("data").unwrap_or(answer);
        if let Some(transcript) = data.get("transcript").filter(|t| t.is_object()) {
            found.push(transcript);
        } else if let Some(list) = data.get("transcripts").filter(|t| t.is_array()) {
            found.extend(list.items());
        } else {
            found.push(data);
        }
    }
    found
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let drafts = meetings(root).into_iter().filter(|m| is_meeting(*m)).map(one).collect::<Result<Vec<_>, _>>()?;
    spoken(drafts, "Fireflies has not processed this meeting yet: it has no sentences")
}

fn one(meeting: Json<'_>) -> Result<Draft, ReadError> {
    let mut speech = Speech::new();
    speech.meta().id = meeting.label("id").map(|id| id.into_owned());
    speech.meta().date = meeting.first(&["dateString", "date"]).and_then(moment::day);
    let host = meeting.first(&["host_email", "organizer_email"]).and_then(Json::as_label);
    let host = host.as_deref().and_then(domain);
    let attendees = index(meeting.list("meeting_attendees"), &["displayName", "name"]);
    for sentence in meeting.list("sentences") {
        let name = sentence.label("speaker_name");
        let number = sentence.label("speaker_id");
        let key = name.as_deref().or(number.as_deref()).unwrap_or_default().to_owned();
        let voice = speech.voice(&key, || match &name {
            Some(name) => person(name, attendees.get(&name.trim().to_lowercase()).copied(), host),
            None => Label { name: number.map(|n| generic(&n)).unwrap_or_default(), ..Label::default() },
        });
        let text = sentence.first(&["text", "raw_text"]).and_then(Json::as_str).unwrap_or_default();
        let (from, to) = (sentence.seconds("start_time"), sentence.seconds("end_time"));
        speech.say(voice, Piece { from, to, text: &text, glued: false });
    }
    speech.draft()
}

/// A speaker with the address under which they were invited. Who shares the host's domain is ours.
fn person(name: &str, attendee: Option<Json<'_>>, host: Option<&str>) -> Label {
    let email = attendee.and_then(|attendee| attendee.label("email")).map(|email| email.into_owned());
    let role = host
        .zip(email.as_deref().and_then(domain))
        .map(|(host, own)| if own.eq_ignore_ascii_case(host) { Role::Rep } else { Role::Customer });
    Label { name: name.trim().to_owned(), email, role, ..Label::default() }
}

/// The domain of an address, unless it is one that anybody can have.
fn domain(email: &str) -> Option<&str> {
    const ANYBODY: &[&str] = &["gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com"];
    let domain = email.rsplit_once('@')?.1;
    (!ANYBODY.contains(&domain.to_lowercase().as_str())).then_some(domain)
}
