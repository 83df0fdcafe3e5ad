//! TalkBank CHAT (.cha): main lines by speaker, dependent lines left aside, the transcriber's codes taken away, the words
//! that were said kept, repetitions too.

use crate::corpus::Role;
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::speech::{Piece, Speech};
use crate::read::grammar::stated;
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "chat_cha",
    title: "TalkBank CHAT (.cha)",
    recognised_by: "@Begin, @Participants and *SPK: lines",
    extensions: &["cha"],
    knows: Knows::Roles,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let head = source.head();
    let header = head.contains("@Begin") && (head.contains("@Participants:") || head.contains("@ID:"));
    Sureness::when(header && head.lines().any(|line| line.starts_with('*')), 98)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let mut people: Vec<(String, Label)> = Vec::new();
    let mut speech = Speech::new();
    for line in logical_lines(source.text()) {
        if let Some(header) = line.strip_prefix('@') {
            let (key, value) = header.split_once(':').unwrap_or((header, ""));
            match key {
                "Participants" => people = participants(value),
                "Languages" => speech.meta().language = value.split(',').next().and_then(iso_language),
                "Date" => speech.meta().date = date(value),
                "PID" => speech.meta().id = Some(value.trim().to_owned()),
                _ => {}
            }
        } else if let Some((code, said)) = line.strip_prefix('*').and_then(|line| line.split_once(':')) {
            let person = people.iter().find(|(known, _)| known == code).map(|(_, label)| label.clone());
            let voice =
                speech.voice(code, || person.unwrap_or_else(|| Label { name: code.to_owned(), ..Label::default() }));
            let (text, from, to) = words(said);
            speech.say(voice, Piece { from, to, text: &text, glued: false });
        }
    }
    speech.only("a CHAT file without main lines")
}

/// Lines with the lines that go on with a tab put behind them.
fn logical_lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match lines.last_mut() {
            Some(last) if line.starts_with(['\t', ' ']) => {
                last.push(' ');
                last.push_str(line.trim());
            }
            _ => lines.push(line.trim_end().to_owned()),
        }
    }
    lines
}

/// `CHI Ross Target_Child, INV Investigator`: code, perhaps a name, role.
fn participants(value: &str) -> Vec<(String, Label)> {
    let one = |entry: &str| {
        let words: Vec<&str> = entry.split_whitespace().collect();
        let (code, role) = (words.first()?, words.last()?);
        let name = if words.len() > 2 { words[1..words.len() - 1].join(" ") } else { (*role).replace('_', " ") };
        Some(((*code).to_owned(), Label { name, role: role_of(role), ..Label::default() }))
    };
    value.split(',').filter_map(one).take(1000).collect()
}

/// TalkBank's own list of roles.
fn role_of(word: &str) -> Option<Role> {
    match word.to_lowercase().as_str() {
        "participant" | "subject" | "informant" | "target_child" | "target_adult" | "child" | "student" => {
            Some(Role::Customer)
        }
        "teacher" | "examiner" => Some(Role::Rep),
        other => stated::role(other),
    }
}

/// `12-JAN-2021`.
fn date(value: &str) -> Option<String> {
    const MONTHS: [&str; 12] = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    let mut parts = value.trim().split('-');
    let day: u8 = parts.next()?.parse().ok()?;
    let name = parts.next()?.to_uppercase();
    let month = 1 + MONTHS.iter().position(|month| *month == name)?;
    let year: u16 = parts.next()?.parse().ok()?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// The words of a main line, and the times between the two signs U+0015.
fn words(line: &str) -> (String, Option<u32>, Option<u32>) {
    let mut times = (None, None);
    let mut out = String::with_capacity(line.len());
    for (place, part) in line.split('\u{15}').enumerate() {
        if place % 2 == 1 {
            let (from, to) = part.split_once('_').unwrap_or((part, ""));
            times = (times.0.or(from.trim().parse().ok()), to.trim().parse().ok().or(times.1));
        } else {
            without_codes(part).split_whitespace().for_each(|token| say(token, &mut out));
        }
    }
    (out, times.0, times.1)
}

/// Without `[…]`: what the transcriber says about the words before it.
fn without_codes(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut depth = 0usize;
    for c in line.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '<' | '>' | '\u{2039}' | '\u{203A}' => out.push(' '),
            '⌈' | '⌉' | '⌊' | '⌋' | '↑' | '↓' | '∙' | 'ˈ' | 'ˌ' | '≠' | '^' => {}
            '„' | '‡' => out.push(','),
            _ => out.push(c),
        }
    }
    out
}

fn say(token: &str, out: &mut String) {
    let said = match token {
        "xxx" | "yyy" | "www" => "[unintelligible]".to_owned(),
        _ if token.starts_with("(.") || is_pause(token) => return,
        _ if token.starts_with("&-") => plain(&token[2..]),
        _ if token.starts_with('&') || is_left_out(token) => return,
        _ if token.starts_with('+') => {
            if token.ends_with(['.', '?', '!']) {
                let end = token.chars().last().unwrap_or('.');
                out.push(end);
            }
            return;
        }
        "." | "?" | "!" | "," | ";" => return out.push_str(token),
        _ => plain(token),
    };
    if !said.is_empty() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&said);
    }
}

/// `(1.5)`.
fn is_pause(token: &str) -> bool {
    token.strip_prefix('(').and_then(|t| t.strip_suffix(')')).is_some_and(|t| t.parse::<f64>().is_ok())
}

/// `0is`: a word that was not said.
fn is_left_out(token: &str) -> bool {
    token.strip_prefix('0').is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// A word without its codes: `(be)cause`, `a@l`, `ice_cream`, `wo:w`.
fn plain(word: &str) -> String {
    let (word, _) = word.split_once('@').unwrap_or((word, ""));
    let letters = |c: &char| !matches!(c, '(' | ')' | ':');
    word.chars().filter(letters).map(|c| if c == '_' { ' ' } else { c }).collect()
}
