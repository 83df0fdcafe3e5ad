//! Invented calls in, the expected quotes out.

use super::*;
use crate::corpus::{Corpus, Meta, PersonId, Role, RoleBasis, Speaker, Turn};
use crate::language::english;
use crate::mask::private::{CallNames, Finder};
use crate::settings::{Privacy, Quotes};

fn call(path: &str, person: u32, turns: &[(Role, &str)]) -> Call {
    let mut text = String::new();
    let turns = turns
        .iter()
        .map(|(role, said)| {
            let start = text.len() as u32;
            text.push_str(said);
            Turn { speaker: u16::from(*role != Role::Customer), role: *role, at: None, start, end: text.len() as u32 }
        })
        .collect();
    let speaker = |label: &str, role, person| Speaker { label: label.into(), role, person: PersonId(person) };
    Call {
        path: path.into(),
        format: "text",
        text,
        turns,
        speakers: vec![speaker("Customer", Role::Customer, person), speaker("Agent", Role::Rep, 1000)],
        meta: Meta::default(),
        role_basis: RoleBasis::default(),
    }
}

/// A candidate for the first place where the call says `words`.
fn said(call: &Call, words: &str, code: u16) -> Candidate {
    let (turn, start) = call
        .turns
        .iter()
        .enumerate()
        .find_map(|(i, turn)| call.turn_text(turn).find(words).map(|at| (i, at)))
        .expect("words of the call");
    Candidate {
        turn: turn as u32,
        span: Span::new(start as u32, (start + words.len()) as u32),
        heart: None,
        code: Some(code),
        unit: 0,
        strength: 800,
        object: None,
        prompted: false,
        hedged: false,
        asks: false,
    }
}

fn quotes(call: &Call, candidates: &[Candidate]) -> Vec<String> {
    let found = Reader::new(english()).read(CallId(0), call, candidates, &[]);
    found.iter().map(|q| call.turn_text(&call.turns[q.at.turn as usize])[q.at.span.range()].to_owned()).collect()
}

#[test]
fn a_quote_is_the_sentence_that_was_coded() {
    let call = call(
        "a.txt",
        0,
        &[
            (Role::Rep, "How do you plan your routes?"),
            (
                Role::Customer,
                "Yeah. Nice weather today. We retype every delivery address into the old planner, and it takes us three hours. Right.",
            ),
        ],
    );
    let found = quotes(&call, &[said(&call, "retype every delivery address", 0)]);
    assert_eq!(found, ["We retype every delivery address into the old planner, and it takes us three hours."]);
}

#[test]
fn what_there_is_begins_with_there() {
    let words = "There are some invoices that never reach the old planner at all.";
    let call = call("a.txt", 0, &[(Role::Rep, "What goes wrong?"), (Role::Customer, words)]);
    assert_eq!(quotes(&call, &[said(&call, "invoices that never reach", 0)]), [words]);
}

#[test]
fn what_says_nothing_is_no_quote() {
    let rep = "We retype every delivery address into the old planner each morning.";
    let call = call(
        "a.txt",
        0,
        &[
            (Role::Customer, "It was like that and so it was just that."),
            (Role::Customer, "Too slow."),
            (Role::Rep, rep),
            (Role::Customer, "Can the planner import delivery addresses from the old system?"),
            (Role::Customer, "The [inaudible] driver [inaudible] parcel [inaudible] depot [inaudible] van."),
        ],
    );
    let mut question = said(&call, "Can the planner import", 1);
    let candidates = [
        said(&call, "It was like that", 0),
        said(&call, "Too slow", 0),
        said(&call, "retype every", 0),
        question,
        said(&call, "parcel", 0),
    ];
    assert_eq!(quotes(&call, &candidates), Vec::<String>::new());
    question.asks = true;
    assert_eq!(quotes(&call, &[question]).len(), 1);
}

#[test]
fn a_greeting_stays_outside() {
    let call = call(
        "a.txt",
        0,
        &[(Role::Customer, "oh hello i have been waiting nine days for the replacement pump and nobody rings back")],
    );
    let found = quotes(&call, &[said(&call, "oh hello i have been waiting nine days", 0)]);
    assert_eq!(found, ["i have been waiting nine days for the replacement pump and nobody rings back"]);
}

#[test]
fn prompted_and_hedged_words_are_worth_less() {
    let call = call("a.txt", 0, &[(Role::Customer, "We lose two orders a week because the printer drops the label.")]);
    let plain = said(&call, "lose two orders", 0);
    let mut reader = Reader::new(english());
    let mut score = |candidate| reader.read(CallId(0), &call, &[candidate], &[])[0].score;
    let full = score(plain);
    assert!(score(Candidate { prompted: true, ..plain }) < full);
    assert!(score(Candidate { hedged: true, ..plain }) < full);
    assert!(score(Candidate { strength: 100, ..plain }) < full);
    let term = TermAt { turn: 0, span: Span::new(12, 18), term: 7, value: 1000 };
    let with_term = reader.read(CallId(0), &call, &[plain], &[term])[0];
    assert!(with_term.score > full);
    assert_eq!(with_term.term, Some(7));
}

/// Ten calls of one person each, every one with two problems of its own.
fn corpus() -> (Corpus, Pool) {
    let things =
        ["pump", "label printer", "scale", "scanner", "forklift", "gate", "conveyor", "shelf", "tablet", "camera"];
    let mut corpus = Corpus::default();
    let mut of_calls = vec![];
    let mut reader = Reader::new(english());
    for (n, thing) in things.iter().enumerate() {
        let first = format!("Our {thing} stops {} times a day and we cannot ship anything until morning.", n + 2);
        let second = format!("I wrote to the {thing} people {} weeks ago and never got an answer.", n + 3);
        let call = call(&format!("{n}.txt"), n as u32, &[(Role::Customer, &first), (Role::Customer, &second)]);
        let candidates = [said(&call, "stops", 0), said(&call, "never got an answer", 0)];
        of_calls.push(reader.read(CallId(n as u32), &call, &candidates, &[]));
        corpus.calls.push(call);
    }
    (corpus, Pool::new(of_calls))
}

#[test]
fn limits_hold_and_the_same_words_come_once() {
    let (mut corpus, pool) = corpus();
    assert_eq!(pool.all().len(), 20);
    let limits = Quotes { max_quotes: 6, ..Quotes::default() };
    assert_eq!(choose(pool.all(), &corpus, &limits, english()).len(), 6);
    let chosen = choose(pool.all(), &corpus, &Quotes::default(), english());
    let calls: std::collections::BTreeSet<_> = chosen.iter().map(|q| q.at.call).collect();
    assert_eq!(calls.len(), chosen.len(), "one of each person and code");
    assert!(chosen.windows(2).all(|pair| pair[0].at != pair[1].at));
    let few = Quotes { per_code: 2, ..Quotes::default() };
    assert_eq!(choose(pool.all(), &corpus, &few, english()).len(), 2);
    for call in &mut corpus.calls {
        call.speakers[0].person = PersonId(1);
    }
    assert_eq!(choose(pool.all(), &corpus, &Quotes::default(), english()).len(), 1);
}

#[test]
fn a_list_of_private_numbers_is_no_quote() {
    let text =
        "We lost jane@example.com and kim@example.com and tom@example.com because the sync dropped every contact.";
    let call = call("a.txt", 0, &[(Role::Customer, text)]);
    let pool = Pool::new(vec![Reader::new(english()).read(CallId(0), &call, &[said(&call, text, 0)], &[])]);
    assert_eq!(pool.all().len(), 1);
    let corpus = Corpus { calls: vec![call] };
    assert_eq!(choose(pool.all(), &corpus, &Quotes::default(), english()), Vec::<&Quotable>::new());
}

#[test]
fn the_best_place_of_some_words() {
    let (corpus, pool) = corpus();
    let place = |needle: &str, call: u32| {
        let call_text = &corpus.calls[call as usize];
        let candidate = said(call_text, needle, 0);
        Occurrence { call: CallId(call), turn: candidate.turn, span: candidate.span }
    };
    let best = pool.best(&[place("people", 3)]).expect("a quote that holds it");
    assert!(corpus.text_of(best.at).contains("scanner people"));
    assert_eq!(pool.best(&[]), None);
}

#[test]
fn what_is_shown_is_a_slice_with_private_data_hidden() {
    let text = "Hello. Um, my name is Ines Castle and, you know, the the pump leaks 2 litres a day. Thanks.";
    let call = call("a.txt", 0, &[(Role::Rep, "Who is speaking?"), (Role::Customer, text)]);
    let from = text.find("Um").expect("um") as u32;
    let to = text.find(" Thanks").expect("thanks") as u32;
    let at = Occurrence { call: CallId(0), turn: 1, span: Span::new(from, to) };
    let finder = Finder::new(&Privacy::default());
    let mut vocabulary = Vocabulary::new(english());
    let shown = show(&call, at, &finder, &CallNames::of(&call), &mut vocabulary);
    assert_eq!(shown.quote, "Um, my name is [name] and, you know, the the pump leaks 2 litres a day.");
    assert_eq!(shown.clean, "My name is [name] and, the pump leaks 2 litres a day.");
    assert_eq!((shown.before.as_str(), shown.after.as_str()), ("Hello.", "Thanks."));
    assert_eq!(shown.hidden.total(), 1);
    assert_eq!(shown.id.len(), 12);
    let whole = Occurrence { span: Span::new(0, text.len() as u32), ..at };
    let shown_whole = show(&call, whole, &finder, &CallNames::of(&call), &mut vocabulary);
    assert_eq!(shown_whole.before, "Who is speaking?");
    assert_eq!(shown_whole.after, "");
    assert_ne!(shown_whole.id, shown.id);
}

#[test]
fn speech_without_marks_begins_and_ends_where_it_says_something() {
    let words = [
        (
            "i wonder if you can help me i've been waiting nine days for the pump and nobody rings",
            "i've been waiting nine days for the pump and nobody rings",
        ),
        ("we he's the i've got no pump and i've got no pump", ""),
        (
            "i have been waiting for the pump since [date] and nobody rings back",
            "i have been waiting for the pump since [date] and nobody rings back",
        ),
        (
            "the pump i ordered nine days ago is still not here my number is [number]",
            "the pump i ordered nine days ago is still not here my number is [number]",
        ),
    ];
    for (text, wanted) in words {
        let call = call("a.txt", 0, &[(Role::Customer, text)]);
        let found = quotes(&call, &[said(&call, "pump", 0)]);
        assert_eq!(found.first().map_or("", String::as_str), wanted, "{text}");
    }
}

#[test]
fn an_orphan_is_worth_less() {
    let score = |text: &str| {
        let call = call("a.txt", 0, &[(Role::Customer, text)]);
        Reader::new(english()).read(CallId(0), &call, &[said(&call, "pump", 0)], &[]).first().map_or(0, |q| q.score)
    };
    let whole = score("The pump leaks two litres of oil every single night.");
    for orphan in [
        "However the pump leaks two litres of oil every single night.",
        "It makes the pump leak two litres of oil every single night.",
        "Were times the pump leaked two litres of oil every single night.",
        "The pump lheaks two litres of oil every single night.",
    ] {
        assert!(score(orphan) < whole, "{orphan}");
    }
}
