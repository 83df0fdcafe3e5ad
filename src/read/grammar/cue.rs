//! A caption file in, its cues out, whatever is missing or out of place: numbers, blank lines, the header, an end time.

use super::clock::{caption_time, caption_times};
use super::lines::lines;

/// A caption: when, and where its lines stand in [`Cues::lines`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue<'a> {
    /// The line above the times: a number, a name, a GUID. Empty where there is none.
    pub id: &'a str,
    /// Begin in milliseconds.
    pub start: u32,
    /// End in milliseconds.
    pub end: u32,
    /// First of its lines.
    pub from: u32,
    /// One past the last.
    pub to: u32,
}

/// All cues of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cues<'a> {
    /// In the order of the file.
    pub cues: Vec<Cue<'a>>,
    /// Their lines, as they stand, without blank ones.
    pub lines: Vec<&'a str>,
    /// The language that the header states.
    pub language: Option<&'a str>,
    /// Cues whose times could not be read in full; their words are kept.
    pub damaged: usize,
}

impl<'a> Cues<'a> {
    /// The lines of a cue.
    pub fn of(&self, cue: &Cue) -> &[&'a str] {
        &self.lines[cue.from as usize..cue.to as usize]
    }

    /// Adds a cue of one line, for formats that write a cue a line.
    pub fn push_line(&mut self, start: u32, end: u32, line: &'a str) {
        let from = self.lines.len() as u32;
        self.lines.push(line);
        self.cues.push(Cue { id: "", start, end, from, to: from + 1 });
    }

    /// Adds a line to the last cue; a line before the first is not speech.
    pub fn go_on(&mut self, line: &'a str) {
        if let Some(cue) = self.cues.last_mut() {
            self.lines.push(line);
            cue.to += 1;
        }
    }

    /// Sets the end of the last cue, where the begin of the next is all that is known.
    pub fn end_last(&mut self, end: u32) {
        if let Some(cue) = self.cues.last_mut() {
            cue.end = end.max(cue.start);
        }
    }
}

/// Cues with `-->` between the times: WebVTT and SRT.
pub fn arrows(text: &str) -> Cues<'_> {
    read(text, caption_times, true)
}

/// Cues with a comma between the times: SBV.
pub fn commas(text: &str) -> Cues<'_> {
    read(text, comma_times, false)
}

/// `0:00:00.378,0:00:11.378`, and nothing else in the line.
pub fn comma_times(line: &str) -> Option<(u32, u32)> {
    let line = line.trim();
    if !line.starts_with(|c: char| c.is_ascii_digit()) || line.len() > 40 {
        return None;
    }
    let at = line.match_indices(',').map(|(at, _)| at).find(|at| line[at + 1..].contains(':'))?;
    let (begin, end) = (&line[..at], &line[at + 1..]);
    let ((start, a), (end_time, b)) = (caption_time(begin)?, caption_time(end)?);
    (a == begin.len() && b == end.len() && begin.contains(':')).then_some((start, end_time))
}

/// Which part of the file a line stands in.
#[derive(PartialEq, Eq)]
enum Place {
    Header,
    Comment,
    Cues,
}

/// What the last line may turn out to be when the next one is times.
#[derive(Default)]
struct Last<'a> {
    /// It stands behind a blank line: the next cue's id.
    detached: bool,
    /// The number after that of the cue: an id for certain, even if no times follow.
    number: Option<&'a str>,
}

fn read<'a>(text: &'a str, times: impl Fn(&str) -> Option<(u32, u32)>, blocks: bool) -> Cues<'a> {
    let mut cues = Cues::default();
    let mut place = Place::Cues;
    let mut blank = true;
    let mut last = Last::default();
    for (number, (_, line)) in lines(text).enumerate() {
        let bare = line.trim_matches([' ', '\t', '\u{a0}', '\u{feff}']);
        if line.is_empty() {
            blank = true;
            place = Place::Cues;
        }
        // A line of blanks is part of its cue in rolling captions, and ends nothing.
        if bare.is_empty() {
            continue;
        }
        // An id stands right above its times.
        last.detached &= !blank;
        if let Some((start, end)) = times(bare) {
            open(&mut cues, start, end, &mut last);
            place = Place::Cues;
        } else if number == 0 && bare.starts_with("WEBVTT") {
            place = Place::Header;
        } else if place == Place::Header {
            cues.language = bare.strip_prefix("Language:").map(str::trim).or(cues.language);
        } else if blocks && blank && is_comment(bare) {
            cues.language = bare.strip_prefix("NOTE language:").map(str::trim).or(cues.language);
            place = Place::Comment;
        } else if place == Place::Cues {
            match damaged_times(bare) {
                Some(start) => {
                    cues.damaged += 1;
                    open(&mut cues, start.unwrap_or(0), start.unwrap_or(0), &mut last);
                }
                None => collect(&mut cues, bare, blank, &mut last),
            }
        }
        blank = false;
    }
    cues
}

fn is_comment(line: &str) -> bool {
    matches!(line, "NOTE" | "STYLE" | "REGION") || line.starts_with("NOTE ") || line.starts_with("NOTE\t")
}

/// A line of times of which one cannot be read: the first time, if that one can.
fn damaged_times(line: &str) -> Option<Option<u32>> {
    memchr::memchr(b'>', line.as_bytes())?;
    let (begin, end) = line.split_once("-->")?;
    let time_like =
        |part: &str| part.trim().starts_with(|c: char| c.is_ascii_digit()) && part.contains(':') && part.len() < 40;
    (time_like(begin) && time_like(end)).then(|| caption_time(begin.trim()).map(|(start, _)| start))
}

fn open<'a>(cues: &mut Cues<'a>, start: u32, end: u32, last: &mut Last<'a>) {
    let own = cues.cues.last().map_or(0, |cue| cue.from as usize);
    let id = match (last.number.take(), cues.lines.last().copied()) {
        (Some(number), _) => number,
        // Alone behind a blank line it is the cue's text, set off from its times.
        (None, Some(line))
            if cues.lines.len() > own
                && (is_number(line)
                    || is_guid(line)
                    || cues.cues.is_empty()
                    || (last.detached && cues.lines.len() > own + 1)) =>
        {
            cues.lines.pop();
            line
        }
        _ => "",
    };
    match cues.cues.last_mut() {
        Some(cue) => cue.to = cues.lines.len() as u32,
        // What stands before the first cue and is not its id.
        None => cues.lines.clear(),
    }
    last.detached = false;
    let here = cues.lines.len() as u32;
    cues.cues.push(Cue { id, start, end, from: here, to: here });
}

fn collect<'a>(cues: &mut Cues<'a>, line: &'a str, blank: bool, last: &mut Last<'a>) {
    let next = cues.cues.last().and_then(|cue| cue.id.parse::<u32>().ok()).and_then(|n| n.checked_add(1));
    last.number = None;
    if blank && next.is_some() && line.parse::<u32>().ok() == next {
        last.number = Some(line);
        return;
    }
    last.detached = blank;
    cues.lines.push(line);
    if let Some(cue) = cues.cues.last_mut() {
        cue.to = cues.lines.len() as u32;
    }
}

fn is_number(line: &str) -> bool {
    line.len() <= 9 && line.bytes().all(|b| b.is_ascii_digit())
}

/// What the beginning of a file shows of captions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// Begins with `WEBVTT`.
    pub header: bool,
    /// Cues with an arrow.
    pub cues: usize,
    /// Cues with a number above.
    pub numbered: usize,
    /// Cues with a GUID above.
    pub guids: usize,
    /// Cues with unpadded times, `0:0:4.2`.
    pub unpadded: usize,
    /// Cues with `<v Name>`.
    pub voices: usize,
    /// Cues whose text begins with `Name:`.
    pub named: usize,
}

/// Looks at the beginning of a file.
pub fn signs(head: &str) -> Signs {
    let header = head.trim_start_matches('\u{feff}').trim_start().starts_with("WEBVTT");
    if !header && memchr::memmem::find(head.as_bytes(), b"->").is_none() {
        return Signs::default();
    }
    let cues = arrows(head);
    let mut signs = Signs { header, cues: cues.cues.len() - cues.damaged.min(cues.cues.len()), ..Signs::default() };
    for cue in &cues.cues {
        signs.numbered += usize::from(is_number(cue.id) && !cue.id.is_empty());
        signs.guids += usize::from(is_guid(cue.id));
        let first = cues.of(cue).first().copied().unwrap_or("");
        signs.voices += usize::from(first.starts_with("<v "));
        let label = first.split_once(": ").map(|(label, _)| label);
        signs.named += usize::from(label.is_some_and(|label| super::label::kind(label).is_some()));
    }
    let unpadded = |line: &str| {
        line.contains("-->") && line.as_bytes().get(1) == Some(&b':') && line.as_bytes().get(3) == Some(&b':')
    };
    signs.unpadded = lines(head).take(400).filter(|(_, line)| unpadded(line)).count();
    signs
}

/// `b05cbc69-3364-4c0c-a05b-70f360077a3c`, alone or before `/7-0` or `-7`.
fn is_guid(id: &str) -> bool {
    let bytes = id.as_bytes();
    bytes.len() >= 36
        && bytes[..36]
            .iter()
            .enumerate()
            .all(|(at, b)| if matches!(at, 8 | 13 | 18 | 23) { *b == b'-' } else { b.is_ascii_hexdigit() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(cues: &Cues) -> Vec<(String, u32, String)> {
        cues.cues.iter().map(|cue| (cue.id.to_owned(), cue.start, cues.of(cue).join("|"))).collect()
    }

    fn row(id: &str, start: u32, text: &str) -> (String, u32, String) {
        (id.to_owned(), start, text.to_owned())
    }

    #[test]
    fn ids_notes_and_missing_blank_lines() {
        let text = "WEBVTT\nLanguage: en\n\nNOTE by me\nof today\n\nintro\n00:01.000 --> 00:02.000\nHello\n2\n00:02.000 --> 00:03.000\n\nthere --> here\nand\n\nSTYLE\nx\n\n00:04.000 --> 00:05.000\nend";
        let cues = arrows(text);
        assert_eq!(
            shown(&cues),
            [row("intro", 1000, "Hello"), row("2", 2000, "there --> here|and"), row("", 4000, "end")]
        );
        assert_eq!(cues.language, Some("en"));
    }

    #[test]
    fn damaged_times_keep_their_words() {
        let cues = arrows("1\n00:00:01,000 --> 00:00:02,000\na\n\n2\n00:00:03,000 --> 00:00:0x,000\nb\n");
        assert_eq!(shown(&cues), [row("1", 1000, "a"), row("2", 3000, "b")]);
        assert_eq!(cues.damaged, 1);
    }

    #[test]
    fn comma_separated_times() {
        let cues = commas("0:00:00.378,0:00:11.378\na, b\nc\n\n0:00:11.378,0:00:12.305\nd");
        assert_eq!(shown(&cues), [row("", 378, "a, b|c"), row("", 11_378, "d")]);
        assert_eq!(comma_times("1,000 boxes"), None);
    }

    #[test]
    fn signs_of_teams_and_zoom() {
        let teams =
            "WEBVTT\n\nb05cbc69-3364-4c0c-a05b-70f360077a3c/7-0\n00:00:03.138 --> 00:00:03.618\n<v Bev>Hi</v>\n";
        assert_eq!(signs(teams).guids + signs(teams).voices, 2);
        let old = "WEBVTT\n\n0:0:-6.-820 --> 0:0:8.970\n<v Lee, Ann>Hi</v>\n";
        assert_eq!(signs(old).unpadded, 1);
        let zoom = "WEBVTT\r\n\r\n1\r\n00:00:03.138 --> 00:00:03.618\r\nAnn Lee: Hi\r\n";
        assert_eq!((signs(zoom).numbered, signs(zoom).named), (1, 1));
    }
}
