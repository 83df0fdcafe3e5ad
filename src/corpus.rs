//! The ground everything stands on: calls, turns, speakers, roles, and spans of text. Nothing here computes.

use std::fmt;
use std::ops::Range;

/// A half-open range of bytes in the text of one [`Turn`]; both ends lie on character boundaries of that turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span `start..end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Span { start, end }
    }

    /// The span as indices for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether the two spans share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// On which side of the conversation a speaker stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Whose words are mined: customer, prospect, interviewee, patient.
    Customer,
    /// Ours: agent, sales rep, interviewer, host, doctor.
    Rep,
    /// Neither: a bot, an announcement, the system.
    Other,
    /// Not known. Never counted as a customer.
    Unknown,
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Role::Customer => "customer",
            Role::Rep => "rep",
            Role::Other => "other",
            Role::Unknown => "unknown",
        })
    }
}

/// A person across the whole folder. A generic label (`Customer`, `Speaker 2`) is a person of its call only; a real
/// name may be the same person in many calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonId(pub u32);

/// The place of a call in [`Corpus::calls`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CallId(pub u32);

/// One who speaks in a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The label as the file writes it.
    pub label: String,
    /// The side on which they stand.
    pub role: Role,
    /// Who they are over the whole folder.
    pub person: PersonId,
}

/// An uninterrupted stretch of speech by one speaker. Its text is a slice of the call's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Place in [`Call::speakers`].
    pub speaker: u16,
    /// The speaker's role, here once more because every loop asks for it.
    pub role: Role,
    /// Milliseconds from the start of the call, where the file says so.
    pub at: Option<u32>,
    /// First byte of the turn in [`Call::text`].
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
}

/// What a file or a calls table says about a call beside its words. Empty where nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// ISO 8601 day, `2026-03-14`.
    pub date: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// One of the groups: customers, prospects, lost, competitors, or whatever the user calls them.
    pub segment: Option<String>,
    /// The customer's company.
    pub account: Option<String>,
    /// The product talked about.
    pub product: Option<String>,
    /// The export's own id of the call, used to join files of one call.
    pub id: Option<String>,
}

/// How it was decided who the customer is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleBasis {
    /// In words, for `calls.csv`: `label`, `file`, `e-mail domain`, `people file`, `recurring name`, `behaviour`.
    pub basis: String,
    /// How sure, in thousandths.
    pub confidence: u16,
}

/// One conversation, ready to be mined: who said what, on which side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Path below the folder with `/`, and `#n` where one file holds several calls.
    pub path: String,
    /// Id of the format it was read as.
    pub format: &'static str,
    /// The text of all turns, one after the other.
    pub text: String,
    /// The turns in order.
    pub turns: Vec<Turn>,
    /// Who speaks.
    pub speakers: Vec<Speaker>,
    /// Date, segment, account and the like.
    pub meta: Meta,
    /// How the roles were found.
    pub role_basis: RoleBasis,
}

impl Call {
    /// The words of a turn, as they stand in the transcript.
    pub fn turn_text(&self, turn: &Turn) -> &str {
        &self.text[turn.start as usize..turn.end as usize]
    }

    /// The customers' turns with their places. The only way to a [`CustomerTurn`].
    pub fn customer_turns(&self) -> impl Iterator<Item = CustomerTurn<'_>> {
        (0..self.turns.len()).filter_map(|index| CustomerTurn::of(self, index))
    }

    /// Whether anybody in the call is known to be a customer.
    pub fn has_customer(&self) -> bool {
        self.speakers.iter().any(|speaker| speaker.role == Role::Customer)
    }
}

/// A turn that a customer spoke. Mining takes only this, so that a rep's words cannot be mined by mistake.
#[derive(Clone, Copy, Debug)]
pub struct CustomerTurn<'a> {
    call: &'a Call,
    index: usize,
}

impl<'a> CustomerTurn<'a> {
    /// The turn at `index`, if a customer spoke it.
    pub fn of(call: &'a Call, index: usize) -> Option<Self> {
        (call.turns.get(index)?.role == Role::Customer).then_some(CustomerTurn { call, index })
    }

    /// The call it was said in.
    pub fn call(self) -> &'a Call {
        self.call
    }

    /// Its place in [`Call::turns`].
    pub fn index(self) -> usize {
        self.index
    }

    /// The turn itself.
    pub fn turn(self) -> &'a Turn {
        &self.call.turns[self.index]
    }

    /// Its words.
    pub fn text(self) -> &'a str {
        self.call.turn_text(self.turn())
    }

    /// Who speaks.
    pub fn speaker(self) -> &'a Speaker {
        &self.call.speakers[self.turn().speaker as usize]
    }
}

/// Milliseconds from the start of a call as `h:mm:ss`.
pub fn clock(at: u32) -> String {
    let seconds = at / 1000;
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Where something was said: a span of a turn of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Occurrence {
    /// The call.
    pub call: CallId,
    /// Place in [`Call::turns`].
    pub turn: u32,
    /// The words in that turn.
    pub span: Span,
}

/// All calls of a run, in byte order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// The calls.
    pub calls: Vec<Call>,
}

impl Corpus {
    /// The call of that id.
    pub fn call(&self, id: CallId) -> &Call {
        &self.calls[id.0 as usize]
    }

    /// The words of an occurrence, as they stand in the transcript.
    pub fn text_of(&self, at: Occurrence) -> &str {
        let call = self.call(at.call);
        &call.turn_text(&call.turns[at.turn as usize])[at.span.range()]
    }
}
