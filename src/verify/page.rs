//! A page of HTML in, its words as lines out: `<q>` between quotation marks, `<blockquote>` as `>` lines, scripts left out.

/// The words of a page. Tolerant: any bytes give some text.
pub fn lines(html: &str) -> String {
    let mut out = String::with_capacity(html.len() / 2);
    let (mut rest, mut quoting) = (html, 0usize);
    while let Some(at) = rest.find('<') {
        push_words(&mut out, &rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some(end) = rest.find('>') else { break };
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        let (closes, name) = match tag.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, tag),
        };
        let name: String =
            name.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        match name.as_str() {
            "script" | "style" if !closes => rest = after_closing(rest, &name),
            "q" => out.push(if closes { '”' } else { '“' }),
            "blockquote" => {
                quoting = if closes { quoting.saturating_sub(1) } else { quoting + 1 };
                new_paragraph(&mut out, quoting > 0);
            }
            "p" | "div" | "li" | "tr" | "td" | "th" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "section"
            | "article" | "figure" | "figcaption" | "footer" | "cite" => {
                new_paragraph(&mut out, quoting > 0 && !matches!(name.as_str(), "footer" | "cite" | "figcaption"))
            }
            "br" => out.push(' '),
            _ => {}
        }
    }
    push_words(&mut out, rest);
    out
}

fn new_paragraph(out: &mut String, quoting: bool) {
    out.push_str(if quoting { "\n\n> " } else { "\n\n" });
}

fn after_closing<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut from = 0;
    while let Some(at) = rest[from..].find("</") {
        let tail = &rest[from + at + 2..];
        if tail.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name)) {
            return tail.find('>').map_or("", |end| &tail[end + 1..]);
        }
        from += at + 2;
    }
    ""
}

/// Adds text with its entities resolved and its white space folded.
fn push_words(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        push_folded(out, &rest[..at]);
        let entity =
            rest[at + 1..].find(';').filter(|end| *end <= 8).map(|end| (&rest[at + 1..at + 1 + end], at + 2 + end));
        match entity.and_then(|(name, end)| Some((character(name)?, end))) {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end..];
            }
            None => {
                out.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    push_folded(out, rest);
}

fn push_folded(out: &mut String, text: &str) {
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with([' ', '\n']) {
            out.push(' ');
        }
    }
}

fn character(entity: &str) -> Option<char> {
    Some(match entity {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        _ => {
            let number = entity.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_page_gives_some_text() {
        assert_eq!(lines("a &lt; b &#8217; &#x41; & c").trim(), "a < b ’ A & c");
        assert_eq!(lines("<script>var x = '<q>no</q>';</SCRIPT>yes").trim(), "yes");
        assert_eq!(lines("<!-- <q>no</q> -->yes").trim(), "yes");
        assert_eq!(lines("<script>never closed").trim(), "");
        assert_eq!(lines("a < b").trim(), "a < b");
        assert!(lines(&"<".repeat(100_000)).len() <= 100_000);
        assert!(lines(&"</>".repeat(100_000)).len() < 10);
    }
}
