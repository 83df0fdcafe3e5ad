//! Findings in, one self-contained page out: sensible without its script, quick with it, and never over its size.
//!
//! The static part is written by maud, which escapes every text; the script gets its data as one block of JSON. Neither
//! may load anything: the content policy allows only the style and the script that carry this page's own nonce.

mod comparison;
mod data;
mod enough;
mod groups;
mod limits;
mod method;
mod names;
mod opening;
mod picture;
mod plain;
mod time;

pub use comparison::comparison_page;

use super::ReportError;
use super::escape::json_script;
use super::{number, voices};
use crate::findings::Findings;
use crate::report::voices::Voice;
use limits::{Limits, PAGE_LIMIT};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("page.css");

/// The script in its parts, in the order in which they build on each other.
const SCRIPT: [&str; 6] = [
    include_str!("script/ground.js"),
    include_str!("script/copy.js"),
    include_str!("script/terms.js"),
    include_str!("script/quotes.js"),
    include_str!("script/voices.js"),
    include_str!("script/calls.js"),
];

/// The bytes of `report.html`.
///
/// # Errors
/// When the data cannot be written as JSON, which nothing in a transcript can cause.
pub(super) fn html(findings: &Findings) -> Result<Vec<u8>, ReportError> {
    let voices = voices::voices(findings);
    let mut limits = Limits::default();
    loop {
        let page = document(findings, &voices, &limits)?;
        if page.len() <= PAGE_LIMIT || limits.terms == 0 {
            return Ok(page.into_bytes());
        }
        limits = limits.halved();
    }
}

fn document(findings: &Findings, voices: &[Voice<'_>], limits: &Limits) -> Result<String, ReportError> {
    let data = json_script(&data::json(findings, voices, limits)?);
    let nonce = nonce(&data);
    let policy = format!(
        "default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'"
    );
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="generator" content=(format!("overheard {}", findings.run.version));
                title { "Overheard: what your customers say" }
                style nonce=(nonce) { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#terms" { "Skip to the terms" }
                (bar(findings, voices))
                main #top {
                    (opening::opening(findings, voices, limits))
                    (terms(findings, limits))
                    (problems(findings, voices, limits))
                    (quotes(findings, limits))
                    (said(findings, voices, limits))
                    (groups::side_by_side(findings, limits))
                    (time::over_time(findings, limits))
                    (enough::enough(findings, limits))
                    (calls(findings, limits))
                    (method::method(findings, limits))
                }
                footer.foot {
                    p { "Written by overheard " (findings.run.version) ". One file, no network: it may be forwarded as it is. It holds people's words; treat it as such." }
                }
                div #said role="status" aria-live="polite" {}
                script #data type="application/json" { (PreEscaped(data)) }
                script nonce=(nonce) { (PreEscaped(script())) }
            }
        }
    };
    Ok(page.into_string())
}

/// A number that no transcript can know beforehand, for it depends on all of them; yet the same for the same findings.
fn nonce(data: &str) -> String {
    blake3::hash(data.as_bytes()).to_hex()[..32].to_owned()
}

fn script() -> String {
    format!("(() => {{\n\"use strict\";\n{}\n}})();", SCRIPT.concat())
}

fn bar(findings: &Findings, voices: &[Voice<'_>]) -> Markup {
    let sections = [
        ("terms", "Terms", findings.terms.len()),
        ("problems", "Problems", findings.problems.len()),
        ("quotes", "Quotes", findings.quotes.len()),
        ("voices", "Questions, praise, doubts", voices.len()),
        (
            "groups",
            "Groups",
            if findings.groups.rows.is_empty() || findings.run.segments.len() < 2 {
                0
            } else {
                findings.run.segments.len()
            },
        ),
        ("time", "Over time", if findings.trends.spans.len() < 2 { 0 } else { findings.trends.rows.len().max(1) }),
        ("enough", "Enough?", findings.saturation.len()),
        ("calls", "Calls", findings.calls.len()),
    ];
    html! {
        header.bar {
            a.mark href="#top" { "overheard" }
            nav aria-label="Sections" {
                ul {
                    @for (id, name, rows) in sections {
                        @if rows > 0 { li { a href=(format!("#{id}")) { (name) @if !matches!(id, "enough" | "time") { " " span.count { (number::count(rows as u64)) } } } } }
                    }
                    li { a href="#method" { "Method" } }
                }
            }
        }
    }
}

fn section(id: &str, title: &str, lead: Markup, body: Markup) -> Markup {
    html! {
        section id=(id) aria-labelledby=(format!("{id}-title")) {
            h2 id=(format!("{id}-title")) { (title) }
            p.lead { (lead) }
            (body)
        }
    }
}

fn terms(findings: &Findings, limits: &Limits) -> Markup {
    if findings.terms.is_empty() {
        return html! {};
    }
    let lead = html! { "Phrases that recur from call to call, in the form in which most customers say them. Open one for its other forms, its best quote and every place." };
    section(
        "terms",
        "The words they use",
        lead,
        html! {
            (picture::scatter(findings, limits))
            (plain::themes(findings, limits))
            div #terms-list .list { (plain::terms(findings, limits)) }
        },
    )
}

fn problems(findings: &Findings, voices: &[Voice<'_>], limits: &Limits) -> Markup {
    if findings.problems.is_empty() {
        return html! {};
    }
    let end = picture::scale(findings.problems.iter().map(|problem| problem.share));
    let lead = html! { "What is hard, broken, slow or missing, in their own wording. The mark is the share of calls; the band is where it may truly lie (95 %); the line runs from 0 to " (number::percent(end)) "." };
    let when = voices.iter().find(|voice| voice.code == "problem").map(|voice| voice.when);
    section(
        "problems",
        "Their problems",
        lead,
        html! {
            @if let Some(when) = when { (picture::when("When in the call problems come up.", &when)) }
            div #problems-list .list { (plain::problems(findings, limits)) }
        },
    )
}

fn quotes(findings: &Findings, limits: &Limits) -> Markup {
    if findings.quotes.is_empty() {
        return html! {};
    }
    let lead = html! { "Word for word, each with its call and its place. Tick some and copy them with their sources." };
    section("quotes", "Quote bank", lead, html! { div #quotes-list .list { (plain::quotes(findings, limits)) } })
}

fn said(findings: &Findings, voices: &[Voice<'_>], limits: &Limits) -> Markup {
    if voices.is_empty() {
        return html! {};
    }
    let lead = html! { "And what they compare, where they learn, who decides. Found by what such talk sounds like: some is missed and some is taken wrongly, so read before you count." };
    section(
        "voices",
        "What they ask, value and fear",
        lead,
        html! {
            (names::by_name(findings, limits))
            div #voices-list .list { (plain::voices(findings, voices, limits)) }
        },
    )
}

fn calls(findings: &Findings, limits: &Limits) -> Markup {
    let lead = html! { "Every file: what was read, whom we took for the customer and why, and what was left aside." };
    section(
        "calls",
        "The calls behind it",
        lead,
        html! {
            @if findings.trends.spans.len() < 2 { (picture::months(findings)) }
            (plain::left_aside(findings, limits))
            div #calls-list .list { (plain::calls(findings, limits)) }
        },
    )
}
