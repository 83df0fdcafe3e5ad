//! What recurs? Integers only: streams of keys in, for every n-gram of one to six words the calls that hold it out.

pub mod alias;
pub mod compound;
pub mod ngram;
pub mod occurrence;
pub mod rewrite;
pub mod stream;
