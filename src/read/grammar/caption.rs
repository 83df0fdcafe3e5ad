//! Cues in, a draft out: voices and names carried from line to line, what is shown twice taken once, the cues of one
//! speaker joined.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::cue::{Cue, Cues};
use super::head::in_brackets;
use super::label::{Kind, kind};
use super::language_tag::iso_language;
use super::line_time::time_at_end;
use super::markup::{Part, parts};
use super::segment::{Segment, count, join};
use crate::read::{Draft, ReadError};

/// A cue that shows nothing new is the one before shown on, if no more than so many milliseconds lie between.
const TOUCHING: u32 = 1_000;
/// The last line of a cue stays above the new one over a pause of so many milliseconds.
const STAYING: u32 = 10_000;
/// The same cue so many times in a row is a recogniser that is stuck.
const STUCK: usize = 4;
/// Pairs of cues looked at to tell captions that roll.
const PROBED: usize = 400;
/// A begin that lies so many milliseconds before that of the cue above: the cues are not in the order of time.
const DISORDER: u32 = 3_000;

/// How whisper.cpp marks that the next to speak is somebody else.
const TURN_OVER: &str = "[SPEAKER_TURN]";

/// Reads cues as one call.
///
/// # Errors
/// `NotATranscript` where there is no cue, or none has words.
pub fn read(mut cues: Cues) -> Result<Draft, ReadError> {
    if cues.cues.is_empty() {
        return Err(ReadError::NotATranscript("captions without a single cue".into()));
    }
    let mut draft = Draft::default();
    draft.meta.language = cues.language.and_then(iso_language);
    if cues.damaged > 0 {
        draft.notes.push(format!("{} caption times could not be read", cues.damaged));
    }
    in_order(&mut cues);
    let mut lines = spoken_lines(&cues);
    drop_stuck(&mut lines, &mut draft);
    unroll(&mut lines, &mut draft);
    name_by_first_line(&mut lines);
    let names = Names::of(&lines);
    let segments = attribute(lines, &names, &mut draft);
    join(&mut draft, segments);
    Ok(draft)
}

/// A line of a cue, without its mark-up.
struct Line<'a> {
    cue: u32,
    start: u32,
    end: u32,
    voice: Option<Cow<'a, str>>,
    text: Cow<'a, str>,
    change: bool,
}

/// Sorts by time where the file does not, utterance by utterance: the parts `guid/7-0`, `guid/7-1` stay together.
fn in_order(cues: &mut Cues) {
    let disorder = cues.cues.windows(2).any(|pair| pair[0].start.saturating_sub(pair[1].start) > DISORDER);
    if !disorder {
        return;
    }
    let mut keyed: Vec<(u32, Cue)> = Vec::with_capacity(cues.cues.len());
    for cue in &cues.cues {
        let key = match keyed.last() {
            Some((key, last)) if same_utterance(last.id, cue.id) => *key,
            _ => cue.start,
        };
        keyed.push((key, *cue));
    }
    keyed.sort_by_key(|(key, _)| *key);
    cues.cues = keyed.into_iter().map(|(_, cue)| cue).collect();
}

fn same_utterance(a: &str, b: &str) -> bool {
    let stem = |id: &'_ str| -> usize { if id.contains('/') { id.rfind('-').unwrap_or(0) } else { 0 } };
    stem(a) > 0 && a[..stem(a)] == b[..stem(b)]
}

fn spoken_lines<'a>(cues: &Cues<'a>) -> Vec<Line<'a>> {
    let mut out: Vec<Line> = Vec::with_capacity(cues.lines.len());
    let mut over = false;
    for (place, cue) in cues.cues.iter().enumerate() {
        let mut voice = name_in_id(cue.id);
        for &line in cues.of(cue) {
            parts(line, &mut voice, |Part { voice, text }| {
                let (text, change) = without_change(text);
                let change = change || std::mem::take(&mut over);
                let text = match text.trim_end().strip_suffix(TURN_OVER) {
                    Some(bare) => {
                        over = true;
                        Cow::Owned(bare.to_owned())
                    }
                    None => text,
                };
                if !text.trim().is_empty() {
                    out.push(Line { cue: place as u32, start: cue.start, end: cue.end, voice, text, change });
                }
            });
        }
    }
    out
}

/// `1 "Ann Lee" (1824832256)`: Webex writes who speaks into the id of the cue.
fn name_in_id(id: &str) -> Option<Cow<'_, str>> {
    let (number, rest) = id.split_once(" \"")?;
    let (name, _) = rest.split_once('"')?;
    let sound = number.bytes().all(|b| b.is_ascii_digit()) && !name.trim().is_empty();
    sound.then(|| Cow::Borrowed(name.trim()))
}

/// Cuts `>>` and the dash of dialogue, which say that somebody else speaks.
fn without_change(text: Cow<'_, str>) -> (Cow<'_, str>, bool) {
    let bare = text.trim_start();
    let after = match bare.as_bytes() {
        [b'>', b'>', ..] => bare.trim_start_matches('>'),
        [b'-', b' ', ..] => &bare[2..],
        [b'-', b, ..] if b.is_ascii_uppercase() => &bare[1..],
        _ if bare.starts_with("– ") => &bare["– ".len()..],
        _ => return (text, false),
    };
    (Cow::Owned(after.trim_start().to_owned()), true)
}

/// Takes away all but the first of four or more cues in a row with the same words: the recogniser is stuck.
fn drop_stuck(lines: &mut Vec<Line>, draft: &mut Draft) {
    let bounds = cue_bounds(lines);
    let same = |a: &Range<usize>, b: &Range<usize>| {
        a.len() == b.len()
            && lines[a.clone()].iter().zip(&lines[b.clone()]).all(|(a, b)| a.text.trim() == b.text.trim())
    };
    let mut drop = vec![false; lines.len()];
    let mut at = 0;
    while at < bounds.len() {
        let run = bounds[at..].iter().take_while(|other| same(&bounds[at], other)).count();
        if run >= STUCK {
            bounds[at + 1..at + run].iter().for_each(|cue| drop[cue.clone()].fill(true));
        }
        at += run.max(1);
    }
    remove(lines, &drop, draft, "stuck loop of the recogniser");
}

fn remove(lines: &mut Vec<Line>, drop: &[bool], draft: &mut Draft, what: &'static str) {
    let words = lines.iter().zip(drop).filter(|(_, drop)| **drop).map(|(line, _)| count(&line.text)).sum();
    draft.removed(what, words);
    let mut flags = drop.iter();
    lines.retain(|_| !flags.next().copied().unwrap_or(false));
}

/// Where nearly every cue has a name alone on its first line, as in old Teams documents, that is the voice; where a time
/// or a colon stands behind the names, every second cue is enough, and those without go on.
fn name_by_first_line(lines: &mut Vec<Line>) {
    let bounds = cue_bounds(lines);
    let is_name = |cue: &&Range<usize>| cue.len() > 1 && name_alone(&lines[cue.start].text).is_some();
    let named: Vec<usize> = bounds.iter().filter(is_name).map(|cue| cue.start).collect();
    let mut distinct: Vec<(&str, bool)> = named.iter().filter_map(|at| name_alone(&lines[*at].text)).collect();
    let set_off = distinct.iter().all(|(_, set_off)| *set_off);
    distinct.sort_unstable();
    distinct.dedup();
    let share = if set_off { 5 } else { 8 };
    if named.len() < 3 || named.len() * 10 < bounds.len() * share || distinct.len() * 3 > named.len() * 2 {
        return;
    }
    let mut drop = vec![false; lines.len()];
    let mut voice = None;
    for cue in bounds {
        let mut words = cue.clone();
        if named.binary_search(&cue.start).is_ok() {
            voice = name_alone(&lines[cue.start].text).map(|(name, _)| name.to_owned());
            drop[cue.start] = true;
            words.start += 1;
        } else if !set_off || lines[words.clone()].iter().any(|line| line.change) {
            voice = None;
        }
        if let Some(voice) = &voice {
            lines[words].iter_mut().for_each(|line| line.voice = Some(Cow::Owned(voice.clone())));
        }
    }
    let mut flags = drop.iter();
    lines.retain(|_| !flags.next().copied().unwrap_or(false));
}

/// A line that is a name and at most a time or a colon behind it: the name, and whether something stands behind it.
fn name_alone(line: &str) -> Option<(&str, bool)> {
    let bare = line.trim();
    let name = bare.trim_end_matches(':').trim_end();
    let name = time_at_end(name).map_or(name, |(_, begin)| name[..begin].trim_end_matches([' ', '-', '–', '|']));
    matches!(kind(name), Some(Kind::Speaker | Kind::Name)).then_some((name, name.len() < bare.len()))
}

/// Takes away lines that the cue before showed already, where the whole file does so.
fn unroll(lines: &mut Vec<Line>, draft: &mut Draft) {
    let bounds = cue_bounds(lines);
    let shown: Vec<usize> = std::iter::once(0)
        .chain(bounds.windows(2).map(|pair| repeated(&lines[pair[0].clone()], &lines[pair[1].clone()])))
        .collect();
    let pairs = shown.len().saturating_sub(1).min(PROBED);
    let rolling = shown.iter().skip(1).take(PROBED).filter(|&&n| n > 0).count();
    if rolling < 2 || rolling * 4 < pairs {
        return;
    }
    let mut drop = vec![false; lines.len()];
    for (range, n) in bounds.iter().zip(&shown) {
        for flag in &mut drop[range.start..range.start + n] {
            *flag = true;
        }
    }
    remove(lines, &drop, draft, "rolling captions");
}

fn cue_bounds(lines: &[Line]) -> Vec<Range<usize>> {
    let mut bounds = Vec::new();
    let mut from = 0;
    for at in 1..=lines.len() {
        if at == lines.len() || lines[at].cue != lines[from].cue {
            bounds.push(from..at);
            from = at;
        }
    }
    bounds
}

/// How many lines at the beginning of a cue were shown by the one before: its last ones, or its first ones.
fn repeated(last: &[Line], next: &[Line]) -> usize {
    let (Some(before), Some(after)) = (last.last(), next.first()) else { return 0 };
    let pause = after.start.saturating_sub(before.end);
    let same = |a: &Line, b: &Line| a.text.trim() == b.text.trim();
    let most = last.len().min(next.len()).min(8);
    let rolled = (1..=most).rev().find(|&n| last[last.len() - n..].iter().zip(next).all(|(a, b)| same(a, b)));
    let held = last.iter().zip(next).take(8).take_while(|(a, b)| same(a, b)).count();
    let shown = rolled.unwrap_or(0).max(held);
    let limit = if shown < next.len() { STAYING } else { TOUCHING };
    if pause < limit { shown } else { 0 }
}

/// Which prefixes `Name:` of caption lines are speakers.
struct Names {
    known: FxHashMap<String, bool>,
}

impl Names {
    fn of(lines: &[Line]) -> Names {
        let mut known: FxHashMap<String, bool> = FxHashMap::default();
        if lines.iter().any(|line| line.voice.is_some()) {
            return Names { known };
        }
        let mut counts: FxHashMap<&str, (Option<Kind>, usize)> = FxHashMap::default();
        for line in lines {
            if let Some((label, _)) = prefix(&line.text) {
                counts.entry(label).or_insert_with(|| (kind(label), 0)).1 += 1;
            }
        }
        let cues = cue_bounds(lines).len();
        let named: usize = counts.values().filter(|(kind, _)| kind.is_some()).map(|(_, n)| n).sum();
        let everywhere = named * 2 >= cues;
        let always = named * 4 >= cues * 3;
        let speaks = |label: &str, kind: Option<Kind>, n: usize| match kind {
            Some(Kind::Speaker) => true,
            Some(Kind::Name) => n >= 2 || everywhere,
            Some(Kind::Weak) => (always && !label.contains(' ')) || (n >= 2 && everywhere),
            None => false,
        };
        let total: usize =
            counts.iter().filter(|(label, (kind, n))| speaks(label, *kind, *n)).map(|(_, (_, n))| n).sum();
        let surely = counts.values().any(|(kind, _)| *kind == Some(Kind::Speaker));
        if surely || total * 40 >= cues {
            known.extend(counts.iter().map(|(label, (kind, n))| ((*label).to_owned(), speaks(label, *kind, *n))));
        }
        Names { known }
    }

    /// The speaker named at the beginning of the line, and the place where the words begin.
    fn at<'t>(&self, text: &'t str) -> Option<(&'t str, usize)> {
        prefix(text).filter(|(label, _)| self.known.get(*label).copied().unwrap_or(false))
    }
}

/// `Name: text`, `[Name]: text` and `[Name] text`: the label, and the place where the words begin.
fn prefix(text: &str) -> Option<(&str, usize)> {
    if let Some(head) = in_brackets(text).filter(|head| text.as_bytes().get(head.text) != Some(&b':')) {
        return Some((head.label, head.text));
    }
    let window = &text.as_bytes()[..text.len().min(super::label::LONGEST + 4)];
    let colon = memchr::memchr(b':', window)?;
    let next = text.as_bytes().get(colon + 1);
    if next.is_some_and(|b| !b.is_ascii_whitespace() && b.is_ascii_punctuation() || b.is_ascii_digit()) {
        return None;
    }
    let label = text[..colon].trim().trim_matches(['*', '_', '[', ']']).trim();
    let label = label.strip_prefix('(').and_then(|l| l.strip_suffix(')')).unwrap_or(label);
    (!label.is_empty()).then_some((label, colon + 1))
}

fn attribute<'a>(lines: Vec<Line<'a>>, names: &Names, draft: &mut Draft) -> Vec<Segment<'a>> {
    let mut carried = "".to_owned();
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        let (start, end) = (Some(line.start), Some(line.end));
        if let Some(voice) = &line.voice {
            let label = draft.named(voice.trim());
            out.push(Segment { change: line.change, ..Segment::new(label, start, end, line.text) });
            continue;
        }
        let named = names.at(&line.text).map(|(label, at)| (label.to_owned(), at));
        let text = match named {
            Some((label, at)) => {
                carried = label;
                match line.text {
                    Cow::Borrowed(text) => Cow::Borrowed(&text[at..]),
                    Cow::Owned(text) => Cow::Owned(text[at..].to_owned()),
                }
            }
            None => {
                if line.change {
                    carried.clear();
                }
                line.text
            }
        };
        let label = draft.named(&carried);
        out.push(Segment { change: line.change && carried.is_empty(), ..Segment::new(label, start, end, text) });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::grammar::cue::arrows;

    fn turns(text: &str) -> Vec<String> {
        let draft = read(arrows(text)).unwrap();
        let of = |turn: &crate::read::DraftTurn| {
            format!("{}: {}", draft.labels[turn.label as usize].name, draft.turn_text(turn))
        };
        draft.turns.iter().map(of).collect()
    }

    #[test]
    fn names_are_carried_to_cues_without_one() {
        let text = "WEBVTT\n\n1\n00:01.0 --> 00:02.0\nAnn Lee: so\n\n2\n00:02.0 --> 00:03.0\nit is: fine\n\n3\n00:03.0 --> 00:04.0\nJon: ok\n\n4\n00:04.0 --> 00:05.0\nAnn Lee: bye\n";
        assert_eq!(turns(text), ["Ann Lee: so it is: fine", "Jon: ok", "Ann Lee: bye"]);
    }

    #[test]
    fn rolling_lines_are_taken_once_and_keep_their_speaker() {
        let text = "1\n00:00:02,0 --> 00:00:04,0\nAnn: tell me about\n\n2\n00:00:04,0 --> 00:00:06,0\nAnn: tell me about\nyour shop\n\n3\n00:00:06,1 --> 00:00:09,0\nyour shop\nJon: sure\n\n4\n00:00:09,0 --> 00:00:11,0\nJon: sure\nit is small\n\n5\n00:00:11,0 --> 00:00:12,0\nit is small\nAnn: oh\n";
        assert_eq!(turns(text), ["Ann: tell me about your shop", "Jon: sure it is small", "Ann: oh"]);
    }

    #[test]
    fn change_marks_end_turns() {
        let text = "WEBVTT\n\n00:01.0 --> 00:02.0\n&gt;&gt; hello\n\n00:02.0 --> 00:03.0\nthere\n\n00:03.0 --> 00:04.0\n- Yes?\n- No.\n";
        assert_eq!(turns(text), [": hello there", ": Yes?", ": No."]);
    }

    #[test]
    fn cues_out_of_order_are_sorted() {
        let text = "WEBVTT\n\n00:09.0 --> 00:10.0\n<v A>two</v>\n\n00:01.0 --> 00:02.0\n<v B>one</v>\n";
        assert_eq!(turns(text), ["B: one", "A: two"]);
    }
}
