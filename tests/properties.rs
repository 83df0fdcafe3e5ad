//! Any bytes at all: an error or a reading, never a panic, and no words that were not there.

mod places;

#[path = "../fuzz/bodies.rs"]
mod bodies;

use std::fs;
use std::sync::LazyLock;

use overheard::read::FORMATS;
use proptest::prelude::*;

/// Small files of every kind, ours and the samples, to be cut and mixed.
static SEEDS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut seeds = Vec::new();
    for folder in ["tests/fixtures", "sample_transcripts"] {
        for (name, path) in places::files(&places::ours(folder)) {
            if !name.ends_with(".turns") {
                let mut bytes = fs::read(path).unwrap();
                bytes.truncate(3000);
                seeds.push(bytes);
            }
        }
    }
    seeds
});

/// Every format reads it, whether it takes the file for its own or not: a reader must stand anything.
fn every_reader_stands(bytes: &[u8]) {
    for row in 0..FORMATS.len() {
        let row = u8::try_from(row).expect("fewer than 256 formats");
        bodies::read_as(&[&[row], bytes].concat());
    }
    bodies::read_any(bytes);
}

/// Pieces that grammars look for, to make random text nearly right.
const PIECES: &[&str] = &[
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    " ",
    "\t",
    ":",
    ": ",
    "::",
    ",",
    ";",
    "|",
    "\"",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "&",
    "&amp;",
    "{",
    "}",
    "--> ",
    "00:01 --> 00:02",
    "00:00:01.000 --> 00:00:02,5",
    "0:00:01.0,0:00:02.0",
    "0:34",
    "[00:12]",
    "(0:1",
    "1:2:3:4",
    "99:99",
    "WEBVTT",
    "NOTE",
    "<v Ann>",
    "</v>",
    "<v",
    "<00:01.0>",
    "1",
    "2",
    "#",
    "##",
    "---",
    "**",
    "**Ann:** ",
    "_",
    ">>",
    "- ",
    "Ann: ",
    "Customer: ",
    "Agent:",
    "Ann Lee",
    "Ann Lee  0:34",
    "From Ann : ",
    "Transcript",
    "Summary",
    "speaker,text",
    "text",
    "start\tend\ttext",
    "token|speaker|",
    "{\\rtf1",
    "\\u8364?",
    "\\'e9",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "<cite>",
    "<time>",
    "<p>",
    "<script>",
    "é",
    "–",
    "\u{a0}",
    "\u{feff}",
    "日本",
    "…",
    "\0",
    "\u{1}",
    "it broke",
    "again and again",
    "Thanks for watching",
    "[ar:x]",
    "%PDF-",
    "PK\x03\x04",
    "@Begin",
    "*PAR:",
    "{\"text\":\"a\"}",
    "[{\"speaker\":\"A\",\"text\":\"b\"}]",
    "SPEAKER a 1 0.0 1.0 <NA> <NA> b <NA> <NA>",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        every_reader_stands(&bytes);
    }

    #[test]
    fn nearly_right_text(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..80)) {
        every_reader_stands(pieces.concat().as_bytes());
    }

    #[test]
    fn damaged_files(at in any::<prop::sample::Index>(), edits in prop::collection::vec((any::<u16>(), any::<u8>(), 0..4u8), 1..12)) {
        let mut bytes = SEEDS[at.index(SEEDS.len())].clone();
        for (place, byte, kind) in edits {
            let place = place as usize % (bytes.len() + 1);
            match kind {
                0 if place < bytes.len() => bytes[place] = byte,
                1 => bytes.truncate(place.max(1)),
                2 => bytes.insert(place, byte),
                _ => {
                    let again = bytes[place..].iter().take(byte as usize).copied().collect::<Vec<_>>();
                    bytes.splice(place..place, again);
                }
            }
        }
        every_reader_stands(&bytes);
    }

    #[test]
    fn damaged_archives(at in any::<prop::sample::Index>(), place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let packed: Vec<&Vec<u8>> = SEEDS.iter().filter(|seed| seed.starts_with(b"PK") || seed.starts_with(&[0x1f, 0x8b])).collect();
        let mut bytes = packed[at.index(packed.len())].clone();
        let place = place.index(bytes.len());
        bytes[place] = byte;
        bodies::unpack(&bytes);
    }

    #[test]
    fn two_files_in_one(a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>(), cut in 0usize..2000) {
        let (a, b) = (&SEEDS[a.index(SEEDS.len())], &SEEDS[b.index(SEEDS.len())]);
        every_reader_stands(&[&a[..cut.min(a.len())], b.as_slice()].concat());
    }
}
