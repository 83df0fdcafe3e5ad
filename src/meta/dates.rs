//! A name in, the day that stands in it out: `2026-03-14`, `GMT20260314-101500`, `14.03.2026`, `Mar 14 2026`.

use crate::read::grammar::day::month;
use jiff::civil::Date;

/// Years that a recording can be of.
const YEARS: std::ops::RangeInclusive<i16> = 1980..=2099;

/// A run of digits or of letters, and whether only separators or nothing stand between it and the one before.
struct Piece<'a> {
    text: &'a str,
    joined: bool,
}

/// The first day in `name` that can be read in one way only.
pub(super) fn find(name: &str) -> Option<Date> {
    let pieces = pieces(name);
    (0..pieces.len()).find_map(|start| day_at(&pieces[start..]))
}

/// Day and month could change places.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Ambiguous;

/// The day that `text` begins with, a time may follow.
pub(super) fn whole(text: &str) -> Result<Option<Date>, Ambiguous> {
    let pieces = pieces(text);
    match day_at(&pieces) {
        Some(day) => Ok(Some(day)),
        None if is_ambiguous(&pieces) => Err(Ambiguous),
        None => Ok(None),
    }
}

/// Whether a folder's name is only a year, a quarter, a month, a day, or a number.
pub(super) fn is_period(name: &str) -> bool {
    let word = |text: &str| month(text).is_some() || matches!(text, "q" | "week" | "w" | "h" | "fy" | "kw");
    let pieces = pieces(name);
    !pieces.is_empty()
        && pieces.iter().all(|p| p.text.bytes().all(|b| b.is_ascii_digit()) || word(&p.text.to_lowercase()))
}

fn pieces(name: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut start, mut joined) = (None, false);
    let kind = |c: char| if c.is_ascii_digit() { 1 } else { i32::from(c.is_alphabetic()) * 2 };
    let mut before = 0;
    for (at, c) in name.char_indices().chain([(name.len(), '\0')]) {
        let now = kind(c);
        if now != before {
            if let Some(from) = start.take() {
                pieces.push(Piece { text: &name[from..at], joined });
                joined = true;
            }
            if now != 0 {
                start = Some(at);
            }
        }
        if now == 0 && !matches!(c, '-' | '_' | '.' | ' ' | ',' | '/') {
            joined = false;
        }
        before = now;
    }
    pieces
}

/// The day that begins with the first of these pieces.
fn day_at(pieces: &[Piece<'_>]) -> Option<Date> {
    if let Some(day) = compact(pieces.first()?.text) {
        return Some(day);
    }
    let [a, b, c] = three(pieces)?;
    if let Some(month) = month(a) {
        return date(year(c)?, month, number(b)?);
    }
    if let Some(month) = month(b) {
        return match year(c) {
            Some(year) => date(year, month, number(a)?),
            None => date(year(a)?, month, number(c)?),
        };
    }
    if let Some(year) = year(a) {
        return date(year, number(b)?, number(c)?);
    }
    let (a, b, year) = (number(a)?, number(b)?, year(c)?);
    let (day_first, month_first) = (date(year, b, a), date(year, a, b));
    match (day_first, month_first) {
        (Some(one), Some(other)) if one != other => None,
        (one, other) => one.or(other),
    }
}

/// Whether day and month could change places.
fn is_ambiguous(pieces: &[Piece<'_>]) -> bool {
    three(pieces).is_some_and(|[a, b, c]| number(a).is_some() && number(b).is_some() && year(c).is_some())
}

/// Three pieces that belong together; the `th` of `14th` is passed over.
fn three<'a>(pieces: &[Piece<'a>]) -> Option<[&'a str; 3]> {
    let mut kept =
        pieces.iter().enumerate().filter(|(n, p)| *n == 0 || !matches!(p.text, "st" | "nd" | "rd" | "th" | "of"));
    let (_, a) = kept.next()?;
    let (_, b) = kept.next().filter(|(_, p)| p.joined)?;
    let (_, c) = kept.next().filter(|(_, p)| p.joined)?;
    Some([a.text, b.text, c.text])
}

/// `20260314`, and with a time right behind it `202603141015` and `20260314101500`.
fn compact(digits: &str) -> Option<Date> {
    if !matches!(digits.len(), 8 | 12 | 14) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let time = digits.len() == 8 || (digits[8..10] < *"24" && digits[10..12] < *"60");
    time.then(|| date(year(&digits[..4])?, number(&digits[4..6])?, number(&digits[6..8])?)).flatten()
}

fn year(text: &str) -> Option<i16> {
    (text.len() == 4).then(|| text.parse().ok()).flatten().filter(|year| YEARS.contains(year))
}

fn number(text: &str) -> Option<i8> {
    (text.len() <= 2).then(|| text.parse().ok()).flatten()
}

fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str) -> Option<String> {
        find(name).map(|day| day.to_string())
    }

    #[test]
    fn days_are_found_however_they_are_written() {
        for name in [
            "2026-03-14",
            "call_2026_03_14_acme.vtt",
            "2026.03.14 Acme",
            "20260314",
            "GMT20260314-101500_Recording.txt",
            "20260314101500.json",
            "acme-202603141015.txt",
            "14-03-2026.txt",
            "14.3.2026",
            "03-14-2026",
            "Acme Mar 14 2026.txt",
            "Acme - March 14, 2026",
            "14 Mar 2026",
            "14th March 2026",
            "14Mar2026",
            "2026-Mar-14",
            "2026-03-14T10:15:00Z",
            "2026/03/14",
        ] {
            assert_eq!(found(name).as_deref(), Some("2026-03-14"), "{name}");
        }
        assert_eq!(found("03-03-2026").as_deref(), Some("2026-03-03"));
    }

    #[test]
    fn what_is_no_day_or_could_be_two_is_not_found() {
        for name in [
            "",
            "call 12",
            "03-04-2026",
            "2026-13-40",
            "20261340",
            "123456789",
            "1202603141",
            "99999999",
            "2026-02-30",
            "555-0102-2030",
            "call 2026",
            "v1.2.2026x",
            "1850-03-14",
            "20260314996100",
            "may 2026",
            "2026(03)14",
        ] {
            assert_eq!(found(name), None, "{name}");
        }
    }

    #[test]
    fn two_ways_of_reading_are_told_apart_from_none() {
        assert_eq!(whole("03/04/2026"), Err(Ambiguous));
        assert_eq!(whole("soon"), Ok(None));
        assert!(whole("14/03/2026 10:15").is_ok_and(|day| day.is_some()));
    }

    #[test]
    fn periods_are_folders_of_time() {
        for name in ["2026", "2026-03", "Q1 2026", "2026-W11", "March 2026", "14", "FY26"] {
            assert!(is_period(name), "{name}");
        }
        for name in ["customers", "lost 2026", "", "Q"] {
            assert_eq!(is_period(name), name == "Q", "{name}");
        }
    }
}
