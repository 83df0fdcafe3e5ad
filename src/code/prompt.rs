//! Coded units and what a rep said before them in, which of them were put into the customer's mouth out.
//!
//! A remark is prompted where every content word that it rests on stands in the last two turns of the rep ("So is it a
//! pain?" "Yes, it is a pain"), or where it opens the answer to a question that can be answered by yes or no and that
//! has the same code. An open question ("What is hard about it?") prompts nothing by itself.

use super::unit;
use super::{CodedUnit, Mood};
use crate::codebook::{Hit, NormalId, Said, Words};
use crate::corpus::{Call, Role};
use crate::language::Kind;
use crate::tokenize::{After, Token, Vocabulary};
use std::borrow::Cow;

/// Turns of the rep that are looked back at.
const TURNS_BACK: usize = 2;
/// Turns in all that are looked back at for them.
const LOOK_BACK: usize = 6;
/// Words of a bare yes.
const A_YES: usize = 3;
/// A question that asks who, what or how says so among its first words.
const OPENING: usize = 5;

/// Words that carry no content of their own.
const HOLLOW: Kind = Kind::GRAMMAR.and(Kind::ADVERB).and(Kind::DISCOURSE).and(Kind::LIGHT).and(Kind::NEGATOR);

/// The rep's words before one turn after another of a call.
#[derive(Debug, Default)]
pub(super) struct Prompt {
    /// By normalised word: its base form as a number, if it has content.
    bases: Vec<Option<u32>>,
    /// Base forms in the rep's last turns, ascending.
    heard: Vec<u32>,
    /// Codes of a yes-or-no question right before the turn, as bits.
    led: u64,
    said: Vec<Said>,
    hits: Vec<Hit>,
    units: Vec<std::ops::Range<usize>>,
}

impl Prompt {
    /// Marks those of the coded units of a call, in order of turn, that were put into the customer's mouth.
    pub(super) fn mark<'t>(
        &mut self,
        call: &Call,
        tokens: &impl Fn(usize) -> &'t [Token],
        vocab: &Vocabulary,
        words: &mut Words,
        rows: &mut [CodedUnit],
    ) {
        for rows in rows.chunk_by_mut(|a, b| a.turn == b.turn) {
            let turn = rows[0].turn as usize;
            self.hear(call, turn, tokens, vocab, words);
            if self.heard.is_empty() && self.led == 0 {
                continue;
            }
            let tokens = tokens(turn);
            words.read(call.turn_text(&call.turns[turn]), tokens, vocab, &mut self.said);
            self.learn(words);
            for row in rows {
                let led = self.led >> row.code.0.min(63) & 1 == 1;
                if self.repeats(tokens, row) || (led && self.opens(words, tokens, row)) {
                    row.mood = row.mood.and(Mood::PROMPTED);
                }
            }
        }
    }

    /// Listens to what the rep says before a turn.
    fn hear<'t>(
        &mut self,
        call: &Call,
        turn: usize,
        tokens: &impl Fn(usize) -> &'t [Token],
        vocab: &Vocabulary,
        words: &mut Words,
    ) {
        self.heard.clear();
        self.led = 0;
        let back = (turn.saturating_sub(LOOK_BACK)..turn).rev();
        for rep in back.filter(|at| call.turns[*at].role == Role::Rep).take(TURNS_BACK) {
            words.read(call.turn_text(&call.turns[rep]), tokens(rep), vocab, &mut self.said);
            self.learn(words);
            self.heard.extend(self.said.iter().filter_map(|said| self.bases[said.word.0 as usize]));
            if rep + 1 == turn {
                self.lead(words);
            }
        }
        self.heard.sort_unstable();
        self.heard.dedup();
    }

    fn learn(&mut self, words: &Words) {
        let language = words.book().language();
        for id in self.bases.len()..words.len() {
            let text = words.text(NormalId(id as u32));
            let base: Cow<str> = language.base(text);
            let content = !language.kind(text).is(HOLLOW) && !language.kind(&base).is(HOLLOW);
            self.bases.push(content.then(|| fnv(&base)));
        }
    }

    /// The codes of the rep's last sentence, if it is a question that wants a yes.
    fn lead(&mut self, words: &Words) {
        let book = words.book();
        unit::units(words, &self.said, &mut self.units);
        let Some(last) = self.units.last().map(|range| &self.said[range.clone()]) else { return };
        self.hits.clear();
        book.find(words, last, &mut self.hits);
        let cues = self.hits.iter().map(|hit| &book.cues()[hit.cue as usize]).filter(|cue| !cue.unless);
        let bits = cues.fold(0, |all, cue| all | 1 << cue.code.0.min(63));
        let question = book.id("question").map_or(0, |id| 1 << id.0.min(63));
        let asks = bits & question != 0 || last.last().is_some_and(|word| word.after == After::Question);
        let open = |word: &Said| book.language().kind(words.text(word.word)).is(Kind::QUESTION);
        if asks && !last.iter().take(OPENING).any(open) {
            self.led = bits & !question;
        }
    }

    /// Whether the unit stands where the turn answers: at its beginning, or after a yes.
    fn opens(&self, words: &Words, tokens: &[Token], row: &CodedUnit) -> bool {
        let before = self.said.iter().filter(|said| tokens[said.token as usize].span.end <= row.span.start);
        let kind = |said: &Said| words.book().language().kind(words.text(said.word));
        before.clone().count() <= A_YES && before.into_iter().all(|said| !kind(said).is(Kind::NEGATOR))
    }

    /// Whether the rep has just said all that has content in what decided and in what it is about.
    fn repeats(&self, tokens: &[Token], row: &CodedUnit) -> bool {
        let rests_on = |word: &&Said| {
            let span = tokens[word.token as usize].span;
            row.decided.iter().chain([&row.object]).flatten().any(|on| on.overlaps(span))
        };
        let mut content =
            self.said.iter().filter(rests_on).filter_map(|said| self.bases[said.word.0 as usize]).peekable();
        content.peek().is_some() && content.all(|base| self.heard.binary_search(&base).is_ok())
    }
}

/// FNV-1a.
fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
