//! A language as exports write it (`en-US`, `eng`, `English`, `es_419`) in, its ISO 639-1 code out.

/// Names and three-letter codes that exports use, with the two-letter code.
const NAMES: &[(&str, &str)] = &[
    ("arabic", "ar"),
    ("ara", "ar"),
    ("chinese", "zh"),
    ("mandarin", "zh"),
    ("zho", "zh"),
    ("danish", "da"),
    ("dutch", "nl"),
    ("nld", "nl"),
    ("english", "en"),
    ("eng", "en"),
    ("finnish", "fi"),
    ("french", "fr"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("german", "de"),
    ("deu", "de"),
    ("ger", "de"),
    ("greek", "el"),
    ("hebrew", "he"),
    ("hindi", "hi"),
    ("hin", "hi"),
    ("hungarian", "hu"),
    ("indonesian", "id"),
    ("italian", "it"),
    ("ita", "it"),
    ("japanese", "ja"),
    ("jpn", "ja"),
    ("korean", "ko"),
    ("kor", "ko"),
    ("norwegian", "no"),
    ("polish", "pl"),
    ("pol", "pl"),
    ("portuguese", "pt"),
    ("por", "pt"),
    ("romanian", "ro"),
    ("russian", "ru"),
    ("rus", "ru"),
    ("spanish", "es"),
    ("spa", "es"),
    ("swedish", "sv"),
    ("swe", "sv"),
    ("thai", "th"),
    ("turkish", "tr"),
    ("ukrainian", "uk"),
    ("vietnamese", "vi"),
];

/// The two-letter code; `None` for what is not recognised (`auto`, `multi`).
pub fn iso_language(tag: &str) -> Option<String> {
    let tag = tag.trim().to_lowercase();
    let first = tag.split(['-', '_', ' ']).next().unwrap_or("");
    if first.len() == 2 && first.bytes().all(|b| b.is_ascii_lowercase()) {
        return Some(first.to_owned());
    }
    NAMES.iter().find(|(name, _)| *name == first).map(|(_, code)| (*code).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_codes_and_names() {
        for (tag, code) in
            [("en-US", "en"), ("eng", "en"), ("English", "en"), ("es_419", "es"), ("FR", "fr"), ("deu", "de")]
        {
            assert_eq!(iso_language(tag).as_deref(), Some(code), "{tag}");
        }
        for tag in ["auto", "multi", "", "e1", "x"] {
            assert_eq!(iso_language(tag), None, "{tag}");
        }
    }
}
