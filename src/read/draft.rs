//! A call as a file gives it: turns with raw labels, nobody's role decided yet. Readers make it, `role` turns it into a
//! [`Call`](crate::corpus::Call).

use crate::corpus::{Meta, Role};

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

/// One conversation as a file gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Distinct labels in order of appearance.
    pub labels: Vec<Label>,
    /// The turns in order.
    pub turns: Vec<DraftTurn>,
    /// The text of all turns.
    pub text: String,
    /// What the file says about the call.
    pub meta: Meta,
    /// What the reader removed by rule.
    pub removed: Vec<Removed>,
    /// What a person should know about how the file was read, in words.
    pub notes: Vec<String>,
}

impl Draft {
    /// The place of the label, added if it is new. Labels are the same when name, channel and role are.
    pub fn label(&mut self, label: Label) -> u16 {
        let place = self.labels.iter().position(|l| *l == label).unwrap_or_else(|| {
            self.labels.push(label);
            self.labels.len() - 1
        });
        u16::try_from(place).unwrap_or(u16::MAX)
    }

    /// The place of a label that is only a name.
    pub fn named(&mut self, name: &str) -> u16 {
        let place = self.labels.iter().position(|l| l.name == name && l.email.is_none() && l.role.is_none());
        match place {
            Some(place) => u16::try_from(place).unwrap_or(u16::MAX),
            None => self.label(Label { name: name.to_owned(), ..Label::default() }),
        }
    }

    /// Adds a turn. White space is folded to single blanks; a turn without text is not added.
    pub fn push(&mut self, label: u16, at: Option<u32>, text: &str) {
        let start = self.text.len();
        for word in text.split_whitespace() {
            if self.text.len() > start {
                self.text.push(' ');
            }
            self.text.push_str(word);
        }
        self.close(label, at, start);
    }

    /// Adds text to the last turn if the label is the same, else as a new turn. For captions and one-line-a-sentence
    /// exports, where one stretch of speech is cut into many pieces.
    pub fn extend(&mut self, label: u16, at: Option<u32>, text: &str) {
        match self.turns.last() {
            Some(last) if last.label == label && last.end as usize == self.text.len() => {
                for word in text.split_whitespace() {
                    self.text.push(' ');
                    self.text.push_str(word);
                }
                let end = self.text.len() as u32;
                if let Some(last) = self.turns.last_mut() {
                    last.end = end;
                }
            }
            _ => self.push(label, at, text),
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
