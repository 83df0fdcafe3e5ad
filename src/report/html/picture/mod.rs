//! Numbers in, inline SVG out. No style attribute is used, for the page's policy allows none; every picture stands
//! beside the same numbers as text, so it is hidden from screen readers.

mod curve;
mod months;
mod scatter;

pub(super) use curve::curve;
pub(super) use months::months;
pub(super) use scatter::scatter;

use crate::findings::{SegmentSize, Share};
use maud::{Markup, html};

/// A share with its interval on a line from 0 to 100 %.
pub(super) fn interval(share: Share) -> Markup {
    interval_of(share, 0)
}

/// The same in the colour of a group.
pub(super) fn interval_of(share: Share, group: usize) -> Markup {
    let x = |part: f64| tenths(part.clamp(0.0, 1.0) * 100.0);
    let colour = group % 6;
    html! {
        svg.interval viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect.track x="0" y="4" width="100" height="2" {}
            rect class=(format!("band g{colour}")) x=(x(share.low)) y="2.5" width=(x(share.high - share.low)) height="5" {}
            rect class=(format!("g{colour}")) x=(tenths((share.value * 100.0 - 0.75).clamp(0.0, 98.5))) y="0.5" width="1.5" height="9" {}
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
