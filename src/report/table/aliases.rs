//! `aliases.suggested.csv`: a row is a rare spelling that may be a frequent word misheard.

use super::terms::turn;
use super::{Table, column};
use crate::findings::{Findings, SuggestedAlias};

/// The table of suggested aliases.
pub(in crate::report) fn aliases(findings: &Findings) -> Table<'_, SuggestedAlias> {
    let columns = vec![
        column("said", |a: &SuggestedAlias| (&a.said).into()),
        column("means", |a: &SuggestedAlias| (&a.means).into()),
        column("said_calls", |a: &SuggestedAlias| a.said_calls.into()),
        column("means_calls", |a: &SuggestedAlias| a.means_calls.into()),
        column("letters", |a: &SuggestedAlias| a.letters.into()),
        column("sound", |a: &SuggestedAlias| a.sound.into()),
        column("neighbours", |a: &SuggestedAlias| (&a.neighbours).into()),
        column("call", |a: &SuggestedAlias| (&a.place.call).into()),
        column("turn", |a: &SuggestedAlias| turn(a.place.turn)),
    ];
    Table::new("aliases", columns, &findings.suggested_aliases)
}
