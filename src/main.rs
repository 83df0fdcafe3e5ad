//! The door: calls the command line, returns its exit code.

fn main() {}
