//! Normalised pointwise mutual information (Bouma 2009): counts in, association from -1 to 1 out.

/// `ln(p_xy / (p_x p_y)) / -ln p_xy`: 1 always together, 0 as chance has it, towards -1 apart. `of` is the number of places
/// (calls, turns, words). `None` where they are never together or a count is 0; 1 where both are everywhere.
pub fn npmi(together: f64, first: f64, second: f64, of: f64) -> Option<f64> {
    if together <= 0.0 || first <= 0.0 || second <= 0.0 || of <= 0.0 {
        return None;
    }
    if together >= of {
        return Some(1.0);
    }
    let association = (together * of / (first * second)).ln();
    Some(association / -(together / of).ln())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::measure::close;

    /// Bouma (2009), "Normalized (Pointwise) Mutual Information in Collocation Extraction", section 4: the fixed points 1
    /// (only together) and 0 (independent).
    #[test]
    fn as_bouma_has_it() {
        close(npmi(7.0, 7.0, 7.0, 1000.0).unwrap(), 1.0, 1e-12);
        close(npmi(10.0, 100.0, 100.0, 1000.0).unwrap(), 0.0, 1e-12);
        assert_eq!(npmi(0.0, 5.0, 5.0, 1000.0), None);
        assert_eq!(npmi(9.0, 9.0, 9.0, 9.0), Some(1.0));
    }

    /// By hand: 20 together, 40 and 50 of 1000: ln(.02/(.04 .05)) / -ln .02 = ln 10 / ln 50 = .58859.
    #[test]
    fn by_hand() {
        close(npmi(20.0, 40.0, 50.0, 1000.0).unwrap(), 0.58859, 1e-5);
        assert!(npmi(1.0, 400.0, 500.0, 1000.0).unwrap() < -0.7);
    }
}
