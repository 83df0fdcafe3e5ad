//! Labelled plain text in, a draft out: which grammar the text keeps, which labels are speakers, and the turns as slices
//! of the text between two heads.

mod build;
mod colonless;
mod judge;
mod numbered;
mod one_line;

use rustc_hash::FxHashMap;

use super::clock::settle;
use super::head::{Grammar, head};
use super::label::{Kind, kind};
use super::lines::{Furniture, Section, furniture, lines};
use crate::read::{Draft, ReadError};
use judge::judge;

/// Where no time is known.
const NO_TIME: u32 = u32::MAX;
/// After so many lines, nearly all of them heads, recognition has seen enough.
const ENOUGH: usize = 80;

/// How well a text fits that names who speaks without a colon: whatever else knows it is surer.
const COLONLESS: u8 = 42;

/// Lines at the beginning of a text among which its title stands.
const TITLES: usize = 8;

/// The grammars in the order in which they are tried; on an equal number of turns the earlier wins.
const GRAMMARS: [Grammar; 6] =
    [Grammar::Colon, Grammar::NameTime, Grammar::TimeName, Grammar::NameTimeText, Grammar::Bracketed, Grammar::Bare];

/// What the beginning of a text shows about its grammar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Profile {
    /// The grammar that finds most turns.
    pub grammar: Grammar,
    /// How well the text keeps it, 30 to 70.
    pub fit: u8,
    /// Most labels stand in Markdown bold.
    pub marked: bool,
    /// Most heads carry a time.
    pub timed: bool,
    /// Most heads have two blanks before the time.
    pub spaced: bool,
}

/// A label and how often it stands at the head of a line.
struct Name<'a> {
    label: &'a str,
    kind: Option<Kind>,
    count: u32,
    /// How often it stands alone with a time on the next line.
    topped: u32,
}

#[derive(Clone, Copy)]
enum Mark {
    Head { name: u32, at: u32, line: u32, text: u32 },
    Furniture { start: u32, end: u32, what: Furniture },
}

/// What one pass over the lines found.
struct Scan<'a> {
    names: Vec<Name<'a>>,
    marks: Vec<Mark>,
    /// Lines with text.
    lines: usize,
    /// Lines with text before the first head.
    before: usize,
    /// Heads by form, whatever their label.
    forms: usize,
    timed: usize,
    marked: usize,
    spaced: usize,
    /// Heads with a single word behind them.
    curt: usize,
    /// A title says that these are answers to what is often asked.
    faq: bool,
}

/// Finds the grammar of the text by its head. `None`: no labelled text.
pub fn profile(sample: &str) -> Option<Profile> {
    let plainer = one_line::broken(sample).or_else(|| numbered::stripped(sample).map(|(lines, _)| lines));
    if let Some(lines) = plainer {
        return profile(&lines);
    }
    let found = labelled(sample);
    if found.is_some_and(|profile| profile.grammar != Grammar::Bare) {
        return found;
    }
    let colons = colonless::with_colons(sample).and_then(|lines| labelled(&lines));
    let colons = colons.filter(|profile| profile.grammar == Grammar::Colon);
    colons.map(|profile| Profile { grammar: Grammar::Colonless, fit: COLONLESS, ..profile }).or(found)
}

/// The grammar that finds most turns.
fn labelled(sample: &str) -> Option<Profile> {
    let mut best: Option<(usize, Profile)> = None;
    for grammar in GRAMMARS {
        if grammar == Grammar::Bare && best.is_some() {
            break;
        }
        let scan = scan(sample, grammar, true);
        let Some(verdict) = judge(&scan, grammar) else { continue };
        if best.as_ref().is_some_and(|(turns, _)| *turns >= verdict.turns) {
            continue;
        }
        let found = verdict.turns.max(1);
        let profile = Profile {
            grammar,
            fit: verdict.fit,
            marked: scan.marked * 2 > found,
            timed: scan.timed * 2 > found,
            spaced: scan.spaced * 2 > found,
        };
        best = Some((verdict.turns, profile));
        if grammar == Grammar::Colon && verdict.fit >= 65 {
            break;
        }
    }
    best.map(|(_, profile)| profile)
}

/// Reads the whole text in the grammar.
///
/// # Errors
/// `NotATranscript` where no label holds over the whole text.
pub fn read(text: &str, grammar: Grammar) -> Result<Draft, ReadError> {
    if let Some(lines) = one_line::broken(text) {
        return read(&lines, grammar);
    }
    if let Some((lines, numbers)) = numbered::stripped(text) {
        let mut draft = read(&lines, grammar)?;
        draft.removed("headings, time markers and credits", numbers);
        return Ok(draft);
    }
    if grammar == Grammar::Colonless
        && let Some(lines) = colonless::with_colons(text)
    {
        return read(&lines, Grammar::Colon);
    }
    let scan = scan(text, grammar, false);
    let Some(verdict) = judge(&scan, grammar) else {
        return Err(ReadError::NotATranscript("no label stands at the head of enough lines to be a speaker".into()));
    };
    let mut draft = Draft::default();
    front_matter(text, &mut draft);
    build::build(text, &scan, &verdict, &mut draft);
    if scan.timed == 0 {
        carry_marks(&mut draft);
    }
    let mut times: Vec<Option<u32>> = draft.turns.iter().map(|turn| turn.at).collect();
    settle(&mut times);
    for (turn, at) in draft.turns.iter_mut().zip(times) {
        turn.at = at;
    }
    Ok(draft)
}

fn scan(text: &str, grammar: Grammar, sampled: bool) -> Scan<'_> {
    let mut scan = Scan {
        names: vec![],
        marks: vec![],
        lines: 0,
        before: 0,
        forms: 0,
        timed: 0,
        marked: 0,
        spaced: 0,
        curt: 0,
        faq: false,
    };
    let mut places: FxHashMap<&str, u32> = FxHashMap::default();
    let mut pending = None;
    let mut blank = true;
    let (mut above, mut over) = ((0, ""), (0, ""));
    for (start, line) in lines(text) {
        let before = std::mem::replace(&mut above, (start, line));
        let Some(&first) = line.as_bytes().iter().find(|b| !matches!(b, b' ' | b'\t')) else {
            blank = true;
            continue;
        };
        scan.lines += 1;
        let over = std::mem::replace(&mut over, (start, line));
        scan.faq |= scan.lines <= TITLES && scan.forms == 0 && is_faq(line);
        if sampled && scan.lines == ENOUGH && scan.forms * 10 >= ENOUGH * 9 && scan.forms == scan.marks.len() {
            break;
        }
        let plain = first.is_ascii_alphabetic() && grammar == Grammar::Colon;
        let heading = first == b'#' && grammar == Grammar::Bare;
        let special = if plain && !matches!(first, b'T' | b'M' | b'E' | b't') { None } else { furniture(line) };
        let special =
            special.filter(|what| *what != Furniture::Heading(Section::Other) || !(heading || names(grammar, line)));
        let special = if plain && special.is_none() { short_heading(line, blank) } else { special };
        if let Some(what) = special {
            if matches!(what, Furniture::Time(_)) && grammar == Grammar::Bare {
                let spaced = before.1.trim().is_empty() && kind(over.1) == Some(Kind::Speaker);
                name_above(&mut scan, &mut places, if spaced { over } else { before });
                top(&mut scan, over.0);
            }
            pending = if let Furniture::Time(at) = what { time_of_bare(&mut scan, grammar, at) } else { pending };
            if what == Furniture::Spelled && kind(before.1).is_some() {
                // Teams pages write the name above the time, and once more with the words.
                let end = (before.0 + before.1.len()) as u32;
                scan.marks.push(Mark::Furniture { start: before.0 as u32, end, what });
            }
            scan.marks.push(Mark::Furniture { start: start as u32, end: (start + line.len()) as u32, what });
            blank = false;
            continue;
        }
        let seen = head(grammar, line).filter(|_| grammar != Grammar::Bare || blank);
        let timed_above = || grammar == Grammar::TimeName && super::line_time::only_time(before.1).is_some();
        let below = || head(Grammar::Bare, line).filter(|_| timed_above());
        blank = false;
        if let Some(head) = seen.or_else(below) {
            let place = *places.entry(head.label).or_insert_with(|| {
                scan.names.push(Name { label: head.label, kind: kind(head.label), count: 0, topped: 0 });
                (scan.names.len() - 1) as u32
            });
            let name = &mut scan.names[place as usize];
            scan.forms += 1;
            if name.kind.is_some() {
                name.count += 1;
                let at = head.at.or(pending.take());
                scan.timed += usize::from(head.at.is_some());
                scan.marked += usize::from(head.marked);
                scan.spaced += usize::from(line.trim_end().contains("  "));
                scan.curt += usize::from(is_one_word(&line[head.text..]));
                let text = (start + head.text) as u32;
                scan.marks.push(Mark::Head { name: place, at: at.unwrap_or(NO_TIME), line: start as u32, text });
                continue;
            }
        }
        scan.before += usize::from(scan.marks.is_empty());
    }
    scan
}

/// Counts the name on the line that begins at the place: a time stands below it.
fn top(scan: &mut Scan, start: usize) {
    if let Some(Mark::Head { name, line, .. }) = scan.marks.last()
        && *line as usize == start
    {
        scan.names[*name as usize].topped += 1;
    }
}

/// `FAQ`, `Frequently asked questions`: a title.
fn is_faq(line: &str) -> bool {
    let lower = line.trim().trim_start_matches('#').to_lowercase();
    lower.len() <= 80
        && (lower.contains("frequently asked")
            || lower.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "faq" | "faqs")))
}

/// Where names stand alone, the line right above a time is one, also without a blank line before it.
fn name_above<'a>(scan: &mut Scan<'a>, places: &mut FxHashMap<&'a str, u32>, (start, line): (usize, &'a str)) {
    let known = matches!(scan.marks.last(), Some(Mark::Head { line, .. }) if *line as usize == start);
    let Some(head) = head(Grammar::Bare, line).filter(|head| kind(head.label) >= Some(Kind::Name) && !known) else {
        return;
    };
    let place = *places.entry(head.label).or_insert_with(|| {
        scan.names.push(Name { label: head.label, kind: kind(head.label), count: 0, topped: 0 });
        (scan.names.len() - 1) as u32
    });
    scan.names[place as usize].count += 1;
    scan.forms += 1;
    scan.before -= usize::from(scan.marks.is_empty() && scan.before > 0);
    let text = (start + line.len()) as u32;
    scan.marks.push(Mark::Head { name: place, at: NO_TIME, line: start as u32, text });
}

/// Whether a heading is the head of a turn: `### Speaker 1 (00:12)`.
fn names(grammar: Grammar, line: &str) -> bool {
    matches!(grammar, Grammar::NameTime | Grammar::TimeName)
        && head(grammar, line).is_some_and(|head| kind(head.label).is_some())
}

/// Where times stand between the turns only, as Meet marks each five minutes, the last mark is all that is known.
fn carry_marks(draft: &mut Draft) {
    let mut mark = draft.turns.iter().any(|turn| turn.at.is_some()).then_some(0);
    for turn in &mut draft.turns {
        mark = turn.at.or(mark);
        turn.at = mark;
    }
}

/// Of a language that writes blanks: a whole sentence may be one word in others.
fn is_one_word(text: &str) -> bool {
    if text.chars().any(|c| c >= '\u{0E00}') {
        return false;
    }
    let mut words = text.split_ascii_whitespace();
    words.next().is_some() && words.next().is_none()
}

/// Headings without a mark, such as `Transcript` or `Action items`, stand alone after a blank line.
fn short_heading(line: &str, blank: bool) -> Option<Furniture> {
    if !blank || line.len() > 32 {
        return None;
    }
    furniture(line).filter(|what| matches!(what, Furniture::Heading(Section::Transcript | Section::Minutes)))
}

/// Where names stand alone, a time below the name is the name's.
fn time_of_bare(scan: &mut Scan, grammar: Grammar, time: u32) -> Option<u32> {
    if grammar == Grammar::Bare
        && let Some(Mark::Head { at, .. }) = scan.marks.last_mut()
    {
        *at = time;
        return None;
    }
    Some(time)
}

/// Date and language out of a Markdown front matter.
fn front_matter(text: &str, draft: &mut Draft) {
    let mut all = lines(text);
    if all.next().is_none_or(|(_, line)| line.trim_end() != "---") {
        return;
    }
    for (_, line) in all.take(100).take_while(|(_, line)| line.trim_end() != "---") {
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']);
        match key.trim() {
            "date" if is_day(value) => draft.meta.date = Some(value[..10].to_owned()),
            "language" | "lang" if value.len() == 2 => draft.meta.language = Some(value.to_lowercase()),
            _ => {}
        }
    }
}

/// `2026-03-14`, alone or before a time.
pub fn is_day(value: &str) -> bool {
    let bytes = value.as_bytes();
    bytes.len() >= 10
        && bytes[..10]
            .iter()
            .enumerate()
            .all(|(at, b)| if at == 4 || at == 7 { *b == b'-' } else { b.is_ascii_digit() })
        && bytes.get(10).is_none_or(|b| matches!(b, b'T' | b' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turns(text: &str) -> Vec<(String, String)> {
        let Some(profile) = profile(text) else { return vec![] };
        let draft = read(text, profile.grammar).unwrap();
        let of = |turn: &crate::read::DraftTurn| {
            (draft.labels[turn.label as usize].name.clone(), draft.turn_text(turn).to_owned())
        };
        draft.turns.iter().map(of).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn one_line_of_a_customer_is_a_call() {
        assert_eq!(turns("Customer: it broke"), pairs(&[("Customer", "it broke")]));
        assert_eq!(turns("Maria: it broke"), []);
    }

    #[test]
    fn lines_go_on_and_stamps_are_cut() {
        let text = "Agent: hello\nCustomer: it [00:00:10] broke\nNote: again\n\nand again\nAgent: oh";
        let expected = [("Agent", "hello"), ("Customer", "it broke Note: again and again"), ("Agent", "oh")];
        assert_eq!(turns(text), pairs(&expected));
    }

    #[test]
    fn the_transcript_of_a_document_begins_at_its_heading() {
        let text = "# Call\n\nDate: Monday\nAnn: owns it\n\n## Transcript\n\nAnn Lee: hi\nJon Moss: hi\nAnn Lee: so\nJon Moss: yes\n\n## Summary\nAnn Lee: buys it\n";
        let expected = [("Ann Lee", "hi"), ("Jon Moss", "hi"), ("Ann Lee", "so"), ("Jon Moss", "yes")];
        assert_eq!(turns(text), pairs(&expected));
    }

    #[test]
    fn prose_lists_and_configurations_are_none() {
        for text in [
            "It was a good day.\nWe walked on.",
            "name: x\nport: 80\nhost: y\nname: z\nport: 81\n",
            "# Readme\n\nUsage: run it\n\nNote: be careful\n\nNote: be quick\n",
            "2 boxes: paper\n6 toner: black\n",
            "ERROR: a\nERROR: b\nWARN: c\n",
        ] {
            assert_eq!(turns(text), [], "{text}");
        }
    }
}
