//! An inflected English word in, its base form out: plural, past, -ing. Derivation is left alone (`payer` is not `pay`).
//! Rules propose, the list of spoken words disposes: a base form must be a word, and not a much rarer one.

use super::{Kind, Language};
use std::borrow::Cow;

/// A proposed base may be at most this much rarer than the form, in hundredths of log10: a factor of 100.
const RARER: u16 = 200;

pub(super) fn base<'w>(language: &'w Language, word: &'w str) -> Cow<'w, str> {
    if let Some(base) = language.irregular.get(word) {
        return Cow::Borrowed(base);
    }
    if word.len() < 4 || !word.is_ascii() || language.kind(word).is(FROZEN) {
        return Cow::Borrowed(word);
    }
    let found = if let Some(stem) = word.strip_suffix("ing") {
        if language.lexicalised_ing.contains(word) { None } else { verb(language, word, stem) }
    } else if let Some(stem) = word.strip_suffix("ed") {
        verb(language, word, stem)
    } else if word.ends_with('s') {
        plural(language, word)
    } else {
        None
    };
    found.unwrap_or(Cow::Borrowed(word))
}

/// Function words are their own base form: "this" is no plural.
pub(super) const FROZEN: Kind = Kind::GRAMMAR.and(Kind::ADVERB).and(Kind::NEGATOR);

fn verb<'w>(language: &'w Language, word: &'w str, stem: &'w str) -> Option<Cow<'w, str>> {
    if !stem.bytes().any(|b| b"aeiouy".contains(&b)) || stem.len() < 2 {
        return None;
    }
    let bytes = stem.as_bytes();
    let double = bytes.len() > 2 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2];
    let with_e = format!("{stem}e");
    let with_y = stem.strip_suffix('i').map(|rest| format!("{rest}y"));
    let undoubled = double.then(|| stem[..stem.len() - 1].to_owned());
    let best = [Some(stem.to_owned()), Some(with_e), with_y, undoubled]
        .into_iter()
        .flatten()
        // "using" is no form of "us", nor "noted" of "not".
        .filter(|candidate| !language.kind(candidate).is(FROZEN.and(Kind::BREAKER)))
        .filter_map(|candidate| Some((language.zipf(&candidate)?, candidate)))
        .max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(&a.1)))?;
    near(language, word, best)
}

fn plural<'w>(language: &'w Language, word: &'w str) -> Option<Cow<'w, str>> {
    if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return None;
    }
    let s = word.strip_suffix('s').map(str::to_owned);
    let es = word
        .strip_suffix("es")
        .filter(|stem| stem.ends_with("ch") || stem.ends_with("sh") || stem.ends_with(['s', 'x', 'z', 'o']))
        .map(str::to_owned);
    let ies = word.strip_suffix("ies").filter(|stem| stem.len() > 1).map(|stem| format!("{stem}y"));
    let best = [s, es, ies]
        .into_iter()
        .flatten()
        .filter_map(|candidate| Some((language.zipf(&candidate)?, candidate)))
        .max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(&a.1)));
    match best {
        Some(best) => near(language, word, best),
        // A word that film subtitles do not hold, "invoices": the plural rule alone.
        None if language.zipf(word).is_none() => word.strip_suffix('s').map(Cow::Borrowed),
        None => None,
    }
}

fn near<'w>(language: &Language, word: &str, (zipf, base): (u16, String)) -> Option<Cow<'w, str>> {
    let own = language.zipf(word).unwrap_or(0);
    (zipf + RARER >= own && !EXCEPTIONS.contains(&word)).then_some(Cow::Owned(base))
}

/// Words whose rule-made base is another word.
const EXCEPTIONS: &[&str] = &[
    "news",
    "needed",
    "always",
    "sometimes",
    "means",
    "pants",
    "glasses",
    "goods",
    "customs",
    "arms",
    "hundred",
    "naked",
    "wicked",
    "sacred",
    "red",
    "bed",
    "speed",
    "feed",
    "seed",
    "weed",
    "breed",
    "bleed",
    "indeed",
    "exceed",
    "proceed",
    "succeed",
    "agreed",
    "species",
    "series",
    "lens",
    "gas",
    "bus",
    "plus",
    "yes",
    "this",
    "does",
    "savings",
    "headquarters",
    "physics",
    "politics",
    "mathematics",
    "basics",
    "analytics",
    "logistics",
    "economics",
    "windows",
    "interested",
    "united",
    "limited",
    "outs",
    "ins",
    "express",
];

#[cfg(test)]
mod tests {
    use crate::language::english;

    #[test]
    fn inflected_forms_share_a_base() {
        for (form, base) in [
            ("invoices", "invoice"),
            ("paying", "pay"),
            ("paid", "pay"),
            ("lost", "lose"),
            ("stopped", "stop"),
            ("making", "make"),
            ("tries", "try"),
            ("cracks", "crack"),
            ("fell", "fall"),
            ("boxes", "box"),
            ("crashed", "crash"),
            ("crashes", "crash"),
            ("cancelled", "cancel"),
            ("charging", "charge"),
            ("used", "use"),
            ("using", "use"),
            ("noted", "note"),
            ("biting", "bite"),
        ] {
            assert_eq!(english().base(form), base, "{form}");
        }
    }

    #[test]
    fn other_words_are_left_alone() {
        for word in [
            "news",
            "willing",
            "checking",
            "meeting",
            "this",
            "bus",
            "address",
            "thing",
            "insurance",
            "customer",
            "need",
        ] {
            assert_eq!(english().base(word), word);
        }
    }
}
