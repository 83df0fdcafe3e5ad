//! The hits of a unit in, how strongly they speak for each code out: exclusions, mood, and several cues together.

use super::mood::{self, Marks, Mood};
use crate::codebook::{Codebook, Hit, Rule, Said, Words};

/// What the cues of a code say in a unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// The strongest cue.
    pub hit: Hit,
    /// Its own strength.
    own: u16,
    /// Strength of all cues of the code together, in thousandths.
    pub strength: u16,
    /// How the strongest cue is meant.
    pub mood: Mood,
}

/// The best hit of each code, after exclusions and mood.
pub(super) fn weigh(
    book: &Codebook,
    words: &Words,
    marks: &Marks,
    said: &[Said],
    hits: &[Hit],
    of_unit: Mood,
    best: &mut [Option<Found>],
) {
    best.fill(None);
    for hit in hits {
        let cue = &book.cues()[hit.cue as usize];
        if cue.unless || excluded(book, hits, *hit) {
            continue;
        }
        let mood = of_unit.and(mood::of_hit(words, marks, said, *hit));
        let code = book.code(cue.code);
        let mut strength = u32::from(cue.strength);
        for (flag, rule) in [(Mood::NEGATED, code.negated), (Mood::ASKED, code.asked), (Mood::IMAGINED, code.imagined)]
        {
            if mood.has(flag) {
                strength = match rule {
                    Rule::Keep => strength,
                    Rule::Weaken => strength / 2,
                    Rule::Drop => 0,
                };
            }
        }
        if mood.has(Mood::HEDGED) {
            strength = strength * 9 / 10;
        }
        if strength > 0 {
            let slot = &mut best[cue.code.0 as usize];
            *slot = Some(both(*slot, Found { hit: *hit, own: strength as u16, strength: strength as u16, mood }));
        }
    }
}

/// Two cues of one code: the stronger one speaks for both, and together they are surer (noisy or), unless they overlap.
fn both(old: Option<Found>, new: Found) -> Found {
    let Some(old) = old else { return new };
    let (mut best, other) = if new.own > old.own { (new, old) } else { (old, new) };
    best.strength = old.strength.max(new.strength);
    if old.hit.from >= new.hit.to || new.hit.from >= old.hit.to {
        let doubt = (1000 - u32::from(old.strength)) * (1000 - u32::from(new.strength)) / 1000;
        best.strength = (1000 - doubt) as u16;
    }
    best.mood = best.mood.and(Mood(other.mood.0 & Mood::PAST.0));
    best
}

pub(super) fn excluded(book: &Codebook, hits: &[Hit], hit: Hit) -> bool {
    let code = book.cues()[hit.cue as usize].code;
    hits.iter().any(|other| {
        let cue = &book.cues()[other.cue as usize];
        cue.unless && cue.code == code && other.from < hit.to && hit.from < other.to
    })
}
