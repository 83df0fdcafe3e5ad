//! The false discovery rate (Benjamini & Hochberg 1995): p-values of all that was tried in, q-values in the same order out.

/// `q_(i) = min over j >= i of p_(j) m/j`, p sorted upwards: among the rows with q <= .05 about one in twenty is a false
/// alarm. 0 to 1. A p that is not a number counts as 1.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let p: Vec<f64> = p.iter().map(|p| if p.is_nan() { 1.0 } else { p.clamp(0.0, 1.0) }).collect();
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]).then(a.cmp(b)));
    let (mut q, mut least) = (vec![1.0; p.len()], 1.0_f64);
    for (place, at) in order.iter().enumerate().rev() {
        least = least.min(p[*at] * p.len() as f64 / (place + 1) as f64);
        q[*at] = least;
    }
    q
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::measure::close;

    /// Benjamini & Hochberg (1995), section 3.2: fifteen p-values, of which the first four are significant at .05.
    #[test]
    fn as_in_the_paper() {
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.000,
        ];
        let q = benjamini_hochberg(&p);
        assert_eq!(q.iter().filter(|q| **q <= 0.05).count(), 4);
        close(q[0], 0.0015, 1e-12);
        close(q[3], 0.0095 * 15.0 / 4.0, 1e-12);
        close(q[4], 0.0201 * 15.0 / 5.0, 1e-12);
        close(q[5], 0.0298 * 15.0 / 7.0, 1e-12);
        assert_eq!(q[14], 1.0);
    }

    #[test]
    fn order_of_the_input_is_kept() {
        assert_eq!(benjamini_hochberg(&[0.04, 0.01, f64::NAN]), [0.06, 0.03, 1.0]);
        assert!(benjamini_hochberg(&[]).is_empty());
    }
}
