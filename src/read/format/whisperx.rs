//! whisperX, and Whisper's segments with speakers in general: a segment may hold words of two people, so it is cut by the
//! speaker of each word. `word_segments` repeats everything and is left aside.

use std::borrow::Cow;

use crate::read::grammar::json::Json;
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::segment::{self, Segment};
use crate::read::grammar::speech::{LONG, PAUSE, ends_sentence, generic, spoken};
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "whisperx",
    title: "whisperX and diarised Whisper",
    recognised_by: "segments[].words[] with speaker or score, word_segments",
    extensions: &["json"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(root) = source.json().filter(|root| root.is_object()) else { return Sureness::NO };
    if root.get("transcript").is_some() || root.get("speakers").is_some() {
        return Sureness::NO;
    }
    let spoken = |s: &Json<'_>| s.get("text").is_some() && s.get("start").is_some();
    let first: Vec<Json<'_>> = root.list("segments").take(200).filter(spoken).collect();
    let voices =
        first.iter().any(|s| s.get("speaker").is_some() || s.list("words").any(|w| w.get("speaker").is_some()));
    let repeated = root.get("word_segments").is_some_and(Json::is_array);
    let empty = repeated && root.get("segments").is_some_and(|s| s.is_array() && s.is_empty());
    Sureness::when((!first.is_empty() && (voices || repeated)) || empty, 75)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let mut draft = Draft::default();
    draft.meta.language = root.label("language").and_then(|l| iso_language(&l));
    let mut pieces: Vec<Segment<'_>> = Vec::new();
    for json in root.list("segments") {
        if json.list("words").any(|word| word.get("speaker").is_some()) {
            by_word(&mut draft, json, &mut pieces);
        } else {
            let Some(text) = json.label("text") else { continue };
            let label = voice(&mut draft, json.label("speaker"));
            pieces.push(Segment::new(label, json.seconds("start"), json.seconds("end"), text));
        }
    }
    mark_turns(&mut pieces);
    segment::join(&mut draft, pieces);
    spoken(vec![draft], "the recogniser heard no speech: the segments are empty")
}

/// A speaker's long answer becomes several turns, at pauses and at the ends of sentences, so that each has its time.
fn mark_turns(pieces: &mut [Segment<'_>]) {
    let mut long = 0;
    for at in 1..pieces.len() {
        let (before, piece) = (&pieces[at - 1], &pieces[at]);
        let pause = piece.start.zip(before.end).map_or(0, |(start, end)| start.saturating_sub(end));
        long = if before.label == piece.label { long + before.text.len() } else { 0 };
        if pause >= PAUSE || (long > LONG && ends_sentence(&before.text)) {
            pieces[at].change = true;
            long = 0;
        }
    }
}

fn voice(draft: &mut Draft, speaker: Option<Cow<'_, str>>) -> u16 {
    draft.named(&speaker.map(|speaker| generic(&speaker)).unwrap_or_default())
}

/// The segment cut where the speaker of the words changes. A word without a speaker goes with the one before it, at the
/// beginning with the segment's.
fn by_word<'a>(draft: &mut Draft, json: Json<'a>, pieces: &mut Vec<Segment<'a>>) {
    let first = json.list("words").find_map(|word| word.label("speaker"));
    let mut who = json.label("speaker").or(first).unwrap_or_default();
    let blank = if json.str("text").is_some_and(|text| text.trim().contains(' ')) { " " } else { "" };
    let mut from = json.seconds("start");
    let mut to = from;
    let mut text = String::new();
    for word in json.list("words") {
        if let Some(speaker) = word.label("speaker").filter(|speaker| *speaker != who) {
            let label = voice(draft, Some(who));
            pieces.push(Segment::new(label, from, to, std::mem::take(&mut text)));
            who = speaker;
            from = word.seconds("start").or(to);
        }
        if !text.is_empty() {
            text.push_str(blank);
        }
        text.push_str(word.first(&["word", "text"]).and_then(Json::as_str).unwrap_or_default().trim());
        to = word.seconds("end").or(to);
    }
    let label = voice(draft, Some(who));
    pieces.push(Segment::new(label, from, json.seconds("end").or(to), text));
}
