//! Deepgram: the same words stand in three places; utterances are taken before paragraphs, paragraphs before words.
//! Channels are laid over each other by time.

use std::borrow::Cow;

use crate::read::grammar::json::Json;
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::moment;
use crate::read::grammar::speech::{Piece, Speech, punctuated};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "deepgram",
    title: "Deepgram transcript",
    recognised_by: "results.channels[].alternatives[].transcript",
    extensions: &["json"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    if source.json().is_some_and(is_deepgram) { Sureness(95) } else { Sureness::NO }
}

fn is_deepgram(root: Json<'_>) -> bool {
    let channel = root.get("results").and_then(|results| results.head("channels"));
    channel.and_then(|channel| channel.head("alternatives")).is_some_and(|best| best.get("transcript").is_some())
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let speech =
        speech_of(root).ok_or_else(|| ReadError::NotATranscript("a Deepgram answer without results".into()))?;
    speech.only("Deepgram heard no words")
}

/// A stretch of speech in one of the three places.
struct Row<'a> {
    channel: usize,
    speaker: Option<Cow<'a, str>>,
    from: Option<u32>,
    to: Option<u32>,
    text: Cow<'a, str>,
}

/// The call in a Deepgram answer, also where a vCon carries one.
pub(super) fn speech_of(root: Json<'_>) -> Option<Speech> {
    let results = root.get("results").filter(|_| is_deepgram(root))?;
    let channels = results.get("channels").map_or(0, Json::len);
    let mut rows = Vec::new();
    collect(results, &mut rows);
    if channels > 1 {
        rows.sort_by_key(|row| (row.from, row.channel));
    }
    let mut speech =
        if punctuated(rows.iter().map(|row| &*row.text)) { Speech::new() } else { Speech::without_punctuation() };
    let metadata = root.get("metadata");
    speech.meta().id = metadata.and_then(|m| m.label("request_id")).map(Cow::into_owned);
    speech.meta().date = metadata.and_then(|m| m.get("created")).and_then(moment::day);
    speech.meta().language =
        results.head("channels").and_then(|c| c.label("detected_language")).and_then(|l| iso_language(&l));
    for row in rows {
        let key = format!("{}/{}", row.channel, row.speaker.as_deref().unwrap_or(""));
        let voice = speech.voice(&key, || label(row.channel, channels, row.speaker.as_deref()));
        speech.say(voice, Piece { from: row.from, to: row.to, text: &row.text, glued: false });
    }
    Some(speech)
}

fn label(channel: usize, channels: usize, speaker: Option<&str>) -> Label {
    let name = match (channels > 1, speaker) {
        (false, None) => String::new(),
        (false, Some(speaker)) => format!("Speaker {speaker}"),
        (true, None | Some("0")) => format!("Channel {channel}"),
        (true, Some(speaker)) => format!("Channel {channel} speaker {speaker}"),
    };
    Label { name, channel: (channels > 1).then(|| u8::try_from(channel).ok()).flatten(), ..Label::default() }
}

fn row<'a>(json: Json<'a>, channel: usize, speaker: Option<Cow<'a, str>>, keys: &[&str]) -> Option<Row<'a>> {
    let text = json.first(keys)?.as_str().filter(|text| !text.is_empty())?;
    Some(Row { channel, speaker, from: json.seconds("start"), to: json.seconds("end"), text })
}

fn collect<'a>(results: Json<'a>, out: &mut Vec<Row<'a>>) {
    if results.head("utterances").is_some() {
        for utterance in results.list("utterances") {
            out.extend(row(
                utterance,
                utterance.index("channel").unwrap_or(0),
                utterance.label("speaker"),
                &["transcript"],
            ));
        }
        return;
    }
    for (place, channel) in results.list("channels").enumerate() {
        let Some(best) = channel.head("alternatives") else { continue };
        let before = out.len();
        for paragraph in best.path("paragraphs.paragraphs").into_iter().flat_map(Json::items) {
            for sentence in paragraph.list("sentences") {
                out.extend(row(sentence, place, paragraph.label("speaker"), &["text"]));
            }
        }
        if out.len() == before {
            let words = best.list("words");
            out.extend(words.filter_map(|word| row(word, place, word.label("speaker"), &["punctuated_word", "word"])));
        }
        if out.len() == before {
            out.extend(row(best, place, None, &["transcript"]));
        }
    }
}
