//! In which company is each candidate said? Sentences that hold candidates in, how clear their other words are out.
//!
//! A phrase that names one matter keeps its company ("direct debit"); one that goes with every matter does not ("card
//! payment"). The divergence of few sentences is mostly chance, so it is drawn towards what is usual.

use super::candidate::Candidate;
use super::choose::ranges;
use super::measure::clarity;
use crate::count::occurrence::{Found, InSentence, sentences};
use crate::count::stream::{Chunk, KEYS, Keys};
use crate::language::Kind;
use rayon::prelude::*;

/// Most sentences of a candidate that are looked at, spread evenly over its calls.
const MOST_SENTENCES: usize = 128;

/// What a candidate counts as before any sentence is seen: this clarity, in bits, in so many sentences.
const USUAL: (f64, f64) = (2.0, 20.0);

/// How clear the company of each candidate is, in bits.
pub(super) fn clarities(chunks: &[Chunk], keys: &Keys, candidates: &[Candidate], found: &Found) -> Vec<f64> {
    let company = Company::new(chunks, keys, found);
    let ranges = ranges(candidates.len(), &found.sentences);
    let of = |(candidate, range): (&Candidate, &(usize, usize))| {
        company.clarity(&candidate.keys, &found.sentences[range.0..range.1])
    };
    candidates.par_iter().zip(&ranges).map(of).collect()
}

/// The words that carry content, sentence by sentence, and in how many sentences each stands.
struct Company {
    /// Where the words of each sentence begin; one more at the end.
    starts: Vec<u32>,
    words: Vec<u32>,
    /// By key.
    anywhere: Vec<u32>,
    total: u64,
}

impl Company {
    fn new(chunks: &[Chunk], keys: &Keys, found: &Found) -> Self {
        let content: Vec<bool> = keys.all().iter().map(|key| key.kind == Kind::CONTENT).collect();
        let parts: Vec<(Vec<u32>, Vec<u32>)> = chunks.par_iter().map(|chunk| words(chunk, &content)).collect();
        let mut company = Company { starts: vec![], words: vec![], anywhere: vec![0; content.len()], total: 0 };
        for ((ends, words), first) in parts.into_iter().zip(&found.first_sentences) {
            let before = company.words.len() as u32;
            company.starts.resize(*first as usize, before);
            company.starts.push(before);
            company.starts.extend(ends.iter().map(|end| end + before));
            company.words.extend(words);
        }
        company.words.iter().for_each(|word| company.anywhere[*word as usize] += 1);
        company.total = company.words.len() as u64;
        company
    }

    fn sentence(&self, number: u32) -> &[u32] {
        let number = number as usize;
        &self.words[self.starts[number] as usize..self.starts[number + 1] as usize]
    }

    fn clarity(&self, phrase: &[u32], places: &[InSentence]) -> f64 {
        let looked_at = places.len().min(MOST_SENTENCES);
        let each = (0..looked_at).flat_map(|n| self.sentence(places[n * places.len() / looked_at].sentence));
        let mut beside: Vec<u32> = each.copied().filter(|word| !phrase.contains(word)).collect();
        beside.sort_unstable();
        let times = beside.chunk_by(|a, b| a == b).map(|one| (one.len() as u32, self.anywhere[one[0] as usize]));
        let mut times: Vec<(u32, u32)> = times.collect();
        // Numbers of words follow the order of the files; a sum of floats may not.
        times.sort_unstable();
        let (usual, weight) = USUAL;
        let seen = looked_at as f64;
        (seen * clarity(&times, self.total).unwrap_or(0.0) + weight * usual) / (seen + weight)
    }
}

/// Where each sentence of a chunk ends, and its words that carry content, each once.
fn words(chunk: &Chunk, content: &[bool]) -> (Vec<u32>, Vec<u32>) {
    let (mut ends, mut words, mut number) = (vec![], vec![], 0);
    let mut sentence = vec![];
    for call in &chunk.calls {
        sentences(&call.customer, &mut number, |number, symbols| {
            sentence.clear();
            sentence.extend(symbols.iter().copied().filter(|symbol| *symbol < KEYS && content[*symbol as usize]));
            sentence.sort_unstable();
            sentence.dedup();
            ends.resize(number as usize, words.len() as u32);
            words.extend_from_slice(&sentence);
            ends.push(words.len() as u32);
        });
    }
    (ends, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::occurrence::{Trie, find};
    use crate::count::stream::{CallStreams, SENTENCE, TURN};

    #[test]
    fn a_phrase_that_keeps_its_company_is_clearer() {
        let mut keys = Keys::default();
        for word in 0..30 {
            keys.intern(&format!("word{word}"), Kind::CONTENT);
        }
        // Word 0 always stands beside 2 and 3; word 1 beside another word each time.
        let call = |n: u32| CallStreams { customer: vec![TURN, 0, 2, 3, SENTENCE, 1, 4 + n, SENTENCE], rep: vec![] };
        let chunks: Vec<Chunk> =
            [0, 10].map(|first| Chunk { first_call: first, calls: (first..first + 10).map(call).collect() }).into();
        let candidates = [0, 1].map(|key| Candidate { keys: [key].into(), calls: 20, mentions: 20 });
        let trie = Trie::new(candidates.iter().map(|c| &*c.keys));
        let mut found = Found::default();
        for part in chunks.iter().map(|chunk| find(&trie, chunk, |_, _| 0)) {
            let first = found.sentence_count;
            found.first_sentences.push(first);
            found.sentences.extend(part.sentences.iter().map(|s| InSentence { sentence: s.sentence + first, ..*s }));
            found.sentence_count += part.sentence_count + 1;
        }
        found.sentences.sort_unstable();
        let clear = clarities(&chunks, &keys, &candidates, &found);
        // 40 words, 20 each, of 100 in all: log2(0.5/0.2) less 1/(80 ln 2).
        let measured = (2.5_f64).log2() - 1.0 / (80.0 * std::f64::consts::LN_2);
        assert!((clear[0] - (20.0 * measured + 40.0) / 40.0).abs() < 1e-9, "{clear:?}");
        assert!(clear[1] < 4.0 && clear[1] > clear[0], "twenty words that stand nowhere else: {clear:?}");
    }
}
