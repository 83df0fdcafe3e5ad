//! A coded stretch of a turn in, the best words around it out: one to three clauses or sentences that hold it.

use super::edge::Edge;
use super::score::{About, WORDS, passes, score};
use super::turn::TurnView;
use std::ops::Range;

/// Places tried on each side.
const REACH: usize = 5;

/// Words of the turn that overlap a span.
pub fn tokens_of(view: &TurnView, span: crate::corpus::Span) -> Option<Range<usize>> {
    let start = view.tokens.partition_point(|token| token.span.end <= span.start);
    let end = view.tokens.partition_point(|token| token.span.start < span.end);
    (start < end).then_some(start..end)
}

/// The best quote that holds the words `core`; if none that holds them all passes, the best one inside them.
pub fn best(
    view: &TurnView,
    core: &Range<usize>,
    about: impl Fn(&Range<usize>) -> About,
) -> Option<(Range<usize>, u32)> {
    let mut starts = begins(view, core.start);
    starts.extend(view.anew(core));
    let whole = best_of(view, core, &starts, &ends(view, core.end), &about);
    whole.or_else(|| {
        let inside: Vec<usize> = (core.start..=core.end).filter(|&i| view.edge(i) > Edge::None).collect();
        best_of(view, core, &inside, &inside, &about)
    })
}

fn best_of(
    view: &TurnView,
    core: &Range<usize>,
    begins: &[usize],
    ends: &[usize],
    about: &impl Fn(&Range<usize>) -> About,
) -> Option<(Range<usize>, u32)> {
    let mut best: Option<(Range<usize>, u32)> = None;
    for &start in begins {
        for &end in ends.iter().filter(|&&end| end > start && end - start <= 2 * *WORDS.end() as usize) {
            let range = start..end;
            let about = about(&range);
            if walled(view, &range) || !passes(view, &range, about.asks) {
                continue;
            }
            let score = score(view, &range, about) * share_kept(view, core, &range) / 1000;
            if best.as_ref().is_none_or(|(_, most)| score > *most) {
                best = Some((range, score));
            }
        }
    }
    best
}

/// What a window keeps of its score, in thousandths: sentences and clauses beside the coded words must earn their place.
fn share_kept(view: &TurnView, core: &Range<usize>, range: &Range<usize>) -> u32 {
    let beside = (range.start + 1..=core.start).chain(core.end..range.end);
    beside.fold(1000, |share, i| match view.edge(i) {
        Edge::Sentence => share * 93 / 100,
        Edge::Clause => share * 96 / 100,
        Edge::Soft => share * 98 / 100,
        Edge::None | Edge::Wall => share,
    })
}

/// Whether words are missing inside.
fn walled(view: &TurnView, range: &Range<usize>) -> bool {
    (range.start + 1..range.end).any(|i| view.edge(i) == Edge::Wall)
}

/// Where a quote that holds the word `at` may begin, the nearest first.
fn begins(view: &TurnView, at: usize) -> Vec<usize> {
    let mut places = vec![];
    for i in (0..=at).rev() {
        if view.edge(i) > Edge::None {
            places.push(i);
            if places.len() > REACH || view.edge(i) == Edge::Wall || at - i > *WORDS.end() as usize {
                break;
            }
        }
    }
    places
}

/// Where a quote that holds the word before `at` may end, the nearest first.
fn ends(view: &TurnView, at: usize) -> Vec<usize> {
    let mut places = vec![];
    for i in at..=view.tokens.len() {
        if view.edge(i) > Edge::None {
            places.push(i);
            if places.len() > REACH || view.edge(i) == Edge::Wall || i - at > *WORDS.end() as usize {
                break;
            }
        }
    }
    places
}
