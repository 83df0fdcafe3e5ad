//! Sentences in which private data is marked `{kind:...}`: all of it must be found, and nothing else.

use super::*;

/// `Call {phone:020 7946 0958}.` -> the plain text and what must be found.
fn marked(sentence: &str) -> (String, Vec<(String, String)>) {
    let (mut text, mut wanted, mut rest) = (String::new(), vec![], sentence);
    while let Some((before, tail)) = rest.split_once('{') {
        let (inside, after) = tail.split_once('}').expect("a closing brace");
        let (kind, said) = inside.split_once(':').expect("{kind:text}");
        text.push_str(before);
        text.push_str(said);
        wanted.push((kind.to_owned(), said.to_owned()));
        rest = after;
    }
    text.push_str(rest);
    (text, wanted)
}

fn check(sentences: &str) {
    check_with(sentences, &CallNames::default());
}

fn check_with(sentences: &str, names: &CallNames) {
    let finder = Finder::new(&Privacy::default());
    let mut failed = String::new();
    for sentence in sentences.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (text, wanted) = marked(sentence);
        let mut found = Vec::new();
        finder.find(&text, names, &mut found);
        let found: Vec<(String, String)> =
            found.iter().map(|p| (p.kind.name().to_owned(), text[p.span.range()].to_owned())).collect();
        if found != wanted {
            failed.push_str(&format!("{text}\n  wanted {wanted:?}\n  found  {found:?}\n"));
        }
    }
    assert!(failed.is_empty(), "\n{failed}");
}

#[test]
fn numbers() {
    check(include_str!("tests/numbers.txt"));
}

#[test]
fn addresses() {
    check(include_str!("tests/addresses.txt"));
}

#[test]
fn web() {
    check(include_str!("tests/web.txt"));
}

#[test]
fn names() {
    check(include_str!("tests/names.txt"));
}

#[test]
fn what_is_not_private() {
    check(include_str!("tests/none.txt"));
}

#[test]
fn the_calls_own_names() {
    let names = CallNames::from_labels(["Priya Nair", "Mark Boateng", "Agent 2"].into_iter());
    check_with(
        "Thanks, {name:Priya}.
        so {name:priya} did you try it
        I told {name:Mark} to mark it.
        the agent was kind",
        &names,
    );
}

#[test]
fn a_slice_that_cuts_private_data_hides_it_whole() {
    let finder = Finder::new(&Privacy::default());
    let text = "Write to jane.doe@example.com please.";
    let (shown, counts) = finder.redact_span(text, Span::new(0, 14), &CallNames::default());
    assert_eq!(shown, "Write to [email]");
    assert_eq!(counts.of(Kind::Email), 1);
    let (shown, _) = finder.redact_span(text, Span::new(14, text.len() as u32), &CallNames::default());
    assert_eq!(shown, "[email] please.");
    let (shown, counts) = finder.redact_span(text, Span::new(0, 8), &CallNames::default());
    assert!(matches!(shown, Cow::Borrowed("Write to")));
    assert_eq!(counts.total(), 0);
}

#[test]
fn kinds_can_be_chosen() {
    let text = "My name is Jane Doe, jane.doe@example.com.";
    let only = |kinds: &[&str], keep| {
        let privacy = Privacy { keep, kinds: kinds.iter().map(|k| (*k).to_owned()).collect() };
        Finder::new(&privacy).redact(text, &CallNames::default()).0.into_owned()
    };
    assert_eq!(only(&["email"], false), "My name is Jane Doe, [email].");
    assert_eq!(only(&["name"], false), "My name is [name], jane.doe@example.com.");
    assert_eq!(only(&[], true), text);
    let odd = Privacy { keep: false, kinds: vec!["Date-of-birth".into(), "shoe size".into()] };
    assert_eq!(Finder::unknown(&odd), Some("shoe size"));
}

#[test]
fn any_text_is_survived() {
    let finder = Finder::new(&Privacy::default());
    let long = ["@", "://", "1 ", "dot com ", "A ", "É", "’s ", "John ", "Apt 1 ", "born 1/", "GB82 "]
        .map(|piece| piece.repeat(20_000));
    for text in long.iter().map(String::as_str).chain([
        "",
        "’",
        "–5–",
        "\u{0}",
        "J’s",
        "İstanbul 12 İ",
        "a\u{301}b@c\u{301}.de",
    ]) {
        let mut found = Vec::new();
        finder.find(text, &CallNames::default(), &mut found);
        for private in &found {
            assert!(text.get(private.span.range()).is_some());
        }
        let _ = finder.redact(text, &CallNames::default());
    }
}

#[test]
fn words_that_are_names() {
    assert!(is_name_like(&["jennifer"]) && is_name_like(&["kim", "johnson"]));
    assert!(
        !is_name_like(&["mark"])
            && !is_name_like(&["will"])
            && !is_name_like(&["jennifer", "screen"])
            && !is_name_like(&[])
    );
}
