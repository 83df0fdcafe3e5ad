//! Rev and Rev.ai: monologues whose elements are words, marks and the blanks between them, joined as they are.

use crate::read::grammar::json::{Json, index};
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::speech::{self, Piece, Speech, generic};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "rev_ai",
    title: "Rev.ai and Rev (JSON)",
    recognised_by: "monologues[].elements[].value",
    extensions: &["json"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(root) = source.json() else { return Sureness::NO };
    let known = root.head("monologues").is_some_and(|monologue| monologue.get("elements").is_some());
    if known { Sureness(95) } else { Sureness::NO }
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let mut speech = Speech::new();
    speech.meta().language = root.label("language").and_then(|l| iso_language(&l));
    let listed = index(root.list("speakers"), &["id"]);
    for monologue in root.list("monologues") {
        let speaker = monologue.label("speaker").unwrap_or_default();
        let voice =
            speech.voice(&speaker, || person(&speaker, monologue, listed.get(&speaker.trim().to_lowercase()).copied()));
        say(&mut speech, voice, monologue);
    }
    speech.only("Rev wrote no words")
}

/// Names stand on the monologue (`speaker_info`) or in the list of speakers.
fn person(id: &str, monologue: Json<'_>, listed: Option<Json<'_>>) -> Label {
    let own = monologue.path("speaker_info.display_name").or_else(|| monologue.get("speaker_name"));
    let name = own.or_else(|| listed?.get("name")).and_then(Json::as_label);
    Label { name: name.map_or_else(|| generic(id), |name| name.into_owned()), ..Label::default() }
}

/// Sentence by sentence, so that each has its time.
fn say(speech: &mut Speech, voice: u16, monologue: Json<'_>) {
    let mut sentence = String::new();
    let (mut from, mut to) = (None, None);
    for element in monologue.list("elements") {
        let value = element.str("value").unwrap_or_default();
        let word = element.label("type").is_none_or(|kind| kind != "punct");
        if word && !sentence.is_empty() && !sentence.ends_with(char::is_whitespace) {
            sentence.push(' ');
        }
        let unknown = element.label("type").is_some_and(|kind| kind == "unknown");
        sentence.push_str(if unknown { "[inaudible]" } else { &value });
        from = from.or(element.seconds("ts").or_else(|| element.seconds("timestamp")));
        to = element.seconds("end_ts").or_else(|| element.seconds("end_timestamp")).or(to);
        if !word && speech::ends_sentence(&value) {
            speech.say(voice, Piece { from, to, text: &sentence, glued: false });
            sentence.clear();
            (from, to) = (None, None);
        }
    }
    speech.say(voice, Piece { from, to, text: &sentence, glued: false });
}
