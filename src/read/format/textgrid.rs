//! Praat's TextGrid, long and short: interval tiers, a speaker a tier. A tier of words or sounds repeats its speaker's
//! utterances and is left aside; `<UNIN/>` and the like become `[unintelligible]`.

use rustc_hash::FxHashMap;

use crate::read::grammar::speech::words;
use crate::read::grammar::stated;
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "textgrid",
    title: "Praat TextGrid (a file a call, or a file a speaker)",
    recognised_by: "ooTextFile and TextGrid in the first lines",
    extensions: &["textgrid"],
    knows: Knows::Roles,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let head = source.head().get(..200).unwrap_or(source.head());
    Sureness::when(head.contains("ooTextFile") && (head.contains("TextGrid") || head.contains("IntervalTier")), 98)
}

/// What stands in the file, names of fields aside: the long and the short form are then the same.
enum Token<'a> {
    Text(&'a str),
    Number(f64),
}

struct Tokens<'a>(&'a str);

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            self.0 = self.0.trim_start();
            let first = self.0.chars().next()?;
            if first == '"' {
                return Some(Token::Text(self.quoted()));
            }
            let end = self.0.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(self.0.len());
            let (word, rest) = self.0.split_at(end);
            self.0 = rest;
            if let Ok(number) = word.parse::<f64>() {
                return Some(Token::Number(number));
            }
        }
    }
}

impl<'a> Tokens<'a> {
    /// A string; a quotation mark inside is written twice.
    fn quoted(&mut self) -> &'a str {
        let body = &self.0[1..];
        let mut from = 0;
        while let Some(at) = body[from..].find('"').map(|at| from + at) {
            if body[at + 1..].starts_with('"') {
                from = at + 2;
                continue;
            }
            self.0 = &body[at + 1..];
            return &body[..at];
        }
        self.0 = "";
        body
    }
}

struct Tier<'a> {
    name: &'a str,
    said: Vec<(f64, &'a str)>,
}

impl Tier<'_> {
    fn words(&self) -> usize {
        self.said.iter().map(|(_, text)| words(text)).sum()
    }

    /// Hardly more than one word an interval.
    fn by_word(&self) -> bool {
        self.words() * 10 <= self.said.len() * 12
    }
}

/// Names of tiers on which nobody speaks.
const NOT_SPEECH: &[&str] =
    &["phone", "phon", "syll", "ipa", "pitch", "tone", "break", "note", "comment", "gesture", "misc", "pos"];

fn tiers(text: &str) -> Vec<Tier<'_>> {
    let mut found = Vec::new();
    let mut tokens = Tokens(text).peekable();
    while let Some(token) = tokens.next() {
        let Token::Text("IntervalTier") = token else { continue };
        let Some(Token::Text(name)) = tokens.next() else { continue };
        let mut tier = Tier { name: name.trim(), said: Vec::new() };
        let mut last = [0.0, 0.0];
        // Beginning, end, count; then beginning, end, text of each interval.
        while let Some(token) = tokens.peek() {
            match token {
                Token::Number(number) => last = [last[1], *number],
                Token::Text("IntervalTier" | "TextTier") => break,
                Token::Text(text) => {
                    if !text.trim().is_empty() {
                        tier.said.push((last[0], *text));
                    }
                }
            }
            tokens.next();
        }
        found.push(tier);
    }
    found
}

/// Leaves tiers of single words aside where a tier of utterances says the same, by its name or by its words.
fn drop_word_tiers(tiers: &mut Vec<Tier<'_>>) {
    let mut said: Vec<FxHashMap<String, usize>> = Vec::new();
    for tier in tiers.iter().filter(|tier| !tier.by_word()) {
        said.push(counted(tier));
    }
    let repeats = |tier: &Tier<'_>| {
        let own = counted(tier);
        let in_common = |other: &FxHashMap<String, usize>| {
            own.iter().map(|(w, n)| *n.min(other.get(w).unwrap_or(&0))).sum::<usize>()
        };
        let most = said.iter().map(in_common).max().unwrap_or(0);
        let named = ["word", "token", "mot", "wort"].iter().any(|name| tier.name.to_lowercase().contains(name));
        most * 10 >= tier.words() * if named { 5 } else { 9 } && (named || tier.words() >= 20)
    };
    let keep: Vec<bool> = tiers.iter().map(|tier| !(tier.by_word() && repeats(tier))).collect();
    let mut keep = keep.into_iter();
    tiers.retain(|_| keep.next().unwrap_or(true));
}

fn counted(tier: &Tier<'_>) -> FxHashMap<String, usize> {
    let mut counts = FxHashMap::default();
    for word in tier.said.iter().flat_map(|(_, text)| text.split_whitespace()) {
        *counts.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    counts
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let mut tiers = tiers(source.text());
    tiers.retain(|tier| !tier.said.is_empty());
    let all: usize = tiers.iter().map(Tier::words).sum();
    let speech = |tier: &Tier<'_>| !NOT_SPEECH.iter().any(|name| tier.name.to_lowercase().contains(name));
    if tiers.iter().any(speech) {
        tiers.retain(speech);
    }
    drop_word_tiers(&mut tiers);
    let mut draft = Draft::default();
    draft.removed("tiers that repeat or annotate", (all - tiers.iter().map(Tier::words).sum::<usize>()) as u64);
    let mut said: Vec<(f64, usize, &str)> = Vec::new();
    for (place, tier) in tiers.iter().enumerate() {
        said.extend(tier.said.iter().map(|(at, text)| (*at, place, *text)));
    }
    said.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    for (at, place, text) in said {
        let name = tiers[place].name;
        let label = draft.label(Label { name: name.to_owned(), role: stated::role(name), ..Label::default() });
        let at = Some((at * 1000.0).clamp(0.0, f64::from(u32::MAX)) as u32);
        // A file of one speaker keeps its intervals apart: the other speaker's file is laid between them.
        match tiers.len() {
            1 => draft.push(label, at, &plain(text)),
            _ => draft.extend(label, at, &plain(text)),
        }
    }
    if draft.turns.is_empty() {
        return Err(ReadError::NotATranscript("a TextGrid without a word on its interval tiers".into()));
    }
    Ok(vec![draft])
}

/// Without mark-up: `<UNSURE>word</UNSURE>` leaves the word, `<UNIN/>` leaves a sign that something is missing.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let Some(close) = rest[open..].find('>').filter(|length| *length <= 40) else { break };
        out.push_str(&rest[..open]);
        if rest[open..open + close].ends_with('/') {
            out.push_str(" [unintelligible] ");
        }
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out.replace("\"\"", "\"")
}
