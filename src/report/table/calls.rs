//! `calls.csv`: a row is a file, or one call of a file that holds several.

use super::{Table, column};
use crate::findings::{CallRow, Findings, Status};

/// The inventory of calls.
pub(in crate::report) fn calls(findings: &Findings) -> Table<'_, CallRow> {
    let columns = vec![
        column("call", |c: &CallRow| (&c.call).into()),
        column("format", |c: &CallRow| (&c.format).into()),
        column("status", |c: &CallRow| status(c.status).into()),
        column("reason", |c: &CallRow| (&c.reason).into()),
        column("language", |c: &CallRow| (&c.language).into()),
        column("date", |c: &CallRow| (&c.date).into()),
        column("segment", |c: &CallRow| (&c.segment).into()),
        column("turns", |c: &CallRow| c.turns.into()),
        column("customer_words", |c: &CallRow| c.customer_words.into()),
        column("rep_words", |c: &CallRow| c.rep_words.into()),
        column("customers", |c: &CallRow| (&c.customers).into()),
        column("reps", |c: &CallRow| (&c.reps).into()),
        column("role_basis", |c: &CallRow| (&c.role_basis).into()),
        column("duplicate_of", |c: &CallRow| (&c.duplicate_of).into()),
        column("counted", |c: &CallRow| c.counted.into()),
    ];
    Table::new("calls", columns, &findings.calls)
}

/// A status as a word.
fn status(status: Status) -> &'static str {
    match status {
        Status::Read => "read",
        Status::Skipped => "skipped",
        Status::Failed => "failed",
    }
}
