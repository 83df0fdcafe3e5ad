//! The casts of the whole folder in, log odds from names that recur out: who meets many different people is a rep.

use super::cast::Member;
use crate::corpus::PersonId;

/// Log odds of a name that meets e times as many people as the other: 10 times as many is right about 19 in 20 times.
const WEIGHT: f64 = 1.3;
/// However often a name recurs, it says no more than this.
const MOST: f64 = 3.2;
/// A bigger cast is a conference, where who meets whom says nothing.
const LARGEST: usize = 24;

/// How many different people everybody meets over the folder.
pub(super) struct Recurrence {
    met: Vec<u32>,
}

impl Recurrence {
    pub(super) fn of(casts: &[Vec<Member>]) -> Self {
        let mut pairs: Vec<(PersonId, PersonId)> = Vec::new();
        for cast in casts.iter().filter(|cast| cast.len() <= LARGEST) {
            for one in cast.iter().filter(|one| one.real) {
                pairs.extend(
                    cast.iter().filter(|other| other.person != one.person).map(|other| (one.person, other.person)),
                );
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let people = casts.iter().flatten().map(|m| m.person.0 as usize + 1).max().unwrap_or(0);
        let mut met = vec![0; people];
        for (one, _) in pairs {
            met[one.0 as usize] += 1;
        }
        Recurrence { met }
    }

    /// Log odds for every member of a call, 0 where names say nothing. Whom one meets counts, not how often: in a panel
    /// of one researcher everybody recurs, but only the researcher meets them all.
    pub(super) fn odds(&self, cast: &[Member]) -> Vec<f64> {
        let here = u32::try_from(cast.len()).unwrap_or(u32::MAX).saturating_sub(1).max(1);
        let logs: Vec<f64> = cast.iter().map(|member| f64::from(self.met(member.person).max(here)).ln()).collect();
        let most = logs.iter().copied().fold(f64::MIN, f64::max);
        let least = logs.iter().copied().fold(f64::MAX, f64::min);
        if cast.len() > LARGEST || !cast.iter().any(|member| member.real) {
            return vec![0.0; cast.len()];
        }
        // The most met is as far on one side as the least met is on the other; who lies between them counts for less. The
        // more people there are, the likelier it is a meeting of colleagues.
        let weight = WEIGHT * (2.0 / cast.len() as f64).powf(0.75);
        logs.iter().map(|log| (weight * (2.0 * log - most - least)).clamp(-MOST, MOST)).collect()
    }

    fn met(&self, person: PersonId) -> u32 {
        self.met.get(person.0 as usize).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Draft;
    use crate::role::cast::casts;

    fn odds(calls: &[&[&str]]) -> Vec<Vec<f64>> {
        let drafts: Vec<_> = calls
            .iter()
            .map(|names| {
                let mut draft = Draft::default();
                for name in *names {
                    let label = draft.named(name);
                    draft.push(label, None, "some words");
                }
                (String::new(), "text", draft)
            })
            .collect();
        let casts = casts(&drafts);
        let recurrence = Recurrence::of(&casts);
        casts.iter().map(|cast| recurrence.odds(cast)).collect()
    }

    #[test]
    fn a_name_of_many_calls_is_a_rep() {
        let all = odds(&[
            &["Tom Hale", "Ana Ruiz"],
            &["Bo Lind", "Tom Hale"],
            &["Tom Hale", "Cy Wu"],
            &["Tom Hale", "Speaker 2"],
        ]);
        assert!(all[0][0] > 1.5 && all[0][1] < -1.5);
        assert!(all[1][0] < -1.5 && all[1][1] > 1.5);
        assert!(all[3][1] < -1.5, "a slot beside a recurring name");
    }

    #[test]
    fn in_a_panel_only_the_researcher_is_a_rep() {
        let mut calls: Vec<&[&str]> = Vec::new();
        for _ in 0..4 {
            calls.extend([&["Dr Ray Kim", "Ana"][..], &["Bo", "Dr Ray Kim"][..], &["Ray Kim", "Cy"][..]]);
        }
        let all = odds(&calls);
        assert!(all.iter().flatten().all(|odds| odds.abs() > 1.0));
        assert!(all[0][0] > 0.0 && all[1][1] > 0.0 && all[11][0] > 0.0);
    }

    #[test]
    fn slots_and_single_calls_say_nothing() {
        assert_eq!(odds(&[&["Speaker 1", "Speaker 2"], &["Speaker 1", "Speaker 2"]])[0], [0.0, 0.0]);
        assert_eq!(odds(&[&["Tom Hale", "Ana Ruiz"]])[0], [0.0, 0.0]);
        assert_eq!(odds(&[&["Tom Hale"]])[0], [0.0]);
        assert_eq!(odds(&[&["Tom Hale", "Speaker 1", "Speaker 2"]])[0], [0.0; 3]);
    }

    #[test]
    fn two_colleagues_who_recur_are_both_reps() {
        let all = odds(&[&["Tom Hale", "Jo Lee", "Ana"], &["Tom Hale", "Jo Lee", "Bo"], &["Jo Lee", "Tom Hale", "Cy"]]);
        assert!(all[0][0] > 0.4 && all[0][1] > 0.4 && all[0][2] < -0.4);
    }
}
