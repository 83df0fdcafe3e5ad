//! A label as written in; the person it names (if any), what its words say about the side, and its e-mail out.

use super::words::{self, Says, Side};

/// What a label gives away by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Name {
    /// The form in which names of lists and labels are compared: the person, else the whole label in lower case.
    pub(super) key: String,
    /// The person in lower case, first name first; `None` for `Speaker 1`, `Customer`, `iPhone`.
    pub(super) person: Option<String>,
    /// What the label's words say about the side.
    pub(super) says: Option<Says>,
    /// An address that stands in the label, in lower case.
    pub(super) email: Option<String>,
    /// The label's only letters, where they may be one half of a pair such as `Q` and `A`.
    pub(super) initial: Option<String>,
}

impl Name {
    /// Takes a label apart: `Smith, John (Sales)`, `Agent 2`, `INTERVIEWER (Jane)`, `Rep - Tom`, `jo.lee@acme.com`.
    pub(super) fn of(label: &str) -> Name {
        let (label, email) = cut_email(label);
        let (main, notes) = cut_brackets(&label);
        let mut name = Name { email, ..Name::default() };
        let parts: Vec<String> = main
            .split(['|', '/', '\u{2013}', '\u{2014}', ':', ';'])
            .flat_map(|p| p.split(" - "))
            .map(in_order)
            .collect();
        for part in parts.iter().map(String::as_str).chain(notes.iter().map(String::as_str)) {
            name.read(part);
        }
        if name.person.is_none() && name.says.is_none() {
            name.person = name.email.as_deref().and_then(person_of_email);
            name.initial = initial(&main);
            if main.chars().filter(char::is_ascii_digit).count() >= 7 {
                name.says = Some(Says { side: Side::Customer, strength: 1 }); // a phone number: recorders know ours by name
            }
        }
        name.key = name.person.clone().unwrap_or_else(|| folded(&label));
        name
    }

    /// Reads one part of a label: a role word, a name, or both. The first of each counts.
    fn read(&mut self, part: &str) {
        let words = words_of(part);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let plain: Vec<&str> = words.iter().copied().filter(|w| !w.bytes().all(|b| b.is_ascii_digit())).collect();
        let found = words::side_of(&plain);
        let named = found.as_ref().map_or(0..0, |(_, range)| range.clone());
        if let Some((says, _)) = found
            && self.says.is_none_or(|before| before.strength < says.strength)
        {
            self.says = Some(says);
        }
        if self.person.is_some() {
            return;
        }
        // What is left on the emptier side of a role word is a name only if it follows or stands alone.
        let rest = if named.is_empty() { &plain[..] } else { &plain[named.end..] };
        self.person = person(rest);
    }
}

fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The name that these words are, or `None` if they name a slot or nobody.
fn person(words: &[&str]) -> Option<String> {
    const TITLES: &[&str] = &["mr", "mrs", "ms", "miss", "dr", "prof", "sir", "from", "at", "of", "the", "and"];
    if words.iter().any(|w| words::is_generic(w))
        && words.iter().filter(|w| w.chars().count() > 1).all(|w| words::is_generic(w))
    {
        return None;
    }
    let kept: Vec<&str> = words
        .iter()
        .copied()
        .filter(|w| w.chars().count() > 1 && !TITLES.contains(w) && !words::is_generic(w))
        .collect();
    let ideographic = words.iter().any(|w| w.chars().any(|c| c as u32 >= 0x2E80));
    match kept.is_empty() {
        true if ideographic => Some(words.join(" ")),
        true => None,
        false => Some(kept.join(" ")),
    }
}

/// Lower-case words of a label, split at everything that is no letter or digit and between letters and digits.
fn words_of(part: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut digits = false;
    let mut chars = part.chars().peekable();
    while let Some(c) = chars.next() {
        if is_apostrophe(c) {
            possessive(&mut chars);
            continue;
        }
        let digit = c.is_ascii_digit();
        if (!c.is_alphanumeric() || digit != digits) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        digits = digit;
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// Skips the `s` of `John's`; leaves the `Brien` of `O'Brien`.
fn possessive(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    let mut ahead = rest.clone();
    if ahead.next().is_some_and(|c| c == 's' || c == 'S') && ahead.next().is_none_or(|c| !c.is_alphanumeric()) {
        rest.next();
    }
}

/// `Smith, John` as `John Smith`. A comma before a company or a role stays a break.
fn in_order(part: &str) -> String {
    let Some((last, first)) = part.split_once(',') else { return part.to_owned() };
    let short = |s: &str| (1..=3).contains(&s.split_whitespace().count());
    let role = |s: &str| {
        let words = words_of(s);
        words::side_of(&words.iter().map(String::as_str).collect::<Vec<_>>()).is_some()
    };
    if first.contains(',') || !short(last) || !short(first) || role(last) || role(first) {
        return part.replace(',', " ");
    }
    format!("{} {}", first.trim(), last.trim())
}

/// The label without its bracketed parts, and those parts.
fn cut_brackets(label: &str) -> (String, Vec<String>) {
    let (mut main, mut notes, mut note, mut depth) = (String::new(), Vec::new(), String::new(), 0u32);
    for c in label.chars() {
        match c {
            '(' | '[' | '<' | '{' => depth = depth.saturating_add(1),
            ')' | ']' | '>' | '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 && !note.is_empty() {
                    notes.push(std::mem::take(&mut note));
                }
            }
            _ if depth > 0 => note.push(c),
            _ => main.push(c),
        }
    }
    if !note.is_empty() {
        notes.push(note);
    }
    (main.trim().to_owned(), notes)
}

/// The label without its e-mail address, and the address.
fn cut_email(label: &str) -> (String, Option<String>) {
    let wrap = |c: char| matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | ',' | ';' | '"');
    let found = label.split(|c: char| c.is_whitespace() || wrap(c)).find(|word| is_email(word));
    match found {
        Some(word) => (label.replace(word, " "), Some(word.to_lowercase())),
        None => (label.to_owned(), None),
    }
}

fn is_email(word: &str) -> bool {
    word.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && !domain.contains('@')
            && domain.contains('.')
            && !domain.starts_with('.')
            && !domain.ends_with('.')
    })
}

/// `jo.lee@acme.com` names `jo lee`; `jlee@acme.com` names nobody but the address itself.
pub(super) fn person_of_email(email: &str) -> Option<String> {
    let local = email.split('@').next()?;
    let words: Vec<&str> =
        local.split(['.', '_', '-', '+']).filter(|w| w.len() > 1 && w.chars().all(char::is_alphabetic)).collect();
    (words.len() >= 2).then(|| words.join(" "))
}

/// The letters of a label that is one or three letters and perhaps a number: `Q`, `P3`, `INT`.
fn initial(main: &str) -> Option<String> {
    let words = words_of(main);
    let mut letters = words.iter().filter(|w| !w.bytes().all(|b| b.is_ascii_digit()));
    match (letters.next(), letters.next()) {
        (Some(only), None) if only.len() == 1 || only == "int" || only == "res" => Some(only.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(label: &str) -> Option<String> {
        Name::of(label).person
    }

    fn side(label: &str) -> Option<Side> {
        Name::of(label).says.map(|says| says.side)
    }

    #[test]
    fn one_person_written_in_many_ways_is_one_name() {
        for label in [
            "Priya Nair",
            "PRIYA NAIR",
            " priya  nair ",
            "Nair, Priya",
            "Nair, Priya (Sales)",
            "Priya Nair (Guest)",
            "priya.nair@acme.com",
            "Priya Nair <pn@acme.com>",
            "Agent Priya Nair",
            "Rep - Priya Nair",
            "Dr. Priya Nair",
            "Interviewer (Priya Nair)",
            "Priya Nair | Acme",
            "Priya K. Nair",
            "Priya Nair's iPhone",
            "Priya Nair 2",
        ] {
            assert_eq!(person(label).as_deref(), Some("priya nair"), "{label}");
        }
        assert_eq!(person("Sinead O'Brien"), person("O’Brien, Sinead"));
    }

    #[test]
    fn slots_devices_and_roles_are_nobody() {
        for label in [
            "Speaker 1",
            "spk_0",
            "SPEAKER_00",
            "Unknown Speaker",
            "iPhone",
            "Agent 2",
            "CUSTOMER",
            "",
            "  ",
            "S1",
            "A",
            "Conference Room 3B",
            "External unfamiliar",
            "+1 555 010 2030",
            "Participant 07",
            "12",
            "ch_1",
            "Q",
            "???",
        ] {
            assert_eq!(person(label), None, "{label}");
        }
    }

    #[test]
    fn role_words_are_found_wherever_they_stand() {
        for label in [
            "Agent 2",
            "AGENT_1",
            "Agent2",
            "INTERVIEWER (Jane)",
            "Jane (Interviewer)",
            "Rep - Tom",
            "Tom | Support",
            "Customer Service Rep",
            "Tom, Acme Support",
            "Dr. Patel",
        ] {
            assert_eq!(side(label), Some(Side::Rep), "{label}");
        }
        for label in
            ["Customer", "caller 3", "Ana Ruiz (Guest)", "Ana Ruiz (External)", "Participant_07", "+44 20 7946 0958"]
        {
            assert_eq!(side(label), Some(Side::Customer), "{label}");
        }
        for label in ["Speaker 1", "Ana Ruiz", "A", ""] {
            assert_eq!(side(label), None, "{label}");
        }
    }

    #[test]
    fn addresses_are_taken_out() {
        let name = Name::of("Jo Lee <Jo.L@Acme.com>");
        assert_eq!((name.email.as_deref(), name.person.as_deref()), (Some("jo.l@acme.com"), Some("jo lee")));
        assert_eq!(Name::of("jlee@acme.com").person, None);
        assert_eq!(Name::of("me@home").email, None);
        assert_eq!(Name::of("@acme.com").email, None);
    }

    #[test]
    fn initials_are_kept_for_pairs() {
        assert_eq!(Name::of("Q").initial.as_deref(), Some("q"));
        assert_eq!(Name::of("P3").initial.as_deref(), Some("p"));
        assert_eq!(Name::of("Speaker A").initial, None);
    }

    #[test]
    fn broken_brackets_and_odd_scripts_do_no_harm() {
        assert_eq!(person("Ana (").as_deref(), Some("ana"));
        assert_eq!(person("))) Ana").as_deref(), Some("ana"));
        assert_eq!(person("田中").as_deref(), Some("田中"));
        assert_eq!(person("Ünal, Şebnem").as_deref(), Some("şebnem ünal"));
    }
}
