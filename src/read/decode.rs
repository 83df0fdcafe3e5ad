//! Bytes in, text out, whatever encoding the exporter used: byte order mark, UTF-8, UTF-16 by its NULs, the XML
//! declaration, then the best guess.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Bytes looked at to tell text from binary data.
const PROBE: usize = 8 * 1024;
/// Bytes the guesser is shown.
const GUESSED: usize = 1024 * 1024;

/// Text, and what it was.
pub struct Decoded<'a> {
    /// The text; empty where the bytes are no text.
    pub text: Cow<'a, str>,
    /// Name of the encoding.
    pub encoding: &'static str,
    /// What the bytes are where they are no text.
    pub binary: Option<&'static str>,
}

/// Decodes. Never fails: what cannot be decoded becomes U+FFFD, and binary data an empty text with its name.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some(what) = signature(bytes) {
        return not_text(what);
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        let (text, used, _) = encoding.decode(bytes);
        return Decoded { text, encoding: used.name(), binary: None };
    }
    let probe = &bytes[..bytes.len().min(PROBE)];
    if probe.contains(&0) {
        return wide(bytes, probe);
    }
    if control_share(probe) > 20 {
        return not_text("binary data");
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: Cow::Borrowed(text), encoding: "UTF-8", binary: None },
        Err(_) => eight_bit(bytes),
    }
}

fn not_text(what: &'static str) -> Decoded<'static> {
    Decoded { text: Cow::Borrowed(""), encoding: "binary", binary: Some(what) }
}

/// Kinds of files that begin with a signature and are no text.
fn signature(bytes: &[u8]) -> Option<&'static str> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    Some(match bytes.first()? {
        b'%' if starts(b"%PDF") => "a PDF",
        b'P' if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") => "a zip archive",
        0xD0 if starts(b"\xD0\xCF\x11\xE0") => "an old Word or Excel file: save it as .docx or .xlsx",
        0x1F if starts(b"\x1F\x8B") => "a gzip archive",
        0x28 if starts(b"\x28\xB5\x2F\xFD") => "a zstd archive",
        0x89 if starts(b"\x89PNG") => "a picture",
        0xFF if starts(b"\xFF\xD8\xFF") => "a picture",
        b'I' if starts(b"ID3") => "sound",
        b'R' if starts(b"RIFF") => "sound or video",
        b'O' if starts(b"OggS") => "sound",
        0x7F if starts(b"\x7FELF") => "a program",
        b'S' if starts(b"SQLite format 3\0") => "a database",
        _ => return None,
    })
}

/// Control characters that text does not hold, in thousandths of the bytes.
fn control_share(probe: &[u8]) -> usize {
    let odd =
        probe.iter().filter(|&&b| (b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C | 0x0B | 0x1B)) || b == 0x7F);
    odd.count() * 1000 / probe.len().max(1)
}

/// UTF-16 without a mark shows as NULs at every other place; other NULs are binary data, but for a stray one.
fn wide<'a>(bytes: &'a [u8], probe: &[u8]) -> Decoded<'a> {
    let at = |odd: usize| probe.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (at(0), at(1));
    let half = probe.len() / 2;
    let encoding = if odd * 10 >= half * 7 && even * 20 <= half {
        UTF_16LE
    } else if even * 10 >= half * 7 && odd * 20 <= half {
        UTF_16BE
    } else if (even + odd) * 500 <= probe.len() && control_share(probe) <= 20 && std::str::from_utf8(bytes).is_ok() {
        return Decoded { text: String::from_utf8_lossy(bytes), encoding: "UTF-8", binary: None };
    } else {
        return not_text("binary data");
    };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded { text, encoding: encoding.name(), binary: None }
}

/// No UTF-8 throughout: UTF-8 with damage, the declared encoding, or the best guess.
fn eight_bit(bytes: &[u8]) -> Decoded<'_> {
    if mostly_utf8(bytes) {
        return Decoded { text: String::from_utf8_lossy(bytes), encoding: "UTF-8, damaged", binary: None };
    }
    let encoding = declared(bytes).unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(&bytes[..bytes.len().min(GUESSED)], bytes.len() <= GUESSED);
        detector.guess(None, Utf8Detection::Deny)
    });
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded { text, encoding: encoding.name(), binary: None }
}

/// Whether characters of several bytes are at least ten times as many as broken bytes.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| b & 0xC0 == 0xC0).count();
        broken += chunk.invalid().len();
    }
    good >= broken * 10
}

/// The encoding that an XML declaration or an HTML `<meta charset>` names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let after = ["encoding=", "charset="].iter().find_map(|key| head.find(key).map(|at| &head[at + key.len()..]))?;
    let name: String = after
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    Encoding::for_label(name.as_bytes()).filter(|e| *e != UTF_16LE && *e != UTF_16BE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes);
        (decoded.text.into_owned(), decoded.encoding)
    }

    #[test]
    fn marks_and_wide_characters() {
        assert_eq!(said(b"\xEF\xBB\xBFhi"), ("hi".into(), "UTF-8"));
        let wide: Vec<u8> = "Agent: grüße".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(said(&wide), ("Agent: grüße".into(), "UTF-16LE"));
        assert_eq!(said(&[b"\xFF\xFE".as_slice(), &wide].concat()), ("Agent: grüße".into(), "UTF-16LE"));
        let big: Vec<u8> = "Agent: grüße".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(said(&big), ("Agent: grüße".into(), "UTF-16BE"));
    }

    #[test]
    fn code_pages_and_declarations() {
        assert_eq!(said(b"Client: le caf\xE9 est tr\xE8s bon, \xE7a va").0, "Client: le café est très bon, ça va");
        let xml = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xE9\xE4</a>";
        assert!(said(xml).0.ends_with("<a>éä</a>"));
    }

    #[test]
    fn one_broken_byte_does_not_change_the_code_page() {
        let mut bytes = "Client: é è à ü ö ß ñ ç é è à ü ö ß ñ ç".as_bytes().to_vec();
        bytes.push(0xE9);
        assert!(said(&bytes).0.starts_with("Client: é è à"));
    }

    #[test]
    fn binary_data_has_no_text() {
        for bytes in [b"\x89PNG\r\n\x1a\n\0\0".as_slice(), b"PK\x03\x04....", &[0, 1, 2, 3, 4, 5, 0, 7, 8], b"%PDF-1.4"]
        {
            assert_eq!(said(bytes), (String::new(), "binary"));
        }
        assert_eq!(said(b""), (String::new(), "UTF-8"));
    }
}
