//! Terms and problems in, what belongs together, how the groups differ, and how much of it all was heard out.

use super::terms::share;
use super::text::Text;
use crate::codebook::{CodeId, Codebook};
use crate::contrast::{Row, contrast};
use crate::corpus::Corpus;
use crate::findings::{Findings, Theme};
use crate::language::Language;
use crate::saturation::saturation;
use crate::score::Scored;
use crate::theme::{self, Item, Overrides, Stance, Vectors};

/// The calls of each thing that is said, as numbers of the corpus, in order.
pub struct Heard {
    /// Of each term.
    pub terms: Vec<Vec<u32>>,
    /// Of each problem.
    pub problems: Vec<Vec<u32>>,
    /// Of each code, with its name.
    pub codes: Vec<(String, Vec<u32>)>,
}

impl Heard {
    /// Gathers them.
    pub fn new(scored: &Scored, problems: Vec<Vec<u32>>, text: &Text, book: Option<&Codebook>) -> Self {
        let mut of_code: Vec<Vec<u32>> = vec![vec![]; book.map_or(0, |book| book.codes().count())];
        for (call, units) in (0..).zip(&text.coded) {
            for unit in units {
                let calls = &mut of_code[usize::from(unit.code.0)];
                if calls.last() != Some(&call) {
                    calls.push(call);
                }
            }
        }
        let name = |n: usize| book.map(|book| book.code(CodeId(n as u8)).name.clone()).unwrap_or_default();
        Heard {
            terms: scored.terms.iter().map(|term| term.calls.clone()).collect(),
            problems,
            codes: of_code.into_iter().enumerate().map(|(n, calls)| (name(n), calls)).collect(),
        }
    }
}

/// Themes, groups side by side, and saturation.
pub fn add(findings: &mut Findings, heard: &Heard, corpus: &Corpus, language: &'static Language) {
    let themes = add_themes(findings, heard, corpus.calls.len(), language);
    add_groups(findings, heard, corpus);
    add_saturation(findings, heard, &themes, corpus);
}

/// Fills in the themes, and returns the calls of each.
fn add_themes(findings: &mut Findings, heard: &Heard, calls: usize, language: &'static Language) -> Vec<Vec<u32>> {
    let said: Vec<&Vec<u32>> = heard.terms.iter().chain(&heard.problems).collect();
    let terms = findings.terms.iter().map(|term| (term.term.as_str(), stance(&term.codes)));
    let problems = findings.problems.iter().map(|problem| (problem.problem.as_str(), Stance::Bad));
    let items: Vec<Item> = terms
        .chain(problems)
        .zip(&said)
        .map(|((text, stance), calls)| Item { text, strength: calls.len() as u64, stance, calls })
        .collect();
    let found = theme::themes(&items, calls, &Vectors::bundled(), &Overrides::default(), language);
    let names: Vec<String> = (0..items.len()).map(|item| found.name(item).to_owned()).collect();
    let mut rows = vec![];
    let mut calls_of = vec![];
    for theme in &found.themes {
        let mut members: Vec<String> = theme.members.iter().map(|item| items[*item].text.to_owned()).collect();
        let mut seen = std::collections::BTreeSet::new();
        members.retain(|member| seen.insert(member.to_lowercase()));
        let mut of: Vec<u32> = theme.members.iter().flat_map(|item| said[*item].iter().copied()).collect();
        of.sort_unstable();
        of.dedup();
        let share = share(of.len() as u64, calls as u64);
        rows.push(Theme { name: theme.name.clone(), members, calls: of.len() as u32, share });
        calls_of.push(of);
    }
    let (of_terms, of_problems) = names.split_at(findings.terms.len());
    for (term, name) in findings.terms.iter_mut().zip(of_terms) {
        term.theme.clone_from(name);
    }
    for (problem, name) in findings.problems.iter_mut().zip(of_problems) {
        problem.theme.clone_from(name);
    }
    findings.themes = rows;
    calls_of
}

fn stance(codes: &[String]) -> Stance {
    let has = |name: &str| codes.iter().any(|code| code == name);
    match (has("praise"), has("problem")) {
        (true, false) => Stance::Good,
        (false, true) => Stance::Bad,
        _ => Stance::default(),
    }
}

fn add_groups(findings: &mut Findings, heard: &Heard, corpus: &Corpus) {
    let segments = &findings.run.segments;
    let in_groups = |calls: &[u32]| -> Vec<u32> {
        let of = |name: &str| {
            let in_group = |call: &&u32| corpus.calls[**call as usize].meta.segment.as_deref() == Some(name);
            calls.iter().filter(in_group).count() as u32
        };
        segments.iter().map(|segment| of(&segment.name)).collect()
    };
    let codes: Vec<Vec<u32>> = heard.codes.iter().map(|(_, calls)| in_groups(calls)).collect();
    let terms = findings.terms.iter().map(|t| Row { kind: "term", text: &t.term, calls: &t.segment_calls });
    let problems = findings.problems.iter().map(|p| Row { kind: "problem", text: &p.problem, calls: &p.segment_calls });
    let codes = heard.codes.iter().zip(&codes).map(|((name, _), calls)| Row { kind: "code", text: name, calls });
    let rows: Vec<Row> = terms.chain(problems).chain(codes).collect();
    findings.groups = contrast(segments, &rows);
}

fn add_saturation(findings: &mut Findings, heard: &Heard, themes: &[Vec<u32>], corpus: &Corpus) {
    let segments: Vec<String> = findings.run.segments.iter().map(|segment| segment.name.clone()).collect();
    for (what, items) in [("problems", &*heard.problems), ("themes", themes)] {
        let groups = std::iter::once(None).chain(segments.iter().filter(|_| segments.len() > 1).map(Some));
        for group in groups {
            let calls = in_order_of_date(corpus, group.map(String::as_str));
            let mut place = vec![None; corpus.calls.len()];
            for (at, call) in calls.iter().enumerate() {
                place[*call as usize] = Some(at as u32);
            }
            let items: Vec<Vec<u32>> = items
                .iter()
                .map(|item| {
                    let mut places: Vec<u32> = item.iter().filter_map(|call| place[*call as usize]).collect();
                    places.sort_unstable();
                    places
                })
                .filter(|places| !places.is_empty())
                .collect();
            let name = group.map_or("", String::as_str);
            findings.saturation.push(saturation(what, name, calls.len(), &items));
        }
    }
}

/// The calls of a group, or all: by date, those without one last, then by path.
fn in_order_of_date(corpus: &Corpus, group: Option<&str>) -> Vec<u32> {
    let in_group = |call: &u32| group.is_none_or(|g| corpus.calls[*call as usize].meta.segment.as_deref() == Some(g));
    let mut calls: Vec<u32> = (0..corpus.calls.len() as u32).filter(in_group).collect();
    calls.sort_by_key(|call| {
        let date = corpus.calls[*call as usize].meta.date.as_deref();
        (date.is_none(), date, *call)
    });
    calls
}
