//! Deviation of proportions (Gries 2008): how often a word is said in each part, and how large the parts are, in; how
//! unevenly it is spread out.

/// `1/2 sum |v_i - s_i|`, v_i the share of the occurrences and s_i the share of the words in part i: 0 spread as the parts
/// are large, towards 1 lumped. `None` where there is no occurrence or no word, or the lists differ in length.
pub fn dp(occurrences: &[u64], sizes: &[u64]) -> Option<f64> {
    let (all, whole) = (occurrences.iter().sum::<u64>(), sizes.iter().sum::<u64>());
    if all == 0 || whole == 0 || occurrences.len() != sizes.len() {
        return None;
    }
    let mut sum = 0.0;
    for (said, size) in occurrences.iter().zip(sizes) {
        sum += (*said as f64 / all as f64 - *size as f64 / whole as f64).abs();
    }
    Some(sum / 2.0)
}

/// DP over its largest possible value, `DP / (1 - min s_i)` (Lijffijt & Gries 2012): 0 even, 1 all in the smallest part.
/// `None` as for [`dp`], and where there is one part only.
pub fn dp_norm(occurrences: &[u64], sizes: &[u64]) -> Option<f64> {
    let whole: u64 = sizes.iter().sum();
    let least = *sizes.iter().min()?;
    let deviation = dp(occurrences, sizes)?;
    (least < whole).then(|| (deviation / (1.0 - least as f64 / whole as f64)).clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::measure::close;

    /// Gries (2008), International Journal of Corpus Linguistics 13:403-437: the word "a" stands 1, 2, 3, 4, 5 times in
    /// five parts of 9, 10, 10, 10, 11 words: DP = .18. Norm by Lijffijt & Gries (2012): .18 / (1 - .18).
    #[test]
    fn as_gries_has_it() {
        let (said, sizes) = ([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]);
        close(dp(&said, &sizes).unwrap(), 0.18, 1e-9);
        close(dp_norm(&said, &sizes).unwrap(), 0.18 / 0.82, 1e-9);
    }

    #[test]
    fn even_and_lumped() {
        assert_eq!(dp_norm(&[3, 3, 3], &[10, 10, 10]), Some(0.0));
        close(dp_norm(&[9, 0, 0], &[10, 10, 10]).unwrap(), 1.0, 1e-12);
        assert_eq!(dp_norm(&[4], &[10]), None);
        assert_eq!(dp(&[0, 0], &[10, 10]), None);
    }
}
