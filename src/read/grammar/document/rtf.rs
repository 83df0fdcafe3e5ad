//! RTF in, its text with line breaks and tabs out. Fonts, pictures, headers and fields are left out.

use encoding_rs::{Encoding, WINDOWS_1252};

/// Groups whose content is not text of the page.
const SKIPPED: [&str; 18] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "footnote",
    "fldinst",
    "listtable",
    "object",
    "themedata",
];

/// Groups within groups that are told apart.
const DEEPEST: usize = 1_000;

/// What holds inside a group.
#[derive(Clone, Copy)]
struct Group {
    skipped: bool,
    /// Characters that stand behind `\u1234` for old programs.
    fallback: usize,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    out: String,
    /// Bytes of the code page that wait to be decoded.
    raw: Vec<u8>,
    encoding: &'static Encoding,
    group: Group,
    outer: Vec<Group>,
    /// Groups open below [`DEEPEST`], where no document is.
    buried: usize,
    /// Characters still to be passed over behind `\u`.
    pass: usize,
}

/// The text of a document.
pub fn lines(bytes: &[u8]) -> String {
    let group = Group { skipped: false, fallback: 1 };
    let mut reader = Reader {
        bytes,
        at: 0,
        out: String::new(),
        raw: vec![],
        encoding: WINDOWS_1252,
        group,
        outer: vec![],
        buried: 0,
        pass: 0,
    };
    while let Some(&byte) = bytes.get(reader.at) {
        reader.at += 1;
        match byte {
            b'{' if reader.outer.len() < DEEPEST => reader.outer.push(reader.group),
            b'{' => reader.buried += 1,
            b'}' => reader.close(),
            b'\\' => reader.control(),
            b'\r' | b'\n' | 0 => {}
            _ => reader.byte(byte),
        }
    }
    reader.flush();
    reader.out
}

impl Reader<'_> {
    fn close(&mut self) {
        self.flush();
        if self.buried > 0 {
            self.buried -= 1;
        } else if let Some(group) = self.outer.pop() {
            self.group = group;
        }
        self.pass = 0;
    }

    fn byte(&mut self, byte: u8) {
        if self.pass > 0 {
            self.pass -= 1;
        } else if !self.group.skipped {
            self.raw.push(byte);
        }
    }

    fn flush(&mut self) {
        if !self.raw.is_empty() {
            let (text, _) = self.encoding.decode_without_bom_handling(&self.raw);
            self.out.push_str(&text);
            self.raw.clear();
        }
    }

    fn put(&mut self, c: char) {
        self.flush();
        if !self.group.skipped {
            self.out.push(c);
        }
    }

    fn control(&mut self) {
        let Some(&first) = self.bytes.get(self.at) else { return };
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return self.symbol(first);
        }
        let rest = &self.bytes[self.at..];
        let length = rest.iter().take(32).take_while(|b| b.is_ascii_alphabetic()).count();
        let word = String::from_utf8_lossy(&rest[..length]).into_owned();
        self.at += length;
        let number = self.number();
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        self.word(&word, number);
    }

    fn number(&mut self) -> Option<i64> {
        let rest = &self.bytes[self.at..];
        let minus = usize::from(rest.first() == Some(&b'-'));
        let digits = rest[minus..].iter().take(10).take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 {
            return None;
        }
        let text = std::str::from_utf8(&rest[..minus + digits]).ok()?;
        self.at += minus + digits;
        text.parse().ok()
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'\'' => {
                let hex = self.bytes.get(self.at..self.at + 2).and_then(|hex| std::str::from_utf8(hex).ok());
                if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                    self.at += 2;
                    self.byte(byte);
                }
            }
            b'*' => self.group.skipped = true,
            b'~' => self.put('\u{a0}'),
            b'_' => self.put('-'),
            b'\n' | b'\r' => self.put('\n'),
            b'{' | b'}' | b'\\' => self.byte(symbol),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i64>) {
        match word {
            "par" | "sect" | "page" => {
                self.put('\n');
                self.put('\n');
            }
            "line" | "row" => self.put('\n'),
            "tab" | "cell" => self.put('\t'),
            "emdash" => self.put('—'),
            "endash" => self.put('–'),
            "lquote" => self.put('‘'),
            "rquote" => self.put('’'),
            "ldblquote" => self.put('“'),
            "rdblquote" => self.put('”'),
            "bullet" => self.put('•'),
            "ansicpg" => {
                let label = format!("windows-{}", number.unwrap_or(1252));
                self.encoding = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
            }
            "uc" => self.group.fallback = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(1).min(8),
            "u" => {
                // Written as a signed number of 16 bits.
                let point = number.map_or(0xFFFD, |n| if n < 0 { n + 65_536 } else { n });
                let c = u32::try_from(point).ok().and_then(char::from_u32).unwrap_or('\u{FFFD}');
                self.put(c);
                self.pass = self.group.fallback;
            }
            "bin" => {
                let length = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
                self.at = self.at.saturating_add(length).min(self.bytes.len());
            }
            _ if SKIPPED.contains(&word) => self.group.skipped = true,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_without_its_dress() {
        let rtf = br"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator x;}\f0\b Ann:\b0  it\'92s \u8364?5 \{so\}\par Jon:\tab caf\'e9\line on}";
        assert_eq!(lines(rtf), "Ann: it\u{2019}s €5 {so}\n\nJon:\tcafé\non");
    }

    #[test]
    fn broken_documents_end() {
        for rtf in [r"{\rtf1", r"\", r"\'", r"\u", r"}}}", r"{\bin99999999999 x", r"\u-70000 x"] {
            let _ = lines(rtf.as_bytes());
        }
    }
}
