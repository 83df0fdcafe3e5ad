//! Documents in, drafts out: Word, OpenDocument, RTF and HTML become lines and tables here, and a transcript is looked
//! for in the tables first, then in the lines.

mod html;
mod office;
mod rtf;

pub use html::blocks as html;
pub use office::{Office, blocks as office, member};
pub use rtf::lines as rtf;

use std::borrow::Cow;

use super::table::{RowIs, Shape, drafts, shape};
use super::{caption, cue, script};
use crate::read::{Draft, ReadError};

/// Tables with more cells in a row than this hold no speech.
const WIDEST: usize = 256;

/// A piece of a document in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph; its own line breaks are kept.
    Paragraph(String),
    /// A table, row by row.
    Table(Vec<Vec<String>>),
}

/// The words of a snippet of HTML, as exports keep messages; the text itself where it has no tags.
pub fn unmarked(text: &str) -> Cow<'_, str> {
    let tagged = text.contains('<') && (text.contains("</") || text.contains("<br") || text.contains("/>"));
    if !tagged {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut add = |piece: &str| {
        out.push_str(piece);
        out.push('\n');
    };
    for block in html(text) {
        match block {
            Block::Paragraph(paragraph) => add(&paragraph),
            Block::Table(rows) => rows.iter().flatten().for_each(|cell| add(cell)),
        }
    }
    Cow::Owned(out)
}

/// Reads the transcript of a document.
///
/// # Errors
/// `NotATranscript` where neither a table nor the lines hold one.
pub fn read(blocks: Vec<Block>) -> Result<Vec<Draft>, ReadError> {
    let mut text = String::new();
    let mut tables: Vec<(Shape, Vec<Vec<String>>)> = Vec::new();
    let mut others = 0;
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                text.push_str(&paragraph);
                text.push_str("\n\n");
            }
            Block::Table(rows) => match shape(&rows).filter(|_| rows.iter().all(|row| row.len() <= WIDEST)) {
                Some(shape) if shape.row != RowIs::Call => tables.push((shape, rows)),
                _ => others += 1,
            },
        }
    }
    if !tables.is_empty() {
        return from_tables(tables, others);
    }
    match read_text(&text) {
        Ok(draft) => Ok(vec![draft]),
        Err(_) if others > 0 => {
            Err(ReadError::NotATranscript("a document whose tables and lines name no speakers".into()))
        }
        Err(e) => Err(e),
    }
}

/// Lines of text that came out of a document: captions, or labelled lines of any grammar.
///
/// # Errors
/// `NotATranscript` where the lines are neither.
pub fn read_text(text: &str) -> Result<Draft, ReadError> {
    let head = &text[..text.floor_char_boundary_at(64 * 1024)];
    if cue::signs(head).cues > 1 {
        return caption::read(cue::arrows(text));
    }
    let profile = script::profile(head).or_else(|| script::profile(text));
    let Some(profile) = profile else {
        return Err(ReadError::NotATranscript("a document without speaker labels".into()));
    };
    script::read(text, profile.grammar)
}

/// The table with most rows, and those of the same columns: a long one may be cut at the ends of pages.
fn from_tables(mut tables: Vec<(Shape, Vec<Vec<String>>)>, others: usize) -> Result<Vec<Draft>, ReadError> {
    let best = (0..tables.len()).max_by_key(|at| (tables[*at].1.len(), usize::MAX - at)).unwrap_or(0);
    let columns = tables[best].0.columns.clone();
    let (mut same, left): (Vec<_>, Vec<_>) = tables.drain(..).partition(|(shape, _)| shape.columns == columns);
    let first = same.remove(0);
    let shape = first.0;
    let mut rows = first.1;
    for (more, mut table) in same {
        rows.extend(table.drain(more.skip.min(table.len())..));
    }
    let mut calls = drafts(&shape, rows.into_iter().map(Ok))?;
    let aside = others + left.len();
    if let Some(call) = calls.first_mut().filter(|_| aside > 0) {
        call.notes.push(format!("{aside} other tables of the document were left out"));
    }
    Ok(calls)
}

use crate::read::source::FloorBoundary;
