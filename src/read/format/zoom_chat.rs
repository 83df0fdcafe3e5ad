//! A saved Zoom chat in, one call out: each message a turn; reactions and quoted replies are not speech.

use crate::read::grammar::clock::{clock, settle};
use crate::read::grammar::lines::lines;
use crate::read::grammar::script::is_day;
use crate::read::grammar::segment::count;
use crate::read::grammar::stamp::{half_day, hour_of_day};
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static ZOOM_CHAT: Format = Format {
    id: "zoom_chat",
    title: "Zoom chat",
    recognised_by: "`00:13:46`, TAB, `Name:`, TAB, text; or `From Name : text`",
    extensions: &["txt"],
    knows: Knows::Names,
    proof: Proof::Seen,
    recognise,
    read,
};

/// Longest name of one who chats, in bytes.
const LONGEST: usize = 120;

/// A message before its text is known to end.
struct Message<'a> {
    at: u32,
    name: &'a str,
    pieces: Vec<&'a str>,
}

fn recognise(source: &Source) -> Sureness {
    let mut found = 0;
    let mut all = 0;
    for (_, line) in lines(source.head()).filter(|(_, line)| !line.trim().is_empty()).take(60) {
        all += 1;
        found += usize::from(opening(line).is_some());
    }
    Sureness::when(found > 0 && found * 4 > all, 88)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let mut draft = Draft::default();
    let mut open: Option<Message> = None;
    for (_, line) in lines(source.text()) {
        if let Some((at, name, text)) = opening(line) {
            close(&mut draft, open.take());
            open = Some(Message { at, name, pieces: vec![text] });
        } else if let Some(message) = &mut open {
            message.pieces.push(line);
        }
    }
    close(&mut draft, open);
    let mut times: Vec<Option<u32>> = draft.turns.iter().map(|turn| turn.at).collect();
    settle(&mut times);
    for (turn, at) in draft.turns.iter_mut().zip(times) {
        turn.at = at;
    }
    draft.notes.push("a chat: written, not spoken".into());
    Ok(vec![draft])
}

/// Adds the message without what the program wrote: reactions, and the line that says what is replied to.
fn close(draft: &mut Draft, message: Option<Message>) {
    let Some(mut message) = message else { return };
    message.pieces.retain(|piece| !piece.trim().is_empty());
    let first = message.pieces.first().map_or("", |piece| piece.trim());
    if is_reaction(first) {
        let words = message.pieces.iter().map(|piece| count(piece)).sum();
        return draft.removed("reactions and replies of the chat", words);
    }
    if first.starts_with("Replying to \"") || first.starts_with("Replying to “") {
        draft.removed("reactions and replies of the chat", count(first));
        message.pieces.remove(0);
    }
    let label = draft.named(message.name);
    draft.push_pieces(label, Some(message.at), message.pieces.iter().copied());
}

fn is_reaction(text: &str) -> bool {
    let reacted = text.starts_with("Reacted to ") && text.contains(" with ");
    reacted || (text.starts_with("Removed ") && text.contains(" reaction from "))
}

/// Time, name and first text of a line that begins a message.
fn opening(line: &str) -> Option<(u32, &str, &str)> {
    if line.starts_with(['F', '*', ' ', '-']) {
        return copied(line);
    }
    // Newer ones write the day before the hour.
    let line = if is_day(line) { line.get(11..)? } else { line };
    let (at, length) = clock(line)?;
    let rest = &line[length..];
    let after = rest.trim_start_matches([' ', '\t']);
    if let Some(from) = after.strip_prefix("From ") {
        let (head, text) = from.split_once(" : ").or_else(|| from.split_once(':'))?;
        let name = head.split(" to ").next().unwrap_or(head).split(" (").next().unwrap_or(head);
        return Some((at, name.trim(), text));
    }
    let (name, text) = rest.strip_prefix('\t')?.split_once('\t')?;
    let name = name.trim().strip_suffix(':')?;
    (!name.is_empty() && name.len() <= LONGEST).then_some((at, name, text))
}

/// `From Ann Lee to Everyone:  02:42 PM`, as a chat is copied out of its window; the text behind it or below.
fn copied(line: &str) -> Option<(u32, &str, &str)> {
    let bare = line.trim_start_matches(['*', '-', ' ']).strip_prefix("From ")?;
    let (name, rest) = bare.split_once(" to ")?;
    let starts = rest.match_indices([' ', '(']).map(|(at, _)| at + 1).take_while(|at| *at <= LONGEST);
    let (at, time, length) =
        starts.into_iter().find_map(|at| clock(&rest[at..]).map(|(time, length)| (at, time, length)))?;
    let (half, more) = half_day(&rest[at + length..]);
    let written = &rest[at..at + length];
    let time = match half {
        Some(noon) => hour_of_day(time, written, noon),
        None if written.matches(':').count() == 1 => time.saturating_mul(60),
        None => time,
    };
    let text = rest[at + length + more..].trim_start_matches([')', ':', ' ', '\t']);
    (!name.trim().is_empty() && name.len() <= LONGEST).then_some((time, name.trim(), text))
}
