//! A label's words in, the side they name out: the table `labels.txt`, looked up word by word.

use crate::corpus::Role;
use crate::language::Map;
use std::sync::LazyLock;

/// What a word in a label says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Side {
    Rep,
    Customer,
    Other,
    /// An operator: ours where only one other speaks, else neither side.
    Attendant,
    /// "Other": neither side beside a rep and a customer; where two speak, whoever is left over.
    Third,
}

impl Side {
    /// The role it stands for, in a call where `others` more people speak.
    pub(super) fn role(self, others: usize) -> Role {
        match self {
            Side::Rep => Role::Rep,
            Side::Customer => Role::Customer,
            Side::Attendant if others <= 1 => Role::Rep,
            Side::Other | Side::Attendant | Side::Third => Role::Other,
        }
    }
}

/// What a label's words say, and how plainly: 3 outright, 2 usually, 1 a hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Says {
    pub(super) side: Side,
    pub(super) strength: u8,
}

#[derive(Clone, Copy)]
struct Entry {
    says: Says,
    alone: bool,
}

type Table = Map<String, Entry>;

/// Most words of one entry.
const LONGEST: usize = 4;

static ENTRIES: LazyLock<Table> = LazyLock::new(|| parse(include_str!("labels.txt")).0);
static GENERIC: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lines = include_str!("generic.txt").lines().filter(|line| !line.starts_with('#'));
    let mut words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    words.sort_unstable();
    words
});

/// The entries of a table, and the lines that are none.
fn parse(text: &'static str) -> (Table, Vec<&'static str>) {
    let (mut table, mut bad) = (Table::default(), Vec::new());
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let parsed = line.split_once(':').and_then(|(head, words)| Some((entry(head)?, words)));
        let Some((entry, words)) = parsed else {
            bad.push(line);
            continue;
        };
        for word in words.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            table.insert(word.to_owned(), entry);
        }
    }
    (table, bad)
}

fn entry(head: &str) -> Option<Entry> {
    let mut parts = head.split_whitespace();
    let side = match parts.next()? {
        "rep" => Side::Rep,
        "customer" => Side::Customer,
        "other" => Side::Other,
        "attendant" => Side::Attendant,
        "third" => Side::Third,
        _ => return None,
    };
    let strength = parts.next()?.parse().ok().filter(|s| (1..=3).contains(s))?;
    let alone = match parts.next() {
        None => false,
        Some("alone") => true,
        Some(_) => return None,
    };
    Some(Entry { says: Says { side, strength }, alone })
}

/// Whether a word names a device, a place or a slot.
pub(super) fn is_generic(word: &str) -> bool {
    GENERIC.binary_search(&word).is_ok()
}

/// The side that `words` (lower case) name, and the range of words that say so.
pub(super) fn side_of(words: &[&str]) -> Option<(Says, std::ops::Range<usize>)> {
    let mut best: Option<(Says, std::ops::Range<usize>)> = None;
    let mut joined = String::new();
    for start in 0..words.len() {
        for end in (start + 1..=words.len().min(start + LONGEST)).rev() {
            joined.clear();
            for word in &words[start..end] {
                if !joined.is_empty() {
                    joined.push(' ');
                }
                joined.push_str(word);
            }
            let Some(entry) = ENTRIES.get(joined.as_str()) else { continue };
            if entry.alone && (start, end) != (0, words.len()) {
                continue;
            }
            if best.as_ref().is_none_or(|(_, range)| end - start >= range.len()) {
                best = Some((entry.says, start..end));
            }
            break;
        }
    }
    best
}

/// Initials that name a side only as a pair in one call: `Q` and `A`, `I` and `P`.
pub(super) const PAIRS: &[(&str, &str)] = &[
    ("q", "a"),
    ("i", "p"),
    ("i", "r"),
    ("i", "s"),
    ("m", "p"),
    ("m", "r"),
    ("d", "p"),
    ("int", "res"),
    ("int", "r"),
    ("int", "p"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn side(label: &str) -> Option<Side> {
        let words: Vec<&str> = label.split(' ').collect();
        side_of(&words).map(|(says, _)| says.side)
    }

    #[test]
    fn every_line_of_the_table_is_an_entry() {
        let (table, bad) = parse(include_str!("labels.txt"));
        assert_eq!(bad, Vec::<&str>::new());
        for word in table.keys() {
            assert!(word.split(' ').count() <= LONGEST, "{word} is too long to be found");
            assert_eq!(*word, word.to_lowercase());
        }
    }

    #[test]
    fn a_line_that_is_no_entry_is_named() {
        let (table, bad) = parse("boss 3: chief\nrep: x\nrep 9: y\nrep 2 often: z\nrep 2: fine");
        assert_eq!(bad, ["boss 3: chief", "rep: x", "rep 9: y", "rep 2 often: z"]);
        assert_eq!(table.len(), 1);
    }

    #[test]
    fn the_longest_entry_wins_and_then_the_last() {
        assert_eq!(side("customer"), Some(Side::Customer));
        assert_eq!(side("customer success manager"), Some(Side::Rep));
        assert_eq!(side("customer support"), Some(Side::Rep));
        assert_eq!(side("support caller"), Some(Side::Customer));
        assert_eq!(side("research participant"), Some(Side::Customer));
        assert_eq!(side("lead researcher"), Some(Side::Rep));
        assert_eq!(side("lead"), Some(Side::Customer));
        assert_eq!(side("lead engineer"), None);
        assert_eq!(side("priya nair"), None);
    }

    #[test]
    fn an_operator_is_ours_where_two_speak() {
        assert_eq!(Side::Attendant.role(1), Role::Rep);
        assert_eq!(Side::Attendant.role(3), Role::Other);
    }

    #[test]
    fn slots_and_devices_are_generic() {
        for word in ["speaker", "spk", "iphone", "unknown"] {
            assert!(is_generic(word), "{word}");
        }
        assert!(!is_generic("priya"));
    }
}
