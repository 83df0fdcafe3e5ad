//! The estimates of completeness in; in plain words and one picture, whether enough was heard, out.

use super::limits::Limits;
use super::picture;
use crate::findings::{Completeness, Findings, MoreCalls, Saturation};
use crate::report::escape::page_text;
use crate::report::number::{count, counted, percent, range};
use maud::{Markup, html};

/// A section with a row for all calls and for each group.
pub(super) fn enough(findings: &Findings, limits: &Limits) -> Markup {
    if findings.saturation.is_empty() {
        return html! {};
    }
    let lead = html! {
        "Each call repeats what others said and sometimes brings something new. From how often things were said once and twice one can tell how much is still unsaid (Chao and Jost 2012). It cannot see what kind of customer never gets on a call."
    };
    let whole = findings.saturation.iter().find(|row| row.segment.is_empty() && row.estimate.is_some());
    let body = html! {
        @if let Some((row, estimate)) = whole.and_then(|row| Some((row, row.estimate.as_ref()?))) { (picture::curve(row, estimate)) }
        div.scroll tabindex="0" role="region" aria-label="How much was heard" {
            table.side.enough {
                thead { tr {
                    th scope="col" { "Of which calls" } th scope="col" { "Heard" } th scope="col" { "The next one is already known" }
                    th scope="col" { "Still unheard" } th scope="col" { "More calls to 90 %" } th scope="col" { "to 95 %" }
                } }
                tbody { @for row in findings.saturation.iter().take(limits.calls.min(60)) { (line(row, limits)) } }
            }
        }
    };
    super::section("enough", "Have you heard enough?", lead, body)
}

fn line(row: &Saturation, limits: &Limits) -> Markup {
    html! {
        tr {
            th scope="row" {
                @if row.segment.is_empty() { "all" } @else { bdi { (page_text(&row.segment, limits.name)) } }
                small { (counted(row.calls.into(), "call", "calls")) }
            }
            td { (count(row.seen.into())) " " bdi { (page_text(&row.what, limits.name)) } }
            @match &row.estimate {
                Some(estimate) => { (known(estimate)) }
                None => { td colspan="4" { small { "too few calls to say" } } }
            }
        }
    }
}

fn known(estimate: &Completeness) -> Markup {
    html! {
        td { b { (percent(estimate.coverage.value)) } " " small { (range(estimate.coverage)) } }
        td { "at least " (count(estimate.unseen.max(0.0).round() as u64)) small { (pace(estimate.new_per_call)) } }
        td { (more(estimate.to_90)) }
        td { (more(estimate.to_95)) }
    }
}

/// How often a call brings something new.
fn pace(new_per_call: f64) -> String {
    if new_per_call < 0.005 {
        "hardly ever a new one".to_owned()
    } else if new_per_call < 0.67 {
        format!("a new one in {:.0} calls", 1.0 / new_per_call)
    } else {
        format!("{new_per_call:.1} new ones a call")
    }
}

fn more(calls: MoreCalls) -> String {
    match calls {
        MoreCalls::Reached => "reached".to_owned(),
        MoreCalls::About { calls, low, high: Some(high) } => format!("about {calls} ({low} to {high})"),
        MoreCalls::About { calls, low, high: None } => format!("about {calls} ({low} or more)"),
        MoreCalls::Beyond => "further than one can see".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pace_is_said_as_one_would_say_it() {
        assert_eq!(pace(0.0), "hardly ever a new one");
        assert_eq!(pace(0.17), "a new one in 6 calls");
        assert_eq!(pace(1.25), "1.2 new ones a call");
    }

    #[test]
    fn more_calls_never_pretend_to_know() {
        assert_eq!(more(MoreCalls::About { calls: 14, low: 6, high: None }), "about 14 (6 or more)");
        assert_eq!(more(MoreCalls::Beyond), "further than one can see");
    }
}
