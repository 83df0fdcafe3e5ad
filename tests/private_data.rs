//! Marked private data in, how much of it is hidden out: on data beside the repository, if it is there.

use overheard::mask::private::{CallNames, Finder, Kind};
use overheard::settings::Privacy;
use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

fn shared(file: &str) -> Option<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let places = [
        std::env::var("OVERHEARD_SHARED").map(PathBuf::from).unwrap_or_default(),
        root.join("../shared"),
        root.join("../../shared"),
    ];
    let found = places.iter().find_map(|place| std::fs::read_to_string(place.join("data").join(file)).ok());
    if found.is_none() {
        println!("skipped: ../shared not present ({file})");
    }
    found
}

/// Words as `evaluate.py` takes them: letters and digits, joined by apostrophes, in lower case.
fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace('’', "'");
    let parts = text.split(|c: char| !(c.is_alphanumeric() || c == '\''));
    parts.map(|word| word.trim_matches('\'').to_owned()).filter(|word| !word.is_empty()).collect()
}

#[test]
fn marked_private_data_is_hidden_and_little_else() {
    let Some(file) = shared("pii.spans.jsonl") else { return };
    let finder = Finder::new(&Privacy::default());
    let (mut gone, mut seen) = (BTreeMap::<String, u32>::new(), BTreeMap::<String, u32>::new());
    let (mut lost, mut other) = (0u32, 0u32);
    let show = std::env::var("SHOW").unwrap_or_default();
    for row in file.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("a row of JSON")) {
        let text = row["text"].as_str().unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
        let (shown, _) = finder.redact(&text, &CallNames::default());
        let now: HashSet<String> = words(&shown).into_iter().collect();
        let mut marked = HashSet::new();
        for span in row["spans"].as_array().into_iter().flatten() {
            let (kind, said) =
                (span["type"].as_str().unwrap_or("").to_owned(), words(span["text"].as_str().unwrap_or("")));
            let tell: Vec<&String> = said.iter().filter(|word| word.chars().count() >= 3).collect();
            if !tell.is_empty() {
                *seen.entry(kind.clone()).or_default() += 1;
                let hidden = !tell.iter().any(|word| now.contains(*word));
                *gone.entry(kind.clone()).or_default() += u32::from(hidden);
                if !hidden && show == kind {
                    println!("LEFT {said:?} in: {shown}");
                }
            }
            marked.extend(said);
        }
        let free: Vec<String> = words(&text).into_iter().filter(|word| !marked.contains(word)).collect();
        other += free.len() as u32;
        let taken: Vec<&String> = free.iter().filter(|word| !now.contains(*word)).collect();
        lost += taken.len() as u32;
        if show == "LOST" && !taken.is_empty() {
            println!("LOST {taken:?} in: {shown}");
        }
    }
    let recall = |kind: &str| {
        f64::from(gone.get(kind).copied().unwrap_or(0)) / f64::from(seen.get(kind).copied().unwrap_or(0).max(1))
    };
    for (kind, marked) in &seen {
        println!("{kind}\t{:.3} of {marked}", recall(kind));
    }
    let lost_per_thousand = 1000.0 * f64::from(lost) / f64::from(other.max(1));
    println!("other words lost per 1,000: {lost_per_thousand:.1}");
    for kind in ["EMAIL_ADDRESS", "PHONE_NUMBER", "CREDIT_CARD", "IBAN_CODE"] {
        assert!(recall(kind) >= 0.95, "{kind}: {:.3}", recall(kind));
    }
    assert!(recall("STREET_ADDRESS") >= 0.80, "addresses: {:.3}", recall("STREET_ADDRESS"));
    assert!(recall("PERSON") >= 0.70, "persons: {:.3}", recall("PERSON"));
    assert!(lost_per_thousand <= 15.0, "words lost: {lost_per_thousand:.1}");
}

#[test]
fn interviews_keep_what_is_not_private() {
    let set = std::env::var("CALLS").unwrap_or_else(|_| "changelog_interviews".to_owned());
    let Some(file) = shared(&format!("{set}.calls.jsonl")) else { return };
    let finder = Finder::new(&Privacy::default());
    let (mut total, mut kinds) = (0usize, BTreeMap::<&str, usize>::new());
    let show = std::env::var("SHOW").is_ok();
    let mut found = Vec::new();
    for call in file.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("a row of JSON")) {
        let turns = call["turns"].as_array().cloned().unwrap_or_default();
        let labels: Vec<&str> = turns.iter().filter_map(|turn| turn["speaker"].as_str()).collect();
        let names = CallNames::from_labels(labels.iter().copied());
        for turn in &turns {
            let text = turn["text"].as_str().unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
            total += text.split(' ').count();
            finder.find(&text, &names, &mut found);
            for private in &found {
                *kinds.entry(private.kind.name()).or_default() += 1;
                if show {
                    let head: String = text[..private.span.start as usize]
                        .chars()
                        .rev()
                        .take(40)
                        .collect::<Vec<_>>()
                        .into_iter()
                        .rev()
                        .collect();
                    let tail: String = text[private.span.end as usize..].chars().take(25).collect();
                    println!("HIT {}\t{head}<<{}>>{tail}", private.kind.name(), &text[private.span.range()]);
                }
            }
        }
    }
    println!("{total} words: {kinds:?}");
    let numbers: usize = kinds.iter().filter(|(kind, _)| **kind != Kind::Name.name()).map(|(_, n)| n).sum();
    assert!(numbers * 1000 <= total, "more than one number, link or address in 1,000 words: {kinds:?}");
}
