//! What any speaker says: in how many speaker-meetings of the AMI and ICSI corpora a sequence of one to three words
//! stands (860 speaker-meetings, 1.2 million spoken words; CC BY 4.0).

use super::Map;

/// Document frequencies of word sequences in general speech.
pub struct Background {
    sequences: Map<&'static str, u16>,
    /// Number of speaker-meetings.
    pub documents: u32,
    /// Mean words of one.
    pub words_each: f64,
}

/// Lists shorter than this many speaker-meetings are cut, by length of the sequence: a sequence that is not listed was
/// said by fewer.
const CUT: [u16; 3] = [3, 5, 5];

impl Background {
    pub(super) fn read(file: &'static str) -> Self {
        let (mut documents, mut tokens) = (1, 1.0);
        let mut sequences = Map::default();
        for line in file.lines() {
            if let Some(head) = line.strip_prefix("# docs=") {
                documents = head.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(1);
                tokens = head.split("tokens=").nth(1).and_then(|n| n.split(' ').next()?.parse().ok()).unwrap_or(1.0);
            } else if let Some((sequence, df)) = line.split_once('\t').and_then(|(_, rest)| rest.split_once('\t')) {
                sequences.insert(sequence, df.parse().unwrap_or(0));
            }
        }
        Background { sequences, documents, words_each: tokens / f64::from(documents) }
    }

    /// Speaker-meetings in which the lower-case sequence was said. A sequence that is not listed gets half of the
    /// number below which its length was cut; one of more than three words gets the least of its parts' numbers.
    pub fn document_frequency(&self, words: &[&str]) -> f64 {
        match words.len() {
            0 => 0.0,
            1..=3 => self.listed(&words.join(" "), words.len()),
            _ => words.windows(3).map(|part| self.listed(&part.join(" "), 3)).fold(f64::MAX, f64::min),
        }
    }

    fn listed(&self, sequence: &str, words: usize) -> f64 {
        self.sequences.get(sequence).map_or(f64::from(CUT[words - 1]) / 2.0, |df| f64::from(*df))
    }
}

#[cfg(test)]
mod tests {
    use crate::language::english;

    #[test]
    fn common_sequences_are_common() {
        let b = english().background();
        assert_eq!(b.documents, 860);
        assert!((1300.0..1500.0).contains(&b.words_each));
        assert_eq!(b.document_frequency(&["i"]), 847.0);
        assert!(b.document_frequency(&["you", "know"]) > 100.0);
        assert_eq!(b.document_frequency(&["overdraft"]), 1.5);
        assert_eq!(b.document_frequency(&["card", "got", "lost", "again"]), 2.5);
    }
}
