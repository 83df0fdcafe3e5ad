//! Conversations in JSON of no known vendor: lists of `{speaker, text}` under whatever names, pairs `[speaker, text]`, one
//! message a line. The place and the keys that were taken are said in a note.

use std::collections::HashMap;

use crate::corpus::{Meta, Role};
use crate::read::grammar::json::Json;
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::people::People;
use crate::read::grammar::sniff::{self, Found, Shape};
use crate::read::grammar::speech::{Piece, Speech, generic, spoken};
use crate::read::grammar::{moment, stated};
use crate::read::{self, Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "json",
    title: "Conversation in any other JSON or JSON Lines: the longest list with speaker-like and text-like keys",
    recognised_by: "JSON that no other format takes",
    extensions: &["json", "jsonl", "ndjson"],
    knows: Knows::Roles,
    proof: Proof::Seen,
    recognise,
    read,
};

/// Any JSON: whether it is a conversation is found out when it is read, because that takes a walk through all of it.
fn recognise(source: &Source) -> Sureness {
    Sureness::when(source.json().is_some_and(|root| root.is_array() || root.is_object()), 10)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let Some(found) = sniff::find(root) else { return whole_transcripts(source.path, root) };
    let mut calls = Vec::new();
    // The file's own list of people belongs to its one conversation; of many, each has its own.
    let whole = Some(root).filter(|_| found.lists.len() == 1);
    for (list, around) in &found.lists {
        match &found.shape.call {
            Some(key) => {
                for (id, items) in by_call(*list, key, &found.shape.text) {
                    calls.push(call(&found, &items, *around, whole, Some(id))?);
                }
            }
            None => {
                let said = list.items().filter(|item| sniff::text_of(*item, &found.shape).is_some());
                calls.push(call(&found, &said.collect::<Vec<_>>(), *around, whole, None)?);
            }
        }
    }
    spoken(calls, "the lists in it hold no words")
}

/// Transcripts that stand in the file as one text each: labelled lines, captions, or plain words.
fn whole_transcripts(path: &str, root: Json<'_>) -> Result<Vec<Draft>, ReadError> {
    let Some((place, texts)) = sniff::longest_texts(root) else { return Err(ReadError::NotATranscript(why(root))) };
    let mut calls = Vec::new();
    for (text, around) in texts {
        let words = text.as_str().unwrap_or_default();
        let inner = Source::inner_text(path, &words);
        let drafts = read::read_inner(&inner).unwrap_or_else(|_| vec![unlabelled(&words)]);
        for mut draft in drafts {
            draft.notes.push(format!("read from the text at {}", place.trim_start_matches('.')));
            let about = facts(around);
            draft.meta.date = about.date.or(draft.meta.date);
            draft.meta.id = about.id.or(draft.meta.id);
            draft.meta.language = about.language.or(draft.meta.language);
            calls.push(draft);
        }
    }
    spoken(calls, "the texts in it hold no words")
}

fn unlabelled(words: &str) -> Draft {
    let mut draft = Draft::default();
    let label = draft.named("");
    draft.push(label, None, words);
    draft
}

/// What the file is instead, as far as its keys tell.
fn why(root: Json<'_>) -> String {
    let keys: Vec<String> = root
        .probe()
        .next()
        .into_iter()
        .flat_map(|first| first.entries().take(4).map(|(key, _)| key.into_owned()).collect::<Vec<_>>())
        .collect();
    if keys.is_empty() {
        "JSON without a list of things that somebody said".into()
    } else {
        format!("JSON without a list of things that somebody said (its keys: {})", keys.join(", "))
    }
}

/// The items of each conversation, in the order in which the conversations begin.
fn by_call<'a>(list: Json<'a>, key: &str, text: &str) -> Vec<(String, Vec<Json<'a>>)> {
    let mut calls: Vec<(String, Vec<Json<'a>>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for item in list.items().filter(|item| item.get(text).is_some()) {
        let id = item.label(key).unwrap_or_default().into_owned();
        let place = *places.entry(id).or_insert_with_key(|id| {
            calls.push((id.clone(), Vec::new()));
            calls.len() - 1
        });
        calls[place].1.push(item);
    }
    calls
}

fn call(
    found: &Found<'_>,
    items: &[Json<'_>],
    around: Option<Json<'_>>,
    root: Option<Json<'_>>,
    id: Option<String>,
) -> Result<Draft, ReadError> {
    let shape = &found.shape;
    let clock = Clock::of(items, shape);
    let people = People::of(around.into_iter().chain(root));
    let mut speech = Speech::new();
    describe(&mut speech, items, shape, around);
    speech.meta().id = id.or_else(|| speech.meta().id.take());
    for item in items {
        let Some(text) = sniff::text_of(*item, shape).filter(|text| !text.trim().is_empty()) else { continue };
        let who = speaker(*item, shape);
        let role = role(*item, shape);
        let voice = speech.voice(&format!("{who}/{role:?}"), || {
            let known = people.label(&who);
            Label {
                name: if known.name.is_empty() { generic(&who) } else { known.name },
                role: role.or(known.role).or_else(|| stated::role(&who)),
                email: known.email.or_else(|| who.contains('@').then(|| who.clone())),
                ..Label::default()
            }
        });
        let at = clock.at(*item, shape);
        match clock.spoken {
            true => speech.say(voice, Piece { from: at, to: None, text: &text, glued: false }),
            false => speech.message(voice, at, &text),
        }
    }
    speech.note(note(found));
    speech.draft()
}

/// A role beside the speaker, or inside where the speaker is an object: `{"name": …, "type": "admin"}`.
fn role(item: Json<'_>, shape: &Shape) -> Option<Role> {
    let beside = shape.role.as_ref().and_then(|key| item.label(key));
    let inside = || item.get(shape.speaker.as_ref()?)?.first(&["role", "type", "kind"])?.as_label();
    beside.or_else(inside).and_then(|word| stated::role(&word))
}

fn speaker(item: Json<'_>, shape: &Shape) -> String {
    if shape.pairs {
        return item.items().find_map(Json::as_str).unwrap_or_default().trim().to_owned();
    }
    shape.speaker.as_ref().and_then(|key| item.get(key)).and_then(sniff::name_of).unwrap_or_default()
}

fn note(found: &Found<'_>) -> String {
    let place = found.place.trim_start_matches('.');
    if found.shape.pairs {
        return format!("read as pairs of speaker and text at {place}");
    }
    let mut said = format!("read the list {place}: text from \"{}\"", found.shape.text);
    for (what, key) in [("speaker", &found.shape.speaker), ("role", &found.shape.role), ("time", &found.shape.time)] {
        if let Some(key) = key {
            said += &format!(", {what} from \"{key}\"");
        }
    }
    said
}

fn describe(speech: &mut Speech, items: &[Json<'_>], shape: &Shape, around: Option<Json<'_>>) {
    let time = shape.time.as_ref().and_then(|key| items.first()?.get(key));
    let about = around.map(facts).unwrap_or_default();
    *speech.meta() = Meta { date: about.date.clone().or_else(|| time.and_then(moment::day)), ..about };
}

/// What the object around a conversation says about it.
fn facts(around: Json<'_>) -> Meta {
    let dates = ["date", "created_at", "createdAt", "start_time", "startTime", "timestamp"];
    let ids = ["id", "convo_id", "conversation_id", "conversationId", "call_id", "callId", "dialogue_id", "session_id"];
    let language = around.first(&["language", "lang", "locale"]).and_then(Json::as_label);
    Meta {
        date: around.first(&dates).and_then(moment::day),
        id: around.first(&ids).and_then(Json::as_label).map(|id| id.into_owned()),
        language: language.and_then(|l| iso_language(&l)),
        ..Meta::default()
    }
}

/// How a list tells the time.
struct Clock {
    /// Absolute times count from the first.
    began: Option<i64>,
    /// Milliseconds of one unit of a plain number.
    unit: f64,
    /// Times within a recording, so that pieces of one speaker belong together; else messages.
    spoken: bool,
}

impl Clock {
    fn of(items: &[Json<'_>], shape: &Shape) -> Clock {
        let Some(key) = &shape.time else { return Clock { began: None, unit: 1000.0, spoken: false } };
        if let Some(began) = items.iter().take(20).find_map(|item| moment::absolute(item.get(key)?)) {
            return Clock { began: Some(began), unit: 1000.0, spoken: false };
        }
        let numbers: Vec<f64> = items.iter().filter_map(|item| item.get(key)?.number()).collect();
        let words: usize =
            items.iter().filter_map(|item| sniff::text_of(*item, shape)).map(|t| t.split_whitespace().count()).sum();
        let last = numbers.iter().copied().fold(0.0, f64::max);
        // People say more than one word in ten seconds: where they do not, the numbers count milliseconds.
        let whole = numbers.iter().all(|n| n.fract() == 0.0);
        let slow = whole && last > 0.0 && (words as f64) / last < 0.1;
        let named = sniff::plain(key).ends_with("ms") || sniff::plain(key).contains("milli");
        Clock { began: None, unit: if named || slow { 1.0 } else { 1000.0 }, spoken: true }
    }

    fn at(&self, item: Json<'_>, shape: &Shape) -> Option<u32> {
        let value = item.get(shape.time.as_ref()?)?;
        match self.began {
            Some(began) => u32::try_from(moment::absolute(value)? - began).ok(),
            None => moment::of(value, self.unit),
        }
    }
}
