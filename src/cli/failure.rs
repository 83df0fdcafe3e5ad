//! Why a command could not run: each failure says what and what to do, and ends with exit code 2.

use super::check::CheckError;
use super::codebook::CodebookError;
use super::folder::WriteError;
use super::request::RequestError;
use super::written::WrittenError;
use overheard::discover::DiscoverError;
use overheard::kwic::BadPattern;
use overheard::pipeline::MineError;
use overheard::report::ReportError;

/// Whatever kept a command from running to its end.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The options or files that the user named do not fit.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// A written run cannot be used.
    #[error(transparent)]
    Written(#[from] WrittenError),
    /// The folder could not be mined.
    #[error(transparent)]
    Mine(#[from] MineError),
    /// The folder could not be read for clean calls.
    #[error(transparent)]
    Folder(#[from] DiscoverError),
    /// The people file cannot be used.
    #[error(transparent)]
    People(#[from] overheard::meta::ListError),
    /// The findings could not be turned into files.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// The results could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The committed run cannot be compared with.
    #[error(transparent)]
    Check(#[from] CheckError),
    /// A codebook cannot be shown.
    #[error(transparent)]
    Codebook(#[from] CodebookError),
    /// A phrase that cannot be looked for.
    #[error(transparent)]
    Pattern(#[from] BadPattern),
    /// A file of quotes cannot be verified.
    #[error("`{}`: {why}", file.display())]
    Quotes {
        /// The file.
        file: std::path::PathBuf,
        /// What is wrong.
        why: String,
    },
    /// A table cannot be printed.
    #[error("cannot print a table: {0}")]
    Table(#[from] csv::Error),
    /// Nobody takes what we print.
    #[error("cannot print: {0}")]
    Output(#[from] std::io::Error),
    /// The system gives no threads.
    #[error("cannot start {threads} threads ({why}): try --threads 1")]
    Threads {
        /// How many were wanted.
        threads: u16,
        /// What the system says.
        why: String,
    },
}

impl Failure {
    /// Whether all is well but for there being nothing to work on.
    pub fn is_emptiness(&self) -> bool {
        matches!(
            self,
            Failure::Folder(DiscoverError::Empty(_)) | Failure::Mine(MineError::Folder(DiscoverError::Empty(_)))
        )
    }
}
