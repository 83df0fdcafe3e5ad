//! What the anchors find, held against every cue followed from every word.

use super::follow::Text;
use crate::codebook::{Codebook, Words};
use crate::language::english;
use crate::tokenize::{Vocabulary, tokenize};
use std::collections::BTreeSet;

/// The cues found in a sentence: by their anchors, and by trying each at each word.
fn found(book: &Codebook, text: &str) -> [BTreeSet<String>; 2] {
    let (mut vocabulary, mut words) = (Vocabulary::new(english()), Words::new(book));
    let (mut tokens, mut said, mut hits) = (vec![], vec![], vec![]);
    tokenize(text, &mut vocabulary, &mut tokens);
    words.read(text, &tokens, &vocabulary, &mut said);
    book.find(&words, &said, &mut hits);
    let starts = book.matcher.openings(&words, &said);
    let tried = Text { words: &words, said: &said, starts: &starts };
    let stands = |cue: &usize| (0..said.len()).any(|at| tried.follow(&book.matcher.cues[*cue], 0, at).is_some());
    let named = |cue: usize| book.cues()[cue].text.to_string();
    [
        hits.iter().map(|hit| named(hit.cue as usize)).collect(),
        (0..book.cues().len()).filter(stands).map(named).collect(),
    ]
}

#[test]
fn anchors_lose_no_cue_and_invent_none() {
    let book = Codebook::built_in(english()).expect("the built-in codebook");
    let files = ["customers/2026-01-14_hartley_plumbing.txt", "lost/exit_call_0613.txt"];
    let mut cues = 0;
    for file in files {
        let path = format!("{}/sample_transcripts/{file}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("a sample call");
        for line in text.lines() {
            let [anchored, tried] = found(&book, line);
            assert_eq!(anchored, tried, "{line}");
            cues += tried.len();
        }
    }
    assert!(cues > 100, "{cues}");
}

#[test]
fn a_phrase_is_found_by_its_rarest_word_wherever_it_stands() {
    let text = "code x\nis: x\ncues\n  (it is in the news|for the life of me|jammed) [again|still] $\n";
    let book = Codebook::of_files(english(), &[("x.cues", text)]).expect("a codebook");
    for said in ["It is in the news again", "jammed", "not for the life of me", "well it is in the news"] {
        let [anchored, tried] = found(&book, said);
        assert!(anchored.len() == 1 && anchored == tried, "{said}: {anchored:?} {tried:?}");
    }
    assert!(found(&book, "the news for the life").iter().all(BTreeSet::is_empty));
}
