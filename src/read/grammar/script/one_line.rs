//! A whole conversation in one line in, `Agent: hello Customer: it broke`; the same in lines out, as cells of tables and
//! fields of JSON often hold it.

use crate::read::grammar::label::{Kind, kind};

/// Turns that a line must hold to be broken.
const TURNS: usize = 3;

/// The line broken before each label. `None` for a text of several lines, and for one that is no conversation.
pub(super) fn broken(text: &str) -> Option<String> {
    let text = text.trim();
    if memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_some() || text.len() < 24 {
        return None;
    }
    let mut heads: Vec<(usize, &str)> = Vec::new();
    for colon in memchr::memmem::find_iter(text.as_bytes(), b": ") {
        let from = heads.last().map_or(0, |head| head.0 + head.1.len() + 1);
        heads.extend(label_before(text, from.min(colon), colon));
    }
    let first = heads.first()?;
    let two = heads.iter().any(|head| !head.1.eq_ignore_ascii_case(first.1));
    if heads.len() < TURNS || !two || first.0 > 0 {
        return None;
    }
    let mut out = String::with_capacity(text.len() + heads.len());
    let mut last = 0;
    for (at, _) in heads {
        out.push_str(&text[last..at]);
        out.push('\n');
        last = at;
    }
    out.push_str(&text[last..]);
    Some(out)
}

/// A word for a speaker, or two, that ends at the colon: with a capital, or at the beginning of a sentence.
fn label_before(text: &str, from: usize, colon: usize) -> Option<(usize, &str)> {
    let before = &text[from..colon];
    let starts = before.rmatch_indices(' ').map(|(at, _)| from + at + 1).take(2);
    let mut starts: Vec<usize> = starts.collect();
    if starts.len() < 2 {
        starts.push(from);
    }
    starts.into_iter().rev().find_map(|at| {
        let label = text[at..colon].trim();
        let ended = text[..at].trim_end().ends_with(['.', '?', '!', '…', '"', ')', ']', '|', '/', '>']) || at == 0;
        let sound = kind(label) == Some(Kind::Speaker) && !label.contains([',', '.', '?', '!']);
        (sound && (ended || label.starts_with(char::is_uppercase))).then_some((at, label))
    })
}

#[cfg(test)]
mod tests {
    use super::broken;

    #[test]
    fn labels_inside_of_a_line_begin_new_ones() {
        let line = "Agent: How can I help? Customer: The kiln is cold. Agent: I see: cold. Speaker 2: Yes";
        let lines = "\nAgent: How can I help? \nCustomer: The kiln is cold. \nAgent: I see: cold. \nSpeaker 2: Yes";
        assert_eq!(broken(line).as_deref(), Some(lines));
        for none in [
            "Agent: one answer with a list: this, and that",
            "We told the agent: no. The customer: gone. Then it ended: well.",
            "Agent: hi\nCustomer: ho\nAgent: hi",
            "",
        ] {
            assert_eq!(broken(none), None, "{none}");
        }
    }
}
