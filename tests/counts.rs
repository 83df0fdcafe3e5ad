//! Do the counts hold against another way of counting, and does the list order phrases by their evidence?

mod program;

use overheard::corpus::{Call, Role};
use overheard::findings::Term;
use overheard::mask::private::{CallNames, Finder};
use overheard::pipeline::{Request, mine, take_in};
use overheard::progress::Silent;
use overheard::settings::Privacy;
use program::{Desk, samples, small_talk};

/// The words of a side as a plain string, ` / ` where anything but a blank or a hyphen stands between two words. Names and
/// addresses, which are no terms, are left out.
fn plain(call: &Call, role: Role) -> String {
    let (finder, names) = (Finder::new(&Privacy::default()), CallNames::of(call));
    let tag = regex::Regex::new(r"\[[^\]]*\]").unwrap();
    let mut words = String::from(" / ");
    for turn in call.turns.iter().filter(|turn| turn.role == role) {
        let mut open = false;
        let text = call.turn_text(turn);
        let text = finder.redact(text, &names).0;
        for c in tag.replace_all(&text, "/").to_lowercase().replace('’', "'").chars() {
            if c.is_alphanumeric() || c == '\'' {
                words.push(c);
                open = true;
            } else if c == '-' || c.is_whitespace() {
                if std::mem::take(&mut open) {
                    words.push(' ');
                }
            } else {
                words += " / ";
                open = false;
            }
        }
        words += " / ";
    }
    // What fillers leave behind is one blank.
    let kept: Vec<&str> = words.split_whitespace().map(|word| word.trim_matches('\'')).collect();
    format!(" {} ", without_fillers(&kept).join(" "))
}

fn without_fillers<'w>(words: &[&'w str]) -> Vec<&'w str> {
    let mut kept: Vec<&str> = vec![];
    let mut after_filler = false;
    for word in words {
        if ["um", "uh", "er", "erm"].contains(word) {
            while kept.last() == Some(&"/") {
                kept.pop();
            }
            after_filler = true;
        } else if !(after_filler && *word == "/") {
            kept.push(word);
            after_filler = false;
        }
    }
    kept
}

/// Whether any wording of the term stands in the words.
fn says(words: &str, term: &Term) -> bool {
    let wordings = std::iter::once(&term.term).chain(&term.variants);
    wordings
        .map(|wording| wording.to_lowercase().replace('’', "'").replace('-', " "))
        .any(|wording| words.contains(&format!(" {wording} ")))
}

#[test]
fn a_plain_search_confirms_the_calls_of_the_first_hundred_terms() {
    let request = Request { folders: vec![samples()], ..Request::default() };
    let findings = mine(&request, &Silent).unwrap();
    let calls = take_in(&request, &Silent).unwrap().corpus.calls;
    let customers: Vec<String> = calls.iter().map(|call| plain(call, Role::Customer)).collect();
    let reps: Vec<String> = calls.iter().map(|call| plain(call, Role::Rep)).collect();
    assert!(findings.terms.len() >= 100);
    let mut off = vec![];
    for term in findings.terms.iter().take(100) {
        let count = |side: &[String]| side.iter().filter(|words| says(words, term)).count() as u32;
        let found = (count(&customers), count(&reps));
        // The wordings are those of customers; a rep may have others.
        if found.0 != term.calls || found.1 > term.rep_calls {
            off.push(format!(
                "{} | {:?}: counted {:?}, found {found:?}",
                term.term,
                term.variants,
                (term.calls, term.rep_calls)
            ));
        }
    }
    assert!(off.is_empty(), "{} of 100:\n{}", off.len(), off.join("\n"));
}

const CALLS: usize = 50;

/// Fifty calls. Customers say "zorp blick" in ten of them, "vannet crimple" in five, "dulf narrow" in three; reps alone
/// "quass tember" in ten; reps and then customers "misk orrel" in ten; one customer "yib fandle" four hundred times.
fn planted() -> Vec<(String, String)> {
    let desk = Desk::new();
    for number in 0..CALLS {
        let mut text = format!("Agent: Good morning, how can I help?\nCustomer: {}\n", small_talk(number, 1));
        let mut add = |who: &str, what: String| text += &format!("{who}: {what}\n");
        if number % 5 == 1 {
            add("Agent", "We do offer the quass tember.".into());
            add("Customer", small_talk(number, 2));
        }
        if number % 5 == 2 {
            add("Agent", "Do you use the misk orrel?".into());
            add("Customer", format!("Sure, the misk orrel. {}", small_talk(number, 3)));
        }
        for (phrase, every, first) in [("zorp blick", 5, 0), ("vannet crimple", 10, 3), ("dulf narrow", 20, 4)] {
            if number % every == first {
                add("Agent", "And then?".into());
                add("Customer", format!("The {phrase} jams again. {}", small_talk(number, 4)));
            }
        }
        if number == 8 {
            for n in 0..40 {
                add("Agent", format!("Item {n} noted."));
                add("Customer", "The yib fandle. ".repeat(10));
            }
        }
        add("Agent", "Anything else?".into());
        add("Customer", small_talk(number, 5));
        desk.write(&format!("calls/{number:02}.txt"), text.as_bytes());
    }
    desk.run(&["mine", "calls", "-q"]).ends_with(0);
    let cell = |row: &std::collections::BTreeMap<String, String>| (row["term"].clone(), row["calls"].clone());
    desk.table("overheard-out/terms.csv").iter().map(cell).collect()
}

#[test]
fn phrases_rank_by_the_calls_in_which_customers_say_them_unprompted() {
    let terms = planted();
    let rank = |words: &str| terms.iter().position(|(term, _)| words.split(' ').all(|word| term.contains(word)));
    let ranks =
        ["zorp blick", "vannet crimple"].map(|phrase| rank(phrase).unwrap_or_else(|| panic!("{phrase}: {terms:?}")));
    assert!(ranks[0] < ranks[1], "ten calls, then five: {ranks:?}\n{terms:?}");
    // Three of fifty calls.
    let last = rank("dulf").unwrap_or_else(|| panic!("{terms:?}"));
    assert!(ranks[1] < last, "five calls, then three: {terms:?}");
    for phrase in ["quass tember", "misk orrel", "yib fandle"] {
        for word in phrase.split(' ') {
            assert!(rank(word).is_none(), "{phrase} is in the list: {terms:?}");
        }
    }
    assert!(terms.iter().any(|(term, calls)| term.contains("zorp blick") && calls == "10"), "{terms:?}");
}
