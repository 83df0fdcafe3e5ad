//! Who takes which file: every sample against every format, one winner, the one that is expected. The table is printed:
//! `cargo test --test sniffing -- --nocapture`.

mod places;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use overheard::read::{FORMATS, Proof, Source, candidates, read_bytes};

/// `path TAB format` lines; `refused` for a file that is no transcript, `damaged` for one that is broken.
fn expected(table: &str) -> BTreeMap<&str, &str> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect()
}

/// Checks all files of a folder against the table; gives what is wrong.
fn check(root: &Path, table: &str) -> Vec<String> {
    let expected = expected(table);
    let mut wrong = Vec::new();
    for (name, path) in places::files(root) {
        let bytes = fs::read(&path).unwrap();
        let source = Source::new(&name, &bytes);
        let takers = candidates(&source);
        let shown: Vec<String> = takers.iter().map(|(format, sure)| format!("{} {}", format.id, sure.0)).collect();
        let read = read_bytes(name.clone(), &bytes);
        let now = match &read.outcome {
            Ok(_) => read.format,
            Err(e) if e.to_string().starts_with("no transcript") => "refused",
            Err(_) => "damaged",
        };
        println!("{name:60} {now:18} {}", shown.join(", "));
        if let [(first, a), (second, b), ..] = takers.as_slice()
            && a == b
            && now != "refused"
        {
            wrong.push(format!("{name}: {} and {} are both {} sure", first.id, second.id, a.0));
        }
        match expected.get(name.as_str()) {
            Some(format) if *format == now => {}
            Some(format) => wrong.push(format!("{name}: read as {now}, expected {format}: {:?}", read.outcome.err())),
            None => wrong.push(format!("{name}: read as {now}, expected nothing: add a line to the table")),
        }
    }
    wrong
}

#[test]
fn our_samples() {
    let wrong = check(&places::ours("sample_transcripts"), include_str!("sniffing/samples.tsv"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn shared_samples() {
    let Some(root) = places::shared("formats") else { return };
    let wrong = check(&root, include_str!("sniffing/shared.tsv"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_said_to_be_proved_is_in_the_table_of_real_exports() {
    let table = expected(include_str!("sniffing/shared.tsv"));
    for format in FORMATS {
        let seen = table.values().any(|id| *id == format.id);
        assert_eq!(format.proof == Proof::Seen, seen, "{}: no star, or a star too many", format.id);
    }
}

#[test]
fn fixtures_are_taken_by_one_format() {
    let mut wrong = Vec::new();
    for (name, path) in places::files(&places::ours("tests/fixtures")) {
        if name.ends_with(".turns") || name.starts_with("packed/") || name.starts_with("refused/") {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let source = Source::new(&name, &bytes);
        if let [(first, a), (second, b), ..] = candidates(&source).as_slice()
            && a == b
        {
            wrong.push(format!("{name}: {} and {} are both {} sure", first.id, second.id, a.0));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_of_formats_is_sound() {
    for (at, format) in FORMATS.iter().enumerate() {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        assert!(!format.id.is_empty() && format.id.chars().all(plain), "{}", format.id);
        assert!(FORMATS[at + 1..].iter().all(|other| other.id != format.id), "{} stands twice", format.id);
        assert!(!format.title.is_empty() && !format.recognised_by.is_empty(), "{}", format.id);
        let endings = format.extensions.iter().all(|e| !e.starts_with('.') && e.to_lowercase() == **e);
        assert!(endings, "{}", format.id);
    }
}
