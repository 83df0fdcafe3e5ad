//! Coded utterances in; for every code in how many calls it was said, about what, and by whom, out. Integers only.

use crate::findings::{Coded, Findings};
use std::collections::HashMap;

/// What was said under one code.
pub(in crate::report) struct Voice<'f> {
    /// The code.
    pub code: &'f str,
    /// Utterances.
    pub utterances: u32,
    /// Calls that hold one.
    pub calls: u32,
    /// The same per group, in the order of the groups.
    pub segment_calls: Vec<u32>,
    /// What it is about, with its calls, most calls first.
    pub objects: Vec<(&'f str, u32)>,
    /// Utterances in each ninth of their calls, by turns.
    pub when: [u32; 9],
    /// One utterance of every call first, then a second of every call, and so on; unprompted before prompted.
    pub said: Vec<&'f Coded>,
}

/// Every code that was found: those that the page knows in its own order, then the user's own in byte order.
pub(in crate::report) fn voices(findings: &Findings) -> Vec<Voice<'_>> {
    let mut by_code: HashMap<&str, Vec<&Coded>> = HashMap::new();
    for coded in &findings.coded {
        by_code.entry(&coded.code).or_default().push(coded);
    }
    let mut codes: Vec<&str> = by_code.keys().copied().collect();
    codes.sort_unstable_by_key(|code| (place(code), *code));
    let groups: Vec<&str> = findings.run.segments.iter().map(|group| group.name.as_str()).collect();
    let turns: HashMap<&str, u64> = findings.calls.iter().map(|call| (call.call.as_str(), call.turns)).collect();
    codes
        .into_iter()
        .map(|code| Voice { when: when(&by_code[code], &turns), ..voice(code, &by_code[code], &groups) })
        .collect()
}

/// Heading and explanation of a code; the code itself where the user made it.
pub(in crate::report) fn heading(code: &str) -> (&str, &'static str) {
    CODES
        .lines()
        .filter_map(known)
        .find(|(known, ..)| *known == code)
        .map_or((code, ""), |(_, head, about)| (head, about))
}

const CODES: &str = include_str!("codes.tsv");

fn known(line: &'static str) -> Option<(&'static str, &'static str, &'static str)> {
    let mut cells = line.split('\t');
    Some((cells.next()?, cells.next()?, cells.next()?))
}

fn place(code: &str) -> usize {
    CODES.lines().filter_map(known).position(|(known, ..)| known == code).unwrap_or(usize::MAX)
}

/// `said` is in order of call and place.
fn voice<'f>(code: &'f str, said: &[&'f Coded], groups: &[&str]) -> Voice<'f> {
    let mut segment_calls = vec![0; groups.len()];
    let mut objects: HashMap<String, Object<'f>> = HashMap::new();
    let mut order: Vec<(u32, bool, usize)> = Vec::with_capacity(said.len());
    let (mut calls, mut turn_of_call, mut last) = (0, 0, "");
    for (at, coded) in said.iter().enumerate() {
        if calls == 0 || coded.place.call != last {
            (last, turn_of_call) = (&coded.place.call, 0);
            calls += 1;
            if let Some(group) = groups.iter().position(|group| *group == coded.segment) {
                segment_calls[group] += 1;
            }
        }
        order.push((turn_of_call, coded.prompted, at));
        turn_of_call += 1;
        if !coded.object.is_empty() {
            let object = objects.entry(coded.object.to_lowercase()).or_insert(Object {
                shown: &coded.object,
                calls: 0,
                last: 0,
            });
            if object.last != calls {
                (object.calls, object.last) = (object.calls + 1, calls);
            }
        }
    }
    order.sort_unstable();
    let mut objects: Vec<(&str, u32)> = objects.into_values().map(|object| (object.shown, object.calls)).collect();
    objects.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    Voice {
        code,
        utterances: said.len() as u32,
        calls,
        segment_calls,
        objects,
        when: [0; 9],
        said: order.into_iter().map(|(_, _, at)| said[at]).collect(),
    }
}

/// Beginning, middle and end of a call differ; what the first ninth holds is small talk or the reason for calling.
fn when(said: &[&Coded], turns: &HashMap<&str, u64>) -> [u32; 9] {
    let mut ninths = [0; 9];
    for coded in said {
        let all = turns.get(coded.place.call.as_str()).copied().unwrap_or(0);
        let turn = u64::from(coded.place.turn);
        if (1..=all).contains(&turn) {
            ninths[((turn - 1) * 9 / all) as usize] += 1;
        }
    }
    ninths
}

/// What an utterance is about: as first written, its calls, and the number of the last of them.
struct Object<'f> {
    shown: &'f str,
    calls: u32,
    last: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{Place, SegmentSize};

    fn said(call: &str, code: &str, object: &str, prompted: bool) -> Coded {
        Coded {
            place: Place { call: call.into(), ..Place::default() },
            segment: "lost".into(),
            code: code.into(),
            object: object.into(),
            prompted,
            ..Coded::default()
        }
    }

    #[test]
    fn calls_are_counted_once_and_every_call_speaks_before_any_speaks_twice() {
        let mut findings = Findings::default();
        findings.run.segments = vec![SegmentSize { name: "lost".into(), calls: 2 }];
        findings.coded = vec![
            said("a", "wish", "A map", true),
            said("a", "mine", "", false),
            said("a", "wish", "a map", false),
            said("b", "wish", "a list", false),
            said("b", "wish", "a map", false),
        ];
        let voices = voices(&findings);
        assert_eq!(voices.iter().map(|voice| voice.code).collect::<Vec<_>>(), ["wish", "mine"]);
        let wish = &voices[0];
        assert_eq!((wish.calls, wish.utterances, &wish.segment_calls[..]), (2, 4, &[2][..]));
        assert_eq!(wish.objects, [("A map", 2), ("a list", 1)]);
        let order: Vec<_> = wish.said.iter().map(|coded| (coded.place.call.as_str(), coded.object.as_str())).collect();
        assert_eq!(order, [("b", "a list"), ("a", "A map"), ("a", "a map"), ("b", "a map")]);
    }
}
