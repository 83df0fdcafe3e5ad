//! Words in, names of persons out: names that are introduced, said to somebody, the call's own speakers, and full names.

use super::call_names::CallNames;
use super::lexicon::{
    COMMON, COMPANY, Flags, GIVEN, GREETING, KIN, MONTH, NAMING, ORDINARY, PLACE, STREET, STREET_WEAK, SURNAME, THING,
    TITLE,
};
use super::words::{Gap, Shape, Tok, Words};
use super::{Kind, Private};
use rustc_hash::FxBuildHasher;
use std::collections::HashSet;

/// How strongly the words before announce a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Announced {
    No,
    /// "this is", "I'm", "ask for", "thanks": a name, or anything else.
    Perhaps,
    /// "my name is", "Mrs".
    Surely,
}

/// Adds the names of a turn.
pub fn find(words: &Words, names: &CallNames, out: &mut Vec<Private>) {
    let before = out.len();
    let mut i = 0;
    while i < words.toks.len() {
        match name_at(words, names, i) {
            Some(last) => {
                out.push(Private { span: words.span(i, last), kind: Kind::Name });
                i = last + 1;
            }
            None => i += 1,
        }
    }
    if words.cased && out.len() > before {
        said_again(words, before, out);
    }
}

/// The last word of the name that begins with word `i`.
fn name_at(words: &Words, names: &CallNames, i: usize) -> Option<usize> {
    let tok = &words.toks[i];
    if let Some(ordinary) = names.holds(tok.hash) {
        let in_case = tok.capital() && words.cased && (tok.gap != Gap::Stop || !tok.is(ORDINARY));
        if in_case || !ordinary && !words.cased && !tok.is(ORDINARY) {
            return Some(run_end(words, i));
        }
    }
    if tok.is(ORDINARY) && !tok.is(GIVEN | SURNAME) || !words.name_shaped(i) {
        return None;
    }
    let announced = announced(words, i);
    if words.cased && tok.capital() { cased(words, i, announced) } else { uncased(words, i, announced) }
}

const BLOCKED: Flags = COMPANY | PLACE | TITLE | MONTH | GREETING;

/// Whether a word is a given name and not a place or a company.
fn given(tok: &Tok) -> bool {
    tok.is(GIVEN) && !tok.is(COMPANY | PLACE | MONTH)
}

/// A given name that is no ordinary word.
fn certain(tok: &Tok) -> bool {
    given(tok) && !tok.is(ORDINARY)
}

fn surname(tok: &Tok) -> bool {
    tok.is(SURNAME) && !tok.is(ORDINARY | COMPANY | PLACE | MONTH)
}

/// A surname by the list, or by an ending that family names of many languages have.
fn family(words: &Words, i: usize) -> bool {
    const ENDINGS: [&str; 22] = [
        "ić", "vić", "ova", "ová", "eva", "sson", "sdottir", "sdóttir", "ski", "ska", "cki", "enko", "shvili", "oglu",
        "oğlu", "poulos", "idis", "yan", "ishi", "yama", "moto", "ev",
    ];
    let tok = &words.toks[i];
    let shaped = tok.end - tok.start >= 6 && !tok.is(ORDINARY | BLOCKED | GIVEN);
    surname(tok) || shaped && ENDINGS.iter().any(|end| words.text_of(i).ends_with(end))
}

fn cased(words: &Words, i: usize, announced: Announced) -> Option<usize> {
    let tok = &words.toks[i];
    let last = run_end(words, i);
    let followed_by_company =
        words.toks.get(last + 1).is_some_and(|t| t.capital() && t.is(COMPANY | STREET | STREET_WEAK) && t.follows());
    let after_capital = i > 0 && tok.follows() && words.toks[i - 1].capital() && words.toks[i - 1].is(PLACE | COMPANY);
    let acceptable = match announced {
        Announced::Surely => !tok.is(MONTH) && (!tok.is(ORDINARY | COMPANY) || tok.is(GIVEN | SURNAME)),
        _ if followed_by_company || after_capital => false,
        Announced::Perhaps => {
            given(tok) || full_name(words, i, last) || speaks(words, last) && tok.flags & (ORDINARY | BLOCKED) == 0
        }
        Announced::No => {
            full_name(words, i, last) || tok.is(COMMON) && !tok.is(BLOCKED) || last == i && alone(words, i)
        }
    };
    // Capitals all over are an abbreviation, unless the whole name is written so or surely is one.
    let abbreviation = tok.shape == Shape::Upper
        && (!tok.is(GIVEN | SURNAME) || last == i && tok.end - tok.start <= 4 && announced != Announced::Surely);
    (acceptable && !abbreviation).then_some(last).map(|last| spelled_out(words, last))
}

/// Text without capitals: only what is announced, and a given name with a surname after it.
fn uncased(words: &Words, i: usize, announced: Announced) -> Option<usize> {
    let tok = &words.toks[i];
    let next_surname = words.toks.get(i + 1).is_some_and(|t| t.gap == Gap::Blank && family(words, i + 1));
    let known = certain(tok) || given(tok) && (next_surname || speaks(words, i));
    let accepted = match announced {
        Announced::Surely => !tok.is(ORDINARY | COMPANY | NAMING) || given(tok),
        Announced::Perhaps => known,
        Announced::No => certain(tok) && (next_surname || speaks(words, i)),
    };
    if !accepted {
        return None;
    }
    let next = words.toks.get(i + 1).filter(|t| t.gap == Gap::Blank && t.shape == Shape::Small && t.end - t.start > 2);
    let more = next.is_some_and(|t| {
        surname(t) || certain(t) || announced == Announced::Surely && t.flags & (ORDINARY | PLACE | COMPANY) == 0
    });
    let last = if more { i + 1 } else { i };
    Some(spelled_out(words, last))
}

/// "smith s m i t h": the letters belong to the name.
fn spelled_out(words: &Words, last: usize) -> usize {
    let letters = (last + 1..words.toks.len())
        .take_while(|&k| {
            words.toks[k].end - words.toks[k].start == 1 && words.toks[k].gap != Gap::Stop && !words.toks[k].digits()
        })
        .count();
    if letters >= 3 { last + letters } else { last }
}

/// The last word of the capitals that begin with word `i` and may be one name.
fn run_end(words: &Words, i: usize) -> usize {
    let mut last = i;
    while last < i + 4 && !words.toks[last].owns {
        let Some(next) = words.toks.get(last + 1).filter(|t| t.follows()) else { break };
        let hyphen = next.gap == Gap::Tight;
        if words.cased && name_word(next, hyphen) && words.name_shaped(last + 1) {
            last += 1;
        } else if words.cased && link_word(words, last + 1) {
            last += 2;
        } else {
            break;
        }
    }
    last
}

/// An initial or a small word inside a name, with the name going on after it: "Juan P. de la Cruz".
fn link_word(words: &Words, i: usize) -> bool {
    let link = words.toks[i].shape == Shape::Initial || words.particle(i) && !words.toks[i].capital();
    link && words.toks.get(i + 1).is_some_and(|t| t.follows() && name_word(t, false))
}

/// Whether a word may go on with a name.
fn name_word(tok: &Tok, hyphen: bool) -> bool {
    let looks =
        tok.shape == Shape::Capital || tok.shape == Shape::Upper && tok.is(GIVEN | SURNAME) && !tok.is(ORDINARY);
    looks && !tok.is(BLOCKED) && (hyphen || !tok.is(ORDINARY) || tok.is(SURNAME))
}

/// Given name and surname, both with capitals.
fn full_name(words: &Words, first: usize, last: usize) -> bool {
    let whole: Vec<usize> = (first..=last).filter(|&k| words.toks[k].capital()).collect();
    let [head, .., tail] = whole.as_slice() else { return false };
    let (from, to) = (&words.toks[*head], &words.toks[*tail]);
    let known_tail = family(words, *tail) || certain(to);
    let either = from.is(GIVEN) && from.is(PLACE) && !from.is(COMPANY) && to.flags & (ORDINARY | BLOCKED) == 0;
    certain(from) && from.shape == Shape::Capital
        || given(from) && known_tail
        || either
        || family(words, *tail) && from.flags & (ORDINARY | BLOCKED) == 0
}

/// A given name by itself, where it is said to somebody or stands in a row of names.
fn alone(words: &Words, i: usize) -> bool {
    let tok = &words.toks[i];
    let after = words.between(i + 1);
    let ends = (i + 1 == words.toks.len() || after.starts_with(['.', '?', '!', ','])) && !tok.owns;
    if tok.gap == Gap::Comma && ends && given(tok) {
        return true;
    }
    let called = certain(tok) && tok.gap == Gap::Stop && (after.starts_with(", ") || after.starts_with(": "));
    called
        || certain(tok) && (in_a_row(words, i) || speaks(words, i))
        || tok.flags & (ORDINARY | BLOCKED) == 0 && begins_a_row(words, i)
}

/// An unknown name before two known ones: "Gaetane, Hannah, Derek".
fn begins_a_row(words: &Words, i: usize) -> bool {
    (i + 1..=i + 2).all(|k| words.toks.get(k).is_some_and(|t| t.gap == Gap::Comma && t.capital() && certain(t)))
}

/// "Romi, Erik and Amy".
fn in_a_row(words: &Words, i: usize) -> bool {
    let other = |k: Option<usize>| k.and_then(|k| words.toks.get(k)).is_some_and(|t| t.capital() && certain(t));
    let after = match words.toks.get(i + 1) {
        Some(next) if next.gap == Gap::Comma => other(Some(i + 1)),
        Some(_) if words.is(i + 1, "and") => other(Some(i + 2)),
        _ => false,
    };
    let before = match words.toks[i].gap {
        Gap::Comma => other(i.checked_sub(1)),
        Gap::Blank if i > 0 && words.is(i - 1, "and") => other(i.checked_sub(2)),
        _ => false,
    };
    after || before
}

/// "speaking", "calling", "from", "here" right after word `i`.
fn speaks(words: &Words, i: usize) -> bool {
    words.any(i + 1, &["speaking", "calling"]) && words.toks[i + 1].follows()
}

fn announced(words: &Words, i: usize) -> Announced {
    let Some(before) = i.checked_sub(1) else { return Announced::No };
    let (tok, prev) = (&words.toks[i], &words.toks[before]);
    if prev.is(TITLE) && tok.follows() && titled(words, before, i) {
        return Announced::Surely;
    }
    if prev.is(NAMING) && named(words, before, i) {
        return Announced::Surely;
    }
    let called = words.is(before, "me") && i >= 2 && words.any(i - 2, &["call", "calls", "called"]) && tok.capital();
    if called {
        return Announced::Surely;
    }
    if tok.gap == Gap::Stop || tok.gap == Gap::Other {
        return asked(words, i);
    }
    // "I'm not Sarah", "this is really Priya": one small word may stand between.
    let link = words.any(before, &["is", "was", "am", "i'm", "im", "i’m", "it's"])
        || words.toks[before].owns && words.any(before, &["it", "he", "she", "this", "that", "who"]);
    if link && tok.gap == Gap::Blank {
        let subject = before.checked_sub(1).map_or(0, |s| words.toks[s].flags);
        let name_is = subject & NAMING != 0 && words.any(before, &["is", "was"]) && named(words, before - 1, i);
        return if name_is { Announced::Surely } else { Announced::Perhaps };
    }
    let phrase = words.any(before, &["for", "to", "with"])
        && i >= 2
        && words.any(i - 2, &["ask", "asked", "asking", "speak", "speaking", "spoke", "talk", "talking", "talked"]);
    let greeted = prev.is(GREETING) && !words.is(before, "dear")
        || words.is(before, "you") && words.any(i.wrapping_sub(2), &["thank"]);
    let kin = prev.is(KIN) && !prev.owns && tok.gap == Gap::Blank;
    if phrase || greeted || kin || words.any(before, &["dear", "named", "says", "said", "asked"]) {
        Announced::Perhaps
    } else {
        Announced::No
    }
}

/// Whether a title is one here: "miss" and "doctor" are words too.
fn titled(words: &Words, title: usize, i: usize) -> bool {
    let tok = &words.toks[i];
    if words.cased {
        return tok.capital() && (words.toks[title].capital() || words.any(title, &["mr", "mrs", "ms", "dr"]));
    }
    let word_too = words.any(title, &["miss", "doctor", "professor", "madam", "prof"]);
    !tok.is(ORDINARY) && (!word_too || tok.is(GIVEN | SURNAME))
}

/// Whether what follows "name", "named" or "speaking" at `at` is a person's.
fn named(words: &Words, at: usize, i: usize) -> bool {
    let thing = at > 0 && words.toks[at - 1].is(THING | COMPANY);
    let word = words.is(at, "name") && (i > at + 1 || words.toks[at].owns || words.between(i).contains(':'));
    let surname = words.is(at, "surname") && i - at <= 2;
    let plural = words.is(at, "names") && i == at + 2;
    (word || surname || plural) && !thing && (words.toks[i].follows() || words.between(i).contains(':'))
}

/// "What's your name? Priya Nair."
fn asked(words: &Words, i: usize) -> Announced {
    let question = i > 0 && words.is(i - 1, "name") && words.between(i).starts_with('?');
    let last = run_end(words, i);
    let whole = last + 1 == words.toks.len() || words.toks[last + 1].gap == Gap::Stop;
    if question && whole { Announced::Surely } else { Announced::No }
}

/// Parts of a name that was found, wherever else they stand in the turn.
fn said_again(words: &Words, from: usize, out: &mut Vec<Private>) {
    let found: HashSet<&str, FxBuildHasher> = out[from..]
        .iter()
        .flat_map(|p| words.text[p.span.range()].split(|c: char| !c.is_alphabetic()))
        .filter(|part| part.chars().count() >= 3)
        .collect();
    for (i, tok) in words.toks.iter().enumerate() {
        let certain = tok.capital() && tok.flags & (ORDINARY | COMPANY | PLACE) == 0
            || tok.is(GIVEN) && tok.capital() && tok.gap != Gap::Stop;
        if certain && found.contains(words.text_of(i)) {
            out.push(Private { span: words.span(i, i), kind: Kind::Name });
        }
    }
}
