//! A turn in, its words out with their shapes, gaps and flags: what the finders of names, numbers and addresses read.

use super::lexicon::{Flags, LEXICON, ORDINARY, PARTICLE, SEED, STREET, STREET_FIRST, TITLE, UNIT, fold, hash, step};
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
    /// The hash of its folded form.
    pub hash: u64,
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
        let bytes = text.as_bytes();
        let mut toks: Vec<Tok> = Vec::with_capacity(text.len() / 5 + 1);
        let (mut at, mut last_end) = (0, 0);
        while at < bytes.len() {
            let byte = bytes[at];
            if byte < 0x80 && !byte.is_ascii_alphanumeric() {
                at += 1;
                continue;
            }
            let Some(word) = ascii_word(bytes, at).or_else(|| any_word(text, at)) else {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            };
            let Found { end, kept, hash, shape } = word;
            let gap = gap(&text[last_end..at], toks.last());
            let flags = LEXICON.by_hash(hash);
            toks.push(Tok { start: at, end: kept, hash, flags, shape, gap, owns: kept < end });
            (at, last_end) = (end, end);
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

/// A word that was found: its end, its end without 's, its hash, and how it is written.
struct Found {
    end: usize,
    kept: usize,
    hash: u64,
    shape: Shape,
}

/// The word of ASCII letters and digits that begins at `start`; `None` if it has other letters.
fn ascii_word(bytes: &[u8], start: usize) -> Option<Found> {
    let (mut end, mut hash, mut mark) = (start, SEED, None);
    let (mut capitals, mut small, mut digits) = (0u32, 0u32, 0u32);
    while let Some(&byte) = bytes.get(end) {
        match byte {
            b'a'..=b'z' => small += 1,
            b'A'..=b'Z' => capitals += 1,
            b'0'..=b'9' => digits += 1,
            b'\'' if bytes.get(end + 1).is_some_and(u8::is_ascii_alphabetic) => mark = Some((end, hash)),
            0x80.. => return None,
            _ => break,
        }
        hash = step(hash, byte.to_ascii_lowercase());
        end += 1;
    }
    // An apostrophe before a letter that is not ASCII goes the long way.
    if bytes.get(end) == Some(&b'\'') && bytes.get(end + 1).is_some_and(|b| *b >= 0x80) {
        return None;
    }
    let owner = mark.filter(|(at, _)| end - at == 2 && matches!(bytes[end - 1], b's' | b'S') && *at > start);
    let (kept, hash) = owner.unwrap_or((end, hash));
    if owner.is_some() {
        *if bytes[end - 1] == b's' { &mut small } else { &mut capitals } -= 1;
    }
    let shape = match (bytes[start].is_ascii_uppercase(), capitals + small, digits) {
        (_, 0, _) => Shape::Digits,
        (_, _, 1..) => Shape::Mixed,
        (true, 1, _) => Shape::Initial,
        (true, _, _) if small == 0 => Shape::Upper,
        (_, _, _) if capitals > 1 || capitals == 1 && !bytes[start].is_ascii_uppercase() => {
            shape(std::str::from_utf8(&bytes[start..kept]).unwrap_or(""))
        }
        (true, _, _) => Shape::Capital,
        _ => Shape::Small,
    };
    Some(Found { end, kept, hash, shape })
}

/// The word of any letters and digits that begins at `start`, if one does.
fn any_word(text: &str, start: usize) -> Option<Found> {
    let rest = &text[start..];
    let mut end = 0;
    for (at, c) in rest.char_indices() {
        let inside = c.is_alphanumeric()
            || at > 0 && matches!(c, '\'' | '’') && rest[at + c.len_utf8()..].starts_with(char::is_alphabetic);
        if !inside {
            break;
        }
        end = at + c.len_utf8();
    }
    let (kept, _) = without_s(&rest[..end]);
    (end > 0).then(|| Found { end: start + end, kept: start + kept.len(), hash: hash(&fold(kept)), shape: shape(kept) })
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
