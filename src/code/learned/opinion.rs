//! A unit in, how sure the learned opinion is of each code, and by which words.

use super::features::{Feature, Unit, features};
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
    known: u32,
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
            known: 0,
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
        let (mut sums, mut known) = (std::mem::take(&mut self.sums), 0);
        sums.fill(0);
        features(unit, |feature, _| {
            if let Some(weights) = self.weights(feature) {
                known += 1;
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum += i32::from(*weight);
                }
            }
        });
        (self.sums, self.known) = (sums, known);
    }

    /// How sure it is of a code in the unit read last, in thousandths; `None` for a code that it was not made for.
    pub fn sureness(&self, code: CodeId) -> Option<u16> {
        let column = self.columns[usize::from(code.0)]?;
        Some(sureness(self.table.model(), column, self.sums[column], self.known))
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
