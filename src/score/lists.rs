//! The user's stop list and watch list: phrases as typed in, keys of the run out, and whether a candidate falls to them.

use crate::count::rewrite::Rewrites;
use crate::count::stream::{KEYS, Keyer, Keys};
use crate::language::Language;
use crate::tokenize::{Vocabulary, tokenize};

/// Where an excluded phrase must stand in a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    /// `account`: the candidate is just that.
    Alone,
    /// `account*`: it begins with that.
    Left,
    /// `*account`: it ends on that.
    Right,
    /// `*account*`: it holds that.
    Anywhere,
}

/// A stop list.
pub struct Excluded {
    entries: Vec<(Where, Box<[u32]>)>,
}

impl Excluded {
    /// The phrases of a stop list in any inflection: `account` alone, `account*` at the left edge, `*account` at the
    /// right edge, `*account*` anywhere. Phrases that nobody says are passed over.
    pub fn new(phrases: &[String], language: &'static Language, keys: &Keys, rewrites: &Rewrites) -> Self {
        let entry = |phrase: &String| {
            let phrase = phrase.trim();
            let place = match (phrase.starts_with('*'), phrase.ends_with('*')) {
                (false, false) => Where::Alone,
                (false, true) => Where::Left,
                (true, false) => Where::Right,
                (true, true) => Where::Anywhere,
            };
            Some((place, keys_of(phrase.trim_matches('*'), language, keys, rewrites)?))
        };
        Excluded { entries: phrases.iter().filter_map(entry).collect() }
    }

    /// Whether the candidate falls to one of them.
    pub fn holds(&self, candidate: &[u32]) -> bool {
        self.entries.iter().any(|(place, phrase)| match place {
            Where::Alone => candidate == &**phrase,
            Where::Left => candidate.starts_with(phrase),
            Where::Right => candidate.ends_with(phrase),
            Where::Anywhere => candidate.windows(phrase.len()).any(|part| part == &**phrase),
        })
    }
}

/// The symbols of a phrase, with the keys of their own by which they are numbered.
pub fn symbols_of(phrase: &str, language: &'static Language) -> (Keys, Vec<u32>) {
    let mut vocabulary = Vocabulary::new(language);
    let mut keyer = Keyer::new(language);
    let mut tokens = vec![];
    tokenize(phrase, &mut vocabulary, &mut tokens);
    let mut symbols = vec![];
    keyer.symbols(&tokens, &vocabulary, |symbol, _| symbols.push(symbol));
    (keyer.into_keys(), symbols)
}

/// The keys of a phrase; `None` where it holds no word, or one that nobody says.
pub fn keys_of(phrase: &str, language: &'static Language, keys: &Keys, rewrites: &Rewrites) -> Option<Box<[u32]>> {
    let (own, symbols) = symbols_of(phrase, language);
    let bases = symbols.into_iter().filter(|symbol| *symbol < KEYS).map(|key| keys.find(&own.key(key).base));
    let mut found: Vec<u32> = bases.collect::<Option<_>>()?;
    rewrites.apply(&mut found);
    (!found.is_empty()).then(|| found.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Kind, english};

    #[test]
    fn a_stop_list_says_where() {
        let mut keys = Keys::default();
        let [card, lose, new] = ["card", "lose", "new"].map(|base| keys.intern(base, Kind::CONTENT));
        let holds = |list: &str, candidate: &[u32]| {
            Excluded::new(&[list.to_owned()], english(), &keys, &Rewrites::default()).holds(candidate)
        };
        assert!(holds("cards", &[card]) && !holds("card", &[new, card]));
        assert!(holds("*card", &[new, card]) && !holds("*card", &[card, new]));
        assert!(holds("card*", &[card, new]) && holds("*card*", &[new, card, lose]));
        assert!(holds("lost my card", &[lose, card]) && !holds("nobody says this", &[card]));
    }
}
