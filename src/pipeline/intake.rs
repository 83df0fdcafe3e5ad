//! Folders in, the calls that count out, with a row for every file that was found.

use super::{MineError, Request};
use crate::corpus::{Call, Corpus, Role};
use crate::discover::discover;
use crate::duplicate::duplicates;
use crate::findings::{CallRow, Status};
use crate::meta::{self, CallsTable};
use crate::progress::{Event, Progress, Stage};
use crate::read::{self, Draft, FileRead, ReadError};
use crate::role::{self, People};
use crate::settings::Settings;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What came in.
#[derive(Default)]
pub struct Intake {
    /// The calls that count, in byte order of their paths.
    pub corpus: Corpus,
    /// The other files and calls, in the same order.
    pub aside: Vec<CallRow>,
    /// Files found.
    pub files: u64,
    /// Calls read, counted or not.
    pub calls_read: u64,
    /// BLAKE3 of paths and bytes.
    pub digest: String,
    /// What readers removed by rule: words by kind.
    pub removed: BTreeMap<&'static str, u64>,
    /// What a reader of the result must know.
    pub warnings: Vec<String>,
}

type Named = (String, &'static str, Draft);

/// Lists, reads, and decides who is who.
pub fn take_in(request: &Request, progress: &dyn Progress) -> Result<Intake, MineError> {
    let settings = &request.settings;
    let people = request.people.as_deref().map(People::read).transpose()?.unwrap_or_default();
    let mut table = request.calls_table.as_deref().map(CallsTable::read).transpose()?;
    progress.tell(Event::Started { stage: Stage::Discover, total: None });
    let listing = discover(&request.folders)?;
    let mut intake = Intake { files: (listing.found.len() + listing.aside.len()) as u64, ..Intake::default() };
    for file in listing.aside {
        let status = if file.failed { Status::Failed } else { Status::Skipped };
        intake.leave_aside(CallRow { call: file.path, status, reason: file.reason, ..CallRow::default() }, progress);
    }
    let reads = read::read_all(&listing.found, u64::from(settings.intake.max_file_mb) << 20, progress);
    intake.digest = digest(&reads);
    let drafts = intake.drafts(read::join(reads), progress);
    let mut drafts = if settings.intake.drop_duplicates { intake.once(drafts, progress) } else { drafts };
    if let Some(table) = &mut table {
        drafts.iter_mut().for_each(|(path, _, draft)| table.apply(path, &mut draft.meta));
        intake
            .warnings
            .extend(table.unmatched().into_iter().map(|row| format!("calls table: no call matches `{row}`")));
    }
    drafts.par_iter_mut().for_each(|(path, _, draft)| describe(path, draft));
    intake.calls_read += drafts.len() as u64;
    for call in role::assign(drafts, &settings.roles, &people) {
        intake.judge(call, settings, progress);
    }
    intake.aside.sort_by(|a, b| a.call.cmp(&b.call));
    Ok(intake)
}

fn digest(reads: &[FileRead]) -> String {
    let mut hasher = blake3::Hasher::new();
    for file in reads {
        hasher.update(file.path.as_bytes()).update(&[0]).update(&file.digest);
    }
    hasher.finalize().to_hex().to_string()
}

/// Fills in what path and words tell of a call.
fn describe(path: &str, draft: &mut Draft) {
    meta::from_path(path, &mut draft.meta);
    if draft.meta.language.is_none() {
        draft.meta.language = meta::language(&draft.text).map(str::to_owned);
    }
}

impl Intake {
    fn leave_aside(&mut self, row: CallRow, progress: &dyn Progress) {
        progress.tell(Event::LeftAside { path: row.call.clone(), reason: row.reason.clone() });
        self.aside.push(row);
    }

    fn drafts(&mut self, reads: Vec<FileRead>, progress: &dyn Progress) -> Vec<Named> {
        let mut drafts = vec![];
        for file in reads {
            match file.outcome {
                Err(error) => {
                    let failed = !matches!(error, ReadError::NotATranscript(_));
                    let status = if failed { Status::Failed } else { Status::Skipped };
                    let row = CallRow { call: file.path, status, reason: error.to_string(), ..CallRow::default() };
                    self.leave_aside(CallRow { format: file.format.to_owned(), ..row }, progress);
                }
                Ok(calls) => {
                    let of = calls.len();
                    for (n, draft) in calls.into_iter().enumerate() {
                        for removed in &draft.removed {
                            *self.removed.entry(removed.what).or_default() += removed.words;
                        }
                        drafts.push((read::call_path(&file.path, n, of), file.format, draft));
                    }
                }
            }
        }
        drafts.sort_by(|a, b| a.0.cmp(&b.0));
        drafts
    }

    /// Keeps one of the calls that are the same conversation.
    fn once(&mut self, drafts: Vec<Named>, progress: &dyn Progress) -> Vec<Named> {
        let twins = duplicates(&drafts);
        self.calls_read += twins.len() as u64;
        let mut kept_for: Vec<Option<String>> = vec![None; drafts.len()];
        for twin in twins {
            kept_for[twin.dropped] = Some(drafts[twin.kept].0.clone());
        }
        let mut kept = Vec::with_capacity(drafts.len());
        for (draft, twin) in drafts.into_iter().zip(kept_for) {
            match twin {
                None => kept.push(draft),
                Some(duplicate_of) => {
                    let reason = format!("the same conversation as {duplicate_of}");
                    let row = CallRow { call: draft.0, format: draft.1.to_owned(), reason, ..CallRow::default() };
                    let turns = draft.2.turns.len() as u64;
                    self.leave_aside(CallRow { status: Status::Skipped, duplicate_of, turns, ..row }, progress);
                }
            }
        }
        kept
    }

    /// Takes a call into the corpus, or leaves it aside with the reason.
    fn judge(&mut self, call: Call, settings: &Settings, progress: &dyn Progress) {
        let reason = why_not(&call, settings);
        match reason {
            None => self.corpus.calls.push(call),
            Some((status, reason)) => self.leave_aside(row_of(&call, status, reason), progress),
        }
    }
}

fn why_not(call: &Call, settings: &Settings) -> Option<(Status, String)> {
    let wanted = &settings.intake.language;
    if let Some(language) = call.meta.language.as_ref().filter(|language| *language != wanted) {
        return Some((Status::Skipped, format!("in another language ({language}); {}", meta::how_to_mine(language))));
    }
    if !call.has_customer() {
        let why = call.role_basis.basis.trim_start_matches("unknown: ");
        return Some((Status::Read, format!("no known customer: {why}")));
    }
    let least = settings.intake.min_customer_words as usize;
    let words: usize = call.customer_turns().map(|turn| turn.text().split(' ').count()).sum();
    (words < least).then(|| (Status::Read, format!("only {words} words of customers; min_customer_words is {least}")))
}

/// The row of a call that does not count.
fn row_of(call: &Call, status: Status, reason: String) -> CallRow {
    let words = |role| {
        let turns = call.turns.iter().filter(|turn| turn.role == role);
        turns.map(|turn| call.turn_text(turn).split(' ').count() as u64).sum()
    };
    CallRow {
        call: call.path.clone(),
        format: call.format.to_owned(),
        status,
        reason,
        language: call.meta.language.clone().unwrap_or_default(),
        date: call.meta.date.clone().unwrap_or_default(),
        segment: call.meta.segment.clone().unwrap_or_default(),
        turns: call.turns.len() as u64,
        customer_words: words(Role::Customer),
        rep_words: words(Role::Rep),
        role_basis: super::summary::basis(call),
        ..CallRow::default()
    }
}
