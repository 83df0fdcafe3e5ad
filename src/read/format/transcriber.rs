//! Transcriber .trs: turns with speakers by id, times inside the turn, two speakers at once told apart by `Who`.

use rustc_hash::FxHashMap;

use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::moment;
use crate::read::grammar::speech::{Piece, Speech};
use crate::read::grammar::xml::{Element, Step, walk};
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "transcriber",
    title: "Transcriber (.trs)",
    recognised_by: "XML root Trans with Turn elements",
    extensions: &["trs"],
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
    let root = head.contains("<Trans ") || head.contains("<Trans>");
    Sureness::when(root && (head.contains("<Turn") || head.contains("<Episode")), 98)
}

struct Reading {
    speech: Speech,
    names: FxHashMap<String, String>,
    /// Who speaks in the turn, in the order in which `Who` counts them.
    who: Vec<String>,
    now: usize,
    at: Option<u32>,
    until: Option<u32>,
    in_turn: bool,
}

impl Reading {
    fn take(&mut self, step: Step) {
        match step {
            Step::Open(element) => self.open(&element),
            Step::Close(name) if name == "Turn" => self.in_turn = false,
            Step::Text(text) if self.in_turn => self.say(&text),
            _ => {}
        }
    }

    fn open(&mut self, element: &Element) {
        let time = |key: &str| element.get(key).and_then(|time| moment::spelled(&format!("{time}s")));
        match element.name.as_str() {
            "Trans" => self.speech.meta().language = element.get("lang").and_then(iso_language),
            "Speaker" => {
                if let Some((id, name)) = element.get("id").zip(element.get("name")) {
                    self.names.insert(id.to_owned(), name.to_owned());
                }
            }
            "Turn" => {
                self.in_turn = true;
                self.who = element.get("speaker").unwrap_or_default().split_whitespace().map(str::to_owned).collect();
                self.now = 0;
                self.at = time("startTime");
                self.until = time("endTime");
            }
            "Sync" => self.at = time("time").or(self.at),
            "Who" => {
                self.now =
                    element.get("nb").and_then(|nb| nb.parse::<usize>().ok()).map_or(0, |nb| nb.saturating_sub(1))
            }
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        let id = self.who.get(self.now).or(self.who.first()).cloned().unwrap_or_default();
        let name = self.names.get(&id).cloned().unwrap_or(id);
        let voice = self.speech.named(&name);
        self.speech.say(voice, Piece { from: self.at, to: None, text, glued: false });
    }
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let mut reading = Reading {
        speech: Speech::new(),
        names: FxHashMap::default(),
        who: Vec::new(),
        now: 0,
        at: None,
        until: None,
        in_turn: false,
    };
    walk(source.text(), |step| reading.take(step))?;
    reading.speech.only("a Transcriber file without words in its turns")
}
