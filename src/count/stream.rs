//! Tokens of turns in, one stream of numbers a call and side out: keys of words, with the places where a phrase breaks.

use crate::language::{Kind, Language, Map};
use crate::mask::{TalkPhrases, is_backchannel};
use crate::tokenize::{After, Skip, Token, Vocabulary};

/// A phrase may not go on here.
pub const BREAK: u32 = u32::MAX;
/// A sentence ends here.
pub const SENTENCE: u32 = u32::MAX - 1;
/// A turn begins here; the lower bits are its number.
pub const TURN: u32 = 1 << 31;
/// Every number below this is a key.
pub const KEYS: u32 = 1 << 30;

/// The turn that a mark of a stream opens, if it opens one.
pub fn turn_of(symbol: u32) -> Option<u32> {
    (symbol & TURN != 0 && symbol < SENTENCE).then_some(symbol & !TURN)
}

/// The streams of one call.
#[derive(Clone, Debug, Default)]
pub struct CallStreams {
    /// What customers say.
    pub customer: Vec<u32>,
    /// What reps say.
    pub rep: Vec<u32>,
}

/// The streams of a run of calls; the calls of all chunks are numbered through.
#[derive(Clone, Debug, Default)]
pub struct Chunk {
    /// Number of the first call.
    pub first_call: u32,
    /// Call after call.
    pub calls: Vec<CallStreams>,
}

impl Chunk {
    /// Puts the keys of the whole run in place of the chunk's own: `map[own] = whole`.
    pub fn renumber(&mut self, map: &[u32]) {
        let streams = self.calls.iter_mut().flat_map(|call| [&mut call.customer, &mut call.rep]);
        for symbol in streams.flatten().filter(|symbol| **symbol < KEYS) {
            *symbol = map[*symbol as usize];
        }
    }
}

/// What is counted as one word: all inflected forms of a base form.
#[derive(Clone, Debug)]
pub struct Key {
    /// The base form.
    pub base: Box<str>,
    /// What kind of function word it is, if any of its forms is one.
    pub kind: Kind,
}

/// The keys of some calls, numbered in the order in which they were met.
#[derive(Default)]
pub struct Keys {
    ids: Map<Box<str>, u32>,
    keys: Vec<Key>,
}

impl Keys {
    /// The number of a base form.
    pub fn intern(&mut self, base: &str, kind: Kind) -> u32 {
        if let Some(id) = self.ids.get(base) {
            let known = &mut self.keys[*id as usize];
            known.kind = known.kind.and(kind);
            return *id;
        }
        let id = self.keys.len() as u32;
        self.keys.push(Key { base: base.into(), kind });
        self.ids.insert(base.into(), id);
        id
    }

    /// The number of a base form, if it is known.
    pub fn find(&self, base: &str) -> Option<u32> {
        self.ids.get(base).copied()
    }

    /// The key of that number.
    pub fn key(&self, id: u32) -> &Key {
        &self.keys[id as usize]
    }

    /// All keys in order of their numbers.
    pub fn all(&self) -> &[Key] {
        &self.keys
    }
}

/// Turns words into keys; holds what was worked out for each distinct word.
pub struct Keyer {
    phrases: TalkPhrases,
    keys: Keys,
    /// Per word of the vocabulary: its symbols, keys or breaks.
    known: Vec<Box<[u32]>>,
}

/// What became of the words of a turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Masked {
    /// Words of turns that say only "I am listening".
    pub backchannel: u64,
    /// Words of set phrases.
    pub talk: u64,
    /// Filled pauses, immediate repeats and cut words.
    pub disfluent: u64,
    /// Words of private data.
    pub private: u64,
}

impl std::ops::AddAssign for Masked {
    fn add_assign(&mut self, other: Masked) {
        self.backchannel += other.backchannel;
        self.talk += other.talk;
        self.disfluent += other.disfluent;
        self.private += other.private;
    }
}

impl Keyer {
    /// A keyer for one vocabulary.
    pub fn new(language: &'static Language) -> Self {
        Keyer { phrases: TalkPhrases::new(language), keys: Keys::default(), known: Vec::new() }
    }

    /// The keys so far.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Hands over the keys.
    pub fn into_keys(self) -> Keys {
        self.keys
    }

    /// Gives every symbol of a turn to `take`, with the place of the token that it comes from: keys, [`BREAK`] and
    /// [`SENTENCE`], never two marks in a row.
    pub fn symbols(&mut self, tokens: &[Token], vocabulary: &Vocabulary, take: impl FnMut(u32, usize)) -> Masked {
        let mut masked = Masked::default();
        if is_backchannel(tokens, vocabulary) {
            masked.backchannel = tokens.len() as u64;
            return masked;
        }
        self.learn(vocabulary);
        let mut joiner = Joiner { keys: &self.keys, language: vocabulary.language(), last: BREAK, held: None, take };
        let mut put = |symbol: u32, at: usize| joiner.put(symbol, at);
        let mut at = 0;
        while at < tokens.len() {
            let token = tokens[at];
            let hidden = self.phrases.at(&tokens[at..], vocabulary);
            if hidden > 0 {
                masked.talk += hidden as u64;
                at += hidden;
                put(mark(tokens[at - 1].after).max(SENTENCE), at - 1);
                continue;
            }
            match token.skip {
                None => self.known[token.word.0 as usize].iter().for_each(|symbol| put(*symbol, at)),
                Some(Skip::Private) => {
                    masked.private += 1;
                    put(BREAK, at);
                }
                Some(_) => masked.disfluent += 1,
            }
            if token.after != After::Blank {
                put(mark(token.after), at);
            }
            at += 1;
        }
        joiner.release();
        masked
    }

    /// Works out the symbols of words that came in since the last turn.
    fn learn(&mut self, vocabulary: &Vocabulary) {
        let language = vocabulary.language();
        for word in &vocabulary.words()[self.known.len()..] {
            let symbols = if word.kind.is(Kind::DIGITS) {
                Box::from([BREAK])
            } else {
                word.parts.iter().filter_map(|part| self.symbol(language, part)).collect()
            };
            self.known.push(symbols);
        }
    }

    fn symbol(&mut self, language: &'static Language, part: &str) -> Option<u32> {
        let kind = language.kind(part);
        if kind.is(Kind::DETERMINER) {
            return None;
        }
        if kind.is(Kind::BREAKER) {
            return Some(BREAK);
        }
        let base = language.base(part);
        Some(self.keys.intern(&base, kind.and(language.kind_of_base(&base))))
    }
}

/// Passes symbols on: of marks that follow each other the first, and no pronoun between a verb and its particle.
struct Joiner<'k, T> {
    keys: &'k Keys,
    language: &'static Language,
    /// The symbol passed on last.
    last: u32,
    /// A pronoun of which it is not yet known whether a particle follows.
    held: Option<(u32, usize)>,
    take: T,
}

impl<T: FnMut(u32, usize)> Joiner<'_, T> {
    fn put(&mut self, symbol: u32, at: usize) {
        if symbol >= KEYS {
            self.release();
            if self.last < KEYS {
                self.pass(symbol, at);
            }
            return;
        }
        if let Some(held) = self.held.take() {
            let base = |key: u32| &*self.keys.key(key).base;
            if !self.language.is_phrasal(base(self.last), base(symbol)) {
                self.pass(held.0, held.1);
            }
        }
        if self.last < KEYS && self.is_object_pronoun(symbol) {
            self.held = Some((symbol, at));
        } else {
            self.pass(symbol, at);
        }
    }

    fn is_object_pronoun(&self, symbol: u32) -> bool {
        let key = self.keys.key(symbol);
        key.kind.is(Kind::PRONOUN) && self.language.is_object_pronoun(&key.base)
    }

    fn release(&mut self) {
        if let Some((symbol, at)) = self.held.take() {
            self.pass(symbol, at);
        }
    }

    fn pass(&mut self, symbol: u32, at: usize) {
        self.last = symbol;
        (self.take)(symbol, at);
    }
}

fn mark(after: After) -> u32 {
    match after {
        After::Stop | After::Question => SENTENCE,
        _ => BREAK,
    }
}
