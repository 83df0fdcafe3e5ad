//! Whether a share rises or falls (Cochran 1954; Armitage 1955): k of n at each score in, z and slope out.

/// A straight line through shares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slope {
    /// Standard normal if nothing changes; above 0 where the share rises.
    pub z: f64,
    /// Change of the share for one more of the score.
    pub slope: f64,
}

/// With `t = sum (x - mean) k`, `s = sum n (x - mean)^2` and p the share of all: `z = t / sqrt(p (1-p) s)`,
/// `slope = t / s`; t, variance and s are summed over the strata (Mantel 1963), so that what differs between strata alone
/// makes no slope. Each stratum is (k, n) at each of the scores. `None` where nothing can differ.
pub fn cochran_armitage(scores: &[f64], strata: &[Vec<(u64, u64)>]) -> Option<Slope> {
    let (mut t, mut variance, mut s) = (0.0, 0.0, 0.0);
    for stratum in strata {
        let (mut all, mut with, mut sum) = (0.0, 0.0, 0.0);
        for (x, (k, n)) in scores.iter().zip(stratum) {
            (all, with, sum) = (all + *n as f64, with + *k as f64, sum + *n as f64 * x);
        }
        if all == 0.0 {
            continue;
        }
        let (p, mean) = (with / all, sum / all);
        let mut spread = 0.0;
        for (x, (k, n)) in scores.iter().zip(stratum) {
            t += (x - mean) * *k as f64;
            spread += (x - mean) * (x - mean) * *n as f64;
        }
        variance += p * (1.0 - p) * spread;
        s += spread;
    }
    (variance > 0.0).then(|| Slope { z: t / variance.sqrt(), slope: t / s })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::measure::{close, upper_tail};

    /// Agresti (2007), An Introduction to Categorical Data Analysis, 2.5.2: malformation of infants against drinks a day
    /// of the mother, M^2 = 6.57 on 1 degree of freedom, p = .01.
    #[test]
    fn as_agresti_has_it() {
        let scores = [0.0, 0.5, 1.5, 4.0, 7.0];
        let infants = vec![(48, 17_114), (38, 14_502), (5, 793), (1, 127), (1, 38)];
        let found = cochran_armitage(&scores, &[infants]).unwrap();
        close(found.z * found.z, 6.57, 0.005);
        close(2.0 * upper_tail(found.z), 0.010, 0.0005);
        assert!(found.slope > 0.0);
    }

    #[test]
    fn a_straight_line_is_found() {
        let found = cochran_armitage(&[0.0, 1.0, 2.0], &[vec![(10, 100), (20, 100), (30, 100)]]).unwrap();
        close(found.slope, 0.1, 1e-12);
        let down = cochran_armitage(&[0.0, 1.0, 2.0], &[vec![(30, 100), (20, 100), (10, 100)]]).unwrap();
        close(down.z, -found.z, 1e-12);
    }

    /// Two strata with shares of 10 % and 90 %, the second more and more frequent: together a steep rise, within each none.
    #[test]
    fn what_differs_between_strata_makes_no_slope() {
        let scores = [0.0, 1.0];
        let strata = [vec![(9, 90), (1, 10)], vec![(9, 10), (81, 90)]];
        close(cochran_armitage(&scores, &strata).unwrap().z, 0.0, 1e-12);
        assert!(cochran_armitage(&scores, &[vec![(18, 100), (82, 100)]]).unwrap().z > 8.0);
    }

    #[test]
    fn nothing_that_could_differ() {
        assert_eq!(cochran_armitage(&[0.0, 1.0], &[vec![(0, 9), (0, 9)]]), None);
        assert_eq!(cochran_armitage(&[0.0, 1.0], &[vec![(1, 9), (0, 0)]]), None);
        assert_eq!(cochran_armitage(&[], &[]), None);
    }
}
