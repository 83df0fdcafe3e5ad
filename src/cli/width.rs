//! Text in, text of a wanted width on the screen out; nothing in it can steer the terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The width to write for: what fits every terminal.
pub const SCREEN: usize = 80;

/// The text without control characters and marks of direction: a transcript may hold any, and a terminal obeys them.
pub fn printable(text: &str) -> String {
    let steers = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if steers(c) { ' ' } else { c }).collect()
}

/// Columns that the text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text in exactly so many columns: filled with blanks, or cut with an ellipsis.
pub fn fit(text: &str, columns: usize) -> String {
    let text = cut(text, columns);
    let blanks = columns.saturating_sub(width(&text));
    text + &" ".repeat(blanks)
}

/// The text in at most so many columns.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = head(text, columns.saturating_sub(1)).trim_end().to_owned();
    if columns > 0 {
        kept.push('…');
    }
    kept
}

/// The end of the text in at most so many columns.
pub fn tail(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut used = 1;
    let fits = |(_, c): &(usize, char)| {
        used += c.width().unwrap_or(0);
        used <= columns
    };
    let start = text.char_indices().rev().take_while(fits).last().map_or(text.len(), |(at, _)| at);
    if columns == 0 { String::new() } else { format!("…{}", &text[start..]) }
}

/// The beginning of the text that fits into so many columns.
fn head(text: &str, columns: usize) -> &str {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used > columns {
            return &text[..at];
        }
    }
    text
}

/// The text in lines of at most [`SCREEN`] columns; the lines after the first begin with so many blanks.
pub fn wrap(text: &str, indent: usize) -> String {
    let mut lines = String::new();
    let mut used = 0;
    for (place, word) in text.split(' ').enumerate() {
        if used > indent && used + 1 + width(word) > SCREEN {
            lines.push('\n');
            lines.push_str(&" ".repeat(indent));
            used = indent;
        } else if place > 0 {
            lines.push(' ');
            used += 1;
        }
        lines.push_str(word);
        used += width(word);
    }
    lines
}

/// `24,310`.
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 call`, `12 calls`.
pub fn plural(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fits_by_columns_and_not_by_letters() {
        assert_eq!(fit("abc", 5), "abc  ");
        assert_eq!(fit("abcdef", 5), "abcd…");
        assert_eq!(fit("日本語です", 7), "日本語…");
        assert_eq!(width(&fit("日本語です", 6)), 6);
        assert_eq!(fit("x", 0), "");
        assert_eq!(tail("abcdef", 4), "…def");
        assert_eq!(tail("日本語です", 6), "…です");
        assert_eq!(tail("abc", 3), "abc");
    }

    #[test]
    fn wraps_within_the_screen() {
        let text = wrap(&"word ".repeat(40), 4);
        assert!(text.lines().all(|line| width(line) <= SCREEN));
        assert!(text.lines().skip(1).all(|line| line.starts_with("    ")));
        assert_eq!(text.split_whitespace().count(), 40);
        assert_eq!(wrap("  a b", 2), "  a b");
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(printable("a\x1b[2Jb\u{202e}c"), "a [2Jb c");
    }

    #[test]
    fn numbers_are_readable() {
        assert_eq!(number(0), "0");
        assert_eq!(number(999), "999");
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(plural(1, "call", "calls"), "1 call");
    }
}
