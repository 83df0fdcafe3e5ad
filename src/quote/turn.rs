//! A turn in, out what every window of it can be asked: sums over its words, and where a quote may begin and end.

use super::facts::{
    CAPITAL, CONTENT, FIRST_PERSON, FactBook, GRADUATION, KNOWN, MIDDLE, Marks, NUMBER, OPENING, TIME, UNFINISHED,
    VAGUE,
};
use crate::mask::TalkPhrases;
use crate::tokenize::{After, Token, Vocabulary};
use std::ops::Range;

/// How good a place between two words is to begin or to end a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edge {
    /// Inside a clause: no place at all.
    None,
    /// A comma, or a word such as "but" in speech without marks.
    Soft,
    /// A dash, a colon.
    Clause,
    /// A sentence.
    Sentence,
    /// Words are missing, or the turn begins or ends. No quote crosses it.
    Wall,
}

/// Sums over the words before a place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums {
    /// Words that are said on purpose.
    pub words: u32,
    /// Fillers, repeats, cut words.
    pub disfluent: u32,
    /// Content words.
    pub content: u32,
    /// Words known from everyday speech.
    pub known: u32,
    /// Words of the first person.
    pub first_person: u32,
    /// Words that point to what was said before.
    pub vague: u32,
    /// Words such as "never", "way too".
    pub graduation: u32,
    /// Numbers.
    pub numbers: u32,
    /// Times and days.
    pub times: u32,
    /// Capitals inside sentences.
    pub names: u32,
    /// Feeling, in tenths.
    pub feeling: u32,
    /// Rarity of the content words, summed.
    pub rare: u32,
    /// Words of set phrases ("thank you for calling").
    pub talk: u32,
    /// Sentences that ask.
    pub questions: u32,
    /// Sentences.
    pub sentences: u32,
}

macro_rules! minus {
    ($a:expr, $b:expr, $($field:ident)*) => { Sums { $($field: $a.$field.saturating_sub($b.$field)),* } };
}

/// A turn looked over once.
pub struct TurnView<'t> {
    /// Its words.
    pub tokens: &'t [Token],
    sums: Vec<Sums>,
    /// `edges[i]` is the place before token `i`.
    edges: Vec<Edge>,
    firsts: Vec<Marks>,
    /// Whether the turn's last word ends a sentence, or no word of the turn does.
    complete: bool,
}

impl<'t> TurnView<'t> {
    /// Looks a turn over.
    pub fn new(
        text: &str,
        tokens: &'t [Token],
        vocabulary: &Vocabulary,
        book: &mut FactBook,
        talk: &TalkPhrases,
    ) -> Self {
        let complete = complete(text, tokens);
        let mut view =
            TurnView { tokens, sums: vec![Sums::default()], edges: vec![Edge::Wall], firsts: vec![], complete };
        let (mut sum, mut talk_until, mut opening) = (Sums::default(), 0, false);
        for (i, token) in tokens.iter().enumerate() {
            let mut facts = book.of(token.word, vocabulary, &text[token.span.range()]);
            if text[token.span.end as usize..].starts_with(')') {
                // "1)" counts items and says nothing.
                facts.marks = facts.marks & !NUMBER | OPENING;
            }
            if view.edges[i] > Edge::None || i == talk_until {
                talk_until = talk_until.max(i + talk.at(&tokens[i..], vocabulary));
            }
            let sentence_start = view.edges[i] >= Edge::Sentence;
            sum.add(facts, token, sentence_start, i < talk_until);
            view.sums.push(sum);
            view.firsts.push(facts.marks);
            opening = facts.marks & OPENING != 0 && (view.edges[i] > Edge::None || opening);
            let edge = edge(text, tokens, i, vocabulary);
            view.edges.push(if opening { edge.max(Edge::Clause) } else { edge });
        }
        view
    }

    /// The place before token `i`.
    pub fn edge(&self, i: usize) -> Edge {
        self.edges.get(i).copied().unwrap_or(Edge::Wall)
    }

    /// The words without "oh hello" and the like at their beginning.
    pub fn without_opening(&self, range: Range<usize>) -> Range<usize> {
        let opens = |i: &usize| self.tokens[*i].skip.is_some() || self.firsts[*i] & OPENING != 0;
        let start = range.clone().find(|i| !opens(i)).unwrap_or(range.start);
        if self.edge(start) > Edge::None { start..range.end } else { range }
    }

    /// How well the words end.
    pub fn end(&self, range: &Range<usize>) -> Edge {
        let cut_off = range.end == self.tokens.len() && !self.complete;
        if cut_off { Edge::Soft } else { self.edge(range.end) }
    }

    /// Sums over some words.
    pub fn sums(&self, range: &Range<usize>) -> Sums {
        let (a, b) = (self.sums[range.end], self.sums[range.start]);
        minus!(a, b, words disfluent content known first_person vague graduation numbers times names feeling rare talk questions sentences)
    }

    /// What the first word of some words that is said on purpose means.
    pub fn first(&self, range: &Range<usize>) -> Marks {
        range.clone().find(|&i| self.tokens[i].skip.is_none()).map_or(0, |i| self.firsts[i])
    }

    /// What the last word that is said on purpose means.
    pub fn last(&self, range: &Range<usize>) -> Marks {
        range.clone().rev().find(|&i| self.tokens[i].skip.is_none()).map_or(0, |i| self.firsts[i])
    }
}

impl Sums {
    fn add(&mut self, facts: super::facts::Facts, token: &Token, sentence_start: bool, talk: bool) {
        let one = |holds: bool| u32::from(holds);
        let has = |mark: Marks| one(facts.marks & mark != 0);
        self.questions += one(token.after == After::Question);
        self.sentences += one(matches!(token.after, After::Question | After::Stop | After::Missing));
        if token.skip.is_some() {
            self.disfluent += 1;
            return;
        }
        self.words += 1;
        self.talk += one(talk);
        self.content += has(CONTENT);
        self.known += has(KNOWN);
        self.first_person += has(FIRST_PERSON);
        self.vague += has(VAGUE);
        self.graduation += has(GRADUATION);
        self.numbers += has(NUMBER);
        self.times += has(TIME);
        self.names += if sentence_start { 0 } else { has(CAPITAL) };
        self.feeling += u32::from(facts.feeling);
        self.rare += u32::from(facts.rare);
    }
}

/// Whether the turn ends as its sentences do.
fn complete(text: &str, tokens: &[Token]) -> bool {
    let Some((last, others)) = tokens.split_last() else { return true };
    let marked = others.iter().any(|token| matches!(token.after, After::Stop | After::Question));
    !marked || text[last.span.end as usize..].contains(['.', '?', '!', '…'])
}

/// The place after token `i`.
fn edge(text: &str, tokens: &[Token], i: usize, vocabulary: &Vocabulary) -> Edge {
    let Some(next) = tokens.get(i + 1) else { return Edge::Wall };
    match tokens[i].after {
        After::Missing => Edge::Wall,
        After::Stop | After::Question if goes_on(text, next) => Edge::Soft,
        After::Stop | After::Question => Edge::Sentence,
        After::Clause => Edge::Clause,
        After::Comma => Edge::Soft,
        After::Blank if turns_off(vocabulary, next, tokens.get(i + 2)) => Edge::Soft,
        After::Blank => Edge::None,
    }
}

/// Whether a sentence goes on after a mark, by its small letter: "e.g. the gate", "asks 'why?' and leaves". In turns that
/// begin with a small letter, small letters tell nothing.
fn goes_on(text: &str, next: &Token) -> bool {
    let cased = text.starts_with(|c: char| c.is_uppercase() || c == '"' || c == '“' || c.is_ascii_digit());
    cased && text[next.span.range()].starts_with(char::is_lowercase)
}

/// Whether a new clause begins with the word, in speech without marks.
fn turns_off(vocabulary: &Vocabulary, next: &Token, second: Option<&Token>) -> bool {
    let lower = |token: &Token| &*vocabulary.word(token.word).lower;
    match lower(next) {
        "but" | "because" | "cause" | "so" | "which" | "although" => true,
        "and" | "then" | "when" | "if" => second.is_some_and(|token| {
            matches!(
                lower(token),
                "i" | "we" | "it" | "they" | "you" | "he" | "she" | "then" | "that" | "the" | "my" | "there"
            ) || lower(token).contains('\'')
        }),
        _ => false,
    }
}

/// Whether words that begin so only open the remark.
pub fn is_opening(marks: Marks) -> bool {
    marks & OPENING != 0
}

/// Whether words that begin so stand in the middle of something.
pub fn begins_in_the_middle(marks: Marks) -> bool {
    marks & MIDDLE != 0
}

/// Whether words that end so are not finished.
pub fn is_unfinished(marks: Marks) -> bool {
    marks & UNFINISHED != 0
}
