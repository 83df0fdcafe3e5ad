//! A file's bytes, with its decoded text and parsed JSON made once, on demand.

use std::cell::OnceCell;

/// A file to be recognised and read.
pub struct Source<'a> {
    /// Path below the folder, with `/`.
    pub path: &'a str,
    /// The bytes, already unpacked where the file was compressed.
    pub bytes: &'a [u8],
    text: OnceCell<String>,
    json: OnceCell<Option<serde_json::Value>>,
}

impl<'a> Source<'a> {
    /// A source over the bytes of the file at `path`.
    pub fn new(path: &'a str, bytes: &'a [u8]) -> Self {
        Source { path, bytes, text: OnceCell::new(), json: OnceCell::new() }
    }

    /// The file's ending in lower case, without the dot.
    pub fn extension(&self) -> String {
        self.path
            .rsplit('/')
            .next()
            .and_then(|name| name.rsplit_once('.'))
            .map_or(String::new(), |(_, e)| e.to_lowercase())
    }

    /// The text, decoded. Never fails: what cannot be decoded becomes U+FFFD.
    pub fn text(&self) -> &str {
        self.text.get_or_init(|| String::from_utf8_lossy(self.bytes).into_owned())
    }

    /// The text as one JSON value, if it is one.
    pub fn json(&self) -> Option<&serde_json::Value> {
        self.json.get_or_init(|| serde_json::from_str(self.text()).ok()).as_ref()
    }
}
