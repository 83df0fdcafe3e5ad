//! Markdown and HTML in, the words a reader sees out, a line for each block. Linear in the text, whatever it holds.

/// Elements whose content is not copy, or stands on every page.
const SILENT: [&str; 8] = ["script", "style", "nav", "header", "footer", "noscript", "template", "svg"];
/// Elements that do not end a line.
const INLINE: [&str; 14] =
    ["a", "b", "i", "em", "strong", "span", "small", "mark", "u", "sub", "sup", "code", "abbr", "font"];

/// Quotes are minded so far into a tag, in bytes: a quote that is never closed must not be looked for again and again.
const LONGEST_TAG: usize = 4096;

/// The text of HTML without tags, comments, scripts, navigation, header and footer.
pub(super) fn html(text: &str) -> String {
    let mut out = String::new();
    let mut silent: Option<(&str, usize)> = None;
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        if silent.is_none() {
            unescape(&rest[..open], &mut out);
        }
        rest = &rest[open..];
        let end = if rest.starts_with("<!--") { rest.find("-->").map(|at| at + 3) } else { tag_end(rest) };
        let Some(end) = end else { return out };
        let tag = &rest[1..end - 1];
        rest = &rest[end..];
        let (closing, name) = name_of(tag);
        silent = match (silent, SILENT.into_iter().find(|silent| name.eq_ignore_ascii_case(silent))) {
            (None, Some(element)) if !closing && !tag.ends_with('/') => Some((element, 1)),
            (Some((open, depth)), Some(element)) if open == element => match (closing, depth) {
                (true, 1) => None,
                (true, _) => Some((open, depth - 1)),
                (false, _) => Some((open, depth + 1)),
            },
            (state, _) => state,
        };
        if silent.is_none() && !INLINE.iter().any(|inline| name.eq_ignore_ascii_case(inline)) {
            out.push('\n');
        }
    }
    if silent.is_none() {
        unescape(rest, &mut out);
    }
    out
}

/// One past the `>` that ends the tag; quotes are minded.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in tag.bytes().take(LONGEST_TAG).enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    // A quote that nobody closed: the next `>` then.
    tag.find('>').map(|at| at + 1)
}

fn name_of(tag: &str) -> (bool, &str) {
    let (closing, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
    (closing, tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or(""))
}

fn unescape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = rest[1..].bytes().take(10).position(|b| b == b';').map(|end| &rest[1..=end]);
        match name.and_then(|name| Some((name, character(name)?))) {
            Some((name, c)) => {
                out.push(c);
                rest = &rest[name.len() + 2..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
}

fn character(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" | "rsquo" | "lsquo" => '\'',
        "nbsp" => ' ',
        "ndash" | "mdash" => '\u{2014}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

/// The text of Markdown without fences, head matter, marks, addresses and pictures. Lines of a paragraph are joined.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::new();
    let mut fenced = false;
    let mut lines: Vec<&str> = text.lines().collect();
    if lines.first().is_some_and(|line| line.trim_end() == "---") {
        let end = lines.iter().skip(1).position(|line| matches!(line.trim_end(), "---" | "..."));
        lines.drain(..end.map_or(0, |end| end + 2));
    }
    for line in lines {
        let trimmed = line.trim_start();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            fenced = !fenced;
        } else if !fenced {
            let block = trimmed.is_empty() || trimmed.starts_with(['#', '-', '*', '+', '>', '|']);
            let ordered = trimmed.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(". ");
            out.push(if block || ordered { '\n' } else { ' ' });
            inline(trimmed.trim_start_matches(['#', '-', '*', '+', '>', ' ']), &mut out);
            if trimmed.starts_with('#') {
                out.push('\n');
            }
        }
    }
    html(&out)
}

/// `[words](address)` gives the words, `![words](address)` nothing; emphasis and code marks go.
fn inline(line: &str, out: &mut String) {
    let mut rest = line;
    while let Some(at) = rest.find("](") {
        let (words, after) = (&rest[..at], &rest[at + 2..]);
        let address = after.find(')').map_or(after.len(), |end| end + 1);
        match words.rsplit_once('[') {
            Some((before, _)) if before.ends_with('!') => plain(&before[..before.len() - 1], out),
            Some((before, words)) => [before, words].iter().for_each(|part| plain(part, out)),
            None => plain(words, out),
        }
        rest = &after[address..];
    }
    plain(rest, out);
}

fn plain(text: &str, out: &mut String) {
    out.extend(text.chars().filter(|c| !matches!(c, '*' | '_' | '`' | '[' | ']')));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<&str> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
    }

    #[test]
    fn html_gives_what_a_reader_sees() {
        let page = "<html><head><style>p{}</style></head><body><nav><a>Home</a><nav>x</nav></nav><h1>Never <b>double</b> \
                    booked</h1><p title='a > b'>Fish &amp; chips&#39;s</p><!-- <p>no</p> --><script>if (a<b) {}</script>\
                    <footer>Imprint</footer></body></html>";
        assert_eq!(lines(&html(page)), ["Never double booked", "Fish & chips's"]);
    }

    #[test]
    fn markdown_gives_what_a_reader_sees() {
        let page = "---\ntitle: x\n---\n# Never double **booked**\n\nOne line\ngoes on. See [our plan](https://a.b/c).\n\
                    ![shot](a.png)\n```\ncode\n```\n- first\n- second\n";
        assert_eq!(
            lines(&markdown(page)),
            ["Never double booked", "One line goes on. See our plan.", "first", "second"]
        );
    }

    #[test]
    fn broken_pages_end() {
        for text in
            ["<", "<!--", "<p title='", "<script>never closed", "&", "&#xffffffff;", "](", "[![](", "---\n", "&é;"]
        {
            html(text);
            markdown(text);
        }
        assert_eq!(html("a &unknown; b &#55555555555; c"), "a &unknown; b &#55555555555; c");
        assert_eq!(lines(&html("<p title='open>shown</p>")), ["shown"]);
    }
}
