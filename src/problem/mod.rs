//! What exactly is hard, broken, slow or missing? Coded problems and terms in, problems in the customers' words out.
//!
//! A coded problem is named by the terms of two words or more in it that say something bad ("falls through the cracks",
//! "can't find") and belong to problems: the cue points at them, or at least 40 in a hundred of their mentions stand in
//! problems. Where there is none, it is named by its cue together with what the cue is about ("takes forever to load").
//! Utterances with the same name, but for word order and inflection, are one problem; a name of two words or more takes in
//! the longer ones that hold all its words.

mod wording;

use crate::code::CodedUnit;
use crate::corpus::{CallId, Corpus, Occurrence, Span};
use crate::language::{Language, Map};
use crate::score::Scored;
use crate::score::harvest::Mention;
use wording::{Namer, Wording};

/// Mentions of a term that stand in problems, in hundredths, from which the term is a problem by itself.
const SHARE_HUNDREDTHS: u32 = 40;

/// A coded unit: call and place among the coded units of that call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnitAt {
    /// The call.
    pub call: u32,
    /// Place in the list of its units.
    pub unit: u32,
}

/// A problem and where it is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// Base forms by which utterances were put together, in order of the alphabet.
    pub key: Vec<Box<str>>,
    /// Its wordings as they are said, that of most calls first, with their calls.
    pub wordings: Vec<(String, u32)>,
    /// The utterances, in order of place.
    pub units: Vec<UnitAt>,
    /// Where the wordings stand, in order of place.
    pub said: Vec<Occurrence>,
    /// Calls in which it is said, in order.
    pub calls: Vec<u32>,
}

/// Puts the coded units that `is_problem` accepts together. What is named by nothing but a base form that `is_topic` accepts
/// names no problem. Most calls first, then base forms in byte order.
pub fn problems(
    corpus: &Corpus,
    language: &'static Language,
    scored: &Scored,
    coded: &[Vec<CodedUnit>],
    (is_problem, is_topic): (impl Fn(&CodedUnit) -> bool, impl Fn(&str) -> bool),
) -> Vec<Problem> {
    let mut namer = Namer::new(language);
    let of_problems = of_problems(scored, coded, &is_problem);
    let bad =
        scored.terms.iter().map(|t| t.keys.len() > 1 && t.wordings.first().is_some_and(|w| namer.is_bad(&w.text)));
    let mut sorter = Sorter { corpus, scored, of_problems, bad: bad.collect(), namer, at_hand: None };
    let mut groups: Map<Vec<Box<str>>, Problem> = Map::default();
    for (call, units) in (0..).zip(coded) {
        for (unit, coded) in (0..).zip(units).filter(|(_, unit)| is_problem(unit)) {
            for name in sorter.names(call, coded) {
                if name.key.iter().all(|base| &**base == "not" || is_topic(base)) {
                    continue;
                }
                let group =
                    groups.entry(name.key.clone()).or_insert_with(|| Problem { key: name.key, ..Problem::default() });
                group.units.push(UnitAt { call, unit });
                group.said.push(Occurrence { call: CallId(call), turn: coded.turn, span: name.span });
            }
        }
    }
    let mut all = absorbed(groups.into_values().map(Problem::counted).collect());
    all.iter_mut().for_each(|problem| problem.wordings = wordings(corpus, &problem.said));
    all
}

impl Problem {
    /// In order, each place once.
    fn counted(mut self) -> Self {
        self.units.sort_unstable();
        self.units.dedup();
        self.said.sort_unstable();
        self.said.dedup();
        self.calls = self.units.iter().map(|at| at.call).collect();
        self.calls.dedup();
        self
    }
}

/// Most calls first; what holds all the words of one before it, and they are two or more, belongs to that one.
fn absorbed(mut all: Vec<Problem>) -> Vec<Problem> {
    sort(&mut all);
    let mut kept: Vec<Problem> = vec![];
    let mut places: Map<Vec<Box<str>>, usize> = Map::default();
    for problem in all {
        match parts(&problem.key).filter_map(|part| places.get(&part)).min() {
            Some(place) => {
                kept[*place].units.extend(problem.units);
                kept[*place].said.extend(problem.said);
            }
            None => {
                places.insert(problem.key.clone(), kept.len());
                kept.push(problem);
            }
        }
    }
    let mut kept: Vec<Problem> = kept.into_iter().map(Problem::counted).collect();
    sort(&mut kept);
    kept
}

fn sort(problems: &mut [Problem]) {
    problems.sort_unstable_by(|a, b| b.calls.len().cmp(&a.calls.len()).then_with(|| a.key.cmp(&b.key)));
}

/// The smaller sets of a key's words that hold two words beside `not`.
fn parts(key: &[Box<str>]) -> impl Iterator<Item = Vec<Box<str>>> {
    let says = |part: &[Box<str>]| part.iter().filter(|base| &***base != "not").count() >= 2;
    let denies = |part: &[Box<str>]| part.iter().any(|base| &**base == "not");
    let all = 1_u32 << key.len();
    (1..all - 1)
        .map(|set| key.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1).map(|(_, base)| base.clone()).collect())
        .filter(move |part: &Vec<Box<str>>| says(part) && denies(part) == denies(key))
}

/// The wordings with their calls, that of most calls first. Those that differ in capitals only are one, in small letters
/// where it has any.
fn wordings(corpus: &Corpus, said: &[Occurrence]) -> Vec<(String, u32)> {
    let mut spoken: Map<String, (u32, u32, &str)> = Map::default();
    for at in said {
        let text = corpus.text_of(*at);
        let (calls, last, shown) = spoken.entry(text.to_lowercase()).or_insert((0, u32::MAX, text));
        *calls += u32::from(std::mem::replace(last, at.call.0) != at.call.0);
        *shown = text.max(*shown);
    }
    let mut all: Vec<(String, u32)> = spoken
        .into_values()
        .map(|(calls, _, shown)| (shown.split_whitespace().collect::<Vec<_>>().join(" "), calls))
        .collect();
    all.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.len().cmp(&b.0.len())).then_with(|| a.0.cmp(&b.0)));
    all
}

/// For each term whether it is a problem by itself.
fn of_problems(scored: &Scored, coded: &[Vec<CodedUnit>], is_problem: impl Fn(&CodedUnit) -> bool) -> Vec<bool> {
    let mut counts = vec![(0_u32, 0_u32); scored.terms.len()];
    for mention in &scored.mentions {
        let units = &coded[mention.at.call.0 as usize];
        let from = units.partition_point(|unit| unit.turn < mention.at.turn);
        let inside = units[from..]
            .iter()
            .take_while(|unit| unit.turn == mention.at.turn)
            .any(|unit| is_problem(unit) && unit.span.overlaps(mention.at.span));
        let (all, in_problems) = &mut counts[mention.term as usize];
        *all += 1;
        *in_problems += u32::from(inside);
    }
    counts.into_iter().map(|(all, inside)| inside > 1 && inside * 100 >= all * SHARE_HUNDREDTHS).collect()
}

struct Sorter<'a> {
    corpus: &'a Corpus,
    scored: &'a Scored,
    of_problems: Vec<bool>,
    bad: Vec<bool>,
    namer: Namer,
    /// Call and turn that the namer has at hand: units come several to a turn.
    at_hand: Option<(u32, u32)>,
}

impl Sorter<'_> {
    /// The names of a unit's problems; none where nothing in it says what is bad.
    fn names(&mut self, call: u32, unit: &CodedUnit) -> Vec<Wording> {
        let of = &self.corpus.calls[call as usize];
        if self.at_hand.replace((call, unit.turn)) != Some((call, unit.turn)) {
            self.namer.read(of.turn_text(&of.turns[unit.turn as usize]));
        }
        let terms = self.terms(call, unit);
        let found: Vec<Wording> = terms.filter_map(|mention| self.namer.of_term(mention.at.span)).collect();
        if found.is_empty() { self.namer.of_cue(unit).into_iter().collect() } else { found }
    }

    /// The bad terms in a unit that stand in what its cue points at, or are problems by themselves, and lie in no longer
    /// one.
    fn terms(&self, call: u32, unit: &CodedUnit) -> impl Iterator<Item = Mention> {
        let mentions = &self.scored.mentions;
        let turn = (CallId(call), unit.turn);
        let from = mentions.partition_point(|m| ((m.at.call, m.at.turn), m.at.span.start) < (turn, unit.span.start));
        let inside = |outer: Span, inner: Span| outer.start <= inner.start && inner.end <= outer.end;
        mentions[from..]
            .iter()
            .take_while(move |m| (m.at.call, m.at.turn) == turn && m.at.span.start < unit.span.end)
            .filter(move |m| m.alone && self.bad[m.term as usize] && inside(unit.span, m.at.span))
            .filter(move |m| {
                self.of_problems[m.term as usize] || unit.object.is_some_and(|object| inside(object, m.at.span))
            })
            .copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(key: &[&str], calls: std::ops::Range<u32>) -> Problem {
        let units: Vec<UnitAt> = calls.map(|call| UnitAt { call, unit: 0 }).collect();
        Problem { key: key.iter().map(|base| (*base).into()).collect(), units, ..Problem::default() }.counted()
    }

    #[test]
    fn a_longer_name_belongs_to_the_shorter_one_that_more_calls_say() {
        let kept = absorbed(vec![
            problem(&["card", "lose"], 0..6),
            problem(&["card", "credit", "lose"], 5..9),
            problem(&["find", "not"], 0..5),
            problem(&["find", "invoice", "not"], 0..4),
            problem(&["card", "lose", "not"], 0..2),
        ]);
        let found: Vec<(String, usize)> = kept.iter().map(|p| (p.key.join(" "), p.calls.len())).collect();
        let wanted = [("card lose", 9), ("find not", 5), ("find invoice not", 4), ("card lose not", 2)];
        assert_eq!(found, wanted.map(|(key, calls)| (key.to_owned(), calls)));
    }
}
