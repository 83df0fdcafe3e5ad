//! Dialpad: lines of a call, of which only those of the type `transcript` were said; the others are moments its AI marks.

use crate::read::grammar::json::Json;
use crate::read::grammar::moment;
use crate::read::grammar::speech::{self, Piece, Speech};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "dialpad",
    title: "Dialpad transcript (API)",
    recognised_by: "lines[].type transcript with content and contact_id",
    extensions: &["json"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(root) = source.json() else { return Sureness::NO };
    let known = root.list("lines").take(200).any(|line| is_said(line) && line.get("content").is_some());
    if known { Sureness(93) } else { Sureness::NO }
}

fn is_said(line: Json<'_>) -> bool {
    line.str("type").is_some_and(|kind| kind == "transcript")
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let began = root.list("lines").find_map(|line| moment::absolute(line.get("time")?));
    let mut speech = Speech::new();
    speech.meta().id = root.label("call_id").map(|id| id.into_owned());
    speech.meta().date = root.list("lines").find_map(|line| line.get("time")).and_then(moment::day);
    let mut moments = 0;
    for line in root.list("lines") {
        if !is_said(line) {
            moments += line.str("content").map_or(0, |text| speech::words(&text));
            continue;
        }
        let name = line.label("name").unwrap_or_default();
        let id = line.first(&["contact_id", "user_id"]).and_then(Json::as_label).unwrap_or_else(|| name.clone());
        let voice =
            speech.voice(&id, || Label { name: name.to_string(), key: Some(id.to_string()), ..Label::default() });
        let at = line
            .get("time")
            .and_then(moment::absolute)
            .zip(began)
            .and_then(|(at, began)| u32::try_from(at - began).ok());
        let text = line.str("content").unwrap_or_default();
        speech.say(voice, Piece { from: at, to: None, text: &text, glued: false });
    }
    speech.removed("moments marked by the tool", moments);
    speech.only("a Dialpad transcript without a line of speech")
}
