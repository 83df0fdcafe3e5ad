//! How much of what there is to hear was heard: for each item the calls it was heard in, coverage, what more calls would
//! bring, and the curve out. Chao & Jost (2012) and Colwell et al. (2012); the band by the bootstrap of Chao et al.
//! (2014, appendix G) with a fixed seed. Nothing is said beyond twice the calls at hand.

use crate::findings::{Completeness, CurvePoint, MoreCalls, Saturation, Share};
use crate::score::measure::{Incidence, Z_95, binomial_upper_tail};

/// Fewer calls, or fewer different items, say nothing about what was missed.
const CALLS: usize = 10;
const ITEMS: usize = 5;
/// Resamples of the bootstrap.
const RESAMPLES: usize = 200;
/// Points of the curve up to the calls at hand, and as many beyond.
const POINTS: usize = 20;
/// Base size, run length and new information, in hundredths, of Guest, Namey & Chen (2020).
const BASE: usize = 4;
const RUN: usize = 2;
const NEW_PER_CENT: usize = 5;

/// The saturation of `what` (in the plural) in a group of `calls` calls, in order of date. Each item is the list of calls
/// in which it was heard, as places 0 to `calls` in that order.
pub fn saturation(what: &str, segment: &str, calls: usize, items: &[Vec<u32>]) -> Saturation {
    let often: Vec<u64> = items.iter().map(|item| item.len() as u64).filter(|often| *often > 0).collect();
    let enough = calls >= CALLS && often.len() >= ITEMS;
    Saturation {
        what: what.to_owned(),
        segment: segment.to_owned(),
        calls: calls as u32,
        seen: often.len() as u32,
        estimate: if enough { estimate(calls, items, &often) } else { None },
    }
}

fn estimate(calls: usize, items: &[Vec<u32>], often: &[u64]) -> Option<Completeness> {
    let now = Incidence::of(calls as u64, often.iter().copied());
    let value = now.coverage()?;
    let others = bootstrap(&now, value, often);
    let spread = deviation(others.iter().filter_map(Incidence::coverage));
    let coverage = Share { value, low: (value - Z_95 * spread).max(0.0), high: (value + Z_95 * spread).min(1.0) };
    let heard = heard(calls, items);
    Some(Completeness {
        coverage,
        unseen: now.unseen(),
        new_per_call: now.expected_after(1.0) - now.seen,
        to_90: more_calls(&now, &others, 0.90),
        to_95: more_calls(&now, &others, 0.95),
        settled: settled(&heard),
        curve: curve(&now, &others, often),
        heard,
    })
}

fn more_calls(now: &Incidence, others: &[Incidence], share: f64) -> MoreCalls {
    let most = now.calls;
    let wanted = |of: &Incidence| of.calls_to_coverage(share).unwrap_or(f64::INFINITY).ceil();
    let middle = wanted(now);
    if middle <= 0.0 {
        return MoreCalls::Reached;
    }
    if middle > most {
        return MoreCalls::Beyond;
    }
    let mut all: Vec<f64> = others.iter().map(wanted).collect();
    all.sort_by(f64::total_cmp);
    let at = |share: f64| all[((all.len() - 1) as f64 * share).round() as usize];
    let (low, high) = (at(0.025).min(middle), at(0.975).max(middle));
    MoreCalls::About { calls: middle as u32, low: low as u32, high: (high <= most).then_some(high as u32) }
}

/// Different items after each call.
fn heard(calls: usize, items: &[Vec<u32>]) -> Vec<u32> {
    let mut first = vec![0; calls];
    for item in items {
        if let Some(call) = item.iter().min().and_then(|call| first.get_mut(*call as usize)) {
            *call += 1;
        }
    }
    first
        .iter()
        .scan(0, |sum, new| {
            *sum += new;
            Some(*sum)
        })
        .collect()
}

/// The first call of the base is 1. After it `RUN` calls in a row brought, together, at most 5 % of the base's items.
fn settled(heard: &[u32]) -> Option<u32> {
    let base = *heard.get(BASE - 1)? as usize;
    (BASE..heard.len().saturating_sub(RUN - 1))
        .find(|at| (heard[at + RUN - 1] - heard[at - 1]) as usize * 100 <= base * NEW_PER_CENT)
        .map(|at| (at + RUN) as u32)
}

/// Up to the calls at hand the exact mean over all orders (Colwell et al. 2012, Mao Tau), then the extrapolation.
fn curve(now: &Incidence, others: &[Incidence], often: &[u64]) -> Vec<CurvePoint> {
    let calls = now.calls as u64;
    let steps = POINTS.min(calls as usize) as u64;
    let mut points: Vec<u64> = (1..=2 * steps).map(|step| (step * calls).div_ceil(steps)).collect();
    points.insert(0, 1);
    points.dedup();
    let at = |of: &Incidence, t: u64| of.expected_after(t.saturating_sub(calls) as f64);
    points
        .into_iter()
        .map(|t| {
            let expected = if t < calls { rarefied(calls, often, t) } else { at(now, t) };
            let spread = deviation(others.iter().map(|other| at(other, t))) * (t.min(calls) as f64 / now.calls);
            let (low, high) = (expected - Z_95 * spread, expected + Z_95 * spread);
            CurvePoint { calls: t as u32, expected, low: low.max(0.0), high }
        })
        .collect()
}

/// Items expected in `t` calls out of `calls`: each is missed with probability C(calls - often, t)/C(calls, t).
fn rarefied(calls: u64, often: &[u64], t: u64) -> f64 {
    let mut sum = 0.0;
    for often in often {
        let mut missed = 1.0;
        for step in 0..(*often).min(calls) {
            missed *= (calls - step).saturating_sub(t) as f64 / (calls - step) as f64;
        }
        sum += 1.0 - missed;
    }
    sum
}

fn deviation(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let (mut sum, mut n) = (0.0, 0.0);
    for value in values.clone() {
        sum += value;
        n += 1.0;
    }
    let mean = sum / f64::max(n, 1.0);
    let mut squares = 0.0;
    for value in values {
        squares += (value - mean) * (value - mean);
    }
    (squares / f64::max(n - 1.0, 1.0)).sqrt()
}

/// Samples of a world like the one that was heard: the items seen, each made a little rarer by what is missing, and the
/// unseen ones, all equally rare. Each resample hears every item in a binomial number of calls.
fn bootstrap(now: &Incidence, coverage: f64, often: &[u64]) -> Vec<Incidence> {
    let calls = now.calls;
    let missing = now.heard / calls * (1.0 - coverage);
    let rate = |often: &u64| *often as f64 / calls;
    let never = |p: f64| power(1.0 - p, calls as u64);
    let mut all = 0.0;
    for often in often {
        all += rate(often) * never(rate(often));
    }
    let shrink = if all > 0.0 { (missing / all).min(1.0) } else { 0.0 };
    let mut rates: Vec<f64> = often.iter().map(|often| rate(often) * (1.0 - shrink * never(rate(often)))).collect();
    let unseen = now.unseen().ceil();
    rates.extend(std::iter::repeat_n((missing / unseen.max(1.0)).min(1.0), unseen as usize));
    let rates: Vec<Binomial> = rates.into_iter().map(|p| Binomial::new(calls as u64, p)).collect();
    let mut chance = Chance(0x6f76_6572_6865_6172);
    (0..RESAMPLES).map(|_| Incidence::of(calls as u64, rates.iter().map(|rate| rate.draw(chance.uniform())))).collect()
}

/// By squaring: the library's own power may differ between machines in its last digit.
fn power(base: f64, exponent: u64) -> f64 {
    let (mut result, mut base, mut left) = (1.0, base, exponent);
    while left > 0 {
        if left & 1 == 1 {
            result *= base;
        }
        base *= base;
        left >>= 1;
    }
    result
}

/// SplitMix64 (Steele, Lea & Flood 2014) from a fixed seed: the same numbers on every machine.
struct Chance(u64);

impl Chance {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((x ^ (x >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// In how many of `n` calls something is heard that is heard in each with probability `p`.
struct Binomial {
    n: u64,
    p: f64,
    /// Probability of none, and p / (1 - p).
    none: f64,
    odds: f64,
}

impl Binomial {
    fn new(n: u64, p: f64) -> Self {
        Binomial { n, p, none: power(1.0 - p, n), odds: p / (1.0 - p) }
    }

    /// By walking up the distribution to `u`, 0 to 1. What is heard in very many calls varies too little to matter here: its
    /// mean.
    fn draw(&self, u: f64) -> u64 {
        if self.p >= 1.0 || self.n as f64 * self.p > 300.0 {
            return (self.n as f64 * self.p).round() as u64;
        }
        let (mut k, mut chance) = (0, self.none);
        let mut sum = chance;
        while sum < u && k < self.n {
            chance *= (self.n - k) as f64 / (k + 1) as f64 * self.odds;
            sum += chance;
            k += 1;
        }
        k
    }
}

/// Calls needed to hear, with 95 % probability, at least `times` times what comes up in the share `prevalence` of all
/// calls: for planning. `None` where that takes more than 100 000.
pub fn calls_to_hear(prevalence: f64, times: u64) -> Option<u64> {
    (times..=100_000).find(|calls| binomial_upper_tail(times, *calls, prevalence) >= 0.95)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Items with shares 1/2, 1/3, 1/4 ... 1/(n+1), heard in a made-up order of `calls` calls.
    fn world(items: usize, calls: u32) -> Vec<Vec<u32>> {
        let mut chance = Chance(3);
        (0..items).map(|item| (0..calls).filter(|_| chance.uniform() < 1.0 / (item as f64 + 2.0)).collect()).collect()
    }

    #[test]
    fn the_plan_is_exact() {
        let once: Vec<_> = [0.05, 0.1, 0.2, 0.3].iter().map(|p| calls_to_hear(*p, 1).unwrap()).collect();
        assert_eq!(once, [59, 29, 14, 9], "ln .05 / ln(1 - p), rounded up");
        let thrice: Vec<_> = [0.05, 0.1, 0.2, 0.3].iter().map(|p| calls_to_hear(*p, 3).unwrap()).collect();
        assert_eq!(thrice, [124, 61, 30, 19], "binomial tables");
    }

    #[test]
    fn few_calls_are_not_enough_to_say() {
        assert_eq!(saturation("problems", "", 9, &world(20, 9)).estimate, None);
        assert_eq!(saturation("problems", "", 40, &world(4, 40)).estimate, None);
        let found = saturation("problems", "lost", 40, &world(30, 40));
        assert_eq!((found.calls, &*found.segment, found.estimate.is_some()), (40, "lost", true));
    }

    #[test]
    fn half_of_a_world_foretells_the_whole() {
        let whole = world(120, 400);
        let half: Vec<Vec<u32>> =
            whole.iter().map(|item| item.iter().copied().filter(|call| *call < 200).collect()).collect();
        let seen = whole.iter().filter(|item| !item.is_empty()).count() as f64;
        let found = saturation("themes", "", 200, &half).estimate.unwrap();
        let last = found.curve.last().unwrap();
        assert_eq!(last.calls, 400);
        assert!((last.expected / seen - 1.0).abs() < 0.10, "{} of {seen}", last.expected);
        assert!(last.low <= seen && seen <= last.high, "{last:?} {seen}");
        let next: Vec<&Vec<u32>> =
            whole.iter().zip(&half).filter(|(_, half)| half.is_empty()).map(|(all, _)| all).collect();
        let missed = next.iter().map(|all| all.len()).sum::<usize>() as f64;
        let all = whole.iter().zip(&half).map(|(all, half)| all.len() - half.len()).sum::<usize>() as f64;
        let truth = 1.0 - missed / all;
        assert!((found.coverage.value - truth).abs() < 0.02, "{:?} {truth}", found.coverage);
        assert!(found.coverage.low < truth && truth < found.coverage.high);
    }

    #[test]
    fn the_curve_rises_and_meets_the_calls_at_hand() {
        let items = world(60, 50);
        let found = saturation("themes", "", 50, &items).estimate.unwrap();
        assert!(found.curve.windows(2).all(|two| two[0].expected <= two[1].expected && two[0].calls < two[1].calls));
        let here = found.curve.iter().find(|point| point.calls == 50).unwrap();
        assert!((here.expected - f64::from(*found.heard.last().unwrap())).abs() < 1e-9);
        assert_eq!(found.curve.last().unwrap().calls, 100, "never beyond twice the calls");
        assert_eq!(saturation("themes", "", 50, &items).estimate.unwrap(), found, "no chance in it");
    }

    #[test]
    fn what_is_complete_needs_no_more() {
        let items: Vec<Vec<u32>> = (0..8).map(|_| (0..30).collect()).collect();
        let found = saturation("problems", "", 30, &items).estimate.unwrap();
        assert_eq!((found.to_90, found.to_95, found.unseen), (MoreCalls::Reached, MoreCalls::Reached, 0.0));
        assert_eq!((found.coverage.value, found.settled), (1.0, Some(6)));
    }

    #[test]
    fn what_is_far_away_is_not_guessed() {
        let items: Vec<Vec<u32>> = (0..40).map(|call| vec![call % 20]).chain([vec![0, 1], vec![2, 3]]).collect();
        let found = saturation("terms", "", 20, &items).estimate.unwrap();
        assert_eq!((found.to_90, found.settled), (MoreCalls::Beyond, None));
        assert!(found.coverage.value < 0.2);
    }
}
