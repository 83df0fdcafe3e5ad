//! A turn in, e-mail addresses, links with secrets, machine addresses and bank account codes out.

use super::lexicon::{DIGIT, GIVEN, NUMBER, ORDINARY, SPOKEN_MARK, TLD};
use super::words::{Shape, Words};
use super::{Kind, Private, check};
use crate::corpus::Span;

/// Adds what is written: addresses with `@`, links, machine addresses, IBANs.
pub fn find(words: &Words, out: &mut Vec<Private>) {
    let text = words.text;
    for (at, _) in text.match_indices('@') {
        emails(text, at, out);
    }
    let mut end = 0;
    for (at, _) in text.match_indices("://") {
        if at >= end {
            end = links(text, at, out);
        }
    }
    for i in 0..words.toks.len() {
        let near_digits = words.toks[i].digits() || words.toks.get(i + 1).is_some_and(|t| t.digits());
        if near_digits && matches!(text.as_bytes().get(words.toks[i].end), Some(b'.' | b':')) {
            out.extend(machine(text, words.toks[i].start));
        }
        if let Some(last) = (words.toks[i].shape == Shape::Mixed).then(|| iban_at(words, i)).flatten() {
            out.push(Private { span: words.span(i, last), kind: Kind::Iban });
        }
    }
}

fn emails(text: &str, at: usize, out: &mut Vec<Private>) {
    let user = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '\'');
    let host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    // Longer ones are no addresses, and a line of a million `@` must not be walked a million times.
    let start = text[..at].char_indices().rev().take(80).take_while(|(_, c)| user(*c)).last().map(|(i, _)| i);
    let tail: usize = text[at + 1..].chars().take(120).take_while(|c| host(*c)).map(char::len_utf8).sum();
    let domain = text[at + 1..at + 1 + tail].trim_end_matches(['.', '-']);
    let Some(start) = start else { return };
    let ending = domain.rsplit_once('.').map_or("", |(_, ending)| ending);
    if ending.chars().count() >= 2 && ending.chars().all(char::is_alphabetic) {
        out.push(Private { span: Span::new(start as u32, (at + 1 + domain.len()) as u32), kind: Kind::Email });
    }
}

/// A link is private if it carries a user, a query, or a long key. Gives its end.
fn links(text: &str, at: usize, out: &mut Vec<Private>) -> usize {
    let start = at - text[..at].bytes().rev().take(12).take_while(u8::is_ascii_alphabetic).count();
    let tail: usize = text[at..]
        .chars()
        .take(2048)
        .take_while(|c| !c.is_whitespace() && !"<>\"".contains(*c))
        .map(char::len_utf8)
        .sum();
    let link = text[start..at + tail].trim_end_matches(['.', ',', ')', ';', '!', '\'', ']']);
    let rest = &link[(at + 3 - start).min(link.len())..];
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let key = rest.split(['/', '?', '#', '=', '&']).skip(1).any(|part| {
        part.len() >= 16 && part.bytes().any(|b| b.is_ascii_digit()) && part.bytes().any(|b| b.is_ascii_alphabetic())
    });
    if host.contains('@') || rest.contains('?') || rest.contains('=') || key {
        out.push(Private { span: Span::new(start as u32, (start + link.len()) as u32), kind: Kind::Url });
    }
    start + link.len()
}

/// `10.1.2.3`, `fe80::1:2`: a machine's address that begins at `start`.
fn machine(text: &str, start: usize) -> Option<Private> {
    if text[..start].ends_with(['.', ':']) {
        return None;
    }
    let tail = text[start..].bytes().take(46).take_while(|b| b.is_ascii_hexdigit() || matches!(b, b'.' | b':')).count();
    let address = text[start..start + tail].trim_end_matches(['.', ':']);
    let is_v4 = address.parse::<std::net::Ipv4Addr>().is_ok();
    let is_v6 = address.len() >= 8 && address.parse::<std::net::Ipv6Addr>().is_ok();
    let ends = !text[start + address.len()..].starts_with(char::is_alphanumeric);
    let span = Span::new(start as u32, (start + address.len()) as u32);
    (ends && (is_v4 || is_v6)).then_some(Private { span, kind: Kind::Ip })
}

/// The last word of an IBAN, written in one or in groups of four, that begins with word `i`.
fn iban_at(words: &Words, i: usize) -> Option<usize> {
    let head = words.text_of(i).as_bytes();
    if head.len() < 4 || !head[..2].iter().all(u8::is_ascii_alphabetic) || !head[2..4].iter().all(u8::is_ascii_digit) {
        return None;
    }
    let mut code = String::new();
    let mut found = None;
    for k in i..(i + 9).min(words.toks.len()) {
        if k > i && !matches!(words.between(k), " " | "-") || code.len() + words.text_of(k).len() > 34 {
            break;
        }
        code.push_str(words.text_of(k));
        if check::iban(&code) {
            found = Some(k);
        }
    }
    let announced = (i.saturating_sub(4)..i).any(|k| words.is(k, "iban"));
    found.or_else(|| (announced && words.text_of(i).len() >= 15).then_some(i))
}

/// Adds addresses that are spoken: "jane dot doe at example dot com".
pub fn spoken(words: &Words, out: &mut Vec<Private>) {
    for dot in 1..words.toks.len().saturating_sub(1) {
        if !words.is(dot, "dot") || !words.toks[dot + 1].is(TLD) {
            continue;
        }
        let last = if words.is(dot + 2, "dot") && words.toks.get(dot + 3).is_some_and(|t| t.is(TLD)) {
            dot + 3
        } else {
            dot + 1
        };
        let at = (dot.saturating_sub(6)..dot).rev().find(|&k| words.is(k, "at") || words.between(k).contains('@'));
        let Some(at) = at else { continue };
        let first = if words.is(at, "at") { user_before(words, at) } else { at.checked_sub(1) };
        if let Some(first) = first {
            out.push(Private { span: words.span(first, last), kind: Kind::Email });
        }
    }
}

/// The first word of the spoken user name that ends before "at".
fn user_before(words: &Words, at: usize) -> Option<usize> {
    const NOT_A_USER: &[&str] = &[
        "me", "us", "them", "him", "her", "it", "is", "you", "online", "look", "here", "there", "up", "are", "find",
        "more",
    ];
    let mut first = at.checked_sub(1)?;
    if words.any(first, NOT_A_USER) {
        return None;
    }
    while first > 0 && at - first < 24 {
        let (this, before) = (words.toks[first], words.toks[first - 1]);
        let letter = |i: usize| {
            matches!(words.text_of(i).len(), 1) && !words.is(i, "a")
                || words.toks[i].is(DIGIT)
                || words.toks[i].shape == Shape::Digits
        };
        let marked = this.is(SPOKEN_MARK)
            || before.is(SPOKEN_MARK)
            || words.any(first, &["dash", "hyphen"])
            || words.any(first - 1, &["dash", "hyphen"]);
        let spelled = letter(first) && letter(first - 1) || letter(first) && before.is(GIVEN);
        let name = at - first < 2 && before.is(GIVEN) && !before.is(ORDINARY | NUMBER);
        if !(marked || spelled || name) {
            break;
        }
        first -= 1;
    }
    let told = (first.saturating_sub(4)..first)
        .any(|k| words.any(k, &["is", "it's", "email", "mail", "address", "at"]) || words.toks[k].owns);
    (first + 1 < at
        || !words.toks[first].is(ORDINARY)
        || told && !words.any(first, &["website", "site", "page", "blog"]))
    .then_some(first)
}
