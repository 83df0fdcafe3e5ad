//! A turn in, its private data out, as spans with kinds; or the turn with a label in place of each.
//!
//! One pass over the bytes (`scan`) tells what a turn may hold; only then its words are looked at. Every finder adds
//! spans; what overlaps is joined, and each kind can be switched off.

mod address;
mod birth;
mod call_names;
mod check;
mod kind;
mod lexicon;
mod number;
mod person;
mod scan;
mod web;
mod words;

pub use call_names::{CallNames, Pseudonyms, is_real_name};
pub use kind::{Counts, Kind};

use crate::corpus::Span;
use crate::settings::Privacy;
use std::borrow::Cow;

/// A place with private data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Private {
    /// Where in the turn.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// Finds and hides private data, as the settings want it.
#[derive(Clone, Debug)]
pub struct Finder {
    wanted: u16,
}

impl Finder {
    /// A finder of the kinds that the settings name; of none with `keep`. Unknown kinds are those that
    /// [`Finder::unknown`] gives; they find nothing.
    pub fn new(privacy: &Privacy) -> Self {
        let all = Kind::ALL.iter().map(|kind| kind.bit()).sum();
        let named = privacy.kinds.iter().filter_map(|name| Kind::named(name)).map(Kind::bit).fold(0, |a, b| a | b);
        let wanted = match (privacy.keep, privacy.kinds.is_empty()) {
            (true, _) => 0,
            (false, true) => all,
            (false, false) => named,
        };
        Finder { wanted }
    }

    /// The first kind in the settings that there is not.
    pub fn unknown(privacy: &Privacy) -> Option<&str> {
        privacy.kinds.iter().map(String::as_str).find(|name| Kind::named(name).is_none())
    }

    /// Whether that kind is hidden.
    pub fn hides(&self, kind: Kind) -> bool {
        self.wanted & kind.bit() != 0
    }

    /// Clears `out`, and fills it with the private data of a turn: in order, never overlapping.
    pub fn find(&self, text: &str, names: &CallNames, out: &mut Vec<Private>) {
        out.clear();
        if self.wanted == 0 {
            return;
        }
        let seen = scan::scan(text, names);
        if seen.anything() {
            let words = words::Words::of(text, seen.capitals && seen.small, seen.inner && seen.small);
            collect(&seen, &words, names, out);
            out.retain(|private| self.hides(private.kind));
            join(text, out);
        }
    }

    /// The turn with a label in place of all private data, and how much of each kind was hidden.
    pub fn redact<'a>(&self, text: &'a str, names: &CallNames) -> (Cow<'a, str>, Counts) {
        self.redact_span(text, Span::new(0, text.len() as u32), names)
    }

    /// The same for a slice of a turn. Private data that the slice cuts is hidden whole: its label stands for the part
    /// that lies in the slice.
    pub fn redact_span<'a>(&self, text: &'a str, span: Span, names: &CallNames) -> (Cow<'a, str>, Counts) {
        let mut found = Vec::new();
        self.find(text, names, &mut found);
        hide(text, span, &found)
    }
}

/// A slice of a turn with a label in place of each private place in it, and how many of each kind there are.
pub fn hide<'a>(text: &'a str, span: Span, found: &[Private]) -> (Cow<'a, str>, Counts) {
    let mut counts = Counts::default();
    if !found.iter().any(|private| private.span.overlaps(span)) {
        return (Cow::Borrowed(&text[span.range()]), counts);
    }
    let (mut shown, mut from) = (String::with_capacity(span.range().len()), span.start as usize);
    for private in found.iter().filter(|private| private.span.overlaps(span)) {
        shown.push_str(&text[from..(private.span.start.max(span.start) as usize).max(from)]);
        shown.push_str(private.kind.label());
        counts.add(private.kind);
        from = private.span.end.min(span.end) as usize;
    }
    shown.push_str(&text[from..span.end as usize]);
    (Cow::Owned(shown), counts)
}

/// Whether all these words can be a person's name and hardly anything else: for those who choose terms.
pub fn is_name_like(words: &[&str]) -> bool {
    use lexicon::{COMPANY, GIVEN, LEXICON, ORDINARY, PLACE, SURNAME};
    let flags: Vec<_> = words.iter().map(|word| LEXICON.of(word)).collect();
    let given = flags.iter().any(|f| f & GIVEN != 0 && f & (ORDINARY | COMPANY | PLACE) == 0);
    given && flags.iter().all(|f| f & (GIVEN | SURNAME) != 0 && f & (COMPANY | PLACE) == 0)
}

/// Whether one of the words is a place and none can be a company: "San Francisco".
pub fn is_place_like(words: &[&str]) -> bool {
    use lexicon::{COMPANY, LEXICON, PLACE};
    let flags = || words.iter().map(|word| LEXICON.of(word));
    flags().any(|f| f & PLACE != 0) && flags().all(|f| f & COMPANY == 0)
}

fn collect(seen: &scan::Seen, words: &words::Words, names: &CallNames, out: &mut Vec<Private>) {
    if seen.wants_web() {
        web::find(words, out);
        web::spoken(words, out);
    }
    if seen.wants_numbers() {
        number::find(words, out);
        birth::find(words, out);
    }
    if seen.wants_addresses() {
        address::find(words, out);
    }
    if seen.wants_names() {
        person::find(words, names, out);
    }
}

/// Sorts, and joins what overlaps or, within a kind, what only a blank or a comma parts. The longer one names the kind.
fn join(text: &str, found: &mut Vec<Private>) {
    found.sort_by_key(|p| (p.span.start, std::cmp::Reverse(p.span.end), p.kind));
    let mut kept: Vec<Private> = Vec::with_capacity(found.len());
    for &next in found.iter() {
        let Some(last) = kept.last_mut() else {
            kept.push(next);
            continue;
        };
        let gap = text.get(last.span.end as usize..next.span.start as usize).unwrap_or("");
        let near = last.kind == next.kind && (matches!(gap, " " | ", ") && last.kind == Kind::Address || gap == " ");
        if next.span.start < last.span.end || near {
            if next.span.end - next.span.start > last.span.end - last.span.start {
                last.kind = next.kind;
            }
            last.span.end = last.span.end.max(next.span.end);
        } else {
            kept.push(next);
        }
    }
    *found = kept;
}

#[cfg(test)]
mod tests;
