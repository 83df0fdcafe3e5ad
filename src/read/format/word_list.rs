//! Recognisers that write nothing but words with times: Speechmatics, IBM Watson, Vosk and Kaldi, autoEdit and digital
//! paper edit, Google's Cloud Video. A list of words is a call; speakers stand on the words, or in a list of spans.

use std::borrow::Cow;

use crate::read::grammar::json::Json;
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::speech::{Piece, Speech, generic, punctuated};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness, grammar::moment};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "word_list",
    title: "Word list of a recogniser (Speechmatics, IBM Watson, Vosk, Kaldi, autoEdit)",
    recognised_by: "a list of single words with start times",
    extensions: &["json"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

/// A word, or a mark that belongs to the word before it.
struct Word<'a> {
    from: Option<u32>,
    to: Option<u32>,
    speaker: Option<Cow<'a, str>>,
    text: Cow<'a, str>,
    mark: bool,
}

fn recognise(source: &Source) -> Sureness {
    let Some(root) = source.json() else { return Sureness::NO };
    if root.list("results").take(3).any(|result| watson(result).next().is_some()) {
        return Sureness(88);
    }
    let some: Vec<Word<'_>> = root.probe().flat_map(lists).take(40).collect();
    let timed = some.iter().filter(|word| word.from.is_some()).count();
    let single = some.iter().filter(|word| !word.text.trim().contains(' ')).count();
    let like = !some.is_empty() && timed * 2 > some.len() && single * 10 >= some.len() * 9;
    Sureness::when(like, 45)
}

/// Watson's triples of a result's best reading.
fn watson(result: Json<'_>) -> impl Iterator<Item = Json<'_>> {
    result.head("alternatives").into_iter().flat_map(|best| best.list("timestamps")).filter(|triple| triple.is_array())
}

/// The words of a page, wherever the recogniser keeps them.
fn lists(page: Json<'_>) -> impl Iterator<Item = Word<'_>> {
    let inside =
        page.get("retval").or_else(|| page.get("transcript")).or_else(|| page.get("data")).filter(|v| v.is_object());
    let keys = ["words", "result", "results", "word_list", "tokens"];
    let list = inside
        .into_iter()
        .chain(Some(page))
        .find_map(move |at| keys.iter().find_map(|key| at.get(key).filter(|l| l.head_is_word())));
    list.or_else(|| Some(page).filter(|page| page.head_is_word())).into_iter().flat_map(Json::items).filter_map(word)
}

trait HeadIsWord {
    fn head_is_word(&self) -> bool;
}

impl HeadIsWord for Json<'_> {
    /// Whether it is a list whose first value is a word.
    fn head_is_word(&self) -> bool {
        self.items().next().is_some_and(|first| word(first).is_some())
    }
}

fn word(json: Json<'_>) -> Option<Word<'_>> {
    let best = json.head("alternatives").unwrap_or(json);
    let text = best.first(&["punctuated_word", "word", "punct", "text", "content", "value"])?.as_str()?;
    let from = json.first(&["start_time", "start", "startTime", "start_ts", "ts"]).and_then(|t| moment::of(t, 1000.0));
    let to = json.first(&["end_time", "end", "endTime", "end_ts"]).and_then(|t| moment::of(t, 1000.0));
    let (from, to) = (from.or_else(|| json.millis("start_ms")), to.or_else(|| json.millis("end_ms")));
    let speaker = best
        .first(&["speaker", "speaker_label"])
        .or_else(|| json.first(&["speaker", "speaker_label", "speakerTag", "speaker_id"]));
    let mark = json.str("type").is_some_and(|kind| kind == "punctuation");
    (from.is_some() || mark).then(|| Word { from, to, speaker: speaker.and_then(Json::as_label), text, mark })
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let mut words: Vec<Word<'_>> = root.list("results").flat_map(watson).filter_map(triple).collect();
    let spans = if words.is_empty() { paragraphs(root) } else { speakers(root) };
    if words.is_empty() {
        words = root.pages().flat_map(lists).collect();
    }
    lend(&mut words, &spans);
    let marked = words.iter().any(|word| word.mark) || punctuated(words.iter().map(|word| &*word.text));
    let mut speech = if marked { Speech::new() } else { Speech::without_punctuation() };
    let language = root.path("metadata.transcription_config.language").or_else(|| root.get("language"));
    speech.meta().language = language.and_then(Json::as_label).and_then(|l| iso_language(&l));
    speech.meta().date = root.path("metadata.created_at").and_then(moment::day);
    // Pieces of words, where those that begin a word begin with a blank.
    let pieces =
        words.iter().filter(|word| word.text.len() > 1 && word.text.starts_with(' ')).count() * 4 > words.len();
    for word in words {
        let speaker = word.speaker.unwrap_or_default();
        let voice = speech.voice(&speaker, || Label { name: generic(&speaker), ..Label::default() });
        let glued = word.mark || (pieces && !word.text.starts_with(' '));
        speech.say(voice, Piece { from: word.from, to: word.to, text: &word.text, glued });
    }
    speech.only("a word list without words")
}

/// `["word", 1.2, 1.5]`; hesitations are marked with a percent sign.
fn triple(json: Json<'_>) -> Option<Word<'_>> {
    let mut parts = json.items();
    let text = parts.next()?.as_str()?;
    let from = parts.next().and_then(|t| moment::of(t, 1000.0));
    let to = parts.next().and_then(|t| moment::of(t, 1000.0));
    let text = if text == "%HESITATION" { Cow::Borrowed("uh") } else { text };
    Some(Word { from, to, speaker: None, text, mark: false })
}

type Span<'a> = (u32, u32, Cow<'a, str>);

/// Watson's `speaker_labels`.
fn speakers(root: Json<'_>) -> Vec<Span<'_>> {
    let span = |json: Json<'_>| Some((json.seconds("from")?, json.seconds("to")?));
    let own = root.list("speaker_labels").filter_map(|json| Some((span(json)?, json.label("speaker")?)));
    own.map(|((from, to), who)| (from, to, who)).collect()
}

/// Digital paper edit's and BBC Kaldi's `paragraphs` or `segments` with a speaker.
fn paragraphs(root: Json<'_>) -> Vec<Span<'_>> {
    let at = root.path("segmentation.segments").or_else(|| root.first(&["paragraphs", "segmentation"]));
    let at = at.or_else(|| root.path("transcript.paragraphs")).into_iter().flat_map(Json::items);
    let spans = at.filter_map(|json| {
        let from = json.seconds("start")?;
        let length = json.seconds("duration").map(|length| from.saturating_add(length));
        let who = json.get("speaker")?;
        let who = who.as_label().or_else(|| who.first(&["@id", "id", "name"])?.as_label())?;
        Some((from, json.seconds("end").or(length)?, who))
    });
    spans.collect()
}

/// Gives words without a speaker the one of the span in which they begin. Both are in order of time.
fn lend<'a>(words: &mut [Word<'a>], spans: &[Span<'a>]) {
    let mut at = 0;
    for word in words.iter_mut().filter(|word| word.speaker.is_none()) {
        let Some(from) = word.from else { continue };
        while at + 1 < spans.len() && spans[at].1 <= from {
            at += 1;
        }
        word.speaker = spans.get(at).map(|span| span.2.clone());
    }
}
