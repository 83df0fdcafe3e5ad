//! Problems in, rows of the findings out: with what is said near them.

use super::shown::Shown;
use super::terms::share;
use super::text::Text;
use crate::code::{CodedUnit, Mood};
use crate::codebook::Codebook;
use crate::corpus::Occurrence;
use crate::findings::{Problem, Run};
use crate::language::Language;
use crate::problem::{self, UnitAt};
use crate::score::Scored;
use std::collections::BTreeMap;

/// Rows at most.
const MOST: usize = 300;
/// Wordings, cues, places and remarks near it that are shown of a problem at most.
const MOST_VARIANTS: usize = 10;
const MOST_CUES: usize = 4;
const MOST_PLACES: usize = 24;
const MOST_NEAR: usize = 3;
/// A workaround or a wish belongs to a problem when it is said within this many turns of it.
const NEAR_TURNS: u32 = 4;
/// Words of speech at large at least this common (Zipf x 100) are no topic of their own.
const TOPIC: u16 = 500;
/// Calls that make a problem in a folder of any size.
const LEAST_CALLS: usize = 2;

/// A problem that was heard, in the list or not: for what only counts.
pub struct Counted {
    /// In their words.
    pub text: String,
    /// The calls in which it is said, rising.
    pub calls: Vec<u32>,
    /// Where it is said, rising.
    pub said: Vec<Occurrence>,
}

/// The rows of `problems.csv`; and all problems that were heard, those of the rows first, in their order.
pub fn rows(
    shown: &mut Shown,
    language: &'static Language,
    scored: &Scored,
    text: &Text,
    book: &Codebook,
    run: &Run,
) -> (Vec<Problem>, Vec<Counted>) {
    let Some(code) = book.id("problem") else { return (vec![], vec![]) };
    let asked = Mood::ASKED;
    let is_problem = |unit: &CodedUnit| unit.code == code && !unit.mood.has(asked);
    // What most calls talk about and hardly anybody else is the topic: it tells no problems apart.
    let calls = shown.corpus.calls.len() as u32;
    let often = |base: &str| text.keys.find(base).is_some_and(|key| text.said_in[key as usize].0 * 2 > calls);
    let is_topic = |base: &str| often(base) && language.zipf(base).is_none_or(|zipf| zipf < TOPIC);
    let all = problem::problems(shown.corpus, language, scored, &text.coded, (is_problem, is_topic));
    let (often, seldom): (Vec<_>, Vec<_>) = all.into_iter().partition(|p| p.calls.len() >= LEAST_CALLS);
    let kept = often.iter().take(MOST);
    let rows = (1..).zip(kept).map(|(rank, problem)| row(rank, problem, shown, text, book, run)).collect();
    let counted = |p: problem::Problem| Counted { text: name(&p, shown), calls: p.calls, said: p.said };
    (rows, often.into_iter().chain(seldom).map(counted).collect())
}

/// The wording of most calls.
fn name(problem: &problem::Problem, shown: &Shown) -> String {
    problem.wordings.first().map(|w| shown.phrase(&w.0)).unwrap_or_default()
}

fn row(rank: u32, problem: &problem::Problem, shown: &mut Shown, text: &Text, book: &Codebook, run: &Run) -> Problem {
    let best = problem.units.iter().max_by_key(|at| (unit(text, **at).strength, std::cmp::Reverse(**at)));
    let calls = problem.calls.len() as u64;
    let meta = |call: &u32| shown.corpus.calls[*call as usize].meta.segment.as_deref();
    let segment_calls =
        run.segments.iter().map(|s| problem.calls.iter().filter(|c| meta(c) == Some(&s.name)).count() as u32).collect();
    let mut row = Problem {
        rank,
        variants: problem.wordings.iter().skip(1).take(MOST_VARIANTS).map(|w| shown.phrase(&w.0)).collect(),
        problem: name(problem, shown),
        calls: calls as u32,
        share: share(calls, run.calls_total),
        unprompted_share: (run.calls_with_rep > 0).then(|| unprompted(problem, text) as f64 / calls as f64),
        dimension: dimension(problem, text),
        cues: cues(problem, shown, text),
        workarounds: near(problem, "workaround", shown, text, book),
        wishes: near(problem, "wish", shown, text, book),
        segment_calls,
        places: places(problem, shown, text),
        ..Problem::default()
    };
    if let Some(best) = best {
        let of = unit(text, *best);
        row.quote = shown.text(best.call, of.turn, of.span);
        row.place = shown.place(best.call, of.turn);
    }
    row
}

fn unit(text: &Text, at: UnitAt) -> &CodedUnit {
    &text.coded[at.call as usize][at.unit as usize]
}

/// Calls in which it is said first without a prompt.
fn unprompted(problem: &problem::Problem, text: &Text) -> usize {
    let firsts = problem.units.chunk_by(|a, b| a.call == b.call);
    firsts.filter(|of_call| !unit(text, of_call[0]).mood.has(Mood::PROMPTED)).count()
}

fn dimension(problem: &problem::Problem, text: &Text) -> String {
    let mut counts: BTreeMap<_, u32> = BTreeMap::new();
    problem.units.iter().for_each(|at| *counts.entry(unit(text, *at).dimension).or_default() += 1);
    let most = counts.into_iter().max_by_key(|(dimension, n)| (*n, std::cmp::Reverse(*dimension)));
    most.map(|(dimension, _)| dimension.name().to_owned()).unwrap_or_default()
}

fn cues(problem: &problem::Problem, shown: &Shown, text: &Text) -> Vec<String> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for at in &problem.units {
        let (call, unit) = (&shown.corpus.calls[at.call as usize], unit(text, *at));
        *counts.entry(unit.cue(call.turn_text(&call.turns[unit.turn as usize])).to_lowercase()).or_default() += 1;
    }
    let mut counts: Vec<(String, u32)> = counts.into_iter().filter(|(cue, _)| !cue.is_empty()).collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.into_iter().take(MOST_CUES).map(|(cue, _)| cue).collect()
}

/// The strongest utterances of a code near the problem, one a call.
fn near(problem: &problem::Problem, code: &str, shown: &mut Shown, text: &Text, book: &Codebook) -> Vec<String> {
    let Some(code) = book.id(code) else { return vec![] };
    let mut found: Vec<(std::cmp::Reverse<u16>, u32, CodedUnit)> = vec![];
    for of_call in problem.units.chunk_by(|a, b| a.call == b.call) {
        let call = of_call[0].call;
        let close =
            |other: &CodedUnit| of_call.iter().any(|at| unit(text, *at).turn.abs_diff(other.turn) <= NEAR_TURNS);
        let units = text.coded[call as usize].iter().filter(|unit: &&CodedUnit| unit.code == code && close(unit));
        found.extend(
            units
                .max_by_key(|u| (u.strength, std::cmp::Reverse(u.turn)))
                .map(|u| (std::cmp::Reverse(u.strength), call, *u)),
        );
    }
    found.sort_by_key(|(strength, call, unit)| (*strength, *call, unit.turn));
    found
        .into_iter()
        .take(MOST_NEAR)
        .map(|(_, call, unit): (_, u32, CodedUnit)| shown.text(call, unit.turn, unit.span))
        .collect()
}

fn places(problem: &problem::Problem, shown: &Shown, text: &Text) -> Vec<crate::findings::Place> {
    let firsts = problem.units.chunk_by(|a, b| a.call == b.call).map(|of_call| of_call[0]);
    firsts.take(MOST_PLACES).map(|at| shown.place(at.call, unit(text, at).turn)).collect()
}
