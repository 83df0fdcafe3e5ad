//! How much of what there is to hear was heard, and how much more calls would bring.

use super::Share;
use serde::Serialize;

/// How much of what there is to hear was heard.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Saturation {
    /// What was counted, in the plural: "problems", "themes".
    pub what: String,
    /// Group; empty for all calls.
    pub segment: String,
    /// Calls it rests on.
    pub calls: u32,
    /// Different ones heard.
    pub seen: u32,
    /// The estimate; `None` where the calls are not enough to say.
    pub estimate: Option<Completeness>,
}

/// An estimate of completeness (Chao & Jost 2012).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Completeness {
    /// The probability that the next mention is of one already heard, with its 95 % band.
    pub coverage: Share,
    /// Not heard yet, at least (Chao2).
    pub unseen: f64,
    /// New ones to expect in the next call.
    pub new_per_call: f64,
    /// Until coverage is 90 %.
    pub to_90: MoreCalls,
    /// Until coverage is 95 %.
    pub to_95: MoreCalls,
    /// The call, in order of date, after which two calls in a row brought no more than 5 % of what the first four had
    /// (Guest, Namey & Chen 2020); `None` where that has not happened.
    pub settled: Option<u32>,
    /// Different ones against calls, from one call to twice the calls at hand.
    pub curve: Vec<CurvePoint>,
    /// Different ones after each call, in order of date.
    pub heard: Vec<u32>,
}

/// How many more calls until something is reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MoreCalls {
    /// It is reached.
    #[default]
    Reached,
    /// About so many, with the 95 % band; no upper end where that lies beyond as many calls again as there are.
    About {
        /// Calls.
        calls: u32,
        /// Lower end.
        low: u32,
        /// Upper end.
        high: Option<u32>,
    },
    /// More than as many again as there are: further than the method can see.
    Beyond,
}

/// A point of the curve of saturation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct CurvePoint {
    /// Calls.
    pub calls: u32,
    /// Different ones expected in so many.
    pub expected: f64,
    /// Lower end of the 95 % band.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}
