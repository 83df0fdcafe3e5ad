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

/// Calls in which a customer says these sentences, one a call.
fn saying(sentences: &[&str]) -> Desk {
    let desk = Desk::new();
    for (number, sentence) in (0..).zip(sentences) {
        call(&desk, number, &[sentence], &[]);
    }
    desk
}

/// The row of a term, with its calls and its variants.
#[track_caller]
fn merged(sentences: &[&str], term: &str, calls: usize, variants: &str) {
    let rows = mined(&saying(sentences), &["--min-calls", "2"]);
    let found = row(&rows, term)
        .unwrap_or_else(|| panic!("{term} is not among {:?}", rows.iter().map(|r| &r["term"]).collect::<Vec<_>>()));
    assert_eq!((found["calls"].as_str(), found["variants"].as_str()), (calls.to_string().as_str(), variants));
}

#[test]
fn compounds_are_one_however_they_are_written() {
    let mails = ["The voice mail broke.", "My voicemail jams.", "That voice-mail rattles.", "The voice mail stuck."];
    merged(&mails, "voice mail", 4, "voicemail | voice-mail");
    let pages = ["The login page froze.", "A login page jams.", "Our login page broke.", "The log in page stuck."];
    merged(&pages, "login page", 4, "log in page");
    let desks =
        ["We drill the check in desk.", "Our check-in desk froze.", "A checkin desk jams.", "Their check in desk."];
    merged(&desks, "check in desk", 4, "checkin desk | check-in desk");
}

#[test]
fn articles_and_pronouns_inside_a_phrase_do_not_part_it() {
    let forms = ["We fill out forms.", "We fill it out now.", "They filled them out.", "So fill out sheets."];
    merged(&forms, "fill out", 4, "fill it out | filled them out");
    let trays = [
        "I check my printer tray.",
        "We check the printer tray.",
        "Did check printer trays.",
        "Check the printer tray.",
    ];
    merged(&trays, "check the printer tray", 4, "check printer trays | check my printer tray");
}

#[test]
fn contractions_and_spellings_are_one() {
    let doors =
        ["I can't log in.", "We cannot log in.", "They can not log in.", "So I cant log in.", "I can't log in."];
    merged(&doors, "can't log in", 5, "cant log in | cannot log in | can not log in");
    let dials =
        ["It is the grey colour dial.", "A gray color dial.", "Their gray colour dials.", "The gray color dial."];
    merged(&dials, "gray color dial", 4, "grey colour dial | gray colour dials");
}

#[test]
fn the_shown_form_has_its_own_capitals() {
    let sentences = ["My PIN pad broke.", "The PIN pad broke.", "The pin pad broke.", "PIN pad trouble."];
    merged(&sentences, "PIN pad", 4, "");
}

#[test]
fn opposites_and_numbers_stay_apart() {
    let sentences = [
        "I can log in today.",
        "I can log in.",
        "I can't log in.",
        "I can't log in now.",
        "The front gate opens.",
        "The front gate opens.",
        "The back gate opens.",
        "The back gate opens.",
        "We have two gate keys.",
        "We have two gate keys.",
        "We have four gate keys.",
        "We have four gate keys.",
    ];
    let desk = saying(&sentences);
    for (phrase, calls) in [("can't log in", 2), ("log in", 4), ("front gate opens", 2), ("two gate keys", 2)] {
        let ran = desk.run(&["mine", "calls", "-q", "--min-calls", "2", "--explain", phrase]).ends_with(0);
        ran.says(&[&format!("said in {calls} of 12 calls")]);
    }
    for row in mined(&desk, &["--min-calls", "2"]) {
        let words = format!("{} | {}", row["term"], row["variants"]);
        let words = words.trim_end_matches(" | ");
        let has = |word: &str| words.split([' ', '|']).any(|w| w == word);
        assert!(!(has("two") && has("four") || has("front") && has("back")), "{words}");
        let denied = |text: &str| text.contains("can't");
        assert!(words.split(" | ").all(|text| denied(text) == denied(&row["term"])), "{words}");
    }
}

#[test]
fn aliases_put_right_what_the_transcript_misheard() {
    let sentences =
        ["The job ran app froze.", "Our Jobwren app froze.", "Their job ren app froze.", "The job ran app froze."];
    let desk = saying(&sentences);
    desk.write("aliases.csv", "\u{feff}said,means,calls\njob ran,Jobwren,2\njob ren,Jobwren,1\n".as_bytes());
    let rows = mined(&desk, &["--min-calls", "2", "--aliases", "aliases.csv"]);
    let found = row(&rows, "Jobwren app froze").expect("the right spelling is shown");
    assert_eq!((found["calls"].as_str(), found["variants"].as_str()), ("4", "job ran app froze | job ren app froze"));
    // What nobody writes right is shown as the user has it.
    desk.write("aliases.csv", b"said,means\njob ran,Work-Owl\n");
    let rows = mined(&desk, &["--min-calls", "2", "--aliases", "aliases.csv"]);
    assert_eq!(row(&rows, "Work-Owl app froze").expect("as the user writes it")["variants"], "job ran app froze");
}

#[test]
fn an_alias_file_with_a_mistake_is_refused_with_its_line() {
    let desk = saying(&["The job ran app froze."]);
    let refused = |text: &str, words: &[&str]| {
        desk.write("aliases.csv", text.as_bytes());
        desk.run(&["mine", "calls", "--aliases", "aliases.csv"]).ends_with(2).complains_of(words);
    };
    refused("a,b\nc,d\n", &["aliases.csv, line 1", "said,means"]);
    refused("said,means\njob ran,Jobwren\njob ren,\n", &["aliases.csv, line 3", "`means`"]);
    refused("said,means\njob ran,Jobwren\njob ran,Jobber\n", &["aliases.csv, line 3", "already means"]);
    desk.run(&["mine", "calls", "--aliases", "none.csv"]).ends_with(2).complains_of(&["--aliases", "none.csv"]);
    desk.write("conf/o.toml", b"[files]\naliases = \"a.csv\"\n");
    desk.run(&["mine", "calls", "--config", "conf/o.toml"]).ends_with(2).complains_of(&["--aliases", "a.csv"]);
}

#[test]
fn misheard_names_are_suggested_and_the_suggestions_can_be_given_back() {
    let desk = Desk::new();
    for number in 0..14 {
        let name = ["Jobwren", "Job ran", "Jobren"][if number < 12 { 0 } else { number - 11 }];
        call(&desk, number, &[&format!("Our {name} app froze."), "The printer and the painter quarrel."], &[]);
    }
    assert!(row(&mined(&desk, &[]), "Jobwren app froze").is_some_and(|row| row["calls"] == "12"));
    let suggested = desk.table("overheard-out/aliases.suggested.csv");
    let said: Vec<(&str, &str)> = suggested.iter().map(|row| (row["said"].as_str(), row["means"].as_str())).collect();
    assert!(said.contains(&("jobren", "jobwren")), "{said:?}");
    assert!(said.contains(&("job run", "jobwren")), "{said:?}");
    assert!(!said.iter().any(|(said, _)| *said == "painter" || *said == "printer"), "both are words: {said:?}");
    let found = suggested.iter().find(|row| row["said"] == "jobren").unwrap();
    assert_eq!(
        (found["said_calls"].as_str(), found["means_calls"].as_str(), found["sound"].as_str()),
        ("1", "12", "yes")
    );
    assert!(found["neighbours"].contains("app") && found["call"] == "call_13.txt");
    std::fs::copy(desk.path("overheard-out/aliases.suggested.csv"), desk.path("aliases.csv")).unwrap();
    let rows = mined(&desk, &["--aliases", "aliases.csv"]);
    assert_eq!(row(&rows, "Jobwren app froze").expect("the right spelling is shown")["calls"], "14");
}

#[test]
fn the_other_orders_follow_their_formulas() {
    let desk = explained();
    let terms = |order: &str| mined(&desk, &["--rank", order]);
    let place = |rows: &[Row], term: &str| rows.iter().position(|row| row["term"] == term).expect(term);
    let calls: Vec<u32> = terms("calls").iter().map(|row| row["calls"].parse().unwrap()).collect();
    assert!(calls.is_sorted_by(|a, b| a >= b) && calls.len() > 2, "{calls:?}");
    // C-value: log2 3 (5 - 0) = 7.92 for the longer phrase, log2 2 (8 - 5/1) = 3 for the shorter one, 0 for any word.
    let rows = terms("c-value");
    assert!(place(&rows, "purple widget jammed") < place(&rows, "purple widget"));
    let words: Vec<u32> = rows.iter().map(|row| row["words"].parse().unwrap()).collect();
    let first_word = words.iter().position(|n| *n == 1).unwrap_or(words.len());
    assert!(words[first_word..].iter().all(|n| *n == 1), "{words:?}");
    // Nobody else says either: what is said more often stands higher by G2 and by log ratio.
    for order in ["g2", "log-ratio"] {
        let rows = terms(order);
        assert!(place(&rows, "purple widget") < place(&rows, "purple widget jammed"), "{order}");
    }
}

#[test]
fn a_concordance_finds_what_a_row_counts() {
    let desk = saying(&["We set it up.", "The login froze.", "I can't log in.", "They set up shop."]);
    for (phrase, told) in
        [("set up", "2 places in 2 of 4 calls"), ("log in", "2 places in 2"), ("login", "2 places in 2")]
    {
        desk.run(&["kwic", "calls", "--phrase", phrase]).ends_with(0).complains_of(&[told]);
    }
    desk.run(&["kwic", "calls", "--phrase", "login", "--exact"]).ends_with(0).complains_of(&["1 place in 1"]);
}

#[test]
fn what_is_handed_back_to_the_rep_is_told_apart() {
    let desk = Desk::new();
    for number in 0..10 {
        let (first, later) = match number {
            // Before any rep, right after a rep, and long after.
            0..4 => ("Customer: The purple widget jammed.\n", ""),
            4..7 => ("Agent: Is it the purple widget?\nCustomer: Yes, the purple widget.\n", ""),
            _ => ("Agent: Is it the purple widget?\nCustomer: Let me look.\n", "Customer: The purple widget.\n"),
        };
        let between = small_talk(number, 3);
        let text = format!(
            "Agent: Good morning.\nCustomer: {}\n{first}Agent: And?\nCustomer: {between}\nAgent: So?\n{later}",
            small_talk(number, 1)
        );
        desk.write(&format!("calls/call_{number:02}.txt"), text.as_bytes());
    }
    let rows = mined(&desk, &[]);
    let widget = row(&rows, "purple widget").unwrap();
    let counts = ["calls", "calls_unprompted", "calls_echoed", "rep_calls"].map(|column| &*widget[column]);
    assert_eq!(counts, ["10", "4", "3", "6"]);
}
