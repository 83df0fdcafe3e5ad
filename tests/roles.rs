//! Who is the customer when the labels do not say? Labelled calls in, with their speakers renamed `Speaker 1` and
//! `Speaker 2`; the share of calls whose customer is found, and found on the wrong side, out. Skipped without the data.

use overheard::corpus::{Call, Role};
use overheard::read::Draft;
use overheard::role::{People, assign};
use overheard::settings::Roles;
use std::path::PathBuf;

/// Least share right and largest share swapped that is allowed, by set.
const SETS: &[(&str, f64, f64)] = &[
    ("oasis", 0.93, 0.02),
    ("ai_interviews_work", 0.93, 0.02),
    ("acibench_asrcorr", 0.93, 0.02),
    ("changelog_interviews", 0.93, 0.02),
    ("earnings21", 0.0, 1.0),
    ("harpervalley_asr", 0.0, 1.0),
    ("harpervalley_human", 0.0, 1.0),
];

fn shared() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let places = [
        std::env::var_os("OVERHEARD_SHARED").map(PathBuf::from),
        Some(root.join("../shared")),
        Some(root.join("../../shared")),
    ];
    places.into_iter().flatten().find(|place| place.join("data").is_dir())
}

/// The calls of a set as (role, text) turns; only those with both sides, and turns of other roles with the rep's label.
fn calls(name: &str) -> Option<Vec<Vec<(bool, String)>>> {
    let text = std::fs::read_to_string(shared()?.join(format!("data/{name}.calls.jsonl"))).ok()?;
    let mut calls = Vec::new();
    for line in text.lines() {
        let call: serde_json::Value = serde_json::from_str(line).expect("a call a line");
        let turns = call["turns"].as_array().expect("turns");
        let roles: Vec<&str> = turns.iter().filter_map(|turn| turn["role"].as_str()).collect();
        if roles.contains(&"customer") && roles.contains(&"agent") {
            let turn = |t: &serde_json::Value| (t["role"] == "customer", t["text"].as_str().unwrap_or("").to_owned());
            calls.push(turns.iter().map(turn).collect());
        }
    }
    calls.truncate(300);
    Some(calls)
}

/// The calls with hidden labels, and for each the label of its customer.
fn hidden(calls: &[Vec<(bool, String)>]) -> (Vec<(String, &'static str, Draft)>, Vec<&'static str>) {
    let mut drafts = Vec::new();
    let mut customers = Vec::new();
    for (n, turns) in calls.iter().enumerate() {
        let customer_is_first = (n as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 63 == 0;
        let (customer, rep) = if customer_is_first { ("Speaker 1", "Speaker 2") } else { ("Speaker 2", "Speaker 1") };
        let mut draft = Draft::default();
        for (is_customer, text) in turns {
            let label = draft.named(if *is_customer { customer } else { rep });
            draft.push(label, None, text);
        }
        drafts.push((format!("{n:05}.txt"), "text", draft));
        customers.push(customer);
    }
    (drafts, customers)
}

fn customers(call: &Call) -> Vec<&str> {
    call.speakers.iter().filter(|s| s.role == Role::Customer).map(|s| s.label.as_str()).collect()
}

/// How a call is made harder.
type Harder = fn(&[(bool, String)]) -> Vec<(bool, String)>;

/// The ways in which real folders are harder than whole calls with all their punctuation.
const HARDER: &[(&str, Harder)] = &[
    ("whole", |turns| turns.to_vec()),
    ("late start", |turns| turns[turns.len() / 4..].to_vec()),
    ("middle only", |turns| turns[turns.len() / 4..turns.len() - turns.len() / 4].to_vec()),
    ("no punctuation", |turns| turns.iter().map(|(side, text)| (*side, plain(text))).collect()),
];

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '\'' | '-')).collect::<String>().to_lowercase()
}

/// Share right and share swapped; `alone`: each call is a folder of its own.
fn score(calls: &[Vec<(bool, String)>], alone: bool) -> (f64, f64) {
    let (drafts, truth) = hidden(calls);
    let run = |drafts| assign(drafts, &Roles::default(), &People::default());
    let found: Vec<Call> = match alone {
        true => drafts.into_iter().flat_map(|draft| run(vec![draft])).collect(),
        false => run(drafts),
    };
    let (mut right, mut swapped) = (0.0, 0.0);
    for (n, (call, customer)) in found.iter().zip(truth).enumerate() {
        let said = customers(call);
        right += f64::from(u8::from(said == [customer]));
        swapped += f64::from(u8::from(said.len() == 1 && said != [customer]));
        if said != [customer] && std::env::var_os("OVERHEARD_SHOW").is_some() {
            println!("  {n}: {said:?} but {customer}; {:?}", call.role_basis);
        }
    }
    (right / found.len() as f64, swapped / found.len() as f64)
}

/// Runs every set in this way; gives the names of those out of bounds.
fn out_of_bounds(how: &str, harder: Harder, alone: bool) -> Vec<&'static str> {
    let mut low = Vec::new();
    for (name, least_right, most_swapped) in SETS {
        let Some(calls) = calls(name) else { continue };
        let calls: Vec<_> = calls.iter().map(|call| harder(call)).collect();
        let (right, swapped) = score(&calls, alone);
        let folder = if alone { "alone " } else { "folder" };
        println!(
            "{name:22}{how:15}{folder} right {right:.3} swapped {swapped:.3} unknown {:.3}",
            1.0 - right - swapped
        );
        if right < *least_right || swapped > *most_swapped {
            low.push(*name);
        }
    }
    low
}

#[test]
fn the_customer_is_found_by_behaviour_alone() {
    if shared().is_none() {
        println!("skipped: ../shared not present");
        return;
    }
    assert_eq!(out_of_bounds("whole", |turns| turns.to_vec(), false), Vec::<&str>::new());
}

/// `cargo test --release --test roles -- --ignored --nocapture`
#[test]
#[ignore = "shows figures, and takes a minute"]
fn how_well_in_harder_cases() {
    for (how, harder) in HARDER {
        for alone in [false, true] {
            out_of_bounds(how, *harder, alone);
        }
    }
}

#[test]
fn a_folder_of_many_kinds_of_calls_in_any_order_gives_the_same_roles() {
    let sets: Vec<_> = SETS.iter().filter_map(|(name, _, _)| calls(name)).collect();
    if sets.is_empty() {
        println!("skipped: ../shared not present");
        return;
    }
    let sets: Vec<Vec<_>> = sets.into_iter().map(|calls| calls.into_iter().take(60).collect()).collect();
    let all: Vec<_> = sets.iter().flatten().cloned().collect();
    let (right, swapped) = score(&all, false);
    println!("{} calls of all sets in one folder: right {right:.3} swapped {swapped:.3}", all.len());
    assert!(right >= 0.93 && swapped <= 0.02);
    for size in [5, 10, 20] {
        let (mut right, mut swapped, mut folders) = (0.0, 0.0, 0.0);
        for folder in sets.iter().flat_map(|calls| calls.chunks(size)).filter(|folder| folder.len() == size) {
            let (r, s) = score(folder, false);
            (right, swapped, folders) = (right + r, swapped + s, folders + 1.0);
        }
        println!("folders of {size}: right {:.3} swapped {:.3}", right / folders, swapped / folders);
        assert!(right / folders >= 0.93 && swapped / folders <= 0.02);
    }
    let roles = |drafts: Vec<_>| {
        let mut found: Vec<_> = assign(drafts, &Roles::default(), &People::default())
            .into_iter()
            .map(|call| (call.path.clone(), customers(&call).join("|"), call.role_basis))
            .collect();
        found.sort_by(|a, b| a.0.cmp(&b.0));
        found
    };
    let forward = hidden(&all).0;
    let backward = forward.iter().rev().cloned().collect();
    assert!(roles(forward) == roles(backward));
}

/// `cargo test --release --test roles -- --ignored --nocapture`
#[test]
#[ignore = "takes time, not right or wrong"]
fn how_long_it_takes() {
    let text = "I want to close my account because the app kept on crashing and nobody called me back about it at all";
    for (labels, calls, turns) in [
        (["Customer", "Agent"], 40_000, 10),
        (["Speaker 1", "Speaker 2"], 40_000, 10),
        (["Speaker 1", "Speaker 2"], 500, 800),
    ] {
        let draft = |n: usize| {
            let mut draft = Draft::default();
            for turn in 0..turns {
                let label = draft.named(labels[turn % 2]);
                draft.push(label, None, if turn % 2 == 0 { text } else { &text[n % 40..] });
            }
            (format!("{n:06}.txt"), "text", draft)
        };
        let drafts: Vec<_> = (0..calls).map(draft).collect();
        let bytes: usize = drafts.iter().map(|(_, _, draft)| draft.text.len()).sum();
        let start = std::time::Instant::now();
        let found = assign(drafts, &Roles::default(), &People::default());
        println!("{calls} calls of {turns} turns, {labels:?}, {} MB: {:?}", bytes / 1_000_000, start.elapsed());
        assert_eq!(found.len(), calls);
    }
}
