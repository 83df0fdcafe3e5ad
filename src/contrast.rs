//! The groups side by side: in how many calls of each group something is said in, shares, clear differences and missing
//! groups out. A difference is shown only where it is one; everything else is "no clear difference".

use crate::findings::{Contrast, Difference, Groups, SegmentSize, Share};
use crate::score::measure::{Z_95, benjamini_hochberg, cohen_h, fisher_two_sided, newcombe, wilson};

/// Calls that both groups must have.
const CALLS: u64 = 15;
/// Difference of the shares that matters.
const POINTS: f64 = 0.10;
/// False discovery rate.
const Q: f64 = 0.05;

/// The four groups, the names a folder may have for them, and what it means that one is missing.
const FOUR: [(&[&str], &str); 4] = [
    (&["customer", "client", "user", "active", "won", "closed-won"], "You have heard no one who is a customer."),
    (&["prospect", "lead", "trial", "demo", "sales", "pipeline"], "You have heard no one who may become a customer."),
    (
        &["lost", "churned", "churn", "left", "former", "cancelled", "canceled", "ex-customer", "closed-lost"],
        "You have heard no one who left.",
    ),
    (
        &["competitor", "competitor-customer", "competition", "rival", "alternative"],
        "You have heard no one who buys from a competitor.",
    ),
];

/// Something that is said, and in how many calls of each group.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// term, problem or code.
    pub kind: &'static str,
    /// What is said.
    pub text: &'a str,
    /// Calls, in the order of the groups.
    pub calls: &'a [u32],
}

/// Puts the groups side by side. The false discovery rate is kept over all rows of a kind and all pairs of groups.
pub fn contrast(segments: &[SegmentSize], rows: &[Row]) -> Groups {
    let mut found: Vec<Contrast> = rows.iter().map(|row| shares(segments, row)).collect();
    let pairs = pairs(segments);
    let mut start = 0;
    for of_kind in rows.chunk_by(|a, b| a.kind == b.kind) {
        differences(segments, &pairs, of_kind, &mut found[start..start + of_kind.len()]);
        start += of_kind.len();
    }
    Groups { missing: missing(segments), too_small: too_small(segments), rows: found }
}

fn shares(segments: &[SegmentSize], row: &Row) -> Contrast {
    let shares = segments.iter().zip(row.calls).map(|(segment, calls)| share(u64::from(*calls), segment.calls));
    Contrast { kind: row.kind.to_owned(), text: row.text.to_owned(), shares: shares.collect(), differences: vec![] }
}

fn share(calls: u64, of: u64) -> Share {
    wilson(calls, of, Z_95)
        .map(|bounds| Share { value: calls as f64 / of as f64, low: bounds.low, high: bounds.high })
        .unwrap_or_default()
}

/// Pairs of groups that are both large enough.
fn pairs(segments: &[SegmentSize]) -> Vec<(usize, usize)> {
    let large: Vec<usize> = (0..segments.len()).filter(|at| segments[*at].calls >= CALLS).collect();
    large.iter().flat_map(|a| large.iter().filter(move |b| a < b).map(move |b| (*a, *b))).collect()
}

fn differences(segments: &[SegmentSize], pairs: &[(usize, usize)], rows: &[Row], found: &mut [Contrast]) {
    let said = |row: &Row, group: usize| (row.calls.get(group).copied().map_or(0, u64::from), segments[group].calls);
    let p: Vec<f64> = rows
        .iter()
        .flat_map(|row| pairs.iter().map(move |(a, b)| (said(row, *a), said(row, *b))))
        .map(|((k1, n1), (k2, n2))| fisher_two_sided(k1, n1, k2, n2))
        .collect();
    let q = benjamini_hochberg(&p);
    for ((row, contrast), q) in rows.iter().zip(found).zip(q.chunks(pairs.len().max(1))) {
        for ((a, b), q) in pairs.iter().zip(q).filter(|(_, q)| **q <= Q) {
            let share = |group: usize| contrast.shares[group].value;
            let (more, less) = if share(*a) >= share(*b) { (*a, *b) } else { (*b, *a) };
            let value = share(more) - share(less);
            let ((k1, n1), (k2, n2)) = (said(row, more), said(row, less));
            if let Some(bounds) = newcombe(k1, n1, k2, n2, Z_95).filter(|_| value >= POINTS) {
                let difference = Share { value, low: bounds.low, high: bounds.high };
                let h = cohen_h(share(more), share(less));
                contrast.differences.push(Difference { more, less, difference, h, q: *q });
            }
        }
        contrast.differences.sort_by(|a, b| b.difference.value.total_cmp(&a.difference.value));
    }
}

/// The groups nobody was heard from; nothing where the folder names no groups at all.
fn missing(segments: &[SegmentSize]) -> Vec<String> {
    let is = |name: &str, known: &[&str]| {
        let name = name.trim().to_lowercase().replace(['_', ' '], "-");
        known.iter().any(|known| name == *known || name.strip_suffix('s') == Some(known))
    };
    let here = |known: &[&str]| segments.iter().any(|segment| segment.calls > 0 && is(&segment.name, known));
    if !FOUR.iter().any(|(known, _)| here(known)) {
        return vec![];
    }
    FOUR.iter().filter(|(known, _)| !here(known)).map(|(_, sentence)| (*sentence).to_owned()).collect()
}

fn too_small(segments: &[SegmentSize]) -> Vec<String> {
    let small = segments.iter().filter(|segment| segment.calls < CALLS);
    let sentence = |segment: &SegmentSize| {
        format!("{}: {} calls are too few to compare; {CALLS} are needed.", segment.name, segment.calls)
    };
    small.map(sentence).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segments(sizes: &[(&str, u64)]) -> Vec<SegmentSize> {
        sizes.iter().map(|(name, calls)| SegmentSize { name: (*name).to_owned(), calls: *calls }).collect()
    }

    fn row<'a>(text: &'a str, calls: &'a [u32]) -> Row<'a> {
        Row { kind: "term", text, calls }
    }

    #[test]
    fn only_what_differs_is_shown() {
        let segments = segments(&[("customers", 40), ("lost", 40), ("prospects", 12)]);
        let rows = [row("support", &[4, 28, 0]), row("price", &[20, 22, 12]), row("rare", &[0, 3, 0])];
        let found = contrast(&segments, &rows);
        let [one] = found.rows[0].differences[..] else { panic!("{found:?}") };
        assert_eq!((one.more, one.less), (1, 0));
        assert!((one.difference.value - 0.6).abs() < 1e-12);
        assert!(one.difference.low > 0.39 && one.difference.high < 0.74 && one.h > 1.3 && one.q < 1e-5);
        assert!(found.rows[1].differences.is_empty(), "price: no clear difference, and 12 calls are too few");
        assert!(found.rows[2].differences.is_empty());
        assert_eq!(found.too_small, ["prospects: 12 calls are too few to compare; 15 are needed."]);
    }

    #[test]
    fn many_rows_ask_for_more_evidence() {
        let segments = segments(&[("customers", 20), ("lost", 20)]);
        let one = row("a", &[2, 9]);
        assert_eq!(contrast(&segments, &[one]).rows[0].differences.len(), 1);
        let mut rows = vec![one];
        rows.extend(std::iter::repeat_n(row("b", &[10, 10]), 40));
        assert!(contrast(&segments, &rows).rows[0].differences.is_empty());
    }

    #[test]
    fn a_small_difference_is_none_however_sure() {
        let segments = segments(&[("customers", 20_000), ("lost", 20_000)]);
        assert!(contrast(&segments, &[row("a", &[2_000, 3_000])]).rows[0].differences.is_empty());
    }

    #[test]
    fn missing_groups_are_named() {
        let two = segments(&[("Customers", 3), ("Closed_Lost", 1)]);
        assert_eq!(
            contrast(&two, &[]).missing,
            ["You have heard no one who may become a customer.", "You have heard no one who buys from a competitor."]
        );
        assert!(contrast(&segments(&[("2024", 9), ("2025", 9)]), &[]).missing.is_empty());
        assert!(contrast(&[], &[row("a", &[])]).missing.is_empty());
    }
}
