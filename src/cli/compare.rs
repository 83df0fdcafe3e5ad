//! `overheard compare`: the folders of two runs in, what is said more, less, newly or no more out.

use super::Outcome;
use super::args::CompareArgs;
use super::failure::Failure;
use super::folder::write_file;
use super::terminal::{Paint, Style, Terminal};
use super::width::{SCREEN, fit, number, plural, printable, wrap};
use super::written;
use overheard::compare::compare;
use overheard::findings::{Change, Comparison, Moved, Share};
use overheard::language::english;
use overheard::report::comparison_page;
use overheard::report::escape::csv_cell;

/// Rows of one kind that are shown.
const SHOWN: usize = 20;
/// Columns for what is said; for calls before and after.
const TEXT: usize = 27;
const CALLS: usize = 15;

/// Reads, compares, tells.
///
/// # Errors
/// A folder that holds no run; nobody who reads the result.
pub fn run(args: &CompareArgs, terminal: &Terminal) -> Result<Outcome, Failure> {
    let (before, after) = (written::read(&args.before, english())?, written::read(&args.after, english())?);
    let comparison = compare(&before, &after);
    let name = |path: &std::path::Path| printable(&path.to_string_lossy());
    if let Some(file) = &args.html {
        let page = comparison_page(&comparison, &name(&args.before), &name(&args.after));
        write_file(file, &page)?;
    }
    if args.csv {
        terminal.result(&table(&comparison)?)?;
        return Ok(Outcome::Done);
    }
    let head = format!(
        "{} ({}) and {} ({}).",
        name(&args.before),
        plural(comparison.calls_before, "call", "calls"),
        name(&args.after),
        plural(comparison.calls_after, "call", "calls")
    );
    terminal.result(format!("{}\n{}", wrap(&head, 2), told(&comparison, terminal.paint())).as_bytes())?;
    let notes: String = comparison.notes.iter().map(|note| wrap(&format!("  - {note}"), 4) + "\n").collect();
    if !notes.is_empty() {
        terminal.note(&format!("\n{}\n{notes}", terminal.paint_notes().style(Style::Bold, "Mind")));
    }
    Ok(Outcome::Done)
}

const SECTIONS: [(Change, &str, Style); 4] = [
    (Change::More, "Said more", Style::Green),
    (Change::New, "New", Style::Green),
    (Change::Less, "Said less", Style::Red),
    (Change::Gone, "Gone", Style::Red),
];

fn told(comparison: &Comparison, paint: Paint) -> String {
    let mut text = String::new();
    for (change, title, style) in SECTIONS {
        let rows: Vec<&Moved> = comparison.rows.iter().filter(|row| row.clear && row.change == change).collect();
        if rows.is_empty() {
            continue;
        }
        let head = format!("{}{}{}points (95 %)", fit(title, TEXT + 2), fit("before", CALLS), fit("after", CALLS));
        text += &format!("\n{}\n", paint.style(Style::Bold, &head));
        for row in rows.iter().take(SHOWN) {
            text += &line(row, comparison, style, paint);
        }
        if rows.len() > SHOWN {
            text += &format!("  and {} more; --csv lists all\n", rows.len() - SHOWN);
        }
    }
    if text.is_empty() {
        text += "\nNo clear change.\n";
    }
    text + &chance(comparison)
}

fn line(row: &Moved, of: &Comparison, style: Style, paint: Paint) -> String {
    let said = |calls: Option<(u64, Share)>, of| match calls {
        Some((calls, share)) => format!("{} of {} {:.0} %", number(calls), number(of), 100.0 * share.value),
        None => "-".to_owned(),
    };
    let before = said(row.before, of.calls_before);
    let after = said(row.after, of.calls_after);
    let points = |share: f64| format!("{:+.0}", 100.0 * share);
    let Share { value, low, high } = row.difference;
    let at_least = if matches!(row.change, Change::New | Change::Gone) { "\u{2265} " } else { "" };
    let sign = paint.style(style, if value >= 0.0 { "+" } else { "-" });
    let text = fit(&printable(&row.text), TEXT - 1);
    let difference = format!("{at_least}{} ({} to {})", points(value), points(low), points(high));
    let room = SCREEN - 3 - TEXT - 2 * CALLS;
    format!("{sign} {text} {} {}{}\n", fit(&before, CALLS - 1), fit(&after, CALLS), fit(&difference, room).trim_end())
}

/// What may have changed by chance alone, in numbers.
fn chance(comparison: &Comparison) -> String {
    let count = |change| comparison.rows.iter().filter(|row| !row.clear && row.change == change).count() as u64;
    let counts = SECTIONS.map(|(change, title, _)| (count(change), title.to_lowercase()));
    let counts: Vec<String> =
        counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{} {what}", number(*n))).collect();
    if counts.is_empty() {
        return String::new();
    }
    wrap(&format!("\nMay be chance: {}; --csv lists them.", counts.join(", ")), 2) + "\n"
}

fn table(comparison: &Comparison) -> Result<Vec<u8>, csv::Error> {
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    table.write_record([
        "kind",
        "text",
        "change",
        "clear",
        "calls_before",
        "share_before",
        "calls_after",
        "share_after",
        "difference",
        "difference_low",
        "difference_high",
        "h",
        "q",
    ])?;
    let round = |x: f64| format!("{x:.4}");
    for row in &comparison.rows {
        let side = |calls: Option<(u64, Share)>| {
            calls.map_or_else(Default::default, |(calls, share)| (calls.to_string(), round(share.value)))
        };
        let ((before, share_before), (after, share_after)) = (side(row.before), side(row.after));
        let Share { value, low, high } = row.difference;
        let clear = if row.clear { "yes" } else { "no" };
        table.write_record([
            &row.sort.to_string(),
            &*csv_cell(&row.text),
            &row.change.to_string(),
            clear,
            &before,
            &share_before,
            &after,
            &share_after,
            &round(value),
            &round(low),
            &round(high),
            &round(row.h),
            &round(row.q),
        ])?;
    }
    table.flush()?;
    drop(table);
    Ok(bytes)
}
