//! Which rare spellings may be a frequent word misheard? Streams in; suggestions out, for the user to judge: nothing is
//! merged by them.

use super::Input;
use super::alike::{jaro_winkler, sound};
use crate::count::stream::{Chunk, KEYS, turn_of};
use crate::language::{Kind, Map, Set};
use std::collections::BTreeMap;
use std::sync::OnceLock;

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
/// Words whose lengths differ by more bytes are not compared.
const MOST_APART: u32 = 3;
/// Most suggestions, and neighbours shown of each.
const MOST: (usize, usize) = (200, 5);

/// Suggestions, those for the most frequent words first.
pub fn suggest(input: &Input) -> Vec<Suggestion> {
    let words = Words::count(input);
    let (mut pairs, split) = rayon::join(|| words.misspelt(), || words.split_in_two());
    for (pair, calls, target) in split {
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
    /// Whether the language knows the key.
    known: Vec<bool>,
    /// Frequent words by their first letters.
    frequent: Map<Block, Vec<Frequent>>,
}

/// A word that may be meant, made ready to be compared with many.
struct Frequent {
    key: u32,
    looks: Looks,
}

/// What can be told of a spelling before it is compared letter by letter.
#[derive(Clone, Copy, Default)]
struct Outline {
    length: u32,
    /// Which of the letters a to z it has, as bits.
    letters: u32,
}

impl Outline {
    fn of(word: &str) -> Self {
        let letters = word.bytes().filter(u8::is_ascii_lowercase).fold(0, |all, byte| all | 1 << (byte - b'a'));
        Outline { length: word.len() as u32, letters }
    }

    /// Of two words written as one.
    fn joined(self, other: Outline) -> Self {
        Outline { length: self.length + other.length, letters: self.letters | other.letters }
    }

    /// The Jaro-Winkler similarity is at most this: each letter that only one of them has is one that cannot be matched.
    fn most_alike(self, other: Outline) -> f64 {
        if self.length.abs_diff(other.length) > MOST_APART {
            return 0.0;
        }
        let left = |a: Outline, b: Outline| a.length - (a.letters & !b.letters).count_ones();
        let matched = f64::from(left(self, other).min(left(other, self)));
        let jaro = (matched / f64::from(self.length) + matched / f64::from(other.length) + 1.0) / 3.0;
        jaro + 0.4 * (1.0 - jaro)
    }
}

/// A spelling with its outline and its sound, which is worked out when it is asked for.
struct Looks {
    outline: Outline,
    sound: OnceLock<Option<String>>,
}

impl Looks {
    fn of(word: &str) -> Self {
        Looks { outline: Outline::of(word), sound: OnceLock::new() }
    }

    fn sound(&self, word: &str) -> Option<&str> {
        self.sound.get_or_init(|| sound(word).filter(|code| code.len() > 2)).as_deref()
    }
}

fn sound_alike((a, ours): (&str, &Looks), (b, theirs): (&str, &Looks)) -> bool {
    ours.sound(a).is_some_and(|code| theirs.sound(b) == Some(code))
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
        let known = keys.iter().map(|key| input.language.zipf(&key.base).is_some()).collect();
        let mut words = Words { input, calls, known, frequent: Map::default() };
        for key in 0..keys.len() as u32 {
            if words.is_name_like(key) && words.calls[key as usize] >= LEAST_CALLS {
                let base = words.base(key);
                let frequent = Frequent { key, looks: Looks::of(base) };
                words.frequent.entry(block(base).unwrap_or_default()).or_default().push(frequent);
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
        self.known[key as usize]
    }

    /// The frequent word of which the letters may be a mishearing, the most alike.
    fn meant(&self, said: &str, may: impl Fn(u32) -> bool) -> Option<u32> {
        let all = self.frequent.get(&block(said)?)?;
        let looks = Looks::of(said);
        let alike = |word: &Frequent| Some((alike((said, &looks), (self.base(word.key), &word.looks))?.0, word.key));
        let found = all.iter().filter(|word| may(word.key)).filter_map(alike);
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
            .filter(|(_, keys)| keys.iter().any(|word| own(word.key)))
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
        let outlines: Vec<Outline> = self.input.keys.all().iter().map(|key| Outline::of(&key.base)).collect();
        let found = seen.into_iter().filter_map(|(pair, (calls, _))| {
            let may = |target: u32| own(target) && self.calls[target as usize] >= calls && !pair.contains(&target);
            let outline = outlines[pair[0] as usize].joined(outlines[pair[1] as usize]);
            let near = |word: &Frequent| outline.most_alike(word.looks.outline) >= ALIKE.1 && may(word.key);
            self.frequent.get(&block(self.base(pair[0]))?)?.iter().find(|word| near(word))?;
            let joined = format!("{}{}", self.base(pair[0]), self.base(pair[1]));
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
        let means = self.base(target);
        let (letters, sound) = alike((&joined, &Looks::of(&joined)), (means, &Looks::of(means)))?;
        Some(Suggestion {
            said: said.iter().map(|key| self.base(*key)).collect::<Vec<_>>().join(" "),
            means: means.to_owned(),
            calls: (calls, self.calls[target as usize]),
            letters,
            sound,
            neighbours: shared.iter().take(MOST.1).map(|(_, key)| self.base(*key).to_owned()).collect(),
            first: near.first.get(said).copied()?,
        })
    }
}

/// How alike, and whether in sound; `None` if not enough, or if both are words of one stem.
fn alike((said, ours): (&str, &Looks), (means, theirs): (&str, &Looks)) -> Option<(f64, bool)> {
    if said == means || ours.outline.most_alike(theirs.outline) < ALIKE.1 {
        return None;
    }
    let same_sound = sound_alike((said, ours), (means, theirs));
    let least = if same_sound { ALIKE.1 } else { ALIKE.0 };
    if ours.outline.most_alike(theirs.outline) < least {
        return None;
    }
    let letters = jaro_winkler(said, means);
    (letters >= least && !derives(said, means)).then_some((letters, same_sound))
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
            assert!(are_alike(said, means), "{said} {means}");
        }
        for (said, means) in
            [("helpfully", "helpful"), ("incorporation", "incorporate"), ("startup", "start"), ("cart", "invoice")]
        {
            assert!(!are_alike(said, means), "{said} {means}");
        }
    }

    fn are_alike(said: &str, means: &str) -> bool {
        alike((said, &Looks::of(said)), (means, &Looks::of(means))).is_some()
    }

    proptest::proptest! {
        #[test]
        fn nothing_alike_is_turned_away_unread(a in "[a-e]{4,9}", b in "[a-e]{4,9}") {
            let near = a.len().abs_diff(b.len()) <= MOST_APART as usize;
            let most = Outline::of(&a).most_alike(Outline::of(&b));
            proptest::prop_assert!(!near || jaro_winkler(&a, &b) <= most + 1e-12, "{a} {b} {most}");
        }

        #[test]
        fn two_words_have_the_outline_of_the_one(a in "[a-z]{2,9}", b in "[a-z]{2,9}") {
            let (joined, one) = (Outline::of(&a).joined(Outline::of(&b)), Outline::of(&format!("{a}{b}")));
            proptest::prop_assert_eq!((joined.length, joined.letters), (one.length, one.letters));
        }
    }
}
