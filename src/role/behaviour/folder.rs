//! All doubtful calls of a folder in; their log odds again, with what the folder as a whole adds: the words that its reps
//! have in common, and what each person does in their other calls.

use super::lesson::{Lesson, Pupil};
use super::{Case, MOST};
use crate::corpus::{PersonId, Role};
use crate::read::Draft;
use crate::role::cast::{Member, places};
use crate::role::stand::Stand;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Calls that teach; more would cost memory and teach nothing new.
const MOST_PUPILS: usize = 1_000;
/// In a bigger cast each speaker against all others is too slow, and says little.
const LARGEST: usize = 24;

/// Adds what this folder's words say. Calls of two teach, doubtful or known; where they teach nothing there is no lesson.
pub(super) fn teach(
    cases: &mut [Case],
    stands: &[Vec<Stand>],
    casts: &[Vec<Member>],
    drafts: &[(String, &'static str, Draft)],
) -> Option<Lesson> {
    if cases.is_empty() {
        return None;
    }
    let of_two: Vec<usize> = (0..cases.len()).filter(|at| cases[*at].people.len() == 2).collect();
    let among: Vec<usize> = every(of_two.len(), MOST_PUPILS).map(|k| of_two[k]).collect();
    let odds = |case: &Case| case.odds.first().map_or(0.0, |odds| odds.clamp(-MOST, MOST));
    let mut pupils: Vec<Pupil> = among.par_iter().map(|at| pupil(&cases[*at], 0, odds(&cases[*at]))).collect();
    pupils.par_extend(settled(stands).into_par_iter().map(|n| known(&drafts[n].2, &casts[n], &stands[n])));
    let (lesson, learned) = Lesson::learn(&pupils)?;
    let learned: BTreeMap<usize, f64> = among.into_iter().zip(learned).collect();
    cases.par_iter_mut().enumerate().for_each(|(at, case)| {
        let said = |place: usize| lesson.odds(&pupil(case, place, 0.0));
        let added: Vec<f64> = match (learned.get(&at), case.people.len()) {
            (Some(odds), _) => vec![*odds, -odds],
            (None, 2) => {
                let odds = said(0);
                vec![odds, -odds]
            }
            (None, people) if people <= LARGEST => (0..people).map(said).collect(),
            _ => vec![],
        };
        case.odds.iter_mut().zip(added).for_each(|(odds, added)| *odds += added);
    });
    Some(lesson)
}

/// One of the people against all others.
fn pupil(case: &Case, place: usize, odds: f64) -> Pupil {
    let places = case.places();
    Pupil::new(case.draft, odds, |label| places.get(label as usize).copied().flatten().map(|p| p == place))
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
pub(super) fn every(all: usize, most: usize) -> impl Iterator<Item = usize> {
    let step = all.div_ceil(most).max(1);
    (0..all).step_by(step)
}

/// One person behaves alike in all their calls: what a call says of them becomes the mean of what all calls do. Of two
/// people one is as much the rep as the other is the customer.
pub(super) fn pool(cases: &mut [Case]) {
    let mut people: BTreeMap<PersonId, (f64, f64)> = BTreeMap::new();
    for case in cases.iter() {
        for ((_, member), odds) in case.people.iter().zip(&case.odds).filter(|((_, member), _)| member.real) {
            let (sum, calls) = people.entry(member.person).or_default();
            *sum += odds;
            *calls += 1.0;
        }
    }
    for case in cases {
        for ((_, member), odds) in case.people.iter().zip(&mut case.odds).filter(|((_, member), _)| member.real) {
            *odds = people.get(&member.person).map_or(*odds, |(sum, calls)| sum / calls);
        }
        if let [one, other] = case.odds.as_mut_slice() {
            let apart = (*one - *other) / 2.0;
            (*one, *other) = (apart, -apart);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_even_and_bounded() {
        assert_eq!(every(10, 100).count(), 10);
        assert_eq!(every(0, 100).count(), 0);
        for all in [1_000, 1_001, 40_000] {
            let sample: Vec<usize> = every(all, MOST_PUPILS).collect();
            assert!(sample.len() <= MOST_PUPILS && sample.len() * 2 > MOST_PUPILS && *sample.last().unwrap() < all);
        }
    }
}
