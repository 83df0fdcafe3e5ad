//! The inside of a JSON string in, its text out. A half surrogate or an unknown escape becomes U+FFFD or itself.

/// Resolves the escapes.
pub fn unescape(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(sign) = rest.chars().next() else { break };
        rest = &rest[sign.len_utf8()..];
        match sign {
            'n' => out.push('\n'),
            't' => out.push('\t'),
            'r' => out.push('\r'),
            'b' => out.push('\u{8}'),
            'f' => out.push('\u{c}'),
            'u' => rest = code_point(rest, &mut out),
            other => out.push(other),
        }
    }
    out.push_str(rest);
    out
}

/// Reads what follows `\u`, with the second half of a pair, and returns what is left.
fn code_point<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let Some((high, after)) = four(rest) else {
        out.push('\u{FFFD}');
        return rest;
    };
    if (0xD800..0xDC00).contains(&high)
        && let Some((low, end)) = after.strip_prefix("\\u").and_then(four)
        && (0xDC00..0xE000).contains(&low)
    {
        let point = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        out.push(char::from_u32(point).unwrap_or('\u{FFFD}'));
        return end;
    }
    out.push(char::from_u32(high).unwrap_or('\u{FFFD}'));
    after
}

fn four(text: &str) -> Option<(u32, &str)> {
    let digits = text.get(..4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    Some((u32::from_str_radix(digits, 16).ok()?, &text[4..]))
}
