//! Findings in, the lists as a reader sees them who allows no script: the first rows of each, as plain tables. The
//! script puts its own in their place.

use super::limits::Limits;
use super::picture;
use crate::findings::{CallRow, Findings, Place, Quote, Status};
use crate::report::escape::page_text;
use crate::report::number::{count, counted, percent};
use crate::report::voices::{Voice, heading};
use maud::{Markup, html};

/// Rows of each list before the script takes over, and on paper without it.
const FIRST: usize = 40;

fn of(shown: usize, all: usize, file: &str) -> Markup {
    html! { @if shown < all { p.note { "The first " (shown) " of " (count(all as u64)) "; all of them are in " code { (file) } "." } } }
}

pub(super) fn terms(findings: &Findings, limits: &Limits) -> Markup {
    let terms = &findings.terms[..findings.terms.len().min(FIRST)];
    html! {
        table {
            thead { tr { th scope="col" { "Term" } th scope="col" { "Calls" } th scope="col" { "Share (95 %)" } th scope="col" { "Unprompted" } th scope="col" { "Evidence" } } }
            tbody { @for term in terms { tr {
                th scope="row" { bdi { (page_text(&term.term, limits.name)) } }
                td { (count(term.calls.into())) }
                td { (percent(term.share.value)) " " small { "(" (percent(term.share.low)) " to " (percent(term.share.high)) ")" } }
                td { (term.unprompted_share.map_or("–".to_owned(), percent)) }
                td { (term.evidence) }
            } } }
        }
        (of(terms.len(), findings.terms.len(), "terms.csv"))
    }
}

/// What means the same, with how widely it is said.
pub(super) fn themes(findings: &Findings, limits: &Limits) -> Markup {
    if findings.themes.is_empty() {
        return html! {};
    }
    let end = picture::scale(findings.themes.iter().map(|theme| theme.share));
    html! {
        details.fold {
            summary { "Themes: what means the same " small { (counted(findings.themes.len() as u64, "theme", "themes")) } }
            ul.themes {
                @for theme in findings.themes.iter().take(limits.terms.min(60)) {
                    li {
                        div { b { bdi { (page_text(&theme.name, limits.name)) } } (picture::interval(theme.share, end)) small { (percent(theme.share.value)) ", " (counted(theme.calls.into(), "call", "calls")) } }
                        p { @for (place, member) in theme.members.iter().take(limits.list).enumerate() { @if place > 0 { " · " } bdi data-find="term problem" { (page_text(member, limits.name)) } } }
                    }
                }
            }
        }
    }
}

pub(super) fn problems(findings: &Findings, limits: &Limits) -> Markup {
    let problems = &findings.problems[..findings.problems.len().min(FIRST)];
    let end = picture::scale(findings.problems.iter().map(|problem| problem.share));
    html! {
        table {
            thead { tr { th scope="col" { "Problem" } th scope="col" { "Calls" } th scope="col" { "Share (95 %)" } th scope="col" { "In their words" } } }
            tbody { @for problem in problems { tr {
                th scope="row" { bdi { (page_text(&problem.problem, limits.name)) } }
                td { (count(problem.calls.into())) }
                td { (picture::interval(problem.share, end)) (percent(problem.share.value)) " " small { "(" (percent(problem.share.low)) " to " (percent(problem.share.high)) ")" } }
                td { bdi { (page_text(&problem.quote, limits.prose)) } }
            } } }
        }
        (of(problems.len(), findings.problems.len(), "problems.csv"))
    }
}

pub(super) fn quotes(findings: &Findings, limits: &Limits) -> Markup {
    let quotes = &findings.quotes[..findings.quotes.len().min(FIRST)];
    html! {
        @for quote in quotes { (quotation(quote, limits)) }
        (of(quotes.len(), findings.quotes.len(), "quotes.csv"))
    }
}

/// A quote with its source.
pub(super) fn quotation(quote: &Quote, limits: &Limits) -> Markup {
    html! {
        figure.quotation {
            blockquote { p dir="auto" { (page_text(&quote.quote, limits.prose)) } }
            figcaption { bdi { (page_text(&quote.speaker, limits.name)) } ", " (source(&quote.place, limits)) }
        }
    }
}

/// A place; the script makes its call a link into the list of calls.
pub(super) fn source(place: &Place, limits: &Limits) -> Markup {
    html! {
        bdi.path data-call { (page_text(&place.call, limits.path)) }
        @if place.at.is_empty() { ", turn " (place.turn) } @else { ", at " bdi { (page_text(&place.at, limits.name)) } }
    }
}

pub(super) fn voices(findings: &Findings, voices: &[Voice<'_>], limits: &Limits) -> Markup {
    html! {
        @for voice in voices {
            h3 { (page_text(heading(voice.code).0, limits.name)) }
            p { (counted(voice.utterances.into(), "utterance", "utterances")) " in " (counted(voice.calls.into(), "call", "calls")) "." }
            @for quote in findings.quotes.iter().filter(|quote| quote.code == voice.code).take(2) { (quotation(quote, limits)) }
        }
    }
}

/// Why files were not used, with how many.
pub(super) fn left_aside(findings: &Findings, limits: &Limits) -> Markup {
    let aside: Vec<&CallRow> =
        findings.calls.iter().filter(|call| call.status != Status::Read || !call.counted).collect();
    if aside.is_empty() {
        return html! {};
    }
    html! {
        div.aside {
            p { (counted(aside.len() as u64, "file was", "files were")) " left aside:" }
            ul {
                @for call in aside.iter().take(limits.list) {
                    li { bdi.path { (page_text(&call.call, limits.path)) } ": " bdi { (page_text(if call.reason.is_empty() { "not counted" } else { &call.reason }, limits.prose)) } }
                }
            }
            @if aside.len() > limits.list { p.note { "and " (count((aside.len() - limits.list) as u64)) " more, in the list below and in " code { "calls.csv" } "." } }
        }
    }
}

pub(super) fn calls(findings: &Findings, limits: &Limits) -> Markup {
    let calls = &findings.calls[..findings.calls.len().min(FIRST)];
    html! {
        table {
            thead { tr { th scope="col" { "Call" } th scope="col" { "Group" } th scope="col" { "Words of customers" } th scope="col" { "Taken for the customer" } } }
            tbody { @for call in calls { tr {
                th scope="row" { bdi.path { (page_text(&call.call, limits.path)) } }
                td { bdi { (page_text(&call.segment, limits.name)) } }
                td { (count(call.customer_words)) }
                td { bdi { (page_text(&call.customers.join(", "), limits.name)) } }
            } } }
        }
        (of(calls.len(), findings.calls.len(), "calls.csv"))
    }
}
