//! Is each phrase counted once, in the row where it belongs, with the right speakers, and can the list say why?

mod program;

use program::{Desk, small_talk};
use std::collections::BTreeMap;

type Row = BTreeMap<String, String>;

/// Writes a call that nobody takes for another one: what the customer and the rep say, between small talk.
fn call(desk: &Desk, number: usize, customer: &[&str], rep: &[&str]) {
    let mut text = format!("Agent: Good morning.\nCustomer: {}\n", small_talk(number, 1));
    for line in rep {
        text += &format!("Agent: {line}\nCustomer: {}\n", small_talk(number, 2));
    }
    for line in customer {
        text += &format!("Agent: And then?\nCustomer: {line} {}\n", small_talk(number, 3));
    }
    desk.write(&format!("calls/call_{number:02}.txt"), text.as_bytes());
}

fn mined(desk: &Desk, options: &[&str]) -> Vec<Row> {
    desk.run(&[&["mine", "calls", "-q"], options].concat()).ends_with(0);
    desk.table("overheard-out/terms.csv")
}

fn row<'r>(rows: &'r [Row], term: &str) -> Option<&'r Row> {
    rows.iter().find(|row| row["term"] == term)
}

/// Ten calls: a phrase of many, one of a longer one, one that reps say, one that is loose, one of one call.
fn explained() -> Desk {
    let desk = Desk::new();
    for number in 0..10 {
        let customer: &[&str] = match number {
            0..5 => &["The purple widget jammed again.", "Our gravel spreader is fine."],
            5..8 => &["It is the purple widget.", "A gravel spreader it is."],
            8 => &["We have a copper kettle drum."],
            _ => &["Send the blue invoice folder."],
        };
        let rep: &[&str] = if number < 9 { &["Have you seen our gravel spreader?"] } else { &["No."] };
        call(&desk, number, customer, rep);
    }
    desk
}

#[test]
fn a_phrase_can_be_explained() {
    let desk = explained();
    let asked = |phrase: &str| desk.run(&["mine", "calls", "-q", "--explain", phrase]).ends_with(0).out;
    let said = |phrase: &str, words: &[&str]| {
        let out = asked(phrase).split_whitespace().collect::<Vec<_>>().join(" ");
        for word in words {
            assert!(out.contains(word), "{word:?} is not in:\n{out}");
        }
    };
    said("the purple widgets", &["Why \"the purple widgets\"", "counted as: purple widget"]);
    said(
        "purple widget",
        &["said in 8 of 10 calls by 8 customers, 8 times; unprompted in 8; by a rep in 0", "at rank"],
    );
    said(
        "purple widget",
        &["shown as \"purple widget\"", "rank parts: distinctive", "evidence", "outside longer rows:"],
    );
    said("widget", &["not in the list: nearly all its calls say a longer phrase that holds it", "\"purple widget\""]);
    said("widget", &["longer rows that hold it: \"purple widget\" (rank"]);
    said("gravel spreader", &["by a rep in 9", "not in the list: in each of its calls a rep says it first"]);
    said("our spreader is", &["said in 5 of 10", "not in the list: it ends on a function word"]);
    said("copper kettle drum", &["said in 1 of 10 calls", "a term needs 3 calls and 3 customers"]);
    said("unicorn stable", &["nobody says unicorn, stable"]);
    said("widget because spreader", &["ends every phrase"]);
    said("yeah okay", &["not in the list: it only opens, holds or closes a call"]);
    said("the purple widget jammed again gravel spreader is fine", &["at most 6 words"]);
}

#[test]
fn the_stop_list_and_the_length_of_the_list_are_named() {
    let desk = explained();
    let ran = desk.run(&["mine", "calls", "-q", "--exclude", "purple widget", "--explain", "purple widget"]);
    ran.ends_with(0).says(&["your stop list holds it"]);
    let options = ["mine", "calls", "-q", "--max-terms", "1", "--explain"];
    let all = mined(&desk, &[]);
    let last = all.last().unwrap()["term"].clone();
    assert!(all.len() > 1);
    desk.run(&[&options[..], &[&last]].concat()).ends_with(0).says(&["adds less than the 1 rows"]);
}

#[test]
fn several_phrases_are_explained_in_the_order_asked() {
    let ran = explained().run(&["mine", "calls", "-q", "--explain", "widget", "--explain", "kettle"]).ends_with(0);
    let (first, second) = (ran.out.find("Why \"widget\""), ran.out.find("Why \"kettle\""));
    assert!(first.is_some() && first < second, "{}", ran.out);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
}

#[test]
fn without_a_question_there_is_no_answer() {
    assert_eq!(explained().run(&["mine", "calls", "-q"]).ends_with(0).out, "");
    assert!(row(&mined(&explained(), &[]), "purple widget").is_some());
}
