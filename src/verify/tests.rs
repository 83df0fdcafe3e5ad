//! Invented calls and quotes in, verdicts out.

use super::*;
use crate::corpus::{Meta, PersonId, RoleBasis, Speaker, Turn};
use crate::language::english;

fn corpus(calls: &[(&str, &[&str])]) -> Corpus {
    let call = |(path, turns): &(&str, &[&str])| {
        let mut text = String::new();
        let turns = turns
            .iter()
            .map(|said| {
                let start = text.len() as u32;
                text.push_str(said);
                Turn { speaker: 0, role: Role::Customer, at: Some(5000), start, end: text.len() as u32 }
            })
            .collect();
        Call {
            path: (*path).into(),
            format: "text",
            text,
            turns,
            speakers: vec![Speaker { label: "Customer".into(), role: Role::Customer, person: PersonId(0) }],
            meta: Meta::default(),
            role_basis: RoleBasis::default(),
        }
    };
    Corpus { calls: calls.iter().map(call).collect() }
}

fn calls() -> Corpus {
    corpus(&[
        (
            "a.txt",
            &[
                "Well, um, we we retype every order, you know, by hand, and it takes three hours.",
                "My name is Ines Castle and the gate is too narrow for us.",
            ],
        ),
        ("b.txt", &["The saw does not stop when the guard is open.", "Nothing else."]),
    ])
}

fn check(text: &str, call: Option<&str>, turn: Option<u32>) -> Checked {
    let quoted = Quoted { text: text.into(), call: call.map(str::to_owned), turn, ..Quoted::default() };
    verify(vec![quoted], &calls(), english()).remove(0)
}

#[test]
fn verdicts() {
    use Verdict::{Altered, Cleaned, Exact, Moved, NotFound};
    for (text, call, turn, wanted) in [
        ("The saw does not stop when the guard is open.", Some("b.txt"), Some(1), Exact),
        ("the gate is too narrow", None, None, Exact),
        ("The saw does not stop", Some("b.txt"), Some(2), Moved),
        ("The saw does not stop", Some("a.txt"), None, Moved),
        ("The saw does not stop", Some("gone.txt"), Some(9), Moved),
        ("We retype every order by hand, and it takes three hours", Some("a.txt"), Some(1), Cleaned),
        ("We retype every order, you know, by hand", None, None, Cleaned),
        ("THE SAW DOES NOT STOP", None, None, Cleaned),
        ("My name is [name] and the gate is too narrow", Some("a.txt"), Some(2), Exact),
        ("The saw does not stop … the guard is open", None, None, Exact),
        ("The saw does stop when the guard is open.", Some("b.txt"), Some(1), Altered),
        ("The saw did not stop when the guard is open.", None, None, Altered),
        ("the saw never stops and nobody cares about it", None, None, NotFound),
        ("open the guard when the saw", None, None, NotFound),
        ("aw does not sto", None, None, NotFound),
    ] {
        assert_eq!(check(text, call, turn).verdict, wanted, "{text}");
    }
}

#[test]
fn what_differs_is_told() {
    let checked = check("The saw does stop when the guard is open.", None, None);
    assert_eq!(
        checked.diff,
        [
            Piece::Same("the saw does".into()),
            Piece::Lost("not".into()),
            Piece::Same("stop when the guard is open".into())
        ]
    );
    assert_eq!(
        (checked.call.as_str(), checked.turn, checked.at, checked.role),
        ("b.txt", 1, Some(5000), Some(Role::Customer))
    );
}

#[test]
fn parts_of_a_quote() {
    assert_eq!(parts("Ask [name] at [phone]."), ["Ask", "at"]);
    assert_eq!(parts("first … then ... last"), ["first", "then", "last"]);
    assert_eq!(parts("a [ b"), ["a", "b"]);
    assert!(parts("[name]").is_empty());
}

#[test]
fn any_quote_is_survived() {
    let long = "word ".repeat(5000);
    for text in ["", "…", "[", "é", "a", "...", long.as_str()] {
        assert_eq!(check(text, None, Some(0)).verdict, Verdict::NotFound, "{}", &text[..text.len().min(9)]);
    }
}

#[test]
fn a_cut_that_loses_a_negation_is_no_quote() {
    assert_eq!(check("The saw does … stop when the guard is open.", None, None).verdict, Verdict::Altered);
    assert_eq!(check("we retype every order … and it takes three hours", None, None).verdict, Verdict::Exact);
    assert_eq!(check("My name is [name] and the gate is too narrow", None, None).verdict, Verdict::Exact);
}

#[test]
fn a_deck_names_a_call_by_its_file() {
    let calls =
        corpus(&[("lost/a.txt", &["The gate is too narrow for us."]), ("b.txt", &["Nothing else was said here."])]);
    let verdict = |call: &str, column: &str| {
        let quoted = Quoted {
            text: "The gate is too narrow".into(),
            call: Some(call.into()),
            column: column.into(),
            ..Quoted::default()
        };
        verify(vec![quoted], &calls, english()).remove(0).verdict
    };
    assert_eq!(verdict("a.txt", ""), Verdict::Exact);
    assert_eq!(verdict("b.txt", ""), Verdict::Moved);
    assert_eq!(verdict("acme.com", ""), Verdict::Exact, "no call: no claim");
    assert_eq!(verdict("gone.txt", "quote"), Verdict::Moved, "a table that names a call claims it");
}
