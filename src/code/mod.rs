//! Calls and a codebook in, coded utterances out: which code, by which words, about what, and how it is meant.

mod check;
mod coded;
mod decide;
mod mood;
mod learned;
mod object;
mod prompt;
mod quoted;
mod unit;
mod weigh;

pub use check::{Failure, check, code_call, code_text};
pub use coded::{By, Change, CodedUnit, Dimension};
pub use decide::Decider;
use mood::Marks;
pub use mood::Mood;

use learned::Opinion;
pub use learned::{Feature, Keys, Model, Unit, features, heard};
use prompt::Prompt;
use quoted::Quotes;
use weigh::{Found, weigh};

use crate::codebook::{CodeId, Codebook, Hit, NormalId, Said, Words};
use crate::corpus::{Call, Role, Span};
use crate::language::Kind;
use crate::tokenize::{After, Token, Vocabulary};
use std::ops::Range;

/// Codes the calls of one vocabulary. Make one per vocabulary, use it for all its calls.
pub struct Coder<'b> {
    book: &'b Codebook,
    words: Words<'b>,
    marks: Marks,
    prompt: Prompt,
    question: Option<CodeId>,
    problem: Option<CodeId>,
    said: Vec<Said>,
    asked: Vec<Said>,
    heard: Vec<NormalId>,
    units: Vec<Range<usize>>,
    hits: Vec<Hit>,
    found: Vec<Option<Found>>,
    strengths: Vec<u16>,
    opinion: Option<Opinion<'b>>,
    deciders: Vec<Decider>,
}

/// How strong the cues of a code must be together for a row, in thousandths.
pub const ENOUGH: u16 = 350;
/// How sure the learned opinion must be for a row, in thousandths.
const SURE: u16 = 500;
/// How many of the other side's last words before a turn are listened to.
const HEARD: usize = 30;
/// Units of the turn that are looked back at for what "it" stands for.
const LOOK_BACK: usize = 2;
/// Shorter units are left to the cues.
const SHORTEST: usize = 3;

impl<'b> Coder<'b> {
    /// A coder that has seen no word yet.
    pub fn new(book: &'b Codebook) -> Self {
        Coder {
            book,
            words: Words::new(book),
            marks: Marks::default(),
            prompt: Prompt::default(),
            question: book.id("question"),
            problem: book.id("problem"),
            said: Vec::new(),
            asked: Vec::new(),
            heard: Vec::new(),
            units: Vec::new(),
            hits: Vec::new(),
            found: Vec::new(),
            strengths: Vec::new(),
            opinion: None,
            deciders: book.codes().map(|(_, code)| Decider::of(&code.name)).collect(),
        }
    }

    /// A coder that asks a learned model as well, if there is one.
    pub fn with(book: &'b Codebook, model: Option<&'b Model>) -> Self {
        Coder { opinion: model.map(|model| Opinion::new(model, book)), ..Coder::new(book) }
    }

    /// Codes the customers' turns of a call. `tokens` gives the words of the turn at a place of [`Call::turns`], all
    /// made with `vocab`. What is found is appended to `out`, in order of turn, unit and code.
    pub fn code_call<'t>(
        &mut self,
        call: &Call,
        tokens: impl Fn(usize) -> &'t [Token],
        vocab: &Vocabulary,
        out: &mut Vec<CodedUnit>,
    ) {
        let first = out.len();
        self.look(call, &tokens, vocab, |coder, unit| coder.rows(unit, out));
        self.prompt.mark(call, &tokens, vocab, &mut self.words, &mut out[first..]);
    }

    /// Shows every unit of the customers' turns with all that the learned opinion looks at: the call's turn, where the
    /// unit stands in it, and its features. For those who train or inspect.
    pub fn inspect<'t>(
        &mut self,
        call: &Call,
        tokens: impl Fn(usize) -> &'t [Token],
        vocab: &Vocabulary,
        mut show: impl FnMut(u32, Span, &Unit),
    ) {
        self.look(call, &tokens, vocab, |coder, unit| {
            let seen = coder.seen(unit);
            show(unit.turn, unit.of_words(0, unit.said.len() as u16), &seen);
        });
    }

    fn look<'t>(
        &mut self,
        call: &Call,
        tokens: &impl Fn(usize) -> &'t [Token],
        vocab: &Vocabulary,
        mut each: impl FnMut(&mut Self, &Place),
    ) {
        let mut customers_turn = 0;
        for (index, turn) in call.turns.iter().enumerate() {
            if turn.role != Role::Customer {
                continue;
            }
            let before = index.checked_sub(1);
            self.asked.clear();
            if let Some(rep) = before.filter(|before| call.turns[*before].role != Role::Customer) {
                self.words.read(call.turn_text(&call.turns[rep]), tokens(rep), vocab, &mut self.asked);
            }
            self.heard.clear();
            self.heard.extend(self.asked.iter().rev().take(HEARD).map(|said| said.word));
            self.heard.sort_unstable();
            self.heard.dedup();
            let of_turn = tokens(index);
            let mut said = std::mem::take(&mut self.said);
            let mut units = std::mem::take(&mut self.units);
            self.words.read(call.turn_text(turn), of_turn, vocab, &mut said);
            self.marks.learn(&self.words);
            unit::units(&self.words, &said, &mut units);
            let answers = self.asked.iter().rev().take(12).any(|w| w.after == After::Question);
            let mut cues_before = 0;
            let mut quotes = Quotes::default();
            for (number, range) in units.iter().enumerate() {
                let mut place = Place {
                    turn: index as u32,
                    text: call.turn_text(turn),
                    tokens: of_turn,
                    said: &said[range.clone()],
                    before: &said[units[number.saturating_sub(LOOK_BACK)].start..range.start],
                    mood: Mood::default(),
                    answers: answers && number == 0,
                    cues_before,
                    of_units: (number, units.len()),
                    customers_turn,
                };
                self.hear(&mut place, &mut quotes);
                each(self, &place);
                cues_before = self
                    .strengths
                    .iter()
                    .enumerate()
                    .filter(|(_, s)| **s >= ENOUGH)
                    .fold(0, |all, (code, _)| all | 1 << code.min(63));
            }
            self.said = said;
            self.units = units;
            customers_turn += 1;
        }
    }

    /// Finds the cues of a unit and weighs them.
    fn hear(&mut self, place: &mut Place, quotes: &mut Quotes) {
        self.hits.clear();
        self.book.find(&self.words, place.said, &mut self.hits);
        place.mood = mood::of_unit(&self.words, &self.marks, place.said);
        let asks = self.hits.iter().any(|hit| Some(self.book.cues()[hit.cue as usize].code) == self.question);
        if asks || place.marked() {
            place.mood = place.mood.and(Mood::ASKED);
        }
        self.found.clear();
        self.found.resize(self.book.codes().count(), None);
        weigh(self.book, &self.words, &self.marks, place.said, &self.hits, place.mood, &mut self.found);
        self.strengths.clear();
        self.strengths.extend(self.found.iter().map(|found| found.map_or(0, |found| found.strength)));
        if let Some(question) = self.question {
            let own = self.found[usize::from(question.0)].is_some_and(|found| self.is_own(found));
            let marked = place.marked() && !self.only_polite();
            // "Is it?", "Really, right?" only show that they listen.
            let little = place.said.len() < SHORTEST && !own && !self.names_what_it_asks(place);
            let strength = &mut self.strengths[usize::from(question.0)];
            if marked {
                *strength = (*strength).max(900);
            }
            // Another's question that is told asks nothing.
            if little || *strength > 0 && place.ends_quoted(quotes) {
                *strength = 0;
            }
        }
    }

    /// "How much", "why not": a question that names what it asks for.
    fn names_what_it_asks(&self, place: &Place) -> bool {
        let kind = |said: &Said| self.book.language().kind(self.words.text(said.word));
        place.said.iter().any(|said| kind(said).is(Kind::QUESTION))
    }

    /// Whether a user's own cue was found.
    fn is_own(&self, found: Found) -> bool {
        self.book.cues()[found.hit.cue as usize].own
    }

    fn seen<'a>(&'a self, place: &'a Place) -> Unit<'a> {
        Unit {
            book: self.book,
            words: &self.words,
            marks: &self.marks,
            said: place.said,
            hits: &self.hits,
            strengths: &self.strengths,
            mood: place.mood,
            answers: place.answers,
            before: place.cues_before,
            place: place.of_units,
            turn: place.customers_turn,
            heard: &self.heard,
        }
    }

    fn rows(&mut self, place: &Place, out: &mut Vec<CodedUnit>) {
        let mut opinion = self.opinion.take();
        let asked = opinion.as_mut().filter(|_| place.said.len() >= SHORTEST);
        let learned = asked.map(|opinion| {
            opinion.learn(self.book, &self.words);
            opinion.read(&self.seen(place));
            &*opinion
        });
        if learned.is_some() || self.strengths.iter().any(|strength| *strength >= ENOUGH) {
            let dimension = self.dimension(place, learned);
            for (code, _) in self.book.codes() {
                if let Some(sure) = self.decide(place, code, learned) {
                    out.push(self.row(place, code, sure, dimension, learned));
                }
            }
        }
        self.opinion = opinion;
    }

    /// How sure it is that the unit has a code, if it is sure enough. Where there is a learned opinion, it has weighed the
    /// cues already; but what a user's own cue finds stands.
    fn decide(&self, place: &Place, code: CodeId, learned: Option<&Opinion>) -> Option<u16> {
        let at = usize::from(code.0);
        let own = self.found[at].is_some_and(|found| self.is_own(found));
        match learned.and_then(|opinion| opinion.sureness(code)).filter(|_| !own) {
            Some(sure) => {
                let words = place.said.len();
                let strength = self.strengths[at];
                let says = self.deciders[at].says(sure >= SURE, strength, words);
                says.then_some(if sure >= SURE { sure } else { strength })
            }
            None => Some(self.strengths[at]).filter(|strength| *strength >= ENOUGH),
        }
    }

    fn row(
        &self,
        place: &Place,
        code: CodeId,
        sure: u16,
        dimension: Dimension,
        learned: Option<&Opinion>,
    ) -> CodedUnit {
        let mut row = CodedUnit {
            turn: place.turn,
            span: place.of_words(0, place.said.len() as u16),
            code,
            by: By::Mark,
            decided: [None; 3],
            object: None,
            name: None,
            change: Change::default(),
            strength: sure,
            mood: place.mood,
            dimension,
        };
        let span = |range: Range<usize>| place.of_words(range.start as u16, range.end as u16);
        match (self.found[usize::from(code.0)], learned) {
            (Some(found), _) if found.strength >= ENOUGH || learned.is_none() => {
                let language = self.book.language();
                let side = self.book.cues()[found.hit.cue as usize].object;
                let (from, to) = object::change(language, &self.words, place.said, found.hit);
                row.by = By::Cue(found.hit.cue);
                row.mood = found.mood;
                row.decided[0] = Some(place.of_words(found.hit.from, found.hit.to));
                row.object = object::cut(language, &self.words, place.said, found.hit, side).map(span);
                if row.object.is_none() && Some(code) == self.problem {
                    let named = object::antecedent(language, &self.words, place.before, place.said, found.hit);
                    row.object = named.map(|range| place.of(&place.before[range]));
                }
                row.name = object::name(place.said, found.hit).map(span);
                row.change = Change { from: from.map(span), to: to.map(span) };
            }
            (_, Some(opinion)) if Some(code) != self.question || !place.marked() => {
                row.by = By::Learned;
                for (slot, words) in row.decided.iter_mut().zip(opinion.decided(&self.seen(place), code)) {
                    *slot = Some(place.of_words(words.0, words.1));
                }
            }
            _ => {}
        }
        row
    }

    /// Whether the question form only dresses up something else: an exclusion of `question` stands in the unit.
    fn only_polite(&self) -> bool {
        let cues = self.hits.iter().map(|hit| &self.book.cues()[hit.cue as usize]);
        cues.into_iter().any(|cue| cue.unless && Some(cue.code) == self.question)
    }

    /// Functional, unless a code found in the unit says otherwise.
    fn dimension(&self, place: &Place, learned: Option<&Opinion>) -> Dimension {
        let says = |dimension: &str| {
            let mut codes = self.book.codes().filter(|(_, code)| code.dimension.as_deref() == Some(dimension));
            codes.any(|(id, _)| self.decide(place, id, learned).is_some())
        };
        if says("social") {
            Dimension::Social
        } else if says("emotional") {
            Dimension::Emotional
        } else {
            Dimension::Functional
        }
    }
}

/// A unit where it stands.
struct Place<'a> {
    turn: u32,
    /// The text of the turn.
    text: &'a str,
    tokens: &'a [Token],
    said: &'a [Said],
    /// The words of the turn's units right before it.
    before: &'a [Said],
    mood: Mood,
    answers: bool,
    cues_before: u64,
    /// Its place among the units of the turn, and how many they are.
    of_units: (usize, usize),
    /// The place of its turn among those of customers.
    customers_turn: usize,
}

impl Place<'_> {
    /// From places of words to a span of the turn.
    fn of_words(&self, from: u16, to: u16) -> Span {
        self.of(&self.said[from as usize..to as usize])
    }

    /// The span of some words of the turn; there must be one.
    fn of(&self, words: &[Said]) -> Span {
        let span = |word: &Said| self.tokens[word.token as usize].span;
        Span::new(words.first().map_or(0, |word| span(word).start), words.last().map_or(0, |word| span(word).end))
    }

    /// Whether its last word stands inside quotation marks.
    fn ends_quoted(&self, quotes: &mut Quotes) -> bool {
        let last = self.said.last().map(|last| self.tokens[last.token as usize].span.end);
        last.is_some_and(|end| quotes.around(self.text, end as usize))
    }

    /// Whether it ends in a question mark; a lone "What?" asks nothing.
    fn marked(&self) -> bool {
        self.said.len() > 1 && self.said.last().is_some_and(|last| last.after == After::Question)
    }
}
