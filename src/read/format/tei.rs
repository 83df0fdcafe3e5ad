//! TEI: utterances `u` (or speeches `sp`) by `who`, people from the header, times from the timeline. What the
//! transcriber adds (`desc`, `note`, stage directions) is not speech.

use rustc_hash::FxHashMap;

use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::moment;
use crate::read::grammar::speech::{Piece, Speech};
use crate::read::grammar::stated;
use crate::read::grammar::xml::{Element, Step, walk};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "tei",
    title: "TEI transcription of speech",
    recognised_by: "XML root TEI with u or sp elements",
    extensions: &["xml", "tei"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    if source.first_char() != Some('<') {
        return Sureness::NO;
    }
    let head = source.head();
    let root = ["<TEI ", "<TEI>", "<TEI.2", "<teiCorpus", ":TEI "].iter().any(|root| head.contains(root));
    Sureness::when(root, 95)
}

/// Elements whose text nobody says.
const SILENT: &[&str] = &["desc", "note", "stage", "speaker", "spanGrp", "teiHeader", "front", "gap", "fw", "head"];

#[derive(Default)]
struct Reading {
    labels: FxHashMap<String, Label>,
    moments: FxHashMap<String, u32>,
    person: Option<String>,
    in_name: bool,
    silent: usize,
    /// `who` and `start` of the blocks around, the innermost last.
    blocks: Vec<(String, Option<String>)>,
    inside: usize,
    text: String,
    said: Vec<(String, Option<String>, String)>,
    language: Option<String>,
}

impl Reading {
    fn take(&mut self, step: Step) {
        match step {
            Step::Open(element) => self.open(&element),
            Step::Close(name) => self.close(&name),
            Step::Text(text) => self.text(&text),
        }
    }

    fn open(&mut self, element: &Element) {
        let text = |key: &str| element.get(key).map(|value| value.trim_start_matches('#').to_owned());
        match element.name.as_str() {
            "TEI" | "text" | "body" => {
                self.language = self.language.take().or_else(|| element.get("lang").and_then(iso_language))
            }
            "person" => {
                self.person = text("id");
                let role = element.get("role").and_then(stated::role);
                if let Some(id) = &self.person {
                    let name = element.get("n").map_or_else(String::new, str::to_owned);
                    self.labels.insert(id.clone(), Label { name, role, ..Label::default() });
                }
            }
            "persName" | "name" if self.person.is_some() => self.in_name = true,
            "when" => self.when(element),
            "u" | "sp" | "annotationBlock" => {
                let above = self.blocks.last().cloned().unwrap_or_default();
                self.blocks.push((text("who").unwrap_or(above.0), text("start").or(above.1)));
                self.inside += 1;
            }
            name if SILENT.contains(&name) => self.silent += 1,
            "w" if self.inside > 0 => self.text.push(' '),
            _ => {}
        }
    }

    /// A point of the timeline: a clock time, or seconds since another point.
    fn when(&mut self, element: &Element) {
        let Some(id) = element.get("id") else { return };
        let since = element.get("since").and_then(|since| self.moments.get(since.trim_start_matches('#'))).copied();
        let interval = element
            .get("interval")
            .and_then(|time| moment::spelled(&format!("{time}s")).or_else(|| moment::spelled(time)));
        let at = match interval {
            Some(interval) => Some(since.unwrap_or(0).saturating_add(interval)),
            None => element.get("absolute").and_then(moment::clock),
        };
        if let Some(at) = at {
            self.moments.insert(id.to_owned(), at);
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "person" => self.person = None,
            "persName" | "name" => self.in_name = false,
            "u" | "sp" | "annotationBlock" => {
                if let Some((who, start)) = self.blocks.pop() {
                    let text = std::mem::take(&mut self.text);
                    self.inside = self.inside.saturating_sub(1);
                    if !text.trim().is_empty() {
                        self.said.push((who, start, text));
                    }
                }
            }
            name if SILENT.contains(&name) => self.silent = self.silent.saturating_sub(1),
            "p" | "l" | "seg" | "pause" if self.inside > 0 => self.text.push(' '),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_name
            && let Some(label) = self.person.as_ref().and_then(|id| self.labels.get_mut(id))
        {
            label.name.push_str(text);
        } else if self.inside > 0 && self.silent == 0 {
            self.text.push_str(text);
        }
    }
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let mut reading = Reading::default();
    walk(source.text(), |step| reading.take(step))?;
    let mut speech = Speech::new();
    speech.meta().language = reading.language.take();
    for (who, start, text) in &reading.said {
        let voice = speech.voice(who, || {
            let known = reading.labels.get(who).cloned().unwrap_or_default();
            let name = known.name.split_whitespace().collect::<Vec<_>>().join(" ");
            let name = if name.is_empty() { who.clone() } else { name };
            Label { role: known.role.or_else(|| stated::role(&name)), name, ..Label::default() }
        });
        let from = start.as_ref().and_then(|start| reading.moments.get(start)).copied();
        speech.say(voice, Piece { from, to: None, text, glued: false });
    }
    speech.only("a TEI document without utterances: writing, not speech")
}
