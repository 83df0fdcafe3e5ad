//! A call in; a doubt out, where its labels seem to be on the wrong sides: swapped throughout, changing in the middle, or
//! both voices under one label, as recorders do that tell voices apart badly.

use super::WEIGHTS;
use super::lesson::Lesson;
use super::signals::{FEATURES, Signals, feature, of_turn};
use crate::read::{Draft, DraftTurn};

/// What may be wrong with a call's labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::role) enum Doubt {
    /// From this turn on, counted from 1, each label speaks for the other side.
    Change(usize),
    /// One label says what only a rep says and what only a customer says.
    Merged,
    /// What the labels call the customer sounds like the rep.
    Swapped,
}

impl Doubt {
    /// In words, for `calls.csv`.
    pub(in crate::role) fn words(self) -> String {
        match self {
            Doubt::Change(turn) => format!("the labels seem to change sides at turn {turn}"),
            Doubt::Merged => "one label seems to hold both sides".to_owned(),
            Doubt::Swapped => "the labels may be swapped".to_owned(),
        }
    }
}

/// However plain one turn is, it counts no more than this.
const MOST_OF_TURN: f64 = 1.5;
/// A change of side is believed from here on: sums of both parts over the spread of all turns. In whole calls of four
/// sets nothing reached 0.95; calls swapped in the middle have 1 to 3.
const CHANGE: f64 = 1.0;
/// Fewer turns on either side of a change are chance.
const FEWEST_TURNS: usize = 4;
/// Who has more than this share of the words may have both voices.
const NEARLY_ALL: f64 = 0.85;
/// Labels are taken for swapped from here on; of calls with right labels about 1 in 300 sounds so.
const SWAPPED: f64 = -1.5;
/// The turns at the beginning and at the end, and their bytes, that are looked at where labels are known.
const GLANCE: (usize, usize, usize) = (6, 4, 160);

/// The turn at which the two labels change sides. `side`: 1 for the turns of one label, -1 for the other's, else 0.
pub(super) fn change(draft: &Draft, lesson: Option<&Lesson>, side: impl Fn(u16) -> f64) -> Option<Doubt> {
    let course: Vec<f64> =
        draft.turns.iter().map(|turn| side(turn.label) * sounds(draft.turn_text(turn), lesson)).collect();
    let spread = course.iter().map(|value| value * value).sum::<f64>().sqrt().max(1.0);
    let (at, size) = turning_point(&course)?;
    let long = at >= FEWEST_TURNS && course.len() - at >= FEWEST_TURNS;
    (long && size / spread >= CHANGE).then_some(Doubt::Change(at + 1))
}

/// Where the course is best cut into two parts of opposite sign, and the size of the lesser part.
fn turning_point(course: &[f64]) -> Option<(usize, f64)> {
    let total: f64 = course.iter().sum();
    let mut sum = 0.0;
    let mut best: Option<(usize, f64)> = None;
    for (at, value) in course.iter().enumerate() {
        sum += value;
        let rest = total - sum;
        let size = if sum * rest < 0.0 { sum.abs().min(rest.abs()) } else { 0.0 };
        if size > best.map_or(0.0, |(_, size)| size) {
            best = Some((at + 1, size));
        }
    }
    best
}

/// How much a turn sounds like the rep.
fn sounds(text: &str, lesson: Option<&Lesson>) -> f64 {
    let plain = weigh(&of_turn(text));
    (plain + lesson.map_or(0.0, |lesson| lesson.turn(text))).clamp(-MOST_OF_TURN, MOST_OF_TURN)
}

/// One turn's signals as one number: persons count by the word, everything else at most twice.
fn weigh(signals: &Signals) -> f64 {
    let of = |f: usize| match f {
        feature::OPENS | feature::CLOSES | feature::WORDS => 0.0,
        feature::YOU | feature::ME => WEIGHTS[f] * signals.count[f] / 4.0,
        _ => WEIGHTS[f] * signals.count[f].min(2.0) / 2.0,
    };
    (0..FEATURES).map(of).sum()
}

/// Whether known labels are on the wrong sides, from the first and the last turns alone: this is asked of every call.
/// `side`: 1 for reps, -1 for customers, else 0.
pub(super) fn swapped(draft: &Draft, side: impl Fn(u16) -> f64) -> Option<Doubt> {
    let (first, last, bytes) = GLANCE;
    let turns = draft.turns.len();
    let value = |turn: &DraftTurn| match side(turn.label) {
        0.0 => 0.0,
        side => side * weigh(&of_turn(head(draft.turn_text(turn), bytes))).clamp(-MOST_OF_TURN, MOST_OF_TURN),
    };
    let opening = draft.turns.iter().take(first);
    let closing = draft.turns.iter().skip(first.max(turns.saturating_sub(last)));
    let (sum, squares) =
        opening.chain(closing).map(value).fold((0.0, 0.0), |(sum, squares), v| (sum + v, squares + v * v));
    (sum / f64::max(squares.sqrt(), 1.0) <= SWAPPED).then_some(Doubt::Swapped)
}

fn head(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..end]
}

/// Whether one speaker has nearly all words, and among them both what only a rep says and what only a customer says.
pub(super) fn merged(signals: &[Signals]) -> Option<Doubt> {
    let words: f64 = signals.iter().map(|s| s.count[feature::WORDS]).sum();
    let any = |s: &Signals, features: &[usize]| features.iter().any(|f| s.count[*f] > 0.0);
    let both = |s: &&Signals| any(s, &[feature::OFFER, feature::HOST]) && any(s, &[feature::REASON, feature::GUEST]);
    let most = |s: &Signals| s.count[feature::WORDS] >= NEARLY_ALL * words;
    signals.iter().filter(both).any(most).then_some(Doubt::Merged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::role::behaviour::recipe::{dialogues, draft};

    fn side(label: u16) -> f64 {
        if label == 0 { 1.0 } else { -1.0 }
    }

    /// The dialogues, long enough to tell, with the rep's label first.
    fn long() -> Vec<Vec<(bool, String)>> {
        dialogues().into_iter().map(|(_, turns)| turns).filter(|turns| turns.len() >= 14 && turns[0].0).collect()
    }

    #[test]
    fn whole_dialogues_raise_no_doubt() {
        for turns in long() {
            let draft = draft(&turns);
            assert_eq!((change(&draft, None, side), swapped(&draft, side)), (None, None), "{}", turns[0].1);
        }
    }

    #[test]
    fn labels_that_change_in_the_middle_are_seen() {
        let found = long().into_iter().filter(|turns| {
            let half = turns.len() / 2;
            let changed: Vec<_> =
                turns.iter().enumerate().map(|(n, (rep, text))| (*rep != (n >= half), text.clone())).collect();
            match change(&draft(&changed), None, side) {
                Some(Doubt::Change(at)) => at.abs_diff(half + 1) <= 3,
                _ => false,
            }
        });
        let (found, all) = (found.count(), long().len());
        assert!(found * 3 >= all * 2, "{found} of {all}");
    }

    #[test]
    fn swapped_labels_are_seen() {
        let found =
            long().iter().filter(|turns| swapped(&draft(turns), |label| -side(label)) == Some(Doubt::Swapped)).count();
        assert!(found * 3 >= long().len() * 2, "{found} of {}", long().len());
    }

    #[test]
    fn one_label_with_both_sides_is_seen() {
        let one = of_turn("Thanks for calling, how can I help you? Hi, I'm calling about my order.");
        let few = of_turn("Okay.");
        assert_eq!(merged(&[one]), Some(Doubt::Merged));
        assert_eq!(merged(&[few, one]), Some(Doubt::Merged));
        assert_eq!(merged(&[one, one]), None, "a mere transfer");
        let rep = of_turn("Thanks for calling, how can I help you?");
        let customer = of_turn("Hi, I'm calling about my order.");
        assert_eq!(merged(&[rep, customer]), None);
    }

    #[test]
    fn calls_without_words_raise_no_doubt() {
        let empty = Draft::default();
        assert_eq!((change(&empty, None, side), swapped(&empty, side), merged(&[])), (None, None, None));
        assert_eq!(head("aé", 2), "a");
    }
}
