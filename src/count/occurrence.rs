//! Where the candidates are said: streams of both sides in, for every candidate the calls, persons and sentences that
//! hold it out, and whether a rep had said it before.

use super::stream::{Chunk, KEYS, SENTENCE, turn_of};
use crate::language::Map;

/// Phrases as a tree of keys: walks a stream and finds every phrase that begins at a place.
#[derive(Default)]
pub struct Trie {
    children: Map<(u32, u32), u32>,
    phrase: Vec<Option<u32>>,
}

impl Trie {
    /// A tree of the phrases; phrase n is found as n.
    pub fn new<'p>(phrases: impl Iterator<Item = &'p [u32]>) -> Self {
        let mut trie = Trie { children: Map::default(), phrase: vec![None] };
        for (number, phrase) in (0..).zip(phrases) {
            trie.insert(phrase, number);
        }
        trie
    }

    /// Adds one more spelling of phrase `number`.
    pub fn insert(&mut self, keys: &[u32], number: u32) {
        let mut node = 0;
        for key in keys {
            let next = self.phrase.len() as u32;
            node = *self.children.entry((node, *key)).or_insert(next);
            if node == next {
                self.phrase.push(None);
            }
        }
        self.phrase[node as usize].get_or_insert(number);
    }

    /// Gives `take` every phrase that begins at the start of `stream`, with its length in keys, shortest first.
    pub fn at(&self, stream: &[u32], mut take: impl FnMut(u32, usize)) {
        let mut node = 0;
        for (length, key) in (1..).zip(stream.iter().take_while(|symbol| **symbol < KEYS)) {
            match self.children.get(&(node, *key)) {
                None => return,
                Some(next) => node = *next,
            }
            if let Some(number) = self.phrase[node as usize] {
                take(number, length);
            }
        }
    }
}

/// One candidate said by one speaker of one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Incidence {
    /// The candidate.
    pub candidate: u32,
    /// Number of the call.
    pub call: u32,
    /// Place in the call's list of speakers.
    pub speaker: u16,
    /// Times said.
    pub mentions: u16,
    /// The turn in which it is said first.
    pub first_turn: u32,
    /// Whether a rep had said it in an earlier turn.
    pub prompted: bool,
    /// Whether a rep had said it in one of the last two turns of reps.
    pub echoed: bool,
}

/// A candidate in a sentence. Sentences are numbered through, over all calls of a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InSentence {
    /// The candidate.
    pub candidate: u32,
    /// Number of the call.
    pub call: u32,
    /// Number of the sentence.
    pub sentence: u32,
}

/// Where the candidates are said in some calls.
#[derive(Default)]
pub struct Found {
    /// Who says what where.
    pub incidences: Vec<Incidence>,
    /// What is said in which sentence without a rep's prompt.
    pub sentences: Vec<InSentence>,
    /// (candidate, call, mentions) for every candidate that a rep says.
    pub rep_calls: Vec<(u32, u32, u32)>,
    /// Number of sentences.
    pub sentence_count: u32,
    /// Number of the first sentence of each chunk, where several were put together.
    pub first_sentences: Vec<u32>,
}

/// Looks for the candidates in the calls of a chunk. `speaker_of(call, turn)` tells who speaks.
pub fn find(trie: &Trie, chunk: &Chunk, speaker_of: impl Fn(u32, u32) -> u16) -> Found {
    let mut found = Found::default();
    let mut reps = Reps::default();
    for (call, streams) in (chunk.first_call..).zip(&chunk.calls) {
        reps.hear(trie, &streams.rep);
        found.rep_calls.extend(reps.first.iter().map(|(candidate, (_, mentions))| (*candidate, call, *mentions)));
        let mut said: Map<(u32, u16), Incidence> = Map::default();
        each(trie, &streams.customer, &mut found.sentence_count, |candidate, turn, sentence| {
            let prompted = reps.first.get(&candidate).is_some_and(|(first, _)| *first < turn);
            let speaker = speaker_of(call, turn);
            let entry = said.entry((candidate, speaker)).or_insert_with(|| {
                let echoed = prompted && reps.have_just_said(candidate, turn);
                Incidence { candidate, call, speaker, mentions: 0, first_turn: turn, prompted, echoed }
            });
            entry.mentions = entry.mentions.saturating_add(1);
            if !prompted {
                found.sentences.push(InSentence { candidate, call, sentence });
            }
        });
        let start = found.incidences.len();
        found.incidences.extend(said.into_values());
        found.incidences[start..].sort_unstable_by_key(|i| (i.candidate, i.speaker));
    }
    found.rep_calls.sort_unstable();
    found.sentences.sort_unstable();
    found.sentences.dedup();
    found
}

/// The turns in which any of the phrases is said, ascending, in place of what `out` held.
pub fn turns(trie: &Trie, stream: &[u32], out: &mut Vec<u32>) {
    out.clear();
    each(trie, stream, &mut 0, |_, turn, _| {
        if out.last() != Some(&turn) {
            out.push(turn);
        }
    });
}

/// What the reps of one call say.
#[derive(Default)]
struct Reps {
    /// The first turn in which a rep says each candidate, and how often.
    first: Map<u32, (u32, u32)>,
    /// Their turns, ascending.
    turns: Vec<u32>,
    /// (turn, candidate) for every mention, in order of turns.
    said: Vec<(u32, u32)>,
}

impl Reps {
    fn hear(&mut self, trie: &Trie, stream: &[u32]) {
        self.first.clear();
        self.said.clear();
        self.turns.clear();
        self.turns.extend(stream.iter().filter_map(|symbol| turn_of(*symbol)));
        each(trie, stream, &mut 0, |candidate, turn, _| {
            self.first.entry(candidate).or_insert((turn, 0)).1 += 1;
            self.said.push((turn, candidate));
        });
    }

    /// Whether a rep says it in one of the last two turns of reps before `turn`.
    fn have_just_said(&self, candidate: u32, turn: u32) -> bool {
        let before = self.turns.partition_point(|rep| *rep < turn);
        let Some(since) = self.turns[before.saturating_sub(2)..before].first() else { return false };
        let said = &self.said[self.said.partition_point(|(rep, _)| rep < since)..];
        said.iter().take_while(|(rep, _)| *rep < turn).any(|(_, said)| *said == candidate)
    }
}

/// Gives `take` every sentence of a stream with its symbols, numbered as [`find`] numbers them.
pub fn sentences(stream: &[u32], number: &mut u32, mut take: impl FnMut(u32, &[u32])) {
    let mut start = 0;
    for at in 0..stream.len() {
        if turn_of(stream[at]).is_some() || stream[at] == SENTENCE {
            take(*number, &stream[start..at]);
            *number += 1;
            start = at + 1;
        }
    }
    take(*number, &stream[start..]);
}

/// Gives `take` every mention: candidate, turn, sentence.
fn each(trie: &Trie, stream: &[u32], sentence: &mut u32, mut take: impl FnMut(u32, u32, u32)) {
    let mut turn = 0;
    for at in 0..stream.len() {
        let symbol = stream[at];
        if symbol < KEYS {
            trie.at(&stream[at..], |candidate, _| take(candidate, turn, *sentence));
        } else if let Some(number) = turn_of(symbol) {
            turn = number;
            *sentence += 1;
        } else if symbol == SENTENCE {
            *sentence += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::stream::{BREAK, CallStreams, TURN};

    #[test]
    fn sentences_are_numbered_alike() {
        let stream = [TURN, 1, 2, SENTENCE, 2, BREAK, 3, TURN | 2, 1, 2];
        let mut found: Vec<(u32, Vec<u32>)> = vec![];
        let mut number = 7;
        sentences(&stream, &mut number, |number, words| found.push((number, words.to_vec())));
        assert_eq!(found[1..], [(8, vec![1, 2]), (9, vec![2, BREAK, 3]), (10, vec![1, 2])]);
        let mut of_each = vec![];
        let mut again = 7;
        let trie = Trie::new([&[2][..]].into_iter());
        each(&trie, &stream, &mut again, |_, _, sentence| of_each.push(sentence));
        assert_eq!((of_each, again), (vec![8, 9, 10], number));
    }

    #[test]
    fn mentions_prompts_and_sentences() {
        let trie = Trie::new([&[1, 2][..], &[2]].into_iter());
        let call = CallStreams {
            customer: vec![TURN, 1, 2, SENTENCE, 2, BREAK, TURN | 2, 1, 2],
            rep: vec![TURN | 1, 9, 1, 2, BREAK],
        };
        let found = find(&trie, &Chunk { first_call: 5, calls: vec![call] }, |_, turn| (turn / 2) as u16);
        let said: Vec<_> = found.incidences.iter().map(|i| (i.candidate, i.speaker, i.mentions, i.prompted)).collect();
        assert_eq!(said, [(0, 0, 1, false), (0, 1, 1, true), (1, 0, 2, false), (1, 1, 1, true)]);
        assert!(found.incidences.iter().all(|i| i.echoed == i.prompted));
        assert_eq!(found.rep_calls, [(0, 5, 1), (1, 5, 1)]);
        assert_eq!(
            found.sentences.iter().map(|s| (s.candidate, s.sentence)).collect::<Vec<_>>(),
            [(0, 1), (1, 1), (1, 2)]
        );
    }

    #[test]
    fn a_rep_has_just_said_it_within_two_turns_of_reps() {
        let mut reps = Reps::default();
        let stream = [TURN, 1, BREAK, TURN | 2, 9, BREAK, TURN | 4, 9, BREAK, TURN | 6, 2];
        reps.hear(&Trie::new([&[1][..], &[2]].into_iter()), &stream);
        let just = |candidate, turn| reps.have_just_said(candidate, turn);
        assert!(just(0, 1) && just(0, 3), "in the last turn, and in the one before");
        assert!(!just(0, 5) && !just(1, 5), "three turns ago, and later");
        assert!(just(1, 7) && !just(0, 0));
    }
}
