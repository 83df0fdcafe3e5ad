//! Groups by average linkage: likenesses of pairs in, a group number for each out. The two groups whose members are on
//! average most alike are joined, again and again, until none are alike enough. Whole numbers and a fixed order decide:
//! no chance, no machine. A pair that must not share a group keeps its groups apart for good.

use rayon::prelude::*;

/// A sum that no likeness reaches: the pair must not meet.
const NEVER: i64 = i64::MIN / 4;

/// Likenesses of all pairs of `count` things, for grouping.
pub(super) struct Pairs {
    count: usize,
    sums: Vec<i64>,
}

impl Pairs {
    /// From the likeness of each thing with each one before it, `None` where they must not share a group.
    pub(super) fn of<F: Fn(usize) -> Option<i32>>(count: usize, likeness_of: impl Fn(usize) -> F + Sync) -> Self {
        let mut sums = vec![0; count * count];
        sums.par_chunks_mut(count.max(1)).enumerate().for_each(|(b, row)| {
            let alike = likeness_of(b);
            row[..b].iter_mut().enumerate().for_each(|(a, sum)| *sum = alike(a).map_or(NEVER, i64::from));
        });
        for b in 0..count {
            (0..b).for_each(|a| sums[a * count + b] = sums[b * count + a]);
        }
        Pairs { count, sums }
    }

    /// Joins until the most alike groups are less alike than `least`. `together` are joined first, whatever they are like.
    /// Gives for each thing the smallest number in its group.
    pub(super) fn group(mut self, least: i32, together: &[(usize, usize)]) -> Vec<usize> {
        let mut groups = Groups::new(&self);
        for (a, b) in together {
            let (a, b) = (groups.head[*a], groups.head[*b]);
            if a != b {
                self.join(&mut groups, a.min(b), a.max(b));
            }
        }
        while let Some((a, b)) = groups.nearest(least) {
            self.join(&mut groups, a, b);
        }
        groups.head
    }

    fn join(&mut self, groups: &mut Groups, a: usize, b: usize) {
        for other in 0..self.count {
            let (to_a, to_b) = (self.sums[a * self.count + other], self.sums[b * self.count + other]);
            let sum = if to_a == NEVER || to_b == NEVER { NEVER } else { to_a + to_b };
            self.sums[a * self.count + other] = sum;
            self.sums[other * self.count + a] = sum;
        }
        groups.size[a] += groups.size[b];
        groups.size[b] = 0;
        groups.head.iter_mut().filter(|head| **head == b).for_each(|head| *head = a);
        groups.refresh(self, a, b);
    }
}

/// The groups so far. A group is known by its smallest member, its head.
struct Groups {
    head: Vec<usize>,
    /// Members, by head; 0 for what is no head.
    size: Vec<i64>,
    /// The most alike group with a larger head: (average likeness, head).
    best: Vec<(i64, usize)>,
}

impl Groups {
    fn new(pairs: &Pairs) -> Self {
        let mut groups = Groups {
            head: (0..pairs.count).collect(),
            size: vec![1; pairs.count],
            best: vec![(NEVER, 0); pairs.count],
        };
        (0..pairs.count).for_each(|a| groups.best[a] = groups.look(pairs, a));
        groups
    }

    fn average(&self, pairs: &Pairs, a: usize, b: usize) -> i64 {
        let sum = pairs.sums[a * pairs.count + b];
        let of = self.size[a] * self.size[b];
        // Most groups are of one: they need no division, which is slow.
        if sum == NEVER || of == 1 { sum } else { sum / of }
    }

    /// The best partner of `a` among larger heads; of equals the smallest.
    fn look(&self, pairs: &Pairs, a: usize) -> (i64, usize) {
        let mut best = (NEVER, 0);
        for b in a + 1..pairs.count {
            if self.size[b] > 0 {
                let average = self.average(pairs, a, b);
                if average > best.0 {
                    best = (average, b);
                }
            }
        }
        best
    }

    /// After `b` went into `a`: only partners of the two can have changed.
    fn refresh(&mut self, pairs: &Pairs, a: usize, b: usize) {
        self.best[b] = (NEVER, 0);
        for other in 0..b {
            if self.size[other] == 0 {
                continue;
            }
            let partner = self.best[other].1;
            if other == a || partner == a || partner == b {
                self.best[other] = self.look(pairs, other);
            } else if other < a {
                let average = self.average(pairs, other, a);
                if average > self.best[other].0 || (average == self.best[other].0 && a < partner) {
                    self.best[other] = (average, a);
                }
            }
        }
    }

    fn nearest(&self, least: i32) -> Option<(usize, usize)> {
        let mut found: Option<(i64, usize, usize)> = None;
        for (a, (average, b)) in self.best.iter().enumerate() {
            if self.size[a] > 0 && *average >= i64::from(least) && found.is_none_or(|(most, ..)| *average > most) {
                found = Some((*average, a, *b));
            }
        }
        found.map(|(_, a, b)| (a, b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(count: usize, alike: &[(usize, usize, i32)], never: &[(usize, usize)]) -> Pairs {
        Pairs::of(count, |b| {
            move |a| {
                let known = alike.iter().find(|(x, y, _)| (*x, *y) == (a, b)).map_or(0, |(.., likeness)| *likeness);
                (!never.contains(&(a, b))).then_some(known)
            }
        })
    }

    #[test]
    fn joins_on_average() {
        // 0-1 at once; 2 is like 1 alone, so on average half as like the pair.
        let alike = [(0, 1, 9), (1, 2, 8), (3, 4, 6)];
        assert_eq!(pairs(5, &alike, &[]).group(5, &[]), [0, 0, 2, 3, 3]);
        assert_eq!(pairs(5, &alike, &[]).group(4, &[]), [0, 0, 0, 3, 3]);
    }

    #[test]
    fn never_means_never_even_through_a_third() {
        let alike = [(0, 1, 9), (1, 2, 9), (0, 2, 9)];
        assert_eq!(pairs(3, &alike, &[(0, 2)]).group(1, &[]), [0, 0, 2]);
    }

    #[test]
    fn together_comes_first() {
        let alike = [(0, 1, 9), (2, 3, 1)];
        assert_eq!(pairs(4, &alike, &[]).group(5, &[(0, 3), (2, 3)]), [0, 1, 0, 0]);
    }

    /// Against a slow and plain one over random likenesses (fixed seed).
    #[test]
    fn agrees_with_the_plain_way() {
        let mut state = 7_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as i32
        };
        for count in [2, 9, 24] {
            let table: Vec<Option<i32>> =
                (0..count * count).map(|_| (next() % 7 != 0).then(|| next() % 1000)).collect();
            let alike = |a: usize, b: usize| table[a * count + b];
            assert_eq!(Pairs::of(count, |b| move |a| alike(a, b)).group(450, &[]), plainly(count, alike, 450));
        }
    }

    fn plainly(count: usize, alike: impl Fn(usize, usize) -> Option<i32>, least: i64) -> Vec<usize> {
        let mut groups: Vec<Vec<usize>> = (0..count).map(|a| vec![a]).collect();
        loop {
            let mut best: Option<(i64, usize, usize)> = None;
            for a in 0..groups.len() {
                for b in a + 1..groups.len() {
                    let all: Option<Vec<i32>> = groups[a]
                        .iter()
                        .flat_map(|x| groups[b].iter().map(move |y| (*x.min(y), *x.max(y))))
                        .map(|(x, y)| alike(x, y))
                        .collect();
                    let Some(all) = all else { continue };
                    let average = all.iter().map(|x| i64::from(*x)).sum::<i64>() / all.len() as i64;
                    if average >= least && best.is_none_or(|(most, ..)| average > most) {
                        best = Some((average, a, b));
                    }
                }
            }
            let Some((_, a, b)) = best else { break };
            let other = groups.remove(b);
            groups[a].extend(other);
            groups.sort_by_key(|group| *group.iter().min().unwrap());
        }
        let mut heads = vec![0; count];
        for group in groups {
            let head = *group.iter().min().unwrap();
            group.into_iter().for_each(|member| heads[member] = head);
        }
        heads
    }
}
