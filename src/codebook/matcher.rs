//! Compiled cues and a stretch of words in, hits out. Every cue hangs on the rarest words of its rarest step, so that most
//! words of a text are asked nothing; from there it is followed to both sides.

mod follow;

use super::lexicon::{self, Atom, Lexicon};
use super::pattern::{Pattern, Phrase, Step};
use super::words::{Said, Words};
use crate::language::Language;
use follow::Text;

/// Where a cue was found: places in the stretch of words, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Place of the cue in the codebook.
    pub cue: u32,
    /// First word.
    pub from: u16,
    /// One past the last word.
    pub to: u16,
}

/// All cues of a codebook, ready to run.
#[derive(Clone, Debug, Default)]
pub(super) struct Matcher {
    cues: Vec<Vec<Compiled>>,
    /// By atom: the cues and steps that hang on it.
    anchors: Vec<Vec<Anchor>>,
    /// Words that may come before a clause proper: so, and, well.
    lead: Vec<Box<[Atom]>>,
}

/// A word of a step of a cue by which it is looked for, and what may stand beside it there.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    cue: u32,
    step: u8,
    /// How many words of the step stand before it.
    shift: u8,
    /// What the word before and the word after may answer to: what cannot fit is turned away by these two.
    before: Signature,
    after: Signature,
}

/// Atoms, each as one of 128 bits that it shares with others: where two have no bit in common they have no atom.
pub(super) type Signature = u128;

/// The signature of one atom.
pub(super) fn signature(atom: Atom) -> Signature {
    if atom == lexicon::ANY { ANYTHING } else { 1 << (u32::from(atom).wrapping_mul(0x9e37_79b1) >> 25) }
}

/// Whatever the word is, or no word at all.
const ANYTHING: Signature = Signature::MAX;

#[derive(Clone, Debug)]
enum Compiled {
    One(Choice),
    Gap(u8),
    Start,
    End,
}

/// One of several words or phrases.
#[derive(Clone, Debug)]
struct Choice {
    /// Words by themselves, as a set of bits.
    singles: Bits,
    /// Longer phrases, and the words with which they begin or end.
    longer: Box<[Box<[Atom]>]>,
    first: Bits,
    last: Bits,
    optional: bool,
}

impl Choice {
    /// The places reached from place `i` by the longer phrases that fit, as bits.
    fn reached_by_longer(&self, i: usize, fits: impl Fn(&[Atom]) -> bool) -> u64 {
        let fitting = self.longer.iter().filter(|phrase| i + phrase.len() < 64 && fits(phrase));
        fitting.fold(0, |all, phrase| all | 1 << (i + phrase.len()))
    }
}

/// A set of atoms.
#[derive(Clone, Debug, Default)]
struct Bits(Box<[u64]>);

impl Bits {
    fn of(atoms: impl Iterator<Item = Atom>) -> Self {
        let mut bits = Vec::new();
        for atom in atoms {
            let at = usize::from(atom) / 64;
            if bits.len() <= at {
                bits.resize(at + 1, 0);
            }
            bits[at] |= 1 << (atom % 64);
        }
        Bits(bits.into())
    }

    fn has(&self, atom: Atom) -> bool {
        self.0.get(usize::from(atom) / 64).is_some_and(|bits| bits >> (atom % 64) & 1 == 1)
    }

    fn atoms(&self) -> impl Iterator<Item = Atom> {
        (0..self.0.len() * 64).map(|atom| atom as Atom).filter(|atom| self.has(*atom))
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Matcher {
    /// `None` when the cues have more different words than fit.
    pub(super) fn new<'a>(
        patterns: impl Iterator<Item = &'a Pattern>,
        lead: &[Phrase],
        lexicon: &mut Lexicon,
        language: &Language,
    ) -> Option<Self> {
        let patterns: Vec<&Pattern> = patterns.collect();
        let mut cues = Vec::with_capacity(patterns.len());
        for pattern in &patterns {
            cues.push(pattern.steps.iter().map(|step| compile(step, lexicon)).collect::<Option<Vec<_>>>()?);
        }
        let lead = lead.iter().map(|phrase| atoms(phrase, lexicon)).collect::<Option<_>>()?;
        let costs = lexicon.costs(language);
        let mut anchors = vec![Vec::new(); lexicon.len()];
        for (cue, steps) in (0u32..).zip(&cues) {
            let best = (0u8..)
                .zip(steps)
                .filter_map(|(at, step)| {
                    let rarest = rarest(step, &costs)?;
                    Some((rarest.iter().map(|(atom, _)| costs[*atom as usize]).sum::<u64>(), at, rarest))
                })
                .min();
            let Some((_, at, rarest)) = best else { continue };
            let Compiled::One(choice) = &steps[at as usize] else { continue };
            for (atom, shift) in rarest {
                anchors[atom as usize].push(Anchor {
                    cue,
                    step: at,
                    shift,
                    before: before(choice, atom, shift, &steps[..at as usize]),
                    after: after(choice, atom, shift, &steps[at as usize + 1..]),
                });
            }
        }
        Some(Matcher { cues, anchors, lead })
    }

    /// Finds every cue in `said`; hits are appended to `out` in order of cue and place, each place of a cue once.
    pub(super) fn find(&self, words: &Words, said: &[Said], out: &mut Vec<Hit>) {
        let first = out.len();
        let mut starts = None;
        for at in 0..said.len() {
            let name = said[at].name.then_some(lexicon::NAME);
            let before = at.checked_sub(1).map_or(0, |at| sign(words, &said[at]));
            let after = said.get(at + 1).map_or(0, |said| sign(words, said));
            for atom in words.atoms(said[at].word).iter().copied().chain(name) {
                for anchor in &self.anchors[atom as usize] {
                    if anchor.before != ANYTHING && anchor.before & before == 0
                        || anchor.after != ANYTHING && anchor.after & after == 0
                    {
                        continue;
                    }
                    let Some(at) = at.checked_sub(usize::from(anchor.shift)) else { continue };
                    let text = Text { words, said, starts: starts.get_or_insert_with(|| self.openings(words, said)) };
                    if let Some((from, to)) = text.follow(&self.cues[anchor.cue as usize], anchor.step as usize, at) {
                        out.push(Hit { cue: anchor.cue, from: from as u16, to: to as u16 });
                    }
                }
            }
        }
        out[first..].sort_unstable();
        let mut kept = first;
        for i in first..out.len() {
            if i == first || out[i] != out[kept - 1] {
                out[kept] = out[i];
                kept += 1;
            }
        }
        out.truncate(kept);
    }

    /// Which places begin a sentence: the first, and those after words that only lead in.
    fn openings(&self, words: &Words, said: &[Said]) -> Vec<bool> {
        let mut starts = vec![false; said.len() + 1];
        for at in 0..said.len() {
            starts[at] |= at == 0;
            if starts[at] {
                for phrase in &self.lead {
                    let fits = said.len() >= at + phrase.len()
                        && phrase.iter().zip(&said[at..]).all(|(atom, word)| words.atoms(word.word).contains(atom));
                    starts[at + if fits { phrase.len() } else { 0 }] = true;
                }
            }
        }
        starts
    }
}

fn atoms(phrase: &Phrase, lexicon: &mut Lexicon) -> Option<Box<[Atom]>> {
    phrase.iter().map(|piece| lexicon.atom(piece)).collect()
}

fn compile(step: &Step, lexicon: &mut Lexicon) -> Option<Compiled> {
    Some(match step {
        Step::Gap(width) => Compiled::Gap(*width),
        Step::Start => Compiled::Start,
        Step::End => Compiled::End,
        Step::One { phrases, optional } => {
            let (mut singles, mut longer) = (Vec::new(), Vec::new());
            for phrase in phrases {
                let atoms = atoms(phrase, lexicon)?;
                if let [single] = *atoms { singles.push(single) } else { longer.push(atoms) }
            }
            Compiled::One(Choice {
                singles: Bits::of(singles.into_iter()),
                first: Bits::of(longer.iter().map(|phrase| phrase[0])),
                last: Bits::of(longer.iter().map(|phrase| phrase[phrase.len() - 1])),
                longer: longer.into(),
                optional: *optional,
            })
        }
    })
}

/// What a word answers to, where it stands.
fn sign(words: &Words, said: &Said) -> Signature {
    words.signature(said.word) | if said.name { signature(lexicon::NAME) } else { 0 }
}

/// The phrases of a step that are looked for by this word of theirs.
fn hanging(choice: &Choice, atom: Atom, shift: u8) -> impl Iterator<Item = &[Atom]> {
    choice.longer.iter().map(|phrase| &**phrase).filter(move |phrase| phrase.get(usize::from(shift)) == Some(&atom))
}

/// What the word before the anchor may answer to: one of the step itself, or of the steps before it, the nearest last.
fn before(choice: &Choice, atom: Atom, shift: u8, steps: &[Compiled]) -> Signature {
    match usize::from(shift).checked_sub(1) {
        Some(last) => hanging(choice, atom, shift).fold(0, |all, phrase| all | signature(phrase[last])),
        None => nearest(steps.iter().rev(), |choice| &choice.last),
    }
}

/// What the word after the anchor may answer to.
fn after(choice: &Choice, atom: Atom, shift: u8, next: &[Compiled]) -> Signature {
    let mut ends = shift == 0 && choice.singles.has(atom);
    let mut all = 0;
    for phrase in hanging(choice, atom, shift) {
        match phrase.get(usize::from(shift) + 1) {
            Some(atom) => all |= signature(*atom),
            None => ends = true,
        }
    }
    all | if ends { nearest(next.iter(), |choice| &choice.first) } else { 0 }
}

/// What the nearest word of some steps may answer to: those that may be absent, and the first that must be there.
/// `edge` is the words by which the longer phrases of a step are reached.
fn nearest<'a>(steps: impl Iterator<Item = &'a Compiled>, edge: impl Fn(&Choice) -> &Bits) -> Signature {
    let mut all = 0;
    for step in steps {
        let Compiled::One(choice) = step else { return ANYTHING };
        all |= choice.singles.atoms().chain(edge(choice).atoms()).fold(0, |all, atom| all | signature(atom));
        if !choice.optional {
            return all;
        }
    }
    ANYTHING
}

/// The words by which a step that must be there can be found: each single word, and of each phrase its rarest, with how many
/// words of it stand before that.
fn rarest(step: &Compiled, costs: &[u64]) -> Option<Vec<(Atom, u8)>> {
    let Compiled::One(choice) = step else { return None };
    let mut atoms: Vec<(Atom, u8)> = choice.singles.atoms().map(|atom| (atom, 0)).collect();
    for phrase in &choice.longer {
        let known = (0u8..).zip(phrase.iter()).filter(|(_, atom)| **atom != lexicon::ANY);
        let (shift, atom) = known.min_by_key(|(shift, atom)| (costs[**atom as usize], *shift))?;
        atoms.push((*atom, shift));
    }
    atoms.sort_unstable();
    atoms.dedup();
    (!choice.optional && !atoms.iter().any(|(atom, _)| *atom == lexicon::ANY)).then_some(atoms)
}

#[cfg(test)]
mod tests;
