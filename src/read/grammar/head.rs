//! One line in, the head of a turn out, if it is one: who speaks, when, and where the words begin. Every grammar of
//! labelled plain text is one function here.

use super::clock::{bracketed, clock};
use super::label::LONGEST;
use super::line_time::{spelled_time, time_at, time_at_end, without_day_word};
use super::stamp::hour_of_day;

/// How turns begin in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grammar {
    /// `Name: text`, with a time before or behind the name or none, plain or in Markdown bold.
    Colon,
    /// `Name  0:34` on a line of its own, the text below.
    NameTime,
    /// `00:01:23 Name` on a line of its own, the text below; or the time on one line, the name on the next.
    TimeName,
    /// `S1 00:00:01.717 text`.
    NameTimeText,
    /// `[Name] text`, `(Name) text`, `<Name> text`.
    Bracketed,
    /// `Name` on a line of its own, the text below.
    Bare,
    /// `Name - text` and `[0:02] Interviewer text`, read as [`Grammar::Colon`] once it has its colons.
    Colonless,
}

/// The head of a turn, as places in its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head<'a> {
    /// The label as written, without marks around it.
    pub label: &'a str,
    /// Milliseconds from the start.
    pub at: Option<u32>,
    /// Where in the line the words begin.
    pub text: usize,
    /// The label stands in Markdown bold or italics.
    pub marked: bool,
}

/// The head that the grammar sees in the line.
pub fn head(grammar: Grammar, line: &str) -> Option<Head<'_>> {
    match grammar {
        Grammar::Colon | Grammar::Colonless => colon(line),
        Grammar::NameTime => name_time(line),
        Grammar::TimeName => time_name(line),
        Grammar::NameTimeText => name_time_text(line),
        Grammar::Bracketed => in_brackets(line),
        Grammar::Bare => bare(line),
    }
}

/// Blanks, tabs and no-break spaces at the beginning, in bytes.
fn blank(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t', '\u{a0}', '\u{202f}', '\u{200b}', '\u{feff}']).len()
}

fn marks(line: &str, at: usize) -> usize {
    line.as_bytes()[at..].iter().take_while(|b| matches!(b, b'*' | b'_')).count()
}

fn colon(line: &str) -> Option<Head<'_>> {
    let bytes = line.as_bytes();
    let mut at = match bytes.first()? {
        b'A'..=b'Z' | b'a'..=b'z' => 0,
        _ => lead(line),
    };
    let mut time = None;
    if let Some((bold, after)) = bold_time(line, at) {
        (time, at) = (Some(bold), after);
    } else if matches!(bytes.get(at), Some(b'[' | b'(' | b'0'..=b'9')) {
        let (found, length) = time_at(line, at);
        if found.is_some() {
            time = found;
            at += length;
            at += line[at..].len() - line[at..].trim_start_matches([' ', '\t', '-', '–', '|', '\u{a0}']).len();
        }
    }
    let open = marks(line, at);
    let begin = at + open;
    if let Some(text) = examined(line, begin) {
        return Some(Head { label: &line[begin..begin + 1], at: time, text, marked: open > 0 });
    }
    let (name_end, inner_time, colon_at) = label_end(line, begin)?;
    let label = line[begin..name_end].trim_matches([' ', '\t', '*', '_', '\u{a0}']);
    let label = if label.is_ascii() { label } else { without_picture(label) };
    let label = label.strip_prefix('[').and_then(|l| l.strip_suffix(']')).unwrap_or(label);
    let mut text = colon_at;
    text += if open > 0 { marks(line, text) } else { 0 };
    text += blank(&line[text..]);
    let (late, length) = time_at(line, text);
    let stamped = matches!(bytes.get(text), Some(b'[' | b'(')) || text + length == line.trim_end().len();
    if late.is_some() && stamped && time.is_none() && inner_time.is_none() {
        text += length + blank(&line[text + length..]);
        return Some(Head { label, at: late, text, marked: open > 0 });
    }
    Some(Head { label, at: time.or(inner_time), text, marked: open > 0 })
}

/// `**00:12** `: the time, and the place behind it.
fn bold_time(line: &str, at: usize) -> Option<(u32, usize)> {
    line[at..].strip_prefix("**").filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '['))?;
    let (time, length) = time_at(line, at + 2);
    let after = line[at + 2 + length..].strip_prefix("**")?;
    time.map(|time| (time, line.len() - after.trim_start_matches([' ', '-', '–', '|']).len()))
}

/// `🎙️ Ann`: the name alone.
fn without_picture(label: &str) -> &str {
    label.trim_start_matches(|c: char| (c >= '\u{2190}' && !c.is_alphanumeric()) || c == ' ')
}

/// `Q. text` and `A. text` of a hearing: where the words begin.
fn examined(line: &str, begin: usize) -> Option<usize> {
    let rest = &line.as_bytes()[begin..];
    let form = matches!(rest, [b'Q' | b'A', b'.', b' ' | b'\t', ..]);
    form.then(|| begin + 2 + blank(&line[begin + 2..]))
}

/// What may stand before a label: blanks, a quote mark, a list dash, `>>` of captions.
fn lead(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t', '>', '-', '–', '•', '\u{a0}', '\u{feff}', '\u{200b}']).len()
}

/// The end of the label, a time in brackets behind it, and the place behind the colon.
fn label_end(line: &str, begin: usize) -> Option<(usize, Option<u32>, usize)> {
    let bytes = line.as_bytes();
    let mut at = begin;
    let limit = bytes.len().min(begin + LONGEST + 32);
    while at < limit {
        match bytes[at] {
            b':' => {
                // No label: a link, a time, a ratio, `::` of a program.
                let next = bytes.get(at + 1);
                let sound = !matches!(next, Some(b'/' | b':' | b'0'..=b'9' | b'\\'));
                return (sound && at > begin).then_some((at, None, at + 1));
            }
            0xEF if bytes[at..].starts_with("：".as_bytes()) && at > begin => return Some((at, None, at + 3)),
            b'[' | b'(' if at > begin => {
                if let Some((time, length)) = bracketed(&line[at..]) {
                    let after = at
                        + length
                        + line[at + length..].bytes().take_while(|b| matches!(b, b' ' | b'*' | b'_')).count();
                    let colon = bytes.get(after) == Some(&b':');
                    return colon.then_some((at, Some(time), after + 1));
                }
            }
            b'.' | b'?' | b'!' if bytes.get(at + 1) == Some(&b' ') && at - begin > 24 => return None,
            _ => {}
        }
        at += 1;
    }
    None
}

fn name_time(line: &str) -> Option<Head<'_>> {
    let trimmed = line.trim();
    if trimmed.len() > LONGEST + 24 || trimmed.ends_with(['.', '?', '!']) {
        return None;
    }
    if let Some((at, begin)) = spelled_time(trimmed).filter(|(_, begin)| *begin > 0) {
        return Some(Head { label: &trimmed[..begin], at: Some(at), text: line.len(), marked: false });
    }
    let stripped = trimmed.trim_end_matches(['*', '_', ':']);
    let half = [("AM", 0), ("am", 0), ("PM", 12), ("pm", 12)].into_iter().find(|(half, _)| stripped.ends_with(half));
    let stripped = half.map_or(stripped, |(half, _)| stripped[..stripped.len() - half.len()].trim_end());
    let (at, begin) = time_at_end(stripped)?;
    let at = half.map_or(at, |(_, noon)| hour_of_day(at, &stripped[begin..], noon));
    let before = &stripped[..begin];
    let apart = before.ends_with([' ', '\t', '\u{a0}', '|', '-', '–', '—', '·', '•', ']', ',']);
    let label = before.trim_matches([' ', '\t', '*', '_', '|', '-', '–', '—', '·', '•', ',', '#', ':', '\u{a0}']);
    let label = label.strip_prefix('[').and_then(|l| l.strip_suffix(']')).unwrap_or(label);
    // `Ann 00:02 - 00:04`: the first time is the begin.
    let (at, label) = time_at_end(label).map_or((at, label), |(first, end)| (first, label[..end].trim_end()));
    let label = without_day_word(label);
    (apart && !label.is_empty() && label.len() <= LONGEST).then(|| Head {
        label,
        at: Some(at),
        text: line.len(),
        marked: trimmed.starts_with("**"),
    })
}

fn time_name(line: &str) -> Option<Head<'_>> {
    let begin = line.len() - line.trim_start_matches([' ', '\t', '#', '*', '@', '\u{feff}']).len();
    let (time, length) = time_at(line, begin);
    let at = time?;
    let rest = &line[begin + length..];
    let label = rest.trim_matches([' ', '\t', '*', '_', '|', '-', '–', ':', ',', '\u{a0}']);
    let label = label.strip_prefix('[').and_then(|l| l.strip_suffix(']')).unwrap_or(label);
    let apart = rest.starts_with([' ', '\t', '-', '|', '*', '\u{a0}']) || line[begin..].starts_with(['[', '(']);
    (apart && !label.is_empty() && label.len() <= LONGEST).then(|| Head {
        label,
        at: Some(at),
        text: line.len(),
        marked: rest.contains("**"),
    })
}

fn name_time_text(line: &str) -> Option<Head<'_>> {
    let trimmed = line.trim_start();
    let offset = line.len() - trimmed.len();
    let window = &trimmed.as_bytes()[..trimmed.len().min(LONGEST)];
    for (at, pair) in window.windows(2).enumerate() {
        let begins = matches!(pair[0], b' ' | b'\t') && (pair[1].is_ascii_digit() || matches!(pair[1], b'[' | b'('));
        if !begins {
            continue;
        }
        let (time, length) = time_at(trimmed, at + 1);
        if let Some(time) = time {
            let text = at + 1 + length;
            let text = text + trimmed[text..].len() - trimmed[text..].trim_start_matches([' ', '\t', ':', '-']).len();
            let label = trimmed[..at].trim_matches([' ', '\t', '*', '_', ':', ',', '-', '|']);
            return (text < trimmed.trim_end().len()).then_some(Head {
                label,
                at: Some(time),
                text: offset + text,
                marked: false,
            });
        }
    }
    None
}

/// `[Name] text` and its kin, a time behind the name or none; noises such as `[laughs]` are no names.
pub fn in_brackets(line: &str) -> Option<Head<'_>> {
    let begin = blank(line);
    let open = marks(line, begin);
    let begin = begin + open;
    let close = match line.as_bytes().get(begin)? {
        b'[' => b']',
        b'(' => b')',
        b'<' => b'>',
        _ => return None,
    };
    let inner = &line[begin + 1..];
    let end = memchr::memchr(close, &inner.as_bytes()[..inner.len().min(LONGEST)])?;
    let label = inner[..end].trim();
    let noise = NOISES.iter().any(|noise| {
        label.len() >= noise.len() && label.as_bytes()[..noise.len()].eq_ignore_ascii_case(noise.as_bytes())
    });
    let text = begin + 1 + end + 1;
    let text = text + blank(&line[text..]);
    let (at, text) = stamp_behind(line, text).map_or((None, text), |(at, text)| (Some(at), text));
    let sound = !label.is_empty() && !noise && (text < line.len() || at.is_some());
    sound.then_some(Head { label, at, text, marked: open > 0 })
}

/// A time behind a name in brackets, and where the words begin: whole, or set off by a dash, bold marks or the line's end.
fn stamp_behind(line: &str, at: usize) -> Option<(u32, usize)> {
    let (time, length) = time_at(line, at);
    let rest = &line[at + length..];
    let after = rest.trim_start_matches([' ', '*', '_', '-', '–', '—', '|', '→', '\u{a0}']);
    let set_off = rest[..rest.len() - after.len()].trim() != "" || after.is_empty();
    let whole = line[at..at + length].matches(':').count() >= 2;
    // `00:00 → 00:12`
    let after = clock(after).filter(|_| set_off).map_or(after, |(_, second)| after[second..].trim_start());
    time.filter(|_| set_off || whole).map(|time| (time, line.len() - after.len()))
}

/// How notes on what is heard begin.
const NOISES: [&str; 16] = [
    "music",
    "applause",
    "laugh",
    "inaudible",
    "unintelligible",
    "crosstalk",
    "silence",
    "pause",
    "noise",
    "cough",
    "sigh",
    "background",
    "foreign",
    "cheer",
    "beep",
    "indistinct",
];

fn bare(line: &str) -> Option<Head<'_>> {
    let label = line.trim().trim_matches(['*', '_', '#', ' ']);
    let looks = !label.is_empty()
        && label.len() <= 40
        && label.split_whitespace().count() <= 4
        && !label.ends_with(['.', '?', '!', ',', ';', '-', '…'])
        && label.starts_with(|c: char| c.is_alphanumeric());
    looks.then(|| Head { label: label.trim_end_matches(':'), at: None, text: line.len(), marked: line.contains("**") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(grammar: Grammar, line: &str) -> Option<(&str, Option<u32>, &str)> {
        head(grammar, line).map(|head| (head.label, head.at, line[head.text..].trim()))
    }

    #[test]
    fn names_before_a_colon() {
        let colon = |line| seen(Grammar::Colon, line);
        assert_eq!(colon("Customer: it broke"), Some(("Customer", None, "it broke")));
        assert_eq!(colon("Agent:Hello"), Some(("Agent", None, "Hello")));
        assert_eq!(colon("[00:01:23] Ann Lee: hi"), Some(("Ann Lee", Some(83_000), "hi")));
        assert_eq!(colon("00:01:23 Ann Lee: hi"), Some(("Ann Lee", Some(83_000), "hi")));
        assert_eq!(colon("[00:02 - 00:04] Ann: hi"), Some(("Ann", Some(2_000), "hi")));
        assert_eq!(colon("**Ann Lee:** [00:01:00] hi"), Some(("Ann Lee", Some(60_000), "hi")));
        assert_eq!(colon("**Ann Lee**: hi **you**"), Some(("Ann Lee", None, "hi **you**")));
        assert_eq!(colon("Ann Lee (0:34): hi"), Some(("Ann Lee", Some(34_000), "hi")));
        assert_eq!(colon("Speaker 0: 00:00:01"), Some(("Speaker 0", Some(1_000), "")));
        assert_eq!(colon("Ann: 10:30 was fine"), Some(("Ann", None, "10:30 was fine")));
        assert_eq!(colon("[Ann Lee]: hi"), Some(("Ann Lee", None, "hi")));
        assert_eq!(colon("客户：你好"), Some(("客户", None, "你好")));
        assert_eq!(colon("🎙️ Ann: hi"), Some(("Ann", None, "hi")));
        assert_eq!(colon("Q. and then?"), Some(("Q", None, "and then?")));
        assert_eq!(colon("[0.5s -> 2.0s] Ann: hi"), Some(("Ann", Some(500), "hi")));
        for no in ["https://a.example", "at 10:30 we met", "no colon here", "", ": x", "std::mem"] {
            assert_eq!(colon(no), None, "{no}");
        }
    }

    #[test]
    fn names_and_times_on_their_own_line() {
        let after = |line| seen(Grammar::NameTime, line).map(|(label, at, _)| (label, at.unwrap()));
        assert_eq!(after("Jon Moss  0:34  "), Some(("Jon Moss", 34_000)));
        assert_eq!(after("[Jon Moss] 10:01:02"), Some(("Jon Moss", 36_062_000)));
        assert_eq!(after("Speaker 1 (1:02:03)"), Some(("Speaker 1", 3_723_000)));
        assert_eq!(after("**Jon Moss** | 00:34"), Some(("Jon Moss", 34_000)));
        assert_eq!(after("We met at 0:34."), None);
        assert_eq!(after("Jon Moss  1:02 PM"), Some(("Jon Moss", 46_920_000)));
        assert_eq!(after("Jon Moss 1 minute 3 seconds"), Some(("Jon Moss", 63_000)));
        assert_eq!(seen(Grammar::Bracketed, "[Jon Moss] hi"), Some(("Jon Moss", None, "hi")));
        assert_eq!(seen(Grammar::Bracketed, "[laughter] hi"), None);
        assert_eq!(seen(Grammar::Bracketed, "[Jon] 0:34 - hi"), Some(("Jon", Some(34_000), "hi")));
        assert_eq!(seen(Grammar::Bracketed, "[Jon] 0:34 → 0:40"), Some(("Jon", Some(34_000), "")));
        assert_eq!(seen(Grammar::Bracketed, "[Jon] 10:30 was fine"), Some(("Jon", None, "10:30 was fine")));
        assert_eq!(seen(Grammar::Bracketed, "**[Jon] 00:00:34** hi"), Some(("Jon", Some(34_000), "hi")));
        assert_eq!(seen(Grammar::Colon, "**0:34** Jon: hi"), Some(("Jon", Some(34_000), "hi")));
        let before = |line| seen(Grammar::TimeName, line).map(|(label, at, _)| (label, at.unwrap()));
        assert_eq!(before("00:01:23 Jon Moss"), Some(("Jon Moss", 83_000)));
        assert_eq!(before("[0:34] Speaker 1"), Some(("Speaker 1", 34_000)));
        assert_eq!(before("@0:34 - **Jon Moss**"), Some(("Jon Moss", 34_000)));
        assert_eq!(before("00:01:23"), None);
        assert_eq!(after("**Speaker 1 (00:02-00:12)**"), Some(("Speaker 1", 2_000)));
        assert_eq!(after("Jon Moss 00:02 - 00:12"), Some(("Jon Moss", 2_000)));
        assert_eq!(after("Jon Moss — Today at 1:02 PM"), Some(("Jon Moss", 46_920_000)));
        assert_eq!(seen(Grammar::NameTimeText, "S1 00:00:01.717 and so"), Some(("S1", Some(1_717), "and so")));
    }
}
