//! AWS Post Call Analytics (PCA): `SpeechSegments` with the speaker's label in `ConversationAnalytics`.

use crate::read::grammar::json::{Json, index};
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::speech::{Piece, Speech};
use crate::read::grammar::{moment, stated};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "aws_pca",
    title: "AWS Post Call Analytics",
    recognised_by: "SpeechSegments[].DisplayText and ConversationAnalytics",
    extensions: &["json"],
    knows: Knows::Roles,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(root) = source.json() else { return Sureness::NO };
    let segment = root.head("SpeechSegments").is_some_and(|s| s.first(&["DisplayText", "OriginalText"]).is_some());
    if segment { Sureness(95) } else { Sureness::NO }
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let mut speech = Speech::new();
    let analytics = root.get("ConversationAnalytics");
    speech.meta().id = analytics.and_then(|a| a.label("GUID")).map(|id| id.into_owned());
    speech.meta().language = analytics.and_then(|a| a.label("LanguageCode")).and_then(|l| iso_language(&l));
    speech.meta().date = analytics.and_then(|a| a.first(&["ConversationTime", "ProcessTime"])).and_then(moment::day);
    let labels = index(analytics.into_iter().flat_map(|a| a.list("SpeakerLabels")), &["Speaker"]);
    for segment in root.list("SpeechSegments") {
        let key = segment.label("SegmentSpeaker").unwrap_or_default();
        let voice = speech.voice(&key, || person(&key, labels.get(&key.trim().to_lowercase()).copied()));
        let text = segment.first(&["DisplayText", "OriginalText"]).and_then(Json::as_str).unwrap_or_default();
        let (from, to) = (segment.seconds("SegmentStartTime"), segment.seconds("SegmentEndTime"));
        speech.say(voice, Piece { from, to, text: &text, glued: false });
    }
    speech.only("a call analysis without a word of speech")
}

/// The label's display text is the role (`Agent`, `Customer`) or, where the agent is known, a name.
fn person(key: &str, label: Option<Json<'_>>) -> Label {
    let shown = label.and_then(|label| label.label("DisplayText"));
    let name = shown.map_or_else(|| key.to_owned(), |name| name.into_owned());
    Label { role: stated::role(&name), name, ..Label::default() }
}
