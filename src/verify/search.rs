//! Quotes and calls in, the turns that each quote may come from out: one pass over all calls with three-word shingles.

use super::said::{Listener, Word};
use crate::corpus::{CallId, Corpus};
use crate::language::{Language, Map};
use crate::tokenize::Vocabulary;
use rayon::prelude::*;
use rustc_hash::FxHasher;
use std::cmp::Reverse;
use std::hash::{Hash, Hasher};

/// Turns looked at for each quote.
const MOST_TURNS: usize = 8;
/// Words of a shingle; shorter quotes are one shingle.
const WIDTH: usize = 3;
/// Shingles taken of one quote.
const MOST_SHINGLES: usize = 200;

/// A turn of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TurnAt {
    /// The call.
    pub call: CallId,
    /// Place in its turns.
    pub turn: u32,
}

/// For each quote the turns that have most of its shingles, the best first.
pub fn search(quotes: &[&str], corpus: &Corpus, language: &'static Language) -> Vec<Vec<TurnAt>> {
    let wanted = Wanted::new(quotes, language);
    let hits: Vec<Vec<(u32, u32, TurnAt)>> = corpus
        .calls
        .par_iter()
        .enumerate()
        .map_init(
            || Listener::new(Vocabulary::new(language)),
            |listener, (id, call)| {
                let mut hits = vec![];
                for (number, turn) in (0..).zip(&call.turns) {
                    let at = TurnAt { call: CallId(id as u32), turn: number };
                    wanted.count(call.turn_text(turn), listener, |quote, found| hits.push((quote, found, at)));
                }
                hits
            },
        )
        .collect();
    let mut best: Vec<Vec<(Reverse<u32>, TurnAt)>> = vec![vec![]; quotes.len()];
    for (quote, found, at) in hits.into_iter().flatten() {
        let list = &mut best[quote as usize];
        list.push((Reverse(found), at));
        if list.len() > 8 * MOST_TURNS {
            list.sort_unstable();
            list.truncate(MOST_TURNS);
        }
    }
    let finish = |mut list: Vec<(Reverse<u32>, TurnAt)>| {
        list.sort_unstable();
        list.into_iter().take(MOST_TURNS).map(|(_, at)| at).collect()
    };
    best.into_iter().map(finish).collect()
}

struct Wanted {
    holders: Map<u64, Vec<u32>>,
    widths: Vec<usize>,
}

impl Wanted {
    fn new(quotes: &[&str], language: &'static Language) -> Self {
        let mut listener = Listener::new(Vocabulary::new(language));
        let mut wanted = Wanted { holders: Map::default(), widths: vec![] };
        for (number, quote) in (0..).zip(quotes) {
            let words = listener.words(quote, true);
            let width = words.len().min(WIDTH);
            if width == 0 {
                continue;
            }
            if !wanted.widths.contains(&width) {
                wanted.widths.push(width);
            }
            for window in words.windows(width).take(MOST_SHINGLES) {
                let holders = wanted.holders.entry(shingle(window, &listener)).or_default();
                if holders.last() != Some(&number) {
                    holders.push(number);
                }
            }
        }
        wanted
    }

    /// Tells `found` how many shingles of each quote stand in the text.
    fn count(&self, text: &str, listener: &mut Listener, mut found: impl FnMut(u32, u32)) {
        let words = listener.words(text, true);
        let mut counts: Map<u32, u32> = Map::default();
        for window in self.widths.iter().flat_map(|width| words.windows(*width)) {
            for quote in self.holders.get(&shingle(window, listener)).into_iter().flatten() {
                *counts.entry(*quote).or_insert(0) += 1;
            }
        }
        let mut counts: Vec<(u32, u32)> = counts.into_iter().collect();
        counts.sort_unstable();
        counts.into_iter().for_each(|(quote, n)| found(quote, n));
    }
}

fn shingle(words: &[Word], listener: &Listener) -> u64 {
    let mut hasher = FxHasher::default();
    for word in words {
        listener.text(*word).hash(&mut hasher);
    }
    hasher.finish()
}
