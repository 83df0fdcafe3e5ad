//! Log-likelihood G2 (Dunning 1993): counts in, a statistic out. It takes every word for independent of the next, which
//! words of one call are not: for comparison with other programs, not for our own order.

/// `2 sum O ln(O/E)` over the four cells `[[a, b], [c, d]]` with E from the margins; 0 and up.
pub fn g2(cells: [[f64; 2]; 2]) -> f64 {
    let rows = [cells[0][0] + cells[0][1], cells[1][0] + cells[1][1]];
    let columns = [cells[0][0] + cells[1][0], cells[0][1] + cells[1][1]];
    let all = rows[0] + rows[1];
    let mut sum = 0.0;
    for (r, row) in rows.iter().enumerate() {
        for (c, column) in columns.iter().enumerate() {
            sum += part(cells[r][c], row * column / all);
        }
    }
    (2.0 * sum).max(0.0)
}

/// Keyness of a word said `f1` times in `n1` words here and `f2` times in `n2` words there, the two-cell form of Rayson &
/// Garside (2000), `2 (f1 ln(f1/E1) + f2 ln(f2/E2))` with `Ei = ni (f1+f2)/(n1+n2)`. Minus where it is rarer here.
pub fn keyness(f1: f64, n1: f64, f2: f64, n2: f64) -> f64 {
    let rate = (f1 + f2) / (n1 + n2);
    let size = (2.0 * (part(f1, n1 * rate) + part(f2, n2 * rate))).max(0.0);
    if f1 * n2 < f2 * n1 { -size } else { size }
}

fn part(observed: f64, expected: f64) -> f64 {
    if observed > 0.0 { observed * (observed / expected).ln() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::measure::close;

    /// Dunning (1993), Computational Linguistics 19(1), Table 1: "the swiss", "can be", "previous year", "mineral water".
    #[test]
    fn as_dunning_has_it() {
        for (cells, published) in [
            ([[110.0, 2442.0], [111.0, 29114.0]], 270.72),
            ([[29.0, 13.0], [123.0, 31612.0]], 263.90),
            ([[31.0, 23.0], [139.0, 31584.0]], 256.84),
            ([[10.0, 0.0], [3.0, 31764.0]], 167.23),
        ] {
            close(g2(cells), published, 0.02);
        }
    }

    /// By hand: 30 in 10 000 against 10 in 10 000, both expected 20: 2 (30 ln 1.5 + 10 ln .5) = 10.4650.
    #[test]
    fn keyness_has_a_direction() {
        close(keyness(30.0, 10_000.0, 10.0, 10_000.0), 10.4650, 1e-4);
        close(keyness(10.0, 10_000.0, 30.0, 10_000.0), -10.4650, 1e-4);
        assert_eq!(keyness(5.0, 100.0, 50.0, 1000.0), 0.0);
        close(keyness(4.0, 100.0, 0.0, 100.0), 8.0 * 2.0_f64.ln(), 1e-12);
    }
}
