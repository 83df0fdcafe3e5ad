//! What was planted in the sample calls is found, in that order of magnitude; what only reps say, and what one caller
//! repeats forty times, is not.

use overheard::findings::{Findings, Term};
use overheard::pipeline::{Request, mine};
use overheard::progress::Silent;
use std::path::PathBuf;
use std::sync::OnceLock;

struct Truth {
    kind: String,
    wordings: Vec<Vec<String>>,
    calls: u32,
    prompted: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sample_transcripts")
}

fn findings() -> &'static Findings {
    static FINDINGS: OnceLock<Findings> = OnceLock::new();
    FINDINGS.get_or_init(|| mine(&Request { folders: vec![root()], ..Request::default() }, &Silent).unwrap())
}

/// Content words without their commonest endings: enough to compare two wordings of one thing.
fn stems(phrase: &str) -> Vec<String> {
    const SMALL: &[&str] =
        &["a", "an", "the", "my", "your", "to", "it", "on", "of", "in", "for", "is", "at", "by", "i"];
    let lower = phrase.to_lowercase().replace(['\'', '’'], "");
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !SMALL.contains(word));
    let stem = |word: &str| {
        let cut = ["ing", "ed", "es", "s"].iter().find_map(|ending| word.strip_suffix(ending));
        cut.filter(|stem| stem.len() > 2).unwrap_or(word).to_owned()
    };
    words.map(stem).collect()
}

fn truths() -> Vec<Truth> {
    let text = std::fs::read_to_string(root().join("TRUTHS.tsv")).unwrap();
    let rows = text.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    let truth = |row: Vec<&str>| Truth {
        kind: row[0].to_owned(),
        wordings: row[1].split(" | ").map(stems).collect(),
        calls: row[2].parse().unwrap(),
        prompted: row[3].to_owned(),
    };
    rows.map(truth).collect()
}

/// Whether the term says the truth: it holds all its words, or is at least half of it.
fn says(term: &Term, truth: &Truth) -> bool {
    let wordings = std::iter::once(&term.term).chain(&term.variants);
    wordings.map(|wording| stems(wording)).filter(|words| !words.is_empty()).any(|words| {
        truth.wordings.iter().any(|truth| {
            truth.iter().all(|word| words.contains(word))
                || words.len() * 2 >= truth.len() && words.iter().all(|word| truth.contains(word))
        })
    })
}

#[test]
fn what_many_say_unprompted_is_found_with_its_calls() {
    let often: Vec<Truth> = truths().into_iter().filter(|t| t.prompted == "no" && t.calls >= 4).collect();
    assert!(often.len() >= 20, "{} truths are said in four calls or more", often.len());
    let near = |truth: &&Truth| {
        findings().terms.iter().any(|t| says(t, truth) && t.calls * 2 >= truth.calls && t.calls <= truth.calls * 2)
    };
    let found = often.iter().filter(near).count();
    let missed: Vec<_> = often.iter().filter(|t| !near(t)).map(|t| (&t.kind, &t.wordings[0])).collect();
    assert!(found * 4 >= often.len() * 3, "{found} of {} found; not {missed:?}", often.len());
}

#[test]
fn what_only_reps_say_is_not_the_customers() {
    let theirs: Vec<Truth> = truths().into_iter().filter(|t| t.prompted == "rep_only").collect();
    assert!(!theirs.is_empty());
    for truth in &theirs {
        let whole = |term: &&Term| stems(&term.term) == truth.wordings[0];
        assert!(findings().terms.iter().find(whole).is_none(), "{:?} is in the list", truth.wordings);
    }
}

#[test]
fn one_caller_who_repeats_himself_does_not_rank() {
    let one: Vec<Truth> = truths().into_iter().filter(|t| t.prompted == "one_caller").collect();
    assert!(!one.is_empty());
    for truth in &one {
        let whole = |term: &&Term| truth.wordings[0].iter().all(|word| stems(&term.term).contains(word));
        assert!(findings().terms.iter().find(whole).is_none(), "{:?} is in the list", truth.wordings);
    }
}

#[test]
fn what_cannot_be_read_is_named() {
    let row = |name: &str| findings().calls.iter().find(|row| row.call.ends_with(name)).unwrap();
    assert!(row("damaged_export.json").reason.starts_with("damaged at line"));
    assert!(!row("office_supply_list.txt").counted);
    assert!(row("survey_2026_q2_01.txt").counted, "a single answer is a call");
    assert!(findings().run.calls_total >= 50, "{} calls", findings().run.calls_total);
}
