//! Clarity (Cronen-Townsend, Zhou & Croft 2002): the words beside a phrase in, how far they are from any words out, in bits.

use std::f64::consts::LN_2;

/// The divergence `Σ p·log2(p/q)` of the words beside a phrase (p) from the words of all sentences (q), less
/// `(words − 1) / (2·times·ln 2)`, by which a small sample looks clearer than it is (Miller 1955); never below 0. Each word
/// as (times beside the phrase, times anywhere), both above 0; `anywhere` is the sum of the latter over all words.
/// `None` where nothing stands beside the phrase.
pub fn clarity(beside: &[(u32, u32)], anywhere: u64) -> Option<f64> {
    let times: u64 = beside.iter().map(|(n, _)| u64::from(*n)).sum();
    if times == 0 {
        return None;
    }
    let bits = |(n, all): &(u32, u32)| {
        let (p, q) = (f64::from(*n) / times as f64, f64::from(*all) / anywhere as f64);
        p * (p / q).log2()
    };
    let divergence: f64 = beside.iter().map(bits).sum();
    Some((divergence - (beside.len() as f64 - 1.0) / (2.0 * times as f64 * LN_2)).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::measure::close;

    /// By hand: of 100 words, one beside four times of its 5, another twice of its 20.
    #[test]
    fn is_the_divergence_less_the_bias() {
        let divergence = 4.0 / 6.0 * (4.0 / 6.0 / 0.05_f64).log2() + 2.0 / 6.0 * (2.0 / 6.0 / 0.2_f64).log2();
        close(divergence, 2.737, 1e-3);
        close(clarity(&[(4, 5), (2, 20)], 100).unwrap(), divergence - 1.0 / (12.0 * LN_2), 1e-12);
    }

    #[test]
    fn any_words_are_not_clear_and_no_words_tell_nothing() {
        assert_eq!(clarity(&[(5, 50), (5, 50)], 100), Some(0.0));
        assert_eq!(clarity(&[], 100), None);
    }
}
