//! Talk about the talk: backchannels ("yeah, right") and set phrases ("thank you for calling", "can you hear me").

use crate::language::{Language, Map};
use crate::tokenize::{Token, Vocabulary};

/// Words that a turn may have and still be a mere sign of listening.
const LONGEST_BACKCHANNEL: usize = 4;

/// Whether the turn says no more than "I am listening".
pub fn is_backchannel(tokens: &[Token], vocabulary: &Vocabulary) -> bool {
    tokens.len() <= LONGEST_BACKCHANNEL
        && tokens.iter().all(|t| t.skip.is_some() || vocabulary.word(t.word).backchannel)
}

/// The set phrases of a language, by their first word.
pub struct TalkPhrases {
    by_first: Map<&'static str, Vec<&'static [&'static str]>>,
}

impl TalkPhrases {
    /// The phrases of a language, the longest first.
    pub fn new(language: &'static Language) -> Self {
        let mut by_first: Map<&'static str, Vec<&'static [&'static str]>> = Map::default();
        for phrase in &language.phrases_of_talk {
            if let Some((first, rest)) = phrase.split_first() {
                by_first.entry(first).or_default().push(rest);
            }
        }
        for rests in by_first.values_mut() {
            rests.sort_by_key(|rest| std::cmp::Reverse(rest.len()));
        }
        TalkPhrases { by_first }
    }

    /// How many tokens from `tokens[0]` on are a set phrase; 0 if none begins here.
    pub fn at(&self, tokens: &[Token], vocabulary: &Vocabulary) -> usize {
        let Some(first) = tokens.first() else { return 0 };
        let word = vocabulary.word(first.word);
        if !word.opens_talk {
            return 0;
        }
        let parts = &word.parts;
        let Some(rests) = self.by_first.get(&*parts[0]) else { return 0 };
        rests.iter().find_map(|rest| matched(rest, parts.len(), tokens, vocabulary)).unwrap_or(0)
    }
}

/// Tokens used up by the phrase whose words after the first are `rest`; the phrase must end with a token.
fn matched(rest: &[&str], first_parts: usize, tokens: &[Token], vocabulary: &Vocabulary) -> Option<usize> {
    let mut want = rest.iter();
    let mut skip = 1;
    for (used, token) in tokens.iter().enumerate() {
        if token.skip.is_some() {
            continue;
        }
        for part in vocabulary.word(token.word).parts.iter().skip(std::mem::take(&mut skip)) {
            if want.next() != Some(&&**part) {
                return None;
            }
        }
        if want.len() == 0 {
            return (rest.len() + 1 >= first_parts).then_some(used + 1);
        }
        if token.after > crate::tokenize::After::Comma {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;
    use crate::tokenize::tokenize;

    fn hidden(text: &str) -> usize {
        let mut vocabulary = Vocabulary::new(english());
        let mut tokens = vec![];
        tokenize(text, &mut vocabulary, &mut tokens);
        TalkPhrases::new(english()).at(&tokens, &vocabulary)
    }

    #[test]
    fn set_phrases_are_found_whole() {
        assert_eq!(hidden("thanks for having me today"), 4);
        assert_eq!(hidden("how's it going there"), 3);
        assert_eq!(hidden("thank you so much, really"), 4);
        assert_eq!(hidden("thank you note"), 0);
        assert_eq!(hidden("card is lost"), 0);
    }
}
