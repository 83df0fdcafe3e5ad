//! `overheard completions`: a shell's name in, its completion script out.

use super::Outcome;
use super::args::Args;
use super::failure::Failure;
use super::terminal::Terminal;
use clap::CommandFactory;
use clap_complete::Shell;

/// Prints the script.
///
/// # Errors
/// Nobody reads any more.
pub fn run(shell: Shell, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut script = vec![];
    clap_complete::generate(shell, &mut Args::command(), "overheard", &mut script);
    terminal.result(&script)?;
    Ok(Outcome::Done)
}
