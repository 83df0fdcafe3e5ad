//! What the files gave in, the same with the files of one call put together: Gong's parties with Gong's transcripts,
//! words with the timeline of their speakers (CTM and RTTM), a file a speaker (`…_doctor`, `…_patient`).

use rustc_hash::FxHashMap;

use super::grammar::speech::{self, Piece, Speech};
use super::grammar::stated;
use super::{Draft, FileRead, Label, Part, ReadError};
use crate::corpus::Role;

/// The reads in their order. The words of a joined call stand with the first of its files; the others say where.
pub fn join(mut reads: Vec<FileRead>) -> Vec<FileRead> {
    lend_people(&mut reads);
    lend_timelines(&mut reads);
    join_speakers(&mut reads);
    reads
}

fn drafts(reads: &mut [FileRead]) -> impl Iterator<Item = (&'static str, &mut Draft)> {
    reads.iter_mut().flat_map(|read| {
        let format = read.format;
        read.outcome.iter_mut().flatten().map(move |draft| (format, draft))
    })
}

/// Takes the halves of a kind out of the reads, by format and id of the call; their files say what became of them.
fn take(reads: &mut [FileRead], part: Part, alone: &str) -> FxHashMap<String, Draft> {
    let mut halves = FxHashMap::default();
    for read in reads {
        let Ok(drafts) = &mut read.outcome else { continue };
        if !drafts.iter().any(|draft| draft.part == part) {
            continue;
        }
        for half in drafts.extract_if(.., |draft| draft.part == part) {
            halves.entry(half.meta.id.clone().unwrap_or_default()).or_insert(half);
        }
        if drafts.is_empty() {
            read.outcome = Err(ReadError::NotATranscript(alone.to_owned()));
        }
    }
    halves
}

/// Names, addresses and roles for speakers of whom a transcript has only the id.
fn lend_people(reads: &mut [FileRead]) {
    let people =
        take(reads, Part::People, "who took part in calls, without their words: used for the transcripts beside it");
    if people.is_empty() {
        return;
    }
    for (_, draft) in drafts(reads) {
        let Some(half) = draft.meta.id.as_ref().and_then(|id| people.get(id)) else { continue };
        let by_key: FxHashMap<&str, &Label> = half.labels.iter().filter_map(|l| Some((l.key.as_deref()?, l))).collect();
        for label in &mut draft.labels {
            if let Some(known) = label.key.as_deref().and_then(|key| by_key.get(key)) {
                *label = (*known).clone();
            }
        }
        let meta = &mut draft.meta;
        meta.date = meta.date.take().or_else(|| half.meta.date.clone());
        meta.account = meta.account.take().or_else(|| half.meta.account.clone());
        meta.language = meta.language.take().or_else(|| half.meta.language.clone());
    }
}

/// Who speaks each word.
fn lend_timelines(reads: &mut [FileRead]) {
    let lines = take(reads, Part::Timeline, "who speaks when, without the words: used for the words beside it");
    for (_, draft) in drafts(reads).filter(|(_, draft)| draft.part == Part::Words) {
        let line = draft.meta.id.as_ref().and_then(|id| lines.get(id));
        let whole = spoken(draft, line);
        *draft = whole;
    }
}

/// Milliseconds by which a word may begin before its speaker's span does.
const EARLY: u32 = 80;
/// Milliseconds that a letter takes; the words' ends are not in a draft.
const LETTER: u32 = 65;

fn spoken(words: &Draft, line: Option<&Draft>) -> Draft {
    let texts = words.turns.iter().map(|turn| words.turn_text(turn));
    let mut speech = if speech::punctuated(texts) { Speech::new() } else { Speech::without_punctuation() };
    *speech.meta() = words.meta.clone();
    let mut spans = line.map(|line| line.turns.iter().collect::<Vec<_>>()).unwrap_or_default();
    spans.sort_by_key(|span| span.at);
    let mut at = 0;
    for word in &words.turns {
        while at + 1 < spans.len() && spans[at + 1].at <= word.at.map(|at| at + EARLY) {
            at += 1;
        }
        let label = line.zip(spans.get(at)).and_then(|(line, span)| line.labels.get(span.label as usize));
        let label = label.cloned().unwrap_or_default();
        let voice = speech.voice(&label.name.clone(), || label);
        let text = words.turn_text(word);
        let to = word.at.map(|at| at.saturating_add(text.chars().count() as u32 * LETTER));
        speech.say(voice, Piece { from: word.at, to, text, glued: false });
    }
    speech.draft().unwrap_or_default()
}

/// Files that are one speaker each: equal paths but for a role word at the end of the name, all turns with times.
fn join_speakers(reads: &mut [FileRead]) {
    let mut groups: FxHashMap<String, Vec<(usize, Role)>> = FxHashMap::default();
    for (place, read) in reads.iter().enumerate() {
        if let Some((common, role)) = one_speaker(read) {
            groups.entry(common).or_default().push((place, role));
        }
    }
    for files in groups.into_values() {
        let has = |role: Role| files.iter().filter(|(_, r)| *r == role).count();
        if let [(place, role)] = files.as_slice() {
            state(&mut reads[*place], *role);
        } else if has(Role::Customer) == 1 && files.len() >= 2 && files.len() == has(Role::Customer) + has(Role::Rep) {
            merge(reads, &files);
        }
    }
}

/// A TextGrid without its partner: the name of the file still says who speaks.
fn state(read: &mut FileRead, role: Role) {
    if read.format == "textgrid" {
        read.outcome
            .iter_mut()
            .flatten()
            .flat_map(|draft| &mut draft.labels)
            .for_each(|label| label.role = label.role.or(Some(role)));
    }
}

/// What a name is without its role word, and the role.
fn one_speaker(read: &FileRead) -> Option<(String, Role)> {
    let [draft] = read.outcome.as_ref().ok()?.as_slice() else { return None };
    let one = draft.labels.len() == 1 && draft.turns.iter().all(|turn| turn.at.is_some());
    let (stem, ending) = read.path.rsplit_once('.')?;
    let (common, word) = stem.rsplit_once(['_', '-', '.', ' '])?;
    let role = stated::role(word).filter(|role| one && matches!(role, Role::Customer | Role::Rep))?;
    Some((format!("{common}.{}", ending.to_lowercase()), role))
}

/// Puts the turns of all files in order of time, into the first file.
fn merge(reads: &mut [FileRead], files: &[(usize, Role)]) {
    let mut parts: Vec<(Draft, Label)> = Vec::new();
    let first = reads[files[0].0].path.clone();
    for (place, role) in files {
        let word = reads[*place].path.rsplit_once('.').and_then(|(stem, _)| stem.rsplit_once(['_', '-', '.', ' ']));
        let word = word.map_or(String::new(), |(_, word)| word.to_owned());
        let joined = Err(ReadError::NotATranscript(format!("one speaker of a call: joined with {first}")));
        if let Ok(drafts) = std::mem::replace(&mut reads[*place].outcome, joined) {
            parts.extend(drafts.into_iter().map(|draft| {
                let mut label = draft.labels.first().cloned().unwrap_or_default();
                label.role = label.role.or(Some(*role));
                let nobody = label.name.is_empty() || label.name.to_lowercase().starts_with("speaker");
                label.name = if nobody { word.clone() } else { label.name };
                (draft, label)
            }));
        }
    }
    let mut turns: Vec<(Option<u32>, usize, usize)> = Vec::new();
    for (part, (draft, _)) in parts.iter().enumerate() {
        turns.extend(draft.turns.iter().enumerate().map(|(turn, t)| (t.at, part, turn)));
    }
    turns.sort();
    let mut whole =
        Draft { meta: parts.first().map(|(draft, _)| draft.meta.clone()).unwrap_or_default(), ..Draft::default() };
    for (at, part, turn) in turns {
        let (draft, label) = &parts[part];
        let label = whole.label(label.clone());
        whole.extend(label, at, draft.turn_text(&draft.turns[turn]));
    }
    for (draft, _) in &parts {
        draft.removed.iter().for_each(|removed| whole.removed(removed.what, removed.words));
    }
    whole.notes.push(format!("joined from {} files, one a speaker", files.len()));
    reads[files[0].0].outcome = Ok(vec![whole]);
}

#[cfg(test)]
mod tests;
