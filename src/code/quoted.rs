//! The text of a turn and places in it, in their order, in; whether each stands inside quotation marks out.

/// A quotation that is never closed ends here, in bytes.
const LONGEST: usize = 400;

/// How far a turn has been looked through, and whether a quotation is open there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Quotes {
    seen: usize,
    opened: Option<usize>,
}

impl Quotes {
    /// Whether the place `at`, in bytes, stands inside a quotation. Places must come in their order.
    pub(super) fn around(&mut self, text: &str, at: usize) -> bool {
        let bytes = text.as_bytes();
        for place in self.seen..at.min(bytes.len()) {
            let blank_before =
                place == 0 || bytes[place - 1].is_ascii_whitespace() || b"([,".contains(&bytes[place - 1]);
            match bytes[place] {
                b'"' => self.opened = blank_before.then_some(place),
                // The curly ones: E2 80 9C opens, E2 80 9D closes.
                0x9c if bytes[..place].ends_with(&[0xe2, 0x80]) => self.opened = Some(place),
                0x9d if bytes[..place].ends_with(&[0xe2, 0x80]) => self.opened = None,
                _ => {}
            }
        }
        self.seen = self.seen.max(at);
        self.opened.is_some_and(|opened| at < opened + LONGEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether each `^` in the text stands inside a quotation.
    fn quoted(text: &str) -> Vec<bool> {
        let mut quotes = Quotes::default();
        text.match_indices('^').map(|(at, _)| quotes.around(text, at)).collect()
    }

    #[test]
    fn what_stands_between_quotation_marks_is_quoted() {
        assert_eq!(quoted("a ^ \"b ^ c\" ^ d"), [false, true, false]);
        assert_eq!(quoted("a ^ “b ^ c” ^ d"), [false, true, false]);
    }

    #[test]
    fn inches_open_nothing_and_no_quotation_is_endless() {
        assert_eq!(quoted("a 7\" pipe ^"), [false]);
        assert_eq!(quoted(&format!("\"a {} ^", "b ".repeat(300))), [false]);
    }
}
