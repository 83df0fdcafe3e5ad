//! A chat saved as text in, one call out: WhatsApp, Telegram, Discord, live chats, IRC. Each message begins with the day
//! or the hour and a name; what the program itself writes is not speech.

use std::sync::LazyLock;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::read::grammar::label::{Kind, kind};
use crate::read::grammar::lines::{Furniture, furniture as furniture_of, lines};
use crate::read::grammar::segment::count;
use crate::read::grammar::stamp::{Day, Stamp, stamp};
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static CHAT_LINES: Format = Format {
    id: "chat_lines",
    title: "Chat saved as text (WhatsApp, Telegram, Discord, live chats, IRC)",
    recognised_by: "day or hour with AM or PM before `Name: text`, `<name> text`, or the name with the text below",
    extensions: &["txt", "log"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

/// Longest name of one who chats, in bytes.
const LONGEST: usize = 80;
/// Lines looked at.
const PROBED: usize = 80;
/// What was not said.
const NOTICES: &str = "notices of the chat program";

/// Who speaks in a line that begins with a stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who<'a> {
    /// `Name: text` or `<name> text`.
    Named(&'a str),
    /// Nothing but these words: a name, the text below; or a notice.
    Alone(&'a str),
    /// The next line says who.
    Below,
    /// The program.
    Nobody,
}

struct Opening<'a> {
    stamp: Stamp,
    who: Who<'a>,
    text: &'a str,
    /// The name stands in `<>`.
    angled: bool,
}

fn recognise(source: &Source) -> Sureness {
    if matches!(source.first_char(), Some('{' | '<')) || source.table().is_some() {
        return Sureness::NO;
    }
    let mut all = 0;
    let mut found = Vec::new();
    for (_, line) in lines(source.head()).filter(|(_, line)| !line.trim().is_empty()).take(PROBED) {
        all += 1;
        found.extend(opening(line));
    }
    Sureness::when(found.len() >= 2 && found.len() * 6 >= all && is_chat(&found), 82)
}

/// Whether these are messages, and not the lines of a log or of a talk with times.
fn is_chat(found: &[Opening]) -> bool {
    let own = |o: &&Opening| o.stamp.day.is_some() || o.stamp.half || o.angled || o.who == Who::Nobody;
    let starred = found.iter().any(|o| o.who == Who::Nobody);
    if found.iter().filter(own).count() * 10 < found.len() * 8 && !starred {
        return false;
    }
    let below = !mostly_named(found);
    let names: Vec<&str> = found
        .iter()
        .filter_map(|o| match o.who {
            Who::Named(name) => Some(name),
            Who::Alone(name) if below => Some(name),
            _ => None,
        })
        .collect();
    if below && found.iter().filter(|o| o.who == Who::Below).count() * 2 > found.len() {
        return found.iter().all(|o| o.stamp.day.is_some());
    }
    let sound = names.iter().filter(|name| is_name(name)).count();
    // Programs write logs in lower case; people who chat do too, but then in brackets, or with a dash after the hour.
    let logged = found.iter().all(|o| o.stamp.day.is_some() && !o.stamp.bracketed && !o.stamp.half)
        && names.iter().all(|name| kind(name) == Some(Kind::Weak));
    let mut distinct = names.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let back = distinct.len() < names.len() || names.len() <= 4;
    names.len() >= 2 && sound * 10 >= names.len() * 8 && distinct.len() >= 2 && back && !logged
}

fn mostly_named(found: &[Opening]) -> bool {
    let named = found.iter().filter(|o| matches!(o.who, Who::Named(_))).count();
    named * 2 >= found.len()
}

/// A name, a nickname, an address or a number of a telephone.
fn is_name(name: &str) -> bool {
    let phone = name.bytes().filter(u8::is_ascii_digit).count() >= 7
        && name.chars().all(|c| c.is_ascii_digit() || "+-() \u{a0}\u{202f}\u{200e}".contains(c));
    let odd = name.contains(['[', ']', '{', '}', '=', '\\', '<', '>']) || name.contains("//");
    phone || (!odd && (kind(name).is_some() || name.contains(['@', '#']) || !name.is_ascii()))
}

/// A line that begins a message.
fn opening(line: &str) -> Option<Opening<'_>> {
    if let Some(found) = name_first(line) {
        return Some(found);
    }
    let stamp = stamp(line)?;
    let rest =
        line[stamp.length..].trim_start_matches([' ', '\t', '-', '–', '|', '\u{200e}', '\u{200f}', '~', '\u{a0}']);
    if rest.is_empty() || rest.starts_with("(Read by ") {
        return Some(Opening { stamp, who: Who::Below, text: "", angled: false });
    }
    if rest.starts_with("***") || rest.starts_with("* ") || rest.starts_with("-!-") {
        return Some(Opening { stamp, who: Who::Nobody, text: rest, angled: false });
    }
    if let Some((name, text)) = rest.strip_prefix('<').and_then(|inner| inner.split_once('>')) {
        let name = name.trim_start_matches(['@', '+', '%', ' ']);
        return (name.len() <= LONGEST).then_some(Opening { stamp, who: Who::Named(name), text, angled: true });
    }
    match rest.split_once(':') {
        Some((name, text))
            if name.len() <= LONGEST && (text.is_empty() || text.starts_with([' ', '\t', '\u{a0}', '\u{200e}'])) =>
        {
            Some(Opening { stamp, who: Who::Named(name.trim()), text, angled: false })
        }
        _ => Some(Opening { stamp, who: Who::Alone(rest.trim()), text: "", angled: false }),
    }
}

/// `Name, [20/08/2026 09:13]`, as Telegram copies messages.
fn name_first(line: &str) -> Option<Opening<'_>> {
    let line = line.trim_end();
    let (name, inner) = line.strip_suffix(']')?.rsplit_once(", [")?;
    let stamp = stamp(inner).filter(|found| found.length == inner.len() && found.day.is_some())?;
    (name.len() <= LONGEST).then_some(Opening { stamp, who: Who::Alone(name.trim()), text: "", angled: false })
}

/// A message before its text is known to end.
struct Message<'a> {
    at: Option<u32>,
    name: Option<&'a str>,
    below: bool,
    pieces: Vec<&'a str>,
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let found: Vec<Opening> = lines(source.text()).filter_map(|(_, line)| opening(line)).collect();
    let calendar = Calendar::of(&found);
    let named = mostly_named(&found);
    let longer = longer_names(&found);
    let mut draft = Draft::default();
    draft.meta.date = calendar.first.filter(|_| calendar.sure).map(|day| day.to_string());
    let mut open: Option<Message> = None;
    let mut furniture = 0;
    let mut aside = false;
    for (_, line) in lines(source.text()) {
        if let Some(o) = opening(line) {
            close(&mut draft, open.take());
            aside = false;
            let name = match o.who {
                Who::Named(name) if !longer.contains(name) => Some(name),
                Who::Alone(name) if !named => Some(name),
                _ => None,
            };
            let below = o.who == Who::Below && !named;
            let text = if name.is_some() { o.text } else { &line[o.stamp.length..] };
            open = Some(Message { at: calendar.at(&o.stamp), name, below, pieces: vec![text] });
        } else if let Some(message) = &mut open {
            let bare = line.trim();
            aside |= furniture_of(bare) == Some(Furniture::Rule);
            aside |= bare.starts_with('{') && bare.ends_with('}') && bare.len() < 24;
            if aside {
                furniture += count(bare);
            } else if message.below && message.name.is_none() && !bare.is_empty() {
                message.name = Some(bare);
                message.pieces.clear();
            } else {
                message.pieces.push(line);
            }
        } else {
            furniture += count(line);
        }
    }
    close(&mut draft, open);
    draft.removed("text before the first speaker", furniture);
    draft.notes.push("a chat: written, not spoken".into());
    Ok(vec![draft])
}

/// Adds the message, unless the program wrote it.
fn close(draft: &mut Draft, message: Option<Message>) {
    let Some(mut message) = message else { return };
    const EDITED: &str = "<This message was edited>";
    if let Some(last) = message.pieces.last_mut()
        && let Some(bare) = last.trim_end().strip_suffix(EDITED)
    {
        *last = bare;
        draft.removed(NOTICES, count(EDITED));
    }
    let words = message.pieces.iter().map(|piece| count(piece)).sum();
    let one = message.pieces.iter().filter(|piece| !piece.trim().is_empty()).count() == 1;
    let notice = one && message.pieces.iter().any(|piece| is_notice(piece));
    let Some(name) = message.name.filter(|_| !notice) else { return draft.removed(NOTICES, words) };
    let label = draft.named(name);
    draft.push_pieces(label, message.at, message.pieces.iter().map(|piece| piece.trim_start_matches('\u{200e}')));
}

static LINES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    include_str!("../grammar/notices.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

fn is_notice(text: &str) -> bool {
    let bare = text.trim().trim_matches(['\u{200e}', '\u{200f}']).to_lowercase();
    LINES.iter().any(|line| match line.as_bytes()[0] {
        b'^' => bare.starts_with(&line[1..]),
        b'$' => bare.ends_with(&line[1..]),
        _ => bare == *line,
    })
}

/// Labels that are a known name and more words, `Ann changed the subject to`: notices with a colon.
fn longer_names<'a>(found: &[Opening<'a>]) -> FxHashSet<&'a str> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for name in found.iter().filter_map(|o| if let Who::Named(name) = o.who { Some(name) } else { None }) {
        *counts.entry(name).or_default() += 1;
    }
    let is_longer = |name: &&str| {
        let shorter = name.match_indices(' ').map(|(at, _)| &name[..at]).find(|head| counts.contains_key(head));
        shorter.is_some_and(|head| name[head.len()..].split_whitespace().count() >= 2) && counts[name] == 1
    };
    counts.keys().filter(|name| is_longer(name)).copied().collect()
}

/// How the file writes its days.
struct Calendar {
    month_first: bool,
    sure: bool,
    first: Option<Date>,
    began: u32,
}

impl Calendar {
    fn of(found: &[Opening]) -> Calendar {
        let numbers = || {
            found.iter().filter_map(|o| match o.stamp.day {
                Some(Day::Numbers(a, b, _, mark)) => Some((a, b, mark)),
                _ => None,
            })
        };
        let (late_first, late_second) = (numbers().any(|n| n.0 > 12), numbers().any(|n| n.1 > 12));
        let dots = numbers().any(|n| n.2 == '.');
        let half = found.iter().any(|o| o.stamp.half);
        let month_first = !late_first && !dots && (late_second || half);
        let sure = late_first || late_second || dots || half || numbers().next().is_none();
        let mut calendar = Calendar { month_first, sure, first: None, began: 0 };
        if let Some(first) = found.first() {
            calendar.first = first.stamp.day.and_then(|day| calendar.date(day));
            calendar.began = first.stamp.at;
        }
        calendar
    }

    fn date(&self, day: Day) -> Option<Date> {
        match day {
            Day::Sure(date) => Some(date),
            Day::Numbers(a, b, year, _) if self.month_first => Date::new(year, a, b).ok(),
            Day::Numbers(a, b, year, _) => Date::new(year, b, a).ok(),
        }
    }

    /// Milliseconds from the first message; none beyond seven weeks, and none where the clock runs back.
    fn at(&self, stamp: &Stamp) -> Option<u32> {
        let days = match (self.first, stamp.day.and_then(|day| self.date(day))) {
            (Some(first), Some(day)) => i64::from(day.since(first).ok()?.get_days()),
            _ => 0,
        };
        u32::try_from(days * 86_400_000 + i64::from(stamp.at) - i64::from(self.began)).ok()
    }
}
