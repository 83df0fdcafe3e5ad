//! Units in, a linear machine for each code out, and how it does on units that it was not taught.

use crate::coded_data::{CODES, Row, Score};
use crate::units::{Set, Unit};
use overheard::code::{Decider, ENOUGH};
use std::collections::BTreeMap;

/// Passes over the data.
const PASSES: usize = 60;
/// Every so many passes all units are looked at.
const ALL_EVERY: usize = 6;
/// Rounds in which rows of several units choose the unit that bears the code.
const ROUNDS: usize = 2;
const FOLDS: usize = 5;
/// How many steps to either side of a threshold are looked at with it.
const SMOOTHED: i32 = 6;
/// What an error costs against long weights.
const COST: f64 = 0.15;
/// Rows that have a code cost more the rarer it is: by their share to this one, at most so many times.
const BALANCE: f64 = 2.0;
const MOST_BALANCE: f64 = 3.0;
/// How far a feature counts by how much it tells of the code, as naive Bayes sees it (Wang & Manning 2012), and how many rows
/// of no news each feature is given before.
const BAYES: f64 = 0.3;
const NO_NEWS: f64 = 2.0;
/// More than this, in logits, no feature tells.
const MOST_TOLD: f64 = 3.0;

/// How much a row of a set counts: speech counts whole, reviews and written questions less, what is
/// invented least.
fn weight_of(source: &str) -> f64 {
    match source {
        "app_features" => 0.5,
        "banking77" => 0.5,
        "qmsum_product" => 0.6,
        "invented" => 0.25,
        _ => 1.0,
    }
}

/// How much a row counts for the threshold: it must serve speech as it comes, and agree with the hand that coded
/// `gold_codes.json`.
fn spoken(row: &Row) -> f64 {
    match row.source.as_str() {
        "invented" => 0.0,
        "app_features" | "banking77" | "qmsum_product" => 0.2,
        _ if row.gold => 6.0,
        _ => 1.0,
    }
}

/// By whether it is of `gold_codes` and by set: how the cues, the machine and both do.
pub type Tally = BTreeMap<(bool, String), [Score; 3]>;

/// How a code comes out.
#[derive(Default)]
pub struct Judged {
    /// The scores.
    pub tally: Tally,
    /// The units of `gold_codes` that both together get wrong.
    pub errors: Vec<String>,
}

/// A linear machine for one code.
#[derive(Clone)]
pub struct Machine {
    pub weights: Vec<f64>,
    pub vector: Vec<f64>,
    pub bias: f64,
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

    pub fn score(&self, unit: &Unit) -> f64 {
        let of_features = unit.known.iter().map(|feature| self.weights[*feature as usize]).sum::<f64>();
        (of_features + dot(&self.vector, &unit.vector)) * unit.value + self.bias
    }
}

pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Learns a code from all rows, its threshold from rows left out; gives how those come out. A call is never on both sides,
/// and the threshold for a fold is found on the others.
pub fn learn_code(set: &Set, code: &str, scales: &[f64]) -> (Machine, Judged) {
    let has: Vec<bool> = set.rows.iter().map(|row| row.has(code)).collect();
    let folds: Vec<usize> = set.rows.iter().map(|row| fold(&row.group)).collect();
    let mut left_out = vec![0.0; set.units.len()];
    for k in 0..FOLDS {
        let machine = fit(set, &has, scales, |row| folds[row] != k);
        let scores = of_units(set, &machine);
        let unseen = (0..set.units.len()).filter(|unit| folds[set.row_of[*unit]] == k);
        unseen.for_each(|unit| left_out[unit] = scores[unit]);
    }
    let of_rows = of_rows(set, &left_out);
    let mut judged = Judged::default();
    for k in 0..FOLDS {
        let least = threshold(set, &has, &of_rows, |row| folds[row] != k);
        judge(set, code, &left_out, least, |row| folds[row] == k, &mut judged);
    }
    let mut machine = fit(set, &has, scales, |_| true);
    machine.bias -= threshold(set, &has, &of_rows, |_| true);
    (machine, judged)
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
    let smooth = |step: i32| (-SMOOTHED..=SMOOTHED).map(|near| f1(at(step + near))).sum::<f64>();
    let best = (-40..=40).max_by(|a, b| smooth(*a).total_cmp(&smooth(*b)).then(b.cmp(a)));
    at(best.unwrap_or(0))
}

/// Several rounds: at first every unit of a row with the code has it, then only those that look so.
fn fit(set: &Set, has: &[bool], scales: &[f64], learn: impl Fn(usize) -> bool) -> Machine {
    let mut machine: Option<Machine> = None;
    let mut alphas = vec![0.0f64; set.units.len()];
    for _ in 0..ROUNDS {
        let scores = machine.as_ref().map(|machine| of_rows(set, &of_units(set, machine)));
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
    let scales = &telling(set, has, scales, &chosen);
    let lengths: Vec<f64> = set.units.iter().map(|unit| unit.length(scales)).collect();
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
            let next = (alphas[*number] - gradient / (lengths[*number] + 1.0 + ridge)).max(0.0);
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

/// The scales of the features, larger for those that tell more of the code.
fn telling(set: &Set, has: &[bool], scales: &[f64], chosen: &[usize]) -> Vec<f64> {
    let mut counts = vec![[0.0; 2]; scales.len()];
    let mut all = [0.0; 2];
    for unit in chosen {
        let row = set.row_of[*unit];
        let (which, weight) = (usize::from(has[row]), weight_of(&set.rows[row].source));
        all[which] += weight;
        set.units[*unit].known.chunk_by(|a, b| a == b).for_each(|same| counts[same[0] as usize][which] += weight);
    }
    let logit = |share: f64| (share / (1.0 - share).max(1e-6)).ln();
    let usual = all[1] / (all[0] + all[1]);
    let told = |count: &[f64; 2]| {
        let share = (count[1] + NO_NEWS * usual) / (count[0] + count[1] + NO_NEWS);
        (logit(share) - logit(usual)).abs().min(MOST_TOLD)
    };
    counts.iter().zip(scales).map(|(count, scale)| scale * (1.0 - BAYES + BAYES * told(count))).collect()
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

/// The score of each unit.
pub fn of_units(set: &Set, machine: &Machine) -> Vec<f64> {
    set.units.iter().map(|unit| machine.score(unit)).collect()
}

/// The score of each row's surest unit.
fn of_rows(set: &Set, of_units: &[f64]) -> Vec<f64> {
    let mut scores = vec![f64::NEG_INFINITY; set.rows.len()];
    for (score, row) in of_units.iter().zip(&set.row_of) {
        scores[*row] = scores[*row].max(*score);
    }
    scores
}

/// Adds what the cues, the machine and both say of the rows that are `asked`, against what they have. What is invented is
/// not judged.
pub fn judge(set: &Set, code: &str, of_units: &[f64], least: f64, asked: impl Fn(usize) -> bool, judged: &mut Judged) {
    let number = CODES.iter().position(|name| *name == code).unwrap_or(0);
    let mut said = vec![[false; 3]; set.rows.len()];
    for ((seen, score), row) in set.seen.iter().zip(of_units).zip(&set.row_of) {
        let (strength, learned) = (seen.strengths[number], *score > least);
        let by = [strength >= ENOUGH, learned, Decider::of(code).says(learned, strength, seen.words)];
        said[*row].iter_mut().zip(by).for_each(|(said, by)| *said |= by);
    }
    for (number, row) in set.rows.iter().enumerate().filter(|(number, _)| asked(*number)) {
        if row.source != "invented" && !row.maybe.iter().any(|maybe| maybe == code) {
            let scores = judged.tally.entry((row.gold, row.source.clone())).or_default();
            scores.iter_mut().zip(said[number]).for_each(|(score, said)| score.add(said, row.has(code)));
            if row.gold && said[number][2] != row.has(code) {
                let what = if row.has(code) { "missed" } else { "wrong" };
                let by = if said[number][0] { "cue" } else { "" };
                judged.errors.push(format!("{what}\t{by}\t{}\t{}", row.source, row.text().replace(['\n', '\t'], " ")));
            }
        }
    }
}
