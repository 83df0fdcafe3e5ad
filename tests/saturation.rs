//! Half of the interviews of a public corpus foretells how many problems the whole holds.

mod places;

use overheard::findings::{Findings, MoreCalls};
use overheard::pipeline::{Request, mine};
use overheard::progress::Silent;
use overheard::settings::Settings;
use std::fs;

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
    let Some(interviews) = places::interviews() else { return };
    let whole = mined(interviews.iter().enumerate());
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
