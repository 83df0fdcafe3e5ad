//! A language as data: its function words, fillers, contractions, spellings, inflections, and what any speaker says.
//! Word lists lie beside this file, one folder a language; nothing here knows a transcript.

mod background;
mod inflection;
mod words;

pub use background::Background;
pub use words::Kind;

use hashbrown::{HashMap, HashSet};
use rustc_hash::FxBuildHasher;
use std::sync::OnceLock;

/// A hash map with a fixed seed: the same order of insertion gives the same map on every machine.
pub type Map<K, V> = HashMap<K, V, FxBuildHasher>;
/// A hash set with a fixed seed.
pub type Set<K> = HashSet<K, FxBuildHasher>;

/// Everything that is known of a language before any call is read.
pub struct Language {
    /// ISO 639-1 code.
    pub code: &'static str,
    kinds: Map<&'static str, Kind>,
    fillers: Set<&'static str>,
    backchannels: Set<&'static str>,
    contractions: Map<&'static str, &'static str>,
    spellings: Map<&'static str, &'static str>,
    irregular: Map<&'static str, &'static str>,
    lexicalised_ing: Set<&'static str>,
    phrasal: Map<&'static str, Vec<&'static str>>,
    zipf: Map<&'static str, u16>,
    /// Stretches that open, hold or close a call, as normalised words.
    pub phrases_of_talk: Vec<Vec<&'static str>>,
    talk_openers: Set<&'static str>,
    background: OnceLock<Background>,
}

/// English.
pub fn english() -> &'static Language {
    static ENGLISH: OnceLock<Language> = OnceLock::new();
    ENGLISH.get_or_init(|| Language {
        code: "en",
        kinds: words::kinds(include_str!("english/function_words.tsv")),
        fillers: words::set(include_str!("english/fillers.txt")),
        backchannels: words::set(include_str!("english/backchannels.txt")),
        contractions: words::pairs(include_str!("english/contractions.tsv")),
        spellings: words::pairs(include_str!("english/spellings.tsv")),
        irregular: words::pairs(include_str!("english/irregular.tsv")),
        lexicalised_ing: words::set(include_str!("english/lexicalised_ing.txt")),
        phrasal: words::lists(include_str!("english/phrasal_verbs.txt")),
        zipf: words::numbers(include_str!("english/zipf.tsv")),
        phrases_of_talk: words::phrases(include_str!("english/phrases_of_talk.txt")),
        talk_openers: words::firsts(include_str!("english/phrases_of_talk.txt")),
        background: OnceLock::new(),
    })
}

impl Language {
    /// What kind of function word it is; [`Kind::CONTENT`] for every other word.
    pub fn kind(&self, normalised: &str) -> Kind {
        self.kinds.get(normalised).copied().unwrap_or(Kind::CONTENT)
    }

    /// Whether the word is a filled pause.
    pub fn is_filler(&self, lower: &str) -> bool {
        self.fillers.contains(lower)
    }

    /// Whether the word may stand in a turn that says only "I am listening".
    pub fn is_backchannel(&self, lower: &str) -> bool {
        self.backchannels.contains(lower)
    }

    /// Whether a set phrase of talk begins with the normalised word.
    pub fn opens_talk(&self, normalised: &str) -> bool {
        self.talk_openers.contains(normalised)
    }

    /// Whether verb and particle are a phrasal verb, "log" and "in". The verb in its base form.
    pub fn is_phrasal(&self, verb: &str, particle: &str) -> bool {
        self.phrasal.get(verb).is_some_and(|particles| particles.contains(&particle))
    }

    /// How common the word is in speech: log10 of its occurrences in a thousand million words, times 100. `None` below
    /// about 260 (rarer than one in two and a half million).
    pub fn zipf(&self, lower: &str) -> Option<u16> {
        self.zipf.get(lower).copied()
    }

    /// Gives the normalised words of a lower-case surface word to `take`: contractions expanded, American spelling.
    pub fn normalise(&self, lower: &str, mut take: impl FnMut(&str)) {
        if let Some(expansion) = self.contractions.get(lower) {
            return expansion.split(' ').for_each(take);
        }
        match lower.split_once('\'') {
            None => take(self.spellings.get(lower).copied().unwrap_or(lower)),
            Some((stem, ending)) => words::split_clitic(stem, ending, &mut take),
        }
    }

    /// The base form by which inflected forms are merged: `invoices`, `invoice`; `lost`, `lose`; `paying`, `pay`.
    pub fn base<'w>(&'w self, normalised: &'w str) -> std::borrow::Cow<'w, str> {
        inflection::base(self, normalised)
    }

    /// What any speaker says.
    pub fn background(&'static self) -> &'static Background {
        self.background.get_or_init(|| Background::read(self, include_str!("english/background.tsv")))
    }
}
