//! Word vectors: a word in, signed bytes out. Those of the program are GloVe 6B 50d of 40 000 words, cleaned and cut to
//! bytes by `benches/theme_data/build.py`; better ones are read from a file.

use crate::language::Language;
use std::borrow::Cow;
use std::io::BufRead;

static ROWS: &[u8] = include_bytes!("vectors.bin");
static WORDS: &str = include_str!("vectors.words.txt");
/// "OVHV", dimensions (2 bytes), words (4), scale (4).
const HEAD: usize = 14;

/// Words of a file beyond this many are passed over: files are in order of frequency.
const MOST_WORDS: usize = 60_000;
const MOST_DIMENSIONS: usize = 1024;
/// Directions that all words share, taken out of a file's vectors (Mu & Viswanath 2018).
const COMPONENTS: usize = 2;
/// Words at least this common (Zipf x 100) say what all words share.
const COMMON: u16 = 300;

/// Vectors of words, sorted by word.
pub struct Vectors {
    /// Numbers of a vector.
    pub dimensions: usize,
    words: Cow<'static, str>,
    /// Where each word begins in `words`; each ends with a line feed.
    starts: Vec<u32>,
    rows: Cow<'static, [u8]>,
}

/// A file of vectors that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadVectors {
    /// The file cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    /// A line is not a word and its numbers.
    #[error("line {line}: {what}")]
    Line {
        /// Counted from 1.
        line: usize,
        /// What is wrong.
        what: &'static str,
    },
    /// There is no vector in it.
    #[error("holds no vectors: expected lines of a word and its numbers, as GloVe writes them")]
    Empty,
}

impl Vectors {
    /// The vectors that the program carries.
    pub fn bundled() -> Self {
        let dimensions = usize::from(u16::from_le_bytes([ROWS[4], ROWS[5]]));
        let words = Cow::Borrowed(WORDS);
        Vectors { dimensions, starts: starts(&words), words, rows: Cow::Borrowed(&ROWS[HEAD..]) }
    }

    /// Reads vectors in GloVe's text form, a word and its numbers a line, commonest first (the header line of word2vec is
    /// passed over). They are cleaned as the program's own are.
    ///
    /// # Errors
    /// A line that is not as long as the others or holds no numbers; no line at all; a file that cannot be read.
    pub fn read(text: impl BufRead, language: &Language) -> Result<Self, BadVectors> {
        let mut table = parse(text)?;
        let dimensions = table.first().ok_or(BadVectors::Empty)?.1.len();
        table.sort_by(|a, b| a.0.cmp(&b.0));
        table.dedup_by(|a, b| a.0 == b.0);
        clean(&mut table, dimensions, language);
        let largest = table.iter().flat_map(|(_, row)| row).fold(0.0_f32, |most, x| most.max(x.abs()));
        let scale = if largest > 0.0 { 127.0 / largest } else { 0.0 };
        let rows = table.iter().flat_map(|(_, row)| row).map(|x| ((x * scale).round() as i8).cast_unsigned()).collect();
        let words: String = table.iter().flat_map(|(word, _)| [word.as_str(), "\n"]).collect();
        Ok(Vectors { dimensions, starts: starts(&words), words: Cow::Owned(words), rows: Cow::Owned(rows) })
    }

    /// The vector of a lower-case word.
    pub fn of(&self, word: &str) -> Option<&[u8]> {
        let at = self.starts.binary_search_by(|start| self.word(*start).cmp(word)).ok()?;
        self.rows.get(at * self.dimensions..(at + 1) * self.dimensions)
    }

    /// All words, in byte order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.starts.iter().map(|start| self.word(*start))
    }

    fn word(&self, start: u32) -> &str {
        let rest = &self.words[start as usize..];
        rest.split_once('\n').map_or(rest, |(word, _)| word)
    }
}

fn starts(words: &str) -> Vec<u32> {
    let mut starts = vec![];
    let mut at = 0;
    for line in words.split_inclusive('\n') {
        starts.push(at);
        at += u32::try_from(line.len()).unwrap_or(0);
    }
    starts
}

fn parse(text: impl BufRead) -> Result<Vec<(String, Vec<f32>)>, BadVectors> {
    let mut table: Vec<(String, Vec<f32>)> = vec![];
    for (at, line) in text.lines().enumerate() {
        let line = line?;
        let bad = |what| BadVectors::Line { line: at + 1, what };
        let Some((word, numbers)) = line.trim_end().split_once(' ') else { continue };
        if at == 0 && !numbers.contains(' ') {
            continue;
        }
        let row: Option<Vec<f32>> = numbers.split(' ').take(MOST_DIMENSIONS + 1).map(|n| n.parse().ok()).collect();
        let row = row.ok_or_else(|| bad("not a word and numbers"))?;
        if row.len() > MOST_DIMENSIONS || table.first().is_some_and(|(_, first)| first.len() != row.len()) {
            return Err(bad("another number of dimensions than the lines before"));
        }
        if row.iter().any(|x| !x.is_finite()) {
            return Err(bad("a number that is not finite"));
        }
        table.push((word.to_lowercase(), row));
        if table.len() == MOST_WORDS {
            break;
        }
    }
    Ok(table)
}

/// Takes out what all words share: the weighted mean and the first directions, found by power iteration from a fixed
/// start, summed in the order of the words.
fn clean(table: &mut [(String, Vec<f32>)], dimensions: usize, language: &Language) {
    let weights: Vec<f64> = table.iter().map(|(word, _)| weight(language.zipf(word))).collect();
    let all: f64 = weights.iter().sum();
    if all <= 0.0 {
        return;
    }
    let mut mean = vec![0.0; dimensions];
    for ((_, row), weight) in table.iter().zip(&weights) {
        row.iter().zip(&mut mean).for_each(|(x, sum)| *sum += f64::from(*x) * weight / all);
    }
    for (_, row) in table.iter_mut() {
        row.iter_mut().zip(&mean).for_each(|(x, mean)| *x -= *mean as f32);
    }
    for _ in 0..COMPONENTS {
        let direction = main_direction(table, &weights, dimensions);
        for (_, row) in table.iter_mut() {
            let along = dot(row, &direction);
            row.iter_mut().zip(&direction).for_each(|(x, d)| *x -= (along * d) as f32);
        }
    }
}

fn main_direction(table: &[(String, Vec<f32>)], weights: &[f64], dimensions: usize) -> Vec<f64> {
    let mut direction = vec![1.0; dimensions];
    for _ in 0..40 {
        let mut next = vec![0.0; dimensions];
        for ((_, row), weight) in table.iter().zip(weights).filter(|(_, weight)| **weight > 0.0) {
            let along = dot(row, &direction) * weight;
            row.iter().zip(&mut next).for_each(|(x, sum)| *sum += f64::from(*x) * along);
        }
        let length = next.iter().map(|x| x * x).sum::<f64>().sqrt();
        if length <= 0.0 {
            return vec![0.0; dimensions];
        }
        direction = next.into_iter().map(|x| x / length).collect();
    }
    direction
}

fn dot(row: &[f32], direction: &[f64]) -> f64 {
    row.iter().zip(direction).map(|(x, d)| f64::from(*x) * d).sum()
}

/// Root of the frequency, damped for the commonest as SIF does; 0 for rare words.
fn weight(zipf: Option<u16>) -> f64 {
    let Some(zipf) = zipf.filter(|zipf| *zipf >= COMMON) else { return 0.0 };
    let p = probability(zipf);
    smooth(p) * p.sqrt()
}

/// The SIF weight of a word of this probability, `a/(a + p)` with a = 10^-3 (Arora, Liang & Ma 2017).
pub(super) fn smooth(probability: f64) -> f64 {
    1e-3 / (1e-3 + probability)
}

/// The share of all words that a Zipf value x 100 stands for, `10^(zipf/100 - 9)`, by multiplication alone: a power
/// function may differ between machines in its last digit.
pub(super) fn probability(zipf: u16) -> f64 {
    let mut p = 1e-9;
    (0..zipf / 100).for_each(|_| p *= 10.0);
    (0..zipf % 100).for_each(|_| p *= 1.023_292_992_280_754);
    p
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    fn cosine(vectors: &Vectors, a: &str, b: &str) -> f64 {
        let numbers = |word| vectors.of(word).unwrap().iter().map(|x| f64::from(x.cast_signed())).collect::<Vec<_>>();
        let (a, b) = (numbers(a), numbers(b));
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
        dot(&a, &b) / (dot(&a, &a) * dot(&b, &b)).sqrt()
    }

    #[test]
    fn the_bundled_file_is_whole() {
        let vectors = Vectors::bundled();
        assert_eq!((vectors.dimensions, vectors.starts.len()), (50, 40_000));
        assert_eq!(vectors.rows.len(), 40_000 * 50);
        assert!(ROWS.starts_with(b"OVHV"));
        assert!(WORDS.lines().is_sorted(), "words are found by bisection");
    }

    #[test]
    fn near_words_are_near() {
        let vectors = Vectors::bundled();
        assert!(cosine(&vectors, "invoice", "receipt") > cosine(&vectors, "invoice", "banana") + 0.2);
        assert!(cosine(&vectors, "the", "luggage") < 0.3, "what all words share is out");
        assert!(vectors.of("salesforce").is_some() && vectors.of("login").is_some());
        assert_eq!(vectors.of("zzzz"), None);
        assert_eq!(vectors.of(""), None);
    }

    #[test]
    fn a_file_is_read_and_cleaned() {
        let text = "5 3\ngood 1 0.5 0\nbad 1 0.4 0.1\ncar 1 -1 0.5\nhouse -1 1 2\nGood 9 9 9\n";
        let vectors = Vectors::read(text.as_bytes(), english()).unwrap();
        assert_eq!((vectors.dimensions, vectors.starts.len()), (3, 4));
        let first: Vec<i8> = vectors.of("car").unwrap().iter().map(|x| x.cast_signed()).collect();
        assert!(first.iter().any(|x| *x != 0));
        for (text, what) in [
            ("", "holds no vectors"),
            ("a 1 2\nb 1 x\n", "line 2: not a word"),
            ("a 1 2\nb 1\n", "line 2: another number"),
            ("a 1 nan\n", "line 1: a number that is not finite"),
        ] {
            let error = Vectors::read(text.as_bytes(), english()).err().unwrap().to_string();
            assert!(error.contains(what), "{error}");
        }
    }

    #[test]
    fn probabilities_are_powers_of_ten() {
        for zipf in [0, 100, 250, 399, 742] {
            let exact = 10.0_f64.powf(f64::from(zipf) / 100.0 - 9.0);
            assert!((probability(zipf) / exact - 1.0).abs() < 1e-12);
        }
    }
}
