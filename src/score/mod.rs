//! (being built)

pub mod measure;
