//! Files in, [`Draft`]s out. One file a format, one row in [`FORMATS`]; content decides, the name only suggests: each
//! format says how sure it is that the file is its own, and the surest reads it.

mod decode;
mod draft;
pub mod format;
pub mod grammar;
mod join;
mod source;
mod unpack;

use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use crate::discover::Found;
use crate::progress::{Event, Progress, Stage};

pub use draft::{Draft, DraftTurn, Label, Part, Removed};
pub use format::FORMATS;
pub use join::join;
pub use source::Source;
pub use unpack::inflate;

/// How far a format's reader has been proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Read real exports.
    Seen,
    /// Written to a documented schema or a description, and tried on invented files alone; no real export was at hand.
    Documented,
}

/// What a format knows about roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Knows {
    /// The file itself says who is customer and who is ours.
    Roles,
    /// Names or labels only.
    Names,
    /// Neither.
    Nothing,
}

/// How sure a format is that a file is its own, 0 (not mine) to 100 (a signature nobody else has).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sureness(pub u8);

impl Sureness {
    /// Not this format.
    pub const NO: Sureness = Sureness(0);

    /// `Sureness(sure)` if the condition holds, else not this format.
    pub fn when(holds: bool, sure: u8) -> Sureness {
        if holds { Sureness(sure) } else { Sureness::NO }
    }
}

/// Why a file, or a part of it, could not be read.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum ReadError {
    /// The file is something else.
    #[error("no transcript: {0}")]
    NotATranscript(String),
    /// The file is of the format, but damaged at a place.
    #[error("damaged at {place}: {what}")]
    Damaged {
        /// `line 12`, `byte 4031`, `cue 7`.
        place: String,
        /// What is wrong and what to do.
        what: String,
    },
    /// The file is larger, deeper or wider than allowed.
    #[error("too large: {0}")]
    TooLarge(String),
}

/// One row of the table of formats.
pub struct Format {
    /// Short id, as `calls.csv` shows it: `text`, `zoom_vtt`.
    pub id: &'static str,
    /// Full name for people.
    pub title: &'static str,
    /// How it is recognised, in a few words, for `overheard formats`.
    pub recognised_by: &'static str,
    /// Usual file name endings, without the dot.
    pub extensions: &'static [&'static str],
    /// What it knows about roles.
    pub knows: Knows,
    /// How far it has been proved.
    pub proof: Proof,
    /// How sure it is that the file is its own. Must be cheap: looks at the head of the file.
    pub recognise: fn(&Source) -> Sureness,
    /// Reads all calls of the file.
    pub read: fn(&Source) -> Result<Vec<Draft>, ReadError>,
}

/// What became of one file, or of one member of an archive.
pub struct FileRead {
    /// Path below the folder; members of an archive stand below its own path.
    pub path: String,
    /// Id of the format it was read as; empty where none was recognised.
    pub format: &'static str,
    /// Its calls, or why there are none.
    pub outcome: Result<Vec<Draft>, ReadError>,
    /// BLAKE3 of the unpacked bytes; zeros where they could not be had.
    pub digest: [u8; 32],
}

/// Reads all files, in parallel. The result is in the order of `found`, members of an archive in the place of the
/// archive. Tells `Started` once and `Advanced(1)` after each file.
pub fn read_all(found: &[Found], max_file_bytes: u64, progress: &dyn Progress) -> Vec<FileRead> {
    progress.tell(Event::Started { stage: Stage::Read, total: Some(found.len() as u64) });
    let of_each: Vec<Vec<FileRead>> = found
        .par_iter()
        .map(|found| {
            let read = read_file(found, max_file_bytes);
            progress.tell(Event::Advanced(1));
            read
        })
        .collect();
    of_each.into_iter().flatten().collect()
}

/// The path of the `n`-th call (from 0) of a file that holds `of` calls: the file's own, or `path#n` counted from 1.
pub fn call_path(file: &str, n: usize, of: usize) -> String {
    if of > 1 { format!("{file}#{}", n + 1) } else { file.to_owned() }
}

fn read_file(found: &Found, max: u64) -> Vec<FileRead> {
    let bytes = match load(found, max) {
        Ok(bytes) => bytes,
        Err(e) => return vec![failed(found.path.clone(), e)],
    };
    let unpacked = unpack::unpack(&found.path, bytes, max);
    if unpacked.is_empty() {
        return vec![failed(found.path.clone(), ReadError::NotATranscript("an archive without files".into()))];
    }
    unpacked
        .into_iter()
        .map(|part| match part.bytes {
            Ok(bytes) => read_bytes(part.path, &bytes),
            Err(e) => failed(part.path, e),
        })
        .collect()
}

fn failed(path: String, error: ReadError) -> FileRead {
    FileRead { path, format: "", outcome: Err(error), digest: [0; 32] }
}

fn load(found: &Found, max: u64) -> Result<Vec<u8>, ReadError> {
    let too_large = || ReadError::TooLarge(format!("more than {} MB: raise intake.max_file_mb", max >> 20));
    let max = max.min(u64::from(u32::MAX) / 2);
    if found.bytes > max {
        return Err(too_large());
    }
    let broken = |e: std::io::Error| ReadError::Damaged { place: "the file".into(), what: e.to_string() };
    let mut bytes = Vec::with_capacity(found.bytes as usize + 1);
    File::open(&found.file).map_err(broken)?.take(max + 1).read_to_end(&mut bytes).map_err(broken)?;
    if bytes.len() as u64 > max { Err(too_large()) } else { Ok(bytes) }
}

/// Reads one file's bytes. A panic in a reader, ours or a library's, is an error of this file alone.
pub fn read_bytes(path: String, bytes: &[u8]) -> FileRead {
    let digest = *blake3::hash(bytes).as_bytes();
    let read = catch_unwind(AssertUnwindSafe(|| read_source(&Source::new(&path, bytes))));
    let (format, outcome) = read.unwrap_or_else(|_| {
        let what = "the reader failed, which is a fault of this program: please report it".to_owned();
        ("", Err(ReadError::Damaged { place: "an unknown place".into(), what }))
    });
    FileRead { path, format, outcome, digest }
}

/// The formats that take the file for their own, the surest first; on equal sureness the earlier row.
pub fn candidates(source: &Source) -> Vec<(&'static Format, Sureness)> {
    let mut sure: Vec<_> = FORMATS
        .iter()
        .map(|format| (*format, (format.recognise)(source)))
        .filter(|(_, sureness)| *sureness > Sureness::NO)
        .collect();
    sure.sort_by_key(|(_, sureness)| std::cmp::Reverse(*sureness));
    sure
}

/// So sure is a format that knows its own signature: what it says of the file is final, no other is asked.
const SIGNATURE: Sureness = Sureness(85);

/// Reads with the surest format; where that finds no transcript after all, with the next.
fn read_source(source: &Source) -> (&'static str, Result<Vec<Draft>, ReadError>) {
    let mut first_error = None;
    for (format, sureness) in candidates(source) {
        match (format.read)(source) {
            Ok(drafts) => {
                let drafts: Vec<Draft> =
                    drafts.into_iter().filter(|draft| !draft.turns.is_empty() || draft.part == Part::People).collect();
                if !drafts.is_empty() {
                    return (format.id, Ok(drafts));
                }
                first_error.get_or_insert((format.id, ReadError::NotATranscript("nobody says a word in it".into())));
            }
            Err(e) => {
                let damaged = !matches!(e, ReadError::NotATranscript(_));
                first_error.get_or_insert((format.id, e));
                if damaged || sureness >= SIGNATURE {
                    break;
                }
            }
        }
    }
    first_error.map_or_else(|| ("", Err(nobodys(source))), |(format, e)| (format, Err(e)))
}

/// Reads what a container carries, with whichever format it has.
fn read_inner(source: &Source) -> Result<Vec<Draft>, ReadError> {
    read_source(source).1
}

/// Why no format took the file.
fn nobodys(source: &Source) -> ReadError {
    if source.bytes.is_empty() {
        return ReadError::NotATranscript("the file is empty".into());
    }
    if let Some(what) = source.binary() {
        return ReadError::NotATranscript(what.into());
    }
    match (source.first_char(), source.extension().as_str()) {
        (None, _) => ReadError::NotATranscript("the file holds only white space".into()),
        (Some('{' | '['), "json" | "jsonl" | "ndjson" | "vcon") => match source.json_error() {
            Some(error) => error.clone(),
            None => ReadError::NotATranscript("JSON without anything that somebody said".into()),
        },
        _ => ReadError::NotATranscript("no speaker labels, caption times or text columns found".into()),
    }
}
