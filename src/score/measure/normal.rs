//! The standard normal distribution: a z in, a probability out, and back.
//!
//! Near the middle the series of Marsaglia (2004), Phi(z) = 1/2 + phi(z) (z + z^3/3 + z^5/(3 5) + ...); in the tails the
//! continued fraction of Laplace, 1 - Phi(z) = phi(z) / (z + 1/(z + 2/(z + 3/(z + ...)))), so that small p keep their
//! digits. The way back starts from Acklam's (2003) rational approximation and takes two steps of Halley.

/// The z of a two-sided 95 % interval.
pub const Z_95: f64 = 1.959_963_984_540_054;
/// The z of a one-sided 95 % bound.
pub const Z_95_ONE_SIDED: f64 = 1.644_853_626_951_472_2;
/// The z of a one-sided 80 % bound.
pub const Z_80_ONE_SIDED: f64 = 0.841_621_233_572_914_3;

/// From here on the continued fraction is the better one.
const TAIL: f64 = 3.0;

/// P(Z <= z), 0 to 1.
pub fn cdf(z: f64) -> f64 {
    upper_tail(-z)
}

/// P(Z >= z), 0 to 1: the one-sided p-value of a z. Good to twelve digits, in the tails too.
pub fn upper_tail(z: f64) -> f64 {
    if z > TAIL {
        tail(z)
    } else if z < -TAIL {
        1.0 - tail(-z)
    } else {
        0.5 - series(z)
    }
}

fn density(z: f64) -> f64 {
    (-0.5 * z * z).exp() / std::f64::consts::TAU.sqrt()
}

fn series(z: f64) -> f64 {
    let (mut term, mut sum, mut odd) = (z, z, 1.0);
    while term.abs() > 1e-17 {
        odd += 2.0;
        term *= z * z / odd;
        sum += term;
    }
    sum * density(z)
}

fn tail(z: f64) -> f64 {
    let fraction = (1..=120).rev().fold(z, |below, step| z + f64::from(step) / below);
    density(z) / fraction
}

/// The z with P(Z <= z) = p. Infinite at 0 and 1, not a number outside.
pub fn quantile(p: f64) -> f64 {
    if p <= 0.0 || p >= 1.0 {
        return match p {
            0.0 => f64::NEG_INFINITY,
            1.0 => f64::INFINITY,
            _ => f64::NAN,
        };
    }
    if p > 0.5 {
        return -quantile(1.0 - p);
    }
    let mut z = first_guess(p);
    for _ in 0..2 {
        let miss = (cdf(z) - p) / density(z);
        z -= miss / (1.0 + 0.5 * z * miss);
    }
    z
}

/// Acklam's approximation for the lower half, relative error below 1.2e-9.
fn first_guess(p: f64) -> f64 {
    const A: [f64; 6] = [
        -3.969_683_028_665_376e1,
        2.209_460_984_245_205e2,
        -2.759_285_104_469_687e2,
        1.383_577_518_672_69e2,
        -3.066_479_806_614_716e1,
        2.506_628_277_459_239,
    ];
    const B: [f64; 6] = [
        -5.447_609_879_822_406e1,
        1.615_858_368_580_409e2,
        -1.556_989_798_598_866e2,
        6.680_131_188_771_972e1,
        -1.328_068_155_288_572e1,
        1.0,
    ];
    const C: [f64; 6] = [
        -7.784_894_002_430_293e-3,
        -3.223_964_580_411_365e-1,
        -2.400_758_277_161_838,
        -2.549_732_539_343_734,
        4.374_664_141_464_968,
        2.938_163_982_698_783,
    ];
    const D: [f64; 5] =
        [7.784_695_709_041_462e-3, 3.224_671_290_700_398e-1, 2.445_134_137_142_996, 3.754_408_661_907_416, 1.0];
    let horner = |c: &[f64], x: f64| c.iter().fold(0.0, |sum, next| sum * x + next);
    if p < 0.02425 {
        let q = (-2.0 * p.ln()).sqrt();
        horner(&C, q) / horner(&D, q)
    } else {
        let q = p - 0.5;
        horner(&A, q * q) * q / horner(&B, q * q)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::measure::close;

    /// Abramowitz & Stegun (1964), Table 26.1 (P) and Table 26.2 (-log10 Q: Q(5) = 2.866516e-7, Q(10) = 7.61985e-24).
    #[test]
    fn as_in_the_tables() {
        for (z, p) in [
            (0.0, 0.5),
            (0.5, 0.691_462_461_274_013),
            (1.0, 0.841_344_746_068_543),
            (2.0, 0.977_249_868_051_821),
            (2.99, 0.998_605_112_764_508),
            (3.0, 0.998_650_101_968_370),
        ] {
            close(cdf(z), p, 1e-10);
            close(upper_tail(z), 1.0 - p, 1e-10);
            close(cdf(-z), 1.0 - p, 1e-10);
        }
        close(upper_tail(5.0) / 2.866_515_718_79e-7, 1.0, 1e-9);
        close(upper_tail(10.0) / 7.619_853_024_16e-24, 1.0, 1e-9);
    }

    #[test]
    fn there_and_back() {
        for z in [-6.0, -3.1, -2.9, -1.0, -0.01, 0.0, 0.3, 1.7, 3.2] {
            close(quantile(cdf(z)), z, 1e-9);
        }
        close(quantile(0.975), Z_95, 1e-12);
        close(quantile(0.95), Z_95_ONE_SIDED, 1e-12);
        close(quantile(0.8), Z_80_ONE_SIDED, 1e-12);
        assert_eq!(quantile(0.0), f64::NEG_INFINITY);
        assert!(quantile(1.5).is_nan());
    }
}
