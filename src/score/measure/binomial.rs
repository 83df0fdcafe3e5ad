//! The exact binomial tail: k of n in, the probability of so many by chance out.

use super::fisher::ln_factorial;

/// `P(X >= k)` of n independent tries that succeed with probability `p`, 0 to 1.
pub fn upper_tail(k: u64, n: u64, p: f64) -> f64 {
    if k == 0 {
        return 1.0;
    }
    if k > n || p <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return 1.0;
    }
    if k as f64 <= n as f64 * p {
        // Below the mean the other tail is the shorter and the smaller one.
        1.0 - upwards(n - k + 1, n, 1.0 - p)
    } else {
        upwards(k, n, p)
    }
}

/// The sum from `k` upwards, k above the mean: the terms fall.
fn upwards(k: u64, n: u64, p: f64) -> f64 {
    let ways = ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k);
    let mut term = (ways + k as f64 * p.ln() + (n - k) as f64 * (-p).ln_1p()).exp();
    let mut sum = 0.0;
    for x in k..=n {
        sum += term;
        term *= (n - x) as f64 / (x + 1) as f64 * p / (1.0 - p);
        if term < sum * 1e-17 {
            break;
        }
    }
    sum.min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::measure::close;

    /// By hand: 8 or more heads of 10 are 45 + 10 + 1 of 1024; all sixes of three dice 1 of 216. Binomial tables (n = 20,
    /// p = .3): P(X >= 10) = .0480.
    #[test]
    fn as_in_the_tables() {
        close(upper_tail(8, 10, 0.5), 56.0 / 1024.0, 1e-12);
        close(upper_tail(3, 3, 1.0 / 6.0), 1.0 / 216.0, 1e-12);
        close(upper_tail(10, 20, 0.3), 0.0480, 5e-5);
        close(upper_tail(1, 1000, 0.001), 1.0 - 0.999_f64.powi(1000), 1e-10);
    }

    #[test]
    fn edges() {
        assert_eq!(upper_tail(0, 5, 0.2), 1.0);
        assert_eq!(upper_tail(6, 5, 0.2), 0.0);
        assert_eq!(upper_tail(1, 5, 0.0), 0.0);
        assert_eq!(upper_tail(5, 5, 1.0), 1.0);
        close(upper_tail(1, 100_000, 0.5), 1.0, 1e-9);
        close(upper_tail(31, 1000, 0.04), 0.942_011_623_7, 1e-9);
        close(upper_tail(50, 1000, 0.04), 0.066_305_871_2, 1e-9);
    }
}
