//! The program as a user runs it, in a folder of its own that is gone afterwards.
#![allow(dead_code, reason = "each test file uses its own part of it")]

use assert_cmd::Command;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder to work in.
pub struct Desk {
    home: TempDir,
}

impl Desk {
    pub fn new() -> Self {
        Desk { home: tempfile::tempdir().unwrap() }
    }

    /// A desk with a folder `calls/` of a few small calls in which customers complain of double booking.
    pub fn with_calls() -> Self {
        let desk = Desk::new();
        for call in 0..6 {
            desk.write(&format!("calls/customers/call_{call}.txt"), small_call(call).as_bytes());
        }
        desk
    }

    pub fn path(&self, below: &str) -> PathBuf {
        self.home.path().join(below)
    }

    pub fn write(&self, below: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Runs `overheard` there.
    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::of(Command::cargo_bin("overheard").unwrap().current_dir(self.home.path()).args(args))
    }

    /// The files below a folder, with their bytes.
    pub fn files(&self, below: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.path(below), &self.path(below), &mut files);
        files
    }

    /// The names in a folder.
    pub fn names(&self, below: &str) -> Vec<String> {
        self.files(below).into_keys().collect()
    }

    /// A table of results, a row a map from column to cell.
    pub fn table(&self, below: &str) -> Vec<BTreeMap<String, String>> {
        table(&fs::read(self.path(below)).unwrap())
    }
}

/// A table in the bytes of a CSV file.
pub fn table(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").expect("a CSV file begins with a byte order mark");
    csv::Reader::from_reader(bytes).into_deserialize().map(Result::unwrap).collect()
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// What a run said, and how it ended.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn of(command: &mut Command) -> Ran {
        let output = command.env_remove("NO_COLOR").env_remove("COLUMNS").output().unwrap();
        Ran {
            code: output.status.code().expect("the program was killed"),
            out: String::from_utf8(output.stdout).expect("output is UTF-8"),
            err: String::from_utf8(output.stderr).expect("messages are UTF-8"),
        }
    }

    /// Ended with that code; never a panic, never a Debug dump.
    #[track_caller]
    pub fn ends_with(self, code: i32) -> Ran {
        assert!(!self.err.contains("panicked"), "{}", self.err);
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }

    /// Its messages hold each of these.
    #[track_caller]
    pub fn complains_of(self, words: &[&str]) -> Ran {
        for word in words {
            assert!(self.err.contains(word), "{word:?} is not in:\n{}", self.err);
        }
        self
    }

    /// Its output holds each of these.
    #[track_caller]
    pub fn says(self, words: &[&str]) -> Ran {
        for word in words {
            assert!(self.out.contains(word), "{word:?} is not in:\n{}", self.out);
        }
        self
    }
}

/// The sample calls of the repository.
pub fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_transcripts")
}

/// A small invented call. Calls tell of the same problem, and of different days: they are not one conversation.
pub fn small_call(number: usize) -> String {
    format!(
        "Agent: Thank you for calling Jobwren, how can I help you?\n\
         Customer: Hi. {} The thing is that the calendar keeps getting double booked, and {}\n\
         Agent: I am sorry to hear that. Which device are you on?\n\
         Customer: On my phone. {} I wish it would just warn me before a job is double booked. {}\n\
         Agent: I will pass that on to the product team. Anything else today?\n\
         Customer: No. {} Thanks.\n",
        small_talk(number, 1),
        small_talk(number, 2),
        small_talk(number, 3),
        small_talk(number, 4),
        small_talk(number, 5)
    )
}

const THINGS: &[&str] = &[
    "ladder",
    "kettle",
    "gutter",
    "window",
    "garden",
    "driveway",
    "boiler",
    "fence",
    "cellar",
    "chimney",
    "carpet",
    "radiator",
    "sofa",
    "bathtub",
    "doorbell",
    "hedge",
    "lamp",
    "mailbox",
    "oven",
    "porch",
    "roof",
    "shed",
    "staircase",
    "table",
    "toolbox",
    "trailer",
    "umbrella",
    "wardrobe",
    "wheelbarrow",
    "workbench",
];

/// A sentence of things that differ from call to call.
pub fn small_talk(number: usize, place: usize) -> String {
    let thing =
        |n: usize| THINGS[(number * 7919 + place * 104_729 + n * 1_299_709 + number * number * n) % THINGS.len()];
    format!(
        "The {} by the {} took {} minutes, then a {} fell off the {} onto some {} near our {}.",
        thing(1),
        thing(2),
        number + place,
        thing(3),
        thing(4),
        thing(5),
        thing(6)
    )
}
