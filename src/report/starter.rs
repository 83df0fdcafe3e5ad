//! Themes in, a `themes.toml` to begin from out: every line of it is a comment, so that it changes nothing until somebody
//! takes the marks away.

use super::escape::page_text;
use crate::findings::{Findings, Theme};
use std::fmt::Write;

/// Themes that are written down; the rest are small.
const THEMES: usize = 100;
/// Letters of a phrase; a longer one is no phrase.
const LETTERS: usize = 200;
/// Opens the file; a checksum of the rest follows.
const MARK: &str = "# overheard starter ";
const HOW: &str = "\
# Which phrases belong together, and which do not. `overheard mine` follows this file as long as it lies beside the
# results, and writes it anew only while nobody has changed it. Take the leading # away from what you want to keep, and
# change names and phrases as you like: a theme that is written here holds for every later run.
#
# [[theme]]            these belong together, under this name
# [[apart]]            no two of these share a theme
";

/// The file.
pub fn starter(findings: &Findings) -> String {
    let mut rest = HOW.to_owned();
    for theme in findings.themes.iter().take(THEMES) {
        add(&mut rest, theme);
    }
    format!("{MARK}{}\n{rest}", checksum(&rest))
}

/// Whether the file is as the program wrote it.
pub fn is_starter(text: &str) -> bool {
    let text = text.replace("\r\n", "\n");
    let parts = text.strip_prefix(MARK).and_then(|text| text.split_once('\n'));
    parts.is_some_and(|(sum, rest)| sum == checksum(rest))
}

fn checksum(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..16].to_owned()
}

fn add(text: &mut String, theme: &Theme) {
    let members: Vec<String> = theme.members.iter().map(|member| quoted(member)).collect();
    // Writing to a string cannot fail.
    let _ = write!(text, "\n#[[theme]]\n#name = {}\n#phrases = [{}]\n", quoted(&theme.name), members.join(", "));
}

/// A string of TOML on one line.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in page_text(text, LETTERS).chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_whitespace() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn without_marks(text: &str) -> String {
        text.lines().filter_map(|line| line.strip_prefix('#').filter(|line| !line.starts_with(' '))).fold(
            String::new(),
            |mut kept, line| {
                kept += line;
                kept.push('\n');
                kept
            },
        )
    }

    #[test]
    fn it_changes_nothing_until_the_marks_are_gone() {
        let mut findings = fixture::findings();
        findings.themes[0].members.push("a \"quoted\" \\ one\nand a second line".into());
        let text = starter(&findings);
        assert!(text.lines().all(|line| line.is_empty() || line.starts_with('#')), "{text}");
        assert!(text.parse::<toml::Table>().unwrap().is_empty());
        let table = without_marks(&text).parse::<toml::Table>().unwrap();
        let themes = table["theme"].as_array().unwrap();
        assert_eq!(themes.len(), findings.themes.len());
        let phrases = themes[0]["phrases"].as_array().unwrap();
        assert_eq!(phrases.last().unwrap().as_str(), Some("a \"quoted\" \\ one and a second line"));
    }

    #[test]
    fn whether_somebody_changed_it_is_known() {
        let text = starter(&fixture::findings());
        assert!(is_starter(&text) && is_starter(&text.replace('\n', "\r\n")));
        assert!(!is_starter(&text.replacen("#[[theme]]", "[[theme]]", 1)));
        assert!(!is_starter(&format!("{text}# a note\n")) && !is_starter("") && !is_starter("[[theme]]"));
    }
}
