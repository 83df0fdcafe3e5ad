//! A coded problem in, the words that name it out: what its cue says together with what the cue is about, without what
//! stands at the edges only for grammar; and the base forms by which two wordings are the same problem.

use crate::code::{By, CodedUnit};
use crate::corpus::Span;
use crate::language::{Kind, Language};
use crate::tokenize::{After, Token, Vocabulary, tokenize};
use std::ops::Range;

/// Words that name a problem at most.
const MOST_WORDS: usize = 9;
/// Words between a cue and what it is about, at most.
const MOST_BETWEEN: usize = 3;
/// Base forms that tell problems apart at most.
const MOST_KEYS: usize = 6;
/// From here on a word sounds bad, in tenths.
const BAD: i16 = -10;

/// A name does not begin with one of these kinds ...
const NO_BEGINNING: Kind = Kind::GRAMMAR.and(Kind::ADVERB).and(Kind::DISCOURSE);
/// ... nor end with one of these.
const NO_END: Kind = Kind::GRAMMAR.and(Kind::DISCOURSE).and(Kind::NEGATOR);
/// Words that say of anything that it is bad, or nothing at all.
const EMPTY: &[&str] = &[
    "problem", "issue", "trouble", "solve", "thing", "stuff", "way", "idea", "long", "longer", "matter", "doubt",
    "lot", "bit", "kind", "time", "reason",
];

/// Words with which another clause begins, and subjects that point back: what stands before them is not what they tell of.
const JOINS: &[&str] = &["and", "but", "so", "because", "if", "when", "then", "or", "though", "although", "while"];
const SUBJECTS: &[&str] = &["it", "they", "he", "she"];

/// Verbs that say little: "get stuck", "feel stuck".
const WEAK: &[&str] = &["get", "make", "feel", "become", "go", "come"];

/// The words that name a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wording {
    /// Where they stand in the turn.
    pub(super) span: Span,
    /// Base forms that say something, in order of the alphabet; `not` stands for every negation.
    pub(super) key: Vec<Box<str>>,
}

/// Names problems. One for all calls.
pub(super) struct Namer {
    language: &'static Language,
    vocabulary: Vocabulary,
    tokens: Vec<Token>,
}

impl Namer {
    pub(super) fn new(language: &'static Language) -> Self {
        Namer { language, vocabulary: Vocabulary::new(language), tokens: vec![] }
    }

    /// Takes a turn to hand.
    pub(super) fn read(&mut self, text: &str) {
        tokenize(text, &mut self.vocabulary, &mut self.tokens);
    }

    /// What the cue of a unit and its object say together; `None` where no cue decided, or it says too little.
    pub(super) fn of_cue(&self, unit: &CodedUnit) -> Option<Wording> {
        let cue = self.within(unit.decided[0].filter(|_| matches!(unit.by, By::Cue(_)))?)?;
        let object = unit.object.and_then(|object| self.within(object));
        let joined = object.and_then(|object| self.joined(&cue, &object));
        let words = self.trimmed(joined.unwrap_or(cue.clone()));
        let wording = self.wording(words.clone())?;
        let of_cue = words.start < cue.end && cue.start < words.end;
        (of_cue && words.len() > 1 && wording.key.iter().any(|base| self.says(base))).then_some(wording)
    }

    /// A term that stands in the turn at hand, with the auxiliary before its negation: "doesn't include".
    pub(super) fn of_term(&self, term: Span) -> Option<Wording> {
        let mut words = self.within(term)?;
        let kind = |at: usize| self.kind(at);
        if kind(words.start).is(Kind::NEGATOR) && words.start > 0 && kind(words.start - 1) == Kind::AUXILIARY {
            words.start -= 1;
        }
        // "report a lost | credit card"
        let lower = |at: usize| &*self.vocabulary.word(self.tokens[at].word).lower;
        let thing = |at: usize| {
            self.tokens[at - 1].after == After::Blank && kind(at) == Kind::CONTENT && !lower(at).ends_with("ing")
        };
        if self.language.feeling(lower(words.end - 1)) <= BAD {
            let end = self.tokens.len().min(words.end + 2);
            words.end += (words.end..end).take_while(|at| thing(*at)).count();
        }
        self.wording(words)
    }

    /// Whether some words say that something is bad: they hold a word that sounds bad, or deny something that does not.
    pub(super) fn is_bad(&mut self, text: &str) -> bool {
        self.read(text);
        let parts = || self.tokens.iter().flat_map(|token| &self.vocabulary.word(token.word).parts);
        let says = |part: &str| self.says(part);
        let denies = parts().any(|part| self.language.kind(part).is(Kind::NEGATOR));
        let bad = parts().any(|part| self.language.feeling(part) <= BAD && says(part));
        // "don't bother" denies what sounds bad.
        if denies { !bad && parts().any(|part| says(part)) } else { bad }
    }

    fn kind(&self, at: usize) -> Kind {
        self.vocabulary.word(self.tokens[at].word).kind
    }

    /// Words of the turn that overlap a span.
    fn within(&self, span: Span) -> Option<Range<usize>> {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        (start < end).then_some(start..end)
    }

    /// A cue with what it is about; `None` where too much stands between them.
    fn joined(&self, cue: &Range<usize>, object: &Range<usize>) -> Option<Range<usize>> {
        let range = if object.start >= cue.start {
            (object.start <= cue.end + MOST_BETWEEN).then(|| cue.start..self.head(object).max(cue.end))?
        } else {
            (cue.start <= object.end + MOST_BETWEEN).then(|| object.start.max(object.end.saturating_sub(4))..cue.end)?
        };
        let one_sentence = self.tokens[range.start..range.end - 1].iter().all(|token| token.after <= After::Comma);
        (range.len() <= MOST_WORDS && one_sentence && self.one_clause(cue, object)).then_some(range)
    }

    /// Whether a cue and what is said of it stand in one clause: "answer the texts | it falls through the cracks" and
    /// "falls through the cracks, | and I find" do not.
    fn one_clause(&self, cue: &Range<usize>, object: &Range<usize>) -> bool {
        let lower = |at: usize| &*self.vocabulary.word(self.tokens[at].word).lower;
        if object.start >= cue.end {
            let pause = (cue.end - 1..object.start).any(|at| self.tokens[at].after > After::Blank);
            return !pause && !(cue.end..object.start).any(|at| JOINS.contains(&lower(at)));
        }
        // A cue may begin with its own subject.
        let between = object.end..cue.start.max(object.end + 1).min(cue.end);
        !between.into_iter().any(|at| {
            let word = lower(at).split('\'').next().unwrap_or_default();
            JOINS.contains(&word) || SUBJECTS.contains(&word)
        })
    }

    /// Where the first thing that an object names ends: "the invoices | from last week".
    fn head(&self, object: &Range<usize>) -> usize {
        let mut said = 0;
        for at in object.clone() {
            let kind = self.kind(at);
            if said >= 2 || said == 1 && kind.is(Kind::PREPOSITION.and(Kind::CONJUNCTION)) {
                return at;
            }
            said += usize::from(kind == Kind::CONTENT);
        }
        object.end
    }

    fn trimmed(&self, words: Range<usize>) -> Range<usize> {
        let skipped = |at: usize| self.tokens[at].skip.is_some();
        let lower = |at: usize| &*self.vocabulary.word(self.tokens[at].word).lower;
        let begins = |at: &usize| {
            !skipped(*at)
                && (self.kind(*at).is(Kind::NEGATOR) || lower(*at) == "too" || !self.kind(*at).is(NO_BEGINNING))
        };
        let start = words.clone().find(begins).unwrap_or(words.end);
        let phrasal = |at: usize| at > start && self.language.is_phrasal(&self.language.base(lower(at - 1)), lower(at));
        let ends = |at: &usize| !skipped(*at) && (!self.kind(*at).is(NO_END) || phrasal(*at));
        let end = (start..words.end).rev().find(ends).map_or(start, |at| at + 1);
        start..end
    }

    fn wording(&self, words: Range<usize>) -> Option<Wording> {
        let (first, last) = (self.tokens.get(words.start)?, self.tokens[words.clone()].last()?);
        let mut key: Vec<Box<str>> = vec![];
        for token in self.tokens[words].iter().filter(|token| token.skip.is_none()) {
            for part in &self.vocabulary.word(token.word).parts {
                let kind = self.language.kind(part);
                if kind.is(Kind::NEGATOR) {
                    key.push("not".into());
                } else if !kind.is(NO_BEGINNING) {
                    key.push(self.language.base(part).into());
                }
            }
        }
        if key.iter().any(|base| &**base != "not" && !WEAK.contains(&&**base)) {
            key.retain(|base| !WEAK.contains(&&**base));
        }
        key.sort_unstable();
        key.dedup();
        key.truncate(MOST_KEYS);
        (!key.is_empty()).then_some(Wording { span: Span::new(first.span.start, last.span.end), key })
    }

    fn says(&self, part: &str) -> bool {
        self.language.kind(part) == Kind::CONTENT && !EMPTY.contains(&&*self.language.base(part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::{Change, Dimension, Mood};
    use crate::codebook::CodeId;
    use crate::language::english;

    fn at(text: &str, words: &str) -> Option<Span> {
        let start = text.find(words)? as u32;
        Some(Span::new(start, start + words.len() as u32))
    }

    /// The name and the key that a cue and its object give.
    fn name(text: &str, cue: &str, object: &str) -> Option<(String, String)> {
        let mut namer = Namer::new(english());
        namer.read(text);
        let unit = CodedUnit {
            turn: 0,
            span: Span::new(0, text.len() as u32),
            code: CodeId(0),
            by: By::Cue(0),
            decided: [at(text, cue), None, None],
            object: at(text, object).filter(|_| !object.is_empty()),
            name: None,
            change: Change::default(),
            strength: 800,
            mood: Mood::default(),
            dimension: Dimension::Functional,
        };
        let wording = namer.of_cue(&unit)?;
        Some((text[wording.span.range()].to_owned(), wording.key.join(" ")))
    }

    #[test]
    fn a_problem_is_its_cue_with_what_it_is_about() {
        let named = |text, cue, object, name_: &str, key: &str| {
            assert_eq!(name(text, cue, object), Some((name_.to_owned(), key.to_owned())), "{text}");
        };
        let text = "well we can't find the invoices from last week";
        named(text, "can't find", "invoices from last week", "can't find the invoices", "find invoice not");
        named("Then our sync keeps failing.", "keeps failing", "sync", "sync keeps failing", "fail keep sync");
        named("it takes forever to load", "takes forever to", "load", "takes forever to load", "forever load take");
        let text = "if we forget to answer the texts it falls through the cracks, and I find out late";
        named(text, "falls through the cracks", "texts", "falls through the cracks", "crack fall");
        named(text, "falls through the cracks", "find out", "falls through the cracks", "crack fall");
        assert_eq!(name("I don't know, it was interesting", "don't know", "interesting"), None);
        assert_eq!(name("it is slow", "is slow", ""), None, "one word names nothing");
        assert_eq!(name("that can't do it", "can't do", ""), None);
    }

    #[test]
    fn terms_say_that_something_is_bad_or_do_not() {
        let mut namer = Namer::new(english());
        for bad in ["wrong number", "doesn't work", "not understand", "lost my card"] {
            assert!(namer.is_bad(bad), "{bad}");
        }
        for neutral in ["credit card", "o clock", "no longer", "solve the problem", "not bad", "don't mind a problem"] {
            assert!(!namer.is_bad(neutral), "{neutral}");
        }
    }

    #[test]
    fn a_term_takes_its_auxiliary_and_its_thing_along() {
        let mut namer = Namer::new(english());
        let mut of = |text: &str, term: &str| {
            namer.read(text);
            let wording = at(text, term).and_then(|term| namer.of_term(term));
            wording.map(|wording| text[wording.span.range()].to_owned())
        };
        assert_eq!(of("it did not include the figure", "not include").as_deref(), Some("did not include"));
        assert_eq!(
            of("to report a lost credit card please", "report a lost").as_deref(),
            Some("report a lost credit card")
        );
    }
}
