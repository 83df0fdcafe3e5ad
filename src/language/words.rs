//! The embedded word lists, read into maps. `#` begins a comment line in each of them.

use super::{Map, Set};

/// Which kinds of function word a word is; a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kind(u32);

impl Kind {
    /// None of them: a word that carries content.
    pub const CONTENT: Kind = Kind(0);
    /// a, the, my: transparent inside a phrase.
    pub const DETERMINER: Kind = Kind(1);
    /// it, them, someone.
    pub const PRONOUN: Kind = Kind(1 << 1);
    /// is, have, would.
    pub const AUXILIARY: Kind = Kind(1 << 2);
    /// in, up, with.
    pub const PREPOSITION: Kind = Kind(1 << 3);
    /// and, because.
    pub const CONJUNCTION: Kind = Kind(1 << 4);
    /// what, how.
    pub const QUESTION: Kind = Kind(1 << 5);
    /// just, really, today.
    pub const ADVERB: Kind = Kind(1 << 6);
    /// yeah, please, hello.
    pub const DISCOURSE: Kind = Kind(1 << 7);
    /// want, get, make.
    pub const LIGHT: Kind = Kind(1 << 8);
    /// two, hundred.
    pub const NUMBER: Kind = Kind(1 << 9);
    /// monday, weeks.
    pub const TIME: Kind = Kind(1 << 10);
    /// not, never, nobody.
    pub const NEGATOR: Kind = Kind(1 << 11);
    /// I, we, because, please: no phrase holds it.
    pub const BREAKER: Kind = Kind(1 << 12);
    /// Written with digits.
    pub const DIGITS: Kind = Kind(1 << 13);
    /// um, uh.
    pub const FILLER: Kind = Kind(1 << 14);

    /// What stands in a sentence for its grammar only.
    pub const GRAMMAR: Kind = Kind::DETERMINER
        .and(Kind::PRONOUN)
        .and(Kind::AUXILIARY)
        .and(Kind::PREPOSITION)
        .and(Kind::CONJUNCTION)
        .and(Kind::QUESTION);

    /// Whether it is of one of `kinds`.
    pub const fn is(self, kinds: Kind) -> bool {
        self.0 & kinds.0 != 0
    }

    /// want, need, try: says that, not what.
    pub const WANTING: Kind = Kind(1 << 15);

    /// last, next, other: says which one of what follows.
    pub const WHICH: Kind = Kind(1 << 16);
    /// long, much, often: what "how" asks for.
    pub const MEASURE: Kind = Kind(1 << 17);

    /// Both sets together.
    pub const fn and(self, other: Kind) -> Kind {
        Kind(self.0 | other.0)
    }

    /// Of these kinds only.
    pub const fn only(self, kinds: Kind) -> Kind {
        Kind(self.0 & kinds.0)
    }

    fn named(name: &str) -> Option<Kind> {
        Some(match name {
            "determiner" => Kind::DETERMINER,
            "pronoun" => Kind::PRONOUN,
            "auxiliary" => Kind::AUXILIARY,
            "preposition" => Kind::PREPOSITION,
            "conjunction" => Kind::CONJUNCTION,
            "question" => Kind::QUESTION,
            "adverb" => Kind::ADVERB,
            "discourse" => Kind::DISCOURSE,
            "wanting" => Kind::WANTING,
            "light" => Kind::LIGHT,
            "number" => Kind::NUMBER,
            "time" => Kind::TIME,
            "negator" => Kind::NEGATOR,
            "breaker" => Kind::BREAKER,
            "which" => Kind::WHICH,
            "measure" => Kind::MEASURE,
            _ => return None,
        })
    }
}

/// The kind of that name.
#[cfg(test)]
pub fn kinds_of(name: &str) -> Option<Kind> {
    Kind::named(name)
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Words by kind: a kind, a tab, its words.
pub fn kinds(file: &'static str) -> Map<&'static str, Kind> {
    let mut map = Map::default();
    for (kind, words) in lines(file).filter_map(|line| line.split_once('\t')) {
        let Some(kind) = Kind::named(kind) else { continue };
        for word in words.split(' ') {
            let known: &mut Kind = map.entry(word).or_default();
            *known = known.and(kind);
        }
    }
    map
}

/// Words between blanks.
pub fn set(file: &'static str) -> Set<&'static str> {
    lines(file).flat_map(str::split_whitespace).collect()
}

/// Two columns.
pub fn pairs(file: &'static str) -> Map<&'static str, &'static str> {
    lines(file).filter_map(|line| line.split_once('\t')).collect()
}

/// A word, then the words that go with it.
pub fn lists(file: &'static str) -> Map<&'static str, Vec<&'static str>> {
    let mut map: Map<&'static str, Vec<&'static str>> = Map::default();
    for line in lines(file) {
        let mut words = line.split(' ');
        if let Some(head) = words.next() {
            map.entry(head).or_default().extend(words);
        }
    }
    map
}

/// A word and a whole number.
pub fn numbers<N: std::str::FromStr>(file: &'static str) -> Map<&'static str, N> {
    lines(file).filter_map(|line| line.split_once('\t')).filter_map(|(w, n)| Some((w, n.parse().ok()?))).collect()
}

/// The first word of each line.
pub fn firsts(file: &'static str) -> Set<&'static str> {
    lines(file).filter_map(|line| line.split(' ').next()).collect()
}

/// A phrase a line.
pub fn phrases(file: &'static str) -> Vec<Vec<&'static str>> {
    lines(file).map(|line| line.split(' ').collect()).collect()
}

/// Words of one row of a table of kinds that names no kind.
pub fn row(file: &'static str, name: &str) -> Set<&'static str> {
    let rows = lines(file).filter_map(|line| line.split_once('\t')).filter(|(kind, _)| *kind == name);
    rows.flat_map(|(_, words)| words.split(' ')).collect()
}

/// Gives the words of a form with apostrophes, `l'abonnement` or `geht's`: the table says which word a part stands for.
pub fn split_elision(lower: &str, clitics: &Map<&'static str, &'static str>, take: &mut impl FnMut(&str)) {
    let Some((before, after)) = lower.split_once('\'') else { return take(lower) };
    let end = before.len() + 1;
    if let Some(word) = clitics.get(&lower[..end]).filter(|_| !after.is_empty()) {
        take(word);
        return split_elision(after, clitics, take);
    }
    match clitics.get(&lower[before.len()..]).filter(|_| !before.is_empty()) {
        Some(word) => {
            take(before);
            take(word);
        }
        None => take(lower),
    }
}

/// After these words `'s` is "is" or "has"; after all others it is the possessive and carries nothing.
const IS_AFTER: &[&str] =
    &["it", "that", "he", "she", "there", "what", "who", "where", "how", "here", "this", "everything", "when", "why"];

/// Gives the words of a contraction: `stem` before the apostrophe, `ending` after it.
pub fn split_clitic(stem: &str, ending: &str, take: &mut impl FnMut(&str)) {
    let whole = match ending {
        "t" if stem.len() > 1 && stem.ends_with('n') => Some((&stem[..stem.len() - 1], "not")),
        "m" => Some((stem, "am")),
        "re" => Some((stem, "are")),
        "ve" => Some((stem, "have")),
        "ll" => Some((stem, "will")),
        "d" => Some((stem, "would")),
        "s" if IS_AFTER.contains(&stem) => Some((stem, "is")),
        _ => None,
    };
    match whole {
        Some((first, second)) => {
            take(first);
            take(second);
        }
        None if stem.is_empty() => take(ending),
        None => take(stem),
    }
}
