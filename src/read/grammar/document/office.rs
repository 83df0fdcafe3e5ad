//! Word and OpenDocument in, paragraphs and tables out; what was struck out, footnotes and fields are left out.

use std::io::Cursor;

use super::Block;
use crate::read::grammar::xml::{Element, Step, walk};
use crate::read::{ReadError, inflate};

/// Most bytes that the text of a document may unfold to, and how many times its packed size.
const MOST: u64 = 256 << 20;
const MOST_RATIO: u64 = 60;
const FREE: u64 = 4 << 20;
/// Cells that an OpenDocument table says are repeated are believed up to here.
const MOST_REPEATS: usize = 64;

/// Which of the two families.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Office {
    /// `.docx`.
    Word,
    /// `.odt`, `.ods`.
    Open,
}

/// A member of a zip as text; no more than the bound is unfolded. `most`: how many bytes are wanted at most.
///
/// # Errors
/// `Damaged` where the zip is, `TooLarge` where the member unfolds beyond the bound.
pub fn member(bytes: &[u8], name: &str, most: Option<u64>) -> Result<String, ReadError> {
    let damaged =
        |what: String| ReadError::Damaged { place: name.to_owned(), what: format!("{what}: save the document again") };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(e.to_string()))?;
    let file = archive.by_name(name).map_err(|e| damaged(e.to_string()))?;
    let mut budget = MOST.min((bytes.len() as u64).saturating_mul(MOST_RATIO).max(FREE));
    let raw = match most {
        Some(most) => {
            let mut head = Vec::new();
            std::io::Read::read_to_end(&mut std::io::Read::take(file, most), &mut head)
                .map_err(|e| damaged(e.to_string()))?;
            head
        }
        None => inflate(file, &mut budget)?,
    };
    Ok(String::from_utf8(raw).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned()))
}

/// The paragraphs and tables of the document's XML.
///
/// # Errors
/// `Damaged` with the byte where the XML is.
pub fn blocks(xml: &str, office: Office) -> Result<Vec<Block>, ReadError> {
    let mut page = Page { office, ..Page::new() };
    walk(xml, |step| match step {
        Step::Open(element) => page.open(&element),
        Step::Close(name) => page.close(&name),
        Step::Text(text) => page.text(&text),
    })?;
    page.end();
    Ok(page.blocks)
}

struct Page {
    office: Office,
    blocks: Vec<Block>,
    /// Text of the paragraph that is open.
    line: String,
    /// Text of the cell that is open, and how often it stands there.
    cell: String,
    repeats: usize,
    row: Vec<String>,
    rows: Vec<Vec<String>>,
    /// Open tables; inner ones are text of the outer one's cell.
    tables: usize,
    /// Name and number of open elements that are not text.
    hidden: Option<(String, usize)>,
    /// Whether text counts here: in Word only inside `w:t`.
    words: bool,
}

impl Page {
    fn new() -> Page {
        Page {
            office: Office::Word,
            blocks: vec![],
            line: String::new(),
            cell: String::new(),
            repeats: 1,
            row: vec![],
            rows: vec![],
            tables: 0,
            hidden: None,
            words: false,
        }
    }

    fn open(&mut self, element: &Element) {
        if let Some((name, depth)) = &mut self.hidden {
            *depth += usize::from(*name == element.name);
            return;
        }
        let name = element.name.as_str();
        if is_hidden(self.office, name) {
            self.hidden = Some((name.to_owned(), 1));
            return;
        }
        match (self.office, name) {
            (Office::Word, "t") => self.words = true,
            (Office::Word, "br" | "cr") | (Office::Open, "line-break") => self.line.push('\n'),
            (_, "tab") => self.line.push('\t'),
            (Office::Word, "noBreakHyphen") => self.line.push('-'),
            (Office::Open, "s") => {
                let blanks = element.get("c").and_then(|c| c.parse::<usize>().ok()).unwrap_or(1);
                self.line.extend(std::iter::repeat_n(' ', blanks.min(MOST_REPEATS)));
            }
            (Office::Open, "p" | "h") => self.words = true,
            (Office::Word, "tbl") | (Office::Open, "table") => self.tables += 1,
            (Office::Open, "table-cell" | "covered-table-cell") if self.tables == 1 => {
                self.repeats = element.get("number-columns-repeated").and_then(|n| n.parse().ok()).unwrap_or(1);
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth -= usize::from(hidden == name);
            if *depth == 0 {
                self.hidden = None;
            }
            return;
        }
        match (self.office, name) {
            (Office::Word, "t") => self.words = false,
            (Office::Word, "p") | (Office::Open, "p" | "h") => {
                self.words = false;
                self.paragraph();
            }
            (Office::Word, "tc") | (Office::Open, "table-cell" | "covered-table-cell") if self.tables == 1 => {
                self.end_cell()
            }
            (Office::Word, "tr") | (Office::Open, "table-row") if self.tables == 1 => self.end_row(),
            (Office::Word, "tbl") | (Office::Open, "table") => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 && !self.rows.is_empty() {
                    self.blocks.push(Block::Table(std::mem::take(&mut self.rows)));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.words && self.hidden.is_none() {
            self.line.push_str(text);
        }
    }

    fn paragraph(&mut self) {
        if self.tables > 0 {
            if !self.cell.is_empty() {
                self.cell.push('\n');
            }
            self.cell.push_str(&self.line);
            self.line.clear();
        } else if !self.line.trim().is_empty() {
            self.blocks.push(Block::Paragraph(std::mem::take(&mut self.line)));
        } else {
            self.line.clear();
        }
    }

    fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        let repeats = std::mem::replace(&mut self.repeats, 1).clamp(1, MOST_REPEATS);
        for _ in 1..repeats {
            self.row.push(cell.clone());
        }
        self.row.push(cell);
    }

    fn end_row(&mut self) {
        while self.row.last().is_some_and(String::is_empty) {
            self.row.pop();
        }
        if !self.row.is_empty() {
            self.rows.push(std::mem::take(&mut self.row));
        }
    }

    /// What is left open at the end of a damaged document.
    fn end(&mut self) {
        self.tables = 0;
        self.paragraph();
        if !self.rows.is_empty() {
            self.blocks.push(Block::Table(std::mem::take(&mut self.rows)));
        }
    }
}

/// Elements whose text nobody reads in the document: struck-out words, footnotes, comments, the second form of a drawing.
fn is_hidden(office: Office, name: &str) -> bool {
    match office {
        Office::Word => matches!(name, "del" | "moveFrom" | "instrText" | "Fallback" | "pPr" | "rPr" | "tblPr"),
        Office::Open => {
            matches!(name, "note" | "annotation" | "tracked-changes" | "forms" | "shapes" | "automatic-styles")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_keeps_breaks_and_blanks_and_drops_what_was_struck_out() {
        let xml = "<w:document><w:body><w:p><w:r><w:t>Ann </w:t></w:r><w:r><w:t>0:03</w:t><w:br/><w:t>Hi &amp; so</w:t></w:r><w:del><w:r><w:delText>x</w:delText><w:t>y</w:t></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
        let expected = [Block::Paragraph("Ann 0:03\nHi & so".into()), Block::Table(vec![vec!["a".into(), "b".into()]])];
        assert_eq!(blocks(xml, Office::Word).unwrap(), expected);
    }

    #[test]
    fn open_document_counts_blanks_and_repeats() {
        let xml = "<o><text:p>Ann:<text:s text:c=\"2\"/>hi<text:note>1</text:note></text:p><table:table><table:table-row><table:table-cell table:number-columns-repeated=\"2\"><text:p>x</text:p></table:table-cell><table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row></table:table></o>";
        let expected = [Block::Paragraph("Ann:  hi".into()), Block::Table(vec![vec!["x".into(), "x".into()]])];
        assert_eq!(blocks(xml, Office::Open).unwrap(), expected);
    }
}
