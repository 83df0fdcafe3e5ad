//! Calls whose labels say too little in; log odds from what the speakers do and say out.

mod signals;

use super::cast::Member;
use super::evidence::{Ground, Stand};
use crate::read::Draft;
use signals::{CLASSES, FEATURES, FIXED, Signals, contrast, together};
use std::sync::LazyLock;

/// However plainly somebody behaves, it says no more than this.
const MOST: f64 = 4.5;

static WEIGHTS: LazyLock<[f64; FEATURES]> = LazyLock::new(|| {
    let rows = weights(include_str!("weights.tsv"));
    let weight = |name: &str| rows.iter().find(|(n, _)| *n == name).map_or(0.0, |(_, w)| *w);
    let names: Vec<&str> = FIXED.into_iter().chain(CLASSES).collect();
    std::array::from_fn(|feature| names.get(feature).map_or(0.0, |name| weight(name)))
});

fn weights(text: &'static str) -> Vec<(&'static str, f64)> {
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        Some((cells.next()?, cells.nth(1)?.trim().parse().ok()?))
    };
    text.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
}

/// Adds behaviour to what speaks for the unsettled speakers of all calls.
pub(super) fn add(stands: &mut [Vec<Stand>], casts: &[Vec<Member>], drafts: &[(String, &'static str, Draft)]) {
    for ((stands, cast), (_, _, draft)) in stands.iter_mut().zip(casts).zip(drafts) {
        if cast.len() < 2 || stands.iter().all(Stand::is_settled) {
            continue;
        }
        let margins = margins(&signals::signals(draft, cast));
        for (stand, margin) in stands.iter_mut().zip(margins).filter(|(stand, _)| !stand.is_settled()) {
            stand.add(margin.clamp(-MOST, MOST), Ground::Behaviour);
        }
    }
}

/// Log odds of being a rep for each speaker, against all the others of the call.
fn margins(signals: &[Signals]) -> Vec<f64> {
    let margin = |place: usize| {
        let others = together(signals.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, s)| s));
        let contrast = contrast(&signals[place], &others);
        contrast.iter().zip(WEIGHTS.iter()).map(|(value, weight)| value * weight).sum()
    };
    (0..signals.len()).map(margin).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_its_weight_and_every_weight_its_feature() {
        let rows = weights(include_str!("weights.tsv"));
        let names: Vec<&str> = rows.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, FIXED.into_iter().chain(CLASSES).collect::<Vec<_>>());
    }
}
