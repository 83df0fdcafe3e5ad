//! vCon, the IETF's container for conversations: chat messages as dialogs, transcripts as analyses in whatever form
//! their vendor wrote them, and the parties, with roles where somebody stated them.

use rustc_hash::FxHashMap;

use crate::read::grammar::json::Json;
use crate::read::grammar::moment;
use crate::read::grammar::speech::Speech;
use crate::read::grammar::stated;
use crate::read::{self, Draft, Format, Knows, Label, Proof, ReadError, Source, Sureness};

/// The row of the table.
pub static FORMAT: Format = Format {
    id: "vcon",
    title: "vCon (IETF conversation container)",
    recognised_by: "vcon, or uuid with parties and dialog",
    extensions: &["vcon", "json"],
    knows: Knows::Roles,
    proof: Proof::Seen,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let Some(root) = source.json().filter(|root| root.is_object() && !source.is_inner()) else { return Sureness::NO };
    let named = root.str("vcon").is_some() || (root.get("uuid").is_some() && root.get("dialog").is_some());
    Sureness::when(
        named && (root.get("parties").is_some() || root.get("dialog").is_some()) || sealed(root).is_some(),
        97,
    )
}

/// The signed and the encrypted form hold no readable conversation.
fn sealed(root: Json<'_>) -> Option<&'static str> {
    let signed = root.str("payload").is_some() && root.get("signatures").is_some();
    let locked = root.str("ciphertext").is_some() && root.first(&["recipients", "protected"]).is_some();
    if locked {
        Some("an encrypted vCon (JWE): decrypt it first")
    } else if signed {
        Some("a signed vCon (JWS): unpack the signed content first")
    } else {
        None
    }
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let root = source.whole_json()?;
    if let Some(why) = sealed(root) {
        return Err(ReadError::NotATranscript(why.into()));
    }
    let parties = Parties::of(root);
    let mut draft = match transcripts(source.path, root) {
        Some(draft) => draft,
        None => messages(root, &parties)?,
    };
    if draft.turns.is_empty() {
        return Err(ReadError::NotATranscript("a vCon without a transcript or a text message".into()));
    }
    for label in &mut draft.labels {
        parties.lend(label);
    }
    let began = root.list("dialog").find_map(|dialog| dialog.get("start"));
    draft.meta.id = root.label("uuid").map(|id| id.into_owned());
    draft.meta.date = began.or_else(|| root.get("created_at")).and_then(moment::day);
    Ok(vec![draft])
}

/// The transcripts of all dialogs, one after the other: of each dialog the one that knows most.
fn transcripts(path: &str, root: Json<'_>) -> Option<Draft> {
    let mut best: Vec<(usize, Draft)> = Vec::new();
    let attached = root.list("attachments").filter(|a| kind(*a).contains("transcript"));
    for analysis in root.list("analysis").chain(attached) {
        let Some(draft) = body(path, analysis) else { continue };
        let dialog = analysis.get("dialog").map_or(0, |dialog| index(dialog).unwrap_or(0));
        let room = best.len() < 64;
        match best.iter_mut().find(|(of, _)| *of == dialog) {
            Some((_, old)) if worth(&draft) > worth(old) => *old = draft,
            Some(_) => {}
            None if room => best.push((dialog, draft)),
            None => {}
        }
    }
    best.sort_by_key(|(dialog, _)| *dialog);
    best.into_iter().map(|(_, draft)| draft).reduce(|mut all, next| {
        all.append(&next);
        all
    })
}

/// More speakers is better, then more text.
fn worth(draft: &Draft) -> (usize, usize) {
    (draft.labels.len().min(2), draft.text.len())
}

fn kind(analysis: Json<'_>) -> String {
    analysis.first(&["type", "purpose"]).and_then(Json::as_label).unwrap_or_default().to_lowercase()
}

/// Kinds of analysis that hold a tool's words, not a speaker's.
const TOOLS: &[&str] =
    &["summary", "sentiment", "topic", "report", "score", "note", "action", "entit", "tag", "intent"];

/// The transcript in one analysis, by whichever format it has.
fn body(path: &str, analysis: Json<'_>) -> Option<Draft> {
    let kind = kind(analysis);
    if TOOLS.iter().any(|tool| kind.contains(tool)) {
        return None;
    }
    let body = analysis.first(&["body", "transcript"])?;
    let read = match body.as_str() {
        Some(text) => read::read_inner(&Source::inner_text(path, &text)),
        None => read::read_inner(&Source::inner_value(path, body)),
    };
    read.ok()?.into_iter().next()
}

/// A number, a number in a string, or a list of them.
fn index(value: Json<'_>) -> Option<usize> {
    value.items().next().unwrap_or(value).as_label()?.trim().parse().ok()
}

/// The text dialogs as messages of their originators.
fn messages(root: Json<'_>, parties: &Parties) -> Result<Draft, ReadError> {
    let mut speech = Speech::new();
    let began = root.list("dialog").find_map(|dialog| moment::absolute(dialog.get("start")?));
    for dialog in root.list("dialog").filter(|dialog| dialog.label("type").is_some_and(|kind| kind == "text")) {
        let who = dialog.get("originator").or_else(|| dialog.get("parties")).and_then(index);
        let voice = speech.voice(&format!("{who:?}"), || parties.label(who));
        let at = dialog.get("start").and_then(moment::absolute).zip(began);
        let at = at.and_then(|(at, began)| u32::try_from(at - began).ok());
        speech.message(voice, at, &dialog.str("body").unwrap_or_default());
    }
    speech.draft()
}

/// Who took part, by place and by name.
struct Parties {
    list: Vec<Label>,
    by_name: FxHashMap<String, usize>,
}

impl Parties {
    fn of(root: Json<'_>) -> Self {
        let list: Vec<Label> = root.list("parties").map(party).collect();
        let mut by_name = FxHashMap::default();
        for (place, label) in list.iter().enumerate().filter(|(_, label)| !label.name.is_empty()) {
            by_name.entry(bare(&label.name)).or_insert(place);
        }
        Parties { list, by_name }
    }

    fn label(&self, place: Option<usize>) -> Label {
        let label = place.and_then(|place| self.list.get(place)).cloned();
        label.unwrap_or_else(|| Label { name: "Unknown party".into(), ..Label::default() })
    }

    /// Gives a speaker what is known of the party of the same name, titles such as `Agent` aside.
    fn lend(&self, label: &mut Label) {
        let found = self.by_name.get(&bare(&label.name)).and_then(|place| self.list.get(*place));
        if let Some(party) = found {
            label.email = label.email.take().or_else(|| party.email.clone());
            label.role = label.role.or(party.role);
        }
    }
}

/// A name in lower case without a role word before it: `Agent Mike Rivera` is `mike rivera`.
fn bare(name: &str) -> String {
    let name = name.trim().to_lowercase();
    match name.split_once(' ') {
        Some((first, rest)) if stated::role(first).is_some() => rest.trim().to_owned(),
        _ => name,
    }
}

fn party(party: Json<'_>) -> Label {
    let role = party.get("role").or_else(|| party.path("meta.role")).and_then(Json::as_label);
    let email = party.label("mailto").or_else(|| party.label("email"));
    let email = email.map(|email| email.trim_start_matches("mailto:").to_owned());
    let name = party.label("name").map(|name| name.into_owned()).or_else(|| email.clone());
    Label { name: name.unwrap_or_default(), email, role: role.and_then(|role| stated::role(&role)), ..Label::default() }
}
