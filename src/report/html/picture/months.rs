//! The dates of the calls in; a bar a month, with its number, out.

use super::tenths;
use crate::findings::Findings;
use crate::report::number::count;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Months drawn at most: the last ones.
const MONTHS: usize = 24;

/// Nothing where the calls fall into fewer than two months.
pub(in crate::report::html) fn months(findings: &Findings) -> Markup {
    let mut months: BTreeMap<&str, u64> = BTreeMap::new();
    for call in findings.calls.iter().filter(|call| call.counted) {
        if let Some(month) = call.date.get(..7).filter(|month| is_month(month)) {
            *months.entry(month).or_default() += 1;
        }
    }
    if months.len() < 2 {
        return html! {};
    }
    let shown: Vec<(&str, u64)> = months.into_iter().rev().take(MONTHS).collect();
    let top = shown.iter().map(|(_, calls)| *calls).max().unwrap_or(1) as f64;
    html! {
        div.scroll tabindex="0" role="region" aria-label="Calls a month" { ol.months {
            @for (month, calls) in shown.into_iter().rev() {
                li {
                    b { (count(calls)) }
                    svg viewBox="0 0 10 40" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                        rect.g0 x="0" width="10" y=(tenths(40.0 - calls as f64 / top * 40.0)) height=(tenths(calls as f64 / top * 40.0)) {}
                    }
                    small data-month=(month) { (month) }
                }
            }
        } }
    }
}

fn is_month(text: &str) -> bool {
    text.bytes().enumerate().all(|(at, byte)| if at == 4 { byte == b'-' } else { byte.is_ascii_digit() })
}
