//! The laws of the house, checked over `src/`: each breach is named with its file, its line and its law.

use regex::Regex;
use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;

/// A source file: its path below `src/`, its text, and its code without comments and strings.
struct File {
    path: String,
    text: String,
    code: String,
}

impl File {
    fn new(path: &str, text: &str) -> Self {
        File { path: path.to_owned(), text: text.to_owned(), code: code_only(text) }
    }

    /// The room it belongs to: `read` for `read/vtt.rs`, `theme` for `theme.rs`.
    fn room(&self) -> &str {
        self.path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// Its module name: `vtt` for `read/vtt.rs`, `read` for `read/mod.rs`.
    fn module(&self) -> &str {
        let path = self.path.trim_end_matches(".rs").trim_end_matches("/mod");
        path.rsplit('/').next().unwrap_or(path)
    }

    /// Its module path: `read::vtt` for `read/vtt.rs`.
    fn path_of_module(&self) -> String {
        self.path.trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::")
    }

    /// Whether `super` is the crate root there.
    fn stands_at_the_root(&self) -> bool {
        self.path.trim_end_matches("/mod.rs").matches('/').count() == 0
    }

    fn is_library(&self) -> bool {
        self.room() != "cli" && self.path != "main.rs"
    }
}

/// Every breach in the files, in their order.
fn breaches(files: &[File]) -> Vec<String> {
    let rooms = files.iter().find(|file| file.path == "lib.rs").map(rooms).unwrap_or_default();
    let formats: Vec<String> = files.iter().filter(|file| is_format(file)).map(File::path_of_module).collect();
    let tests: Vec<String> = files.iter().flat_map(test_modules).collect();
    let mut found = vec![];
    for file in files {
        let mut say =
            |at: usize, law: &str| found.push(format!("src/{}:{}: {law}", file.path, line_of(&file.code, at)));
        opening_line(file, &mut say);
        names(file, &mut say);
        crates_of_the_door(file, &mut say);
        if file.is_library() && file.path != "lib.rs" {
            order_of_rooms(file, &rooms, &mut say);
            roundabout_imports(file, &rooms, &mut say);
            printing(file, &tests, &mut say);
        }
        if file.room() == "report" {
            what_a_report_sees(&file.code, &mut say);
        }
        if is_format(file) {
            formats_alone(file, &formats, &mut say);
        }
    }
    found
}

fn rooms(lib: &File) -> Vec<String> {
    static DECLARATION: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?m)^\s*(?:pub )?mod (\w+);").unwrap());
    DECLARATION.captures_iter(&lib.code).map(|found| found[1].to_owned()).collect()
}

fn opening_line(file: &File, say: &mut dyn FnMut(usize, &str)) {
    if !file.text.starts_with("//!") {
        say(0, "every file opens with one `//!` line: what comes in, what goes out");
    }
}

fn names(file: &File, say: &mut dyn FnMut(usize, &str)) {
    if matches!(file.module(), "util" | "utils" | "helper" | "helpers" | "common" | "types" | "misc") {
        say(0, "a module is named after what it does: no util, helpers, common or types");
    }
}

fn crates_of_the_door(file: &File, say: &mut dyn FnMut(usize, &str)) {
    static CRATES: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(clap|clap_complete|indicatif)::").unwrap());
    for found in CRATES.captures_iter(&file.code) {
        let at = found.get(0).unwrap().start();
        if file.room() != "cli" {
            say(at, &format!("`{}` stands in `cli/` alone", &found[1]));
        } else if &found[1] == "indicatif" && file.path != "cli/terminal.rs" {
            say(at, "`indicatif` stands in `cli/terminal.rs` alone");
        }
    }
}

/// Rooms are in the order of `lib.rs`; a room uses only the rooms above it.
fn order_of_rooms(file: &File, rooms: &[String], say: &mut dyn FnMut(usize, &str)) {
    let Some(here) = rooms.iter().position(|room| room == file.room()) else {
        return say(0, &format!("`{}` is no room of `lib.rs`", file.room()));
    };
    for (at, name) in after(&file.code, "crate::") {
        match rooms.iter().position(|room| *room == name) {
            None => say(at, &format!("`crate::{name}` goes through the crate root: import from the owner")),
            Some(there) if there > here => {
                say(at, &format!("`{}` may not use `{name}`: it stands below it in `lib.rs`", file.room()));
            }
            Some(_) => {}
        }
    }
}

fn roundabout_imports(file: &File, rooms: &[String], say: &mut dyn FnMut(usize, &str)) {
    let code = &file.code;
    for (at, _) in code.match_indices("super::super") {
        say(at, "`super::super` hides where a thing comes from: import from the owner");
    }
    for (at, _) in code.match_indices("overheard::") {
        say(at, "the library does not go through its own front door: import from the owner");
    }
    if file.stands_at_the_root() {
        for (at, name) in after(code, "super::") {
            if rooms.contains(&name) {
                say(at, &format!("`super::{name}` goes through the crate root: write `crate::{name}`"));
            }
        }
    }
}

/// The library never prints. A test may, to say that it was skipped and why.
fn printing(file: &File, tests: &[String], say: &mut dyn FnMut(usize, &str)) {
    static PRINTS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(e?println?|dbg)!").unwrap());
    let path = file.path_of_module();
    if tests.iter().any(|test| path == *test || path.starts_with(&format!("{test}::"))) {
        return;
    }
    let inline = inline_tests(&file.code);
    for found in PRINTS.find_iter(&file.code).filter(|found| !inline.iter().any(|test| test.contains(&found.start()))) {
        say(found.start(), "the library never prints: tell `Progress`, or return it");
    }
}

static TEST_MODULE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"#\[cfg\(test\)\]\s*(?:pub(?:\([^)]*\))? )?mod (\w+)\s*([;{])").unwrap());

/// Paths of the modules that a file declares for tests alone and that have files of their own.
fn test_modules(file: &File) -> Vec<String> {
    let declared = TEST_MODULE.captures_iter(&file.code).filter(|found| &found[2] == ";");
    declared.map(|found| format!("{}::{}", file.path_of_module(), &found[1])).collect()
}

/// Where a file's own test modules stand.
fn inline_tests(code: &str) -> Vec<Range<usize>> {
    let opened = TEST_MODULE.captures_iter(code).filter(|found| &found[2] == "{").map(|found| found.get(2).unwrap());
    let end = |open: usize| group(&code[open..]).last().map_or(open, |(at, part)| open + at + part.len());
    opened.map(|brace| brace.start()..end(brace.start())).collect()
}

/// A report is a function of the findings: it may name them and the ids of the corpus.
fn what_a_report_sees(code: &str, say: &mut dyn FnMut(usize, &str)) {
    for (at, name) in after(code, "crate::") {
        let id = name == "corpus" && code[at..].split(['\n', ';']).next().is_some_and(only_ids);
        if !matches!(name.as_str(), "findings" | "report") && !id {
            say(at, &format!("a report sees the findings and ids alone, not `{name}`"));
        }
    }
}

fn only_ids(import: &str) -> bool {
    static NAME: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b[A-Z]\w*").unwrap());
    let mut names = NAME.find_iter(import).map(|name| name.as_str()).peekable();
    names.peek().is_some() && names.all(|name| name.ends_with("Id"))
}

/// A format file is one that declares a row of the table of formats.
fn is_format(file: &File) -> bool {
    static ROW: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b(?:static|const)\s+\w+\s*:\s*(?:\w+::)*Format\s*=").unwrap());
    file.room() == "read" && ROW.is_match(&file.code)
}

fn formats_alone(file: &File, formats: &[String], say: &mut dyn FnMut(usize, &str)) {
    let parent = file.path_of_module();
    let parent = parent.rsplit_once("::").map_or("", |(parent, _)| parent);
    let own = file.path_of_module();
    for (prefix, base) in [("super::", format!("{parent}::")), ("crate::", String::new())] {
        for (at, name) in paths_after(&file.code, prefix) {
            let used = base.clone() + &name;
            let of = |format: &&String| used == **format || used.starts_with(&format!("{format}::"));
            if let Some(other) = formats.iter().find(of).filter(|other| **other != own) {
                say(at, &format!("a format never uses another: `{own}` uses `{other}`"));
            }
        }
    }
}

/// The whole paths that stand after `prefix`: `a::b` and `a::c` for `a::{b, c}`.
fn paths_after(code: &str, prefix: &str) -> Vec<(usize, String)> {
    let mut paths = vec![];
    for (at, _) in code.match_indices(prefix) {
        let rest = &code[at + prefix.len()..];
        let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':'))).unwrap_or(rest.len());
        let (head, tail) = rest.split_at(end);
        if tail.starts_with('{') {
            paths.extend(group(tail).iter().map(|(_, member)| (at, format!("{head}{}", member.trim()))));
        } else {
            paths.push((at, head.to_owned()));
        }
    }
    paths
}

/// The names that stand right after `prefix`, one by one where they are grouped in braces.
fn after(code: &str, prefix: &str) -> Vec<(usize, String)> {
    let mut names = vec![];
    for (at, _) in code.match_indices(prefix) {
        let rest = &code[at + prefix.len()..];
        let parts = if rest.starts_with('{') { group(rest) } else { vec![(0, rest)] };
        for (offset, part) in parts {
            let word = part.trim_start();
            let name: String = word.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if !name.is_empty() && !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                names.push((at + prefix.len() + offset + part.len() - word.len(), name));
            }
        }
    }
    names
}

/// The members of `{a::b, c::{d, e}}`, with their places.
fn group(braces: &str) -> Vec<(usize, &str)> {
    let (mut depth, mut start, mut parts) = (0, 1, vec![]);
    for (at, c) in braces.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || (depth == 1 && c == ',') {
            parts.push((start, &braces[start..at]));
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    parts
}

fn line_of(code: &str, at: usize) -> usize {
    code[..at].matches('\n').count() + 1
}

/// The code with comments and the insides of strings blanked, so that prose cannot break a law; lines stay in place.
fn code_only(text: &str) -> String {
    static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
        let comments_and_raw = r##"(?s)//[^\n]*|/\*.*?\*/|r#"(?:[^"]|"[^#])*"#|r"[^"]*""##;
        let strings = r##""(?:\\.|[^"\\])*"|'(?:\\u\{[0-9a-fA-F]+\}|\\.|[^'\\])'"##;
        Regex::new(&format!("{comments_and_raw}|{strings}")).unwrap()
    });
    let blank =
        |found: &regex::Captures| found[0].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect::<String>();
    TOKEN.replace_all(text, blank).into_owned()
}

fn files_of(folder: &Path, root: &Path, files: &mut Vec<File>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files_of(&path, root, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let below = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.push(File::new(&below, &std::fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn the_house_keeps_its_laws() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![];
    files_of(&root, &root, &mut files);
    assert!(files.iter().any(|file| file.path == "lib.rs"), "src/lib.rs is where the order of the rooms stands");
    let found = breaches(&files);
    assert!(found.is_empty(), "{} breaches of DESIGN's laws:\n{}\n", found.len(), found.join("\n"));
}

/// Settings that nothing reads: options that change nothing.
fn unread_settings(files: &[File]) -> Vec<String> {
    static FIELD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?m)^    pub (\w+):").unwrap());
    let Some(settings) = files.iter().find(|file| file.path == "settings.rs") else { return vec![] };
    let others = || files.iter().filter(|file| file.is_library() && !matches!(file.room(), "settings" | "report"));
    let read = |name: &str| {
        let used = Regex::new(&format!(r"\.{name}\b")).unwrap();
        others().any(|file| used.is_match(&file.code))
    };
    let names = FIELD.captures_iter(&settings.code).map(|found| found[1].to_owned());
    names.filter(|name| !read(name)).map(|name| format!("src/settings.rs: `{name}` is read by nothing")).collect()
}

#[test]
fn every_setting_is_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![];
    files_of(&root, &root, &mut files);
    assert_eq!(unread_settings(&files), Vec::<String>::new());
    let settings = File::new("settings.rs", "pub struct S {\n    pub used: u8,\n    pub idle: u8,\n}\n");
    let invented = [settings, File::new("count.rs", "fn f(s: S) -> u8 { s.used }")];
    assert_eq!(unread_settings(&invented), ["src/settings.rs: `idle` is read by nothing"]);
}

/// A house of three rooms and a door in which nothing is wrong.
fn good_house() -> Vec<File> {
    vec![
        File::new("lib.rs", "//! Rooms.\npub mod corpus;\npub mod read;\npub mod findings;\npub mod report;\n"),
        File::new("corpus.rs", "//! Ground.\npub struct CallId(u32);\n"),
        File::new("read/mod.rs", "//! Table.\nuse crate::corpus::CallId;\nmod vtt;\nmod srt;\nmod clock;\n"),
        File::new(
            "read/vtt.rs",
            "//! VTT.\nuse super::clock;\npub static VTT: Format = Format { id: \"crate::report\" };\n",
        ),
        File::new(
            "read/srt.rs",
            "//! SRT.\nuse super::clock;\n// like super::vtt\npub static SRT: Format = Format {};\n",
        ),
        File::new("read/json.rs", "//! J.\nuse crate::read::grammar::json;\npub static J: Format = Format {};\n"),
        File::new("read/grammar.rs", "//! G.\npub mod json {}\n"),
        File::new("read/clock.rs", "//! Times.\nfn f<'a>(x: &'a str) -> char { '\"' }\n"),
        File::new("findings.rs", "//! Findings.\n"),
        File::new("report/mod.rs", "//! Bytes.\nuse crate::corpus::{CallId, PersonId};\nuse crate::findings::Term;\n"),
        File::new("cli/terminal.rs", "//! Bar.\nuse indicatif::ProgressBar;\nfn f() { println!(); }\n"),
        File::new("main.rs", "//! Door.\nfn main() {}\n"),
    ]
}

#[test]
fn a_good_house_breaks_no_law() {
    assert_eq!(breaches(&good_house()), Vec::<String>::new());
}

/// The good house with one file more or otherwise, and the breach that must be found.
fn found_with(path: &str, text: &str) -> Vec<String> {
    let mut files = good_house();
    files.retain(|file| file.path != path);
    files.push(File::new(path, text));
    breaches(&files)
}

#[test]
fn each_law_is_found_broken_with_its_line() {
    let cases = [
        ("corpus.rs", "//! G.\nuse crate::report::render;\n", "src/corpus.rs:2: `corpus` may not use `report`"),
        ("corpus.rs", "//! G.\nuse crate::{\n    read::Draft,\n};\n", "src/corpus.rs:3: `corpus` may not use `read`"),
        ("corpus.rs", "//! G.\n\nfn f() { crate::read::g() }\n", "src/corpus.rs:3: `corpus` may not use `read`"),
        ("corpus.rs", "//! G.\nuse crate::Draft;\n", "src/corpus.rs:2: `crate::Draft` goes through the crate root"),
        ("corpus.rs", "//! G.\nuse super::read;\n", "src/corpus.rs:2: `super::read` goes through the crate root"),
        ("corpus.rs", "//! G.\nuse overheard::read;\n", "src/corpus.rs:2: the library does not go through"),
        ("read/vtt.rs", "//! V.\nuse super::super::corpus;\n", "src/read/vtt.rs:2: `super::super` hides"),
        (
            "read/vtt.rs",
            "//! V.\nuse super::srt;\nstatic V: Format = F;\n",
            "src/read/vtt.rs:2: a format never uses another",
        ),
        ("read/vtt.rs", "//! V.\nuse super::{clock, srt};\nstatic V: Format = F;\n", "a format never uses another"),
        ("read/vtt.rs", "//! V.\nstatic V: Format = crate::read::srt::F;\n", "src/read/vtt.rs:2: a format never"),
        (
            "read/vtt.rs",
            "//! V.\nuse crate::read::{clock, srt::F};\nstatic V: Format = F;\n",
            "a format never uses another",
        ),
        ("read/clock.rs", "//! T.\nuse clap::Parser;\n", "src/read/clock.rs:2: `clap` stands in `cli/` alone"),
        ("cli/mine.rs", "//! M.\nuse indicatif::X;\n", "src/cli/mine.rs:2: `indicatif` stands in `cli/terminal.rs`"),
        ("findings.rs", "//! F.\nfn f() {\n    eprintln!(\"x\");\n}\n", "src/findings.rs:3: the library never prints"),
        (
            "findings.rs",
            "//! F.\n#[cfg(test)]\nmod t {\n fn f() { println!() }\n}\nfn g() { dbg!(1) }\n",
            "src/findings.rs:6:",
        ),
        ("report/mod.rs", "//! B.\nuse crate::read::Draft;\n", "src/report/mod.rs:2: a report sees the findings"),
        ("report/mod.rs", "//! B.\nuse crate::corpus::{Call, CallId};\n", "src/report/mod.rs:2: a report sees"),
        ("findings.rs", "use std::fmt;\n//! late\n", "src/findings.rs:1: every file opens with"),
        ("read/util.rs", "//! U.\n", "src/read/util.rs:1: a module is named after what it does"),
        ("stray.rs", "//! S.\n", "src/stray.rs:1: `stray` is no room of `lib.rs`"),
    ];
    for (path, text, expected) in cases {
        let found = found_with(path, text);
        assert!(found.iter().any(|line| line.contains(expected)), "{expected:?} not found; instead: {found:#?}");
    }
}

#[test]
fn tests_may_print() {
    let inside = "//! F.\n#[cfg(test)]\nmod tests {\n    fn f() { println!(\"skipped\") }\n}\n";
    assert_eq!(found_with("findings.rs", inside), Vec::<String>::new());
    let mut files = good_house();
    files.retain(|file| file.path != "read/mod.rs");
    files.push(File::new("read/mod.rs", "//! Table.\n#[cfg(test)]\nmod recipe;\nmod vtt;\n"));
    files.push(File::new("read/recipe.rs", "//! R.\nfn f() { println!() }\n"));
    assert_eq!(breaches(&files), Vec::<String>::new());
}

#[test]
fn comments_and_strings_break_no_law() {
    let text = "//! G.\n/// See [x](crate::report::render).\nconst A: &str = \"crate::report println!()\";\n";
    assert_eq!(found_with("corpus.rs", text), Vec::<String>::new());
    let raw = "//! G.\nconst A: &str = r#\"use crate::report \" ;\"#; // crate::report\n/* println!() */\n";
    assert_eq!(found_with("corpus.rs", raw), Vec::<String>::new());
}
