//! `overheard gap`: a written run and a folder of copy in, what each says and the other does not out.

use super::Outcome;
use super::args::GapArgs;
use super::failure::Failure;
use super::terminal::{Paint, Style, Terminal};
use super::width::{SCREEN, cut, fit, number, plural, printable, wrap};
use super::written::{self, WrittenError};
use overheard::gap::{Gap, Page, PageScore, Unheard, Unsaid, gap, heard};
use overheard::language::english;
use overheard::pipeline::{self, Request};
use overheard::report::escape::csv_cell;
use overheard::settings::Settings;
use overheard::theme::Vectors;
use serde::Deserialize;
use std::path::Path;
use walkdir::WalkDir;

/// Rows of one kind that are shown on the screen.
const SHOWN: usize = 20;
/// Phrases of the copy that are counted in the calls.
const COUNTED: usize = 200;
/// Largest page that is read, in bytes.
const LARGEST: u64 = 4 << 20;
/// Columns for what is said, and for calls.
const TEXT: usize = 30;
const CALLS: usize = 24;
/// A zero counts from so many calls on: 3.84/(n + 3.84) < 2 %.
const ENOUGH: u64 = 189;

/// Reads, compares, tells.
///
/// # Errors
/// A folder that holds no run or no copy; calls that cannot be read.
pub fn run(args: &GapArgs, terminal: &Terminal) -> Result<Outcome, Failure> {
    let run = written::read(&args.run, english())?;
    let pages = pages(&args.copy);
    if pages.is_empty() {
        return Err(WrittenError::NoCopy(args.copy.clone()).into());
    }
    let mut gap = gap(&run, &pages, &args.allow, &Vectors::bundled(), english());
    gap.unheard.truncate(COUNTED);
    let mut notes = vec![];
    if args.calls.is_empty() {
        notes.push("What customers never say can be counted in the calls alone: give them with --calls.".to_owned());
    } else {
        let calls = count(&mut gap, args, &run.settings, terminal)?;
        if calls != run.calls {
            notes.push(format!("The run rests on {} calls, and {calls} were found in --calls.", number(run.calls)));
        }
        if calls < ENOUGH {
            notes.push(format!("In {calls} calls a zero proves little: \"never\" takes {ENOUGH} calls (below 2 %)."));
        }
    }
    if args.csv {
        terminal.result(&table(&gap)?)?;
    } else {
        terminal.result(told(&gap, run.calls, terminal.paint()).as_bytes())?;
    }
    let notes: String = notes.iter().map(|note| wrap(&format!("  - {note}"), 4) + "\n").collect();
    if !notes.is_empty() {
        terminal.note(&format!("\n{}\n{notes}", terminal.paint_notes().style(Style::Bold, "Mind")));
    }
    Ok(Outcome::Done)
}

/// The pages of the copy, in order of path. What cannot be read or is too large is no page.
fn pages(folder: &Path) -> Vec<Page> {
    let ours = |path: &Path| {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        ending.is_some_and(|ending| ["md", "markdown", "html", "htm", "txt"].contains(&&*ending))
    };
    let mut pages: Vec<Page> = WalkDir::new(folder)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file() && ours(entry.path()))
        .filter(|entry| entry.metadata().is_ok_and(|meta| meta.len() <= LARGEST))
        .filter_map(|entry| {
            let below = entry.path().strip_prefix(folder).ok().filter(|below| below.components().next().is_some());
            let path = below.unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
            Some(Page::read(&path, &std::fs::read(entry.path()).ok()?))
        })
        .filter(|page| !page.lines.is_empty())
        .collect();
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    pages
}

/// Counts the copy's phrases in the calls, read with the settings of the run; gives the number of calls.
fn count(gap: &mut Gap, args: &GapArgs, settings: &serde_json::Value, terminal: &Terminal) -> Result<u64, Failure> {
    let settings = Settings::deserialize(settings).unwrap_or_default();
    let request = Request { folders: args.calls.clone(), settings, ..Request::default() };
    let drawing = terminal.short_progress();
    let intake = pipeline::take_in(&request, &drawing)?;
    drop(drawing);
    let phrases: Vec<_> = gap.unheard.iter().map(|unheard| &unheard.phrase).collect();
    let found = heard(&intake.corpus, &phrases, english());
    gap.hear(&found);
    Ok(intake.corpus.calls.len() as u64)
}

fn told(gap: &Gap, calls: u64, paint: Paint) -> String {
    let head = |a: &str, b: &str, c: &str| {
        format!("{}\n", paint.style(Style::Bold, &format!("{}{}{c}", fit(a, TEXT + 2), fit(b, CALLS))))
    };
    let mut text = head("They say, you do not", "calls", "you say instead");
    text += &section(&gap.unsaid, |row| they_say(row, calls));
    text += &format!("\n{}", head("You say, they do not", "pages, times", "customers"));
    text += &section(&gap.unheard, you_say);
    text += &format!("\n{}", head("Page", "their words on it", ""));
    text + &section(&gap.pages, page)
}

fn section<T>(rows: &[T], line: impl Fn(&T) -> String) -> String {
    if rows.is_empty() {
        return "  nothing\n".to_owned();
    }
    let mut text: String = rows.iter().take(SHOWN).map(line).collect();
    if rows.len() > SHOWN {
        text += &format!("  and {} more; --csv lists all\n", rows.len() - SHOWN);
    }
    text
}

fn columns(a: &str, b: &str, c: &str) -> String {
    let line = format!("  {} {}{}", fit(&printable(a), TEXT - 1), fit(b, CALLS), printable(c));
    format!("{}\n", cut(line.trim_end(), SCREEN))
}

fn they_say(row: &Unsaid, of: u64) -> String {
    let per_cent = |share: f64| format!("{:.0}", 100.0 * share);
    let share = [row.share.value, row.share.low, row.share.high].map(per_cent);
    let calls = format!("{} of {} {} % ({}-{})", number(row.calls), number(of), share[0], share[1], share[2]);
    columns(&row.text, &calls, row.instead.as_ref().map_or("", |phrase| &phrase.text))
}

fn you_say(row: &Unheard) -> String {
    let said = format!("{}, {}", plural(row.phrase.pages.into(), "page", "pages"), row.phrase.times);
    let heard = row.heard.map_or_else(
        || "no sign of it".to_owned(),
        |heard| {
            let taught = if heard.calls > heard.unprompted { ", after a rep" } else { "" };
            format!("{} of {}, at most {:.1} %{taught}", heard.calls, number(heard.of), 100.0 * heard.at_most())
        },
    );
    columns(&row.phrase.text, &said, &heard)
}

fn page(page: &PageScore) -> String {
    let score = page.score.map_or_else(|| "no terms".to_owned(), |score| format!("{:.0} %", 100.0 * score));
    columns(&page.path, &score, &page.terms.join(", "))
}

fn table(gap: &Gap) -> Result<Vec<u8>, csv::Error> {
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    table.write_record([
        "kind",
        "text",
        "calls",
        "share",
        "share_low",
        "share_high",
        "you_say_instead",
        "pages",
        "times",
        "calls_unprompted",
        "rep_calls",
        "calls_total",
        "score",
    ])?;
    let mut row = |kind: &str, text: &str, cells: [String; 11]| {
        let cells = cells.iter().map(|cell| csv_cell(cell).into_owned());
        table.write_record([kind.to_owned(), csv_cell(text).into_owned()].into_iter().chain(cells))
    };
    let round = |x: f64| format!("{x:.4}");
    let no = String::new;
    for unsaid in &gap.unsaid {
        let [share, low, high] = [unsaid.share.value, unsaid.share.low, unsaid.share.high].map(round);
        let instead = unsaid.instead.as_ref().map_or_else(no, |phrase| phrase.text.clone());
        let calls = unsaid.calls.to_string();
        row("they say", &unsaid.text, [calls, share, low, high, instead, no(), no(), no(), no(), no(), no()])?;
    }
    for unheard in &gap.unheard {
        let (pages, times) = (unheard.phrase.pages.to_string(), unheard.phrase.times.to_string());
        let heard = |of: fn(&overheard::gap::Heard) -> String| unheard.heard.as_ref().map_or_else(no, of);
        let cells = [
            heard(|h| h.calls.to_string()),
            no(),
            no(),
            heard(|h| format!("{:.4}", h.at_most())),
            no(),
            pages,
            times,
            heard(|h| h.unprompted.to_string()),
            heard(|h| h.reps.to_string()),
            heard(|h| h.of.to_string()),
            no(),
        ];
        row("you say", &unheard.phrase.text, cells)?;
    }
    for page in &gap.pages {
        let mut cells: [String; 11] = Default::default();
        cells[10] = page.score.map_or_else(no, round);
        row("page", &page.path, cells)?;
    }
    table.flush()?;
    drop(table);
    Ok(bytes)
}
