//! What was run on what, and what became of each file: the head of the findings.

use crate::settings::Settings;
use serde::Serialize;

/// What was run, on what: enough to repeat it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Run {
    /// Version of the program.
    pub version: String,
    /// The settings in full.
    pub settings: Settings,
    /// BLAKE3 of all paths and bytes that were read, in hexadecimal. Does not depend on the folder's own name.
    pub input_digest: String,
    /// Files found.
    pub files: u64,
    /// Calls read.
    pub calls_read: u64,
    /// Calls with a known customer: the number that every share is a share of.
    pub calls_total: u64,
    /// Words of customers in those calls.
    pub customer_words: u64,
    /// Words of reps in those calls.
    pub rep_words: u64,
    /// Customers, as persons.
    pub customers: u64,
    /// Calls with a rep as well as a customer.
    pub calls_with_rep: u64,
    /// The groups, in byte order of their names, with their calls.
    pub segments: Vec<SegmentSize>,
    /// What was masked or removed, with the number of words: (what, words).
    pub masked: Vec<(String, u64)>,
    /// Private data hidden, by kind: (kind, places).
    pub redacted: Vec<(String, u64)>,
    /// What a reader must know before he trusts a number, in words.
    pub warnings: Vec<String>,
}

/// A group and how many of its calls count.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SegmentSize {
    /// Its name.
    pub name: String,
    /// Calls that count.
    pub calls: u64,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Read and counted, or read and left out for the stated reason.
    #[default]
    Read,
    /// No transcript, a duplicate, or another language.
    Skipped,
    /// Damaged or unreadable.
    Failed,
}

/// A file, or one call of a file that holds several.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CallRow {
    /// Path below the folder.
    pub call: String,
    /// Format id, empty where none was recognised.
    pub format: String,
    /// What became of it.
    pub status: Status,
    /// Why it was not used, or a caution; empty where all is well.
    pub reason: String,
    /// ISO 639-1.
    pub language: String,
    /// ISO 8601 day.
    pub date: String,
    /// Group.
    pub segment: String,
    /// Turns.
    pub turns: u64,
    /// Words of customers.
    pub customer_words: u64,
    /// Words of reps.
    pub rep_words: u64,
    /// Labels taken for customers, as they are shown.
    pub customers: Vec<String>,
    /// Labels taken for reps.
    pub reps: Vec<String>,
    /// How we know, with the confidence.
    pub role_basis: String,
    /// The call whose words these are, if it is a duplicate.
    pub duplicate_of: String,
    /// Whether it is among [`Run::calls_total`].
    pub counted: bool,
}
