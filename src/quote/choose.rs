//! Everything that could be quoted in, the quotes out: the best first, each worth less the more its call, speaker, group,
//! month, code and term have had; what was said in nearly the same words is left out.

use super::Quotable;
use super::near::{Shingles, Shown};
use crate::corpus::Corpus;
use crate::language::{Language, Map, Set};
use crate::mask::private::{CallNames, Finder};
use crate::settings::{Privacy, Quotes};
use crate::tokenize::Vocabulary;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Most private places of a quote: above, there is nothing left to read.
const MOST_HIDDEN: u64 = 2;
/// What a quote with private places keeps of its worth, per cent.
const HIDDEN_KEEPS: u32 = 85;

/// What a quotable place has in common with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Shared {
    Call(u32),
    Person(u32),
    PersonCode(u32, u16),
    Code(u16),
    Group(u16, u32),
    Month(u16, u32),
    Term(u32),
}

/// Chooses the quotes from a pool, in the order in which they are best shown. Places without a code are not chosen.
pub fn choose<'q>(
    pool: &'q [Quotable],
    corpus: &Corpus,
    limits: &Quotes,
    language: &'static Language,
) -> Vec<&'q Quotable> {
    let mut choice = Choice::new(corpus, limits);
    let mut shingles = Shingles::new(Vocabulary::new(language));
    let mut shown = Shown::default();
    let (finder, mut lowered) = (Finder::new(&Privacy::default()), Set::default());
    let mut heap: BinaryHeap<(u32, Reverse<usize>)> = pool
        .iter()
        .enumerate()
        .filter(|(_, q)| q.code.is_some())
        .map(|(i, q)| (q.score.saturating_pow(3), Reverse(i)))
        .collect();
    let mut chosen = vec![];
    while let Some((worth, Reverse(place))) = heap.pop() {
        if chosen.len() >= limits.max_quotes as usize {
            break;
        }
        let quotable = &pool[place];
        let Some(now) = choice.worth(quotable) else { continue };
        if now < worth {
            heap.push((now, Reverse(place)));
            continue;
        }
        // Looked for in the few that are about to be chosen: in all of them it would cost more than all the rest.
        let hidden = hidden(quotable, corpus, &finder);
        if hidden > MOST_HIDDEN {
            continue;
        }
        if hidden > 0 && lowered.insert(place) {
            heap.push((now / 100 * HIDDEN_KEEPS, Reverse(place)));
            continue;
        }
        let words = shingles.of(corpus.text_of(quotable.at));
        if shown.admits(&words) {
            shown.add(words);
            choice.take(quotable);
            chosen.push(quotable);
        }
    }
    chosen
}

/// Private places in the words, whether they are to be hidden in the end or not: nobody quotes a list of numbers.
fn hidden(quotable: &Quotable, corpus: &Corpus, finder: &Finder) -> u64 {
    let call = corpus.call(quotable.at.call);
    let text = call.turn_text(&call.turns[quotable.at.turn as usize]);
    finder.redact_span(text, quotable.at.span, &CallNames::of(call)).1.total()
}

struct Choice<'c> {
    corpus: &'c Corpus,
    limits: &'c Quotes,
    groups: Vec<u32>,
    months: Vec<u32>,
    had: Map<Shared, u32>,
}

impl<'c> Choice<'c> {
    fn new(corpus: &'c Corpus, limits: &'c Quotes) -> Self {
        let mut choice = Choice { corpus, limits, groups: vec![], months: vec![], had: Map::default() };
        let (mut groups, mut months) = (Map::default(), Map::default());
        for call in &corpus.calls {
            let group = call.meta.segment.as_deref().unwrap_or("");
            let month = call.meta.date.as_deref().and_then(|date| date.get(..7)).unwrap_or("");
            choice.groups.push(number(&mut groups, group));
            choice.months.push(number(&mut months, month));
        }
        choice
    }

    fn had(&self, shared: Shared) -> u32 {
        self.had.get(&shared).copied().unwrap_or(0)
    }

    fn person(&self, quotable: &Quotable) -> u32 {
        let call = self.corpus.call(quotable.at.call);
        let turn = call.turns.get(quotable.at.turn as usize);
        turn.and_then(|turn| call.speakers.get(usize::from(turn.speaker))).map_or(u32::MAX, |speaker| speaker.person.0)
    }

    fn shared(&self, quotable: &Quotable) -> [Shared; 6] {
        let call = quotable.at.call.0;
        let code = quotable.code.unwrap_or(u16::MAX);
        let person = self.person(quotable);
        [
            Shared::Call(call),
            Shared::Person(person),
            Shared::PersonCode(person, code),
            Shared::Code(code),
            Shared::Group(code, self.groups[call as usize]),
            Shared::Month(code, self.months[call as usize]),
        ]
    }

    /// What the place is worth beside what was chosen; `None` if a limit is reached. Never more than before.
    fn worth(&self, quotable: &Quotable) -> Option<u32> {
        let [call, person, person_code, code, group, month] = self.shared(quotable).map(|shared| self.had(shared));
        let full = call >= self.limits.per_call || person >= self.limits.per_speaker || code >= self.limits.per_code;
        if full || person_code > 0 {
            return None;
        }
        let term = quotable.term.map_or(0, |term| self.had(Shared::Term(term)));
        // Per cent that is left after each that went before; the floor keeps long lists in order of score.
        // Cubed: a list of many codes is not worth a bad quote.
        let mut worth = u64::from(quotable.score).pow(3);
        for (had, percent, floor) in
            [(call, 90, 4), (person, 90, 4), (code, 98, 30), (group, 99, 20), (month, 99, 20), (term, 93, 6)]
        {
            for _ in 0..had.min(floor) {
                worth = worth * percent / 100;
            }
        }
        Some(u32::try_from(worth).unwrap_or(u32::MAX))
    }

    fn take(&mut self, quotable: &Quotable) {
        for shared in self.shared(quotable).into_iter().chain(quotable.term.map(Shared::Term)) {
            *self.had.entry(shared).or_insert(0) += 1;
        }
    }
}

fn number<'t>(known: &mut Map<&'t str, u32>, name: &'t str) -> u32 {
    let next = known.len() as u32;
    *known.entry(name).or_insert(next)
}
