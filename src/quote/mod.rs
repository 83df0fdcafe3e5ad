//! Coded utterances and terms in, the quotes worth using out: word for word, each provably in its call.
//!
//! [`Reader`] looks at one call after the other and gives what could be quoted, with a score; [`Pool`] keeps the best;
//! [`choose()`] picks the list; [`show()`] makes a chosen place readable.

mod choose;
mod clean;
mod counter;
mod edge;
mod facts;
mod near;
mod nugget;
mod score;
mod show;
mod turn;
mod window;

pub use choose::choose;
pub use clean::{Clean, Edit, clean, lawful, pause_at};
pub use counter::Counters;
pub use near::{Shingles, Shown};
pub use nugget::{SaidIn, nuggets};
pub use show::{Readable, show};

use crate::corpus::{Call, CallId, CustomerTurn, Occurrence, Span};
use crate::language::Language;
use crate::mask::TalkPhrases;
use crate::tokenize::{Token, Vocabulary, tokenize};
use score::About;
use turn::TurnView;

/// A stretch of a customer's turn around which a quote is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Place in [`Call::turns`].
    pub turn: u32,
    /// The words that the quote must hold: a coded unit, or a term.
    pub span: Span,
    /// The words by which it was told, with what they are about: in speech without marks, where a coded unit may be the
    /// whole turn, the quote must hold these only.
    pub heart: Option<Span>,
    /// What it says, as the caller numbers codes; `None` for a place that is wanted for its term alone.
    pub code: Option<u16>,
    /// The caller's own number of the coded unit, handed through.
    pub unit: u32,
    /// How sure the code is, in thousandths.
    pub strength: u16,
    /// What the cue is about, where it could be cut out.
    pub object: Option<Span>,
    /// Answers a leading question, or repeats the rep's word.
    pub prompted: bool,
    /// Said with "maybe", "I guess".
    pub hedged: bool,
    /// The code is a question, so that the quote may ask.
    pub asks: bool,
}

/// A term said in a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermAt {
    /// Place in [`Call::turns`].
    pub turn: u32,
    /// Where.
    pub span: Span,
    /// The caller's number of the term.
    pub term: u32,
    /// What it is worth, in thousandths: strong evidence 1000, moderate 600, thin 300.
    pub value: u16,
}

/// Words that could be quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotable {
    /// The words.
    pub at: Occurrence,
    /// How good, in thousandths.
    pub score: u32,
    /// What it says.
    pub code: Option<u16>,
    /// The caller's number of the coded unit.
    pub unit: u32,
    /// The best term in it.
    pub term: Option<u32>,
    /// Answers a leading question, or repeats the rep's word.
    pub prompted: bool,
}

/// Reads calls. One a thread.
pub struct Reader {
    vocabulary: Vocabulary,
    book: facts::FactBook,
    talk: TalkPhrases,
    tokens: Vec<Token>,
}

/// Quotables of one call and code that go on; more would only be more of the same.
const PER_CALL_AND_CODE: usize = 6;

impl Reader {
    /// A reader of that language.
    pub fn new(language: &'static Language) -> Self {
        Reader {
            vocabulary: Vocabulary::new(language),
            book: facts::FactBook::default(),
            talk: TalkPhrases::new(language),
            tokens: vec![],
        }
    }

    /// What could be quoted of a call, in order of turn and place: the best window around each candidate, the best few of
    /// each code. Candidates and terms come in order of turn; those of turns that no customer spoke are passed over.
    pub fn read(&mut self, id: CallId, call: &Call, candidates: &[Candidate], terms: &[TermAt]) -> Vec<Quotable> {
        let mut found: Vec<Quotable> = vec![];
        for of_turn in candidates.chunk_by(|a, b| a.turn == b.turn) {
            let turn = of_turn[0].turn;
            let Some(said) = CustomerTurn::of(call, turn as usize) else { continue };
            let from = terms.partition_point(|term| term.turn < turn);
            let to = terms.partition_point(|term| term.turn <= turn);
            self.read_turn(id, said.text(), of_turn, &terms[from..to], &mut found);
        }
        best_of_each_code(found)
    }

    fn read_turn(
        &mut self,
        id: CallId,
        text: &str,
        candidates: &[Candidate],
        terms: &[TermAt],
        found: &mut Vec<Quotable>,
    ) {
        tokenize(text, &mut self.vocabulary, &mut self.tokens);
        let view = TurnView::new(text, &self.tokens, &self.vocabulary, &mut self.book, &self.talk);
        for candidate in candidates {
            let held = candidate.heart.filter(|_| view.spoken()).unwrap_or(candidate.span);
            let Some(core) = window::tokens_of(&view, held) else { continue };
            let core = view.without_opening(core);
            let span_of = |range: &std::ops::Range<usize>| {
                Span::new(view.tokens[range.start].span.start, view.tokens[range.end - 1].span.end)
            };
            let best = window::best(&view, &core, |range| {
                let span = with_marks(text, span_of(range));
                About { lopsided: lopsided(&text[span.range()]), ..about(candidate, span, terms) }
            });
            let Some((range, score)) = best else { continue };
            let span = with_marks(text, span_of(&range));
            found.push(Quotable {
                at: Occurrence { call: id, turn: candidate.turn, span },
                score,
                code: candidate.code,
                unit: candidate.unit,
                term: best_term(terms, span).map(|term| term.term),
                prompted: candidate.prompted,
            });
        }
    }
}

fn about(candidate: &Candidate, span: Span, terms: &[TermAt]) -> About {
    let holds = |inner: Span| span.start <= inner.start && inner.end <= span.end;
    About {
        strength: candidate.strength,
        resolved: candidate.object.is_some_and(holds),
        term: best_term(terms, span).map_or(0, |term| term.value),
        prompted: candidate.prompted,
        hedged: candidate.hedged,
        asks: candidate.asks,
        lopsided: false,
    }
}

/// The term worth most in the span; of equals the first said.
fn best_term(terms: &[TermAt], span: Span) -> Option<&TermAt> {
    let inside = terms.iter().filter(|term| span.start <= term.span.start && term.span.end <= span.end);
    inside.min_by_key(|term| (std::cmp::Reverse(term.value), term.span, term.term))
}

/// The marks that end the sentence belong to the quote, and brackets and quotation marks that it would lose the partner of.
fn with_marks(text: &str, span: Span) -> Span {
    let (mut start, mut end) = (span.start as usize, span.end as usize);
    let opening = text[..start].chars().next_back().filter(|c| matches!(c, '(' | '"' | '“'));
    if let Some(c) = opening.filter(|_| lopsided(&text[start..end])) {
        start -= c.len_utf8();
    }
    for c in text[end..].chars().take(4) {
        let closes = match c {
            '.' | '?' | '!' | '…' => true,
            ')' => text[start..end].contains('('),
            '"' => text[start..end].matches('"').count() % 2 == 1,
            '”' => text[start..end].contains('“'),
            _ => false,
        };
        if !closes {
            break;
        }
        end += c.len_utf8();
    }
    end += hidden_words(&text[end..]);
    Span::new(start as u32, end as u32)
}

/// Bytes of a tag for hidden words right after a quote, `my number is [number]`; 0 where none stands.
fn hidden_words(after: &str) -> usize {
    const LONGEST: usize = 24;
    let Some(tag) = after.strip_prefix(" [") else { return 0 };
    let end = tag.char_indices().take(LONGEST).find(|(_, c)| *c == ']').map(|(at, _)| at);
    end.filter(|end| facts::hides_words(&tag[..*end])).map_or(0, |end| end + 3)
}

/// Whether brackets or quotation marks in the text have lost their partners.
fn lopsided(text: &str) -> bool {
    let count = |c: char| text.matches(c).count();
    count('(') != count(')') || count('“') != count('”') || count('"') % 2 == 1
}

/// The best few of each code, each window once, in order of turn and place.
fn best_of_each_code(mut found: Vec<Quotable>) -> Vec<Quotable> {
    found.sort_by_key(|q| (q.code, std::cmp::Reverse(q.score), q.at, q.unit));
    let mut kept: Vec<Quotable> = vec![];
    for of_code in found.chunk_by(|a, b| a.code == b.code) {
        let mut taken: Vec<Quotable> = vec![];
        for quotable in of_code {
            let again = taken.iter().any(|t| t.at.turn == quotable.at.turn && t.at.span.overlaps(quotable.at.span));
            // Places that are wanted for their terms are each wanted.
            if quotable.code.is_none() || !again && taken.len() < PER_CALL_AND_CODE {
                taken.push(*quotable);
            }
        }
        kept.extend(taken);
    }
    kept.sort_by_key(|q| (q.at, q.code, q.unit));
    kept
}

/// All that could be quoted, in order of call, turn and place.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    quotables: Vec<Quotable>,
}

impl Pool {
    /// Of the calls' quotables, in order of the calls.
    pub fn new(of_calls: Vec<Vec<Quotable>>) -> Self {
        Pool { quotables: of_calls.into_iter().flatten().collect() }
    }

    /// All of them.
    pub fn all(&self) -> &[Quotable] {
        &self.quotables
    }

    /// The best one that holds any of the places; of equals the first.
    pub fn best(&self, places: &[Occurrence]) -> Option<&Quotable> {
        let holding = places.iter().flat_map(|place| {
            let of_turn = |q: &&Quotable| q.at.call == place.call && q.at.turn == place.turn;
            let from = self.quotables.partition_point(|q| (q.at.call, q.at.turn) < (place.call, place.turn));
            let turn = self.quotables[from..].iter().take_while(of_turn);
            turn.filter(|q| q.at.span.start <= place.span.start && place.span.end <= q.at.span.end)
        });
        holding.min_by_key(|q| (std::cmp::Reverse(q.score), q.at))
    }
}

#[cfg(test)]
mod tests;
