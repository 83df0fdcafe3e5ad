//! Foreign text in, text that one kind of file can hold out. One function a sink; whatever else maud escapes itself.

use std::borrow::Cow;

/// What stands between the items of a list in one cell.
pub const LIST_SEPARATOR: &str = " | ";

/// Most characters that Excel keeps in a cell.
const SHEET_CELL_LIMIT: usize = 32_767;

/// A text cell of a CSV file. A cell that a spreadsheet would take for a formula gets a leading `'`, which says "text"
/// to every spreadsheet. Quoting is left to the writer.
pub fn csv_cell(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Whether a spreadsheet might run the cell: it begins with `=`, `+`, `-` or `@`, with their full-width forms (which
/// Japanese spreadsheets treat alike), or with a tab or line break (which some drop before they look).
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// Items in one cell with ` | ` between. A bar inside an item becomes `/`, so that the cell can be taken apart again.
pub fn list<S: AsRef<str>>(items: &[S]) -> String {
    let mut cell = String::new();
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            cell.push_str(LIST_SEPARATOR);
        }
        cell.extend(item.as_ref().chars().map(|c| if c == '|' { '/' } else { c }));
    }
    cell
}

/// A text cell of a workbook: cut where Excel would refuse it, without what XML cannot hold. It is written as a string
/// and never as a formula, so no guard is needed.
pub fn sheet_cell(text: &str) -> Cow<'_, str> {
    clip(without_controls(text), SHEET_CELL_LIMIT)
}

/// Text for the page, before maud or [`json_script`] escapes it: at most `most` characters, without control characters.
pub fn page_text(text: &str, most: usize) -> Cow<'_, str> {
    clip(without_controls(text), most)
}

/// JSON for the inside of `<script type="application/json">`: nothing in it can end the element or open a comment, and
/// it remains the same JSON.
pub fn json_script(json: &str) -> String {
    let mut safe = String::with_capacity(json.len() + json.len() / 50);
    for c in json.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            c => safe.push(c),
        }
    }
    safe
}

/// Text inside a Markdown paragraph: one line, no character that Markdown or HTML would act on.
pub fn markdown(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for word in text.split_whitespace() {
        if !safe.is_empty() {
            safe.push(' ');
        }
        for c in without_controls(word).chars() {
            match c {
                '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' => safe.extend(['\\', c]),
                '<' => safe.push_str("&lt;"),
                '>' => safe.push_str("&gt;"),
                '&' => safe.push_str("&amp;"),
                c => safe.push(c),
            }
        }
    }
    if safe.starts_with(['-', '+', '=', ':']) {
        safe.insert(0, '\\');
    } else if let Some(at) = numbered(&safe) {
        safe.insert(at, '\\');
    }
    safe
}

/// Where the dot stands by which Markdown would take the line for an item of a numbered list.
fn numbered(line: &str) -> Option<usize> {
    let at = line.find(|c: char| !c.is_ascii_digit())?;
    (at > 0 && line[at..].starts_with(['.', ')'])).then_some(at)
}

/// The text with each control character but tab and line feed replaced by U+FFFD.
fn without_controls(text: &str) -> Cow<'_, str> {
    let bad = |c: char| (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    if text.contains(bad) {
        Cow::Owned(text.chars().map(|c| if bad(c) { '\u{FFFD}' } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// At most `most` UTF-16 units (how Excel and browsers count), with `…` where something was cut.
fn clip(text: Cow<'_, str>, most: usize) -> Cow<'_, str> {
    if text.len() <= most {
        return text;
    }
    let mut units = 0;
    let mut keep = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units < most {
            keep = at + c.len_utf8();
        }
        if units > most {
            return Cow::Owned(format!("{}…", &text[..keep]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_nothing_else_changes() {
        for bad in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", "\n=1", "＝1"] {
            assert_eq!(csv_cell(bad), format!("'{bad}"));
        }
        for good in ["", "a=b", "falls - through", "'=1", "“=”", "1-2"] {
            assert_eq!(csv_cell(good), good);
        }
    }

    #[test]
    fn a_list_can_be_taken_apart_again() {
        let cell = list(&["a", "b | c", "|", "d"]);
        assert_eq!(cell, "a | b / c | / | d");
        assert_eq!(cell.split(LIST_SEPARATOR).count(), 4);
        assert_eq!(list::<&str>(&[]), "");
    }

    #[test]
    fn json_in_a_script_stays_json_and_cannot_close_it() {
        let hostile = "</script><!-- <script> & \u{2028}";
        let json = serde_json::to_string(hostile).unwrap();
        let safe = json_script(&json);
        assert!(!safe.contains(['<', '>', '&', '\u{2028}']));
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), hostile);
    }

    #[test]
    fn long_words_are_cut_on_a_character() {
        assert_eq!(page_text("abcdef", 6), "abcdef");
        assert_eq!(page_text("abcdefg", 6), "abcde…");
        assert_eq!(page_text("éééé", 4), "éééé");
        assert_eq!(page_text("😀😀😀", 4), "😀…");
        let cell = "x".repeat(100_000);
        assert_eq!(sheet_cell(&cell).chars().count(), SHEET_CELL_LIMIT);
    }

    #[test]
    fn controls_do_not_reach_a_page_or_a_sheet() {
        assert_eq!(page_text("a\0b\u{1b}[31m\u{85}", 99), "a\u{FFFD}b\u{FFFD}[31m\u{FFFD}");
        assert_eq!(sheet_cell("a\tb\nc"), "a\tb\nc");
    }

    #[test]
    fn markdown_shows_what_was_said() {
        assert_eq!(markdown("a *b* <i>\n# c"), "a \\*b\\* &lt;i&gt; \\# c");
        assert_eq!(markdown("- 5 % of 1. it"), "\\- 5 % of 1. it");
        assert_eq!(markdown("12. one"), "12\\. one");
        assert_eq!(markdown("12 ones"), "12 ones");
    }
}
