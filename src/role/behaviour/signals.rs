//! A call's turns in, out: how often each speaker does what reps or customers tend to do.

use crate::read::Draft;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::sync::LazyLock;

/// What is measured of a speaker: whether they open and close the call, share of words, questions, `you`, `me`, answers,
/// then one for each class of cues.
pub(super) const FEATURES: usize = FIXED.len() + CLASSES.len();
pub(super) const FIXED: [&str; 8] = ["opens", "closes", "words", "question", "you", "me", "yes", "okay"];
pub(super) const CLASSES: [&str; 15] = [
    "offer", "host", "greet", "join", "guest", "reason", "ask", "follow", "verify", "hold", "close", "leave", "want",
    "self", "advise",
];

/// Places of the features that are more than a cue.
pub(super) mod feature {
    pub(in crate::role::behaviour) const OPENS: usize = 0;
    pub(in crate::role::behaviour) const CLOSES: usize = 1;
    pub(in crate::role::behaviour) const WORDS: usize = 2;
    pub(in crate::role::behaviour) const QUESTION: usize = 3;
    pub(in crate::role::behaviour) const YOU: usize = 4;
    pub(in crate::role::behaviour) const ME: usize = 5;
    pub(in crate::role::behaviour) const YES: usize = 6;
    pub(in crate::role::behaviour) const OKAY: usize = 7;
    pub(in crate::role::behaviour) const OFFER: usize = 8;
    pub(in crate::role::behaviour) const HOST: usize = 9;
    pub(in crate::role::behaviour) const GREET: usize = 10;
    pub(in crate::role::behaviour) const JOIN: usize = 11;
    pub(in crate::role::behaviour) const GUEST: usize = 12;
    pub(in crate::role::behaviour) const REASON: usize = 13;
}
use feature::{CLOSES, ME, OKAY, OPENS, QUESTION, WORDS, YES, YOU};

/// How often a speaker does each thing, and the words they have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Signals {
    pub(super) count: [f64; FEATURES],
    pub(super) turns: f64,
}

impl Signals {
    const NONE: Signals = Signals { count: [0.0; FEATURES], turns: 0.0 };
}

struct Cues {
    automaton: Option<AhoCorasick>,
    class_of: Vec<usize>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let (phrases, _) = parse(include_str!("cues.txt"));
    let (mut patterns, mut class_of) = (Vec::new(), Vec::new());
    for (class, phrase) in phrases {
        let variants = [phrase.to_owned(), phrase.replace('\'', "\u{2019}"), phrase.replace('\'', "")];
        for variant in variants.iter().take(if phrase.contains('\'') { 3 } else { 1 }) {
            patterns.push(variant.clone());
            class_of.push(FIXED.len() + class);
        }
    }
    let builder = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(patterns);
    Cues { automaton: builder.ok(), class_of }
});

/// The phrases with their classes, and the lines that are none.
fn parse(text: &'static str) -> (Vec<(usize, &'static str)>, Vec<&'static str>) {
    let (mut phrases, mut bad) = (Vec::new(), Vec::new());
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let class =
            line.split_once(':').and_then(|(class, rest)| Some((CLASSES.iter().position(|c| *c == class)?, rest)));
        match class {
            Some((class, rest)) => {
                phrases.extend(rest.split(',').map(str::trim).filter(|p| !p.is_empty()).map(|p| (class, p)))
            }
            None => bad.push(line),
        }
    }
    (phrases, bad)
}

/// The signals of each of `people` speakers. `places`: for every label, whose it is.
pub(super) fn signals(draft: &Draft, places: &[Option<usize>], people: usize) -> Vec<Signals> {
    let mut signals = vec![Signals::NONE; people];
    let place = |label: u16| places.get(label as usize).copied().flatten();
    for turn in &draft.turns {
        if let Some(place) = place(turn.label) {
            measure(draft.turn_text(turn), &mut signals[place]);
        }
    }
    let first = draft.turns.iter().find_map(|turn| place(turn.label)).filter(|_| begins(draft));
    let last = draft.turns.iter().rev().find_map(|turn| place(turn.label));
    for (place, feature) in [(first, OPENS), (last, CLOSES)] {
        if let Some(place) = place {
            signals[place].count[feature] = 1.0;
        }
    }
    signals
}

/// Turns in which a call is opened.
const OPENING: usize = 4;
/// Words with which one greets.
const GREETINGS: &[&str] = &[
    "hello",
    "hi",
    "hey",
    "welcome",
    "morning",
    "afternoon",
    "evening",
    "hola",
    "buenos",
    "buenas",
    "bonjour",
    "bonsoir",
    "hallo",
    "guten",
    "oi",
    "olá",
    "bom",
    "boa",
];

/// Whether the call begins at its beginning: somebody greets, offers help or says why they call. In a call that was cut,
/// or recorded late, it means nothing who speaks first.
pub(super) fn begins(draft: &Draft) -> bool {
    const SAID: [usize; 6] =
        [feature::OFFER, feature::HOST, feature::GREET, feature::JOIN, feature::GUEST, feature::REASON];
    draft.turns.iter().take(OPENING).any(|turn| {
        let text = draft.turn_text(turn);
        let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(6);
        words.any(|word| is_any(word.as_bytes(), GREETINGS)) || {
            let said = of_turn(text);
            SAID.iter().any(|feature| said.count[*feature] > 0.0)
        }
    })
}

/// The signals of one turn by itself.
pub(super) fn of_turn(text: &str) -> Signals {
    let mut signals = Signals::NONE;
    measure(text, &mut signals);
    signals
}

/// Adds one turn.
fn measure(text: &str, signals: &mut Signals) {
    signals.turns += 1.0;
    let count = &mut signals.count;
    let mut first = true;
    for word in
        text.as_bytes().split(|b| b.is_ascii() && !b.is_ascii_alphanumeric() && *b != b'\'').filter(|w| !w.is_empty())
    {
        count[WORDS] += 1.0;
        // `you're` and `you\u{2019}re` count as `you`; most words are left after one look at their first letter
        let letters = word.iter().position(|b| !b.is_ascii_alphabetic()).map_or(word, |end| &word[..end]);
        match word[0] | 0x20 {
            b'y' if is_any(letters, &["you", "your", "yours", "yourself"]) => count[YOU] += 1.0,
            b'i' | b'm' if is_any(letters, &["i", "my", "me", "mine", "myself"]) => count[ME] += 1.0,
            _ => {}
        }
        if std::mem::take(&mut first) {
            count[YES] += f64::from(u8::from(is_any(letters, &["yes", "yeah", "yep", "no", "nope", "yup"])));
            count[OKAY] +=
                f64::from(u8::from(is_any(letters, &["okay", "ok", "right", "alright", "great", "and", "so", "well"])));
        }
    }
    count[QUESTION] += text.bytes().filter(|b| *b == b'?').count() as f64;
    let Some(automaton) = &CUES.automaton else { return };
    for found in automaton.find_iter(text) {
        if stands_alone(text.as_bytes(), found.start(), found.end()) {
            count[CUES.class_of[found.pattern().as_usize()]] += 1.0;
        }
    }
}

fn is_any(word: &[u8], list: &[&str]) -> bool {
    list.iter().any(|w| w.as_bytes().eq_ignore_ascii_case(word))
}

fn stands_alone(text: &[u8], start: usize, end: usize) -> bool {
    let letter = |b: u8| b.is_ascii_alphanumeric() || b == b'\'';
    (start == 0 || !letter(text[start - 1])) && text.get(end).is_none_or(|b| !letter(*b))
}

/// How each feature of one speaker stands against the others', each -1 to 1: for questions and cues by turn, for `you`
/// and `me` by word.
pub(super) fn contrast(one: &Signals, others: &Signals) -> [f64; FEATURES] {
    std::array::from_fn(|feature| {
        let (a, b) = (one.count[feature], others.count[feature]);
        let (a, b, still) = match feature {
            YOU | ME => (a / one.count[WORDS].max(1.0), b / others.count[WORDS].max(1.0), 0.005),
            QUESTION | YES | OKAY => (a / one.turns.max(1.0), b / others.turns.max(1.0), 0.1),
            OPENS | CLOSES => (a, b, 0.0),
            WORDS => (a, b, 1.0),
            _ => (a, b, 1.0),
        };
        let sum = a + b + still;
        if sum > 0.0 { (a - b) / sum } else { 0.0 }
    })
}

/// All speakers together.
pub(super) fn together(signals: &[Signals]) -> Signals {
    signals.iter().fold(Signals::NONE, |mut sum, one| {
        for (sum, one) in sum.count.iter_mut().zip(one.count) {
            *sum += one;
        }
        sum.turns += one.turns;
        sum
    })
}

/// The others, without `one`.
pub(super) fn without(all: &Signals, one: &Signals) -> Signals {
    let count = std::array::from_fn(|feature| all.count[feature] - one.count[feature]);
    Signals { count, turns: all.turns - one.turns }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(text: &str) -> Signals {
        let mut signals = Signals::NONE;
        measure(text, &mut signals);
        signals
    }

    fn count(text: &str, name: &str) -> f64 {
        let place = FIXED.iter().chain(&CLASSES).position(|n| *n == name).unwrap();
        measured(text).count[place]
    }

    #[test]
    fn every_line_of_the_cues_has_a_class_and_every_phrase_is_found() {
        let (phrases, bad) = parse(include_str!("cues.txt"));
        assert_eq!(bad, Vec::<&str>::new());
        assert!(CUES.automaton.is_some());
        for (class, phrase) in phrases {
            assert!(measured(phrase).count[FIXED.len() + class] >= 1.0, "{phrase} is shadowed or doubled");
        }
    }

    #[test]
    fn features_stand_where_their_constants_say() {
        let name = |place: usize| FIXED.into_iter().chain(CLASSES).nth(place);
        let named =
            [feature::OPENS, YOU, OKAY, feature::OFFER, feature::HOST, feature::GUEST, feature::REASON].map(name);
        assert_eq!(named, ["opens", "you", "okay", "offer", "host", "guest", "reason"].map(Some));
    }

    #[test]
    fn cues_stand_as_words_of_their_own_with_any_apostrophe() {
        for text in ["I'm ringing about it", "i\u{2019}m ringing", "Im ringing", "well, I'M RINGING."] {
            assert_eq!(count(text, "reason"), 1.0, "{text}");
        }
        assert_eq!(count("Naomi's phonecard", "want"), 0.0);
    }

    #[test]
    fn questions_and_persons_are_counted() {
        assert_eq!(count("Where? When? There.", "question"), 2.0);
        assert_eq!(count("You know your own", "you"), 2.0);
        assert_eq!(count("I lost my key, me", "me"), 3.0);
        assert_eq!(count("Yeah I did", "yes"), 1.0);
    }

    #[test]
    fn contrast_is_the_same_seen_from_both_sides() {
        let (a, b) = (measured("How can I help you today?"), measured("I want to close my account"));
        let (ab, ba) = (contrast(&a, &b), contrast(&b, &a));
        assert!(ab.iter().zip(ba).all(|(x, y)| (x + y).abs() < 1e-12 && x.abs() <= 1.0));
    }
}
