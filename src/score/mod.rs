//! What stands out? Floats begin here: counts in, the ranked terms with their statistics out.

pub mod alike;
pub mod candidate;
pub mod choose;
mod company;
pub mod evidence;
pub mod explain;
pub mod harvest;
pub mod lists;
pub mod measure;
pub mod order;
pub mod suggest;
pub mod term;
pub mod trace;
pub mod weigh;

use crate::corpus::Corpus;
use crate::count::ngram;
use crate::count::occurrence::{Found, InSentence, Incidence, Trie, find};
use crate::count::rewrite::Rewrites;
use crate::count::stream::{Chunk, Keys};
use crate::language::Language;
use crate::settings::Terms;
use candidate::Candidate;
use choose::Chosen;
use explain::{Asked, Explanation};
use lists::Excluded;
use rayon::prelude::*;
use term::{ScoredTerm, Table};
use trace::{Fate, Trace};
use weigh::{Said, Sides, Weight};

/// What scoring needs of a run.
pub struct Input<'a> {
    /// The calls.
    pub corpus: &'a Corpus,
    /// Their streams.
    pub chunks: &'a [Chunk],
    /// The keys of the streams.
    pub keys: &'a Keys,
    /// What counts as what: done in the streams already.
    pub rewrites: &'a Rewrites,
    /// Their language.
    pub language: &'static Language,
    /// The knobs.
    pub settings: &'a Terms,
    /// Calls and words of both sides.
    pub sides: Sides,
    /// Words of each person, by number of the person.
    pub person_words: &'a [u64],
    /// Phrases of which the user wants to know what became.
    pub explain: &'a [String],
}

/// The terms of a run, best first, and every mention of them in order of place.
#[derive(Default)]
pub struct Scored {
    /// Best first.
    pub terms: Vec<ScoredTerm>,
    /// In order of call, turn and span; `term` is the place in `terms`.
    pub mentions: Vec<harvest::Mention>,
    /// How many candidates there were.
    pub candidates: u64,
    /// What became of the phrases asked about.
    pub explained: Vec<Explanation>,
}

/// Beyond this many candidates only the best by plain count and background are looked at more closely.
const MOST_CANDIDATES: usize = 20_000;

/// Folders up to this size count phrases from two calls on, so that rarer inflections join the count of their term.
const SMALL_FOLDER: u32 = 3_000;

/// The least number of calls that makes a term: what the user says, and one call in two thousand in a large folder.
pub fn support(settings: &Terms, calls: u32) -> u32 {
    settings.min_calls.max(calls.div_ceil(2_000))
}

/// Counts, weighs, chooses and describes the terms.
pub fn score(input: &Input) -> Scored {
    let support = support(input.settings, input.sides.calls);
    let floor = if input.sides.calls <= SMALL_FOLDER { support.min(2) } else { support };
    let ngrams = ngram::count(input.chunks, floor, usize::from(input.settings.max_words));
    let excluded = Excluded::new(&input.settings.exclude, input.language, input.keys, input.rewrites);
    let asked = Asked::new(input);
    let mut trace = asked.trace();
    let mut candidates = candidate::candidates(&ngrams, input.keys, input.language, support, &mut trace);
    drop(ngrams);
    candidates.retain(|candidate| {
        let out = excluded.holds(&candidate.keys);
        if out {
            trace.note(&candidate.keys, || Fate::Excluded);
        }
        !out
    });
    let mut candidates = shortlist(input, candidates, &mut trace);
    let watched = watch(input, &mut candidates);
    let found = occurrences(input, &candidates);
    let table = Table::new(input, candidates.len(), &found);
    let clarities = company::clarities(input.chunks, input.keys, &candidates, &found);
    let weights: Vec<Weight> = candidates
        .iter()
        .zip(table.said())
        .zip(clarities)
        .map(|((c, said), clarity)| Weight {
            clarity,
            ..weigh::weigh(input.language, input.keys, &c.keys, *said, input.sides)
        })
        .collect();
    let mut chosen = choose(input, &candidates, &table, &weights, &found, &mut trace);
    add_watched(&mut chosen, &watched, &table);
    let spellings: Vec<Vec<Box<[u32]>>> =
        chosen.iter().map(|c| vec![candidates[c.candidate as usize].keys.clone()]).collect();
    let harvest = harvest::harvest(input, &spellings);
    let terms = term::describe(input, &candidates, &table, &weights, &chosen, &harvest);
    let explained = asked.explain(input, &trace, &candidates, &terms);
    Scored { terms, mentions: harvest.mentions, candidates: candidates.len() as u64, explained }
}

/// Adds what the user wants to see in any case to the candidates, and returns their numbers.
fn watch(input: &Input, candidates: &mut Vec<Candidate>) -> Vec<u32> {
    let phrases =
        input.settings.include.iter().filter_map(|p| lists::keys_of(p, input.language, input.keys, input.rewrites));
    let mut watched = vec![];
    for keys in phrases {
        let place = candidates.iter().position(|c| c.keys == keys).unwrap_or_else(|| {
            candidates.push(Candidate { keys, calls: 0, mentions: 0 });
            candidates.len() - 1
        });
        watched.push(place as u32);
    }
    watched
}

/// What the user watches stands at the end of the list if its own weight does not lift it, if anybody says it.
fn add_watched(chosen: &mut Vec<Chosen>, watched: &[u32], table: &Table) {
    for candidate in watched {
        let listed = chosen.iter().any(|c| c.candidate == *candidate);
        if !listed && table.said()[*candidate as usize].customer > 0 {
            chosen.push(Chosen { candidate: *candidate, gain: 0.0, alone: 0.0 });
        }
    }
}

fn shortlist(input: &Input, mut candidates: Vec<Candidate>, trace: &mut Trace) -> Vec<Candidate> {
    if candidates.len() <= MOST_CANDIDATES {
        return candidates;
    }
    let mut worth: Vec<(f64, usize)> = candidates
        .par_iter()
        .enumerate()
        .map(|(n, c)| {
            let said = Said { customer: c.calls, unprompted: c.calls, ..Said::default() };
            let weight = weigh::weigh(input.language, input.keys, &c.keys, said, input.sides);
            (weight.background * f64::from(c.calls) * size(c), n)
        })
        .collect();
    worth.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    worth.truncate(MOST_CANDIDATES);
    worth.sort_unstable_by_key(|(_, n)| *n);
    let mut keep = worth.into_iter().map(|(_, n)| n).peekable();
    let mut n = 0;
    candidates.retain(|candidate| {
        n += 1;
        let stays = keep.next_if_eq(&(n - 1)).is_some();
        if !stays {
            trace.note(&candidate.keys, || Fate::NotShortlisted { most: MOST_CANDIDATES });
        }
        stays
    });
    candidates
}

/// What a single word weighs beside a phrase: "card" names a thing, "lost my card" says what is the matter.
const SINGLE_WORD: f64 = 0.2;

/// A word is a term by itself where customers say it twice as often as any speaker does; in log2 units.
const ALONE: f64 = 1.0;

/// Longer phrases say more, up to three words: 1 + those for a phrase.
fn size(candidate: &Candidate) -> f64 {
    match candidate.keys.len() {
        1 => SINGLE_WORD,
        n => 1.0 + n.min(3) as f64,
    }
}

/// Where the candidates are said, over all calls: incidences sorted by candidate, call and speaker.
fn occurrences(input: &Input, candidates: &[Candidate]) -> Found {
    let trie = Trie::new(candidates.iter().map(|c| &*c.keys));
    let speaker = |call: u32, turn: u32| input.corpus.calls[call as usize].turns[turn as usize].speaker;
    let parts: Vec<Found> = input.chunks.par_iter().map(|chunk| find(&trie, chunk, speaker)).collect();
    let mut all = Found::default();
    for part in parts {
        let first = all.sentence_count;
        all.first_sentences.push(first);
        all.sentences.extend(part.sentences.iter().map(|s| InSentence { sentence: s.sentence + first, ..*s }));
        all.sentence_count += part.sentence_count + 1;
        all.incidences.extend(part.incidences);
        all.rep_calls.extend(part.rep_calls);
    }
    all.incidences.par_sort_unstable_by_key(|i: &Incidence| (i.candidate, i.call, i.speaker));
    all.sentences.par_sort_unstable();
    all.rep_calls.par_sort_unstable();
    all
}

/// A term that reps say in more calls than customers is theirs, not the customers'.
fn is_the_reps(said: Said) -> bool {
    said.rep > said.customer
}

/// Whether a candidate may be a term, by who says it.
fn eligible(said: Said, persons: u32, least: u32) -> Result<(), Fate> {
    let least_persons = least.min(3);
    if said.customer < least || persons < least_persons {
        return Err(Fate::TooFew { calls: least, persons: least_persons });
    }
    if said.unprompted == 0 {
        return Err(Fate::OnlyPrompted);
    }
    if is_the_reps(said) { Err(Fate::TheReps) } else { Ok(()) }
}

fn choose(
    input: &Input,
    candidates: &[Candidate],
    table: &Table,
    weights: &[Weight],
    found: &Found,
    trace: &mut Trace,
) -> Vec<Chosen> {
    let least = support(input.settings, input.sides.calls);
    let most = input.settings.max_terms as usize;
    let may: Vec<bool> = (0..candidates.len())
        .map(|n| match eligible(table.said()[n], table.persons(n).len() as u32, least) {
            Ok(()) => true,
            Err(fate) => {
                trace.note(&candidates[n].keys, || fate);
                false
            }
        })
        .collect();
    if let Some(values) = order::values(input, input.settings.rank, candidates, table, weights) {
        let mut chosen: Vec<Chosen> = (0..candidates.len())
            .filter(|n| may[*n])
            .map(|n| Chosen { candidate: n as u32, gain: values[n], alone: values[n] })
            .collect();
        chosen.sort_by(|a, b| b.gain.total_cmp(&a.gain).then(a.candidate.cmp(&b.candidate)));
        chosen.truncate(most);
        return chosen;
    }
    let gain = |n: usize| {
        if may[n] { weights[n].distinctive * weights[n].clarity.powi(2) * size(&candidates[n]) } else { 0.0 }
    };
    let mut gains: Vec<f64> = (0..candidates.len()).map(gain).collect();
    for (n, gain) in gains.iter_mut().enumerate() {
        if *gain <= 0.0 {
            trace.note(&candidates[n].keys, || Fate::Ordinary);
        } else if candidates[n].keys.len() == 1 && weights[n].heard && weights[n].background < ALONE {
            trace.note(&candidates[n].keys, || Fate::OrdinaryWord);
            *gain = 0.0;
        }
    }
    choose::choose(candidates, &gains, &found.sentences, found.sentence_count as usize + 1, most)
}
