//! Which compounds are written open and closed, "log in" and "login"? Streams in, the rarer spelling with the commoner one
//! for which it stands out.

use super::rewrite::Pair;
use super::stream::{Chunk, KEYS, Key, Keys};
use crate::language::{Kind, Language, Map, Set};
use rayon::prelude::*;

/// Shortest and longest closed compound, in letters.
const LENGTH: std::ops::RangeInclusive<usize> = 5..=30;

/// Function words: no part of a compound, but for the particle of a phrasal verb.
const FUNCTION: Kind =
    Kind::GRAMMAR.and(Kind::DISCOURSE).and(Kind::NUMBER).and(Kind::NEGATOR).and(Kind::BREAKER).and(Kind::DIGITS);

/// Pairs (rarer spelling, commoner spelling) of the compounds that are written both ways, in order of their keys. A word
/// is a compound only where its parts are said side by side too: "carpet" is none of "car" and "pet". Where both
/// spellings are as common the open one stands.
pub fn compounds(chunks: &[Chunk], keys: &Keys, language: &Language) -> Vec<Pair> {
    // Stems do not add up to the stem of a compound.
    let splits = if language.has_lemmas() { splits(keys, language) } else { vec![] };
    if splits.is_empty() {
        return vec![];
    }
    let said = Said::count(chunks, keys.all().len(), &splits);
    let mut pairs: Vec<Pair> = vec![];
    for of_one in splits.chunk_by(|a, b| a.closed == b.closed) {
        let open = |split: &Split| said.open.get(&split.parts).copied().unwrap_or(0);
        let Some(best) = of_one.iter().rev().max_by_key(|split| open(split)).filter(|split| open(split) > 0) else {
            continue;
        };
        let (closed, parts) = (Box::from([best.closed]), Box::from(best.parts));
        let closer = said.closed.get(&best.closed).copied().unwrap_or(0) > open(best);
        pairs.push(if closer { (parts, closed) } else { (closed, parts) });
    }
    pairs
}

/// A word and the two words that it could be made of.
struct Split {
    closed: u32,
    parts: [u32; 2],
}

fn splits(keys: &Keys, language: &Language) -> Vec<Split> {
    let mut splits = vec![];
    for (closed, word) in (0..).zip(keys.all()) {
        if word.kind != Kind::CONTENT
            || !LENGTH.contains(&word.base.len())
            || !word.base.bytes().all(|b| b.is_ascii_lowercase())
        {
            continue;
        }
        for at in 1..word.base.len() - 1 {
            let (left, right) = word.base.split_at(at);
            if let (Some(a), Some(b)) = (keys.find(left), keys.find(right))
                && joins(keys.key(a), keys.key(b), language)
            {
                splits.push(Split { closed, parts: [a, b] });
            }
        }
    }
    splits
}

fn joins(first: &Key, second: &Key, language: &Language) -> bool {
    let named = !second.kind.is(FUNCTION) && second.base.len() > 2;
    !first.kind.is(FUNCTION) && (named || language.is_phrasal(&first.base, &second.base))
}

/// How often the spellings are said, on both sides.
#[derive(Default)]
struct Said {
    open: Map<[u32; 2], u32>,
    closed: Map<u32, u32>,
}

/// What is looked for.
struct Wanted {
    /// Whether the key of that number is a compound, or the first part of one.
    keys: Vec<bool>,
    open: Set<[u32; 2]>,
}

impl Said {
    fn count(chunks: &[Chunk], keys: usize, splits: &[Split]) -> Said {
        let mut wanted = Wanted { keys: vec![false; keys], open: splits.iter().map(|split| split.parts).collect() };
        for split in splits {
            wanted.keys[split.parts[0] as usize] = true;
            wanted.keys[split.closed as usize] = true;
        }
        let parts: Vec<Said> = chunks.par_iter().map(|chunk| Said::in_chunk(chunk, &wanted)).collect();
        let mut said = Said::default();
        for part in parts {
            part.open.into_iter().for_each(|(pair, times)| *said.open.entry(pair).or_insert(0) += times);
            part.closed.into_iter().for_each(|(key, times)| *said.closed.entry(key).or_insert(0) += times);
        }
        said
    }

    fn in_chunk(chunk: &Chunk, wanted: &Wanted) -> Said {
        let mut said = Said::default();
        for stream in chunk.calls.iter().flat_map(|call| [&call.customer, &call.rep]) {
            for (at, symbol) in stream.iter().enumerate() {
                if *symbol >= KEYS || !wanted.keys[*symbol as usize] {
                    continue;
                }
                *said.closed.entry(*symbol).or_insert(0) += 1;
                if let Some(next) = stream.get(at + 1).filter(|next| **next < KEYS)
                    && wanted.open.contains(&[*symbol, *next])
                {
                    *said.open.entry([*symbol, *next]).or_insert(0) += 1;
                }
            }
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::stream::{BREAK, CallStreams};
    use crate::language::english;

    fn found(streams: &[&str]) -> Vec<(String, String)> {
        let mut keys = Keys::default();
        let mut stream = vec![];
        for word in streams.iter().flat_map(|said| said.split(' ').chain(["/"])) {
            stream.push(if word == "/" { BREAK } else { keys.intern(word, english().kind(word)) });
        }
        let chunk = Chunk { first_call: 0, calls: vec![CallStreams { customer: stream, rep: vec![] }] };
        let text = |phrase: &[u32]| phrase.iter().map(|k| &*keys.key(*k).base).collect::<Vec<_>>().join(" ");
        compounds(&[chunk], &keys, english()).iter().map(|(said, means)| (text(said), text(means))).collect()
    }

    fn pair(said: &str, means: &str) -> Vec<(String, String)> {
        vec![(said.to_owned(), means.to_owned())]
    }

    #[test]
    fn the_rarer_spelling_stands_for_the_commoner() {
        assert_eq!(found(&["voicemail", "voice mail", "voice mail"]), pair("voicemail", "voice mail"));
        assert_eq!(found(&["voicemail", "voicemail", "voice mail"]), pair("voice mail", "voicemail"));
        assert_eq!(found(&["login", "can log in"]), pair("login", "log in"));
        assert_eq!(found(&["e mail", "email", "email"]), pair("e mail", "email"));
    }

    #[test]
    fn parts_that_are_not_said_side_by_side_make_no_compound() {
        assert!(found(&["carpet", "car", "pet", "car / pet"]).is_empty());
        assert!(found(&["notable", "not able"]).is_empty(), "never across a negation");
        assert!(found(&["inform", "in form"]).is_empty());
        assert!(found(&["breakfast", "break fast"]) == pair("breakfast", "break fast"), "said side by side");
    }
}
