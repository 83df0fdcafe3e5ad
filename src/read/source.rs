//! A file's bytes, with its decoded text and parsed JSON made once, on demand.

use std::cell::OnceCell;

use super::ReadError;
use super::decode::{Decoded, decode};
use super::grammar::cue::{Signs, signs};
use super::grammar::delimited::{Delimited, sniff};
use super::grammar::document;
use super::grammar::json::{Document, Json};
use super::grammar::script::{Profile, profile};

/// Bytes of a file's beginning that recognition may look at.
const HEAD: usize = 64 * 1024;
/// Bytes in which a text that keeps its grammar closely shows it, and how closely that is.
const BEGINNING: usize = 8 * 1024;
const PLAIN_FIT: u8 = 65;
/// A text with more caption times than this is captions.
const MANY_CUES: usize = 10;
/// How sure a table with columns for speaker and words is.
const SURE_TABLE: u8 = 78;
/// Bytes of its end that may be looked at.
const TAIL: usize = 2 * 1024;

/// A file to be recognised and read.
pub struct Source<'a> {
    /// Path below the folder, with `/`.
    pub path: &'a str,
    /// The bytes, already unpacked where the file was compressed.
    pub bytes: &'a [u8],
    text: OnceCell<Decoded<'a>>,
    json: OnceCell<Result<Document, ReadError>>,
    script: OnceCell<Option<Profile>>,
    value: Option<Json<'a>>,
    inner: bool,
    captions: OnceCell<Signs>,
    table: OnceCell<Option<Delimited>>,
    members: OnceCell<Vec<String>>,
}

impl<'a> Source<'a> {
    /// A source over the bytes of the file at `path`.
    pub fn new(path: &'a str, bytes: &'a [u8]) -> Self {
        let (text, json) = (OnceCell::new(), OnceCell::new());
        let (script, captions, table) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        let members = OnceCell::new();
        Source { path, bytes, text, json, script, captions, table, members, value: None, inner: false }
    }

    /// A transcript that a container (a vCon) carries as text.
    pub fn inner_text(path: &'a str, text: &'a str) -> Self {
        Source { inner: true, ..Source::new(path, text.as_bytes()) }
    }

    /// A transcript that a container carries as a JSON value of its own file.
    pub fn inner_value(path: &'a str, value: Json<'a>) -> Self {
        Source { inner: true, value: Some(value), ..Source::new(path, &[]) }
    }

    /// Whether it stands inside a container, which then must hold no other.
    pub fn is_inner(&self) -> bool {
        self.inner
    }

    /// The file's name without its folders.
    pub fn name(&self) -> &'a str {
        self.path.rsplit('/').next().unwrap_or(self.path)
    }

    /// The file's ending in lower case, without the dot. Empty where it has none.
    pub fn extension(&self) -> String {
        self.name().rsplit_once('.').map_or(String::new(), |(_, e)| e.to_lowercase())
    }

    /// The text, decoded, without its byte order mark. Empty for bytes that are no text.
    /// Never fails: what cannot be decoded becomes U+FFFD.
    pub fn text(&self) -> &str {
        &self.decoded().text
    }

    /// Name of the encoding it was decoded from.
    pub fn encoding(&self) -> &'static str {
        self.decoded().encoding
    }

    /// What the bytes are where they are no text: `a PDF`, `a zip archive`, `binary data`.
    pub fn binary(&self) -> Option<&'static str> {
        self.decoded().binary
    }

    /// The first 64 KB of the text, cut at a line end where there is one. All that recognition may look at.
    pub fn head(&self) -> &str {
        let text = self.text();
        if text.len() <= HEAD {
            return text;
        }
        let head = &text[..text.floor_char_boundary_at(HEAD)];
        head.rfind('\n').map_or(head, |end| &head[..=end])
    }

    /// The first character that is not white space.
    pub fn first_char(&self) -> Option<char> {
        self.text().trim_start().chars().next()
    }

    /// The text as JSON, if it is JSON: one value, or the list of the values where it holds several (JSON Lines). Parsed
    /// at most once, and only where it begins with `{` or `[`.
    pub fn json(&self) -> Option<Json<'_>> {
        self.value.or_else(|| Some(self.parsed()?.as_ref().ok()?.root(self.text())))
    }

    /// The text as JSON, for a reader whose format is JSON; the error says where it is damaged.
    pub fn whole_json(&self) -> Result<Json<'_>, ReadError> {
        if let Some(value) = self.value {
            return Ok(value);
        }
        match self.parsed() {
            Some(Ok(document)) => Ok(document.root(self.text())),
            Some(Err(error)) => Err(error.clone()),
            None => Err(ReadError::NotATranscript("not JSON".into())),
        }
    }

    /// Why a text that begins with `{` or `[` is no JSON, with its line.
    pub fn json_error(&self) -> Option<&ReadError> {
        self.parsed()?.as_ref().err()
    }

    /// Whether the bytes are a zip that holds a file of that name: an office document.
    pub fn has_member(&self, name: &str) -> bool {
        self.members().iter().any(|member| member == name)
    }

    /// Whether the file of that name in the zip begins with the text.
    pub fn member_starts(&self, name: &str, text: &str) -> bool {
        document::member(self.bytes, name, Some(text.len() as u64)).is_ok_and(|head| head == text)
    }

    fn members(&self) -> &[String] {
        self.members.get_or_init(|| {
            if !self.bytes.starts_with(b"PK\x03\x04") {
                return Vec::new();
            }
            let archive = zip::ZipArchive::new(std::io::Cursor::new(self.bytes));
            archive.map_or_else(|_| Vec::new(), |zip| zip.file_names().flatten().map(|n| n.into_owned()).collect())
        })
    }

    /// How the text is a table, if it is one: separator, header, columns.
    pub fn table(&self) -> Option<&Delimited> {
        self.table.get_or_init(|| sniff(self.head(), &self.extension())).as_ref()
    }

    /// What the head shows of captions.
    pub fn captions(&self) -> &Signs {
        self.captions.get_or_init(|| signs(self.head()))
    }

    /// The last 2 KB of the text, where exporters put their footers.
    pub fn tail(&self) -> &str {
        let text = self.text();
        &text[text.floor_char_boundary_at(text.len().saturating_sub(TAIL))..]
    }

    /// How the text is labelled, if it is labelled plain text. Looks at the head, and at a piece from the middle where
    /// the file is larger: minutes may come before the talk.
    pub fn script(&self) -> Option<&Profile> {
        self.script.get_or_init(|| self.find_script()).as_ref()
    }

    fn find_script(&self) -> Option<Profile> {
        let head = self.head();
        let start = head.trim_start();
        let json =
            start.starts_with('{') || (start.starts_with('[') && start[1..].trim_start().starts_with(['{', '[', '"']));
        if json || start.starts_with('<') || start.starts_with("WEBVTT") {
            return None;
        }
        // Nobody labels captions or the cells of a table in the way of plain text.
        if self.captions().cues > MANY_CUES || self.table().is_some_and(|table| table.shape.sureness >= SURE_TABLE) {
            return None;
        }
        let beginning = &head[..head.floor_char_boundary_at(BEGINNING)];
        let beginning = beginning.rfind('\n').map_or(beginning, |end| &beginning[..=end]);
        if let Some(plain) = profile(beginning).filter(|found| found.fit >= PLAIN_FIT) {
            return Some(plain);
        }
        let text = self.text();
        if head.len() == text.len() {
            return profile(head);
        }
        let middle = &text[text.floor_char_boundary_at(text.len() / 2)..];
        let middle = &middle[..middle.floor_char_boundary_at(HEAD / 4)];
        let begin = middle.find('\n').map_or(0, |end| end + 1);
        profile(head).or_else(|| profile(&middle[begin..]))
    }

    fn decoded(&self) -> &Decoded<'a> {
        self.text.get_or_init(|| decode(self.bytes))
    }

    fn parsed(&self) -> Option<&Result<Document, ReadError>> {
        let like_json = matches!(self.first_char(), Some('{' | '['));
        like_json.then(|| self.json.get_or_init(|| Document::parse(self.text())))
    }
}

/// `str::floor_char_boundary`, which is newer than the compiler we promise.
pub(super) trait FloorBoundary {
    fn floor_char_boundary_at(&self, at: usize) -> usize;
}

impl FloorBoundary for str {
    fn floor_char_boundary_at(&self, at: usize) -> usize {
        let mut at = at.min(self.len());
        while !self.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}
