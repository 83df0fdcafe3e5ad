//! A web page in, its calls out: the transcript table where there is one, else the labelled lines.

use crate::read::grammar::document;
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static HTML: Format = Format {
    id: "html",
    title: "Web page",
    recognised_by: "labelled lines, or a table with speaker and text, in HTML",
    extensions: &["html", "htm"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let head = source.head().trim_start();
    if !head.starts_with('<') {
        return Sureness::NO;
    }
    let tags = ["<html", "<!doctype html", "<body", "<p>", "<p ", "<div", "<table", "<br"];
    let lower = head[..head.len().min(4096)].bytes().map(|b| b.to_ascii_lowercase()).collect::<Vec<_>>();
    let page = tags.iter().any(|tag| memchr::memmem::find(&lower, tag.as_bytes()).is_some());
    Sureness::when(page && !head.starts_with("<?xml version"), 60)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    document::read(document::html(source.text()))
}
