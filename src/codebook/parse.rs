//! The text of a codebook file in, entries out: what each code is, its cues, its exclusions, its examples, each with
//! its line. See `GRAMMAR.md`.

use super::pattern::{self, Known, Pattern, Phrase};
use crate::language::Language;
use std::collections::BTreeMap;

/// What is wrong with a codebook file, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {what}")]
pub struct BadCodebook {
    /// Name of the file.
    pub file: String,
    /// Line, counted from 1.
    pub line: u32,
    /// What is wrong, and what would be right.
    pub what: String,
}

/// What an entry does to the code of that name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Action {
    /// Adds to it, or makes it.
    #[default]
    Add,
    /// Takes its place.
    Replace,
    /// Switches it off.
    Off,
}

/// What becomes of a cue that is negated, asked about or imagined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// It counts all the same.
    Keep,
    /// It counts for half.
    Weaken,
    /// It does not count.
    Drop,
}

/// A line of a file with what it says.
#[derive(Clone, Debug)]
pub(super) struct Line<T> {
    pub line: u32,
    pub text: Box<str>,
    pub value: T,
}

/// All that a file says of one code.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub action: Action,
    pub name: String,
    pub is: String,
    pub is_not: String,
    pub dimension: Option<String>,
    pub negated: Option<Rule>,
    pub asked: Option<Rule>,
    pub imagined: Option<Rule>,
    /// With the strength in thousandths.
    pub cues: Vec<Line<(Pattern, u16)>>,
    pub unless: Vec<Line<Pattern>>,
    /// With whether the code must be found.
    pub examples: Vec<Line<bool>>,
}

/// Lists by name.
pub(super) type Named = BTreeMap<String, Vec<Phrase>>;

#[derive(Clone, Copy)]
enum Section {
    Head,
    Cues(u16),
    Unless,
    Examples,
}

/// Reads a file. `named` holds the lists known so far and takes those that the file defines.
///
/// # Errors
/// The first line that cannot be understood.
pub(super) fn parse(
    file: &str,
    text: &str,
    language: &'static Language,
    named: &mut Named,
) -> Result<Vec<Entry>, BadCodebook> {
    let mut reader = Reader { entries: Vec::new(), section: Section::Head, language, named };
    for (number, raw) in (1u32..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let line = raw.split(" #").next().unwrap_or(raw);
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let read =
            if line.starts_with([' ', '\t']) { reader.body(line.trim(), number) } else { reader.head(line.trim()) };
        read.map_err(|what| BadCodebook { file: file.to_owned(), line: number, what })?;
    }
    Ok(reader.entries)
}

struct Reader<'a> {
    entries: Vec<Entry>,
    section: Section,
    language: &'static Language,
    named: &'a mut Named,
}

impl Reader<'_> {
    /// A line that begins at the margin: a keyword.
    fn head(&mut self, line: &str) -> Result<(), String> {
        let (word, rest) = line.split_once(char::is_whitespace).map_or((line, ""), |(word, rest)| (word, rest.trim()));
        match word {
            "code" => self.begin(Action::Add, rest),
            "replace" => self.begin(Action::Replace, rest),
            "off" => self.begin(Action::Off, rest),
            "list" => self.list(rest),
            "cues" => self.open(Section::Cues(strength(rest)?)),
            "unless" => self.open(Section::Unless),
            "examples" => self.open(Section::Examples),
            _ => self.field(word, rest),
        }
    }

    fn begin(&mut self, action: Action, name: &str) -> Result<(), String> {
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
            return Err("a code has a name of small letters, as in `code problem`".into());
        }
        self.entries.push(Entry { action, name: name.to_owned(), ..Entry::default() });
        self.section = Section::Head;
        Ok(())
    }

    fn entry(&mut self) -> Result<&mut Entry, String> {
        self.entries.last_mut().ok_or_else(|| "a file begins with `code NAME` (or `list NAME = ...`)".to_owned())
    }

    fn open(&mut self, section: Section) -> Result<(), String> {
        self.entry()?;
        self.section = section;
        Ok(())
    }

    fn list(&mut self, rest: &str) -> Result<(), String> {
        let (name, words) = rest.split_once('=').ok_or("a list is written `list NAME = word | two words | word`")?;
        let name = name.trim();
        if name.len() < 2 || !name.chars().all(|c| c.is_ascii_uppercase() || c == '_') {
            return Err(format!("`{name}`: the name of a list is in capitals, two or more"));
        }
        let phrases = pattern::alternatives(words, Known { language: self.language, lists: self.named })?;
        self.named.insert(name.to_owned(), phrases);
        Ok(())
    }

    fn field(&mut self, word: &str, rest: &str) -> Result<(), String> {
        let entry = self.entry()?;
        match word {
            "is:" => entry.is = rest.to_owned(),
            "not:" => entry.is_not = rest.to_owned(),
            "dimension:" => entry.dimension = Some(dimension(rest)?),
            "negated:" => entry.negated = Some(rule(rest)?),
            "asked:" => entry.asked = Some(rule(rest)?),
            "imagined:" => entry.imagined = Some(rule(rest)?),
            _ => {
                return Err(format!(
                    "`{word}` is none of: code, replace, off, list, is:, not:, dimension:, negated:, asked:, imagined:, \
                     cues, unless, examples (cues and examples are indented)"
                ));
            }
        }
        Ok(())
    }

    /// An indented line: a cue, an exclusion, an example.
    fn body(&mut self, line: &str, number: u32) -> Result<(), String> {
        let section = self.section;
        let known = Known { language: self.language, lists: self.named };
        let pattern = |text: &str| pattern::parse(text, known);
        let entry = self.entries.last_mut().ok_or("an indented line before any `code NAME`")?;
        let text = line.into();
        match section {
            Section::Head => return Err("an indented line stands under `cues`, `unless` or `examples`".into()),
            Section::Cues(strength) => {
                entry.cues.push(Line { line: number, text, value: (pattern(line)?, strength) });
            }
            Section::Unless => entry.unless.push(Line { line: number, text, value: pattern(line)? }),
            Section::Examples => {
                let (must, text) = example(line)?;
                entry.examples.push(Line { line: number, text: text.into(), value: must });
            }
        }
        Ok(())
    }
}

fn example(line: &str) -> Result<(bool, &str), String> {
    let sign = |mark| line.strip_prefix(mark).map(str::trim);
    match (sign('+'), sign('-')) {
        (Some(text), _) => Ok((true, text)),
        (_, Some(text)) => Ok((false, text)),
        _ => Err("an example begins with `+` (must be found) or `-` (must not)".into()),
    }
}

fn strength(text: &str) -> Result<u16, String> {
    match text {
        "" => return Ok(700),
        "1" | "1.0" => return Ok(1000),
        _ => {}
    }
    let digits =
        text.strip_prefix("0.").filter(|d| !d.is_empty() && d.len() <= 3 && d.bytes().all(|b| b.is_ascii_digit()));
    let value = digits.and_then(|d| format!("{d:0<3}").parse().ok()).filter(|value| *value > 0);
    value.ok_or_else(|| format!("`{text}`: a strength is above 0 and at most 1, as in `cues 0.8`"))
}

fn rule(text: &str) -> Result<Rule, String> {
    match text {
        "keep" => Ok(Rule::Keep),
        "weaken" => Ok(Rule::Weaken),
        "drop" => Ok(Rule::Drop),
        _ => Err(format!("`{text}` is none of keep, weaken, drop")),
    }
}

fn dimension(text: &str) -> Result<String, String> {
    match text {
        "functional" | "emotional" | "social" => Ok(text.to_owned()),
        _ => Err(format!("`{text}` is none of functional, emotional, social")),
    }
}
