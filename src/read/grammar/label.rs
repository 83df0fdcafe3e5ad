//! The words before a colon in, whether they name one who speaks out.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Longest label in bytes.
pub const LONGEST: usize = 64;
/// Most words of a name.
const MOST_WORDS: usize = 5;

/// What a label looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A word or two in lower case: a speaker only where the whole file is written so.
    Weak,
    /// Looks like a name: a speaker where it comes again.
    Name,
    /// A word for one who speaks, or a number of a speaker: needs nothing else.
    Speaker,
}

fn words_of(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

static SPEAKER_WORDS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words_of(include_str!("speaker_words.txt")).collect());

/// Fields, and whether they hide only a label that is the same as a whole.
static FIELDS: LazyLock<(FxHashSet<&str>, FxHashSet<&str>)> = LazyLock::new(|| {
    let (whole, first): (Vec<&str>, Vec<&str>) =
        words_of(include_str!("field_words.txt")).partition(|line| line.ends_with('+'));
    (whole.iter().map(|w| w.trim_end_matches('+')).chain(first.iter().copied()).collect(), first.into_iter().collect())
});

/// Small words in names: `Ludwig van Beethoven`.
const PARTICLES: &[&str] = &[
    "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "al", "el", "bin", "ibn",
    "ter", "ten", "zu", "y", "e", "of", "at", "from", "and", "&", "-", "–", "|", "/",
];

/// What kind of label this is, or none: too long, a field, a sentence, a link, a time.
pub fn kind(label: &str) -> Option<Kind> {
    let label = label.trim();
    if is_phone(label) {
        return Some(Kind::Weak);
    }
    if label.is_empty() || label.len() > LONGEST || !label.contains(char::is_alphabetic) {
        return None;
    }
    if label.contains(['?', '!', ';', '"', '“', '”', '=', '{', '}', '<', '>', '\t', '\\', '…']) || label.contains("//")
    {
        return None;
    }
    let bare = without_note(label);
    let lower = bare.to_lowercase();
    if is_field(&lower) {
        return None;
    }
    let words: Vec<&str> = bare.split_whitespace().collect();
    if words.is_empty() || words.len() > MOST_WORDS {
        return None;
    }
    if is_speaker(&lower, &words) {
        return Some(Kind::Speaker);
    }
    // A day or a number, not a name.
    if words
        .iter()
        .any(|word| word.trim_matches(',').len() >= 3 && word.trim_matches(',').bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    // A sentence goes on after its stop; a name has stops only in initials and titles.
    if bare.ends_with(['.', ',']) && !ends_in_initial(bare) {
        return None;
    }
    let name = words.iter().enumerate().all(|(place, word)| part_of_name(word, place));
    if name && words.iter().any(|word| word.contains(char::is_alphabetic)) {
        return Some(Kind::Name);
    }
    let weak = words.len() <= 2 && words.iter().all(|w| w.chars().all(|c| c.is_alphanumeric() || "._-'’".contains(c)));
    weak.then_some(Kind::Weak)
}

/// The number of somebody who called in by telephone, some digits perhaps starred: `+1 555***4567`.
fn is_phone(label: &str) -> bool {
    let digits = label.bytes().filter(|b| b.is_ascii_digit() || *b == b'*').count();
    let day = label.len() >= 10 && label.as_bytes()[4] == b'-' && label.as_bytes()[7] == b'-';
    (7..=16).contains(&digits) && !day && label.bytes().all(|b| b.is_ascii_digit() || b"+-()* ".contains(&b))
}

fn is_field(lower: &str) -> bool {
    let (whole, first) = &*FIELDS;
    whole.contains(lower) || lower.split_once(' ').is_some_and(|(head, _)| first.contains(head))
}

/// Without what stands in brackets behind the name: `(Guest)`, `[External]`, `(she/her)`.
pub fn without_note(label: &str) -> &str {
    match label.find(['(', '[']) {
        Some(at) if at > 0 && label.ends_with([')', ']']) => label[..at].trim_end(),
        _ => label,
    }
}

/// `Agent`, `Speaker 2`, `customer_1`, `SPEAKER_00`, `P3`, `Dr. Lee`, `Agent Dana`.
fn is_speaker(lower: &str, words: &[&str]) -> bool {
    let parts: Vec<&str> =
        lower.split(|c: char| c.is_whitespace() || "_-#.,/&".contains(c)).filter(|part| !part.is_empty()).collect();
    // Chat programs number their visitors.
    let number = |part: &str| part.len() <= 12 && part.bytes().all(|b| b.is_ascii_digit());
    let known = |part: &str| SPEAKER_WORDS.contains(part.trim_end_matches(|c: char| c.is_ascii_digit()));
    let filler = |part: &str| {
        number(part) || part.len() == 1 || matches!(part, "the" | "first" | "second" | "third" | "new" | "old" | "care")
    };
    let Some(&first) = parts.first() else { return false };
    let coded = parts.len() == 1 && first.len() <= 4 && is_code(first);
    let all = parts.iter().all(|part| known(part) || filler(part)) && parts.iter().any(|part| known(part));
    // A role before a name: each further word begins with a capital.
    let titled = parts.len() > 1
        && known(first)
        && first.len() > 1
        && words.len() <= 3
        && words[1..].iter().all(|word| word.starts_with(char::is_uppercase) || number(word));
    coded || all || titled
}

/// `s1`, `p12`, `r2`: the codes of transcribers.
fn is_code(part: &str) -> bool {
    let digits = part.trim_start_matches(['s', 'p', 'r', 'i', 'm', 'f', 'c', 'g', 'b']);
    part.len() - digits.len() == 1 && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

fn part_of_name(word: &str, place: usize) -> bool {
    let core = word.trim_matches(|c: char| matches!(c, '.' | ',' | '(' | ')' | '\'' | '’' | '"'));
    let Some(first) = core.chars().next() else { return place > 0 };
    if place > 0 && PARTICLES.contains(&core) {
        return true;
    }
    let allowed = core.chars().all(|c| c.is_alphanumeric() || "-'’._@#&+/|".contains(c));
    // `iPhone`, `deBoer`: a capital inside begins a name as well.
    let inner = || core.chars().skip(1).take(3).any(char::is_uppercase);
    let begins = first.is_uppercase()
        || first.is_ascii_digit()
        || (first.is_alphabetic() && !first.is_lowercase())
        || (first.is_lowercase() && inner());
    // Inside of a word, a stop is a sentence without its blank, but for addresses and handles.
    allowed && (begins || core.contains('@'))
}

fn ends_in_initial(label: &str) -> bool {
    let last = label.rsplit(' ').next().unwrap_or(label);
    let letters = last.chars().filter(|c| c.is_alphabetic()).count();
    letters <= 3 && last.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speakers_names_and_others() {
        for label in [
            "Agent",
            "customer",
            "Speaker 2",
            "SPEAKER_00",
            "spk_1",
            "Interviewer 1",
            "P12",
            "Q",
            "Dr. Lee",
            "Customer Service Rep",
            "Unknown Speaker",
            "Agent (Dana)",
            "S1",
            "Patient",
        ] {
            assert_eq!(kind(label), Some(Kind::Speaker), "{label}");
        }
        for label in [
            "Bev Hartley",
            "Inés",
            "J. R. Moss",
            "Quade, Marisol (Research)",
            "van der Berg",
            "Ludwig van Dyk",
            "Pell [External]",
            "Ann-Marie O'Neil",
            "田中",
            "lee@acme.example",
        ] {
            let expected = if label.starts_with("van") { None } else { Some(Kind::Name) };
            assert_eq!(kind(label), expected, "{label}");
        }
        assert_eq!(kind("vitalik"), Some(Kind::Weak));
        for label in [
            "Date",
            "Time",
            "Note",
            "https",
            "Action items",
            "So here is the thing",
            "Well, no",
            "00",
            "",
            "What did they say?",
            "Title of the talk",
            "and then",
            "Full interview available at https",
        ] {
            assert!(!matches!(kind(label), Some(Kind::Name | Kind::Speaker)), "{label}: {:?}", kind(label));
        }
    }
}
