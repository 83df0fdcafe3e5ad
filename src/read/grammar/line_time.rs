//! Times as lines of text show them in, milliseconds and places out: alone on a line, at the beginning, at the end, in words.

use super::clock::{bracketed, clock};
use super::stamp::{day_word, half_day, hour_of_day};

/// A line that is nothing but a time, with or without brackets, a heading's marks or a range: `00:05:00`, `### 00:20:00`,
/// `0:0:4.2 --> 0:0:5.7`.
pub fn only_time(line: &str) -> Option<u32> {
    let bare = line.trim().trim_start_matches(['#', '@']).trim_matches(|c: char| c == '*' || c == '_').trim();
    let bare = if bare.starts_with(['T', 'Y', 'M', 'W', 'F', 'S']) { &bare[day_word(bare)..] } else { bare };
    if !bare.starts_with(|c: char| c.is_ascii_digit() || c == '[' || c == '(') {
        return None;
    }
    if let Some((at, length)) = bracketed(bare) {
        return (length == bare.len()).then_some(at);
    }
    if let Some((at, length)) = clock(bare) {
        let (half, more) = half_day(&bare[length..]);
        if length + more == bare.len() {
            return Some(half.map_or(at, |noon| hour_of_day(at, &bare[..length], noon)));
        }
    }
    if let Some(at) = framed(bare) {
        return Some(at);
    }
    let (at, _) = super::clock::caption_times(bare)?;
    Some(at)
}

/// `00:00:01:12 - 00:00:04:03`, as film editors count: the last number is of pictures.
fn framed(line: &str) -> Option<u32> {
    let one = |text: &str| {
        let bytes = text.as_bytes();
        let form = |(at, b): (usize, &u8)| if at % 3 == 2 { matches!(b, b':' | b';') } else { b.is_ascii_digit() };
        let whole = bytes.len() == 11 && bytes.iter().enumerate().all(form);
        whole.then(|| clock(&text[..8])).flatten().map(|(at, _)| at)
    };
    let (begin, end) = line.split_once(" - ")?;
    one(begin.trim()).filter(|_| one(end.trim()).is_some())
}

/// A time at the place, in brackets or not, with what sets it off from what follows; 0 where there is none.
pub fn time_at(line: &str, at: usize) -> (Option<u32>, usize) {
    let rest = &line[at..];
    let found = match rest.as_bytes().first() {
        Some(b'[' | b'(') => bracketed(rest),
        Some(b'0'..=b'9') => clock(rest).map(|(time, length)| match half_day(&rest[length..]) {
            (Some(noon), more) => (hour_of_day(time, &rest[..length], noon), length + more),
            _ => (time, length + range_end(&rest[length..])),
        }),
        _ => None,
    };
    found.map_or((None, 0), |(time, length)| (Some(time), length))
}

/// The second half of `00:02 - 00:04`, with the dash.
fn range_end(rest: &str) -> usize {
    let after = rest.trim_start_matches([' ', '-', '>', '–']);
    match clock(after) {
        Some((_, length)) if after.len() < rest.len() => rest.len() - after.len() + length,
        _ => 0,
    }
}

/// A clock time at the end of the line, with the place where it begins.
pub fn time_at_end(line: &str) -> Option<(u32, usize)> {
    let bytes = line.as_bytes();
    let closing = matches!(bytes.last()?, b']' | b')');
    if closing
        && let Some(open) = line.rfind(['[', '('])
        && let Some((at, length)) = bracketed(&line[open..])
        && open + length == line.len()
    {
        return Some((at, open));
    }
    let end = bytes.len() - usize::from(closing);
    let digits =
        bytes[..end].iter().rev().take_while(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b',')).count();
    let begin = end - digits;
    let (at, length) = clock(&line[begin..end])?;
    if length < digits {
        return None;
    }
    let opening = begin.checked_sub(1).is_some_and(|before| matches!(bytes[before], b'[' | b'('));
    (opening == closing).then(|| (at, begin - usize::from(opening)))
}

/// `0 minutes 3 seconds`, `1 hour 2 minutes 3 seconds` at the end of the line, as Teams pages show times, and where it
/// begins.
pub fn spelled_time(line: &str) -> Option<(u32, usize)> {
    let mut millis = 0u32;
    let mut end = line.trim_end().len();
    let mut found = None;
    loop {
        let mut words = line[..end].rsplitn(3, ' ');
        let (unit, number) = (words.next()?, words.next());
        let factor = match unit {
            "second" | "seconds" if found.is_none() => 1_000,
            "minute" | "minutes" => 60_000,
            "hour" | "hours" => 3_600_000,
            _ => return found,
        };
        let Some(value) = number.and_then(|n| n.parse::<u32>().ok()).filter(|n| *n < 60) else { return found };
        millis = millis.saturating_add(value * factor);
        end = words.next().map_or(0, |rest| rest.trim_end().len());
        found = Some((millis, end));
        if end == 0 {
            return found;
        }
    }
}

/// `Ann Lee — Today at`: the name alone.
pub fn without_day_word(label: &str) -> &str {
    let bare = label.strip_suffix(" at").unwrap_or(label).trim_end();
    let word = bare.rsplit(' ').next().unwrap_or(bare);
    let before = &bare[..bare.len() - word.len()];
    if !word.is_empty() && day_word(word) == word.len() && !before.is_empty() {
        before.trim_end_matches([' ', '-', '–', '—', '·', '•', ','])
    } else {
        label
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_times() {
        assert_eq!(only_time("### 00:20:00"), Some(1_200_000));
        assert_eq!(only_time("0:0:4.279 --> 0:0:5.79"), Some(4_279));
        assert_eq!(only_time("[0:34]"), Some(34_000));
        assert_eq!(only_time("10:02 AM"), Some(36_120_000));
        assert_eq!(only_time("Yesterday, 10:02"), Some(602_000));
        assert_eq!(only_time("00:00:01:12 - 00:00:04:03"), Some(1_000));
        assert_eq!(only_time("0:34 and so"), None);
    }
}
