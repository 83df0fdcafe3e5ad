//! Files of results in, a folder of results out: all of them together, or the old ones left whole.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Every name that a run may write. What an earlier run left under one of these is replaced or removed; anything else
/// in the folder is the user's and stays.
const RESULTS: &[&str] = &[
    "terms.csv",
    "problems.csv",
    "quotes.csv",
    "coded.csv",
    "calls.csv",
    "report.html",
    "overheard.xlsx",
    "brief.md",
    "aliases.suggested.csv",
    "run.json",
];

/// The results could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Something else has the name.
    #[error("cannot write results to `{}`: it is a file. Name a folder with --out", .0.display())]
    NotAFolder(PathBuf),
    /// The results would lie among the calls, and be read as calls the next time.
    #[error("`{}` holds the calls: name another folder for the results with --out", .0.display())]
    AmongCalls(PathBuf),
    /// The system refuses a single file.
    #[error("cannot write `{}`: {why}", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// What the system says.
        why: io::Error,
    },
    /// The system refuses.
    #[error("cannot write results to `{}`: {why}. Name another folder with --out", dir.display())]
    Refused {
        /// The folder.
        dir: PathBuf,
        /// What the system says.
        why: io::Error,
    },
}

/// A folder that can be written.
pub struct Folder {
    dir: PathBuf,
}

impl Folder {
    /// The folder, after a test that it can be written; nothing is left behind. Made before the long work begins.
    ///
    /// # Errors
    /// The name belongs to a file, or the system refuses.
    pub fn open(dir: &Path) -> Result<Folder, WriteError> {
        let there = dir.ancestors().find(|path| path.exists() || path.as_os_str().is_empty()).unwrap_or(dir);
        let there = if there.as_os_str().is_empty() { Path::new(".") } else { there };
        if !there.is_dir() {
            return Err(WriteError::NotAFolder(there.into()));
        }
        tempfile::tempdir_in(there).and_then(TempDir::close).map_err(|why| refused(dir, why))?;
        Ok(Folder { dir: dir.into() })
    }

    /// Makes sure that the folder is none of those.
    ///
    /// # Errors
    /// It is one of them.
    pub fn apart_from(self, calls: &[PathBuf]) -> Result<Folder, WriteError> {
        let own = fs::canonicalize(&self.dir).ok();
        let same = |folder: &PathBuf| own.is_some() && fs::canonicalize(folder).ok() == own;
        if calls.iter().any(same) { Err(WriteError::AmongCalls(self.dir)) } else { Ok(self) }
    }

    /// Puts the files in place of an earlier run's.
    ///
    /// # Errors
    /// The system refuses; then the folder is as it was.
    pub fn write(&self, files: &[(&str, Vec<u8>)]) -> Result<(), WriteError> {
        let empty = fs::read_dir(&self.dir).map_or(true, |mut entries| entries.next().is_none());
        let written = if empty { self.appear(files) } else { self.move_in(files) };
        written.map_err(|why| refused(&self.dir, why))
    }

    /// Puts files with paths of their own into the folder, each complete before it takes its name. What else lies there
    /// stays.
    ///
    /// # Errors
    /// The system refuses; files that were put there before stay.
    pub fn write_tree(&self, files: &[(&str, &str)]) -> Result<(), WriteError> {
        let put = |(path, text): &(&str, &str)| {
            let place = self.dir.join(path);
            put(place.parent().unwrap_or(&self.dir), &place, text.as_bytes())
        };
        files.iter().try_for_each(put).map_err(|why| refused(&self.dir, why))
    }

    /// A new folder appears under its name in one step, complete.
    fn appear(&self, files: &[(&str, Vec<u8>)]) -> io::Result<()> {
        let parent = match self.dir.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        fs::create_dir_all(parent)?;
        let beside = part_folder(parent)?;
        fill(beside.path(), files)?;
        match fs::rename(beside.path(), &self.dir) {
            Ok(()) => {
                // It has its name now: nothing is left to remove.
                let _ = beside.keep();
                Ok(())
            }
            // An empty folder that may not be replaced: a mount point, say, or the one we stand in.
            Err(_) => self.move_in(files),
        }
    }

    /// The files are written in full beside the old ones, on the same disk; then each takes the place of its
    /// forerunner, and if one cannot, all go back.
    fn move_in(&self, files: &[(&str, Vec<u8>)]) -> io::Result<()> {
        let part = part_folder(&self.dir)?;
        let (new, old) = (part.path().join("new"), part.path().join("old"));
        fs::create_dir(&new)?;
        fs::create_dir(&old)?;
        fill(&new, files)?;
        let mut moves = Moves::default();
        let done = self.change_over(&new, &old, files, &mut moves);
        if done.is_err() {
            moves.undo();
        }
        done
    }

    fn change_over(&self, new: &Path, old: &Path, files: &[(&str, Vec<u8>)], moves: &mut Moves) -> io::Result<()> {
        let fresh = files.iter().map(|(name, _)| *name);
        let stale = RESULTS.iter().copied().filter(|name| files.iter().all(|(fresh, _)| fresh != name));
        for name in fresh.clone().chain(stale) {
            if self.dir.join(name).exists() {
                moves.make(self.dir.join(name), old.join(name))?;
            }
        }
        for name in fresh {
            moves.make(new.join(name), self.dir.join(name))?;
        }
        Ok(())
    }
}

/// Writes one file: complete before it takes its name, so that an old one is whole or replaced.
///
/// # Errors
/// The system refuses; then an old file is as it was.
pub fn write_file(file: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    put(parent, file, bytes).map_err(|why| WriteError::File { file: file.into(), why })
}

fn put(parent: &Path, file: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(parent)?;
    let mut part = tempfile::Builder::new().prefix(".overheard-").tempfile_in(parent)?;
    part.write_all(bytes)?;
    readable(part.as_file())?;
    part.persist(file).map(drop).map_err(|error| error.error)
}

/// Moves made so far, so that they can be taken back.
#[derive(Default)]
struct Moves(Vec<(PathBuf, PathBuf)>);

impl Moves {
    fn make(&mut self, from: PathBuf, to: PathBuf) -> io::Result<()> {
        fs::rename(&from, &to)?;
        self.0.push((from, to));
        Ok(())
    }

    fn undo(self) {
        for (from, to) in self.0.into_iter().rev() {
            // What cannot go back stays where it is; the error that led here is the one to tell.
            let _ = fs::rename(to, from);
        }
    }
}

fn fill(folder: &Path, files: &[(&str, Vec<u8>)]) -> io::Result<()> {
    for (name, bytes) in files {
        let mut file = fs::File::create(folder.join(name))?;
        file.write_all(bytes)?;
        file.sync_all()?;
    }
    Ok(())
}

/// A folder that is removed with all it holds when it goes out of sight.
fn part_folder(parent: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".overheard-");
    #[cfg(unix)]
    {
        // As any new folder of the user: what he may see is for his umask to say.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o777));
    }
    builder.tempdir_in(parent)
}

/// Temporary files are for their owner alone; results are as any new file of the user.
fn readable(file: &fs::File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    let _ = file;
    Ok(())
}

fn refused(dir: &Path, why: io::Error) -> WriteError {
    WriteError::Refused { dir: dir.into(), why }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(dir: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_new_folder_appears_whole() {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("a/b");
        Folder::open(&dir).unwrap().write(&[("terms.csv", b"x".to_vec())]).unwrap();
        assert_eq!(fs::read(dir.join("terms.csv")).unwrap(), b"x");
        assert_eq!(names(home.path()), ["a"]);
        assert_eq!(names(dir.parent().unwrap()), ["b"]);
    }

    #[test]
    fn old_results_go_and_the_users_own_files_stay() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["terms.csv", "brief.md", "notes.txt"] {
            fs::write(dir.path().join(name), "old").unwrap();
        }
        Folder::open(dir.path()).unwrap().write(&[("terms.csv", b"new".to_vec())]).unwrap();
        assert_eq!(names(dir.path()), ["notes.txt", "terms.csv"]);
        assert_eq!(fs::read(dir.path().join("terms.csv")).unwrap(), b"new");
    }

    #[test]
    fn a_move_that_fails_takes_the_others_back() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("terms.csv"), "old").unwrap();
        fs::write(dir.path().join("run.json"), "old").unwrap();
        let files = [("terms.csv", b"new".to_vec()), ("run.json", b"new".to_vec())];
        let folder = Folder::open(dir.path()).unwrap();
        let part = part_folder(dir.path()).unwrap();
        let (new, old) = (part.path().join("new"), part.path().join("old"));
        fs::create_dir(&new).unwrap();
        fs::create_dir(&old).unwrap();
        // `run.json` was never written beside: its move must fail after the others are done.
        fill(&new, &files[..1]).unwrap();
        let mut moves = Moves::default();
        assert!(folder.change_over(&new, &old, &files, &mut moves).is_err());
        moves.undo();
        drop(part);
        assert_eq!(fs::read(dir.path().join("terms.csv")).unwrap(), b"old");
        assert_eq!(fs::read(dir.path().join("run.json")).unwrap(), b"old");
        assert_eq!(names(dir.path()), ["run.json", "terms.csv"]);
    }

    #[test]
    fn a_file_in_the_way_is_named() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("taken");
        fs::write(&file, "").unwrap();
        assert!(matches!(Folder::open(&file), Err(WriteError::NotAFolder(_))));
        assert!(matches!(Folder::open(&file.join("below")), Err(WriteError::NotAFolder(_))));
    }
}
