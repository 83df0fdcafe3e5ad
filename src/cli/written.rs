//! The folder of a written run in, the run out.

use overheard::compare::{BadRun, Files, WrittenRun};
use overheard::language::Language;
use std::path::{Path, PathBuf};

/// A written run cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum WrittenError {
    /// It is not there, or a file of it cannot be opened.
    #[error("`{}` is not a run of `overheard mine`: cannot read {file} ({why})", dir.display())]
    NoRun {
        /// The folder.
        dir: PathBuf,
        /// The file.
        file: &'static str,
        /// What the system says.
        why: std::io::Error,
    },
    /// There is no copy to compare with.
    #[error("there is no .md, .html or .txt file in `{}`", .0.display())]
    NoCopy(PathBuf),
    /// A file of it is damaged.
    #[error("`{}`: {why}; make the run anew", dir.display())]
    Damaged {
        /// The folder.
        dir: PathBuf,
        /// What is wrong, and where.
        why: BadRun,
    },
}

/// Reads the tables of a run. Problems and calls may be missing.
///
/// # Errors
/// No run, or a damaged one.
pub fn read(dir: &Path, language: &Language) -> Result<WrittenRun, WrittenError> {
    let must = |file| std::fs::read(dir.join(file)).map_err(|why| WrittenError::NoRun { dir: dir.into(), file, why });
    let may = |file| match std::fs::read(dir.join(file)) {
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => Ok(vec![]),
        read => read.map_err(|why| WrittenError::NoRun { dir: dir.into(), file, why }),
    };
    let (terms, run) = (must("terms.csv")?, must("run.json")?);
    let (problems, calls) = (may("problems.csv")?, may("calls.csv")?);
    let files = Files { terms: &terms, problems: &problems, calls: &calls, run: &run };
    WrittenRun::read(&files, language).map_err(|why| WrittenError::Damaged { dir: dir.into(), why })
}
