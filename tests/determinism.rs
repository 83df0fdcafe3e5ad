//! The same calls give the same bytes: on one thread and on eight, in a shuffled and in a renamed folder.

mod program;

use program::{Desk, samples, small_call};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The sample calls and forty small ones: enough for the work to be spread over threads.
fn calls() -> Vec<(String, Vec<u8>)> {
    let desk = Desk::new();
    copy(&samples(), &desk.path("calls"));
    let mut files: Vec<_> = desk.files("calls").into_iter().collect();
    files.extend((0..40).map(|n| (format!("customers/small_{n}.txt"), small_call(n).into_bytes())));
    files
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

/// The results for the files, written in their order to a folder of that name.
fn results(files: &[(String, Vec<u8>)], folder: &str, threads: &str) -> BTreeMap<String, Vec<u8>> {
    let desk = Desk::new();
    for (path, bytes) in files {
        desk.write(&format!("{folder}/{path}"), bytes);
    }
    desk.run(&["mine", folder, "--out", "out", "-q", "--threads", threads]).ends_with(2);
    desk.files("out")
}

#[track_caller]
fn same(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>());
    assert!(a.len() >= 6, "the results are there");
    for (name, bytes) in a {
        assert!(*bytes == b[name], "{name} differs: {}", first_difference(bytes, &b[name]));
    }
}

fn first_difference(a: &[u8], b: &[u8]) -> String {
    let at = a.iter().zip(b).position(|(a, b)| a != b).unwrap_or(a.len().min(b.len()));
    let near =
        |bytes: &[u8]| String::from_utf8_lossy(&bytes[at.saturating_sub(60)..(at + 60).min(bytes.len())]).into_owned();
    format!("at byte {at}:\n{}\n{}", near(a), near(b))
}

#[test]
fn threads_order_and_the_folders_name_change_nothing() {
    let mut files = calls();
    let one = results(&files, "calls", "1");
    same(&one, &results(&files, "calls", "8"));
    files.reverse();
    files.rotate_left(17);
    same(&one, &results(&files, "Another Name", "3"));
}
