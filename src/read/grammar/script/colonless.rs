//! Lines that name who speaks without a colon in, `Ann - text`, `[0:02] Interviewer text`; the same with colons out, if
//! the whole is a talk: the same few names come back in turn, and somebody asks or talks at length.

use rustc_hash::FxHashMap;

use crate::read::grammar::label::{Kind, LONGEST, kind, without_note};
use crate::read::grammar::line_time::time_at;
use crate::read::grammar::lines::lines;

/// Fewer lines with names may stand together by chance.
const FEWEST: usize = 4;
/// More than so many names are those of a list.
const MOST: usize = 6;
/// Words of a usual line, from which it is speech though nobody asks anything.
const LONG: usize = 8;
const DASHES: [&str; 3] = [" - ", " – ", " — "];

/// A line with a name: where the name ends, where the words begin, and the name as it is counted.
#[derive(Clone, Copy)]
struct Cut<'a> {
    name: &'a str,
    end: usize,
    text: usize,
}

type Form = for<'a> fn(&'a str) -> Option<Cut<'a>>;

/// The text with a colon behind each name. `None` where it is no talk, or has its colons.
pub(super) fn with_colons(text: &str) -> Option<String> {
    // Every cell of a table comes by here.
    if memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).take(FEWEST).count() + 1 < FEWEST {
        return None;
    }
    let forms: [Form; 2] = [dashed, behind_time];
    forms.into_iter().find_map(|form| rewritten(text, form))
}

/// `Ann - text`, `**Ann** - text`, `[0:02] Ann – text`, `Ann (0:02) - text`: bullets and times are no names.
fn dashed(line: &str) -> Option<Cut<'_>> {
    let begin = behind(line, lead(line)).map_or_else(|| lead(line), |(_, begin)| begin);
    let begin = begin + line[begin..].bytes().take_while(|b| matches!(b, b'*' | b'_')).count();
    let rest = &line[begin..];
    if !rest.starts_with(char::is_alphabetic) {
        return None;
    }
    let (dash, mark) = DASHES.iter().filter_map(|mark| rest.find(mark).map(|at| (at, *mark))).min()?;
    let written = rest[..dash].trim_end();
    let label = written.trim_end_matches(['*', '_']);
    let text = begin + dash + mark.len();
    let (_, time) = time_at(line, text + lead(&line[text..]));
    let words = line[text..].trim();
    let sound = dash <= LONGEST && kind(label) >= Some(Kind::Name) && !words.is_empty() && words.len() > time;
    sound.then(|| Cut { name: without_note(label), end: begin + written.len(), text })
}

/// `[0:02] Interviewer text`, `0:02 Speaker 1 text`: the first word, and the number behind it. Tabs are of tables.
fn behind_time(line: &str) -> Option<Cut<'_>> {
    let (_, begin) = behind(line, lead(line)).filter(|_| !line.contains('\t'))?;
    let rest = &line[begin..];
    let first = rest.find(char::is_whitespace)?;
    let next = rest[first..].trim_start();
    let digits = next.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=2).contains(&digits) && next[digits..].starts_with(' ');
    let length = if numbered { rest.len() - next.len() + digits } else { first };
    let name = &rest[..length];
    let text = begin + length;
    let sound = kind(name) >= Some(Kind::Name) && !name.ends_with([',', '.', ':']) && !line[text..].trim().is_empty();
    sound.then_some(Cut { name, end: text, text })
}

/// The word right behind a name that nothing sets off from the words, if it begins with a capital.
fn second<'a>(line: &'a str, cut: &Cut) -> Option<&'a str> {
    let rest = line[cut.text..].strip_prefix(' ').filter(|_| cut.text == cut.end)?;
    let word = &rest[..rest.find(' ')?];
    (word.starts_with(char::is_uppercase) && kind(word) >= Some(Kind::Name)).then_some(word)
}

fn lead(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t', '\u{a0}', '\u{feff}']).len()
}

/// The time at the place, and where what follows it begins.
fn behind(line: &str, at: usize) -> Option<(u32, usize)> {
    let (time, length) = time_at(line, at);
    let rest = &line[at + length..];
    let after = rest.trim_start_matches([' ', '\t', '-', '–', '|', '\u{a0}']);
    time.filter(|_| after.len() < rest.len()).map(|time| (time, line.len() - after.len()))
}

fn rewritten(text: &str, form: Form) -> Option<String> {
    let names = Names::of(text, form).filter(Names::talk)?;
    let mut out = String::with_capacity(text.len() + text.len() / 32);
    for (_, line) in lines(text) {
        match form(line).filter(|cut| names.counts.get(cut.name).is_some_and(|count| *count > 1)) {
            Some(cut) => {
                let more = names.second(&cut).map_or(0, |second| second.len() + 1);
                out.extend([&line[..cut.end + more], ": ", &line[cut.text + more..]]);
            }
            None => out.push_str(line),
        }
        out.push('\n');
    }
    Some(out)
}

/// The names of a text, and what stands behind them.
struct Names<'a> {
    counts: FxHashMap<&'a str, usize>,
    /// The word behind each name, where it is the same at each place.
    seconds: FxHashMap<&'a str, Option<&'a str>>,
    lines: usize,
    named: usize,
    changes: usize,
    words: usize,
    /// Lines whose words begin as a sentence does, behind a name or a known word for who speaks.
    begun: usize,
    asks: bool,
}

impl<'a> Names<'a> {
    fn of(text: &'a str, form: Form) -> Option<Names<'a>> {
        let mut names = Names {
            counts: FxHashMap::default(),
            seconds: FxHashMap::default(),
            lines: 0,
            named: 0,
            changes: 0,
            words: 0,
            begun: 0,
            asks: false,
        };
        let mut last = "";
        for (_, line) in lines(text).filter(|(_, line)| !line.trim().is_empty()) {
            names.lines += 1;
            let Some(cut) = form(line) else { continue };
            let said = line[cut.text..].trim_start();
            let known = cut.name.len() >= 5 && kind(cut.name) == Some(Kind::Speaker);
            names.named += 1;
            names.changes += usize::from(cut.name != last);
            names.words += said.split_whitespace().count();
            names.begun += usize::from(known || cut.text > cut.end || !said.starts_with(char::is_lowercase));
            names.asks |= said.contains('?');
            *names.counts.entry(cut.name).or_default() += 1;
            let second = second(line, &cut);
            let same = names.seconds.entry(cut.name).or_insert(second);
            *same = same.filter(|_| *same == second);
            last = cut.name;
        }
        (names.named >= FEWEST).then_some(names)
    }

    /// The other word of a name of two, where all names of the text have one.
    fn second(&self, cut: &Cut) -> Option<&'a str> {
        let all = self.counts.iter().filter(|(_, count)| **count > 1).all(|(name, _)| self.seconds[name].is_some());
        self.seconds.get(cut.name).copied().flatten().filter(|_| all)
    }

    fn talk(&self) -> bool {
        let back = self.counts.values().filter(|count| **count > 1);
        let recurring: usize = back.clone().sum();
        let voices = back.count();
        let in_turn = self.changes * 10 >= self.named * 6;
        let long = self.words >= self.named * LONG || (self.asks && self.words >= self.named * 4);
        (2..=MOST).contains(&voices)
            && recurring * 10 >= self.named * 9
            && self.named * 2 >= self.lines
            && self.begun * 10 >= self.named * 8
            && in_turn
            && long
    }
}

#[cfg(test)]
mod tests {
    use super::with_colons;

    #[test]
    fn dashes_and_times_before_words() {
        let dashed =
            "Ada - Where do you fire?\nBen - In the shed - each week.\nAda - And glaze?\nBen - I buy it there.\n";
        let colons = "Ada: Where do you fire?\nBen: In the shed - each week.\nAda: And glaze?\nBen: I buy it there.\n";
        assert_eq!(with_colons(dashed).as_deref(), Some(colons));
        let timed = "[0:02] Interviewer where do you fire?\n[0:05] Speaker 2 in the shed of mine\n[0:09] Interviewer and the glaze?\n0:12 Speaker 2 we buy it there\n";
        let colons = "[0:02] Interviewer:  where do you fire?\n[0:05] Speaker 2:  in the shed of mine\n[0:09] Interviewer:  and the glaze?\n0:12 Speaker 2:  we buy it there\n";
        assert_eq!(with_colons(timed).as_deref(), Some(colons));
        let names = "0:02 Ada Okoro Where do you fire?\n0:05 Ben Li In the shed of mine.\n0:07 Ada Okoro And the glaze?\n0:09 Ben Li I buy it there.\n";
        assert!(with_colons(names).is_some_and(|text| text.starts_with("0:02 Ada Okoro:  Where")));
    }

    #[test]
    fn lists_captions_and_prose_are_none() {
        for none in [
            "Fixed - the kiln no longer stops at night\nAdded - a shelf that holds\nFixed - the door\nAdded - a lamp\n",
            "- Ada - why?\n- Ben - so\n- Ada - why?\n- Ben - so it is\n",
            "10:00 - Welcome\n10:15 - Prices\n11:00 - Coffee\n11:30 - Open questions?\n",
            "Kiln - an oven for pots\nGlaze - a skin of glass\nBisque - what was fired once\nCone - how hot is it?\n",
            "0:01 So we went there and then\n0:04 And it was cold, was it?\n0:07 So we left again\n0:09 And came home\n",
            "0:00 Customer stories\n5:00 Agent setup\n9:00 Customer care\n12:00 Agent desk\n",
            "It was cold - very cold - and we went home.\nWe came - at last - to a shed.\nIt was ours - who knew?\nWe slept - well.\n",
            "Ada - paint the shed\nBen - buy clay, or is there some?\nAda - sweep\nBen - call the shop\n",
            "",
        ] {
            assert_eq!(with_colons(none), None, "{none}");
        }
    }
}
