//! How complete a sample is (Chao & Jost 2012; Colwell et al. 2012; Chao et al. 2014): in how many calls each item was
//! heard in, what share of all there is to hear that makes, and what more calls would bring, out.

/// How often items were heard, over `calls` calls in which an item is heard or is not.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Incidence {
    /// Calls, T.
    pub calls: f64,
    /// Items heard at all, S.
    pub seen: f64,
    /// Items heard in exactly one call, Q1.
    pub once: f64,
    /// Items heard in exactly two calls, Q2.
    pub twice: f64,
    /// Sum over the items of their calls, U.
    pub heard: f64,
}

impl Incidence {
    /// From the number of calls of each item; items heard nowhere are passed over.
    pub fn of(calls: u64, of_each: impl IntoIterator<Item = u64>) -> Self {
        let mut found = Incidence { calls: calls as f64, ..Incidence::default() };
        for item in of_each.into_iter().filter(|calls| *calls > 0) {
            found.seen += 1.0;
            found.once += f64::from(u8::from(item == 1));
            found.twice += f64::from(u8::from(item == 2));
            found.heard += item as f64;
        }
        found
    }

    /// The share A of what the items heard once leave open. With Q2 = 0 the bias-corrected form of Chao & Jost.
    fn open(&self) -> f64 {
        let before = self.calls - 1.0;
        let (ones, rest) =
            if self.twice > 0.0 { (before * self.once, 2.0 * self.twice) } else { (before * (self.once - 1.0), 2.0) };
        if self.once <= 0.0 || ones <= 0.0 { 0.0 } else { ones / (ones + rest) }
    }

    /// Coverage: the probability that the next mention is of an item already heard,
    /// `1 - (Q1/U) A`, `A = (T-1)Q1 / ((T-1)Q1 + 2 Q2)`; 0 to 1. `None` where nothing was heard.
    pub fn coverage(&self) -> Option<f64> {
        self.coverage_after(0.0)
    }

    /// Expected coverage after `more` further calls, `1 - (Q1/U) A^(more+1)`.
    pub fn coverage_after(&self, more: f64) -> Option<f64> {
        (self.heard > 0.0).then(|| 1.0 - self.once / self.heard * self.open().powf(more + 1.0))
    }

    /// Further calls until the expected coverage is `share`: `ln((1 - share) U/Q1)/ln A - 1`, 0 where it is so already.
    /// `None` where that never happens or nothing was heard.
    pub fn calls_to_coverage(&self, share: f64) -> Option<f64> {
        if self.coverage()? >= share {
            return Some(0.0);
        }
        let (open, left) = (self.open(), (1.0 - share) * self.heard / self.once);
        (open > 0.0 && open < 1.0 && left > 0.0).then(|| (left.ln() / open.ln() - 1.0).max(0.0))
    }

    /// Items not heard yet, at least (Chao2, Chao 1987): `(T-1)/T Q1^2/(2 Q2)`, `(T-1)/T Q1(Q1-1)/2` with Q2 = 0.
    pub fn unseen(&self) -> f64 {
        if self.calls <= 0.0 {
            return 0.0;
        }
        let pairs = if self.twice > 0.0 {
            self.once * self.once / (2.0 * self.twice)
        } else {
            self.once * (self.once - 1.0) / 2.0
        };
        (self.calls - 1.0) / self.calls * pairs
    }

    /// Items expected after `more` further calls, `S + Q0 (1 - (1 - Q1/(T Q0 + Q1))^more)`. To be trusted up to as many
    /// calls again as there are (Colwell et al. 2012).
    pub fn expected_after(&self, more: f64) -> f64 {
        let unseen = self.unseen();
        if unseen <= 0.0 {
            return self.seen;
        }
        let miss = 1.0 - self.once / (self.calls * unseen + self.once);
        self.seen + unseen * (1.0 - miss.powf(more))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::measure::close;

    /// Ants at 1070 m (Longino & Colwell 2011), calls = 150 forest floor plots; the data of R package iNEXT (`ant`).
    fn ants() -> Incidence {
        let runs = [(1, 28), (2, 16), (3, 13), (4, 3), (5, 1), (6, 3), (7, 6), (8, 1), (9, 1), (10, 1), (11, 4)];
        let rest = [
            12, 12, 12, 13, 13, 13, 13, 14, 15, 16, 16, 16, 16, 18, 19, 19, 21, 22, 23, 24, 25, 25, 25, 26, 30, 31, 31,
            31, 32, 34, 36, 38, 39, 43, 43, 45, 45, 46, 54, 60, 68, 74, 80, 96, 99,
        ];
        let ones = runs.iter().flat_map(|(calls, items)| std::iter::repeat_n(*calls, *items));
        Incidence::of(150, ones.chain(rest))
    }

    /// Chao et al. (2014), Ecological Monographs 84:45-67, and iNEXT `estimateD(ant, base = "coverage", level = 0.985)`:
    /// 122 species seen, coverage .985 is reached at 158.9508 plots with 123.608792 species.
    #[test]
    fn as_inext_has_it() {
        let ants = ants();
        assert_eq!((ants.seen, ants.once, ants.twice), (122.0, 28.0, 16.0));
        let more = ants.calls_to_coverage(0.985).unwrap();
        close(150.0 + more, 158.9508, 1e-4);
        close(ants.expected_after(more), 123.608_792, 1e-6);
        close(ants.coverage_after(more).unwrap(), 0.985, 1e-12);
    }

    /// By hand: T = 20, S = 30, Q1 = 10, Q2 = 5, U = 80. A = 190/200 = .95; coverage 1 - .125 .95 = .88125; unseen
    /// .95 100/10 = 9.5; new in the next call 9.5 10/(190 + 10) = .475.
    #[test]
    fn by_hand() {
        let found = Incidence { calls: 20.0, seen: 30.0, once: 10.0, twice: 5.0, heard: 80.0 };
        close(found.coverage().unwrap(), 0.88125, 1e-12);
        close(found.unseen(), 9.5, 1e-12);
        close(found.expected_after(1.0) - 30.0, 0.475, 1e-12);
        close(found.expected_after(1e6), 39.5, 1e-6);
        assert_eq!(found.calls_to_coverage(0.8), Some(0.0));
    }

    #[test]
    fn edges() {
        let nothing = Incidence::of(9, []);
        assert_eq!((nothing.coverage(), nothing.unseen(), nothing.calls_to_coverage(0.9)), (None, 0.0, None));
        let complete = Incidence::of(9, [9, 8, 7]);
        assert_eq!((complete.coverage(), complete.unseen(), complete.expected_after(9.0)), (Some(1.0), 0.0, 3.0));
        // Nothing heard twice: the bias-corrected forms.
        let ones = Incidence::of(10, [1, 1, 1, 5]);
        close(ones.unseen(), 0.9 * 3.0, 1e-12);
        close(ones.coverage().unwrap(), 1.0 - 3.0 / 8.0 * 0.9, 1e-12);
        assert_eq!(Incidence::of(10, [1, 5]).coverage(), Some(1.0));
    }
}
