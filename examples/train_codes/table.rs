//! Machines in, the compact table out that the program carries.

use crate::machine::{Machine, dot};
use crate::units::{VECTORS, vector};
use overheard::code::{Keys, Model};
use overheard::language::english;
use overheard::theme::Vectors;
use std::collections::BTreeMap;

/// Rows of the table: what keeps it small.
const MOST_FEATURES: usize = 40_000;
/// Words of the vectors at least this common (Zipf x 100) come into the table.
const COMMON: u16 = 250;

/// The table: the features that weigh most, in steps of one 127th of each code's largest weight. What the vectors say of a
/// word is added to the word's own weight, so that the program needs no vectors; so words come in that no row has.
pub fn round(machines: &[(&str, Machine)], lexicon: &BTreeMap<u32, u32>, vectors: &Vectors) -> Model {
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
