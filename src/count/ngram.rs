//! Counts n-grams level by level: an n-gram can be in `support` calls only if both its parts of one word less are, so
//! each level looks only where the level above survived. The counts are exact (Agrawal & Srikant 1994; TopMine 2014).
//!
//! A key of level n packs its two parts of n-1 words, the one without the last word and the one without the first, into
//! 64 bits. Positions are dealt out to shards by a hash of the key, each shard is counted with a small map of its own, and the numbers of the survivors are dealt
//! back in the same order: no map is ever shared, and the result does not depend on the number of threads.

use super::stream::{Chunk, KEYS};
use crate::language::Map;
use rayon::prelude::*;

/// No n-gram begins here, or none that survived.
const NONE: u32 = u32::MAX;

/// The n-grams of one length that survived.
#[derive(Default)]
pub struct Level {
    /// Number, in the level above, of the n-gram without its last word. 0 on the first level.
    pub head: Vec<u32>,
    /// The same of the n-gram without its first word. On the first level the key itself.
    pub tail: Vec<u32>,
    /// Key of the last word.
    pub last: Vec<u32>,
    /// Calls that hold it.
    pub calls: Vec<u32>,
    /// Times it is said.
    pub mentions: Vec<u32>,
}

impl Level {
    /// Number of n-grams.
    pub fn len(&self) -> usize {
        self.tail.len()
    }

    /// Whether none survived.
    pub fn is_empty(&self) -> bool {
        self.tail.is_empty()
    }
}

/// All n-grams in at least `support` calls, by length: `levels[0]` holds the single words.
pub struct NGrams {
    /// Shortest first.
    pub levels: Vec<Level>,
}

impl NGrams {
    /// The keys of n-gram `id` of `length` words, written into `out`.
    pub fn words(&self, length: usize, id: usize, out: &mut Vec<u32>) {
        out.clear();
        let mut at = id;
        for level in self.levels[..length].iter().rev() {
            out.push(level.last[at]);
            at = level.head[at] as usize;
        }
        out.reverse();
    }
}

/// Counts all n-grams of up to `longest` words that stand in at least `support` calls.
pub fn count(chunks: &[Chunk], support: u32, longest: usize) -> NGrams {
    let mut levels: Vec<Level> = Vec::new();
    let mut current: Vec<Vec<u32>> = chunks.iter().map(|_| Vec::new()).collect();
    for length in 1..=longest {
        let mut level = next_level(chunks, &mut current, length, support);
        level.last = match levels.last() {
            None => level.tail.clone(),
            Some(above) => level.tail.iter().map(|tail| above.last[*tail as usize]).collect(),
        };
        let done = level.is_empty();
        levels.push(level);
        if done {
            break;
        }
    }
    NGrams { levels }
}

/// Positions of one chunk that fall to one shard: their packed keys and calls, in order.
#[derive(Default)]
struct Dealt {
    keys: Vec<u64>,
    calls: Vec<u32>,
}

/// What a shard has counted.
struct Counted {
    level: Level,
    /// Per chunk, for each of its positions in order: the number of its n-gram within the shard, or [`NONE`].
    answers: Vec<Vec<u32>>,
}

const SHARDS: usize = 64;

fn shard_of(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 58) as usize
}

fn next_level(chunks: &[Chunk], current: &mut [Vec<u32>], length: usize, support: u32) -> Level {
    let mut dealt: Vec<Vec<Dealt>> =
        chunks.par_iter().zip(&*current).map(|(chunk, ids)| deal(chunk, ids, length)).collect();
    let mut by_shard: Vec<Vec<Dealt>> = (0..SHARDS).map(|_| Vec::with_capacity(chunks.len())).collect();
    for chunk in &mut dealt {
        for (shard, positions) in by_shard.iter_mut().zip(chunk.drain(..)) {
            shard.push(positions);
        }
    }
    let counted: Vec<Counted> = by_shard.into_par_iter().map(|positions| count_shard(&positions, support)).collect();
    let mut starts = Vec::with_capacity(SHARDS);
    let mut level = Level::default();
    for shard in &counted {
        starts.push(level.len() as u32);
        level.head.extend(&shard.level.head);
        level.tail.extend(&shard.level.tail);
        level.calls.extend(&shard.level.calls);
        level.mentions.extend(&shard.level.mentions);
    }
    let answers: Vec<Vec<&[u32]>> =
        (0..chunks.len()).map(|chunk| counted.iter().map(|shard| &*shard.answers[chunk]).collect()).collect();
    current.par_iter_mut().zip(chunks).zip(answers).for_each(|((ids, chunk), mut answers)| {
        let before = std::mem::take(ids);
        *ids = collect(chunk, &before, length, &mut answers, &starts);
    });
    level
}

/// Calls `take` with every live position of the chunk: place in the chunk, call, packed key.
fn live(chunk: &Chunk, ids: &[u32], length: usize, mut take: impl FnMut(usize, u32, u64)) {
    let mut base = 0;
    for (call, streams) in (chunk.first_call..).zip(&chunk.calls) {
        let stream = &streams.customer;
        for (at, symbol) in stream.iter().enumerate() {
            let place = base + at;
            if length == 1 {
                if *symbol < KEYS {
                    take(place, call, u64::from(*symbol));
                }
            } else if at + length <= stream.len() && ids[place] != NONE && ids[place + 1] != NONE {
                take(place, call, u64::from(ids[place]) << 32 | u64::from(ids[place + 1]));
            }
        }
        base += stream.len();
    }
}

fn deal(chunk: &Chunk, ids: &[u32], length: usize) -> Vec<Dealt> {
    let mut dealt: Vec<Dealt> = (0..SHARDS).map(|_| Dealt::default()).collect();
    live(chunk, ids, length, |_, call, key| {
        let shard = &mut dealt[shard_of(key)];
        shard.keys.push(key);
        shard.calls.push(call);
    });
    dealt
}

struct Tally {
    last_call: u32,
    calls: u32,
    mentions: u32,
    id: u32,
}

fn count_shard(chunks: &[Dealt], support: u32) -> Counted {
    let mut tallies: Map<u64, Tally> = Map::default();
    for dealt in chunks {
        for (key, call) in dealt.keys.iter().zip(&dealt.calls) {
            let tally = tallies.entry(*key).or_insert(Tally { last_call: NONE, calls: 0, mentions: 0, id: NONE });
            tally.mentions += 1;
            if tally.last_call != *call {
                tally.last_call = *call;
                tally.calls += 1;
            }
        }
    }
    let mut level = Level::default();
    // Numbers are given in order of first mention, so that they do not depend on the map's own order.
    let answers = chunks
        .iter()
        .map(|dealt| {
            dealt
                .keys
                .iter()
                .map(|key| tallies.get_mut(key).map_or(NONE, |t| number(&mut level, *key, t, support)))
                .collect()
        })
        .collect();
    Counted { level, answers }
}

fn number(level: &mut Level, key: u64, tally: &mut Tally, support: u32) -> u32 {
    if tally.id == NONE && tally.calls >= support {
        tally.id = level.len() as u32;
        level.head.push((key >> 32) as u32);
        level.tail.push(key as u32);
        level.calls.push(tally.calls);
        level.mentions.push(tally.mentions);
    }
    tally.id
}

/// The numbers of this level's n-grams by position, from the shards' answers.
fn collect(chunk: &Chunk, ids: &[u32], length: usize, answers: &mut [&[u32]], starts: &[u32]) -> Vec<u32> {
    let mut next = vec![NONE; chunk.calls.iter().map(|call| call.customer.len()).sum()];
    live(chunk, ids, length, |place, _, key| {
        let shard = shard_of(key);
        if let Some((first, rest)) = answers[shard].split_first() {
            answers[shard] = rest;
            if *first != NONE {
                next[place] = starts[shard] + first;
            }
        }
    });
    next
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::stream::{BREAK, CallStreams};
    use std::collections::{BTreeMap, BTreeSet};

    fn chunks(calls: &[Vec<u32>], size: usize) -> Vec<Chunk> {
        calls
            .chunks(size)
            .enumerate()
            .map(|(n, streams)| Chunk {
                first_call: (n * size) as u32,
                calls: streams.iter().map(|s| CallStreams { customer: s.clone(), rep: vec![] }).collect(),
            })
            .collect()
    }

    fn plain(calls: &[Vec<u32>], support: usize, longest: usize) -> BTreeMap<Vec<u32>, (u32, u32)> {
        let mut held: BTreeMap<Vec<u32>, (BTreeSet<usize>, u32)> = BTreeMap::new();
        for (call, stream) in calls.iter().enumerate() {
            for length in 1..=longest {
                for gram in stream.windows(length).filter(|gram| gram.iter().all(|s| *s < KEYS)) {
                    let entry = held.entry(gram.to_vec()).or_default();
                    entry.0.insert(call);
                    entry.1 += 1;
                }
            }
        }
        held.retain(|_, (calls, _)| calls.len() >= support);
        held.into_iter().map(|(gram, (calls, n))| (gram, (calls.len() as u32, n))).collect()
    }

    fn counted(ngrams: &NGrams) -> BTreeMap<Vec<u32>, (u32, u32)> {
        let mut all = BTreeMap::new();
        for (n, level) in ngrams.levels.iter().enumerate() {
            for id in 0..level.len() {
                let mut words = vec![];
                ngrams.words(n + 1, id, &mut words);
                all.insert(words, (level.calls[id], level.mentions[id]));
            }
        }
        all
    }

    #[test]
    fn equals_a_plain_count_whatever_the_chunks() {
        let mut state = 7_u32;
        let mut random = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % below
        };
        let calls: Vec<Vec<u32>> = (0..60)
            .map(|_| (0..80).map(|_| if random(9) == 0 { BREAK } else { random(5) * random(3) }).collect())
            .collect();
        let want = plain(&calls, 3, 6);
        for size in [1, 7, 60] {
            assert_eq!(counted(&count(&chunks(&calls, size), 3, 6)), want);
        }
        assert!(want.keys().any(|gram| gram.len() == 6));
    }
}
