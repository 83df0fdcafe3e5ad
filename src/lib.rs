//! What words do customers use for their problems and for what they want, and where exactly did they say so?
//!
//! A folder of transcripts flows down through the rooms below, in this order. A room uses only rooms above it.

// ground
pub mod corpus;
pub mod progress;
pub mod settings;
pub mod language;
// intake
pub mod discover;
pub mod read;
pub mod duplicate;
pub mod meta;
pub mod role;
pub mod gather;
// text
pub mod tokenize;
pub mod mask;
pub mod kwic;
// statistics
pub mod count;
pub mod score;
// meaning
pub mod codebook;
pub mod code;
pub mod problem;
pub mod quote;
pub mod theme;
// result
pub mod findings;
pub mod saturation;
pub mod contrast;
pub mod trend;
pub mod compare;
pub mod gap;
pub mod redact;
pub mod verify;
pub mod pipeline;
pub mod report;
