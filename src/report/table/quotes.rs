//! `quotes.csv`: a row is a quote worth using.

use super::terms::turn;
use super::{Table, column};
use crate::findings::{Findings, Quote};

/// The table of quotes.
pub(in crate::report) fn quotes(findings: &Findings) -> Table<'_, Quote> {
    let columns = vec![
        column("rank", |q: &Quote| q.rank.into()),
        column("quote", |q: &Quote| (&q.quote).into()),
        column("clean", |q: &Quote| (&q.clean).into()),
        column("code", |q: &Quote| (&q.code).into()),
        column("dimension", |q: &Quote| (&q.dimension).into()),
        column("term", |q: &Quote| (&q.term).into()),
        column("theme", |q: &Quote| (&q.theme).into()),
        column("score", |q: &Quote| q.score.into()),
        column("call", |q: &Quote| (&q.place.call).into()),
        column("turn", |q: &Quote| turn(q.place.turn)),
        column("at", |q: &Quote| (&q.place.at).into()),
        column("speaker", |q: &Quote| (&q.speaker).into()),
        column("segment", |q: &Quote| (&q.segment).into()),
        column("prompted", |q: &Quote| q.prompted.into()),
        column("redacted", |q: &Quote| q.redacted.into()),
        column("quote_id", |q: &Quote| (&q.quote_id).into()),
        column("date", |q: &Quote| (&q.date).into()),
        column("before", |q: &Quote| (&q.before).into()),
        column("after", |q: &Quote| (&q.after).into()),
        column("nugget", |q: &Quote| q.nugget.into()),
        column("counter", |q: &Quote| (&q.counter).into()),
    ];
    Table::new("quotes", columns, &findings.quotes)
}
