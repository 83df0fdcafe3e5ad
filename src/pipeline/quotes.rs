//! Coded units and terms in, rows of `quotes.csv` out, and for each term and problem the best quote that holds it.

use super::Material;
use super::bank;
use super::shown::Shown;
use super::text::{Text, pieces};
use crate::code::{CodedUnit, Mood};
use crate::codebook::{CodeId, Codebook};
use crate::corpus::{CallId, Corpus, Occurrence, Span};
use crate::findings::Findings;
use crate::language::Language;
use crate::mask::private::{CallNames, Finder};
use crate::quote::{Candidate, Pool, Quotable, Readable, Reader, TermAt, show};
use crate::score::Scored;
use crate::score::evidence::Evidence;
use crate::score::harvest::Mention;
use crate::tokenize::Vocabulary;
use rayon::prelude::*;

/// Coded units looked at as quotes in a folder of any size ...
const UNITS_IN_ALL: usize = 15_000;
/// ... but of each call at least and at most so many, the strongest first.
const UNITS_A_CALL: (usize, usize) = (3, 24);
/// Calls in which a quote is sought for a term.
const CALLS_A_TERM: u32 = 8;

/// What could be quoted.
pub fn pool(
    corpus: &Corpus,
    language: &'static Language,
    scored: &Scored,
    text: &Text,
    book: Option<&Codebook>,
) -> Pool {
    let question = book.and_then(|book| book.id("question"));
    let most = (UNITS_IN_ALL / corpus.calls.len().max(1)).clamp(UNITS_A_CALL.0, UNITS_A_CALL.1);
    let wanted = wanted(scored);
    let of_pieces: Vec<Vec<Vec<Quotable>>> = pieces(corpus)
        .into_par_iter()
        .map(|range| {
            let mut reader = Reader::new(language);
            let of_call = |call: usize| {
                let mentions = of_call(&scored.mentions, call as u32, |m| m.at.call.0);
                let mut candidates = candidates(&text.coded[call], most, question);
                candidates.extend(of_call_places(&wanted, call as u32));
                candidates.sort_by_key(|c| (c.turn, c.span, c.code));
                let terms: Vec<TermAt> = mentions.iter().map(|m| term_at(m, scored)).collect();
                reader.read(CallId(call as u32), &corpus.calls[call], &candidates, &terms)
            };
            range.map(of_call).collect()
        })
        .collect();
    Pool::new(of_pieces.into_iter().flatten().collect())
}

/// The items of one call, in a list that is in order of calls.
fn of_call<T>(items: &[T], call: u32, call_of: impl Fn(&T) -> u32) -> &[T] {
    let from = items.partition_point(|item| call_of(item) < call);
    let to = items.partition_point(|item| call_of(item) <= call);
    &items[from..to]
}

fn candidates(units: &[CodedUnit], most: usize, question: Option<CodeId>) -> Vec<Candidate> {
    let mut strongest: Vec<(u32, &CodedUnit)> = (0..).zip(units).collect();
    strongest.sort_by_key(|(n, unit)| (std::cmp::Reverse(unit.strength), *n));
    let candidate = |(n, unit): (u32, &CodedUnit)| Candidate {
        turn: unit.turn,
        span: unit.span,
        heart: heart(unit),
        code: Some(u16::from(unit.code.0)),
        unit: n,
        strength: unit.strength,
        object: unit.object,
        prompted: unit.mood.has(Mood::PROMPTED),
        hedged: unit.mood.has(Mood::HEDGED),
        asks: Some(unit.code) == question,
    };
    strongest.into_iter().take(most).map(candidate).collect()
}

/// From the first to the last of the words that decided and of what they are about.
fn heart(unit: &CodedUnit) -> Option<Span> {
    let words = || unit.decided.iter().chain([&unit.object]).flatten();
    let (start, end) = (words().map(|span| span.start).min()?, words().map(|span| span.end).max()?);
    Some(Span::new(start, end))
}

/// The first mention of each term in its first calls, in order of place.
fn wanted(scored: &Scored) -> Vec<Mention> {
    let mut seen: Vec<(Option<CallId>, u32)> = vec![(None, 0); scored.terms.len()];
    let first = |mention: &&Mention| {
        let (last, calls) = &mut seen[mention.term as usize];
        let new = last.replace(mention.at.call) != Some(mention.at.call);
        *calls += u32::from(new);
        new && *calls <= CALLS_A_TERM
    };
    scored.mentions.iter().filter(first).copied().collect()
}

fn of_call_places(wanted: &[Mention], call: u32) -> impl Iterator<Item = Candidate> {
    of_call(wanted, call, |m| m.at.call.0).iter().map(|mention| Candidate {
        turn: mention.at.turn,
        span: mention.at.span,
        heart: None,
        code: None,
        unit: 0,
        strength: 0,
        object: None,
        prompted: false,
        hedged: false,
        asks: false,
    })
}

fn term_at(mention: &Mention, scored: &Scored) -> TermAt {
    let value = match scored.terms[mention.term as usize].evidence {
        Evidence::Strong => 1000,
        Evidence::Moderate => 600,
        Evidence::Thin => 300,
    };
    TermAt { turn: mention.at.turn, span: mention.at.span, term: mention.term, value }
}

/// Makes places readable.
pub(super) struct Show<'a> {
    corpus: &'a Corpus,
    finder: &'a Finder,
    pub(super) vocabulary: Vocabulary,
}

impl Show<'_> {
    pub(super) fn readable(&mut self, quotable: &Quotable, shown: &mut Shown) -> Readable {
        let call = self.corpus.call(quotable.at.call);
        let readable = show(call, quotable.at, self.finder, &CallNames::of(call), &mut self.vocabulary);
        shown.count(&readable.hidden);
        readable
    }
}

/// Fills in the quotes, and the quote of every term and problem. `said` gives the problems' places in their order.
pub fn add(
    findings: &mut Findings,
    shown: &mut Shown,
    pool: &Pool,
    &Material { language, settings, scored, text, book }: &Material,
    said: &[Vec<Occurrence>],
) {
    let mut show = Show { corpus: shown.corpus, finder: shown.finder, vocabulary: Vocabulary::new(language) };
    if let Some(book) = book {
        findings.quotes = bank::rows(findings, pool, &mut show, shown, settings, (scored, text, book));
    }
    let wanted = wanted(scored);
    let mut places = vec![vec![]; findings.terms.len()];
    wanted.iter().for_each(|mention| places[mention.term as usize].push(mention.at));
    for (term, places) in findings.terms.iter_mut().zip(places) {
        if let Some(quotable) = pool.best(&places) {
            term.quote = show.readable(quotable, shown).quote;
            term.quote_place = shown.place(quotable.at.call.0, quotable.at.turn);
        }
    }
    for (problem, places) in findings.problems.iter_mut().zip(said) {
        if let Some(quotable) = pool.best(places) {
            problem.quote = show.readable(quotable, shown).quote;
            problem.place = shown.place(quotable.at.call.0, quotable.at.turn);
        }
    }
}
