//! The speakers of a call in, the names by which the others call them out; and the shown labels of customers.

use super::lexicon::{self, COMPANY, GIVEN, LEXICON, ORDINARY, PLACE, SURNAME, TITLE};
use super::{Finder, Kind};
use crate::corpus::{Call, Corpus, Role, Speaker};
use std::collections::BTreeMap;

/// The names of a call's own speakers, prepared once a call.
#[derive(Clone, Debug, Default)]
pub struct CallNames {
    bloom: u64,
    words: Vec<(u64, bool)>,
}

impl CallNames {
    /// The names in the labels of a call's speakers; labels that name a role or a number give none.
    pub fn of(call: &Call) -> Self {
        CallNames::from_labels(call.speakers.iter().map(|speaker| speaker.label.as_str()))
    }

    /// The same from bare labels.
    pub fn from_labels<'a>(labels: impl Iterator<Item = &'a str>) -> Self {
        let mut names = CallNames::default();
        for label in labels.filter(|label| is_real_name(label)) {
            for word in label.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() >= 3) {
                let (flags, hash) = (LEXICON.of(word), lexicon::hash(&lexicon::fold(word)));
                if flags & (TITLE | COMPANY) == 0 && !names.words.iter().any(|(h, _)| *h == hash) {
                    names.bloom |= 1 << (hash >> 58);
                    names.words.push((hash, flags & (ORDINARY | PLACE) != 0));
                }
            }
        }
        names
    }

    /// Whether a word with that hash may be one of the names.
    #[inline(always)]
    pub(super) fn may_hold(&self, hash: u64) -> bool {
        self.bloom >> (hash >> 58) & 1 == 1
    }

    pub(super) fn holds_hash(&self, hash: u64) -> bool {
        self.words.iter().any(|(name, _)| *name == hash)
    }

    /// Whether the word with that hash is one of the names: `Some(true)` if it is an ordinary word too.
    pub(super) fn holds(&self, hash: u64) -> Option<bool> {
        if !self.may_hold(hash) {
            return None;
        }
        self.words.iter().find(|(name, _)| *name == hash).map(|(_, ordinary)| *ordinary)
    }
}

/// Words that name a role or a channel, not a person.
const GENERIC: &[&str] = &[
    "speaker",
    "spk",
    "customer",
    "client",
    "caller",
    "user",
    "agent",
    "rep",
    "representative",
    "support",
    "sales",
    "advisor",
    "adviser",
    "operator",
    "assistant",
    "bot",
    "system",
    "ivr",
    "interviewer",
    "interviewee",
    "participant",
    "moderator",
    "host",
    "guest",
    "panelist",
    "respondent",
    "researcher",
    "facilitator",
    "doctor",
    "patient",
    "nurse",
    "clinician",
    "therapist",
    "unknown",
    "person",
    "voice",
    "channel",
    "audience",
    "member",
    "narrator",
    "announcer",
    "prospect",
    "lead",
    "buyer",
    "seller",
    "vendor",
    "consultant",
    "manager",
    "analyst",
    "ceo",
    "cto",
    "cfo",
    "coo",
    "founder",
    "engineer",
    "pm",
    "male",
    "female",
    "man",
    "woman",
    "other",
    "internal",
    "external",
    "left",
    "right",
    "me",
    "them",
    "you",
    "i",
    "q",
    "a",
    "question",
    "answer",
    "team",
    "service",
    "staff",
    "employee",
    "the",
    "dispatcher",
    "teacher",
    "student",
    "attendee",
    "human",
    "ai",
    "inbound",
    "outbound",
    "call",
    "center",
    "centre",
    "phone",
    "participants",
    "subject",
    "unidentified",
    "all",
    "both",
    "everyone",
    "multiple",
    "crosstalk",
    "recording",
    "automated",
    "of",
    "and",
    "our",
    "side",
    "one",
    "two",
    "transcript",
    "note",
    "notes",
    "interview",
    "s",
    "p",
    "m",
    "r",
    "c",
];

/// Whether a speaker label names a person: a letter word in it is neither a role nor a number, and looks like a name.
pub fn is_real_name(label: &str) -> bool {
    let words: Vec<&str> = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let generic = |word: &&str| {
        let lower = word.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase();
        lower.is_empty() || GENERIC.contains(&lower.as_str())
    };
    let rest: Vec<u32> = words.iter().filter(|word| !generic(word)).map(|word| LEXICON.of(word)).collect();
    if rest.is_empty() {
        return false;
    }
    let name = rest.iter().any(|flags| flags & (GIVEN | SURNAME) != 0);
    let company = rest.iter().any(|flags| flags & COMPANY != 0);
    let whole = rest.len() == words.len();
    let strange = rest.iter().all(|flags| flags & (ORDINARY | COMPANY | PLACE) == 0);
    !company && (name && (whole || rest.iter().any(|f| f & GIVEN != 0)) || whole && strange)
}

/// What speakers are called in results: `customer 3` in place of a real name, by first appearance in path order.
#[derive(Clone, Debug, Default)]
pub struct Pseudonyms {
    numbers: BTreeMap<u32, u32>,
}

impl Pseudonyms {
    /// Numbers every person of a corpus whose label tells who they are: customers and reps each from 1. Nobody is
    /// numbered if names are not to be hidden.
    pub fn of(corpus: &Corpus, finder: &Finder) -> Self {
        let mut pseudonyms = Pseudonyms::default();
        if !finder.hides(Kind::Name) {
            return pseudonyms;
        }
        let mut next = [0u32; 2];
        for speaker in corpus.calls.iter().flat_map(|call| &call.speakers).filter(|s| tells_who(&s.label)) {
            let side = &mut next[usize::from(speaker.role == Role::Rep)];
            pseudonyms.numbers.entry(speaker.person.0).or_insert_with(|| {
                *side += 1;
                *side
            });
        }
        pseudonyms
    }

    /// The label under which a speaker is shown: their own if it names nobody.
    pub fn label(&self, speaker: &Speaker) -> String {
        let kind = match speaker.role {
            Role::Customer => "customer",
            Role::Rep => "rep",
            Role::Other | Role::Unknown => "speaker",
        };
        match self.numbers.get(&speaker.person.0).filter(|_| tells_who(&speaker.label)) {
            Some(number) => format!("{kind} {number}"),
            None => speaker.label.clone(),
        }
    }
}

/// A name, an e-mail address, or a telephone number.
fn tells_who(label: &str) -> bool {
    is_real_name(label) || label.contains('@') || label.bytes().filter(u8::is_ascii_digit).count() >= 7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_name_a_person() {
        for label in ["Priya Nair", "Priya", "ANNA", "Dr. Okafor", "Xochitl Quetzal", "Tom (Acme)"] {
            assert!(is_real_name(label), "{label}");
        }
        for label in [
            "Customer",
            "Speaker 2",
            "SPEAKER_01",
            "Agent",
            "spk_0",
            "Customer 12",
            "Interviewer",
            "Q",
            "",
            "Sales Rep",
        ] {
            assert!(!is_real_name(label), "{label}");
        }
    }
}
