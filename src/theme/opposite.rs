//! What must never share a theme: two phrases in, whether they say the opposite out. Words that mean the opposite stand
//! in the same company, so that their vectors are nearer than those of paraphrases: without this guard themes are wrong.

use crate::language::{Kind, Language, Map};
use std::borrow::Cow;

/// On which side a phrase stands, by what it was found as or by its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stance {
    /// Something they value.
    Good,
    /// Something that is hard, broken, slow or missing.
    Bad,
    /// Neither, or not known.
    #[default]
    Open,
}

/// How the words of a phrase say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tone {
    Good,
    Bad,
    /// Only a negator: "can't log in".
    Denied,
    Plain,
}

/// What the guard knows of each phrase.
pub(super) struct Guard {
    phrases: Vec<Guarded>,
}

struct Guarded {
    stance: Stance,
    tone: Tone,
    words: Vec<u32>,
    numbers: Vec<String>,
    /// (word that would be the opposite, own word).
    opposites: Vec<(u32, u32)>,
    /// (word before, particle), as "log", "in".
    particles: Vec<(u32, &'static str)>,
}

/// Particles that are opposites after the same word, "log in" and "log out"; as prepositions, "in the store" and "out of
/// stock", they are not.
const PARTICLES: [(&str, &str); 4] = [("in", "out"), ("on", "off"), ("up", "down"), ("over", "under")];

impl Guard {
    /// Of phrases given as their base words, each with its stance.
    pub(super) fn of(phrases: &[(Vec<String>, Stance)], language: &Language) -> Self {
        let mut numbers: Map<&str, u32> = Map::default();
        for word in phrases.iter().flat_map(|(words, _)| words) {
            let next = numbers.len() as u32;
            numbers.entry(word).or_insert(next);
        }
        let opposites = opposites(&numbers, language);
        let valence = valence(language);
        let phrases = phrases
            .iter()
            .map(|(words, stance)| {
                let mut ids: Vec<u32> = words.iter().map(|word| numbers[word.as_str()]).collect();
                ids.sort_unstable();
                ids.dedup();
                let mut turned: Vec<(u32, u32)> =
                    ids.iter().flat_map(|id| opposites[*id as usize].iter().map(|other| (*other, *id))).collect();
                turned.retain(|(other, _)| !ids.contains(other));
                let tone = tone(words, &valence, language);
                let particles = particles(words, &numbers);
                Guarded {
                    stance: *stance,
                    tone,
                    words: ids,
                    numbers: figures(words, language),
                    opposites: turned,
                    particles,
                }
            })
            .collect();
        Guard { phrases }
    }

    /// Whether the phrases numbered `a` and `b` say the opposite.
    pub(super) fn parts(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.phrases[a], &self.phrases[b]);
        matches!((a.stance, b.stance), (Stance::Good, Stance::Bad) | (Stance::Bad, Stance::Good))
            || tones_clash(a.tone, b.tone)
            || (!a.numbers.is_empty() && !b.numbers.is_empty() && a.numbers != b.numbers)
            || a.opposites.iter().any(|(other, own)| b.words.contains(other) && !b.words.contains(own))
            || a.particles
                .iter()
                .any(|(verb, one)| b.particles.iter().any(|(same, other)| verb == same && turned(one, other)))
    }
}

fn turned(one: &str, other: &str) -> bool {
    PARTICLES.contains(&(one, other)) || PARTICLES.contains(&(other, one))
}

/// The particles with the word before them; "it" in "turn it on" is passed over.
fn particles(words: &[String], numbers: &Map<&str, u32>) -> Vec<(u32, &'static str)> {
    let all = || PARTICLES.iter().flat_map(|(one, other)| [*one, *other]);
    let known = |word: &String| all().find(|particle| particle == word);
    let before = |at: usize| words[..at].iter().rev().find(|word| *word != "it").map(|word| numbers[word.as_str()]);
    words.iter().enumerate().filter_map(|(at, word)| Some((before(at)?, known(word)?))).collect()
}

/// "can't log in" is not "log in"; "hard to find" and "can't find" agree.
fn tones_clash(a: Tone, b: Tone) -> bool {
    use Tone::{Bad, Denied, Good, Plain};
    matches!((a, b), (Good, Bad | Denied) | (Bad | Denied, Good) | (Denied, Plain) | (Plain, Denied))
}

fn tone(words: &[String], valence: &Map<Cow<str>, bool>, language: &Language) -> Tone {
    let denied = words.iter().filter(|word| is_negator(word, language)).count() % 2 == 1;
    let charge: i32 =
        words.iter().filter_map(|word| valence.get(word.as_str())).map(|good| if *good { 1 } else { -1 }).sum();
    match (charge.signum() * if denied { -1 } else { 1 }, denied) {
        (1, _) => Tone::Good,
        (-1, _) => Tone::Bad,
        (_, true) => Tone::Denied,
        (_, false) => Tone::Plain,
    }
}

fn is_negator(word: &str, language: &Language) -> bool {
    language.kind(word).is(Kind::NEGATOR) || matches!(word, "without" | "unable" | "cannot")
}

fn figures(words: &[String], language: &Language) -> Vec<String> {
    let is_number = |word: &&String| language.kind(word).is(Kind::NUMBER) || word.bytes().any(|b| b.is_ascii_digit());
    let mut found: Vec<String> = words.iter().filter(is_number).cloned().collect();
    found.sort();
    found
}

fn valence(language: &Language) -> Map<Cow<'_, str>, bool> {
    let mut found = Map::default();
    for (kind, words) in include_str!("valence.tsv").lines().filter_map(|line| line.split_once('\t')) {
        found.extend(words.split(' ').map(|word| (language.base(word), kind == "good")));
    }
    found
}

/// For each numbered word, the numbered words that mean the opposite.
fn opposites(numbers: &Map<&str, u32>, language: &Language) -> Vec<Vec<u32>> {
    let mut found = vec![vec![]; numbers.len()];
    let lists = [include_str!("opposites.wordnet.txt"), include_str!("opposites.txt")];
    let is_particle = |word: &&str| PARTICLES.iter().any(|(one, other)| one == word || other == word);
    for line in lists.iter().flat_map(|list| list.lines()).filter(|line| !line.starts_with('#')) {
        let mut words =
            line.split(' ').filter(|word| !is_particle(word)).map(|word| numbers.get(&*language.base(word)).copied());
        let Some(Some(one)) = words.next() else { continue };
        for other in words.flatten() {
            found[one as usize].push(other);
            found[other as usize].push(one);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    fn parts(a: &str, b: &str) -> bool {
        let words = |phrase: &str| phrase.split(' ').map(|word| english().base(word).into_owned()).collect();
        let guard = Guard::of(&[(words(a), Stance::Open), (words(b), Stance::Open)], english());
        assert_eq!(guard.parts(0, 1), guard.parts(1, 0), "{a} / {b}");
        guard.parts(0, 1)
    }

    #[test]
    fn opposites_part() {
        for (a, b) in [
            ("easy to use", "hard to use"),
            ("price go up", "price go down"),
            ("can log in", "can not log in"),
            ("trust the number", "do not trust the number"),
            ("enough budget", "not enough budget"),
            ("great support", "horrible support"),
            ("two account", "three account"),
            ("with a contract", "without a contract"),
            ("turn it on", "turn it off"),
            ("log in page", "log out page"),
            ("simple setup", "complicated setup"),
        ] {
            assert!(parts(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn what_agrees_stays() {
        for (a, b) in [
            ("hard to find", "can not find good one"),
            ("slow to load", "loading time"),
            ("never hear back", "nobody call back"),
            ("wrong size", "size do not fit"),
            ("two account", "bank account"),
            ("log in page", "sign in page"),
            ("out of stock", "available in the store"),
            ("can not log in", "unable to sign in"),
        ] {
            assert!(!parts(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn stances_part() {
        let words = vec!["support".to_owned()];
        let guard =
            Guard::of(&[(words.clone(), Stance::Good), (words.clone(), Stance::Bad), (words, Stance::Open)], english());
        assert!(guard.parts(0, 1) && !guard.parts(0, 2) && !guard.parts(1, 2));
    }

    #[test]
    fn the_lists_are_well_made() {
        for list in [include_str!("opposites.wordnet.txt"), include_str!("opposites.txt"), include_str!("synonyms.txt")]
        {
            for line in list.lines().filter(|line| !line.starts_with('#')) {
                let words: Vec<&str> = line.split(' ').collect();
                assert!(words.len() > 1 && words.iter().all(|word| !word.is_empty()), "{line}");
                assert!(!words[1..].contains(&words[0]), "{line}");
            }
        }
        let valence = valence(english());
        assert_eq!(
            (valence.get("easy"), valence.get("hard"), valence.get("invoice")),
            (Some(&true), Some(&false), None)
        );
    }
}
