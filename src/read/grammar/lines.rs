//! A text in, its lines with their places out, whatever ends them; and what a line is beside speech: a heading, a rule, a
//! credit, the end of the talk.

use memchr::{memchr, memchr_iter};

use super::line_time::{only_time, spelled_time};
use super::segment::is_credit;

/// The lines of a text: ended by LF, CR LF, or, where the text has no LF at all, by CR.
pub struct Lines<'a> {
    text: &'a str,
    at: usize,
    ending: u8,
}

/// The lines with the place where each begins, without their ends.
pub fn lines(text: &str) -> Lines<'_> {
    let probe = &text.as_bytes()[..text.len().min(64 * 1024)];
    let old_mac = memchr(b'\n', probe).is_none() && memchr(b'\r', probe).is_some();
    Lines { text, at: 0, ending: if old_mac { b'\r' } else { b'\n' } }
}

impl<'a> Iterator for Lines<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<(usize, &'a str)> {
        if self.at >= self.text.len() {
            return None;
        }
        let start = self.at;
        let end = memchr(self.ending, &self.text.as_bytes()[start..]).map_or(self.text.len(), |length| start + length);
        self.at = end + 1;
        let line = &self.text[start..end];
        Some((start, line.strip_suffix('\r').unwrap_or(line)))
    }
}

/// Part of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Its heading says that the talk begins.
    Transcript,
    /// Its heading says that these are the words of a tool or of who took the minutes.
    Minutes,
    /// Any other.
    Other,
}

/// A line that is not speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Furniture {
    /// Begins a section.
    Heading(Section),
    /// A time marker for what follows.
    Time(u32),
    /// A time in words, as Teams pages show it: `0 minutes 3 seconds`.
    Spelled,
    /// A line drawn across.
    Rule,
    /// What the transcription service writes of itself.
    Credit,
    /// Nothing after it is speech.
    End,
}

/// What the line is, if it is no speech.
pub fn furniture(line: &str) -> Option<Furniture> {
    let bare = line.trim();
    let first = *bare.as_bytes().first()?;
    if matches!(first, b'-' | b'=' | b'*' | b'_' | b'~') && bare.len() >= 3 && bare.bytes().all(|b| b == first) {
        return Some(Furniture::Rule);
    }
    if matches!(first, b'0'..=b'9' | b'[' | b'(' | b'#' | b'*' | b'@' | b'T' | b'Y' | b'M' | b'W' | b'F' | b'S')
        && let Some(at) = only_time(bare)
    {
        return Some(Furniture::Time(at));
    }
    if first.is_ascii_digit() && spelled_time(bare).is_some_and(|(_, begin)| begin == 0) {
        return Some(Furniture::Spelled);
    }
    // An empty line of a quotation.
    if first == b'>' && bare.bytes().all(|b| b == b'>') {
        return Some(Furniture::Rule);
    }
    if is_recorder(bare) {
        return Some(Furniture::Credit);
    }
    if is_end(bare) {
        return Some(Furniture::End);
    }
    if is_credit(bare, true) {
        return Some(Furniture::Credit);
    }
    let title = bare.trim_start_matches('#');
    if title.len() < bare.len() && (title.is_empty() || title.starts_with([' ', '\t'])) {
        return Some(Furniture::Heading(section(title)));
    }
    let section = if bare.len() <= 32 { section(bare) } else { Section::Other };
    (section != Section::Other).then_some(Furniture::Heading(section))
}

/// `Jon Moss started transcription`, which Teams writes between the turns.
fn is_recorder(line: &str) -> bool {
    line.len() <= 120 && (line.ends_with(" started transcription") || line.ends_with(" stopped transcription"))
}

/// `Meeting ended after 00:57:12`, `Transcription ended after ...`.
fn is_end(line: &str) -> bool {
    let bare = line.trim_start_matches(['#', '*', '_', ' ']);
    if !bare.starts_with(['M', 'T', 'E']) || bare.len() > 80 {
        return false;
    }
    ["Meeting ended after", "Transcription ended after", "End of transcript", "Transcript ended"]
        .iter()
        .any(|end| bare.starts_with(end))
}

fn section(title: &str) -> Section {
    let bare: String = title
        .trim_matches(|c: char| !c.is_alphanumeric() && c != ')')
        .chars()
        .map(|c| c.to_ascii_lowercase())
        .collect();
    match bare.as_str() {
        "transcript"
        | "full transcript"
        | "transcription"
        | "call transcript"
        | "meeting transcript"
        | "interview transcript"
        | "conversation" => Section::Transcript,
        "summary"
        | "action items"
        | "next steps"
        | "suggested next steps"
        | "key takeaways"
        | "takeaways"
        | "attendees"
        | "participants"
        | "invited"
        | "agenda"
        | "minutes"
        | "meeting notes"
        | "meeting details"
        | "meeting minutes"
        | "keywords"
        | "outline"
        | "chapters"
        | "highlights"
        | "overview"
        | "executive summary"
        | "key points"
        | "call summary"
        | "meeting summary"
        | "notes"
        | "to-dos"
        | "decisions" => Section::Minutes,
        _ if bare.starts_with("notes by gemini") => Section::Minutes,
        _ => Section::Other,
    }
}

/// Number of lines that are not blank, at most `most`.
pub fn count_lines(text: &str, most: usize) -> usize {
    memchr_iter(b'\n', text.as_bytes()).take(most).count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end() {
        let of = |text| lines(text).map(|(_, line)| line).collect::<Vec<_>>();
        assert_eq!(of("a\nb\r\nc"), ["a", "b", "c"]);
        assert_eq!(of("a\rb\r"), ["a", "b"]);
        assert_eq!(of(""), Vec::<&str>::new());
        assert_eq!(lines("a\r\nb").nth(1), Some((3, "b")));
    }

    #[test]
    fn furniture_is_told_from_speech() {
        assert_eq!(furniture("## Transcript"), Some(Furniture::Heading(Section::Transcript)));
        assert_eq!(furniture("Action items:"), Some(Furniture::Heading(Section::Minutes)));
        assert_eq!(furniture("### 00:05:00"), Some(Furniture::Time(300_000)));
        assert_eq!(furniture("-----"), Some(Furniture::Rule));
        assert_eq!(furniture("Transcribed by https://otter.ai"), Some(Furniture::Credit));
        assert_eq!(furniture("Meeting ended after 00:57:12 👋"), Some(Furniture::End));
        for speech in
            ["I said transcript", "", "#1 is the price", "Summary of what I said is this", "Thanks for watching"]
        {
            assert_eq!(furniture(speech), None, "{speech}");
        }
    }
}
