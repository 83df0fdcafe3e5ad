//! The calls of a folder in, out those that are the same conversation as another: sibling exports of one recording, the
//! corrected or redacted twin, the same call under two names. One call counts once.
//!
//! Two calls are the same where their sets of five-word shingles overlap by a third or more, formulas that many calls
//! share aside. It is estimated from the 128 smallest hashes of each, whose choice depends on the words alone. Measured:
//! one talk typed by two people overlaps by 39 to 89 hundredths, different calls with one interview guide by 23 at most.
//! Files of one stem in one folder are expected to be the same and need less. Short texts may be equal by chance, as
//! survey answers are: below 80 words only files of one stem with equal words are one call.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::read::Draft;

/// A call that is not counted, and the one that stands for it, as places in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Twin {
    /// The call that is left out.
    pub dropped: usize,
    /// The call that is kept.
    pub kept: usize,
}

/// Words of a shingle.
const SHINGLE: usize = 5;
/// Smallest hashes kept of a call.
const SKETCH: usize = 128;
/// Of these, so many look for the other calls that have them.
const SCOUTS: usize = 24;
/// A shingle in more calls than this is a formula (`thank you for calling`) and leads nowhere.
const FORMULA: usize = 24;
/// Fewer words than this are not compared by shingles.
const SHORT: u32 = 80;
/// Fewer words than this are never taken for the same.
const TINY: u32 = 8;
/// After so many hashes two calls with hardly anything in common are told apart.
const GLANCE: usize = 24;
/// Fewer hashes than this say nothing about how much two calls share.
const FEWEST: usize = 20;
/// Shared shingles, in hundredths of all shingles of the two, from which two calls are the same.
const SAME: usize = 35;
/// The same for calls of fewer words than [`BRIEF`]: what a rep reads out can be half of a short call.
const SAME_BRIEF: usize = 75;
/// Words.
const BRIEF: u32 = 300;
/// The same for two exports of one stem, which may differ by a recogniser's corrections.
const SAME_STEM: usize = 20;

/// The calls that are another's twin, in the order of the list. Of each group the one is kept that knows roles, else
/// names, else times; then the one with most words; then the first path.
pub fn duplicates(calls: &[(String, &'static str, Draft)]) -> Vec<Twin> {
    let mut prints: Vec<Print> = calls.par_iter().map(|(_, _, draft)| Print::of(draft)).collect();
    let mut groups = Groups::new(calls.len());
    join_equal(calls, &prints, &mut groups);
    join_siblings(calls, &prints, &mut groups);
    join_alike(&mut prints, &mut groups);
    let mut best: FxHashMap<usize, usize> = FxHashMap::default();
    for place in 0..calls.len() {
        let kept = best.entry(groups.root(place)).or_insert(place);
        if worth(calls, &prints, place) > worth(calls, &prints, *kept) {
            *kept = place;
        }
    }
    let twin = |place: usize| Twin { dropped: place, kept: best.get(&groups.root_of(place)).copied().unwrap_or(place) };
    (0..calls.len()).map(twin).filter(|twin| twin.dropped != twin.kept).collect()
}

/// What is kept rather than left out; a path that comes earlier is worth more.
fn worth<'a>(
    calls: &'a [(String, &'static str, Draft)],
    prints: &[Print],
    place: usize,
) -> (bool, bool, bool, u32, std::cmp::Reverse<&'a str>) {
    let (path, _, draft) = &calls[place];
    let roles = draft.labels.iter().any(|label| label.role.is_some());
    let names = draft.labels.iter().filter(|label| !label.name.is_empty()).nth(1).is_some();
    let times = draft.turns.iter().any(|turn| turn.at.is_some());
    (roles, names, times, prints[place].words, std::cmp::Reverse(path))
}

/// What two calls must share to be the same.
fn enough(a: &Print, b: &Print) -> usize {
    if a.words.min(b.words) < BRIEF { SAME_BRIEF } else { SAME }
}

/// Long calls of exactly the same words.
fn join_equal(calls: &[(String, &'static str, Draft)], prints: &[Print], groups: &mut Groups) {
    let mut first: FxHashMap<(u64, u32), usize> = FxHashMap::default();
    for place in (0..calls.len()).filter(|place| prints[*place].words >= SHORT) {
        let earlier = *first.entry((prints[place].whole, prints[place].words)).or_insert(place);
        groups.join(earlier, place);
    }
}

/// Files of one stem in one folder.
fn join_siblings(calls: &[(String, &'static str, Draft)], prints: &[Print], groups: &mut Groups) {
    let mut stems: FxHashMap<(String, &str), Vec<usize>> = FxHashMap::default();
    for (place, (path, _, _)) in calls.iter().enumerate() {
        stems.entry(stem(path)).or_default().push(place);
    }
    for siblings in stems.values() {
        for (at, &place) in siblings.iter().enumerate().skip(1) {
            // Each with the first and with the one before is enough: siblings are few, and groups grow together.
            for other in [siblings[0], siblings[at - 1]] {
                if file(&calls[other].0) != file(&calls[place].0) && are_siblings(&prints[other], &prints[place]) {
                    groups.join(other, place);
                }
            }
        }
    }
}

fn are_siblings(a: &Print, b: &Print) -> bool {
    let equal = a.whole == b.whole && a.words == b.words && a.words >= TINY;
    equal || (a.words.min(b.words) >= SHORT && a.shared(b) >= SAME_STEM)
}

/// Any two calls that share enough.
fn join_alike(prints: &mut [Print], groups: &mut Groups) {
    let long = |place: &usize| prints[*place].words >= SHORT && groups.root_of(*place) == *place;
    let places: Vec<usize> = (0..prints.len()).filter(long).collect();
    forget_formulas(prints, &places);
    let mut scouts = heard(prints, &places, SCOUTS);
    scouts.par_sort_unstable();
    for calls in scouts.chunk_by(|a, b| a.0 == b.0) {
        for (at, &(_, a)) in calls.iter().enumerate() {
            for &(_, b) in &calls[at + 1..] {
                let (a, b) = (a as usize, b as usize);
                if groups.root(a) != groups.root(b) && prints[a].shared(&prints[b]) >= enough(&prints[a], &prints[b]) {
                    groups.join(a, b);
                }
            }
        }
    }
}

/// Which call has which of its `first` smallest hashes.
fn heard(prints: &[Print], places: &[usize], first: usize) -> Vec<(u64, u32)> {
    let own = |place: &usize| {
        let place = *place;
        prints[place].sketch.iter().take(first).map(move |hash| (*hash, place as u32))
    };
    places.iter().flat_map(own).collect()
}

fn forget_formulas(prints: &mut [Print], places: &[usize]) {
    if places.len() <= FORMULA {
        return;
    }
    let mut heard = heard(prints, places, SKETCH);
    heard.par_sort_unstable();
    let often = heard.chunk_by(|a, b| a.0 == b.0).filter(|calls| calls.len() > FORMULA);
    let formulas: FxHashSet<u64> = often.map(|calls| calls[0].0).collect();
    prints.par_iter_mut().for_each(|print| print.sketch.retain(|hash| !formulas.contains(hash)));
}

/// The file of a call, without the `#n` of its place in it.
fn file(path: &str) -> &str {
    match path.rsplit_once('#') {
        Some((file, n)) if !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()) => file,
        _ => path,
    }
}

/// The name without its endings (`talk.words.json` and `talk.srt` are `talk`), with the place in the file.
fn stem(path: &str) -> (String, &str) {
    let file = file(path);
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    let folder = folder.strip_suffix(".zip").map_or(folder, |archive| archive.rsplit_once('/').map_or("", |(f, _)| f));
    let mut stem = name;
    while let Some((rest, ending)) = stem.rsplit_once('.') {
        let is_ending = (2..=6).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
        if !is_ending || rest.is_empty() {
            break;
        }
        stem = rest;
    }
    (format!("{folder}/{}", stem.to_lowercase()), &path[file.len()..])
}

/// What a call is compared by.
struct Print {
    words: u32,
    /// Hash of all words in their order.
    whole: u64,
    /// The smallest hashes of its shingles, ascending.
    sketch: Vec<u64>,
    /// Up to this hash all its shingles are in the sketch.
    known: u64,
}

impl Print {
    fn of(draft: &Draft) -> Print {
        let mut shingles = Shingles::default();
        for turn in &draft.turns {
            words(draft.turn_text(turn).as_bytes(), |hash| shingles.word(hash));
        }
        shingles.trim();
        let known = shingles.most.unwrap_or(u64::MAX);
        Print { words: shingles.count, whole: shingles.whole, sketch: shingles.smallest, known }
    }

    /// Shingles of both in hundredths of the shingles of either, estimated from the hashes that would be known of both.
    fn shared(&self, other: &Print) -> usize {
        let known = self.known.min(other.known);
        let (mut a, mut b) = (self.sketch.as_slice(), other.sketch.as_slice());
        let (mut of, mut both) = (0, 0);
        while let Some(least) = a.first().into_iter().chain(b.first()).min().copied().filter(|least| *least <= known) {
            let (in_a, in_b) = (a.first() == Some(&least), b.first() == Some(&least));
            (a, b) = (&a[usize::from(in_a)..], &b[usize::from(in_b)..]);
            of += 1;
            both += usize::from(in_a && in_b);
            if of == GLANCE && both < 3 {
                return 0;
            }
        }
        if of < FEWEST { 0 } else { both * 100 / of }
    }
}

const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;

/// `PRIME` to the power of [`SHINGLE`]: what a word weighs when it leaves the running hash.
const LEAVING: u64 = PRIME.wrapping_pow(SHINGLE as u32);

/// The running hash of the last words, and the smallest hashes so far.
#[derive(Default)]
struct Shingles {
    ring: [u64; SHINGLE],
    place: usize,
    running: u64,
    count: u32,
    whole: u64,
    smallest: Vec<u64>,
    most: Option<u64>,
}

impl Shingles {
    fn word(&mut self, word: u64) {
        let word = mix(word);
        self.whole = (self.whole.rotate_left(5) ^ word).wrapping_mul(PRIME);
        let gone = std::mem::replace(&mut self.ring[self.place], word);
        self.place = if self.place + 1 == SHINGLE { 0 } else { self.place + 1 };
        self.running = self.running.wrapping_mul(PRIME).wrapping_add(word).wrapping_sub(gone.wrapping_mul(LEAVING));
        self.count = self.count.saturating_add(1);
        let hash = mix(self.running);
        if self.most.is_none_or(|most| hash < most) && self.count as usize >= SHINGLE {
            self.smallest.push(hash);
            if self.smallest.len() >= SKETCH * 4 {
                self.trim();
            }
        }
    }

    fn trim(&mut self) {
        self.smallest.sort_unstable();
        self.smallest.dedup();
        self.smallest.truncate(SKETCH);
        if self.smallest.len() == SKETCH {
            self.most = self.smallest.last().copied();
        }
    }
}

fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    hash ^ (hash >> 32)
}

/// What a byte is in a word: itself, in lower case; 0 for one that ends a word; 1 for an apostrophe, passed over; 2 for
/// the first byte of a sign beyond the letters, which needs a look.
const BYTES: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        table[byte] = match b {
            b'a'..=b'z' | b'0'..=b'9' | 0x80..=0xBF | 0xC3..=0xE1 | 0xF0..=0xFF => b,
            b'A'..=b'Z' => b | 0x20,
            b'\'' => 1,
            0xC2 | 0xE2..=0xEF => 2,
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// The hash of each word: letters without case, digits; apostrophes are passed over, a Chinese or Japanese sign is a
/// word. No word hashes to 0.
fn words(text: &[u8], mut take: impl FnMut(u64)) {
    let mut hash = 0u64;
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let step = match BYTES[byte as usize] {
            1 => 1,
            2 if text[at..].starts_with("\u{2019}".as_bytes()) => 3,
            kind @ (0 | 2) => {
                if hash != 0 {
                    take(hash);
                    hash = 0;
                }
                let ideograph = (0xE3..=0xEF).contains(&byte);
                if ideograph && let Some(sign) = text.get(at..at + 3) {
                    take(sign.iter().fold(1, |hash, b| packed(hash, *b)));
                }
                if kind == 0 { 1 } else { usize::from(byte >= 0xE0) + 2 }
            }
            letter => {
                hash = packed(hash, letter);
                1
            }
        };
        at += step;
    }
    if hash != 0 {
        take(hash);
    }
}

/// Seven bits a letter, so that words of nine letters are told apart exactly; longer ones are folded.
fn packed(hash: u64, letter: u8) -> u64 {
    (hash.rotate_left(7) ^ u64::from(letter)).max(1)
}

/// Places that belong together; the smallest stands for the group.
struct Groups {
    above: Vec<usize>,
}

impl Groups {
    fn new(len: usize) -> Self {
        Groups { above: (0..len).collect() }
    }

    fn root_of(&self, mut place: usize) -> usize {
        while self.above[place] != place {
            place = self.above[place];
        }
        place
    }

    fn root(&mut self, place: usize) -> usize {
        let root = self.root_of(place);
        let mut at = place;
        while self.above[at] != root {
            at = std::mem::replace(&mut self.above[at], root);
        }
        root
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.above[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests;
