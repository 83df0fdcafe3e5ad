//! Scores the coder against data beside the repository in `../shared/data`.
//!
//! ```text
//! cargo run --release --example measure_codes                units of gold_codes.json: cues alone, then both
//! cargo run --release --example measure_codes wishes         suggestions_forum.trial.tsv
//! cargo run --release --example measure_codes questions      mrda
//! cargo run --release --example measure_codes cues [CODE]    each cue: hits and precision on train_codes.jsonl
//! cargo run --release --example measure_codes missed CODE    rows of train_codes.jsonl whose code the cues miss
//! cargo run --release --example measure_codes wrong CODE     rows that the cues give a code which they do not have
//! cargo run --release --example measure_codes time           what coding ai_interviews_work costs
//! ```
//!
//! The table of the learned opinion was made from `train_codes.jsonl`, `more_codes.tsv`, `invented.tsv` and those sets of `gold_codes.json`
//! that may be learned from, so the figures of "both" flatter it there; `train_codes` prints those of units it was not
//! taught.

mod coded_data;

use coded_data::{CODES, Lab, Score, call_of, data, gold, lines, table, tokens_of, train, turn_of};
use overheard::code::{Coder, Model};
use overheard::codebook::{CodeId, Codebook, Words};
use overheard::corpus::{Call, Role};
use overheard::language::english;
use overheard::tokenize::{Token, Vocabulary, tokenize};
use std::path::Path;

fn main() {
    let Some(data) = data() else {
        println!("skipped: ../shared not present");
        return;
    };
    let book = Codebook::built_in(english()).expect("the built-in codebook");
    let args: Vec<String> = std::env::args().skip(1).collect();
    match (args.first().map(String::as_str), args.get(1)) {
        (None, _) => {
            on_gold(&data, &book, "cues alone", Coder::new(&book));
            on_gold(&data, &book, "cues and learned opinion (taught the licensed sets of these)", both(&book));
        }
        (Some("wishes"), _) => wishes(&data, &book),
        (Some("questions"), _) => questions(&data, &book),
        (Some("cues"), code) => cues(&data, &book, code),
        (Some("missed"), Some(code)) => rows(&data, &book, code, true),
        (Some("wrong"), Some(code)) => rows(&data, &book, code, false),
        (Some("time"), _) => time(&data, &book),
        (Some(other), _) => println!("unknown: {other}"),
    }
}

fn both(book: &Codebook) -> Coder<'_> {
    Coder::with(book, Model::built_in())
}

fn on_gold(data: &Path, book: &Codebook, title: &str, coder: Coder) {
    let mut lab = Lab::new(coder);
    let mut coded = std::collections::HashMap::new();
    let mut scores = Vec::new();
    for row in gold(data) {
        let found = coded.entry(row.group.clone()).or_insert_with(|| lab.code(&row.call));
        for (number, code) in CODES.iter().enumerate().filter(|(_, code)| !row.maybe.iter().any(|c| c == *code)) {
            let id = book.id(code).unwrap_or(CodeId(255));
            let said = found.iter().any(|u| u.code == id && u.turn as usize == row.turn && u.span.overlaps(row.span));
            let mut score = Score::default();
            score.add(said, row.has(code));
            scores.push((number, row.source.clone(), score));
        }
    }
    table(title, &scores);
}

/// Every cue by itself, whatever its strength: in how many rows it stands, and how many of those have its code.
fn cues(data: &Path, book: &Codebook, only: Option<&String>) {
    let mut vocab = Vocabulary::new(english());
    let mut words = Words::new(book);
    let mut tally = vec![(0u32, 0u32); book.cues().len()];
    let (mut tokens, mut said, mut hits) = (Vec::new(), Vec::new(), Vec::new());
    for row in train(data) {
        hits.clear();
        tokenize(row.text(), &mut vocab, &mut tokens);
        words.read(row.text(), &tokens, &vocab, &mut said);
        book.find(&words, &said, &mut hits);
        hits.dedup_by_key(|hit| hit.cue);
        for hit in &hits {
            let cue = &book.cues()[hit.cue as usize];
            tally[hit.cue as usize].0 += u32::from(row.has(&book.code(cue.code).name));
            tally[hit.cue as usize].1 += 1;
        }
    }
    for (cue, (right, all)) in book.cues().iter().zip(tally) {
        if only.is_none_or(|only| book.code(cue.code).name == *only) {
            let share = f64::from(right) / f64::from(all.max(1));
            let at = format!("{}:{}", cue.origin.file, cue.origin.line);
            println!("{at}\t{right}\t{all}\t{share:.2}\t{}\t{}", cue.strength, cue.text);
        }
    }
}

fn rows(data: &Path, book: &Codebook, code: &str, missed: bool) {
    let id = book.id(code).unwrap_or(CodeId(255));
    let mut lab = Lab::new(Coder::new(book));
    for row in train(data) {
        let call = call_of(&[(Role::Customer, row.text().to_owned())]);
        let found = lab.code(&call);
        match found.iter().find(|u| u.code == id) {
            None if missed && row.has(code) => println!("{}: {}", row.source, call.text),
            Some(unit) if !missed && !row.has(code) => {
                println!("{} [{}] {}", row.source, unit.cue(&call.text), call.text);
            }
            _ => {}
        }
    }
}

fn wishes(data: &Path, book: &Codebook) {
    let text = std::fs::read_to_string(data.join("suggestions_forum.trial.tsv")).expect("data");
    for (title, coder) in [("cues alone", Coder::new(book)), ("both", both(book))] {
        let mut lab = Lab::new(coder);
        let mut score = Score::default();
        for line in text.lines() {
            let mut fields = line.split('\t');
            let (Some(said), Some(label)) = (fields.next(), fields.next()) else { continue };
            let found = lab.code(&call_of(&[(Role::Customer, said.to_owned())]));
            score.add(found.iter().any(|u| Some(u.code) == book.id("wish")), label == "suggestion");
        }
        println!("wishes, {title}: P {:.3} R {:.3} F1 {:.3}", score.precision(), score.recall(), score.f1());
    }
}

fn questions(data: &Path, book: &Codebook) {
    for (title, coder) in [("cues alone", Coder::new(book)), ("both", both(book))] {
        let mut lab = Lab::new(coder);
        let mut score = Score::default();
        for call in lines(&data.join("mrda.calls.jsonl")).iter().take(40) {
            let turns = call["turns"].as_array().expect("turns");
            let texts: Vec<(Role, String)> = turns.iter().map(|turn| (Role::Customer, turn_of(turn).1)).collect();
            let found = lab.code(&call_of(&texts));
            for (at, turn) in turns.iter().enumerate() {
                let labels = turn["labels"].as_array().cloned().unwrap_or_default();
                let act = |label: &serde_json::Value, key: &str| {
                    label[key].as_str().is_some_and(|act| act.starts_with(['q', 'Q']))
                };
                let asks = labels.iter().any(|label| ["act", "basic", "general"].iter().any(|key| act(label, key)));
                if texts[at].1.split_whitespace().count() >= 3 {
                    score.add(found.iter().any(|u| Some(u.code) == book.id("question") && u.turn as usize == at), asks);
                }
            }
        }
        println!("questions, {title}: P {:.3} R {:.3} F1 {:.3}", score.precision(), score.recall(), score.f1());
    }
}

fn time(data: &Path, book: &Codebook) {
    let mut vocab = Vocabulary::new(english());
    let calls: Vec<Call> = lines(&data.join("ai_interviews_work.calls.jsonl"))
        .iter()
        .map(|call| call_of(&call["turns"].as_array().expect("turns").iter().map(turn_of).collect::<Vec<_>>()))
        .collect();
    let tokens: Vec<Vec<Vec<Token>>> = calls.iter().map(|call| tokens_of(call, &mut vocab)).collect();
    let spoken = |call: &Call, tokens: &[Vec<Token>]| {
        call.turns.iter().zip(tokens).filter(|(t, _)| t.role == Role::Customer).map(|(_, t)| t.len()).sum::<usize>()
    };
    let said: usize = calls.iter().zip(&tokens).map(|(call, tokens)| spoken(call, tokens)).sum();
    for (title, mut coder) in [("cues alone", Coder::new(book)), ("both", both(book))] {
        let begun = processor_seconds();
        let mut coded = Vec::new();
        for (call, tokens) in calls.iter().zip(&tokens) {
            coder.code_call(call, |turn| &tokens[turn], &vocab, &mut coded);
        }
        let seconds = processor_seconds() - begun;
        println!(
            "{title}: {said} customers' words, {} rows, {seconds:.2} s, {:.2} s a million words",
            coded.len(),
            seconds / said as f64 * 1e6
        );
    }
}

/// Processor time of this process so far, which a busy machine does not lengthen; 0 where the system does not say.
fn processor_seconds() -> f64 {
    let said = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    said.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}
