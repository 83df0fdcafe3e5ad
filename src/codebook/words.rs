//! The surface words of one vocabulary in, normalised words out as small numbers, each looked at once; and the words of
//! a turn as the matcher and the learned opinion read them.

use super::Codebook;
use super::lexicon::Atom;
use super::matcher::{Signature, signature};
use crate::tokenize::{After, Token, Vocabulary, WordId};
use rustc_hash::FxHashMap;

/// A normalised word of one [`Words`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NormalId(pub u32);

/// A normalised word as it was said.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    /// Which word.
    pub word: NormalId,
    /// The token of the turn that it comes from; `can't` gives two words of one token.
    pub token: u32,
    /// Whether it may be a name: a capital inside a sentence.
    pub name: bool,
    /// What stands after it.
    pub after: After,
}

/// The normalised words of one vocabulary, with the atoms of the cues that each answers to.
pub struct Words<'b> {
    book: &'b Codebook,
    /// By surface word: first place in `parts` and how many; `u32::MAX` where not looked at yet.
    surface: Vec<(u32, u16, bool)>,
    parts: Vec<NormalId>,
    ids: FxHashMap<Box<str>, NormalId>,
    texts: Vec<Box<str>>,
    answers: Vec<(u32, u32)>,
    atoms: Vec<Atom>,
    signatures: Vec<Signature>,
}

const UNSEEN: u32 = u32::MAX;

impl<'b> Words<'b> {
    /// No words yet.
    pub fn new(book: &'b Codebook) -> Self {
        Words {
            book,
            surface: Vec::new(),
            parts: Vec::new(),
            ids: FxHashMap::default(),
            texts: Vec::new(),
            answers: Vec::new(),
            atoms: Vec::new(),
            signatures: Vec::new(),
        }
    }

    /// The codebook whose cues the words may belong to.
    pub fn book(&self) -> &'b Codebook {
        self.book
    }

    /// How many normalised words there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// A normalised word.
    pub fn text(&self, word: NormalId) -> &str {
        &self.texts[word.0 as usize]
    }

    /// The number of a normalised word, if the text has it so far.
    pub fn find(&self, word: &str) -> Option<NormalId> {
        self.ids.get(word).copied()
    }

    pub(super) fn atoms(&self, word: NormalId) -> &[Atom] {
        let (start, end) = self.answers[word.0 as usize];
        &self.atoms[start as usize..end as usize]
    }

    pub(super) fn signature(&self, word: NormalId) -> Signature {
        self.signatures[word.0 as usize]
    }

    /// The words of a turn without those that do not count, in place of what `out` held.
    pub fn read(&mut self, text: &str, tokens: &[Token], vocab: &Vocabulary, out: &mut Vec<Said>) {
        out.clear();
        let mut first = true;
        for (token, t) in (0u32..).zip(tokens) {
            if t.skip.is_none() {
                let (start, count, capital) = self.look_up(t.word, &text[t.span.range()], vocab);
                for part in &self.parts[start as usize..start as usize + count as usize] {
                    out.push(Said { word: *part, token, name: capital && !first, after: After::Blank });
                }
                first = false;
            }
            if let Some(last) = out.last_mut() {
                last.after = last.after.max(t.after);
            }
            first |= t.after >= After::Stop;
        }
    }

    fn look_up(&mut self, id: WordId, surface: &str, vocab: &Vocabulary) -> (u32, u16, bool) {
        let at = id.0 as usize;
        if at >= self.surface.len() {
            self.surface.resize(at + 1, (UNSEEN, 0, false));
        }
        if self.surface[at].0 == UNSEEN {
            let word = vocab.word(id);
            let start = self.parts.len() as u32;
            for part in &word.parts {
                let part = self.intern(part);
                self.parts.push(part);
            }
            let capital = surface.starts_with(char::is_uppercase) && !matches!(&*word.parts[0], "i" | "ok" | "okay");
            self.surface[at] = (start, word.parts.len() as u16, capital);
        }
        self.surface[at]
    }

    fn intern(&mut self, word: &str) -> NormalId {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = NormalId(self.texts.len() as u32);
        let start = self.atoms.len() as u32;
        self.book.answers(word, &mut self.atoms);
        self.answers.push((start, self.atoms.len() as u32));
        self.signatures.push(self.atoms[start as usize..].iter().fold(0, |all, atom| all | signature(*atom)));
        self.texts.push(word.into());
        self.ids.insert(word.into(), id);
        id
    }
}
