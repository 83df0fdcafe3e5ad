//! Log ratio (Hardie 2014): counts in two bodies of speech in, how many doublings between them out.

/// `log2((f1/n1) / (f2/n2))`: 0 equal, 1 twice, 3 eight times as often here; minus where rarer. A count of 0 is taken for
/// half an occurrence, as CQPweb does. `None` where a body is empty or both counts are 0.
pub fn log_ratio(f1: f64, n1: f64, f2: f64, n2: f64) -> Option<f64> {
    if n1 <= 0.0 || n2 <= 0.0 || (f1 <= 0.0 && f2 <= 0.0) {
        return None;
    }
    let count = |f: f64| if f > 0.0 { f } else { 0.5 };
    Some(((count(f1) / n1) / (count(f2) / n2)).log2())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::measure::close;

    /// Hardie (2014), "Log Ratio: an informal introduction": the same 0, double 1, four times 2, a thousand times ~10.
    #[test]
    fn as_hardie_has_it() {
        assert_eq!(log_ratio(10.0, 1e6, 10.0, 1e6), Some(0.0));
        assert_eq!(log_ratio(20.0, 1e6, 10.0, 1e6), Some(1.0));
        assert_eq!(log_ratio(40.0, 1e6, 10.0, 1e6), Some(2.0));
        assert_eq!(log_ratio(10.0, 1e6, 40.0, 1e6), Some(-2.0));
        close(log_ratio(10.0, 1e3, 10.0, 1e6).unwrap(), 9.966, 1e-3);
    }

    #[test]
    fn nothing_is_half_an_occurrence() {
        assert_eq!(log_ratio(8.0, 1e6, 0.0, 1e6), Some(4.0));
        assert_eq!(log_ratio(0.0, 1e6, 0.0, 1e6), None);
        assert_eq!(log_ratio(1.0, 0.0, 1.0, 1e6), None);
    }
}
