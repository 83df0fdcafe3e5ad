//! Whom they compare with, where they heard of it, what they changed to: a row is a name. In the workbook; not a file.

use super::terms::turn;
use super::{Table, column, share_columns};
use crate::findings::{Findings, Name};

/// The table of names.
pub(in crate::report) fn names(findings: &Findings) -> Table<'_, Name> {
    let mut columns = vec![
        column("kind", |n: &Name| (&n.kind).into()),
        column("name", |n: &Name| (&n.name).into()),
        column("instead_of", |n: &Name| (&n.instead_of).into()),
        column("known", |n: &Name| n.known.into()),
        column("calls", |n: &Name| n.calls.into()),
    ];
    columns.extend(share_columns(|n: &Name| n.share));
    columns.extend([
        column("quote", |n: &Name| (&n.quote).into()),
        column("call", |n: &Name| (&n.place.call).into()),
        column("turn", |n: &Name| turn(n.place.turn)),
        column("at", |n: &Name| (&n.place.at).into()),
    ]);
    Table::new("names", columns, &findings.names)
}
