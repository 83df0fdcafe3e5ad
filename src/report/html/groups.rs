//! The groups of calls in; how widely each says it, and which differ clearly, out.

use super::limits::Limits;
use super::picture;
use crate::findings::{Contrast, Findings, SegmentSize, Share};
use crate::report::escape::page_text;
use crate::report::number::{count, percent, range};
use crate::report::table::{NO_DIFFERENCE, in_words};
use crate::report::voices::heading;
use maud::{Markup, html};

/// Rows of a kind that the page shows.
const ROWS: usize = 25;

/// A table a kind: what is said, how widely in every group, and which groups differ.
pub(super) fn side_by_side(findings: &Findings, limits: &Limits) -> Markup {
    let groups = &findings.run.segments;
    if groups.len() < 2 || findings.groups.rows.is_empty() {
        return html! {};
    }
    let lead = html! {
        "The share of each group's calls in which it is said, with its 95 % interval. A difference is named only where it is one: at least 10 points, 15 calls on both sides, and hardly chance; h is its size (Cohen: 0.2 small, 0.5 medium, 0.8 large)."
    };
    let body = html! {
        @if !findings.groups.too_small.is_empty() {
            div.aside { ul { @for line in findings.groups.too_small.iter().take(limits.list) { li { bdi { (page_text(line, limits.prose)) } } } } }
        }
        @for (kind, title) in [("code", "What they bring up"), ("problem", "Problems"), ("term", "Terms")] {
            (table(kind, title, findings, limits))
        }
    };
    super::section("groups", "The groups side by side", lead, body)
}

/// The rows of a kind that differ, and then the others, each in their own order.
fn table(kind: &str, title: &str, findings: &Findings, limits: &Limits) -> Markup {
    let (clear, rest): (Vec<&Contrast>, Vec<&Contrast>) =
        findings.groups.rows.iter().filter(|row| row.kind == kind).partition(|row| !row.differences.is_empty());
    let all = clear.len() + rest.len();
    if all == 0 {
        return html! {};
    }
    let differ = clear.len();
    let rows: Vec<&Contrast> = clear.into_iter().chain(rest).take(ROWS).collect();
    let names: Vec<String> = findings.run.segments.iter().map(|group| group.name.clone()).collect();
    html! {
        details.fold open[kind != "term"] {
            summary { (title) " " small { (count(differ as u64)) " of " (count(all as u64)) " differ clearly" } }
            div.scroll tabindex="0" role="region" aria-label=(format!("{title} by group")) {
                table.side {
                    thead { tr {
                        th scope="col" { (title) }
                        @for (place, group) in findings.run.segments.iter().enumerate() { (head(place, group, limits)) }
                        th scope="col" { "Difference" }
                    } }
                    tbody { @for row in rows { (line(row, &findings.run.segments, &names, limits)) } }
                }
            }
            @if all > ROWS { p.note { (ROWS) " of " (count(all as u64)) "; all of them are in the sheet Groups of " code { "overheard.xlsx" } "." } }
        }
    }
}

fn head(place: usize, group: &SegmentSize, limits: &Limits) -> Markup {
    html! {
        th scope="col" {
            span class=(format!("key g{}", place % 6)) aria-hidden="true" {}
            bdi { (page_text(&group.name, limits.name)) } " " small { (count(group.calls)) " calls" }
        }
    }
}

fn line(row: &Contrast, groups: &[SegmentSize], names: &[String], limits: &Limits) -> Markup {
    let text = if row.kind == "code" { heading(&row.text).0 } else { &row.text };
    let differences: Vec<String> = row.differences.iter().take(3).filter_map(|pair| in_words(pair, names)).collect();
    html! {
        tr {
            th scope="row" { bdi data-find=(row.kind) { (page_text(text, limits.name)) } }
            @for (place, group) in groups.iter().enumerate() {
                td { (cell(row.shares.get(place).copied().filter(|_| group.calls > 0), place)) }
            }
            td {
                @if differences.is_empty() { small { (NO_DIFFERENCE) } }
                @for difference in &differences { p.differ { bdi { (page_text(difference, limits.prose)) } } }
            }
        }
    }
}

fn cell(share: Option<Share>, place: usize) -> Markup {
    let Some(share) = share else { return html! { "–" } };
    html! { (picture::interval_of(share, place)) b { (percent(share.value)) } " " small { (range(share)) } }
}
