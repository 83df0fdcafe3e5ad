//! Two word lists in, the least number of changes between them out, and which.

use super::said::Word;

/// One step from what was said to what is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Said and quoted.
    Same(Word),
    /// Said, and not quoted.
    Lost(Word),
    /// Quoted, and not said.
    Added(Word),
}

/// Words of a quote beyond which it is not aligned: a page that is "quoted" whole is no quote.
pub const LONGEST_QUOTE: usize = 400;
/// Words of a turn that are looked at.
pub const LONGEST_TURN: usize = 12_000;

/// The steps that lead from the best stretch of `said` to `quoted`, and their number of changes. The words of `said`
/// before and after that stretch cost nothing.
pub fn align(said: &[Word], quoted: &[Word]) -> (Vec<Step>, usize) {
    let (said, quoted) = (&said[..said.len().min(LONGEST_TURN)], &quoted[..quoted.len().min(LONGEST_QUOTE)]);
    let width = quoted.len() + 1;
    // costs[i * width + j]: least changes from a stretch of said[..i] that ends there to quoted[..j].
    let mut costs: Vec<u16> = vec![0; (said.len() + 1) * width];
    for (j, cost) in (0u16..).zip(&mut costs[..width]) {
        *cost = j;
    }
    for i in 1..=said.len() {
        for j in 1..width {
            let swap = costs[(i - 1) * width + j - 1] + u16::from(said[i - 1] != quoted[j - 1]) * 2;
            let lost = costs[(i - 1) * width + j] + 1;
            let added = costs[i * width + j - 1] + 1;
            costs[i * width + j] = swap.min(lost).min(added);
        }
    }
    let last = quoted.len();
    let end = (0..=said.len()).min_by_key(|i| (costs[i * width + last], std::cmp::Reverse(*i))).unwrap_or(0);
    let changes = usize::from(costs[end * width + last]);
    (steps(said, quoted, &costs, end), changes)
}

fn steps(said: &[Word], quoted: &[Word], costs: &[u16], end: usize) -> Vec<Step> {
    let width = quoted.len() + 1;
    let (mut i, mut j) = (end, quoted.len());
    let mut steps = vec![];
    while j > 0 {
        let here = costs[i * width + j];
        if i > 0 && said[i - 1] == quoted[j - 1] && costs[(i - 1) * width + j - 1] == here {
            steps.push(Step::Same(said[i - 1]));
            (i, j) = (i - 1, j - 1);
        } else if i > 0 && costs[(i - 1) * width + j] + 1 == here {
            steps.push(Step::Lost(said[i - 1]));
            i -= 1;
        } else {
            steps.push(Step::Added(quoted[j - 1]));
            j -= 1;
        }
    }
    steps.reverse();
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use Step::{Added, Lost, Same};

    #[test]
    fn the_best_stretch_is_found() {
        assert_eq!(align(&[9, 1, 2, 3, 9], &[1, 2, 3]), (vec![Same(1), Same(2), Same(3)], 0));
        assert_eq!(align(&[9, 1, 2, 3, 9], &[1, 3]), (vec![Same(1), Lost(2), Same(3)], 1));
        assert_eq!(align(&[9, 1, 3, 9], &[1, 2, 3]), (vec![Same(1), Added(2), Same(3)], 1));
        assert_eq!(align(&[], &[1]), (vec![Added(1)], 1));
        assert_eq!(align(&[1], &[]), (vec![], 0));
    }
}
