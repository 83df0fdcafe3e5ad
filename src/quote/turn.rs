//! A turn in, out what every window of it can be asked: sums over its words, and where a quote may begin and end.

use super::edge::{Edge, Edges};
use super::facts::{
    CAPITAL, CONTENT, FIRST_PERSON, FactBook, GRADUATION, INTERJECTION, INVERTED, KNOWN, MIDDLE, Marks, NUMBER,
    OPENING, SUBORDINATE, TIME, UNFINISHED, VAGUE,
};
use crate::mask::TalkPhrases;
use crate::tokenize::{After, Skip, Token, Vocabulary};
use std::ops::Range;

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
    /// Tags in place of hidden words, `[number]`.
    pub hidden: u32,
    /// Cut words, and places where the speaker began anew.
    pub restarts: u32,
    /// "oh", "hello".
    pub interjections: u32,
    /// Words in small letters that nobody knows: slips of the pen.
    pub strange: u32,
    /// Places where speech without marks begins a sentence anew.
    pub fresh: u32,
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
    /// Whether a mark ends its last sentence.
    stopped: bool,
    /// Whether it has no marks inside.
    spoken: bool,
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
        let edges = Edges::new(text, tokens, vocabulary);
        let (stopped, sums) = (edges.stopped(), vec![Sums::default()]);
        let complete = stopped || !edges.marked;
        let (spoken, firsts) = (edges.spoken, vec![]);
        let mut view = TurnView { tokens, sums, edges: vec![Edge::Wall], firsts, complete, stopped, spoken };
        let (mut sum, mut talk_until, mut opening) = (Sums::default(), 0, false);
        for (i, token) in tokens.iter().enumerate() {
            let mut facts = book.of(token.word, vocabulary, &text[token.span.range()]);
            if text[token.span.end as usize..].starts_with(')') {
                // "1)" counts items and says nothing.
                facts.marks = facts.marks & !NUMBER | OPENING;
            }
            if facts.marks & OPENING != 0 && &*vocabulary.word(token.word).lower == "there" {
                // "hello there", but "there are no buttons"
                let next = tokens.get(i + 1).filter(|_| token.after == After::Blank);
                let is = next.is_some_and(|t| book.of(t.word, vocabulary, &text[t.span.range()]).marks & INVERTED != 0);
                facts.marks &= if is { !OPENING } else { !0 };
            }
            if view.edges[i] > Edge::None || i == talk_until {
                talk_until = talk_until.max(i + talk.at(&tokens[i..], vocabulary));
            }
            let sentence_start = view.edges[i] >= Edge::Sentence;
            sum.add(facts, token, sentence_start, i < talk_until);
            opening = facts.marks & OPENING != 0 && (view.edges[i] > Edge::None || opening);
            let (edge, hidden) = edges.after(i);
            sum.hidden += u32::from(hidden);
            sum.fresh += u32::from(edges.spoken && edge == Edge::Clause);
            let known = facts.marks & (KNOWN | CAPITAL) != 0;
            sum.strange += u32::from(!known && !text[token.span.range()].starts_with(char::is_uppercase));
            sum.restarts += u32::from(token.skip == Some(Skip::Cut) || edges.begins_anew(i));
            view.sums.push(sum);
            view.firsts.push(facts.marks);
            // "i wonder if you can help me | i've been trying": talk about the call ends where it ends.
            let edge = if i + 1 == talk_until { edge.max(Edge::Clause) } else { edge };
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

    /// Whether it is speech without marks.
    pub fn spoken(&self) -> bool {
        self.spoken
    }

    /// Places soon after the beginning of some words where speech without marks begins anew: "is it um | i was wondering".
    pub fn anew(&self, core: &Range<usize>) -> impl Iterator<Item = usize> {
        const SOON: usize = 12;
        let soon = core.start + 1..core.end.min(core.start + SOON);
        soon.filter(|&i| self.spoken && self.edge(i) == Edge::Clause)
    }

    /// How well the words end.
    pub fn end(&self, range: &Range<usize>) -> Edge {
        let cut_off = range.end == self.tokens.len() && !self.complete || self.words_missing(range.end);
        if cut_off { Edge::Soft } else { self.edge(range.end) }
    }

    /// Whether words are missing at a place.
    fn words_missing(&self, i: usize) -> bool {
        i > 0 && self.tokens[i - 1].after == After::Missing && self.edge(i) == Edge::Wall
    }

    /// Whether a mark of the transcript ends the words.
    fn is_stopped(&self, range: &Range<usize>) -> bool {
        match range.end < self.tokens.len() {
            true => self.edge(range.end) == Edge::Sentence,
            false => self.stopped,
        }
    }

    /// Whether the words break off.
    pub fn is_unfinished(&self, range: &Range<usize>) -> bool {
        let last = range.clone().rev().find(|&i| self.tokens[i].skip.is_none()).map_or(0, |i| self.firsts[i]);
        !self.is_stopped(range) && last & UNFINISHED != 0
    }

    /// How the words begin; `asks`: they may ask.
    pub fn begin(&self, range: &Range<usize>, asks: bool) -> Begin {
        let mut said = range.clone().filter(|&i| self.tokens[i].skip.is_none()).map(|i| self.firsts[i]);
        let (first, second) = (said.next().unwrap_or(0), said.next().unwrap_or(0));
        let edge = self.edge(range.start);
        let has = |mark: Marks| first & mark != 0;
        let orphan = has(VAGUE) && !has(FIRST_PERSON);
        let inverted = has(INVERTED) && !asks && second & (CONTENT | MIDDLE | TIME | NUMBER) != 0;
        let leaning = has(SUBORDINATE) && !asks && edge < Edge::Sentence;
        if has(MIDDLE) || orphan || inverted || leaning || self.words_missing(range.start) {
            return Begin::InTheMiddle;
        }
        match edge {
            _ if has(OPENING) => Begin::Opening,
            Edge::Sentence | Edge::Wall => Begin::Sentence,
            Edge::Clause => Begin::Clause,
            Edge::Soft | Edge::None => Begin::Soft,
        }
    }

    /// Sums over some words.
    pub fn sums(&self, range: &Range<usize>) -> Sums {
        let (a, b) = (self.sums[range.end], self.sums[range.start]);
        minus!(a, b, words disfluent content known first_person vague graduation numbers times names feeling rare talk questions sentences hidden restarts interjections strange fresh)
    }
}

impl Sums {
    fn add(&mut self, facts: super::facts::Facts, token: &Token, sentence_start: bool, talk: bool) {
        let one = |holds: bool| u32::from(holds);
        let has = |mark: Marks| one(facts.marks & mark != 0);
        self.questions += one(token.after == After::Question);
        self.sentences += one(matches!(token.after, After::Question | After::Stop | After::Missing));
        self.interjections += has(INTERJECTION);
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

/// How words begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// In the middle of something: "and then", "it was".
    InTheMiddle,
    /// "oh hello".
    Opening,
    /// At a comma or a turn of speech without marks.
    Soft,
    /// At a clause.
    Clause,
    /// At a sentence, or with the turn.
    Sentence,
}
