//! Two spellings in; how alike their letters are, and whether they sound alike, out.

/// Jaro-Winkler similarity (Winkler 1990): 0 nothing in common, 1 the same. Letters that stand near each other count, and
/// up to four that both begin with count more.
pub fn jaro_winkler(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let near = (a.len().max(b.len()) / 2).saturating_sub(1);
    let mut taken = vec![false; b.len()];
    let mut ours = vec![];
    for (at, letter) in a.iter().enumerate() {
        let window = at.saturating_sub(near)..(at + near + 1).min(b.len());
        if let Some(found) = window.into_iter().find(|place| !taken[*place] && b[*place] == *letter) {
            taken[found] = true;
            ours.push(*letter);
        }
    }
    if ours.is_empty() {
        return 0.0;
    }
    let theirs = b.iter().zip(&taken).filter(|(_, taken)| **taken).map(|(letter, _)| *letter);
    let moved = ours.iter().zip(theirs).filter(|(x, y)| **x != *y).count() / 2;
    let same = ours.len() as f64;
    let jaro = (same / a.len() as f64 + same / b.len() as f64 + (same - moved as f64) / same) / 3.0;
    let prefix = a.iter().zip(&b).take(4).take_while(|(x, y)| x == y).count() as f64;
    jaro + prefix * 0.1 * (1.0 - jaro)
}

/// How an English word sounds, roughly: its consonants after the letter rules of Metaphone (Philips 1990), without most of
/// the exceptions. `None` for a word with other letters than a to z.
pub fn sound(word: &str) -> Option<String> {
    if word.is_empty() || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let mut code = String::new();
    let mut rest = word;
    for (silent, spoken) in [("kn", "n"), ("gn", "n"), ("wr", "r"), ("ps", "s"), ("wh", "w")] {
        if let Some(after) = rest.strip_prefix(silent) {
            code.push_str(spoken);
            rest = after;
        }
    }
    while !rest.is_empty() {
        let (spoken, used) = consonant(rest, code.is_empty());
        if !code.ends_with(spoken) {
            code.push_str(spoken);
        }
        rest = &rest[used..];
    }
    Some(code)
}

/// What the letters at the beginning sound like, and how many they are.
fn consonant(rest: &str, first: bool) -> (&'static str, usize) {
    const GROUPS: [(&str, &str); 9] = [
        ("tch", "x"),
        ("dge", "j"),
        ("sch", "sk"),
        ("ph", "f"),
        ("sh", "x"),
        ("ch", "x"),
        ("ck", "k"),
        ("th", "0"),
        ("gh", ""),
    ];
    if let Some((letters, spoken)) = GROUPS.iter().find(|(letters, _)| rest.starts_with(letters)) {
        return (spoken, letters.len());
    }
    let soft = rest[1..].starts_with(['e', 'i', 'y']);
    let spoken = match rest.as_bytes()[0] {
        b'a' | b'e' | b'i' | b'o' | b'u' => {
            if first {
                "a"
            } else {
                ""
            }
        }
        b'h' | b'w' | b'y' => {
            if first {
                "h"
            } else {
                ""
            }
        }
        b'c' if soft => "s",
        b'g' if soft => "j",
        b'b' => "b",
        b'c' | b'k' | b'q' | b'g' => "k",
        b'd' | b't' => "t",
        b'f' | b'v' => "f",
        b'j' => "j",
        b'l' => "l",
        b'm' => "m",
        b'n' => "n",
        b'p' => "p",
        b'r' => "r",
        b'x' => "ks",
        _ => "s",
    };
    (spoken, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    /// Winkler (1990), Table: MARTHA/MARHTA .9611, DIXON/DICKSONX .8133, DWAYNE/DUANE .8400.
    #[test]
    fn as_winkler_has_it() {
        for (a, b, published) in
            [("martha", "marhta", 0.9611), ("dixon", "dicksonx", 0.8133), ("dwayne", "duane", 0.8400)]
        {
            assert!((jaro_winkler(a, b) - published).abs() < 1e-4, "{a} {b}");
        }
        assert_eq!((jaro_winkler("abc", "xyz"), jaro_winkler("", "a")), (0.0, 0.0));
    }

    #[test]
    fn what_sounds_alike_has_one_code() {
        for (a, b) in [("jobren", "jobwren"), ("fixmoor", "ficksmore"), ("phaser", "fazer"), ("knight", "nite")] {
            assert_eq!(sound(a), sound(b), "{a} {b}");
        }
        assert_ne!(sound("printer"), sound("painter"));
        assert_eq!((sound("naïve"), sound("")), (None, None));
    }
}
