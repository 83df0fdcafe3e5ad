//! The curve of saturation in; a picture of different things heard against calls out, what is foreseen drawn apart.

use super::tenths;
use crate::findings::{Completeness, Saturation};
use crate::report::number::{count, counted};
use maud::{Markup, html};
use std::fmt::Write;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 40.0;
const BOTTOM: f64 = 34.0;

/// Points of a line at most; more cannot be seen.
const POINTS: usize = 200;

pub(in crate::report::html) fn curve(row: &Saturation, estimate: &Completeness) -> Markup {
    let points: Vec<_> = thinned(&estimate.curve);
    let Some(last) = points.last() else { return html! {} };
    let (calls, top) = (f64::from(last.calls.max(1)), points.iter().map(|point| point.high).fold(1.0, f64::max) * 1.05);
    let x = |calls_heard: u32| LEFT + f64::from(calls_heard) / calls * (WIDTH - LEFT - 10.0);
    let y = |things: f64| HEIGHT - BOTTOM - (things / top).clamp(0.0, 1.0) * (HEIGHT - BOTTOM - 12.0);
    let line = |of: &[&crate::findings::CurvePoint]| path(of.iter().map(|point| (x(point.calls), y(point.expected))));
    let (heard, ahead): (Vec<_>, Vec<_>) = points.iter().copied().partition(|point| point.calls <= row.calls);
    let up = points.iter().map(|point| (x(point.calls), y(point.high)));
    let down = points.iter().rev().map(|point| (x(point.calls), y(point.low)));
    let steps: Vec<_> =
        estimate.heard.iter().enumerate().map(|(call, things)| (x(call as u32 + 1), y(f64::from(*things)))).collect();
    let end = points.iter().rfind(|point| point.calls <= row.calls).map_or(0.0, |point| point.expected);
    html! {
        figure.picture {
            figcaption { b { (counted(row.seen.into(), "different one", "different ones")) " in " (counted(row.calls.into(), "call", "calls")) "." } " Solid: as calls were added, in any order, with the band of 95 %. Thin: in the order of date. Dashed: what as many calls again would bring, about " (count(last.expected.round().max(0.0) as u64)) " in all." }
            svg.curve viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) aria-hidden="true" focusable="false" {
                path.band d=(format!("{}Z", path(up.chain(down)))) {}
                @for part in [0.0, 0.5, 1.0] {
                    line.grid x1=(LEFT) x2=(WIDTH - 10.0) y1=(tenths(y(top / 1.05 * part))) y2=(tenths(y(top / 1.05 * part))) {}
                    text.tick x=(LEFT - 6.0) y=(tenths(y(top / 1.05 * part) + 4.0)) text-anchor="end" { (count((top / 1.05 * part).round() as u64)) }
                }
                path.order d=(path(thin(&steps).into_iter())) {}
                path.heard d=(line(&heard)) {}
                path.ahead d=(line(&[heard.last().copied().into_iter().collect::<Vec<_>>(), ahead].concat())) {}
                circle.theirs cx=(tenths(x(row.calls))) cy=(tenths(y(end))) r="5" {}
                text.tick x=(tenths(x(row.calls))) y=(HEIGHT - 14.0) text-anchor="middle" { (counted(row.calls.into(), "call", "calls")) }
                text.tick x=(WIDTH - 10.0) y=(HEIGHT - 14.0) text-anchor="end" { (count(last.calls.into())) }
            }
        }
    }
}

fn thinned<T>(points: &[T]) -> Vec<&T> {
    let step = points.len().div_ceil(POINTS).max(1);
    let last = points.len().saturating_sub(1);
    points.iter().enumerate().filter(|(at, _)| at % step == 0 || *at == last).map(|(_, point)| point).collect()
}

fn thin(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    thinned(points).into_iter().copied().collect()
}

fn path(points: impl Iterator<Item = (f64, f64)>) -> String {
    let mut path = String::new();
    for (at, (x, y)) in points.enumerate() {
        // Writing to a string cannot fail.
        let _ = write!(path, "{}{x:.1} {y:.1}", if at == 0 { 'M' } else { 'L' });
    }
    path
}
