//! Twilio Conversational Intelligence: sentences by channel, in the order of their index.

use crate::read::grammar::json::Json;
use crate::read::grammar::moment;
use crate::read::grammar::speech::{Piece, Speech};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "twilio",
    title: "Twilio Conversational Intelligence sentences",
    recognised_by: "sentences[].media_channel and transcript",
    extensions: &["json"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(root) = source.json() else { return Sureness::NO };
    let mut first = root.probe().filter_map(|page| page.head("sentences"));
    let known = first.any(|s| s.first(&["media_channel", "sentence_index"]).is_some() && s.get("transcript").is_some());
    if known { Sureness(95) } else { Sureness::NO }
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let mut sentences: Vec<Json<'_>> =
        root.pages().flat_map(|page| page.list("sentences")).filter(|s| s.get("transcript").is_some()).collect();
    sentences.sort_by_key(|sentence| sentence.index("sentence_index"));
    let mut speech = Speech::new();
    speech.meta().id = sentences.iter().find_map(|s| s.label("transcript_sid")).map(|id| id.into_owned());
    speech.meta().date = sentences.iter().find_map(|s| s.get("date_created")).and_then(moment::day);
    for sentence in &sentences {
        let channel = sentence.label("media_channel").unwrap_or_default();
        let voice = speech.voice(&channel, || Label {
            name: format!("Channel {channel}"),
            channel: channel.trim().parse().ok(),
            ..Label::default()
        });
        let text = sentence.str("transcript").unwrap_or_default();
        let (from, to) = (sentence.seconds("start_time"), sentence.seconds("end_time"));
        speech.say(voice, Piece { from, to, text: &text, glued: false });
    }
    speech.only("a Twilio transcript without sentences")
}
