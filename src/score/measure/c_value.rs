//! C-value (Frantzi, Ananiadou & Mima 2000): how often a phrase is said, also inside longer ones, in; its weight as a
//! term out.

/// `log2(words) (frequency - nested/longer)`: `nested` is how often it is said inside the `longer` longer candidates that
/// hold it. One word gives 0 by the formula.
pub fn c_value(words: u32, frequency: f64, nested: f64, longer: u32) -> f64 {
    let inside = if longer == 0 { 0.0 } else { nested / f64::from(longer) };
    f64::from(words).log2() * (frequency - inside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::measure::close;

    /// Frantzi, Ananiadou & Mima (2000), International Journal on Digital Libraries 3:115-130, the worked example:
    /// "adenoid cystic basal cell carcinoma" 5, "cystic basal cell carcinoma" 11, "ulcerated ..." 7, "recurrent ..." 5,
    /// "circumscribed ..." 3, "basal cell carcinoma" 984 of which 5 + (11 - 5) + 7 + 5 + 3 = 26 inside five longer ones.
    #[test]
    fn as_frantzi_has_it() {
        close(c_value(5, 5.0, 0.0, 0), 11.61, 0.01);
        close(c_value(4, 11.0, 5.0, 1), 12.0, 1e-9);
        close(c_value(4, 7.0, 0.0, 0), 14.0, 1e-9);
        close(c_value(4, 5.0, 0.0, 0), 10.0, 1e-9);
        close(c_value(4, 3.0, 0.0, 0), 6.0, 1e-9);
        close(c_value(3, 984.0, 26.0, 5), 1551.36, 0.01);
    }

    #[test]
    fn a_single_word_weighs_nothing() {
        assert_eq!(c_value(1, 500.0, 3.0, 2), 0.0);
    }
}
