//! Conversations in JSON of no known vendor: lists of `{speaker, text}` under whatever names, pairs `[speaker, text]`, one
//! message a line. The place and the keys that were taken are said in a note.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::corpus::{Meta, Role};
use crate::read::grammar::json::Json;
use crate::read::grammar::keys::{ASIDE, EMAIL};
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::people::{self, Contrast, People};
use crate::read::grammar::sniff::{self, Found, Place, Shape, members};
use crate::read::grammar::speech::{Piece, Speech, generic, spoken};
use crate::read::grammar::{document, moment, stated};
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
    let shape = Shape { inside: found.shape.inside.clone().filter(|_| !found.shape.within), ..found.shape.clone() };
    for place in &found.lists {
        let said = members(place.list).filter(|item| sniff::text_of(*item, &found.shape).is_some());
        let said: Vec<Json<'_>> = said.map(|item| sniff::core(item, &found.shape)).collect();
        match &shape.call {
            Some(key) => {
                for (id, items) in by_call(said, key) {
                    calls.push(call(&found, &shape, items, *place, whole, Some(id))?);
                }
            }
            None => calls.push(call(&found, &shape, said, *place, whole, None)?),
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
fn by_call<'a>(said: Vec<Json<'a>>, key: &str) -> Vec<(String, Vec<Json<'a>>)> {
    let mut calls: Vec<(String, Vec<Json<'a>>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for item in said {
        let id = item.label(key).unwrap_or_default().into_owned();
        let place = *places.entry(id).or_insert_with_key(|id| {
            calls.push((id.clone(), Vec::new()));
            calls.len() - 1
        });
        calls[place].1.push(item);
    }
    calls
}

fn call<'a>(
    found: &Found<'a>,
    shape: &Shape,
    mut items: Vec<Json<'a>>,
    place: Place<'a>,
    root: Option<Json<'a>>,
    id: Option<String>,
) -> Result<Draft, ReadError> {
    let clock = Clock::of(&items, shape);
    if clock.backward(&items, shape) {
        items.reverse();
    }
    let people = People::of(place.around.into_iter().chain(place.outer).chain(root));
    let contrast = contrast(&items, shape);
    let mut speech = Speech::new();
    describe(&mut speech, &items, shape, place);
    speech.meta().id = id.or_else(|| speech.meta().id.take());
    if let Some((who, role, text)) = opening(place, &items, shape) {
        let again = items.iter().find(|item| speaker(**item, shape) == who).and_then(|item| email(*item, shape));
        let voice = speech.voice(&format!("{who}/{role:?}"), || label(&who, role, again, &people));
        speech.message(voice, None, &document::unmarked(&text));
    }
    for item in items {
        let Some(text) = sniff::text_of(item, shape).filter(|text| !text.trim().is_empty()) else { continue };
        let text = repaired(text);
        let text = document::unmarked(&text);
        if is_aside(item) {
            speech.removed("notes and notices among messages", text.split_whitespace().count());
            continue;
        }
        let (who, role) = (speaker(item, shape), role(item, shape, contrast));
        let voice = speech.voice(&format!("{who}/{role:?}"), || label(&who, role, email(item, shape), &people));
        let (from, to) = (clock.at(item, shape), clock.end(item, shape));
        match clock.spoken {
            true => speech.say(voice, Piece { from, to, text: &text, glued: false }),
            false => speech.message(voice, from, &text),
        }
    }
    speech.note(note(found));
    speech.draft()
}

fn label(who: &str, role: Option<Role>, email: Option<String>, people: &People<'_>) -> Label {
    let known = people.label(who);
    let role = role.or(known.role).or_else(|| stated::role(who));
    let nameless = match role {
        Some(Role::Customer) if who.is_empty() => "Customer".to_owned(),
        Some(Role::Rep) if who.is_empty() => "Agent".to_owned(),
        _ => generic(who),
    };
    Label {
        name: if known.name.is_empty() { nameless } else { known.name },
        role,
        email: email.or(known.email).or_else(|| who.contains('@').then(|| who.to_owned())),
        ..Label::default()
    }
}

/// The message that opens a conversation and stands beside the list of the answers, as Intercom and Freshdesk keep it.
fn opening(place: Place<'_>, items: &[Json<'_>], shape: &Shape) -> Option<(String, Option<Role>, String)> {
    let first = items.first().and_then(|item| sniff::text_of(*item, shape)).unwrap_or_default();
    let around = || place.around.into_iter().chain(place.outer);
    let source = around().find_map(|around| around.first(&["source", "conversation_message", "first_message"]));
    let (who, role, text) = match source.filter(|source| source.is_object()) {
        Some(source) => {
            let text = source.first(&[shape.text.as_str(), "body", "text"])?.as_str()?;
            let who = shape.speaker.as_ref().and_then(|key| source.get(key));
            let role =
                who.and_then(|who| who.first(&["type", "role"])?.as_label()).and_then(|word| stated::role(&word));
            (who.and_then(sniff::name_of).unwrap_or_default(), role, text)
        }
        None => {
            let around = around().find(|around| around.get("requester_id").is_some())?;
            let text = around.first(&["description_text", "description"])?.as_str()?;
            (around.label("requester_id")?.into_owned(), Some(Role::Customer), text)
        }
    };
    (!text.trim().is_empty() && text.trim() != first.trim()).then(|| (who, role, text.into_owned()))
}

/// Whether a message is a note among colleagues, or a report of the program.
fn is_aside(item: Json<'_>) -> bool {
    let flag = |key: &str, off: bool| item.get(key).and_then(Json::flag).is_some_and(|flag| flag == off);
    let kinds = ["type", "part_type", "event_type", "message_type", "messageType", "subtype", "kind"];
    let kind = |key: &&str| item.label(key).is_some_and(|kind| ASIDE.contains(&sniff::plain(&kind).as_str()));
    // Chatwoot counts its kinds; 2 is what happened to the conversation.
    let counted = item.get("message_type").filter(|kind| kind.is_number()).and_then(Json::number) == Some(2.0);
    flag("public", false) || flag("private", true) || flag("is_private", true) || kinds.iter().any(kind) || counted
}

/// The text, where an export wrote the bytes of UTF-8 as if each were a character, as Facebook does: `Ã©` is `é`.
fn repaired(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.is_ascii() || text.chars().any(|c| c > 'ÿ') {
        return text;
    }
    let bytes: Vec<u8> = text.chars().filter_map(|c| u8::try_from(u32::from(c)).ok()).collect();
    String::from_utf8(bytes).map_or(text, Cow::Owned)
}

/// The word for the role beside the speaker, or inside where the speaker is an object: `{"name": …, "type": "admin"}`.
fn role_word<'a>(item: Json<'a>, shape: &Shape) -> Option<Cow<'a, str>> {
    let beside = shape.role.as_ref().and_then(|key| item.label(key));
    beside.or_else(|| item.get(shape.speaker.as_ref()?)?.first(&["role", "type", "kind"])?.as_label())
}

fn role(item: Json<'_>, shape: &Shape, contrast: Contrast) -> Option<Role> {
    let flag = || {
        let key = shape.flag.as_ref()?;
        people::side(&sniff::plain(key), item.get(key)?.flag()?)
    };
    role_word(item, shape).and_then(|word| contrast.role(&word)).or_else(flag)
}

fn contrast(items: &[Json<'_>], shape: &Shape) -> Contrast {
    let mut contrast = Contrast::default();
    for item in items.iter().take(1000) {
        role_word(*item, shape).iter().for_each(|word| contrast.see(word));
        contrast.see(&speaker(*item, shape));
    }
    contrast
}

/// The address in the object of the speaker, or beside the words.
fn email(item: Json<'_>, shape: &Shape) -> Option<String> {
    let inside = shape.speaker.as_ref().and_then(|key| item.get(key)?.first(&["email", "email_address"])?.as_label());
    let beside = || item.entries().find(|(key, _)| EMAIL.contains(&sniff::plain(key).as_str()))?.1.as_label();
    inside.or_else(beside).filter(|email| email.contains('@')).map(Cow::into_owned)
}

fn speaker(item: Json<'_>, shape: &Shape) -> String {
    if shape.pairs {
        return item.items().find_map(Json::as_str).unwrap_or_default().trim().to_owned();
    }
    let name = shape.speaker.as_ref().and_then(|key| item.get(key)).and_then(sniff::name_of).unwrap_or_default();
    if shape.speaker.as_ref().is_some_and(|key| sniff::plain(key) == "source") {
        return sniff::heard_on(&name).map_or(name.clone(), str::to_owned);
    }
    match name.rsplit_once('/').filter(|(path, _)| path.contains('/')) {
        Some((_, last)) => last.to_owned(),
        None => name,
    }
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

fn describe(speech: &mut Speech, items: &[Json<'_>], shape: &Shape, place: Place<'_>) {
    let time = shape.time.as_ref().and_then(|key| items.first()?.get(key));
    let about = place.around.map(facts).unwrap_or_default();
    let outer = place.outer.map(facts).unwrap_or_default();
    *speech.meta() = Meta {
        date: about.date.or_else(|| time.and_then(moment::day)).or(outer.date),
        id: about.id.or(outer.id),
        language: about.language.or(outer.language),
        ..Meta::default()
    };
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
        let absolute = || items.iter().filter_map(|item| moment::absolute(item.get(key)?));
        if absolute().next().is_some() {
            let began = absolute().min();
            return Clock { began, unit: 1000.0, spoken: false };
        }
        let numbers: Vec<f64> = items.iter().filter_map(|item| item.get(key)?.number()).collect();
        let words: usize =
            items.iter().filter_map(|item| sniff::text_of(*item, shape)).map(|t| t.split_whitespace().count()).sum();
        let last = numbers.iter().copied().fold(0.0, f64::max);
        // People say more than one word in ten seconds: where they do not, the numbers count milliseconds.
        let whole = numbers.iter().all(|n| n.fract() == 0.0);
        let slow = whole && last > 0.0 && (words as f64) / last < 0.1;
        let plain = sniff::plain(key);
        let named = (plain.ends_with("ms") && plain != "timestamps") || plain.contains("milli");
        Clock { began: None, unit: if named || slow { 1.0 } else { 1000.0 }, spoken: true }
    }

    /// Whether the last message stands first.
    fn backward(&self, items: &[Json<'_>], shape: &Shape) -> bool {
        let Some(key) = &shape.time else { return false };
        let of = |item: &Json<'_>| moment::absolute(item.get(key)?);
        let times: Vec<i64> = items.iter().filter_map(of).collect();
        let down = times.windows(2).filter(|pair| pair[0] > pair[1]).count();
        let up = times.windows(2).filter(|pair| pair[0] < pair[1]).count();
        self.began.is_some() && down > up * 9
    }

    fn end(&self, item: Json<'_>, shape: &Shape) -> Option<u32> {
        let (key, length) = shape.end.as_ref()?;
        let value = moment::of(item.get(key)?, self.unit)?;
        if *length { Some(self.at(item, shape)?.saturating_add(value)) } else { Some(value) }
    }

    fn at(&self, item: Json<'_>, shape: &Shape) -> Option<u32> {
        let value = item.get(shape.time.as_ref()?)?;
        match self.began {
            Some(began) => u32::try_from(moment::absolute(value)? - began).ok(),
            None => moment::of(value, self.unit),
        }
    }
}
