//! The curve of saturation in; a picture of different things heard against calls out, what is foreseen drawn apart.

use super::tenths;
use super::trend::path as line_through;
use crate::findings::{Completeness, Saturation};
use crate::report::escape::page_text;
use crate::report::number::{count, counted};
use maud::{Markup, html};

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 56.0;
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
            figcaption { b { (count(row.seen.into())) " different " bdi { (page_text(&row.what, 60)) } " in " (counted(row.calls.into(), "call", "calls")) "." } " Solid: as calls were added, in any order, with the band of 95 %. Thin: in the order of date. Dashed: what as many calls again would bring, about " (count(last.expected.round().max(0.0) as u64)) " in all." }
            svg.curve viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) aria-hidden="true" focusable="false" {
                path.band d=(format!("{}Z", path(up.chain(down)))) {}
                @for tick in ticks(top) {
                    line.grid x1=(LEFT) x2=(WIDTH - 10.0) y1=(tenths(y(tick))) y2=(tenths(y(tick))) {}
                    text.tick x=(LEFT - 6.0) y=(tenths(y(tick) + 4.0)) text-anchor="end" { (count(tick as u64)) }
                }
                path.order d=(path(thin(&steps).into_iter())) {}
                path.heard d=(line(&heard)) {}
                path.ahead d=(line(&[heard.last().copied().into_iter().collect::<Vec<_>>(), ahead].concat())) {}
                circle.theirs cx=(tenths(x(row.calls))) cy=(tenths(y(end))) r="5" {}
                text.tick x=(tenths(x(row.calls))) y=(HEIGHT - 14.0) text-anchor="middle" { (counted(row.calls.into(), "call", "calls")) }
                text.tick x=(WIDTH - 10.0) y=(HEIGHT - 14.0) text-anchor="end" { (counted(last.calls.into(), "call", "calls")) }
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
    line_through(&points.collect::<Vec<_>>())
}

/// Round numbers from 0 to the last that fits: 1, 2 or 5 times a power of ten apart, six at most.
fn ticks(top: f64) -> Vec<f64> {
    let mut step = 1.0;
    let mut by = [2.0, 2.5, 2.0].into_iter().cycle();
    while top / step > 5.0 {
        step *= by.next().unwrap_or(10.0);
    }
    (0..6).map(|n| f64::from(n) * step).take_while(|tick| *tick <= top).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_has_round_numbers() {
        assert_eq!(ticks(1806.0), [0.0, 500.0, 1000.0, 1500.0]);
        assert_eq!(ticks(24.0), [0.0, 5.0, 10.0, 15.0, 20.0]);
        assert_eq!(ticks(1.05), [0.0, 1.0]);
        assert_eq!(ticks(100.0), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
    }
}
