//! Surface words in, numbers out: each distinct word is looked at once, and what is known of it kept.

/// A distinct surface word of a [`Vocabulary`]; `Card` and `card` are two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub u32);

/// What kind of word it is; a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(pub u16);

/// All that is known of a surface word.
#[derive(Clone, Debug)]
pub struct Word {
    /// Lower case, NFC, straight apostrophes: `can't`.
    pub lower: Box<str>,
    /// Normalised words: contractions expanded, American spelling: `can`, `not`. Never empty.
    pub parts: Vec<Box<str>>,
    /// What kind of word.
    pub class: Class,
}

/// The words of some calls.
pub struct Vocabulary {
    words: Vec<Word>,
}

impl Vocabulary {
    /// What is known of a word.
    pub fn word(&self, id: WordId) -> &Word {
        &self.words[id.0 as usize]
    }
}
