//! A call as a file gives it: turns with raw labels, nobody's role decided yet. Readers make it, `role` turns it into a
//! [`Call`](crate::corpus::Call).

use rustc_hash::FxHashMap;

use crate::corpus::{Meta, Role};

/// Up to so many labels a search from the front is faster than a table.
const FEW: usize = 12;
/// Labels beyond this place share the last one.
const MOST: usize = u16::MAX as usize;

/// A speaker as the file names them, with whatever else the file says about them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// As written: `Priya Nair`, `Speaker 1`, `Agent`, `spk_0`. Empty where the file names nobody.
    pub name: String,
    /// E-mail address, where the export has one.
    pub email: Option<String>,
    /// The role, only where the file itself states it (`ParticipantRole: CUSTOMER`, `affiliation: External`).
    pub role: Option<Role>,
    /// Audio channel, where the export has one.
    pub channel: Option<u8>,
    /// The export's own id of the person, by which the files of one call are joined.
    pub key: Option<String>,
}

/// A stretch of speech by one label; its text is a slice of the draft's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DraftTurn {
    /// Place in [`Draft::labels`].
    pub label: u16,
    /// Milliseconds from the start of the call.
    pub at: Option<u32>,
    /// First byte in [`Draft::text`].
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// What a reader removed by rule, and how many words it held: counted in the summary, never silent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// `rolling captions`, `stuck loop`, `closing credit of the recogniser`, `minutes and summary`, ...
    pub what: &'static str,
    /// Words removed.
    pub words: u64,
}

/// How much of a call a draft is. Whatever is not whole waits for the other files of its call in `join`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Who said what.
    #[default]
    Whole,
    /// Only who took part: labels, no turns.
    People,
    /// Only who spoke when: turns without text.
    Timeline,
    /// Only words with their times: a turn a word, which `join` puts together.
    Words,
}

/// One conversation as a file gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Distinct labels in order of appearance.
    pub labels: Vec<Label>,
    /// The turns in order.
    pub turns: Vec<DraftTurn>,
    /// The text of all turns.
    pub text: String,
    /// Whether it is the whole call.
    pub part: Part,
    /// What the file says about the call.
    pub meta: Meta,
    /// What the reader removed by rule.
    pub removed: Vec<Removed>,
    /// What a person should know about how the file was read, in words.
    pub notes: Vec<String>,
    /// Places of the labels by name, once there are many.
    pub(crate) places: FxHashMap<String, Vec<u16>>,
}

impl Draft {
    /// The place of the label, added if it is new. Labels are the same when all they say is.
    pub fn label(&mut self, label: Label) -> u16 {
        self.place(&label.name, |known| *known == label).unwrap_or_else(|| self.add(label))
    }

    /// The place of a label that is only a name.
    pub fn named(&mut self, name: &str) -> u16 {
        let only_name = |known: &Label| {
            known.name == name && known.email.is_none() && known.role.is_none() && known.channel.is_none()
        };
        self.place(name, only_name).unwrap_or_else(|| self.add(Label { name: name.to_owned(), ..Label::default() }))
    }

    fn place(&self, name: &str, same: impl Fn(&Label) -> bool) -> Option<u16> {
        if self.labels.len() <= FEW {
            return self.labels.iter().position(same).map(|place| place as u16);
        }
        self.places.get(name)?.iter().copied().find(|&place| same(&self.labels[place as usize]))
    }

    fn add(&mut self, label: Label) -> u16 {
        if self.labels.len() >= MOST {
            return (MOST - 1) as u16;
        }
        if self.labels.is_empty() {
            self.labels.reserve_exact(2); // a table may hold very many calls of a line or two
        }
        self.labels.push(label);
        if self.labels.len() == FEW + 1 {
            for place in 0..FEW {
                self.places.entry(self.labels[place].name.clone()).or_default().push(place as u16);
            }
        }
        let place = (self.labels.len() - 1) as u16;
        if self.labels.len() > FEW {
            self.places.entry(self.labels[place as usize].name.clone()).or_default().push(place);
        }
        place
    }

    /// Adds a turn. White space is folded to single blanks; a turn without text is not added.
    pub fn push(&mut self, label: u16, at: Option<u32>, text: &str) {
        let start = self.text.len();
        self.fold(text, start);
        self.close(label, at, start);
    }

    /// Adds a turn whose text stands in several pieces.
    pub fn push_pieces<'a>(&mut self, label: u16, at: Option<u32>, pieces: impl Iterator<Item = &'a str>) {
        let start = self.text.len();
        for piece in pieces {
            self.fold(piece, start);
        }
        self.close(label, at, start);
    }

    /// Adds text to the last turn if the label is the same, else as a new turn. For captions and one-line-a-sentence
    /// exports, where one stretch of speech is cut into many pieces.
    pub fn extend(&mut self, label: u16, at: Option<u32>, text: &str) {
        match self.turns.last() {
            Some(last) if last.label == label && last.end as usize == self.text.len() => {
                let start = last.start as usize;
                self.fold(text, start);
                let end = self.text.len() as u32;
                if let Some(last) = self.turns.last_mut() {
                    last.end = end;
                }
            }
            _ => self.push(label, at, text),
        }
    }

    /// Adds the turns of another draft after its own.
    pub fn append(&mut self, other: &Draft) {
        for turn in &other.turns {
            if let Some(label) = other.labels.get(turn.label as usize) {
                let label = self.label(label.clone());
                self.push(label, turn.at, other.turn_text(turn));
            }
        }
        for removed in &other.removed {
            self.removed(removed.what, removed.words);
        }
        self.notes.extend(other.notes.iter().cloned());
    }

    /// Adds the words of `text` after those of the turn that begins at `start`, one blank between words.
    fn fold(&mut self, text: &str, start: usize) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if self.text.len() > start {
            self.text.push(' ');
        }
        if is_folded(text.as_bytes()) {
            return self.text.push_str(text);
        }
        let mut first = true;
        for word in text.split_whitespace() {
            if !first {
                self.text.push(' ');
            }
            first = false;
            self.text.push_str(word);
        }
    }

    /// Notes words that a rule removed; does nothing for none.
    pub fn removed(&mut self, what: &'static str, words: u64) {
        if words == 0 {
            return;
        }
        match self.removed.iter_mut().find(|r| r.what == what) {
            Some(removed) => removed.words += words,
            None => self.removed.push(Removed { what, words }),
        }
    }

    /// The words of a turn.
    pub fn turn_text(&self, turn: &DraftTurn) -> &str {
        &self.text[turn.start as usize..turn.end as usize]
    }

    fn close(&mut self, label: u16, at: Option<u32>, start: usize) {
        if self.text.len() > start {
            self.turns.push(DraftTurn { label, at, start: start as u32, end: self.text.len() as u32 });
        }
    }
}

/// Whether trimmed text surely holds no white space but single blanks. The lead bytes stand for all wide white space.
fn is_folded(text: &[u8]) -> bool {
    let mut blank = false;
    for &b in text {
        let odd = b < 0x20 || matches!(b, 0xC2 | 0xE1 | 0xE2 | 0xE3);
        if odd || (b == b' ' && blank) {
            return false;
        }
        blank = b == b' ';
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_and_empty_turns_are_not_added() {
        let mut draft = Draft::default();
        let a = draft.named("A");
        draft.push(a, None, "  it \u{a0} is\n\tslow ");
        draft.push(a, None, " \n");
        draft.extend(a, None, "very  slow");
        assert_eq!(draft.turns.len(), 1);
        assert_eq!(draft.turn_text(&draft.turns[0]), "it is slow very slow");
    }

    #[test]
    fn many_labels_keep_their_places() {
        let mut draft = Draft::default();
        let places: Vec<u16> = (0..70_000).map(|i| draft.named(&format!("S{i}"))).collect();
        assert_eq!(draft.named("S3"), places[3]);
        assert_eq!(draft.named("S40000"), places[40_000]);
        assert_eq!(draft.labels.len(), MOST);
    }
}
