//! The run in, `run.json` out: version, settings in full, digest, counts, warnings; enough to repeat the run.

use super::ReportError;
use crate::findings::{Findings, Run};
use serde::Serialize;

/// What the file holds.
#[derive(Serialize)]
struct RunFile<'f> {
    #[serde(flatten)]
    run: &'f Run,
    rows: Rows,
}

/// How long each table is.
#[derive(Serialize)]
struct Rows {
    calls: usize,
    terms: usize,
    problems: usize,
    quotes: usize,
    coded: usize,
}

/// The bytes of the file.
///
/// # Errors
/// When a setting cannot be written as JSON.
pub(super) fn run_json(findings: &Findings) -> Result<Vec<u8>, ReportError> {
    let rows = Rows {
        calls: findings.calls.len(),
        terms: findings.terms.len(),
        problems: findings.problems.len(),
        quotes: findings.quotes.len(),
        coded: findings.coded.len(),
    };
    let mut bytes = serde_json::to_vec_pretty(&RunFile { run: &findings.run, rows })?;
    bytes.push(b'\n');
    Ok(bytes)
}
