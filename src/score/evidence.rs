//! How far a count can be trusted: a weight and its numbers in, one of three tiers out.

use super::weigh::{Said, Weight};
use serde::Serialize;

/// How far a row can be trusted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// A hint.
    #[default]
    Thin,
    /// Likely.
    Moderate,
    /// Holds.
    Strong,
}

impl std::fmt::Display for Evidence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Evidence::Thin => "thin",
            Evidence::Moderate => "moderate",
            Evidence::Strong => "strong",
        })
    }
}

/// One-sided 95 % and 80 % points of the normal distribution.
const SURE: f64 = 1.645;
const LIKELY: f64 = 0.842;

/// Strong: a false discovery rate of at most 5 %, five calls, five speakers, and a lift whose lower 95 % bound is above
/// none. Moderate: three calls, and the same of the lower 80 % bound. Thin: the rest.
pub fn evidence(weight: &Weight, said: Said, speakers: usize, q: f64) -> Evidence {
    if q <= 0.05 && said.customer >= 5 && speakers >= 5 && weight.low(SURE) > 0.0 {
        Evidence::Strong
    } else if said.customer >= 3 && weight.low(LIKELY) > 0.0 {
        Evidence::Moderate
    } else {
        Evidence::Thin
    }
}
