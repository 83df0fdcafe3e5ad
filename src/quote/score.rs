//! Words of a turn in, how good a quote they are out: METHOD's features, each 0 to 1000, weighed to thousandths.

use super::edge::Edge;
use super::turn::{Begin, Sums, TurnView};
use std::ops::Range;

/// Fewest and most words of a quote.
pub const WORDS: std::ops::RangeInclusive<u32> = 8..=45;
/// Most words in a hundred that may be fillers, repeats and cut words.
const MOST_DISFLUENT: u32 = 15;
/// Fewest words in a hundred that everyday speech knows: below, the recogniser dreamt.
const LEAST_KNOWN: u32 = 60;
/// Fewest words of content: below, it says nothing.
const LEAST_CONTENT: u32 = 3;
/// Most tags in place of hidden words.
const MOST_HIDDEN: u32 = 2;
/// Most places where the speaker began anew.
const MOST_RESTARTS: u32 = 1;
/// More sentences or words than that in speech without marks are a ramble.
const MOST_FRESH: u32 = 2;
const LONG: u32 = 30;

/// What is known of a window beside its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// How sure the code is, in thousandths.
    pub strength: u16,
    /// What the cue is about could be cut out, and lies in the window.
    pub resolved: bool,
    /// The best of its terms, in thousandths.
    pub term: u16,
    /// Answers a leading question, or repeats the rep's word.
    pub prompted: bool,
    /// "maybe", "I guess".
    pub hedged: bool,
    /// The code is a question: then it may ask.
    pub asks: bool,
    /// A bracket or quotation mark opens in it and does not close, or the other way round.
    pub lopsided: bool,
}

/// Whether the words can be a quote at all.
pub fn passes(view: &TurnView, range: &Range<usize>, asks: bool) -> bool {
    let sums = view.sums(range);
    let all = sums.words + sums.disfluent;
    WORDS.contains(&sums.words)
        && sums.disfluent * 100 <= all * MOST_DISFLUENT
        && sums.known * 100 >= sums.words * LEAST_KNOWN
        && sums.content >= LEAST_CONTENT
        && sums.hidden <= MOST_HIDDEN
        && sums.restarts <= MOST_RESTARTS
        && (asks || sums.questions == 0 || sums.questions * 2 < sums.sentences)
        && (asks || view.sums(range).questions < sums.sentences.max(1))
}

/// How good the words are, in thousandths.
pub fn score(view: &TurnView, range: &Range<usize>, about: About) -> u32 {
    let sums = view.sums(range);
    let begin = view.begin(range, about.asks);
    let cue = (u32::from(about.strength) + if about.resolved { 200 } else { 0 }).min(1000);
    let weighed = 20 * cue
        + 16 * specificity(&sums)
        + 14 * self_contained(view, range, begin, &sums)
        + 12 * first_person(&sums)
        + 10 * intensity(&sums)
        + 10 * u32::from(about.term).min(1000)
        + 8 * length(sums.words)
        + 6 * fluency(&sums)
        + 4 * wording(&sums);
    let mut score = weighed / 100;
    let mut times = |holds: bool, percent: u32| {
        if holds {
            score = score * percent / 100;
        }
    };
    times(about.prompted, 60);
    times(about.hedged, 80);
    times(about.lopsided, 70);
    times(sums.talk > 0, 70);
    times(begin == Begin::InTheMiddle, 75);
    times(sums.hidden > 0, 85);
    times(sums.restarts > 0, 75);
    times(sums.interjections > 0, 80);
    times(sums.fresh > MOST_FRESH || view.spoken() && sums.words > LONG, 80);
    times(sums.strange > 0, 90);
    times(view.is_unfinished(range), 50);
    times(view.end(range) == Edge::Soft, 88);
    times(view.edge(range.start) == Edge::Soft, 88);
    score
}

fn specificity(sums: &Sums) -> u32 {
    let number = if sums.numbers > 0 { 500 } else { 350 * u32::from(sums.times > 0) };
    let name = 250 * u32::from(sums.names > 0);
    // A quarter of the words carrying content is speech that says something.
    let dense = (sums.content * 1000 / sums.words.max(1)).min(250);
    number + name + dense
}

fn self_contained(view: &TurnView, range: &Range<usize>, begin: Begin, sums: &Sums) -> u32 {
    let begin = match begin {
        Begin::InTheMiddle => 0,
        Begin::Opening => 100,
        Begin::Soft => 300,
        Begin::Clause => 400,
        Begin::Sentence => 450,
    };
    let pointing = sums.vague * 100 / sums.words.max(1);
    let clear = match pointing {
        0 => 300,
        1..=5 => 220,
        6..=10 => 100,
        _ => 0,
    };
    let end = match view.end(range) {
        Edge::Sentence | Edge::Wall => 250,
        Edge::Clause => 150,
        Edge::Soft | Edge::None => 0,
    };
    begin + clear + end
}

fn first_person(sums: &Sums) -> u32 {
    if sums.first_person > 0 { 1000 } else { 0 }
}

fn intensity(sums: &Sums) -> u32 {
    (sums.feeling * 15).min(700) + (sums.graduation * 200).min(300)
}

fn length(words: u32) -> u32 {
    match words {
        12..=28 => 1000,
        ..12 => words.saturating_sub(6) * 1000 / 6,
        _ => 45u32.saturating_sub(words) * 1000 / 17,
    }
}

fn fluency(sums: &Sums) -> u32 {
    let percent = sums.disfluent * 100 / (sums.words + sums.disfluent).max(1);
    1000 - (percent * 1000 / MOST_DISFLUENT).min(1000)
}

fn wording(sums: &Sums) -> u32 {
    (sums.rare * 10 / (4 * sums.content.max(1))).min(1000)
}
