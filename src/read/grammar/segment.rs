//! A recogniser's segments in, turns out: what a machine repeats or invents is taken away by rule, what one speaker says
//! in a row is joined.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::read::Draft;

/// A pair of cues further apart than this, in milliseconds, is two utterances, not one shown twice.
const TOUCHING: u32 = 1_000;
/// Words at the ends of two cues that are compared.
const WINDOW: usize = 64;
/// Pairs of cues looked at to tell rolling captions.
const PROBED: usize = 400;
/// The same segment so many times in a row is a recogniser that is stuck.
const STUCK: usize = 4;
/// Speech without a name is cut into turns at a pause of so many milliseconds ...
const PAUSE: u32 = 2_000;
/// ... or at the end of a sentence after so many words ...
const LONG: usize = 40;
/// ... or, where nobody punctuates, at any segment after so many.
const LONGEST: usize = 150;
/// A named speaker's turn ends with a sentence after so many words, so that a quote from a long answer has a time near it.
const LONG_NAMED: usize = 100;

/// One piece of recognised speech: a caption cue, a recogniser's segment, a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment<'a> {
    /// Place in [`Draft::labels`].
    pub label: u16,
    /// Begin in milliseconds.
    pub start: Option<u32>,
    /// End in milliseconds.
    pub end: Option<u32>,
    /// The words.
    pub text: Cow<'a, str>,
    /// The file says that somebody else begins here, whatever the label.
    pub change: bool,
}

impl<'a> Segment<'a> {
    /// A segment without an announced change of speaker.
    pub fn new(label: u16, start: Option<u32>, end: Option<u32>, text: impl Into<Cow<'a, str>>) -> Self {
        Segment { label, start, end, text: text.into(), change: false }
    }
}

/// Adds the segments to the draft as turns. Removed by rule, and noted: rolling and growing captions, stuck loops,
/// credits of the recogniser.
pub fn join(draft: &mut Draft, mut segments: Vec<Segment>) {
    segments.retain(|segment| !segment.text.trim().is_empty());
    drop_credits(draft, &mut segments);
    drop_loops(draft, &mut segments);
    if is_rolling(&segments) {
        unroll(draft, &mut segments);
    }
    let mut words = 0;
    let mut last: Option<&Segment> = None;
    for segment in &segments {
        let nameless = draft.labels.get(segment.label as usize).is_none_or(|label| label.name.is_empty());
        let other = segment.change || last.is_some_and(|last| last.label != segment.label);
        if other || last.is_some_and(|last| ends_turn(last, segment, words, nameless)) {
            draft.push(segment.label, segment.start, &segment.text);
            words = 0;
        } else {
            draft.extend(segment.label, segment.start, &segment.text);
        }
        words += count(&segment.text) as usize;
        last = Some(segment);
    }
}

fn ends_turn(last: &Segment, next: &Segment, words: usize, nameless: bool) -> bool {
    let sentence = last.text.trim_end().ends_with(['.', '?', '!', '…', '。', '？', '！']);
    if !nameless {
        return words >= LONG_NAMED && sentence;
    }
    let pause = last.end.zip(next.start).map_or(0, |(end, start)| start.saturating_sub(end));
    pause >= PAUSE || (words >= LONG && sentence) || words >= LONGEST
}

/// Number of words.
pub fn count(text: &str) -> u64 {
    if !text.is_ascii() {
        return text.split_whitespace().count() as u64;
    }
    // A word begins behind each blank, side by side in blocks, which the processor counts at once.
    let bytes = text.as_bytes();
    let blank = |b: &u8| *b == b' ' || b.wrapping_sub(9) < 5;
    let begins = |(before, now): (&u8, &u8)| u8::from(blank(before) & !blank(now));
    let Some(first) = bytes.first() else { return 0 };
    let mut words = u64::from(!blank(first));
    for (before, now) in bytes.chunks(240).zip(bytes[1..].chunks(240)) {
        words += u64::from(before.iter().zip(now).map(begins).sum::<u8>());
    }
    words
}

fn drop_loops(draft: &mut Draft, segments: &mut Vec<Segment>) {
    let mut kept = 0;
    let mut at = 0;
    let mut words = 0;
    while at < segments.len() {
        let same = |other: &Segment| other.label == segments[at].label && other.text.trim() == segments[at].text.trim();
        let run = segments[at..].iter().take_while(|other| same(other)).count();
        let keep = if run >= STUCK { 1 } else { run };
        words += count(&segments[at].text) * (run - keep) as u64;
        for offset in 0..keep {
            segments.swap(kept + offset, at + offset);
        }
        kept += keep;
        at += run;
    }
    segments.truncate(kept);
    draft.removed("stuck loop of the recogniser", words);
}

struct Credit {
    text: &'static str,
    prefix: bool,
    any: bool,
}

static CREDITS: LazyLock<Vec<Credit>> = LazyLock::new(|| {
    let lines = include_str!("credits.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let (text, any) = line.split_once(" | ").map_or((line, false), |(text, _)| (text, true));
            let bare = text.trim_start_matches('^');
            Credit { text: bare, prefix: bare.len() < text.len(), any }
        })
        .collect()
});

/// The first words of the credits; `don` stands for `don't`.
static OPENINGS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let first = |credit: &Credit| credit.text.split(' ').next().map(|word| if word == "dont" { "don" } else { word });
    let mut openings: Vec<&str> = CREDITS.iter().filter_map(first).collect();
    openings.sort_unstable();
    openings.dedup();
    openings
});

/// Whether nobody said this: a credit of the transcription service or a recogniser's invention.
pub fn is_credit(text: &str, named: bool) -> bool {
    if text.len() > 120 {
        return false;
    }
    let text = text.trim_start();
    // Few lines begin with the first word of a credit; the others need not be normalised.
    let first = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let first = &first[..first.bytes().take_while(|b| b.is_ascii_alphabetic()).count()];
    if !OPENINGS.iter().any(|opening| opening.eq_ignore_ascii_case(first)) {
        return false;
    }
    let mut bare = String::with_capacity(text.len());
    for c in text.chars().filter(|c| *c != '\'' && *c != '’') {
        if c.is_alphanumeric() {
            bare.extend(c.to_lowercase());
        } else if !bare.ends_with(' ') && !bare.is_empty() {
            bare.push(' ');
        }
    }
    let bare = bare.trim_end();
    CREDITS.iter().any(|credit| {
        (credit.any || !named) && if credit.prefix { bare.starts_with(credit.text) } else { bare == credit.text }
    })
}

fn drop_credits(draft: &mut Draft, segments: &mut Vec<Segment>) {
    let mut words = 0;
    let labels = &draft.labels;
    segments.retain(|segment| {
        let named = labels.get(segment.label as usize).is_some_and(|label| !label.name.is_empty());
        let credit = is_credit(&segment.text, named);
        words += if credit { count(&segment.text) } else { 0 };
        !credit
    });
    draft.removed("credit of the transcription service", words);
}

/// How two neighbouring cues show the same words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Repeat {
    /// Not at all.
    None,
    /// So many words at the beginning of the second were shown at the end of the first.
    Rolled(usize),
    /// The second says the first again, corrected or longer.
    Regrown,
}

fn is_rolling(segments: &[Segment]) -> bool {
    let mut pairs = 0;
    let mut repeats = 0;
    for pair in segments.windows(2).take(PROBED) {
        pairs += 1;
        if repeat(&pair[0], &pair[1]) != Repeat::None {
            repeats += 1;
        }
    }
    repeats >= 2 && repeats * 4 >= pairs
}

fn repeat(last: &Segment, next: &Segment) -> Repeat {
    let apart = last.end.zip(next.start).map_or(0, |(end, start)| start.saturating_sub(end));
    if last.label != next.label || apart >= TOUCHING {
        return Repeat::None;
    }
    let long: Vec<&str> = last.text.split_whitespace().collect();
    let shown = &long[long.len().saturating_sub(WINDOW)..];
    let new: Vec<&str> = next.text.split_whitespace().take(WINDOW).collect();
    let most = shown.len().min(new.len());
    for length in (1..=most).rev() {
        let same = shown[shown.len() - length..].iter().zip(&new).all(|(a, b)| same_word(a, b));
        if same {
            let whole = length == long.len() || length == new.len();
            return if whole || length >= 3 { Repeat::Rolled(length) } else { Repeat::None };
        }
    }
    let prefix = long.iter().zip(&new).take_while(|(a, b)| same_word(a, b)).count();
    let longer = next.text.split_whitespace().take(long.len() + 1).count() > long.len();
    let grown = long.len() >= 2 && prefix * 10 >= long.len().min(WINDOW) * 6 && longer;
    if grown { Repeat::Regrown } else { Repeat::None }
}

fn same_word(a: &str, b: &str) -> bool {
    let bare = |word: &'_ str| -> usize { word.trim_end_matches(|c: char| !c.is_alphanumeric()).len() };
    let (a_bare, b_bare) = (&a[..bare(a)], &b[..bare(b)]);
    if a_bare.is_empty() || b_bare.is_empty() { a == b } else { a_bare.eq_ignore_ascii_case(b_bare) }
}

/// Leaves of each cue only what the one before did not show.
fn unroll(draft: &mut Draft, segments: &mut Vec<Segment>) {
    let mut kept: Vec<Segment> = Vec::with_capacity(segments.len());
    let mut words = 0;
    let mut last: Option<Segment> = None;
    for segment in segments.drain(..) {
        match last.as_ref().map_or(Repeat::None, |last| repeat(last, &segment)) {
            Repeat::None => kept.push(segment.clone()),
            Repeat::Rolled(length) => {
                let new: Vec<&str> = segment.text.split_whitespace().skip(length).collect();
                words += length as u64;
                if !new.is_empty() {
                    kept.push(Segment { text: new.join(" ").into(), ..segment.clone() });
                }
            }
            Repeat::Regrown => {
                if let Some(before) = kept.pop() {
                    words += count(&before.text);
                }
                kept.push(segment.clone());
            }
        }
        last = Some(segment);
    }
    *segments = kept;
    draft.removed("rolling captions", words);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(cues: &[(u32, u32, &str)]) -> Draft {
        let mut draft = Draft::default();
        let nobody = draft.named("");
        let segments =
            cues.iter().map(|&(s, e, text)| Segment::new(nobody, Some(s * 100), Some(e * 100), text)).collect();
        join(&mut draft, segments);
        draft
    }

    #[test]
    fn rolling_captions_are_said_once() {
        let draft = joined(&[
            (0, 20, "so the main thing"),
            (20, 21, "so the main thing"),
            (21, 40, "so the main thing that bothers us is"),
            (40, 41, "that bothers us is"),
            (41, 60, "that bothers us is the price list"),
        ]);
        assert_eq!(draft.text, "so the main thing that bothers us is the price list");
        assert_eq!(draft.removed[0].words, 4 + 4 + 4 + 4);
    }

    #[test]
    fn growing_captions_keep_the_last_wording() {
        let draft =
            joined(&[(0, 5, "I think the"), (5, 9, "I think that the"), (9, 14, "I think that the invoice was wrong")]);
        assert_eq!(draft.text, "I think that the invoice was wrong");
    }

    #[test]
    fn saying_something_twice_is_not_rolling() {
        let draft = joined(&[
            (0, 9, "No."),
            (9, 20, "No."),
            (20, 30, "It broke on Monday."),
            (30, 40, "It broke again."),
            (40, 50, "Twice."),
            (50, 60, "And on Tuesday."),
            (60, 70, "Then I wrote to you."),
            (70, 80, "Nobody answered."),
        ]);
        assert!(draft.removed.is_empty() && draft.text.starts_with("No. No. It broke"));
    }

    #[test]
    fn loops_and_credits_go() {
        let draft = joined(&[
            (0, 9, "Hello."),
            (10, 19, "the end of"),
            (20, 29, "the end of"),
            (30, 39, "the end of"),
            (40, 49, "the end of"),
            (42, 44, "Thanks for watching!"),
            (45, 49, "Bye."),
        ]);
        let turns: Vec<&str> = draft.turns.iter().map(|turn| draft.turn_text(turn)).collect();
        assert_eq!(turns, ["Hello. the end of", "Bye."]);
        assert_eq!(draft.removed.len(), 2);
        assert!(is_credit("Transcribed by https://otter.ai", true));
        assert!(!is_credit("Thanks for watching the demo with me", false));
        assert!(is_credit("Don't forget to like and subscribe!", false));
        assert_eq!((count(" a  b\tc\n"), count(""), count("é ü")), (3, 0, 2));
    }

    #[test]
    fn a_pause_ends_a_nameless_turn() {
        assert_eq!(joined(&[(0, 9, "One two."), (10, 19, "Three."), (60, 69, "Four.")]).turns.len(), 2);
    }
}
