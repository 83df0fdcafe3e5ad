//! The recipe of `src/code/learned/model.bin`: learns from units coded by hand beside the repository in `../shared/data`, and
//! from utterances that were invented for the codes that are rare.
//!
//! ```text
//! cargo run --release --example train_codes                        writes the table, prints how it does on units it has not seen
//! cargo run --release --example train_codes -- --dry               only prints
//! cargo run --release --example train_codes -- --dry --list CODE   prints the units of `gold_codes` as well that come out wrong
//! ```
//!
//! Per code a support vector machine (L2, squared hinge) by dual coordinate descent in an order drawn once, over the features of
//! `code::features` and the word vectors of `theme`; what tells more of the code, as naive Bayes sees it, may be leant on more. A
//! row of several units counts by its surest unit, as it does in the program. Thresholds are those that serve rows left out in
//! five folds best. What is invented teaches, and is never judged. A code a thread, no chance: the same data give the same
//! bytes.

#[path = "../coded_data/mod.rs"]
mod coded_data;
mod machine;
mod table;
mod units;

use coded_data::{CODES, Row, Score, data, gold, invented, more, train};
use machine::{Tally, judge, learn_code, of_units};
use overheard::codebook::Codebook;
use overheard::language::english;
use overheard::theme::Vectors;
use rayon::prelude::*;
use std::collections::BTreeMap;
use units::{Set, bags, lexicon};

/// Sets of `gold_codes.json` whose licence lets them be learned from.
const ALLOWED: [&str; 4] = ["ai_interviews_work", "natcs", "multidogo", "acibench_asrcorr"];

fn main() {
    let Some(data) = data() else {
        println!("skipped: ../shared not present");
        return;
    };
    let book = Codebook::built_in(english()).expect("the built-in codebook");
    let mut scales = BTreeMap::new();
    let vectors = Vectors::bundled();
    let mut rows = train(&data);
    rows.extend(more(&data));
    rows.extend(invented());
    let (may, unseen): (Vec<Row>, Vec<Row>) =
        gold(&data).into_iter().partition(|row| ALLOWED.contains(&row.source.as_str()));
    rows.extend(may);
    let learn = bags(&book, &vectors, rows, &mut scales);
    let test = bags(&book, &vectors, unseen, &mut scales);
    let lexicon = lexicon(&learn);
    let scales: Vec<f64> = lexicon.keys().map(|key| scales[key]).collect();
    let learn = Set::new(&learn, &lexicon);
    let unseen = Set::new(&test, &lexicon);
    println!("{} rows, {} units, {} features", learn.rows.len(), learn.units.len(), lexicon.len());

    let learned: Vec<_> = CODES.par_iter().map(|name| learn_code(&learn, name, &scales)).collect();
    let mut machines = Vec::new();
    let mut tallies = Vec::new();
    let listed: Vec<String> = std::env::args().skip_while(|arg| arg != "--list").skip(1).take(1).collect();
    for (name, (machine, mut judged)) in CODES.iter().zip(learned) {
        judge(&unseen, name, &of_units(&unseen, &machine), 0.0, |_| true, &mut judged);
        if listed.iter().any(|code| code == name) {
            judged.errors.sort_unstable();
            judged.errors.iter().for_each(|error| println!("{error}"));
        }
        machines.push((*name, machine));
        tallies.push(judged.tally);
    }
    for (by, what) in ["cues alone", "machine alone", "both"].iter().enumerate() {
        for (gold, rows) in [(false, "rows of train_codes and more_codes"), (true, "units of gold_codes")] {
            let scores = |(code, tally): (usize, &Tally)| -> Vec<(usize, String, Score)> {
                let of = tally.iter().filter(|((of_gold, _), _)| *of_gold == gold);
                of.map(|((_, set), scores)| (code, set.clone(), scores[by])).collect()
            };
            let scores: Vec<_> = tallies.iter().enumerate().flat_map(scores).collect();
            coded_data::table(
                &format!("{what}, {rows}, none by a machine that was taught it, before rounding"),
                &scores,
            );
        }
    }
    if !std::env::args().any(|arg| arg == "--dry") {
        let model = table::round(&machines, &lexicon, &vectors);
        let bytes = model.write();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/code/learned/model.bin");
        std::fs::write(path, &bytes).expect("the table");
        println!("{} features, {} bytes", model.keys.len(), bytes.len());
    }
}
