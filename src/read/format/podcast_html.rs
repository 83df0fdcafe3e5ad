//! A podcast transcript in HTML in, one call out: who, when, and what, one element each.

use crate::read::grammar::clock::clock;
use crate::read::grammar::markup::plain;
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static PODCAST_HTML: Format = Format {
    id: "podcast_html",
    title: "Podcast transcript (HTML)",
    recognised_by: "`<cite>Name:</cite> <time>0:12</time> <p>text</p>`",
    extensions: &["html", "htm"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let head = source.head();
    let both = head.contains("<time>")
        && head.contains("<p>")
        && (head.contains("<cite>") || head.trim_start().starts_with("<time>"));
    Sureness::when(both && head.trim_start().starts_with('<'), 85)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let mut draft = Draft::default();
    let mut label = draft.named("");
    let mut at = None;
    for (tag, content) in elements(source.text()) {
        let words = plain(content);
        match tag {
            "cite" => label = draft.named(words.trim().trim_end_matches(':')),
            "time" => at = clock(words.trim()).map(|(at, _)| at),
            _ => {
                draft.push(label, at, &words);
                at = None;
            }
        }
    }
    Ok(vec![draft])
}

/// The contents of `cite`, `time` and `p`, in their order.
fn elements(page: &str) -> impl Iterator<Item = (&'static str, &str)> {
    let mut rest = page;
    std::iter::from_fn(move || {
        loop {
            rest = &rest[memchr::memchr(b'<', rest.as_bytes())? + 1..];
            let Some(tag) = ["cite", "time", "p"].into_iter().find(|tag| is_tag(rest, tag)) else { continue };
            let begin = memchr::memchr(b'>', rest.as_bytes())? + 1;
            // A paragraph may be left open: it ends where the next of the three begins.
            let end = ends(&rest[begin..], tag);
            let content = &rest[begin..begin + end];
            rest = &rest[begin + end..];
            return Some((tag, content));
        }
    })
}

fn is_tag(rest: &str, tag: &str) -> bool {
    rest.strip_prefix(tag).is_some_and(|after| after.starts_with(['>', ' ']))
}

fn ends(rest: &str, tag: &str) -> usize {
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'<', &rest.as_bytes()[at..]) {
        let inner = &rest[at + next + 1..];
        let closes = inner.strip_prefix('/').is_some_and(|name| is_tag(name, tag));
        if closes || ["cite", "time", "p"].iter().any(|tag| is_tag(inner, tag)) {
            return at + next;
        }
        at += next + 1;
    }
    rest.len()
}
