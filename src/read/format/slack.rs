//! Slack exports: a day of a channel, messages in a list. Joins, leaves and bots' posts are not speech; markup of people
//! and links is taken away.

use crate::corpus::Role;
use crate::read::grammar::json::Json;
use crate::read::grammar::moment;
use crate::read::grammar::speech::{Speech, words};
use crate::read::{Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "slack",
    title: "Slack export",
    recognised_by: "a list of objects of type message with user, text and ts",
    extensions: &["json"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

fn messages(root: Json<'_>) -> impl Iterator<Item = Json<'_>> {
    root.items().chain(root.list("messages")).filter(|m| m.str("type").is_some_and(|kind| kind == "message"))
}

fn recognise(source: &Source) -> Sureness {
    let Some(root) = source.json() else { return Sureness::NO };
    let slack =
        |m: Json<'_>| m.get("ts").is_some() && m.first(&["user", "bot_id"]).is_some() && m.get("text").is_some();
    let first = root.items().chain(root.list("messages")).take(20);
    Sureness::when(first.filter(|m| m.str("type").is_some_and(|kind| kind == "message")).any(slack), 90)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    let mut all: Vec<(Option<i64>, Json<'_>)> =
        messages(root).map(|m| (m.get("ts").and_then(moment::absolute), m)).collect();
    all.sort_by_key(|(at, _)| *at);
    let began = all.iter().find_map(|(at, _)| *at);
    let mut speech = Speech::new();
    speech.meta().date = all.first().and_then(|(_, m)| m.get("ts")).and_then(moment::day);
    let mut notices = 0;
    for (at, message) in all {
        let text = unmarked(&message.str("text").unwrap_or_default());
        if message.label("subtype").is_some_and(|kind| kind.starts_with("channel_") || kind.starts_with("group_")) {
            notices += words(&text);
            continue;
        }
        let user = message.label("user").or(message.label("bot_id")).unwrap_or_default();
        let voice = speech.voice(&user, || person(&user, message));
        let at = at.zip(began).and_then(|(at, began)| u32::try_from(at - began).ok());
        speech.message(voice, at, &text);
    }
    speech.removed("notices of the chat program", notices);
    speech.only("a Slack export without messages")
}

fn person(user: &str, message: Json<'_>) -> Label {
    let name = message.path("user_profile.real_name").or_else(|| message.path("user_profile.display_name"));
    let name = name.and_then(Json::as_label).or_else(|| message.label("username"));
    let bot = message.get("bot_id").is_some();
    Label {
        name: name.map_or_else(|| user.to_owned(), |name| name.into_owned()),
        role: bot.then_some(Role::Other),
        key: Some(user.to_owned()),
        ..Label::default()
    }
}

/// `<@U1>` goes, `<https://x|shown>` leaves what was shown, entities are resolved.
fn unmarked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('>') else { break };
        let inside = &rest[open + 1..open + close];
        match inside.split_once('|') {
            Some((_, shown)) => out.push_str(shown),
            None if inside.starts_with(['@', '#', '!']) => {}
            None => out.push_str(inside),
        }
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest.strip_prefix('<').unwrap_or(rest));
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
