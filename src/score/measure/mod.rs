//! The measures: numbers in, a number out, one a file. Each says its formula, its source, its unit and its range, and is
//! tested against a published example. Nothing here knows a call, a word or a setting.

mod benjamini_hochberg;
mod binomial;
mod c_value;
mod call_lift;
mod chao;
mod clarity;
mod cochran_armitage;
mod cohen_h;
mod dispersion;
mod fisher;
mod log_dice;
mod log_likelihood;
mod log_ratio;
mod newcombe;
mod normal;
mod npmi;
mod wilson;

pub use benjamini_hochberg::benjamini_hochberg;
pub use binomial::upper_tail as binomial_upper_tail;
pub use c_value::c_value;
pub use call_lift::{CallLift, PRIOR_CALLS, Side, call_lift};
pub use chao::Incidence;
pub use clarity::clarity;
pub use cochran_armitage::{Slope, cochran_armitage};
pub use cohen_h::cohen_h;
pub use dispersion::{dp, dp_norm};
pub use fisher::fisher_two_sided;
pub use log_dice::log_dice;
pub use log_likelihood::{g2, keyness};
pub use log_ratio::log_ratio;
pub use newcombe::newcombe;
pub use normal::{Z_80_ONE_SIDED, Z_95, Z_95_ONE_SIDED, cdf as normal_cdf, quantile as normal_quantile, upper_tail};
pub use npmi::npmi;
pub use wilson::wilson;

/// Two ends of an interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

#[cfg(test)]
fn close(found: f64, published: f64, within: f64) {
    assert!((found - published).abs() <= within, "{found} is not {published} (within {within})");
}
