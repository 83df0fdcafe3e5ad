//! The calls by month and the trends in; what rises and falls, drawn and in numbers, out.

use super::limits::Limits;
use super::picture;
use crate::findings::{Findings, Trend};
use crate::report::escape::page_text;
use crate::report::number::{count, counted, percent, points};
use crate::report::voices::heading;
use maud::{Markup, html};

/// Rows that the page shows.
const ROWS: usize = 40;

/// A bar a month, and a line for each thing that rises or falls clearly. Nothing where the calls bear no dates.
pub(super) fn over_time(findings: &Findings, limits: &Limits) -> Markup {
    let trends = &findings.trends;
    let months = picture::months(findings);
    if trends.spans.len() < 2 {
        return html! {};
    }
    let lead = html! {
        "Calls by month, and what is said in more and more of them, or in fewer and fewer: at least 10 points from the first to the last, hardly chance, and within the groups, so that it is not only another group that came to be recorded. It cannot see that you asked other questions."
    };
    let body = html! {
        (months)
        @if trends.asked == 0 {
            p.note { "No trend can be told yet: it takes three spans of 15 calls or more, and there are " (trends.spans.len()) "." }
        } @else if trends.rows.is_empty() {
            p.aside { "None of " (counted(trends.asked.into(), "term, problem and code", "terms, problems and codes")) " rises or falls clearly." }
        } @else {
            (table(findings, limits))
        }
    };
    super::section("time", "What rises and falls", lead, body)
}

fn table(findings: &Findings, limits: &Limits) -> Markup {
    let trends = &findings.trends;
    html! {
        div.scroll tabindex="0" role="region" aria-label="What rises and falls, as a table" {
            table.side.trends {
                thead { tr {
                    th scope="col" { "What is said" }
                    th scope="col" { "Share of calls, " (trends.spans.first().map_or("", |span| &span.from)) " to " (trends.spans.last().map_or("", |span| &span.to)) }
                    th scope="col" { "Change" }
                } }
                tbody { @for row in trends.rows.iter().take(ROWS) { (line(row, limits)) } }
            }
        }
        p.note {
            @if trends.rows.len() > ROWS { (ROWS) " of " (count(trends.rows.len() as u64)) "; all of them are in the sheet Trends of " code { "overheard.xlsx" } ". " }
            "Spans: "
            @for (place, span) in trends.spans.iter().enumerate() { @if place > 0 { ", " } (span) " (" (count(span.calls.into())) ")" }
            ". Months with fewer than 15 calls are joined."
        }
    }
}

fn line(row: &Trend, limits: &Limits) -> Markup {
    let text = if row.kind == "code" { heading(&row.text).0 } else { &row.text };
    html! {
        tr {
            th scope="row" { bdi data-find=(row.kind) { (page_text(text, limits.name)) } " " small { (row.kind) } }
            td {
                (picture::trend(&row.shares))
                small.numbers { @for (place, share) in row.shares.iter().enumerate() { @if place > 0 { " · " } (percent(share.value)) } }
            }
            td { span class=(if row.change > 0.0 { "rises" } else { "falls" }) { (if row.change > 0.0 { "rises" } else { "falls" }) " by " (points(row.change.abs())) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn what_rises_is_shown_and_what_cannot_be_told_is_said() {
        let mut findings = fixture::findings();
        let page = |findings: &Findings| over_time(findings, &Limits::default()).into_string();
        let shown = page(&findings);
        assert!(shown.contains("rises by 31 points") && shown.contains("falls by 22 points"), "{shown}");
        findings.trends.rows.clear();
        assert!(page(&findings).contains("rises or falls clearly"));
        findings.trends.asked = 0;
        findings.trends.spans.truncate(2);
        assert!(page(&findings).contains("and there are 2."));
        findings.trends.spans.clear();
        assert_eq!(page(&findings), "");
    }
}
