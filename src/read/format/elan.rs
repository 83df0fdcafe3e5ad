//! ELAN: tiers of annotations. Of each participant the tier is read that holds whole utterances; tiers of words, glosses
//! and translations below it say the same again.

use rustc_hash::FxHashMap;

use crate::read::grammar::moment;
use crate::read::grammar::speech::words;
use crate::read::grammar::stated;
use crate::read::grammar::xml::{Element, Step, walk};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "elan",
    title: "ELAN annotation (.eaf)",
    recognised_by: "XML root ANNOTATION_DOCUMENT",
    extensions: &["eaf"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    Sureness::when(source.first_char() == Some('<') && source.head().contains("<ANNOTATION_DOCUMENT"), 98)
}

#[derive(Default)]
struct Tier {
    id: String,
    participant: String,
    parent: Option<String>,
    said: Vec<(Option<u32>, String)>,
}

impl Tier {
    fn words(&self) -> usize {
        self.said.iter().map(|(_, text)| words(text)).sum()
    }

    /// What makes it the tier of utterances: several words an annotation, no tier above, then the most words.
    fn worth(&self) -> (bool, bool, usize) {
        let words = self.words();
        (words * 10 > self.said.len() * 15, self.parent.is_none(), words)
    }
}

/// Beginnings of the names of tiers on which nobody speaks.
const NOT_SPEECH: &[&str] = &[
    "comment", "note", "gesture", "gaze", "gloss", "transl", "ft@", "mb@", "ge@", "ps@", "pos", "morph", "phon", "ipa",
    "noise", "event", "topic",
];

#[derive(Default)]
struct Reading {
    slots: FxHashMap<String, u32>,
    /// When each annotation begins, for those that refer to it.
    begins: FxHashMap<String, u32>,
    tiers: Vec<Tier>,
    at: Option<u32>,
    value: bool,
    date: Option<String>,
}

impl Reading {
    fn take(&mut self, step: Step) {
        match step {
            Step::Open(element) => self.open(&element),
            Step::Close(name) if name == "ANNOTATION_VALUE" => self.value = false,
            Step::Text(text) if self.value => {
                if let Some((_, value)) = self.tiers.last_mut().and_then(|tier| tier.said.last_mut()) {
                    value.push_str(&text);
                }
            }
            _ => {}
        }
    }

    fn open(&mut self, element: &Element) {
        let text = |key: &str| element.get(key).unwrap_or_default().to_owned();
        match element.name.as_str() {
            "ANNOTATION_DOCUMENT" => self.date = element.get("DATE").map(str::to_owned),
            "TIME_SLOT" => {
                if let Some(value) = element.get("TIME_VALUE").and_then(|value| value.parse().ok()) {
                    self.slots.insert(text("TIME_SLOT_ID"), value);
                }
            }
            "TIER" => self.tiers.push(Tier {
                id: text("TIER_ID"),
                participant: text("PARTICIPANT"),
                parent: element.get("PARENT_REF").map(str::to_owned),
                said: Vec::new(),
            }),
            "ALIGNABLE_ANNOTATION" | "REF_ANNOTATION" => {
                let slot = element.get("TIME_SLOT_REF1").and_then(|slot| self.slots.get(slot));
                let above = element.get("ANNOTATION_REF").and_then(|above| self.begins.get(above));
                self.at = slot.or(above).copied();
                if let Some(at) = self.at {
                    self.begins.insert(text("ANNOTATION_ID"), at);
                }
            }
            "ANNOTATION_VALUE" => {
                self.value = true;
                let at = self.at;
                if let Some(tier) = self.tiers.last_mut() {
                    tier.said.push((at, String::new()));
                }
            }
            _ => {}
        }
    }

    /// The best tier of each speaker, in the order of the file, with the speaker's name.
    fn chosen(&self) -> Vec<(String, &Tier)> {
        let parents: FxHashMap<&str, &Tier> = self.tiers.iter().map(|tier| (tier.id.as_str(), tier)).collect();
        let mut chosen: Vec<(String, &Tier)> = Vec::new();
        let mut places: FxHashMap<String, usize> = FxHashMap::default();
        for tier in self.tiers.iter().filter(|tier| tier.words() > 0) {
            let id = tier.id.to_lowercase();
            if NOT_SPEECH.iter().any(|name| id.starts_with(name)) {
                continue;
            }
            let name = speaker(tier, &parents);
            match places.get(&name) {
                Some(&place) if tier.worth() > chosen[place].1.worth() => chosen[place].1 = tier,
                Some(_) => {}
                None => {
                    places.insert(name.clone(), chosen.len());
                    chosen.push((name, tier));
                }
            }
        }
        chosen
    }
}

/// The participant, else what stands behind `@` in the tier's name, else the name of the topmost tier.
fn speaker(tier: &Tier, parents: &FxHashMap<&str, &Tier>) -> String {
    let mut top = tier;
    for _ in 0..20 {
        match top.parent.as_deref().and_then(|parent| parents.get(parent)) {
            Some(parent) => top = parent,
            None => break,
        }
    }
    let named = [&tier.participant, &top.participant].into_iter().find(|name| !name.is_empty());
    let after = top.id.split_once('@').map_or(top.id.as_str(), |(_, name)| name);
    named.map_or_else(|| after.to_owned(), Clone::clone)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let mut reading = Reading::default();
    walk(source.text(), |step| reading.take(step))?;
    let chosen = reading.chosen();
    let mut draft = Draft::default();
    draft.meta.date = reading.date.as_deref().and_then(moment::day_of);
    let all: usize = reading.tiers.iter().map(Tier::words).sum();
    let read: usize = chosen.iter().map(|(_, tier)| tier.words()).sum();
    draft.removed("tiers that repeat or annotate", (all - read) as u64);
    let mut said: Vec<(Option<u32>, usize, &str)> = Vec::new();
    for (place, (_, tier)) in chosen.iter().enumerate() {
        said.extend(tier.said.iter().map(|(at, text)| (*at, place, text.as_str())));
    }
    said.sort_by_key(|(at, place, _)| (*at, *place));
    for (at, place, text) in said {
        let name = &chosen[place].0;
        let label = draft.label(Label { name: name.clone(), role: stated::role(name), ..Label::default() });
        draft.extend(label, at, text);
    }
    if draft.turns.is_empty() {
        return Err(ReadError::NotATranscript("an ELAN file without words on its tiers".into()));
    }
    Ok(vec![draft])
}
