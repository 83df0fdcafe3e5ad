//! Files of one call in, the call out.

use super::*;
use crate::read::read_bytes;

fn read(files: &[(&str, &str)]) -> Vec<FileRead> {
    join(files.iter().map(|(path, text)| read_bytes((*path).to_owned(), text.as_bytes())).collect())
}

fn said(draft: &Draft) -> Vec<(String, Option<Role>, &str)> {
    let turn = |turn| {
        let label: &Label = &draft.labels[crate::read::DraftTurn::clone(turn).label as usize];
        (label.name.clone(), label.role, draft.turn_text(turn))
    };
    draft.turns.iter().map(turn).collect()
}

const TRANSCRIPT: &str = r#"{"callTranscripts": [{"callId": "7782342274025937895", "transcript": [
    {"speakerId": "6432345678555530067", "sentences": [{"start": 460, "end": 900, "text": "How do you count stock today?"}]},
    {"speakerId": "6432345678555530068", "sentences": [{"start": 1460, "end": 3000, "text": "By hand, every Friday."}]}]}]}"#;

const EXTENSIVE: &str = r#"{"calls": [{"metaData": {"id": "7782342274025937895", "started": "2026-03-02T09:00:00Z"},
    "parties": [
    {"speakerId": "6432345678555530067", "name": "Ines Roth", "emailAddress": "ines@example.com", "affiliation": "Internal"},
    {"speakerId": "6432345678555530068", "name": "Pavel Duda", "affiliation": "External"}]}]}"#;

#[test]
fn gongs_parties_come_from_the_other_file() {
    for files in [[("a.json", TRANSCRIPT), ("b.json", EXTENSIVE)], [("b.json", EXTENSIVE), ("c.json", TRANSCRIPT)]] {
        let reads = read(&files);
        let place = usize::from(files[0].1 == EXTENSIVE);
        let drafts = reads[place].outcome.as_ref().unwrap();
        assert_eq!(drafts[0].meta.date.as_deref(), Some("2026-03-02"));
        let rep = ("Ines Roth".to_owned(), Some(Role::Rep), "How do you count stock today?");
        let customer = ("Pavel Duda".to_owned(), Some(Role::Customer), "By hand, every Friday.");
        assert_eq!(said(&drafts[0]), [rep, customer]);
        assert!(matches!(&reads[1 - place].outcome, Err(ReadError::NotATranscript(_))));
    }
}

#[test]
fn a_transcript_without_its_parties_is_read_all_the_same() {
    let reads = read(&[("a.json", TRANSCRIPT)]);
    let drafts = reads[0].outcome.as_ref().unwrap();
    assert_eq!(drafts[0].labels[0].name, "Speaker 6432345678555530067");
    assert_eq!(drafts[0].labels[0].role, None);
}

fn grid(tier: &str, intervals: &[(f64, f64, &str)]) -> String {
    let mut text = format!(
        "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0\nxmax = 9\ntiers? <exists>\nsize = 1\nitem []:\n item [1]:\n  class = \"IntervalTier\"\n  name = \"{tier}\"\n  xmin = 0\n  xmax = 9\n  intervals: size = {}\n",
        intervals.len()
    );
    for (n, (from, to, said)) in intervals.iter().enumerate() {
        text += &format!("  intervals [{}]:\n   xmin = {from}\n   xmax = {to}\n   text = \"{said}\"\n", n + 1);
    }
    text
}

#[test]
fn a_file_a_speaker_is_laid_in_order_of_time() {
    let doctor = grid("Speaker", &[(0.0, 1.0, "What brings you in?"), (3.0, 4.0, "Since when?")]);
    let patient =
        grid("Speaker", &[(1.0, 2.5, "My <UNSURE>knee</UNSURE> hurts."), (4.0, 5.0, "Since <UNIN/> Monday.")]);
    let reads = read(&[
        ("day1_doctor.TextGrid", &doctor),
        ("day1_patient.TextGrid", &patient),
        ("day2_doctor.TextGrid", &doctor),
    ]);
    let draft = &reads[0].outcome.as_ref().unwrap()[0];
    let expected = [
        ("doctor".to_owned(), Some(Role::Rep), "What brings you in?"),
        ("patient".to_owned(), Some(Role::Customer), "My knee hurts."),
        ("doctor".to_owned(), Some(Role::Rep), "Since when?"),
        ("patient".to_owned(), Some(Role::Customer), "Since [unintelligible] Monday."),
    ];
    assert_eq!(said(draft), expected);
    assert!(reads[1].outcome.as_ref().unwrap_err().to_string().contains("day1_doctor.TextGrid"));
    assert_eq!(reads[2].outcome.as_ref().unwrap()[0].labels[0].role, Some(Role::Rep));
}

#[test]
fn words_get_their_speakers_from_the_timeline() {
    let ctm = "talk 1 0.10 0.30 GOOD 1.0\ntalk 1 0.45 0.30 MORNING 0.9\ntalk 1 2.00 0.20 HELLO 1.0\ntalk 1 5.00 0.20 SO 1.0\n";
    let rttm = "SPEAKER talk 1 0.00 1.00 <NA> <NA> 0 <NA> <NA>\nSPEAKER talk 1 1.95 4.00 <NA> <NA> 1 <NA> <NA>\n";
    let reads = read(&[("talk.ctm", ctm), ("talk.rttm", rttm)]);
    let draft = &reads[0].outcome.as_ref().unwrap()[0];
    let words: Vec<_> = said(draft).into_iter().map(|(name, _, text)| (name, text)).collect();
    let expected = [("Speaker 0", "GOOD MORNING"), ("Speaker 1", "HELLO"), ("Speaker 1", "SO")];
    assert_eq!(words, expected.map(|(name, text)| (name.to_owned(), text)));
    assert!(reads[1].outcome.is_err());

    let alone = read(&[("talk.ctm", ctm)]);
    assert_eq!(alone[0].outcome.as_ref().unwrap()[0].turns.len(), 2);
}

#[test]
fn names_that_end_alike_are_not_joined_unless_one_customer_is_among_them() {
    let text =
        "WEBVTT\n\n00:01.000 --> 00:02.000\nhello there my friend\n\n00:03.000 --> 00:04.000\nand so on it goes\n";
    let reads = read(&[("x_agent.vtt", text), ("x_host.vtt", text), ("y_agent.vtt", text)]);
    assert!(reads.iter().all(|read| read.outcome.is_ok()));
}
