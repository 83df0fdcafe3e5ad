//! The score interval of a share (Wilson 1927): k of n in, its lower and upper end out.

use super::Bounds;

/// `(p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n)` with p = k/n; 0 to 1, `None` where n is 0. Good with few
/// calls, where the usual p -+ z sqrt(p(1-p)/n) is not (Brown, Cai & DasGupta 2001). Of 0 of n the upper end is
/// z^2/(n + z^2): "nobody said it in 10 calls" allows up to 28 %.
pub fn wilson(k: u64, n: u64, z: f64) -> Option<Bounds> {
    if n == 0 {
        return None;
    }
    let (n, k) = (n as f64, k.min(n) as f64);
    let (p, zz) = (k / n, z * z);
    let middle = p + zz / (2.0 * n);
    let reach = z * (p * (1.0 - p) / n + zz / (4.0 * n * n)).sqrt();
    let whole = 1.0 + zz / n;
    let low = if k == 0.0 { 0.0 } else { (middle - reach) / whole };
    let high = if k == n { 1.0 } else { (middle + reach) / whole };
    Some(Bounds { low: low.max(0.0), high: high.min(1.0) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::measure::{Z_95, close};

    /// Newcombe (1998), Statistics in Medicine 17:857-872, Table I, method 3.
    #[test]
    fn as_newcombe_has_it() {
        for (k, n, low, high) in
            [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)]
        {
            let found = wilson(k, n, Z_95).unwrap();
            close(found.low, low, 5e-5);
            close(found.high, high, 5e-5);
        }
    }

    #[test]
    fn nothing_of_n_and_all_of_n() {
        close(wilson(0, 10, Z_95).unwrap().high, 3.8415 / 13.8415, 1e-5);
        let all = wilson(10, 10, Z_95).unwrap();
        close(all.low, 10.0 / 13.8415, 1e-5);
        assert_eq!(all.high, 1.0);
        assert_eq!(wilson(0, 0, Z_95), None);
    }
}
