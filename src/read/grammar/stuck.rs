//! A recogniser that is stuck says the same few words over and over inside one segment; such a text in, the words said
//! once out.

/// Words in the longest phrase a recogniser is known to be stuck in.
const LONGEST: usize = 8;
/// A phrase said so often in a row is no longer speech. People do say "no" six times.
const OFTEN: usize = 8;

/// The text without what is said too often, and the number of words that went. `None` where all may stay.
pub fn unstuck(text: &str) -> Option<(String, u64)> {
    if text.len() < OFTEN * 2 {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    if !may_be_stuck(&words) {
        return None;
    }
    let mut kept: Vec<&str> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        match (1..=LONGEST).find_map(|period| run(&words[at..], period).map(|length| (period, length))) {
            Some((period, length)) => {
                kept.extend(&words[at..at + period]);
                at += length;
            }
            None => {
                kept.push(words[at]);
                at += 1;
            }
        }
    }
    (kept.len() < words.len()).then(|| (kept.join(" "), (words.len() - kept.len()) as u64))
}

/// Whether any phrase may be said [`OFTEN`] times: then each word of all but its first saying, and the next one, are the
/// same as a period before. The first saying again holds at least seven words, so every sixth word is enough to see it.
fn may_be_stuck(words: &[&str]) -> bool {
    let same = |at: usize, period: usize| at >= period && words[at].eq_ignore_ascii_case(words[at - period]);
    let ends = words.len().saturating_sub(1);
    (1..ends).step_by(OFTEN - 2).any(|at| (1..=LONGEST).any(|period| same(at, period) && same(at + 1, period)))
}

/// Words covered by a phrase of `period` words that begins here and is said [`OFTEN`] times or more.
fn run(words: &[&str], period: usize) -> Option<usize> {
    let mut length = period;
    while length < words.len() && words[length].eq_ignore_ascii_case(words[length - period]) {
        length += 1;
    }
    let times = length / period;
    (times >= OFTEN).then_some(times * period)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loop_is_said_once_and_counted() {
        let text = format!("well {} and then", "you know ".repeat(20));
        assert_eq!(unstuck(&text), Some(("well you know and then".into(), 38)));
    }

    #[test]
    fn what_people_say_stays() {
        assert_eq!(unstuck("no no no no no no that is not what I meant at all"), None);
        assert_eq!(unstuck(""), None);
    }
}
