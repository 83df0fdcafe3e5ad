//! Calls whose labels say too little in; log odds from what the speakers do and say out.

mod drift;
mod folder;
mod lesson;
#[cfg(test)]
mod recipe;
mod signals;

use super::cast::{Member, places};
use super::stand::{Ground, Stand};
use crate::corpus::Role;
use crate::language::shipped;
use crate::read::Draft;
pub(super) use drift::Doubt;
use lesson::Lesson;
use rayon::prelude::*;
use signals::{CLASSES, FEATURES, FIXED, Signals, begins, contrast, signals, together, without};
use std::sync::LazyLock;

/// However plainly somebody behaves, it says no more than this.
const MOST: f64 = 4.5;
/// What the odds lose where a call has no beginning: of calls with their first quarter cut off, one in three at odds below
/// this was taken the wrong way round.
const CUT: f64 = 0.6;
/// The same where the folder teaches nothing either, mostly because the call is alone in it: of single calls cut in half
/// three in ten between the two were taken the wrong way round, and one option of the user's settles it.
const CUT_ALONE: f64 = 1.2;
/// Log odds from which somebody among several behaves like a rep.
const REP: f64 = 0.4;

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

/// A call whose labels say too little: those who are on either side, and what their behaviour says.
struct Case<'a> {
    /// Place of the call.
    call: usize,
    draft: &'a Draft,
    /// The cast without bots and announcements, and their places in the whole cast.
    people: Vec<(usize, &'a Member)>,
    /// For each of them log odds of being a rep.
    odds: Vec<f64>,
    /// What is taken off the odds for doubt.
    doubt: f64,
}

impl<'a> Case<'a> {
    fn of(call: usize, draft: &'a Draft, cast: &'a [Member], stands: &[Stand]) -> Option<Case<'a>> {
        let people: Vec<(usize, &Member)> =
            cast.iter().enumerate().filter(|(place, _)| !stands.get(*place).is_some_and(Stand::is_other)).collect();
        if people.len() < 2 || stands.iter().all(Stand::is_settled) {
            return None;
        }
        let mut case = Case { call, draft, people, odds: vec![], doubt: if begins(draft) { 0.0 } else { CUT } };
        case.odds = match draft.meta.language.as_deref() {
            Some(language) if shipped(language).is_err() => vec![0.0; case.people.len()], // there are no cues for it
            _ => margins(&signals(draft, &case.places(), case.people.len())),
        };
        Some(case)
    }

    /// For every label the place among the people.
    fn places(&self) -> Vec<Option<usize>> {
        places(self.draft, self.people.iter().map(|(_, member)| *member))
    }
}

/// Adds behaviour to what speaks for the unsettled speakers of all calls. Gives the doubts about calls' labels.
pub(super) fn add(
    stands: &mut [Vec<Stand>],
    casts: &[Vec<Member>],
    drafts: &[(String, &'static str, Draft)],
) -> Vec<Option<Doubt>> {
    let case = |n: usize| Case::of(n, &drafts[n].2, &casts[n], &stands[n]);
    let mut cases: Vec<Case> = (0..drafts.len()).into_par_iter().filter_map(case).collect();
    let lesson = folder::teach(&mut cases, stands, casts, drafts);
    folder::pool(&mut cases);
    if lesson.is_none() {
        cases.iter_mut().filter(|case| case.doubt > 0.0).for_each(|case| case.doubt = CUT_ALONE);
    }
    for case in &cases {
        add_to_call(&mut stands[case.call], case);
    }
    let calls = stands.par_iter().zip(casts).zip(drafts).enumerate();
    calls.map(|(n, ((stands, cast), (_, _, draft)))| doubt(n, stands, cast, draft, lesson.as_ref())).collect()
}

/// Of two, one is the customer; of more, perhaps nobody is: the more people, the less their behaviour says, and without
/// somebody who behaves like a rep it is no call but a meeting.
fn add_to_call(stands: &mut [Stand], case: &Case) {
    let weight = (2.0 / case.people.len() as f64).powf(1.5);
    let sure = |odds: f64| odds.signum() * (odds.abs().min(MOST) - case.doubt).max(0.0) * weight;
    let odds = || case.people.iter().zip(&case.odds).map(|((place, _), odds)| (*place, sure(*odds)));
    let is_rep = |place: usize, odds: f64| match &stands[place] {
        stand if stand.is_settled() => stand.role() == Role::Rep,
        stand => stand.odds() + odds > REP,
    };
    if case.people.len() > 2 && !odds().any(|(place, odds)| is_rep(place, odds)) {
        return;
    }
    for (place, odds) in odds() {
        if !stands[place].is_settled() {
            stands[place].add(odds, Ground::Behaviour);
        }
    }
}

/// What may be wrong with the labels of a call: little is asked where they name the roles, more where they do not.
fn doubt(call: usize, stands: &[Stand], cast: &[Member], draft: &Draft, lesson: Option<&Lesson>) -> Option<Doubt> {
    if stands.iter().all(Stand::is_settled) {
        let places = places(draft, cast);
        let role = |label: u16| places.get(label as usize).copied().flatten().map(|place| stands[place].role());
        return drift::swapped(draft, |label| match role(label) {
            Some(Role::Rep) => 1.0,
            Some(Role::Customer) => -1.0,
            _ => 0.0,
        });
    }
    let changed = Case::of(call, draft, cast, stands).filter(|case| case.people.len() == 2).and_then(|case| {
        let places = case.places();
        drift::change(draft, lesson, |label| match places.get(label as usize).copied().flatten() {
            Some(0) => 1.0,
            Some(_) => -1.0,
            None => 0.0,
        })
    });
    changed.or_else(|| drift::merged(&signals(draft, &places(draft, cast), cast.len())))
}

/// Log odds of being a rep for each speaker, against all the others of the call, from cues alone.
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
    use crate::role::cast::casts;

    fn draft(turns: &[(&str, &str)]) -> Draft {
        let mut draft = Draft::default();
        for (name, text) in turns {
            let label = draft.named(name);
            draft.push(label, None, text);
        }
        draft
    }

    /// What stands after behaviour with these log odds.
    fn added(odds: &[f64]) -> Vec<Stand> {
        let names: Vec<String> = (0..odds.len()).map(|n| format!("Speaker {n}")).collect();
        let turns: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "words")).collect();
        let call = [(String::new(), "text", draft(&turns))];
        let casts = casts(&call);
        let mut stands = vec![Stand::default(); odds.len()];
        let mut case = Case::of(0, &call[0].2, &casts[0], &stands).unwrap();
        case.odds = odds.to_vec();
        case.doubt = 0.0;
        add_to_call(&mut stands, &case);
        stands
    }

    #[test]
    fn an_announcement_makes_no_third_person() {
        let turns = [
            ("IVR", "This call may be recorded."),
            ("Speaker 1", "Thank you for calling, how can I help you?"),
            ("Speaker 2", "I'm calling about my order, it never came."),
        ];
        let with =
            crate::role::assign(vec![(String::new(), "text", draft(&turns))], &Default::default(), &Default::default());
        let roles: Vec<Role> = with[0].speakers.iter().map(|s| s.role).collect();
        assert_eq!(roles, [Role::Other, Role::Rep, Role::Customer]);
        assert!(with[0].role_basis.confidence > 900);
    }

    #[test]
    fn in_a_meeting_without_a_rep_nobody_becomes_a_customer() {
        assert_eq!(added(&[-3.0, -2.0, 0.3]), [Stand::default(); 3]);
        let roles: Vec<Role> = added(&[-3.0, -2.0, 4.0]).iter().map(Stand::role).collect();
        assert_eq!(roles, [Role::Customer, Role::Customer, Role::Rep]);
    }

    #[test]
    fn the_more_people_the_less_behaviour_says() {
        let sure = |people: usize| {
            let mut odds = vec![-3.0; people];
            odds[0] = 4.5;
            added(&odds)[1].confidence()
        };
        assert!(sure(2) > sure(3) && sure(3) > sure(6) && sure(12) < 600);
    }

    #[test]
    fn every_feature_has_its_weight_and_every_weight_its_feature() {
        let rows = weights(include_str!("weights.tsv"));
        let names: Vec<&str> = rows.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, FIXED.into_iter().chain(CLASSES).collect::<Vec<_>>());
    }
}
