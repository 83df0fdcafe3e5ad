//! Folders in, every call as clean `Speaker: text` lines out, private data replaced: transcripts that can be shared.

use crate::corpus::{Call, Role};
use crate::discover::DiscoverError;
use crate::gather::{LeftAside, gather};
use crate::mask::private::{CallNames, Counts, Finder, Pseudonyms};
use crate::progress::Progress;
use crate::role::People;
use crate::settings::Settings;
use rayon::prelude::*;
use std::path::PathBuf;

/// A call as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanCall {
    /// Where it belongs, below the folder of results: the call's own path plus `.txt`. Never leads out of that folder.
    pub path: String,
    /// A line a turn: `Speaker: text`.
    pub text: String,
    /// Private data hidden in it.
    pub hidden: Counts,
}

/// All calls of some folders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redacted {
    /// The calls, in byte order of their paths.
    pub calls: Vec<CleanCall>,
    /// The other files, in the same order.
    pub aside: Vec<LeftAside>,
}

impl Redacted {
    /// Private data hidden in all calls.
    pub fn hidden(&self) -> Counts {
        let mut sum = Counts::default();
        self.calls.iter().for_each(|call| sum.merge(&call.hidden));
        sum
    }
}

/// Reads the folders and writes every call anew, with private data hidden as the settings want it.
///
/// # Errors
/// A folder that cannot be used. A file that cannot be read is left aside with its reason.
pub fn redact(
    folders: &[PathBuf],
    settings: &Settings,
    people: &People,
    progress: &dyn Progress,
) -> Result<Redacted, DiscoverError> {
    let gathered = gather(folders, settings, people, progress)?;
    let finder = Finder::new(&settings.privacy);
    let pseudonyms = Pseudonyms::of(&gathered.corpus, &finder);
    let calls = gathered.corpus.calls.par_iter().map(|call| clean(call, &finder, &pseudonyms)).collect();
    Ok(Redacted { calls, aside: gathered.aside })
}

fn clean(call: &Call, finder: &Finder, pseudonyms: &Pseudonyms) -> CleanCall {
    let names = CallNames::of(call);
    let labels: Vec<String> =
        call.speakers.iter().map(|speaker| label(&pseudonyms.label(speaker), speaker.role)).collect();
    let mut clean = CleanCall { path: inside(&call.path), text: String::new(), hidden: Counts::default() };
    for turn in &call.turns {
        let (shown, hidden) = finder.redact(call.turn_text(turn), &names);
        clean.hidden.merge(&hidden);
        clean.text.push_str(labels.get(usize::from(turn.speaker)).map_or("Speaker", String::as_str));
        clean.text.push_str(": ");
        clean.text.push_str(&shown);
        clean.text.push('\n');
    }
    clean
}

/// A label that can stand before a colon and names somebody.
fn label(shown: &str, role: Role) -> String {
    let plain: String = shown.chars().map(|c| if c.is_control() || c == ':' { ' ' } else { c }).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    match (plain.is_empty(), role) {
        (false, _) => plain,
        (true, Role::Customer) => "Customer".to_owned(),
        (true, Role::Rep) => "Agent".to_owned(),
        (true, _) => "Speaker".to_owned(),
    }
}

/// The path plus `.txt`, without parts that lead elsewhere: a member of an archive may be called `../../x`.
fn inside(path: &str) -> String {
    let parts = path.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    let parts: Vec<String> = parts.map(|part| part.replace(|c: char| c.is_control() || c == '\0', "_")).collect();
    format!("{}.txt", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::Silent;
    use crate::settings::Privacy;

    fn run(files: &[(&str, &str)], privacy: Privacy) -> Redacted {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            let file = folder.path().join(name);
            std::fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
            std::fs::write(file, text).expect("a file");
        }
        let settings = Settings { privacy, ..Settings::default() };
        redact(&[folder.path().to_owned()], &settings, &People::default(), &Silent).expect("a folder to read")
    }

    const CALL: &str = "Agent: Good morning, who am I speaking to?\n\
        Priya Nair: Hi, this is Priya. Mail me at priya@example.com please.\n\
        Priya Nair: The tile saw stalls every day.\n\
        Agent: Thanks, Priya.\n";

    #[test]
    fn a_call_keeps_its_turns_and_loses_its_private_data() {
        let redacted = run(&[("customers/a.txt", CALL)], Privacy::default());
        assert_eq!(redacted.calls[0].path, "customers/a.txt.txt");
        let text = &redacted.calls[0].text;
        assert!(text.contains("customer 1: Hi, this is [name]. Mail me at [email] please.\n"), "{text}");
        assert!(text.contains("The tile saw stalls every day."), "{text}");
        assert!(text.contains("Agent: Thanks, [name].\n"), "{text}");
        assert!(!text.contains("Priya") && !text.contains("priya@"), "{text}");
    }

    #[test]
    fn nothing_is_hidden_that_is_to_be_kept() {
        let keep = Privacy { keep: true, kinds: vec![] };
        let text = &run(&[("a.txt", CALL)], keep).calls[0].text;
        assert!(text.contains("Priya Nair: Hi, this is Priya. Mail me at priya@example.com please."), "{text}");
    }

    #[test]
    fn the_same_person_keeps_the_number_through_the_folder() {
        let other = CALL.replace("Priya Nair", "Tom Okafor").replace("Priya", "Tom");
        let redacted = run(&[("a.txt", CALL), ("b.txt", &other), ("c.txt", CALL)], Privacy::default());
        let labels: Vec<&str> = redacted.calls.iter().map(|c| c.text.lines().nth(1).unwrap_or("")).collect();
        assert!(labels[0].starts_with("customer 1:") && labels[1].starts_with("customer 2:"), "{labels:?}");
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        assert_eq!(inside("../../etc/passwd"), "etc/passwd.txt");
        assert_eq!(inside("a/b.json#2"), "a/b.json#2.txt");
        assert_eq!(inside("/x/./y"), "x/y.txt");
        assert_eq!(label("Dr: Who\n", Role::Rep), "Dr Who");
        assert_eq!(label("", Role::Customer), "Customer");
    }
}
