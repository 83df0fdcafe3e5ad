//! Coded units in, whom customers compare with, where they heard of it and from what to what they changed, out.

use super::shown::Shown;
use super::terms::share;
use super::text::Text;
use crate::code::CodedUnit;
use crate::codebook::Codebook;
use crate::corpus::{Corpus, Span};
use crate::findings::{Name, Place, Run, Term};
use crate::language::{Kind, english};
use crate::mask::private::{is_name_like, is_place_like};
use std::collections::BTreeMap;

/// The codes whose cues point at names.
const CODES: [&str; 2] = ["alternative", "source"];
/// The codes of remarks that can tell of a change from one provider or way to another.
const CODES_OF_CHANGE: [&str; 2] = ["alternative", "left"];
/// "switched from X to Y".
const CHANGE: &str = "change";
/// Calls that make a name that the user did not give: one alone may be anything with a capital.
const LEAST_CALLS: u64 = 2;
/// Rows, and places of a row, at most.
const MOST: usize = 120;
const MOST_PLACES: usize = 24;

/// Where something is said: call, place among its coded units, words.
#[derive(Clone, Copy)]
struct Said {
    call: u32,
    unit: u32,
    span: Span,
}

/// What is named: kind, name in small letters, what it stands in the place of.
type Key = (&'static str, String, String);

/// The rows, that of most calls first; `competitors` are those that the user gave.
pub fn rows(
    shown: &mut Shown,
    text: &Text,
    book: &Codebook,
    competitors: &[String],
    (terms, run): (&[Term], &Run),
) -> Vec<Name> {
    let known: Vec<String> = competitors.iter().map(|name| name.trim().to_lowercase()).collect();
    let mut rows: Vec<Name> = vec![];
    for ((kind, name, _), said) in found(shown.corpus, text, book, &known) {
        let (calls, known) = (calls(&said) as u64, known.contains(&name));
        // What everybody talks about is the topic, not another provider.
        let topic = terms.iter().any(|term| term.share.value > 0.5 && term.term.to_lowercase() == name);
        if kind != CHANGE && !known && (calls < LEAST_CALLS || topic) {
            continue;
        }
        let best = best(&said, text);
        let unit = unit(text, best);
        let (to, from) = if kind == CHANGE { (unit.change.to, unit.change.from) } else { (Some(best.span), None) };
        let mut show = |span: Option<Span>| span.map(|at| shown.text(best.call, unit.turn, at)).unwrap_or_default();
        rows.push(Name {
            kind: kind.to_owned(),
            name: show(to),
            instead_of: show(from),
            known,
            calls: calls as u32,
            share: share(calls, run.calls_total),
            quote: shown.text(best.call, unit.turn, unit.span),
            place: shown.place(best.call, unit.turn),
            places: places(shown, text, &said),
        });
    }
    let key = |row: &Name| (std::cmp::Reverse(row.calls), row.kind.clone(), row.name.clone(), row.instead_of.clone());
    rows.sort_by_cached_key(key);
    rows.truncate(MOST);
    rows
}

/// Where each of them is said, in order of place.
fn found(corpus: &Corpus, text: &Text, book: &Codebook, known: &[String]) -> BTreeMap<Key, Vec<Said>> {
    let mut found: BTreeMap<Key, Vec<Said>> = BTreeMap::new();
    for (call, units) in (0..).zip(&text.coded) {
        let of = &corpus.calls[call as usize];
        for (unit, coded) in (0..).zip(units) {
            let turn = of.turn_text(&of.turns[coded.turn as usize]);
            let code = &*book.code(coded.code).name;
            if let Some(kind) = CODES.into_iter().find(|kind| *kind == code) {
                for (name, span) in named(turn, coded, known) {
                    found.entry((kind, name, String::new())).or_default().push(Said { call, unit, span });
                }
            }
            let ends = [coded.change.from, coded.change.to].map(|end| end.map(|at| &turn[at.range()]));
            let first = coded.change.from.into_iter().chain(coded.change.to).min_by_key(|end| end.start);
            let moves = first.is_some_and(|end| moves(&turn[..end.start as usize]));
            let Some(span) = coded.change.to.or(coded.change.from).filter(|_| is_change(code, ends, moves, known))
            else {
                continue;
            };
            let lower = |end: Option<Span>| end.map(|at| turn[at.range()].to_lowercase()).unwrap_or_default();
            let said = found.entry((CHANGE, lower(coded.change.to), lower(coded.change.from))).or_default();
            // One remark may have several codes.
            if said.last().is_none_or(|last| (last.call, last.span) != (call, span)) {
                said.push(Said { call, unit, span });
            }
        }
    }
    found
}

/// Whether the last words before the ends of a change say that somebody moves.
fn moves(before: &str) -> bool {
    before.split_whitespace().rev().take(3).any(|word| english().base(&word.to_lowercase()) == "move")
}

/// Whether the ends of a change are ways or providers: both are said, or one is a name; people move to towns, too, so that
/// one end of a move is enough only where the user knows it.
fn is_change(code: &str, ends: [Option<&str>; 2], moves: bool, known: &[String]) -> bool {
    let name = |end: &str| {
        let words: Vec<&str> = end.split_whitespace().collect();
        known.contains(&end.to_lowercase()) || !moves && is_a_name(&words) && words[0].starts_with(char::is_uppercase)
    };
    let town = |end: &str| is_place_like(&end.split_whitespace().collect::<Vec<_>>());
    let said: Vec<&str> = ends.into_iter().flatten().collect();
    CODES_OF_CHANGE.contains(&code)
        && !said.iter().any(|end| town(end))
        && (said.len() == 2 || said.iter().any(|end| name(end)))
}

/// Whether words can be the name of something that is no person and no place.
fn is_a_name(words: &[&str]) -> bool {
    let says = words.iter().any(|word| english().kind(&word.to_lowercase()) == Kind::CONTENT);
    says && !is_name_like(words) && !is_place_like(words)
}

/// The names in a unit, in small letters: competitors that the user gave, and what stands in the slot of its cue.
fn named(turn: &str, coded: &CodedUnit, known: &[String]) -> Vec<(String, Span)> {
    let mut names: Vec<(String, Span)> =
        known.iter().filter_map(|name| Some((name.clone(), say(turn, coded.span, name)?))).collect();
    if let Some(span) = coded.name {
        let text = &turn[span.range()];
        let words: Vec<&str> = text.split_whitespace().collect();
        let name = text.to_lowercase();
        if is_a_name(&words) && !names.iter().any(|(_, at)| at.overlaps(span)) {
            names.push((name, span));
        }
    }
    names
}

/// Where a span of a turn says a name, in whatever case, as whole words.
fn say(turn: &str, span: Span, name: &str) -> Option<Span> {
    let text = &turn[span.range()];
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let starts = text.char_indices().map(|(at, _)| at);
    let found = starts.filter(|at| edge(text[..*at].chars().next_back())).find_map(|at| {
        let end = at + name.len();
        let same = text.get(at..end).is_some_and(|words| words.to_lowercase() == name);
        (same && !name.is_empty() && edge(text[end..].chars().next())).then_some((at, end))
    });
    found.map(|(at, end)| Span::new(span.start + at as u32, span.start + end as u32))
}

fn unit(text: &Text, said: Said) -> &CodedUnit {
    &text.coded[said.call as usize][said.unit as usize]
}

fn calls(said: &[Said]) -> usize {
    said.chunk_by(|a, b| a.call == b.call).count()
}

/// The surest remark; of equals the first. There is always one.
fn best(said: &[Said], text: &Text) -> Said {
    let surest = said.iter().enumerate().max_by_key(|(n, at)| (unit(text, **at).strength, std::cmp::Reverse(*n)));
    surest.map_or(said[0], |(_, at)| *at)
}

/// One a call.
fn places(shown: &Shown, text: &Text, said: &[Said]) -> Vec<Place> {
    let firsts = said.chunk_by(|a, b| a.call == b.call).map(|of_call| of_call[0]);
    firsts.take(MOST_PLACES).map(|at| shown.place(at.call, unit(text, at).turn)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_any_case_as_whole_words() {
        let turn = "We had acme CRM before, not Acmeville.";
        let span = Span::new(0, turn.len() as u32);
        assert_eq!(say(turn, span, "acme crm").map(|at| &turn[at.range()]), Some("acme CRM"));
        assert_eq!(say(turn, span, "acmev"), None);
        assert_eq!(say(turn, Span::new(16, turn.len() as u32), "acme"), None);
        assert_eq!(say(turn, span, ""), None);
    }

    #[test]
    fn people_move_to_towns_and_change_providers() {
        let known = ["acme crm".to_owned()];
        let change = |from, to| is_change("alternative", [from, to], false, &known);
        assert!(change(Some("spreadsheets"), Some("a planner")));
        assert!(change(None, Some("Plannery")) && change(Some("acme CRM"), None));
        assert!(!change(None, Some("eyeballing")) && !change(None, Some("Chicago")) && !change(None, Some("You")));
        assert!(!is_change("request", [Some("spreadsheets"), Some("a planner")], false, &[]));
        let moved = |to| is_change("alternative", [None, Some(to)], moves("Since I moved over to "), &known);
        assert!(moved("Acme CRM") && !moved("Provo"));
        assert!(!moves("the movies on ") && moves("we're moving from "));
    }
}
