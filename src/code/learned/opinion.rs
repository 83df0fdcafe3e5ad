//! A unit in, how sure the learned opinion is of each code, and by which words.

use super::features::{Feature, Unit, features, heard};
use super::keys::Keys;
use super::model::{Model, Table, sureness};
use crate::codebook::{CodeId, Codebook, NormalId, Words};

/// The learned opinion on the units of one vocabulary.
pub struct Opinion<'m> {
    table: Table<'m>,
    keys: Keys,
    /// By word: its weights and those of its base form, each looked up once.
    words: Vec<[Option<&'m [i8]>; 2]>,
    /// By code of the codebook: its column in the model.
    columns: Vec<Option<usize>>,
    sums: Vec<i32>,
    /// How many features the unit has.
    features: u32,
    /// What was heard before the turn, and its part of the sums, which is the same for all units of the turn.
    heard: Vec<NormalId>,
    of_heard: Vec<i32>,
}

/// Places of the words of a unit.
pub type Place = (u16, u16);

impl<'m> Opinion<'m> {
    /// The opinion of a model on the codes of a codebook, by their names. Codes whose cues are not those that it was
    /// made with keep to their cues.
    pub fn new(model: &'m Model, book: &Codebook) -> Self {
        let column = |name: &str| model.codes.iter().position(|code| code == name);
        Opinion {
            table: Table::new(model),
            keys: Keys::new(book),
            words: Vec::new(),
            columns: book.codes().map(|(_, code)| column(&code.name).filter(|_| code.learned)).collect(),
            sums: vec![0; model.codes.len()],
            features: 0,
            heard: Vec::new(),
            of_heard: vec![0; model.codes.len()],
        }
    }

    /// Takes in words that were met since.
    pub fn learn(&mut self, book: &Codebook, words: &Words) {
        self.keys.learn(book, words);
        for word in (self.words.len()..words.len()).map(|id| NormalId(id as u32)) {
            let of = |feature| self.table.weights(self.keys.key(feature));
            self.words.push([of(Feature::Word(word)), of(Feature::Base(word))]);
        }
    }

    fn weights(&self, feature: Feature) -> Option<&'m [i8]> {
        match feature {
            Feature::Word(word) => self.words[word.0 as usize][0],
            Feature::Base(word) => self.words[word.0 as usize][1],
            other => self.table.weights(self.keys.key(other)),
        }
    }

    /// Reads a unit.
    pub fn read(&mut self, unit: &Unit) {
        let mut sums = std::mem::take(&mut self.sums);
        if self.heard != unit.heard {
            self.heard.clear();
            self.heard.extend_from_slice(unit.heard);
            sums.fill(0);
            heard(unit.heard, |feature| add(self.weights(feature), &mut sums));
            self.of_heard.copy_from_slice(&sums);
        }
        sums.copy_from_slice(&self.of_heard);
        let mut count = unit.heard.len() as u32;
        features(unit, |feature, _| {
            count += 1;
            add(self.weights(feature), &mut sums);
        });
        (self.sums, self.features) = (sums, count);
    }

    /// How sure it is of a code in the unit read last, in thousandths; `None` for a code that it was not made for.
    pub fn sureness(&self, code: CodeId) -> Option<u16> {
        let column = self.columns[usize::from(code.0)]?;
        Some(sureness(self.table.model(), column, self.sums[column], self.features))
    }

    /// The places of the words that speak most for a code, at most three, in the order of the text.
    pub fn decided(&self, unit: &Unit, code: CodeId) -> Vec<Place> {
        let Some(column) = self.columns[usize::from(code.0)] else { return vec![] };
        let mut speaks: Vec<(i32, Place)> = Vec::new();
        features(unit, |feature, place| {
            let weight = self.weights(feature).map_or(0, |weights| i32::from(weights[column]));
            if weight > 0 && place.1 > place.0 && place.1 - place.0 <= 4 {
                match speaks.iter_mut().find(|(_, at)| *at == place) {
                    Some((sum, _)) => *sum += weight,
                    None => speaks.push((weight, place)),
                }
            }
        });
        speaks.sort_by_key(|(weight, place)| (-weight, *place));
        let mut chosen: Vec<Place> = Vec::new();
        for (_, place) in speaks {
            if chosen.len() < 3 && chosen.iter().all(|other| place.0 >= other.1 || other.0 >= place.1) {
                chosen.push(place);
            }
        }
        chosen.sort_unstable();
        chosen
    }
}

/// Adds the weights of a feature, if it has any.
fn add(weights: Option<&[i8]>, sums: &mut [i32]) {
    for (sum, weight) in sums.iter_mut().zip(weights.unwrap_or_default()) {
        *sum += i32::from(*weight);
    }
}
