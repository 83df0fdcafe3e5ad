//! The interval of a difference of two shares (Newcombe 1998, method 10): k of n twice in, lower and upper end out.

use super::{Bounds, wilson};

/// Of d = p1 - p2, built from the two Wilson intervals (l1, u1), (l2, u2):
/// `low = d - sqrt((p1-l1)^2 + (u2-p2)^2)`, `high = d + sqrt((u1-p1)^2 + (p2-l2)^2)`; -1 to 1. `None` where one n is 0.
pub fn newcombe(k1: u64, n1: u64, k2: u64, n2: u64, z: f64) -> Option<Bounds> {
    let (one, two) = (wilson(k1, n1, z)?, wilson(k2, n2, z)?);
    let (p1, p2) = (k1.min(n1) as f64 / n1 as f64, k2.min(n2) as f64 / n2 as f64);
    let root = |a: f64, b: f64| (a * a + b * b).sqrt();
    Some(Bounds {
        low: (p1 - p2 - root(p1 - one.low, two.high - p2)).max(-1.0),
        high: (p1 - p2 + root(one.high - p1, p2 - two.low)).min(1.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::measure::{Z_95, close};

    /// Newcombe (1998), Statistics in Medicine 17:873-890, Table II, method 10, contrasts (a) to (h).
    #[test]
    fn as_newcombe_has_it() {
        for (k1, n1, k2, n2, low, high) in [
            (56, 70, 48, 80, 0.0524, 0.3339),
            (9, 10, 3, 10, 0.1705, 0.8090),
            (6, 7, 2, 7, 0.0582, 0.8062),
            (5, 56, 0, 29, -0.0381, 0.1926),
            (0, 10, 0, 20, -0.1611, 0.2775),
            (0, 10, 0, 10, -0.2775, 0.2775),
            (10, 10, 0, 20, 0.6791, 1.0000),
            (10, 10, 0, 10, 0.6075, 1.0000),
        ] {
            let found = newcombe(k1, n1, k2, n2, Z_95).unwrap();
            close(found.low, low, 5e-5);
            close(found.high, high, 5e-5);
        }
    }

    #[test]
    fn no_calls_no_interval() {
        assert_eq!(newcombe(0, 0, 1, 2, Z_95), None);
        assert_eq!(newcombe(1, 2, 0, 0, Z_95), None);
    }
}
