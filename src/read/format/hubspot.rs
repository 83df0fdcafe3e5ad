//! HubSpot calling transcripts: utterances with the speaker's name and address, in milliseconds.

use crate::read::grammar::json::Json;
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::moment;
use crate::read::grammar::speech::{Piece, Speech};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "hubspot",
    title: "HubSpot call transcript (API)",
    recognised_by: "transcriptUtterances[] or transcriptCreateUtterances[]",
    extensions: &["json"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    if source.json().is_some_and(|root| utterances(root).next().is_some()) { Sureness(95) } else { Sureness::NO }
}

fn utterances(root: Json<'_>) -> impl Iterator<Item = Json<'_>> {
    root.list("transcriptUtterances").chain(root.list("transcriptCreateUtterances")).filter(|u| u.get("text").is_some())
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let mut speech = Speech::new();
    speech.meta().id = root.label("engagementId").map(|id| id.into_owned());
    speech.meta().date = root.get("createdAt").and_then(moment::day);
    speech.meta().language = utterances(root).find_map(|u| u.label("languageCode")).and_then(|l| iso_language(&l));
    for utterance in utterances(root) {
        let speaker = utterance.get("speaker");
        let part = |key: &str| speaker.and_then(|s| s.label(key)).map(|text| text.into_owned());
        let (name, email) = (part("name"), part("email"));
        let key = part("id").or_else(|| email.clone()).or_else(|| name.clone()).unwrap_or_default();
        let voice = speech.voice(&key, || Label {
            name: name.or_else(|| email.clone()).unwrap_or_default(),
            email,
            key: Some(key.clone()),
            ..Label::default()
        });
        let text = utterance.str("text").unwrap_or_default();
        let (from, to) = (utterance.millis("startTimeMillis"), utterance.millis("endTimeMillis"));
        speech.say(voice, Piece { from, to, text: &text, glued: false });
    }
    speech.only("a HubSpot transcript without utterances")
}
