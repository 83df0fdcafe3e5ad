//! A unit of coding in, what the learned opinion looks at out.

use crate::code::mood::{self, Marks, Mood};
use crate::codebook::{CodeId, Codebook, Hit, NormalId, Said, Words};
use crate::tokenize::After;

/// Something that speaks for or against a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Feature {
    /// A word.
    Word(NormalId),
    /// A word in its base form.
    Base(NormalId),
    /// Two words in their base forms that follow each other.
    BasePair(NormalId, NormalId),
    /// A word in the reach of a negation.
    Denied(NormalId),
    /// A word of what the other side has just said.
    Heard(NormalId),
    /// The first word.
    Opens(NormalId),
    /// The last word.
    Closes(NormalId),
    /// A single cue of the codebook, by its place there.
    Cue(u32),
    /// The cues of a code reach this step of strength, 0 to 3.
    Strength(CodeId, u8),
    /// The same in the unit before.
    Before(CodeId),
    /// A property of the unit or its place, by name.
    Is(&'static str),
}

/// A unit with all that was found in it.
pub struct Unit<'a> {
    /// The codebook whose cues were looked for.
    pub book: &'a Codebook,
    /// Words by their numbers.
    pub words: &'a Words<'a>,
    /// What words may mean for the mood.
    pub marks: &'a Marks,
    /// The words of the unit.
    pub said: &'a [Said],
    /// Every hit in it.
    pub hits: &'a [Hit],
    /// Strength of the cues by code, in thousandths.
    pub strengths: &'a [u16],
    /// Its mood.
    pub mood: Mood,
    /// Whether it opens a turn before which the other side asked.
    pub answers: bool,
    /// Its place among the units of its turn, from 0, and how many there are.
    pub place: (usize, usize),
    /// The place of its turn among the customers' turns of the call, from 0.
    pub turn: usize,
    /// Codes whose cues stand in the unit before, as bits.
    pub before: u64,
    /// The last words of the other side before the turn, each once.
    pub heard: &'a [NormalId],
}

/// Longest part of a unit that is looked at, in words: a bound on the work, hardly ever reached.
const MOST_WORDS: usize = 120;

/// Gives each feature of what was said before a unit to `take`.
pub fn heard(heard: &[NormalId], mut take: impl FnMut(Feature)) {
    heard.iter().for_each(|word| take(Feature::Heard(*word)));
}

/// Gives each feature of a unit itself to `take`, with the words it comes from (half-open places; empty where it comes from
/// none). A feature may come several times.
pub fn features(unit: &Unit, mut take: impl FnMut(Feature, (u16, u16))) {
    let said = &unit.said[..unit.said.len().min(MOST_WORDS)];
    let denies = unit.marks.any_negates(said);
    for at in 0..said.len() {
        let place = |words: usize| (at as u16, (at + words) as u16);
        take(Feature::Word(said[at].word), place(1));
        take(Feature::Base(said[at].word), place(1));
        if denies && mood::negated(unit.words, unit.marks, said, at) {
            take(Feature::Denied(said[at].word), place(1));
        }
        if let Some(next) = said.get(at + 1) {
            take(Feature::BasePair(said[at].word, next.word), place(2));
        }
    }
    if let (Some(first), Some(last)) = (said.first(), said.last()) {
        take(Feature::Opens(first.word), (0, 1));
        take(Feature::Closes(last.word), (said.len() as u16 - 1, said.len() as u16));
    }
    cues(unit, &mut take);
    properties(unit, &mut take);
}

fn cues(unit: &Unit, take: &mut impl FnMut(Feature, (u16, u16))) {
    for hit in unit.hits {
        take(Feature::Cue(hit.cue), (hit.from, hit.to));
    }
    for (code, strength) in (0u8..).map(CodeId).zip(unit.strengths) {
        let best = unit.hits.iter().filter(|hit| {
            let cue = &unit.book.cues()[hit.cue as usize];
            cue.code == code && !cue.unless
        });
        let place =
            best.max_by_key(|hit| unit.book.cues()[hit.cue as usize].strength).map_or((0, 0), |hit| (hit.from, hit.to));
        for (step, least) in (0u8..).zip([1, 350, 600, 800]) {
            if *strength >= least {
                take(Feature::Strength(code, step), place);
            }
        }
    }
    for code in 0..64u8 {
        if unit.before >> code & 1 == 1 {
            take(Feature::Before(CodeId(code)), (0, 0));
        }
    }
}

fn properties(unit: &Unit, take: &mut impl FnMut(Feature, (u16, u16))) {
    let length = match unit.said.len() {
        0..=3 => "1-3 words",
        4..=6 => "4-6 words",
        7..=11 => "7-11 words",
        12..=19 => "12-19 words",
        20..=31 => "20-31 words",
        _ => "32 words or more",
    };
    let ends = match unit.said.last().map(|w| w.after) {
        Some(After::Question) => "ends in ?",
        Some(After::Missing) => "ends in a gap",
        _ => "ends plainly",
    };
    let moods = [(Mood::HEDGED, "hedged"), (Mood::PAST, "past"), (Mood::ASKED, "asked")];
    let is = moods.into_iter().filter(|(mood, _)| unit.mood.has(*mood)).map(|(_, name)| name);
    let answers = unit.answers.then_some("answers a question");
    for name in [length, ends].into_iter().chain(where_it_stands(unit)).chain(is).chain(answers) {
        take(Feature::Is(name), (0, 0));
    }
}

/// Where in its call and its turn a unit stands: who has just come through says why, later they tell.
fn where_it_stands(unit: &Unit) -> [&'static str; 2] {
    let turn = match unit.turn {
        0 => "turn 1",
        1 => "turn 2",
        2 => "turn 3",
        3..=5 => "turn 4-6",
        6..=12 => "turn 7-13",
        _ => "turn 14 or later",
    };
    let place = match unit.place {
        (0, 1) => "alone in its turn",
        (0, _) => "opens its turn",
        (at, all) if at + 1 == all => "closes its turn",
        _ => "inside its turn",
    };
    [turn, place]
}
