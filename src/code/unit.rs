//! The words of a turn in, units of coding out: sentences, and in speech without punctuation the clauses that
//! discourse markers set off.

use crate::codebook::{Said, Words};
use crate::tokenize::After;
use std::ops::Range;

/// Longer stretches than this are broken where a discourse marker allows.
const LONG: usize = 32;
/// No part of a broken stretch is shorter.
const SHORT: usize = 8;
/// A stretch without any place to break is cut here, so that no unit grows without bound.
const LONGEST: usize = 160;

/// Words before which a long stretch may be broken, with the word that must precede them or follow them.
const MARKERS: &[&[&str]] = &[
    &["but"],
    &["and", "then"],
    &["and", "so"],
    &["so", "i"],
    &["so", "we"],
    &["so", "it"],
    &["so", "that"],
    &["because"],
    &["i", "mean"],
    &["and", "i"],
    &["and", "we"],
    &["and", "it"],
    &["and", "they"],
    &["and", "you"],
    &["anyway"],
    &["although"],
    &["which"],
    &["um"],
];

/// Words that ask for assent to the sentence before them: "It was paid twice. Right?"
const TAGS: &[&str] = &["right", "correct", "okay", "yeah", "yes", "no", "huh", "eh"];

/// The units of a turn, as ranges of its words, in order.
pub(super) fn units(words: &Words, said: &[Said], out: &mut Vec<Range<usize>>) {
    out.clear();
    let mut start = 0;
    for at in 0..said.len() {
        if said[at].after >= After::Stop && !is_tagged(words, &said[at..]) || at + 1 == said.len() {
            break_long(words, said, start..at + 1, out);
            start = at + 1;
        }
    }
}

/// Whether the sentence that ends with the first of these words is followed by a word that asks for assent.
fn is_tagged(words: &Words, said: &[Said]) -> bool {
    let [end, tag, ..] = said else { return false };
    end.after == After::Stop && tag.after == After::Question && TAGS.contains(&words.text(tag.word))
}

fn break_long(words: &Words, said: &[Said], mut stretch: Range<usize>, out: &mut Vec<Range<usize>>) {
    while stretch.len() > LONG {
        let Some(at) = break_in(words, said, &stretch) else { break };
        out.push(stretch.start..at);
        stretch.start = at;
    }
    out.push(stretch);
}

/// The best place to break: before the last marker among the first words, else after the last comma, else by force.
fn break_in(words: &Words, said: &[Said], stretch: &Range<usize>) -> Option<usize> {
    let last = (stretch.start + LONG).min(stretch.end - SHORT);
    let mut places = (stretch.start + SHORT..=last).rev();
    let marker = places.clone().find(|at| MARKERS.iter().any(|marker| reads(words, &said[*at..stretch.end], marker)));
    let pause = || places.find(|at| said[*at - 1].after > After::Blank);
    let forced = || (stretch.len() > LONGEST).then_some(stretch.start + LONGEST / 2);
    marker.or_else(pause).or_else(forced)
}

/// Whether the words begin so.
pub(super) fn reads(words: &Words, said: &[Said], text: &[&str]) -> bool {
    said.len() >= text.len() && said.iter().zip(text).all(|(said, word)| words.text(said.word) == *word)
}
