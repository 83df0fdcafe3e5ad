//! The door: calls the command line, returns its exit code.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
