//! The lines above a transcript in, the day they state out: `March 4, 2026`, `4 March 2026`, `2026-03-04`.

/// Lines looked at, and the longest that may state a day.
const LINES: usize = 40;
const LONGEST: usize = 120;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The first day that a short line of the text states, as ISO 8601.
pub fn day_in(text: &str) -> Option<String> {
    text.lines().take(LINES).filter(|line| line.len() <= LONGEST).find_map(day)
}

fn day(line: &str) -> Option<String> {
    let words: Vec<&str> =
        line.split(|c: char| c.is_whitespace() || ",()|".contains(c)).filter(|word| !word.is_empty()).collect();
    for (at, word) in words.iter().enumerate() {
        if let Some(day) = iso(word) {
            return Some(day);
        }
        let Some(month) = month(word) else { continue };
        let before = at.checked_sub(1).and_then(|at| number(words[at], 31));
        let (after, second) = (words.get(at + 1), words.get(at + 2));
        let american = after.and_then(|d| number(d, 31)).zip(second.and_then(|y| year(y)));
        let british = before.zip(after.and_then(|y| year(y)));
        if let Some((day, year)) = american.or(british) {
            return Some(format!("{year:04}-{month:02}-{day:02}"));
        }
    }
    None
}

fn iso(word: &str) -> Option<String> {
    let mut parts = word.split(['-', '/']);
    let year = year(parts.next()?)?;
    let month = number(parts.next()?, 12)?;
    let day = number(parts.next()?, 31)?;
    parts.next().is_none().then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// The month, 1 to 12, of an English name, whole or cut: `March`, `mar`, `Sept.`.
pub fn month(word: &str) -> Option<i8> {
    let lower = word.trim_end_matches('.').to_lowercase();
    let cut = lower.len() == 3 || lower == "sept";
    (1..).zip(MONTHS).find(|(_, month)| *month == lower || (cut && month.starts_with(&lower))).map(|(place, _)| place)
}

fn number(word: &str, most: u32) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    digits.parse().ok().filter(|n| (1..=most).contains(n) && digits.len() <= 2)
}

fn year(word: &str) -> Option<u32> {
    word.parse().ok().filter(|year| (1990..=2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_exports_write_them() {
        for line in [
            "March 4, 2026, 10:00AM",
            "held on 4th of March",
            "4 March 2026",
            "Date: 2026-03-04",
            "2026/03/04 10:00",
            "Wed, Mar 4, 2026",
        ] {
            let expected = if line.starts_with("held") { None } else { Some("2026-03-04".to_owned()) };
            assert_eq!(day_in(line), expected, "{line}");
        }
        assert_eq!(day_in("in may 20 people came"), None);
    }
}
