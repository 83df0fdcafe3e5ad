//! Random speech in; a clean quote says as many negations, numbers and hedges as the words themselves, and nothing that
//! they do not say.

use overheard::corpus::Span;
use overheard::language::english;
use overheard::quote::clean;
use overheard::tokenize::Vocabulary;
use proptest::prelude::*;

const WORDS: &[&str] = &[
    "um",
    "uh,",
    "er",
    "you know",
    ", you know,",
    ", like,",
    ", I mean,",
    "i",
    "I",
    "we",
    "the",
    "the",
    "gate",
    "pump.",
    "stops",
    "works",
    "every",
    "day,",
    "and",
    "but",
    "so",
    "gat- gate",
    "bec-",
    "not-",
    "two-",
    "maybe-",
    "- ",
    "…",
    "(",
    ")",
    "\"",
    "not",
    "never",
    "no",
    "can't",
    "don't",
    "isn’t",
    "nobody",
    "two",
    "12",
    "half",
    "3.5",
    "maybe",
    "probably",
    "might",
    "some",
    "about",
    "not not",
    "two two",
    "I can't I can't",
    "maybe maybe",
];

/// What may not go, as a list of its own: the program's lists are not asked.
const WEIGHTY: &[&str] = &[
    "not", "never", "no", "can't", "don't", "isn't", "nobody", "two", "12", "half", "3", "5", "maybe", "probably",
    "might", "some", "about",
];

/// What may go.
const LIGHT: &[&str] = &["um", "uh", "er", "bec", "gat", "you", "know", "like", "i", "mean"];

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace('’', "'");
    let split = lower.split(|c: char| !c.is_alphanumeric() && c != '\'');
    split.map(|word| word.trim_matches('\'').to_owned()).filter(|word| !word.is_empty()).collect()
}

/// Words that weigh, after pauses, cut words and immediate repeats of up to three words are gone.
fn weighty(text: &str) -> Vec<String> {
    let mut said: Vec<String> = vec![];
    for word in words(text).into_iter().filter(|word| !LIGHT.contains(&word.as_str())) {
        said.push(word);
        for length in 1..=3 {
            while said.len() >= 2 * length && said[said.len() - length..] == said[said.len() - 2 * length..][..length] {
                said.truncate(said.len() - length);
            }
        }
    }
    said.retain(|word| WEIGHTY.contains(&word.as_str()));
    said.dedup();
    said
}

fn is_part_of(part: &[String], whole: &[String]) -> bool {
    let mut whole = whole.iter();
    part.iter().all(|word| whole.any(|other| other == word))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_weighs_is_lost_and_nothing_is_added(pieces in prop::collection::vec(prop::sample::select(WORDS), 1..24)) {
        let text = pieces.join(" ");
        let mut vocabulary = Vocabulary::new(english());
        let clean = clean(&text, Span::new(0, text.len() as u32), &[], &mut vocabulary);
        prop_assert_eq!(weighty(&text), weighty(&clean.text), "{:?} became {:?}", &text, &clean.text);
        prop_assert!(is_part_of(&words(&clean.text), &words(&text)), "{:?} became {:?}", &text, &clean.text);
        for (span, _) in &clean.edits {
            prop_assert!(text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize));
        }
    }
}
