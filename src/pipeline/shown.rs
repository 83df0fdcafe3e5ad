//! Spans of turns in, the words as they may be shown out: private data hidden, and counted by kind.

use super::place;
use crate::corpus::{Corpus, Span};
use crate::findings::Place;
use crate::mask::private::{CallNames, Counts, Finder, Private, Pseudonyms, hide};

/// Shows words of one call after another.
pub struct Shown<'a> {
    /// The calls.
    pub corpus: &'a Corpus,
    /// Finds what is private.
    pub finder: &'a Finder,
    names: &'a Pseudonyms,
    /// The names of the call at hand.
    of_call: Option<(u32, CallNames)>,
    /// The turn at hand, and its private data: coded units come several to a turn.
    of_turn: Option<(u32, u32)>,
    private: Vec<Private>,
    counts: Counts,
}

impl<'a> Shown<'a> {
    /// Shows words of these calls; nothing has been hidden yet.
    pub fn new(corpus: &'a Corpus, finder: &'a Finder, names: &'a Pseudonyms) -> Self {
        Shown { corpus, finder, names, of_call: None, of_turn: None, private: vec![], counts: Counts::default() }
    }

    /// Another one for the same calls, which has hidden nothing yet: one a thread.
    pub fn another(&self) -> Self {
        Shown::new(self.corpus, self.finder, self.names)
    }

    /// How much it hid: for [`Shown::count`] of the one that it was made from.
    pub fn into_counts(self) -> Counts {
        self.counts
    }

    /// The words of a span, as they may be shown.
    pub fn text(&mut self, call: u32, turn: u32, span: Span) -> String {
        let of = &self.corpus.calls[call as usize];
        let text = of.turn_text(&of.turns[turn as usize]);
        if self.of_turn != Some((call, turn)) {
            let names = match self.of_call.take() {
                Some((number, names)) if number == call => names,
                _ => CallNames::of(of),
            };
            self.finder.find(text, &names, &mut self.private);
            self.of_call = Some((call, names));
            self.of_turn = Some((call, turn));
        }
        let (shown, counts) = hide(text, span, &self.private);
        self.counts.merge(&counts);
        shown.into_owned()
    }

    /// Words that are said in several calls, as they may be shown. Not counted: each is counted where it is quoted.
    pub fn phrase(&self, words: &str) -> String {
        self.finder.redact(words, &CallNames::default()).0.into_owned()
    }

    /// Who speaks a turn, as they may be shown.
    pub fn speaker(&self, call: u32, turn: u32) -> String {
        let call = &self.corpus.calls[call as usize];
        self.names.label(&call.speakers[usize::from(call.turns[turn as usize].speaker)])
    }

    /// The group of a call, empty if it has none.
    pub fn segment(&self, call: u32) -> String {
        self.corpus.calls[call as usize].meta.segment.clone().unwrap_or_default()
    }

    /// The place of a turn.
    pub fn place(&self, call: u32, turn: u32) -> Place {
        place::of_turn(&self.corpus.calls[call as usize], turn)
    }

    /// Takes note of what was hidden elsewhere.
    pub fn count(&mut self, hidden: &Counts) {
        self.counts.merge(hidden);
    }

    /// How much was hidden so far, by kind.
    pub fn redacted(&self) -> Vec<(String, u64)> {
        self.counts.by_name()
    }
}
