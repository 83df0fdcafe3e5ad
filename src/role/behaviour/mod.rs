//! Calls whose labels say too little in; log odds from what the speakers do and say out.

mod drift;
mod lesson;
#[cfg(test)]
mod recipe;
mod signals;

use super::cast::{Member, places};
use super::evidence::{Ground, Stand};
use crate::corpus::{PersonId, Role};
use crate::read::Draft;
pub(super) use drift::Doubt;
use lesson::{Lesson, Pupil};
use rayon::prelude::*;
use signals::{CLASSES, FEATURES, FIXED, Signals, contrast, together, without};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// However plainly somebody behaves, it says no more than this.
const MOST: f64 = 4.5;
/// Calls that teach; more would cost memory and teach nothing new.
const MOST_PUPILS: usize = 1_000;
/// In a bigger cast each speaker against all others is too slow, and says little.
const LARGEST: usize = 24;

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

/// Adds behaviour to what speaks for the unsettled speakers of all calls. Gives the doubts about calls' labels.
pub(super) fn add(
    stands: &mut [Vec<Stand>],
    casts: &[Vec<Member>],
    drafts: &[(String, &'static str, Draft)],
) -> Vec<Option<Doubt>> {
    let unsure: Vec<usize> =
        (0..drafts.len()).filter(|n| casts[*n].len() > 1 && !stands[*n].iter().all(Stand::is_settled)).collect();
    let seeds: Vec<Vec<f64>> = unsure.par_iter().map(|n| seeds(&drafts[*n].2, &casts[*n])).collect();
    let (odds, lesson) = taught(&unsure, seeds, stands, casts, drafts);
    let odds = pooled(&unsure, odds, casts);
    for (n, odds) in unsure.into_iter().zip(odds) {
        for (stand, odds) in stands[n].iter_mut().zip(odds).filter(|(stand, _)| !stand.is_settled()) {
            stand.add(odds.clamp(-MOST, MOST), Ground::Behaviour);
        }
    }
    let calls = stands.par_iter().zip(casts).zip(drafts);
    calls.map(|((stands, cast), (_, _, draft))| doubt(stands, cast, draft, lesson.as_ref())).collect()
}

/// What may be wrong with the labels of a call: little is asked where they name the roles, more where they do not.
fn doubt(stands: &[Stand], cast: &[Member], draft: &Draft, lesson: Option<&Lesson>) -> Option<Doubt> {
    let places = places(draft, cast);
    let place = |label: u16| places.get(label as usize).copied().flatten();
    if stands.iter().all(Stand::is_settled) {
        return drift::swapped(draft, |label| match place(label).map(|place| stands[place].role()) {
            Some(Role::Rep) => 1.0,
            Some(Role::Customer) => -1.0,
            _ => 0.0,
        });
    }
    let change = || drift::change(draft, lesson, |label| if place(label) == Some(0) { 1.0 } else { -1.0 });
    let changed = if cast.len() == 2 { change() } else { None };
    changed.or_else(|| drift::merged(&signals::signals(draft, cast)))
}

/// What the cues say, and what this folder's words say beside them.
fn taught(
    unsure: &[usize],
    mut odds: Vec<Vec<f64>>,
    stands: &[Vec<Stand>],
    casts: &[Vec<Member>],
    drafts: &[(String, &'static str, Draft)],
) -> (Vec<Vec<f64>>, Option<Lesson>) {
    let of_two: Vec<usize> = (0..unsure.len()).filter(|at| casts[unsure[*at]].len() == 2).collect();
    let among: Vec<usize> = every(of_two.len(), MOST_PUPILS).map(|k| of_two[k]).collect();
    let pupil = |at: usize, place: usize, odds: f64| {
        let (draft, cast) = (&drafts[unsure[at]].2, &casts[unsure[at]]);
        let places = places(draft, cast);
        Pupil::new(draft, odds, |label| places.get(label as usize).copied().flatten().map(|p| p == place))
    };
    let mut pupils: Vec<Pupil> = among.par_iter().map(|at| pupil(*at, 0, odds[*at][0].clamp(-MOST, MOST))).collect();
    pupils.par_extend(settled(stands).into_par_iter().map(|n| known(&drafts[n].2, &casts[n], &stands[n])));
    let Some((lesson, learned)) = Lesson::learn(&pupils) else { return (odds, None) };
    let learned: BTreeMap<usize, f64> = among.into_iter().zip(learned).collect();
    odds.par_iter_mut().enumerate().for_each(|(at, odds)| {
        let added: Vec<f64> = match (learned.get(&at), odds.len()) {
            (Some(learned), _) => vec![*learned, -learned],
            (None, 2) => {
                let odds = lesson.odds(&pupil(at, 0, 0.0));
                vec![odds, -odds]
            }
            (None, people) if people <= LARGEST => {
                (0..people).map(|place| lesson.odds(&pupil(at, place, 0.0))).collect()
            }
            _ => vec![],
        };
        odds.iter_mut().zip(added).for_each(|(odds, added)| *odds += added);
    });
    (odds, Some(lesson))
}

/// Calls in which both sides are known without behaviour, evenly chosen.
fn settled(stands: &[Vec<Stand>]) -> Vec<usize> {
    let has = |stands: &[Stand], role: Role| stands.iter().any(|s| s.is_settled() && s.role() == role);
    let both: Vec<usize> = (0..stands.len())
        .filter(|n| stands[*n].iter().all(Stand::is_settled))
        .filter(|n| has(&stands[*n], Role::Rep) && has(&stands[*n], Role::Customer))
        .collect();
    every(both.len(), MOST_PUPILS).map(|k| both[k]).collect()
}

/// A call whose sides are known, as a teacher.
fn known(draft: &Draft, cast: &[Member], stands: &[Stand]) -> Pupil {
    let places = places(draft, cast);
    let role = |label: u16| places.get(label as usize).copied().flatten().map(|place| stands[place].role());
    Pupil::new(draft, MOST, |label| match role(label) {
        Some(Role::Rep) => Some(true),
        Some(Role::Customer) => Some(false),
        _ => None,
    })
}

/// At most `most` of `all` places, evenly spread.
fn every(all: usize, most: usize) -> impl Iterator<Item = usize> {
    let step = all.div_ceil(most).max(1);
    (0..all).step_by(step)
}

/// One person behaves alike in all their calls: what a call says of them is the mean of all that do.
fn pooled(unsure: &[usize], mut odds: Vec<Vec<f64>>, casts: &[Vec<Member>]) -> Vec<Vec<f64>> {
    let mut people: BTreeMap<PersonId, (f64, f64)> = BTreeMap::new();
    for (n, odds) in unsure.iter().zip(&odds) {
        for (member, odds) in casts[*n].iter().zip(odds).filter(|(member, _)| member.real) {
            let (sum, calls) = people.entry(member.person).or_default();
            *sum += odds;
            *calls += 1.0;
        }
    }
    for (n, odds) in unsure.iter().zip(&mut odds) {
        for (member, odds) in casts[*n].iter().zip(odds.iter_mut()).filter(|(member, _)| member.real) {
            *odds = people.get(&member.person).map_or(*odds, |(sum, calls)| sum / calls);
        }
        if let [one, other] = odds.as_mut_slice() {
            let apart = (*one - *other) / 2.0;
            (*one, *other) = (apart, -apart);
        }
    }
    odds
}

/// Log odds of being a rep for each speaker, against all the others of the call, from cues alone.
fn seeds(draft: &Draft, cast: &[Member]) -> Vec<f64> {
    margins(&signals::signals(draft, cast))
}

fn margins(signals: &[Signals]) -> Vec<f64> {
    let all = together(signals);
    let margin = |one: &Signals| {
        let contrast = contrast(one, &without(&all, one));
        contrast.iter().zip(WEIGHTS.iter()).map(|(value, weight)| value * weight).sum()
    };
    signals.iter().map(margin).collect()
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
