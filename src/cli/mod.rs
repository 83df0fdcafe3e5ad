//! Command line in, exit code out. Each command has its file; `terminal.rs` alone draws.

mod args;
mod check;
mod codebook;
mod compare;
mod completions;
mod difference;
mod explain;
mod failure;
mod folder;
mod formats;
mod gap;
mod kwic;
mod mine;
mod own_themes;
mod redact;
mod request;
mod summary;
mod terminal;
mod verify;
mod width;
mod written;

use args::{Args, Command};
use clap::Parser;
use failure::Failure;
use std::process::ExitCode;
use terminal::Terminal;

/// How a command that could run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Done,
    /// Nothing to report, or a difference was found.
    Nothing,
    /// Done, but some transcript could not be read.
    PartlyRead,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::Nothing => ExitCode::from(1),
            Outcome::PartlyRead => ExitCode::from(2),
        }
    }
}

/// Runs the command that the user typed.
pub fn run() -> ExitCode {
    let args = Args::parse();
    let terminal = Terminal::new(args.quiet, args.color);
    match dispatch(&args, &terminal) {
        Ok(outcome) => outcome.into(),
        // Whoever reads us has seen enough: `overheard ... | head` is no failure.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            terminal.complain(&failure.to_string());
            if failure.is_emptiness() { Outcome::Nothing.into() } else { ExitCode::from(2) }
        }
    }
}

fn dispatch(args: &Args, terminal: &Terminal) -> Result<Outcome, Failure> {
    threads(args.threads)?;
    match &args.command {
        Command::Mine(mine) => mine::run(mine, terminal),
        Command::Kwic(kwic) => kwic::run(kwic, terminal),
        Command::Check(check) => check::run(check, terminal),
        Command::Compare(compare) => compare::run(compare, terminal),
        Command::Verify(verify) => verify::run(verify, terminal),
        Command::Gap(gap) => gap::run(gap, terminal),
        Command::Redact(redact) => redact::run(redact, terminal),
        Command::Codebook(codebook) => codebook::run(codebook, terminal),
        Command::Formats => formats::run(terminal),
        Command::Completions { shell } => completions::run(*shell, terminal),
    }
}

fn threads(wanted: Option<u16>) -> Result<(), Failure> {
    let Some(threads) = wanted else { return Ok(()) };
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads.into())
        .build_global()
        .map_err(|error| Failure::Threads { threads, why: error.to_string() })
}
