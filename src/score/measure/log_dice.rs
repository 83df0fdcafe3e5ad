//! logDice (Rychly 2008): how often two words are said and how often together in, how tightly they hold together out.

/// `14 + log2(2 f_xy / (f_x + f_y))`: at most 14, +1 is twice as tight, independent of the size of the corpus. `None`
/// where they are never together.
pub fn log_dice(together: f64, first: f64, second: f64) -> Option<f64> {
    (together > 0.0 && first + second > 0.0).then(|| 14.0 + (2.0 * together / (first + second)).log2())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::measure::close;

    /// Rychly (2008), "A lexicographer-friendly association score": the theoretical maximum 14 is reached where the two
    /// are always together; 0 means less than one co-occurrence in 16 000 of either; +1 is twice as often.
    #[test]
    fn as_rychly_has_it() {
        assert_eq!(log_dice(50.0, 50.0, 50.0), Some(14.0));
        close(log_dice(1.0, 16_384.0, 16_384.0).unwrap(), 0.0, 1e-12);
        let (one, two) = (log_dice(10.0, 300.0, 900.0).unwrap(), log_dice(20.0, 300.0, 900.0).unwrap());
        close(two - one, 1.0, 1e-12);
        assert_eq!(log_dice(0.0, 10.0, 10.0), None);
    }
}
