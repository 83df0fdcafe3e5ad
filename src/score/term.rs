//! The chosen candidates with all that is known of them.

use super::evidence::{Evidence, evidence};
use super::harvest::{Harvest, Wording};
use super::measure::{benjamini_hochberg, dp_norm, upper_tail};
use super::weigh::{Said, Weight};
use super::{Candidate, Chosen, Input};
use crate::corpus::PersonId;
use crate::count::occurrence::{Found, Incidence};
use std::ops::Range;

/// A term as it is scored; calls are numbers of the corpus.
#[derive(Clone, Debug)]
pub struct ScoredTerm {
    /// Base forms of its words.
    pub keys: Box<[u32]>,
    /// Its wordings, the shown one first.
    pub wordings: Vec<Wording>,
    /// Who says it in how many calls.
    pub said: Said,
    /// The calls in which a customer says it, in order.
    pub calls: Vec<u32>,
    /// How distinctive it is.
    pub weight: Weight,
    /// False discovery rate at which it stands out.
    pub q: f64,
    /// How far to trust it.
    pub evidence: Evidence,
    /// Customers who say it.
    pub speakers: u32,
    /// Mentions by the most talkative of them, as a share of all.
    pub top_speaker_share: f64,
    /// 1 - DPnorm over customers: 1 even, 0 all by one.
    pub spread: f64,
    /// Times said by customers.
    pub mentions: u64,
    /// Times said outside longer terms.
    pub mentions_alone: u64,
    /// Calls in which it is said outside longer terms.
    pub calls_alone: u32,
    /// Gain over gain alone, 0 to 1.
    pub new: f64,
}

/// The incidences of all candidates.
pub struct Table<'a> {
    incidences: &'a [Incidence],
    ranges: Vec<Range<usize>>,
    said: Vec<Said>,
    persons: Vec<Vec<(PersonId, u64)>>,
    rep_mentions: Vec<u32>,
}

impl<'a> Table<'a> {
    pub(super) fn new(input: &Input, candidates: usize, found: &'a Found) -> Self {
        let mut ranges = vec![0..0; candidates];
        let mut at = 0;
        for group in found.incidences.chunk_by(|a, b| a.candidate == b.candidate) {
            ranges[group[0].candidate as usize] = at..at + group.len();
            at += group.len();
        }
        let mut said: Vec<Said> = ranges.iter().map(|range| said(&found.incidences[range.clone()])).collect();
        for (candidate, ..) in &found.rep_calls {
            said[*candidate as usize].rep += 1;
        }
        let persons = ranges.iter().map(|range| persons(input, &found.incidences[range.clone()])).collect();
        let mut rep_mentions = vec![0; candidates];
        for (candidate, _, mentions) in &found.rep_calls {
            rep_mentions[*candidate as usize] += mentions;
        }
        Table { incidences: &found.incidences, ranges, said, persons, rep_mentions }
    }

    pub(super) fn said(&self) -> &[Said] {
        &self.said
    }

    pub(super) fn persons(&self, candidate: usize) -> &[(PersonId, u64)] {
        &self.persons[candidate]
    }

    /// Times reps say it.
    pub(super) fn rep_mentions(&self, candidate: usize) -> u32 {
        self.rep_mentions[candidate]
    }

    fn of(&self, candidate: usize) -> &[Incidence] {
        &self.incidences[self.ranges[candidate].clone()]
    }
}

fn said(incidences: &[Incidence]) -> Said {
    let mut said = Said::default();
    for call in incidences.chunk_by(|a, b| a.call == b.call) {
        said.customer += 1;
        let first = call.iter().min_by_key(|i| i.first_turn);
        said.unprompted += u32::from(first.is_some_and(|i| !i.prompted));
        said.echoed += u32::from(first.is_some_and(|i| i.echoed));
    }
    said
}

/// Mentions by person, in order of the persons' numbers.
fn persons(input: &Input, incidences: &[Incidence]) -> Vec<(PersonId, u64)> {
    let person = |i: &Incidence| input.corpus.calls[i.call as usize].speakers[usize::from(i.speaker)].person;
    let mut all: Vec<(PersonId, u64)> = incidences.iter().map(|i| (person(i), u64::from(i.mentions))).collect();
    all.sort_unstable();
    all.dedup_by(|next, kept| {
        kept.0 == next.0 && {
            kept.1 += next.1;
            true
        }
    });
    all
}

pub(super) fn describe(
    input: &Input,
    candidates: &[Candidate],
    table: &Table,
    weights: &[Weight],
    chosen: &[Chosen],
    harvest: &Harvest,
) -> Vec<ScoredTerm> {
    let q = benjamini_hochberg(&weights.iter().map(|w| upper_tail(w.z())).collect::<Vec<_>>());
    let mut terms: Vec<ScoredTerm> = chosen
        .iter()
        .zip(&harvest.wordings)
        .map(|(chosen, wordings)| {
            let n = chosen.candidate as usize;
            let persons = table.persons(n);
            let mut calls: Vec<u32> = table.of(n).iter().map(|i| i.call).collect();
            calls.dedup();
            let mentions: u64 = persons.iter().map(|(_, said)| said).sum();
            let top = persons.iter().map(|(_, said)| *said).max().unwrap_or(0);
            ScoredTerm {
                keys: candidates[n].keys.clone(),
                wordings: wordings.clone(),
                said: table.said()[n],
                evidence: evidence(&weights[n], table.said()[n], persons.len(), q[n]),
                calls,
                weight: weights[n],
                q: q[n],
                speakers: persons.len() as u32,
                top_speaker_share: top as f64 / mentions.max(1) as f64,
                spread: spread(input.person_words, persons),
                mentions,
                mentions_alone: 0,
                calls_alone: 0,
                new: if chosen.alone > 0.0 { chosen.gain / chosen.alone } else { 0.0 },
            }
        })
        .collect();
    add_alone(&mut terms, harvest);
    terms
}

/// Evenness over all customers: those who never say it count as well.
fn spread(person_words: &[u64], persons: &[(PersonId, u64)]) -> f64 {
    let mut said = vec![0; person_words.len()];
    for (person, mentions) in persons {
        said[person.0 as usize] = *mentions;
    }
    let (said, sizes): (Vec<u64>, Vec<u64>) =
        said.iter().zip(person_words).filter(|(_, words)| **words > 0).map(|(s, w)| (*s, *w)).unzip();
    1.0 - dp_norm(&said, &sizes).unwrap_or(1.0)
}

fn add_alone(terms: &mut [ScoredTerm], harvest: &Harvest) {
    let mut last: Vec<Option<u32>> = vec![None; terms.len()];
    for mention in harvest.mentions.iter().filter(|m| m.alone) {
        let (term, call) = (mention.term as usize, mention.at.call.0);
        terms[term].mentions_alone += 1;
        terms[term].calls_alone += u32::from(last[term].replace(call) != Some(call));
    }
}
