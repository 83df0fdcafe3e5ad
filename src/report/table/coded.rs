//! `coded.csv`: a row is a coded utterance.

use super::terms::turn;
use super::{Table, column};
use crate::findings::{Coded, Findings};

/// The table of coded utterances.
pub(in crate::report) fn coded(findings: &Findings) -> Table<'_, Coded> {
    let columns = vec![
        column("call", |c: &Coded| (&c.place.call).into()),
        column("turn", |c: &Coded| turn(c.place.turn)),
        column("at", |c: &Coded| (&c.place.at).into()),
        column("speaker", |c: &Coded| (&c.speaker).into()),
        column("segment", |c: &Coded| (&c.segment).into()),
        column("code", |c: &Coded| (&c.code).into()),
        column("text", |c: &Coded| (&c.text).into()),
        column("cue", |c: &Coded| (&c.cue).into()),
        column("object", |c: &Coded| (&c.object).into()),
        column("prompted", |c: &Coded| c.prompted.into()),
    ];
    Table::new("coded", columns, &findings.coded)
}
