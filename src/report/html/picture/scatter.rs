//! Terms in; a picture of who says them, customers (up) or reps (right), out. Drawn twice, for a desk and for a phone.

use super::tenths;
use crate::findings::{Findings, Term};
use crate::report::escape::page_text;
use crate::report::html::limits::Limits;
use crate::report::number::percent;
use maud::{Markup, html};

/// Terms drawn at most; more would be a cloud.
const DOTS: usize = 150;

/// The sheet: its size, the room for the scales, and the size of a letter, in units of the drawing.
struct Sheet {
    class: &'static str,
    width: f64,
    height: f64,
    left: f64,
    bottom: f64,
    letter: f64,
}

const DESK: Sheet =
    Sheet { class: "scatter desk", width: 1040.0, height: 470.0, left: 52.0, bottom: 44.0, letter: 13.0 };
const PHONE: Sheet =
    Sheet { class: "scatter phone", width: 360.0, height: 400.0, left: 38.0, bottom: 40.0, letter: 11.5 };

/// A dot and where its name could go.
struct Dot<'f> {
    term: &'f Term,
    name: String,
    x: f64,
    y: f64,
    reps: f64,
}

struct Label {
    x: f64,
    y: f64,
    anchor: &'static str,
}

/// A box in the drawing: left, top, right, bottom.
#[derive(Clone, Copy)]
struct Area(f64, f64, f64, f64);

impl Area {
    fn meets(self, other: Area) -> bool {
        self.0 < other.2 && other.0 < self.2 && self.1 < other.3 && other.1 < self.3
    }

    fn within(self, other: Area) -> bool {
        self.0 >= other.0 && self.1 >= other.1 && self.2 <= other.2 && self.3 <= other.3
    }
}

/// Nothing where no rep was heard: then there is nobody to compare with.
pub(in crate::report::html) fn scatter(findings: &Findings, limits: &Limits) -> Markup {
    if findings.run.calls_with_rep == 0 || findings.terms.len() < 3 {
        return html! {};
    }
    html! {
        figure.picture {
            figcaption { b { "Whose words are they?" } " Higher: more of your customers say it. Further right: more of your own people say it. Below the line it is rather your word than theirs." }
            (draw(findings, limits, &DESK))
            (draw(findings, limits, &PHONE))
        }
    }
}

fn draw(findings: &Findings, limits: &Limits, sheet: &Sheet) -> Markup {
    let with_rep = findings.run.calls_with_rep as f64;
    let terms = &findings.terms[..findings.terms.len().min(DOTS)];
    let share_of_reps = |term: &Term| (f64::from(term.rep_calls) / with_rep).min(1.0);
    let top = terms.iter().map(|term| share_of_reps(term).max(term.share.value)).fold(0.05, f64::max).min(1.0);
    let top = (top * 20.0).ceil() / 20.0;
    let (wide, high) = (sheet.width - sheet.left - 12.0, sheet.height - sheet.bottom - 14.0);
    // Roots spread the many rare terms and draw the few common ones together.
    let across = |share: f64| sheet.left + 8.0 + (share / top).sqrt() * (wide - 8.0);
    let up = |share: f64| 14.0 + high - 8.0 - (share / top).sqrt() * (high - 8.0);
    let dots: Vec<Dot<'_>> = terms
        .iter()
        .map(|term| {
            let reps = share_of_reps(term);
            Dot {
                term,
                name: page_text(&term.term, limits.name.min(40)).into_owned(),
                x: across(reps),
                y: up(term.share.value),
                reps,
            }
        })
        .collect();
    let labels = labels(&dots, sheet);
    let ticks: Vec<f64> =
        [0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0].into_iter().filter(|&tick| tick <= top + 0.001).collect();
    html! {
        svg class=(sheet.class) viewBox=(format!("0 0 {} {}", sheet.width, sheet.height)) role="img" aria-label="Share of calls in which customers say each term, against the share in which reps say it. The numbers stand in the list of terms below." {
            line.diagonal x1=(tenths(across(0.0))) y1=(tenths(up(0.0))) x2=(tenths(across(top))) y2=(tenths(up(top))) {}
            @for tick in ticks {
                line.grid x1=(tenths(sheet.left)) x2=(tenths(sheet.width - 12.0)) y1=(tenths(up(tick))) y2=(tenths(up(tick))) {}
                text.tick x=(tenths(sheet.left - 6.0)) y=(tenths(up(tick) + 4.0)) text-anchor="end" { (percent(tick)) }
                text.tick x=(tenths(across(tick))) y=(tenths(sheet.height - sheet.bottom + 18.0)) text-anchor="middle" { (percent(tick)) }
            }
            text.axis x=(tenths(sheet.width - 12.0)) y=(tenths(sheet.height - 6.0)) text-anchor="end" { "said by reps →" }
            text.axis x="2" y="11" { "↑ said by customers" }
            @for dot in dots.iter().rev() {
                circle class=(if dot.y < up(dot.reps) { "theirs" } else { "ours" }) cx=(tenths(dot.x)) cy=(tenths(dot.y)) r="4.5" data-term=(dot.term.rank) {
                    title { (dot.name) ": customers " (percent(dot.term.share.value)) ", reps " (percent(dot.reps)) }
                }
            }
            @for (dot, label) in dots.iter().zip(&labels) {
                @if let Some(label) = label {
                    text.label x=(tenths(label.x)) y=(tenths(label.y)) text-anchor=(label.anchor) data-term=(dot.term.rank) { (dot.name) }
                }
            }
        }
    }
}

/// Names, best term first, wherever they cover no other name and no dot.
fn labels(dots: &[Dot<'_>], sheet: &Sheet) -> Vec<Option<Label>> {
    let field = Area(sheet.left, 14.0, sheet.width - 2.0, sheet.height - sheet.bottom);
    let spots: Vec<Area> = dots.iter().map(|dot| Area(dot.x - 5.0, dot.y - 5.0, dot.x + 5.0, dot.y + 5.0)).collect();
    let mut taken: Vec<Area> = Vec::new();
    dots.iter()
        .map(|dot| {
            let width = dot.name.chars().count() as f64 * sheet.letter * 0.6;
            let places = [
                (dot.x + 8.0, dot.y + sheet.letter * 0.35, "start"),
                (dot.x - 8.0, dot.y + sheet.letter * 0.35, "end"),
                (dot.x, dot.y - 9.0, "middle"),
                (dot.x, dot.y + sheet.letter + 6.0, "middle"),
            ];
            places.into_iter().find_map(|(x, y, anchor)| {
                let from = match anchor {
                    "start" => x,
                    "end" => x - width,
                    _ => x - width / 2.0,
                };
                let area = Area(from, y - sheet.letter * 0.85, from + width, y + sheet.letter * 0.3);
                let free = area.within(field) && !spots.iter().chain(&taken).any(|other| area.meets(*other));
                free.then(|| {
                    taken.push(area);
                    Label { x, y, anchor }
                })
            })
        })
        .collect()
}
