//! What a user types, sees and gets: results, options and their precedence, messages, exit codes.

mod program;

use program::{Desk, samples};
use std::fs;
use std::process::{Command, Stdio};

const RESULTS: &[&str] = &[
    "calls.csv",
    "coded.csv",
    "overheard.xlsx",
    "problems.csv",
    "quotes.csv",
    "report.html",
    "run.json",
    "terms.csv",
    "themes.toml",
];

#[test]
fn mine_needs_no_option() {
    let desk = Desk::with_calls();
    let ran =
        desk.run(&["mine", "calls"]).ends_with(0).says(&["6 calls", "What they say", "double booked", "terms.csv"]);
    let names = desk.names("overheard-out");
    assert!(RESULTS.iter().all(|name| names.iter().any(|n| n == name)), "{names:?}");
    let wide = |text: &str| text.lines().find(|line| line.chars().count() > 80).map(str::to_owned);
    assert_eq!(wide(&ran.out), None, "wider than 80 columns");
    assert_eq!(wide(&ran.err), None, "wider than 80 columns");
    assert!(
        !ran.out.contains('\x1b') && !ran.err.contains('\x1b') && !ran.err.contains('\r'),
        "colour or bar in a pipe"
    );
}

#[test]
fn the_samples_are_mined_as_the_readme_says() {
    let desk = Desk::new();
    // One sample is damaged on purpose: code 2, and everything else is there all the same.
    let ran = desk.run(&["mine", samples().to_str().unwrap()]).ends_with(2).says(&["What they say", "overheard-out"]);
    ran.complains_of(&["Left aside", "could not be read"]);
    assert!(desk.table("overheard-out/terms.csv").len() > 20);
    assert!(desk.table("overheard-out/calls.csv").iter().any(|row| row["status"] == "failed"));
    let page = desk.files("overheard-out")["report.html"].len();
    assert!(page < 1_500_000, "a page of {page} bytes cannot be forwarded");
}

#[test]
fn quiet_is_quiet() {
    let desk = Desk::with_calls();
    let ran = desk.run(&["mine", "calls", "--quiet"]).ends_with(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
    let ran = desk.run(&["mine", "nowhere", "--quiet"]).ends_with(2);
    assert!(ran.err.contains("nowhere"), "errors are told all the same");
}

#[test]
fn options_win_over_the_file_and_the_file_over_defaults() {
    let desk = Desk::with_calls();
    desk.write("overheard.toml", b"[terms]\nmin_calls = 4\nmax_terms = 7\n[roles]\nreps = [\"Dana\"]\n");
    desk.run(&["mine", "calls", "--config", "overheard.toml", "--min-calls", "5", "-q"]).ends_with(0);
    let run: serde_json::Value = serde_json::from_slice(&desk.files("overheard-out")["run.json"]).unwrap();
    let terms = &run["settings"]["terms"];
    assert_eq!(terms["min_calls"], 5, "typed");
    assert_eq!(terms["max_terms"], 7, "configured");
    assert_eq!(terms["max_words"], 6, "default");
    assert_eq!(run["settings"]["roles"]["reps"][0], "Dana");
    assert!(desk.table("overheard-out/terms.csv").len() <= 7);
}

#[test]
fn a_slip_in_the_configuration_is_shown_with_its_line() {
    let desk = Desk::with_calls();
    desk.write("slip.toml", b"[terms]\nmin_calls = 3\nmin_cals = 4\n");
    let ran = desk.run(&["mine", "calls", "--config", "slip.toml"]).ends_with(2);
    ran.complains_of(&["slip.toml", "line 3", "min_cals"]);
    desk.write("slip.toml", b"[terms]\nmax_words = 9\n");
    desk.run(&["mine", "calls", "--config", "slip.toml"]).ends_with(2).complains_of(&["terms.max_words", "1 to 6"]);
    desk.run(&["mine", "calls", "--config", "none.toml"]).ends_with(2).complains_of(&["none.toml"]);
    assert!(!desk.path("overheard-out").exists());
}

#[test]
fn a_file_that_is_not_there_is_named_before_the_work() {
    let desk = Desk::with_calls();
    for option in ["--people", "--calls-table", "--codebook"] {
        desk.run(&["mine", "calls", option, "missing.file"]).ends_with(2).complains_of(&[option, "missing.file"]);
    }
}

#[test]
fn old_results_are_replaced_and_other_files_stay() {
    let desk = Desk::with_calls();
    desk.write("out/notes.txt", b"mine");
    desk.write("out/brief.md", b"of an older run");
    desk.write("out/terms.csv", b"old");
    desk.run(&["mine", "calls", "--out", "out", "-q"]).ends_with(0);
    let files = desk.files("out");
    assert_eq!(files["notes.txt"], b"mine");
    assert_ne!(files["terms.csv"], b"old");
    assert!(!files.contains_key("brief.md"), "what this run does not write may not look like its result");
}

#[test]
fn help_and_mistakes() {
    let desk = Desk::new();
    desk.run(&["--help"]).ends_with(0).says(&["Examples:", "mine", "Exit codes"]);
    desk.run(&["mine", "--help"]).ends_with(0).says(&["Examples:", "--rep", "--out"]);
    desk.run(&["--version"]).ends_with(0).says(&["overheard "]);
    desk.run(&[]).ends_with(2).complains_of(&["Usage"]);
    desk.run(&["mine"]).ends_with(2).complains_of(&["FOLDER"]);
    desk.run(&["mine", "calls", "--threads", "0"]).ends_with(2).complains_of(&["1..=1024"]);
    desk.run(&["mien", "calls"]).ends_with(2).complains_of(&["mine"]);
}

#[test]
fn colour_is_for_those_who_want_it() {
    let desk = Desk::with_calls();
    let ran = desk.run(&["mine", "calls", "--color", "always"]).ends_with(0);
    assert!(ran.out.contains("\x1b[1m"));
    let ran = desk.run(&["mine", "calls", "--color", "never"]).ends_with(0);
    assert!(!ran.out.contains('\x1b'));
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let desk = Desk::with_calls();
    for args in [&["formats"][..], &["mine", "calls"], &["completions", "bash"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_overheard"))
            .args(args)
            .current_dir(desk.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        assert_eq!(child.wait().unwrap().code(), Some(0), "{args:?}");
    }
}

#[test]
fn formats_and_completions() {
    let desk = Desk::new();
    desk.run(&["formats"]).ends_with(0).says(&["format", "text", "recognised"]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        desk.run(&["completions", shell]).ends_with(0).says(&["overheard", "mine"]);
    }
}

#[test]
fn check_tells_what_moved() {
    let desk = Desk::with_calls();
    desk.run(&["check", "calls", "--against", "golden"]).ends_with(2).complains_of(&["golden", "--update"]);
    desk.run(&["check", "calls", "--against", "golden", "--update"]).ends_with(0);
    desk.run(&["check", "calls", "--against", "golden"]).ends_with(0).says(&["The same: terms.csv"]);
    let ran = desk.run(&["check", "calls", "--against", "golden", "-q"]).ends_with(0);
    assert_eq!(ran.out, "");

    let more = program::small_call(7);
    desk.write("calls/customers/one_more.txt", more.as_bytes());
    let ran = desk.run(&["check", "calls", "--against", "golden"]).ends_with(1);
    let ran = ran.complains_of(&["The calls are not the same"]);
    ran.says(&["terms.csv:", "double booked", "calls 6 -> 7", "calls.csv: 1 new", "+ customers/one_more.txt"]);

    let before = desk.files("golden");
    desk.run(&["check", "calls", "--against", "golden", "--update"]).ends_with(0).says(&["double booked"]);
    assert_ne!(before, desk.files("golden"));
    desk.run(&["check", "calls", "--against", "golden"]).ends_with(0);
}

#[test]
fn check_keeps_the_settings_and_the_choice_of_files() {
    let desk = Desk::with_calls();
    desk.run(&["mine", "calls", "--out", "golden", "--max-terms", "3", "-q"]).ends_with(0);
    desk.run(&["check", "calls", "--against", "golden"]).ends_with(0);
    fs::remove_file(desk.path("golden/calls.csv")).unwrap();
    fs::remove_file(desk.path("golden/coded.csv")).unwrap();
    desk.run(&["check", "calls", "--against", "golden", "--update"]).ends_with(0);
    let names = desk.names("golden");
    assert!(!names.iter().any(|name| name == "calls.csv" || name == "coded.csv"), "{names:?}");
    assert!(desk.table("golden/terms.csv").len() <= 3);
}

#[test]
fn check_names_a_damaged_file() {
    let desk = Desk::with_calls();
    desk.run(&["check", "calls", "--against", "golden", "--update"]).ends_with(0);
    desk.write("golden/terms.csv", b"\xef\xbb\xbfrank,term\r\n1,\xff\xfe\r\n");
    desk.run(&["check", "calls", "--against", "golden"]).ends_with(2).complains_of(&["golden/terms.csv", "--update"]);
    desk.write("golden/run.json", b"{");
    desk.run(&["check", "calls", "--against", "golden"]).ends_with(2).complains_of(&["run.json"]);
    desk.write("golden/terms.csv", b"\xef\xbb\xbfrank,term\r\n");
    desk.run(&["check", "calls", "--against", "golden", "--update"]).ends_with(0).complains_of(&["run.json"]);
    desk.run(&["check", "calls", "--against", "golden"]).ends_with(0);
}

#[test]
fn kwic_shows_the_words_around() {
    let desk = Desk::with_calls();
    let ran = desk.run(&["kwic", "calls", "--phrase", "double-book"]).ends_with(0);
    let rows: Vec<&str> = ran.out.lines().filter(|line| line.contains("double booked")).collect();
    assert_eq!(rows.len(), 12);
    let columns = rows.iter().map(|row| row.find("double booked")).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(columns.len(), 1, "the words stand one below the other:\n{}", ran.out);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
    ran.complains_of(&["12 places in 6 of 6 calls"]);
}

#[test]
fn kwic_by_side_sentence_and_group() {
    let desk = Desk::with_calls();
    desk.write("calls/lost/gone.txt", program::small_call(14).as_bytes());
    desk.run(&["kwic", "calls", "--phrase", "anything else"]).ends_with(1).complains_of(&["no customer says"]);
    let ran =
        desk.run(&["kwic", "calls", "--phrase", "anything else", "--who", "reps", "--segment", "lost", "--sentence"]);
    let ran = ran.ends_with(0).says(&["lost/gone.txt", "Anything else today?"]);
    assert!(!ran.out.contains("product team"), "one sentence, not its neighbour");
    let ran = desk.run(&["kwic", "calls", "--phrase", "double booked", "--code", "wish", "--segment", "lost"]);
    ran.ends_with(0).complains_of(&["1 place in 1"]);
    desk.run(&["kwic", "calls", "--phrase", "x", "--code", "y"]).ends_with(2).complains_of(&["no code `y`", "problem"]);
    desk.run(&["kwic", "calls", "--phrase", "..."]).ends_with(2).complains_of(&["no word"]);
}

#[test]
fn kwic_as_a_table() {
    let desk = Desk::with_calls();
    desk.write(
        "calls/sum.txt",
        b"Agent: Hello there?\nCustomer: =cmd() is what it said, mail me at jo@example.com now.\n",
    );
    let ran = desk.run(&["kwic", "calls", "--phrase", "is * it said", "--csv", "-q"]).ends_with(0);
    let rows = program::table(ran.out.as_bytes());
    assert_eq!((rows[0]["call"].as_str(), rows[0]["role"].as_str()), ("sum.txt", "customer"));
    assert_eq!(rows[0]["match"], "is what it said");
    assert!(rows[0]["left"].starts_with("'="), "safe in a spreadsheet: {:?}", rows[0]["left"]);
    assert!(rows[0]["right"].contains("[email]") && !ran.out.contains("jo@example.com"));
    let ran = desk.run(&["kwic", "calls", "--phrase", "mail me", "--csv", "--keep-private"]).ends_with(0);
    assert!(ran.out.contains("jo@example.com"));
    desk.run(&["kwic", "calls", "--phrase", "x", "--redact", "hats"])
        .ends_with(2)
        .complains_of(&["hats", "email, phone"]);
}

#[test]
fn the_codebook_is_listed_shown_and_tried() {
    let desk = Desk::new();
    let ran = desk.run(&["codebook"]).ends_with(0).says(&["problem", "wish", "objection", "cues"]);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80));
    desk.run(&["codebook", "problem"]).ends_with(0).says(&["(unable|", "times in 100"]);
    desk.run(&["codebook", "nonsense"]).ends_with(2).complains_of(&["nonsense", "problem"]);
    desk.run(&["codebook", "--say", "I am unable to export my invoices"]).ends_with(0).says(&["problem", "unable to"]);
    desk.run(&["codebook", "--say", "blue"]).ends_with(1);
}

#[test]
fn a_codebook_of_ones_own_is_tested() {
    let desk = Desk::new();
    let noise = "code noise\nis: The machine is loud.\ncues 0.9\n  (loud|noisy)\nexamples\n  + It is loud.\n";
    desk.write("noise.cues", noise.as_bytes());
    desk.run(&["codebook", "--check", "noise.cues"]).ends_with(0).complains_of(&["noise.cues", "as they say"]);
    desk.run(&["codebook", "--check", "noise.cues", "--say", "so noisy"]).ends_with(0).says(&["noise"]);
    desk.write("noise.cues", format!("{noise}  + It is quiet.\n").as_bytes());
    desk.run(&["codebook", "--check", "noise.cues"]).ends_with(1).says(&["noise.cues:7", "It is quiet."]);
    desk.write("noise.cues", format!("{noise}cues 7\n").as_bytes());
    desk.run(&["codebook", "--check", "noise.cues"]).ends_with(2).complains_of(&["noise.cues", "7"]);
    desk.run(&["codebook", "--check", "none.cues"]).ends_with(2).complains_of(&["none.cues"]);
}

#[test]
fn competitors_that_are_named_are_alternatives() {
    let desk = Desk::with_calls();
    desk.write("calls/lost/rival.txt", b"Agent: What now?\nCustomer: My brother has Van-Wizard (Pro) on his tablet.\n");
    let coded = |competitors: &str| {
        desk.run(&["mine", "calls", "-q", "--competitors", competitors]).ends_with(0);
        let rows = desk.table("overheard-out/coded.csv");
        rows.iter().any(|row| row["call"] == "lost/rival.txt" && row["code"] == "alternative")
    };
    assert!(!coded("Somebody Else"));
    assert!(coded("Somebody Else,van wizard"));
    assert!(coded("(Van|Wizard)*~"), "marks of the cue language are no part of a name");
}

#[test]
fn a_brief_is_written_when_asked_for() {
    let desk = Desk::with_calls();
    desk.run(&["mine", "calls", "--brief", "-q"]).ends_with(0);
    let page = String::from_utf8(desk.files("overheard-out")["brief.md"].clone()).unwrap();
    assert!(page.starts_with("# What customers say, on one page") && page.contains("## Problems"), "{page}");
    assert!(page.contains("## What we do not know yet"), "{page}");
    desk.run(&["mine", "calls", "-q"]).ends_with(0);
    assert!(!desk.names("overheard-out").contains(&"brief.md".to_owned()), "an old brief is not the new run's");
}

#[test]
fn themes_are_the_users_once_he_has_changed_them() {
    let desk = Desk::with_calls();
    let themes = || String::from_utf8(desk.files("overheard-out")["themes.toml"].clone()).unwrap();
    let named = || desk.table("overheard-out/terms.csv").iter().filter(|row| row["theme"] == "Chaos").count();
    desk.run(&["mine", "calls", "-q"]).ends_with(0);
    let starter = themes();
    assert!(starter.lines().all(|line| line.is_empty() || line.starts_with('#')), "{starter}");
    let terms = desk.table("overheard-out/terms.csv");
    desk.run(&["mine", "calls", "-q"]).ends_with(0);
    assert_eq!(
        (themes(), desk.table("overheard-out/terms.csv")),
        (starter, terms.clone()),
        "it changes nothing by itself"
    );
    let phrases: Vec<String> = terms.iter().take(2).map(|row| format!("{:?}", row["term"])).collect();
    let own = format!("# mine\n[[theme]]\nname = \"Chaos\"\nphrases = [{}]\n", phrases.join(", "));
    desk.write("overheard-out/themes.toml", own.as_bytes());
    desk.run(&["mine", "calls", "-q"]).ends_with(0);
    assert!(themes() == own && named() >= 2, "{} of {}", named(), terms.len());
    desk.run(&["check", "calls", "--against", "overheard-out"]).ends_with(0);
    desk.run(&["mine", "calls", "--no-themes", "-q"]).ends_with(0);
    assert_eq!((themes(), named()), (own, 0));
    desk.write("overheard-out/themes.toml", b"[[themes]]\n");
    desk.run(&["mine", "calls", "-q"]).ends_with(2).complains_of(&["themes.toml"]);
}

#[test]
fn themes_take_other_vectors_or_none() {
    let desk = Desk::with_calls();
    desk.write("glove.txt", b"booked 1 0 0.5\ncalendar 0.9 0.1 0.4\nspreadsheet -1 0.2 0.1\nphone 0.1 1 -0.3\n");
    desk.run(&["mine", "calls", "--vectors", "glove.txt", "-q"]).ends_with(0);
    desk.write("bad.txt", b"booked 1 0 0.5\ncalendar 0.9 x 0.4\n");
    let ran = desk.run(&["mine", "calls", "--vectors", "bad.txt", "-q"]).ends_with(2);
    ran.complains_of(&["bad.txt", "line 2"]);
    desk.run(&["mine", "calls", "--no-themes", "--out", "plain", "-q"]).ends_with(0);
    assert!(desk.table("plain/terms.csv").iter().all(|row| row["theme"].is_empty()));
    assert!(!desk.names("plain").contains(&"themes.toml".to_owned()));
}
