//! AWS Transcribe Call Analytics and Amazon Connect Contact Lens, voice and chat: `Transcript` with the participant's
//! role on each turn or through `Participants`.

use crate::read::grammar::json::{Json, index};
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::speech::{Piece, Speech};
use crate::read::grammar::{moment, stated};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of Call Analytics in the table.
pub static CALL_ANALYTICS: Format = Format {
    id: "aws_call_analytics",
    title: "Amazon Transcribe Call Analytics",
    recognised_by: "Transcript[].ParticipantRole and Content",
    extensions: &["json"],
    knows: Knows::Roles,
    proof: Proof::Seen,
    recognise: |source| recognise(source, true),
    read,
};

/// The row of Contact Lens in the table.
pub static CONTACT_LENS: Format = Format {
    id: "contact_lens",
    title: "Amazon Connect Contact Lens, voice and chat",
    recognised_by: "Transcript[].ParticipantId and Content, joined with Participants[]",
    extensions: &["json"],
    knows: Knows::Roles,
    proof: Proof::Documented,
    recognise: |source| recognise(source, false),
    read,
};

fn recognise(source: &Source, role_on_turn: bool) -> Sureness {
    let Some(root) = source.json() else { return Sureness::NO };
    let Some(turn) = root.list("Transcript").take(200).find(|turn| turn.get("Content").is_some()) else {
        let empty = root.get("Transcript").is_some_and(Json::is_array) && root.get("Participants").is_some();
        return if empty && !role_on_turn { Sureness(90) } else { Sureness::NO };
    };
    let here = turn.get("ParticipantId").is_none() && turn.get("ParticipantRole").is_some();
    if here == role_on_turn && (here || turn.get("ParticipantId").is_some()) { Sureness(95) } else { Sureness::NO }
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let mut speech = Speech::new();
    let contact = root.path("CustomerMetadata.ContactId");
    speech.meta().id =
        contact.or(root.first(&["ContactId", "JobName"])).and_then(Json::as_label).map(|id| id.into_owned());
    speech.meta().language = root.label("LanguageCode").and_then(|l| iso_language(&l));
    let began = root.list("Transcript").find_map(|turn| turn.get("AbsoluteTime")).and_then(moment::absolute);
    speech.meta().date = root.list("Transcript").find_map(|turn| turn.get("AbsoluteTime")).and_then(moment::day);
    let listed = index(root.list("Participants"), &["ParticipantId"]);
    let chat = root.label("Channel").is_some_and(|channel| channel.eq_ignore_ascii_case("chat")) || began.is_some();
    for turn in root.list("Transcript") {
        let key = turn.label("ParticipantId").or(turn.label("ParticipantRole")).unwrap_or_default();
        let voice = speech.voice(&key, || person(&key, turn, listed.get(&key.trim().to_lowercase()).copied()));
        let text = turn.str("Content").unwrap_or_default();
        let from = turn.millis("BeginOffsetMillis").or_else(|| since(began, turn));
        if chat {
            speech.message(voice, from, &text);
        } else {
            speech.say(voice, Piece { from, to: turn.millis("EndOffsetMillis"), text: &text, glued: false });
        }
    }
    speech.only("a Contact Lens file without a word of speech")
}

fn since(began: Option<i64>, turn: Json<'_>) -> Option<u32> {
    let at = moment::absolute(turn.get("AbsoluteTime")?)?;
    u32::try_from(at - began?).ok()
}

fn person(key: &str, turn: Json<'_>, listed: Option<Json<'_>>) -> Label {
    let role = turn.label("ParticipantRole").or_else(|| listed?.label("ParticipantRole"));
    let name = turn.label("DisplayName").or_else(|| role.clone()).map(|name| name.into_owned());
    Label {
        name: name.unwrap_or_else(|| key.to_owned()),
        role: role.as_deref().and_then(stated::role).or_else(|| stated::role(key)),
        ..Label::default()
    }
}
