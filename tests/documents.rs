//! Do the documents say what the program does? With `ACCEPT=1` the parts that the program can write are written anew.

mod program;

use overheard::settings::Settings;
use program::Desk;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const DOCUMENTS: &[&str] =
    &["README.md", "ARCHITECTURE.md", "METRICS.md", "CHANGELOG.md", "CONTRIBUTING.md", "sample_transcripts/README.md"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn document(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

fn accepting() -> bool {
    std::env::var_os("ACCEPT").is_some()
}

/// Compares a document with what it should be, or makes it so.
#[track_caller]
fn settle(name: &str, is: &str, should: &str) {
    if is == should {
        return;
    }
    if accepting() {
        return fs::write(root().join(name), should).unwrap();
    }
    let line = is.lines().zip(should.lines()).position(|(a, b)| a != b).unwrap_or_default();
    panic!(
        "{name}:{}: the program says otherwise; `just docs` writes it anew.\n  document: {}\n  program:  {}",
        line + 1,
        is.lines().nth(line).unwrap_or_default(),
        should.lines().nth(line).unwrap_or_default(),
    );
}

/// What the program prints for `overheard --help` and the like.
fn printed(command: &str) -> String {
    let args: Vec<&str> = command.split(' ').skip(1).collect();
    Desk::new().run(&args).ends_with(0).out.trim_end().to_owned()
}

/// The document with what the program prints between each pair of marks.
fn with_output(text: &str) -> String {
    let (begin, end) = ("<!-- begin: ", "<!-- end -->");
    let mut parts = text.split(begin);
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (command, rest) = part.split_once(" -->").expect("a mark names a command");
        let (_, rest) = rest.split_once(end).expect("a mark is closed");
        whole += &format!("{begin}{command} -->\n```text\n{}\n```\n{end}{rest}", printed(command));
    }
    whole
}

#[test]
fn the_readme_shows_help_formats_and_settings() {
    let is = document("README.md");
    assert!(is.matches("<!-- begin: ").count() >= 3);
    settle("README.md", &is, &with_settings(&with_output(&is)));
}

/// The document with every setting and its default where it is marked.
fn with_settings(text: &str) -> String {
    let mark = "<!-- settings -->\n```toml\n";
    let (before, rest) = text.split_once(mark).expect("the settings have a mark");
    let (_, after) = rest.split_once("```").expect("the block is closed");
    let shown = shown_settings(&toml::to_string(&Settings::default()).unwrap());
    assert_eq!(toml::from_str::<Settings>(&shown).unwrap(), Settings::default());
    format!("{before}{mark}{shown}```{after}")
}

/// The defaults with the words of `settings.rs` before each key. What TOML leaves out, a key without a value, stands
/// there as a comment.
fn shown_settings(defaults: &str) -> String {
    let source = fs::read_to_string(root().join("src/settings.rs")).unwrap();
    let mut shown = String::new();
    for line in defaults.replace("[roles]\n", "[roles]\n# customer_channel = 1\n").lines() {
        if let Some((key, _)) = line.trim_start_matches("# ").split_once(" = ") {
            shown += &format!("# {}\n", words_of(&source, key));
        }
        shown += &format!("{line}\n");
    }
    shown
}

/// The doc comment of a field.
fn words_of(source: &str, key: &str) -> String {
    let before = source.split(&format!("    pub {key}: ")).next().unwrap();
    let lines: Vec<&str> = before.lines().rev().take_while(|line| line.starts_with("    ///")).collect();
    assert!(!lines.is_empty(), "settings.rs says nothing of {key}");
    lines.iter().rev().map(|line| line.trim_start_matches("    ///").trim()).collect::<Vec<_>>().join(" ")
}

/// The commands in the shell blocks of a document, each its words.
fn commands(text: &str) -> Vec<Vec<String>> {
    let mut inside = false;
    let mut commands = vec![];
    for line in text.lines() {
        if let Some(language) = line.trim_start().strip_prefix("```") {
            inside = !inside && language == "sh";
        } else if let (true, Some(rest)) = (inside, arguments(line)) {
            commands.push(words(rest));
        }
    }
    commands
}

fn arguments(line: &str) -> Option<&str> {
    let line = line.split(" > ").next()?.split(" | ").next()?;
    line.strip_prefix("overheard ").or_else(|| line.strip_prefix("cargo run --release -- "))
}

/// Words as a shell takes them apart, quotes minded.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![];
    for (part, text) in line.split('"').enumerate() {
        if part % 2 == 1 {
            words.push(text.to_owned());
        } else {
            words.extend(text.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[test]
fn every_command_in_the_documents_exists() {
    let mut seen = 0;
    for name in DOCUMENTS {
        for command in commands(&document(name)) {
            let help = printed(&format!("overheard {} --help", command[0]));
            for option in command.iter().filter(|word| word.starts_with("--")) {
                assert!(help.contains(option.as_str()), "{name}: `overheard {}` has no {option}", command[0]);
            }
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen} commands found");
}

#[test]
fn every_command_of_the_program_is_in_the_readme() {
    let help = printed("overheard --help");
    let listed = help.split("Commands:").nth(1).and_then(|rest| rest.split("Options:").next()).unwrap();
    let all: BTreeSet<&str> = listed
        .lines()
        .filter_map(|line| line.strip_prefix("  ").filter(|rest| !rest.starts_with(' ')))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let (readme, changes) = (document("README.md"), document("CHANGELOG.md"));
    for command in all.into_iter().filter(|command| *command != "help") {
        assert!(changes.contains(&format!("`overheard {command}`")), "CHANGELOG.md does not name {command}");
        assert!(readme.contains(&format!("overheard {command}")) || command == "completions", "README.md: {command}");
    }
}

#[test]
fn every_link_leads_somewhere() {
    for name in DOCUMENTS {
        let text = document(name);
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            let path = root().join(name).parent().unwrap().join(file);
            assert!(link.starts_with("http") || path.exists(), "{name}: `{link}` leads nowhere");
        }
    }
}

#[test]
fn the_architecture_names_every_room_and_every_test() {
    let text = document("ARCHITECTURE.md");
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    for room in lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')) {
        assert!(text.contains(&format!("`{room}`")), "ARCHITECTURE.md does not say what `{room}` is for");
    }
    for entry in fs::read_dir(root().join("tests")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.extension().is_some_and(|ending| ending == "rs") {
            assert!(text.contains(&format!("tests/{name}")), "ARCHITECTURE.md does not say what tests/{name} asks");
        }
    }
}

/// A line of `src/report/table/columns.tsv`.
struct Column {
    table: String,
    name: String,
    words: String,
}

fn columns() -> Vec<Column> {
    let text = fs::read_to_string(root().join("src/report/table/columns.tsv")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let cells = lines.map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
    let column =
        |cells: Vec<String>| Column { table: cells[0].clone(), name: cells[1].clone(), words: cells[3].clone() };
    cells.map(column).filter(|column| !column.name.is_empty()).collect()
}

/// METRICS.md with the words of each column as the program has them; a column without a row is an error.
fn with_words(text: &str) -> String {
    let mut whole = String::new();
    let mut table = String::new();
    let mut missing: Vec<Column> = columns();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## `") {
            table = heading.split(['.', '`']).next().unwrap_or_default().to_owned();
        }
        let name = line.strip_prefix("| `").and_then(|rest| rest.split('`').next()).unwrap_or_default();
        let place = missing.iter().position(|column| column.table == table && column.name == name);
        match place.map(|place| missing.remove(place)) {
            Some(column) => {
                let mut cells = cells(line);
                assert_eq!(cells.len(), 6, "METRICS.md: a row has six cells: {line}");
                cells[1] = column.words.replace('|', "\\|");
                whole += &format!("| {} |\n", cells.join(" | "));
            }
            None => whole += &format!("{line}\n"),
        }
    }
    let missing: Vec<String> = missing.iter().map(|column| format!("{}.csv: {}", column.table, column.name)).collect();
    assert!(missing.is_empty(), "METRICS.md has no row for {missing:?}");
    whole
}

/// The cells of a row of a table; a bar that is part of a cell has a backslash before it.
fn cells(line: &str) -> Vec<String> {
    let inner = line.trim().trim_start_matches('|').trim_end_matches('|').replace("\\|", "\u{1}");
    inner.split('|').map(|cell| cell.trim().replace('\u{1}', "\\|")).collect()
}

#[test]
fn the_metrics_define_every_column() {
    let is = document("METRICS.md");
    settle("METRICS.md", &is, &with_words(&is));
    for line in is.lines().filter(|line| line.starts_with("| `")) {
        let cells = cells(line);
        let [_, words, formula, unit, _, example] = cells.as_slice() else { panic!("six cells: {line}") };
        assert!(![words, formula, unit, example].iter().any(|cell| cell.is_empty()), "METRICS.md: {line}");
    }
}

#[test]
fn the_metrics_define_no_column_that_is_not_there() {
    let text = document("METRICS.md");
    let known: BTreeSet<String> =
        columns().into_iter().map(|column| format!("{}.{}", column.table, column.name)).collect();
    let mut table = String::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            let name = heading.strip_prefix('`').and_then(|rest| rest.split(['.', '`']).next());
            table = name.unwrap_or_default().to_owned();
        }
        if let (false, Some(name)) =
            (table.is_empty(), line.strip_prefix("| `").and_then(|rest| rest.split('`').next()))
        {
            assert!(known.contains(&format!("{table}.{name}")), "METRICS.md defines `{name}`, which {table} has not");
        }
    }
}

/// The example that runs through METRICS.md, worked out by the program.
#[test]
fn the_worked_example_is_right() {
    use overheard::score::measure::{PRIOR_CALLS, Side, Z_95, benjamini_hochberg, call_lift, clarity, dp_norm, wilson};
    let share = wilson(10, 50, Z_95).unwrap();
    let side = |calls| Side { calls, words: 1000.0 };
    let lift = call_lift(side(10.0), side(2.0), 50.0, PRIOR_CALLS).unwrap();
    let spread = 1.0 - dp_norm(&[1, 2, 3, 4, 5], &[9, 10, 10, 10, 11]).unwrap();
    let rate = -(1.0_f64 - 10.5 / 51.0).ln() / 1000.0;
    let background = -(1.0_f64 - 2.5 / 860.0).ln() / 1390.2;
    let error = 1.0 / (10.0_f64.sqrt() * std::f64::consts::LN_2);
    assert_eq!(benjamini_hochberg(&[0.01, 0.02, 0.5]), [0.03, 0.03, 0.5]);
    let clear = (9.0 * clarity(&[(4, 5), (2, 20)], 100).unwrap() + 20.0 * 2.0) / (9.0 + 20.0);
    let text = document("METRICS.md");
    for (column, value) in [
        ("clarity", format!("{clear:.4}")),
        ("share_low", format!("{:.4}", share.low)),
        ("share_high", format!("{:.4}", share.high)),
        ("lift", format!("{:.2}", lift.lift.exp2())),
        ("lift_low", format!("{:.2}", lift.low.exp2())),
        ("spread", format!("spread = {spread:.4}")),
        ("background_lift", format!("{:.2}", rate / background)),
        (
            "distinctive",
            format!(
                "{:.2} − {error:.2} + {:.2} = {:.2}",
                (rate / background).log2(),
                lift.low,
                (rate / background).log2() - error + lift.low
            ),
        ),
    ] {
        let row = text.lines().find(|line| line.starts_with(&format!("| `{column}` "))).unwrap();
        assert!(row.ends_with(&format!("{value} |")), "{column} is {value}: {row}");
    }
}

#[test]
fn a_document_that_is_wrong_is_found() {
    let wrong = "<!-- begin: overheard --version -->\nnonsense\n<!-- end -->\nrest";
    let right = with_output(wrong);
    assert!(
        right.contains("```text\noverheard ") && right.ends_with("<!-- end -->\nrest") && !right.contains("nonsense")
    );
    assert_eq!(
        commands("```sh\noverheard mine x --rep \"A B\"\n```\noverheard not this"),
        [["mine", "x", "--rep", "A B"]]
    );
    assert!(Path::new(&root()).join("README.md").exists());
}
