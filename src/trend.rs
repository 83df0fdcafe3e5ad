//! What rises and falls: the month and group of each call, and the calls in which something is said, in; spans of time and
//! clear trends out. What only looks like a trend because another group came to be recorded is none.

use crate::findings::{Share, Span, Trend, Trends};
use crate::score::measure::{Z_95, benjamini_hochberg, cochran_armitage, upper_tail, wilson};
use std::collections::BTreeMap;

/// Calls that a span must have; months with fewer are joined with the next.
const CALLS: u32 = 15;
/// Spans that make a trend.
const SPANS: usize = 3;
/// Change from the first span to the last that matters.
const POINTS: f64 = 0.10;
/// False discovery rate.
const Q: f64 = 0.05;

/// When a call was, and of which group.
#[derive(Clone, Copy, Debug, Default)]
pub struct When<'a> {
    /// ISO 8601 day, if known.
    pub date: Option<&'a str>,
    /// Group, if known.
    pub group: Option<&'a str>,
}

/// Something that is said, and the numbers of the calls in which it is.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// term, problem or code; rows of a kind stand together.
    pub kind: &'static str,
    /// What is said.
    pub text: &'a str,
    /// Numbers of calls, each once.
    pub calls: &'a [u32],
}

/// Finds the trends. `calls` are the counted calls by number.
pub fn trends(calls: &[When], rows: &[Row]) -> Trends {
    let spans = spans(calls);
    if spans.len() < SPANS {
        return Trends { spans, ..Trends::default() };
    }
    let time = Time::new(calls, &spans);
    let lines: Vec<Option<Line>> = rows.iter().map(|row| time.line(row.calls)).collect();
    let mut found = vec![];
    let mut start = 0;
    for of_kind in rows.chunk_by(|a, b| a.kind == b.kind) {
        let lines = &lines[start..start + of_kind.len()];
        start += of_kind.len();
        let q =
            benjamini_hochberg(&lines.iter().map(|line| line.as_ref().map_or(1.0, |line| line.p)).collect::<Vec<_>>());
        for ((row, line), q) in of_kind.iter().zip(lines).zip(q) {
            let clear = |line: &&Line| q <= Q && line.change.abs() >= POINTS;
            if let Some(line) = line.as_ref().filter(clear) {
                let (kind, text) = (row.kind.to_owned(), row.text.to_owned());
                found.push(Trend { kind, text, shares: time.shares(row.calls), change: line.change, q });
            }
        }
    }
    found.sort_by(|a, b| {
        let size = b.change.abs().total_cmp(&a.change.abs());
        size.then_with(|| a.kind.cmp(&b.kind)).then_with(|| a.text.cmp(&b.text))
    });
    Trends { spans, asked: rows.len() as u32, rows: found }
}

/// Months in order, joined until each span has calls enough; what is left over at the end joins the last.
fn spans(calls: &[When]) -> Vec<Span> {
    let mut months: BTreeMap<&str, u32> = BTreeMap::new();
    for month in calls.iter().filter_map(|call| month(call.date?)) {
        *months.entry(month).or_default() += 1;
    }
    let mut spans: Vec<Span> = vec![];
    for (month, calls) in months {
        match spans.last_mut().filter(|span| span.calls < CALLS) {
            Some(span) => {
                month.clone_into(&mut span.to);
                span.calls += calls;
            }
            None => spans.push(Span { from: month.to_owned(), to: month.to_owned(), calls }),
        }
    }
    if spans.len() > 1 && spans.last().is_some_and(|span| span.calls < CALLS) {
        let rest = spans.pop().unwrap_or_default();
        if let Some(last) = spans.last_mut() {
            last.to = rest.to;
            last.calls += rest.calls;
        }
    }
    spans
}

/// `2026-03` of `2026-03-14`.
fn month(date: &str) -> Option<&str> {
    let is_month =
        |text: &&str| text.bytes().enumerate().all(|(at, c)| if at == 4 { c == b'-' } else { c.is_ascii_digit() });
    date.get(..7).filter(is_month)
}

/// Months since the year 0, so that a gap counts.
fn ordinal(month: &str) -> f64 {
    let number = |part: Option<&str>| part.and_then(|part| part.parse().ok()).unwrap_or(0.0);
    12.0 * number(month.get(..4)) + number(month.get(5..))
}

/// The calls by span and group.
struct Time {
    /// Middle of each span, in months.
    scores: Vec<f64>,
    /// Span and group of each call.
    of: Vec<Option<(usize, usize)>>,
    /// Calls of each group in each span.
    sizes: Vec<Vec<u64>>,
}

struct Line {
    p: f64,
    change: f64,
}

impl Time {
    fn new(calls: &[When], spans: &[Span]) -> Self {
        let mut groups: Vec<Option<&str>> = calls.iter().map(|call| call.group).collect();
        groups.sort_unstable();
        groups.dedup();
        let place = |call: &When| {
            let month = month(call.date?)?;
            let span = spans.iter().position(|span| (&*span.from..=&*span.to).contains(&month))?;
            Some((span, groups.binary_search(&call.group).ok()?))
        };
        let of: Vec<_> = calls.iter().map(place).collect();
        let mut sizes = vec![vec![0; spans.len()]; groups.len()];
        of.iter().flatten().for_each(|(span, group)| sizes[*group][*span] += 1);
        let middle = |span: &Span| f64::midpoint(ordinal(&span.from), ordinal(&span.to));
        Time { scores: spans.iter().map(middle).collect(), of, sizes }
    }

    /// Calls that say it, by group and span.
    fn said(&self, calls: &[u32]) -> Vec<Vec<u64>> {
        let mut said = vec![vec![0; self.scores.len()]; self.sizes.len()];
        let places = calls.iter().filter_map(|call| *self.of.get(*call as usize)?);
        places.for_each(|(span, group)| said[group][span] += 1);
        said
    }

    /// The straight line within the groups.
    fn line(&self, calls: &[u32]) -> Option<Line> {
        let strata: Vec<Vec<(u64, u64)>> = self
            .said(calls)
            .iter()
            .zip(&self.sizes)
            .map(|(said, sizes)| said.iter().copied().zip(sizes.iter().copied()).collect())
            .collect();
        let slope = cochran_armitage(&self.scores, &strata)?;
        let (first, last) = (self.scores.first()?, self.scores.last()?);
        let change = (slope.slope * (last - first)).clamp(-1.0, 1.0);
        Some(Line { p: 2.0 * upper_tail(slope.z.abs()), change })
    }

    fn shares(&self, calls: &[u32]) -> Vec<Share> {
        let said = self.said(calls);
        let sum = |of: &[Vec<u64>], span: usize| of.iter().map(|group| group[span]).sum::<u64>();
        (0..self.scores.len())
            .map(|span| {
                let (k, n) = (sum(&said, span), sum(&self.sizes, span));
                let bounds = wilson(k, n, Z_95);
                bounds
                    .map(|bounds| Share { value: k as f64 / n as f64, low: bounds.low, high: bounds.high })
                    .unwrap_or_default()
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 20 calls in each of these months, all of one group.
    fn months(months: &[&'static str]) -> Vec<When<'static>> {
        let call = |month: &&'static str| std::iter::repeat_n(When { date: Some(month), group: None }, 20);
        months.iter().flat_map(call).collect()
    }

    /// The first `of` calls of each month.
    fn said(of: &[u32]) -> Vec<u32> {
        (0..).zip(of).flat_map(|(month, of)| (0..*of).map(move |call| 20 * month + call)).collect()
    }

    #[test]
    fn what_rises_and_falls_is_found_and_nothing_else() {
        let calls = months(&["2026-01-03", "2026-02-03", "2026-03-03", "2026-05-03"]);
        let (rises, falls, stays) = (said(&[2, 6, 10, 18]), said(&[16, 10, 6, 1]), said(&[9, 11, 10, 9]));
        let row = |text, calls| Row { kind: "term", text, calls };
        let found = trends(&calls, &[row("texting", &rises), row("paper", &falls), row("price", &stays)]);
        assert_eq!((found.asked, found.spans.len(), &*found.spans[3].from), (3, 4, "2026-05"));
        let texts: Vec<_> = found.rows.iter().map(|row| (&*row.text, row.change > 0.0)).collect();
        assert_eq!(texts, [("texting", true), ("paper", false)]);
        assert!((found.rows[0].change - 0.8).abs() < 1e-12, "{}", found.rows[0].change);
        assert!((found.rows[0].shares[3].value - 0.9).abs() < 1e-12 && found.rows[0].shares[3].low < 0.9);
    }

    #[test]
    fn months_are_joined_until_there_are_calls_enough() {
        let mut calls = months(&["2026-01-03"]);
        calls.extend(vec![When { date: Some("2026-02-01"), group: None }; 8]);
        calls.extend(vec![When { date: Some("2026-04-01"), group: None }; 8]);
        calls.extend(vec![When { date: Some("2026-05-01"), group: None }; 3]);
        calls.extend(vec![When { date: Some("sometime"), group: None }, When::default()]);
        let found = trends(&calls, &[]);
        let spans: Vec<_> = found.spans.iter().map(|span| (&*span.from, &*span.to, span.calls)).collect();
        assert_eq!(spans, [("2026-01", "2026-01", 20), ("2026-02", "2026-05", 19)]);
        assert_eq!((found.asked, found.rows.len()), (0, 0), "two spans are no trend");
    }

    #[test]
    fn another_group_is_no_trend() {
        let months = ["2026-01-03", "2026-02-03", "2026-03-03"];
        let mut calls = vec![];
        let mut lost_say_it = vec![];
        for (at, month) in months.into_iter().enumerate() {
            for call in 0..30 {
                let lost = call < 5 + 10 * at;
                if lost {
                    lost_say_it.push(calls.len() as u32);
                }
                calls.push(When { date: Some(month), group: Some(if lost { "lost" } else { "customers" }) });
            }
        }
        let row = |calls| Row { kind: "term", text: "refund", calls };
        assert!(trends(&calls, &[row(&lost_say_it)]).rows.is_empty());
        let mixed: Vec<When> = calls.iter().map(|call| When { group: None, ..*call }).collect();
        assert_eq!(trends(&mixed, &[row(&lost_say_it)]).rows.len(), 1, "without groups it rises");
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(trends(&[], &[]), Trends::default());
    }
}
