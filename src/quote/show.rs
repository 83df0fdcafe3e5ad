//! A chosen place in, what a reader sees out: the words, the clean words, what was said around them, and a name that stays.

use super::clean::clean;
use crate::corpus::{Call, Occurrence, Span};
use crate::mask::private::{CallNames, Counts, Finder, Private, hide};
use crate::tokenize::Vocabulary;

/// Bytes of context shown on each side, about.
const CONTEXT: usize = 240;

/// A quote as it is shown: private data hidden everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readable {
    /// Word for word.
    pub quote: String,
    /// Without fillers, repeats and cut words.
    pub clean: String,
    /// What was said just before: in the turn, or the end of the turn before it.
    pub before: String,
    /// What was said just after: in the turn, or the beginning of the next.
    pub after: String,
    /// Twelve hexadecimal digits that stay as long as call and place do.
    pub id: String,
    /// Private data hidden in the quote.
    pub hidden: Counts,
}

/// Makes a place of a call readable.
pub fn show(call: &Call, at: Occurrence, finder: &Finder, names: &CallNames, vocabulary: &mut Vocabulary) -> Readable {
    let Some(turn) = call.turns.get(at.turn as usize) else { return Readable::default() };
    let text = call.turn_text(turn);
    let mut private: Vec<Private> = vec![];
    finder.find(text, names, &mut private);
    let (quote, hidden) = hide(text, at.span, &private);
    let shown = |span: Span| hide(text, span, &private).0.trim().to_owned();
    let (start, end) = (at.span.start as usize, at.span.end as usize);
    let before = Span::new(tail(text, start) as u32, start as u32);
    let after = Span::new(end as u32, head(text, end) as u32);
    let neighbour = |index: Option<usize>| index.and_then(|i| call.turns.get(i)).map(|turn| call.turn_text(turn));
    Readable {
        clean: clean(text, at.span, &private, vocabulary).text,
        before: match neighbour((at.turn as usize).checked_sub(1)) {
            Some(other) if start == 0 => {
                let from = tail(other, other.len());
                finder.redact_span(other, Span::new(from as u32, other.len() as u32), names).0.trim().to_owned()
            }
            _ => shown(before),
        },
        after: match neighbour(Some(at.turn as usize + 1)) {
            Some(other) if end == text.len() => {
                finder.redact_span(other, Span::new(0, head(other, 0) as u32), names).0.trim().to_owned()
            }
            _ => shown(after),
        },
        id: id(call, at, &text[at.span.range()]),
        quote: quote.into_owned(),
        hidden,
    }
}

/// Where the last words before `end` begin: at a blank, about [`CONTEXT`] bytes back.
fn tail(text: &str, end: usize) -> usize {
    let from = end.saturating_sub(CONTEXT);
    if from == 0 {
        return 0;
    }
    text.as_bytes()[from..end].iter().position(|b| *b == b' ').map_or(end, |blank| from + blank + 1)
}

/// Where the first words from `start` on end.
fn head(text: &str, start: usize) -> usize {
    let to = start + CONTEXT;
    if to >= text.len() {
        return text.len();
    }
    text.as_bytes()[start..to].iter().rposition(|b| *b == b' ').map_or(start, |blank| start + blank)
}

/// First 12 hexadecimal digits of BLAKE3 over path, turn, span and words.
fn id(call: &Call, at: Occurrence, words: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(call.path.as_bytes()).update(&[0]);
    for number in [at.turn, at.span.start, at.span.end] {
        hasher.update(&number.to_le_bytes());
    }
    hasher.update(words.as_bytes());
    hasher.finalize().to_hex()[..12].to_owned()
}
