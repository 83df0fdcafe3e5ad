//! SALT (.slt): lines that begin with the speaker's letter, speakers in the `$` line; mazes kept, codes taken away.

use crate::corpus::Role;
use crate::read::grammar::moment;
use crate::read::grammar::stated;
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "salt",
    title: "SALT transcript (.slt)",
    recognised_by: "first line $ Child, Examiner; lines C … and E …",
    extensions: &["slt"],
    knows: Knows::Roles,
    proof: Proof::Documented,
    recognise,
    read,
};

fn speakers(line: &str) -> Option<Vec<Label>> {
    let names = line.trim().strip_prefix('$')?.split(',').map(str::trim);
    let labels: Vec<Label> = names
        .filter(|name| !name.is_empty())
        .map(|name| Label { name: name.to_owned(), role: role(name), ..Label::default() })
        .collect();
    (!labels.is_empty() && labels.len() <= 30).then_some(labels)
}

fn role(name: &str) -> Option<Role> {
    match name.to_lowercase().as_str() {
        "child" | "subject" | "student" | "adult" | "participant" => Some(Role::Customer),
        "examiner" | "teacher" => Some(Role::Rep),
        other => stated::role(other),
    }
}

fn recognise(source: &Source) -> Sureness {
    let mut lines = source.head().lines().filter(|line| !line.trim().is_empty());
    let Some(labels) = lines.next().and_then(speakers) else { return Sureness::NO };
    let spoken = lines.take(200).filter(|line| spoken(line, &labels).is_some()).count();
    Sureness::when(spoken >= 2, 95)
}

/// The speaker of a line and what they say.
fn spoken<'a>(line: &'a str, labels: &'a [Label]) -> Option<(&'a Label, &'a str)> {
    let (letter, text) = line.split_once([' ', '\t'])?;
    let label = labels.iter().find(|label| {
        letter.chars().count() == 1 && label.name.chars().next().is_some_and(|first| letter.starts_with(first))
    })?;
    Some((label, text))
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let text = source.text();
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let labels = lines.next().and_then(speakers).ok_or_else(|| ReadError::NotATranscript("no $ line".into()))?;
    let mut draft = Draft::default();
    let mut at = None;
    for line in lines {
        if let Some(time) = line.strip_prefix('-') {
            at = moment::clock(&format!("0{}", time.trim())).or(at);
        } else if let Some((label, said)) = spoken(line, &labels) {
            let label = draft.label(label.clone());
            draft.push(label, at, &plain(said));
        }
    }
    if draft.turns.is_empty() {
        return Err(ReadError::NotATranscript("a SALT file in which nobody speaks".into()));
    }
    Ok(vec![draft])
}

/// Without `{…}` and `[…]`; `X` is unintelligible, `dog/s` is dogs, `*a` was not said.
fn plain(line: &str) -> String {
    let mut bare = String::with_capacity(line.len());
    let mut depth = 0usize;
    for c in line.chars() {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            '(' | ')' | '<' | '>' | '^' | '~' if depth == 0 => bare.push(' '),
            '/' if depth == 0 => {}
            '_' if depth == 0 => bare.push(' '),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    let mut out = String::with_capacity(bare.len());
    for word in bare.split_whitespace().filter(|word| !word.starts_with(['*', ':', ';'])) {
        let marks = matches!(word, "." | "?" | "!" | ",");
        if !out.is_empty() && !marks {
            out.push(' ');
        }
        let shown = word.split_once('|').map_or(word, |(shown, _)| shown);
        let lost = !shown.is_empty()
            && shown.trim_end_matches(['.', '?', '!', ',']).chars().all(|c| c == 'X')
            && shown.starts_with('X');
        out.push_str(if lost { "[unintelligible]" } else { shown });
    }
    out
}
