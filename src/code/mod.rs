//! Calls and a codebook in, coded utterances out: which code, by which words, about what, and how it is meant.

mod check;
mod mood;
mod object;
mod unit;

pub use check::{Failure, check, code_call, code_text};
pub use mood::Mood;

use crate::codebook::{CodeId, Codebook, Hit, Rule, Said, Words};
use crate::corpus::{Call, Role, Span};
use crate::tokenize::{After, Token, Vocabulary};
use std::ops::Range;

/// What decided that a unit has a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum By {
    /// A cue: its place in [`Codebook::cues`].
    Cue(u32),
    /// The question mark.
    Mark,
    /// The learned second opinion.
    Learned,
}

/// Which side of life a remark is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dimension {
    /// Getting something done.
    #[default]
    Functional,
    /// How it feels.
    Emotional,
    /// How others see it.
    Social,
}

impl Dimension {
    /// In small letters, as the tables write it.
    pub fn name(self) -> &'static str {
        match self {
            Dimension::Functional => "functional",
            Dimension::Emotional => "emotional",
            Dimension::Social => "social",
        }
    }
}

/// A unit of a customer's turn that has a code. One value per unit and code. All spans are of its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodedUnit {
    /// Place in [`Call::turns`].
    pub turn: u32,
    /// The unit.
    pub span: Span,
    /// The code.
    pub code: CodeId,
    /// What decided.
    pub by: By,
    /// The words that decided, in order; `None` after the last.
    pub decided: [Option<Span>; 3],
    /// What it is about, where that could be cut out.
    pub object: Option<Span>,
    /// How sure, in thousandths.
    pub strength: u16,
    /// How it is meant.
    pub mood: Mood,
    /// Functional, emotional or social.
    pub dimension: Dimension,
}

impl CodedUnit {
    /// The words that decided, as they stand in the turn, ` + ` between separate ones.
    pub fn cue(&self, turn_text: &str) -> String {
        if self.by == By::Mark {
            return "?".into();
        }
        let mut cue = String::new();
        for span in self.decided.iter().flatten() {
            cue.push_str(if cue.is_empty() { "" } else { " + " });
            cue.push_str(&turn_text[span.range()]);
        }
        cue
    }
}

/// Codes the calls of one vocabulary. Make one per vocabulary, use it for all its calls.
pub struct Coder<'b> {
    book: &'b Codebook,
    words: Words<'b>,
    question: Option<CodeId>,
    said: Vec<Said>,
    before: Vec<Said>,
    units: Vec<Range<usize>>,
    hits: Vec<Hit>,
    best: Vec<Option<Found>>,
}

/// How strong the cues of a code must be together for a row, in thousandths.
const ENOUGH: u16 = 350;

/// The best cue of a code in a unit.
#[derive(Clone, Copy)]
struct Found {
    hit: Hit,
    /// Strength of this cue.
    own: u16,
    /// Strength of all cues of the code together.
    strength: u16,
    mood: Mood,
}

impl<'b> Coder<'b> {
    /// A coder that has seen no word yet.
    pub fn new(book: &'b Codebook) -> Self {
        Coder {
            book,
            words: Words::new(book),
            question: book.id("question"),
            said: Vec::new(),
            before: Vec::new(),
            units: Vec::new(),
            hits: Vec::new(),
            best: vec![None; book.codes().count()],
        }
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
        for (index, turn) in call.turns.iter().enumerate() {
            if turn.role != Role::Customer {
                continue;
            }
            let text = call.turn_text(turn);
            self.before.clear();
            if let Some(rep) = index.checked_sub(1).filter(|before| call.turns[*before].role != Role::Customer) {
                self.words.read(call.turn_text(&call.turns[rep]), tokens(rep), vocab, &mut self.before);
            }
            let of_turn = tokens(index);
            self.words.read(text, of_turn, vocab, &mut self.said);
            unit::units(&self.words, &self.said, &mut self.units);
            for unit in 0..self.units.len() {
                self.code_unit(index as u32, of_turn, unit, out);
            }
        }
    }

    fn code_unit(&mut self, turn: u32, tokens: &[Token], unit: usize, out: &mut Vec<CodedUnit>) {
        let range = self.units[unit].clone();
        let said = &self.said[range.clone()];
        self.hits.clear();
        self.book.find(&self.words, said, &mut self.hits);
        let marked =
            said.last().is_some_and(|last| last.after == After::Question) && said.len() > 1 && !self.only_polite();
        if self.hits.is_empty() && !marked {
            return;
        }
        let asks = marked || self.hits.iter().any(|hit| Some(self.book.cues()[hit.cue as usize].code) == self.question);
        let mut mood = mood::of_unit(&self.words, said);
        if asks {
            mood = mood.and(Mood::ASKED);
        }
        weigh(self.book, &self.words, said, &self.hits, mood, &mut self.best);
        let place = Place { turn, tokens, said };
        let dimension = self.dimension();
        for (code, found) in (0u8..).map(CodeId).zip(&self.best) {
            let (by, strength, mood, decided, object) = match found {
                Some(found) if found.strength >= ENOUGH => {
                    let object = object::cut(self.book, &self.words, said, found.hit);
                    (
                        By::Cue(found.hit.cue),
                        found.strength,
                        found.mood,
                        Some(place.of_words(found.hit.from, found.hit.to)),
                        object,
                    )
                }
                _ if marked && Some(code) == self.question => (By::Mark, 900, mood, None, None),
                _ => continue,
            };
            out.push(CodedUnit {
                turn,
                span: place.of_words(0, said.len() as u16),
                code,
                by,
                decided: [decided, None, None],
                object: object.map(|object| place.of_words(object.start as u16, object.end as u16)),
                strength,
                mood,
                dimension,
            });
        }
    }

    /// Whether the question form only dresses up something else: an exclusion of `question` stands in the unit.
    fn only_polite(&self) -> bool {
        self.hits
            .iter()
            .map(|hit| &self.book.cues()[hit.cue as usize])
            .any(|cue| cue.unless && Some(cue.code) == self.question)
    }

    /// Functional, unless a code found in the unit says otherwise.
    fn dimension(&self) -> Dimension {
        let says = |dimension: &str| {
            let found = self.book.codes().zip(&self.best).filter(|(_, found)| found.is_some());
            found.into_iter().any(|((_, code), _)| code.dimension.as_deref() == Some(dimension))
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

struct Place<'a> {
    turn: u32,
    tokens: &'a [Token],
    said: &'a [Said],
}

impl Place<'_> {
    /// From places of words to a span of the turn.
    fn of_words(&self, from: u16, to: u16) -> Span {
        let first = self.tokens[self.said[from as usize].token as usize].span.start;
        let last = self.tokens[self.said[to as usize - 1].token as usize].span.end;
        debug_assert!(first < last, "turn {}", self.turn);
        Span::new(first, last)
    }
}

/// The best hit of each code, after exclusions and mood.
fn weigh(book: &Codebook, words: &Words, said: &[Said], hits: &[Hit], of_unit: Mood, best: &mut [Option<Found>]) {
    best.fill(None);
    for hit in hits {
        let cue = &book.cues()[hit.cue as usize];
        if cue.unless || excluded(book, hits, *hit) {
            continue;
        }
        let mood = of_unit.and(mood::of_hit(words, said, *hit));
        let code = book.code(cue.code);
        let mut strength = u32::from(cue.strength);
        for (flag, rule) in [(Mood::NEGATED, code.negated), (Mood::ASKED, code.asked), (Mood::IMAGINED, code.imagined)]
        {
            if mood.has(flag) {
                strength = match rule {
                    Rule::Keep => strength,
                    Rule::Weaken => strength / 2,
                    Rule::Drop => 0,
                };
            }
        }
        if mood.has(Mood::HEDGED) {
            strength = strength * 9 / 10;
        }
        if strength > 0 {
            let slot = &mut best[cue.code.0 as usize];
            *slot = Some(both(*slot, Found { hit: *hit, own: strength as u16, strength: strength as u16, mood }));
        }
    }
}

/// Two cues of one code: the stronger one speaks for both, and together they are surer (noisy or), unless they overlap.
fn both(old: Option<Found>, new: Found) -> Found {
    let Some(old) = old else { return new };
    let (mut best, other) = if new.own > old.own { (new, old) } else { (old, new) };
    best.strength = old.strength.max(new.strength);
    if old.hit.from >= new.hit.to || new.hit.from >= old.hit.to {
        let doubt = (1000 - u32::from(old.strength)) * (1000 - u32::from(new.strength)) / 1000;
        best.strength = (1000 - doubt) as u16;
    }
    best.mood = best.mood.and(Mood(other.mood.0 & Mood::PAST.0));
    best
}

fn excluded(book: &Codebook, hits: &[Hit], hit: Hit) -> bool {
    let code = book.cues()[hit.cue as usize].code;
    hits.iter().any(|other| {
        let cue = &book.cues()[other.cue as usize];
        cue.unless && cue.code == code && other.from < hit.to && hit.from < other.to
    })
}
