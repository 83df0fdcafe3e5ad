//! What was run on what, and a row a call: counts in, the head of the findings out.

use super::intake::Intake;
use super::text::Text;
use crate::corpus::{Call, Role};
use crate::findings::{CallRow, Run, SegmentSize, Status};
use crate::language::Language;
use crate::mask::private::Pseudonyms;
use crate::settings::Settings;
use std::collections::BTreeMap;

/// Below this many calls the order of the lists is no evidence (METRICS.md, "Small folders").
const SMALL: usize = 30;

/// The head of the findings.
pub fn run(settings: &Settings, language: &Language, intake: &Intake, text: &Text) -> Run {
    let corpus = &intake.corpus;
    let mut segments: BTreeMap<&str, u64> = BTreeMap::new();
    for segment in corpus.calls.iter().filter_map(|call| call.meta.segment.as_deref()) {
        *segments.entry(segment).or_default() += 1;
    }
    let mut masked: Vec<(String, u64)> =
        intake.removed.iter().map(|(what, words)| ((*what).to_owned(), *words)).collect();
    masked.extend([
        ("fillers, repeats and cut words".to_owned(), text.masked.disfluent),
        ("turns that only say \"I am listening\"".to_owned(), text.masked.backchannel),
        ("openings, closings and set phrases".to_owned(), text.masked.talk),
        ("names, numbers and other private data".to_owned(), text.masked.private),
    ]);
    masked.retain(|(_, words)| *words > 0);
    Run {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        settings: settings.clone(),
        input_digest: intake.digest.clone(),
        files: intake.files,
        calls_read: intake.calls_read,
        calls_total: corpus.calls.len() as u64,
        customer_words: text.sides.customer_words,
        rep_words: text.sides.rep_words,
        customers: text.person_words.iter().filter(|words| **words > 0).count() as u64,
        calls_with_rep: u64::from(text.sides.calls_with_rep),
        segments: segments.into_iter().map(|(name, calls)| SegmentSize { name: name.to_owned(), calls }).collect(),
        masked,
        redacted: vec![],
        warnings: warnings(language, intake),
    }
}

fn warnings(language: &Language, intake: &Intake) -> Vec<String> {
    let mut warnings = intake.warnings.clone();
    if !language.has_background() {
        warnings.push(format!(
            "{}: terms and their quotes only. There is no codebook, no theme and no measure against speech at large for it, and of private data names are not looked for",
            language.name
        ));
    }
    let counted = intake.corpus.calls.len();
    if counted < SMALL {
        warnings
            .push(format!("{counted} calls count: the numbers are counts, and the order of the lists is not evidence"));
    }
    let unknown =
        intake.aside.iter().filter(|row| row.status == Status::Read && row.reason.starts_with("no known")).count();
    if unknown > 0 {
        let calls = if unknown == 1 { "1 call has".to_owned() } else { format!("{unknown} calls have") };
        warnings.push(format!(
            "{calls} no known customer, and no say in the counts: name your people with --rep or --people"
        ));
    }
    warnings
}

/// How the roles were found, with the confidence in per cent.
pub fn basis(call: &Call) -> String {
    format!("{} ({} %)", call.role_basis.basis, call.role_basis.confidence / 10)
}

/// A row for every file and call, in byte order of their paths.
pub fn call_rows(intake: Intake, text: &Text, names: &Pseudonyms) -> Vec<CallRow> {
    let mut rows = intake.aside;
    for (call, words) in intake.corpus.calls.iter().zip(&text.words) {
        let labels = |role| call.speakers.iter().filter(|s| s.role == role).map(|s| names.label(s)).collect();
        rows.push(CallRow {
            call: call.path.clone(),
            format: call.format.to_owned(),
            status: Status::Read,
            language: call.meta.language.clone().unwrap_or_default(),
            date: call.meta.date.clone().unwrap_or_default(),
            segment: call.meta.segment.clone().unwrap_or_default(),
            turns: call.turns.len() as u64,
            customer_words: words.0,
            rep_words: words.1,
            customers: labels(Role::Customer),
            reps: labels(Role::Rep),
            role_basis: basis(call),
            counted: true,
            ..CallRow::default()
        });
    }
    rows.sort_by(|a, b| a.call.cmp(&b.call));
    rows
}
