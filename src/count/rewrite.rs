//! Spellings that count as another, "checkin" as "check in": pairs of key sequences in; streams with the one in place of
//! the other out.

use super::occurrence::Trie;

/// A symbol of a turn and the tokens that it comes from: the first and the last of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Key or mark.
    pub symbol: u32,
    /// First token.
    pub first: u32,
    /// Last token.
    pub last: u32,
    /// The alias of the user that put it there, by its number.
    pub alias: Option<u32>,
    /// Whether it is one of several words that were put there together.
    pub joined: bool,
}

impl Placed {
    /// The symbol of one token.
    pub fn new(symbol: u32, token: u32) -> Self {
        Placed { symbol, first: token, last: token, alias: None, joined: false }
    }
}

/// What is written for what; each pass works on the result of the one before.
#[derive(Default)]
pub struct Rewrites {
    passes: Vec<Pass>,
    /// What the user's aliases mean, as the user wrote it.
    aliases: Vec<String>,
}

/// What is said, and what it counts as.
pub type Pair = (Box<[u32]>, Box<[u32]>);

struct Pass {
    said: Trie,
    means: Vec<Box<[u32]>>,
    /// Whether something that is said begins with the key of that number.
    begins: Vec<bool>,
    alias: bool,
}

impl Rewrites {
    /// Adds a pass of pairs. Of what begins at one place the longest is taken; what was put in is not looked at again.
    pub fn add(&mut self, pairs: Vec<Pair>) {
        self.add_pass(pairs, false);
    }

    /// Adds the user's aliases as the first pass; `means` has what each pair means in the user's own writing.
    pub fn add_aliases(&mut self, pairs: Vec<Pair>, means: Vec<String>) {
        self.aliases = means;
        self.add_pass(pairs, true);
    }

    /// What an alias means, as the user wrote it.
    pub fn means(&self, alias: u32) -> &str {
        &self.aliases[alias as usize]
    }

    fn add_pass(&mut self, pairs: Vec<Pair>, alias: bool) {
        if pairs.is_empty() {
            return;
        }
        let said = Trie::new(pairs.iter().map(|(said, _)| &**said));
        let most = pairs.iter().filter_map(|(said, _)| said.first()).max().map_or(0, |key| *key as usize + 1);
        let mut begins = vec![false; most];
        pairs.iter().filter_map(|(said, _)| said.first()).for_each(|key| begins[*key as usize] = true);
        self.passes.push(Pass { said, means: pairs.into_iter().map(|(_, means)| means).collect(), begins, alias });
    }

    /// Rewrites a stream by the pass added last.
    pub fn apply_last(&self, stream: &mut Vec<u32>) {
        if let Some(pass) = self.passes.last() {
            pass.apply(stream);
        }
    }

    /// Rewrites a phrase by all passes.
    pub fn apply(&self, phrase: &mut Vec<u32>) {
        self.passes.iter().for_each(|pass| pass.apply(phrase));
    }

    /// Rewrites the symbols of a turn by all passes; what is put in stands where the words were that it replaces.
    pub fn apply_placed(&self, turn: &mut Vec<Placed>) {
        for pass in &self.passes {
            pass.apply_placed(turn);
        }
    }
}

impl Pass {
    /// The longest that begins at the start of the stream: its number, what it means, and its length.
    fn longest(&self, stream: &[u32]) -> Option<(u32, &[u32], usize)> {
        if !self.begins.get(*stream.first()? as usize).copied().unwrap_or(false) {
            return None;
        }
        let mut longest = None;
        self.said.at(stream, |number, length| longest = Some((number, length)));
        longest.map(|(number, length)| (number, &*self.means[number as usize], length))
    }

    fn apply(&self, stream: &mut Vec<u32>) {
        let Some(first) = (0..stream.len()).find(|at| self.longest(&stream[*at..]).is_some()) else { return };
        let rest = stream.split_off(first);
        let mut at = 0;
        while at < rest.len() {
            let (_, put, used) = self.longest(&rest[at..]).unwrap_or((0, &rest[at..=at], 1));
            stream.extend_from_slice(put);
            at += used;
        }
    }

    fn apply_placed(&self, turn: &mut Vec<Placed>) {
        let symbols: Vec<u32> = turn.iter().map(|placed| placed.symbol).collect();
        if !(0..symbols.len()).any(|at| self.longest(&symbols[at..]).is_some()) {
            return;
        }
        let before = std::mem::take(turn);
        let mut at = 0;
        while at < before.len() {
            let Some((number, put, used)) = self.longest(&symbols[at..]) else {
                turn.push(before[at]);
                at += 1;
                continue;
            };
            let (first, last) = (before[at].first, before[at + used - 1].last);
            let alias = self.alias.then_some(number).or(before[at..at + used].iter().find_map(|placed| placed.alias));
            let whole = Placed { symbol: 0, first, last, alias, joined: put.len() > 1 };
            turn.extend(put.iter().map(|symbol| Placed { symbol: *symbol, ..whole }));
            at += used;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::stream::{BREAK, TURN};

    fn rewrites() -> Rewrites {
        let mut rewrites = Rewrites::default();
        rewrites.add(vec![([7].into(), [1, 2].into()), ([3, 4].into(), [5].into()), ([3].into(), [6].into())]);
        rewrites
    }

    #[test]
    fn the_longest_is_taken_and_marks_part() {
        let mut stream = vec![TURN, 9, 7, 8, 3, 4, BREAK, 3, BREAK, 4];
        rewrites().apply_last(&mut stream);
        assert_eq!(stream, [TURN, 9, 1, 2, 8, 5, BREAK, 6, BREAK, 4]);
        let mut none = vec![9, 8];
        rewrites().apply(&mut none);
        assert_eq!(none, [9, 8]);
    }

    #[test]
    fn places_stay() {
        let mut turn = vec![Placed::new(7, 0), Placed::new(3, 1), Placed::new(4, 2), Placed::new(9, 3)];
        rewrites().apply_placed(&mut turn);
        let part = |symbol| Placed { joined: true, ..Placed::new(symbol, 0) };
        assert_eq!(turn, [part(1), part(2), Placed { last: 2, ..Placed::new(5, 1) }, Placed::new(9, 3)]);
    }

    #[test]
    fn passes_follow_each_other() {
        let mut rewrites = Rewrites::default();
        rewrites.add_aliases(vec![([7].into(), [1, 2].into())], vec!["One Two".into()]);
        rewrites.add(vec![([1, 2].into(), [9].into())]);
        let mut turn = vec![Placed::new(7, 4)];
        rewrites.apply_placed(&mut turn);
        assert_eq!(turn, [Placed { alias: Some(0), ..Placed::new(9, 4) }]);
        assert_eq!(rewrites.means(0), "One Two");
    }
}
