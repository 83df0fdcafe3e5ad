//! Captions in XML in, one call out: TTML and DFXP, Apple's podcast transcripts, and the captions that YouTube hands out.

use rustc_hash::FxHashMap;

use crate::read::grammar::clock::clock;
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::moment::spelled;
use crate::read::grammar::segment::{Segment, join};
use crate::read::grammar::speech::spoken;
use crate::read::grammar::xml::{Element, Step, walk};
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "xml_captions",
    title: "Captions in XML (TTML, DFXP, Apple Podcasts, YouTube)",
    recognised_by: "XML root tt with <p begin=…>, timedtext, or transcript with <text start=…>",
    extensions: &["ttml", "dfxp", "xml", "srv1", "srv3"],
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
    let has = |mark: &str| head.contains(mark);
    let ttml = (has("<tt ") || has("<tt:tt")) && has("begin=\"");
    let youtube = (has("<timedtext") && has("<p t=\"")) || (has("<transcript>") && has("<text start=\""));
    Sureness::when(ttml || youtube, 96)
}

#[derive(Default)]
struct Reading {
    draft: Draft,
    /// Names of the agents by id.
    agents: FxHashMap<String, String>,
    /// The agent whose name is being read.
    naming: Option<String>,
    segments: Vec<Segment<'static>>,
    /// The caption being read: who, begin, end, words.
    open: Option<(String, Option<u32>, Option<u32>, String)>,
}

impl Reading {
    fn take(&mut self, step: Step) {
        match step {
            Step::Open(element) => self.begin(&element),
            Step::Close(name) if matches!(name.as_str(), "p" | "text") => self.end(),
            Step::Close(name) if name == "agent" => self.naming = None,
            Step::Text(text) => match (&mut self.open, &self.naming) {
                (Some((.., words)), _) => words.push_str(&text),
                (None, Some(id)) if !text.trim().is_empty() => {
                    self.agents.insert(id.clone(), text.trim().to_owned());
                }
                _ => {}
            },
            _ => {}
        }
    }

    fn begin(&mut self, element: &Element) {
        match element.name.as_str() {
            "tt" | "timedtext" => self.draft.meta.language = element.get("lang").and_then(iso_language),
            "agent" => self.naming = element.get("id").map(str::to_owned),
            "p" | "text" => {
                let (from, to) = times(element);
                let who = element.get("agent").unwrap_or_default().to_owned();
                self.open = Some((who, from, to, String::new()));
            }
            // A line ends; a word that stands in an element of its own, as Apple writes them, begins.
            "br" => self.blank(),
            "span" if element.get("unit") == Some("word") => self.blank(),
            _ => {}
        }
    }

    fn blank(&mut self) {
        if let Some((.., words)) = &mut self.open {
            words.push(' ');
        }
    }

    fn end(&mut self) {
        let Some((who, from, to, words)) = self.open.take() else { return };
        // YouTube writes entities of entities.
        let words = crate::read::grammar::markup::entities(&words).into_owned();
        let label = self.draft.named(self.agents.get(&who).unwrap_or(&who));
        self.segments.push(Segment::new(label, from, to, words));
    }
}

/// Begin and end: `begin` and `end` or `dur` of TTML, `start` and `dur` in seconds, `t` and `d` in milliseconds.
fn times(element: &Element) -> (Option<u32>, Option<u32>) {
    let time = |key: &str| element.get(key).and_then(time);
    let millis = |key: &str| element.get(key).and_then(|value| value.parse::<u32>().ok());
    let from = time("begin").or_else(|| time("start")).or_else(|| millis("t"));
    let length = time("dur").or_else(|| millis("d"));
    (from, time("end").or_else(|| Some(from?.saturating_add(length?))))
}

/// `00:00:01.5`, with pictures behind it or not; `1.5s`; `1.5`.
fn time(text: &str) -> Option<u32> {
    let whole = spelled(text).or_else(|| spelled(&format!("{text}s")));
    whole.or_else(|| clock(text.get(..8)?).map(|(at, _)| at))
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let mut reading = Reading::default();
    walk(source.text(), |step| reading.take(step))?;
    let Reading { mut draft, segments, .. } = reading;
    join(&mut draft, segments);
    spoken(vec![draft], "captions without words")
}
