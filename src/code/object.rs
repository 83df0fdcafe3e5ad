//! A hit in its unit in, the words that it is about out: what is hard, wished for, compared with. No parser: the words on
//! the object's side of the cue up to where a clause must end, without what stands at the edges only for grammar.

use crate::codebook::{Hit, ObjectSide, Said, Words};
use crate::language::{Kind, Language};
use crate::tokenize::After;
use std::ops::Range;

/// Words taken after a cue, and before one.
const MOST_AFTER: usize = 12;
const MOST_BEFORE: usize = 8;

/// Function words at which an object ends once it has said something.
const ENDS: &[&str] = &[
    "and", "but", "so", "because", "cause", "which", "when", "if", "then", "or", "though", "although", "while",
    "since", "where", "until",
];
/// What is told after these, in any form, and "that" is told of something else: "I found that the app is slow".
const TELLS: &[&str] = &[
    "find", "think", "feel", "believe", "say", "know", "notice", "discover", "realize", "happen", "mean", "see",
    "hear", "guess", "learn", "tell",
];
/// No object begins or ends with one of these kinds.
const HOLLOW: Kind = Kind::GRAMMAR.and(Kind::ADVERB).and(Kind::DISCOURSE).and(Kind::NUMBER).and(Kind::TIME);
/// Words too vague to be what somebody talks about.
const VAGUE: &[&str] = &[
    "part", "parts", "way", "ways", "kind", "sort", "case", "point", "fact", "bit", "area", "aspect", "problem",
    "problems", "issue", "issues", "thing",
];
/// Words that stand for what was said before.
const POINTS_BACK: &[&str] = &["it", "they", "that", "this", "these", "those", "them"];
/// Words of what they stand for, at most.
const MOST_NAMED: usize = 4;
/// Words kept at the front: they turn the meaning.
const KEPT: &[&str] = &["not", "no", "without", "too"];

/// The object of a hit, as places in the unit. The side that the cue names is tried first, then the other one.
pub(super) fn cut(
    language: &Language,
    words: &Words,
    said: &[Said],
    hit: Hit,
    side: ObjectSide,
) -> Option<Range<usize>> {
    let text = Text { language, words, said };
    let (from, to) = (usize::from(hit.from), usize::from(hit.to));
    match side {
        ObjectSide::None => None,
        ObjectSide::After => text.after(to).or_else(|| text.before(from)),
        ObjectSide::Before => text.before(from).or_else(|| text.after(to)),
    }
}

/// What "it" or "they" at a hit stands for: the last noun with its article in the words before the unit.
pub(super) fn antecedent(
    language: &Language,
    words: &Words,
    before: &[Said],
    said: &[Said],
    hit: Hit,
) -> Option<Range<usize>> {
    let here = &said[usize::from(hit.from).saturating_sub(2)..usize::from(hit.to)];
    let points_back = here.iter().any(|w| POINTS_BACK.contains(&words.text(w.word)));
    let text = Text { language, words, said: before };
    let end = |start: usize| {
        let pause = |at: usize| before[at].after > After::Blank;
        (start..before.len().min(start + MOST_NAMED))
            .take_while(|at| text.content(*at) && (*at == start || !pause(at - 1)))
            .count()
    };
    let named = |at: usize| text.kind(at - 1).is(Kind::DETERMINER) && before[at - 1].after == After::Blank;
    (1..before.len())
        .rev()
        .filter(|_| points_back)
        .filter(|at| named(*at))
        .map(|at| at..at + end(at))
        .find(|r| !r.is_empty())
}

/// The two ends of a change, "from X to Y", each where it is said.
pub(super) fn change(
    language: &Language,
    words: &Words,
    said: &[Said],
    hit: Hit,
) -> (Option<Range<usize>>, Option<Range<usize>>) {
    let text = Text { language, words, said };
    let reach = usize::from(hit.from)..said.len().min(usize::from(hit.to) + MOST_AFTER);
    let changes = said[reach.clone()].iter().take(4).any(|w| CHANGES.contains(&text.word_of(w)));
    let after = |word: &str| {
        let at = reach.clone().find(|at| text.word(*at) == word)?;
        text.after(at + 1).filter(|object| object.start < at + 4 && text.named(object))
    };
    if changes { (after("from"), after("to")) } else { (None, None) }
}

/// The first run of capitalised words in a hit or right after it: who is compared with, or heard from.
pub(super) fn name(said: &[Said], hit: Hit) -> Option<Range<usize>> {
    let end = said.len().min(usize::from(hit.to) + 4);
    let start = (usize::from(hit.from)..end).find(|at| said[*at].name)?;
    let len = said[start..].iter().take_while(|w| w.name).count().min(4);
    Some(start..start + len)
}

const CHANGES: &[&str] = &[
    "switch",
    "switched",
    "switching",
    "move",
    "moved",
    "moving",
    "migrate",
    "migrated",
    "migrating",
    "change",
    "changed",
    "changing",
    "convert",
    "converted",
    "transition",
    "transitioned",
    "came",
    "went",
    "going",
];

struct Text<'a> {
    language: &'a Language,
    words: &'a Words<'a>,
    said: &'a [Said],
}

impl Text<'_> {
    fn word_of(&self, said: &Said) -> &str {
        self.words.text(said.word)
    }

    fn word(&self, at: usize) -> &str {
        self.word_of(&self.said[at])
    }

    fn kind(&self, at: usize) -> Kind {
        self.language.kind(self.word(at))
    }

    /// A word that says something by itself.
    fn content(&self, at: usize) -> bool {
        !self.kind(at).is(HOLLOW) && !VAGUE.contains(&self.word(at))
    }

    /// Whether a new clause begins here: a subject and its verb.
    fn clause_begins(&self, at: usize) -> bool {
        let subject =
            matches!(self.word(at), "i" | "we" | "you" | "he" | "she" | "they" | "it" | "that" | "there" | "this");
        subject && at + 1 < self.said.len() && self.kind(at + 1).is(Kind::AUXILIARY.and(Kind::ADVERB))
    }

    fn after(&self, from: usize) -> Option<Range<usize>> {
        let (mut end, mut content) = (from, 0);
        while end < self.said.len().min(from + MOST_AFTER) {
            if content > 0 && (ENDS.contains(&self.word(end)) || self.clause_begins(end)) {
                break;
            }
            content += usize::from(self.content(end));
            end += 1;
            let pause = self.said[end - 1].after;
            if pause > After::Comma || (pause == After::Comma && content > 0) {
                break;
            }
        }
        self.strip(from..end)
    }

    fn before(&self, to: usize) -> Option<Range<usize>> {
        let mut start = to;
        while start > to.saturating_sub(MOST_BEFORE) {
            let pause = self.said[start - 1].after > After::Blank && start < to;
            let joined = start < to && self.opens_a_clause(start - 1) && self.has_content(start..to);
            if pause || joined {
                break;
            }
            start -= 1;
        }
        self.strip(start..to)
    }

    /// A word that joins a clause to the one before it.
    fn opens_a_clause(&self, at: usize) -> bool {
        let told = || at > 0 && TELLS.contains(&&*self.language.base(self.word(at - 1)));
        ENDS.contains(&self.word(at)) || self.word(at) == "that" && told()
    }

    fn has_content(&self, mut range: Range<usize>) -> bool {
        range.any(|at| self.content(at))
    }

    /// Takes away what is empty at both edges; nothing is left where only pronouns were.
    fn strip(&self, mut range: Range<usize>) -> Option<Range<usize>> {
        while range.start < range.end && !self.content(range.start) && !self.turns_the_meaning(range.clone()) {
            range.start += 1;
        }
        while range.start < range.end && !self.content(range.end - 1) {
            range.end -= 1;
        }
        self.has_content(range.clone()).then_some(range)
    }

    /// "not enough staff", "too many clicks": the first word belongs to it.
    fn turns_the_meaning(&self, range: Range<usize>) -> bool {
        KEPT.contains(&self.word(range.start))
            && range.len() > 1
            && self.has_content(range.start + 1..(range.start + 3).min(range.end))
    }

    /// Whether it is somebody's name, or at least something called by a noun.
    fn named(&self, object: &Range<usize>) -> bool {
        self.said[object.clone()].iter().any(|w| w.name) || object.len() <= 3
    }
}
