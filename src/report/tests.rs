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

fn page(findings: &Findings) -> String {
    String::from_utf8(super::html::html(findings).unwrap()).unwrap()
}

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

/// Ten rows of everything, each word of a hundred thousand letters.
fn wide() -> Findings {
    let mut wide = fixture::findings();
    wide.calls.truncate(10);
    wide.terms.truncate(10);
    wide.problems.truncate(10);
    wide.quotes.truncate(10);
    wide.coded.truncate(10);
    fill(&mut wide, &"w".repeat(100_000));
    wide
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
fn the_workbook_holds_every_row() {
    use calamine::{Reader, Xlsx};
    let findings = fixture::findings();
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(file(&findings, "overheard.xlsx"))).unwrap();
    let names = ["Start here", "Terms", "Problems", "Quotes", "Coded", "Names", "Groups", "Trends", "Calls", "Columns"];
    assert_eq!(book.sheet_names(), names);
    for (sheet, file_name) in [("Terms", "terms.csv"), ("Quotes", "quotes.csv"), ("Calls", "calls.csv")] {
        let (head, rows) = read_csv(&file(&findings, file_name));
        let range = book.worksheet_range(sheet).unwrap();
        assert_eq!(range.height(), rows.len() + 1);
        for (row, cells) in std::iter::once(&head).chain(&rows).zip(range.rows()) {
            for (text, cell) in row.iter().zip(cells) {
                match text.parse::<f64>() {
                    Ok(number) => assert_eq!(cell.to_string().parse(), Ok(number), "{sheet} {text}"),
                    Err(_) => assert_eq!(&cell.to_string(), text, "{sheet}"),
                }
            }
        }
    }
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
        let files = render(&findings).unwrap();
        let file = |name: &str| files.iter().find(|(file, _)| *file == name).unwrap().1.clone();
        let (head, rows) = read_csv(&file("coded.csv"));
        let at = head.iter().position(|name| name == "text").unwrap();
        assert_eq!(rows.len(), findings.coded.len());
        for row in rows {
            assert_eq!(row.len(), head.len());
            assert!(!row[at].starts_with(['=', '+', '-', '@', '\t', '\r']));
            assert_eq!(row[at].strip_prefix('\'').unwrap_or(&row[at]), text);
        }
        let (_, rows) = read_csv(&file("calls.csv"));
        assert!(rows.iter().all(|row| row[10].split(" | ").count() == 2), "{text}");
        let mut book: calamine::Xlsx<_> = calamine::Reader::new(std::io::Cursor::new(file("overheard.xlsx"))).unwrap();
        let sheet = calamine::Reader::worksheet_range(&mut book, "Coded").unwrap();
        let written = sheet.get_value((1, at as u32)).unwrap().to_string();
        assert_eq!(written.replace("\r\n", "\n"), super::escape::sheet_cell(text).replace("\r\n", "\n"));
        let run: serde_json::Value = serde_json::from_slice(&file("run.json")).unwrap();
        assert_eq!(run["segments"][0]["name"], text);
    }
}

/// The tags of a page, without what stands inside its scripts and its style.
fn tags(page: &str) -> Vec<String> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(from) = rest.find('<') {
        let to = from + rest[from..].find('>').expect("an end of the tag");
        tags.push(rest[from + 1..to].to_owned());
        rest = &rest[to + 1..];
        for (open, close) in [("script", "</script"), ("style", "</style")] {
            if tags.last().is_some_and(|tag| tag.split(' ').next() == Some(open)) {
                rest = &rest[rest.find(close).expect("an end of the element")..];
            }
        }
    }
    tags
}

#[test]
fn the_page_loads_nothing_and_runs_only_its_own_script() {
    let page = page(&fixture::findings());
    let tags = tags(&page);
    let policy = tags.iter().find(|tag| tag.contains("Content-Security-Policy")).unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    for tag in &tags {
        assert!(!tag.contains(" src=") && !tag.contains(" style=") && !tag.contains("http:"), "{tag}");
        assert!(!tag.starts_with("link") && !tag.starts_with("img"), "{tag}");
        assert!(tag.find(" href=").is_none_or(|at| tag[at..].starts_with(" href=\"#")), "{tag}");
    }
    assert!(!page.contains("innerHTML") && !page.contains("eval("));
}

#[test]
fn hostile_text_stays_in_its_place_on_the_page() {
    let calm = page(&fixture::findings());
    let names = |page: &str| {
        let mut names: Vec<String> = tags(page).iter().map(|tag| tag.split(' ').next().unwrap().to_owned()).collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    let known = names(&calm);
    let scripts = |page: &str| tags(page).iter().filter(|tag| tag.starts_with("script")).count();
    for text in HOSTILE {
        let mut findings = fixture::findings();
        fill(&mut findings, text);
        let page = page(&findings);
        assert_eq!(scripts(&page), scripts(&calm));
        for tag in tags(&page) {
            assert!(known.contains(&tag.split(' ').next().unwrap().to_owned()), "{text}: {tag}");
            assert!(!tag.contains(" on") || tag.contains("content=\""), "{text}: {tag}");
        }
        let from = page.find("type=\"application/json\">").unwrap() + 24;
        let data = &page[from..from + page[from..].find("</script>").unwrap()];
        let data: serde_json::Value = serde_json::from_str(data).unwrap();
        assert_eq!(data["quotes"][0]["quote"], *super::escape::page_text(text, 800));
        assert_eq!(data["terms"].as_array().unwrap().len(), findings.terms.len());
    }
}

#[test]
fn the_page_stays_small_whatever_is_in_it() {
    let mut findings = fixture::findings();
    let (call, term, coded) = (findings.calls[0].clone(), findings.terms[0].clone(), findings.coded[0].clone());
    findings.calls.resize(10_500, call);
    findings.terms.resize(1_100, term);
    findings.coded.resize(2_000, coded);
    let long = page(&findings).len();
    fill(&mut findings, &"<".repeat(300));
    let hostile = page(&findings).len();
    assert!((1_000_000..6_000_000).contains(&long) && (500_000..6_000_000).contains(&hostile), "{long} {hostile}");
    let wide = wide();
    assert!(page(&wide).len() < 1_500_000);
}

/// Writes the invented result to `target/tmp/report`, to be looked at.
#[test]
fn the_invented_result_can_be_looked_at() {
    let mut hostile = fixture::findings();
    fill(&mut hostile, &HOSTILE.concat());
    let wide = wide();
    for (file, bytes) in render(&fixture::findings()).unwrap() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tmp/report");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(file), bytes).unwrap();
    }
    for (name, findings) in [("calm", fixture::findings()), ("hostile", hostile), ("wide", wide)] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tmp/report").join(name);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("report.html"), page(&findings)).unwrap();
    }
}
