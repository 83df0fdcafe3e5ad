//! `terms.csv`: a row is a recurring phrase.

use super::{Cell, Column, Table, column, segment_calls, segment_shares, share_columns};
use crate::findings::{Evidence, Findings, Run, Term};

/// The table of terms.
pub(in crate::report) fn terms(findings: &Findings) -> Table<'_, Term> {
    let run = &findings.run;
    let mut columns = said(run);
    columns.extend(whose());
    columns.extend(segment_shares(run, |t: &Term| &t.segment_calls));
    columns.extend(when_and_where());
    columns.extend(more(run));
    Table::new("terms", columns, &findings.terms)
}

/// What is said, and in how many calls.
fn said(run: &Run) -> Vec<Column<Term>> {
    let calls_total = run.calls_total;
    let mut columns = vec![
        column("rank", |t: &Term| t.rank.into()),
        column("term", |t: &Term| (&t.term).into()),
        column("variants", |t: &Term| (&t.variants).into()),
        column("codes", |t: &Term| (&t.codes).into()),
        column("words", |t: &Term| t.words.into()),
        column("calls", |t: &Term| t.calls.into()),
        column("calls_total", move |_: &Term| calls_total.into()),
    ];
    columns.extend(share_columns(|t: &Term| t.share));
    columns
}

/// Whose word it is: the customers' or the reps', of many or of one.
fn whose() -> Vec<Column<Term>> {
    vec![
        column("calls_unprompted", |t: &Term| t.calls_unprompted.into()),
        column("unprompted_share", |t: &Term| t.unprompted_share.into()),
        column("rep_calls", |t: &Term| t.rep_calls.into()),
        column("lift", |t: &Term| t.lift.into()),
        column("lift_low", |t: &Term| t.lift_low.into()),
        column("evidence", |t: &Term| evidence(t.evidence).into()),
        column("speakers", |t: &Term| t.speakers.into()),
        column("top_speaker_share", |t: &Term| t.top_speaker_share.into()),
        column("spread", |t: &Term| t.spread.into()),
        column("mentions", |t: &Term| t.mentions.into()),
    ]
}

/// Since when, about what, and the best quote.
fn when_and_where() -> Vec<Column<Term>> {
    vec![
        column("first_seen", |t: &Term| (&t.first_seen).into()),
        column("last_seen", |t: &Term| (&t.last_seen).into()),
        column("theme", |t: &Term| (&t.theme).into()),
        column("quote", |t: &Term| (&t.quote).into()),
        column("quote_call", |t: &Term| (&t.quote_place.call).into()),
        column("quote_at", |t: &Term| (&t.quote_place.at).into()),
    ]
}

/// Beyond the contract: the parts of the ranking, and counts for those who compute on.
fn more(run: &Run) -> Vec<Column<Term>> {
    let mut columns = vec![
        column("quote_turn", |t: &Term| turn(t.quote_place.turn)),
        column("background_lift", |t: &Term| t.background_lift.into()),
        column("q", |t: &Term| t.q.into()),
        column("accounts", |t: &Term| known(t.accounts)),
        column("calls_echoed", |t: &Term| t.calls_echoed.into()),
        column("mentions_alone", |t: &Term| t.mentions_alone.into()),
        column("calls_alone", |t: &Term| t.calls_alone.into()),
        column("distinctive", |t: &Term| t.distinctive.into()),
        column("clarity", |t: &Term| t.clarity.into()),
        column("widely", |t: &Term| t.widely.into()),
        column("new", |t: &Term| t.new.into()),
    ];
    columns.extend(segment_calls(run, |t: &Term| &t.segment_calls));
    columns
}

/// A tier as a word.
fn evidence(tier: Evidence) -> &'static str {
    match tier {
        Evidence::Strong => "strong",
        Evidence::Moderate => "moderate",
        Evidence::Thin => "thin",
    }
}

/// A count that is 0 where nothing is known.
fn known(count: u32) -> Cell<'static> {
    if count == 0 { Cell::Empty } else { count.into() }
}

/// A turn; turns count from 1, so 0 means that there is no quote.
pub(super) fn turn(number: u32) -> Cell<'static> {
    known(number)
}
