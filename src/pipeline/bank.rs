//! What could be quoted in, the rows of `quotes.csv` out: the chosen ones, nuggets, and those that say the opposite.

use super::quotes::Show;
use super::shown::Shown;
use super::text::Text;
use crate::codebook::Codebook;
use crate::corpus::Occurrence;
use crate::findings::{Findings, Quote};
use crate::language::{Map, Set};
use crate::quote::{Counters, Pool, Quotable, Readable, choose, nuggets};
use crate::score::Scored;
use crate::settings::Settings;

/// Codes that say the opposite of each other.
const OPPOSITES: [(&str, &str); 2] = [("problem", "praise"), ("objection", "praise")];

/// The rows of `quotes.csv`: the chosen ones, then nuggets and those that say the opposite of a chosen one.
pub fn rows(
    findings: &Findings,
    pool: &Pool,
    show: &mut Show,
    shown: &mut Shown,
    settings: &Settings,
    (scored, text, book): (&Scored, &Text, &Codebook),
) -> Vec<Quote> {
    let (corpus, language) = (shown.corpus, show.vocabulary.language());
    let chosen = choose(pool.all(), corpus, &settings.quotes, language);
    let nuggets = nuggets(pool.all(), corpus, language, (&text.keys, &text.said_in));
    let opposites: Vec<(u16, u16)> =
        OPPOSITES.iter().filter_map(|(a, b)| Some((u16::from(book.id(a)?.0), u16::from(book.id(b)?.0)))).collect();
    let most = corpus.calls.len() / 2;
    let counters = Counters::new(pool.all(), &opposites, |term| scored.terms[term as usize].calls.len() <= most);
    let of_chosen: Vec<Option<&Quotable>> = chosen.iter().map(|quotable| counters.of(quotable)).collect();
    let mut all: Vec<&Quotable> = vec![];
    let mut places = Set::default();
    for quotable in chosen.iter().copied().chain(nuggets.iter().copied()).chain(of_chosen.iter().copied().flatten()) {
        if places.insert(quotable.at) {
            all.push(quotable);
        }
    }
    let nuggets: Set<Occurrence> = nuggets.iter().map(|quotable| quotable.at).collect();
    let mut rows: Vec<Quote> = vec![];
    let mut ids: Map<Occurrence, String> = Map::default();
    for (rank, quotable) in (1..).zip(&all) {
        let readable = show.readable(quotable, shown);
        let mut row = row(rank, quotable, readable, shown, (text, book), &findings.terms);
        row.nugget = nuggets.contains(&quotable.at);
        ids.insert(quotable.at, row.quote_id.clone());
        rows.push(row);
    }
    for (row, counter) in rows.iter_mut().zip(of_chosen) {
        row.counter = counter.and_then(|counter| ids.get(&counter.at).cloned()).unwrap_or_default();
    }
    rows
}

fn row(
    rank: u32,
    quotable: &Quotable,
    readable: Readable,
    shown: &Shown,
    (text, book): (&Text, &Codebook),
    terms: &[crate::findings::Term],
) -> Quote {
    let (call, turn) = (quotable.at.call.0, quotable.at.turn);
    let unit = &text.coded[call as usize][quotable.unit as usize];
    Quote {
        rank,
        redacted: readable.hidden.total() > 0,
        quote: readable.quote,
        clean: readable.clean,
        code: book.code(unit.code).name.clone(),
        dimension: unit.dimension.name().to_owned(),
        term: quotable.term.map(|term| terms[term as usize].term.clone()).unwrap_or_default(),
        theme: quotable.term.map(|term| terms[term as usize].theme.clone()).unwrap_or_default(),
        score: f64::from(quotable.score) / 1000.0,
        place: shown.place(call, turn),
        speaker: shown.speaker(call, turn),
        segment: shown.segment(call),
        date: shown.corpus.calls[call as usize].meta.date.clone().unwrap_or_default(),
        prompted: quotable.prompted,
        before: readable.before,
        after: readable.after,
        quote_id: readable.id,
        ..Quote::default()
    }
}
