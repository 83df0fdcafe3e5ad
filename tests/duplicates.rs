//! One call counts once: over a folder of siblings, and over the dev sets where they are at hand.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use overheard::discover::discover;
use overheard::duplicate::duplicates;
use overheard::progress::Silent;
use overheard::read::{Draft, call_path, join, read_all};

type Calls = Vec<(String, &'static str, Draft)>;

/// What a run reads of a folder.
fn calls_of(folder: &Path) -> Calls {
    let listing = discover(&[folder.to_owned()]).unwrap();
    let reads = join(read_all(&listing.found, 1 << 26, &Silent));
    let mut calls = Vec::new();
    for read in reads {
        let drafts = read.outcome.unwrap_or_default();
        let of = drafts.len();
        calls.extend(
            drafts.into_iter().enumerate().map(|(n, draft)| (call_path(&read.path, n, of), read.format, draft)),
        );
    }
    calls
}

/// A talk of sentences that are all different.
fn talk() -> Vec<String> {
    let (things, places) = (["bolt", "filter", "gasket", "pump", "valve"], ["depot", "yard", "van", "shed"]);
    let sentence = |n: usize| {
        let (thing, place) = (things[n % 5], places[n % 4]);
        format!(
            "On day {n} I looked for the {thing} number {} in the {place} and it was not where the list says.",
            n * 37
        )
    };
    (0..24).map(sentence).collect()
}

fn clock(seconds: usize, point: char) -> String {
    format!("00:{:02}:{:02}{point}000", seconds / 60, seconds % 60)
}

#[test]
fn seven_exports_of_one_talk_and_their_archive_are_one_call() {
    let folder = tempfile::tempdir().unwrap();
    let said = talk();
    let (mut srt, mut vtt, mut txt) = (String::new(), String::from("WEBVTT\n\n"), String::new());
    let (mut segments, mut words) = (Vec::new(), Vec::new());
    for (n, sentence) in said.iter().enumerate() {
        let (from, to) = (n * 5, n * 5 + 4);
        write!(srt, "{}\n{} --> {}\n{sentence}\n\n", n + 1, clock(from, ','), clock(to, ',')).unwrap();
        write!(vtt, "{} --> {}\n{sentence}\n\n", clock(from, '.'), clock(to, '.')).unwrap();
        writeln!(txt, "Speaker {}: {sentence}", 1 + n % 2).unwrap();
        segments.push(serde_json::json!({"id": n, "start": from, "end": to, "text": format!(" {sentence}")}));
        for (m, word) in sentence.split(' ').enumerate() {
            words.push(serde_json::json!({"start": from as f64 + m as f64 * 0.2, "end": from as f64 + m as f64 * 0.2 + 0.1, "word": word}));
        }
    }
    let whisper = serde_json::json!({"text": said.join(" "), "segments": segments, "language": "en"}).to_string();
    let files = [
        ("talk.srt", srt),
        ("talk.vtt", vtt),
        ("talk.txt", txt),
        ("talk.json", whisper),
        ("talk.words.json", serde_json::json!({"words": words}).to_string()),
        ("a copy.json", serde_json::json!({"segments": segments, "language": "en"}).to_string()),
        ("talk corrected.json", serde_json::json!({"segments": segments[1..], "language": "en"}).to_string()),
    ];
    for (name, text) in &files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let mut zip = zip::ZipWriter::new(std::fs::File::create(folder.path().join("talk.zip")).unwrap());
    for (name, text) in &files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();

    let calls = calls_of(folder.path());
    assert_eq!(calls.len(), 14);
    let twins = duplicates(&calls);
    assert_eq!(twins.len(), 13);
    let kept: Vec<&str> = twins.iter().map(|twin| calls[twin.kept].0.as_str()).collect();
    assert!(kept.iter().all(|kept| kept.ends_with("talk.txt")), "the one that names its speakers is kept: {kept:?}");
}

#[test]
fn survey_answers_may_be_equal() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..5 {
        let answer =
            "Interviewer: What is missing most?\nRespondent: An export of the list that does not lose the notes.\n";
        std::fs::write(folder.path().join(format!("{n}.txt")), answer).unwrap();
    }
    let calls = calls_of(folder.path());
    assert_eq!(calls.len(), 5);
    assert_eq!(duplicates(&calls), []);
}

fn call(path: &str, text: &str) -> (String, &'static str, Draft) {
    let mut draft = Draft::default();
    let label = draft.named("");
    draft.push(label, None, text);
    (path.to_owned(), "text", draft)
}

/// The dev sets, where they are at hand: one list of calls a file.
fn dev_set(name: &str) -> Option<Calls> {
    let root = env!("CARGO_MANIFEST_DIR");
    let named = std::env::var("OVERHEARD_SHARED").ok();
    let places = named.into_iter().chain(["../shared", "../../shared"].iter().map(|at| format!("{root}/{at}")));
    let file = places.map(|at| format!("{at}/data/{name}.calls.jsonl")).find_map(|at| std::fs::read_to_string(at).ok());
    let Some(file) = file else {
        eprintln!("skipped: ../shared not present");
        return None;
    };
    let calls = file.lines().map(|line| {
        let json: serde_json::Value = serde_json::from_str(line).unwrap();
        let text: Vec<&str> = json["turns"].as_array().unwrap().iter().map(|t| t["text"].as_str().unwrap()).collect();
        call(&format!("{name}/{}", json["id"].as_str().unwrap()), &text.join(" "))
    });
    Some(calls.collect())
}

#[test]
fn the_same_talk_written_down_twice_is_found_and_different_calls_are_not() {
    let (Some(mut twice), Some(second)) = (dev_set("rev16_verbatim"), dev_set("rev16_nonverbatim")) else { return };
    twice.extend(second);
    let twins = duplicates(&twice);
    assert_eq!(twins.len(), twice.len() / 2);
    for twin in &twins {
        let id = |place: usize| twice[place].0.rsplit_once('/').unwrap().1;
        assert_eq!(id(twin.dropped), id(twin.kept));
    }
    for name in ["ai_interviews_work", "multidogo", "natcs", "oasis", "acibench_asrcorr", "mrda", "earnings21"] {
        let Some(calls) = dev_set(name) else { return };
        assert_eq!(duplicates(&calls), [], "{name}");
    }
}
