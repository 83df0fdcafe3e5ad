//! The hand-coded units of `../shared/data` in, calls ready to be coded out. Shared by the examples that train and measure.

#![allow(dead_code, reason = "each of the examples uses a part of it")]

use overheard::code::{CodedUnit, Coder};
use overheard::corpus::{Call, Meta, PersonId, Role, RoleBasis, Span, Speaker, Turn};
use overheard::language::english;
use overheard::tokenize::{Token, Vocabulary, tokenize};
use serde_json::Value;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The codes that were given by hand.
pub const CODES: [&str; 14] = [
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

/// A unit coded by hand, in its call.
pub struct Row {
    /// The set it is from.
    pub source: String,
    /// The call it stands in.
    pub call: Arc<Call>,
    /// What distinguishes that call.
    pub group: String,
    /// Its turn.
    pub turn: usize,
    /// Where it stands in its turn.
    pub span: Span,
    /// Codes it has.
    pub yes: Vec<String>,
    /// Codes in dispute.
    pub maybe: Vec<String>,
    /// Whether it is of `gold_codes.json`.
    pub gold: bool,
    /// Whether its whole call is there, not only what was said right before.
    pub in_call: bool,
}

impl Row {
    /// The unit.
    pub fn text(&self) -> &str {
        &self.call.turn_text(&self.call.turns[self.turn])[self.span.range()]
    }

    /// Whether it has a code.
    pub fn has(&self, code: &str) -> bool {
        self.yes.iter().any(|c| c == code)
    }
}

/// The folder with the data, if it is there.
pub fn data() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let shared = std::env::var("OVERHEARD_SHARED").ok().map(PathBuf::from);
    let places = [shared, Some(root.join("../shared")), Some(root.join("../../shared"))];
    places.into_iter().flatten().map(|p| p.join("data")).find(|p| p.join("gold_codes.json").exists())
}

/// A call of these turns.
pub fn call_of(turns: &[(Role, String)]) -> Call {
    let mut text = String::new();
    let mut made = Vec::new();
    for (role, said) in turns {
        let start = text.len() as u32;
        text.push_str(said);
        let speaker = u16::from(*role != Role::Customer);
        made.push(Turn { speaker, role: *role, at: None, start, end: text.len() as u32 });
    }
    let speaker = |role| Speaker { label: String::new(), role, person: PersonId(0) };
    Call {
        path: String::new(),
        format: "test",
        text,
        turns: made,
        speakers: vec![speaker(Role::Customer), speaker(Role::Rep)],
        meta: Meta::default(),
        role_basis: RoleBasis::default(),
    }
}

/// The words of every turn.
pub fn tokens_of(call: &Call, vocab: &mut Vocabulary) -> Vec<Vec<Token>> {
    let mut read = |turn: &Turn| {
        let mut tokens = Vec::new();
        tokenize(call.turn_text(turn), vocab, &mut tokens);
        tokens
    };
    call.turns.iter().map(&mut read).collect()
}

/// A coder with its vocabulary.
pub struct Lab<'b> {
    vocab: Vocabulary,
    coder: Coder<'b>,
}

impl<'b> Lab<'b> {
    /// Uses this coder.
    pub fn new(coder: Coder<'b>) -> Self {
        Lab { vocab: Vocabulary::new(english()), coder }
    }

    /// Codes a call.
    pub fn code(&mut self, call: &Call) -> Vec<CodedUnit> {
        let tokens = tokens_of(call, &mut self.vocab);
        let mut coded = Vec::new();
        self.coder.code_call(call, |turn| &tokens[turn], &self.vocab, &mut coded);
        coded
    }
}

/// The lines of a JSONL file.
pub fn lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("data");
    text.lines().map(|line| serde_json::from_str(line).expect("json")).collect()
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect()
}

/// A turn of a call file.
pub fn turn_of(turn: &Value) -> (Role, String) {
    let role = if turn["role"] == "customer" { Role::Customer } else { Role::Rep };
    (role, turn["text"].as_str().unwrap_or_default().to_owned())
}

/// The units of `gold_codes.json`.
pub fn gold(data: &Path) -> Vec<Row> {
    let text = std::fs::read_to_string(data.join("gold_codes.json")).expect("gold");
    let units: Vec<Value> = serde_json::from_str(&text).expect("json");
    let mut sets = Sets::default();
    let row = |unit: &Value| {
        let text = |key: &str| unit[key].as_str().unwrap_or_default().to_owned();
        let number = |key: &str| unit[key].as_u64().unwrap_or_default() as usize;
        let place = (number("turn"), number("start"), number("end"));
        let row = sets.row(data, &text("set"), &text("call"), place)?;
        Some(Row { yes: texts(&unit["yes"]), maybe: texts(&unit["maybe"]), gold: true, ..row })
    };
    units.iter().filter_map(row).collect()
}

/// The units of `more_codes.tsv` beside this file: set, call, turn, first character, one past the last, codes.
pub fn more(data: &Path) -> Vec<Row> {
    let mut sets = Sets::default();
    let row = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [set, call, turn, start, end, codes] = fields[..] else { panic!("{line}") };
        let number = |text: &str| text.parse().expect("a number");
        let row = sets.row(data, set, call, (number(turn), number(start), number(end)))?;
        Some(Row { yes: codes.split(' ').filter(|code| !code.is_empty()).map(str::to_owned).collect(), ..row })
    };
    include_str!("more_codes.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
}

/// The calls of some sets, each set read once.
#[derive(Default)]
struct Sets(HashMap<String, HashMap<String, Arc<Call>>>);

impl Sets {
    /// The unit at a place, in characters, without codes.
    fn row(&mut self, data: &Path, set: &str, call: &str, (turn, start, end): (usize, usize, usize)) -> Option<Row> {
        let calls = self.0.entry(set.to_owned()).or_insert_with(|| calls(data, set));
        let of = calls.get(call).cloned()?;
        let said = of.turn_text(of.turns.get(turn)?);
        let byte = |chars| said.char_indices().nth(chars).map_or(said.len(), |(at, _)| at) as u32;
        Some(Row {
            source: set.to_owned(),
            span: Span::new(byte(start), byte(end)),
            call: of,
            group: format!("{set}/{call}"),
            turn,
            yes: vec![],
            maybe: vec![],
            gold: false,
            in_call: true,
        })
    }
}

fn calls(data: &Path, set: &str) -> HashMap<String, Arc<Call>> {
    let call = |call: &Value| {
        let turns: Vec<(Role, String)> = call["turns"].as_array().expect("turns").iter().map(turn_of).collect();
        (call["id"].as_str().unwrap_or_default().to_owned(), Arc::new(call_of(&turns)))
    };
    let path = data.join(format!("{set}.calls.jsonl"));
    if path.exists() { lines(&path).iter().map(call).collect() } else { HashMap::new() }
}

/// The rows of `train_codes.jsonl`: in their calls, where those are beside it, else after what their `context` says was
/// said before.
pub fn train(data: &Path) -> Vec<Row> {
    let mut sets: HashMap<String, Vec<(String, Arc<Call>)>> = HashMap::new();
    let rows = lines(&data.join("train_codes.jsonl"));
    let row = |(number, row): (usize, &Value)| {
        let source = row["source"].as_str().unwrap_or_default();
        let calls = sets.entry(source.to_owned()).or_insert_with(|| {
            let mut calls: Vec<_> = calls(data, source).into_iter().collect();
            calls.sort_by(|a, b| a.0.cmp(&b.0));
            calls
        });
        placed(row, calls).unwrap_or_else(|| train_row(number, row))
    };
    rows.iter().enumerate().map(row).collect()
}

/// A row in the one call that has its words, after its context where several do.
fn placed(row: &Value, calls: &[(String, Arc<Call>)]) -> Option<Row> {
    let (source, said) = (row["source"].as_str()?, row["text"].as_str()?);
    let context = row["context"].as_str()?;
    let before = context.rsplit_once("||").map_or(context, |(_, same)| same);
    let before = before.split_once(": ").map_or(before, |(_, words)| words).trim();
    let mut found = Vec::new();
    for (id, call) in calls.iter().filter(|(_, call)| call.text.contains(said)) {
        for (turn, of) in call.turns.iter().enumerate().filter(|(_, turn)| turn.role == Role::Customer) {
            for (at, _) in call.turn_text(of).match_indices(said) {
                let follows = call.text[..of.start as usize + at].trim_end().ends_with(before);
                found.push((!follows, id, call, turn, Span::new(at as u32, (at + said.len()) as u32)));
            }
        }
    }
    let (strange, id, call, turn, span) = found.iter().min_by_key(|(strange, ..)| *strange)?;
    // Short answers stand in many calls.
    let sure = found.len() == 1 || !(*strange || before.is_empty());
    sure.then(|| Row {
        source: source.to_owned(),
        call: Arc::clone(call),
        group: format!("{source}/{id}"),
        turn: *turn,
        span: *span,
        yes: texts(&row["codes"]),
        maybe: vec![],
        gold: false,
        in_call: true,
    })
}

/// The invented utterances of `invented.tsv` beside this file: what was said before, utterance, codes.
pub fn invented() -> Vec<Row> {
    let row = |(number, line): (usize, &str)| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [before, said, codes] = fields[..] else { panic!("{line}") };
        let mut turns = vec![(Role::Customer, said.to_owned())];
        if !before.is_empty() {
            turns.insert(0, (Role::Rep, before.to_owned()));
        }
        Row {
            source: "invented".to_owned(),
            turn: turns.len() - 1,
            call: Arc::new(call_of(&turns)),
            group: format!("invented/{number}"),
            span: Span::new(0, said.len() as u32),
            yes: codes.split(' ').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
            maybe: vec![],
            gold: false,
            in_call: false,
        }
    };
    include_str!("invented.tsv").lines().filter(|line| !line.starts_with('#')).enumerate().map(row).collect()
}

fn train_row(number: usize, row: &Value) -> Row {
    let text = |key: &str| row[key].as_str().unwrap_or_default();
    let (context, said) = (text("context"), text("text"));
    let named = |context: &str| match context.split_once(':') {
        Some(("customer", rest)) => Some((Role::Customer, rest.trim().to_owned())),
        Some(("agent", rest)) => Some((Role::Rep, rest.trim().to_owned())),
        _ => None,
    };
    let (mut turns, mut same) = (Vec::new(), String::new());
    if let Some((before, start)) = context.split_once("||") {
        turns.push(named(before.trim()).unwrap_or((Role::Rep, before.trim().to_owned())));
        same = start.trim().to_owned();
    } else {
        turns.extend(named(context));
    }
    if !same.is_empty() {
        same.push(' ');
    }
    let span = Span::new(same.len() as u32, (same.len() + said.len()) as u32);
    turns.push((Role::Customer, same + said));
    Row {
        source: text("source").to_owned(),
        turn: turns.len() - 1,
        call: Arc::new(call_of(&turns)),
        group: format!("train/{number}"),
        span,
        yes: texts(&row["codes"]),
        maybe: vec![],
        gold: false,
        in_call: false,
    }
}

/// Hits, false alarms and misses of one code.
#[derive(Default, Clone, Copy)]
pub struct Score {
    /// Said and wanted.
    pub hit: u32,
    /// Said, not wanted.
    pub wrong: u32,
    /// Wanted, not said.
    pub missed: u32,
}

impl Score {
    /// Counts one unit.
    pub fn add(&mut self, said: bool, want: bool) {
        self.hit += u32::from(said && want);
        self.wrong += u32::from(said && !want);
        self.missed += u32::from(!said && want);
    }

    /// Adds another score.
    pub fn join(&mut self, other: Score) {
        self.hit += other.hit;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    /// Units that have the code.
    pub fn gold(self) -> u32 {
        self.hit + self.missed
    }

    /// Share of what is said that is right.
    pub fn precision(self) -> f64 {
        f64::from(self.hit) / f64::from((self.hit + self.wrong).max(1))
    }

    /// Share of what is wanted that is said.
    pub fn recall(self) -> f64 {
        f64::from(self.hit) / f64::from(self.gold().max(1))
    }

    /// Harmonic mean of both.
    pub fn f1(self) -> f64 {
        2.0 * f64::from(self.hit) / f64::from((2 * self.hit + self.wrong + self.missed).max(1))
    }
}

/// Prints the scores of all codes; gives the mean F1 of those with 15 units or more.
pub fn table(title: &str, scores: &[(usize, String, Score)]) -> f64 {
    println!("{title}");
    let mut counted = Vec::new();
    for (code, name) in CODES.iter().enumerate() {
        let (mut all, mut sets) = (Score::default(), String::new());
        let mut by_set: std::collections::BTreeMap<&str, Score> = std::collections::BTreeMap::new();
        for (_, set, score) in scores.iter().filter(|(c, _, _)| *c == code) {
            all.join(*score);
            by_set.entry(set).or_default().join(*score);
        }
        for (set, score) in by_set.iter().filter(|(_, score)| score.gold() >= 5) {
            sets += &format!("  {} {:.2}", set.split('_').next().unwrap_or(set), score.f1());
        }
        println!(
            "{name:12} P {:.3} R {:.3} F1 {:.3} of {:4} {sets}",
            all.precision(),
            all.recall(),
            all.f1(),
            all.gold()
        );
        if all.gold() >= 15 {
            counted.push(all.f1());
        }
    }
    let mean = counted.iter().sum::<f64>() / counted.len().max(1) as f64;
    println!("macro F1 {mean:.3} of {} codes", counted.len());
    mean
}
