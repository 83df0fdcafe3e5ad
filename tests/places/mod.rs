//! Where tests find files: ours, and the shared ones where they are present.
#![allow(dead_code)]

use std::fs;
use std::path::{Path, PathBuf};

/// A folder of the repository.
pub fn ours(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}

/// A folder of the shared material; `None`, and a line that says so, where it is absent.
pub fn shared(below: &str) -> Option<PathBuf> {
    let given = std::env::var_os("OVERHEARD_SHARED").map(PathBuf::from);
    let around = ["../shared", "../../shared"].map(ours);
    let found = given.into_iter().chain(around).map(|root| root.join(below)).find(|path| path.exists());
    if found.is_none() {
        println!("skipped: ../shared not present ({below})");
    }
    found
}

/// All files below a folder, in byte order of their paths below it.
pub fn files(root: &Path) -> Vec<(String, PathBuf)> {
    let mut out = Vec::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                out.push((path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"), path));
            }
        }
    }
    out.sort();
    out
}

/// The interviews of a public corpus as labelled text, in the order of the file; `None` where it is absent.
pub fn interviews() -> Option<Vec<String>> {
    let text = fs::read_to_string(shared("data/ai_interviews_work.calls.jsonl")?).unwrap();
    Some(text.lines().map(|line| as_text(&serde_json::from_str(line).unwrap())).collect())
}

fn as_text(call: &serde_json::Value) -> String {
    let turns = call["turns"].as_array().unwrap();
    let line = |turn: &serde_json::Value| {
        let who = if turn["role"] == "agent" { "Interviewer" } else { "Participant" };
        let words: Vec<&str> = turn["text"].as_str().unwrap().split_whitespace().collect();
        format!("{who}: {}\n", words.join(" "))
    };
    turns.iter().map(line).collect()
}
