//! Every format on small files: what is read stays what it was, and no word is lost or counted twice.
//!
//! A new file in `tests/fixtures/<format>/` is a new test: its turns are written beside it once, to be read by a person.

mod places;

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use overheard::discover::discover;
use overheard::progress::Silent;
use overheard::read::{Draft, FileRead, call_path, read_all};
use regex::Regex;

/// Folders of fixtures whose turns are kept here, by the format that must read them.
const KEPT: &[&str] = &[
    "text",
    "timed_text",
    "head_lines",
    "markdown",
    "otter",
    "google_meet",
    "bare_names",
    "webvtt",
    "zoom_vtt",
    "teams_vtt",
    "teams_metadata",
    "srt",
    "sbv",
    "xml_captions",
    "arrow_lines",
    "timed_lines",
    "zoom_chat",
    "chat_lines",
    "zoom_captions",
    "csv",
    "ctm",
    "rev_nlp",
    "docx",
    "teams_docx",
    "odt",
    "ods",
    "rtf",
    "html",
    "podcast_html",
    "packed",
    "refused",
];

fn read(path: PathBuf) -> Vec<FileRead> {
    read_all(&discover(&[path]).unwrap().found, 64 << 20, &Silent)
}

/// The whole reading as text: format, then a line a turn, then what was removed.
fn shown(reads: &[FileRead]) -> String {
    let mut out = String::new();
    for read in reads {
        match &read.outcome {
            Err(e) => writeln!(out, "= {} {}\n! {e}", read.path, read.format).unwrap(),
            Ok(drafts) => {
                for (n, draft) in drafts.iter().enumerate() {
                    writeln!(out, "= {} {}", call_path(&read.path, n, drafts.len()), read.format).unwrap();
                    show(&mut out, draft);
                }
            }
        }
    }
    out
}

fn show(out: &mut String, draft: &Draft) {
    let meta = &draft.meta;
    for (key, value) in [
        ("date", &meta.date),
        ("language", &meta.language),
        ("segment", &meta.segment),
        ("account", &meta.account),
        ("id", &meta.id),
    ] {
        if let Some(value) = value {
            writeln!(out, "  {key}: {value}").unwrap();
        }
    }
    for turn in &draft.turns {
        let label = &draft.labels[turn.label as usize];
        let at = turn.at.map_or("-".into(), |at| at.to_string());
        let role = label.role.map_or(String::new(), |role| format!(" ({role})"));
        writeln!(out, "{at}\t{}{role}\t{}", label.name, draft.turn_text(turn)).unwrap();
    }
    for removed in &draft.removed {
        writeln!(out, "- {}: {} words", removed.what, removed.words).unwrap();
    }
    for note in &draft.notes {
        writeln!(out, "* {note}").unwrap();
    }
}

#[test]
fn every_fixture_is_read_as_before() {
    let mut wrong = Vec::new();
    for folder in KEPT {
        for (name, path) in places::files(&places::ours("tests/fixtures").join(folder)) {
            if name.ends_with(".turns") {
                continue;
            }
            let now = shown(&read(path.clone()));
            let kept = PathBuf::from(format!("{}.turns", path.display()));
            match fs::read_to_string(&kept) {
                Ok(before) if before == now => {}
                Ok(before) => wrong.push(format!("{folder}/{name}\n--- before\n{before}--- now\n{now}")),
                Err(_) => {
                    fs::write(&kept, &now).unwrap();
                    wrong.push(format!("{folder}/{name} is new: read {} and run again", kept.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_folder_names_the_format() {
    for folder in KEPT.iter().filter(|folder| !matches!(**folder, "packed" | "refused")) {
        for (name, path) in places::files(&places::ours("tests/fixtures").join(folder)) {
            if !name.ends_with(".turns") {
                let reads = read(path);
                assert_eq!(reads[0].format, *folder, "{name}: {:?}", reads[0].outcome.as_ref().err());
                assert!(reads[0].outcome.is_ok(), "{name}");
            }
        }
    }
    for (name, path) in places::files(&places::ours("tests/fixtures/refused")) {
        if !name.ends_with(".turns") {
            assert!(read(path)[0].outcome.is_err(), "{name} is no transcript");
        }
    }
}

fn words(text: &str) -> u64 {
    text.split_whitespace().count() as u64
}

fn in_turns(draft: &Draft) -> u64 {
    draft.turns.iter().map(|turn| words(draft.turn_text(turn))).sum()
}

fn removed(draft: &Draft) -> u64 {
    draft.removed.iter().map(|removed| removed.words).sum()
}

/// Words of a caption file by lines alone: no times, ids, notes, tags; no names that the reader took for labels.
fn caption_words(text: &str, draft: &Draft) -> u64 {
    let text = text.replace("\r\n", "\n");
    let time = Regex::new(r"-->|^\d+:\d\d:\d\d\.\d+,\d+:").unwrap();
    let tag = Regex::new(r"<[^>]*>|\{\\[^}]*\}|^-\s*|^&gt;&gt;|^>>").unwrap();
    let lines: Vec<&str> = text.lines().map(|line| line.trim().trim_start_matches('\u{feff}')).collect();
    let mut sum = 0;
    let mut block = if lines[0].starts_with("WEBVTT") { "head" } else { "" };
    for (at, line) in lines.iter().enumerate() {
        let comment = line.starts_with("NOTE") || matches!(*line, "STYLE" | "REGION");
        match *line {
            "" => block = "",
            _ if time.is_match(line) => block = "",
            _ if comment && (at == 0 || lines[at - 1].is_empty()) => block = "note",
            _ if !block.is_empty() => {}
            // The number of a cue whose times are missing.
            _ if line.parse::<u32>().is_ok() && at > 0 && lines[at - 1].is_empty() => {}
            // The id of a cue stands right above its times.
            _ if lines.get(at + 1).is_some_and(|next| time.is_match(next))
                && (at == 0 || lines[at - 1].is_empty() || line.parse::<u32>().is_ok()) => {}
            _ => {
                let bare = tag.replace_all(line, "").replace("&gt;&gt;", "");
                let named = draft.labels.iter().filter(|label| !label.name.is_empty());
                let label = named
                    .flat_map(|label| ["{}:", "[{}]", "({})"].map(|form| form.replace("{}", &label.name)))
                    .find(|label| bare.trim_start().starts_with(label.as_str()) && bare.trim() != label);
                // A line that rolls on was taken away with its label.
                let rolled = lines[at.saturating_sub(6)..at].contains(line);
                sum += words(&bare) - label.filter(|_| !rolled).map_or(0, |label| words(&label));
            }
        }
    }
    sum
}

/// Words of labelled text: all words, less the labels at the beginning of lines and the times in brackets.
fn labelled_words(text: &str, draft: &Draft) -> u64 {
    let stamp = Regex::new(r"\[[\d:. \->]+\]|#[\d:-]+#|\(\d+:\d\d(:\d\d)?\)").unwrap();
    let names: Vec<String> = draft.labels.iter().map(|label| regex::escape(&label.name)).collect();
    let head = format!(
        r"(?m)^\s*(> |🎙️ |👤 )?(\*\*)?(({0})(\*\*)?(?::| - )(\*\*)?|[\[(]({0})[\])](?: [\d:]+\*\*)?|[QA]\. )",
        names.join("|")
    );
    let head = Regex::new(&head).unwrap();
    let bare = stamp.replace_all(text, " ");
    words(&head.replace_all(&bare, " "))
}

#[test]
fn words_counted_another_way_are_the_same() {
    let mut folders = vec![places::ours("tests/fixtures"), places::ours("sample_transcripts")];
    folders.extend(places::shared("formats"));
    let mut counted = 0;
    for folder in folders {
        for read in read(folder.clone()) {
            let Ok([draft]) = read.outcome.as_deref() else { continue };
            let other = match read.format {
                "webvtt" | "zoom_vtt" | "teams_vtt" | "srt" | "sbv" => caption_words,
                "text" | "markdown" => labelled_words,
                _ => continue,
            };
            let Ok(text) = fs::read_to_string(folder.join(&read.path)) else { continue };
            let named_by_line = read.path.contains("time_above");
            // Lone carriage returns are line ends to us and blanks to a pattern.
            let old_mac = read.format == "text" && text.contains('\r');
            // As many numbers of lines went as there are lines, which the counts of labels below do not know.
            let numbered = read.path.contains("numbered");
            if !named_by_line && !old_mac && !numbered {
                assert_eq!(in_turns(draft) + removed(draft), other(&text, draft), "{} as {}", read.path, read.format);
                counted += 1;
            }
        }
    }
    assert!(counted > 20, "only {counted} files were counted");
}

#[test]
fn a_workbook_is_read_sheet_by_sheet() {
    let dir = tempfile::tempdir().unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    let clock = rust_xlsxwriter::Format::new().set_num_format("hh:mm:ss");
    for speaker in ["Ada Okoro", "Ben Li"] {
        let sheet = book.add_worksheet();
        for (column, title) in ["Time", "Speaker", "Text", "Note"].iter().enumerate() {
            sheet.write_string(2, column as u16, *title).unwrap();
        }
        sheet.write_string(0, 0, "Kiln calls").unwrap();
        sheet.write_number_with_format(3, 0, 65.0 / 86_400.0, &clock).unwrap();
        sheet.write_string(3, 1, speaker).unwrap();
        sheet.write_string(3, 2, "The kiln is cold.").unwrap();
    }
    book.add_worksheet().write_string(0, 0, "Shopping").unwrap();
    let path = dir.path().join("calls.xlsx");
    book.save(&path).unwrap();
    let expected = "= calls.xlsx#1 xlsx\n65000\tAda Okoro\tThe kiln is cold.\n= calls.xlsx#2 xlsx\n65000\tBen Li\tThe kiln is cold.\n";
    assert_eq!(shown(&read(path)), expected);
}

#[test]
fn the_same_words_in_every_packing() {
    let dir = tempfile::tempdir().unwrap();
    let text = b"Agent: Hello.\nCustomer: The kiln is cold.\n";
    let zstd = ruzstd::encoding::compress_to_vec(&text[..], ruzstd::encoding::CompressionLevel::Fastest);
    fs::write(dir.path().join("call.txt.zst"), zstd).unwrap();
    fs::write(dir.path().join("call.txt"), text).unwrap();
    let reads = read(dir.path().to_path_buf());
    assert_eq!(reads.iter().map(|read| read.path.as_str()).collect::<Vec<_>>(), ["call.txt", "call.txt.zst"]);
    assert!(reads[0].outcome == reads[1].outcome && reads[0].digest == reads[1].digest);
}

#[test]
fn a_document_that_unfolds_without_end_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("bomb.docx");
    let mut zip = zip::ZipWriter::new(fs::File::create(&path).unwrap());
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    for _ in 0..12 {
        std::io::Write::write_all(&mut zip, &vec![b'a'; 1 << 20]).unwrap();
    }
    zip.start_file("[Content_Types].xml", zip::write::SimpleFileOptions::default()).unwrap();
    zip.finish().unwrap();
    let reads = read(path);
    let error = reads[0].outcome.as_ref().map(Vec::len).unwrap_err().to_string();
    assert!(error.contains("too large"), "{error}");
}
