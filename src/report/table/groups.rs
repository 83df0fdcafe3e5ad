//! The groups side by side: a row is a term, a problem or a code. In the workbook and on the page; not a file.

use super::{Cell, Column, Table, column, of_group};
use crate::findings::{Contrast, Difference, Findings, Run, Share};
use crate::report::escape::LIST_SEPARATOR;

/// What a row says where no two groups differ clearly.
pub(in crate::report) const NO_DIFFERENCE: &str = "no clear difference";

/// The table of contrasts.
pub(in crate::report) fn groups(findings: &Findings) -> Table<'_, Contrast> {
    let names: Vec<String> = findings.run.segments.iter().map(|group| group.name.clone()).collect();
    let mut columns =
        vec![column("kind", |c: &Contrast| (&c.kind).into()), column("text", |c: &Contrast| (&c.text).into())];
    for place in 0..names.len() {
        columns.extend(shares(&findings.run, place));
    }
    columns.push(column("difference", move |c: &Contrast| {
        let words: Vec<String> = c.differences.iter().filter_map(|difference| in_words(difference, &names)).collect();
        Cell::Made(if words.is_empty() { NO_DIFFERENCE.to_owned() } else { words.join(LIST_SEPARATOR) })
    }));
    Table::new("groups", columns, &findings.groups.rows)
}

fn shares(run: &Run, place: usize) -> [Column<Contrast>; 3] {
    let name = &run.segments[place].name;
    let heard = run.segments[place].calls > 0;
    let part = move |row: &Contrast, get: fn(&Share) -> f64| row.shares.get(place).filter(|_| heard).map(get);
    [
        of_group("share_in_*", name, move |c: &Contrast| part(c, |share| share.value).into()),
        of_group("low_in_*", name, move |c: &Contrast| part(c, |share| share.low).into()),
        of_group("high_in_*", name, move |c: &Contrast| part(c, |share| share.high).into()),
    ]
}

/// `lost more than customers by 31 points (12 to 47), h 0.66`.
pub(in crate::report) fn in_words(difference: &Difference, groups: &[String]) -> Option<String> {
    let points = |part: f64| (part * 100.0).round();
    let (more, less) = (groups.get(difference.more)?, groups.get(difference.less)?);
    let Share { value, low, high } = difference.difference;
    let h = difference.h.abs();
    Some(format!("{more} more than {less} by {} points ({} to {}), h {h:.2}", points(value), points(low), points(high)))
}
