//! How much two phrases mean the same: their words in, 0 to [`ONE`] out, in whole numbers, so that every machine agrees.
//!
//! Two views, joined: the SIF direction of the whole phrase (Arora, Liang & Ma 2017), and word by word, each word against
//! the nearest of the other phrase, weighted by how rare it is (Mihalcea, Corley & Strapparava 2006). The same base form
//! is worth 1; a synonym or a derived word of WordNet nearly as much.

use super::opposite::Stance;
use super::vectors::{Vectors, probability, smooth};
use crate::language::{Kind, Language, Map};

/// What 1.0 is in whole numbers.
pub(super) const ONE: i32 = 10_000;
/// A listed synonym is worth at least this.
const SYNONYM: i32 = 9_000;
/// Of the whole: tenths for the words one by one, the rest for the direction of the phrase.
const WORD_BY_WORD: i32 = 8;
/// Weight that no word bears: phrases of words that tell little ("always on time") are never very much alike.
const DOUBT: i64 = 200;
/// Length to which directions are scaled; a product of two fits 32 bits.
const LENGTH: f64 = 8192.0;
/// What the least telling word weighs.
const LEAST: i32 = 50;
const FUNCTION: Kind = Kind::GRAMMAR.and(Kind::NEGATOR).and(Kind::DISCOURSE);
/// Zipf x 100 of a word that speech does not know.
const UNHEARD: u16 = 250;

/// Phrases as numbers.
pub(super) struct Meanings {
    /// Words of all phrases, one phrase after the other, and where each begins.
    words: Vec<u32>,
    starts: Vec<usize>,
    /// How much the words of each phrase tell together.
    weights: Vec<i64>,
    directions: Rows,
    /// Nearness of each word to each, `vocabulary` wide.
    near: Vec<i16>,
    /// How much a word tells.
    tells: Vec<i32>,
    vocabulary: usize,
}

/// A phrase, ready to be compared with many others: what is its own is looked up once.
pub(super) struct Meaning<'m> {
    of: &'m Meanings,
    at: usize,
    /// For each word how near the nearest word of this phrase is.
    nearest: Vec<i16>,
}

impl Meanings {
    /// Of phrases given as their base words.
    pub(super) fn of(phrases: &[(Vec<String>, Stance)], vectors: &Vectors, language: &Language) -> Self {
        let mut list: Vec<&str> = phrases.iter().flat_map(|(words, _)| words).map(String::as_str).collect();
        list.sort_unstable();
        list.dedup();
        let zipf: Vec<u16> = list.iter().map(|word| language.zipf(word).unwrap_or(UNHEARD)).collect();
        let mut rows = Rows::new(vectors.dimensions);
        for word in &list {
            rows.add(vectors.of(word).unwrap_or_default().iter().map(|x| i16::from(x.cast_signed())));
        }
        let place: Map<&str, u32> = list.iter().zip(0..).map(|(word, at)| (*word, at)).collect();
        let tells: Vec<i32> = list.iter().zip(&zipf).map(|(word, zipf)| tells(*zipf, language.kind(word))).collect();
        let (mut words, mut starts, mut weights) = (vec![], vec![0], vec![]);
        let mut directions = Rows::new(vectors.dimensions);
        for (phrase, _) in phrases {
            let start = words.len();
            words.extend(phrase.iter().filter_map(|word| place.get(word.as_str()).copied()));
            weights.push(words[start..].iter().map(|word| i64::from(tells[*word as usize])).sum());
            directions.add(direction(&words[start..], &rows, &zipf, vectors.dimensions).into_iter());
            starts.push(words.len());
        }
        let near = nearness(list.len(), &rows, &place);
        Meanings { words, starts, weights, directions, near, tells, vocabulary: list.len() }
    }

    /// The phrase numbered `at`.
    pub(super) fn one(&self, at: usize) -> Meaning<'_> {
        let mut nearest = vec![0; self.vocabulary];
        for word in self.words(at) {
            nearest.iter_mut().zip(self.near(*word)).for_each(|(most, near)| *most = (*most).max(*near));
        }
        Meaning { of: self, at, nearest }
    }

    fn words(&self, at: usize) -> &[u32] {
        &self.words[self.starts[at]..self.starts[at + 1]]
    }

    /// Nearness of a word to each.
    fn near(&self, word: u32) -> &[i16] {
        &self.near[word as usize * self.vocabulary..][..self.vocabulary]
    }

    fn told(&self, word: u32, near: i16) -> i64 {
        i64::from(near) * i64::from(self.tells[word as usize])
    }
}

impl Meaning<'_> {
    /// How much the phrase numbered `other` means the same, 0 to [`ONE`].
    pub(super) fn alike(&self, other: usize) -> i32 {
        let (own, others) = (self.of.words(self.at), self.of.words(other));
        if own.is_empty() || others.is_empty() {
            return 0;
        }
        let product = product(self.of.directions.row(self.at), self.of.directions.row(other));
        let whole = (i64::from(product.max(0)) * i64::from(ONE) / (LENGTH * LENGTH) as i64) as i32;
        // How much of the other is said here too, and of this one there.
        let theirs: i64 = others.iter().map(|word| self.of.told(*word, self.nearest[*word as usize])).sum();
        let nearest = |row: &[i16]| others.iter().map(|other| row[*other as usize]).max().unwrap_or(0);
        let ours: i64 = own.iter().map(|word| self.of.told(*word, nearest(self.of.near(*word)))).sum();
        let part = |sum: i64, at: usize| (sum / (self.of.weights[at] + DOUBT)) as i32;
        let words = i32::midpoint(part(theirs, other), part(ours, self.at));
        ((10 - WORD_BY_WORD) * whole + WORD_BY_WORD * words) / 10
    }
}

/// Rows of small numbers, all of one length that the machine likes.
struct Rows {
    width: usize,
    numbers: Vec<i16>,
}

impl Rows {
    fn new(dimensions: usize) -> Self {
        Rows { width: dimensions.max(1).next_multiple_of(16), numbers: vec![] }
    }

    fn add(&mut self, row: impl Iterator<Item = i16>) {
        let start = self.numbers.len();
        self.numbers.extend(row.take(self.width));
        self.numbers.resize(start + self.width, 0);
    }

    fn row(&self, at: usize) -> &[i16] {
        &self.numbers[at * self.width..][..self.width]
    }
}

fn product(a: &[i16], b: &[i16]) -> i32 {
    a.iter().zip(b).map(|(x, y)| i32::from(*x) * i32::from(*y)).sum()
}

/// 750 - Zipf for a word of content, next to nothing for "not", "the" and "somebody": two phrases are not alike because
/// both deny something.
fn tells(zipf: u16, kind: Kind) -> i32 {
    let content = !kind.is(FUNCTION);
    if content { (750 - i32::from(zipf)).max(LEAST) } else { LEAST }
}

fn direction(words: &[u32], rows: &Rows, zipf: &[u16], dimensions: usize) -> Vec<i16> {
    let mut sum = vec![0.0_f64; dimensions];
    for word in words {
        let weight = smooth(probability(zipf[*word as usize]));
        rows.row(*word as usize).iter().zip(&mut sum).for_each(|(x, sum)| *sum += f64::from(*x) * weight);
    }
    let mut length = 0.0;
    for x in &sum {
        length += x * x;
    }
    let scale = if length > 0.0 { LENGTH / length.sqrt() } else { 0.0 };
    sum.iter().map(|x| (x * scale).round() as i16).collect()
}

/// Words that are compared at a time, so that the memory they are written to stays near.
const TILE: usize = 64;

/// Cosines of all words with all, raised to [`SYNONYM`] where a list says so.
fn nearness(words: usize, rows: &Rows, place: &Map<&str, u32>) -> Vec<i16> {
    let mut near = vec![0_i16; words * words];
    for a in (0..words).step_by(TILE) {
        for b in (0..=a).step_by(TILE) {
            cosines(words, rows, (a, b), &mut near);
        }
    }
    for line in include_str!("synonyms.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut line = line.split(' ').map(|word| place.get(word).map(|at| *at as usize));
        let Some(Some(a)) = line.next() else { continue };
        for b in line.flatten() {
            near[a * words + b] = near[a * words + b].max(SYNONYM as i16);
            near[b * words + a] = near[a * words + b];
        }
    }
    near
}

/// Of the words from `from.0` on with those from `from.1` on, a tile of each.
fn cosines(words: usize, rows: &Rows, from: (usize, usize), near: &mut [i16]) {
    let lengths = |from: usize| -> Vec<f64> {
        let tile = from..(from + TILE).min(words);
        tile.map(|at| f64::from(product(rows.row(at), rows.row(at))).sqrt()).collect()
    };
    let (a_lengths, b_lengths) = (lengths(from.0), lengths(from.1));
    for (a, a_length) in (from.0..).zip(&a_lengths) {
        for (b, b_length) in (from.1..a).zip(&b_lengths) {
            let product = product(rows.row(a), rows.row(b));
            if product > 0 {
                let cosine = (f64::from(product) / (a_length * b_length) * f64::from(ONE)) as i16;
                near[a * words + b] = cosine;
                near[b * words + a] = cosine;
            }
        }
        near[a * words + a] = ONE as i16;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    fn alike(a: &str, b: &str) -> i32 {
        let words = |phrase: &str| (phrase.split(' ').map(str::to_owned).collect(), Stance::Open);
        let meanings = Meanings::of(&[words(a), words(b)], &Vectors::bundled(), english());
        assert_eq!(meanings.one(0).alike(1), meanings.one(1).alike(0));
        meanings.one(0).alike(1)
    }

    #[test]
    fn the_same_is_the_same() {
        assert!(alike("wire transfer", "wire transfer") > 7_500);
        assert!(alike("make payment", "pay bill") > alike("make payment", "noisy room"));
        assert!(alike("client complain", "customer complaint") > 4_500);
        assert!(alike("zqxv", "login page") == 0);
        assert!(alike("zqxv", "zqxv") > 5_000, "an unknown word is like itself");
    }
}
