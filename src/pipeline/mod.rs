//! The whole run on one page: folders and settings in, [`Findings`] out. Nothing is written, nothing printed.

mod intake;
mod place;
mod summary;
mod terms;
mod text;

pub use intake::{Intake, take_in};

use crate::discover::DiscoverError;
use crate::findings::Findings;
use crate::language::{Language, english};
use crate::mask::private::Pseudonyms;
use crate::meta::MetaError;
use crate::progress::{Event, Progress, Stage};
use crate::role::PeopleError;
use crate::score::{self, Input};
use crate::settings::{BadSetting, Settings};
use std::path::PathBuf;

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
    /// The people file cannot be used.
    #[error(transparent)]
    People(#[from] PeopleError),
    /// The calls table cannot be used.
    #[error(transparent)]
    CallsTable(#[from] MetaError),
    /// There is nothing to mine with in that language.
    #[error("language `{0}` is not known: use one of en")]
    Language(String),
}

/// Reads the folders and finds what their customers say.
///
/// # Errors
/// Only what stops the whole run. A file that cannot be read is a row of `calls` with its reason, and the run goes on.
pub fn mine(request: &Request, progress: &dyn Progress) -> Result<Findings, MineError> {
    let settings = &request.settings;
    settings.check()?;
    let language = language(&settings.intake.language)?;
    let intake = intake::take_in(request, progress)?;
    let corpus = &intake.corpus;
    progress.tell(Event::Started { stage: Stage::Tokenize, total: Some(corpus.calls.len() as u64) });
    let text = text::read(corpus, language, progress);
    progress.tell(Event::Started { stage: Stage::Score, total: None });
    let scored = score::score(&Input {
        corpus,
        chunks: &text.chunks,
        keys: &text.keys,
        language,
        settings: &settings.terms,
        sides: text.sides,
        person_words: &text.person_words,
    });
    let mut findings = Findings { run: summary::run(settings, &intake, &text), ..Findings::default() };
    let names = Pseudonyms::of(corpus);
    findings.terms = terms::rows(corpus, &scored, &findings.run);
    findings.calls = summary::call_rows(intake, &text, &names);
    Ok(findings)
}

/// The language of that code.
///
/// # Errors
/// There is none.
pub fn language(code: &str) -> Result<&'static Language, MineError> {
    match code {
        "en" => Ok(english()),
        other => Err(MineError::Language(other.to_owned())),
    }
}
