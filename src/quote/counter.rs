//! A quote in, one that says the opposite of the same thing out, where many do.

use super::Quotable;
use crate::corpus::CallId;
use crate::language::{Map, Set};

/// Share of the calls with either of two opposite codes that must hold the other one, per cent (METHOD: 20).
const LEAST_SHARE: usize = 20;
/// Calls that must say the opposite.
const LEAST_CALLS: usize = 2;

/// What could be quoted, by term and code.
pub struct Counters<'q> {
    by: Map<(u32, u16), Vec<&'q Quotable>>,
    opposites: Vec<(u16, u16)>,
}

impl<'q> Counters<'q> {
    /// `opposites` are pairs of codes; `specific` tells terms that are about something, not about everything.
    pub fn new(pool: &'q [Quotable], opposites: &[(u16, u16)], specific: impl Fn(u32) -> bool) -> Self {
        let opposites = opposites.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]).collect();
        let mut by: Map<(u32, u16), Vec<&Quotable>> = Map::default();
        for quotable in pool {
            if let (Some(term), Some(code)) = (quotable.term.filter(|term| specific(*term)), quotable.code) {
                by.entry((term, code)).or_default().push(quotable);
            }
        }
        Counters { by, opposites }
    }

    /// The best quote from another call that says the opposite, if at least a fifth of the calls do.
    pub fn of(&self, quotable: &Quotable) -> Option<&'q Quotable> {
        let (term, code) = (quotable.term?, quotable.code?);
        let of = |code: u16| self.by.get(&(term, code)).map_or(&[][..], |list| &list[..]);
        let same = calls(of(code));
        let others = self.opposites.iter().filter(|(a, _)| *a == code).map(|(_, b)| of(*b));
        let many = others.filter(|list| {
            let calls = calls(list);
            calls.len() >= LEAST_CALLS && calls.len() * 100 >= (same.union(&calls).count()) * LEAST_SHARE
        });
        let elsewhere = many.flatten().filter(|other| other.at.call != quotable.at.call && !other.prompted);
        elsewhere.min_by_key(|other| (std::cmp::Reverse(other.score), other.at)).copied()
    }
}

fn calls(list: &[&Quotable]) -> Set<CallId> {
    list.iter().map(|quotable| quotable.at.call).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Occurrence, Span};

    fn said(call: u32, code: u16, score: u32) -> Quotable {
        let at = Occurrence { call: CallId(call), turn: 0, span: Span::new(0, 9) };
        Quotable { at, score, code: Some(code), unit: 0, term: Some(7), prompted: false }
    }

    #[test]
    fn the_opposite_is_shown_where_many_say_it() {
        let pool = [said(0, 0, 900), said(1, 0, 800), said(2, 1, 600), said(3, 1, 700), said(4, 2, 990)];
        let counters = Counters::new(&pool, &[(0, 1)], |_| true);
        assert_eq!(counters.of(&pool[0]), Some(&pool[3]));
        assert_eq!(counters.of(&pool[3]), Some(&pool[0]));
        assert_eq!(counters.of(&pool[4]), None);
        assert_eq!(Counters::new(&pool, &[(0, 1)], |_| false).of(&pool[0]), None);
        assert_eq!(Counters::new(&pool[..3], &[(0, 1)], |_| true).of(&pool[0]), None, "one call is not many");
    }
}
