//! A file that the user wrote as a list in (people, calls, aliases); its text out, or where it cannot be used.

use std::path::{Path, PathBuf};

/// Why a list that the user wrote could not be used.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// The file cannot be read.
    #[error("cannot read the {list} {}: {source}", file.display())]
    Unreadable {
        /// `people file`, `calls table`, `aliases`.
        list: &'static str,
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A line does not say what it should.
    #[error("{}, line {line}: {what}", file.display())]
    BadLine {
        /// The file.
        file: PathBuf,
        /// Counted from 1.
        line: u64,
        /// What is wrong and what to write instead.
        what: String,
    },
}

/// Reads and parses a list; `parse` names the line that it cannot use, and what is wrong with it.
///
/// # Errors
/// The file cannot be read, or a line cannot be used.
pub fn read<T>(
    list: &'static str,
    file: &Path,
    parse: impl FnOnce(&str) -> Result<T, (u64, String)>,
) -> Result<T, ListError> {
    let bytes = std::fs::read(file).map_err(|source| ListError::Unreadable { list, file: file.to_owned(), source })?;
    let bad = |(line, what)| ListError::BadLine { file: file.to_owned(), line, what };
    parse(&String::from_utf8_lossy(&bytes)).map_err(bad)
}
