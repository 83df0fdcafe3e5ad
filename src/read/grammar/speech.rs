//! Pieces of speech in (a sentence, a segment, a word), a [`Draft`] out: pieces of one speaker are joined to turns, and a
//! turn ends where another speaks, after a long pause, or at the end of a sentence once it is long.

use rustc_hash::FxHashMap;

use crate::read::{Draft, Label, ReadError, Removed};

/// A silence, in milliseconds, after which the same speaker begins a new turn.
pub const PAUSE: u32 = 2000;
/// The same, where the recogniser writes no punctuation: the pause is then the only sign that a sentence ended.
const PAUSE_WITHOUT_PUNCTUATION: u32 = 700;
/// Bytes after which a turn ends with its sentence, so that a quote from a long answer has a time near it.
pub const LONG: usize = 600;
/// Bytes after which a turn ends in any case: speech without pauses and without sentences.
const LONGEST: usize = 3000;

/// Builds one call.
pub struct Speech {
    draft: Draft,
    voices: FxHashMap<String, u16>,
    until: Option<u32>,
    pause: u32,
    crowded: bool,
}

/// A piece of speech with its times in milliseconds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Piece<'a> {
    /// Start, where known.
    pub from: Option<u32>,
    /// End, where known.
    pub to: Option<u32>,
    /// The words.
    pub text: &'a str,
    /// Whether it belongs to the word before it without a blank: a comma, a full stop.
    pub glued: bool,
}

impl Default for Speech {
    fn default() -> Self {
        Speech { draft: Draft::default(), voices: FxHashMap::default(), until: None, pause: PAUSE, crowded: false }
    }
}

impl Speech {
    /// A call without a word yet.
    pub fn new() -> Self {
        Speech::default()
    }

    /// The same for words without punctuation, where a shorter pause ends a turn.
    pub fn without_punctuation() -> Self {
        Speech { pause: PAUSE_WITHOUT_PUNCTUATION, ..Speech::new() }
    }

    /// The speaker known under `key` in this file; the first time, `label` says who that is.
    pub fn voice(&mut self, key: &str, label: impl FnOnce() -> Label) -> u16 {
        if let Some(&place) = self.voices.get(key) {
            return place;
        }
        let label = label();
        let place = if self.draft.labels.len() < usize::from(u16::MAX) {
            self.draft.labels.push(label);
            (self.draft.labels.len() - 1) as u16
        } else {
            self.crowded = true;
            0
        };
        self.voices.insert(key.to_owned(), place);
        place
    }

    /// The speaker of that name.
    pub fn named(&mut self, name: &str) -> u16 {
        let name = name.trim();
        self.voice(name, || Label { name: name.to_owned(), ..Label::default() })
    }

    /// Adds a piece of speech to the turn it belongs to.
    pub fn say(&mut self, voice: u16, piece: Piece<'_>) {
        if piece.text.trim().is_empty() {
            return;
        }
        if self.goes_on(voice, piece) {
            self.append(piece);
        } else {
            self.draft.push(voice, piece.from, piece.text);
        }
        self.until = self.until.max(piece.to.or(piece.from));
    }

    /// Adds a message of a chat: always a turn of its own.
    pub fn message(&mut self, voice: u16, at: Option<u32>, text: &str) {
        self.draft.push(voice, at, text);
        self.until = at;
    }

    fn goes_on(&self, voice: u16, piece: Piece<'_>) -> bool {
        let Some(last) = self.draft.turns.last().filter(|last| last.label == voice) else { return false };
        if piece.glued {
            return true;
        }
        let silence = piece.from.zip(self.until).map_or(0, |(from, until)| from.saturating_sub(until));
        let length = (last.end - last.start) as usize;
        silence < self.pause && length < LONGEST && !(length > LONG && ends_sentence(&self.draft.text))
    }

    fn append(&mut self, piece: Piece<'_>) {
        let text = &mut self.draft.text;
        for (place, word) in piece.text.split_whitespace().enumerate() {
            if place > 0 || !piece.glued {
                text.push(' ');
            }
            text.push_str(word);
        }
        let end = text.len() as u32;
        if let Some(last) = self.draft.turns.last_mut() {
            last.end = end;
        }
    }

    /// What the file says about the call.
    pub fn meta(&mut self) -> &mut crate::corpus::Meta {
        &mut self.draft.meta
    }

    /// Says something about how the file was read.
    pub fn note(&mut self, note: impl Into<String>) {
        self.draft.notes.push(note.into());
    }

    /// Counts words that were left out by rule.
    pub fn removed(&mut self, what: &'static str, words: usize) {
        if words == 0 {
            return;
        }
        match self.draft.removed.iter_mut().find(|removed| removed.what == what) {
            Some(removed) => removed.words += words as u64,
            None => self.draft.removed.push(Removed { what, words: words as u64 }),
        }
    }

    /// The call as it stands, also without a turn.
    pub fn draft(self) -> Result<Draft, ReadError> {
        if self.crowded {
            return Err(ReadError::TooLarge("more than 65,000 speakers in one call".into()));
        }
        Ok(self.draft)
    }

    /// The call, as the only one of its file. `empty` says why there may be no word in it.
    pub fn only(self, empty: &str) -> Result<Vec<Draft>, ReadError> {
        spoken(vec![self.draft()?], empty)
    }
}

/// The calls in which something is said; an error that says `empty` where there is none.
pub fn spoken(mut calls: Vec<Draft>, empty: &str) -> Result<Vec<Draft>, ReadError> {
    calls.retain(|call| !call.turns.is_empty());
    if calls.is_empty() { Err(ReadError::NotATranscript(empty.to_owned())) } else { Ok(calls) }
}

/// Whether the text ends a sentence, quotation marks and brackets aside.
pub fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', ')', ']', '\u{201D}', '\u{2019}']);
    text.ends_with(['.', '?', '!', '\u{2026}', '\u{3002}', '\u{FF1F}', '\u{FF01}', '\u{061F}'])
}

/// Whether a recogniser's words carry punctuation: at least one word in sixty ends a sentence.
pub fn punctuated<'a>(words: impl Iterator<Item = &'a str>) -> bool {
    let (mut all, mut ends) = (0usize, 0usize);
    for word in words.take(2000) {
        all += 1;
        ends += usize::from(ends_sentence(word));
    }
    all < 20 || ends * 60 >= all
}

/// The words of a text, for counting what was removed.
pub fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// A speaker's number or letter as a label that nobody takes for a name: `0` is `Speaker 0`, `A` is `Speaker A`.
pub fn generic(label: &str) -> String {
    let label = label.trim();
    let bare =
        !label.is_empty() && label.len() <= 3 && label.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase());
    if bare { format!("Speaker {label}") } else { label.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turns(mut speech: Speech, pieces: &[(&str, u32, u32, &str)]) -> Vec<String> {
        for (who, from, to, text) in pieces {
            let voice = speech.named(who);
            speech.say(voice, Piece { from: Some(*from), to: Some(*to), text, glued: false });
        }
        let draft = speech.draft().unwrap();
        draft.turns.iter().map(|turn| format!("{} {}", turn.at.unwrap(), draft.turn_text(turn))).collect()
    }

    #[test]
    fn pieces_of_one_speaker_are_joined_until_another_speaks_or_a_pause() {
        let pieces = [
            ("A", 0, 900, "So we"),
            ("A", 1000, 1900, "wait."),
            ("B", 1950, 2500, "Yes."),
            ("A", 5000, 6000, "And"),
            ("A", 8100, 9000, "then?"),
        ];
        assert_eq!(turns(Speech::new(), &pieces), ["0 So we wait.", "1950 Yes.", "5000 And", "8100 then?"]);
        let pieces = [("A", 0, 900, "so we"), ("A", 1700, 1900, "wait")];
        assert_eq!(turns(Speech::without_punctuation(), &pieces), ["0 so we", "1700 wait"]);
    }

    #[test]
    fn a_long_answer_ends_with_a_sentence_and_no_turn_is_endless() {
        let sentence = "We count the parts in the depot by hand, every Friday, and then again on Monday.";
        let pieces: Vec<_> = (0..20).map(|n| ("A", n * 1000, n * 1000 + 900, sentence)).collect();
        assert_eq!(turns(Speech::new(), &pieces).len(), 3);
        let pieces: Vec<_> = (0..2000).map(|n| ("A", n * 100, n * 100 + 90, "word")).collect();
        assert_eq!(turns(Speech::new(), &pieces).len(), 4);
    }

    #[test]
    fn more_speakers_than_a_call_can_have_are_an_error() {
        let mut speech = Speech::new();
        (0..70_000).for_each(|n| {
            speech.named(&n.to_string());
        });
        assert!(matches!(speech.draft(), Err(ReadError::TooLarge(_))));
    }
}
