//! A line of the cue language in, its steps out. The language is described in `GRAMMAR.md`.

use crate::language::Language;
use std::collections::BTreeMap;

/// One alternative of a step: words that follow each other. A word is a literal, a prefix or a class.
pub(super) type Phrase = Vec<Piece>;

/// What one word of the text must be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Piece {
    /// This word.
    Word(Box<str>),
    /// A word that begins so: `struggl*`.
    Prefix(Box<str>),
    /// A number, in digits or words: `NUM`.
    Number,
    /// A word with a capital inside a sentence: `NAME`.
    Name,
    /// Any word: `ANY`.
    Any,
}

/// One step of a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// One of these phrases; may be missing if optional.
    One { phrases: Vec<Phrase>, optional: bool },
    /// Up to so many words, whatever they are: `~3`.
    Gap(u8),
    /// The beginning of the unit, or what follows words that only lead in: `^`.
    Start,
    /// The end of the unit: `$`.
    End,
}

/// On which side of the cue its object stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ObjectSide {
    /// The cue has no object of its own.
    #[default]
    None,
    /// `>`: what follows the cue.
    After,
    /// `<`: what stands before it.
    Before,
}

/// A cue as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    /// In order.
    pub steps: Vec<Step>,
    /// The object rule.
    pub object: ObjectSide,
}

/// Steps that a cue may have; keeps matching linear and cues readable.
const MOST_STEPS: usize = 24;
/// Largest gap.
const MOST_GAP: u8 = 8;

/// What a cue may lean on.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    /// How the text's words are normalised; those of the cues are likewise.
    pub language: &'static Language,
    /// Lists by their upper-case names.
    pub lists: &'a BTreeMap<String, Vec<Phrase>>,
}

/// Reads one cue.
///
/// # Errors
/// What is wrong, in words for the one who wrote the line.
pub(super) fn parse(line: &str, known: Known) -> Result<Pattern, String> {
    let spaced = space_out(line);
    let mut tokens = spaced.split_whitespace().peekable();
    let mut pattern = Pattern { steps: Vec::new(), object: ObjectSide::None };
    while let Some(token) = tokens.next() {
        if pattern.object != ObjectSide::None {
            return Err(format!("`{token}` stands after the object mark, which must come last"));
        }
        match token {
            ">" => pattern.object = ObjectSide::After,
            "<" => pattern.object = ObjectSide::Before,
            "^" => pattern.steps.push(Step::Start),
            "$" => pattern.steps.push(Step::End),
            "(" | "[" => pattern.steps.push(group(token, &mut tokens, known)?),
            ")" | "]" | "|" => return Err(format!("`{token}` without an opening bracket")),
            _ => pattern.steps.push(single(token, known)?),
        }
    }
    check(pattern)
}

/// Reads `a | b c | d`: the phrases of a list.
///
/// # Errors
/// As for [`parse`].
pub(super) fn alternatives(text: &str, known: Known) -> Result<Vec<Phrase>, String> {
    let mut phrases = Vec::new();
    for alternative in text.split('|') {
        phrases.extend(phrase(alternative.split_whitespace(), known)?);
    }
    Ok(phrases)
}

fn space_out(line: &str) -> String {
    let mut spaced = String::with_capacity(line.len() + 16);
    for c in line.chars() {
        if "()[]|<>^$".contains(c) {
            spaced.extend([' ', c, ' ']);
        } else {
            spaced.push(c);
        }
    }
    spaced
}

fn group<'a>(open: &str, tokens: &mut impl Iterator<Item = &'a str>, known: Known) -> Result<Step, String> {
    let close = if open == "(" { ")" } else { "]" };
    let (mut phrases, mut words): (Vec<Phrase>, Vec<&str>) = (Vec::new(), Vec::new());
    for token in tokens {
        match token {
            "|" => phrases.extend(phrase(words.drain(..), known)?),
            _ if token == close => {
                phrases.extend(phrase(words.drain(..), known)?);
                return Ok(Step::One { phrases, optional: open == "[" });
            }
            "(" | ")" | "[" | "]" | "<" | ">" | "^" | "$" => {
                return Err(format!("`{token}` inside brackets; brackets do not nest"));
            }
            _ => words.push(token),
        }
    }
    Err(format!("`{open}` is never closed"))
}

/// The phrases that a row of words stands for: several where it names a list.
fn phrase<'a>(words: impl Iterator<Item = &'a str>, known: Known) -> Result<Vec<Phrase>, String> {
    let mut phrases: Vec<Phrase> = vec![Vec::new()];
    for word in words {
        let choices = pieces(word, known)?;
        phrases = phrases.iter().flat_map(|start| choices.iter().map(move |end| [&start[..], end].concat())).collect();
        if phrases.len() > 4000 {
            return Err("too many alternatives".into());
        }
    }
    if phrases.iter().any(Vec::is_empty) {
        return Err("an empty alternative".into());
    }
    Ok(phrases)
}

fn single(token: &str, known: Known) -> Result<Step, String> {
    if let Some(width) = token.strip_prefix('~') {
        return match width.parse() {
            Ok(width @ 1..=MOST_GAP) => Ok(Step::Gap(width)),
            _ => Err(format!("`{token}`: a gap is ~1 to ~{MOST_GAP}")),
        };
    }
    Ok(Step::One { phrases: pieces(token, known)?, optional: false })
}

fn pieces(word: &str, known: Known) -> Result<Vec<Phrase>, String> {
    match word {
        "NUM" => return Ok(vec![vec![Piece::Number]]),
        "NAME" => return Ok(vec![vec![Piece::Name]]),
        "ANY" => return Ok(vec![vec![Piece::Any]]),
        _ => {}
    }
    if word.chars().all(|c| c.is_ascii_uppercase() || c == '_') && word.len() > 1 {
        return known
            .lists
            .get(word)
            .cloned()
            .ok_or_else(|| format!("`{word}` is no list; lists are defined before they are used"));
    }
    if let Some(stem) = word.strip_suffix('*') {
        if stem.chars().count() < 3 || !plain(stem) {
            return Err(format!("`{word}`: a prefix has three letters or more before its `*`"));
        }
        return Ok(vec![vec![Piece::Prefix(stem.into())]]);
    }
    if !plain(word) {
        return Err(format!("`{word}` is no word: letters, digits, - and ' only, in lower case"));
    }
    Ok(vec![written(word, known.language)])
}

fn plain(word: &str) -> bool {
    word.chars().all(|c| (c.is_alphanumeric() && !c.is_uppercase()) || c == '\'' || c == '-')
}

/// A word of a cue as the text has it once it is normalised: `can't` is `can not`.
fn written(word: &str, language: &Language) -> Phrase {
    let mut pieces = Vec::new();
    language.normalise(word, |part| pieces.push(Piece::Word(part.into())));
    pieces
}

fn check(pattern: Pattern) -> Result<Pattern, String> {
    let fixed = |step: &Step| match step {
        Step::One { phrases, optional: false } => phrases.iter().all(|p| !p.contains(&Piece::Any)),
        _ => false,
    };
    if pattern.steps.len() > MOST_STEPS {
        return Err(format!("more than {MOST_STEPS} steps"));
    }
    if !pattern.steps.iter().any(fixed) {
        return Err("nothing in it must be there: every step is optional or a gap".into());
    }
    Ok(pattern)
}
