//! The recipe of `src/code/learned/model.bin`: learns from units coded by hand beside the repository in `../shared/data`.
//!
//! ```text
//! cargo run --release --example train_codes            writes the table, prints how it does on units it has not seen
//! cargo run --release --example train_codes -- --dry   only prints
//! ```
//!
//! Per code a support vector machine (L2, squared hinge) by dual coordinate descent in a fixed order, over the features of
//! `code::features`. A row of several units counts by its surest unit, as it does in the program. Thresholds are those
//! that serve rows left out in five folds best. One thread, no chance: the same data give the same bytes.

mod coded_data;

use coded_data::{CODES, Row, Score, data, gold, table, tokens_of, train};
use overheard::code::{Coder, Feature, Keys, Model, features};
use overheard::codebook::Codebook;
use overheard::language::english;
use overheard::tokenize::Vocabulary;
use std::collections::BTreeMap;

/// Passes over the data.
const PASSES: usize = 12;
/// Rounds in which rows of several units choose the unit that bears the code.
const ROUNDS: usize = 3;
/// Features of fewer rows than this are not learned.
const LEAST_ROWS: u32 = 2;
/// Rows of the table: what keeps it small.
const MOST_FEATURES: usize = 26_000;
const FOLDS: usize = 5;
/// What an error costs against long weights.
const COST: f64 = 0.1;
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
    /// Features of each unit.
    units: Vec<Vec<u32>>,
}

fn main() {
    let Some(data) = data() else {
        println!("skipped: ../shared not present");
        return;
    };
    let book = Codebook::built_in(english()).expect("the built-in codebook");
    let mut scales = BTreeMap::new();
    let mut rows = train(&data);
    let (may, unseen): (Vec<Row>, Vec<Row>) =
        gold(&data).into_iter().partition(|row| ALLOWED.contains(&row.source.as_str()));
    rows.extend(may);
    let learn = bags(&book, rows, &mut scales);
    let test = bags(&book, unseen, &mut scales);
    let lexicon = lexicon(&learn);
    let scales: Vec<f64> = lexicon.keys().map(|key| scales[key]).collect();
    let learn = Set::new(&learn, &lexicon, &scales);
    let unseen = Set::new(&test, &lexicon, &scales);
    println!("{} rows, {} units, {} features", learn.rows.len(), learn.units.len(), lexicon.len());

    let mut machines = Vec::new();
    let (mut out_of_fold, mut on_gold) = (Vec::new(), Vec::new());
    for (code, name) in CODES.iter().enumerate() {
        let (machine, train, mut gold) = learn_code(&learn, name, &scales);
        gold.extend(measure(&unseen, name, &machine));
        out_of_fold.extend(train.into_iter().map(|(set, score)| (code, set, score)));
        on_gold.extend(gold.into_iter().map(|(set, score)| (code, set, score)));
        machines.push((*name, machine));
    }
    table("left-out rows of train_codes", &out_of_fold);
    table("units of gold_codes, each by a machine that was not taught it, before rounding", &on_gold);
    if !std::env::args().any(|arg| arg == "--dry") {
        let model = round(&machines, &lexicon);
        let bytes = model.write();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/code/learned/model.bin");
        std::fs::write(path, &bytes).expect("the table");
        println!("{} features, {} bytes", model.keys.len(), bytes.len());
    }
}

/// How far a feature of that kind may be leant on: a cue was thought about, three words in a row are mostly chance.
fn scale(feature: Feature) -> f64 {
    match feature {
        Feature::Strength(..) => 1.5,
        Feature::Triple(..) | Feature::Around(..) => 0.7,
        _ => 1.0,
    }
}

/// The features of all units of the rows.
fn bags(book: &Codebook, rows: Vec<Row>, scales: &mut BTreeMap<u32, f64>) -> Vec<Bag> {
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
                    let mut found = Vec::new();
                    features(unit, |feature, _| {
                        let key = keys.key(feature);
                        scales.insert(key, scale(feature));
                        found.push(key);
                    });
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
        let mut keys: Vec<u32> = bag.units.concat();
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
}

struct Unit {
    /// Its features that are in the lexicon.
    known: Vec<u32>,
    /// The value of each.
    value: f64,
    /// Squared length of the whole.
    length: f64,
}

impl<'a> Set<'a> {
    fn new(bags: &'a [Bag], lexicon: &BTreeMap<u32, u32>, scales: &[f64]) -> Self {
        let mut set = Set { rows: bags.iter().map(|bag| &bag.row).collect(), row_of: vec![], units: vec![] };
        for (number, bag) in bags.iter().enumerate() {
            for unit in &bag.units {
                let known: Vec<u32> = unit.iter().filter_map(|key| lexicon.get(key).copied()).collect();
                let value = 1.0 / (known.len().max(1) as f64).sqrt();
                let length = known.iter().map(|f| (scales[*f as usize] * value).powi(2)).sum();
                set.units.push(Unit { known, value, length });
                set.row_of.push(number);
            }
        }
        set
    }

    /// The score of each row's surest unit.
    fn scores(&self, machine: &Machine) -> Vec<f64> {
        let mut scores = vec![f64::NEG_INFINITY; self.rows.len()];
        for (unit, row) in self.units.iter().zip(&self.row_of) {
            scores[*row] = scores[*row].max(machine.score(unit));
        }
        scores
    }
}

/// A linear machine for one code.
#[derive(Clone)]
struct Machine {
    weights: Vec<f64>,
    bias: f64,
}

impl Machine {
    fn score(&self, unit: &Unit) -> f64 {
        unit.known.iter().map(|feature| self.weights[*feature as usize]).sum::<f64>() * unit.value + self.bias
    }
}

/// Learns a code from all rows, its threshold from rows left out; gives the scores of those by set, of `train_codes` and
/// of `gold_codes`. A call is never on both sides, and the threshold for a fold is found on the others.
fn learn_code(set: &Set, code: &str, scales: &[f64]) -> (Machine, Scores, Scores) {
    let has: Vec<bool> = set.rows.iter().map(|row| row.has(code)).collect();
    let folds: Vec<usize> = set.rows.iter().map(|row| fold(&row.group)).collect();
    let mut left_out = vec![0.0; set.rows.len()];
    for k in 0..FOLDS {
        let machine = fit(set, &has, scales, |row| folds[row] != k);
        let scores = set.scores(&machine);
        (0..set.rows.len()).filter(|row| folds[*row] == k).for_each(|row| left_out[row] = scores[row]);
    }
    let (mut train, mut gold) = (BTreeMap::<String, Score>::new(), BTreeMap::<String, Score>::new());
    for k in 0..FOLDS {
        let least = threshold(set, &has, &left_out, |row| folds[row] != k);
        for row in (0..set.rows.len()).filter(|row| folds[*row] == k) {
            let of = if set.rows[row].gold { &mut gold } else { &mut train };
            of.entry(set.rows[row].source.clone()).or_default().add(left_out[row] > least, has[row]);
        }
    }
    let mut machine = fit(set, &has, scales, |_| true);
    machine.bias -= threshold(set, &has, &left_out, |_| true);
    (machine, train.into_iter().collect(), gold.into_iter().collect())
}

type Scores = Vec<(String, Score)>;

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
    for _ in 0..ROUNDS {
        let scores = machine.as_ref().map(|machine| set.scores(machine));
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
        machine = Some(descend(set, has, scales, &chosen));
    }
    machine.unwrap_or(Machine { weights: vec![0.0; scales.len()], bias: 0.0 })
}

/// Dual coordinate descent (Hsieh et al. 2008) for the squared hinge; the bias is a feature of value one.
fn descend(set: &Set, has: &[bool], scales: &[f64], chosen: &[usize]) -> Machine {
    let positive = chosen.iter().filter(|unit| has[set.row_of[**unit]]).count().max(1);
    let balance = ((chosen.len() - positive) as f64 / positive as f64 / BALANCE).clamp(1.0, MOST_BALANCE);
    let mut machine = Machine { weights: vec![0.0; scales.len()], bias: 0.0 };
    let mut alphas = vec![0.0f64; chosen.len()];
    let stride = (0..).map(|k| 7919 + 2 * k).find(|s| gcd(*s, chosen.len()) == 1).unwrap_or(1);
    for pass in 0..PASSES {
        for step in 0..chosen.len() {
            let at = (step * stride + pass * 31) % chosen.len();
            let unit = &set.units[chosen[at]];
            let row = set.row_of[chosen[at]];
            let sign = if has[row] { 1.0 } else { -1.0 };
            let cost = COST * weight_of(&set.rows[row].source) * if has[row] { balance } else { 1.0 };
            let ridge = 0.5 / cost;
            let gradient = sign * machine.score(unit) - 1.0 + ridge * alphas[at];
            let length = unit.length + 1.0 + ridge;
            let next = (alphas[at] - gradient / length).max(0.0);
            let change = (next - alphas[at]) * sign;
            alphas[at] = next;
            if change != 0.0 {
                for feature in &unit.known {
                    let scale = scales[*feature as usize];
                    machine.weights[*feature as usize] += change * unit.value * scale * scale;
                }
                machine.bias += change;
            }
        }
    }
    machine
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// The scores of a code on coded units, by set.
fn measure(set: &Set, code: &str, machine: &Machine) -> Vec<(String, Score)> {
    let mut by_set: BTreeMap<String, Score> = BTreeMap::new();
    for (row, score) in set.rows.iter().zip(set.scores(machine)) {
        if !row.maybe.iter().any(|c| c == code) {
            by_set.entry(row.source.clone()).or_default().add(score > 0.0, row.has(code));
        }
    }
    by_set.into_iter().collect()
}

/// The table: the features that weigh most, in steps of one 127th of each code's largest weight.
fn round(machines: &[(&str, Machine)], lexicon: &BTreeMap<u32, u32>) -> Model {
    let steps: Vec<f64> = machines
        .iter()
        .map(|(_, machine)| {
            machine.weights.iter().fold(0.0f64, |most, weight| most.max(weight.abs())).max(1e-9) / 127.0
        })
        .collect();
    let weigh = |number: u32| machines.iter().map(|(_, machine)| machine.weights[number as usize].powi(2)).sum::<f64>();
    let mut by_weight: Vec<(u32, u32)> = lexicon.iter().map(|(key, number)| (*key, *number)).collect();
    by_weight.sort_by(|a, b| weigh(b.1).total_cmp(&weigh(a.1)).then(a.cmp(b)));
    by_weight.truncate(MOST_FEATURES);
    by_weight.sort_unstable();
    let mut model = Model::default();
    for ((name, machine), step) in machines.iter().zip(&steps) {
        model.codes.push((*name).to_owned());
        model.bias.push((machine.bias / step * 65_536.0).round() as i64);
        // A margin of one is about two logits.
        model.gain.push((step * 2.0 * 1_000_000.0).round() as u32);
    }
    for (key, number) in by_weight {
        model.keys.push(key);
        for ((_, machine), step) in machines.iter().zip(&steps) {
            model.weights.push((machine.weights[number as usize] / step).round().clamp(-127.0, 127.0) as i8);
        }
    }
    model
}
