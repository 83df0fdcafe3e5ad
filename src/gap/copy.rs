//! A company's own copy: the bytes of its pages in, their words as segments and the phrases it says out.

use crate::language::{Kind, Language};
use crate::read::Source;
use std::collections::{BTreeMap, BTreeSet};

/// Longest phrase that is looked at, in words.
pub const LONGEST: usize = 6;
/// Longest phrase of the copy's own that is listed.
const LONGEST_OWN: usize = 4;
/// A shorter phrase is dropped if so much of it, in hundredths, is said inside one longer phrase.
const INSIDE: u32 = 80;
/// Single words at least this common (Zipf x 100) in speech are nobody's own.
pub const COMMON: u16 = 480;

/// More lines than this are no page.
const MOST_LINES: usize = 50_000;

/// A page of the copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Path below the folder, with `/`.
    pub path: String,
    /// Its lines of plain text.
    pub lines: Vec<String>,
}

impl Page {
    /// A page from a file. What is no text gives no lines. HTML loses its tags, navigation, header and footer; Markdown
    /// its marks and addresses.
    pub fn read(path: &str, bytes: &[u8]) -> Page {
        let source = Source::new(path, bytes);
        let text = if source.binary().is_some() { "" } else { source.text() };
        let lines = match source.extension().as_str() {
            "html" | "htm" => super::plain::html(text),
            "md" | "markdown" => super::plain::markdown(text),
            _ => text.to_owned(),
        };
        let lines =
            lines.lines().take(MOST_LINES).map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        Page { path: path.to_owned(), lines }
    }
}

/// A word of the copy that counts: its place in the segment's text, its base words as one.
struct Word {
    start: usize,
    end: usize,
    base: String,
    kind: Kind,
}

/// A phrase of the copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    /// As it is mostly written.
    pub text: String,
    /// Base words without articles, with blanks between.
    pub key: String,
    /// Pages that say it.
    pub pages: u32,
    /// Times said; a line that stands on several pages counts once.
    pub times: u32,
}

/// What the pages say.
#[derive(Debug, Default)]
pub struct Copy {
    /// For each page the wanted keys that it says.
    pub said: Vec<BTreeSet<String>>,
    /// The phrases that may be the copy's own words, most pages first.
    pub phrases: Vec<Phrase>,
}

#[derive(Default)]
struct Count {
    pages: BTreeSet<usize>,
    times: u32,
    texts: BTreeMap<String, u32>,
    words: usize,
}

impl Copy {
    /// Reads the words of the pages, and looks for the `wanted` keys, of up to [`LONGEST`] words, in them.
    pub fn of(pages: &[Page], wanted: &BTreeSet<&str>, language: &Language) -> Copy {
        let (mut copy, mut counts, mut lines) = (Copy::default(), BTreeMap::new(), BTreeSet::new());
        for (number, page) in pages.iter().enumerate() {
            let mut said = BTreeSet::new();
            for line in &page.lines {
                let fresh = lines.insert(line.as_str());
                for segment in line.split(['.', '?', '!', ';', ':', ',', '(', ')', '|', '\u{2022}', '\u{2014}']) {
                    let words = words(segment, language);
                    for start in 0..words.len() {
                        for phrase in (start + 1..=words.len().min(start + LONGEST)).map(|end| &words[start..end]) {
                            let key = key(phrase);
                            if is_own(phrase, language) {
                                count(counts.entry(key.clone()).or_default(), number, fresh, phrase, segment);
                            }
                            if wanted.contains(key.as_str()) {
                                said.insert(key);
                            }
                        }
                    }
                }
            }
            copy.said.push(said);
        }
        copy.phrases = phrases(counts);
        copy
    }
}

fn key(phrase: &[Word]) -> String {
    phrase.iter().map(|word| word.base.as_str()).collect::<Vec<_>>().join(" ")
}

/// Words without articles and possessives; a word of several parts, "can't", stays together.
fn words(segment: &str, language: &Language) -> Vec<Word> {
    let mut found = vec![];
    let mut at = 0;
    for piece in segment.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '\u{2019}') {
        let (start, end) = (at, at + piece.len());
        at = end + segment[end..].chars().next().map_or(0, char::len_utf8);
        let (mut bases, mut kind) = (vec![], Kind::CONTENT);
        let lower = piece.to_lowercase().replace('\u{2019}', "'");
        if lower.is_empty() {
            continue;
        }
        language.normalise(&lower, |word| {
            kind = kind.and(language.kind(word));
            bases.push(language.base(word).into_owned());
        });
        let article = bases.len() == 1 && kind.is(Kind::DETERMINER);
        if !bases.is_empty() && !article {
            found.push(Word { start, end, base: bases.join(" "), kind });
        }
    }
    found
}

/// Begins and ends with a word of content, holds no number, and a single word is not everybody's.
fn is_own(phrase: &[Word], language: &Language) -> bool {
    let content = |word: &Word| word.kind == Kind::CONTENT && word.base.len() > 2;
    let digits = |word: &Word| word.kind.is(Kind::NUMBER) || word.base.bytes().any(|b| b.is_ascii_digit());
    let [first, .., last] = phrase else {
        let rare = |word: &Word| language.zipf(&word.base).is_none_or(|zipf| zipf < COMMON);
        return phrase.iter().all(|word| content(word) && rare(word) && !digits(word));
    };
    phrase.len() <= LONGEST_OWN && content(first) && content(last) && !phrase.iter().any(digits)
}

fn count(count: &mut Count, page: usize, fresh: bool, phrase: &[Word], segment: &str) {
    count.pages.insert(page);
    count.words = phrase.len();
    if let ([first, ..], [.., last], true) = (phrase, phrase, fresh) {
        count.times += 1;
        let text = segment[first.start..last.end].split_whitespace().collect::<Vec<_>>().join(" ");
        *count.texts.entry(text).or_default() += 1;
    }
}

fn phrases(counts: BTreeMap<String, Count>) -> Vec<Phrase> {
    let mut inside: BTreeMap<&str, u32> = BTreeMap::new();
    for (key, count) in counts.iter().filter(|(_, count)| count.words > 1 && count.times > 1) {
        for (at, _) in key.match_indices(' ') {
            for part in [&key[..at], &key[at + 1..]] {
                let most = inside.entry(part).or_default();
                *most = (*most).max(count.times);
            }
        }
    }
    let mut found: Vec<Phrase> = counts
        .iter()
        .filter(|(key, count)| inside.get(key.as_str()).is_none_or(|most| most * 100 < count.times * INSIDE))
        .map(|(key, count)| Phrase {
            text: count
                .texts
                .iter()
                .max_by_key(|(text, n)| (**n, *text))
                .map_or_else(|| key.clone(), |(text, _)| text.clone()),
            key: key.clone(),
            pages: count.pages.len() as u32,
            times: count.times,
        })
        .collect();
    found.sort_by(|a, b| (b.pages, b.times, &a.key).cmp(&(a.pages, a.times, &b.key)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    fn copy(pages: &[&str]) -> Copy {
        let pages: Vec<Page> = pages.iter().map(|text| Page::read("page.txt", text.as_bytes())).collect();
        let wanted = ["holistic workflow", "double book job", "can not log in"].into();
        Copy::of(&pages, &wanted, english())
    }

    #[test]
    fn phrases_of_the_copy_are_counted_by_page() {
        let copy = copy(&[
            "Our holistic workflow orchestration saves time.\nHolistic workflow orchestration!",
            "The holistic workflow orchestration for you.",
        ]);
        let first = &copy.phrases[0];
        assert_eq!((&*first.text, first.pages, first.times), ("holistic workflow orchestration", 2, 3));
        assert!(!copy.phrases.iter().any(|phrase| phrase.text == "workflow orchestration"), "inside the longer one");
        assert!(copy.said[1].contains("holistic workflow"));
    }

    #[test]
    fn a_line_on_every_page_counts_once() {
        let copy = copy(&["Seamless dispatching\nOne", "Seamless dispatching\nTwo"]);
        assert_eq!((copy.phrases[0].pages, copy.phrases[0].times), (2, 1));
    }

    #[test]
    fn forms_and_articles_do_not_matter() {
        let copy = copy(&["We handle the double booked jobs. Can't log in?"]);
        assert!(copy.said[0].contains("double book job"), "{:?}", copy.said[0]);
        assert!(copy.said[0].contains("can not log in"));
    }
}
