//! Words in, street addresses out: an anchor (street word with a number, flat, box, or what announces an address), grown
//! over the numbers and names around it.

use super::lexicon::{
    BOX, COMPANY, DIGIT, Flags, GIVEN, GREETING, LIVES, MONTH, ORDINARY, PLACE, STREET, STREET_FIRST, STREET_WEAK, TEN,
    UNIT,
};
use super::words::{Gap, Shape, Words};
use super::{Kind, Private};

/// Adds the addresses of a turn.
pub fn find(words: &Words, out: &mut Vec<Private>) {
    let mut i = 0;
    while i < words.toks.len() {
        match anchor(words, i) {
            Some((first, last)) => {
                let (first, last) = (grow_left(words, first), grow_right(words, last));
                out.push(Private { span: words.span(first, last), kind: Kind::Address });
                i = last + 1;
            }
            None => i += 1,
        }
    }
}

/// First and last word of what is certainly a piece of an address and ends or begins at word `i`.
fn anchor(words: &Words, i: usize) -> Option<(usize, usize)> {
    let tok = words.toks[i];
    let piece = match tok.flags {
        f if f & (STREET | STREET_WEAK) != 0 => street(words, i).map(|first| (first, i)),
        _ => None,
    };
    let piece = piece.or_else(|| if tok.is(STREET_FIRST) { street_first(words, i) } else { None });
    let piece = piece.or_else(|| if tok.is(UNIT | BOX) { unit(words, i) } else { None });
    if piece.is_some() {
        return piece;
    }
    if number(words, i + 1)
        && (tok.capital() || !words.cased)
        && compound(words.text_of(i))
        && words.toks[i + 1].gap == Gap::Blank
    {
        return Some((i, i + 1));
    }
    told(words, i).or_else(|| between_numbers(words, i))
}

fn number(words: &Words, i: usize) -> bool {
    let short = |t: &super::words::Tok| t.end - t.start <= 7;
    words.toks.get(i).is_some_and(|t| t.digits() && short(t) && !words.between(i).ends_with(['$', '£', '€']))
}

/// The first word of "12 Elm Street" whose street word is at `i`.
fn street(words: &Words, i: usize) -> Option<usize> {
    let weak = !words.toks[i].is(STREET) && words.toks[i].is(STREET_WEAK);
    if words.cased && weak && !words.toks[i].capital() {
        return None;
    }
    for k in (i.saturating_sub(5)..i).rev() {
        if !words.toks[k + 1].follows() {
            return None;
        }
        let inside = i - k > 1;
        if number(words, k) && inside && !measured(words, k + 1) {
            return Some(k);
        }
        let spelled = words.toks[k].is(DIGIT | TEN);
        if spelled && inside && !weak && !words.toks[k + 1].is(DIGIT | TEN) {
            let between = (k + 1..i).all(|m| words.toks[m].capital() || words.toks[m].flags & ORDINARY == 0);
            let first = (0..=k).rev().take_while(|&m| words.toks[m].is(DIGIT | TEN)).last()?;
            return between.then_some(first);
        }
        let fits = words.name_shaped(k) && (words.cased || !weak || words.toks[k].flags & ORDINARY == 0)
            || words.toks[k].digits()
            || words.any(
                k,
                &["north", "south", "east", "west", "n", "s", "e", "w", "first", "second", "third", "fourth", "fifth"],
            );
        if !fits || !words.cased && i - k > 2 && words.toks[k].is(ORDINARY) {
            return None;
        }
    }
    None
}

/// "a 10 minute drive", "5 star place": the number counts something.
fn measured(words: &Words, i: usize) -> bool {
    words.any(
        i,
        &[
            "minute",
            "minutes",
            "hour",
            "hours",
            "mile",
            "miles",
            "day",
            "days",
            "week",
            "weeks",
            "month",
            "months",
            "year",
            "years",
            "foot",
            "feet",
            "meter",
            "metre",
            "km",
            "kilometer",
            "way",
            "lane",
            "star",
            "bedroom",
            "story",
            "acre",
            "block",
            "blocks",
            "people",
            "percent",
            "dollar",
            "pound",
            "gigabyte",
            "gig",
            "tb",
            "gb",
            "inch",
            "different",
            "or",
            "and",
            "of",
            "to",
        ],
    )
}

/// "Rue de Tanger 26", "26 rue de Tanger".
fn street_first(words: &Words, i: usize) -> Option<(usize, usize)> {
    let named =
        (i + 1..i + 4).any(|k| words.toks.get(k).is_some_and(|t| t.capital() && t.gap != Gap::Stop)) || !words.cased;
    let short = words.any(i, &["c", "via", "ctra", "corso", "camino", "plaza"]);
    if !named || short && !words.toks[i].capital() && words.toks[i].shape != Shape::Initial {
        return None;
    }
    if words.is(i, "c") && !words.between(i + 1).starts_with('/') {
        return None;
    }
    let reach =
        (i + 1..words.toks.len().min(i + 8)).take_while(|&k| !matches!(words.toks[k].gap, Gap::Stop | Gap::Comma));
    let after = reach.clone().find(|&k| number(words, k));
    if let Some(last) = after {
        return Some((i, last));
    }
    let before = i > 0 && number(words, i - 1) && words.toks[i].follows();
    let last = reach.take_while(|&k| words.toks[k].capital() || words.particle(k) || !words.cased).last()?;
    (before && last > i).then_some((i - 1, last.min(i + 4)))
}

/// "Apt. 631", "PO Box 12", "Suite B".
fn unit(words: &Words, i: usize) -> Option<(usize, usize)> {
    let next = words.toks.get(i + 1).filter(|t| t.follows() || words.between(i + 1).contains('#'))?;
    let numbered = next.digits() && next.end - next.start <= 8;
    let lettered = next.shape == Shape::Initial && words.toks[i].capital() && !words.is(i + 1, "i");
    let is_box = words.toks[i].is(BOX);
    let certain = words.any(i, &["apt", "apartment", "ste", "postbox", "postfach"]);
    let post = is_box
        && (i.saturating_sub(3)..i).any(|k| words.any(k, &["po", "o", "post", "psc", "p"]) || words.toks[k].is(UNIT));
    let upper = words.toks[i].shape == Shape::Upper && words.cased;
    let after_number = i > 0 && words.toks[i - 1].digits() && words.toks[i].follows();
    let after_street = i > 0 && words.toks[i - 1].is(STREET | STREET_WEAK);
    let good = certain
        || post
        || after_number
        || after_street
        || (if is_box { upper } else { words.toks[i].capital() && words.toks[i].gap != Gap::Stop });
    let office = (i.saturating_sub(2)..i).rev().take_while(|&k| words.any(k, &["p", "o", "po", "post", "office"]));
    ((numbered || lettered && !is_box) && good).then_some((office.last().unwrap_or(i), i + 1))
}

/// Street names that are one word, as German, Dutch and the Nordic languages have them.
fn compound(word: &str) -> bool {
    const ENDINGS: [&str; 24] = [
        "straße", "strasse", "weg", "gasse", "allee", "platz", "damm", "gatan", "gata", "vägen", "vagen", "vej",
        "vegen", "veien", "gade", "laan", "straat", "plein", "katu", "kuja", "polku", "utca", "út", "stræti",
    ];
    let lower = word.to_lowercase();
    lower.chars().count() >= 6 && ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// What follows "lives at", "my address is", "the corner of": names and numbers, with at least one number.
fn told(words: &Words, i: usize) -> Option<(usize, usize)> {
    if !words.toks[i].is(LIVES) || !words.cased {
        return None;
    }
    if words.any(i, &["lives", "living"]) && !words.is(i + 1, "at") {
        return None;
    }
    let mut first = i + 1;
    while first <= i + 5 && first < words.toks.len() && !piece(words, first) {
        let small = words.toks[first].shape == Shape::Small || words.is(first, "it") || words.is(first, "user");
        if !small {
            return None;
        }
        first += 1;
    }
    if first >= words.toks.len() || !piece(words, first) || words.toks[first].is(GREETING) || first > i + 5 {
        return None;
    }
    let mut last = grow_right(words, first);
    let corner = words.is(i, "corner");
    if corner && words.is(last + 1, "and") && piece(words, last + 2) {
        last = grow_right(words, last + 2);
    }
    let numbered = corner || (first..=last).any(|k| words.toks[k].digits());
    let named = (first..=last).any(|k| words.toks[k].capital() && words.toks[k].flags & (ORDINARY | MONTH) == 0);
    (numbered && named && last > first).then_some((first, last))
}

/// "51709 Spinatsch 94": a name between two numbers.
fn between_numbers(words: &Words, i: usize) -> Option<(usize, usize)> {
    const NO: Flags = ORDINARY | COMPANY | MONTH | PLACE | GIVEN;
    if !words.cased
        || words.toks[i].shape != Shape::Digits
        || !number(words, i)
        || words.toks[i].end - words.toks[i].start < 2
    {
        return None;
    }
    let name = |k: usize| {
        words
            .toks
            .get(k)
            .is_some_and(|t| t.follows() && (t.shape == Shape::Capital && t.flags & NO == 0 || t.is(STREET_FIRST)))
    };
    let mut k = i + 1;
    while k <= i + 5
        && (name(k)
            || k > i + 1 && words.toks.get(k).is_some_and(|t| t.follows() && (t.capital() || words.particle(k))))
    {
        k += 1;
    }
    (k > i + 1
        && words.toks.get(k).is_some_and(|t| t.gap == Gap::Blank && t.shape == Shape::Digits)
        && number(words, k))
    .then_some((i, k))
}

/// Whether a word can be a part of an address by its looks.
fn piece(words: &Words, k: usize) -> bool {
    let Some(tok) = words.toks.get(k) else { return false };
    let english = words.any(k, &["I", "Please", "Thanks", "Thank", "And", "But", "So", "Can", "Could"]);
    let grown = tok.capital() || tok.shape == Shape::Initial || tok.digits() && tok.end - tok.start <= 10;
    let uncased = !words.cased && (tok.is(UNIT | PLACE | BOX) || tok.flags & ORDINARY == 0);
    (grown || uncased) && !english && !tok.is(MONTH)
}

fn grow_right(words: &Words, mut last: usize) -> usize {
    let start = last;
    let most = if words.cased { 14 } else { 5 };
    while last < start + most {
        let Some(next) = words.toks.get(last + 1) else { break };
        let open = match next.gap {
            Gap::Blank | Gap::Tight | Gap::Comma => true,
            Gap::Other => {
                words.between(last + 1).len() <= 3 && !words.between(last + 1).contains([':', '"', '-', '–', '—'])
            }
            Gap::Stop => false,
        };
        if open && piece(words, last + 1) {
            last += 1;
        } else if open
            && (words.particle(last + 1) || words.is(last + 1, "and") && words.toks[last].capital())
            && piece(words, last + 2)
            && words.toks[last + 2].follows()
            && words.cased
            && !words.is(last + 1, "and")
        {
            last += 2;
        } else {
            break;
        }
    }
    last
}

/// Over names to the leftmost number, if there is one.
fn grow_left(words: &Words, first: usize) -> usize {
    let (mut k, mut best) = (first, first);
    while k > 0 && first - k < 7 && words.toks[k].gap != Gap::Stop && words.toks[k].gap != Gap::Other {
        k -= 1;
        if !(piece(words, k) || words.toks[k].digits() || words.particle(k)) {
            break;
        }
        if words.toks[k].digits() {
            best = k;
            if k > 0 && words.toks[k - 1].is(UNIT | BOX) && words.toks[k].follows() {
                best = k - 1;
            }
        }
    }
    best
}
