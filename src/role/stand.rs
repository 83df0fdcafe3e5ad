//! Pieces of evidence about one speaker in, each with its ground; the side it comes out on, how sure, and why, out.

use crate::corpus::Role;

/// Where a piece of evidence comes from, the most trusted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ground {
    RepOption,
    RepDomainOption,
    CustomersSetting,
    ChannelOption,
    PeopleFile,
    File,
    Domain,
    Words,
    Recurrence,
    LeftOver,
    Behaviour,
}

impl Ground {
    /// All of them, in order.
    const ALL: [Ground; 11] = [
        Ground::RepOption,
        Ground::RepDomainOption,
        Ground::CustomersSetting,
        Ground::ChannelOption,
        Ground::PeopleFile,
        Ground::File,
        Ground::Domain,
        Ground::Words,
        Ground::Recurrence,
        Ground::LeftOver,
        Ground::Behaviour,
    ];

    /// As `calls.csv` shows it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Ground::RepOption => "--rep",
            Ground::RepDomainOption => "--rep-domain",
            Ground::CustomersSetting => "setting roles.customers",
            Ground::ChannelOption => "--customer-channel",
            Ground::PeopleFile => "people file",
            Ground::File => "file says",
            Ground::Domain => "e-mail domain",
            Ground::Words => "label words",
            Ground::Recurrence => "recurring name",
            Ground::LeftOver => "the one left over",
            Ground::Behaviour => "behaviour",
        }
    }
}

/// How many grounds there are.
const GROUNDS: usize = Ground::ALL.len();

/// Log odds beyond which a speaker needs no weaker evidence.
const SETTLED: f64 = 2.0;
/// Log odds that a ground must add to be named beside the strongest.
const NAMED: f64 = 0.8;

/// What speaks for a side: log odds by ground (positive: rep, negative: customer).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Stand {
    parts: [f64; GROUNDS],
    /// The ground that says the speaker is on neither side, with its log odds.
    other: Option<(f64, Ground)>,
}

impl Stand {
    /// Adds evidence: positive for rep, negative for customer.
    pub(super) fn add(&mut self, odds: f64, ground: Ground) {
        self.parts[ground as usize] += odds;
    }

    /// Adds evidence that the speaker has that role.
    pub(super) fn add_role(&mut self, role: Role, weight: f64, ground: Ground) {
        match role {
            Role::Rep => self.add(weight, ground),
            Role::Customer => self.add(-weight, ground),
            Role::Other if self.other.is_none_or(|(before, _)| before < weight) => self.other = Some((weight, ground)),
            Role::Other | Role::Unknown => {}
        }
    }

    /// Log odds that the speaker is a rep against a customer.
    pub(super) fn odds(&self) -> f64 {
        self.parts.iter().sum()
    }

    /// Whether the speaker is on neither side.
    pub(super) fn is_other(&self) -> bool {
        self.other.is_some_and(|(weight, _)| weight > self.odds().abs())
    }

    /// Whether what was said outright, or follows from it, is so plain that nothing weaker need be asked.
    pub(super) fn is_settled(&self) -> bool {
        let weaker = self.parts[Ground::Recurrence as usize] + self.parts[Ground::Behaviour as usize];
        self.is_other() || (self.odds() - weaker).abs() >= SETTLED
    }

    /// The side it comes out on, however unsure; `Unknown` without any evidence.
    pub(super) fn role(&self) -> Role {
        match self.odds() {
            _ if self.is_other() => Role::Other,
            odds if odds > 0.0 => Role::Rep,
            odds if odds < 0.0 => Role::Customer,
            _ => Role::Unknown,
        }
    }

    /// The strongest ground on the side it comes out on.
    pub(super) fn ground(&self) -> Option<Ground> {
        if self.is_other() {
            return self.other.map(|(_, ground)| ground);
        }
        let sign = self.odds().signum();
        let strength = |ground: &Ground| self.parts[*ground as usize] * sign;
        let strongest = |best: Ground, next: Ground| if strength(&next) > strength(&best) { next } else { best };
        Ground::ALL.into_iter().reduce(strongest).filter(|ground| strength(ground) > 0.0)
    }

    /// The grounds that matter on the side it comes out on, the most trusted first.
    pub(super) fn grounds(&self) -> impl Iterator<Item = Ground> {
        let (sign, strongest, other) = (self.odds().signum(), self.ground(), self.is_other());
        let matters = move |ground: &Ground| !other && self.parts[*ground as usize] * sign >= NAMED;
        Ground::ALL.into_iter().filter(move |ground| Some(*ground) == strongest || matters(ground))
    }

    /// How sure, in thousandths.
    pub(super) fn confidence(&self) -> u16 {
        let odds = if self.is_other() { self.other.map_or(0.0, |(weight, _)| weight) } else { self.odds().abs() };
        (1000.0 / (1.0 + (-odds).exp())).round() as u16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grounds_stand_at_their_places() {
        for (place, ground) in Ground::ALL.into_iter().enumerate() {
            assert_eq!(ground as usize, place);
        }
        assert!(Ground::ALL.is_sorted());
    }

    #[test]
    fn evidence_is_summed_and_the_reasons_on_its_side_are_named() {
        let mut stand = Stand::default();
        assert_eq!((stand.role(), stand.ground(), stand.confidence()), (Role::Unknown, None, 500));
        stand.add(2.0, Ground::Recurrence);
        stand.add(3.0, Ground::Behaviour);
        stand.add(-0.9, Ground::Words);
        assert_eq!((stand.role(), stand.ground()), (Role::Rep, Some(Ground::Behaviour)));
        assert_eq!(stand.grounds().collect::<Vec<_>>(), [Ground::Recurrence, Ground::Behaviour]);
        assert!(!stand.is_settled() && stand.confidence() > 980);
        stand.add(-5.0, Ground::File);
        assert_eq!((stand.role(), stand.is_settled()), (Role::Customer, true));
    }

    #[test]
    fn neither_side_wins_only_by_more() {
        let mut stand = Stand::default();
        stand.add_role(Role::Other, 4.0, Ground::Words);
        assert_eq!((stand.role(), stand.ground()), (Role::Other, Some(Ground::Words)));
        stand.add_role(Role::Rep, 14.0, Ground::PeopleFile);
        assert_eq!((stand.role(), stand.ground()), (Role::Rep, Some(Ground::PeopleFile)));
        stand.add_role(Role::Unknown, 99.0, Ground::File);
        assert_eq!(stand.role(), Role::Rep);
    }
}
