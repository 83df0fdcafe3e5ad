//! Words in, private numbers out: digits, in figures or spelled, judged by check rules, by shape, and by what announces
//! them.

use super::lexicon::{self, ACCOUNT, CARD, DIGIT, Flags, IDENTITY, NUMBER, PHONE, TEN, ZIP};
use super::words::{Gap, Shape, Words};
use super::{Kind, Private, check};

/// Digits that belong together.
struct Run {
    first: usize,
    last: usize,
    digits: String,
    groups: Vec<usize>,
    marks: String,
    spelled: bool,
}

/// Adds the private numbers of a turn.
pub fn find(words: &Words, out: &mut Vec<Private>) {
    let mut i = 0;
    while i < words.toks.len() {
        if let Some(run) = run_at(words, i) {
            if let Some(kind) = judge(words, &run) {
                let mut span = words.span(run.first, run.last);
                span.start -= lead(words, run.first);
                out.push(Private { span, kind });
            }
            i = run.last + 1;
        } else {
            if let Some((last, kind)) = code_at(words, i) {
                out.push(Private { span: words.span(i, last), kind });
                i = last;
            }
            i += 1;
        }
    }
}

/// `+` and `(` directly before a number belong to it.
fn lead(words: &Words, first: usize) -> u32 {
    words.between(first).bytes().rev().take_while(|b| matches!(b, b'+' | b'(')).count() as u32
}

fn digit_of(word: &str) -> Option<char> {
    const WORDS: [(&str, char); 12] = [
        ("zero", '0'),
        ("oh", '0'),
        ("nought", '0'),
        ("one", '1'),
        ("two", '2'),
        ("three", '3'),
        ("four", '4'),
        ("five", '5'),
        ("six", '6'),
        ("seven", '7'),
        ("eight", '8'),
        ("nine", '9'),
    ];
    WORDS.iter().find(|(w, _)| w.eq_ignore_ascii_case(word)).map(|(_, d)| *d)
}

/// The digits that begin with word `first`, if any do.
fn run_at(words: &Words, first: usize) -> Option<Run> {
    let mut run =
        Run { first, last: first, digits: String::new(), groups: vec![], marks: String::new(), spelled: false };
    run.last = take(words, first, &mut run)?;
    while let Some(gap) = joined(words, &run) {
        let Some(last) = take(words, run.last + 1, &mut run) else { break };
        run.last = last;
        run.marks.push_str(gap);
    }
    Some(run)
}

/// Takes word `i` (and the digit after "double") into the run; gives the last word taken.
fn take(words: &Words, i: usize, run: &mut Run) -> Option<usize> {
    let tok = words.toks.get(i).filter(|tok| tok.shape == Shape::Digits || tok.is(DIGIT | TEN))?;
    let before = run.digits.len();
    let mut last = i;
    if tok.shape == Shape::Digits && words.text_of(i).is_ascii() {
        run.digits.push_str(words.text_of(i));
    } else if let Some(digit) = digit_of(words.text_of(i)) {
        run.digits.push(digit);
        run.spelled = true;
    } else if tok.is(TEN) && run.digits.len() >= 2 {
        run.digits.push_str("00");
        run.spelled = true;
    } else {
        let times = if words.is(i, "double") {
            2
        } else if words.any(i, &["triple", "treble"]) {
            3
        } else {
            0
        };
        let digit = digit_of(words.text_of(i + 1)).or_else(|| {
            let next = words.text_of(i + 1);
            (next.len() == 1).then(|| next.chars().next()).flatten().filter(char::is_ascii_digit)
        })?;
        if times == 0 {
            return None;
        }
        run.digits.extend(std::iter::repeat_n(digit, times));
        run.spelled = true;
        last = i + 1;
    }
    run.groups.push(run.digits.len() - before);
    Some(last)
}

/// What stands between the run and the next word, if that may go on with the number.
fn joined<'a>(words: &Words<'a>, run: &Run) -> Option<&'a str> {
    let next = words.toks.get(run.last + 1)?;
    let gap = words.between(run.last + 1);
    let spelled = next.is(DIGIT | TEN) && words.toks[run.last].is(DIGIT | TEN);
    let fits = gap.len() <= 3 && gap.bytes().all(|b| matches!(b, b' ' | b'.' | b'-' | b'/' | b'(' | b')'));
    // A sentence that ends in a figure, and one that begins with one.
    let sentence = gap.ends_with(". ");
    (fits && !sentence || spelled && matches!(gap, ", " | "- ")).then_some(gap)
}

/// How the run is announced: the flags of the words before it, and of the one or two after it.
struct Told {
    near: Flags,
    wide: Flags,
}

fn told(words: &Words, run: &Run) -> Told {
    Told { near: words.flags_before(run.first, 5), wide: words.flags_before(run.first, 10) }
}

fn judge(words: &Words, run: &Run) -> Option<Kind> {
    let n = run.digits.len();
    let told = told(words, run);
    if words.toks[run.first.saturating_sub(1)].is(ZIP) && run.first > 0 || told.near & ZIP != 0 && (4..=9).contains(&n)
    {
        return (3..=9).contains(&n).then_some(Kind::Address);
    }
    if n < 4 || money(words, run) || date_like(run, told.near) || time_like(words, run) || dotted(run) {
        return None;
    }
    proved(run, &told).or_else(|| announced(words, run, &told)).or_else(|| by_shape(words, run, &told))
}

/// By a check rule, or by a shape that nothing else has.
fn proved(run: &Run, told: &Told) -> Option<Kind> {
    let d = run.digits.as_str();
    let groups = run.groups.as_slice();
    let card = check::card_scheme(d) && (check::luhn(d) || told.wide & CARD != 0);
    if card || told.near & CARD != 0 && (12..=19).contains(&d.len()) {
        return Some(Kind::Card);
    }
    let id = match d.len() {
        9 if groups == [3, 2, 4] => check::ssn(d),
        9 if told.near & IDENTITY != 0 => true,
        10 if groups == [3, 3, 4] => told.wide & IDENTITY != 0 && check::nhs(d),
        10 if groups == [6, 4] => check::luhn(d) && run.marks == "-",
        11 if groups == [3, 3, 3, 2] => check::cpf(d),
        11 => told.wide & IDENTITY != 0 && (check::pesel(d) || check::cpf(d)),
        12 if groups == [4, 4, 4] => check::verhoeff(d),
        15 if run.groups.len() != 1 => check::nir(d),
        _ => false,
    };
    id.then_some(Kind::Id)
}

/// By the words before it.
fn announced(words: &Words, run: &Run, told: &Told) -> Option<Kind> {
    let n = run.digits.len();
    let year = n == 4 && run.groups.len() == 1 && (run.digits.starts_with("19") || run.digits.starts_with("20"));
    let enough = |least: usize| n >= least + if run.spelled { 1 } else { 0 };
    let numbered = words.flags_before(run.first, 3) & NUMBER != 0 || words.between(run.first).contains(['#', ':']);
    if told.near & IDENTITY != 0 && enough(5) {
        return Some(Kind::Id);
    }
    if told.near & CARD != 0 && n == 4 && !year && last_four(words, run.first) {
        return Some(Kind::Card);
    }
    if told.near & PHONE != 0 && (6..=15).contains(&n) && (n >= 7 || run.groups.len() > 1) {
        return Some(Kind::Phone);
    }
    let account = told.near & ACCOUNT != 0 && enough(4) && (!year || numbered);
    (account && (numbered || n >= 5 && !round(run))).then_some(Kind::Account)
}

fn last_four(words: &Words, first: usize) -> bool {
    (first.saturating_sub(5)..first).any(|i| words.any(i, &["ending", "ends", "last", "digits"]))
}

/// By its own looks.
fn by_shape(words: &Words, run: &Run, told: &Told) -> Option<Kind> {
    let n = run.digits.len();
    let groups = run.groups.as_slice();
    if run.spelled {
        let counting = "0123456789".contains(&run.digits) || "9876543210".contains(&run.digits);
        return (n >= 6 && !counting).then_some(if n <= 13 { Kind::Phone } else { Kind::Account });
    }
    if groups.len() == 1 {
        return match n {
            9..=11 if !round(run) => Some(if n == 9 { Kind::Account } else { Kind::Phone }),
            12.. if !round(run) => Some(Kind::Account),
            _ => None,
        };
    }
    let plausible = (7..=15).contains(&n) && groups.iter().all(|g| *g <= 6) && !round(run) && !years(run);
    let hyphens = run.marks.contains('-');
    let usual =
        matches!(groups, [3, 4] | [3, 3, 4] | [5, 6] | [5, 3, 3] | [4, 3, 3] | [3, 4, 4] | [4, 3, 4] | [2, 4, 4])
            || groups.len() >= 4 && n >= 8
            || run.digits.starts_with('0') && n >= 8
            || hyphens && groups.len() >= 3
            || run.marks.contains(')')
            || words.between(run.first).ends_with('+');
    (plausible && (usual || told.wide & PHONE != 0)).then_some(Kind::Phone)
}

/// 250 000, 1.000.000: a quantity.
fn round(run: &Run) -> bool {
    let zeros = run.digits.bytes().rev().take_while(|b| *b == b'0').count();
    zeros >= 3 && zeros * 2 + 1 >= run.digits.len()
}

fn years(run: &Run) -> bool {
    let year = |text: &str| matches!(text.get(..2), Some("19" | "20" | "18"));
    run.groups == [4, 4] && year(&run.digits) && year(&run.digits[4..])
}

fn money(words: &Words, run: &Run) -> bool {
    let before = words.between(run.first);
    let after = words.text_of(run.last + 1);
    before.ends_with(['$', '£', '€', '¥'])
        || words.between(run.last + 1).starts_with(['%', '$', '£', '€'])
        || [
            "dollars",
            "pounds",
            "euros",
            "percent",
            "bucks",
            "people",
            "users",
            "customers",
            "times",
            "thousand",
            "million",
        ]
        .iter()
        .any(|unit| unit.eq_ignore_ascii_case(after))
            && run.groups.len() == 1
}

/// 2024-03-05, 5.3.2024, 03/05/78.
fn date_like(run: &Run, near: Flags) -> bool {
    if run.groups == [2, 2, 2] && run.marks == "--" && near & ACCOUNT != 0 {
        return false; // a British sort code
    }
    let separated = matches!(run.marks.as_str(), "--" | ".." | "//");
    separated && matches!(run.groups.as_slice(), [4, 1 | 2, 1 | 2] | [1 | 2, 1 | 2, 2 | 4])
}

/// 10.1.2.3: a machine's address, which `web` finds.
fn dotted(run: &Run) -> bool {
    run.marks == "..." && run.groups.iter().all(|group| *group <= 3)
}

/// 10.30, 16.99, 10:30, version 2.10.1.
fn time_like(words: &Words, run: &Run) -> bool {
    let decimal = !run.spelled && run.marks.chars().all(|c| c == '.') && run.groups.len() <= 2 && run.marks.len() == 1;
    let version = !run.spelled && run.digits.len() < 7 && !run.marks.is_empty() && run.marks.chars().all(|c| c == '.');
    let clock = run.digits.len() <= 4
        && words.between(run.first).ends_with(':')
        && run.first > 0
        && words.toks[run.first - 1].shape == Shape::Digits;
    let clocks = run.digits.len() <= 8
        && run.marks.contains('.')
        && run.marks.contains('-')
        && run.groups.iter().all(|g| *g <= 3);
    let restart = run.marks.contains("- ");
    decimal || version || clock || clocks || restart
}

/// A code of letters and digits at word `i`: its last word and its kind.
fn code_at(words: &Words, i: usize) -> Option<(usize, Kind)> {
    let text = words.text_of(i);
    let next_has_digits = words.toks.get(i + 1).is_some_and(|t| t.digits());
    let could_be = words.toks[i].digits() || text.len() == 2 && next_has_digits;
    if !could_be {
        return None;
    }
    if let Some(last) = nino_at(words, i) {
        return Some((last, Kind::Id));
    }
    if check::uk_postcode(text, words.text_of(i + 1)) && words.toks[i + 1].gap == Gap::Blank {
        return Some((i + 1, Kind::Address));
    }
    if words.toks[i].shape != Shape::Mixed || !text.is_ascii() {
        return None;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let near = words.flags_before(i, 5);
    if check::dni(text) {
        return Some((i, Kind::Id));
    }
    if near & ZIP != 0 && text.len() <= 8 {
        return Some((i, Kind::Address));
    }
    if digits < 3 || text.len() < 5 {
        return None;
    }
    let last = parts(words, i);
    match near {
        _ if near & IDENTITY != 0 => Some((last, Kind::Id)),
        _ if near & lexicon::ACCOUNT != 0 => Some((last, Kind::Account)),
        _ if text.len() >= 16 || digits >= 9 => Some((last, Kind::Account)),
        _ => None,
    }
}

/// The last part of a code that goes on after hyphens: `A4471-9`.
fn parts(words: &Words, i: usize) -> usize {
    let more = |k: &usize| words.toks[*k].digits() && matches!(words.between(*k), "-" | "/" | "_");
    (i + 1..words.toks.len().min(i + 8)).take_while(more).last().unwrap_or(i)
}

/// `QQ 12 34 56 C`, in any grouping.
fn nino_at(words: &Words, i: usize) -> Option<usize> {
    if !words.text_of(i).starts_with(|c: char| c.is_ascii_alphabetic()) || words.text_of(i).len() > 9 {
        return None;
    }
    let mut code = String::new();
    for k in i..(i + 5).min(words.toks.len()) {
        let text = words.text_of(k);
        if k > i && !words.toks[k].follows() || code.len() + text.len() > 9 || !text.is_ascii() {
            return None;
        }
        code.push_str(text);
        if check::nino(&code) {
            return Some(k);
        }
    }
    None
}
