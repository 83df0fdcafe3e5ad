//! Broken, hostile and odd folders: a clear message, the right exit code, nothing half-written, the rest of the run whole.

mod program;

use program::{Desk, Ran, small_call};
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Mines `calls/`, to which the files were added: they are named in `calls.csv`, and the six good calls still count.
#[track_caller]
fn with_files(files: &[(&str, &[u8])], code: i32) -> (Desk, Ran) {
    let desk = Desk::with_calls();
    for (path, bytes) in files {
        desk.write(&format!("calls/{path}"), bytes);
    }
    let ran = desk.run(&["mine", "calls", "--out", "out"]).ends_with(code);
    let good = desk.table("out/calls.csv").into_iter().filter(|row| row["call"].starts_with("customers/call_"));
    assert_eq!(good.filter(|row| row["counted"] == "yes").count(), 6, "the good calls count all the same");
    assert!(desk.table("out/terms.csv").iter().any(|row| row["term"].contains("double booked")));
    (desk, ran)
}

/// The row of a file in `calls.csv`.
#[track_caller]
fn row(desk: &Desk, call: &str) -> std::collections::BTreeMap<String, String> {
    let rows = desk.table("out/calls.csv");
    rows.iter().find(|row| row["call"].starts_with(call)).unwrap_or_else(|| panic!("{call} is not listed")).clone()
}

#[track_caller]
fn nothing_is_left(desk: &Desk, names: &[&str]) {
    let mut there: Vec<_> =
        fs::read_dir(desk.path("")).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    there.sort();
    assert_eq!(there, names);
}

#[test]
fn an_empty_folder() {
    let desk = Desk::new();
    fs::create_dir(desk.path("calls")).unwrap();
    desk.run(&["mine", "calls"]).ends_with(1).complains_of(&["no file in `calls`"]);
    nothing_is_left(&desk, &["calls"]);
}

#[test]
fn a_missing_folder() {
    let desk = Desk::new();
    desk.run(&["mine", "calls"]).ends_with(2).complains_of(&["calls"]);
    nothing_is_left(&desk, &[]);
}

#[test]
fn a_file_where_results_should_go() {
    let desk = Desk::with_calls();
    desk.write("taken", b"precious");
    desk.run(&["mine", "calls", "--out", "taken"]).ends_with(2).complains_of(&["taken", "--out"]);
    desk.run(&["mine", "calls", "--out", "taken/below"]).ends_with(2).complains_of(&["taken", "--out"]);
    assert_eq!(fs::read(desk.path("taken")).unwrap(), b"precious");
    nothing_is_left(&desk, &["calls", "taken"]);
}

#[test]
fn results_among_the_calls() {
    let desk = Desk::with_calls();
    let before = desk.files("calls");
    for out in ["calls", "./calls/", "calls/customers/.."] {
        desk.run(&["mine", "calls", "--out", out]).ends_with(2).complains_of(&["holds the calls", "--out"]);
        desk.run(&["redact", "calls", "--out", out]).ends_with(2).complains_of(&["holds the calls", "--out"]);
    }
    assert!(before == desk.files("calls"));
}

#[test]
fn a_file_in_place_of_a_folder() {
    let desk = Desk::with_calls();
    desk.run(&["mine", "calls/customers/call_1.txt", "--out", "out"]).ends_with(0).says(&["1 call"]);
    assert_eq!(desk.table("out/calls.csv").len(), 1);
}

/// Whether the system keeps us from writing there: it does not keep root.
#[cfg(unix)]
fn locked(desk: &Desk, folder: &str) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(desk.path(folder), fs::Permissions::from_mode(0o555)).unwrap();
    let kept = fs::write(desk.path(folder).join("probe"), "").is_err();
    let _ = fs::remove_file(desk.path(folder).join("probe"));
    kept
}

#[cfg(unix)]
fn unlock(desk: &Desk, folder: &str) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(desk.path(folder), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
#[cfg(unix)]
fn a_folder_that_may_not_be_written() {
    let desk = Desk::with_calls();
    fs::create_dir(desk.path("out")).unwrap();
    if !locked(&desk, "out") {
        return eprintln!("skipped: this user may write anywhere (root)");
    }
    let started = Instant::now();
    desk.run(&["mine", "calls", "--out", "out"]).ends_with(2).complains_of(&["out", "--out"]);
    desk.run(&["mine", "calls", "--out", "out/new"]).ends_with(2).complains_of(&["out/new", "--out"]);
    assert!(started.elapsed() < Duration::from_secs(20), "told before the long work");
    unlock(&desk, "out");
}

#[test]
#[cfg(target_os = "linux")]
fn a_place_that_nobody_may_write() {
    // Nobody, not even root, makes folders there.
    let desk = Desk::with_calls();
    desk.run(&["mine", "calls", "--out", "/proc/overheard"]).ends_with(2).complains_of(&["/proc/overheard", "--out"]);
}

#[test]
#[cfg(unix)]
fn a_folder_of_calls_that_may_only_be_read() {
    let desk = Desk::with_calls();
    let kept = locked(&desk, "calls");
    desk.run(&["mine", "calls", "--out", "out"]).ends_with(0);
    unlock(&desk, "calls");
    if !kept {
        eprintln!("skipped in part: this user may write anywhere (root)");
    }
}

#[test]
#[cfg(unix)]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_calls();
    let path = desk.write("calls/secret.txt", small_call(9).as_bytes());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        return eprintln!("skipped: this user may read anything (root)");
    }
    desk.run(&["mine", "calls", "--out", "out"]).ends_with(2);
    assert_eq!(row(&desk, "secret.txt")["status"], "failed");
}

#[test]
fn a_folder_of_images() {
    let desk = Desk::new();
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\0IEND\xaeB`\x82";
    for name in ["calls/a.png", "calls/b.png", "calls/c.jpg"] {
        desk.write(name, png);
    }
    let ran = desk.run(&["mine", "calls", "--out", "out"]).ends_with(1);
    ran.complains_of(&["Left aside: 3"]);
    let rows = desk.table("out/calls.csv");
    assert!(rows.len() == 3 && rows.iter().all(|row| row["status"] == "skipped" && !row["reason"].is_empty()));
}

#[test]
fn a_binary_file_that_calls_itself_text() {
    let noise: Vec<u8> = (0..40_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let (desk, _) = with_files(&[("noise.txt", &noise)], 0);
    let row = row(&desk, "noise.txt");
    assert!(row["status"] != "read" && !row["reason"].is_empty(), "{row:?}");
}

#[test]
fn a_json_file_cut_in_the_middle() {
    let whole =
        br#"[{"speaker": "Agent", "text": "Hello there"}, {"speaker": "Customer", "text": "The calendar is dou"#;
    let (desk, ran) = with_files(&[("cut.json", whole)], 2);
    let row = row(&desk, "cut.json");
    assert_eq!(row["status"], "failed", "{row:?}");
    ran.complains_of(&["could not be read"]);
}

#[test]
fn texts_in_old_and_wide_encodings() {
    let call = small_call(30).replace("my phone", "my phone in Besançon");
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(call.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let call = small_call(31).replace("my phone", "my phone in Besançon");
    let latin: Vec<u8> = call.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let lines = small_call(32).replace('\n', "\r\n");
    let files: [(&str, &[u8]); 3] = [("wide.txt", &wide), ("latin.txt", &latin), ("lines.txt", lines.as_bytes())];
    let (desk, _) = with_files(&files, 0);
    for file in ["wide.txt", "latin.txt", "lines.txt"] {
        let row = row(&desk, file);
        assert_eq!((row["counted"].as_str(), row["turns"].as_str()), ("yes", "6"), "{row:?}");
    }
}

/// One call of so many exchanges: it counts as one call, however often it says the same.
fn one_call_of(exchanges: usize) {
    let mut large = String::new();
    for turn in 0..exchanges {
        large.push_str("Agent: Is there anything else that I can do for you?\n");
        large.push_str(&format!("Customer: Number {turn} is that the calendar was double booked once more, it is.\n"));
    }
    let (desk, _) = with_files(&[("large.txt", large.as_bytes())], 0);
    assert_eq!(row(&desk, "large")["turns"], (2 * exchanges).to_string(), "every turn was read");
    let terms = desk.table("out/terms.csv");
    let alone = terms.iter().find(|row| row["term"].contains("once more"));
    assert!(alone.is_none(), "{exchanges} mentions in one call are one call: {alone:?}");
}

#[test]
fn a_large_single_file() {
    one_call_of(20_000);
}

#[test]
#[ignore = "200 MB take minutes without optimisation: `just large`"]
fn a_single_file_of_two_hundred_megabytes() {
    one_call_of(1_530_000);
}

#[test]
fn one_line_without_an_end() {
    let line = format!("Customer: {}", "and then it was double booked ".repeat(60_000));
    with_files(&[("line.txt", line.as_bytes())], 0);
    let word = format!("Customer: {}", "x".repeat(2_000_000));
    with_files(&[("word.txt", word.as_bytes())], 0);
}

#[test]
#[cfg(unix)]
fn links_that_go_in_a_circle() {
    let desk = Desk::with_calls();
    std::os::unix::fs::symlink(desk.path("calls"), desk.path("calls/again")).unwrap();
    std::os::unix::fs::symlink(desk.path("nowhere"), desk.path("calls/dangling.txt")).unwrap();
    let ran = desk.run(&["mine", "calls", "--out", "out"]);
    assert!([0, 2].contains(&ran.code), "{}", ran.err);
    let counted = desk.table("out/calls.csv").iter().filter(|row| row["counted"] == "yes").count();
    assert_eq!(counted, 6, "no call is counted twice");
}

#[test]
fn results_of_an_earlier_run_are_no_calls() {
    let desk = Desk::with_calls();
    desk.run(&["mine", "calls", "--out", "calls/overheard-out", "-q"]).ends_with(0);
    let first = desk.files("calls/overheard-out");
    desk.run(&["mine", "calls", "--out", "calls/overheard-out", "-q"]).ends_with(0);
    let second = desk.files("calls/overheard-out");
    for table in ["terms.csv", "quotes.csv", "coded.csv"] {
        assert!(first[table] == second[table], "{table}: a run does not read what a run has written");
    }
}

#[test]
fn a_name_that_would_steer_the_terminal() {
    let desk = Desk::with_calls();
    if cfg!(unix) {
        desk.write("calls/\x1b[2Jodd\u{202e}.png", b"\x89PNG\r\n\x1a\n");
    }
    let ran = desk.run(&["mine", "calls", "--out", "out"]);
    assert!(!ran.out.contains('\x1b') && !ran.err.contains('\x1b') && !ran.err.contains('\u{202e}'));
}

/// Interrupted at any time, the old result is whole.
#[test]
#[cfg(unix)]
fn an_interruption_leaves_the_old_result_whole() {
    let desk = Desk::with_calls();
    desk.run(&["mine", "calls", "--out", "out", "-q"]).ends_with(0);
    let old = desk.files("out");
    for call in 6..400 {
        desk.write(&format!("calls/customers/call_{call}.txt"), small_call(call).repeat(20).as_bytes());
    }
    let mut interrupted = 0;
    for wait in [5, 30, 80, 150, 250, 400, 600] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_overheard"))
            .args(["mine", "calls", "--out", "out", "-q"])
            .current_dir(desk.path(""))
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        let status = child.wait().unwrap();
        if status.success() {
            break;
        }
        use std::os::unix::process::ExitStatusExt;
        assert!(status.signal() == Some(2) || [Some(130), Some(2)].contains(&status.code()), "{status:?}");
        assert!(desk.files("out") == old, "interrupted after {wait} ms");
        interrupted += 1;
    }
    assert!(interrupted > 0, "no run was long enough to be interrupted");
    assert_eq!(fs::read_dir(desk.path("")).unwrap().count(), 2, "nothing is left beside the folder");
}
