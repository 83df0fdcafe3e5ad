//! The folders of data beside this file in, the languages that can be mined out.

use super::words::{self, Kind};
use super::{Language, Map, Set};
use frostem::{Algorithm, Stemmer};
use std::sync::OnceLock;

/// Languages that can be mined, by code.
const CODES: [&str; 5] = ["en", "es", "fr", "de", "pt"];

/// The language of an ISO 639-1 code.
///
/// # Errors
/// The codes that there are.
pub fn shipped(code: &str) -> Result<&'static Language, String> {
    static OTHERS: [OnceLock<Language>; 4] = [const { OnceLock::new() }; 4];
    let [spanish, french, german, portuguese] = &OTHERS;
    match code {
        "en" => Ok(english()),
        "es" => Ok(spanish.get_or_init(|| SPANISH.language())),
        "fr" => Ok(french.get_or_init(|| FRENCH.language())),
        "de" => Ok(german.get_or_init(|| GERMAN.language())),
        "pt" => Ok(portuguese.get_or_init(|| PORTUGUESE.language())),
        _ => Err(CODES.join(", ")),
    }
}

/// English.
pub fn english() -> &'static Language {
    static ENGLISH: OnceLock<Language> = OnceLock::new();
    ENGLISH.get_or_init(|| Language {
        code: "en",
        name: "English",
        stemmer: None,
        stems: Map::default(),
        closing: Set::default(),
        clitics: None,
        kinds: words::kinds(include_str!("english/function_words.tsv")),
        fillers: words::set(include_str!("english/fillers.txt")),
        backchannels: words::set(include_str!("english/backchannels.txt")),
        contractions: words::pairs(include_str!("english/contractions.tsv")),
        spellings: words::pairs(include_str!("english/spellings.tsv")),
        irregular: words::pairs(include_str!("english/irregular.tsv")),
        lexicalised_ing: words::set(include_str!("english/lexicalised_ing.txt")),
        phrasal: words::lists(include_str!("english/phrasal_verbs.txt")),
        object_pronouns: words::set(include_str!("english/object_pronouns.txt")),
        remarks: words::set(include_str!("english/remarks.txt")),
        idle_phrases: words::phrases(include_str!("english/idle_phrases.txt")),
        idle_openers: words::firsts(include_str!("english/idle_phrases.txt")),
        zipf: words::numbers(include_str!("english/zipf.tsv")),
        feelings: words::numbers(include_str!("english/valence.tsv")),
        phrases_of_talk: words::phrases(include_str!("english/phrases_of_talk.txt")),
        talk_openers: words::firsts(include_str!("english/phrases_of_talk.txt")),
        background: (Some(include_str!("english/background.tsv")), OnceLock::new()),
    })
}

/// A folder of data for terms.
struct Folder {
    code: &'static str,
    name: &'static str,
    algorithm: Algorithm,
    function_words: &'static str,
    fillers: &'static str,
    backchannels: &'static str,
    contractions: &'static str,
    clitics: &'static str,
    phrases_of_talk: &'static str,
}

macro_rules! folder {
    ($code:literal, $name:literal, $folder:literal, $algorithm:ident) => {
        Folder {
            code: $code,
            name: $name,
            algorithm: Algorithm::$algorithm,
            function_words: include_str!(concat!($folder, "/function_words.tsv")),
            fillers: include_str!(concat!($folder, "/fillers.txt")),
            backchannels: include_str!(concat!($folder, "/backchannels.txt")),
            contractions: include_str!(concat!($folder, "/contractions.tsv")),
            clitics: include_str!(concat!($folder, "/clitics.tsv")),
            phrases_of_talk: include_str!(concat!($folder, "/phrases_of_talk.txt")),
        }
    };
}

static SPANISH: Folder = folder!("es", "Spanish", "spanish", Spanish);
static FRENCH: Folder = folder!("fr", "French", "french", French);
static GERMAN: Folder = folder!("de", "German", "german", German);
static PORTUGUESE: Folder = folder!("pt", "Portuguese", "portuguese", Portuguese);

/// Kinds that hold for every form of a verb or noun, so that its forms need not all be listed.
const BY_STEM: Kind = Kind::LIGHT.and(Kind::WANTING).and(Kind::TIME);

impl Folder {
    fn language(&self) -> Language {
        let stemmer = Stemmer::new(self.algorithm);
        let kinds = words::kinds(self.function_words);
        let mut stems: Map<String, Kind> = Map::default();
        for (word, kind) in kinds.iter().filter(|(_, kind)| kind.is(BY_STEM)) {
            let known = stems.entry(stemmer.stem(word).into_owned()).or_default();
            *known = known.and(kind.only(BY_STEM));
        }
        Language {
            code: self.code,
            name: self.name,
            stemmer: Some(stemmer),
            stems,
            closing: words::row(self.function_words, "closing"),
            clitics: Some(words::pairs(self.clitics)),
            kinds,
            fillers: words::set(self.fillers),
            backchannels: words::set(self.backchannels),
            contractions: words::pairs(self.contractions),
            spellings: Map::default(),
            irregular: Map::default(),
            lexicalised_ing: Set::default(),
            phrasal: Map::default(),
            object_pronouns: Set::default(),
            remarks: Set::default(),
            idle_phrases: vec![],
            idle_openers: Set::default(),
            zipf: Map::default(),
            feelings: Map::default(),
            phrases_of_talk: words::phrases(self.phrases_of_talk),
            talk_openers: words::firsts(self.phrases_of_talk),
            background: (None, OnceLock::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(code: &str, word: &str) -> Vec<String> {
        let mut parts = vec![];
        shipped(code).unwrap().normalise(word, |part| parts.push(part.to_owned()));
        parts
    }

    #[test]
    fn every_code_is_a_language_and_others_are_not() {
        for code in CODES {
            assert_eq!(shipped(code).unwrap().code, code);
        }
        assert_eq!(shipped("it").err().unwrap(), "en, es, fr, de, pt");
    }

    #[test]
    fn inflected_forms_share_a_stem() {
        for (code, forms) in [
            ("es", ["factura", "facturas"]),
            ("es", ["funciona", "funcionan"]),
            ("fr", ["facture", "factures"]),
            ("fr", ["abonnement", "abonnements"]),
            ("de", ["rechnung", "rechnungen"]),
            ("de", ["buchung", "buchungen"]),
            ("pt", ["fatura", "faturas"]),
            ("pt", ["cobrança", "cobranças"]),
        ] {
            let language = shipped(code).unwrap();
            assert_eq!(language.base(forms[0]), language.base(forms[1]), "{code} {forms:?}");
        }
    }

    #[test]
    fn apostrophes_part_words_by_the_table() {
        assert_eq!(normal("fr", "l'abonnement"), ["le", "abonnement"]);
        assert_eq!(normal("fr", "qu'il"), ["que", "il"]);
        assert_eq!(normal("fr", "qu'l'on"), ["que", "le", "on"]);
        assert_eq!(normal("fr", "aujourd'hui"), ["aujourd'hui"]);
        assert_eq!(normal("de", "geht's"), ["geht", "es"]);
        assert_eq!(normal("de", "o'brien"), ["o'brien"]);
        assert_eq!(normal("pt", "d'água"), ["de", "água"]);
    }

    #[test]
    fn an_elided_article_is_no_part_of_a_phrase() {
        let bare = |code: &str, word: &'static str| shipped(code).unwrap().without_clitic(word);
        assert_eq!(bare("fr", "l'application"), "application");
        assert_eq!(bare("fr", "L’Application"), "Application");
        assert_eq!(bare("fr", "aujourd'hui"), "aujourd'hui");
        assert_eq!(bare("fr", "l'"), "l'");
        assert_eq!((bare("en", "d'angelo"), bare("de", "geht's")), ("d'angelo", "geht's"));
    }

    #[test]
    fn function_words_of_all_forms_are_known() {
        let kind = |code: &str, word: &str| shipped(code).unwrap().kind(word);
        assert!(kind("es", "hacemos").is(Kind::LIGHT) && kind("es", "haciendo").is(Kind::LIGHT));
        assert!(kind("de", "monaten").is(Kind::TIME) && kind("fr", "semaines").is(Kind::TIME));
        assert!(kind("pt", "não").is(Kind::NEGATOR));
        for (code, word) in [("es", "factura"), ("fr", "abonnement"), ("de", "rechnung"), ("pt", "cartão")] {
            assert_eq!(kind(code, word), Kind::CONTENT, "{word}");
        }
        assert!(shipped("fr").unwrap().closes("pas") && !english().closes("not"));
    }

    #[test]
    fn remarks_are_base_forms() {
        let odd = |word: &&str| english().base(word) != *word || english().kind(word) != Kind::CONTENT;
        let odd: Vec<&str> = words::set(include_str!("english/remarks.txt")).into_iter().filter(odd).collect();
        assert!(odd.is_empty(), "{odd:?}");
        for phrase in &english().idle_phrases {
            assert!(phrase.len() > 1, "{phrase:?}");
            assert!(phrase.iter().all(|word| english().base(word) == *word), "{phrase:?}");
        }
    }

    #[test]
    fn the_lists_are_well_formed() {
        for folder in [&SPANISH, &FRENCH, &GERMAN, &PORTUGUESE] {
            let language = folder.language();
            for line in folder.function_words.lines().filter(|line| !line.starts_with('#')) {
                let (kind, words) = line.split_once('\t').unwrap();
                assert!(kind == "closing" || words::kinds_of(kind).is_some(), "{} {kind}", folder.code);
                assert!(words.split(' ').all(|w| !w.is_empty() && w == w.to_lowercase()), "{} {kind}", folder.code);
            }
            assert!(language.closing.iter().all(|word| language.kind(word).is(Kind::NEGATOR)));
            // Set phrases stand in normalised words, or they would never be met.
            for phrase in &language.phrases_of_talk {
                for word in phrase {
                    let mut parts = vec![];
                    language.normalise(word, |part| parts.push(part.to_owned()));
                    assert_eq!(parts, [*word], "{} {phrase:?}", folder.code);
                }
            }
        }
    }
}
