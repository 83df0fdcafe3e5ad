//! A line of a caption in, its words out: tags cut, entities decoded, the voice taken from `<v Name>`.

use std::borrow::Cow;

/// Longest tag or entity that is believed.
const LONGEST_TAG: usize = 240;
const LONGEST_ENTITY: usize = 10;

/// Part of a caption line, spoken by one voice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// The voice named in this part or before it in the cue.
    pub voice: Option<Cow<'a, str>>,
    /// The words.
    pub text: Cow<'a, str>,
}

/// The parts of a line. `voice` is the voice still speaking from the line before, and then from this one.
pub fn parts<'a>(line: &'a str, voice: &mut Option<Cow<'a, str>>, mut take: impl FnMut(Part<'a>)) {
    if memchr::memchr(b'<', line.as_bytes()).is_none() {
        if !line.is_empty() {
            take(Part { voice: voice.clone(), text: plain(line) });
        }
        return;
    }
    let mut rest = line;
    loop {
        let next = rest.find("<v").filter(|&at| is_voice(&rest[at..]));
        let end = next.unwrap_or(rest.len());
        if end > 0 {
            let (spoken, after) = rest[..end].split_once("</v>").unwrap_or((&rest[..end], ""));
            let closed = spoken.len() < end;
            take(Part { voice: voice.clone(), text: plain(spoken) });
            if closed {
                *voice = None;
                take(Part { voice: None, text: plain(after) });
            }
        }
        let Some(at) = next else { break };
        let tag = &rest[at..];
        let close = tag.find('>').unwrap_or(tag.len());
        let name = tag[2..close].trim_start_matches(|c: char| !c.is_whitespace()).trim();
        *voice = (!name.is_empty()).then(|| entities(name));
        rest = tag.get(close + 1..).unwrap_or("");
    }
}

fn is_voice(tag: &str) -> bool {
    matches!(tag.as_bytes().get(2), Some(b' ' | b'\t' | b'.')) && tag.len() > 3 && short_close(tag).is_some()
}

fn short_close(tag: &str) -> Option<usize> {
    tag.bytes().take(LONGEST_TAG).position(|b| b == b'>')
}

/// The text without tags (`<c.blue>`, `<00:01.000>`, `<i>`, `{\an8}`), entities decoded.
pub fn plain(text: &str) -> Cow<'_, str> {
    if memchr::memchr3(b'<', b'{', b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr2(b'<', b'{', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match tag_length(rest) {
            Some(length) => {
                if rest[..length].starts_with("<br") {
                    out.push(' ');
                }
                rest = &rest[length..];
            }
            None => {
                out.push_str(&rest[..1]);
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    match entities(&out) {
        Cow::Borrowed(_) => Cow::Owned(out),
        Cow::Owned(decoded) => Cow::Owned(decoded),
    }
}

fn tag_length(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    match (bytes[0], bytes.get(1)?) {
        (b'<', b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'0'..=b'9') => short_close(rest).map(|at| at + 1),
        (b'{', b'\\') => bytes.iter().take(LONGEST_TAG).position(|&b| b == b'}').map(|at| at + 1),
        _ => None,
    }
}

/// Decodes the entities of captions and simple HTML: `&amp;`, `&#39;`, `&gt;&gt;`, `&nbsp;`.
pub fn entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(LONGEST_ENTITY).position(|b| b == b';');
        match end.and_then(|end| entity(&rest[1..end]).map(|c| (c, end))) {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control() || c.is_whitespace());
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "lrm" | "rlm" | "zwnj" | "zwj" | "shy" => '\u{200b}',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "euro" => '€',
        "pound" => '£',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "ccedil" => 'ç',
        "ntilde" => 'ñ',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "szlig" => 'ß',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(line: &str) -> Vec<(String, String)> {
        let mut out = vec![];
        parts(line, &mut None, |part| {
            if !part.text.trim().is_empty() {
                out.push((part.voice.unwrap_or_default().into_owned(), part.text.trim().to_owned()));
            }
        });
        out
    }

    #[test]
    fn tags_and_entities() {
        assert_eq!(plain("it<00:01.0><c> will</c> &amp; &#39;go&#39; {\\an8}a < b"), "it will & 'go' a < b");
        assert_eq!(entities("&gt;&gt; R&D &bogus; &#x41;"), ">> R&D &bogus; A");
        assert_eq!(plain("no mark-up"), Cow::Borrowed("no mark-up"));
    }

    #[test]
    fn voices() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(all("<v Quade, Marisol (Research)>Hello</v>"), [pair("Quade, Marisol (Research)", "Hello")]);
        assert_eq!(
            all("<v.loud Inés>Yes <v Bev>No</v> none"),
            [pair("Inés", "Yes"), pair("Bev", "No"), pair("", "none")]
        );
        assert_eq!(all("<v.first>class only"), [pair("", "class only")]);
    }
}
