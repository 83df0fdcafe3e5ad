//! The cue language, the codes that come with the program, and a user's file on top of them.

use overheard::code::{Mood, check, code_call, code_text};
use overheard::codebook::{BadCodebook, Codebook};
use overheard::corpus::{Call, Meta, PersonId, Role, RoleBasis, Speaker, Turn};
use overheard::language::english;

fn book(text: &str) -> Result<Codebook, BadCodebook> {
    Codebook::of_files(english(), &[("mine.cues", text)])
}

/// The words by which `code` is found in `text`.
fn found(book: &Codebook, code: &str, text: &str) -> Option<String> {
    let id = book.id(code)?;
    code_text(book, text).iter().find(|unit| unit.code == id).map(|unit| unit.cue(text))
}

#[track_caller]
fn cue_finds(cue: &str, text: &str, words: Option<&str>) {
    let book = book(&format!("code x\nnegated: keep\ncues 0.9\n  {cue}\n")).expect(cue);
    assert_eq!(found(&book, "x", text).as_deref(), words, "{cue} in {text}");
}

#[test]
fn every_example_of_the_built_in_codes_comes_out_as_it_says() {
    let book = Codebook::built_in(english()).expect("the built-in codebook");
    let failures: Vec<String> = check(&book).iter().map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    for (_, code) in book.codes() {
        assert!(
            code.examples.iter().any(|e| e.must) && code.examples.iter().any(|e| !e.must),
            "examples of {}",
            code.name
        );
        assert!(!code.is.is_empty() && !code.is_not.is_empty(), "definition of {}", code.name);
    }
}

#[test]
fn words_prefixes_and_choices() {
    cue_finds("the lift (is|was) slow", "Well, the lift was slow again.", Some("the lift was slow"));
    cue_finds("struggl*", "We are struggling here.", Some("struggling"));
    cue_finds("(falls through|out of order)", "It is out of order.", Some("out of order"));
    cue_finds("can't (open|close)", "I cannot open it.", Some("cannot open"));
    cue_finds("the lift", "The shift.", None);
}

#[test]
fn optional_steps_gaps_and_edges() {
    cue_finds("is [so|very] slow", "It is so slow.", Some("is so slow"));
    cue_finds("is [so|very] slow", "It is slow.", Some("is slow"));
    cue_finds("from ~2 to", "We went from the old desk to here.", None);
    cue_finds("from ~3 to", "We went from the old desk to here.", Some("from the old desk to"));
    cue_finds("^ where", "I know where it is.", None);
    cue_finds("right $", "That is right.", Some("right"));
    cue_finds("right $", "The right one.", None);
    cue_finds("with NAME", "We tried it with Mapleworks first.", Some("with Mapleworks"));
    cue_finds("takes NUM minutes", "It takes forty minutes.", Some("takes forty minutes"));
}

#[test]
fn fillers_and_commas_do_not_hide_a_cue() {
    cue_finds("it keeps falling", "it, um, keeps falling off", Some("it, um, keeps falling"));
}

#[test]
fn a_cue_never_crosses_a_sentence() {
    cue_finds("the lift stops", "I took the lift. Stops are listed there.", None);
}

#[test]
fn errors_name_file_and_line() {
    let error = |text: &str| book(text).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(error("code x\ncues 0.9\n  (a|b\n").starts_with("mine.cues:3: `(` is never closed"));
    assert!(error("code x\ncues 7\n").starts_with("mine.cues:2: `7`: a strength"));
    assert!(error("code x\ncues\n  [a] ~2\n").starts_with("mine.cues:3: nothing in it must be there"));
    assert!(error("code x\nwhat: y\n").starts_with("mine.cues:2: `what:` is none of"));
    assert!(error("code x\ncues\n  NOLIST a\n").starts_with("mine.cues:3: `NOLIST` is no list"));
    assert!(error("code x\nexamples\n  no sign\n").starts_with("mine.cues:3: an example begins with"));
    assert!(error("off x\n").contains("there is no such code"));
    assert!(error("  stray\n").starts_with("mine.cues:1: an indented line"));
}

#[test]
fn a_users_file_adds_replaces_and_switches_off() {
    let built_in = || Codebook::built_in(english()).expect("the built-in codebook");
    let text = "code noise\nis: Loud.\ncues 0.9\n  rattl*\n\nreplace problem\ncues 0.9\n  wobbl*\n\noff praise\n";
    let book = built_in().with("mine.cues", text).expect("a good file");
    assert_eq!(found(&book, "noise", "It is rattling.").as_deref(), Some("rattling"));
    assert_eq!(found(&book, "problem", "It wobbles.").as_deref(), Some("wobbles"));
    assert_eq!(found(&book, "problem", "It keeps crashing."), None);
    assert_eq!(found(&book, "praise", "I love the new desk."), None);
    assert!(found(&built_in(), "praise", "I love the new desk.").is_some());
    assert!(built_in().without(&["prais".into()]).is_err());
}

#[test]
fn an_example_that_fails_is_named() {
    let book = book("code x\ncues 0.9\n  rattl*\nexamples\n  + it hums\n  - it rattles\n").expect("a good file");
    let failures: Vec<String> = check(&book).iter().map(ToString::to_string).collect();
    assert_eq!(
        failures,
        ["mine.cues:5: `x` is not found in: it hums", "mine.cues:6: `x` is found (by \"rattles\") in: it rattles"]
    );
}

#[test]
fn negation_before_a_cue_is_heard_and_inside_a_cue_is_its_meaning() {
    let book = Codebook::built_in(english()).expect("the built-in codebook");
    assert!(found(&book, "problem", "It is not working.").is_some());
    assert!(found(&book, "problem", "It has never been confusing.").is_none());
    assert!(found(&book, "problem", "No, it is so confusing.").is_some(), "a bare no answers something");
}

#[test]
fn hostile_cues_stay_linear() {
    let cue = "[a|a a] ".repeat(20) + "b";
    let book = book(&format!("code x\ncues\n  {cue}\n")).expect("a good file");
    let text = "a ".repeat(20_000) + "b";
    let begun = std::time::Instant::now();
    code_text(&book, &text);
    assert!(begun.elapsed().as_secs() < 10);
}

/// The moods of the customer's problems after the rep has said something: whether each is prompted.
fn prompted(rep: &str, customer: &str) -> Vec<bool> {
    let book = Codebook::built_in(english()).expect("the built-in codebook");
    let problem = book.id("problem").expect("a code");
    let text = format!("{rep}{customer}");
    let turn = |speaker: u16, role, start: usize, end: usize| Turn {
        speaker,
        role,
        at: None,
        start: start as u32,
        end: end as u32,
    };
    let speaker = |role| Speaker { label: String::new(), role, person: PersonId(0) };
    let call = Call {
        path: String::new(),
        format: "test",
        turns: vec![turn(0, Role::Rep, 0, rep.len()), turn(1, Role::Customer, rep.len(), text.len())],
        text,
        speakers: vec![speaker(Role::Rep), speaker(Role::Customer)],
        meta: Meta::default(),
        role_basis: RoleBasis::default(),
    };
    let coded = code_call(&book, &call);
    coded.iter().filter(|unit| unit.code == problem).map(|unit| unit.mood.has(Mood::PROMPTED)).collect()
}

#[test]
fn what_the_rep_put_into_their_mouth_is_prompted() {
    assert_eq!(prompted("So is the export a pain?", "Yes, the export is a pain."), [true]);
    assert_eq!(prompted("So is the export broken?", "Yes. It keeps crashing."), [true]);
}

#[test]
fn what_they_say_of_themselves_is_not_prompted() {
    assert_eq!(prompted("What is broken?", "The printer keeps crashing."), [false]);
    assert_eq!(
        prompted("So is the export a pain?", "Not much. But there is the stock room, and the printer keeps crashing."),
        [false]
    );
    assert_eq!(prompted("Tell me about your day.", "The printer keeps crashing."), [false]);
}

#[test]
fn what_only_shows_that_they_listen_is_no_question() {
    let book = Codebook::built_in(english()).expect("the built-in codebook");
    for (text, asks) in [("Is it?", false), ("How much?", true), ("Is it open on Sundays?", true)] {
        assert_eq!(found(&book, "question", text).is_some(), asks, "{text}");
    }
}

#[test]
fn it_stands_for_what_was_named_before() {
    let book = Codebook::built_in(english()).expect("the built-in codebook");
    let text = "We bought the ticket printer in May. It keeps crashing.";
    let problem = book.id("problem").expect("a code");
    let coded = code_text(&book, text);
    let unit = coded.iter().find(|unit| unit.code == problem).expect("a problem");
    assert_eq!(unit.object.map(|span| &text[span.range()]), Some("ticket printer"));
}

#[test]
fn what_is_told_of_something_is_about_that() {
    let book = Codebook::built_in(english()).expect("the built-in codebook");
    let problem = book.id("problem").expect("a code");
    let about = |text| {
        let unit = code_text(&book, text).into_iter().find(|unit| unit.code == problem).expect("a problem");
        unit.object.map(|span| &text[span.range()])
    };
    assert_eq!(about("I find that the booking page is too slow."), Some("booking page"));
    assert_eq!(about("She told me, and I've felt that the queue is too slow."), Some("queue"));
    assert_eq!(about("The card that you sent me is broken."), Some("card that you sent"));
}

#[test]
fn a_word_that_asks_for_assent_belongs_to_what_stands_before_it() {
    let book = Codebook::built_in(english()).expect("the built-in codebook");
    let question = book.id("question").expect("a code");
    let asked = |text: &str| {
        let coded = code_text(&book, text);
        coded.iter().find(|unit| unit.code == question).map(|unit| text[unit.span.range()].to_owned())
    };
    assert_eq!(asked("It was paid twice. Right? I called on Monday.").as_deref(), Some("It was paid twice. Right"));
    assert_eq!(asked("It was paid twice. Right. I called on Monday."), None);
}
