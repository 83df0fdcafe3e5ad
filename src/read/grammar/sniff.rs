//! Any JSON in; out, the lists in it that look like speech: which key holds the words, who says them, when. By synonyms
//! of keys, not by vendor.

use rustc_hash::FxHashMap;

use super::json::Json;
pub use super::keys::plain;
use super::keys::{CALL, END, KEPT, LENGTH, ROLE, SPEAKER, TEXT, TIME, TOOLS, WHOLE};
use super::people;
use super::said::inner_text;
pub use super::said::{core, heard_on, name_of, nth_string, text_of};

/// Items of a list that are looked at to judge it.
const SAMPLE: usize = 200;
/// Lists that are looked at.
const MOST_LISTS: usize = 200_000;

/// Where in an item its parts stand: the keys as the file writes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// The words. Empty where the items are pairs.
    pub text: String,
    /// The object inside of the item that holds the words, where they lie deeper.
    pub inside: Option<String>,
    /// Whatever else is said of the words stands in that object as well.
    pub within: bool,
    /// Who speaks.
    pub speaker: Option<String>,
    /// The role.
    pub role: Option<String>,
    /// When.
    pub time: Option<String>,
    /// When it ended, or, where the flag is set, how long it took.
    pub end: Option<(String, bool)>,
    /// A flag that says on which side the speaker stands.
    pub flag: Option<String>,
    /// The conversation, in a list that mixes several.
    pub call: Option<String>,
    /// The items are `[speaker, text]`.
    pub pairs: bool,
}

/// A list of things said, the object around it, and the one around that.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The list, or the object whose values are the things said.
    pub list: Json<'a>,
    /// The object in which it stands.
    pub around: Option<Json<'a>>,
    /// The object in which that stands.
    pub outer: Option<Json<'a>>,
}

/// The things of a list; where an object is used as a list, `{"1": {...}, "2": {...}}`, its values.
pub fn members<'a>(list: Json<'a>) -> impl Iterator<Item = Json<'a>> {
    list.items().chain(list.entries().map(|(_, value)| value))
}

/// Lists of the same place in the file: `[].original[]`. Each list is a conversation.
pub struct Found<'a> {
    /// The place, with `[]` for every list on the way.
    pub place: String,
    /// What the items look like.
    pub shape: Shape,
    /// The lists, each with the objects around it.
    pub lists: Vec<Place<'a>>,
    /// Bytes of text.
    pub bytes: usize,
}

/// The lists that look most like speech, if any do: those with speakers before those without, then the longest.
pub fn find(root: Json<'_>) -> Option<Found<'_>> {
    let mut walk = Walk { found: Vec::new(), by_place: FxHashMap::default(), left: MOST_LISTS };
    walk.value(Place { list: root, around: None, outer: None }, &mut String::new());
    let mut best: Option<Found<'_>> = None;
    for found in walk.found {
        let better = best.as_ref().is_none_or(|best| {
            let (new, old) = (found.shape.speaker.is_some(), best.shape.speaker.is_some());
            (new && !old) || (new == old && found.bytes * 5 > best.bytes * 6)
        });
        if better {
            best = Some(found);
        }
    }
    best
}

struct Walk<'a> {
    found: Vec<Found<'a>>,
    by_place: FxHashMap<String, usize>,
    left: usize,
}

impl<'a> Walk<'a> {
    /// Depth is bounded by the parser.
    fn value(&mut self, here: Place<'a>, place: &mut String) {
        let (length, json) = (place.len(), here.list);
        if json.is_array() && !json.is_empty() {
            place.push_str("[]");
            if self.left > 0 && self.list(here, place) {
                place.truncate(length);
                return;
            }
            for item in json.items().filter(|item| !item.is_empty()) {
                self.value(Place { list: item, ..here }, place);
            }
        } else if json.is_object() {
            place.push_str(if is_numbered(json) { "{}" } else { "" });
            if place.len() > length && self.left > 0 && self.list(here, place) {
                place.truncate(length);
                return;
            }
            for (key, value) in json.entries().filter(|(_, value)| !value.is_empty()) {
                let tools = TOOLS.contains(&plain(&key).as_str());
                if place.len() < 400 {
                    place.push('.');
                    place.push_str(&key);
                    self.inside(Place { list: value, around: Some(json), outer: here.around }, tools, place);
                    place.truncate(length);
                }
            }
        }
        place.truncate(length);
    }

    /// What stands at a key; below the key of a tool only where it keeps the transcript.
    fn inside(&mut self, here: Place<'a>, tools: bool, place: &mut String) {
        if !tools {
            return self.value(here, place);
        }
        let length = place.len();
        for (key, value) in here.list.entries().filter(|(_, value)| value.is_array() && !value.is_empty()) {
            if KEPT.contains(&plain(&key).as_str()) {
                place.push('.');
                place.push_str(&key);
                self.value(Place { list: value, around: Some(here.list), outer: here.around }, place);
                place.truncate(length);
            }
        }
    }

    /// Takes the list if its items are speech.
    fn list(&mut self, here: Place<'a>, place: &str) -> bool {
        self.left -= 1;
        let list = here.list;
        let known = self.by_place.get(place).copied();
        let shape = known.and_then(|at| self.found.get(at)).map(|found| found.shape.clone());
        let Some(shape) = shape.filter(|shape| fits(list, shape)).or_else(|| shape_of(list)) else { return false };
        let bytes = members(list).filter_map(|item| text_of(item, &shape)).map(|text| text.len()).sum();
        match known.filter(|at| self.found[*at].shape == shape) {
            Some(at) => {
                self.found[at].lists.push(here);
                self.found[at].bytes += bytes;
            }
            None => {
                self.by_place.entry(place.to_owned()).or_insert(self.found.len());
                self.found.push(Found { place: place.to_owned(), shape, lists: vec![here], bytes });
            }
        }
        true
    }
}

/// Whether an object is used as a list: its keys are numbers, its values objects.
fn is_numbered(json: Json<'_>) -> bool {
    json.len() >= 2
        && json.entries().take(20).all(|(key, value)| value.is_object() && key.bytes().all(|b| b.is_ascii_digit()))
}

fn fits(list: Json<'_>, shape: &Shape) -> bool {
    members(list).take(3).any(|item| text_of(item, shape).is_some())
}

/// What the items of a list look like, if they look like speech.
fn shape_of(list: Json<'_>) -> Option<Shape> {
    let sample: Vec<Json<'_>> = members(list).take(SAMPLE).collect();
    if sample.first()?.is_array() {
        return pairs(&sample);
    }
    let objects = sample.iter().filter(|item| item.is_object()).count();
    if objects * 10 < sample.len() * 6 {
        return None;
    }
    let keys = keys(&sample);
    if let Some(text) = prose(&sample, &keys) {
        return shape_in(&sample, &keys, text).filter(|shape| !are_transcripts(&sample, &shape.text));
    }
    let mut outer: Vec<&String> = keys.values().filter(|key| !TOOLS.contains(&plain(key).as_str())).collect();
    outer.sort();
    outer.into_iter().find_map(|key| {
        let deeper: Vec<Json<'_>> = sample.iter().filter_map(|item| item.get(key)).filter(|v| v.is_object()).collect();
        if deeper.is_empty() || deeper.len() * 10 < sample.len() * 6 {
            return None;
        }
        let inner = self::keys(&deeper);
        let text = prose(&deeper, &inner)?;
        let within = shape_in(&deeper, &inner, text.clone()).map(|shape| Shape { within: true, ..shape });
        let shape = within.or_else(|| shape_in(&sample, &keys, text))?;
        Some(Shape { inside: Some(key.clone()), ..shape })
    })
}

/// The plainest key whose values are language: its plain name, and as the file writes it.
fn prose(sample: &[Json<'_>], keys: &FxHashMap<String, String>) -> Option<(&'static str, String)> {
    TEXT.iter().find_map(|name| keys.get(*name).filter(|key| is_prose(sample, key)).map(|key| (*name, key.clone())))
}

/// Who, when and on which side, beside words that were found.
fn shape_in(sample: &[Json<'_>], keys: &FxHashMap<String, String>, text: (&str, String)) -> Option<Shape> {
    let speaker =
        SPEAKER.iter().filter_map(|name| keys.get(*name)).find(|key| **key != text.1 && names_speakers(sample, key));
    let time = TIME.iter().filter_map(|name| keys.get(*name)).find(|key| times(sample, key));
    let role = ROLE.iter().filter_map(|name| keys.get(*name)).find(|key| states_roles(sample, key));
    let flag = keys.iter().filter(|(name, _)| people::side(name, true).is_some()).map(|(_, key)| key).min();
    let flag = flag.filter(|key| {
        sample.iter().filter(|item| item.get(key).and_then(Json::flag).is_some()).count() * 2 > sample.len()
    });
    let surely = matches!(
        text.0,
        "text"
            | "utterance"
            | "transcript"
            | "transcription"
            | "sentence"
            | "spokentext"
            | "said"
            | "dialogue"
            | "phrase"
            | "content"
            | "bodytext"
            | "plainbody"
            | "segs"
            | "words"
            | "body"
    );
    let timed = |names: &[&str], length: bool| {
        let key = names.iter().filter_map(|name| keys.get(*name)).find(|key| times(sample, key))?;
        Some((key.clone(), length))
    };
    let log = keys.contains_key("level") || keys.contains_key("severity") || keys.contains_key("logger");
    if log || !(speaker.is_some() || role.is_some() || flag.is_some() || (time.is_some() && surely)) {
        return None;
    }
    Some(Shape {
        text: text.1,
        inside: None,
        within: false,
        end: timed(END, false).or_else(|| timed(LENGTH, true)),
        flag: flag.cloned(),
        speaker: speaker.or(role).cloned(),
        role: role.cloned(),
        time: time.cloned(),
        call: CALL.iter().find_map(|name| keys.get(*name)).cloned(),
        pairs: false,
    })
}

/// The keys of the sample as compared, with the spelling of the file.
fn keys(sample: &[Json<'_>]) -> FxHashMap<String, String> {
    let mut keys = FxHashMap::default();
    for (key, _) in sample.iter().take(20).flat_map(|item| item.entries().take(100)) {
        keys.entry(plain(&key)).or_insert_with(|| key.into_owned());
    }
    keys
}

/// Whether the values are language: strings, more than half of several words, or short replies among them.
fn is_prose(sample: &[Json<'_>], key: &str) -> bool {
    let texts: Vec<_> = sample.iter().filter_map(|item| inner_text(item.get(key)?)).collect();
    // A script without blanks between words writes about three letters a word.
    let count = |text: &str| {
        text.split_whitespace().count() + text.chars().filter(|c| !c.is_ascii() && *c >= '\u{0E00}').count() / 3
    };
    let words: usize = texts.iter().map(|text| count(text)).sum();
    let long = texts.iter().filter(|text| count(text) > 2).count();
    texts.len() * 10 >= sample.len() * 5 && !texts.is_empty() && words >= texts.len() * 2 && long * 3 >= texts.len()
}

/// Whether each value is a whole transcript rather than one thing said: several lines with labels.
fn are_transcripts(sample: &[Json<'_>], key: &str) -> bool {
    let labelled = |text: &str| {
        let heads = text.lines().filter(|line| line.find(": ").is_some_and(|at| (1..=40).contains(&at)));
        heads.take(4).count() == 4
    };
    let texts = sample.iter().filter_map(|item| item.str(key)).filter(|text| labelled(text)).count();
    texts * 2 > sample.len()
}

/// A text and the object around it.
pub type Whole<'a> = (Json<'a>, Json<'a>);

/// The long texts of the same place that hold most, each with the object around it.
pub fn longest_texts(root: Json<'_>) -> Option<(String, Vec<Whole<'_>>)> {
    let mut found: Vec<(String, usize, Vec<Whole<'_>>)> = Vec::new();
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    texts(root, &mut String::new(), &mut |place, text, around| {
        let at = *places.entry(place.to_owned()).or_insert_with(|| {
            found.push((place.to_owned(), 0, Vec::new()));
            found.len() - 1
        });
        found[at].1 += text.as_str().map_or(0, |text| text.len());
        found[at].2.push((text, around));
    });
    let best = found.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    Some((best.0, best.2))
}

/// Every text of thirty words and more under a key of [`WHOLE`]. Depth is bounded by the parser.
fn texts<'a>(json: Json<'a>, place: &mut String, take: &mut dyn FnMut(&str, Json<'a>, Json<'a>)) {
    let length = place.len();
    place.push_str(if json.is_array() { "[]" } else { "" });
    json.items().filter(|item| !item.is_empty()).for_each(|item| texts(item, place, take));
    for (key, value) in json.entries() {
        let name = plain(&key);
        if TOOLS.contains(&name.as_str()) || place.len() > 400 {
            continue;
        }
        let inside = place.len();
        place.push('.');
        place.push_str(&key);
        if !value.is_empty() {
            texts(value, place, take);
        } else if WHOLE.contains(&name.as_str())
            && value.as_str().is_some_and(|text| text.split_whitespace().nth(29).is_some())
        {
            take(place, value, json);
        }
        place.truncate(inside);
    }
    place.truncate(length);
}

/// Whether the values are few, short, and come back: names, letters, numbers, roles.
fn names_speakers(sample: &[Json<'_>], key: &str) -> bool {
    let names: Vec<String> = sample.iter().filter_map(|item| name_of(item.get(key)?)).collect();
    let mut distinct: Vec<&String> = names.iter().collect();
    distinct.sort();
    distinct.dedup();
    let short = names.iter().all(|name| name.len() <= 80 && name.split_whitespace().count() <= 8);
    // Paths and the name of a device must come back.
    let path = names.iter().any(|name| name.matches('/').count() >= 2);
    let device = plain(key) == "source" && names.iter().any(|name| heard_on(name).is_none());
    let back = distinct.len() < names.len() || (names.len() <= 4 && !path);
    short && back && !device && names.len() * 10 >= sample.len() * 5 && !names.is_empty()
}

fn times(sample: &[Json<'_>], key: &str) -> bool {
    let known = |item: &&Json<'_>| {
        item.get(key)
            .is_some_and(|value| super::moment::of(value, 1.0).is_some() || super::moment::absolute(value).is_some())
    };
    sample.iter().filter(known).count() * 10 >= sample.len() * 5
}

fn states_roles(sample: &[Json<'_>], key: &str) -> bool {
    let values: Vec<_> = sample.iter().filter_map(|item| item.label(key)).collect();
    !values.is_empty() && values.iter().all(|value| super::stated::role(value).is_some())
}

fn pairs(sample: &[Json<'_>]) -> Option<Shape> {
    let pair = |item: &&Json<'_>| {
        let mut strings = item.items().filter(|part| part.is_string()).filter_map(Json::as_str);
        let who = strings.next().is_some_and(|who| who.len() <= 60 && who.split_whitespace().count() <= 5);
        item.is_array() && item.len() <= 4 && who && strings.next().is_some()
    };
    if sample.len() < 2 || sample.iter().filter(pair).count() < sample.len() {
        return None;
    }
    let mut names: Vec<_> = sample.iter().filter_map(|item| nth_string(*item, 0)).collect();
    let texts = sample.iter().filter_map(|item| nth_string(*item, 1));
    let words: usize = texts.map(|text| text.split_whitespace().count()).sum();
    names.sort();
    names.dedup();
    let back = names.len() * 2 <= sample.len() || sample.len() <= 4;
    (back && words >= sample.len() * 2).then(|| Shape { speaker: Some(String::new()), pairs: true, ..Shape::default() })
}
