//! A JSON file as readers see it: parsed once, asked with `get`, and forgiving about how exports write numbers and
//! absent things.

mod escape;
mod tape;

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::moment;
use crate::read::ReadError;
use tape::{Fault, Kind, Node};

/// A parsed file. It holds places in the text, not the text.
pub struct Document {
    nodes: Vec<Node>,
    several: bool,
}

impl Document {
    /// Parses a text: one value, or one value a line. Damaged JSON says at which line.
    pub fn parse(text: &str) -> Result<Document, ReadError> {
        let (nodes, several) = tape::parse(text).map_err(|fault| explain(text, &fault))?;
        Ok(Document { nodes, several })
    }

    /// The outermost value; where the text holds several, the list of them.
    pub fn root<'a>(&'a self, text: &'a str) -> Json<'a> {
        Json { nodes: &self.nodes, text, at: usize::from(!self.several) }
    }

    /// Whether the text holds several values one after the other (JSON Lines).
    pub fn several(&self) -> bool {
        self.several
    }
}

fn explain(text: &str, fault: &Fault) -> ReadError {
    if fault.too_large {
        return ReadError::TooLarge(fault.what.to_owned());
    }
    let before = &text.as_bytes()[..fault.at.min(text.len())];
    let line = 1 + before.iter().filter(|&&b| b == b'\n').count();
    ReadError::Damaged {
        place: format!("line {line}"),
        what: format!("not valid JSON, {}; export the file again", fault.what),
    }
}

/// A value in a [`Document`].
#[derive(Clone, Copy)]
pub struct Json<'a> {
    nodes: &'a [Node],
    text: &'a str,
    at: usize,
}

impl<'a> Json<'a> {
    fn node(self) -> Node {
        self.nodes[self.at]
    }

    fn raw(self) -> &'a str {
        let node = self.node();
        self.text.get(node.start as usize..node.end as usize).unwrap_or("")
    }

    fn after(self) -> usize {
        match self.node().kind {
            Kind::Array | Kind::Object => self.node().end as usize,
            _ => self.at + 1,
        }
    }

    /// Whether it is a list.
    pub fn is_array(self) -> bool {
        self.node().kind == Kind::Array
    }

    /// Whether it is an object.
    pub fn is_object(self) -> bool {
        self.node().kind == Kind::Object
    }

    /// Whether it is `null` (or `NaN`).
    pub fn is_null(self) -> bool {
        self.node().kind == Kind::Null
    }

    /// Whether it is a string.
    pub fn is_string(self) -> bool {
        matches!(self.node().kind, Kind::Plain | Kind::Escaped)
    }

    /// Whether it is a number.
    pub fn is_number(self) -> bool {
        self.node().kind == Kind::Number
    }

    /// True only for `true`.
    pub fn is_true(self) -> bool {
        self.node().kind == Kind::True
    }

    /// `true` or `false`, and nothing else.
    pub fn flag(self) -> Option<bool> {
        match self.node().kind {
            Kind::True => Some(true),
            Kind::False => Some(false),
            _ => None,
        }
    }

    /// Values in a list, or entries in an object; 0 for anything else.
    pub fn len(self) -> usize {
        match self.node().kind {
            Kind::Array => self.node().start as usize,
            Kind::Object => self.node().start as usize / 2,
            _ => 0,
        }
    }

    /// Whether it holds nothing, because it is empty or because it is no container.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    fn children(self) -> Children<'a> {
        let end = if self.is_empty() { self.at + 1 } else { self.node().end as usize };
        Children { parent: self, at: self.at + 1, end }
    }

    /// The values of a list; nothing for anything else.
    pub fn items(self) -> impl Iterator<Item = Json<'a>> {
        let children = self.children();
        children.take(if self.is_array() { usize::MAX } else { 0 })
    }

    /// The entries of an object; nothing for anything else.
    pub fn entries(self) -> impl Iterator<Item = (Cow<'a, str>, Json<'a>)> {
        let mut children = self.children();
        let mut left = if self.is_object() { usize::MAX } else { 0 };
        std::iter::from_fn(move || {
            left = left.checked_sub(1)?;
            let key = children.next()?;
            Some((key.any_string(), children.next()?))
        })
    }

    /// The value at a key, unless it is absent or `null`.
    pub fn get(self, key: &str) -> Option<Json<'a>> {
        if !self.is_object() {
            return None;
        }
        let mut children = self.children();
        while let (Some(name), Some(value)) = (children.next(), children.next()) {
            let same = if name.node().kind == Kind::Plain { name.raw() == key } else { name.any_string() == key };
            if same {
                return (!value.is_null()).then_some(value);
            }
        }
        None
    }

    /// The value at the first of these keys that is there and not `null`.
    pub fn first(self, keys: &[&str]) -> Option<Json<'a>> {
        keys.iter().find_map(|key| self.get(key))
    }

    /// The value at the end of a path of keys, `results.channels`.
    pub fn path(self, path: &str) -> Option<Json<'a>> {
        path.split('.').try_fold(self, |value, key| value.get(key))
    }

    /// The values of the list at a key; nothing where there is none.
    pub fn list(self, key: &str) -> impl Iterator<Item = Json<'a>> {
        self.get(key).into_iter().flat_map(Json::items)
    }

    /// The value itself, or, where it is a list or a file of several values, each of them: a call, or a page of calls.
    pub fn pages(self) -> impl Iterator<Item = Json<'a>> {
        self.items().chain(if self.is_array() { None } else { Some(self) })
    }

    /// The first few [`Json::pages`]: all that recognition looks at.
    pub fn probe(self) -> impl Iterator<Item = Json<'a>> {
        self.pages().take(20)
    }

    /// The first value of the list at a key.
    pub fn head(self, key: &str) -> Option<Json<'a>> {
        self.get(key)?.items().next()
    }

    fn any_string(self) -> Cow<'a, str> {
        match self.node().kind {
            Kind::Escaped => Cow::Owned(escape::unescape(self.raw())),
            _ => Cow::Borrowed(self.raw()),
        }
    }

    /// The string, if it is one.
    pub fn as_str(self) -> Option<Cow<'a, str>> {
        self.is_string().then(|| self.any_string())
    }

    /// A string, or a number as it is written: for ids and labels, which exports write either way. Empty strings are
    /// absent.
    pub fn as_label(self) -> Option<Cow<'a, str>> {
        let text = (self.is_string() || self.is_number()).then(|| self.any_string())?;
        (!text.trim().is_empty()).then_some(text)
    }

    /// The string at a key.
    pub fn str(self, key: &str) -> Option<Cow<'a, str>> {
        self.get(key)?.as_str()
    }

    /// The string or number at a key, as text; empty strings are absent.
    pub fn label(self, key: &str) -> Option<Cow<'a, str>> {
        self.get(key)?.as_label()
    }

    /// A number, or a string that holds one.
    pub fn number(self) -> Option<f64> {
        let text = self.as_label()?;
        text.trim().parse::<f64>().ok().filter(|n| n.is_finite())
    }

    /// A small whole number at a key: an index, a channel.
    pub fn index(self, key: &str) -> Option<usize> {
        self.get(key)?.as_label()?.trim().parse().ok()
    }

    /// Milliseconds, where the value counts seconds or spells a duration.
    pub fn seconds(self, key: &str) -> Option<u32> {
        moment::of(self.get(key)?, 1000.0)
    }

    /// Milliseconds, where the value counts milliseconds or spells a duration.
    pub fn millis(self, key: &str) -> Option<u32> {
        moment::of(self.get(key)?, 1.0)
    }
}

/// The objects of a list by what stands at a key, in lower case; the first of several wins. For joining speakers with
/// participants in linear time.
pub fn index<'a>(list: impl Iterator<Item = Json<'a>>, keys: &[&str]) -> FxHashMap<String, Json<'a>> {
    let mut by = FxHashMap::default();
    for json in list {
        for value in keys.iter().filter_map(|key| json.label(key)) {
            by.entry(value.trim().to_lowercase()).or_insert(json);
        }
    }
    by
}

struct Children<'a> {
    parent: Json<'a>,
    at: usize,
    end: usize,
}

impl<'a> Iterator for Children<'a> {
    type Item = Json<'a>;

    fn next(&mut self) -> Option<Json<'a>> {
        if self.at >= self.end {
            return None;
        }
        let child = Json { at: self.at, ..self.parent };
        self.at = child.after();
        Some(child)
    }
}

#[cfg(test)]
mod tests;
