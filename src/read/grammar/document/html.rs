//! HTML in, paragraphs and tables out. No tree is built: tags either break a line, end a cell, or are nothing.

use super::Block;
use crate::read::grammar::markup::entities;

/// Elements whose content is not text of the page.
const SKIPPED: [&str; 8] = ["script", "style", "head", "noscript", "template", "svg", "nav", "iframe"];

/// The paragraphs and tables of a page.
pub fn blocks(page: &str) -> Vec<Block> {
    let mut out = Writer::default();
    let mut rest = page;
    let mut close = None;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        out.text(&rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        // Looked for once, not at every `<` that has none.
        let here = page.len() - rest.len();
        if close.is_none_or(|close| close < here) {
            close = memchr::memchr(b'>', rest.as_bytes()).map(|end| here + end);
        }
        let Some(close) = close else { break };
        let Some(end) = tag_end(rest, close - here) else {
            out.text("<");
            rest = &rest[1..];
            continue;
        };
        let (name, closing) = name_of(&rest[1..end]);
        rest = &rest[end + 1..];
        if !closing && SKIPPED.contains(&name.as_str()) {
            rest = after_element(rest, &name);
        } else {
            out.tag(&name, closing);
        }
    }
    out.text(rest);
    out.paragraph();
    out.end_table();
    out.blocks
}

/// Bytes of a tag in which quotes are heeded; the `>` of a longer one is the first there is.
const QUOTED: usize = 512;

/// The `>` of a tag; quotes may hold one. `None` where it is no tag. `close`: the first `>` behind the place.
fn tag_end(rest: &str, close: usize) -> Option<usize> {
    let bytes = rest.as_bytes();
    if !bytes.get(1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?')) {
        return None;
    }
    let mut quote = 0;
    for (at, &b) in bytes.iter().enumerate().take(QUOTED) {
        match b {
            b'"' | b'\'' if quote == 0 => quote = b,
            _ if b == quote => quote = 0,
            b'>' if quote == 0 => return Some(at),
            _ => {}
        }
    }
    Some(close)
}

fn name_of(tag: &str) -> (String, bool) {
    let bare = tag.trim_start_matches('/');
    let end = bare.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(bare.len());
    (bare[..end].to_ascii_lowercase(), bare.len() < tag.len())
}

/// What stands behind the end of a skipped element; nothing where it never ends.
fn after_element<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut at = 0;
    while let Some(next) = memchr::memmem::find(&rest.as_bytes()[at..], b"</") {
        at += next + 2;
        if rest.len() >= at + name.len() && rest.as_bytes()[at..at + name.len()].eq_ignore_ascii_case(name.as_bytes()) {
            return memchr::memchr(b'>', &rest.as_bytes()[at..]).map_or("", |end| &rest[at + end + 1..]);
        }
    }
    ""
}

#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    line: String,
    row: Vec<String>,
    rows: Vec<Vec<String>>,
    tables: usize,
    /// Inside of a `<p>`, where a time is part of the line.
    inside: bool,
}

impl Writer {
    fn text(&mut self, text: &str) {
        let decoded = entities(text);
        for word in decoded.split_inclusive(|c: char| c.is_whitespace()) {
            let bare = word.trim_end();
            self.line.push_str(bare);
            let blank = bare.len() < word.len();
            if blank && !self.line.is_empty() && !self.line.ends_with([' ', '\n']) {
                self.line.push(' ');
            }
        }
    }

    fn tag(&mut self, name: &str, closing: bool) {
        if name == "p" {
            self.inside = !closing;
        }
        match (name, closing) {
            ("time", false) if self.inside => self.line.push('['),
            ("time", true) if self.inside => self.line.push(']'),
            ("br", _) => self.line.push('\n'),
            ("table", false) => {
                self.paragraph();
                self.tables += 1;
            }
            ("table", true) => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.end_table();
                }
            }
            ("td" | "th", true) if self.tables == 1 => {
                let cell = std::mem::take(&mut self.line);
                self.row.push(cell.trim().to_owned());
            }
            ("tr", true) if self.tables == 1 && !self.row.is_empty() => self.rows.push(std::mem::take(&mut self.row)),
            (
                "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "tr" | "ul" | "ol" | "section"
                | "article" | "blockquote" | "dt" | "dd" | "pre" | "header" | "footer" | "cite" | "time" | "figcaption",
                _,
            ) => {
                if self.tables > 0 {
                    self.line.push('\n');
                } else {
                    self.paragraph();
                }
            }
            _ => {}
        }
    }

    fn paragraph(&mut self) {
        if self.tables > 0 {
            return;
        }
        let line = self.line.trim();
        if !line.is_empty() {
            self.blocks.push(Block::Paragraph(line.to_owned()));
        }
        self.line.clear();
    }

    fn end_table(&mut self) {
        self.line.clear();
        if !self.row.is_empty() {
            self.rows.push(std::mem::take(&mut self.row));
        }
        if !self.rows.is_empty() {
            self.blocks.push(Block::Table(std::mem::take(&mut self.rows)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_its_visible_text() {
        let page = "<html><head><title>x</title></head><body><script>var a = '<p>no</p>';</script><!-- no --><p><b>Ann:</b> hi &amp;\n so<br>on</p><table><tr><th>Speaker</th><th>Text</th></tr><tr><td>Ann</td><td>a <i>b</i></td></tr></table>5 < 6</body>";
        let expected = [
            Block::Paragraph("Ann: hi & so\non".into()),
            Block::Table(vec![vec!["Speaker".into(), "Text".into()], vec!["Ann".into(), "a b".into()]]),
            Block::Paragraph("5 < 6".into()),
        ];
        assert_eq!(blocks(page), expected);
    }

    #[test]
    fn broken_pages_end() {
        for page in ["<", "<p", "<script>", "<!--", "<a href=\"x", "</", "<table><tr><td>x"] {
            let _ = blocks(page);
        }
    }
}
