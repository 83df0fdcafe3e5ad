//! The scanner: bytes of a turn to tokens. Letters, digits and inner apostrophes make a word; everything else separates.

use super::{After, Skip, Token, Vocabulary};
use crate::corpus::Span;
use crate::language::Kind;

/// Appends the words of `text` to `out`, which is cleared first. The last word's `after` is never [`After::Blank`].
pub fn tokenize(text: &str, vocabulary: &mut Vocabulary, out: &mut Vec<Token>) {
    out.clear();
    let mut at = 0;
    loop {
        at = gap(text, at, out);
        if at >= text.len() {
            break;
        }
        let end = word_end(text, at);
        let surface = &text[at..end];
        let cut = text[end..].starts_with('-') && ends_word(text, end + 1);
        let word = vocabulary.intern(surface);
        // "'em" is "them".
        let filler = vocabulary.word(word).kind.is(Kind::FILLER) && !text[..at].ends_with(['\'', '’']);
        let skip = if cut { Some(Skip::Cut) } else { filler.then_some(Skip::Filler) };
        out.push(Token { span: Span::new(at as u32, end as u32), word, after: After::Blank, skip });
        at = end + usize::from(cut);
    }
    if let Some(last) = out.last_mut() {
        last.after = last.after.max(After::Stop);
    }
    mark_repeats(vocabulary, out);
}

/// Whether no word goes on at `at`: "bec- because" is a cut word, "e-mail" is not, "word--" is a dash.
fn ends_word(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '-')
}

fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_alphanumeric() {
            at += 1;
        } else if byte == b'\'' {
            if bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) { at += 1 } else { break }
        } else if byte.is_ascii() {
            break;
        } else {
            match text[at..].chars().next() {
                Some(c) if is_word_char(c) => at += c.len_utf8(),
                Some('’') if text[at + 3..].starts_with(|c: char| c.is_alphanumeric()) => at += 3,
                _ => break,
            }
        }
    }
    at
}

fn is_word_char(c: char) -> bool {
    // Combining marks belong to the letter before them.
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

/// Passes over what stands between words from `at`, and tells the last word of `out` what it was.
fn gap(text: &str, mut at: usize, out: &mut [Token]) -> usize {
    let bytes = text.as_bytes();
    let mut seen = After::Blank;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte == b' ' {
            at += 1;
            continue;
        }
        if byte.is_ascii_alphanumeric() {
            break;
        }
        if byte.is_ascii() {
            let (mark, next) = ascii_mark(text, at);
            seen = seen.max(mark);
            at = next;
            continue;
        }
        match text[at..].chars().next() {
            Some(c) if is_word_char(c) => break,
            Some(c) => {
                seen = seen.max(wide_mark(c));
                at += c.len_utf8();
            }
            None => break,
        }
    }
    if let Some(last) = out.last_mut() {
        last.after = last.after.max(seen);
    }
    at
}

/// What the ASCII mark at `at` says, and where to go on.
fn ascii_mark(text: &str, at: usize) -> (After, usize) {
    let bytes = text.as_bytes();
    match bytes[at] {
        b',' => (After::Comma, at + 1),
        b'.' | b'!' => (After::Stop, at + 1),
        b'?' => (After::Question, at + 1),
        b'[' => tag(text, at, ']'),
        b'{' => tag(text, at, '}'),
        b'<' => tag(text, at, '>'),
        b'(' => aside(text, at),
        b'*' if bytes.get(at + 1) == Some(&b'*') => (After::Missing, at + 2),
        b';' | b':' | b')' | b'"' | b'|' | b'=' | b']' | b'}' => (After::Clause, at + 1),
        b'-' if bytes.get(at + 1).is_none_or(|b| matches!(b, b'-' | b' ')) => (After::Clause, at + 1),
        _ => (After::Blank, at + 1),
    }
}

/// A tag such as `[inaudible 00:12]`: its words are nobody's.
fn tag(text: &str, at: usize, close: char) -> (After, usize) {
    const LONGEST: usize = 60;
    let end = text[at..].char_indices().take(LONGEST).find(|(_, c)| *c == close).map(|(i, _)| at + i + 1);
    end.map_or((After::Clause, at + 1), |end| (After::Missing, end))
}

/// `(laughs)` is a stage direction, `(the blue one)` is speech.
fn aside(text: &str, at: usize) -> (After, usize) {
    const DIRECTIONS: &[&str] = &[
        "laugh",
        "chuckl",
        "sigh",
        "cough",
        "crosstalk",
        "inaudible",
        "unintelligible",
        "indiscernible",
        "pause",
        "silence",
        "music",
        "applause",
        "phonetic",
        "background",
        "noise",
        "beep",
        "sneez",
        "clears throat",
        "redacted",
    ];
    match tag(text, at, ')') {
        (After::Missing, end) if starts_with_any(&text[at + 1..end], DIRECTIONS) => (After::Missing, end),
        _ => (After::Clause, at + 1),
    }
}

fn starts_with_any(text: &str, starts: &[&str]) -> bool {
    starts.iter().any(|start| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)))
}

fn wide_mark(c: char) -> After {
    match c {
        '。' | '！' | '…' => After::Stop,
        '？' | '¿' => After::Question,
        '，' | '、' => After::Comma,
        '—' | '–' | '“' | '”' | '«' | '»' | '‘' | '’' | '♪' => After::Clause,
        _ => After::Blank,
    }
}

/// Longest run of words whose immediate repeat is a slip of the tongue: "we have to we have to go".
const LONGEST_REPEAT: usize = 3;

/// Marks the first of two equal runs of one to three words that stand side by side.
fn mark_repeats(vocabulary: &Vocabulary, tokens: &mut [Token]) {
    let mut kept: [Option<usize>; 2 * LONGEST_REPEAT] = [None; 2 * LONGEST_REPEAT];
    for at in 0..tokens.len() {
        if tokens[at].skip.is_some() {
            continue;
        }
        kept.rotate_left(1);
        kept[2 * LONGEST_REPEAT - 1] = Some(at);
        for length in 1..=LONGEST_REPEAT {
            if repeats(vocabulary, tokens, &kept[2 * (LONGEST_REPEAT - length)..], length) {
                drop_first(tokens, &mut kept, length);
                break;
            }
        }
    }
}

fn repeats(vocabulary: &Vocabulary, tokens: &[Token], run: &[Option<usize>], length: usize) -> bool {
    (0..length).all(|i| match (run[i], run[i + length]) {
        (Some(a), Some(b)) => {
            vocabulary.same_letters(tokens[a].word, tokens[b].word)
                && tokens[a].after <= After::Comma
                && !doubles(tokens, vocabulary, a)
        }
        _ => false,
    })
}

/// "very very", "no no", "bye bye" and digits are said twice on purpose.
fn doubles(tokens: &[Token], vocabulary: &Vocabulary, at: usize) -> bool {
    const ON_PURPOSE: &[&str] =
        &["very", "really", "so", "no", "bye", "many", "much", "yes", "yeah", "long", "far", "had", "that"];
    let word = vocabulary.word(tokens[at].word);
    word.kind.is(Kind::DIGITS.and(Kind::NUMBER)) || ON_PURPOSE.contains(&&*word.lower)
}

fn drop_first(tokens: &mut [Token], kept: &mut [Option<usize>; 2 * LONGEST_REPEAT], length: usize) {
    let first = 2 * (LONGEST_REPEAT - length);
    for place in &mut kept[first..first + length] {
        if let Some(at) = place.take() {
            tokens[at].skip = Some(Skip::Repeat);
        }
    }
    // What is left moves up against the newest words, so that a third repeat is seen too.
    let older = first;
    kept.copy_within(0..older, length);
    kept[..length].fill(None);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    fn words(text: &str) -> Vec<String> {
        let mut vocabulary = Vocabulary::new(english());
        let mut out = vec![];
        tokenize(text, &mut vocabulary, &mut out);
        out.iter()
            .map(|t| {
                let mark = match (t.skip, t.after) {
                    (Some(_), _) => "~",
                    (None, After::Blank) => "",
                    (None, After::Comma) => ",",
                    (None, After::Clause) => ";",
                    (None, After::Stop) => ".",
                    (None, After::Question) => "?",
                    (None, After::Missing) => "#",
                };
                format!("{}{mark}", &text[t.span.range()])
            })
            .collect()
    }

    #[test]
    fn words_and_marks() {
        assert_eq!(words("Hi, I can't log in. Why?"), ["Hi,", "I", "can't", "log", "in.", "Why?"]);
        assert_eq!(words("it’s the e-mail – honest"), ["it’s", "the", "e", "mail;", "honest."]);
        assert_eq!(words("to [region] please"), ["to#", "please."]);
        assert_eq!(words("well (laughs) the (blue) one"), ["well#", "the;", "blue;", "one."]);
        assert_eq!(words(""), Vec::<String>::new());
    }

    #[test]
    fn fillers_cut_words_and_repeats_are_skipped() {
        assert_eq!(words("I um I think bec- because"), ["I~", "um~", "I", "think", "bec~", "because."]);
        assert_eq!(words("we have to we have to go"), ["we~", "have~", "to~", "we", "have", "to", "go."]);
        assert_eq!(words("the the the cat"), ["the~", "the~", "the", "cat."]);
        assert_eq!(words("very very slow"), ["very", "very", "slow."]);
        assert_eq!(words("em I love 'em"), ["em~", "I", "love", "em."]);
        assert_eq!(words("it broke. It broke."), ["it", "broke.", "It", "broke."]);
    }

    #[test]
    fn spans_lie_on_characters() {
        let text = "naïve café – ünïted ’tis \u{0065}\u{0301}tude";
        let mut out = vec![];
        tokenize(text, &mut Vocabulary::new(english()), &mut out);
        for token in out {
            assert!(text.get(token.span.range()).is_some_and(|w| !w.is_empty()));
        }
    }
}
