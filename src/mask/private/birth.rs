//! Words in, dates of birth out: a date near "born", "birthday", "date of birth".

use super::lexicon::{BIRTH, DIGIT, MONTH, TEN};
use super::words::{Gap, Shape, Words};
use super::{Kind, Private};

/// How many words may stand between the announcement and the date.
const REACH: usize = 9;

/// Adds the dates of birth of a turn.
pub fn find(words: &Words, out: &mut Vec<Private>) {
    for i in 0..words.toks.len() {
        if !words.toks[i].is(BIRTH)
            || words.is(i, "birth") && !words.is(i.wrapping_sub(1), "of") && !words.is(i + 1, "date")
        {
            continue;
        }
        let mut k = i + 1;
        while k < words.toks.len() && k <= i + REACH {
            if let Some(last) = date_at(words, k) {
                out.push(Private { span: words.span(k, last), kind: Kind::Birth });
                break;
            }
            k += 1;
        }
    }
}

/// The last word of a date with a day in it that begins at word `i`.
fn date_at(words: &Words, i: usize) -> Option<usize> {
    let tok = words.toks[i];
    let numeric = tok.shape == Shape::Digits
        && words.between(i + 1).len() == 1
        && words.between(i + 1).starts_with(['/', '.', '-'])
        && words.toks.get(i + 2).is_some_and(|t| t.shape == Shape::Digits);
    if numeric {
        return Some(i + 2);
    }
    let month =
        (i..words.toks.len().min(i + 4)).find(|&k| words.toks[k].is(MONTH) && (k > i || words.name_shaped(k)))?;
    let part = |k: usize| {
        words.toks.get(k).is_some_and(|t| {
            t.digits()
                || t.is(DIGIT | TEN)
                || ordinal(words.text_of(k))
                || words.any(k, &["of", "the", "and", "hundred"])
        })
    };
    if !(i..month).all(part) {
        return None;
    }
    let mut last = month;
    while last - month < 6 && part(last + 1) && words.toks[last + 1].gap != Gap::Stop {
        last += 1;
    }
    while last > month && words.any(last, &["of", "the", "and"]) {
        last -= 1;
    }
    (last > month || month > i).then_some(last)
}

fn ordinal(word: &str) -> bool {
    const ORDINALS: &[&str] = &[
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
        "thirtieth",
        "twenty-first",
    ];
    ORDINALS.iter().any(|o| o.eq_ignore_ascii_case(word))
}
