//! `overheard redact`: folders of calls in, the same calls without private data out.

use super::Outcome;
use super::args::RedactArgs;
use super::failure::Failure;
use super::folder::Folder;
use super::request::request;
use super::terminal::Terminal;
use super::width::{number, plural, printable};
use overheard::redact::{Redacted, redact};
use overheard::role::People;
use overheard::settings::Settings;

/// Reads, hides, writes, and tells what was hidden.
///
/// # Errors
/// What kept it from running; some calls that cannot be read are no error.
pub fn run(args: &RedactArgs, terminal: &Terminal) -> Result<Outcome, Failure> {
    let request = request(&args.calls, None, Settings::default())?;
    let folder = Folder::open(&args.out)?.apart_from(&request.folders)?;
    let people = request.people.as_deref().map(People::read).transpose()?.unwrap_or_default();
    let drawing = terminal.progress();
    let redacted = redact(&request.folders, &request.settings, &people, &drawing)?;
    drop(drawing);
    let files: Vec<(&str, &str)> = redacted.calls.iter().map(|call| (call.path.as_str(), call.text.as_str())).collect();
    folder.write_tree(&files)?;
    terminal.note(&tell(&redacted, &args.out.to_string_lossy()));
    let failed = redacted.aside.iter().any(|file| file.failed);
    Ok(match (failed, redacted.calls.is_empty()) {
        (true, _) => Outcome::PartlyRead,
        (false, true) => Outcome::Nothing,
        (false, false) => Outcome::Done,
    })
}

fn tell(redacted: &Redacted, out: &str) -> String {
    let calls = redacted.calls.len() as u64;
    let mut text = format!("{} written to {}.\n", plural(calls, "call", "calls"), printable(out));
    let hidden = redacted.hidden().by_name();
    let kinds: Vec<String> = hidden.iter().map(|(name, places)| format!("{name} {}", number(*places))).collect();
    let kinds = if kinds.is_empty() { "nothing".to_owned() } else { kinds.join(", ") };
    text.push_str(&format!("Hidden: {kinds}. Look the result over before you share it: no list knows every name.\n"));
    for file in &redacted.aside {
        text.push_str(&format!("Left aside: {}: {}\n", printable(&file.path), printable(&file.reason)));
    }
    text
}
