//! Heads of turns and lines that are no speech in, the turns of the draft out, as slices of the text between them.

use super::judge::Verdict;
use super::{Mark, NO_TIME, Scan};
use crate::read::Draft;
use crate::read::grammar::clock::{bracketed, clock};
use crate::read::grammar::day::day_in;
use crate::read::grammar::lines::{Furniture, Section};
use crate::read::grammar::segment::count;

/// More words than this before the first label are more than a preface, and noted.
const LONG_PREFACE: u64 = 300;

/// Where the talk begins: behind a heading that says so, if most of the turns stand there.
fn beginning(scan: &Scan, verdict: &Verdict) -> usize {
    let heads = |marks: &[Mark]| {
        marks.iter().filter(|m| matches!(m, Mark::Head { name, .. } if verdict.speaks[*name as usize])).count()
    };
    let is_start = |mark: &Mark| matches!(mark, Mark::Furniture { what: Furniture::Heading(Section::Transcript), .. });
    let Some(last) = scan.marks.iter().rposition(is_start) else { return 0 };
    if heads(&scan.marks[last..]) >= heads(&scan.marks[..last]) { last } else { 0 }
}

/// A turn being put together.
struct Open {
    label: u16,
    at: Option<u32>,
}

pub(super) fn build<'a>(text: &'a str, scan: &Scan, verdict: &Verdict, draft: &mut Draft) {
    draft.text.reserve(text.len());
    let labels: Vec<Option<u16>> = vec![None; scan.names.len()];
    let mut labels = labels;
    let mut pieces: Vec<&'a str> = Vec::new();
    let mut open: Option<Open> = None;
    let mut from = 0usize;
    let mut muted = false;
    let (mut before, mut minutes, mut furniture) = (0, 0, 0);
    let begin = beginning(scan, verdict);
    let bookmarked = memchr::memmem::find(text.as_bytes(), WATCH.as_bytes()).is_some();
    for mark in &scan.marks[begin..] {
        let (start, next) = match *mark {
            Mark::Head { name, line, text, .. } if verdict.speaks[name as usize] => (line as usize, text as usize),
            Mark::Head { .. } => continue,
            Mark::Furniture { start, end, .. } => (start as usize, end as usize),
        };
        let slice = &text[from..start];
        match (&open, muted) {
            (_, true) => minutes += count(slice),
            (Some(_), false) if bookmarked => furniture += without_bookmarks(slice, &mut pieces),
            (Some(_), false) => without_stamps(slice, &mut pieces),
            (None, false) => {
                before += count(slice);
                if draft.meta.date.is_none() {
                    draft.meta.date = day_in(slice);
                }
            }
        }
        from = next;
        match *mark {
            Mark::Head { .. } if muted => {}
            Mark::Head { name, at, .. } => {
                close(draft, open.take(), &mut pieces);
                let place = &mut labels[name as usize];
                let label = *place.get_or_insert_with(|| draft.named(scan.names[name as usize].label));
                open = Some(Open { label, at: (at != NO_TIME).then_some(at) });
            }
            Mark::Furniture { what, .. } => {
                furniture += count(&text[start..next]);
                muted = match what {
                    Furniture::Heading(section) => section == Section::Minutes,
                    Furniture::End => true,
                    _ => muted,
                };
            }
        }
    }
    let rest = &text[from..];
    match (&open, muted) {
        (Some(_), false) if bookmarked => furniture += without_bookmarks(rest, &mut pieces),
        (Some(_), false) => without_stamps(rest, &mut pieces),
        _ => minutes += count(rest),
    }
    close(draft, open, &mut pieces);
    if before > LONG_PREFACE {
        draft.notes.push(format!("{before} words before the first speaker label were left out"));
    }
    draft.removed("text before the first speaker", before);
    draft.removed("minutes and summary", minutes);
    draft.removed("headings, time markers and credits", furniture);
}

fn close(draft: &mut Draft, open: Option<Open>, pieces: &mut Vec<&str>) {
    if let Some(open) = open {
        draft.push_pieces(open.label, open.at, pieces.iter().copied());
    }
    pieces.clear();
}

/// Before the address of a bookmark that a recorder writes into the words ...
const WATCH: &str = "- WATCH: http";
/// ... which begins with one of these.
const BOOKMARKS: [&str; 3] = ["ACTION ITEM: ", "SCREEN SHARING: ", "HIGHLIGHT: "];

/// Cuts `ACTION ITEM: send the list - WATCH: https://...`, which Fathom writes into the words; gives the number of words.
fn without_bookmarks<'a>(text: &'a str, pieces: &mut Vec<&'a str>) -> u64 {
    let mut words = 0;
    let mut rest = text;
    while let Some(watch) = memchr::memmem::find(rest.as_bytes(), WATCH.as_bytes()) {
        let begin = BOOKMARKS.iter().filter_map(|mark| rest[..watch].rfind(mark)).max().unwrap_or(watch);
        let link = &rest[watch + WATCH.len()..];
        let end = rest.len() - link.len() + link.find(char::is_whitespace).unwrap_or(link.len());
        without_stamps(&rest[..begin], pieces);
        words += count(&rest[begin..end]);
        rest = &rest[end..];
    }
    without_stamps(rest, pieces);
    words
}

/// Cuts times in brackets out of the words: `and then [00:12:03] it broke`, and those of f4: `it broke #00:12:03-5#`.
fn without_stamps<'a>(text: &'a str, pieces: &mut Vec<&'a str>) {
    let mut from = 0;
    let mut at = 0;
    while let Some(next) = memchr::memchr3(b'[', b'(', b'#', &text.as_bytes()[at..]) {
        at += next;
        let rest = &text[at..];
        let length = if rest.starts_with('#') { hashed(rest) } else { bracketed(rest).map(|(_, length)| length) };
        if let Some(length) = length {
            pieces.push(&text[from..at]);
            at += length;
            from = at;
        } else {
            at += 1;
        }
    }
    pieces.push(&text[from..]);
}

/// The length of `#00:12:03-5#`.
fn hashed(text: &str) -> Option<usize> {
    let (_, length) = clock(&text[1..])?;
    let rest = &text[1 + length..];
    let tenth = rest.strip_prefix('-').map_or(rest, |tenth| tenth.trim_start_matches(|c: char| c.is_ascii_digit()));
    tenth.starts_with('#').then(|| text.len() - tenth.len() + 1)
}
