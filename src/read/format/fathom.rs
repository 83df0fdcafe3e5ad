//! Fathom: meetings of its API with the transcript and the calendar's invitees, who are marked external or not.

use crate::corpus::Role;
use crate::read::grammar::json::{Json, index};
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::moment;
use crate::read::grammar::speech::{Piece, Speech, spoken};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "fathom",
    title: "Fathom meeting (API)",
    recognised_by: "transcript[].speaker.display_name",
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
    meeting
        .head("transcript")
        .is_some_and(|part| part.path("speaker.display_name").is_some() && part.get("text").is_some())
}

fn meetings(root: Json<'_>) -> impl Iterator<Item = Json<'_>> {
    root.pages().flat_map(|page| page.list("items").chain(page.get("meeting")).chain(Some(page)))
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let drafts = meetings(root).filter(|m| is_meeting(*m)).map(one).collect::<Result<Vec<_>, _>>()?;
    spoken(drafts, "a Fathom meeting without a transcript")
}

fn one(meeting: Json<'_>) -> Result<Draft, ReadError> {
    let mut speech = Speech::new();
    speech.meta().id = meeting.first(&["recording_id", "id"]).and_then(Json::as_label).map(|id| id.into_owned());
    speech.meta().date =
        meeting.first(&["recording_start_time", "scheduled_start_time", "created_at"]).and_then(moment::day);
    speech.meta().language = meeting.label("transcript_language").and_then(|l| iso_language(&l));
    let by_email = index(meeting.list("calendar_invitees"), &["email"]);
    let by_name = index(meeting.list("calendar_invitees"), &["matched_speaker_display_name", "name"]);
    for part in meeting.list("transcript") {
        let speaker = part.get("speaker");
        let name = speaker.and_then(|s| s.label("display_name")).unwrap_or_default();
        let email = speaker.and_then(|s| s.label("matched_calendar_invitee_email"));
        let voice = speech.voice(&name, || {
            let invited = email.as_deref().and_then(|email| by_email.get(&email.trim().to_lowercase()));
            let invitee = invited.or_else(|| by_name.get(&name.trim().to_lowercase()));
            person(&name, email.as_deref(), invitee.copied(), meeting.get("recorded_by"))
        });
        let text = part.str("text").unwrap_or_default();
        speech.say(voice, Piece { from: part.seconds("timestamp"), to: None, text: &text, glued: false });
    }
    speech.draft()
}

fn person(name: &str, email: Option<&str>, invitee: Option<Json<'_>>, recorder: Option<Json<'_>>) -> Label {
    let is =
        |person: Json<'_>, key: &str, value: &str| person.label(key).is_some_and(|v| v.eq_ignore_ascii_case(value));
    let email = email.map(str::to_owned).or_else(|| invitee?.label("email").map(|e| e.into_owned()));
    let recorder =
        recorder.is_some_and(|by| is(by, "name", name) || email.as_deref().is_some_and(|email| is(by, "email", email)));
    let external = invitee.and_then(|invitee| invitee.get("is_external")).and_then(Json::flag);
    let role = match external {
        Some(true) => Some(Role::Customer),
        Some(false) => Some(Role::Rep),
        None => recorder.then_some(Role::Rep),
    };
    Label { name: name.trim().to_owned(), email, role, ..Label::default() }
}
