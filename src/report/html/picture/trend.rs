//! Shares in order of time in; a line with its band out.

use super::tenths;
use crate::findings::Share;
use maud::{Markup, html};
use std::fmt::Write;

const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 36.0;

/// Drawn from 0 to the highest end of an interval.
pub(in crate::report::html) fn trend(shares: &[Share]) -> Markup {
    let top = shares.iter().map(|share| share.high).fold(0.05, f64::max);
    let step = (WIDTH - 8.0) / (shares.len().max(2) - 1) as f64;
    let x = |at: usize| 4.0 + at as f64 * step;
    let y = |share: f64| HEIGHT - 4.0 - (share / top).clamp(0.0, 1.0) * (HEIGHT - 8.0);
    let up: Vec<_> = shares.iter().enumerate().map(|(at, share)| (x(at), y(share.high))).collect();
    let down: Vec<_> = shares.iter().enumerate().rev().map(|(at, share)| (x(at), y(share.low))).collect();
    let middle: Vec<_> = shares.iter().enumerate().map(|(at, share)| (x(at), y(share.value))).collect();
    html! {
        svg.trend viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) aria-hidden="true" focusable="false" {
            line.grid x1="0" x2=(WIDTH) y1=(tenths(y(0.0))) y2=(tenths(y(0.0))) {}
            path.band d=(format!("{}Z", path(&[up, down].concat()))) {}
            path.heard d=(path(&middle)) {}
            @if let (Some(first), Some(last)) = (middle.first(), middle.last()) {
                circle.theirs cx=(tenths(first.0)) cy=(tenths(first.1)) r="2.5" {}
                circle.theirs cx=(tenths(last.0)) cy=(tenths(last.1)) r="3.5" {}
            }
        }
    }
}

/// A line through points, as SVG writes it.
pub(super) fn path(points: &[(f64, f64)]) -> String {
    let mut path = String::new();
    for (at, (x, y)) in points.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = write!(path, "{}{x:.1} {y:.1}", if at == 0 { 'M' } else { 'L' });
    }
    path
}
