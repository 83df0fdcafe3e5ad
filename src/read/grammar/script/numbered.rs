//! A text whose lines are numbered in, as courts and linguists print them; the same without the numbers out.

use crate::read::grammar::lines::lines;

/// Lines looked at.
const PROBED: usize = 60;
/// Fewer lines may begin with numbers by chance.
const FEWEST: usize = 4;

/// The text without the number before each line, and how many went. Counted through or anew on each page. `None` where lines are not
/// numbered.
pub(super) fn stripped(text: &str) -> Option<(String, u64)> {
    let (mut all, mut next, mut last) = (0, 0, None);
    for (_, line) in lines(text).filter(|(_, line)| !line.trim().is_empty()).take(PROBED) {
        all += 1;
        let number = number(line).map(|(number, _)| number);
        let follows = number.is_some_and(|n| n == 1 || last.is_some_and(|last| n == last + 1) || last.is_none());
        next += usize::from(follows);
        last = number.or(last);
    }
    if all < FEWEST || next * 10 < all * 9 {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut gone = 0;
    for (_, line) in lines(text) {
        let number = number(line);
        gone += u64::from(number.is_some());
        out.push_str(number.map_or(line, |(_, length)| &line[length..]));
        out.push('\n');
    }
    Some((out, gone))
}

/// The number with which a line begins, and its length with the blanks behind it: not of a time, nor of a list.
fn number(line: &str) -> Option<(u32, usize)> {
    let bare = line.trim_start_matches([' ', '\t']);
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let number = if (1..=5).contains(&digits) { bare[..digits].parse().ok()? } else { return None };
    let rest = bare[digits..].trim_start_matches([' ', '\t']);
    (rest.len() < bare.len() - digits).then(|| (number, line.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use super::stripped;

    #[test]
    fn numbers_of_lines_go_and_others_stay() {
        let text = "1 Ann: hi\n2 Jon: 3 of\n3\tthem\n 1 Ann: oh\n";
        assert_eq!(stripped(text), Some(("Ann: hi\nJon: 3 of\nthem\nAnn: oh\n".to_owned(), 4)));
        for none in
            ["1. a\n2. b\n3. c\n4. d\n", "10:00 a\n10:01 b\n10:02 c\n10:03 d\n", "2 x\n6 y\n9 z\n4 k\n", "1 a\n2 b\n"]
        {
            assert_eq!(stripped(none), None, "{none}");
        }
    }
}
