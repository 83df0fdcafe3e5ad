//! Does the program still find in the sample calls what it found when somebody last read the lists? The committed lists
//! stand in `tests/golden`; with `ACCEPT=1` they are written anew.

mod program;

use program::Ran;

#[test]
fn the_sample_calls_give_the_committed_lists() {
    let mut command = assert_cmd::Command::cargo_bin("overheard").unwrap();
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command.args(["check", "sample_transcripts", "--against", "tests/golden"]);
    if std::env::var_os("ACCEPT").is_some() {
        command.arg("--update");
    }
    let ran = Ran::of(&mut command);
    ran.ends_with(0);
}
