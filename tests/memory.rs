//! What reading costs: the peak of memory against the size of the file, and time against size, for every row of the table
//! of formats and for files made to cost much. One test, since the count of bytes is the whole program's.

mod places;

use std::fs;
use std::time::{Duration, Instant};

use overheard::discover::discover;
use overheard::progress::Silent;
use overheard::read::{FORMATS, FileRead, ReadError, Source, candidates, read_all, read_bytes};
use peak_alloc::PeakAlloc;
use serde_json::Value;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// A file may cost so many times its size ...
const TIMES: usize = 20;
/// ... beyond what any file costs.
const ALWAYS: usize = 4 << 20;
/// And a call beyond its words: a table may hold a call in every line of a few bytes.
const A_CALL: usize = 1_000;
/// Size to which small files are blown up.
const SIZE: usize = 400_000;

/// The reading, the most bytes that were held at once beyond those before, and the time.
fn cost(path: &str, bytes: &[u8]) -> (FileRead, usize, Duration) {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let begun = Instant::now();
    let read = read_bytes(path.to_owned(), bytes);
    (read, MEMORY.peak_usage().saturating_sub(before), begun.elapsed())
}

/// What is wrong with the cost of a file.
fn too_much(path: &str, bytes: &[u8]) -> Option<String> {
    let (read, peak, _) = cost(path, bytes);
    let times = peak as f64 / bytes.len().max(1) as f64;
    println!("{path:50} {:18} {:9} bytes, {times:5.1} times in memory", read.format, bytes.len());
    let calls = read.outcome.as_ref().map_or(0, Vec::len);
    (peak > bytes.len() * TIMES + ALWAYS.max(calls * A_CALL))
        .then(|| format!("{path}: {peak} bytes in memory for {} of file", bytes.len()))
}

/// A larger file of the same kind: the longest list of a JSON again and again, or the whole text.
fn blown_up(bytes: &[u8], size: usize) -> Vec<u8> {
    if let Ok(mut value) = serde_json::from_slice::<Value>(bytes) {
        let more = size / bytes.len().max(1);
        grow(&mut value, more);
        return value.to_string().into_bytes();
    }
    let text = bytes.repeat(size / bytes.len().max(1) + 1);
    if bytes.starts_with(b"PK") { bytes.to_vec() } else { text }
}

/// Repeats the items of the list that holds most.
fn grow(value: &mut Value, times: usize) {
    fn weight(value: &Value) -> usize {
        match value {
            Value::Array(list) => list.iter().map(weight).sum::<usize>() + 1,
            Value::Object(map) => map.values().map(weight).sum::<usize>() + 1,
            _ => 1,
        }
    }
    match value {
        Value::Array(list) if list.iter().filter(|item| item.is_object() || item.is_array()).count() > 1 => {
            *list = std::iter::repeat_n(list.clone(), times.max(1)).flatten().collect();
        }
        Value::Array(list) => list.iter_mut().for_each(|item| grow(item, times)),
        Value::Object(map) => {
            if let Some(heaviest) = map.values_mut().max_by_key(|value| weight(value)) {
                grow(heaviest, times);
            }
        }
        _ => {}
    }
}

/// Files made to cost much.
fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    let n = 300_000;
    let text = |text: String| text.into_bytes();
    vec![
        ("deep.json", text("[".repeat(n))),
        ("deep_objects.json", text("{\"a\":".repeat(n / 4))),
        ("deep_but_whole.json", text("[".repeat(120) + &"]".repeat(120))),
        ("wide.json", text(format!("[{}0]", "0,".repeat(n)))),
        ("empty_objects.json", text(format!("[{}{{}}]", "{},".repeat(n)))),
        (
            "many_keys.json",
            text(format!("{{{}\"z\":1}}", (0..30_000).map(|k| format!("\"k{k}\":{{}},")).collect::<String>())),
        ),
        ("short_turns.json", text(format!("[{}{{}}]", "{\"speaker\":\"A\",\"text\":\"a b c\"},".repeat(10_000)))),
        ("escapes.json", text(format!("[{{\"speaker\":\"A\",\"text\":\"{}\"}}]", "\\u0041 ".repeat(40_000)))),
        ("a_million_columns.csv", text(format!("speaker,text{}\nA,it broke\n", ",x".repeat(1_000_000)))),
        ("a_million_cells.csv", text(format!("speaker,text\nA,it broke{}\n", ",".repeat(1_000_000)))),
        ("many_rows.csv", text(format!("speaker,text\n{}", "A,b c\n".repeat(60_000)))),
        (
            "many_calls.csv",
            text(format!(
                "call_id,speaker,text\n{}",
                (0..20_000).map(|k| format!("{k},A,it broke\n")).collect::<String>()
            )),
        ),
        ("quotes.csv", text(format!("speaker,text\nA,{}", "\"".repeat(n)))),
        ("many_cues.vtt", text(format!("WEBVTT\n\n{}", "00:01.0 --> 00:02.0\na\n\n".repeat(20_000)))),
        (
            "many_voices.vtt",
            text(format!(
                "WEBVTT\n\n{}",
                (0..9_000).map(|k| format!("00:01.0 --> 00:02.0\n<v P{k}>ab\n\n")).collect::<String>()
            )),
        ),
        ("tags.vtt", text(format!("WEBVTT\n\n00:01.0 --> 00:02.0\n{}\n", "<c>".repeat(n / 2)))),
        ("arrows.srt", text("-->\n".repeat(n / 4))),
        ("one_line.txt", text("a b ".repeat(n))),
        ("colons.txt", text(": ".repeat(n))),
        ("labels.txt", text((0..20_000).map(|k| format!("P{k}: a\n")).collect())),
        ("short_lines.txt", text("A: b\nC: d\n".repeat(40_000))),
        ("empty_lines.txt", text("\n".repeat(n))),
        ("brackets.txt", text(format!("Agent: {}\nCustomer: ab\n", "[".repeat(n)))),
        ("tables.html", text(format!("<html><body><table>{}</table>", "<tr><td>".repeat(60_000)))),
        ("open_tags.html", text(format!("<html><body>{}", "<div>".repeat(60_000)))),
        ("entities.html", text(format!("<html><body><p>Agent: {}</p>", "&amp;".repeat(60_000)))),
        ("groups.rtf", text(format!("{{\\rtf1{}", "{".repeat(n)))),
        ("deep.xml", text(format!("<TEI>{}", "<a>".repeat(100_000)))),
        ("deep.eaf", text(format!("<ANNOTATION_DOCUMENT>{}", "<a>".repeat(100_000)))),
        (
            "points.TextGrid",
            text(format!(
                "File type = \"ooTextFile\" \"TextGrid\" {}",
                "\"IntervalTier\" \"a\" 0 1 1 0 1 \"b\" ".repeat(9_000)
            )),
        ),
        ("words.ctm", text("a A 0.1 0.2 BROKE 0.9\n".repeat(15_000))),
        (
            "wide.txt",
            [0xff, 0xfe].into_iter().chain("A: b\n".repeat(60_000).encode_utf16().flat_map(u16::to_le_bytes)).collect(),
        ),
        ("zeros.txt", vec![0; n]),
        ("high.txt", vec![0xe9; n]),
    ]
}

#[test]
fn no_file_costs_more_memory_than_twenty_times_its_size_nor_more_than_linear_time() {
    let mut fixtures = Vec::new();
    for (name, path) in places::files(&places::ours("tests/fixtures")) {
        if !name.ends_with(".turns") && !name.ends_with(".expected") {
            fixtures.push((name, fs::read(path).unwrap()));
        }
    }
    fixtures.iter().for_each(|(name, bytes)| drop(read_bytes(name.clone(), bytes))); // word lists are read once
    let mut covered: Vec<&str> = Vec::new();
    let mut wrong = Vec::new();
    for (name, bytes) in &fixtures {
        covered.extend(candidates(&Source::new(name, bytes)).first().map(|(format, _)| format.id));
        wrong.extend(too_much(name, &blown_up(bytes, SIZE)));
    }
    for (name, bytes) in hostile() {
        wrong.extend(too_much(name, &bytes));
        wrong.extend(too_slow(name, &bytes));
    }
    for (name, bytes) in [("calls.xlsx", workbook()), ("calls.pdf", pages())] {
        covered.extend(candidates(&Source::new(name, &bytes)).first().map(|(format, _)| format.id));
        wrong.extend(too_much(name, &bytes));
    }
    for format in FORMATS {
        assert!(covered.contains(&format.id), "{} has no fixture", format.id);
    }
    wrong.extend(bombs());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Words that hardly repeat, so that nothing is small by being packed well.
fn words(seed: usize) -> String {
    (0..12).map(|k| format!("w{:x} ", (seed * 31 + k).wrapping_mul(0x9E37_79B9) & 0xFF_FFFF)).collect()
}

/// A workbook with a turn in each of many rows.
fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, title) in ["Time", "Speaker", "Text"].iter().enumerate() {
        sheet.write_string(0, column as u16, *title).unwrap();
    }
    for row in 1..6_000u32 {
        sheet.write_number(row, 0, f64::from(row)).unwrap();
        sheet.write_string(row, 1, if row % 2 == 0 { "Ada Okoro" } else { "Ben Li" }).unwrap();
        sheet.write_string(row, 2, words(row as usize)).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// A PDF of many pages of labelled lines, as plain as one can be written.
fn pages() -> Vec<u8> {
    const PAGES: usize = 40;
    let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned()];
    let kids: String = (0..PAGES).map(|page| format!("{} 0 R ", 4 + page * 2)).collect();
    objects.push(format!("<< /Type /Pages /Kids [{kids}] /Count {PAGES} >>"));
    objects.push("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned());
    for page in 0..PAGES {
        let lines: String = (0..40)
            .map(|line| {
                let who = if line % 2 == 0 { "Ada" } else { "Ben" };
                format!("({who}: {}) Tj 0 -14 Td\n", words(page * 40 + line))
            })
            .collect();
        let stream = format!("BT /F1 10 Tf 40 780 Td\n{lines}ET");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            5 + page * 2
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()));
    }
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(out.len());
        out += &format!("{} 0 obj\n{object}\nendobj\n", number + 1);
    }
    let begin = out.len();
    out += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    places.iter().for_each(|place| out += &format!("{place:010} 00000 n \n"));
    out += &format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{begin}\n%%EOF\n", objects.len() + 1);
    out.into_bytes()
}

/// Half of the file must take more than a tenth of the time: a reader that looks back at everything takes a quarter, and a
/// quarter of a short time is nothing that a busy machine could be held to, so only long times count.
fn too_slow(name: &str, bytes: &[u8]) -> Option<String> {
    let (_, _, whole) = cost(name, bytes);
    let (_, _, eighth) = cost(name, &bytes[..bytes.len() / 8]);
    (whole > Duration::from_secs(2) && whole > eighth * 40)
        .then(|| format!("{name}: {whole:?}, and an eighth of it {eighth:?}"))
}

/// Archives that unfold to much more than they are.
fn bombs() -> Option<String> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("call.txt", options).unwrap();
    for _ in 0..64 {
        std::io::Write::write_all(&mut zip, &vec![b' '; 1 << 20]).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bomb.zip"), &bytes).unwrap();
    let found = discover(&[folder.path().to_path_buf()]).unwrap().found;
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let reads = read_all(&found, 512 << 20, &Silent);
    let peak = MEMORY.peak_usage().saturating_sub(before);
    let refused = reads.iter().all(|read| matches!(read.outcome, Err(ReadError::TooLarge(_))));
    println!("bomb.zip: {} bytes, {peak} in memory, refused: {refused}", bytes.len());
    (peak > bytes.len() * TIMES + 3 * ALWAYS || !refused)
        .then(|| format!("a bomb of {} bytes cost {peak}", bytes.len()))
}
