//! What any speaker says: in how many speaker-meetings of the AMI and ICSI corpora a sequence of one to three words
//! stands (860 speaker-meetings, 1.2 million spoken words; CC BY 4.0).

use super::{Kind, Language, Map};

/// Document frequencies of word sequences in general speech.
pub struct Background {
    /// By base forms without determiners, joined by blanks.
    sequences: Map<Box<str>, u32>,
    /// Number of speaker-meetings.
    pub documents: u32,
    /// Mean words of one.
    pub words_each: f64,
}

/// Sequences in fewer speaker-meetings than this are not listed, by their length.
const CUT: [u32; 3] = [3, 5, 5];

impl Background {
    /// Where nobody has counted: every phrase stands as one that speech at large does not know. The measure of length is
    /// that of English.
    pub(super) fn nothing() -> Self {
        Background { sequences: Map::default(), documents: 860, words_each: 1390.0 }
    }

    pub(super) fn read(language: &'static Language, file: &'static str) -> Self {
        let (mut documents, mut tokens) = (1, 1.0);
        let mut sequences: Map<Box<str>, u32> = Map::default();
        let mut bases: Map<&'static str, Box<str>> = Map::default();
        let mut key = String::new();
        for line in file.lines() {
            if let Some(head) = line.strip_prefix("# docs=") {
                documents = head.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(1);
                tokens = head.split("tokens=").nth(1).and_then(|n| n.split(' ').next()?.parse().ok()).unwrap_or(1.0);
            } else if let Some((sequence, df)) = line.split_once('\t').and_then(|(_, rest)| rest.split_once('\t')) {
                key.clear();
                for word in sequence.split(' ') {
                    key.push_str(bases.entry(word).or_insert_with(|| keyed(language, word)));
                }
                let df: u32 = df.parse().unwrap_or(0);
                match sequences.get_mut(key.trim_end()) {
                    Some(known) => *known += df,
                    None => {
                        sequences.insert(key.trim_end().into(), df);
                    }
                }
            }
        }
        Background { sequences, documents, words_each: tokens / f64::from(documents) }
    }

    /// Speaker-meetings in which the sequence of base forms was said in any of its inflections (at most: two inflections
    /// in one meeting count twice). A sequence that is not listed gets half of the number below which its length was
    /// cut; one of more than three words gets the least of its parts' numbers.
    pub fn document_frequency(&self, bases: &[&str]) -> f64 {
        match bases.len() {
            0 => 0.0,
            1..=3 => self.listed(bases),
            _ => bases.windows(3).map(|part| self.listed(part)).fold(f64::MAX, f64::min),
        }
    }

    fn listed(&self, bases: &[&str]) -> f64 {
        let known = self.sequences.get(bases.join(" ").as_str()).copied();
        known.map_or(f64::from(CUT[bases.len() - 1]) / 2.0, |df| f64::from(df.min(self.documents - 1)))
    }
}

/// The base forms of a surface word without determiners, each followed by a blank.
fn keyed(language: &'static Language, word: &str) -> Box<str> {
    let mut key = String::new();
    language.normalise(word, |part| {
        if !language.kind(part).is(Kind::DETERMINER) {
            key.push_str(&language.base(part));
            key.push(' ');
        }
    });
    key.into()
}

#[cfg(test)]
mod tests {
    use crate::language::english;

    #[test]
    fn common_sequences_are_common() {
        let b = english().background();
        assert_eq!(b.documents, 860);
        assert!((1300.0..1500.0).contains(&b.words_each));
        assert!(b.document_frequency(&["i"]) > 846.0);
        assert!(b.document_frequency(&["you", "know"]) > 100.0);
        assert_eq!(b.document_frequency(&["overdraft"]), 1.5);
        assert_eq!(b.document_frequency(&["card", "get", "lose", "again"]), 2.5);
    }
}
