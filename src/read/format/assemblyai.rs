//! AssemblyAI: utterances by speaker, else words, else the bare text; times in milliseconds.

use crate::read::grammar::json::Json;
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::speech::{Piece, Speech, generic};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "assemblyai",
    title: "AssemblyAI transcript",
    recognised_by: "utterances[] and words[] in milliseconds beside audio_duration or acoustic_model",
    extensions: &["json"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(root) = source.json() else { return Sureness::NO };
    let keys = ["audio_duration", "acoustic_model", "language_model", "audio_url", "speaker_labels", "speech_model"];
    let marks = keys.iter().filter(|key| root.entries().any(|(k, _)| k == **key)).count();
    let spoken = root.entries().any(|(key, value)| key == "utterances" || (key == "words" && value.is_array()));
    if spoken && marks >= 2 { Sureness(92) } else { Sureness::NO }
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let mut speech = Speech::new();
    speech.meta().id = root.label("id").map(|id| id.into_owned());
    speech.meta().language = root.label("language_code").and_then(|l| iso_language(&l));
    let list = ["utterances", "words"].iter().find(|key| root.head(key).is_some());
    match list {
        Some(list) => root.list(list).for_each(|piece| say(&mut speech, piece)),
        None => {
            let voice = speech.named("");
            speech.say(voice, Piece { text: &root.str("text").unwrap_or_default(), ..Piece::default() });
        }
    }
    let status = root.label("status").unwrap_or_default().into_owned();
    let error = root.label("error").unwrap_or_default().into_owned();
    speech.only(&format!("an AssemblyAI job without words (status {status:?} {error})"))
}

fn say(speech: &mut Speech, piece: Json<'_>) {
    let speaker = piece.label("speaker");
    let channel = piece.label("channel");
    let key = format!("{}/{}", channel.as_deref().unwrap_or(""), speaker.as_deref().unwrap_or(""));
    let voice = speech.voice(&key, || {
        let name = match (&speaker, &channel) {
            (Some(speaker), _) => generic(speaker),
            (None, Some(channel)) => format!("Channel {channel}"),
            (None, None) => String::new(),
        };
        Label { name, channel: channel.and_then(|c| c.trim().parse().ok()), ..Label::default() }
    });
    let text = piece.str("text").unwrap_or_default();
    speech.say(voice, Piece { from: piece.millis("start"), to: piece.millis("end"), text: &text, glued: false });
}
