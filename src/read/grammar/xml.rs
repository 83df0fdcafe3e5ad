//! XML in, its elements and texts one after the other out: prefixes cut, entities resolved, external ones never fetched.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::read::ReadError;

/// A step through a document.
pub enum Step {
    /// An element begins.
    Open(Element),
    /// An element of that name ends; an empty one ends at once.
    Close(String),
    /// Text between tags, as it stands.
    Text(String),
}

/// An element with its attributes.
pub struct Element {
    /// Name without prefix.
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// The attribute of that name, its prefix aside; empty ones are absent.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }
}

/// Walks through the document. Damage ends the walk with the byte where it is.
pub fn walk(text: &str, mut take: impl FnMut(Step)) -> Result<(), ReadError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_dangling_amp = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => take(Step::Open(element(&tag))),
            Ok(Event::Empty(tag)) => {
                let element = element(&tag);
                let name = element.name.clone();
                take(Step::Open(element));
                take(Step::Close(name));
            }
            Ok(Event::End(tag)) => take(Step::Close(local(tag.name().as_ref()))),
            Ok(Event::Text(text)) => take(Step::Text(text.to_string())),
            Ok(Event::CData(text)) => take(Step::Text(text.to_string())),
            Ok(Event::GeneralRef(name)) => take(Step::Text(entity(&name))),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => {
                let place = format!("byte {}", reader.error_position());
                return Err(ReadError::Damaged {
                    place,
                    what: format!("not valid XML, {error}; export the file again"),
                });
            }
        }
    }
}

fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_owned()
}

fn element(tag: &BytesStart<'_>) -> Element {
    let mut list = tag.attributes();
    let attributes = list.with_checks(false).flatten().map(|at| (local(at.key.as_ref()), resolve(&at.value)));
    Element { name: local(tag.name().as_ref()), attributes: attributes.collect() }
}

fn resolve(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.bytes().take(11).position(|b| b == b';') {
            Some(end) => {
                out.push_str(&entity(&rest[..end]));
                rest = &rest[end + 1..];
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    out
}

/// A character for a reference; one that a document type would define is left as it stands, never expanded.
fn entity(name: &str) -> String {
    let point = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        },
        None => match name {
            "amp" => Some(u32::from('&')),
            "lt" => Some(u32::from('<')),
            "gt" => Some(u32::from('>')),
            "quot" => Some(u32::from('"')),
            "apos" => Some(u32::from('\'')),
            "nbsp" => Some(0xA0),
            _ => None,
        },
    };
    point.and_then(char::from_u32).map_or_else(|| format!("&{name};"), String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Result<String, ReadError> {
        let mut out = String::new();
        walk(text, |step| match step {
            Step::Open(element) => out += &format!("<{} {:?}>", element.name, element.get("a")),
            Step::Close(name) => out += &format!("</{name}>"),
            Step::Text(text) => out += &text,
        })?;
        Ok(out)
    }

    #[test]
    fn prefixes_are_cut_and_entities_resolved() {
        let text = "<t:u x:a=\"1 &amp; 2\">it&apos;s &#233; &lt;<p/><![CDATA[a<b]]></t:u>";
        assert_eq!(shown(text).unwrap(), "<u Some(\"1 & 2\")>it's é <<p None></p>a<b</u>");
    }

    #[test]
    fn entities_of_a_document_type_are_never_expanded() {
        let text = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]><a>&b;&c; R & D</a>";
        assert_eq!(shown(text).unwrap(), "<a None>&b;&c; R & D</a>");
    }

    #[test]
    fn damage_is_named_with_its_place() {
        assert!(matches!(shown("<a><b"), Err(ReadError::Damaged { .. })));
    }
}
