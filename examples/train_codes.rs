//! The recipe of `src/code/learned/model.bin`: learns from units coded by hand beside the repository in `../shared/data`.
//!
//! ```text
//! cargo run --release --example train_codes            writes the table, prints how it does on units it has not seen
//! cargo run --release --example train_codes -- --dry   only prints
//! ```
//!
//! Per code a support vector machine (L2, squared hinge) by dual coordinate descent in an order drawn once, over the features of
//! `code::features` and the word vectors of `theme`. A row of several units counts by its surest unit, as it does in the program. Thresholds are those
//! that serve rows left out in five folds best. A code a thread, no chance: the same data give the same bytes.

mod coded_data;

use coded_data::{CODES, Row, Score, data, gold, more, table, tokens_of, train};
use overheard::code::{Coder, ENOUGH, Feature, Keys, Model, decides, features, heard};
use overheard::codebook::Codebook;
use overheard::language::english;
use overheard::theme::Vectors;
use overheard::tokenize::Vocabulary;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Passes over the data.
const PASSES: usize = 60;
/// Every so many passes all units are looked at.
const ALL_EVERY: usize = 6;
/// Rounds in which rows of several units choose the unit that bears the code.
const ROUNDS: usize = 2;
/// Features of fewer rows than this are not learned.
const LEAST_ROWS: u32 = 2;
/// Rows of the table: what keeps it small.
const MOST_FEATURES: usize = 40_000;
const FOLDS: usize = 5;
/// What an error costs against long weights.
const COST: f64 = 0.26;
/// How far the vectors of the words may be leant on, against the words themselves.
const VECTORS: f64 = 0.9;
/// Words of the vectors at least this common (Zipf x 100) come into the table.
const COMMON: u16 = 250;
/// Rows that have a code cost more the rarer it is: by their share to this one, at most so many times.
const BALANCE: f64 = 2.0;
const MOST_BALANCE: f64 = 3.0;
/// Sets of `gold_codes.json` whose licence lets them be learned from.
const ALLOWED: [&str; 4] = ["ai_interviews_work", "natcs", "multidogo", "acibench_asrcorr"];

/// How much a row of a set counts: speech counts whole, reviews and written questions less.
fn weight_of(source: &str) -> f64 {
    match source {
        "app_features" => 0.5,
        "banking77" => 0.5,
        "qmsum_product" => 0.6,
        _ => 1.0,
    }
}

/// How much a row counts for the threshold: it must serve speech as it comes.
fn spoken(row: &Row) -> f64 {
    match row.source.as_str() {
        "app_features" | "banking77" | "qmsum_product" => 0.2,
        _ if row.gold => 2.0,
        _ => 1.0,
    }
}

struct Bag {
    row: Row,
    units: Vec<Seen>,
}

/// The features of a unit, and the vectors of its words added up.
struct Seen {
    features: Vec<u32>,
    vector: Vec<f64>,
    /// Strength of the cues of each of `CODES`.
    strengths: Vec<u16>,
    /// How many words it has.
    words: usize,
}

/// The vector of a word, of length one.
fn vector(vectors: &Vectors, word: &str) -> Option<Vec<f64>> {
    let numbers: Vec<f64> = vectors.of(word)?.iter().map(|byte| f64::from(byte.cast_signed())).collect();
    let length = numbers.iter().map(|x| x * x).sum::<f64>().sqrt().max(1e-9);
    Some(numbers.iter().map(|x| x / length).collect())
}

fn main() {
    let Some(data) = data() else {
        println!("skipped: ../shared not present");
        return;
    };
    let book = Codebook::built_in(english()).expect("the built-in codebook");
    let mut scales = BTreeMap::new();
    let vectors = Vectors::bundled();
    let mut rows = train(&data);
    rows.extend(more(&data));
    let (may, unseen): (Vec<Row>, Vec<Row>) =
        gold(&data).into_iter().partition(|row| ALLOWED.contains(&row.source.as_str()));
    rows.extend(may);
    let learn = bags(&book, &vectors, rows, &mut scales);
    let test = bags(&book, &vectors, unseen, &mut scales);
    let lexicon = lexicon(&learn);
    let scales: Vec<f64> = lexicon.keys().map(|key| scales[key]).collect();
    let learn = Set::new(&learn, &lexicon, &scales);
    let unseen = Set::new(&test, &lexicon, &scales);
    println!("{} rows, {} units, {} features", learn.rows.len(), learn.units.len(), lexicon.len());

    let learned: Vec<_> = CODES.par_iter().map(|name| learn_code(&learn, name, &scales)).collect();
    let mut machines = Vec::new();
    let mut tallies = Vec::new();
    for (name, (machine, mut tally)) in CODES.iter().zip(learned) {
        unseen.judge(name, &unseen.of_units(&machine), 0.0, |_| true, &mut tally);
        machines.push((*name, machine));
        tallies.push(tally);
    }
    for (by, what) in ["cues alone", "machine alone", "both"].iter().enumerate() {
        for (gold, rows) in [(false, "rows of train_codes and more_codes"), (true, "units of gold_codes")] {
            let scores = |(code, tally): (usize, &Tally)| -> Vec<(usize, String, Score)> {
                let of = tally.iter().filter(|((of_gold, _), _)| *of_gold == gold);
                of.map(|((_, set), scores)| (code, set.clone(), scores[by])).collect()
            };
            let scores: Vec<_> = tallies.iter().enumerate().flat_map(scores).collect();
            table(&format!("{what}, {rows}, none by a machine that was taught it, before rounding"), &scores);
        }
    }
    if !std::env::args().any(|arg| arg == "--dry") {
        let model = round(&machines, &lexicon, &vectors);
        let bytes = model.write();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/code/learned/model.bin");
        std::fs::write(path, &bytes).expect("the table");
        println!("{} features, {} bytes", model.keys.len(), bytes.len());
    }
}

/// How far a feature of that kind may be leant on: a cue was thought about.
fn scale(feature: Feature) -> f64 {
    match feature {
        Feature::Strength(..) => 1.5,
        _ => 1.0,
    }
}

/// The features of all units of the rows.
fn bags(book: &Codebook, vectors: &Vectors, rows: Vec<Row>, scales: &mut BTreeMap<u32, f64>) -> Vec<Bag> {
    let mut vocab = Vocabulary::new(english());
    let mut coder = Coder::new(book);
    let mut keys = Keys::new(book);
    let mut bags = Vec::with_capacity(rows.len());
    for row in rows {
        let tokens = tokens_of(&row.call, &mut vocab);
        let mut units = Vec::new();
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
fn lexicon(bags: &[Bag]) -> BTreeMap<u32, u32> {
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
struct Set<'a> {
    rows: Vec<&'a Row>,
    /// Row of each unit.
    row_of: Vec<usize>,
    units: Vec<Unit>,
    /// The same units before they were numbered.
    seen: Vec<&'a Seen>,
}

struct Unit {
    /// Its features that are in the lexicon.
    known: Vec<u32>,
    /// Its words' vectors.
    vector: Vec<f64>,
    /// The value of each feature: one over the root of their number.
    value: f64,
    /// Squared length of the whole.
    length: f64,
}

impl<'a> Set<'a> {
    fn new(bags: &'a [Bag], lexicon: &BTreeMap<u32, u32>, scales: &[f64]) -> Self {
        let mut set =
            Set { rows: bags.iter().map(|bag| &bag.row).collect(), row_of: vec![], units: vec![], seen: vec![] };
        for (number, bag) in bags.iter().enumerate() {
            for unit in &bag.units {
                let mut known: Vec<u32> = unit.features.iter().filter_map(|key| lexicon.get(key).copied()).collect();
                known.sort_unstable();
                let value = 1.0 / (unit.features.len().max(1) as f64).sqrt();
                let vector: Vec<f64> = unit.vector.iter().map(|x| x * VECTORS).collect();
                let squares = |times: &[u32]| (scales[times[0] as usize] * times.len() as f64 * value).powi(2);
                let length = known.chunk_by(|a, b| a == b).map(squares).sum::<f64>()
                    + vector.iter().map(|x| (x * value).powi(2)).sum::<f64>();
                set.units.push(Unit { known, vector, value, length });
                set.row_of.push(number);
                set.seen.push(unit);
            }
        }
        set
    }

    /// The score of each unit.
    fn of_units(&self, machine: &Machine) -> Vec<f64> {
        self.units.iter().map(|unit| machine.score(unit)).collect()
    }

    /// The score of each row's surest unit.
    fn of_rows(&self, of_units: &[f64]) -> Vec<f64> {
        let mut scores = vec![f64::NEG_INFINITY; self.rows.len()];
        for (score, row) in of_units.iter().zip(&self.row_of) {
            scores[*row] = scores[*row].max(*score);
        }
        scores
    }

    /// Adds what the cues, the machine and both say of the rows that are `asked`, against what they have.
    fn judge(&self, code: &str, of_units: &[f64], least: f64, asked: impl Fn(usize) -> bool, tally: &mut Tally) {
        let number = CODES.iter().position(|name| *name == code).unwrap_or(0);
        let mut said = vec![[false; 3]; self.rows.len()];
        for ((seen, score), row) in self.seen.iter().zip(of_units).zip(&self.row_of) {
            let (strength, learned) = (seen.strengths[number], *score > least);
            let by = [strength >= ENOUGH, learned, decides(learned, strength, seen.words, code == "question")];
            said[*row].iter_mut().zip(by).for_each(|(said, by)| *said |= by);
        }
        for (number, row) in self.rows.iter().enumerate().filter(|(number, _)| asked(*number)) {
            if !row.maybe.iter().any(|maybe| maybe == code) {
                let scores = tally.entry((row.gold, row.source.clone())).or_default();
                scores.iter_mut().zip(said[number]).for_each(|(score, said)| score.add(said, row.has(code)));
            }
        }
    }
}

/// By whether it is of `gold_codes` and by set: how the cues, the machine and both do.
type Tally = BTreeMap<(bool, String), [Score; 3]>;

/// A linear machine for one code.
#[derive(Clone)]
struct Machine {
    weights: Vec<f64>,
    vector: Vec<f64>,
    bias: f64,
}

impl Machine {
    fn new(features: usize, dimensions: usize) -> Self {
        Machine { weights: vec![0.0; features], vector: vec![0.0; dimensions], bias: 0.0 }
    }

    /// Moves towards a unit, or away from it.
    fn pull(&mut self, unit: &Unit, scales: &[f64], by: f64) {
        for feature in &unit.known {
            let scale = scales[*feature as usize];
            self.weights[*feature as usize] += by * unit.value * scale * scale;
        }
        self.vector.iter_mut().zip(&unit.vector).for_each(|(weight, x)| *weight += by * unit.value * x);
        self.bias += by;
    }

    fn score(&self, unit: &Unit) -> f64 {
        let of_features = unit.known.iter().map(|feature| self.weights[*feature as usize]).sum::<f64>();
        (of_features + dot(&self.vector, &unit.vector)) * unit.value + self.bias
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Learns a code from all rows, its threshold from rows left out; gives how those come out. A call is never on both sides,
/// and the threshold for a fold is found on the others.
fn learn_code(set: &Set, code: &str, scales: &[f64]) -> (Machine, Tally) {
    let has: Vec<bool> = set.rows.iter().map(|row| row.has(code)).collect();
    let folds: Vec<usize> = set.rows.iter().map(|row| fold(&row.group)).collect();
    let mut left_out = vec![0.0; set.units.len()];
    for k in 0..FOLDS {
        let machine = fit(set, &has, scales, |row| folds[row] != k);
        let scores = set.of_units(&machine);
        let unseen = (0..set.units.len()).filter(|unit| folds[set.row_of[*unit]] == k);
        unseen.for_each(|unit| left_out[unit] = scores[unit]);
    }
    let of_rows = set.of_rows(&left_out);
    let mut tally = Tally::new();
    for k in 0..FOLDS {
        let least = threshold(set, &has, &of_rows, |row| folds[row] != k);
        set.judge(code, &left_out, least, |row| folds[row] == k, &mut tally);
    }
    let mut machine = fit(set, &has, scales, |_| true);
    machine.bias -= threshold(set, &has, &of_rows, |_| true);
    (machine, tally)
}

fn fold(group: &str) -> usize {
    group.bytes().fold(7usize, |hash, byte| (hash * 31 + usize::from(byte)) % 1_000_003) % FOLDS
}

/// Where the weighted F1 of rows left out is best, smoothed over its neighbours.
fn threshold(set: &Set, has: &[bool], scores: &[f64], asked: impl Fn(usize) -> bool) -> f64 {
    let weigh = |(number, row): (usize, &&Row)| if asked(number) { spoken(row) } else { 0.0 };
    let weights: Vec<f64> = set.rows.iter().enumerate().map(weigh).collect();
    let f1 = |threshold: f64| {
        let (mut hit, mut said, mut want) = (0.0, 0.0, 0.0);
        for (row, weight) in weights.iter().enumerate() {
            said += if scores[row] > threshold { *weight } else { 0.0 };
            want += if has[row] { *weight } else { 0.0 };
            hit += if has[row] && scores[row] > threshold { *weight } else { 0.0 };
        }
        2.0 * hit / (said + want)
    };
    let at = |step: i32| f64::from(step) * 0.05;
    let smooth = |step: i32| (-3..=3).map(|near| f1(at(step + near))).sum::<f64>();
    let best = (-40..=40).max_by(|a, b| smooth(*a).total_cmp(&smooth(*b)).then(b.cmp(a)));
    at(best.unwrap_or(0))
}

/// Several rounds: at first every unit of a row with the code has it, then only those that look so.
fn fit(set: &Set, has: &[bool], scales: &[f64], learn: impl Fn(usize) -> bool) -> Machine {
    let mut machine: Option<Machine> = None;
    let mut alphas = vec![0.0f64; set.units.len()];
    for _ in 0..ROUNDS {
        let scores = machine.as_ref().map(|machine| set.of_rows(&set.of_units(machine)));
        let takes = |unit: usize| {
            let row = set.row_of[unit];
            let bears = match (&machine, &scores) {
                (Some(machine), Some(scores)) if has[row] => {
                    let score = machine.score(&set.units[unit]);
                    score >= scores[row] || score > 0.0
                }
                _ => true,
            };
            learn(row) && bears && !set.units[unit].known.is_empty()
        };
        let chosen: Vec<usize> = (0..set.units.len()).filter(|unit| takes(*unit)).collect();
        machine = Some(descend(set, has, scales, chosen, &mut alphas));
    }
    machine.unwrap_or_else(|| Machine::new(scales.len(), 0))
}

/// Dual coordinate descent (Hsieh et al. 2008) for the squared hinge; the bias is a feature of value one. Begins with the
/// `alphas` that it is given; in most passes it leaves out the units that pull at nothing.
fn descend(set: &Set, has: &[bool], scales: &[f64], mut chosen: Vec<usize>, alphas: &mut [f64]) -> Machine {
    let positive = chosen.iter().filter(|unit| has[set.row_of[**unit]]).count().max(1);
    let balance = ((chosen.len() - positive) as f64 / positive as f64 / BALANCE).clamp(1.0, MOST_BALANCE);
    let mut machine = Machine::new(scales.len(), set.units.first().map_or(0, |unit| unit.vector.len()));
    for unit in &chosen {
        let sign = if has[set.row_of[*unit]] { 1.0 } else { -1.0 };
        machine.pull(&set.units[*unit], scales, alphas[*unit] * sign);
    }
    let mut idle = vec![false; set.units.len()];
    let mut random = 0x9e37_79b9_7f4a_7c15u64;
    for pass in 0..PASSES {
        shuffle(&mut chosen, &mut random);
        for number in &chosen {
            if idle[*number] && pass % ALL_EVERY != 0 {
                continue;
            }
            let unit = &set.units[*number];
            let row = set.row_of[*number];
            let sign = if has[row] { 1.0 } else { -1.0 };
            let cost = COST * weight_of(&set.rows[row].source) * if has[row] { balance } else { 1.0 };
            let ridge = 0.5 / cost;
            let gradient = sign * machine.score(unit) - 1.0 + ridge * alphas[*number];
            let next = (alphas[*number] - gradient / (unit.length + 1.0 + ridge)).max(0.0);
            let change = (next - alphas[*number]) * sign;
            alphas[*number] = next;
            idle[*number] = next == 0.0;
            if change != 0.0 {
                machine.pull(unit, scales, change);
            }
        }
    }
    machine
}

/// Fisher and Yates, by the same numbers on every machine.
fn shuffle(units: &mut [usize], random: &mut u64) {
    for last in (1..units.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        units.swap(last, (*random % (last as u64 + 1)) as usize);
    }
}

/// The table: the features that weigh most, in steps of one 127th of each code's largest weight. What the vectors say of a
/// word is added to the word's own weight, so that the program needs no vectors; so words come in that no row has.
fn round(machines: &[(&str, Machine)], lexicon: &BTreeMap<u32, u32>, vectors: &Vectors) -> Model {
    let of_lexicon = |number: &u32| machines.iter().map(|(_, machine)| machine.weights[*number as usize]).collect();
    let mut rows: BTreeMap<u32, Vec<f64>> = lexicon.iter().map(|(key, number)| (*key, of_lexicon(number))).collect();
    for word in vectors.words().filter(|word| english().zipf(word).is_some_and(|zipf| zipf >= COMMON)) {
        let row = rows.entry(Keys::of_word(word)).or_insert_with(|| vec![0.0; machines.len()]);
        let Some(vector) = vector(vectors, word) else { continue };
        for (weight, (_, machine)) in row.iter_mut().zip(machines) {
            *weight += VECTORS * dot(&machine.vector, &vector);
        }
    }
    let largest = |code: usize| rows.values().fold(0.0f64, |most, row| most.max(row[code].abs())).max(1e-9);
    let steps: Vec<f64> = (0..machines.len()).map(|code| largest(code) / 127.0).collect();
    let weigh = |row: &[f64]| row.iter().map(|weight| weight * weight).sum::<f64>();
    let mut by_weight: Vec<(u32, Vec<f64>)> = rows.into_iter().collect();
    by_weight.sort_by(|a, b| weigh(&b.1).total_cmp(&weigh(&a.1)).then(a.0.cmp(&b.0)));
    by_weight.truncate(MOST_FEATURES);
    by_weight.sort_by_key(|(key, _)| *key);
    let mut model = Model::default();
    for ((name, machine), step) in machines.iter().zip(&steps) {
        model.codes.push((*name).to_owned());
        model.bias.push((machine.bias / step * 65_536.0).round() as i64);
        // A margin of one is about two logits.
        model.gain.push((step * 2.0 * 1_000_000.0).round() as u32);
    }
    for (key, row) in by_weight {
        model.keys.push(key);
        model.weights.extend(row.iter().zip(&steps).map(|(weight, step)| (weight / step).round() as i8));
    }
    model
}
