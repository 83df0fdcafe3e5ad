//! What rises and falls over time: a row is a term, a problem or a code. In the workbook and on the page; not a file.

use super::{Table, column, of_group};
use crate::findings::{Findings, Trend};

/// The table of trends.
pub(in crate::report) fn trends(findings: &Findings) -> Table<'_, Trend> {
    let mut columns = vec![
        column("kind", |row: &Trend| (&row.kind).into()),
        column("text", |row: &Trend| (&row.text).into()),
        column("change", |row: &Trend| row.change.into()),
        column("q", |row: &Trend| row.q.into()),
    ];
    for (place, span) in findings.trends.spans.iter().enumerate() {
        columns.push(of_group("share_in_*", &span.to_string(), move |row: &Trend| {
            row.shares.get(place).map(|share| share.value).into()
        }));
    }
    Table::new("trends", columns, &findings.trends.rows)
}
