//! Half of the interviews of a public corpus foretells how many problems the whole holds.

use overheard::findings::{Findings, MoreCalls};
use overheard::pipeline::{Request, mine};
use overheard::progress::Silent;
use overheard::settings::Settings;
use std::fs;
use std::path::{Path, PathBuf};

/// The interviews, as labelled text, in the order of the file.
fn interviews() -> Option<Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = std::env::var_os("OVERHEARD_SHARED").map(PathBuf::from);
    let folders = named.into_iter().chain([root.join("../shared"), root.join("../../shared")]);
    let file = folders.map(|folder| folder.join("data/ai_interviews_work.calls.jsonl")).find(|file| file.exists())?;
    let text = fs::read_to_string(file).unwrap();
    Some(text.lines().map(|line| as_text(&serde_json::from_str(line).unwrap())).collect())
}

fn as_text(call: &serde_json::Value) -> String {
    let turns = call["turns"].as_array().unwrap();
    let line = |turn: &serde_json::Value| {
        let who = if turn["role"] == "agent" { "Interviewer" } else { "Participant" };
        let words: Vec<&str> = turn["text"].as_str().unwrap().split_whitespace().collect();
        format!("{who}: {}\n", words.join(" "))
    };
    turns.iter().map(line).collect()
}

fn mined<'a>(interviews: impl Iterator<Item = (usize, &'a String)>) -> Findings {
    let folder = tempfile::tempdir().unwrap();
    for (number, text) in interviews {
        fs::write(folder.path().join(format!("{number:03}.txt")), text).unwrap();
    }
    let mut settings = Settings::default();
    settings.roles.reps = vec!["Interviewer".to_owned()];
    mine(&Request { folders: vec![folder.path().into()], settings, ..Request::default() }, &Silent).unwrap()
}

/// Calls, different ones heard, and how many twice the calls are expected to hold.
fn heard(findings: &Findings, what: &str) -> (f64, f64, f64) {
    let row = findings.saturation.iter().find(|row| row.what == what && row.segment.is_empty()).unwrap();
    let estimate = row.estimate.as_ref().unwrap();
    let last = estimate.curve.last().unwrap();
    assert_eq!(last.calls, 2 * row.calls, "never beyond twice the calls");
    assert!(!matches!(estimate.to_95, MoreCalls::About { calls, .. } if calls > row.calls));
    (f64::from(row.calls), f64::from(row.seen), last.expected)
}

#[test]
fn half_foretells_the_whole() {
    let Some(interviews) = interviews() else {
        println!("skipped: ../shared not present");
        return;
    };
    let whole = mined(interviews.iter().enumerate());
    if whole.problems.is_empty() {
        println!("skipped: this version tells no problems");
        return;
    }
    // Which interviews stand in which half is drawn by a number that knows nothing of them.
    let in_half = |number: usize, draw: u64| (number as u64 * 2_654_435_761 + draw * 40_503) / 7 % 1000 < 500;
    let halves: Vec<Findings> =
        (0..2).map(|draw| mined(interviews.iter().enumerate().filter(|(number, _)| in_half(*number, draw)))).collect();
    for what in ["problems", "themes"] {
        let (all, truth, _) = heard(&whole, what);
        let mut sum = 0.0;
        for half in &halves {
            let (calls, seen, foretold) = heard(half, what);
            println!("{what}: {seen} in {calls} calls foretell {foretold:.0}; {truth} were heard in {all}");
            // A half is not quite a half; the curve ends at twice its own size.
            sum += (foretold * all / (2.0 * calls) / truth - 1.0).abs();
        }
        let mean = sum / halves.len() as f64;
        println!("{what}: mean error {:.1} %", 100.0 * mean);
        assert!(mean <= 0.10, "{what}: mean error {mean}");
    }
}
