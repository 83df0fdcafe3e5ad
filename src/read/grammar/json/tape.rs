//! JSON text in, a flat tape of nodes out: twelve bytes a value whatever its kind, so that a file of tiny numbers
//! costs at most six times its size. Numbers stay text (ids of 19 digits survive), strings stay where they are.

/// Containers inside containers beyond which a file is refused.
const DEEPEST: usize = 200;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`, and what Python writes for numbers that are none: `NaN`, `Infinity`.
    Null,
    /// `true`.
    True,
    /// `false`.
    False,
    /// A number, as text.
    Number,
    /// A string without escapes; the node spans what lies between the quotes.
    Plain,
    /// A string with escapes.
    Escaped,
    /// A list; `start` counts its values, `end` is the node after the last.
    Array,
    /// An object; `start` counts keys and values together.
    Object,
}

/// One value or key.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// First byte of a scalar; number of children of a container.
    pub start: u32,
    /// One past the last byte of a scalar; one past the last node of a container.
    pub end: u32,
}

/// Why a text is not JSON, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Byte of the text.
    pub at: usize,
    /// What was expected or found.
    pub what: &'static str,
    /// The text goes too deep or is too large, rather than wrong.
    pub too_large: bool,
}

fn fault<T>(at: usize, what: &'static str) -> Result<T, Fault> {
    Err(Fault { at, what, too_large: false })
}

/// Parses one value, or several one after the other (JSON Lines), which then are the values of one list. The flag says
/// whether there were several.
pub fn parse(text: &str) -> Result<(Vec<Node>, bool), Fault> {
    if text.len() >= u32::MAX as usize {
        return Err(Fault { at: 0, what: "more than 4 GB of JSON", too_large: true });
    }
    let mut tape =
        Tape { bytes: text.as_bytes(), at: 0, nodes: Vec::with_capacity(bound(text.as_bytes())), open: Vec::new() };
    tape.nodes.push(Node { kind: Kind::Array, start: 0, end: 0 });
    let mut values = 0;
    loop {
        tape.blanks();
        if tape.at >= tape.bytes.len() {
            break;
        }
        tape.value()?;
        values += 1;
    }
    match values {
        0 => fault(0, "nothing in it"),
        1 => Ok((tape.nodes, false)),
        _ => {
            let end = tape.nodes.len() as u32;
            tape.nodes[0] = Node { kind: Kind::Array, start: values, end };
            Ok((tape.nodes, true))
        }
    }
}

/// No text has more nodes than this: each follows one of these signs, or begins a line.
fn bound(bytes: &[u8]) -> usize {
    2 + bytes.iter().filter(|&&b| matches!(b, b',' | b':' | b'[' | b'{' | b'\n')).count()
}

struct Tape<'a> {
    bytes: &'a [u8],
    at: usize,
    nodes: Vec<Node>,
    open: Vec<usize>,
}

impl Tape<'_> {
    fn blanks(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t' | b'\r' | b'\n' | b'\0')) {
            self.at += 1;
        }
    }

    /// One whole value with all that is in it, without recursion.
    fn value(&mut self) -> Result<(), Fault> {
        let floor = self.open.len();
        loop {
            self.blanks();
            self.begin()?;
            loop {
                if self.open.len() == floor {
                    return Ok(());
                }
                if self.next_child()? {
                    break;
                }
            }
        }
    }

    /// Reads a scalar, or opens a container.
    fn begin(&mut self) -> Result<(), Fault> {
        let at = self.at;
        match self.bytes.get(at) {
            Some(b'{') => self.enter(Kind::Object),
            Some(b'[') => self.enter(Kind::Array),
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9' | b'+' | b'.') => self.number(),
            Some(b't') => self.literal("true", Kind::True),
            Some(b'f') => self.literal("false", Kind::False),
            Some(b'n') => self.literal("null", Kind::Null),
            Some(b'N') => self.literal("NaN", Kind::Null),
            Some(b'I') => self.literal("Infinity", Kind::Null),
            Some(_) => fault(at, "a value was expected"),
            None => fault(at, "the file ends in the middle"),
        }
    }

    fn enter(&mut self, kind: Kind) -> Result<(), Fault> {
        if self.open.len() >= DEEPEST {
            return Err(Fault { at: self.at, what: "nested more than 200 deep", too_large: true });
        }
        self.open.push(self.nodes.len());
        self.nodes.push(Node { kind, start: 0, end: 0 });
        self.at += 1;
        Ok(())
    }

    /// Stands after a value or an opening sign. True: a value is to be read next; false: the container was closed.
    fn next_child(&mut self) -> Result<bool, Fault> {
        let Some(&place) = self.open.last() else { return Ok(false) };
        let Node { kind, start: count, .. } = self.nodes[place];
        let close = if kind == Kind::Object { b'}' } else { b']' };
        self.blanks();
        if count > 0 && self.bytes.get(self.at) == Some(&b',') {
            self.at += 1;
            self.blanks();
        } else if count > 0 && self.bytes.get(self.at).is_some_and(|&b| b != close) {
            return fault(self.at, "a comma or a closing bracket was expected");
        }
        match self.bytes.get(self.at) {
            None => return fault(self.at, "the file ends in the middle"),
            Some(&b) if b == close => {
                self.nodes[place].end = self.nodes.len() as u32;
                self.open.pop();
                self.at += 1;
                return Ok(false);
            }
            Some(_) => {}
        }
        if kind == Kind::Object {
            self.key()?;
        }
        self.nodes[place].start += if kind == Kind::Object { 2 } else { 1 };
        Ok(true)
    }

    fn key(&mut self) -> Result<(), Fault> {
        if self.bytes.get(self.at) != Some(&b'"') {
            return fault(self.at, "a key in double quotes was expected");
        }
        self.string()?;
        self.blanks();
        if self.bytes.get(self.at) != Some(&b':') {
            return fault(self.at, "a colon was expected");
        }
        self.at += 1;
        Ok(())
    }

    fn string(&mut self) -> Result<(), Fault> {
        let start = self.at + 1;
        let mut at = start;
        let mut kind = Kind::Plain;
        loop {
            match self.bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    kind = Kind::Escaped;
                    at += 2;
                }
                Some(_) => at += 1,
                None => return fault(self.at, "a string without an end"),
            }
        }
        self.nodes.push(Node { kind, start: start as u32, end: at as u32 });
        self.at = at + 1;
        Ok(())
    }

    fn number(&mut self) -> Result<(), Fault> {
        let start = self.at;
        if self.bytes[start..].starts_with(b"-Infinity") {
            return self.literal("-Infinity", Kind::Null);
        }
        while matches!(self.bytes.get(self.at), Some(b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')) {
            self.at += 1;
        }
        if !self.bytes[start..self.at].iter().any(u8::is_ascii_digit) {
            return fault(start, "a number without digits");
        }
        self.nodes.push(Node { kind: Kind::Number, start: start as u32, end: self.at as u32 });
        Ok(())
    }

    fn literal(&mut self, word: &str, kind: Kind) -> Result<(), Fault> {
        if !self.bytes[self.at..].starts_with(word.as_bytes()) {
            return fault(self.at, "a value was expected");
        }
        self.nodes.push(Node { kind, start: self.at as u32, end: (self.at + word.len()) as u32 });
        self.at += word.len();
        Ok(())
    }
}
