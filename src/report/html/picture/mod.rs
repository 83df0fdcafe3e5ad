//! Numbers in, inline SVG out. No style attribute is used, for the page's policy allows none; every picture stands
//! beside the same numbers as text, so it is hidden from screen readers.

mod curve;
mod months;
mod scatter;
mod trend;

pub(super) use curve::curve;
pub(super) use months::months;
pub(super) use scatter::scatter;
pub(super) use trend::trend;

use crate::findings::{SegmentSize, Share};
use crate::report::number::count;
use maud::{Markup, html};

/// Where the lines of a list end, so that rare things can be told apart: 10, 25, 50 or 100 %, by the highest interval.
pub(super) fn scale(shares: impl Iterator<Item = Share>) -> f64 {
    let most = shares.map(|share| share.high).fold(0.0, f64::max);
    [0.1, 0.25, 0.5].into_iter().find(|end| most <= *end).unwrap_or(1.0)
}

/// A share with its interval on a line from 0 to `end`.
pub(super) fn interval(share: Share, end: f64) -> Markup {
    let to_end = |part: f64| part / end;
    interval_of(Share { value: to_end(share.value), low: to_end(share.low), high: to_end(share.high) }, 0)
}

/// A share with its interval on a line from 0 to 100 %, in the colour of a group.
pub(super) fn interval_of(share: Share, group: usize) -> Markup {
    let x = |part: f64| part.clamp(0.0, 1.0) * 100.0;
    let colour = group % 6;
    html! {
        svg.interval viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect.track x="0" y="4" width="100" height="2" {}
            rect class=(format!("band g{colour}")) x=(tenths(x(share.low))) y="2.5" width=(tenths(x(share.high) - x(share.low))) height="5" {}
            rect class=(format!("g{colour}")) x=(tenths((x(share.value) - 0.75).clamp(0.0, 98.5))) y="0.5" width="1.5" height="9" {}
        }
    }
}

/// When in the call something comes up: a bar for each ninth of the turns, and the thirds in numbers.
pub(super) fn when(title: &str, ninths: &[u32; 9]) -> Markup {
    let top = ninths.iter().copied().max().unwrap_or(0);
    let third = |from: usize| u64::from(ninths[from..from + 3].iter().sum::<u32>());
    if third(0) + third(3) + third(6) < 5 {
        return html! {};
    }
    html! {
        figure.moment {
            figcaption { b { (title) } " First third of the call " (count(third(0))) ", middle " (count(third(3))) ", last " (count(third(6))) ". Each bar is a ninth of the turns." }
            svg viewBox="0 0 270 40" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                @for (place, number) in ninths.iter().enumerate() {
                    @let height = f64::from(*number) / f64::from(top) * 40.0;
                    rect.g0 x=(place * 30) width="28" y=(tenths(40.0 - height)) height=(tenths(height)) {}
                }
            }
        }
    }
}

/// A difference of two shares with its interval, on a line from -100 to 100 points with a mark at none.
pub(super) fn difference(difference: Share) -> Markup {
    let x = |part: f64| (part.clamp(-1.0, 1.0) + 1.0) * 50.0;
    html! {
        svg.interval viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect.track x="0" y="4" width="100" height="2" {}
            rect.track x="49.7" y="0" width="0.6" height="10" {}
            rect.band.g0 x=(tenths(x(difference.low))) y="2.5" width=(tenths(x(difference.high) - x(difference.low))) height="5" {}
            rect.g0 x=(tenths((x(difference.value) - 0.75).clamp(0.0, 98.5))) y="0.5" width="1.5" height="9" {}
        }
    }
}

/// The groups as parts of one bar.
pub(super) fn groups(groups: &[&SegmentSize], total: u64) -> Markup {
    let total = total.max(1) as f64;
    let mut from = 0;
    html! {
        svg.shares viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect.track x="0" y="0" width="1000" height="10" {}
            @for (place, group) in groups.iter().enumerate() {
                rect class=(format!("g{}", place % 6)) x=(tenths(from as f64 / total * 1000.0)) y="0" width=(tenths((group.calls as f64 / total * 1000.0 - 3.0).max(0.5))) height="10" {}
                ({ from += group.calls; "" })
            }
        }
    }
}

/// One digit after the point, which is finer than a screen.
fn tenths(number: f64) -> String {
    format!("{number:.1}")
}
