//! Scores the coder against units coded by hand, beside the repository in `../shared/data`.
//!
//! ```text
//! cargo run --release --example measure_codes             cues alone, per code, on gold_codes.json
//! cargo run --release --example measure_codes cues CODE   each cue of a code: hits and precision on train_codes.jsonl
//! cargo run --release --example measure_codes missed CODE [all]   rows of train_codes.jsonl that the cues miss (or take wrongly)
//! ```

use overheard::code::{CodedUnit, Coder};
use overheard::codebook::{CodeId, Codebook, Words};
use overheard::corpus::{Call, Meta, PersonId, Role, RoleBasis, Span, Speaker, Turn};
use overheard::language::english;
use overheard::tokenize::{Token, Vocabulary, tokenize};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

const CODES: &[&str] = &[
    "problem",
    "workaround",
    "wish",
    "request",
    "outcome",
    "praise",
    "question",
    "objection",
    "alternative",
    "trigger",
    "decision",
    "source",
    "emotion",
    "social",
];

fn main() {
    let Some(data) = data() else {
        println!("skipped: ../shared not present");
        return;
    };
    let book = Codebook::built_in(english()).expect("the built-in codebook");
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.first().map(String::as_str) {
        None => gold(&data, &book),
        Some("cues") => cues(&data, &book, args.get(1)),
        Some("missed") => missed(&data, &book, &args[1]),
        Some("wishes") => wishes(&data, &book),
        Some("questions") => questions(&data, &book),
        Some(other) => println!("unknown: {other}"),
    }
}

fn data() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let places = [
        std::env::var("OVERHEARD_SHARED").ok().map(PathBuf::from),
        Some(root.join("../shared")),
        Some(root.join("../../shared")),
    ];
    places.into_iter().flatten().map(|p| p.join("data")).find(|p| p.join("gold_codes.json").exists())
}

fn call_of(turns: &[(Role, String)]) -> Call {
    let mut text = String::new();
    let turns = turns
        .iter()
        .map(|(role, said)| {
            let start = text.len() as u32;
            text.push_str(said);
            Turn { speaker: u16::from(*role != Role::Customer), role: *role, at: None, start, end: text.len() as u32 }
        })
        .collect();
    let speaker = |role| Speaker { label: String::new(), role, person: PersonId(0) };
    Call {
        path: String::new(),
        format: "test",
        text,
        turns,
        speakers: vec![speaker(Role::Customer), speaker(Role::Rep)],
        meta: Meta::default(),
        role_basis: RoleBasis::default(),
    }
}

struct Lab<'b> {
    vocab: Vocabulary,
    coder: Coder<'b>,
}

impl<'b> Lab<'b> {
    fn new(book: &'b Codebook) -> Self {
        Lab { vocab: Vocabulary::new(english()), coder: Coder::new(book) }
    }

    fn code(&mut self, call: &Call) -> Vec<CodedUnit> {
        let tokens: Vec<Vec<Token>> = call
            .turns
            .iter()
            .map(|turn| {
                let mut out = Vec::new();
                tokenize(call.turn_text(turn), &mut self.vocab, &mut out);
                out
            })
            .collect();
        let mut coded = Vec::new();
        self.coder.code_call(call, |turn| &tokens[turn], &self.vocab, &mut coded);
        coded
    }
}

fn lines(path: PathBuf) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("data");
    text.lines().map(|line| serde_json::from_str(line).expect("json")).collect()
}

fn calls(data: &std::path::Path, set: &str) -> HashMap<String, Call> {
    lines(data.join(format!("{set}.calls.jsonl")))
        .iter()
        .map(|call| {
            let turns: Vec<(Role, String)> = call["turns"].as_array().expect("turns").iter().map(turn_of).collect();
            (call["id"].as_str().unwrap_or_default().to_owned(), call_of(&turns))
        })
        .collect()
}

fn turn_of(turn: &Value) -> (Role, String) {
    let role = if turn["role"] == "customer" { Role::Customer } else { Role::Rep };
    (role, turn["text"].as_str().unwrap_or_default().to_owned())
}

/// Characters to bytes.
fn span_of(text: &str, start: usize, end: usize) -> Span {
    let byte = |chars| text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at) as u32;
    Span::new(byte(start), byte(end))
}

#[derive(Default, Clone, Copy)]
struct Score {
    hit: u32,
    wrong: u32,
    missed: u32,
}

impl Score {
    fn add(&mut self, said: bool, want: bool) {
        self.hit += u32::from(said && want);
        self.wrong += u32::from(said && !want);
        self.missed += u32::from(!said && want);
    }

    fn gold(self) -> u32 {
        self.hit + self.missed
    }

    fn precision(self) -> f64 {
        f64::from(self.hit) / f64::from((self.hit + self.wrong).max(1))
    }

    fn recall(self) -> f64 {
        f64::from(self.hit) / f64::from(self.gold().max(1))
    }

    fn f1(self) -> f64 {
        2.0 * f64::from(self.hit) / f64::from((2 * self.hit + self.wrong + self.missed).max(1))
    }
}

fn gold(data: &std::path::Path, book: &Codebook) {
    let units: Vec<Value> =
        serde_json::from_str(&std::fs::read_to_string(data.join("gold_codes.json")).expect("gold")).expect("json");
    let mut sets: BTreeMap<String, HashMap<String, Call>> = BTreeMap::new();
    let mut coded: HashMap<(String, String), Vec<CodedUnit>> = HashMap::new();
    let mut lab = Lab::new(book);
    let mut scores: BTreeMap<(&str, String), Score> = BTreeMap::new();
    for unit in &units {
        let text = |key: &str| unit[key].as_str().unwrap_or_default().to_owned();
        let number = |key: &str| unit[key].as_u64().unwrap_or_default() as usize;
        let (set, id) = (text("set"), text("call"));
        let in_set = sets.entry(set.clone()).or_insert_with(|| calls(data, &set));
        let Some(call) = in_set.get(&id) else { continue };
        let found = coded.entry((set.clone(), id.clone())).or_insert_with(|| lab.code(call));
        let turn = number("turn");
        let span = span_of(call.turn_text(&call.turns[turn]), number("start"), number("end"));
        for code in CODES {
            let has = |key: &str| unit[key].as_array().is_some_and(|codes| codes.iter().any(|c| c == code));
            if has("maybe") {
                continue;
            }
            let id = book.id(code).unwrap_or(CodeId(255));
            let said = found.iter().any(|u| u.code == id && u.turn as usize == turn && u.span.overlaps(span));
            scores.entry((code, set.clone())).or_default().add(said, has("yes"));
        }
    }
    table(&scores);
}

fn table(scores: &BTreeMap<(&str, String), Score>) {
    let mut macro_f1 = Vec::new();
    for code in CODES {
        let mut all = Score::default();
        let mut sets = String::new();
        for ((_, set), score) in scores.iter().filter(|((c, _), _)| c == code) {
            all.hit += score.hit;
            all.wrong += score.wrong;
            all.missed += score.missed;
            if score.gold() >= 5 {
                sets += &format!("  {set} {:.2}", score.f1());
            }
        }
        println!(
            "{code:12} P {:.3} R {:.3} F1 {:.3} of {:4} {sets}",
            all.precision(),
            all.recall(),
            all.f1(),
            all.gold()
        );
        if all.gold() >= 15 {
            macro_f1.push(all.f1());
        }
    }
    println!("macro F1 {:.3} of {} codes", macro_f1.iter().sum::<f64>() / macro_f1.len() as f64, macro_f1.len());
}

/// Rows of `train_codes.jsonl` as calls of a rep's and a customer's turn.
fn train(data: &std::path::Path) -> Vec<(Call, Vec<String>, String)> {
    let row = |row: &Value| {
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let codes = row["codes"].as_array().expect("codes").iter().filter_map(|c| c.as_str().map(str::to_owned));
        (call_of(&[(Role::Customer, text("text"))]), codes.collect(), text("source"))
    };
    lines(data.join("train_codes.jsonl")).iter().map(row).collect()
}

/// Every cue by itself, whatever its strength: in how many rows it stands, and how many of those have its code.
fn cues(data: &std::path::Path, book: &Codebook, only: Option<&String>) {
    let mut vocab = Vocabulary::new(english());
    let mut words = Words::new(book);
    let mut tally = vec![(0u32, 0u32); book.cues().len()];
    let (mut tokens, mut said, mut hits) = (Vec::new(), Vec::new(), Vec::new());
    for (call, codes, _) in train(data) {
        hits.clear();
        tokenize(&call.text, &mut vocab, &mut tokens);
        words.read(&call.text, &tokens, &vocab, &mut said);
        book.find(&words, &said, &mut hits);
        hits.dedup_by_key(|hit| hit.cue);
        for hit in &hits {
            let has = codes.contains(&book.code(book.cues()[hit.cue as usize].code).name);
            tally[hit.cue as usize].0 += u32::from(has);
            tally[hit.cue as usize].1 += 1;
        }
    }
    for (cue, (right, all)) in book.cues().iter().zip(tally) {
        if only.is_none_or(|only| book.code(cue.code).name == *only) {
            let share = f64::from(right) / f64::from(all.max(1));
            println!(
                "{}:{}\t{right}\t{all}\t{share:.2}\t{}\t{}",
                cue.origin.file, cue.origin.line, cue.strength, cue.text
            );
        }
    }
}

fn missed(data: &std::path::Path, book: &Codebook, code: &str) {
    let wrong = std::env::args().nth(3).is_some();
    let id = book.id(code).unwrap_or(CodeId(255));
    let mut lab = Lab::new(book);
    for (call, codes, source) in train(data) {
        let found = lab.code(&call);
        let hit = found.iter().find(|u| u.code == id);
        let want = codes.iter().any(|c| c == code);
        match hit {
            None if want && !wrong => println!("{source}: {}", call.text),
            Some(unit) if !want && wrong => println!("{source} [{}] {}", unit.cue(&call.text), call.text),
            _ => {}
        }
    }
}

fn wishes(data: &std::path::Path, book: &Codebook) {
    let text = std::fs::read_to_string(data.join("suggestions_forum.trial.tsv")).expect("data");
    let id = book.id("wish").unwrap_or(CodeId(255));
    let mut lab = Lab::new(book);
    let mut score = Score::default();
    for line in text.lines() {
        let mut fields = line.split('\t');
        let (Some(said), Some(label)) = (fields.next(), fields.next()) else { continue };
        let found = lab.code(&call_of(&[(Role::Customer, said.to_owned())]));
        score.add(found.iter().any(|u| u.code == id), label == "suggestion");
    }
    println!("wishes P {:.3} R {:.3} F1 {:.3}", score.precision(), score.recall(), score.f1());
}

fn questions(data: &std::path::Path, book: &Codebook) {
    let id = book.id("question").unwrap_or(CodeId(255));
    let mut lab = Lab::new(book);
    let mut score = Score::default();
    for call in lines(data.join("mrda.calls.jsonl")).iter().take(40) {
        let turns = call["turns"].as_array().expect("turns");
        let texts: Vec<(Role, String)> = turns.iter().map(|turn| (Role::Customer, turn_of(turn).1)).collect();
        let found = lab.code(&call_of(&texts));
        for (at, turn) in turns.iter().enumerate() {
            let labels = turn["labels"].as_array().cloned().unwrap_or_default();
            let asks = |label: &Value| {
                ["act", "basic", "general"]
                    .iter()
                    .any(|key| label[*key].as_str().is_some_and(|act| act.starts_with(['q', 'Q'])))
            };
            if texts[at].1.split_whitespace().count() >= 3 {
                score.add(found.iter().any(|u| u.code == id && u.turn as usize == at), labels.iter().any(asks));
            }
        }
    }
    println!("questions P {:.3} R {:.3} F1 {:.3}", score.precision(), score.recall(), score.f1());
}
