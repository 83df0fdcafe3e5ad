//! What is said in the same calls: for each phrase the calls that hold it in, how much two phrases keep company out.

/// What it adds if the rarer of two phrases is never said in a call without the other, in 1/10 000.
const SAME_CALLS: i64 = 800;
/// Calls in which both must be said before that counts.
const SAME_CALLS_AT_LEAST: u32 = 3;

/// Who is said where.
pub(super) struct Company<'a> {
    calls_of: Vec<&'a [u32]>,
    /// The phrases said in each call, rising.
    said_in: Vec<Vec<u32>>,
}

/// How often the phrases before one are said in its calls.
pub(super) struct CompanyOf<'c> {
    calls_of: &'c [&'c [u32]],
    calls: usize,
    own: usize,
    shared: Vec<u32>,
}

impl<'a> Company<'a> {
    /// Of phrases, each with its calls; `calls` is how many there are. A call beyond them is passed over.
    pub(super) fn of(calls_of: Vec<&'a [u32]>, calls: usize) -> Self {
        let mut said_in = vec![vec![]; calls];
        for (phrase, calls) in (0..).zip(&calls_of) {
            for call in *calls {
                if let Some(said) = said_in.get_mut(*call as usize) {
                    said.push(phrase);
                }
            }
        }
        Company { calls_of, said_in }
    }

    /// The phrase numbered `at`, to be compared with those before it.
    pub(super) fn of_one(&self, at: usize) -> CompanyOf<'_> {
        let mut shared = vec![0; at];
        for call in self.calls_of[at] {
            let said = self.said_in.get(*call as usize).map_or(&[][..], Vec::as_slice);
            said.iter().take_while(|other| (**other as usize) < at).for_each(|other| shared[*other as usize] += 1);
        }
        CompanyOf { calls_of: &self.calls_of, calls: self.said_in.len(), own: self.calls_of[at].len(), shared }
    }
}

impl CompanyOf<'_> {
    /// What the calls add to the likeness with the phrase numbered `other`.
    pub(super) fn with(&self, other: usize) -> i32 {
        same_calls(self.shared[other], self.own, self.calls_of[other].len(), self.calls)
    }
}

/// How much more often than by chance two phrases are said in the same calls: 1 where the rarer never goes without the
/// other, 0 for chance or less (Loevinger 1947), times [`SAME_CALLS`].
fn same_calls(both: u32, a: usize, b: usize, calls: usize) -> i32 {
    if both < SAME_CALLS_AT_LEAST {
        return 0;
    }
    let (few, product) = (a.min(b) as i64, a as i64 * b as i64);
    let (beyond, most) = (i64::from(both) * calls as i64 - product, few * calls as i64 - product);
    if beyond <= 0 || most <= 0 { 0 } else { (SAME_CALLS * beyond.min(most) / most) as i32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_calls_help_a_little() {
        assert_eq!(same_calls(4, 4, 4, 100), SAME_CALLS as i32);
        assert_eq!(same_calls(2, 2, 2, 100), 0, "two calls are chance");
        assert_eq!(same_calls(3, 3, 3, 3), 0, "all calls say nothing");
    }

    #[test]
    fn what_is_said_together_is_counted() {
        let company = Company::of(vec![&[0, 4, 5, 9, 10], &[1, 4, 9], &[0, 4, 9, 10, 99], &[]], 50);
        assert_eq!(company.of_one(1).shared, [2]);
        assert_eq!(company.of_one(2).shared, [4, 2]);
        assert_eq!((company.of_one(2).with(0), company.of_one(2).with(1)), (same_calls(4, 5, 5, 50), 0));
        assert_eq!(company.of_one(3).shared, [0, 0, 0]);
    }
}
