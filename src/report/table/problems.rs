//! `problems.csv`: a row is a problem in the customers' own words.

use super::terms::turn;
use super::{Table, column, segment_calls, segment_shares, share_columns};
use crate::findings::{Findings, Problem};

/// The table of problems.
pub(in crate::report) fn problems(findings: &Findings) -> Table<'_, Problem> {
    let run = &findings.run;
    let calls_total = run.calls_total;
    let mut columns = vec![
        column("rank", |p: &Problem| p.rank.into()),
        column("problem", |p: &Problem| (&p.problem).into()),
        column("variants", |p: &Problem| (&p.variants).into()),
        column("calls", |p: &Problem| p.calls.into()),
    ];
    columns.extend(share_columns(|p: &Problem| p.share));
    columns.extend([
        column("unprompted_share", |p: &Problem| p.unprompted_share.into()),
        column("dimension", |p: &Problem| (&p.dimension).into()),
        column("cues", |p: &Problem| (&p.cues).into()),
        column("quote", |p: &Problem| (&p.quote).into()),
        column("call", |p: &Problem| (&p.place.call).into()),
        column("at", |p: &Problem| (&p.place.at).into()),
        column("turn", |p: &Problem| turn(p.place.turn)),
        column("calls_total", move |_: &Problem| calls_total.into()),
        column("theme", |p: &Problem| (&p.theme).into()),
        column("workarounds", |p: &Problem| (&p.workarounds).into()),
        column("wishes", |p: &Problem| (&p.wishes).into()),
    ]);
    columns.extend(segment_shares(run, |p: &Problem| &p.segment_calls));
    columns.extend(segment_calls(run, |p: &Problem| &p.segment_calls));
    Table::new("problems", columns, &findings.problems)
}
