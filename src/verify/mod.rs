//! A file of quotes and folders of calls in; out, for every quote, whether somebody really said so.
//!
//! `exact`: the same bytes, where the file says. `cleaned`: the same words without fillers, repeats and cut words.
//! `moved`: said, but elsewhere than the file says. `altered`: nearly said, with what differs. `not found`: the rest.

mod align;
mod deck;
mod page;
mod said;
mod search;

pub use deck::{DeckError, Quoted, quotes};

use crate::corpus::{Call, Corpus, Role};
use crate::language::{Language, Map};
use crate::tokenize::Vocabulary;
use align::Step;
use rayon::prelude::*;
use said::Listener;
use search::TurnAt;

/// What a quote is worth as evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// The same bytes, where the file says, or anywhere if it does not say.
    Exact,
    /// The same words; only fillers, repeats, cut words, "you know" between commas, case and marks differ.
    Cleaned,
    /// Said, exactly or cleaned, but in another call or turn than the file says.
    Moved,
    /// At least 85 of 100 words are the same.
    Altered,
    /// Nobody said that.
    NotFound,
}

impl Verdict {
    /// All of them, the best first.
    pub const ALL: [Verdict; 5] =
        [Verdict::Exact, Verdict::Cleaned, Verdict::Moved, Verdict::Altered, Verdict::NotFound];

    /// As people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Verdict::Exact => "exact",
            Verdict::Cleaned => "cleaned",
            Verdict::Moved => "moved",
            Verdict::Altered => "altered",
            Verdict::NotFound => "not found",
        }
    }

    /// Whether the words can be shown as somebody's own.
    pub const fn holds(self) -> bool {
        matches!(self, Verdict::Exact | Verdict::Cleaned | Verdict::Moved)
    }
}

/// A piece of an altered quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Said and quoted.
    Same(String),
    /// Said, and left out of the quote.
    Lost(String),
    /// In the quote, and never said.
    Added(String),
}

/// A quote with its verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What the file claims.
    pub quoted: Quoted,
    /// Whether it holds.
    pub verdict: Verdict,
    /// Path of the call where it was found, or nearly found.
    pub call: String,
    /// Turn there, counted from 1; 0 if nowhere.
    pub turn: u32,
    /// Milliseconds from the start of the call.
    pub at: Option<u32>,
    /// On which side its speaker stands.
    pub role: Option<Role>,
    /// What differs, where it is altered.
    pub diff: Vec<Piece>,
}

/// Least share of words that an altered quote has in common with what was said, per cent.
const LEAST_ALIKE: usize = 85;
/// Bytes of a turn that a hidden name or number may stand for.
const HIDDEN: usize = 160;

/// Checks every quote against every call.
pub fn verify(quotes: Vec<Quoted>, corpus: &Corpus, language: &'static Language) -> Vec<Checked> {
    let by_path: Map<&str, usize> = corpus.calls.iter().enumerate().map(|(i, call)| (call.path.as_str(), i)).collect();
    let open: Vec<&str> = quotes.iter().map(|q| q.text.as_str()).collect();
    let found = search::search(&open, corpus, language);
    quotes
        .into_par_iter()
        .zip(found)
        .map_init(
            || Listener::new(Vocabulary::new(language)),
            |listener, (mut quoted, turns)| {
                settle_call(&mut quoted, corpus, &by_path);
                let claimed = claimed_turn(&quoted, corpus, &by_path);
                check(quoted, claimed.into_iter().chain(turns), corpus, listener)
            },
        )
        .collect()
}

/// What a deck writes after a quote may be the name of a call, or of a page: only what is a call is a claim. A file's own
/// name is enough where no other call has it.
fn settle_call(quoted: &mut Quoted, corpus: &Corpus, by_path: &Map<&str, usize>) {
    let of_table = !quoted.column.is_empty();
    if let Some(name) = quoted.call.as_deref().filter(|name| !by_path.contains_key(name)) {
        let ends = |path: &str| path.strip_suffix(name).is_some_and(|before| before.ends_with('/'));
        let mut paths = corpus.calls.iter().map(|call| &call.path).filter(|path| ends(path));
        match (paths.next(), paths.next()) {
            (Some(path), None) => quoted.call = Some(path.clone()),
            _ if !of_table => quoted.call = None,
            _ => {}
        }
    }
}

fn claimed_turn(quoted: &Quoted, corpus: &Corpus, by_path: &Map<&str, usize>) -> Option<TurnAt> {
    let call = *by_path.get(quoted.call.as_deref()?)?;
    let turn = quoted.turn?.checked_sub(1)?;
    corpus.calls[call].turns.get(turn as usize)?;
    Some(TurnAt { call: crate::corpus::CallId(call as u32), turn })
}

/// How good a place is: the better verdict, then the fewer changes, then the earlier place.
type Grade = (Verdict, usize, TurnAt);

fn check(quoted: Quoted, turns: impl Iterator<Item = TurnAt>, corpus: &Corpus, listener: &mut Listener) -> Checked {
    let parts = parts(&quoted.text);
    let mut best: Option<(Grade, Vec<Step>)> = None;
    for at in turns {
        let call = corpus.call(at.call);
        let text = call.turn_text(&call.turns[at.turn as usize]);
        let Some((told, changes, steps)) = compare(&parts, text, listener) else { continue };
        let elsewhere = quoted.call.as_ref().is_some_and(|path| *path != call.path)
            || quoted.turn.is_some_and(|turn| turn != at.turn + 1);
        let verdict = if elsewhere && told.holds() { Verdict::Moved } else { told };
        let grade = (verdict, changes, at);
        if best.as_ref().is_none_or(|(other, _)| grade < *other) {
            best = Some((grade, steps));
        }
    }
    match best {
        None => Checked {
            quoted,
            verdict: Verdict::NotFound,
            call: String::new(),
            turn: 0,
            at: None,
            role: None,
            diff: vec![],
        },
        Some(((verdict, _, at), steps)) => found(quoted, verdict, corpus.call(at.call), at, &steps, listener),
    }
}

fn found(quoted: Quoted, verdict: Verdict, call: &Call, at: TurnAt, steps: &[Step], listener: &Listener) -> Checked {
    let turn = &call.turns[at.turn as usize];
    let diff = if verdict == Verdict::Altered { pieces(steps, listener) } else { vec![] };
    Checked { quoted, verdict, call: call.path.clone(), turn: at.turn + 1, at: turn.at, role: Some(turn.role), diff }
}

/// The quote between hidden places (`[name]`) and cuts (`…`, `...`).
fn parts(quote: &str) -> Vec<String> {
    let mut parts = vec![];
    let mut rest = quote;
    while let Some(at) = rest.find(['[', '…']).into_iter().chain(rest.find("...")).min() {
        let tail = &rest[at..];
        let length = if tail.starts_with('[') {
            tail.find(']').filter(|end| *end <= 40).map(|end| end + 1)
        } else {
            Some(if tail.starts_with('…') { '…'.len_utf8() } else { 3 })
        };
        let Some(length) = length else {
            parts.push(rest[..at].to_owned());
            rest = &rest[at + 1..];
            continue;
        };
        parts.push(rest[..at].to_owned());
        rest = &tail[length..];
    }
    parts.push(rest.to_owned());
    let folded = |part: String| part.split_whitespace().collect::<Vec<_>>().join(" ");
    parts.into_iter().map(folded).filter(|part| part.chars().any(char::is_alphanumeric)).collect()
}

/// How the parts stand in a turn: the verdict, the number of changes, and the changes.
fn compare(parts: &[String], text: &str, listener: &mut Listener) -> Option<(Verdict, usize, Vec<Step>)> {
    if parts.is_empty() {
        return None;
    }
    let exact = in_order(parts, text);
    for short in [false, true] {
        let said = listener.words(text, short);
        let mut from = Some(0);
        let mut turned = false;
        for (n, part) in parts.iter().enumerate() {
            let words = listener.words(part, short);
            let next = from.and_then(|from| said::find(&said, &words, from));
            if let (true, Some(from), Some(next)) = (n > 0, from, next) {
                turned |= listener.turns_meaning(&said[from..next - words.len()]);
            }
            from = next;
        }
        if from.is_some() && !turned {
            return Some((if exact { Verdict::Exact } else { Verdict::Cleaned }, 0, vec![]));
        }
        if exact && !turned {
            return Some((Verdict::Exact, 0, vec![]));
        }
    }
    let (said, quoted) = (listener.words(text, true), listener.words(&parts.join(" "), true));
    if quoted.len() > align::LONGEST_QUOTE {
        return None;
    }
    let (steps, changes) = align::align(&said, &quoted);
    let count = |of: fn(&Step) -> bool| steps.iter().filter(|step| of(step)).count();
    let (lost, added) = (count(|s| matches!(s, Step::Lost(_))), count(|s| matches!(s, Step::Added(_))));
    // A word in place of another is one difference, not two.
    let alike = quoted.len() - added;
    (alike * 100 >= (alike + lost.max(added)) * LEAST_ALIKE).then_some((Verdict::Altered, changes, steps))
}

/// Whether the parts stand in the text one after the other, byte for byte, as whole words.
fn in_order(parts: &[String], text: &str) -> bool {
    let starts: Vec<usize> = text.match_indices(parts[0].as_str()).map(|(at, _)| at).take(64).collect();
    starts.into_iter().any(|start| {
        let mut end = start + parts[0].len();
        let whole = !text[..start].ends_with(char::is_alphanumeric);
        let follow = parts[1..].iter().all(|part| {
            let within = text.len().min(end + HIDDEN * 4 + part.len());
            let within = (within..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
            match text[end..within].find(part.as_str()) {
                Some(at) => {
                    end += at + part.len();
                    true
                }
                None => false,
            }
        });
        whole && follow && !text[end..].starts_with(char::is_alphanumeric)
    })
}

/// Neighbouring steps of a kind as one piece.
fn pieces(steps: &[Step], listener: &Listener) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = vec![];
    for step in steps {
        let (word, fresh): (_, fn(String) -> Piece) = match *step {
            Step::Same(word) => (word, Piece::Same),
            Step::Lost(word) => (word, Piece::Lost),
            Step::Added(word) => (word, Piece::Added),
        };
        let word = listener.text(word);
        let more = match (pieces.last_mut(), step) {
            (Some(Piece::Same(text)), Step::Same(_))
            | (Some(Piece::Lost(text)), Step::Lost(_))
            | (Some(Piece::Added(text)), Step::Added(_)) => {
                text.push(' ');
                text.push_str(word);
                true
            }
            _ => false,
        };
        if !more {
            pieces.push(fresh(word.to_owned()));
        }
    }
    pieces
}

#[cfg(test)]
mod tests;
