//! Events and text in, something to look at out: the progress bar, colours, and what goes to which stream.

use super::args::Color;
use super::width::{plural, printable};
use indicatif::{ProgressBar, ProgressStyle};
use overheard::progress::{Event, Progress, Stage};
use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How often a bar shows that the program lives.
const TICK: Duration = Duration::from_millis(120);

/// Where a command speaks: results to standard output, everything about the run to standard error.
pub struct Terminal {
    quiet: bool,
    color_out: bool,
    color_err: bool,
}

/// How a piece of text stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Headings, and what was looked for.
    Bold,
    /// What is of less weight.
    Dim,
    /// More, new.
    Green,
    /// Less, gone, wrong.
    Red,
    /// Mind this.
    Yellow,
}

/// Colours text, or leaves it as it is.
#[derive(Clone, Copy, Debug)]
pub struct Paint(bool);

impl Paint {
    /// The text in that style.
    pub fn style(self, style: Style, text: &str) -> String {
        let code = match style {
            Style::Bold => "1",
            Style::Dim => "2",
            Style::Green => "32",
            Style::Red => "31",
            Style::Yellow => "33",
        };
        if self.0 { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

impl Terminal {
    /// A terminal as the options want it.
    pub fn new(quiet: bool, color: Color) -> Self {
        let wanted = |is_terminal: bool| match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        };
        Terminal { quiet, color_out: wanted(io::stdout().is_terminal()), color_err: wanted(io::stderr().is_terminal()) }
    }

    /// Whether the user wants to hear errors alone.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Colours for standard output.
    pub fn paint(&self) -> Paint {
        Paint(self.color_out)
    }

    /// Colours for standard error.
    pub fn paint_notes(&self) -> Paint {
        Paint(self.color_err)
    }

    /// Prints a result. `--quiet` does not silence what was asked for.
    ///
    /// # Errors
    /// Nobody reads any more.
    pub fn result(&self, text: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(text)?;
        out.flush()
    }

    /// Tells something about the run, unless the user wants quiet.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            // Nobody listens: then there is nobody to tell that nobody listens.
            let _ = io::stderr().lock().write_all(text.as_bytes());
        }
    }

    /// Tells why the command could not run.
    pub fn complain(&self, what: &str) {
        let head = self.paint_notes().style(Style::Red, "overheard:");
        let lines: Vec<String> = what.trim_end().lines().map(printable).collect();
        let _ = writeln!(io::stderr().lock(), "{head} {}", lines.join("\n"));
    }

    /// Draws a long run: a bar on a terminal, a line a stage elsewhere, nothing when quiet.
    pub fn progress(&self) -> Drawing {
        self.draw(Pen::Lines)
    }

    /// Draws a short run: a bar on a terminal, nothing elsewhere.
    pub fn short_progress(&self) -> Drawing {
        self.draw(Pen::None)
    }

    fn draw(&self, elsewhere: Pen) -> Drawing {
        let pen = match (self.quiet, io::stderr().is_terminal()) {
            (true, _) => Pen::None,
            (false, true) => Pen::Bar(ProgressBar::hidden()),
            (false, false) => elsewhere,
        };
        Drawing { pen: Mutex::new(pen) }
    }
}

enum Pen {
    None,
    Lines,
    Bar(ProgressBar),
}

/// Draws the events of one run. What it drew on a terminal is wiped when it goes.
pub struct Drawing {
    pen: Mutex<Pen>,
}

impl Drawing {
    fn pen(&self) -> MutexGuard<'_, Pen> {
        self.pen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress for Drawing {
    fn tell(&self, event: Event) {
        match (&mut *self.pen(), event) {
            (Pen::Lines, Event::Started { stage, total }) => {
                let _ = writeln!(io::stderr().lock(), "{}", line(stage, total));
            }
            (Pen::Bar(bar), Event::Started { stage, total }) => {
                bar.finish_and_clear();
                *bar = draw(stage, total);
            }
            (Pen::Bar(bar), Event::Advanced(steps)) => bar.inc(steps),
            _ => {}
        }
    }
}

impl Drop for Drawing {
    fn drop(&mut self) {
        if let Pen::Bar(bar) = &*self.pen() {
            bar.finish_and_clear();
        }
    }
}

fn line(stage: Stage, total: Option<u64>) -> String {
    match (stage, total) {
        (Stage::Read, Some(files)) => format!("{} {}", words(stage), plural(files, "file", "files")),
        _ => words(stage).to_owned(),
    }
}

fn draw(stage: Stage, total: Option<u64>) -> ProgressBar {
    let (bar, template) = match total {
        Some(total) => (ProgressBar::new(total), "{msg:<22} {bar:32} {pos}/{len}"),
        None => (ProgressBar::new_spinner(), "{msg:<22} {spinner}"),
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_message(words(stage));
    bar.enable_steady_tick(TICK);
    bar
}

fn words(stage: Stage) -> &'static str {
    match stage {
        Stage::Discover => "Looking for calls",
        Stage::Read => "Reading",
        Stage::Tokenize => "Finding words",
        Stage::Count => "Counting phrases",
        Stage::Score => "Weighing phrases",
        Stage::Code => "Coding what is said",
        Stage::Quote => "Choosing quotes",
        Stage::Report => "Writing the results",
    }
}
