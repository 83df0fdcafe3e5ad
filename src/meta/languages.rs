//! A call's text in, the language it is mostly in out.

use crate::language::shipped;
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::sync::LazyLock;
use whichlang::Lang;

/// Fewer words than this do not show their language.
const FEWEST: usize = 20;
/// Words of a long call that are looked at, from each of three places.
const SAMPLE: usize = 150;
/// Bytes in which the words of a sample are looked for.
const SAMPLE_BYTES: usize = 1_200;

/// Words that English speech is full of and other languages lack, sorted.
const ENGLISH: &[&str] = &[
    "about", "and", "are", "because", "been", "but", "can", "could", "did", "do", "don't", "for", "from", "get",
    "going", "had", "have", "how", "i", "i'm", "it", "it's", "just", "know", "like", "my", "not", "of", "okay",
    "right", "she", "some", "that", "that's", "the", "there", "they", "think", "this", "to", "up", "want", "was", "we",
    "well", "were", "what", "when", "which", "who", "with", "would", "yeah", "yes", "you", "your",
];
static ENGLISH_SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| ENGLISH.iter().copied().collect());
const FILLERS: &[&str] = &["ah", "aha", "eh", "er", "erm", "hm", "hmm", "mhm", "mm", "uh", "uhm", "um"];

/// The language of a call as ISO 639-1, or `None` where there are too few words to tell, or it is none of those known.
/// Looks at samples from the beginning, the middle and the end.
pub fn language(text: &str) -> Option<&'static str> {
    let sample = sample(text);
    let words: Vec<Cow<str>> = sample.split_whitespace().filter_map(plain).collect();
    let dense = || sample.chars().filter(|c| !c.is_ascii() && is_dense(*c)).count();
    if words.len() < FEWEST && dense() < FEWEST {
        return None;
    }
    let english = words.iter().filter(|word| ENGLISH_SET.contains(&***word)).count();
    if english * 100 >= words.len() * 22 {
        return Some("en"); // sure without asking further, however full of fillers the speech is
    }
    if let Some(code) = by_script(&sample).filter(|_| dense() * 2 > words.len()) {
        return Some(code);
    }
    let code = match whichlang::detect_language(&words.join(" ")) {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng if english * 100 >= words.len() * 8 => "en",
        Lang::Eng => return None, // it says so of whatever it does not know
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    };
    Some(code)
}

/// What can be done with a call of that language.
pub fn how_to_mine(code: &str) -> String {
    match code {
        "zh" | "ja" | "th" => "not yet mined: it writes no blanks between words".to_owned(),
        _ if shipped(code).is_ok() => format!("--language {code} mines it"),
        _ => "not yet mined: there are no word lists for it".to_owned(),
    }
}

/// The code that a language's name or tag stands for: `English`, `en-GB` and `EN` are `en`. What is not known stays.
pub(super) fn code_of(tag: &str) -> String {
    const NAMES: &[(&str, &str)] = &[
        ("english", "en"),
        ("spanish", "es"),
        ("french", "fr"),
        ("german", "de"),
        ("portuguese", "pt"),
        ("italian", "it"),
        ("dutch", "nl"),
        ("swedish", "sv"),
        ("turkish", "tr"),
        ("russian", "ru"),
        ("arabic", "ar"),
        ("hindi", "hi"),
        ("chinese", "zh"),
        ("mandarin", "zh"),
        ("japanese", "ja"),
        ("korean", "ko"),
        ("vietnamese", "vi"),
        ("thai", "th"),
    ];
    let tag = tag.trim().to_lowercase();
    let named = NAMES.iter().find(|(name, _)| *name == tag).map(|(_, code)| (*code).to_owned());
    named.unwrap_or_else(|| tag.split(['-', '_']).next().unwrap_or_default().to_owned())
}

/// The word in lower case with plain apostrophes, or `None` for fillers, tags and numbers.
fn plain(word: &str) -> Option<Cow<'_, str>> {
    if word.starts_with(['[', '<', '{']) {
        return None;
    }
    let trimmed = word.trim_matches(|c: char| !c.is_alphanumeric());
    let plain = if trimmed.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        Cow::Borrowed(trimmed)
    } else {
        Cow::Owned(trimmed.to_lowercase().replace('\u{2019}', "'"))
    };
    let spoken = !plain.is_empty() && !plain.bytes().all(|b| b.is_ascii_digit()) && !FILLERS.contains(&&*plain);
    spoken.then_some(plain)
}

/// Scripts that write no blanks between words.
fn is_dense(c: char) -> bool {
    matches!(c as u32, 0x0E00..=0x0E7F | 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xAC00..=0xD7AF)
}

/// The language that alone writes most of the dense characters of a text; Chinese and Japanese share theirs.
fn by_script(sample: &str) -> Option<&'static str> {
    let among = |range: std::ops::RangeInclusive<u32>| sample.chars().filter(|c| range.contains(&(*c as u32))).count();
    let (thai, korean) = (among(0x0E00..=0x0E7F), among(0xAC00..=0xD7AF));
    let others = among(0x3040..=0x30FF) + among(0x3400..=0x9FFF);
    match () {
        () if thai > korean + others => Some("th"),
        () if korean > thai + others => Some("ko"),
        () => None,
    }
}

/// The text itself if it is short, else pieces of its beginning, middle and end.
fn sample(text: &str) -> Cow<'_, str> {
    if text.len() <= 3 * SAMPLE_BYTES {
        return Cow::Borrowed(text);
    }
    let piece = |from: usize| {
        let from = (from..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        let piece: String =
            text[from..].char_indices().take_while(|(at, _)| *at < SAMPLE_BYTES).map(|(_, c)| c).collect();
        piece.split_whitespace().take(SAMPLE).collect::<Vec<_>>().join(" ")
    };
    [0, text.len() / 2, text.len() - SAMPLE_BYTES].map(piece).join(" ").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(ENGLISH.is_sorted() && FILLERS.is_sorted());
    }

    #[test]
    fn names_and_tags_of_languages_are_codes() {
        for tag in ["English", "en", "EN-us", " en_GB "] {
            assert_eq!(code_of(tag), "en", "{tag}");
        }
        assert_eq!(code_of("Klingon"), "klingon");
    }

    #[test]
    fn languages_are_told_apart() {
        let calls = [
            (
                "en",
                "so um we were trying to get the pump to start again and uh it just would not do it at all you know",
            ),
            (
                "es",
                "bueno pues nosotros estábamos intentando que la bomba arrancara otra vez y la verdad es que no había manera de hacerlo funcionar",
            ),
            (
                "fr",
                "alors nous avons essayé de faire redémarrer la pompe mais ça ne marchait pas du tout et personne ne savait pourquoi c'était comme ça",
            ),
            (
                "de",
                "also wir haben versucht die Pumpe wieder zu starten aber es hat einfach nicht geklappt und niemand wusste warum das so war oder ist",
            ),
            (
                "pt",
                "então nós estávamos tentando ligar a bomba outra vez mas não funcionava de jeito nenhum e ninguém sabia o que fazer com isso",
            ),
        ];
        for (code, text) in calls {
            assert_eq!(language(text), Some(code), "{text}");
        }
        assert_eq!(language("เราพยายามเปิดเครื่องปั๊มอีกครั้งแต่ก็ใช้งานไม่ได้เลย"), Some("th"));
        assert_eq!(language("私たちはポンプをもう一度動かそうとしていましたがどうしても動きませんでした"), Some("ja"));
    }

    #[test]
    fn english_full_of_fillers_is_english() {
        let text =
            "um uh yeah uh so er um uh I mean er uh mm the um uh thing uh is er um it uh hm mm er um broke again um "
                .repeat(2);
        assert_eq!(language(&text), Some("en"));
        assert_eq!(
            language(&"[inaudible] yes [PII] my number is 555 010 22 um uh and my name is Kowalczyk ".repeat(3)),
            Some("en")
        );
    }

    #[test]
    fn few_words_and_unknown_tongues_have_no_language() {
        assert_eq!(language(""), None);
        assert_eq!(language("hola buenos días"), None);
        assert_eq!(language(&"um uh er 12 34 ".repeat(40)), None);
        let polish = "próbowaliśmy ponownie uruchomić pompę ale ona po prostu nie chciała działać i nikt nie wiedział dlaczego tak się dzieje u nas w domu";
        assert_ne!(language(polish), Some("en"));
    }

    #[test]
    fn a_long_call_is_judged_by_samples_on_character_boundaries() {
        let text = "así que la bomba ya no funcionaba y nadie sabía qué hacer con ella ñ ".repeat(3_000);
        assert_eq!(language(&text), Some("es"));
        assert_eq!(language(&"é".repeat(100_000)), None);
    }
}
