//! The codes as data, and their matcher: files in the cue language of `GRAMMAR.md` in, hits in a text out.

mod built_in;
mod lexicon;
mod matcher;
mod parse;
mod pattern;
mod words;

pub use matcher::Hit;
pub use parse::{BadCodebook, Rule};
pub use pattern::ObjectSide;
pub use words::{NormalId, Said, Words};

use lexicon::{Atom, Lexicon};
use matcher::Matcher;
use parse::{Action, Entry, Named};
use pattern::Pattern;

use crate::language::Language;

/// A code of one [`Codebook`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodeId(pub u8);

/// A code: what it means and how it is found.
#[derive(Clone, Debug)]
pub struct Code {
    /// As `coded.csv` writes it.
    pub name: String,
    /// What it is, in a sentence.
    pub is: String,
    /// What it is not.
    pub is_not: String,
    /// functional, emotional or social, where the code itself says so.
    pub dimension: Option<String>,
    /// What becomes of a cue with a negation before it.
    pub negated: Rule,
    /// What becomes of a cue in a question.
    pub asked: Rule,
    /// What becomes of a cue after `if` or `would`.
    pub imagined: Rule,
    /// Whether the learned opinion has a say: it knows only the code as it comes with the program.
    pub learned: bool,
    /// Sentences in which it must, and must not, be found.
    pub examples: Vec<Example>,
}

/// A sentence that says how a code is meant.
#[derive(Clone, Debug)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// Whether the code must be found in it.
    pub must: bool,
    /// Where it is written.
    pub origin: Origin,
}

/// A line of a codebook file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Name of the file.
    pub file: String,
    /// Line, counted from 1.
    pub line: u32,
}

/// A cue, or an exclusion.
#[derive(Clone, Debug)]
pub struct Cue {
    /// Whose it is.
    pub code: CodeId,
    /// As it is written.
    pub text: Box<str>,
    /// How surely it means the code, in thousandths.
    pub strength: u16,
    /// Where its object stands.
    pub object: ObjectSide,
    /// Whether it takes hits of its code away instead of making one.
    pub unless: bool,
    /// Whether a user wrote it: then it decides, whatever the learned opinion says.
    pub own: bool,
    /// Where it is written.
    pub origin: Origin,
}

/// All codes with their cues, ready to run. At most 250 codes.
#[derive(Clone)]
pub struct Codebook {
    codes: Vec<Code>,
    cues: Vec<Cue>,
    patterns: Vec<Pattern>,
    language: &'static Language,
    lists: Named,
    lexicon: Lexicon,
    matcher: Matcher,
    /// Whether the files taken now are a user's.
    own: bool,
}

impl Codebook {
    /// The codebook that comes with the program; `None` for a language that has none.
    pub fn built_in(language: &'static Language) -> Option<Self> {
        built_in::codebook(language)
    }

    /// A codebook of these files alone, each a name and its text.
    ///
    /// # Errors
    /// The first line that cannot be understood.
    pub fn of_files(language: &'static Language, files: &[(&str, &str)]) -> Result<Self, BadCodebook> {
        Self::empty(language, true).with_files(files)
    }

    fn empty(language: &'static Language, own: bool) -> Self {
        Codebook {
            codes: vec![],
            cues: vec![],
            patterns: vec![],
            language,
            lists: Named::new(),
            lexicon: Lexicon::new(),
            matcher: Matcher::default(),
            own,
        }
    }

    /// This codebook with a user's file on top, which adds, replaces or switches off.
    ///
    /// # Errors
    /// The first line that cannot be understood.
    pub fn with(mut self, file: &str, text: &str) -> Result<Self, BadCodebook> {
        self.own = true;
        self.with_files(&[(file, text)])
    }

    fn with_files(mut self, files: &[(&str, &str)]) -> Result<Self, BadCodebook> {
        for (file, text) in files {
            for entry in parse::parse(file, text, self.language, &mut self.lists)? {
                self.take(file, entry).map_err(|what| BadCodebook { file: (*file).to_owned(), line: 1, what })?;
            }
        }
        let lead = self.lists.get("LEAD").cloned().unwrap_or_default();
        self.lexicon = Lexicon::new();
        match Matcher::new(self.patterns.iter(), &lead, &mut self.lexicon, self.language) {
            Some(matcher) => self.matcher = matcher,
            None => {
                let file = files.last().map_or_else(String::new, |(file, _)| (*file).to_owned());
                return Err(BadCodebook { file, line: 1, what: "more than 65,000 different words in the cues".into() });
            }
        }
        Ok(self)
    }

    /// The same codebook without these codes. Their names stay, so that numbers keep their meaning.
    ///
    /// # Errors
    /// A name that is no code.
    pub fn without(mut self, names: &[String]) -> Result<Self, String> {
        for name in names {
            let id =
                self.id(name).ok_or_else(|| format!("`{name}` is no code; there are: {}", self.names().join(", ")))?;
            self.clear(id);
        }
        self.with_files(&[]).map_err(|error| error.what)
    }

    /// The language of its cues.
    pub fn language(&self) -> &'static Language {
        self.language
    }

    /// The codes in their order.
    pub fn codes(&self) -> impl Iterator<Item = (CodeId, &Code)> {
        (0u8..).map(CodeId).zip(&self.codes)
    }

    /// A code.
    pub fn code(&self, id: CodeId) -> &Code {
        &self.codes[id.0 as usize]
    }

    /// The code of that name.
    pub fn id(&self, name: &str) -> Option<CodeId> {
        self.codes().find(|(_, code)| code.name == name).map(|(id, _)| id)
    }

    /// Names of the codes, in their order.
    pub fn names(&self) -> Vec<&str> {
        self.codes.iter().map(|code| code.name.as_str()).collect()
    }

    /// All cues and exclusions; [`Hit::cue`] is a place in it.
    pub fn cues(&self) -> &[Cue] {
        &self.cues
    }

    /// Finds all cues in a stretch of words; appended to `out` in order of cue and place.
    pub fn find(&self, words: &Words, said: &[Said], out: &mut Vec<Hit>) {
        self.matcher.find(words, said, out);
    }

    fn answers(&self, word: &str, out: &mut Vec<Atom>) {
        self.lexicon.answers(word, self.language, out);
    }

    fn clear(&mut self, id: CodeId) {
        let mut keep = self.cues.iter().map(|cue| cue.code != id);
        self.patterns.retain(|_| keep.next().unwrap_or(true));
        self.cues.retain(|cue| cue.code != id);
        self.codes[id.0 as usize].examples.clear();
        self.codes[id.0 as usize].learned = false;
    }

    fn take(&mut self, file: &str, entry: Entry) -> Result<(), String> {
        let id = match (self.id(&entry.name), entry.action) {
            (None, Action::Off) => return Err(format!("`off {}`: there is no such code", entry.name)),
            (Some(id), Action::Off | Action::Replace) => {
                self.clear(id);
                id
            }
            (Some(id), Action::Add) => id,
            (None, _) => self.new_code(&entry)?,
        };
        let code = &mut self.codes[id.0 as usize];
        let set = |to: &mut String, from: String| {
            if !from.is_empty() {
                *to = from
            }
        };
        set(&mut code.is, entry.is);
        set(&mut code.is_not, entry.is_not);
        code.dimension = entry.dimension.or(code.dimension.take());
        code.negated = entry.negated.unwrap_or(code.negated);
        code.asked = entry.asked.unwrap_or(code.asked);
        code.imagined = entry.imagined.unwrap_or(code.imagined);
        let origin = |line| Origin { file: file.to_owned(), line };
        code.examples.extend(entry.examples.into_iter().map(|e| Example {
            text: e.text.into(),
            must: e.value,
            origin: origin(e.line),
        }));
        for cue in entry.cues {
            let (pattern, strength) = cue.value;
            self.push(
                Cue {
                    code: id,
                    text: cue.text,
                    strength,
                    object: pattern.object,
                    unless: false,
                    own: self.own,
                    origin: origin(cue.line),
                },
                pattern,
            );
        }
        for cue in entry.unless {
            let object = cue.value.object;
            self.push(
                Cue {
                    code: id,
                    text: cue.text,
                    strength: 1000,
                    object,
                    unless: true,
                    own: self.own,
                    origin: origin(cue.line),
                },
                cue.value,
            );
        }
        Ok(())
    }

    fn push(&mut self, cue: Cue, pattern: Pattern) {
        self.cues.push(cue);
        self.patterns.push(pattern);
    }

    fn new_code(&mut self, entry: &Entry) -> Result<CodeId, String> {
        let id = u8::try_from(self.codes.len()).ok().filter(|id| *id < 250).ok_or("more than 250 codes")?;
        self.codes.push(Code {
            name: entry.name.clone(),
            is: String::new(),
            is_not: String::new(),
            dimension: None,
            negated: Rule::Drop,
            asked: Rule::Keep,
            imagined: Rule::Keep,
            learned: !self.own,
            examples: vec![],
        });
        Ok(CodeId(id))
    }
}
