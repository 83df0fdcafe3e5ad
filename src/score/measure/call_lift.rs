//! How many times as often customers say a phrase as reps do, counted in calls: calls and talk time of both sides in, a
//! ratio with its error out.
//!
//! Of N calls a side s says it in y_s, and speaks w_s words a call. With the same rate on both sides a side would say it
//! in the share pi_s of its calls; that share, worth `prior` calls, is mixed in, so that few calls say little:
//! ```text
//! lambda0 = -ln(1 - (y_c + y_r)/2N) / ((w_c + w_r)/2)     pi_s = 1 - exp(-lambda0 w_s)
//! p_s = (y_s + a pi_s)/(N + a)                            lambda_s = -ln(1 - p_s)/w_s
//! lift = log2(lambda_c/lambda_r)                          v_s = p_s / ((1 - p_s)(N + a) ln^2(1 - p_s))
//! se = sqrt(v_c + v_r)/ln 2     z = lift/se               low = lift - 1.645 se
//! ```
//! The log-odds with an informative prior of Monroe, Colaresi & Quinn (2008), carried over from words to calls: a call
//! counts once, however often one caller says it. Own work; replication figures in METRICS.md.

use super::Z_95_ONE_SIDED;

/// The usual weight of the prior: as much as this many calls.
pub const PRIOR_CALLS: f64 = 5.0;

/// One side of the talk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Side {
    /// Calls in which it says the phrase.
    pub calls: f64,
    /// Words it speaks in a call, on average.
    pub words: f64,
}

/// How the customers' rate stands to the reps'.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CallLift {
    /// Doublings: 0 the same, 1 twice as often, -1 half as often. `2^lift` is what a reader sees.
    pub lift: f64,
    /// Its standard error.
    pub se: f64,
    /// `lift/se`.
    pub z: f64,
    /// One-sided lower 95 % bound of the lift.
    pub low: f64,
}

impl CallLift {
    /// One-sided lower bound at another level: `lift - z se`.
    pub fn low_at(&self, z: f64) -> f64 {
        self.lift - z * self.se
    }
}

/// The lift over `calls` calls that hold both sides. `None` where a side does not speak, nobody says it, or there is no
/// call. `prior` must be above 0.
pub fn call_lift(customers: Side, reps: Side, calls: f64, prior: f64) -> Option<CallLift> {
    if calls <= 0.0 || prior <= 0.0 || customers.words <= 0.0 || reps.words <= 0.0 {
        return None;
    }
    let said = (customers.calls + reps.calls).min(2.0 * calls);
    if said <= 0.0 {
        return None;
    }
    // All sides in all calls would be an infinite rate: half a call is kept back.
    let share = (said / (2.0 * calls)).min(1.0 - 0.25 / calls);
    let rate = -(-share).ln_1p() / ((customers.words + reps.words) / 2.0);
    let (ours, error) = side(customers, rate, calls, prior);
    let (theirs, other) = side(reps, rate, calls, prior);
    let (lift, se) = ((ours / theirs).log2(), (error + other).sqrt() / std::f64::consts::LN_2);
    Some(CallLift { lift, se, z: lift / se, low: lift - Z_95_ONE_SIDED * se })
}

/// Rate of one side, and the variance of its logarithm.
fn side(side: Side, rate: f64, calls: f64, prior: f64) -> (f64, f64) {
    let expected = -(-rate * side.words).exp_m1();
    // A phrase that a side says in each of its calls, and would be expected in: keep the logarithm finite.
    let p = ((side.calls.min(calls) + prior * expected) / (calls + prior)).min(1.0 - 1e-12);
    let ln = (-p).ln_1p();
    (-ln / side.words, p / ((1.0 - p) * (calls + prior) * ln * ln))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::measure::close;

    fn lift(customers: f64, reps: f64, words: (f64, f64), calls: f64) -> CallLift {
        let side = |calls, words| Side { calls, words };
        call_lift(side(customers, words.0), side(reps, words.1), calls, PRIOR_CALLS).unwrap()
    }

    /// By hand, 10 and 2 of 50 calls, both sides 1000 words: lambda0 = -ln .88 /1000; pi = .12; p_c = 10.6/55 = .192727,
    /// p_r = 2.6/55 = .047273; rates .214094 and .048427; ratio 4.42101, log2 = 2.14438; v_c = .192727/(.807273 55
    /// .214094^2) = .0947005, v_r = .047273/(.952727 55 .048427^2) = .384692; se = sqrt(.479392)/ln 2 = .998902.
    #[test]
    fn by_hand() {
        let found = lift(10.0, 2.0, (1000.0, 1000.0), 50.0);
        close(found.lift, 2.14438, 2e-5);
        close(found.se, 0.99890, 2e-5);
        close(found.z, 2.14673, 5e-5);
        close(found.low, 2.14438 - 1.64485 * 0.99890, 5e-5);
    }

    #[test]
    fn who_talks_more_says_more() {
        close(lift(10.0, 10.0, (800.0, 800.0), 50.0).lift, 0.0, 1e-12);
        assert!(lift(10.0, 10.0, (400.0, 1200.0), 50.0).lift > 0.5);
        let (one, other) = (lift(12.0, 3.0, (500.0, 900.0), 60.0), lift(3.0, 12.0, (900.0, 500.0), 60.0));
        close(one.lift, -other.lift, 1e-12);
    }

    #[test]
    fn more_calls_more_certain() {
        assert!(lift(3.0, 0.0, (900.0, 900.0), 10.0).z < lift(10.0, 0.0, (900.0, 900.0), 33.0).z);
        assert!(lift(2.0, 0.0, (900.0, 900.0), 20.0).low < 0.0);
        assert!(lift(20.0, 0.0, (900.0, 900.0), 200.0).low > 1.0);
    }

    #[test]
    fn edges_are_finite_or_none() {
        let all = lift(20.0, 20.0, (900.0, 900.0), 20.0);
        assert!(all.lift.abs() < 1e-12 && all.se.is_finite());
        assert!(lift(20.0, 0.0, (900.0, 900.0), 20.0).z.is_finite());
        let none = Side { calls: 0.0, words: 900.0 };
        assert_eq!(call_lift(none, none, 20.0, PRIOR_CALLS), None);
        assert_eq!(
            call_lift(Side { calls: 3.0, words: 10.0 }, Side { calls: 0.0, words: 0.0 }, 5.0, PRIOR_CALLS),
            None
        );
    }
}
