//! Coded units in, rows of the findings out; and for each term the codes in whose utterances it stands.

use super::shown::Shown;
use super::text::Text;
use crate::code::{CodedUnit, Mood};
use crate::codebook::{CodeId, Codebook};
use crate::findings::{Coded, Term};
use crate::mask::private::Counts;
use crate::score::Scored;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The rows of `coded.csv`.
pub fn rows(shown: &mut Shown, text: &Text, book: &Codebook) -> Vec<Coded> {
    let of_calls: Vec<(Vec<Coded>, Counts)> = text
        .coded
        .par_iter()
        .enumerate()
        .map(|(call, units)| {
            let mut own = shown.another();
            (units.iter().map(|unit| row(&mut own, call as u32, unit, book)).collect(), own.into_counts())
        })
        .collect();
    of_calls.iter().for_each(|(_, hidden)| shown.count(hidden));
    of_calls.into_iter().flat_map(|(rows, _)| rows).collect()
}

fn row(shown: &mut Shown, call: u32, unit: &CodedUnit, book: &Codebook) -> Coded {
    let of = &shown.corpus.calls[call as usize];
    let cue = unit.cue(of.turn_text(&of.turns[unit.turn as usize]));
    Coded {
        place: shown.place(call, unit.turn),
        speaker: shown.speaker(call, unit.turn),
        segment: shown.segment(call),
        code: book.code(unit.code).name.clone(),
        text: shown.text(call, unit.turn, unit.span),
        cue,
        object: unit.object.map(|span| shown.text(call, unit.turn, span)).unwrap_or_default(),
        prompted: unit.mood.has(Mood::PROMPTED),
    }
}

/// A term bears a code when it stands in utterances of that code in at least this many calls ...
const LEAST_CALLS: u32 = 2;
/// ... and at least this many times as often as utterances have that code at all.
const LEAST_LIFT: f64 = 1.5;

/// Fills in the codes of each term, that of most calls first.
pub fn add_to_terms(terms: &mut [Term], scored: &Scored, text: &Text, book: &Codebook) {
    let mut calls_with: BTreeMap<CodeId, u32> = BTreeMap::new();
    for units in &text.coded {
        let mut codes: Vec<CodeId> = units.iter().map(|unit| unit.code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes.into_iter().for_each(|code| *calls_with.entry(code).or_default() += 1);
    }
    let all_words: u64 = text.sides.customer_words.max(1);
    let coded_words = words_by_code(text);
    let together = together(scored, text);
    for ((term, scored), codes) in terms.iter_mut().zip(&scored.terms).zip(together) {
        let mut codes: Vec<(u32, CodeId)> = codes
            .into_iter()
            .filter(|(code, (calls, mentions))| {
                let base = coded_words.get(code).copied().unwrap_or(0) as f64 / all_words as f64;
                *calls >= LEAST_CALLS && f64::from(*mentions) > LEAST_LIFT * base * scored.mentions as f64
            })
            .map(|(code, (calls, _))| (calls, code))
            .collect();
        codes.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        term.codes = codes.into_iter().map(|(_, code)| book.code(code).name.clone()).collect();
    }
}

/// Words of customers in utterances of each code, by the blanks between them.
fn words_by_code(text: &Text) -> BTreeMap<CodeId, u64> {
    const BYTES_A_WORD: u64 = 5;
    let mut words = BTreeMap::new();
    for unit in text.coded.iter().flatten() {
        *words.entry(unit.code).or_default() += u64::from(unit.span.end - unit.span.start) / BYTES_A_WORD;
    }
    words
}

/// For each term and code: (calls, mentions) inside utterances of that code.
fn together(scored: &Scored, text: &Text) -> Vec<BTreeMap<CodeId, (u32, u32)>> {
    let mut together: Vec<BTreeMap<CodeId, (u32, u32)>> = vec![BTreeMap::new(); scored.terms.len()];
    let mut last: BTreeMap<(u32, CodeId), u32> = BTreeMap::new();
    for mention in &scored.mentions {
        let units = &text.coded[mention.at.call.0 as usize];
        let from = units.partition_point(|unit| unit.turn < mention.at.turn);
        for unit in units[from..].iter().take_while(|unit| unit.turn == mention.at.turn) {
            if unit.span.overlaps(mention.at.span) {
                let entry = together[mention.term as usize].entry(unit.code).or_default();
                entry.1 += 1;
                let call = mention.at.call.0;
                entry.0 += u32::from(last.insert((mention.term, unit.code), call) != Some(call));
            }
        }
    }
    together
}
