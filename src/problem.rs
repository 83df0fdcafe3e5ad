//! What exactly is hard, broken, slow or missing? Coded problems and terms in, problems in the customers' words out.
//!
//! A coded problem is about the terms of two words or more in it that belong to problems: those that its cue points at,
//! and those of which at least 40 in a hundred mentions stand in problems ("falls through the cracks").
//! Where there is none, it is about the last two content words that its cue points at. Utterances that are about the
//! same are one problem.

use crate::code::CodedUnit;
use crate::corpus::{CallId, Corpus, Span};
use crate::count::stream::{KEYS, Keyer};
use crate::language::{Kind, Language, Map};
use crate::score::Scored;
use crate::score::harvest::Mention;
use crate::tokenize::{Vocabulary, tokenize};

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
    /// Base forms by which utterances were put together.
    pub key: String,
    /// The term that it is, if it is one: its place in the list.
    pub term: Option<u32>,
    /// Its wordings in lower case, that of most calls first, with their calls.
    pub wordings: Vec<(String, u32)>,
    /// The utterances, in order of place.
    pub units: Vec<UnitAt>,
    /// Calls in which it is said, in order.
    pub calls: Vec<u32>,
}

/// Puts the coded units that `is_problem` accepts together. Most calls first, then base forms in byte order.
pub fn problems(
    corpus: &Corpus,
    language: &'static Language,
    scored: &Scored,
    coded: &[Vec<CodedUnit>],
    is_problem: impl Fn(&CodedUnit) -> bool,
) -> Vec<Problem> {
    let of_problems = of_problems(scored, coded, &is_problem);
    let (vocabulary, keyer) = (Vocabulary::new(language), Keyer::new(language));
    let mut sorter = Sorter { corpus, scored, of_problems, vocabulary, keyer };
    let mut groups: Map<String, Problem> = Map::default();
    let mut spoken: Map<(String, String), (u32, u32)> = Map::default();
    for (call, units) in (0..).zip(coded) {
        for (unit, coded) in (0..).zip(units).filter(|(_, unit)| is_problem(unit)) {
            for about in sorter.about(call, coded) {
                let group = groups.entry(about.key.clone()).or_default();
                group.key.clone_from(&about.key);
                group.term = group.term.or(about.term);
                if group.units.last() != Some(&UnitAt { call, unit }) {
                    group.units.push(UnitAt { call, unit });
                }
                if group.calls.last() != Some(&call) {
                    group.calls.push(call);
                }
                let tally = spoken.entry((about.key, about.wording)).or_insert((0, u32::MAX));
                tally.0 += u32::from(std::mem::replace(&mut tally.1, call) != call);
            }
        }
    }
    for ((key, wording), (calls, _)) in spoken {
        if let Some(group) = groups.get_mut(&key) {
            group.wordings.push((wording, calls));
        }
    }
    let mut all: Vec<Problem> = groups.into_values().collect();
    for group in &mut all {
        group
            .wordings
            .sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.len().cmp(&b.0.len())).then_with(|| a.0.cmp(&b.0)));
    }
    all.sort_unstable_by(|a, b| b.calls.len().cmp(&a.calls.len()).then_with(|| a.key.cmp(&b.key)));
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

struct About {
    key: String,
    term: Option<u32>,
    wording: String,
}

struct Sorter<'a> {
    corpus: &'a Corpus,
    scored: &'a Scored,
    of_problems: Vec<bool>,
    vocabulary: Vocabulary,
    keyer: Keyer,
}

impl Sorter<'_> {
    /// What a unit is about; nothing where no term in it is a problem and its cue points at nothing that says it.
    fn about(&mut self, call: u32, unit: &CodedUnit) -> Vec<About> {
        let of = &self.corpus.calls[call as usize];
        let text = of.turn_text(&of.turns[unit.turn as usize]);
        let mut found: Vec<About> = self
            .terms(call, unit)
            .filter_map(|mention| {
                let key = self.scored.terms[mention.term as usize].wordings.first()?.text.to_lowercase();
                let wording = text[mention.at.span.range()].to_lowercase();
                Some(About { key, term: Some(mention.term), wording })
            })
            .collect();
        if let Some(object) = unit.object.filter(|_| found.is_empty()) {
            found.extend(self.last_words(&text[object.range()]));
        }
        found
    }

    /// The terms of two words or more in a unit that stand in what its cue points at, or are problems by themselves, and
    /// lie in no longer one.
    fn terms(&self, call: u32, unit: &CodedUnit) -> impl Iterator<Item = Mention> {
        let mentions = &self.scored.mentions;
        let turn = (CallId(call), unit.turn);
        let from = mentions.partition_point(|m| (m.at.call, m.at.turn) < turn);
        let inside = |outer: Span, inner: Span| outer.start <= inner.start && inner.end <= outer.end;
        mentions[from..]
            .iter()
            .take_while(move |m| (m.at.call, m.at.turn) == turn)
            .filter(move |m| {
                m.alone && inside(unit.span, m.at.span) && self.scored.terms[m.term as usize].keys.len() > 1
            })
            .filter(move |m| {
                self.of_problems[m.term as usize] || unit.object.is_some_and(|object| inside(object, m.at.span))
            })
            .copied()
    }

    /// The last two content words of what is said, with whatever stands between them.
    fn last_words(&mut self, text: &str) -> Option<About> {
        let mut tokens = vec![];
        tokenize(text, &mut self.vocabulary, &mut tokens);
        let mut symbols = vec![];
        self.keyer.symbols(&tokens, &self.vocabulary, |symbol, at| symbols.push((symbol, at)));
        let keys = self.keyer.keys();
        let content: Vec<(u32, usize)> = symbols
            .into_iter()
            .filter(|(symbol, _)| *symbol < KEYS && keys.key(*symbol).kind == Kind::CONTENT)
            .collect();
        let last = &content[content.len().saturating_sub(2)..];
        let (first, end) = (last.first()?.1, last.last()?.1);
        let wording = text[tokens[first].span.start as usize..tokens[end].span.end as usize].to_lowercase();
        let key = last.iter().map(|(key, _)| &*keys.key(*key).base).collect::<Vec<_>>().join(" ");
        Some(About { key, term: None, wording })
    }
}
