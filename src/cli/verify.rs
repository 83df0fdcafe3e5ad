//! `overheard verify`: a file of quotes and folders of calls in, what holds and what does not out.

use super::Outcome;
use super::args::VerifyArgs;
use super::failure::Failure;
use super::terminal::{Paint, Style, Terminal};
use super::width::{number, plural, printable, wrap};
use overheard::corpus::{Role, clock};
use overheard::gather::gather;
use overheard::language::english;
use overheard::role::People;
use overheard::settings::Settings;
use overheard::verify::{Checked, Piece, Verdict, quotes, verify};
use std::path::Path;

/// Largest file of quotes that is read, in bytes.
const LARGEST: u64 = 256 << 20;

/// Reads, checks, tells.
///
/// # Errors
/// A file or folder that cannot be used, or a file without quotes.
pub fn run(args: &VerifyArgs, terminal: &Terminal) -> Result<Outcome, Failure> {
    let cannot = |why: String| Failure::Quotes { file: args.file.clone(), why };
    let text = read(&args.file).map_err(cannot)?;
    let quoted = quotes(&args.file.to_string_lossy(), &text).map_err(|error| cannot(error.to_string()))?;
    let drawing = terminal.progress();
    let gathered = gather(&args.calls, &Settings::default(), &People::default(), &drawing)?;
    let checked = verify(quoted, &gathered.corpus, english());
    drop(drawing);
    for quote in checked.iter().filter(|quote| args.all || !quote.verdict.holds() || quote.verdict == Verdict::Moved) {
        terminal.result(row(quote, terminal.paint()).as_bytes())?;
    }
    terminal.result(tally(&checked).as_bytes())?;
    for file in gathered.aside.iter().filter(|file| file.failed) {
        terminal.note(&format!("Not read: {}: {}\n", printable(&file.path), printable(&file.reason)));
    }
    let holds = checked.iter().all(|quote| quote.verdict.holds());
    let failed = gathered.aside.iter().any(|file| file.failed);
    Ok(match (holds, failed) {
        (false, _) => Outcome::Nothing,
        (true, true) => Outcome::PartlyRead,
        (true, false) => Outcome::Done,
    })
}

fn read(file: &Path) -> Result<String, String> {
    let size = std::fs::metadata(file).map_err(|why| format!("cannot be read: {why}"))?.len();
    if size > LARGEST {
        return Err(format!("is larger than {} megabytes: no deck is", LARGEST >> 20));
    }
    let bytes = std::fs::read(file).map_err(|why| format!("cannot be read: {why}"))?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
}

fn row(quote: &Checked, paint: Paint) -> String {
    let style = match quote.verdict {
        Verdict::Exact | Verdict::Cleaned => Style::Green,
        Verdict::Moved => Style::Yellow,
        Verdict::Altered | Verdict::NotFound => Style::Red,
    };
    let said = match quote.verdict {
        Verdict::Altered => quote.diff.iter().map(|piece| shown(piece, paint)).collect::<Vec<_>>().join(" "),
        _ => printable(&quote.quoted.text),
    };
    let head = format!("{}  line {}", paint.style(style, quote.verdict.name()), quote.quoted.line);
    format!("{head}{}\n{}\n", place(quote), wrap(&format!("    {said}"), 4))
}

fn shown(piece: &Piece, paint: Paint) -> String {
    match piece {
        Piece::Same(words) => printable(words),
        Piece::Lost(words) => paint.style(Style::Green, &format!("[-{}-]", printable(words))),
        Piece::Added(words) => paint.style(Style::Red, &format!("{{+{}+}}", printable(words))),
    }
}

fn place(quote: &Checked) -> String {
    if quote.turn == 0 {
        return String::new();
    }
    let at = quote.at.map(|at| format!(" at {}", clock(at))).unwrap_or_default();
    let who = match quote.role {
        Some(Role::Rep) => ", said by a rep",
        Some(Role::Other) => ", said by neither side",
        _ => "",
    };
    format!("  {} turn {}{at}{who}", printable(&quote.call), quote.turn)
}

fn tally(checked: &[Checked]) -> String {
    let count = |verdict| checked.iter().filter(|quote| quote.verdict == verdict).count() as u64;
    let kinds: Vec<String> = Verdict::ALL
        .into_iter()
        .filter(|verdict| count(*verdict) > 0)
        .map(|verdict| format!("{} {}", number(count(verdict)), verdict.name()))
        .collect();
    let reps = checked.iter().filter(|quote| quote.role == Some(Role::Rep)).count() as u64;
    let reps = if reps > 0 { format!(" {} said by a rep.", number(reps)) } else { String::new() };
    format!("{}: {}.{reps}\n", plural(checked.len() as u64, "quote", "quotes"), kinds.join(", "))
}
