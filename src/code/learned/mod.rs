//! The learned second opinion: a unit in, which codes it has out. A linear model over words, pairs of words, cues, place
//! and what was asked, made by `examples/train_codes`; integers only.

mod features;
mod keys;
mod model;
mod opinion;

pub use features::{Feature, Unit, features, heard};
pub use keys::Keys;
pub use model::Model;
pub(super) use opinion::Opinion;
