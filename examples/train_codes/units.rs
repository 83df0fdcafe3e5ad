//! Rows coded by hand in, their units as the machines learn them out: features by number, words' vectors, strengths of cues.

use crate::coded_data::{CODES, Row, tokens_of};
use overheard::code::{Coder, Feature, Keys, features, heard};
use overheard::codebook::Codebook;
use overheard::language::english;
use overheard::theme::Vectors;
use overheard::tokenize::Vocabulary;
use std::collections::BTreeMap;

/// Features of fewer rows than this are not learned.
const LEAST_ROWS: u32 = 2;
/// How far the vectors of the words may be leant on, against the words themselves.
pub const VECTORS: f64 = 0.9;

/// A row with its units.
pub struct Bag {
    row: Row,
    units: Vec<Seen>,
}

/// The features of a unit, and the vectors of its words added up.
pub struct Seen {
    features: Vec<u32>,
    vector: Vec<f64>,
    /// Strength of the cues of each of `CODES`.
    pub strengths: Vec<u16>,
    /// How many words it has.
    pub words: usize,
}

/// The vector of a word, of length one.
pub fn vector(vectors: &Vectors, word: &str) -> Option<Vec<f64>> {
    let numbers: Vec<f64> = vectors.of(word)?.iter().map(|byte| f64::from(byte.cast_signed())).collect();
    let length = numbers.iter().map(|x| x * x).sum::<f64>().sqrt().max(1e-9);
    Some(numbers.iter().map(|x| x / length).collect())
}

/// How far a feature of that kind may be leant on. The cues were written by reading half of the rows, so that they look surer
/// here than they are elsewhere.
fn scale(feature: Feature) -> f64 {
    match feature {
        Feature::Strength(..) => 0.8,
        _ => 1.0,
    }
}

/// The features of all units of the rows.
pub fn bags(book: &Codebook, vectors: &Vectors, rows: Vec<Row>, scales: &mut BTreeMap<u32, f64>) -> Vec<Bag> {
    let mut vocab = Vocabulary::new(english());
    let mut coder = Coder::new(book);
    let mut keys = Keys::new(book);
    let mut bags = Vec::with_capacity(rows.len());
    for row in rows {
        let tokens = tokens_of(&row.call, &mut vocab);
        let mut units = Vec::new();
        let in_call = row.in_call;
        coder.inspect(
            &row.call,
            |turn| &tokens[turn],
            &vocab,
            |turn, span, unit| {
                if turn as usize == row.turn && span.overlaps(row.span) {
                    keys.learn(book, unit.words);
                    let strength = |code: &&str| book.id(code).map_or(0, |id| unit.strengths[usize::from(id.0)]);
                    let mut found = Seen {
                        features: Vec::new(),
                        vector: vec![0.0; vectors.dimensions],
                        strengths: CODES.iter().map(strength).collect(),
                        words: unit.said.len(),
                    };
                    let mut take = |feature| {
                        if !in_call && matches!(feature, Feature::Is(name) if name.contains("turn")) {
                            return;
                        }
                        let key = keys.key(feature);
                        scales.insert(key, scale(feature));
                        found.features.push(key);
                        if let Feature::Word(word) = feature
                            && let Some(vector) = vector(vectors, unit.words.text(word))
                        {
                            found.vector.iter_mut().zip(vector).for_each(|(sum, x)| *sum += x);
                        }
                    };
                    heard(unit.heard, &mut take);
                    features(unit, |feature, _| take(feature));
                    units.push(found);
                }
            },
        );
        bags.push(Bag { row, units });
    }
    bags
}

/// Every feature of enough rows, with its number.
pub fn lexicon(bags: &[Bag]) -> BTreeMap<u32, u32> {
    let mut rows: BTreeMap<u32, u32> = BTreeMap::new();
    for bag in bags {
        let mut keys: Vec<u32> = bag.units.iter().flat_map(|unit| &unit.features).copied().collect();
        keys.sort_unstable();
        keys.dedup();
        keys.iter().for_each(|key| *rows.entry(*key).or_default() += 1);
    }
    rows.into_iter().filter(|(_, rows)| *rows >= LEAST_ROWS).zip(0..).map(|((key, _), number)| (key, number)).collect()
}

/// Rows and units as the machine learns them.
pub struct Set<'a> {
    pub rows: Vec<&'a Row>,
    /// Row of each unit.
    pub row_of: Vec<usize>,
    pub units: Vec<Unit>,
    /// The same units before they were numbered.
    pub seen: Vec<&'a Seen>,
}

pub struct Unit {
    /// Its features that are in the lexicon.
    pub known: Vec<u32>,
    /// Its words' vectors.
    pub vector: Vec<f64>,
    /// The value of each feature: one over the root of their number.
    pub value: f64,
}

impl<'a> Set<'a> {
    /// Numbers the features; those that the lexicon lacks only add to the length.
    pub fn new(bags: &'a [Bag], lexicon: &BTreeMap<u32, u32>) -> Self {
        let mut set =
            Set { rows: bags.iter().map(|bag| &bag.row).collect(), row_of: vec![], units: vec![], seen: vec![] };
        for (number, bag) in bags.iter().enumerate() {
            for unit in &bag.units {
                let mut known: Vec<u32> = unit.features.iter().filter_map(|key| lexicon.get(key).copied()).collect();
                known.sort_unstable();
                let value = 1.0 / (unit.features.len().max(1) as f64).sqrt();
                let vector: Vec<f64> = unit.vector.iter().map(|x| x * VECTORS).collect();
                set.units.push(Unit { known, vector, value });
                set.row_of.push(number);
                set.seen.push(unit);
            }
        }
        set
    }
}

impl Unit {
    /// Squared length of the whole, with features that count by these scales.
    pub fn length(&self, scales: &[f64]) -> f64 {
        let squares = |times: &[u32]| (scales[times[0] as usize] * times.len() as f64 * self.value).powi(2);
        let of_features = self.known.chunk_by(|a, b| a == b).map(squares).sum::<f64>();
        of_features + self.vector.iter().map(|x| (x * self.value).powi(2)).sum::<f64>()
    }
}
