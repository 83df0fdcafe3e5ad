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
const FUNCTION: Kind = Kind::DETERMINER
    .and(Kind::PRONOUN)
    .and(Kind::AUXILIARY)
    .and(Kind::PREPOSITION)
    .and(Kind::CONJUNCTION)
    .and(Kind::QUESTION)
    .and(Kind::NEGATOR)
    .and(Kind::DISCOURSE);
/// Zipf x 100 of a word that speech does not know.
const UNHEARD: u16 = 250;

/// Phrases as numbers.
pub(super) struct Meanings {
    phrases: Vec<Phrase>,
    /// Nearness of each word to each, `words` wide.
    near: Vec<i16>,
    /// How much a word tells.
    tells: Vec<i32>,
    words: usize,
}

struct Phrase {
    words: Vec<u32>,
    direction: Vec<i16>,
}

impl Meanings {
    /// Of phrases given as their base words.
    pub(super) fn of(phrases: &[(Vec<String>, Stance)], vectors: &Vectors, language: &Language) -> Self {
        let mut list: Vec<&str> = phrases.iter().flat_map(|(words, _)| words).map(String::as_str).collect();
        list.sort_unstable();
        list.dedup();
        let zipf: Vec<u16> = list.iter().map(|word| language.zipf(word).unwrap_or(UNHEARD)).collect();
        let rows: Vec<Option<Vec<i32>>> = list
            .iter()
            .map(|word| vectors.of(word).map(|row| row.iter().map(|x| i32::from(x.cast_signed())).collect()))
            .collect();
        let place: Map<&str, u32> = list.iter().zip(0..).map(|(word, at)| (*word, at)).collect();
        let phrases = phrases
            .iter()
            .map(|(words, _)| {
                let words: Vec<u32> = words.iter().filter_map(|word| place.get(word.as_str()).copied()).collect();
                Phrase { direction: direction(&words, &rows, &zipf, vectors.dimensions), words }
            })
            .collect();
        Meanings {
            phrases,
            near: nearness(&list, &rows, &place),
            tells: list.iter().zip(&zipf).map(|(word, zipf)| tells(*zipf, language.kind(word))).collect(),
            words: list.len(),
        }
    }

    /// How much the phrases numbered `a` and `b` mean the same, 0 to [`ONE`].
    pub(super) fn alike(&self, a: usize, b: usize) -> i32 {
        let (a, b) = (&self.phrases[a], &self.phrases[b]);
        if a.words.is_empty() || b.words.is_empty() {
            return 0;
        }
        let product: i32 = a.direction.iter().zip(&b.direction).map(|(x, y)| i32::from(*x) * i32::from(*y)).sum();
        let whole = (i64::from(product.max(0)) * i64::from(ONE) / (LENGTH * LENGTH) as i64) as i32;
        let words = i32::midpoint(self.covered(a, b), self.covered(b, a));
        ((10 - WORD_BY_WORD) * whole + WORD_BY_WORD * words) / 10
    }

    /// How much of `a` is said in `b` too.
    fn covered(&self, a: &Phrase, b: &Phrase) -> i32 {
        let (mut sum, mut all) = (0_i64, 0_i64);
        for word in &a.words {
            let row = &self.near[*word as usize * self.words..];
            let best = b.words.iter().map(|other| row[*other as usize]).max().unwrap_or(0);
            let tells = i64::from(self.tells[*word as usize]);
            sum += i64::from(best) * tells;
            all += tells;
        }
        (sum / (all + DOUBT)) as i32
    }
}

/// 750 - Zipf for a word of content, next to nothing for "not", "the" and "somebody": two phrases are not alike because
/// both deny something.
fn tells(zipf: u16, kind: Kind) -> i32 {
    let content = !kind.is(FUNCTION);
    if content { (750 - i32::from(zipf)).max(LEAST) } else { LEAST }
}

fn direction(words: &[u32], rows: &[Option<Vec<i32>>], zipf: &[u16], dimensions: usize) -> Vec<i16> {
    let mut sum = vec![0.0_f64; dimensions];
    for word in words {
        let Some(row) = &rows[*word as usize] else { continue };
        let weight = smooth(probability(zipf[*word as usize]));
        row.iter().zip(&mut sum).for_each(|(x, sum)| *sum += f64::from(*x) * weight);
    }
    let mut length = 0.0;
    for x in &sum {
        length += x * x;
    }
    let scale = if length > 0.0 { LENGTH / length.sqrt() } else { 0.0 };
    sum.iter().map(|x| (x * scale).round() as i16).collect()
}

/// Cosines of all words with all, raised to [`SYNONYM`] where a list says so.
fn nearness(list: &[&str], rows: &[Option<Vec<i32>>], place: &Map<&str, u32>) -> Vec<i16> {
    let words = list.len();
    let lengths: Vec<f64> =
        rows.iter().map(|row| row.as_ref().map_or(0.0, |row| f64::from(product(row, row)).sqrt())).collect();
    let mut near = vec![0_i16; words * words];
    for a in 0..words {
        near[a * words + a] = ONE as i16;
        let Some(one) = &rows[a] else { continue };
        for b in 0..a {
            let Some(other) = &rows[b] else { continue };
            let lengths = lengths[a] * lengths[b];
            if lengths > 0.0 {
                let cosine = (f64::from(product(one, other)) / lengths * f64::from(ONE)).max(0.0) as i16;
                near[a * words + b] = cosine;
                near[b * words + a] = cosine;
            }
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

fn product(a: &[i32], b: &[i32]) -> i32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    fn alike(a: &str, b: &str) -> i32 {
        let words = |phrase: &str| (phrase.split(' ').map(str::to_owned).collect(), Stance::Open);
        let meanings = Meanings::of(&[words(a), words(b)], &Vectors::bundled(), english());
        assert_eq!(meanings.alike(0, 1), meanings.alike(1, 0));
        meanings.alike(0, 1)
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
