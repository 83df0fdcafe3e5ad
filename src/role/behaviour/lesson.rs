//! The calls of one folder with what is believed of their sides in; what each side's words are in this folder, and so a
//! better belief, out. A rep's greeting, questions and phrases recur from call to call; a customer's do not.

use crate::read::Draft;
use rayon::prelude::*;

/// Buckets that words and pairs of words are hashed into.
const BUCKETS: usize = 1 << 17;
/// Words of a speaker that are looked at.
const MOST_WORDS: usize = 800;
/// Fewer calls teach nothing.
const FEWEST_CALLS: usize = 8;
/// Turns at the beginning whose words count once more as an opening.
const OPENING: usize = 2;
/// Calls, in thousandths, that a bucket is believed to have had on each side before any was seen.
const PRIOR: f64 = 2_000.0;
/// Rounds of teaching: the surer calls teach the words, the words decide the others.
const ROUNDS: usize = 4;
/// Whatever the folder's words say, they say no more than this.
const MOST: f64 = 4.0;

/// What one side of a call says and the other does not.
pub(super) struct Pupil {
    ours: Vec<u32>,
    theirs: Vec<u32>,
    /// Log odds that the first side is the reps', without the lesson.
    odds: f64,
}

impl Pupil {
    /// A call with its labels divided by `is_ours`; `None` is on neither side.
    pub(super) fn new(draft: &Draft, odds: f64, is_ours: impl Fn(u16) -> Option<bool>) -> Pupil {
        let mut sides = [(Vec::new(), 0), (Vec::new(), 0)];
        for (n, turn) in draft.turns.iter().enumerate() {
            let Some(ours) = is_ours(turn.label) else { continue };
            let (set, words) = &mut sides[usize::from(ours)];
            if *words < MOST_WORDS {
                *words += buckets(draft.turn_text(turn), n < OPENING, MOST_WORDS - *words, set);
            }
        }
        for (set, _) in &mut sides {
            set.sort_unstable();
            set.dedup();
        }
        let [(theirs, _), (ours, _)] = sides;
        let only =
            |one: &[u32], other: &[u32]| one.iter().copied().filter(|b| other.binary_search(b).is_err()).collect();
        Pupil { ours: only(&ours, &theirs), theirs: only(&theirs, &ours), odds }
    }
}

/// Adds the buckets of a turn's first words, `most` at most, and pairs of words; gives the number of words.
fn buckets(text: &str, opening: bool, most: usize, set: &mut Vec<u32>) -> usize {
    let (mut before, mut words) = (0u64, 0);
    for word in text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).take(most) {
        let hash = word.bytes().fold(0xcbf2_9ce4_8422_2325, |h: u64, b| {
            (h ^ u64::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
        });
        set.push(bucket(hash));
        set.push(bucket(hash ^ before.rotate_left(17).wrapping_mul(0x9E37_79B9_7F4A_7C15)));
        if opening {
            set.push(bucket(hash ^ 0x5851_F42D_4C95_7F2D));
        }
        before = hash;
        words += 1;
    }
    words
}

fn bucket(hash: u64) -> u32 {
    ((hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize % BUCKETS) as u32
}

/// What a folder has taught: for every bucket, in how many calls (thousandths) only the rep and only the customer said it.
pub(super) struct Lesson {
    said: Vec<[u32; 2]>,
    /// What one median margin is worth, in log odds, over that margin.
    scale: f64,
}

impl Lesson {
    /// Learns from the pupils; `None` where there are too few, or the words do not tell the sides apart. With the lesson
    /// come the log odds of each pupil's words, its own part in the lesson left out.
    pub(super) fn learn(pupils: &[Pupil]) -> Option<(Lesson, Vec<f64>)> {
        if pupils.len() < FEWEST_CALLS {
            return None;
        }
        let mut learned = (Lesson { said: vec![[0; 2]; BUCKETS], scale: 0.0 }, vec![0.0; pupils.len()]);
        for _ in 0..ROUNDS {
            let mut lesson = Lesson { said: vec![[0; 2]; BUCKETS], scale: 0.0 };
            let believed: Vec<u32> =
                pupils.iter().zip(&learned.1).map(|(p, odds)| thousandths(p.odds + odds)).collect();
            for (pupil, rep) in pupils.iter().zip(&believed) {
                lesson.hear(pupil, *rep);
            }
            let margins: Vec<f64> =
                pupils.par_iter().zip(&believed).map(|(p, rep)| lesson.margin(p, Some(*rep))).collect();
            lesson.scale = scale(pupils, &margins);
            let odds = margins.iter().map(|margin| lesson.worth(*margin)).collect();
            learned = (lesson, odds);
        }
        (learned.0.scale > 0.0).then_some(learned)
    }

    /// Log odds for a call that was not among the pupils.
    pub(super) fn odds(&self, pupil: &Pupil) -> f64 {
        self.worth(self.margin(pupil, None))
    }

    /// How much one turn sounds like the reps of this folder.
    pub(super) fn turn(&self, text: &str) -> f64 {
        let mut set = Vec::new();
        buckets(text, false, MOST_WORDS, &mut set);
        set.sort_unstable();
        set.dedup();
        let weight = |bucket: &u32| {
            let [reps, customers] = self.said[*bucket as usize].map(f64::from);
            ((reps + PRIOR) / (customers + PRIOR)).ln()
        };
        set.iter().map(weight).sum::<f64>() / (set.len().max(1) as f64).sqrt()
    }

    fn worth(&self, margin: f64) -> f64 {
        (margin * self.scale).clamp(-MOST, MOST)
    }

    fn hear(&mut self, pupil: &Pupil, rep: u32) {
        for (set, rep) in [(&pupil.ours, rep), (&pupil.theirs, 1000 - rep)] {
            for bucket in set {
                let said = &mut self.said[*bucket as usize];
                said[0] += rep;
                said[1] += 1000 - rep;
            }
        }
    }

    /// How much more of a rep's words the first side has; `own` part of this call in the lesson is left out.
    fn margin(&self, pupil: &Pupil, own: Option<u32>) -> f64 {
        let weight = |bucket: &u32, own: [u32; 2]| {
            let said = self.said[*bucket as usize];
            let [reps, customers] = [0, 1].map(|side| f64::from(said[side].saturating_sub(own[side])));
            ((reps + PRIOR) / (customers + PRIOR)).ln()
        };
        let (first, second) = own.map_or(([0, 0], [0, 0]), |rep| ([rep, 1000 - rep], [1000 - rep, rep]));
        let ours: f64 = pupil.ours.iter().map(|bucket| weight(bucket, first)).sum();
        let theirs: f64 = pupil.theirs.iter().map(|bucket| weight(bucket, second)).sum();
        (ours - theirs) / ((pupil.ours.len() + pupil.theirs.len()).max(1) as f64).sqrt()
    }
}

fn thousandths(odds: f64) -> u32 {
    (1000.0 / (1.0 + (-odds).exp())).round() as u32
}

/// The worth of a margin: how often it agrees with what was believed without it, as log odds over the median margin.
fn scale(pupils: &[Pupil], margins: &[f64]) -> f64 {
    let mut sizes: Vec<f64> = margins.iter().map(|m| m.abs()).collect();
    sizes.sort_unstable_by(f64::total_cmp);
    let median = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
    let (mut agree, mut differ) = (1.0f64, 1.0);
    for (pupil, margin) in pupils.iter().zip(margins) {
        let sure = (f64::from(thousandths(pupil.odds)) / 500.0 - 1.0).abs();
        *(if pupil.odds * margin > 0.0 { &mut agree } else { &mut differ }) += sure;
    }
    let worth = (agree / differ).ln();
    if median > 0.0 { worth.max(0.0) / median } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pupil(rep: &str, customer: &str, odds: f64) -> Pupil {
        let mut draft = Draft::default();
        for (name, text) in [("a", rep), ("b", customer)] {
            let label = draft.named(name);
            draft.push(label, None, text);
        }
        Pupil::new(&draft, odds, |label| Some(label == 0))
    }

    fn folder() -> Vec<Pupil> {
        let things = ["pump", "boiler", "kettle", "toaster", "lamp", "radio", "heater", "fridge", "oven", "drill"];
        things
            .iter()
            .enumerate()
            .map(|(n, thing)| {
                let rep = format!("welcome to brightside who am I talking to and the serial number please {thing}");
                let customer = format!("it is the {thing} again, it made a noise and then nothing, number {n}");
                pupil(&rep, &customer, if n < 7 { 2.0 } else { -0.1 })
            })
            .collect()
    }

    #[test]
    fn the_sure_calls_teach_the_unsure_ones() {
        let pupils = folder();
        let (lesson, odds) = Lesson::learn(&pupils).unwrap();
        assert!(odds.iter().all(|odds| *odds > 1.0), "{odds:?}");
        let new = pupil("so welcome to brightside, serial number please", "the saw made a noise again", 0.0);
        let swapped = pupil("the saw made a noise again", "so welcome to brightside, serial number please", 0.0);
        assert!(lesson.odds(&new) > 0.5 && lesson.odds(&swapped) < -0.5);
    }

    #[test]
    fn few_calls_and_calls_without_belief_teach_nothing() {
        assert!(Lesson::learn(&folder()[..5]).is_none());
        let unsure: Vec<Pupil> = (0..12).map(|_| pupil("hello there", "hello you", 0.0)).collect();
        assert!(Lesson::learn(&unsure).is_none());
        assert!(Lesson::learn(&[]).is_none());
    }

    #[test]
    fn the_order_of_the_calls_does_not_matter() {
        let (_, forward) = Lesson::learn(&folder()).unwrap();
        let mut pupils = folder();
        pupils.reverse();
        let (_, mut backward) = Lesson::learn(&pupils).unwrap();
        backward.reverse();
        assert!(forward.iter().zip(&backward).all(|(a, b)| (a - b).abs() < 1e-9));
    }
}
