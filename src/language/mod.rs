//! A language as data: its function words, fillers, contractions, spellings, inflections, and what any speaker says.
//! Word lists lie beside this file, one folder a language; nothing here knows a transcript.

mod background;
mod inflection;
mod shipped;
mod words;

pub use background::Background;
pub use shipped::{english, shipped};
pub use words::Kind;

use frostem::Stemmer;
use hashbrown::{HashMap, HashSet};
use rustc_hash::FxBuildHasher;
use std::borrow::Cow;
use std::sync::OnceLock;

/// A hash map with a fixed seed: the same order of insertion gives the same map on every machine.
pub type Map<K, V> = HashMap<K, V, FxBuildHasher>;
/// A hash set with a fixed seed.
pub type Set<K> = HashSet<K, FxBuildHasher>;

/// Everything that is known of a language before any call is read.
///
/// English is whole. The others have what terms need: function words, fillers, set phrases of talk and a stemmer; they
/// have no frequencies, no spoken background and no codebook.
pub struct Language {
    /// ISO 639-1 code.
    pub code: &'static str,
    /// Its English name.
    pub name: &'static str,
    stemmer: Option<Stemmer>,
    stems: Map<String, Kind>,
    closing: Set<&'static str>,
    clitics: Option<Map<&'static str, &'static str>>,
    kinds: Map<&'static str, Kind>,
    fillers: Set<&'static str>,
    backchannels: Set<&'static str>,
    contractions: Map<&'static str, &'static str>,
    spellings: Map<&'static str, &'static str>,
    irregular: Map<&'static str, &'static str>,
    lexicalised_ing: Set<&'static str>,
    phrasal: Map<&'static str, Vec<&'static str>>,
    object_pronouns: Set<&'static str>,
    remarks: Set<&'static str>,
    idle_phrases: Vec<Vec<&'static str>>,
    idle_openers: Set<&'static str>,
    zipf: Map<&'static str, u16>,
    feelings: Map<&'static str, i16>,
    /// Stretches that open, hold or close a call, as normalised words.
    pub phrases_of_talk: Vec<Vec<&'static str>>,
    talk_openers: Set<&'static str>,
    background: (Option<&'static str>, OnceLock<Background>),
}

impl Language {
    /// What kind of function word it is; [`Kind::CONTENT`] for every other word.
    pub fn kind(&self, normalised: &str) -> Kind {
        match (self.kinds.get(normalised), self.stemmer) {
            (Some(kind), _) => *kind,
            (None, Some(stemmer)) => self.stems.get(&*stemmer.stem(normalised)).copied().unwrap_or(Kind::CONTENT),
            (None, None) => Kind::CONTENT,
        }
    }

    /// Whether base forms are words; stems are none.
    pub fn has_lemmas(&self) -> bool {
        self.stemmer.is_none()
    }

    /// What kind of function word the base form of a word is.
    pub fn kind_of_base(&self, base: &str) -> Kind {
        if self.has_lemmas() { self.kind(base) } else { Kind::CONTENT }
    }

    /// Whether a phrase may end on this negator: "marche pas", "funktioniert nicht".
    pub fn closes(&self, negator: &str) -> bool {
        self.closing.contains(negator)
    }

    /// The word without an article or particle that is written on to it: `l'application`, `application`.
    pub fn without_clitic<'w>(&self, surface: &'w str) -> &'w str {
        let Some(clitics) = &self.clitics else { return surface };
        let Some((before, after)) = surface.split_once(['\'', '’']) else { return surface };
        let elided = !after.is_empty() && clitics.contains_key(format!("{}'", before.to_lowercase()).as_str());
        if elided { after } else { surface }
    }

    /// Whether it is known how common words and phrases are in speech at large.
    pub fn has_background(&self) -> bool {
        self.background.0.is_some()
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

    /// Whether a word or a phrase says how, where or when rather than what: "amazing", "last night". In base forms.
    pub fn is_remark(&self, bases: &[&str]) -> bool {
        match bases {
            [] => false,
            [base] => self.remarks.contains(base),
            [first, ..] => self.idle_openers.contains(first) && self.idle_phrases.iter().any(|phrase| phrase == bases),
        }
    }

    /// Whether verb and particle are a phrasal verb, "log" and "in". The verb in its base form.
    pub fn is_phrasal(&self, verb: &str, particle: &str) -> bool {
        self.phrasal.get(verb).is_some_and(|particles| particles.contains(&particle))
    }

    /// Whether the pronoun may stand between a verb and its particle without changing what they say: "set it up".
    pub fn is_object_pronoun(&self, normalised: &str) -> bool {
        self.object_pronouns.contains(normalised)
    }

    /// How common the word is in speech: log10 of its occurrences in a thousand million words, times 100. `None` below
    /// about 260 (rarer than one in two and a half million).
    pub fn zipf(&self, lower: &str) -> Option<u16> {
        self.zipf.get(lower).copied()
    }

    /// How good or bad the word sounds, in tenths: -40 to 40; 0 for most words.
    pub fn feeling(&self, lower: &str) -> i16 {
        self.feelings.get(lower).copied().unwrap_or(0)
    }

    /// Gives the normalised words of a lower-case surface word to `take`: contractions expanded, American spelling.
    pub fn normalise(&self, lower: &str, mut take: impl FnMut(&str)) {
        if let Some(expansion) = self.contractions.get(lower) {
            return expansion.split(' ').for_each(take);
        }
        match (lower.split_once('\''), &self.clitics) {
            (None, _) => take(self.spellings.get(lower).copied().unwrap_or(lower)),
            (Some((stem, ending)), None) => words::split_clitic(stem, ending, &mut take),
            (Some(_), Some(clitics)) => words::split_elision(lower, clitics, &mut take),
        }
    }

    /// The base form by which inflected forms are merged: `invoices`, `invoice`; `lost`, `lose`; `paying`, `pay`. In other
    /// languages than English the stem, which is a key and no word: `facturas`, `factur`.
    pub fn base<'w>(&'w self, normalised: &'w str) -> Cow<'w, str> {
        match self.stemmer {
            None => inflection::base(self, normalised),
            Some(_) if self.kinds.get(normalised).is_some_and(|kind| kind.is(inflection::FROZEN)) => normalised.into(),
            Some(stemmer) => stemmer.stem(normalised),
        }
    }

    /// What any speaker says. Nothing is in it where [`Language::has_background`] says so.
    pub fn background(&'static self) -> &'static Background {
        let (file, read) = &self.background;
        read.get_or_init(|| file.map_or_else(Background::nothing, |file| Background::read(self, file)))
    }
}
