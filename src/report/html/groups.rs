//! The groups of calls in; which of the four is missing, and how the others differ, out.

use super::limits::Limits;
use super::number::{count, percent};
use super::picture;
use super::voices::{Voice, heading};
use crate::findings::{Findings, Run};
use crate::report::escape::page_text;
use maud::{Markup, html};

/// Calls that a group needs before a difference may be called one.
const ENOUGH: u64 = 15;

/// What to say of each of the four groups of which nobody was heard. Nothing where none of the four is named at all.
pub(super) fn missing(run: &Run) -> Vec<&'static str> {
    let four = || {
        include_str!("groups.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('\t'))
    };
    let heard = |names: &str| {
        run.segments
            .iter()
            .any(|group| group.calls > 0 && names.split(';').any(|name| name.eq_ignore_ascii_case(&group.name)))
    };
    if !four().any(|(_, names)| heard(names)) {
        return Vec::new();
    }
    four().filter(|(_, names)| !heard(names)).map(|(sentence, _)| sentence).collect()
}

/// A table a kind: what is said, and in how many calls of every group.
pub(super) fn side_by_side(findings: &Findings, voices: &[Voice<'_>], limits: &Limits) -> Markup {
    let groups = &findings.run.segments;
    if groups.len() < 2 {
        return html! {};
    }
    let small: Vec<&str> =
        groups.iter().filter(|group| group.calls < ENOUGH).map(|group| group.name.as_str()).collect();
    let lead = html! {
        "The share of each group's calls in which it is said. "
        @if small.is_empty() { "A difference of a few calls may be chance." }
        @else {
            "Too few calls to call a difference one (under " (ENOUGH) "): "
            @for (place, name) in small.iter().take(limits.list).enumerate() { @if place > 0 { ", " } bdi { (page_text(name, limits.name)) } }
            "."
        }
    };
    let problems: Vec<_> =
        findings.problems.iter().take(15).map(|p| (p.problem.as_str(), &p.segment_calls[..])).collect();
    let terms: Vec<_> = findings.terms.iter().take(25).map(|t| (t.term.as_str(), &t.segment_calls[..])).collect();
    let codes: Vec<_> = voices.iter().map(|voice| (heading(voice.code).0, &voice.segment_calls[..])).collect();
    super::section(
        "groups",
        "The groups side by side",
        lead,
        html! {
            (table("What they bring up", &codes, findings, limits))
            (table("Problems", &problems, findings, limits))
            (table("Terms", &terms, findings, limits))
        },
    )
}

fn table(title: &str, rows: &[(&str, &[u32])], findings: &Findings, limits: &Limits) -> Markup {
    if rows.is_empty() {
        return html! {};
    }
    html! {
        details.fold open[title != "Terms"] {
            summary { (title) }
            div.scroll tabindex="0" role="region" aria-label=(format!("{title} by group")) {
                table.side {
                    thead { tr {
                        th scope="col" { span.hidden { (title) } }
                        @for (place, group) in findings.run.segments.iter().enumerate() {
                            th scope="col" { span class=(format!("key g{}", place % 6)) aria-hidden="true" {} bdi { (page_text(&group.name, limits.name)) } " " small { (count(group.calls)) " calls" } }
                        }
                    } }
                    tbody { @for (name, calls) in rows { tr {
                        th scope="row" { bdi { (page_text(name, limits.name)) } }
                        @for (place, group) in findings.run.segments.iter().enumerate() {
                            td { (cell(calls.get(place).copied().unwrap_or(0), group.calls, place)) }
                        }
                    } } }
                }
            }
        }
    }
}

fn cell(calls: u32, of: u64, place: usize) -> Markup {
    if of == 0 {
        return html! { "–" };
    }
    let share = f64::from(calls) / of as f64;
    html! { (picture::level(share, place)) b { (percent(share)) } " " small { (calls) " of " (count(of)) } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::SegmentSize;

    fn run(groups: &[(&str, u64)]) -> Run {
        let segments = groups.iter().map(|&(name, calls)| SegmentSize { name: name.into(), calls }).collect();
        Run { segments, ..Run::default() }
    }

    #[test]
    fn a_group_of_which_nobody_was_heard_is_named() {
        let gaps = missing(&run(&[("Customers", 9), ("lost", 0), ("leads", 3)]));
        assert_eq!(gaps, ["You have heard no one who left.", "You have heard no customer of a competitor."]);
    }

    #[test]
    fn groups_of_another_kind_are_not_measured_against_the_four() {
        assert!(missing(&run(&[("north", 9), ("south", 9)])).is_empty());
        assert!(missing(&run(&[])).is_empty());
    }
}
