//! Files in, [`Draft`]s out. One file a format, one row in [`FORMATS`]; content decides, the name only suggests: each
//! format says how sure it is that the file is its own, and the surest reads it.

mod draft;
mod source;

pub use draft::{Draft, DraftTurn, Label, Removed};
pub use source::Source;

/// How far a format's reader has been proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Written against real exports.
    Seen,
    /// Written to the vendor's documented schema; no real export was public.
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
}

/// Why a file, or a part of it, could not be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
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

/// Every format, in the order of `overheard formats`; on equal sureness the earlier row wins.
pub static FORMATS: &[&Format] = &[];
