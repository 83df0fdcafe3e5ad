//! A turn in, out what it may hold: one pass over the bytes, so that ordinary speech costs next to nothing.

use super::call_names::CallNames;
use super::lexicon::{self, Flags, GIVEN, LEXICON, ORDINARY, SEED, SURNAME, step};

/// What was seen of a turn.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    /// ASCII digits.
    pub digits: u32,
    /// Words that are digits, all together.
    pub spelled: u32,
    /// What the waking words are.
    pub flags: Flags,
    /// An `@`.
    pub at: bool,
    /// `://` or `www.`.
    pub link: bool,
    /// Names may stand here.
    pub names: bool,
    /// A capital letter other than in "I".
    pub capitals: bool,
    /// A capital letter inside a sentence, other than in "I".
    pub inner: bool,
    /// A small letter.
    pub small: bool,
}

const OTHER: u8 = 0;
const SMALL: u8 = 1;
const CAPITAL: u8 = 2;
const DIGIT: u8 = 3;
const FOREIGN: u8 = 4;
const AT: u8 = 5;
const SLASH: u8 = 6;

const CLASSES: [u8; 256] = {
    let mut classes = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            b'0'..=b'9' => DIGIT,
            b'@' => AT,
            b'/' => SLASH,
            0x80.. => FOREIGN,
            _ => OTHER,
        };
        byte += 1;
    }
    classes
};

/// Words after which a given name in small letters is taken for a name.
const BEFORE_A_NAME: [u64; 9] = {
    const fn of(word: &str) -> u64 {
        let (mut hash, mut i) = (SEED, 0);
        while i < word.len() {
            hash = step(hash, word.as_bytes()[i]);
            i += 1;
        }
        hash
    }
    [of("is"), of("am"), of("m"), of("s"), of("im"), of("with"), of("for"), of("you"), of("to")]
};

/// Looks a turn over.
pub fn scan(text: &str, names: &CallNames) -> Seen {
    let bytes = text.as_bytes();
    let mut seen = Seen::default();
    let (mut i, mut before, mut capital_end, mut small_given) = (0, 0u64, usize::MAX, false);
    while i < bytes.len() {
        match CLASSES[bytes[i] as usize] {
            SMALL | CAPITAL | FOREIGN => {
                let start = i;
                let (end, hash, any_small) = word(bytes, i);
                i = end;
                seen.small |= any_small;
                let capital = CLASSES[bytes[start] as usize] != SMALL && end - start > 1;
                if capital {
                    seen.capitals = true;
                    seen.inner |= start > 1 && matches!(bytes[start - 2], b'a'..=b'z' | b',' | b'0'..=b'9');
                    seen.names |= capital_end.wrapping_add(1) == start && start > 0;
                    capital_end = end;
                }
                if std::mem::take(&mut small_given) {
                    seen.names |= LEXICON.by_hash(hash) & (SURNAME | ORDINARY) == SURNAME;
                }
                if names.may_hold(hash) && names.holds_hash(hash) {
                    seen.names = true;
                } else if LEXICON.may_wake(hash) {
                    small_given = look_up(&mut seen, hash, capital, before);
                }
                before = hash;
            }
            DIGIT => {
                seen.digits += 1;
                i += 1;
            }
            AT => {
                seen.at = true;
                i += 1;
            }
            SLASH => {
                seen.link |= i > 0 && bytes[i - 1] == b':';
                i += 1;
            }
            _ => i += 1,
        }
    }
    seen
}

/// End and hash of the word that begins at `start`, and whether it has a small letter.
#[inline(always)]
fn word(bytes: &[u8], start: usize) -> (usize, u64, bool) {
    let (mut end, mut hash, mut union) = (start, SEED, 0u8);
    while let Some(&byte) = bytes.get(end) {
        let small = SMALL_OF[byte as usize];
        if small == 0 {
            break;
        }
        hash = step(hash, small);
        union |= byte;
        end += 1;
    }
    let curly = end > start && bytes.get(end) == Some(&0xE2);
    if !curly && bytes.get(end).is_some_and(|byte| *byte >= 0x80) {
        return foreign(bytes, start, end);
    }
    (end, hash, union & 0x20 != 0)
}

/// ASCII letters in lower case, everything else 0.
const SMALL_OF: [u8; 256] = {
    let mut small = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        if (byte as u8).is_ascii_alphabetic() {
            small[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    small
};

/// The same for a word with letters beyond ASCII; a curly apostrophe ends it.
#[cold]
fn foreign(bytes: &[u8], start: usize, mut end: usize) -> (usize, u64, bool) {
    while let Some(&byte) = bytes.get(end) {
        let class = CLASSES[byte as usize];
        if !matches!(class, SMALL | CAPITAL | FOREIGN) || byte == 0xE2 {
            break;
        }
        end += 1;
    }
    // The first byte of a dash or a quotation mark: no word at all.
    if end == start {
        while bytes.get(end).is_some_and(|&byte| byte >= 0x80) {
            end += 1;
        }
    }
    let hash = std::str::from_utf8(&bytes[start..end]).map_or(SEED, |word| lexicon::hash(&lexicon::fold(word)));
    (end, hash, true)
}

/// Notes what a waking word is; whether it is a given name.
fn look_up(seen: &mut Seen, hash: u64, capital: bool, before: u64) -> bool {
    let flags = LEXICON.by_hash(hash);
    let given = flags & (GIVEN | ORDINARY) == GIVEN;
    seen.names |= given && (capital || BEFORE_A_NAME.contains(&before));
    seen.spelled += u32::from(flags & lexicon::DIGIT != 0);
    seen.flags |= flags & !(GIVEN | ORDINARY);
    given
}

impl Seen {
    /// Whether names are to be looked for.
    pub fn wants_names(&self) -> bool {
        self.names || self.flags & (lexicon::TITLE | lexicon::NAMING) != 0
    }

    /// Whether numbers are to be looked for.
    pub fn wants_numbers(&self) -> bool {
        self.digits + self.spelled >= 4 || self.flags & lexicon::BIRTH != 0 || self.zip()
    }

    /// Whether addresses are to be looked for.
    pub fn wants_addresses(&self) -> bool {
        use lexicon::{BOX, STREET, STREET_WEAK, UNIT};
        self.digits > 0 && (self.flags & (STREET | STREET_WEAK | UNIT | BOX) != 0 || self.digits >= 2 && self.capitals)
            || self.spelled > 0 && self.flags & STREET != 0
    }

    /// Whether links and addresses of the net are to be looked for.
    pub fn wants_web(&self) -> bool {
        self.at || self.link || self.flags & lexicon::SPOKEN_MARK != 0 || self.digits >= 4
    }

    fn zip(&self) -> bool {
        self.flags & lexicon::ZIP != 0 && self.digits + self.spelled > 0
    }

    /// Whether a close look is worth its while.
    pub fn anything(&self) -> bool {
        self.wants_names() || self.wants_numbers() || self.wants_addresses() || self.wants_web()
    }
}
