//! Folders in, every call that can be read out, whether it counts or not: for those who do not mine.

use crate::corpus::Corpus;
use crate::discover::{DiscoverError, discover};
use crate::progress::{Event, Progress};
use crate::read::{self, Draft, FileRead, ReadError};
use crate::role::{self, People};
use crate::settings::Settings;
use std::path::PathBuf;

/// A file without a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftAside {
    /// Path below the folder.
    pub path: String,
    /// Whether it should have been read and could not be.
    pub failed: bool,
    /// Why, and what to do.
    pub reason: String,
}

/// All calls of some folders.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The calls, in byte order of their paths.
    pub corpus: Corpus,
    /// The other files, in the same order.
    pub aside: Vec<LeftAside>,
}

/// Reads the folders and decides who is who.
///
/// # Errors
/// A folder that cannot be used. A file that cannot be read is left aside with its reason.
pub fn gather(
    folders: &[PathBuf],
    settings: &Settings,
    people: &People,
    progress: &dyn Progress,
) -> Result<Gathered, DiscoverError> {
    let listing = discover(folders)?;
    let mut gathered = Gathered::default();
    for file in listing.aside {
        gathered.leave_aside(LeftAside { path: file.path, failed: file.failed, reason: file.reason }, progress);
    }
    let reads = read::read_all(&listing.found, u64::from(settings.intake.max_file_mb) << 20, progress);
    let drafts = gathered.drafts(read::join(reads), progress);
    gathered.corpus.calls = role::assign(drafts, &settings.roles, people);
    gathered.aside.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(gathered)
}

impl Gathered {
    fn leave_aside(&mut self, file: LeftAside, progress: &dyn Progress) {
        progress.tell(Event::LeftAside { path: file.path.clone(), reason: file.reason.clone() });
        self.aside.push(file);
    }

    fn drafts(&mut self, reads: Vec<FileRead>, progress: &dyn Progress) -> Vec<(String, &'static str, Draft)> {
        let mut drafts = vec![];
        for file in reads {
            match file.outcome {
                Ok(calls) => {
                    let of = calls.len();
                    for (n, draft) in calls.into_iter().enumerate() {
                        drafts.push((read::call_path(&file.path, n, of), file.format, draft));
                    }
                }
                Err(error) => {
                    let failed = !matches!(error, ReadError::NotATranscript(_));
                    self.leave_aside(LeftAside { path: file.path, failed, reason: error.to_string() }, progress);
                }
            }
        }
        drafts.sort_by(|a, b| a.0.cmp(&b.0));
        drafts
    }
}
