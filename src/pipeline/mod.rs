//! The whole run on one page: folders and settings in, [`Findings`] out. Nothing is written, nothing printed.

mod bank;
mod codes;
mod intake;
mod meaning;
mod names;
mod place;
mod problems;
mod quotes;
mod shown;
mod summary;
mod terms;
mod text;

pub use intake::{Intake, take_in};

use crate::code::Model;
use crate::codebook::{BadCodebook, Codebook};
use crate::count::alias::Aliases;
use crate::discover::DiscoverError;
use crate::findings::Findings;
use crate::language::{Language, shipped};
use crate::mask::private::{Finder, Pseudonyms};
use crate::meta::ListError;
use crate::progress::{Event, Progress, Stage};
use crate::score::suggest::suggest;
use crate::score::{self, Input, Scored};
use crate::settings::{BadSetting, Settings};
use crate::theme::{BadThemes, BadVectors, Overrides, Vectors};
use meaning::{Grouping, Heard};
use shown::Shown;
use std::path::PathBuf;
use text::Text;

/// What a run is asked for.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The folders with the transcripts.
    pub folders: Vec<PathBuf>,
    /// Every knob.
    pub settings: Settings,
    /// Who is ours and who is a customer, by name or e-mail.
    pub people: Option<PathBuf>,
    /// Segment, date, account and product of the calls.
    pub calls_table: Option<PathBuf>,
    /// A user's codebook, on top of the built-in one.
    pub codebook: Option<PathBuf>,
    /// Decisions about themes (`themes.toml`).
    pub themes: Option<PathBuf>,
    /// Word vectors in GloVe's text form, in place of the program's own.
    pub vectors: Option<PathBuf>,
    /// What the transcripts say for what (a CSV with `said` and `means`).
    pub aliases: Option<PathBuf>,
    /// Phrases of which the user wants to know what became.
    pub explain: Vec<String>,
}

/// Why a run could not be made at all.
#[derive(Debug, thiserror::Error)]
pub enum MineError {
    /// The folder cannot be used.
    #[error(transparent)]
    Folder(#[from] DiscoverError),
    /// A setting is out of bounds.
    #[error(transparent)]
    Setting(#[from] BadSetting),
    /// The people file, the calls table or the aliases cannot be used.
    #[error(transparent)]
    List(#[from] ListError),
    /// The user's codebook cannot be read.
    #[error("cannot read the codebook {file}: {error}")]
    CodebookFile {
        /// As it was given.
        file: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// The user's codebook cannot be understood.
    #[error(transparent)]
    Codebook(#[from] BadCodebook),
    /// A code to be switched off is none.
    #[error("codes.off: {0}")]
    NoSuchCode(String),
    /// The user's word vectors cannot be used.
    #[error("vectors {file}: {error}")]
    Vectors {
        /// As it was given.
        file: String,
        /// What is wrong.
        error: BadVectors,
    },
    /// The user's decisions about themes cannot be read.
    #[error("cannot read the themes {file}: {error}")]
    ThemesFile {
        /// As it was given.
        file: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// The user's decisions about themes cannot be followed.
    #[error(transparent)]
    Themes(#[from] BadThemes),
    /// There is nothing to mine with in that language.
    #[error("language `{0}` cannot be mined: use one of {1}")]
    Language(String, String),
    /// There is no codebook in that language.
    #[error("there is no codebook for {0} yet: give your own with --codebook")]
    NoCodebook(&'static str),
}

/// Reads the folders and finds what their customers say.
///
/// # Errors
/// Only what stops the whole run. A file that cannot be read is a row of `calls` with its reason, and the run goes on.
pub fn mine(request: &Request, progress: &dyn Progress) -> Result<Findings, MineError> {
    let settings = &request.settings;
    settings.check()?;
    let language = language(&settings.intake.language)?;
    let aliases = request.aliases.as_deref().map(Aliases::read).transpose()?.unwrap_or_default();
    let grouping = Grouping { vectors: vectors(request, language)?, overrides: overrides(request)? };
    let intake = intake::take_in(request, progress)?;
    let corpus = &intake.corpus;
    progress.tell(Event::Started { stage: Stage::Tokenize, total: Some(corpus.calls.len() as u64) });
    let book = codebook(request, language)?;
    let model = Model::built_in().filter(|_| language.code == "en" && !settings.codes.cues_only);
    let text = text::read(corpus, language, book.as_ref().map(|book| (book, model)), &aliases, progress);
    progress.tell(Event::Started { stage: Stage::Score, total: None });
    let input = Input {
        corpus,
        chunks: &text.chunks,
        keys: &text.keys,
        rewrites: &text.rewrites,
        language,
        settings: &settings.terms,
        sides: text.sides,
        person_words: &text.person_words,
        explain: &request.explain,
    };
    let scored = score::score(&input);
    let mut findings = Findings { run: summary::run(settings, language, &intake, &text), ..Findings::default() };
    progress.tell(Event::Started { stage: Stage::Code, total: None });
    findings.terms = terms::rows(corpus, &scored, &findings.run);
    findings.explained.clone_from(&scored.explained);
    let finder = Finder::new(&settings.privacy);
    let names = Pseudonyms::of(corpus, &finder);
    let heard = Material { language, settings, scored: &scored, text: &text, book: book.as_ref() };
    let (shown, suggested) = rayon::join(
        || add_what_is_said(&mut findings, Shown::new(corpus, &finder, &names), &heard, &grouping, progress),
        || suggest(&input),
    );
    findings.suggested_aliases = terms::suggested(corpus, suggested);
    findings.run.redacted = shown.redacted();
    findings.calls = summary::call_rows(intake, &text, &names);
    Ok(findings)
}

/// What the later stages make their rows of.
struct Material<'a> {
    language: &'static Language,
    settings: &'a Settings,
    scored: &'a Scored,
    text: &'a Text,
    book: Option<&'a Codebook>,
}

/// Fills in what is coded, the problems, themes and groups, and the quotes. Gives back how much was hidden.
fn add_what_is_said<'a>(
    findings: &mut Findings,
    mut shown: Shown<'a>,
    material: &Material,
    grouping: &Grouping,
    progress: &dyn Progress,
) -> Shown<'a> {
    let Material { language, settings, scored, text, book } = *material;
    let corpus = shown.corpus;
    let mut counted = vec![];
    if let Some(book) = book {
        codes::add_to_terms(&mut findings.terms, scored, text, book);
        findings.coded = codes::rows(&mut shown, text, book);
        let competitors = &settings.codes.competitors;
        findings.names = names::rows(&mut shown, text, book, competitors, (&findings.terms, &findings.run));
        (findings.problems, counted) = problems::rows(&mut shown, language, scored, text, book, &findings.run);
    }
    progress.tell(Event::Started { stage: Stage::Quote, total: None });
    let said: Vec<_> = counted.iter().take(findings.problems.len()).map(|problem| problem.said.clone()).collect();
    let heard = Heard::new(scored, counted, text, book);
    let (pool, ()) = rayon::join(
        || quotes::pool(corpus, language, scored, text, book),
        || meaning::add(findings, &heard, corpus, grouping, language),
    );
    quotes::add(findings, &mut shown, &pool, material, &said);
    shown
}

/// The built-in codebook with the user's on top, without what is switched off. For a language without one the user's
/// alone, or `None`.
fn codebook(request: &Request, language: &'static Language) -> Result<Option<Codebook>, MineError> {
    let built_in = Codebook::built_in(language);
    if built_in.is_none() && request.codebook.is_none() {
        return Ok(None);
    }
    let mut book = built_in.map_or_else(|| Codebook::of_files(language, &[]), Ok)?;
    if let Some(cues) = known_competitors(&request.settings.codes.competitors) {
        book = book.with("codes.competitors", &cues)?;
    }
    if let Some(path) = &request.codebook {
        let file = path.display().to_string();
        let text =
            std::fs::read_to_string(path).map_err(|error| MineError::CodebookFile { file: file.clone(), error })?;
        book = book.with(&file, &text)?;
    }
    book.without(&request.settings.codes.off).map(Some).map_err(MineError::NoSuchCode)
}

/// The user's word vectors, or those of the program, which are English; `None` without themes.
fn vectors(request: &Request, language: &Language) -> Result<Option<Vectors>, MineError> {
    if request.settings.themes.disabled {
        return Ok(None);
    }
    let Some(path) = &request.vectors else { return Ok((language.code == "en").then(Vectors::bundled)) };
    let bad = |error| MineError::Vectors { file: path.display().to_string(), error };
    let file = std::fs::File::open(path).map_err(|error| bad(error.into()))?;
    Vectors::read(std::io::BufReader::new(file), language).map(Some).map_err(bad)
}

/// What the user decided about themes.
fn overrides(request: &Request) -> Result<Overrides, MineError> {
    let Some(path) = &request.themes else { return Ok(Overrides::default()) };
    let file = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| MineError::ThemesFile { file, error })?;
    Ok(Overrides::parse(&text)?)
}

/// Cues by which a competitor that the user names is an alternative, in the cue language; its marks are no part of a name.
fn known_competitors(names: &[String]) -> Option<String> {
    let words = |name: &String| {
        let plain = name.to_lowercase().replace(|c: char| !c.is_alphanumeric() && c != '\'', " ");
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let names: Vec<String> = names.iter().map(words).filter(|name| !name.is_empty()).collect();
    (!names.is_empty()).then(|| format!("code alternative\ncues 0.9\n  ({})\n", names.join("|")))
}

/// The language of that code.
///
/// # Errors
/// There is none.
pub fn language(code: &str) -> Result<&'static Language, MineError> {
    shipped(code).map_err(|codes| MineError::Language(code.to_owned(), codes))
}
