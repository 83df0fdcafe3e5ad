//! The other known orders of a term list: counts of all candidates in, a number each out, the best the highest.

use super::Input;
use super::candidate::Candidate;
use super::measure::{c_value, keyness, log_ratio};
use super::term::Table;
use super::weigh::Weight;
use crate::language::Map;
use crate::settings::Rank;

/// The value of every candidate by that order; `None` for the default order, which is no number of one candidate.
/// Keyness and log ratio are taken over mentions: against the reps of the same calls where there are reps, else against
/// the spoken background at the rate that the weight holds.
pub fn values(
    input: &Input,
    rank: Rank,
    candidates: &[Candidate],
    table: &Table,
    weights: &[Weight],
) -> Option<Vec<f64>> {
    let words = (input.sides.customer_words.max(1) as f64, input.sides.rep_words as f64);
    let counts = |n: usize| {
        let said = candidates[n].mentions as f64;
        if words.1 > 0.0 {
            (said, words.0, table.rep_mentions(n) as f64, words.1)
        } else {
            (said, words.0, said / weights[n].background.exp2(), words.0)
        }
    };
    let each = |value: &dyn Fn(usize) -> f64| Some((0..candidates.len()).map(value).collect());
    match rank {
        Rank::Coverage => None,
        Rank::Calls => each(&|n| f64::from(table.said()[n].customer)),
        Rank::G2 => each(&|n| {
            let (f1, n1, f2, n2) = counts(n);
            keyness(f1, n1, f2, n2)
        }),
        Rank::LogRatio => each(&|n| {
            let (f1, n1, f2, n2) = counts(n);
            log_ratio(f1, n1, f2, n2).unwrap_or(f64::MIN)
        }),
        Rank::CValue => {
            let nested = nested(candidates);
            each(&|n| {
                let (longer, said) = nested[n];
                c_value(candidates[n].keys.len() as u32, f64::from(candidates[n].mentions), said as f64, longer)
            })
        }
    }
}

/// For each candidate the number of longer candidates that hold it, and their mentions.
fn nested(candidates: &[Candidate]) -> Vec<(u32, u64)> {
    let by_keys: Map<&[u32], usize> = candidates.iter().enumerate().map(|(n, c)| (&*c.keys, n)).collect();
    let mut nested = vec![(0, 0); candidates.len()];
    for longer in candidates {
        for length in 1..longer.keys.len() {
            for part in longer.keys.windows(length).filter_map(|part| by_keys.get(part)) {
                nested[*part].0 += 1;
                nested[*part].1 += u64::from(longer.mentions);
            }
        }
    }
    nested
}
