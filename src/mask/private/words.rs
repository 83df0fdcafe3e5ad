//! A turn in, its words out with their shapes, gaps and flags: what the finders of names, numbers and addresses read.

use super::lexicon::{Flags, LEXICON, ORDINARY, PARTICLE, STREET, STREET_FIRST, TITLE, UNIT};
use crate::corpus::Span;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `street`
    Small,
    /// `Street`
    Capital,
    /// `STREET`
    Upper,
    /// `P`
    Initial,
    /// `GitHub`
    Camel,
    /// `631`
    Digits,
    /// `4B`
    Mixed,
}

/// What stands before a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing but a blank, or the point of an abbreviation and a blank.
    Blank,
    /// Nothing at all, a hyphen or an apostrophe.
    Tight,
    /// A comma.
    Comma,
    /// A sentence ends, or the turn begins.
    Stop,
    /// Anything else.
    Other,
}

/// A word of a turn.
#[derive(Clone, Copy, Debug)]
pub struct Tok {
    /// First byte.
    pub start: usize,
    /// One past its last byte; a final 's is left out.
    pub end: usize,
    /// What the lists know.
    pub flags: Flags,
    /// How it is written.
    pub shape: Shape,
    /// What stands before it.
    pub gap: Gap,
    /// Whether 's follows.
    pub owns: bool,
}

impl Tok {
    /// Whether the lists know it as one of these.
    pub fn is(&self, flags: Flags) -> bool {
        self.flags & flags != 0
    }

    /// Whether it begins with a capital and has more letters.
    pub fn capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper)
    }

    /// Whether it follows the word before it without a break.
    pub fn follows(&self) -> bool {
        matches!(self.gap, Gap::Blank | Gap::Tight)
    }

    /// Whether it has a digit.
    pub fn digits(&self) -> bool {
        matches!(self.shape, Shape::Digits | Shape::Mixed)
    }
}

/// A turn and its words.
pub struct Words<'a> {
    /// The turn.
    pub text: &'a str,
    /// Its words.
    pub toks: Vec<Tok>,
    /// Whether capitals tell anything here.
    pub cased: bool,
    /// Whether capitals stand inside sentences, so that a small letter tells something too.
    pub strict: bool,
}

impl<'a> Words<'a> {
    /// Cuts a turn into words.
    pub fn of(text: &'a str, cased: bool, strict: bool) -> Self {
        let mut toks: Vec<Tok> = Vec::with_capacity(text.len() / 5 + 1);
        let mut chars = text.char_indices().peekable();
        let mut last_end = 0;
        while let Some((start, first)) = chars.next() {
            if !first.is_alphanumeric() {
                continue;
            }
            let mut end = start + first.len_utf8();
            while let Some(&(at, c)) = chars.peek() {
                let inside = c.is_alphanumeric()
                    || matches!(c, '\'' | '’') && text[at + c.len_utf8()..].starts_with(char::is_alphabetic);
                if !inside {
                    break;
                }
                end = at + c.len_utf8();
                chars.next();
            }
            let (kept, owns) = without_s(&text[start..end]);
            let shape = shape(kept);
            let gap = gap(&text[last_end..start], toks.last());
            last_end = end;
            toks.push(Tok { start, end: start + kept.len(), flags: LEXICON.of(kept), shape, gap, owns });
        }
        Words { text, toks, cased, strict }
    }

    /// The text of word `i`.
    pub fn text_of(&self, i: usize) -> &'a str {
        self.toks.get(i).map_or("", |tok| &self.text[tok.start..tok.end])
    }

    /// Whether word `i` is this one, in any case.
    pub fn is(&self, i: usize, word: &str) -> bool {
        self.text_of(i).eq_ignore_ascii_case(word)
    }

    /// Whether word `i` is one of these, in any case.
    pub fn any(&self, i: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(i, word))
    }

    /// The text from the first byte of word `first` to the last of word `last`.
    pub fn span(&self, first: usize, last: usize) -> Span {
        Span::new(self.toks[first].start as u32, self.toks[last].end as u32)
    }

    /// The characters between word `i - 1` and word `i`.
    pub fn between(&self, i: usize) -> &'a str {
        let before = if i == 0 { 0 } else { self.toks[i - 1].end };
        self.toks.get(i).map_or("", |tok| &self.text[before..tok.start])
    }

    /// The flags of the `n` words before word `i`, together; a sentence's end stops the look back.
    pub fn flags_before(&self, i: usize, n: usize) -> Flags {
        let mut flags = 0;
        for k in (i.saturating_sub(n)..i).rev() {
            flags |= self.toks[k].flags;
            if self.toks[k].gap == Gap::Stop {
                break;
            }
        }
        flags
    }

    /// Whether word `i` can be part of a person's name by its looks: capital letters where case tells anything.
    pub fn name_shaped(&self, i: usize) -> bool {
        let Some(tok) = self.toks.get(i) else { return false };
        match tok.shape {
            Shape::Capital | Shape::Upper => !contracted(self.text_of(i)),
            Shape::Small => !self.strict && tok.end - tok.start > 2,
            _ => false,
        }
    }

    /// Whether a small word such as "de" or "van" stands at `i`.
    pub fn particle(&self, i: usize) -> bool {
        self.toks.get(i).is_some_and(|tok| tok.is(PARTICLE) && tok.follows() && tok.shape != Shape::Upper)
    }
}

/// "I'm", "We've": no name, for all its capital.
fn contracted(word: &str) -> bool {
    ["'m", "’m", "'ve", "’ve", "'re", "’re", "'ll", "’ll", "'d", "’d", "n't", "n’t"]
        .iter()
        .any(|end| word.ends_with(end))
}

fn without_s(word: &str) -> (&str, bool) {
    for ending in ["'s", "’s", "'S", "’S"] {
        if let Some(kept) = word.strip_suffix(ending).filter(|kept| !kept.is_empty()) {
            return (kept, true);
        }
    }
    (word, false)
}

fn shape(word: &str) -> Shape {
    let (mut capitals, mut small, mut digits, mut letters) = (0, 0, 0, 0);
    for c in word.chars() {
        if c.is_numeric() {
            digits += 1;
        } else if c.is_alphabetic() {
            letters += 1;
            capitals += usize::from(c.is_uppercase());
            small += usize::from(c.is_lowercase());
        }
    }
    let first_capital = word.chars().next().is_some_and(char::is_uppercase);
    match (first_capital, letters, digits) {
        (_, 0, _) => Shape::Digits,
        (_, _, 1..) => Shape::Mixed,
        (true, 1, _) => Shape::Initial,
        (true, _, _) if small == 0 && capitals > 1 => Shape::Upper,
        (true, _, _) if capitals > 1 && !inner_capital(word) => Shape::Camel,
        (false, _, _) if capitals > 0 => Shape::Camel,
        (true, _, _) => Shape::Capital,
        _ => Shape::Small,
    }
}

/// Names with a capital inside: McKay, MacNeil, O'Brien, DeLuca, FitzRoy.
fn inner_capital(word: &str) -> bool {
    let heads = ["Mc", "Mac", "O'", "O’", "De", "Di", "Du", "La", "Le", "Van", "Fitz", "D'", "D’", "L'"];
    heads.iter().any(|head| {
        word.strip_prefix(head).is_some_and(|rest| {
            let mut letters = rest.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
        })
    })
}

fn gap(between: &str, before: Option<&Tok>) -> Gap {
    let Some(before) = before else { return Gap::Stop };
    match between {
        " " => return Gap::Blank,
        "" | "-" | "'" | "‑" => return Gap::Tight,
        // The point of an abbreviation ends no sentence.
        ". " | "." if before.shape == Shape::Initial || before.is(TITLE | UNIT | STREET_FIRST) => return Gap::Blank,
        ". " if before.is(STREET) && before.flags & ORDINARY == 0 => return Gap::Blank,
        _ => {}
    }
    if between.contains(['.', '!', '?', ';', '…']) {
        return Gap::Stop;
    }
    if between.contains(',') {
        return Gap::Comma;
    }
    if between.chars().all(char::is_whitespace) { Gap::Blank } else { Gap::Other }
}
