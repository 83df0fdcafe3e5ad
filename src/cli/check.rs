//! `overheard check`: folders of calls and a committed run in, what moved between them out.

use super::Outcome;
use super::args::CheckArgs;
use super::difference::{Change, Difference, KINDS, Kind, Table, differences};
use super::failure::Failure;
use super::folder::Folder;
use super::own_themes::OwnThemes;
use super::request::request;
use super::terminal::{Paint, Style, Terminal};
use super::width::{SCREEN, cut, fit, number, printable};
use overheard::findings::Findings;
use overheard::pipeline;
use overheard::report;
use overheard::settings::Settings;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Differences of one table that are shown.
const SHOWN: usize = 25;
/// Columns for the text of a row.
const TEXT: usize = 34;

type Files = Vec<(&'static str, Vec<u8>)>;

/// The committed run cannot be compared with.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// It is not there.
    #[error("`{}` holds no terms.csv to compare with: make one with `overheard check FOLDER --against DIR --update`", .0.display())]
    NoRun(PathBuf),
    /// A file of it is damaged.
    #[error("`{}` cannot be read ({why}): put it back, or make it anew with --update", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
}

/// Mines, compares, tells what moved.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &CheckArgs, terminal: &Terminal) -> Result<Outcome, Failure> {
    let committed = tables(&args.against)?;
    if committed.is_empty() && !args.update {
        return Err(CheckError::NoRun(args.against.clone()).into());
    }
    let run = match Committed::read(&args.against) {
        Err(why) if args.update => {
            terminal.note(&format!("{why}\nThe defaults and the options typed here hold.\n"));
            Committed::default()
        }
        read => read?,
    };
    let mut request = request(&args.calls, Some(&args.counted), run.settings.clone())?;
    OwnThemes::beside(&args.against).apply(&mut request);
    let folder = args.update.then(|| Folder::open(&args.against)).transpose()?;
    let drawing = terminal.progress();
    let findings = pipeline::mine(&request, &drawing)?;
    let files = report::render(&findings)?;
    drop(drawing);
    let moved = compare(&args.against, &committed, &files, terminal)?;
    if moved {
        terminal.note(run.cause(&findings));
    }
    if let Some(folder) = folder {
        folder.write(&wanted(files, &args.against))?;
        terminal.note(&format!("Written to {}.\n", printable(&args.against.to_string_lossy())));
        return Ok(Outcome::Done);
    }
    Ok(if moved { Outcome::Nothing } else { Outcome::Done })
}

/// The tables of the committed run that are there.
fn tables(dir: &Path) -> Result<Vec<(&'static Kind, Vec<u8>)>, CheckError> {
    let mut tables = vec![];
    for kind in KINDS {
        let path = dir.join(kind.file);
        match std::fs::read(&path) {
            Ok(bytes) => tables.push((kind, bytes)),
            Err(why) if matches!(why.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => {}
            Err(why) => return Err(CheckError::Damaged { path, why: why.to_string() }),
        }
    }
    let has_terms = tables.iter().any(|(kind, _)| kind.file == "terms.csv");
    Ok(if has_terms { tables } else { vec![] })
}

/// What a committed run says of itself.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Committed {
    /// With these it was made, so that nobody has to type them again.
    settings: Settings,
    input_digest: String,
}

impl Committed {
    fn read(dir: &Path) -> Result<Committed, CheckError> {
        let path = dir.join("run.json");
        let Ok(text) = std::fs::read_to_string(&path) else { return Ok(Committed::default()) };
        serde_json::from_str(&text).map_err(|why| CheckError::Damaged { path, why: why.to_string() })
    }

    /// Why something may have moved.
    fn cause(&self, findings: &Findings) -> &'static str {
        match self.input_digest == findings.run.input_digest {
            true => "The calls are the same as then: the program or its settings moved.\n",
            false => "The calls are not the same as then.\n",
        }
    }
}

/// Whether anything moved; tells what.
fn compare(
    dir: &Path,
    committed: &[(&'static Kind, Vec<u8>)],
    files: &Files,
    terminal: &Terminal,
) -> Result<bool, Failure> {
    let mut text = String::new();
    let mut same = vec![];
    for (kind, bytes) in committed {
        let before = table(&dir.join(kind.file), bytes)?;
        let fresh = files.iter().find(|(name, _)| *name == kind.file).map_or(&[][..], |(_, bytes)| bytes);
        let now = table(Path::new(kind.file), fresh)?;
        let found = differences(kind, &before, &now);
        if found.is_empty() {
            same.push(format!("{} ({})", kind.file, number(now.len() as u64)));
        } else {
            text += &told(kind, &found, terminal.paint());
        }
    }
    if !same.is_empty() && !terminal.is_quiet() {
        text += &format!("The same: {}.\n", same.join(", "));
    }
    terminal.result(text.as_bytes())?;
    Ok(same.len() < committed.len())
}

fn table(path: &Path, bytes: &[u8]) -> Result<Table, CheckError> {
    Table::parse(bytes).map_err(|why| CheckError::Damaged { path: path.into(), why: why.to_string() })
}

/// An existing run is rewritten with the files it holds: who commits the tables alone wants no page beside them.
fn wanted(files: Files, dir: &Path) -> Files {
    if dir.join("terms.csv").exists() {
        files.into_iter().filter(|(name, _)| dir.join(name).exists()).collect()
    } else {
        files
    }
}

fn told(kind: &Kind, found: &[Difference], paint: Paint) -> String {
    let count = |is: fn(&Change) -> bool| found.iter().filter(|difference| is(&difference.change)).count();
    let counts = [
        (count(|change| matches!(change, Change::New(_))), "new"),
        (count(|change| matches!(change, Change::Gone(_))), "gone"),
        (count(|change| matches!(change, Change::Other { cells, .. } if !cells.is_empty())), "changed"),
        (count(|change| matches!(change, Change::Other { moved: Some(_), .. })), "in another place"),
    ];
    let counts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    let head = format!("{}: {}", kind.file, counts.join(", "));
    let mut text = paint.style(Style::Bold, &head) + "\n";
    for difference in found.iter().take(SHOWN) {
        text += &line(difference, paint);
    }
    if found.len() > SHOWN {
        text += &format!("  and {} more\n", found.len() - SHOWN);
    }
    text
}

fn line(difference: &Difference, paint: Paint) -> String {
    let (style, sign, what) = match &difference.change {
        Change::New(row) => (Style::Green, "+", format!("row {row}")),
        Change::Gone(row) => (Style::Red, "-", format!("was row {row}")),
        Change::Other { cells, moved } => (Style::Yellow, "~", other(cells, *moved)),
    };
    let shown = fit(&printable(&difference.shown), TEXT);
    format!("  {} {shown}  {}\n", paint.style(style, sign), cut(&what, SCREEN - TEXT - 6))
}

fn other(cells: &[(&str, String, String)], moved: Option<(usize, usize)>) -> String {
    let cells = cells.iter().map(|(column, was, is)| format!("{column} {} -> {}", cell(was), cell(is)));
    cells.chain(moved.map(|(was, is)| format!("row {was} -> {is}"))).collect::<Vec<_>>().join(", ")
}

fn cell(text: &str) -> String {
    if text.is_empty() { "(empty)".into() } else { cut(&printable(text), 20) }
}
