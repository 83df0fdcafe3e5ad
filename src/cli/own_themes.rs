//! The folder of the results in, the user's `themes.toml` that lies there out: it holds for the next run, and is never
//! written over once somebody has changed it.

use overheard::findings::Findings;
use overheard::pipeline::Request;
use overheard::report::{is_starter, starter};
use std::path::{Path, PathBuf};

/// Its name beside the results.
const NAME: &str = "themes.toml";

/// The `themes.toml` beside the results.
pub struct OwnThemes {
    path: PathBuf,
    there: bool,
    /// As the program wrote it, or not there: it may be written anew.
    untouched: bool,
}

impl OwnThemes {
    /// Looks for it.
    pub fn beside(results: &Path) -> OwnThemes {
        let path = results.join(NAME);
        let there = path.exists();
        // What cannot be read is the user's, and the run says so.
        let untouched = !there || std::fs::read_to_string(&path).is_ok_and(|text| is_starter(&text));
        OwnThemes { path, there, untouched }
    }

    /// Has the run follow it, unless the user named another or wants no themes.
    pub fn apply(&self, request: &mut Request) {
        if self.there && request.themes.is_none() && !request.settings.themes.disabled {
            request.themes = Some(self.path.clone());
        }
    }

    /// A fresh one for the folder, with what was found to begin from; nothing where the user's own lies there.
    pub fn fresh(&self, findings: &Findings) -> Option<(&'static str, Vec<u8>)> {
        let wanted = self.untouched && !findings.run.settings.themes.disabled;
        wanted.then(|| (NAME, starter(findings).into_bytes()))
    }
}
