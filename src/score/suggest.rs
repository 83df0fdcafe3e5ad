//! Which rare spellings may be a frequent word misheard? Streams in; suggestions out, for the user to judge: nothing is
//! merged by them.

use super::Input;
use super::alike::{jaro_winkler, sound};
use crate::count::stream::{Chunk, KEYS, turn_of};
use crate::language::{Kind, Map, Set};
use std::collections::BTreeMap;

/// A spelling that may stand for another word.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Suggestion {
    /// One word or two, in base forms.
    pub said: String,
    /// The frequent word.
    pub means: String,
    /// Calls in which either side says the one, and the other.
    pub calls: (u32, u32),
    /// Jaro-Winkler similarity of the letters, without blanks.
    pub letters: f64,
    /// Whether they sound alike.
    pub sound: bool,
    /// Words that stand near both, most often near the rare one first.
    pub neighbours: Vec<String>,
    /// Call and turn in which it is said first, by their numbers.
    pub first: (u32, u32),
}

/// Shortest word that is looked at, in letters, and shortest that may have been heard as two words.
const SHORTEST: (usize, usize) = (4, 6);
/// Least calls of the frequent word.
const LEAST_CALLS: u32 = 3;
/// The frequent word is said in this many times as many calls as the rare one.
const TIMES: u32 = 3;
/// Letters alike enough by themselves; and where they sound alike too.
const ALIKE: (f64, f64) = (0.92, 0.80);
/// Most suggestions, and neighbours shown of each.
const MOST: (usize, usize) = (200, 5);

/// Suggestions, those for the most frequent words first.
pub fn suggest(input: &Input) -> Vec<Suggestion> {
    let words = Words::count(input);
    let mut pairs: BTreeMap<Vec<u32>, (u32, u32)> = words.misspelt();
    for (pair, calls, target) in words.split_in_two() {
        pairs.insert(pair.into(), (calls, target));
    }
    let near = Neighbours::gather(input, &pairs);
    let mut found: Vec<Suggestion> =
        pairs.iter().filter_map(|(said, (calls, target))| words.suggestion(said, *calls, *target, &near)).collect();
    found.sort_by(|a, b| {
        b.calls.1.cmp(&a.calls.1).then_with(|| a.means.cmp(&b.means)).then_with(|| a.said.cmp(&b.said))
    });
    found.truncate(MOST.0);
    found
}

fn streams(chunks: &[Chunk]) -> impl Iterator<Item = (u32, &[u32])> {
    let calls = chunks.iter().flat_map(|chunk| (chunk.first_call..).zip(&chunk.calls));
    calls.flat_map(|(call, streams)| [(call, &*streams.customer), (call, &*streams.rep)])
}

/// The first letters, by which words are compared at all.
type Block = [u8; 2];

fn block(word: &str) -> Option<Block> {
    word.as_bytes().first_chunk().copied()
}

struct Words<'a> {
    input: &'a Input<'a>,
    /// Calls in which either side says the key.
    calls: Vec<u32>,
    /// Frequent words by their first letters.
    frequent: Map<Block, Vec<u32>>,
}

impl<'a> Words<'a> {
    fn count(input: &'a Input<'a>) -> Self {
        let keys = input.keys.all();
        let (mut calls, mut last) = (vec![0_u32; keys.len()], vec![u32::MAX; keys.len()]);
        for (call, stream) in streams(input.chunks) {
            for key in stream.iter().filter(|symbol| **symbol < KEYS).map(|key| *key as usize) {
                calls[key] += u32::from(std::mem::replace(&mut last[key], call) != call);
            }
        }
        let mut words = Words { input, calls, frequent: Map::default() };
        for key in 0..keys.len() as u32 {
            if words.is_name_like(key) && words.calls[key as usize] >= LEAST_CALLS {
                words.frequent.entry(block(words.base(key)).unwrap_or_default()).or_default().push(key);
            }
        }
        words
    }

    fn base(&self, key: u32) -> &str {
        &self.input.keys.key(key).base
    }

    fn is_name_like(&self, key: u32) -> bool {
        let key = self.input.keys.key(key);
        key.kind == Kind::CONTENT && key.base.len() >= SHORTEST.0 && key.base.bytes().all(|b| b.is_ascii_lowercase())
    }

    fn is_known(&self, key: u32) -> bool {
        self.input.language.zipf(self.base(key)).is_some()
    }

    /// The frequent word of which the letters may be a mishearing, the most alike.
    fn meant(&self, said: &str, may: impl Fn(u32) -> bool) -> Option<u32> {
        let all = self.frequent.get(&block(said)?)?;
        let alike = |key: &u32| Some((alike(said, self.base(*key))?.0, *key));
        let found = all.iter().filter(|key| may(**key)).filter_map(alike);
        found.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, key)| key)
    }

    /// Words that the language does not know, each with its calls and the frequent word that it may be.
    fn misspelt(&self) -> BTreeMap<Vec<u32>, (u32, u32)> {
        let rare = (0..self.calls.len() as u32).filter(|key| self.is_name_like(*key) && !self.is_known(*key));
        rare.filter_map(|key| {
            let calls = self.calls[key as usize];
            let may = |target: u32| target != key && self.calls[target as usize] >= calls.max(1) * TIMES;
            Some((vec![key], (calls, self.meant(self.base(key), may)?)))
        })
        .collect()
    }

    /// Two words side by side that together may be a frequent word that the language does not know: a product's name.
    fn split_in_two(&self) -> Vec<([u32; 2], u32, u32)> {
        let own = |key: u32| !self.is_known(key) && self.base(key).len() >= SHORTEST.1;
        let blocks: Set<Block> = self
            .frequent
            .iter()
            .filter(|(_, keys)| keys.iter().any(|key| own(*key)))
            .map(|(block, _)| *block)
            .collect();
        let content = |key: u32| self.input.keys.key(key).kind == Kind::CONTENT;
        let begins = |key: u32| content(key) && block(self.base(key)).is_some_and(|block| blocks.contains(&block));
        let begins: Vec<bool> = (0..self.calls.len() as u32).map(begins).collect();
        let mut seen: Map<[u32; 2], (u32, u32)> = Map::default();
        for (call, stream) in streams(self.input.chunks) {
            for pair in stream.windows(2) {
                if pair[0] < KEYS && pair[1] < KEYS && begins[pair[0] as usize] && content(pair[1]) {
                    let (calls, last) = seen.entry([pair[0], pair[1]]).or_insert((0, u32::MAX));
                    *calls += u32::from(std::mem::replace(last, call) != call);
                }
            }
        }
        let found = seen.into_iter().filter_map(|(pair, (calls, _))| {
            let joined = format!("{}{}", self.base(pair[0]), self.base(pair[1]));
            let may = |target: u32| own(target) && self.calls[target as usize] >= calls && !pair.contains(&target);
            Some((pair, calls, self.meant(&joined, may)?))
        });
        found.collect()
    }

    /// The suggestion, if both stand in like surroundings.
    fn suggestion(&self, said: &[u32], calls: u32, target: u32, near: &Neighbours) -> Option<Suggestion> {
        let (ours, theirs) = (near.of.get(said)?, near.of.get(&[target][..])?);
        let mut shared: Vec<(u32, u32)> =
            ours.iter().filter(|(key, _)| theirs.contains_key(*key)).map(|(key, times)| (*times, *key)).collect();
        shared.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| self.base(a.1).cmp(self.base(b.1))));
        if shared.is_empty() {
            return None;
        }
        let joined: String = said.iter().map(|key| self.base(*key)).collect();
        let (letters, sound) = alike(&joined, self.base(target))?;
        Some(Suggestion {
            said: said.iter().map(|key| self.base(*key)).collect::<Vec<_>>().join(" "),
            means: self.base(target).to_owned(),
            calls: (calls, self.calls[target as usize]),
            letters,
            sound,
            neighbours: shared.iter().take(MOST.1).map(|(_, key)| self.base(*key).to_owned()).collect(),
            first: near.first.get(said).copied()?,
        })
    }
}

/// How alike, and whether in sound; `None` if not enough, or if both are words of one stem.
fn alike(said: &str, means: &str) -> Option<(f64, bool)> {
    if said == means || said.len().abs_diff(means.len()) > 3 {
        return None;
    }
    let letters = jaro_winkler(said, means);
    if letters < ALIKE.1 {
        return None;
    }
    if derives(said, means) {
        return None;
    }
    let same_sound = sound(said).is_some_and(|code| code.len() > 2 && sound(means).as_ref() == Some(&code));
    (same_sound || letters >= ALIKE.0).then_some((letters, same_sound))
}

/// Endings by which English makes words of words.
const ENDINGS: &[&str] = &[
    "", "e", "y", "ly", "ally", "ful", "fully", "er", "ers", "or", "ion", "ation", "ing", "ed", "ment", "able", "ible",
    "al", "ial", "ist", "ism", "ity", "ness", "ive", "ate", "ize", "less", "ish", "ary", "ory",
];

/// Whether they are two words of one stem, "helpful" and "helpfully", or one holds the other, "start" and "startup": no
/// mishearing.
fn derives(said: &str, means: &str) -> bool {
    let stem = said.bytes().zip(means.bytes()).take_while(|(a, b)| a == b).count();
    let (ours, theirs) = (&said[stem..], &means[stem..]);
    let longer = ours.len().max(theirs.len());
    if (ours.is_empty() || theirs.is_empty()) && longer > 1 {
        return true;
    }
    stem >= SHORTEST.0 && longer > 1 && ENDINGS.contains(&ours) && ENDINGS.contains(&theirs)
}

/// Words of content that stand within two words of a spelling.
#[derive(Default)]
struct Neighbours {
    of: BTreeMap<Vec<u32>, Map<u32, u32>>,
    first: BTreeMap<Vec<u32>, (u32, u32)>,
}

impl Neighbours {
    fn gather(input: &Input, pairs: &BTreeMap<Vec<u32>, (u32, u32)>) -> Neighbours {
        let mut near = Neighbours::default();
        let wanted: Set<Vec<u32>> =
            pairs.iter().flat_map(|(said, (_, target))| [said.clone(), vec![*target]]).collect();
        let mut begins = vec![false; input.keys.all().len()];
        wanted.iter().for_each(|said| begins[said[0] as usize] = true);
        for (call, stream) in streams(input.chunks) {
            let mut turn = 0;
            for (at, symbol) in stream.iter().enumerate() {
                turn = turn_of(*symbol).unwrap_or(turn);
                if *symbol >= KEYS || !begins[*symbol as usize] {
                    continue;
                }
                for length in 1..=2 {
                    let Some(said) = stream.get(at..at + length).filter(|said| wanted.contains(*said)) else {
                        continue;
                    };
                    near.first.entry(said.to_vec()).or_insert((call, turn));
                    let around = near.of.entry(said.to_vec()).or_default();
                    let before = stream[..at].iter().rev().take(2).take_while(|key| **key < KEYS);
                    let after = stream[at + length..].iter().take(2).take_while(|key| **key < KEYS);
                    let content = before.chain(after).filter(|key| input.keys.key(**key).kind == Kind::CONTENT);
                    content.for_each(|key| *around.entry(*key).or_insert(0) += 1);
                }
            }
        }
        near
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_alike_and_derivations_are_not() {
        for (said, means) in [("jobren", "jobwren"), ("informaiton", "information"), ("fixmoor", "fixmoore")] {
            assert!(alike(said, means).is_some(), "{said} {means}");
        }
        for (said, means) in
            [("helpfully", "helpful"), ("incorporation", "incorporate"), ("startup", "start"), ("cart", "invoice")]
        {
            assert!(alike(said, means).is_none(), "{said} {means}");
        }
    }
}
