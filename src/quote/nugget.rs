//! What could be quoted in, nuggets out: vivid remarks in words that few customers use and no rep.

use super::Quotable;
use super::near::{Shingles, Shown};
use crate::corpus::Corpus;
use crate::count::stream::Keys;
use crate::language::{Kind, Language, Set};
use crate::tokenize::{Token, Vocabulary, tokenize};

/// Nuggets at most.
const MOST: usize = 24;
/// Quotes looked at, the best first: a bound on the work.
const MOST_LOOKED_AT: usize = 4000;
/// A remark that is no good quote is no nugget either, in thousandths.
const LEAST_SCORE: u32 = 600;
/// In so few calls everything is rare.
const LEAST_CALLS: usize = 8;
/// Everyday words are more common than this, in hundredths of Zipf; what is not known at all may be a slip.
const EVERYDAY: u16 = 380;

/// In how many calls customers and reps say a word, by the number of its key: (customers, reps).
pub type SaidIn = (u32, u32);

/// The nuggets, most vivid first, one a call. `keys` and `said_in` know the words of the run.
pub fn nuggets<'q>(
    pool: &'q [Quotable],
    corpus: &Corpus,
    language: &'static Language,
    (keys, said_in): (&Keys, &[SaidIn]),
) -> Vec<&'q Quotable> {
    if corpus.calls.len() < LEAST_CALLS {
        return vec![];
    }
    let few = (corpus.calls.len() as u32 / 100).clamp(1, 3);
    let rare = |key: u32| said_in.get(key as usize).is_some_and(|(customers, reps)| *customers <= few && *reps == 0);
    let mut eye = Eye { language, vocabulary: Vocabulary::new(language), tokens: vec![] };
    let mut good: Vec<&Quotable> =
        pool.iter().filter(|q| q.code.is_some() && !q.prompted && q.score >= LEAST_SCORE).collect();
    good.sort_by_key(|q| (std::cmp::Reverse(q.score), q.at));
    good.truncate(MOST_LOOKED_AT);
    let mut found: Vec<(u32, &Quotable)> = vec![];
    for quotable in good {
        let vivid = eye.vividness(corpus.text_of(quotable.at), |base| keys.find(base).is_some_and(rare));
        if vivid > 0 {
            found.push((quotable.score * (100 + vivid) / 100, quotable));
        }
    }
    found.sort_by_key(|(worth, q)| (std::cmp::Reverse(*worth), q.at));
    let (mut shingles, mut shown, mut calls) = (Shingles::new(eye.vocabulary), Shown::default(), Set::default());
    let mut chosen = vec![];
    for (_, quotable) in found {
        let words = shingles.of(corpus.text_of(quotable.at));
        if chosen.len() < MOST && !calls.contains(&quotable.at.call) && shown.admits(&words) {
            shown.add(words);
            calls.insert(quotable.at.call);
            chosen.push(quotable);
        }
    }
    chosen
}

struct Eye {
    language: &'static Language,
    vocabulary: Vocabulary,
    tokens: Vec<Token>,
}

impl Eye {
    /// How vivid a text is: how much rarer than everyday speech its two rarest words are, of those that `rare` accepts by
    /// their base forms; and how strongly it feels. 0 without a rare word.
    fn vividness(&mut self, text: &str, rare: impl Fn(&str) -> bool) -> u32 {
        tokenize(text, &mut self.vocabulary, &mut self.tokens);
        let (mut rarest, mut feeling) = ([0_u32; 2], 0_u32);
        for token in self.tokens.iter().filter(|token| token.skip.is_none()) {
            let word = self.vocabulary.word(token.word);
            feeling += u32::from(self.language.feeling(&word.lower).unsigned_abs());
            let small = text[token.span.range()].starts_with(char::is_lowercase);
            let zipf = self.language.zipf(&word.lower).filter(|zipf| *zipf <= EVERYDAY);
            let Some(zipf) = zipf.filter(|_| small && word.kind == Kind::CONTENT) else { continue };
            if rare(&self.language.base(&word.parts[0])) {
                let value = u32::from(EVERYDAY - zipf) + 20;
                rarest = if value > rarest[0] { [value, rarest[0]] } else { [rarest[0], rarest[1].max(value)] };
            }
        }
        if rarest[0] == 0 { 0 } else { rarest[0] / 2 + rarest[1] / 2 + feeling.min(60) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    #[test]
    fn rare_words_and_strong_ones_are_vivid() {
        let mut eye = Eye { language: english(), vocabulary: Vocabulary::new(english()), tokens: vec![] };
        let plain = eye.vividness("We order the parts from a list every week.", |_| true);
        let vivid = eye.vividness("It is a treadmill, and we limp along with it.", |_| true);
        let hated = eye.vividness("It is a terrible treadmill, and we limp along with it.", |_| true);
        assert_eq!(plain, 0);
        assert!(vivid > 0 && hated > vivid, "{vivid} {hated}");
        assert_eq!(eye.vividness("It is a treadmill, and we limp along with it.", |_| false), 0);
    }
}
