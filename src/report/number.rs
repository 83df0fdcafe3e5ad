//! A number in, the words for it out, as the page writes them.

use crate::findings::Share;

/// `31204` as `31,204`.
pub(in crate::report) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut words = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// `1 call`, `12 calls`.
pub(in crate::report) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// A share as whole percent, its sign on the same line; what is not quite none or all is not called so.
pub(in crate::report) fn percent(share: f64) -> String {
    let whole = (share * 100.0).round();
    if whole == 0.0 && share > 0.0 {
        "under 1\u{a0}%".to_owned()
    } else if whole >= 100.0 && share < 1.0 {
        "over 99\u{a0}%".to_owned()
    } else {
        format!("{whole:.0}\u{a0}%")
    }
}

/// A difference of shares as `31 points`.
pub(in crate::report) fn points(difference: f64) -> String {
    let whole = (difference * 100.0).round();
    format!("{whole:.0} {}", if whole == 1.0 { "point" } else { "points" })
}

/// An interval as `34–66 %`.
pub(in crate::report) fn range(share: Share) -> String {
    format!("{:.0}–{:.0}\u{a0}%", share.low * 100.0, share.high * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_write_them() {
        assert_eq!([0, 999, 1000, 31_204, 1_234_567].map(count), ["0", "999", "1,000", "31,204", "1,234,567"]);
        assert_eq!(counted(1, "call", "calls"), "1 call");
        assert_eq!(
            [0.0, 0.001, 0.126, 0.999, 1.0].map(percent),
            ["0\u{a0}%", "under 1\u{a0}%", "13\u{a0}%", "over 99\u{a0}%", "100\u{a0}%"]
        );
    }
}
