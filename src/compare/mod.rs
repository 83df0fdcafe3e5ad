//! Two written runs in, what customers say more, less, newly or no more out, each with its interval.

mod run;

pub use run::{BadRun, Files, Said, WrittenRun, key};

use crate::findings::{Change, Comparison, Moved, Share, Sort};
use crate::score::measure::{Z_95, benjamini_hochberg, cohen_h, fisher_two_sided, newcombe, wilson};

/// Calls that both runs must have before a change is called clear.
const CALLS: u64 = 15;
/// False discovery rate.
const Q: f64 = 0.05;

/// Compares two runs. Wordings are matched by their base words, variants included.
pub fn compare(before: &WrittenRun, after: &WrittenRun) -> Comparison {
    let mut rows = vec![];
    for sort in [Sort::Term, Sort::Problem] {
        rows.extend(of_sort(sort, before, after));
    }
    Comparison { notes: notes(before, after), rows, calls_before: before.calls, calls_after: after.calls }
}

fn of_sort(sort: Sort, before: &WrittenRun, after: &WrittenRun) -> Vec<Moved> {
    let old: Vec<&Said> = before.said.iter().filter(|said| said.sort == sort).collect();
    let mut partner: Vec<bool> = vec![false; old.len()];
    let mut pairs: Vec<(Option<&Said>, Option<&Said>)> = vec![];
    for new in after.said.iter().filter(|said| said.sort == sort) {
        let same = |at: &usize| !partner[*at] && !old[*at].keys.is_disjoint(&new.keys);
        // The same wording before another form of it.
        let exact = (0..old.len()).find(|at| same(at) && old[*at].text == new.text);
        let found = exact.or_else(|| (0..old.len()).find(same));
        if let Some(at) = found {
            partner[at] = true;
        }
        pairs.push((found.map(|at| old[at]), Some(new)));
    }
    pairs.extend(old.iter().zip(&partner).filter(|(_, met)| !**met).map(|(said, _)| (Some(*said), None)));
    let mut rows: Vec<Moved> = pairs.iter().filter_map(|(was, is)| moved(sort, *was, *is, before, after)).collect();
    let q = benjamini_hochberg(&rows.iter().map(|row| row.q).collect::<Vec<_>>());
    for (row, q) in rows.iter_mut().zip(q) {
        row.q = q;
        row.clear &= q <= Q && before.calls >= CALLS && after.calls >= CALLS;
    }
    rows.sort_by(|a, b| {
        let key = |row: &Moved| (row.clear, row.difference.value.abs());
        let ((a_clear, a_size), (b_clear, b_size)) = (key(a), key(b));
        b_clear.cmp(&a_clear).then(b_size.total_cmp(&a_size)).then_with(|| a.text.cmp(&b.text))
    });
    rows
}

/// With the plain p-value in the place of q.
fn moved(sort: Sort, was: Option<&Said>, is: Option<&Said>, before: &WrittenRun, after: &WrittenRun) -> Option<Moved> {
    let text = is.or(was)?.text.clone();
    let known = is.or(was)?;
    let k1 = was.map_or_else(|| at_most(known, before).0, |said| said.calls).min(before.calls);
    let k2 = is.map_or_else(|| at_most(known, after).0, |said| said.calls).min(after.calls);
    let bounds = newcombe(k2, after.calls, k1, before.calls, Z_95)?;
    let (p1, p2) = (k1 as f64 / before.calls as f64, k2 as f64 / after.calls as f64);
    let change = match (was, is) {
        (None, _) => Change::New,
        (_, None) => Change::Gone,
        _ if p2 >= p1 => Change::More,
        _ => Change::Less,
    };
    // Where only the most that it can have been is known, a difference the wrong way round is no evidence.
    let wrong = (change == Change::New && p2 <= p1) || (change == Change::Gone && p2 >= p1);
    let p = if wrong { 1.0 } else { fisher_two_sided(k1, before.calls, k2, after.calls) };
    Some(Moved {
        sort,
        text,
        change,
        before: was.map(|said| (said.calls, share(said.calls, before.calls))),
        after: is.map(|said| (said.calls, share(said.calls, after.calls))),
        difference: Share { value: p2 - p1, low: bounds.low, high: bounds.high },
        h: cohen_h(p2, p1),
        q: p,
        clear: match change {
            Change::New => at_most(known, before).1,
            Change::Gone => at_most(known, after).1,
            Change::More | Change::Less => true,
        },
    })
}

/// In how many calls of a run something can have been said that is not in its list, and whether that is certain. Where the
/// list holds a part of it, no more than the part; where the list holds it inside something longer, at least as often as
/// that, and it is not new. Otherwise one call less than a row needs, unless the list was cut.
fn at_most(said: &Said, run: &WrittenRun) -> (u64, bool) {
    let others = || run.said.iter().filter(|other| other.sort == said.sort);
    let holds =
        |whole: &Said, part: &Said| whole.keys.iter().any(|whole| part.keys.iter().any(|part| stands_in(whole, part)));
    if let Some(longer) = others().filter(|other| holds(other, said)).map(|other| other.calls).max() {
        return (longer.min(run.calls), false);
    }
    match others().filter(|other| holds(said, other)).map(|other| other.calls).min() {
        Some(part) => (part.min(run.calls), true),
        None => (run.min_calls.saturating_sub(1).min(run.calls), !run.cut),
    }
}

/// Whether the words of `part` stand side by side in `whole`.
pub fn stands_in(whole: &str, part: &str) -> bool {
    !part.is_empty()
        && whole.match_indices(part).any(|(at, _)| {
            let end = at + part.len();
            (at == 0 || whole.as_bytes()[at - 1] == b' ') && (end == whole.len() || whole.as_bytes()[end] == b' ')
        })
}

fn share(calls: u64, of: u64) -> Share {
    wilson(calls, of, Z_95)
        .map(|bounds| Share { value: calls.min(of) as f64 / of as f64, low: bounds.low, high: bounds.high })
        .unwrap_or_default()
}

fn notes(before: &WrittenRun, after: &WrittenRun) -> Vec<String> {
    let mut notes = vec![];
    if before.digest == after.digest && !before.digest.is_empty() {
        notes.push("Both runs read the same calls.".to_owned());
    } else {
        let both = before.paths.intersection(&after.paths).count();
        if both > 0 {
            notes.push(format!(
                "{both} calls have the same path in both runs. If they are the same calls, the intervals are too wide: \
                 they take the two runs for different calls."
            ));
        }
    }
    if before.settings != after.settings {
        notes.push("The two runs were made with different settings (run.json).".to_owned());
    }
    if before.version != after.version {
        notes.push(format!("The two runs were made with versions {} and {}.", before.version, after.version));
    }
    for (run, which) in [(before, "first"), (after, "second")] {
        if run.calls < CALLS {
            notes.push(format!("The {which} run has {} calls; below {CALLS} no change is called clear.", run.calls));
        }
        if run.cut {
            notes.push(format!(
                "The {which} run's list of terms was cut at its longest: what is missing there may have been said."
            ));
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    fn run(calls: u64, terms: &[(&str, u64)]) -> WrittenRun {
        let said = terms.iter().map(|(text, calls)| Said {
            sort: Sort::Term,
            text: (*text).to_owned(),
            variants: vec![],
            calls: *calls,
            well_evidenced: true,
            keys: [key(text, english())].into(),
        });
        WrittenRun { said: said.collect(), calls, min_calls: 3, ..WrittenRun::default() }
    }

    fn told(comparison: &Comparison) -> Vec<(&str, Change, bool)> {
        comparison.rows.iter().map(|row| (&*row.text, row.change, row.clear)).collect()
    }

    #[test]
    fn more_less_new_and_gone() {
        let before = run(60, &[("double booked", 30), ("missed call", 6), ("paper forms", 20), ("old thing", 3)]);
        let after = run(60, &[("texting", 22), ("missed calls", 25), ("double booked", 31), ("new thing", 4)]);
        let found = compare(&before, &after);
        assert_eq!(
            told(&found),
            [
                ("texting", Change::New, true),
                ("missed calls", Change::More, true),
                ("paper forms", Change::Gone, true),
                ("new thing", Change::New, false),
                ("double booked", Change::More, false),
                ("old thing", Change::Gone, false),
            ]
        );
        let row = &found.rows[1];
        assert_eq!((row.before.unwrap().0, row.after.unwrap().0), (6, 25));
        assert!((row.difference.value - 19.0 / 60.0).abs() < 1e-12 && row.difference.low > 0.15);
        assert_eq!(found.rows[0].before, None);
    }

    #[test]
    fn a_cut_list_proves_nothing_new() {
        let mut before = run(60, &[("a", 30)]);
        before.cut = true;
        let found = compare(&before, &run(60, &[("a", 30), ("texting", 22)]));
        assert_eq!(told(&found), [("texting", Change::New, false), ("a", Change::More, false)]);
        assert!(found.notes[0].contains("first run's list of terms was cut"));
    }

    #[test]
    fn what_stands_in_something_longer_is_not_new() {
        let found = compare(&run(60, &[("get double booked", 30)]), &run(60, &[("double booked", 50)]));
        assert!(found.rows.iter().all(|row| !row.clear), "{:?}", found.rows);
        let found = compare(&run(60, &[("booked", 5)]), &run(60, &[("double booked", 50), ("booked", 52)]));
        let new = found.rows.iter().find(|row| row.change == Change::New).unwrap();
        assert!(new.clear && (new.difference.value - 45.0 / 60.0).abs() < 1e-12, "at most 5 of 60 before: {new:?}");
    }

    #[test]
    fn words_are_whole_words() {
        assert!(stands_in("a bc d", "bc") && stands_in("bc", "bc") && stands_in("bc d", "bc d"));
        assert!(!stands_in("abc", "bc") && !stands_in("bcd", "bc") && !stands_in("bc", ""));
    }

    #[test]
    fn few_calls_claim_nothing_and_none_divide_nothing() {
        let found = compare(&run(10, &[("a", 10)]), &run(10, &[("b", 10)]));
        assert!(found.rows.iter().all(|row| !row.clear) && found.notes.len() == 2);
        assert!(compare(&run(0, &[("a", 0)]), &run(10, &[])).rows.is_empty());
    }
}
