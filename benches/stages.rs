//! How long does each stage of a run take? `cargo bench --bench stages [-- MEGABYTES]` writes calls out of the turns of
//! the sample calls, mines them twice on one thread, and prints the seconds of each stage, the lesser of both runs.
//! Asserts that both runs find the same, and that what is planted most often is found.

use overheard::pipeline::{Request, mine};
use overheard::progress::{Event, Progress, Stage};
use std::path::Path;
use std::sync::Mutex;
use std::time::Instant;

/// Takes the time at the beginning of each stage.
#[derive(Default)]
struct Clock(Mutex<Vec<(Stage, Instant)>>);

impl Progress for Clock {
    fn tell(&self, event: Event) {
        if let (Event::Started { stage, .. }, Ok(mut starts)) = (event, self.0.lock()) {
            starts.push((stage, Instant::now()));
        }
    }
}

/// Turns of the sample calls that are plain `Name: text` lines.
fn turns() -> Vec<(bool, String)> {
    let mut turns = vec![];
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_transcripts");
    let mut files: Vec<_> = walkdir::WalkDir::new(samples).into_iter().flatten().map(|file| file.into_path()).collect();
    files.sort();
    for text in files.iter().filter(|file| file.extension().is_some_and(|e| e == "txt")).map(std::fs::read_to_string) {
        for (name, said) in text.iter().flat_map(|text| text.lines()).filter_map(|line| line.split_once(": ")) {
            let customer = matches!(name, "Customer" | "Caller" | "Client" | "Participant");
            if customer || matches!(name, "Agent" | "Rep" | "Interviewer" | "Support") {
                turns.push((customer, said.to_owned()));
            }
        }
    }
    assert!(turns.iter().any(|t| t.0) && turns.iter().any(|t| !t.0), "the sample calls have plain turns of both sides");
    turns
}

/// Calls of 60 turns, each drawn by a fixed sequence, with a number word of its own so that none is another's twin.
fn write(folder: &Path, bytes: usize) -> std::io::Result<usize> {
    let turns = turns();
    let (mut state, mut written, mut call) = (20_261_122u64, 0, 0);
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    while written < bytes {
        let mut text = String::new();
        for _ in 0..60 {
            let (customer, said) = &turns[next(turns.len())];
            let cut = said.char_indices().map(|(at, _)| at).nth(next(80)).unwrap_or(0);
            let from = said[cut..].find(' ').map_or(0, |blank| cut + blank + 1);
            text.push_str(if *customer { "Customer: " } else { "Agent: " });
            text.push_str(&said[from..]);
            text.push('\n');
        }
        std::fs::write(folder.join(format!("call-{call:05}.txt")), &text)?;
        (written, call) = (written + text.len(), call + 1);
    }
    Ok(written)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let megabytes: usize = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(5);
    let folder = tempfile::tempdir()?;
    let bytes = write(folder.path(), megabytes << 20)?;
    let request = Request { folders: vec![folder.path().to_owned()], ..Request::default() };
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    let run = || {
        let clock = Clock::default();
        let findings = one_thread.install(|| mine(&request, &clock))?;
        let mut starts = clock.0.into_inner().unwrap_or_default();
        starts.push((Stage::Report, Instant::now()));
        Ok::<_, overheard::pipeline::MineError>((findings, starts))
    };
    let ((first, once), (second, again)) = (run()?, run()?);
    let names = |findings: &overheard::findings::Findings| -> Vec<String> {
        findings.terms.iter().map(|term| format!("{} {}", term.term, term.mentions)).collect()
    };
    assert_eq!(names(&first), names(&second), "two runs find the same");
    assert!(!first.terms.is_empty() && !first.quotes.is_empty() && !first.problems.is_empty());
    println!("{:.1} MB, {} calls, one thread", bytes as f64 / 1e6, first.calls.len());
    for (a, b) in once.windows(2).zip(again.windows(2)) {
        assert_eq!(a[0].0, b[0].0, "the stages come in the same order");
        let seconds = (a[1].1 - a[0].1).min(b[1].1 - b[0].1).as_secs_f64();
        println!("{:<10} {seconds:>8.3} s {:>8.1} MB/s", format!("{:?}", a[0].0), bytes as f64 / 1e6 / seconds);
    }
    Ok(())
}
