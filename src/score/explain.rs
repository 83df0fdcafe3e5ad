//! Why is a phrase in the list, or not? Phrases as typed in, what the run did with each out.

use super::candidate::Candidate;
use super::lists::symbols_of;
use super::term::{ScoredTerm, Table};
use super::trace::{Fate, Trace};
use super::weigh::Said;
use super::{Input, occurrences, support};
use crate::count::stream::{KEYS, Keys};
use std::collections::BTreeSet;

/// What became of one phrase.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// As it was asked.
    pub phrase: String,
    /// The base forms by which it is counted, with blanks between; empty where none of its words counts.
    pub counted_as: String,
    /// Who says it in how many calls.
    pub said: Said,
    /// Customers who say it.
    pub speakers: u32,
    /// Times customers say it.
    pub mentions: u64,
    /// What became of it.
    pub outcome: Outcome,
    /// Rows of the list that hold it and are longer, by their place, best first.
    pub longer: Vec<usize>,
}

/// In the list, or why not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// It is this row of the list, by its place.
    Row(usize),
    /// None of its words is counted: it opens, holds or closes a call, or says "I am listening".
    #[default]
    Uncounted,
    /// A word inside it, or a mark, ends every phrase.
    Broken,
    /// Nobody says these words of it.
    Unheard(Vec<String>),
    /// It has more words than a term may have.
    TooLong,
    /// A stage turned it away; with the phrase, in base forms, because of which it did.
    Out(Fate, String),
}

/// The phrases asked about, as the run counts them.
pub(super) struct Asked {
    phrases: Vec<Phrase>,
}

struct Phrase {
    typed: String,
    counted_as: String,
    keys: Result<Box<[u32]>, Outcome>,
}

impl Asked {
    pub(super) fn new(input: &Input) -> Self {
        Asked { phrases: input.explain.iter().map(|phrase| look_up(phrase, input)).collect() }
    }

    fn keys(&self) -> impl Iterator<Item = &[u32]> {
        self.phrases.iter().filter_map(|phrase| phrase.keys.as_deref().ok())
    }

    pub(super) fn trace(&self) -> Trace {
        Trace::new(self.keys())
    }

    /// Counts the phrases as the run counts its candidates, and says what became of each.
    pub(super) fn explain(
        &self,
        input: &Input,
        trace: &Trace,
        candidates: &[Candidate],
        terms: &[ScoredTerm],
    ) -> Vec<Explanation> {
        if self.phrases.is_empty() {
            return vec![];
        }
        let once: BTreeSet<&[u32]> = self.keys().collect();
        let own: Vec<Candidate> =
            once.into_iter().map(|keys| Candidate { keys: keys.into(), calls: 0, mentions: 0 }).collect();
        let found = occurrences(input, &own);
        let table = Table::new(input, own.len(), &found);
        let explain = |asked: &Phrase| {
            let (phrase, counted_as) = (asked.typed.clone(), asked.counted_as.clone());
            let mut explanation = Explanation { phrase, counted_as, ..Explanation::default() };
            match &asked.keys {
                Err(outcome) => explanation.outcome = outcome.clone(),
                Ok(keys) => {
                    if let Some(n) = own.iter().position(|c| c.keys == *keys) {
                        explanation.said = table.said()[n];
                        explanation.speakers = table.persons(n).len() as u32;
                        explanation.mentions = table.persons(n).iter().map(|(_, said)| said).sum();
                    }
                    explanation.outcome = outcome(input, trace, candidates, terms, keys);
                    explanation.longer = longer(terms, keys);
                }
            }
            explanation
        };
        self.phrases.iter().map(explain).collect()
    }
}

fn outcome(input: &Input, trace: &Trace, candidates: &[Candidate], terms: &[ScoredTerm], keys: &[u32]) -> Outcome {
    if let Some(row) = terms.iter().position(|term| *term.keys == *keys) {
        return Outcome::Row(row);
    }
    if keys.len() > usize::from(input.settings.max_words) {
        return Outcome::TooLong;
    }
    let least = support(input.settings, input.sides.calls);
    let fate = match trace.fate(keys) {
        Some(fate) => fate.clone(),
        None if candidates.iter().any(|candidate| *candidate.keys == *keys) => Fate::AddsLess,
        None => Fate::TooFew { calls: least, persons: least.min(3) },
    };
    let because = if let Fate::GateFor(_, other) = &fate { words(other, input.keys) } else { String::new() };
    Outcome::Out(fate, because)
}

fn longer(terms: &[ScoredTerm], keys: &[u32]) -> Vec<usize> {
    let holds = |term: &ScoredTerm| term.keys.len() > keys.len() && term.keys.windows(keys.len()).any(|w| w == keys);
    (0..terms.len()).filter(|row| holds(&terms[*row])).collect()
}

/// The base forms of a phrase, and its keys or why it has none.
fn look_up(phrase: &str, input: &Input) -> Phrase {
    let (own, symbols) = symbols_of(phrase, input.language);
    let last = symbols.iter().rposition(|symbol| *symbol < KEYS).map_or(0, |last| last + 1);
    let inside = &symbols[..last];
    let bases: Vec<&str> = inside.iter().filter(|s| **s < KEYS).map(|s| &*own.key(*s).base).collect();
    let found: Option<Vec<u32>> = bases.iter().map(|base| input.keys.find(base)).collect();
    let unheard = || bases.iter().filter(|base| input.keys.find(base).is_none()).map(|base| (*base).to_owned());
    let keys: Result<Box<[u32]>, Outcome> = match found {
        _ if bases.is_empty() => Err(Outcome::Uncounted),
        _ if bases.len() < inside.len() => Err(Outcome::Broken),
        None => Err(Outcome::Unheard(unheard().collect())),
        Some(mut keys) => {
            input.rewrites.apply(&mut keys);
            Ok(keys.into())
        }
    };
    let counted_as = keys.as_deref().map_or_else(|_| bases.join(" "), |keys| words(keys, input.keys));
    Phrase { typed: phrase.to_owned(), counted_as, keys }
}

fn words(phrase: &[u32], keys: &Keys) -> String {
    phrase.iter().map(|key| &*keys.key(*key).base).collect::<Vec<_>>().join(" ")
}
