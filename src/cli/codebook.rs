//! `overheard codebook`: the codes in, a list of them out; or a user's codebook in, what its own examples say of it.

use super::Outcome;
use super::args::CodebookArgs;
use super::failure::Failure;
use super::terminal::{Paint, Style, Terminal};
use super::width::{fit, plural, printable, width, wrap};
use overheard::code::{By, check, code_text};
use overheard::codebook::{BadCodebook, Code, CodeId, Codebook};
use overheard::language::Language;
use overheard::pipeline;
use std::path::{Path, PathBuf};

/// A codebook cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum CodebookError {
    /// The file cannot be opened.
    #[error("cannot read the codebook `{}`: {why}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: std::io::Error,
    },
    /// A line of it is wrong.
    #[error(transparent)]
    Bad(#[from] BadCodebook),
    /// No code has that name.
    #[error("there is no code `{name}`; the codes are {all}")]
    NoCode {
        /// What was typed.
        name: String,
        /// What there is.
        all: String,
    },
}

/// Lists, tests or tries a codebook.
///
/// # Errors
/// What kept it from running. Examples that come out otherwise are no error, but exit code 1.
pub fn run(args: &CodebookArgs, terminal: &Terminal) -> Result<Outcome, Failure> {
    let language = pipeline::language(&args.language)?;
    let built_in = built_in(language)?;
    let book = match &args.check {
        Some(path) => with_file(built_in, path)?,
        None => built_in,
    };
    if let Some(sentence) = &args.say {
        return tried(&book, sentence, terminal);
    }
    if let Some(path) = &args.check {
        return checked(&book, path, terminal);
    }
    let text = match args.codes.as_slice() {
        [] => listed(&book, terminal.paint()),
        codes => codes.iter().map(|name| shown(&book, name, terminal.paint())).collect::<Result<_, _>>()?,
    };
    terminal.result(text.as_bytes())?;
    Ok(Outcome::Done)
}

/// The codebook that comes with the program.
///
/// # Errors
/// The language has none.
pub fn built_in(language: &'static Language) -> Result<Codebook, pipeline::MineError> {
    Codebook::built_in(language).ok_or(pipeline::MineError::NoCodebook(language.name))
}

/// The code of that name.
///
/// # Errors
/// There is none; the error names those that there are.
pub fn find(book: &Codebook, name: &str) -> Result<CodeId, CodebookError> {
    book.id(name).ok_or_else(|| CodebookError::NoCode { name: name.to_owned(), all: book.names().join(", ") })
}

fn with_file(book: Codebook, path: &Path) -> Result<Codebook, CodebookError> {
    let text = std::fs::read_to_string(path).map_err(|why| CodebookError::Unreadable { path: path.into(), why })?;
    Ok(book.with(&path.display().to_string(), &text)?)
}

/// Every code with what it means.
fn listed(book: &Codebook, paint: Paint) -> String {
    let column = book.names().iter().map(|name| width(name)).max().unwrap_or(0) + 2;
    let mut text = String::new();
    for (id, code) in book.codes().filter(|(id, _)| cues(book, *id) > 0) {
        let means = wrap(&format!("{}{}", fit(&code.name, column), code.is), column);
        text += &format!("{}\n", means.replacen(&code.name, &paint.style(Style::Bold, &code.name), 1));
        text += &format!("{}{}\n", " ".repeat(column), paint.style(Style::Dim, &size(book, id, code)));
    }
    text + "\n`overheard codebook CODE` shows the cues of a code.\n"
}

fn cues(book: &Codebook, id: CodeId) -> usize {
    book.cues().iter().filter(|cue| cue.code == id && !cue.unless).count()
}

fn size(book: &Codebook, id: CodeId, code: &Code) -> String {
    let cues = plural(cues(book, id) as u64, "cue", "cues");
    format!("{cues}, {}", plural(code.examples.len() as u64, "example", "examples"))
}

/// One code with its cues, the surest first.
fn shown(book: &Codebook, name: &str, paint: Paint) -> Result<String, CodebookError> {
    let id = find(book, name)?;
    let code = book.code(id);
    let mut text = format!("{}\n{}\n", paint.style(Style::Bold, &code.name), wrap(&code.is, 0));
    if !code.is_not.is_empty() {
        text += &format!("{}\n", wrap(&format!("Not: {}", code.is_not), 0));
    }
    let mut cues: Vec<_> = book.cues().iter().filter(|cue| cue.code == id).collect();
    cues.sort_by_key(|cue| (cue.unless, std::cmp::Reverse(cue.strength)));
    for of_strength in cues.chunk_by(|a, b| (a.unless, a.strength) == (b.unless, b.strength)) {
        let head = if of_strength[0].unless {
            "not where it says".to_owned()
        } else {
            format!("right {} times in 100", of_strength[0].strength / 10)
        };
        text += &format!("\n{}\n", paint.style(Style::Bold, &head));
        for cue in of_strength {
            text += &format!("{}\n", wrap(&format!("  {}", cue.text), 4));
        }
    }
    Ok(text + "\n")
}

/// Whether the codebook codes its own examples as they say.
fn checked(book: &Codebook, path: &Path, terminal: &Terminal) -> Result<Outcome, Failure> {
    let failures = check(book);
    let text: String = failures.iter().map(|failure| printable(&failure.to_string()) + "\n").collect();
    terminal.result(text.as_bytes())?;
    let examples: usize = book.codes().map(|(_, code)| code.examples.len()).sum();
    let tally = match failures.len() {
        0 => format!("All {} come out as they say.\n", plural(examples as u64, "example", "examples")),
        wrong => format!("{wrong} of {examples} examples come out otherwise than they say.\n"),
    };
    terminal.note(&format!("{}: {tally}", printable(&path.to_string_lossy())));
    Ok(if failures.is_empty() { Outcome::Done } else { Outcome::Nothing })
}

/// What the codebook makes of a sentence.
fn tried(book: &Codebook, sentence: &str, terminal: &Terminal) -> Result<Outcome, Failure> {
    let found = code_text(book, sentence);
    let mut text = String::new();
    for unit in &found {
        let object = unit.object.map(|span| format!(", about: {}", &sentence[span.range()])).unwrap_or_default();
        let by = match unit.by {
            By::Mark => "the question mark".to_owned(),
            By::Cue(_) | By::Learned => format!("\"{}\"", unit.cue(sentence)),
        };
        text += &wrap(&printable(&format!("{}: by {by}{object}", book.code(unit.code).name)), 4);
        text.push('\n');
    }
    if found.is_empty() {
        terminal.note("No code is found in that.\n");
    }
    terminal.result(text.as_bytes())?;
    Ok(if found.is_empty() { Outcome::Nothing } else { Outcome::Done })
}
