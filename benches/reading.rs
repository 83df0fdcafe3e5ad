//! Reading alone, format by format and all mixed: megabytes a second of processor time on one thread. Invented calls are
//! written in memory, read, and their words counted, so that no reader is fast by leaving words out.
//!
//! `cargo bench --bench reading -- [MEGABYTES OF EACH FORMAT]`; with 100 it is 1 GB.

use std::fmt::Write;
use std::time::Instant;

use overheard::read::read_bytes;

/// What is asked of captions and text, and of JSON, in megabytes a second.
const WANTED: (f64, f64) = (100.0, 60.0);
/// Size of a file.
const FILE: usize = 200_000;

const WORDS: &[&str] = &[
    "the",
    "kiln",
    "is",
    "cold",
    "again",
    "and",
    "I",
    "don't",
    "know",
    "why",
    "it",
    "broke",
    "last",
    "night",
    "when",
    "we",
    "were",
    "firing",
    "bowls",
    "for",
    "market",
    "so",
    "my",
    "orders",
    "are",
    "late",
    "customers",
    "keep",
    "asking",
    "me",
    "about",
    "their",
    "glaze",
    "schedule",
];

/// Words that differ from line to line, the same in every run.
struct Speech(u64);

impl Speech {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn word(&mut self) -> &'static str {
        WORDS[self.next() as usize % WORDS.len()]
    }

    fn line(&mut self) -> String {
        let words = 4 + self.next() as usize % 18;
        let mut line: Vec<&str> = (0..words).map(|_| self.word()).collect();
        line[0] = "Well";
        line.join(" ") + "."
    }
}

/// A file of a format, and the words said in it.
type Made = (String, usize);

fn clock(seconds: usize, comma: char) -> String {
    format!("{:02}:{:02}:{:02}{comma}{:03}", seconds / 3600, seconds / 60 % 60, seconds % 60, seconds * 37 % 1000)
}

/// Lines of two people, written one after the other by `put`.
fn lines(speech: &mut Speech, head: &str, put: impl Fn(&mut String, usize, &str, &str)) -> Made {
    let (mut text, mut words, mut n) = (head.to_owned(), 0, 0);
    while text.len() < FILE {
        let line = speech.line();
        words += line.split(' ').count();
        put(&mut text, n, ["Ada Okoro", "Ben Li"][n % 2], &line);
        n += 1;
    }
    (text, words)
}

fn zoom(speech: &mut Speech) -> Made {
    lines(speech, "WEBVTT\r\n\r\n", |out, n, who, line| {
        let (a, b) = (clock(n * 3, '.'), clock(n * 3 + 2, '.'));
        write!(out, "{}\r\n{a} --> {b}\r\n{who}: {line}\r\n\r\n", n + 1).unwrap();
    })
}

fn teams(speech: &mut Speech) -> Made {
    lines(speech, "WEBVTT\r\n\r\n", |out, n, who, line| {
        let (a, b) = (clock(n * 3, '.'), clock(n * 3 + 2, '.'));
        let id = format!("0f3c1d52-9b1e-4c55-8d4b-{n:012x}/{n}-0");
        write!(out, "{id}\r\n{a} --> {b}\r\n<v {who}>{line}</v>\r\n\r\n").unwrap();
    })
}

fn srt(speech: &mut Speech) -> Made {
    lines(speech, "", |out, n, _, line| {
        let (a, b) = (clock(n * 3, ','), clock(n * 3 + 2, ','));
        write!(out, "{}\n{a} --> {b}\n{line}\n\n", n + 1).unwrap();
    })
}

fn text(speech: &mut Speech) -> Made {
    lines(speech, "", |out, _, who, line| writeln!(out, "{who}: {line}").unwrap())
}

fn timed_text(speech: &mut Speech) -> Made {
    lines(speech, "", |out, n, who, line| writeln!(out, "[{}] {who}: {line}", &clock(n * 3, '.')[..8]).unwrap())
}

fn otter(speech: &mut Speech) -> Made {
    lines(speech, "", |out, n, who, line| write!(out, "{who}  {}:{:02}  \n{line}\n\n", n / 20, n * 3 % 60).unwrap())
}

fn csv(speech: &mut Speech) -> Made {
    lines(speech, "start,speaker,text\n", |out, n, who, line| writeln!(out, "{},{who},\"{line}\"", n * 3).unwrap())
}

fn chat(speech: &mut Speech) -> Made {
    let (mut text, words) = lines(speech, "[", |out, n, who, line| {
        writeln!(out, "{{\"speaker\": \"{who}\", \"start\": {}.5, \"text\": \"{line}\"}},", n * 3).unwrap();
    });
    text.truncate(text.len() - 2);
    (text + "]", words)
}

fn whisper(speech: &mut Speech) -> Made {
    let (mut text, words) = lines(speech, "{\"language\": \"en\", \"segments\": [", |out, n, _, line| {
        let (a, b) = (n * 3, n * 3 + 2);
        write!(out, "{{\"id\": {n}, \"seek\": 0, \"start\": {a}.0, \"end\": {b}.0, \"text\": \" {line}\", \"tokens\": [50364, 1057, 558, 11], \"temperature\": 0.0, \"avg_logprob\": -0.2871, \"compression_ratio\": 1.6, \"no_speech_prob\": 0.0089}},").unwrap();
    });
    text.truncate(text.len() - 1);
    (text + "]}", words)
}

/// Word by word, as transcription services write it.
fn words_of_aws(speech: &mut Speech) -> Made {
    let mut text = String::from(
        "{\"jobName\": \"bench\", \"status\": \"COMPLETED\", \"results\": {\"transcripts\": [], \"items\": [",
    );
    let mut words = 0;
    while text.len() < FILE {
        let (speaker, start) = (words / 12 % 2, words as f64 * 0.3);
        write!(text, "{{\"type\": \"pronunciation\", \"start_time\": \"{start:.2}\", \"end_time\": \"{:.2}\", \"speaker_label\": \"spk_{speaker}\", \"alternatives\": [{{\"confidence\": \"0.98\", \"content\": \"{}\"}}]}},", start + 0.2, speech.word()).unwrap();
        words += 1;
    }
    text.truncate(text.len() - 1);
    (text + "]}}", words)
}

type Maker = fn(&mut Speech) -> Made;

const FORMATS: [(&str, bool, Maker); 10] = [
    ("zoom_vtt", false, zoom),
    ("teams_vtt", false, teams),
    ("srt", false, srt),
    ("text", false, text),
    ("timed_text", false, timed_text),
    ("otter", false, otter),
    ("csv", false, csv),
    ("json", true, chat),
    ("whisper", true, whisper),
    ("aws_transcribe", true, words_of_aws),
];

/// Seconds of processor time of this thread; of the clock where the system does not say.
fn seconds(begun: Instant) -> f64 {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = spent.and_then(|spent| spent.split(' ').next()?.parse::<u64>().ok());
    spent.map_or_else(|| begun.elapsed().as_secs_f64(), |nanos| nanos as f64 / 1e9)
}

fn main() {
    let megabytes = std::env::args().filter_map(|arg| arg.parse::<usize>().ok()).next().unwrap_or(20);
    let begun = Instant::now();
    let mut sums = [(0.0, 0.0); 2];
    println!("{megabytes} MB of each format, one thread");
    for (format, json, make) in FORMATS {
        let mut speech = Speech(7);
        let ending = match format {
            "zoom_vtt" | "teams_vtt" => "vtt",
            "srt" | "csv" => format,
            _ if json => "json",
            _ => "txt",
        };
        let files: Vec<Made> = (0..16).map(|_| make(&mut speech)).collect();
        let rounds = (megabytes * 1_000_000).div_ceil(files.iter().map(|(text, _)| text.len()).sum());
        let mut bytes = 0;
        let before = seconds(begun);
        for _ in 0..rounds {
            for (text, words) in &files {
                let read = read_bytes(format!("call.{ending}"), text.as_bytes());
                assert_eq!(read.format, format, "{:?}", read.outcome.as_ref().err());
                let drafts = read.outcome.unwrap();
                let said: usize = drafts
                    .iter()
                    .flat_map(|draft| draft.turns.iter().map(|turn| draft.turn_text(turn)))
                    .map(|text| text.bytes().filter(|b| *b == b' ').count() + 1)
                    .sum();
                assert_eq!(said, *words, "{format}");
                bytes += text.len();
            }
        }
        let (megabytes, spent) = (bytes as f64 / 1e6, seconds(begun) - before);
        sums[usize::from(json)].0 += megabytes;
        sums[usize::from(json)].1 += spent;
        println!("{format:16} {megabytes:7.0} MB {spent:7.2} s {:7.0} MB/s", megabytes / spent);
    }
    for (name, (megabytes, spent), wanted) in [("captions and text", sums[0], WANTED.0), ("JSON", sums[1], WANTED.1)] {
        println!("{name:16} {megabytes:7.0} MB {spent:7.2} s {:7.0} MB/s, wanted {wanted}", megabytes / spent);
    }
}
