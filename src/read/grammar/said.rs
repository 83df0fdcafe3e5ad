//! An item of a list of things said in; what is said in it, and by whom, out.

use std::borrow::Cow;

use super::json::Json;
use super::sniff::Shape;

/// The object in which all that is said of an item stands.
pub fn core<'a>(item: Json<'a>, shape: &Shape) -> Json<'a> {
    shape.inside.as_ref().filter(|_| shape.within).and_then(|key| item.get(key)).unwrap_or(item)
}

/// The words of an item.
pub fn text_of<'a>(item: Json<'a>, shape: &Shape) -> Option<Cow<'a, str>> {
    if shape.pairs {
        return nth_string(item, 1);
    }
    let item = shape.inside.as_ref().map_or(Some(item), |key| item.get(key))?;
    let plain_twin = shape.text.starts_with("plain") || shape.text.ends_with("ext");
    inner_text(item.get(&shape.text).or_else(|| item.get("body").filter(|_| plain_twin))?)
}

/// The `n`-th string of a pair.
pub fn nth_string(item: Json<'_>, n: usize) -> Option<Cow<'_, str>> {
    item.items().filter(|part| part.is_string()).nth(n)?.as_str()
}

/// Keys of the words in a part of a message.
const PARTS: [&str; 7] = ["content", "text", "body", "message", "word", "value", "utf8"];

/// A string; or the string in `{content: …}`; or the words of all parts in `[{type: text, text: …}, …]`.
pub fn inner_text(value: Json<'_>) -> Option<Cow<'_, str>> {
    if value.is_string() {
        return value.as_str();
    }
    if value.is_object() {
        return value.first(&PARTS)?.as_str();
    }
    let mut parts = value.items().filter_map(|part| part.as_str().or_else(|| part.first(&PARTS)?.as_str()));
    let first = parts.next()?;
    let Some(second) = parts.next() else { return Some(first) };
    let mut whole = first.into_owned();
    for part in std::iter::once(second).chain(parts) {
        let glued = part.starts_with(|c: char| c.is_whitespace() || ",.;:?!".contains(c)) || whole.ends_with(' ');
        if !glued {
            whole.push(' ');
        }
        whole.push_str(&part);
    }
    Some(Cow::Owned(whole))
}

/// Where a recorder that hears two devices took the words from, and who is heard there.
const DEVICES: [(&str, &str); 5] =
    [("microphone", "Me"), ("mic", "Me"), ("system", "Them"), ("speaker", "Them"), ("loopback", "Them")];

/// Who a value names: a string, a number, or an object with a name, perhaps the first of a list, or one object deeper.
pub fn name_of(value: Json<'_>) -> Option<String> {
    let keys = ["display_name", "displayName", "real_name", "name", "full_name", "username", "label"];
    let others = ["first_name", "first", "display", "role", "email", "type", "kind", "id"];
    let value = value.items().next().unwrap_or(value);
    let deeper = || value.first(&["user", "participant", "application"]).filter(|inner| inner.is_object());
    let of = |value: Json<'_>| {
        value.as_label().or_else(|| value.first(&keys)?.as_label()).map(|name| name.trim().to_owned())
    };
    let parted = || {
        let first = value.first(&["first_name", "first"])?.as_label()?;
        let last = value.first(&["last_name", "last"]).and_then(Json::as_label).unwrap_or_default();
        Some(format!("{first} {last}").trim().to_owned())
    };
    let last = || Some(value.first(&others)?.as_label()?.trim().to_owned());
    of(value).or_else(parted).or_else(|| of(deeper()?)).or_else(last)
}

/// Who is heard on a device: `microphone` is me.
pub fn heard_on(device: &str) -> Option<&'static str> {
    DEVICES.iter().find(|(name, _)| *name == device).map(|(_, who)| *who)
}
