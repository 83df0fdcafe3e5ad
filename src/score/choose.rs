//! Which terms, in which order? Weighted candidates and the sentences that hold them in, the list out: one by one the
//! candidate that adds most to what stands above it.
//!
//! The gain of a candidate is its weight times the root of the sum, over the calls that say it, of the best of its
//! sentences there, where a sentence that already holds k chosen terms counts 1 / (1 + k)^3; times the mean over its
//! words of 1 / (1 + k)^(1/3), where k chosen terms have the word already, so that a topic that is said in many ways
//! does not fill the list. A single word stands or falls by its sentences. A call counts at most once, however often
//! it repeats itself. The gain never grows as terms are chosen, so that a candidate's last known gain is an upper
//! bound and only the best few need to be worked out again (lazy greedy, Minoux 1978).

use super::candidate::Candidate;
use crate::count::occurrence::InSentence;
use crate::language::Map;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// A chosen candidate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chosen {
    /// Its number.
    pub candidate: u32,
    /// What it adds, in the units of its weight.
    pub gain: f64,
    /// What it would add if nothing stood above it.
    pub alone: f64,
}

struct Bound {
    gain: f64,
    candidate: u32,
    round: usize,
}

impl PartialEq for Bound {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Bound {}
impl PartialOrd for Bound {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Bound {
    fn cmp(&self, other: &Self) -> Ordering {
        self.gain.total_cmp(&other.gain).then_with(|| other.candidate.cmp(&self.candidate))
    }
}

/// What the chosen terms hold already.
struct Above {
    /// By sentence: how many of them.
    sentences: Vec<u8>,
    /// By word: in how many of them.
    words: Map<u32, u32>,
}

impl Above {
    fn add(&mut self, candidate: &Candidate, places: &[InSentence]) {
        for place in places {
            let n = &mut self.sentences[place.sentence as usize];
            *n = n.saturating_add(1);
        }
        for (at, word) in candidate.keys.iter().enumerate() {
            if !candidate.keys[..at].contains(word) {
                *self.words.entry(*word).or_default() += 1;
            }
        }
    }

    /// Sum over calls of the freshest sentence.
    fn spread(&self, places: &[InSentence]) -> f64 {
        let freshest = |call: &[InSentence]| {
            let least = call.iter().map(|place| self.sentences[place.sentence as usize]).min().unwrap_or(0);
            FRESHNESS[usize::from(least).min(FRESHNESS.len() - 1)]
        };
        places.chunk_by(|a, b| a.call == b.call).map(freshest).sum()
    }

    /// How fresh the words of a phrase are, 0 to 1.
    fn wording(&self, candidate: &Candidate) -> f64 {
        if candidate.keys.len() == 1 {
            return 1.0;
        }
        let fresh = |word: &u32| 1.0 / f64::from(1 + self.words.get(word).copied().unwrap_or(0)).cbrt();
        candidate.keys.iter().map(fresh).sum::<f64>() / candidate.keys.len() as f64
    }
}

/// Chooses up to `most` candidates. `weights` by candidate (those at or below 0 are never chosen); `places` sorted by
/// candidate, call and sentence; sentences are numbered below `sentences`. Candidates of equal gain come in their order.
pub fn choose(
    candidates: &[Candidate],
    weights: &[f64],
    places: &[InSentence],
    sentences: usize,
    most: usize,
) -> Vec<Chosen> {
    let ranges = ranges(weights.len(), places);
    let mut above = Above { sentences: vec![0; sentences], words: Map::default() };
    let gain = |candidate: u32, above: &Above| {
        let (from, to) = ranges[candidate as usize];
        let spread = above.spread(&places[from..to]).sqrt();
        weights[candidate as usize] * spread * above.wording(&candidates[candidate as usize])
    };
    let mut heap: BinaryHeap<Bound> = (0..weights.len() as u32)
        .filter(|candidate| weights[*candidate as usize] > 0.0)
        .map(|candidate| Bound { gain: gain(candidate, &above), candidate, round: 0 })
        .filter(|bound| bound.gain > 0.0)
        .collect();
    let alone: Vec<f64> = (0..weights.len() as u32).map(|candidate| gain(candidate, &above)).collect();
    let mut chosen = Vec::with_capacity(most);
    while let Some(best) = heap.pop() {
        if chosen.len() == most {
            break;
        }
        if best.round < chosen.len() {
            heap.push(Bound { gain: gain(best.candidate, &above), round: chosen.len(), ..best });
            continue;
        }
        let (from, to) = ranges[best.candidate as usize];
        above.add(&candidates[best.candidate as usize], &places[from..to]);
        chosen.push(Chosen { candidate: best.candidate, gain: best.gain, alone: alone[best.candidate as usize] });
    }
    chosen
}

/// 1 / (1 + k)^3 for k terms above.
const FRESHNESS: [f64; 8] =
    [1.0, 1.0 / 8.0, 1.0 / 27.0, 1.0 / 64.0, 1.0 / 125.0, 1.0 / 216.0, 1.0 / 343.0, 1.0 / 512.0];

/// Where the places of each candidate begin and end.
pub(super) fn ranges(candidates: usize, places: &[InSentence]) -> Vec<(usize, usize)> {
    let mut ranges = vec![(0, 0); candidates];
    let mut at = 0;
    for group in places.chunk_by(|a, b| a.candidate == b.candidate) {
        ranges[group[0].candidate as usize] = (at, at + group.len());
        at += group.len();
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(candidate: u32, call: u32, sentence: u32) -> InSentence {
        InSentence { candidate, call, sentence }
    }

    fn candidate(keys: &[u32]) -> Candidate {
        Candidate { keys: keys.into(), calls: 0, mentions: 0 }
    }

    #[test]
    fn what_adds_most_comes_first_and_repeats_do_not_count() {
        // 0 and 1 stand in the same three sentences; 2 in two others; 3 forty times in one call.
        let mut places = vec![];
        for call in 0..3 {
            places.push(place(0, call, call));
            places.push(place(1, call, call));
        }
        places.extend([place(2, 5, 5), place(2, 6, 6)]);
        places.extend((0..40).map(|n| place(3, 9, 10 + n)));
        places.sort_unstable();
        let candidates = [0, 1, 2, 3].map(|word| candidate(&[word]));
        let chosen = choose(&candidates, &[1.0, 0.9, 1.0, 1.0], &places, 60, 10);
        let order: Vec<u32> = chosen.iter().map(|c| c.candidate).collect();
        assert_eq!(order, [0, 2, 3, 1]);
        assert_eq!((chosen[0].gain, chosen[3].alone), (3_f64.sqrt(), 0.9 * 3_f64.sqrt()));
        assert!((chosen[3].gain - 0.9 * (3.0_f64 / 8.0).sqrt()).abs() < 1e-12);
    }
    #[test]
    fn a_phrase_of_words_that_stand_above_adds_less() {
        // Each in three sentences of its own; 1 shares a word with 0, 2 shares none but is a little lighter.
        let candidates = [&[7, 8][..], &[9, 8], &[5, 6], &[8]].map(candidate);
        let mut places: Vec<InSentence> =
            (0..4).flat_map(|c| (0..3).map(move |call| place(c, call, 3 * c + call))).collect();
        places.sort_unstable();
        let chosen = choose(&candidates, &[1.0, 0.95, 0.9, 0.2], &places, 60, 10);
        let order: Vec<u32> = chosen.iter().map(|c| c.candidate).collect();
        assert_eq!(order, [0, 2, 1, 3]);
        let half_new = (1.0 + 1.0 / 2_f64.cbrt()) / 2.0;
        assert!((chosen[2].gain / chosen[2].alone - half_new).abs() < 1e-12);
        assert_eq!(chosen[3].gain, chosen[3].alone, "a single word is judged by its sentences");
    }
}
