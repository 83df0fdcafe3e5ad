//! Every reader on broken and changed exports: an error or a call whose parts fit together, never a panic.

use std::path::{Path, PathBuf};

use overheard::duplicate::duplicates;
use overheard::read::{Draft, FORMATS, FileRead, Source, candidates, join};
use proptest::prelude::*;
use serde_json::Value;

fn fixtures() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in std::fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        files.extend(std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    }
    files.retain(|path| path.is_file() && path.extension().is_none_or(|ending| ending != "expected"));
    files.sort();
    files.into_iter().map(|path| (path.to_string_lossy().into_owned(), std::fs::read(&path).unwrap())).collect()
}

/// The parts of a call fit together.
fn check(draft: &Draft) {
    for turn in &draft.turns {
        assert!((turn.label as usize) < draft.labels.len());
        assert!(turn.start <= turn.end && draft.text.get(turn.start as usize..turn.end as usize).is_some());
    }
}

/// Reads with every format that wants the file, without the net that catches panics, then joins and compares.
fn read(path: &str, bytes: &[u8]) {
    let source = Source::new(path, bytes);
    let mut reads = Vec::new();
    for (format, _) in candidates(&source) {
        let outcome = (format.read)(&source);
        outcome.iter().flatten().for_each(check);
        reads.push(FileRead { path: path.to_owned(), format: format.id, outcome, digest: [0; 32] });
    }
    let mut calls = Vec::new();
    for read in join(reads) {
        for draft in read.outcome.unwrap_or_default() {
            check(&draft);
            calls.push((read.path.clone(), read.format, draft));
        }
    }
    duplicates(&calls);
}

/// Every reader, whether it wants the file or not.
fn force(path: &str, bytes: &[u8]) {
    let source = Source::new(path, bytes);
    for format in FORMATS {
        (format.read)(&source).iter().flatten().for_each(check);
    }
}

fn small_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        Just(Value::from(-1)),
        Just(Value::from(1e300)),
        Just(Value::from("")),
        Just(Value::from("PT9999999999999H")),
        Just(Value::from("1:99:99:99")),
        Just(Value::from("2026-13-45T99:99:99Z")),
        "\\PC{0,40}".prop_map(Value::from),
        Just(Value::Array(vec![])),
        Just(Value::Object(Default::default())),
        Just(serde_json::json!([[], {}, null, "a b c", 5])),
    ]
}

/// Puts `new` in the place of the `at`-th value, counted depth first.
fn put(value: &mut Value, at: &mut usize, new: &Value) -> bool {
    if *at == 0 {
        *value = new.clone();
        return true;
    }
    *at -= 1;
    match value {
        Value::Array(list) => list.iter_mut().any(|item| put(item, at, new)),
        Value::Object(map) => map.values_mut().any(|item| put(item, at, new)),
        _ => false,
    }
}

fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(size).sum(),
        Value::Object(map) => map.values().map(size).sum(),
        _ => 0,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_file_cut_short_or_with_bytes_changed(cut in 0.0..1.0f64, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6)) {
        for (path, bytes) in fixtures() {
            let mut bytes = bytes[..(bytes.len() as f64 * (0.3 + 0.7 * cut)) as usize].to_vec();
            for (at, byte) in &changes {
                if !bytes.is_empty() {
                    let at = at.index(bytes.len());
                    bytes[at] = *byte;
                }
            }
            read(&path, &bytes);
        }
    }

    #[test]
    fn an_export_with_a_value_changed(at in any::<prop::sample::Index>(), new in small_value()) {
        for (path, bytes) in fixtures() {
            if let Ok(mut value) = serde_json::from_slice::<Value>(&bytes) {
                let mut place = at.index(size(&value));
                put(&mut value, &mut place, &new);
                read(&path, value.to_string().as_bytes());
            }
        }
    }

    #[test]
    fn any_bytes_in_any_reader(bytes in prop::collection::vec(any::<u8>(), 0..300), text in "[\\[\\]{}\"a-z:,<>/=@*$%#\\n\\t 0-9.-]{0,200}") {
        force("x.json", &bytes);
        force("x.xml", text.as_bytes());
    }
}

#[test]
fn every_fixture_in_every_reader() {
    for (path, bytes) in fixtures() {
        force(&path, &bytes);
    }
}

#[test]
fn deep_and_wide_files_end_quickly() {
    let deep = |open: &str, close: &str, n: usize| open.repeat(n) + &close.repeat(n);
    let wide = format!("[{}0]", "0,".repeat(400_000));
    let objects = format!("[{}{{}}]", "{\"text\":\"\"},".repeat(60_000));
    let keys: String =
        (0..60_000).map(|n| format!("\"k{n}\":{{\"text\":\"a b c d\",\"speaker\":\"x{n}\"}},")).collect();
    let xml = "<a>".repeat(60_000);
    let speakers: Vec<Value> = (0..80_000)
        .map(|n| serde_json::json!({"speaker": format!("s{n}"), "text": "one two three", "start": n}))
        .collect();
    let files = [
        deep("[", "]", 100_000),
        deep("{\"a\":", "}", 100_000),
        deep("[", "]", 190),
        wide,
        objects,
        format!("{{{keys}\"z\":1}}"),
        format!("<TEI>{xml}<u who=\"#a\">hello there</u>"),
        format!("<ANNOTATION_DOCUMENT>{xml}"),
        serde_json::json!({"segments": speakers}).to_string(),
        serde_json::json!({"utterances": speakers, "words": [], "audio_duration": 1, "audio_url": "x"}).to_string(),
        serde_json::json!(speakers).to_string(),
        "\"".repeat(100_000),
        format!("File type = \"ooTextFile\" \"TextGrid\" {}", "\"IntervalTier\" \"a\" 0 1 1 0 1 \"b\" ".repeat(20_000)),
    ];
    for (n, text) in files.iter().enumerate() {
        let begun = std::time::Instant::now();
        read(&format!("{n}.json"), text.as_bytes());
        assert!(begun.elapsed().as_secs() < 60, "file {n} took {:?}", begun.elapsed());
    }
}
