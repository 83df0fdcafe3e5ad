//! Which n-grams are phrases? Counts in, the candidates for terms out, and for every other n-gram the gate that it failed.

use super::measure::npmi as mutual;
use super::trace::{Fate, Trace};
use crate::count::ngram::NGrams;
use crate::count::stream::{Key, Keys};
use crate::language::{Kind, Language, Map, Set};
use crate::mask::private::is_name_like;

/// An n-gram that may become a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its keys.
    pub keys: Box<[u32]>,
    /// Calls in which a customer says it.
    pub calls: u32,
    /// Times customers say it.
    pub mentions: u32,
}

/// Why an n-gram is no phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gate {
    /// It begins on a function word.
    LeftEdge,
    /// It ends on a function word.
    RightEdge,
    /// It holds no word that carries content.
    NoContent,
    /// It is a person's name.
    Name,
    /// Its parts stand together hardly more often than by chance.
    Loose,
    /// It is a longer phrase cut short: nearly all its calls say the longer one.
    CutShort,
    /// It adds only a verb that goes with everything: "want a savings account".
    MerelyWants,
    /// It says how, where or when, not what: "amazing", "last night".
    Remark,
    /// It denies what another phrase denies with any verb: "is not working" beside "not working".
    Denied,
}

impl std::fmt::Display for Gate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Gate::LeftEdge => "it begins on a function word",
            Gate::RightEdge => "it ends on a function word",
            Gate::NoContent => "it holds no word that carries content",
            Gate::Name => "it is a person's name",
            Gate::Loose => "its parts stand together hardly more often than by chance",
            Gate::CutShort => "nearly all its calls say a longer phrase that holds it",
            Gate::MerelyWants => "it adds only a verb that goes with everything to another phrase",
            Gate::Remark => "by itself it says how, where or when, not what",
            Gate::Denied => "it is counted where the same is denied with any verb",
        })
    }
}

/// Whether the words could be a phrase by their kinds alone.
///
/// # Errors
/// The first gate that it fails.
pub fn shape(language: &Language, words: &[&Key]) -> Result<(), Gate> {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Err(Gate::NoContent) };
    let asks = asks_how(words);
    if !asks && !opens(language, first, words.get(1).copied()) {
        return Err(Gate::LeftEdge);
    }
    let asked = asks && (words.len() == 2 || last.kind == Kind::LIGHT);
    if !asked && !closes(language, last, words.len().checked_sub(2).map(|at| words[at])) {
        return Err(Gate::RightEdge);
    }
    if asks {
        return Ok(());
    }
    let content: Vec<&str> = words.iter().filter(|word| word.kind == Kind::CONTENT).map(|word| &*word.base).collect();
    if !words.iter().any(|word| carries(word)) {
        return Err(Gate::NoContent);
    }
    let bases: Vec<&str> = words.iter().map(|word| &*word.base).collect();
    if language.is_remark(&bases) {
        return Err(Gate::Remark);
    }
    if language.has_lemmas() && is_name_like(&content) { Err(Gate::Name) } else { Ok(()) }
}

/// "how long", "how many", "what time".
fn asks_how(words: &[&Key]) -> bool {
    let [question, measure, ..] = words else { return false };
    question.kind.is(Kind::QUESTION) && (measure.kind.is(Kind::MEASURE) || measure.kind == Kind::TIME)
}

/// Whether a word says what is talked about.
pub fn carries(word: &Key) -> bool {
    word.kind == Kind::CONTENT && word.base.chars().count() >= 3
}

fn opens(language: &Language, first: &Key, second: Option<&Key>) -> bool {
    let denied = second.is_some_and(|word| &*word.base == "not");
    let phrasal = |particle: &Key| language.is_phrasal(&first.base, &particle.base);
    first.kind == Kind::CONTENT
        || first.kind == Kind::LIGHT && second.is_some_and(phrasal)
        || (first.kind == Kind::LIGHT || first.kind.is(Kind::WHICH)) && second.is_some_and(carries)
        || first.kind.is(Kind::NEGATOR) && second.is_some_and(|word| !word.kind.is(Kind::NEGATOR))
        || first.kind.is(Kind::AUXILIARY) && denied
}

fn closes(language: &Language, last: &Key, before: Option<&Key>) -> bool {
    let denied = |verb: &Key| verb.kind == Kind::CONTENT && language.closes(&last.base);
    last.kind == Kind::CONTENT
        || last.kind == Kind::TIME && before.is_some_and(carries)
        || before.is_some_and(|verb| language.is_phrasal(&verb.base, &last.base) || denied(verb))
}

/// Least normalised pointwise mutual information between the first word and the rest, and between the rest and the last.
const LEAST_NPMI: f64 = 0.15;

/// The same between a preposition or a number and a phrase that hangs on it.
const HANGING_NPMI: f64 = 0.5;

/// A part is a longer phrase cut short when this share of its calls say the longer one, in tenths.
const CUT_SHORT_TENTHS: u64 = 8;

/// The candidates among the n-grams, in at least `support` calls, in order of length and number.
pub fn candidates(
    ngrams: &NGrams,
    keys: &Keys,
    language: &Language,
    support: u32,
    trace: &mut Trace,
) -> Vec<Candidate> {
    let total: u64 = ngrams.levels.first().map_or(0, |level| level.mentions.iter().map(|n| u64::from(*n)).sum());
    let single = singles(ngrams, keys.all().len());
    let mut all = Vec::new();
    let mut words = Vec::new();
    for (n, level) in ngrams.levels.iter().enumerate() {
        for id in (0..level.len()).filter(|id| level.calls[*id] >= support) {
            ngrams.words(n + 1, id, &mut words);
            let described: Vec<&Key> = words.iter().map(|key| keys.key(*key)).collect();
            let fits = match shape(language, &described) {
                Err(Gate::LeftEdge) if hangs_on(ngrams, (n, id), (single[words[0] as usize], total), &described) => {
                    shape(language, &described[1..])
                }
                fits => fits,
            };
            if let Err(gate) = fits {
                trace.note(&words, || Fate::Gate(gate));
                continue;
            }
            if n > 0 {
                let above = &ngrams.levels[n - 1];
                let whole = level.mentions[id];
                let left = (above.mentions[level.head[id] as usize], single[words[n] as usize]);
                let right = (single[words[0] as usize], above.mentions[level.tail[id] as usize]);
                // What is denied need not be denied more often than by chance to be worth telling, but hardly less often.
                let least = if described[0].kind.is(Kind::NEGATOR) { 0.0 } else { LEAST_NPMI };
                if [(left, LEAST_NPMI), (right, least)]
                    .into_iter()
                    .any(|((a, b), least)| npmi(whole, a, b, total) < least)
                {
                    trace.note(&words, || Fate::Gate(Gate::Loose));
                    continue;
                }
            }
            all.push(Candidate { keys: words.as_slice().into(), calls: level.calls[id], mentions: level.mentions[id] });
        }
    }
    without_parts(all, keys, trace)
}

/// Whether the phrase that follows a preposition or a number hangs on it: "on my way text", "off the top of my head".
fn hangs_on(ngrams: &NGrams, (n, id): (usize, usize), (first, total): (u32, u64), words: &[&Key]) -> bool {
    // "to" is more than a preposition: it joins a verb to anything.
    if n < 2 || ![Kind::PREPOSITION, Kind::NUMBER].contains(&words[0].kind) {
        return false;
    }
    let (level, above) = (&ngrams.levels[n], &ngrams.levels[n - 1]);
    let rest = level.tail[id] as usize;
    let most = u64::from(level.calls[id]) * 10 >= u64::from(above.calls[rest]) * CUT_SHORT_TENTHS;
    most && npmi(level.mentions[id], first, above.mentions[rest], total) >= HANGING_NPMI
}

/// Mentions of single words, by key.
fn singles(ngrams: &NGrams, keys: usize) -> Vec<u32> {
    let mut mentions = vec![0; keys];
    if let Some(level) = ngrams.levels.first() {
        for (key, n) in level.last.iter().zip(&level.mentions) {
            mentions[*key as usize] = *n;
        }
    }
    mentions
}

fn npmi(whole: u32, a: u32, b: u32, total: u64) -> f64 {
    mutual(f64::from(whole), f64::from(a), f64::from(b), total as f64).unwrap_or(0.0)
}

/// Leaves out phrases cut short, and phrases that only add a light verb to another phrase of two words or more.
fn without_parts(all: Vec<Candidate>, keys: &Keys, trace: &mut Trace) -> Vec<Candidate> {
    let mut drop = vec![false; all.len()];
    {
        let by_keys: Map<&[u32], usize> = all.iter().enumerate().map(|(n, c)| (&*c.keys, n)).collect();
        for (n, whole) in all.iter().enumerate() {
            for length in 1..whole.keys.len() {
                for part in whole.keys.windows(length) {
                    let Some(part) = by_keys.get(part) else { continue };
                    let most = u64::from(whole.calls) * 10 >= u64::from(all[*part].calls) * CUT_SHORT_TENTHS;
                    if most && !merely_wants(whole, part_is_rest(whole, &all[*part]), keys) {
                        drop[*part] = true;
                        trace.note(&all[*part].keys, || Fate::GateFor(Gate::CutShort, whole.keys.clone()));
                    }
                }
            }
            let rest = &whole.keys[1..];
            if rest.len() > 1 && by_keys.contains_key(rest) && merely_wants(whole, true, keys) {
                drop[n] = true;
                trace.note(&whole.keys, || Fate::GateFor(Gate::MerelyWants, rest.into()));
            }
        }
    }
    fold_denials(&all, keys, &mut drop, trace);
    let mut drop = drop.into_iter();
    all.into_iter().filter(|_| drop.next() == Some(false)).collect()
}

/// Leaves out "is not working" where "not working", by whichever verb it is denied, stays.
fn fold_denials(all: &[Candidate], keys: &Keys, drop: &mut [bool], trace: &mut Trace) {
    let denials = |n: &usize| keys.key(all[*n].keys[0]).kind.is(Kind::NEGATOR) && !drop[*n];
    let stay: Set<&[u32]> = (0..all.len()).filter(denials).map(|n| &*all[n].keys).collect();
    for (n, whole) in all.iter().enumerate() {
        let rest = &whole.keys[1..];
        if keys.key(whole.keys[0]).kind.is(Kind::AUXILIARY) && stay.contains(rest) {
            drop[n] = true;
            trace.note(&whole.keys, || Fate::GateFor(Gate::Denied, rest.into()));
        }
    }
}

fn part_is_rest(whole: &Candidate, part: &Candidate) -> bool {
    whole.keys[1..] == *part.keys
}

fn merely_wants(whole: &Candidate, part_is_rest: bool, keys: &Keys) -> bool {
    part_is_rest && whole.keys.len() > 2 && keys.key(whole.keys[0]).kind == Kind::LIGHT
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::ngram;
    use crate::count::stream::{CallStreams, Chunk, TURN};
    use crate::language::english;

    fn gate(phrase: &str) -> Result<(), Gate> {
        let key = |base: &str| Key { base: base.into(), kind: english().kind(base) };
        let words: Vec<Key> = phrase.split(' ').map(key).collect();
        shape(english(), &words.iter().collect::<Vec<_>>())
    }

    #[test]
    fn phrases_have_edges() {
        for phrase in [
            "lose card",
            "new card",
            "can not log in",
            "log in",
            "fall through crack",
            "last invoice",
            "invoice",
            "pay late",
        ] {
            assert_eq!(gate(phrase), Ok(()), "{phrase}");
        }
        for phrase in [
            "how long",
            "how long do it take",
            "how much do delivery cost",
            "what time",
            "open hour",
            "save time",
            "set up price",
        ] {
            assert_eq!(gate(phrase), Ok(()), "{phrase}");
        }
        for (phrase, why) in [
            ("in invoice", Gate::LeftEdge),
            ("last week", Gate::LeftEdge),
            ("how", Gate::LeftEdge),
            ("how long do it", Gate::RightEdge),
            ("go to price", Gate::LeftEdge),
            ("no no fever", Gate::LeftEdge),
            ("how invoice", Gate::LeftEdge),
            ("invoice from", Gate::RightEdge),
            ("amaze", Gate::Remark),
            ("last night", Gate::Remark),
            ("order new", Gate::RightEdge),
        ] {
            assert_eq!(gate(phrase), Err(why), "{phrase}");
        }
    }

    /// The candidates of two or more words, in base forms, of calls in which a customer says one thing each.
    fn phrases(calls: &[&str]) -> Vec<String> {
        let mut keys = Keys::default();
        let mut stream = |text: &&str| {
            let words = text.split(' ').map(|word| keys.intern(word, english().kind(word)));
            CallStreams { customer: [TURN].into_iter().chain(words).collect(), rep: vec![] }
        };
        let chunk = Chunk { first_call: 0, calls: calls.iter().map(&mut stream).collect() };
        let found = candidates(&ngram::count(&[chunk], 3, 6), &keys, english(), 3, &mut Trace::default());
        let words = |c: &Candidate| c.keys.iter().map(|key| &*keys.key(*key).base).collect::<Vec<_>>().join(" ");
        found.iter().filter(|c| c.keys.len() > 1).map(words).collect()
    }

    #[test]
    fn a_phrase_keeps_the_preposition_that_it_hangs_on() {
        let talk = [
            "to pay late",
            "for you to pay late",
            "go to pay late",
            "the plan",
            "in a week",
            "two or three",
            "a van",
            "on a bus",
            "to pay",
            "for a job",
            "at noon",
        ];
        let hanging = ["send on way text", "the on way text", "an on way text", "two van forum", "that two van forum"];
        let free = ["two van forum", "on price list", "at price list", "the price list", "in price list"];
        assert_eq!(
            phrases(&[&talk[..], &hanging, &free].concat()),
            ["pay late", "price list", "two van forum", "on way text"]
        );
    }

    #[test]
    fn a_denial_needs_no_tie_to_its_negation() {
        let (said, denied) =
            (["use van", "will use van", "use van too"], ["not use van", "do not use van", "did not use van"]);
        let other = ["not here", "not there", "not so", "not now", "in a plan", "to pay for it", "at noon", "on a bus"];
        let calls = [&said[..], &said, &denied, &other].concat();
        assert_eq!(phrases(&calls), ["use van", "not use van"]);
    }

    #[test]
    fn denials_are_one() {
        let mut keys = Keys::default();
        let [be, have, not, work] = ["be", "have", "not", "work"].map(|base| keys.intern(base, english().kind(base)));
        let candidate = |keys: &[u32], calls| Candidate { keys: keys.into(), calls, mentions: calls };
        let spread = vec![candidate(&[not, work], 9), candidate(&[be, not, work], 5), candidate(&[have, not, work], 4)];
        let left = without_parts(spread, &keys, &mut Trace::default());
        assert_eq!(left, [candidate(&[not, work], 9)]);
        let with_one = vec![candidate(&[not, work], 9), candidate(&[be, not, work], 8)];
        assert_eq!(without_parts(with_one, &keys, &mut Trace::default()), [candidate(&[be, not, work], 8)]);
    }
}
