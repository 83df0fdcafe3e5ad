//! A slice of a turn in, the same words without fillers, repeats and cut words out: only declared deletions, and a check
//! that no negation, number or hedge went with them.

use super::facts::{FactBook, HEDGE, NEGATOR, NUMBER, pauses};
use crate::corpus::Span;
use crate::mask::private::Private;
use crate::tokenize::{After, Skip, Token, Vocabulary, tokenize};

/// Why words were left out of a clean quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// um, uh.
    Filler,
    /// The first "we have" of "we have we have".
    Repeat,
    /// "bec-" before "because".
    Cut,
    /// "you know" between commas.
    Pause,
}

/// A quote made readable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clean {
    /// The words, private data hidden, as a sentence: its first letter and every "I" large, and a full stop if the
    /// transcript has any.
    pub text: String,
    /// What was left out: spans of the turn, in order.
    pub edits: Vec<(Span, Edit)>,
}

/// Cleans a slice of a turn. Private places of the turn are shown by their labels. If a deletion would lose a negation, a
/// number or a hedge, nothing is deleted.
pub fn clean(turn: &str, span: Span, private: &[Private], vocabulary: &mut Vocabulary) -> Clean {
    let text = turn.get(span.range()).unwrap_or("");
    let mut tokens = vec![];
    tokenize(text, vocabulary, &mut tokens);
    let edits = edits(text, &tokens, vocabulary);
    let kept = kept_text(text, &edits, &[]);
    let edits = if lawful(text, &kept, vocabulary) { edits } else { vec![] };
    let inside: Vec<(Span, &str)> = private
        .iter()
        .filter(|p| p.span.overlaps(span))
        .map(|p| {
            let start = p.span.start.max(span.start) - span.start;
            (Span::new(start, p.span.end.min(span.end) - span.start), p.kind.label())
        })
        .collect();
    let shown = kept_text(text, &edits, &inside);
    let moved = |at: Span| Span::new(at.start + span.start, at.end + span.start);
    Clean {
        text: sentence(shown.trim(), turn.contains(['.', '?', '!'])),
        edits: edits.into_iter().map(|(at, why)| (moved(at), why)).collect(),
    }
}

/// What is to be left out: spans of the text, in order, never overlapping.
fn edits(text: &str, tokens: &[Token], vocabulary: &Vocabulary) -> Vec<(Span, Edit)> {
    let mut edits = vec![];
    // "I do not- not yet" may lose the first, "I do not- well" may not; repeats across it are none then.
    let mut book = FactBook::default();
    let mut stays = |i: usize| {
        let cut = tokens[i].skip == Some(Skip::Cut);
        cut && !is_said_again(tokens, i, vocabulary) && is_weighty(text, &tokens[i], vocabulary, &mut book)
    };
    let halting = (0..tokens.len()).any(&mut stays);
    let mut i = 0;
    while i < tokens.len() {
        let why = match tokens[i].skip {
            Some(Skip::Filler) => Some(Edit::Filler),
            Some(Skip::Repeat) => (!halting).then_some(Edit::Repeat),
            Some(Skip::Cut) => (!stays(i)).then_some(Edit::Cut),
            Some(Skip::Private) | None => None,
        };
        if let Some(why) = why {
            edits.push((tokens[i].span, why));
            i += 1;
        } else if let Some(length) = pause_at(tokens, i, vocabulary) {
            edits.push((Span::new(tokens[i].span.start, tokens[i + length - 1].span.end), Edit::Pause));
            i += length;
        } else {
            i += 1;
        }
    }
    edits
}

/// Words of a pause such as "you know" between commas that begins at token `i`.
pub fn pause_at(tokens: &[Token], i: usize, vocabulary: &Vocabulary) -> Option<usize> {
    let opened = i > 0 && tokens[i - 1].after == After::Comma;
    let lower = |k: usize| tokens.get(k).map(|t| &*vocabulary.word(t.word).lower);
    let said = |phrase: &&Vec<&str>| (0..phrase.len()).all(|k| lower(i + k) == Some(phrase[k]));
    let length = pauses().iter().filter(said).map(Vec::len).max().filter(|_| opened)?;
    (tokens[i + length - 1].after == After::Comma).then_some(length)
}

/// The text without the edits, and with labels for what is private. Marks that have lost their word go too.
fn kept_text(text: &str, edits: &[(Span, Edit)], private: &[(Span, &str)]) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    let mut edits = edits.iter().peekable();
    let mut private = private.iter().peekable();
    loop {
        let next_edit = edits.peek().map_or(usize::MAX, |(at, _)| at.start as usize);
        let next_label = private.peek().map_or(usize::MAX, |(at, _)| at.start as usize);
        if next_edit == usize::MAX && next_label == usize::MAX {
            break;
        }
        let (start, end, label) = match private.next_if(|_| next_label <= next_edit) {
            Some((at, label)) => (next_label, at.end as usize, Some(*label)),
            None => (next_edit, edits.next().map_or(usize::MAX, |(at, _)| at.end as usize), None),
        };
        if end <= from {
            continue; // inside what was left out or hidden already
        }
        push(&mut kept, &text[from.min(start)..start.max(from.min(start))]);
        match label {
            Some(label) => kept.push_str(label),
            None => kept.push(DELETED),
        }
        from = end;
    }
    push(&mut kept, &text[from.min(text.len())..]);
    tidy(&kept)
}

/// Stands for deleted words until the marks around them are tidied. Not a character of speech.
const DELETED: char = '\u{E000}';

fn push(kept: &mut String, piece: &str) {
    kept.extend(piece.chars().filter(|c| *c != DELETED));
}

/// Takes away the comma, dash or dots that belonged to deleted words, and doubled blanks.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != DELETED {
            tidy.push(c);
            continue;
        }
        // What follows the deleted words up to the next word is theirs, but for the end of a sentence.
        let mut end = None;
        while let Some(mark) =
            chars.next_if(|c| *c != DELETED && !c.is_alphanumeric() && !matches!(c, '[' | '"' | '“' | '('))
        {
            if matches!(mark, '.' | '?' | '!') {
                end = Some(mark);
            }
        }
        let before = tidy.trim_end_matches([' ', ',']);
        if let (Some(mark), true) = (end, before.ends_with(|c: char| c.is_alphanumeric())) {
            let length = before.len();
            tidy.truncate(length);
            tidy.push(mark);
        }
        if !tidy.is_empty() && !tidy.ends_with([' ', '"', '“', '(']) && chars.peek().is_some_and(|c| *c != DELETED) {
            tidy.push(' ');
        }
    }
    tidy.truncate(tidy.trim_end_matches([' ', ',']).len());
    tidy
}

/// Whether the kept text says as many negations, numbers and hedges, in the same order, as the whole; a slip of the tongue
/// that is said over again counts once.
pub fn lawful(whole: &str, kept: &str, vocabulary: &mut Vocabulary) -> bool {
    let mut book = FactBook::default();
    let mut weighty = |text: &str| {
        let mut tokens = vec![];
        tokenize(text, vocabulary, &mut tokens);
        let slip = |i: usize| match tokens[i].skip {
            Some(Skip::Repeat) => true,
            Some(Skip::Cut) => is_said_again(&tokens, i, vocabulary),
            _ => false,
        };
        let said = (0..tokens.len()).filter(|i| !slip(*i)).map(|i| &tokens[i]);
        let said: Vec<_> = said
            .filter(|token| is_weighty(text, token, vocabulary, &mut book))
            .map(|token| vocabulary.word(token.word).lower.clone())
            .collect();
        said
    };
    weighty(whole) == weighty(kept)
}

fn is_weighty(text: &str, token: &Token, vocabulary: &Vocabulary, book: &mut FactBook) -> bool {
    let marks = book.of(token.word, vocabulary, &text[token.span.range()]).marks;
    // "th-" is cut off from "the", not from a fourth.
    let whole = token.skip != Some(Skip::Cut) || &*vocabulary.word(token.word).lower != "th";
    whole && marks & (NEGATOR | NUMBER | HEDGE) != 0
}

/// Whether the word after a cut word begins with it: "no- not", "bec- because".
fn is_said_again(tokens: &[Token], i: usize, vocabulary: &Vocabulary) -> bool {
    let lower = |token: &Token| &*vocabulary.word(token.word).lower;
    tokens.get(i + 1).is_some_and(|next| lower(next).starts_with(lower(&tokens[i])))
}

/// The text as a sentence. Only case and, where the transcript has marks (`marked`), a full stop are touched.
fn sentence(text: &str, marked: bool) -> String {
    let mut sentence = String::with_capacity(text.len() + 1);
    for (place, word) in text.split(' ').enumerate() {
        if place > 0 {
            sentence.push(' ');
        }
        let is_i =
            word == "i" || word.strip_prefix("i").is_some_and(|rest| rest.starts_with(['\'', '’', ',', '.', '?', '!']));
        let mut chars = word.chars();
        match chars.next().filter(|_| place == 0 || is_i) {
            Some(first) => sentence.extend(first.to_uppercase().chain(chars)),
            None => sentence.push_str(word),
        }
    }
    if marked && sentence.ends_with(|c: char| c.is_alphanumeric() || c == ']') {
        sentence.push('.');
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;
    use crate::mask::private::Kind;

    fn cleaned(text: &str) -> String {
        let mut vocabulary = Vocabulary::new(english());
        clean(text, Span::new(0, text.len() as u32), &[], &mut vocabulary).text
    }

    #[test]
    fn only_what_nobody_meant_to_say_goes() {
        for (said, wanted) in [
            ("so um, we we have to, uh, type it twice.", "So we have to, type it twice."),
            ("it is, you know, a nightmare.", "It is, a nightmare."),
            ("do you know the price?", "Do you know the price?"),
            ("I th- I think it's slow, um.", "I think it's slow."),
            ("we never never get an answer", "We never get an answer"),
            ("it takes two two hours", "It takes two two hours"),
            ("I don't I don't think so", "I don't think so"),
            ("Um. It broke.", "It broke."),
            ("Um. It broke", "It broke."),
            ("so i think i'm lost", "So I think I'm lost"),
            ("it is, like, maybe ten minutes", "It is, maybe ten minutes"),
        ] {
            assert_eq!(cleaned(said), wanted);
        }
    }

    #[test]
    fn private_data_is_shown_by_its_label() {
        let text = "uh call me on 020 7946 0958 uh please";
        let private = [Private { span: Span::new(14, 27), kind: Kind::Phone }];
        let mut vocabulary = Vocabulary::new(english());
        let shown = clean(text, Span::new(0, text.len() as u32), &private, &mut vocabulary);
        assert_eq!(shown.text, "Call me on [phone] please");
        assert_eq!(shown.edits.len(), 2);
        assert_eq!(&text[shown.edits[1].0.range()], "uh");
        let part = clean(text, Span::new(3, 20), &private, &mut vocabulary);
        assert_eq!(part.text, "Call me on [phone]");
    }

    #[test]
    fn a_cut_word_that_weighs_stays_unless_it_is_said_again() {
        assert_eq!(cleaned("I do not- well I like the old gate"), "I do not- well I like the old gate");
        assert_eq!(cleaned("I do not- not like the bec- because gate"), "I do not like the because gate");
    }

    #[test]
    fn a_lost_negation_is_noticed() {
        let mut vocabulary = Vocabulary::new(english());
        assert!(!lawful("it does not work", "it does work", &mut vocabulary));
        assert!(!lawful("maybe ten", "ten", &mut vocabulary));
        assert!(!lawful("ten of twelve", "ten", &mut vocabulary));
        assert!(lawful("I don't I don't know", "I don't know", &mut vocabulary));
    }
}
