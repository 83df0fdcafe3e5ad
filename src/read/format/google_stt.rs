//! Google Speech-to-Text, v1 and v2: the first alternative of each result. Where speakers were told apart, v1 repeats
//! every word in the last result, which is then the only one read.

use crate::read::grammar::json::Json;
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::moment;
use crate::read::grammar::speech::{self, Piece, Speech};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "google_stt",
    title: "Google Speech-to-Text",
    recognised_by: "results[].alternatives[].transcript or words[]",
    extensions: &["json"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(root) = source.json() else { return Sureness::NO };
    let Some(best) = results(root).take(50).find_map(|result| result.head("alternatives")) else { return Sureness::NO };
    let watson =
        best.get("timestamps").is_some() || root.get("result_index").is_some() || root.get("speaker_labels").is_some();
    let words = best.head("words").is_some_and(|word| word.get("word").is_some());
    if (words || best.get("transcript").is_some()) && !watson { Sureness(85) } else { Sureness::NO }
}

fn results(root: Json<'_>) -> impl Iterator<Item = Json<'_>> {
    // A batch keeps the results of each recording below its address.
    let files = root.get("results").into_iter().flat_map(Json::entries).filter_map(|(_, file)| {
        file.get("transcript").or_else(|| file.path("inlineResult.transcript")).filter(|inner| inner.is_object())
    });
    let inner = files.chain(root.get("response"));
    root.list("results").chain(inner.flat_map(|inner| inner.list("results")))
}

fn speaker<'a>(word: Json<'a>) -> Option<std::borrow::Cow<'a, str>> {
    word.first(&["speakerTag", "speaker_tag", "speakerLabel", "speaker_label"])?.as_label().filter(|tag| tag != "0")
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let heard: Vec<(Json<'_>, Json<'_>)> =
        results(root).filter_map(|result| Some((result.head("alternatives")?, result))).collect();
    let best: Vec<Json<'_>> = heard.iter().map(|(best, _)| *best).collect();
    let mut speech = Speech::new();
    let language = results(root).find_map(|result| result.first(&["languageCode", "language_code"]));
    speech.meta().language = language.and_then(Json::as_label).and_then(|l| iso_language(&l));
    let whole = best.last().filter(|last| repeats_all(**last, &best));
    match whole {
        Some(last) => last.list("words").for_each(|word| say_word(&mut speech, word)),
        None => heard.iter().for_each(|(alternative, result)| say(&mut speech, *alternative, *result)),
    }
    speech.only("Google recognised no speech")
}

/// Whether the last result holds all words once more: its words have speakers, and they begin before it does.
fn repeats_all(last: Json<'_>, all: &[Json<'_>]) -> bool {
    let tagged = last.list("words").next().is_some_and(|word| speaker(word).is_some());
    let own = last.list("words").count();
    let before: usize = all[..all.len() - 1].iter().map(|a| a.list("words").count().max(words_in(*a))).sum();
    tagged && all.len() > 1 && own * 10 >= before * 9
}

fn words_in(alternative: Json<'_>) -> usize {
    alternative.str("transcript").map_or(0, |text| text.split_whitespace().count())
}

/// A result: by word where the words know their speaker, else its text at the time of its first word.
fn say(speech: &mut Speech, alternative: Json<'_>, result: Json<'_>) {
    let text = alternative.str("transcript").unwrap_or_default();
    let by_word = alternative.list("words").any(|word| speaker(word).is_some());
    if by_word || text.trim().is_empty() {
        alternative.list("words").for_each(|word| say_word(speech, word));
        return;
    }
    let from = alternative
        .head("words")
        .and_then(|word| time(word, &["startTime", "start_time", "startOffset", "start_offset"]));
    let to = alternative
        .list("words")
        .last()
        .and_then(|word| time(word, &["endTime", "end_time", "endOffset", "end_offset"]));
    let channel = result.first(&["channelTag", "channel_tag"]).and_then(Json::as_label).filter(|tag| tag != "0");
    let voice = match channel {
        Some(tag) => speech.voice(&tag, || Label {
            name: format!("Channel {tag}"),
            channel: tag.parse().ok(),
            ..Label::default()
        }),
        None => speech.named(""),
    };
    speech.say(voice, Piece { from, to, text: &text, glued: false });
}

fn time(word: Json<'_>, keys: &[&str]) -> Option<u32> {
    moment::of(word.first(keys)?, 1000.0)
}

fn say_word(speech: &mut Speech, word: Json<'_>) {
    let tag = speaker(word).unwrap_or_default();
    let voice = speech.voice(&tag, || Label { name: speech::generic(&tag), ..Label::default() });
    let from = time(word, &["startTime", "start_time", "startOffset", "start_offset"]);
    let to = time(word, &["endTime", "end_time", "endOffset", "end_offset"]);
    let text = word.str("word").unwrap_or_default();
    speech.say(voice, Piece { from, to, text: &text, glued: false });
}
