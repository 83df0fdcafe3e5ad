//! Scored terms in, rows of the findings out.

use super::place;
use crate::corpus::Corpus;
use crate::findings::{Place, Run, Share, SuggestedAlias, Term};
use crate::score::Scored;
use crate::score::harvest::Mention;
use crate::score::measure::{Z_95, wilson};
use crate::score::suggest::Suggestion;
use crate::score::term::ScoredTerm;
use std::collections::BTreeSet;

/// Other wordings shown of a term at most.
const MOST_VARIANTS: usize = 12;

/// Places shown of a term at most, one a call.
const MOST_PLACES: usize = 24;

/// The share k of n with its interval.
pub fn share(k: u64, n: u64) -> Share {
    let bounds = wilson(k, n, Z_95);
    Share {
        value: if n == 0 { 0.0 } else { k as f64 / n as f64 },
        low: bounds.map_or(0.0, |b| b.low),
        high: bounds.map_or(1.0, |b| b.high),
    }
}

/// The rows of `terms.csv`.
pub fn rows(corpus: &Corpus, scored: &Scored, run: &Run) -> Vec<Term> {
    let places = places(corpus, &scored.mentions, scored.terms.len());
    (1..).zip(&scored.terms).zip(places).map(|((rank, term), places)| row(rank, term, places, corpus, run)).collect()
}

fn row(rank: u32, term: &ScoredTerm, places: Vec<Place>, corpus: &Corpus, run: &Run) -> Term {
    let shown = term.wordings.first().map(|w| w.text.clone()).unwrap_or_default();
    let meta = || term.calls.iter().map(|call| &corpus.calls[*call as usize].meta);
    let dates: BTreeSet<&str> = meta().filter_map(|m| m.date.as_deref()).collect();
    let accounts: BTreeSet<&str> = meta().filter_map(|m| m.account.as_deref()).collect();
    let in_segment = |name: &str| meta().filter(|m| m.segment.as_deref() == Some(name)).count() as u32;
    let reps = term.weight.reps;
    Term {
        rank,
        words: shown.split(' ').count() as u32,
        variants: term.wordings.iter().skip(1).take(MOST_VARIANTS).map(|w| w.text.clone()).collect(),
        term: shown,
        calls: term.said.customer,
        share: share(u64::from(term.said.customer), run.calls_total),
        calls_unprompted: term.said.unprompted,
        unprompted_share: reps.map(|_| f64::from(term.said.unprompted) / f64::from(term.said.customer.max(1))),
        calls_echoed: term.said.echoed,
        rep_calls: term.said.rep,
        lift: reps.map(|lift| lift.lift.exp2()),
        lift_low: reps.map(|lift| lift.low.exp2()),
        background_lift: term.weight.heard.then(|| term.weight.background.exp2()),
        q: Some(term.q),
        evidence: term.evidence,
        speakers: term.speakers,
        accounts: accounts.len() as u32,
        top_speaker_share: term.top_speaker_share,
        spread: term.spread,
        mentions: term.mentions,
        mentions_alone: term.mentions_alone,
        calls_alone: term.calls_alone,
        distinctive: term.weight.distinctive,
        clarity: term.weight.clarity,
        widely: f64::from(term.said.unprompted) / run.calls_total.max(1) as f64,
        new: term.new,
        segment_calls: run.segments.iter().map(|s| in_segment(&s.name)).collect(),
        first_seen: dates.first().copied().unwrap_or_default().to_owned(),
        last_seen: dates.last().copied().unwrap_or_default().to_owned(),
        places,
        ..Term::default()
    }
}

/// Where each term is said first in its calls.
fn places(corpus: &Corpus, mentions: &[Mention], terms: usize) -> Vec<Vec<Place>> {
    let mut places: Vec<Vec<Place>> = vec![Vec::new(); terms];
    let mut last = vec![None; terms];
    for mention in mentions {
        let term = mention.term as usize;
        if last[term].replace(mention.at.call) != Some(mention.at.call) && places[term].len() < MOST_PLACES {
            places[term].push(place::of(corpus, mention.at));
        }
    }
    places
}

/// The rows of `aliases.suggested.csv`.
pub fn suggested(corpus: &Corpus, suggestions: Vec<Suggestion>) -> Vec<SuggestedAlias> {
    let row = |found: Suggestion| SuggestedAlias {
        said: found.said,
        means: found.means,
        said_calls: found.calls.0,
        means_calls: found.calls.1,
        letters: found.letters,
        sound: found.sound,
        neighbours: found.neighbours,
        place: place::of_turn(&corpus.calls[found.first.0 as usize], found.first.1),
    };
    suggestions.into_iter().map(row).collect()
}
