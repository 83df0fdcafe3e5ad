//! The day and the hour at the beginning of a chat message in, the moment out: `[9/22/26, 10:15:32 AM]`,
//! `12.03.26, 09:15`, `[04-Mar-26 10:00 AM]`, `2026-03-04 10:00:11`, `(10:00:11 AM)`.

use jiff::civil::Date;

use super::clock::clock;
use super::day::month;

/// What stands around the words of programs that write from right to left as well.
const INVISIBLE: [char; 5] = ['\u{200e}', '\u{200f}', '\u{feff}', '\u{200b}', '\u{202a}'];
/// Blanks, wide and narrow.
const BLANK: [char; 4] = [' ', '\t', '\u{a0}', '\u{202f}'];

/// A day as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// The month is named, or the year stands first.
    Sure(Date),
    /// Three numbers with the year last; which of the first two is the month, the whole file must tell.
    Numbers(i8, i8, i16, char),
}

/// A moment at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The day, if it is written.
    pub day: Option<Day>,
    /// Milliseconds of the day: two numbers are hours and minutes.
    pub at: u32,
    /// AM or PM is written.
    pub half: bool,
    /// It stands in brackets.
    pub bracketed: bool,
    /// Bytes it takes, with its brackets.
    pub length: usize,
}

/// The stamp with which the text begins.
pub fn stamp(text: &str) -> Option<Stamp> {
    let begin = text.trim_start_matches(INVISIBLE);
    let close = match begin.as_bytes().first()? {
        b'[' => Some(b']'),
        b'(' => Some(b')'),
        b'0'..=b'9' | b'A'..=b'Z' => None,
        _ => return None,
    };
    let mut rest = if close.is_some() { &begin[1..] } else { begin };
    let mut found = None;
    if let Some((day, length)) = day(rest) {
        let after = rest[length..].trim_start_matches([',', 'T']).trim_start_matches(BLANK);
        if after.len() == rest.len() - length {
            return None;
        }
        (found, rest) = (Some(day), after);
    }
    let (at, length) = clock(rest)?;
    let clocked = &rest[..length];
    rest = &rest[length..];
    let (half, length) = half_day(rest);
    rest = &rest[length..];
    let at = match half {
        Some(noon) => hour_of_day(at, clocked, noon),
        None if clocked.matches(':').count() == 1 => at.saturating_mul(60),
        None => at,
    };
    if let Some(close) = close {
        rest = rest.trim_start_matches(BLANK);
        rest = rest.as_bytes().first().filter(|b| **b == close).map(|_| &rest[1..])?;
    }
    if close.is_none() && rest.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let length = text.len() - rest.len();
    Some(Stamp { day: found, at, half: half.is_some(), bracketed: close.is_some(), length })
}

/// `Today at `, `Yesterday, `, `Monday ` before an hour, as programs show times in their windows: its length.
pub fn day_word(text: &str) -> usize {
    let word = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let known = matches!(
        &text[..word],
        "Today" | "Yesterday" | "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday"
    );
    if !known {
        return 0;
    }
    let rest = text[word..].trim_start_matches([' ', ',']);
    text.len() - rest.strip_prefix("at ").unwrap_or(rest).len()
}

/// ` AM`, `pm`, ` a.m.` at the beginning: the hours to add, and its length.
pub fn half_day(text: &str) -> (Option<u32>, usize) {
    let bare = text.trim_start_matches(BLANK);
    let bytes = bare.as_bytes();
    let noon = match bytes.first().map(u8::to_ascii_lowercase) {
        Some(b'a') => 0,
        Some(b'p') => 12,
        _ => return (None, 0),
    };
    let dotted = usize::from(bytes.get(1) == Some(&b'.'));
    if bytes.get(1 + dotted).map(u8::to_ascii_lowercase) != Some(b'm') {
        return (None, 0);
    }
    let end = 2 + dotted + usize::from(dotted == 1 && bytes.get(3) == Some(&b'.'));
    if bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
        return (None, 0);
    }
    (Some(noon), text.len() - bare.len() + end)
}

/// `10:02 AM` is an hour and minutes, though it looks like minutes and seconds.
pub fn hour_of_day(at: u32, written: &str, noon: u32) -> u32 {
    let at = if written.matches(':').count() == 1 { at.saturating_mul(60) } else { at };
    at % (12 * 3_600_000) + noon * 3_600_000
}

/// A day at the beginning of the text, and its length.
fn day(text: &str) -> Option<(Day, usize)> {
    if text.as_bytes().first()?.is_ascii_alphabetic() {
        return named_first(text);
    }
    let (first, a) = digits(text, 4)?;
    let mark = text[a..].chars().next().filter(|c| matches!(c, '/' | '.' | '-' | ' '))?;
    let mut at = a + 1;
    if mark != ' ' || text[at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        let word = text[at..].bytes().take_while(u8::is_ascii_alphabetic).count();
        if word > 0 {
            let month = month(&text[at..at + word])?;
            at += word;
            at += usize::from(text[at..].starts_with([mark, ' ', '.']));
            let (year, y) = digits(&text[at..], 4)?;
            return Some((Day::Sure(date(year, month, first)?), at + y));
        }
        let (second, b) = digits(&text[at..], 2)?;
        at += b;
        text[at..].starts_with(mark).then_some(())?;
        at += 1;
        let (third, c) = digits(&text[at..], 4)?;
        at += c;
        if a == 4 {
            return Some((Day::Sure(date(first, i8::try_from(second).ok()?, third)?), at));
        }
        let (first, second) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
        return Some((Day::Numbers(first, second, century(third), mark), at));
    }
    None
}

/// `Mar 04, 2026`.
fn named_first(text: &str) -> Option<(Day, usize)> {
    let word = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let month = month(&text[..word])?;
    let mut at = word + usize::from(text[word..].starts_with('.'));
    text[at..].starts_with(' ').then_some(())?;
    at += 1;
    let (day, d) = digits(&text[at..], 2)?;
    at += d;
    at += text[at..].len() - text[at..].trim_start_matches([',', ' ']).len();
    let (year, y) = digits(&text[at..], 4)?;
    (y == 4).then_some(())?;
    Some((Day::Sure(date(year, month, day)?), at + y))
}

fn digits(text: &str, most: usize) -> Option<(i16, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    ((1..=most).contains(&length)).then(|| text[..length].parse().ok().map(|n| (n, length)))?
}

fn century(year: i16) -> i16 {
    if year < 100 { 2000 + year } else { year }
}

fn date(year: i16, month: i8, day: i16) -> Option<Date> {
    Date::new(century(year), month, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_as_chat_programs_write_them() {
        let of = |text: &str| stamp(text).map(|found| (found.day, found.at / 60_000, text[found.length..].to_owned()));
        let sure = Some(Day::Sure(Date::constant(2026, 3, 4)));
        let rest = |text: &str| text.to_owned();
        assert_eq!(
            of("[9/22/26, 10:15:32\u{202f}PM] Ann: x"),
            Some((Some(Day::Numbers(9, 22, 2026, '/')), 1335, rest(" Ann: x")))
        );
        assert_eq!(of("12.03.26, 09:15 - Ann"), Some((Some(Day::Numbers(12, 3, 2026, '.')), 555, rest(" - Ann"))));
        assert_eq!(of("[04-Mar-26 10:00 AM] ann"), Some((sure, 600, rest(" ann"))));
        assert_eq!(of("Mar 04, 2026 10:00:11 AM"), Some((sure, 600, rest(""))));
        assert_eq!(of("2026-03-04T10:00:11 Ann: x"), Some((sure, 600, rest(" Ann: x"))));
        assert_eq!(of("(12:00:11 AM) Ann"), Some((None, 0, rest(" Ann"))));
        assert_eq!(of("[10:00] <ann> x"), Some((None, 600, rest(" <ann> x"))));
        assert_eq!([day_word("Today at 10:00"), day_word("Monday, 9:00"), day_word("Todays 1:00")], [9, 8, 0]);
        for no in ["12/03 was fine", "Ann: 10:00", "10:00am5", "(see 10:00)", "[1] x", "", "March of 2026"] {
            assert_eq!(of(no), None, "{no}");
        }
    }
}
