//! Azure Speech: batch results (`recognizedPhrases`, the best reading of each) and fast transcription (`phrases`);
//! the combined text repeats them all and is left aside.

use crate::read::grammar::json::Json;
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::moment;
use crate::read::grammar::speech::{Piece, Speech};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "azure",
    title: "Azure Speech (batch and fast transcription)",
    recognised_by: "recognizedPhrases[].nBest[] or combinedPhrases with phrases[]",
    extensions: &["json"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(root) = source.json() else { return Sureness::NO };
    let batch = root.get("recognizedPhrases").is_some();
    let fast = root.get("combinedPhrases").is_some() && root.get("phrases").is_some();
    if batch || fast { Sureness(95) } else { Sureness::NO }
}

struct Phrase<'a> {
    from: Option<u32>,
    to: Option<u32>,
    channel: Option<usize>,
    speaker: Option<usize>,
    text: std::borrow::Cow<'a, str>,
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let mut phrases: Vec<Phrase<'_>> =
        root.list("recognizedPhrases").chain(root.list("phrases")).filter_map(phrase).collect();
    phrases.sort_by_key(|phrase| (phrase.from, phrase.channel));
    let channels = phrases.iter().any(|phrase| phrase.channel.is_some_and(|channel| channel > 0));
    let mut speech = Speech::new();
    speech.meta().date = root.get("timestamp").and_then(moment::day);
    let locale = root.head("recognizedPhrases").or(root.head("phrases")).and_then(|phrase| phrase.label("locale"));
    speech.meta().language = locale.and_then(|l| iso_language(&l));
    for Phrase { from, to, channel, speaker, text } in phrases {
        let channel = channel.filter(|_| channels);
        let voice = speech.voice(&format!("{channel:?}/{speaker:?}"), || label(channel, speaker));
        speech.say(voice, Piece { from, to, text: &text, glued: false });
    }
    speech.only("Azure recognised no speech")
}

fn phrase(json: Json<'_>) -> Option<Phrase<'_>> {
    let text = json
        .head("nBest")
        .and_then(|best| best.str("display"))
        .or_else(|| json.str("text"))
        .filter(|text| !text.is_empty())?;
    let from = time(json, "offsetMilliseconds", "offset", "offsetInTicks");
    let length = time(json, "durationMilliseconds", "duration", "durationInTicks");
    let to = from.zip(length).map(|(from, length)| from.saturating_add(length));
    Some(Phrase { from, to, channel: json.index("channel"), speaker: json.index("speaker"), text })
}

/// Milliseconds, an ISO duration, or ticks of 100 nanoseconds, in this order.
fn time(json: Json<'_>, millis: &str, spelled: &str, ticks: &str) -> Option<u32> {
    let spelled = || json.get(spelled).filter(|v| v.is_string()).and_then(|v| moment::of(v, 1000.0));
    let ticks = || moment::of(json.get(ticks)?, 0.0001);
    json.millis(millis).or_else(spelled).or_else(ticks)
}

fn label(channel: Option<usize>, speaker: Option<usize>) -> Label {
    let name = match (channel, speaker) {
        (Some(channel), None) => format!("Channel {channel}"),
        (Some(channel), Some(speaker)) => format!("Channel {channel} speaker {speaker}"),
        (None, Some(speaker)) => format!("Speaker {speaker}"),
        (None, None) => String::new(),
    };
    Label { name, channel: channel.and_then(|c| u8::try_from(c).ok()), ..Label::default() }
}
