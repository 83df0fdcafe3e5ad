//! A table of weights in, scores of a unit out. Whole numbers only, so that every machine decides alike.

use std::sync::OnceLock;

/// Weights of features for some codes, one row a feature.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// Names of the codes, in the order of the columns.
    pub codes: Vec<String>,
    /// Per code: what is added, in 65,536ths of a step of its weights.
    pub bias: Vec<i64>,
    /// Per code: how much a step of its weights is, in millionths of a logit.
    pub gain: Vec<u32>,
    /// Keys of the features, ascending.
    pub keys: Vec<u32>,
    /// Weights: `keys.len()` rows of `codes.len()` steps.
    pub weights: Vec<i8>,
}

/// What the file begins with: its kind and version.
const MAGIC: &[u8; 8] = b"ohcodes1";

impl Model {
    /// The table that comes with the program; `None` if it is damaged.
    pub fn built_in() -> Option<&'static Model> {
        static MODEL: OnceLock<Option<Model>> = OnceLock::new();
        MODEL.get_or_init(|| Model::read(include_bytes!("model.bin"))).as_ref()
    }

    /// The bytes of a table.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend((self.codes.len() as u32).to_le_bytes());
        bytes.extend((self.keys.len() as u32).to_le_bytes());
        for (code, name) in self.codes.iter().enumerate() {
            bytes.push(name.len() as u8);
            bytes.extend(name.as_bytes());
            bytes.extend(self.bias[code].to_le_bytes());
            bytes.extend(self.gain[code].to_le_bytes());
        }
        bytes.extend(self.keys.iter().flat_map(|key| key.to_le_bytes()));
        bytes.extend(self.weights.iter().map(|weight| *weight as u8));
        bytes
    }

    /// The table of some bytes; `None` if they are none.
    pub fn read(bytes: &[u8]) -> Option<Model> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let codes = number(&mut rest)? as usize;
        let keys = number(&mut rest)? as usize;
        let mut model = Model::default();
        for _ in 0..codes {
            let length = usize::from(*take(&mut rest, 1)?.first()?);
            model.codes.push(String::from_utf8(take(&mut rest, length)?.to_vec()).ok()?);
            model.bias.push(i64::from_le_bytes(take(&mut rest, 8)?.try_into().ok()?));
            model.gain.push(number(&mut rest)?);
        }
        let size = keys.checked_mul(4)?;
        model.keys =
            take(&mut rest, size)?.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        model.weights = rest.iter().map(|byte| *byte as i8).collect();
        (model.weights.len() == keys.checked_mul(codes)? && model.keys.is_sorted()).then_some(model)
    }

    /// The weights of a feature.
    fn row(&self, row: usize) -> &[i8] {
        &self.weights[row * self.codes.len()..(row + 1) * self.codes.len()]
    }
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, left) = rest.split_at_checked(length)?;
    *rest = left;
    Some(taken)
}

fn number(rest: &mut &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(take(rest, 4)?.try_into().ok()?))
}

/// A [`Model`] with its keys laid out for looking up.
#[derive(Debug)]
pub struct Table<'m> {
    model: &'m Model,
    /// Open addressing: a key and its row; `EMPTY` where there is none.
    slots: Vec<(u32, u32)>,
    /// By the last bits of a key: whether there may be such a key. Small enough to stay at hand; turns away nine in ten.
    known: Vec<u64>,
}

/// Bits of a key that `known` tells apart.
const TOLD_APART: u32 = (1 << 18) - 1;

const EMPTY: u32 = u32::MAX;

impl<'m> Table<'m> {
    /// Lays a model out.
    pub fn new(model: &'m Model) -> Self {
        let size = (model.keys.len() * 2).next_power_of_two().max(2);
        let mut slots = vec![(0, EMPTY); size];
        for (row, key) in (0u32..).zip(&model.keys) {
            let mut at = *key as usize & (size - 1);
            while slots[at].1 != EMPTY {
                at = (at + 1) & (size - 1);
            }
            slots[at] = (*key, row);
        }
        let mut known = vec![0; (TOLD_APART as usize + 1) / 64];
        for key in &model.keys {
            let bit = (key >> 7) & TOLD_APART;
            known[bit as usize / 64] |= 1 << (bit % 64);
        }
        Table { model, slots, known }
    }

    /// The model.
    pub fn model(&self) -> &'m Model {
        self.model
    }

    /// The weights of a feature, one per code.
    pub fn weights(&self, key: u32) -> Option<&'m [i8]> {
        let bit = (key >> 7) & TOLD_APART;
        if self.known[bit as usize / 64] >> (bit % 64) & 1 == 0 {
            return None;
        }
        let mut at = key as usize & (self.slots.len() - 1);
        loop {
            match self.slots[at] {
                (_, EMPTY) => return None,
                (found, row) if found == key => return Some(self.model.row(row as usize)),
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }
}

/// How sure a code is, in thousandths, from the sum of the weights of its `features`, known and
/// unknown.
pub fn sureness(model: &Model, code: usize, sum: i32, features: u32) -> u16 {
    let steps = i64::from(sum) * i64::from(share_of(features)) + model.bias[code];
    let logit = steps.saturating_mul(i64::from(model.gain[code])) / 65_536_000;
    logistic(logit)
}

/// 65,536 through the square root of the number of features: long units must not shout.
fn share_of(features: u32) -> u32 {
    let square = (1u64 << 32) / u64::from(features.max(1));
    square.isqrt() as u32
}

/// 1000 / (1 + exp(-x)) for x in thousandths, by straight lines between exact points half a unit apart.
fn logistic(x: i64) -> u16 {
    const POINTS: [i64; 17] = [500, 622, 731, 818, 881, 924, 953, 971, 982, 989, 993, 996, 998, 998, 999, 999, 1000];
    let far = x.unsigned_abs().min(7_999) as i64;
    let (step, part) = ((far / 500) as usize, far % 500);
    let above = POINTS[step] + (POINTS[step + 1] - POINTS[step]) * part / 500;
    (if x < 0 { 1000 - above } else { above }) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> Model {
        Model {
            codes: vec!["x".into(), "y".into()],
            bias: vec![-65_536, 0],
            gain: vec![1_000_000, 500_000],
            keys: vec![3, 5, 9],
            weights: vec![1, -1, 127, 0, 0, -128],
        }
    }

    #[test]
    fn a_table_survives_writing_and_reading() {
        assert_eq!(Model::read(&model().write()), Some(model()));
    }

    #[test]
    fn damaged_bytes_are_no_table() {
        let bytes = model().write();
        for end in 0..bytes.len() {
            assert_eq!(Model::read(&bytes[..end]), None, "cut at {end}");
        }
    }

    #[test]
    fn weights_are_found_by_key() {
        let model = model();
        let table = Table::new(&model);
        assert_eq!(table.weights(5), Some(&[127, 0][..]));
        assert_eq!(table.weights(4), None);
    }

    #[test]
    fn a_logit_of_nought_is_one_half() {
        assert_eq!(sureness(&model(), 0, 1, 1), 500);
        assert_eq!(sureness(&model(), 0, 2, 1), 731);
        assert_eq!(sureness(&model(), 1, 2, 4), 622);
    }
}
