//! AWS Transcribe: words and punctuation marks as items, speakers on the items or beside them, channels in lists of
//! their own. Times are seconds as strings; punctuation has none.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::read::grammar::json::Json;
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::speech::{Piece, Speech, punctuated};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "aws_transcribe",
    title: "Amazon Transcribe",
    recognised_by: "results.items[].alternatives[].content with type pronunciation",
    extensions: &["json"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(results) = source.json().and_then(|root| root.get("results")) else { return Sureness::NO };
    let item =
        results.head("items").is_some_and(|item| item.get("alternatives").is_some() && item.get("type").is_some());
    let empty = results.head("transcripts").is_some() && results.get("items").is_some_and(|items| items.is_empty());
    let segments = results.head("audio_segments").is_some_and(|segment| segment.get("transcript").is_some());
    if item || empty || segments { Sureness(95) } else { Sureness::NO }
}

/// A word or a mark, with where it came from.
struct Item<'a> {
    from: Option<u32>,
    to: Option<u32>,
    speaker: Cow<'a, str>,
    text: Cow<'a, str>,
    mark: bool,
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let results = root.get("results").ok_or_else(|| ReadError::NotATranscript("no results".into()))?;
    let mut items =
        if results.path("channel_labels.channels").is_some() { by_channel(results) } else { by_speaker(results) };
    if items.is_empty() {
        items = segments(results);
    }
    let marked = items.iter().any(|item| item.mark) || punctuated(items.iter().map(|item| &*item.text));
    let mut speech = if marked { Speech::new() } else { Speech::without_punctuation() };
    speech.meta().id = root.label("jobName").map(Cow::into_owned);
    speech.meta().language = results.label("language_code").and_then(|l| iso_language(&l));
    for item in items {
        let voice = speech.voice(&item.speaker, || label(&item.speaker));
        speech.say(voice, Piece { from: item.from, to: item.to, text: &item.text, glued: item.mark });
    }
    speech.only("Amazon Transcribe heard no words")
}

fn label(name: &str) -> Label {
    let channel = name.strip_prefix("ch_").and_then(|number| number.parse().ok());
    Label { name: name.to_owned(), channel, ..Label::default() }
}

fn item<'a>(json: Json<'a>, speaker: Cow<'a, str>) -> Option<Item<'a>> {
    let text = json.head("alternatives")?.str("content")?;
    let mark = json.str("type").is_some_and(|kind| kind == "punctuation");
    Some(Item { from: json.seconds("start_time"), to: json.seconds("end_time"), speaker, text, mark })
}

/// Items in order; a speaker stands on the item, or in the segments under the same start time.
fn by_speaker(results: Json<'_>) -> Vec<Item<'_>> {
    let mut speakers: FxHashMap<Cow<'_, str>, Cow<'_, str>> = FxHashMap::default();
    for segment in results.path("speaker_labels.segments").into_iter().flat_map(Json::items) {
        for word in segment.list("items") {
            if let Some((at, who)) = word.label("start_time").zip(word.label("speaker_label")) {
                speakers.insert(at, who);
            }
        }
    }
    let mut current = Cow::Borrowed("");
    let mut items = Vec::new();
    for json in results.list("items") {
        let named = json.label("speaker_label").or_else(|| speakers.get(&json.label("start_time")?).cloned());
        current = named.unwrap_or(current);
        items.extend(item(json, current.clone()));
    }
    items
}

/// Each channel's items laid over each other by time; a mark stays behind its word.
fn by_channel(results: Json<'_>) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    for channel in results.path("channel_labels.channels").into_iter().flat_map(Json::items) {
        let name = channel.label("channel_label").unwrap_or_default();
        let mut last = None;
        for json in channel.list("items") {
            if let Some(mut item) = item(json, name.clone()) {
                item.from = item.from.or(last);
                last = item.from;
                items.push(item);
            }
        }
    }
    items.sort_by_key(|item| item.from);
    items
}

fn segments(results: Json<'_>) -> Vec<Item<'_>> {
    let whole = if results.head("audio_segments").is_some() { "audio_segments" } else { "transcripts" };
    let text = |json: Json<'_>| json.label("transcript").is_some();
    let list = results.list(whole).filter(|json| text(*json)).map(|json| Item {
        from: json.seconds("start_time"),
        to: json.seconds("end_time"),
        speaker: json.label("speaker_label").or(json.label("channel_label")).unwrap_or_default(),
        text: json.label("transcript").unwrap_or_default(),
        mark: false,
    });
    list.collect()
}
