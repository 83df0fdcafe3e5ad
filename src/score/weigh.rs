//! What stands out? Calls on both sides and the spoken background in, for every candidate how distinctive it is out.

use super::measure::{CallLift, PRIOR_CALLS, Side, call_lift};
use crate::count::stream::Keys;
use crate::language::Language;

/// The two sides of the calls that count.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sides {
    /// Calls with a customer.
    pub calls: u32,
    /// Words that customers say.
    pub customer_words: u64,
    /// Calls with a customer and a rep.
    pub calls_with_rep: u32,
    /// Words that reps say.
    pub rep_words: u64,
    /// Words of each side in a usual call: the means, a call far longer than most counted as a long one only.
    pub words_each: (f64, f64),
}

/// A call counts for at most so many times the median.
const LONGEST: u64 = 20;

impl Sides {
    /// Of the words of customers and reps in each call.
    pub fn of(words: &[(u64, u64)]) -> Self {
        let (customers, reps): (Vec<u64>, Vec<u64>) = words.iter().copied().unzip();
        let reps: Vec<u64> = reps.into_iter().filter(|words| *words > 0).collect();
        Sides {
            calls: customers.len() as u32,
            customer_words: customers.iter().sum(),
            calls_with_rep: reps.len() as u32,
            rep_words: reps.iter().sum(),
            words_each: (usual(customers), usual(reps)),
        }
    }
}

fn usual(mut words: Vec<u64>) -> f64 {
    words.sort_unstable();
    let most = words.get(words.len() / 2).map_or(0, |median| median.max(&1) * LONGEST);
    words.iter().map(|words| *words.min(&most)).sum::<u64>() as f64 / words.len().max(1) as f64
}

/// In how many calls a candidate is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// By a customer.
    pub customer: u32,
    /// By a customer before any rep.
    pub unprompted: u32,
    /// By a customer for the first time within two turns of reps after a rep.
    pub echoed: u32,
    /// By a rep.
    pub rep: u32,
}

/// How distinctive a candidate is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weight {
    /// log2 of the rate at which customers say it over the rate at which any speaker does.
    pub background: f64,
    /// The same against the reps of the same calls; `None` without reps.
    pub reps: Option<CallLift>,
    /// Whether the language has a spoken background; else `background` is held against what nobody says, and shows
    /// nothing.
    pub heard: bool,
    /// Standard error of `background`.
    pub error: f64,
    /// Both together, the former less its standard error, in log2 units: the column `distinctive`.
    pub distinctive: f64,
    /// How far the words beside it differ from any words, in bits.
    pub clarity: f64,
}

impl Weight {
    /// Standard scores above no lift: against the reps where there are reps, else against the spoken background.
    pub fn z(&self) -> f64 {
        self.reps.map_or(self.known() / self.error, |lift| lift.z)
    }

    /// Lower bound of the same lift, `z` standard errors below it.
    pub fn low(&self, z: f64) -> f64 {
        self.reps.map_or(self.known() - z * self.error, |lift| lift.low_at(z))
    }

    /// What is known of the lift against any speaker: none without a background.
    fn known(&self) -> f64 {
        if self.heard { self.background } else { 0.0 }
    }
}

/// Lift against reps counts for at most this much, in log2 units, and no more than it is sure of.
const MOST_REP_LIFT: f64 = 2.0;

/// Weighs one candidate by its base forms.
pub fn weigh(language: &'static Language, keys: &Keys, phrase: &[u32], said: Said, sides: Sides) -> Weight {
    let bases: Vec<&str> = phrase.iter().map(|key| &*keys.key(*key).base).collect();
    let (words_each, rep_words_each) = sides.words_each;
    let rate = rate(f64::from(said.customer) + 0.5, f64::from(sides.calls) + 1.0, words_each);
    let background = (rate / spoken_rate(language, &bases)).log2();
    let reps = (sides.calls_with_rep > 0)
        .then(|| {
            let customers = Side { calls: f64::from(said.customer), words: words_each };
            let reps = Side { calls: f64::from(said.rep), words: rep_words_each };
            call_lift(customers, reps, f64::from(sides.calls), PRIOR_CALLS)
        })
        .flatten();
    let against_reps = reps.map_or(0.0, sure);
    let error = 1.0 / (f64::from(said.customer.max(1)).sqrt() * std::f64::consts::LN_2);
    Weight {
        background,
        heard: language.has_background(),
        reps,
        error,
        distinctive: background - error + against_reps,
        clarity: 0.0,
    }
}

/// The lift, by the bound that is nearer to none; none where the bounds lie on both sides of it.
fn sure(lift: CallLift) -> f64 {
    let wide = lift.lift - lift.low;
    (lift.lift.signum() * (lift.lift.abs() - wide).max(0.0)).clamp(-MOST_REP_LIFT, MOST_REP_LIFT)
}

/// Mentions per word that give the observed share of documents of `words` words each (Poisson).
fn rate(documents: f64, of: f64, words: f64) -> f64 {
    -(1.0 - (documents / of).min(0.999_999)).ln() / words.max(1.0)
}

/// Rate at which any speaker says it: meetings, and for single words film dialogue too; the higher of the two.
fn spoken_rate(language: &'static Language, bases: &[&str]) -> f64 {
    let background = language.background();
    let meetings = rate(background.document_frequency(bases), f64::from(background.documents), background.words_each);
    match bases {
        [word] => meetings.max(language.zipf(word).map_or(0.0, |zipf| 10_f64.powf(f64::from(zipf) / 100.0 - 9.0))),
        _ => meetings,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_endless_call_does_not_make_every_call_long() {
        let sides = Sides::of(&[(100, 50), (120, 0), (80, 60), (30_000_000, 40_000_000)]);
        assert_eq!((sides.calls, sides.calls_with_rep, sides.customer_words), (4, 3, 30_000_300));
        assert!((sides.words_each.0 - (300.0 + 120.0 * 20.0) / 4.0).abs() < 1e-9, "{sides:?}");
        assert_eq!(Sides::of(&[(10, 0), (30, 0)]).words_each, (20.0, 0.0));
    }
}
