//! A hit in its unit in, how it is meant out: negated, hedged, imagined, past, or told of somebody else.

use crate::codebook::{Hit, NormalId, Said, Words};
use crate::tokenize::After;

/// How something is said; a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mood(pub u8);

impl Mood {
    /// A negation stands before it.
    pub const NEGATED: Mood = Mood(1);
    /// maybe, kind of, I guess.
    pub const HEDGED: Mood = Mood(2);
    /// if, would, in case.
    pub const IMAGINED: Mood = Mood(4);
    /// used to, back then: a story of before.
    pub const PAST: Mood = Mood(8);
    /// Somebody else is said to have said or felt it.
    pub const REPORTED: Mood = Mood(16);
    /// The unit asks.
    pub const ASKED: Mood = Mood(32);
    /// It answers a leading question of the rep, or repeats the rep's word.
    pub const PROMPTED: Mood = Mood(64);

    /// Whether all flags of `other` are set.
    pub fn has(self, other: Mood) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both.
    #[must_use]
    pub fn and(self, other: Mood) -> Mood {
        Mood(self.0 | other.0)
    }
}

/// How far a negation reaches, in words; VADER and NegEx use as much (Hutto & Gilbert 2014).
const REACH: usize = 3;
/// How far `if` and `would` reach.
const IMAGINED_REACH: usize = 8;

const NEGATORS: &[&str] =
    &["not", "no", "never", "without", "hardly", "barely", "rarely", "nothing", "none", "nobody", "neither", "nor"];
const HEDGES: &[&[&str]] = &[
    &["maybe"],
    &["perhaps"],
    &["probably"],
    &["possibly"],
    &["somewhat"],
    &["kind", "of"],
    &["sort", "of"],
    &["i", "guess"],
    &["i", "think"],
    &["i", "suppose"],
    &["a", "little"],
    &["a", "bit"],
];
const PAST: &[&[&str]] = &[
    &["used", "to"],
    &["back", "then"],
    &["in", "the", "past"],
    &["previously"],
    &["until", "we"],
    &["until", "i"],
    &["before", "we", "had"],
    &["before", "i", "had"],
    &["years", "ago"],
];
const IF: &[&str] = &["if", "would", "unless", "might", "suppose", "imagine", "case"];
const TELLS: &[&str] =
    &["said", "says", "told", "thinks", "thought", "hates", "complained", "complains", "claims", "claimed"];
const OTHERS: &[&str] =
    &["he", "she", "they", "boss", "manager", "wife", "husband", "colleague", "friend", "client", "clients", "people"];

/// What each normalised word of a vocabulary may mean for the mood, looked at once.
#[derive(Debug, Default)]
pub struct Marks(Vec<u8>);

const NEGATES: u8 = 1;
const MAY_HEDGE: u8 = 2;
const MAY_BE_PAST: u8 = 4;
const SUPPOSES: u8 = 8;
const OTHER: u8 = 16;
const TELLS_OF: u8 = 32;

impl Marks {
    /// Takes in words that were met since.
    pub(super) fn learn(&mut self, words: &Words) {
        for id in self.0.len()..words.len() {
            let word = words.text(NormalId(id as u32));
            let opens = |phrases: &[&[&str]]| phrases.iter().any(|phrase| phrase[0] == word);
            let mark = |holds: bool, mark: u8| if holds { mark } else { 0 };
            self.0.push(
                mark(NEGATORS.contains(&word), NEGATES)
                    | mark(opens(HEDGES), MAY_HEDGE)
                    | mark(opens(PAST), MAY_BE_PAST)
                    | mark(IF.contains(&word), SUPPOSES)
                    | mark(OTHERS.contains(&word), OTHER)
                    | mark(TELLS.contains(&word), TELLS_OF),
            );
        }
    }

    /// Whether any of the words negates.
    pub(super) fn any_negates(&self, said: &[Said]) -> bool {
        said.iter().any(|said| self.has(said, NEGATES))
    }

    fn has(&self, said: &Said, mark: u8) -> bool {
        self.0.get(said.word.0 as usize).is_some_and(|marks| marks & mark != 0)
    }
}

/// The mood of a whole unit, as far as it does not depend on a place in it.
pub(super) fn of_unit(words: &Words, marks: &Marks, said: &[Said]) -> Mood {
    let mut mood = Mood::default();
    for at in 0..said.len() {
        if marks.has(&said[at], MAY_HEDGE) && HEDGES.iter().any(|hedge| super::unit::reads(words, &said[at..], hedge)) {
            mood = mood.and(Mood::HEDGED);
        }
        if marks.has(&said[at], MAY_BE_PAST)
            && PAST.iter().any(|past| super::unit::reads(words, &said[at..], past))
            && !accustomed(words, said, at)
        {
            mood = mood.and(Mood::PAST);
        }
    }
    mood
}

/// "I am used to it" is a habit, not a past.
fn accustomed(words: &Words, said: &[Said], at: usize) -> bool {
    at > 0
        && matches!(words.text(said[at - 1].word), "am" | "are" | "is" | "was" | "get" | "got" | "be" | "been" | "not")
}

/// The mood of one hit.
pub(super) fn of_hit(words: &Words, marks: &Marks, said: &[Said], hit: Hit) -> Mood {
    let from = hit.from as usize;
    let mut mood = Mood::default();
    if negated(words, marks, said, from) {
        mood = mood.and(Mood::NEGATED);
    }
    let near = &said[from.saturating_sub(IMAGINED_REACH)..from];
    if near.iter().any(|w| marks.has(w, SUPPOSES)) {
        mood = mood.and(Mood::IMAGINED);
    }
    if near.windows(2).any(|pair| marks.has(&pair[0], OTHER) && marks.has(&pair[1], TELLS_OF)) {
        mood = mood.and(Mood::REPORTED);
    }
    mood
}

/// Whether one of the few words before `from` denies what follows. A bare "no" that answers something does not.
pub(super) fn negated(words: &Words, marks: &Marks, said: &[Said], from: usize) -> bool {
    for at in (from.saturating_sub(REACH)..from).rev() {
        if said[at].after > After::Blank {
            return false;
        }
        if marks.has(&said[at], NEGATES) {
            let next = said.get(at + 1).map_or("", |next| words.text(next.word));
            let only = matches!(next, "only" | "just" | "sure" | "to");
            let answer = words.text(said[at].word) == "no"
                && matches!(next, "i" | "it" | "we" | "the" | "that" | "they" | "you" | "my" | "he" | "she");
            return !only && !answer;
        }
    }
    false
}
