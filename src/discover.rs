//! Folders in, the files that may be transcripts out, in byte order of their paths; and why the others were left aside.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

/// A file that may be a transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Path below the folder, with `/`. Where several folders are given it begins with the folder's own name.
    pub path: String,
    /// Where to open it.
    pub file: PathBuf,
    /// Size in bytes.
    pub bytes: u64,
}

/// A file that is not opened, or could not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Path below the folder, with `/`.
    pub path: String,
    /// True: it should have been read and could not be. False: it is no kind of transcript.
    pub failed: bool,
    /// Why, in words.
    pub reason: String,
}

/// What lies in the folders. Both lists are in byte order of path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// To be read.
    pub found: Vec<Found>,
    /// Left aside.
    pub aside: Vec<Aside>,
}

/// Why there is nothing to read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum DiscoverError {
    /// Nothing of that name.
    #[error("there is no folder `{0}`: check the spelling, or give the full path")]
    Missing(String),
    /// It is there and may not be read.
    #[error("the folder `{path}` cannot be read: {why}")]
    Unreadable {
        /// As given.
        path: String,
        /// What the system says.
        why: String,
    },
    /// No file at all below the folders.
    #[error("there is no file in `{0}`: put the transcripts there, or name another folder")]
    Empty(String),
}

/// Lists all files below the folders, following links. A single file in place of a folder is then the one found.
///
/// # Errors
/// A folder that is missing or may not be read, or no file at all.
pub fn discover(folders: &[PathBuf]) -> Result<Listing, DiscoverError> {
    let mut listing = Listing::default();
    let mut seen = BTreeMap::new();
    for (folder, prefix) in folders.iter().zip(prefixes(folders)) {
        check(folder)?;
        walk(folder, &prefix, &mut listing, &mut seen);
    }
    if listing.found.is_empty() && listing.aside.is_empty() {
        let names: Vec<String> = folders.iter().map(|f| f.display().to_string()).collect();
        return Err(DiscoverError::Empty(names.join("`, `")));
    }
    listing.found.sort_by(|a, b| a.path.cmp(&b.path));
    listing.aside.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(listing)
}

fn check(folder: &Path) -> Result<(), DiscoverError> {
    let path = folder.display().to_string();
    let unreadable = |e: std::io::Error| DiscoverError::Unreadable { path: path.clone(), why: plain(&e) };
    match fs::metadata(folder) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Err(DiscoverError::Missing(path)),
        Err(e) => Err(unreadable(e)),
        Ok(meta) if meta.is_dir() => fs::read_dir(folder).map(drop).map_err(unreadable),
        Ok(_) => Ok(()),
    }
}

/// What stands before the paths of each folder: nothing for a single one, else its name, numbered where two are the same.
fn prefixes(folders: &[PathBuf]) -> Vec<String> {
    if folders.len() < 2 {
        return vec![String::new(); folders.len()];
    }
    let mut used = BTreeSet::new();
    folders
        .iter()
        .map(|folder| {
            let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.clone());
            let name = whole.file_name().map_or_else(|| "root".to_owned(), name_of);
            let mut unique = name.clone();
            let mut n = 2;
            while !used.insert(unique.clone()) {
                unique = format!("{name} ({n})");
                n += 1;
            }
            unique
        })
        .collect()
}

fn walk(folder: &Path, prefix: &str, listing: &mut Listing, seen: &mut BTreeMap<PathBuf, String>) {
    let mut entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) => {
                let path = path_of(folder, entry.path(), prefix);
                if entry.file_type().is_dir() {
                    if let Some(reason) = folder_aside(&entry) {
                        entries.skip_current_dir();
                        listing.aside.push(Aside { path: format!("{path}/"), failed: false, reason });
                    }
                } else {
                    take_file(&entry, path, listing, seen);
                }
            }
            Err(e) => {
                let path = e.path().map_or_else(|| prefix.to_owned(), |p| path_of(folder, p, prefix));
                let (failed, reason) = match e.loop_ancestor() {
                    Some(_) => (false, "a link that leads back to its own folder".to_owned()),
                    None => (true, format!("cannot be read: {}", e.io_error().map_or_else(|| e.to_string(), plain))),
                };
                listing.aside.push(Aside { path, failed, reason });
            }
        }
    }
}

fn take_file(entry: &DirEntry, path: String, listing: &mut Listing, seen: &mut BTreeMap<PathBuf, String>) {
    let mut aside = |path, failed, reason| listing.aside.push(Aside { path, failed, reason });
    if entry.depth() > 0
        && let Some(reason) = not_a_transcript(&name_of(entry.file_name()))
    {
        return aside(path, false, reason.to_owned());
    }
    let meta = match fs::metadata(entry.path()) {
        Ok(meta) if meta.is_file() => meta,
        Ok(_) => return aside(path, false, "no ordinary file (a pipe, a socket or a device)".into()),
        Err(e) => return aside(path, true, format!("cannot be read: {}", plain(&e))),
    };
    if let Ok(real) = fs::canonicalize(entry.path()) {
        if let Some(first) = seen.get(&real) {
            return aside(path, false, format!("the same file as {first}"));
        }
        seen.insert(real, path.clone());
    }
    listing.found.push(Found { path, file: entry.path().to_path_buf(), bytes: meta.len() });
}

/// Why a whole folder below the given one is not entered.
fn folder_aside(entry: &DirEntry) -> Option<String> {
    if entry.depth() == 0 {
        return None;
    }
    let name = name_of(entry.file_name());
    if name.starts_with('.') {
        return Some("hidden folder".into());
    }
    if name == "__MACOSX" {
        return Some("leftovers of a Mac archive".into());
    }
    let ours = ["run.json", "terms.csv", "calls.csv"].iter().all(|file| entry.path().join(file).is_file());
    ours.then(|| "the result of an earlier run".into())
}

/// Why a file of that name can be no transcript, so that it need not be opened.
pub fn not_a_transcript(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    if lower.starts_with("~$") || lower.starts_with(".~lock") {
        return Some("lock file of an office program");
    }
    if matches!(lower.as_str(), "thumbs.db" | "desktop.ini" | ".ds_store") {
        return Some("file of the system");
    }
    if lower.starts_with('.') {
        return Some("hidden file");
    }
    let (_, ending) = lower.rsplit_once('.')?;
    match ending {
        "mp3" | "m4a" | "wav" | "ogg" | "oga" | "opus" | "flac" | "aac" | "wma" | "amr" | "aif" | "aiff" | "mka" => {
            Some("sound: have it transcribed first")
        }
        "mp4" | "m4v" | "mov" | "avi" | "mkv" | "webm" | "wmv" | "mpg" | "mpeg" | "flv" | "3gp" | "mts" => {
            Some("video: have it transcribed first")
        }
        "png" | "jpg" | "jpeg" | "gif" | "bmp" | "tif" | "tiff" | "webp" | "svg" | "ico" | "heic" | "avif" | "psd" => {
            Some("picture")
        }
        "exe" | "dll" | "so" | "dylib" | "bin" | "dmg" | "iso" | "msi" | "apk" | "jar" | "class" | "pyc" | "o"
        | "a" | "wasm" => Some("program"),
        "ttf" | "otf" | "woff" | "woff2" => Some("font"),
        "rar" | "7z" | "tar" | "tgz" | "bz2" | "xz" => Some("archive of a kind that is not opened: unpack it first"),
        "ppt" | "pptx" | "odp" | "key" => Some("slides"),
        "db" | "sqlite" | "sqlite3" | "parquet" | "feather" => Some("database: export it as CSV first"),
        "tmp" | "part" | "crdownload" | "swp" | "bak" | "lnk" => Some("temporary file"),
        _ => None,
    }
}

fn path_of(folder: &Path, file: &Path, prefix: &str) -> String {
    let below = file.strip_prefix(folder).unwrap_or(file);
    let mut parts: Vec<String> = below.components().map(|part| name_of(part.as_os_str())).collect();
    if parts.is_empty() {
        parts.extend(file.file_name().map(name_of));
    }
    if !prefix.is_empty() && parts.first().map(String::as_str) != Some(prefix) {
        parts.insert(0, prefix.to_owned());
    }
    parts.join("/")
}

/// A name as text. Bytes that are no UTF-8 are written `%FF`, so that two names stay two.
fn name_of(name: &OsStr) -> String {
    let mut out = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The system's words without its error number.
fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, name: &str) {
        let file = root.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, "Customer: hello").unwrap();
    }

    fn paths(listing: &Listing) -> (Vec<&str>, Vec<&str>) {
        (
            listing.found.iter().map(|f| f.path.as_str()).collect(),
            listing.aside.iter().map(|a| a.path.as_str()).collect(),
        )
    }

    #[test]
    fn lists_in_byte_order_and_names_what_is_left_aside() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["b/2.txt", "b.txt", "a/x.vtt", "a/talk.mp3", ".git/config", "~$notes.docx", "Z.md"] {
            write(dir.path(), name);
        }
        let listing = discover(&[dir.path().to_path_buf()]).unwrap();
        assert_eq!(
            paths(&listing),
            (vec!["Z.md", "a/x.vtt", "b.txt", "b/2.txt"], vec![".git/", "a/talk.mp3", "~$notes.docx"])
        );
        assert!(listing.aside.iter().all(|a| !a.failed && !a.reason.is_empty()));
    }

    #[test]
    fn an_earlier_result_is_not_read_again() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["call.txt", "out/run.json", "out/terms.csv", "out/calls.csv", "out/report.html"] {
            write(dir.path(), name);
        }
        let listing = discover(&[dir.path().to_path_buf()]).unwrap();
        assert_eq!(paths(&listing), (vec!["call.txt"], vec!["out/"]));
    }

    #[test]
    fn several_folders_get_their_names_before_the_path() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["lost/1.txt", "old/lost/1.txt"] {
            write(dir.path(), name);
        }
        let listing = discover(&[dir.path().join("lost"), dir.path().join("old/lost")]).unwrap();
        assert_eq!(paths(&listing).0, ["lost (2)/1.txt", "lost/1.txt"]);
    }

    #[test]
    fn a_file_in_place_of_a_folder_is_the_one_call() {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), "only.txt");
        assert_eq!(paths(&discover(&[dir.path().join("only.txt")]).unwrap()).0, ["only.txt"]);
    }

    #[test]
    fn errors_name_the_folder() {
        let dir = tempfile::tempdir().unwrap();
        let missing = dir.path().join("nowhere");
        assert_eq!(
            discover(std::slice::from_ref(&missing)),
            Err(DiscoverError::Missing(missing.display().to_string()))
        );
        assert!(matches!(discover(&[dir.path().to_path_buf()]), Err(DiscoverError::Empty(_))));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_a_circle_ends() {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), "a/1.txt");
        std::os::unix::fs::symlink(dir.path(), dir.path().join("a/back")).unwrap();
        std::os::unix::fs::symlink(dir.path().join("a/1.txt"), dir.path().join("again.txt")).unwrap();
        let listing = discover(&[dir.path().to_path_buf()]).unwrap();
        assert_eq!(paths(&listing), (vec!["a/1.txt"], vec!["a/back", "again.txt"]));
    }
}
