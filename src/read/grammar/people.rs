//! The list of people that stands beside a conversation in, a speaker's label out: by id or by name, with address and
//! role where the list knows them.

use rustc_hash::FxHashMap;

use super::json::{Json, index};
use super::{sniff, stated};
use crate::corpus::Role;
use crate::read::Label;

/// Keys under which exports list who took part.
const LISTS: &[&str] =
    &["speakers", "participants", "attendees", "parties", "people", "users", "members", "speaker_info"];
/// Keys of a person that a conversation refers to.
const IDS: &[&str] = &[
    "id",
    "speaker_id",
    "speakerId",
    "participant_id",
    "participantId",
    "user_id",
    "userId",
    "uuid",
    "index",
    "label",
];
/// Keys of a person's name.
const NAMES: &[&str] = &["name", "display_name", "displayName", "full_name", "fullName", "real_name", "username"];
/// Flags of a person, and the role when they are true and when they are false.
const FLAGS: &[(&str, Role, Role)] = &[
    ("isexternal", Role::Customer, Role::Rep),
    ("external", Role::Customer, Role::Rep),
    ("isinternal", Role::Rep, Role::Customer),
    ("isrep", Role::Rep, Role::Customer),
    ("isagent", Role::Rep, Role::Customer),
    ("iscustomer", Role::Customer, Role::Rep),
];

/// Who took part, as the objects around a conversation list them.
#[derive(Default)]
pub struct People<'a> {
    by_id: FxHashMap<String, Json<'a>>,
    by_name: FxHashMap<String, Json<'a>>,
}

impl<'a> People<'a> {
    /// The people listed in these objects; an earlier object wins.
    pub fn of(places: impl IntoIterator<Item = Json<'a>>) -> Self {
        let mut people = People::default();
        for list in places.into_iter().flat_map(|place| LISTS.iter().filter_map(move |key| place.get(key))) {
            for (id, person) in list.entries().filter(|(_, person)| person.is_object()) {
                people.by_id.entry(id.to_lowercase()).or_insert(person);
            }
            index(list.items(), IDS).into_iter().for_each(|(id, json)| {
                people.by_id.entry(id).or_insert(json);
            });
            index(list.items(), NAMES).into_iter().for_each(|(name, json)| {
                people.by_name.entry(name).or_insert(json);
            });
        }
        people
    }

    /// What is known of a speaker; a name, an address or a role that nobody states stays empty.
    pub fn label(&self, speaker: &str) -> Label {
        let key = speaker.trim().to_lowercase();
        let Some(person) = self.by_id.get(&key).or_else(|| self.by_name.get(&key)) else { return Label::default() };
        let email = person.first(&["email", "emailAddress", "email_address"]).and_then(Json::as_label);
        Label {
            name: person.first(NAMES).and_then(Json::as_label).map_or_else(String::new, |name| name.trim().to_owned()),
            email: email.map(|email| email.into_owned()),
            role: role(*person),
            ..Label::default()
        }
    }
}

/// A role word, or a flag that says on which side a person stands.
fn role(person: Json<'_>) -> Option<Role> {
    let word =
        person.first(&["role", "type", "affiliation", "participant_type", "speaker_type"]).and_then(Json::as_label);
    let flag = || {
        let flags = person.entries().take(60).filter_map(|(key, value)| Some((sniff::plain(&key), value.flag()?)));
        flags.into_iter().find_map(|(key, on)| {
            let (_, yes, no) = FLAGS.iter().find(|(name, ..)| *name == key)?;
            Some(if on { *yes } else { *no })
        })
    };
    word.and_then(|word| stated::role(&word)).or_else(flag)
}
