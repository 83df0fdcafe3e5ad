//! What every file of the result must hold, whatever was said in the calls.

use super::fixture;
use super::render;
use crate::findings::Findings;

/// The contract: the columns that others rely on, in this order, before any other.
const CONTRACT: [(&str, &str); 5] = [
    (
        "terms.csv",
        "rank term variants codes words calls calls_total share share_low share_high calls_unprompted unprompted_share \
         rep_calls lift lift_low evidence speakers top_speaker_share spread mentions share_in_competitors \
         share_in_customers share_in_prospects first_seen last_seen theme quote quote_call quote_at",
    ),
    (
        "problems.csv",
        "rank problem variants calls share share_low share_high unprompted_share dimension cues quote call at",
    ),
    (
        "quotes.csv",
        "rank quote clean code dimension term theme score call turn at speaker segment prompted redacted quote_id",
    ),
    ("coded.csv", "call turn at speaker segment code text cue object prompted"),
    (
        "calls.csv",
        "call format status reason language date segment turns customer_words rep_words customers reps role_basis \
         duplicate_of",
    ),
];

/// Text that has hurt somebody's report before.
const HOSTILE: [&str; 12] = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "<!-- <script>",
    "\"' onmouseover='alert(1)' \"",
    "=HYPERLINK(\"http://x\",\"y\")",
    "+1\t-1\r\n@SUM(A1)",
    "a | b || c",
    "\u{202E}right to left\u{2066}",
    "nul\0 esc\u{1b}[31m bell\u{7}",
    "]]> &amp; &#x3c; \\u003c {{7*7}} ${x}",
    "line\u{2028}separator\u{FEFF}\u{FFFF}",
    "`code` **bold** [link](javascript:alert(1)) # head",
];

fn file(findings: &Findings, name: &str) -> Vec<u8> {
    let files = render(findings).unwrap();
    files.into_iter().find(|(file, _)| *file == name).map(|(_, bytes)| bytes).unwrap()
}

fn read_csv(bytes: &[u8]) -> (Vec<String>, Vec<Vec<String>>) {
    let text = bytes.strip_prefix("\u{FEFF}".as_bytes()).expect("a BOM");
    let mut reader = csv::Reader::from_reader(text);
    let fields = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let head = fields(reader.headers().unwrap());
    (head, reader.records().map(|record| fields(&record.unwrap())).collect())
}

/// Lays `text` into every field that a transcript or its folder can fill.
fn fill(findings: &mut Findings, text: &str) {
    let put = |field: &mut String| text.clone_into(field);
    for call in &mut findings.calls {
        [&mut call.call, &mut call.reason, &mut call.segment, &mut call.role_basis, &mut call.date]
            .into_iter()
            .for_each(put);
        call.customers = vec![text.into(); 2];
    }
    for term in &mut findings.terms {
        [&mut term.term, &mut term.theme, &mut term.quote, &mut term.first_seen].into_iter().for_each(put);
        term.variants = vec![text.into(); 2];
        term.codes.push(text.into());
        term.places.iter_mut().for_each(|place| put(&mut place.call));
    }
    for problem in &mut findings.problems {
        [&mut problem.problem, &mut problem.theme, &mut problem.quote, &mut problem.dimension]
            .into_iter()
            .for_each(put);
        problem.workarounds = vec![text.into()];
        problem.wishes = vec![text.into()];
    }
    for quote in &mut findings.quotes {
        [&mut quote.quote, &mut quote.clean, &mut quote.code, &mut quote.speaker, &mut quote.before]
            .into_iter()
            .for_each(put);
        put(&mut quote.place.call);
    }
    for coded in &mut findings.coded {
        [&mut coded.text, &mut coded.cue, &mut coded.object, &mut coded.speaker, &mut coded.segment]
            .into_iter()
            .for_each(put);
    }
    findings.run.segments[0].name = text.into();
    findings.run.warnings.push(text.into());
    findings.run.settings.terms.exclude.push(text.into());
}

#[test]
fn each_table_begins_with_the_columns_of_the_contract() {
    let findings = fixture::findings();
    for (name, columns) in CONTRACT {
        let (head, rows) = read_csv(&file(&findings, name));
        let want: Vec<&str> = columns.split_whitespace().collect();
        assert_eq!(head[..want.len()], want, "{name}");
        assert!(!rows.is_empty() && rows.iter().all(|row| row.len() == head.len()), "{name}");
    }
}

#[test]
fn the_same_findings_give_the_same_bytes() {
    assert!(render(&fixture::findings()).unwrap() == render(&fixture::findings()).unwrap());
}

#[test]
fn nothing_found_is_a_result_too() {
    for (name, bytes) in render(&Findings::default()).unwrap() {
        assert!(!bytes.is_empty(), "{name}");
    }
}

#[test]
fn hostile_text_stays_in_its_cell() {
    for text in HOSTILE {
        let mut findings = fixture::findings();
        fill(&mut findings, text);
        let (head, rows) = read_csv(&file(&findings, "coded.csv"));
        let at = head.iter().position(|name| name == "text").unwrap();
        assert_eq!(rows.len(), findings.coded.len());
        for row in rows {
            assert_eq!(row.len(), head.len());
            assert!(!row[at].starts_with(['=', '+', '-', '@', '\t', '\r']));
            assert_eq!(row[at].strip_prefix('\'').unwrap_or(&row[at]), text);
        }
        let (_, rows) = read_csv(&file(&findings, "calls.csv"));
        assert!(rows.iter().all(|row| row[10].split(" | ").count() == 2), "{text}");
        let run: serde_json::Value = serde_json::from_slice(&file(&findings, "run.json")).unwrap();
        assert_eq!(run["segments"][0]["name"], text);
    }
}
