//! Does the top of the list come out again in other calls? Halves of a public corpus, drawn with a fixed seed.

mod places;

use overheard::findings::{Evidence, Findings, Term};
use overheard::pipeline::{Request, mine};
use overheard::progress::Silent;
use overheard::settings::Settings;
use std::collections::BTreeSet;
use std::fs;

/// The interviews as labelled text, in an order that knows nothing of them.
fn shuffled() -> Option<Vec<String>> {
    let mut calls = places::interviews()?;
    let mut state = 20_261_122_u64;
    for last in (1..calls.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        calls.swap(last, (state >> 33) as usize % (last + 1));
    }
    Some(calls)
}

fn mined(calls: &[String]) -> Findings {
    let folder = tempfile::tempdir().unwrap();
    for (number, text) in calls.iter().enumerate() {
        fs::write(folder.path().join(format!("{number:03}.txt")), text).unwrap();
    }
    let mut settings = Settings::default();
    settings.roles.reps = vec!["Interviewer".to_owned()];
    settings.themes.disabled = true;
    settings.codes.cues_only = true;
    mine(&Request { folders: vec![folder.path().into()], settings, ..Request::default() }, &Silent).unwrap()
}

fn wordings(term: &Term) -> impl Iterator<Item = String> {
    std::iter::once(&term.term).chain(&term.variants).map(|wording| wording.to_lowercase())
}

/// Of the first 50 terms here, those found among the first 100 there: (found, of), all and the strong ones.
fn found_again(here: &Findings, there: &Findings) -> [(usize, usize); 2] {
    let known: BTreeSet<String> = there.terms.iter().take(100).flat_map(wordings).collect();
    let mut counts = [(0, 0); 2];
    for term in here.terms.iter().take(50) {
        let again = usize::from(wordings(term).any(|wording| known.contains(&wording)));
        for count in &mut counts[..1 + usize::from(term.evidence == Evidence::Strong)] {
            count.0 += again;
            count.1 += 1;
        }
    }
    counts
}

/// Shares over both directions: of all terms, and of the strong ones.
fn stability(calls: &[String], each: usize) -> (f64, f64) {
    let (one, other) = (mined(&calls[..each]), mined(&calls[each..2 * each]));
    let (a, b) = (found_again(&one, &other), found_again(&other, &one));
    let share = |n: usize| (a[n].0 + b[n].0) as f64 / (a[n].1 + b[n].1).max(1) as f64;
    println!(
        "{each} calls: {:.2} of the first 50 found again, {:.2} of {} strong",
        share(0),
        share(1),
        a[1].1 + b[1].1
    );
    (share(0), share(1))
}

#[test]
fn the_top_of_the_list_comes_out_again_in_the_other_half() {
    let Some(calls) = shuffled() else { return };
    let (all, strong) = stability(&calls, calls.len() / 2);
    assert!(all >= 0.70, "of the first 50 only {all:.2} are found again");
    assert!(strong >= 0.80, "of the strong ones only {strong:.2} are found again");
    let fewer: Vec<f64> = [100, 50].map(|each| stability(&calls, each).0).into();
    assert!(fewer[1] <= all, "fewer calls cannot tell more: {all:.2}, {fewer:.2?}");
}
