//! The size of a difference of two shares (Cohen 1988, chapter 6): two shares in, h out.

/// `2 asin sqrt p1 - 2 asin sqrt p2`; -pi to pi. Cohen calls .2 small, .5 medium, .8 large.
pub fn cohen_h(p1: f64, p2: f64) -> f64 {
    let angle = |p: f64| 2.0 * p.clamp(0.0, 1.0).sqrt().asin();
    angle(p1) - angle(p2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::measure::close;

    /// Cohen (1988), Table 6.2.2: phi of .05, .10, .25, .40, .50 and .95.
    #[test]
    fn as_in_cohens_table() {
        for (p, phi) in [(0.05, 0.451), (0.10, 0.644), (0.25, 1.047), (0.40, 1.369), (0.50, 1.571), (0.95, 2.691)] {
            close(cohen_h(p, 0.0), phi, 5e-4);
        }
        close(cohen_h(0.5, 0.4), 0.201, 5e-4);
        close(cohen_h(1.0, 0.0), std::f64::consts::PI, 1e-12);
        assert_eq!(cohen_h(0.3, 0.3), 0.0);
    }
}
