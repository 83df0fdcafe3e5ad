//! Terms and problems in, what belongs together, how the groups differ, and how much of it all was heard out.

use super::problems::Counted;
use super::terms::share;
use super::text::Text;
use crate::codebook::{CodeId, Codebook};
use crate::contrast::{Row, contrast};
use crate::corpus::{Corpus, Meta};
use crate::findings::{Findings, Theme};
use crate::language::Language;
use crate::saturation::saturation;
use crate::score::Scored;
use crate::theme::{self, Item, Overrides, Stance, Vectors};
use crate::trend::{self, When, trends};
use std::collections::{BTreeMap, BTreeSet};

/// The calls of each thing that is said, as numbers of the corpus, in order.
pub struct Heard {
    /// Of each term.
    pub terms: Vec<Vec<u32>>,
    /// All problems, those of the rows first.
    pub problems: Vec<Counted>,
    /// Of each code, with its name.
    pub codes: Vec<(String, Vec<u32>)>,
}

impl Heard {
    /// Gathers them.
    pub fn new(scored: &Scored, problems: Vec<Counted>, text: &Text, book: Option<&Codebook>) -> Self {
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

/// How things are put into themes.
pub struct Grouping {
    /// Word vectors; `None`: no themes.
    pub vectors: Option<Vectors>,
    /// What the user decided.
    pub overrides: Overrides,
}

/// Terms and problems that are put into themes at most: beyond, the rarest problems are left alone.
const MOST_ITEMS: usize = 2_500;

/// Themes, groups side by side, and saturation.
pub fn add(findings: &mut Findings, heard: &Heard, corpus: &Corpus, grouping: &Grouping, language: &'static Language) {
    add_groups(findings, heard, corpus);
    add_trends(findings, heard, corpus);
    let problems: Vec<&[u32]> = heard.problems.iter().map(|problem| &*problem.calls).collect();
    add_saturation(findings, "problems", &problems, corpus);
    if let Some(vectors) = &grouping.vectors {
        let themes = add_themes(findings, heard, corpus.calls.len(), (vectors, &grouping.overrides), language);
        if findings.terms.len() + problems.len() <= MOST_ITEMS {
            let themes: Vec<&[u32]> = themes.iter().map(|calls| &**calls).collect();
            add_saturation(findings, "themes", &themes, corpus);
        }
    }
}

/// Fills in the themes, and returns the calls of each theme of problems, and of each problem that stands alone: also of
/// those that were heard in one call only, for they tell how much was not heard at all.
fn add_themes(
    findings: &mut Findings,
    heard: &Heard,
    calls: usize,
    (vectors, overrides): (&Vectors, &Overrides),
    language: &'static Language,
) -> Vec<Vec<u32>> {
    let terms = findings.terms.len();
    let rows = terms + findings.problems.len();
    let of_terms = findings.terms.iter().zip(&heard.terms);
    let of_terms = of_terms.map(|(term, calls)| (&*term.term, stance(&term.codes), &**calls));
    let of_problems = heard.problems.iter().map(|problem| (&*problem.text, Stance::Bad, &*problem.calls));
    let items: Vec<Item> = of_terms
        .chain(of_problems)
        .take(MOST_ITEMS.max(rows))
        .map(|(text, stance, calls)| Item { text, strength: calls.len() as u64, stance, calls })
        .collect();
    let found = theme::themes(&items, calls, vectors, overrides, language);
    let shown: Vec<Option<Theme>> = found.themes.iter().map(|theme| shown(theme, rows, &items, calls)).collect();
    let name = |item: usize| found.of[item].and_then(|theme| shown[theme].as_ref()).map(|theme| theme.name.clone());
    let names: Vec<String> = (0..rows).map(|item| name(item).unwrap_or_default()).collect();
    let calls_of = calls_of(&items[terms..], &found.of[terms..]);
    findings.themes = shown.into_iter().flatten().collect();
    let (of_terms, of_problems) = names.split_at(terms);
    for (term, name) in findings.terms.iter_mut().zip(of_terms) {
        term.theme.clone_from(name);
    }
    for (problem, name) in findings.problems.iter_mut().zip(of_problems) {
        problem.theme.clone_from(name);
    }
    calls_of
}

/// The theme with those of its members that have a row; `None` where fewer than two have one and no user named it.
fn shown(theme: &theme::Theme, rows: usize, items: &[Item], calls: usize) -> Option<Theme> {
    let given = theme.members.iter().all(|item| items[*item].text != theme.name);
    let of_rows: Vec<&Item> = theme.members.iter().filter(|item| **item < rows).map(|item| &items[*item]).collect();
    let mut seen = BTreeSet::new();
    let members: Vec<String> =
        of_rows.iter().filter(|item| seen.insert(item.text.to_lowercase())).map(|item| item.text.to_owned()).collect();
    let strongest = members.iter().find(|text| text.contains(' ')).or(members.first())?;
    let name = if given { theme.name.clone() } else { strongest.clone() };
    let of: BTreeSet<u32> = of_rows.iter().flat_map(|item| item.calls).copied().collect();
    let share = share(of.len() as u64, calls as u64);
    (members.len() > 1 || given).then_some(Theme { name, members, calls: of.len() as u32, share })
}

/// The calls of each theme among the problems, and of each problem without one.
fn calls_of(problems: &[Item], themes: &[Option<usize>]) -> Vec<Vec<u32>> {
    let mut of: BTreeMap<(Option<usize>, usize), BTreeSet<u32>> = BTreeMap::new();
    for (at, (problem, theme)) in problems.iter().zip(themes).enumerate() {
        let key = if theme.is_some() { (*theme, 0) } else { (None, at) };
        of.entry(key).or_default().extend(problem.calls);
    }
    of.into_values().map(|calls| calls.into_iter().collect()).collect()
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

fn add_trends<'c>(findings: &mut Findings, heard: &Heard, corpus: &'c Corpus) {
    let when = |meta: &'c Meta| When { date: meta.date.as_deref(), group: meta.segment.as_deref() };
    let when: Vec<When> = corpus.calls.iter().map(|call| when(&call.meta)).collect();
    let terms = findings.terms.iter().zip(&heard.terms).map(|(term, calls)| ("term", &*term.term, &**calls));
    let problems = findings.problems.iter().zip(&heard.problems);
    let problems = problems.map(|(row, counted)| ("problem", &*row.problem, &*counted.calls));
    let codes = heard.codes.iter().map(|(name, calls)| ("code", &**name, &**calls));
    let row = |(kind, text, calls)| trend::Row { kind, text, calls };
    let rows: Vec<trend::Row> = terms.chain(problems).chain(codes).map(row).collect();
    findings.trends = trends(&when, &rows);
}

fn add_saturation(findings: &mut Findings, what: &str, items: &[&[u32]], corpus: &Corpus) {
    let segments: Vec<String> = findings.run.segments.iter().map(|segment| segment.name.clone()).collect();
    let groups = std::iter::once(None).chain(segments.iter().filter(|_| segments.len() > 1).map(Some));
    for group in groups {
        let calls = in_order_of_date(corpus, group.map(String::as_str));
        let mut place = vec![None; corpus.calls.len()];
        for (at, call) in calls.iter().enumerate() {
            place[*call as usize] = Some(at as u32);
        }
        let places = |item: &&[u32]| item.iter().filter_map(|call| place[*call as usize]).collect::<Vec<u32>>();
        let items: Vec<Vec<u32>> = items.iter().map(places).filter(|places| !places.is_empty()).collect();
        let name = group.map_or("", String::as_str);
        findings.saturation.push(saturation(what, name, calls.len(), &items));
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
