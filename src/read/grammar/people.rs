//! The list of people that stands beside a conversation in, a speaker's label out: by id or by name, with address and
//! role where the list knows them.

use rustc_hash::FxHashMap;

use super::json::{Json, index};
use super::{sniff, stated};
use crate::corpus::Role;
use crate::read::Label;

/// Keys under which exports list who took part.
const LISTS: &[&str] =
    &["speakers", "participants", "attendees", "parties", "people", "users", "members", "speaker_info", "speakerInfo"];
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
    ("isinbound", Role::Customer, Role::Rep),
    ("inbound", Role::Customer, Role::Rep),
    ("incoming", Role::Customer, Role::Rep),
];

/// The role that a flag of this name states, by its plain name. `None` for other names.
pub fn side(flag: &str, on: bool) -> Option<Role> {
    FLAGS.iter().find(|(name, ..)| *name == flag).map(|(_, yes, no)| if on { *yes } else { *no })
}

/// Words of roles that stand beside each other in one export, for `user` and `human` mean either side: ours where another
/// word names the customer, the customer's where the other is a machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Contrast {
    customer_named: bool,
    machine_named: bool,
}

impl Contrast {
    /// Takes in one of the words.
    pub fn see(&mut self, word: &str) {
        let word = sniff::plain(word);
        let customers = ["contact", "customer", "lead", "visitor", "enduser", "guest", "prospect", "client"];
        self.customer_named |= customers.contains(&word.as_str());
        self.machine_named |= ["gpt", "ai", "bot", "assistant", "chatbot", "llm"].contains(&word.as_str());
    }

    /// The role that a word states among the others.
    pub fn role(self, word: &str) -> Option<Role> {
        match sniff::plain(word).as_str() {
            "user" if self.customer_named => Some(Role::Rep),
            "human" if self.machine_named => Some(Role::Customer),
            _ => stated::role(word),
        }
    }
}

/// Who took part, as the objects around a conversation list them.
#[derive(Default)]
pub struct People<'a> {
    by_id: FxHashMap<String, Json<'a>>,
    by_name: FxHashMap<String, Json<'a>>,
    contrast: Contrast,
}

impl<'a> People<'a> {
    /// The people listed in these objects; an earlier object wins.
    pub fn of(places: impl IntoIterator<Item = Json<'a>>) -> Self {
        let mut people = People::default();
        for list in places.into_iter().flat_map(|place| LISTS.iter().filter_map(move |key| place.get(key))) {
            for (id, person) in list.entries().filter(|(_, person)| person.is_object()) {
                people.by_id.entry(id.to_lowercase()).or_insert(person);
            }
            for word in list.items().take(1000).filter_map(word) {
                people.contrast.see(&word);
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
            role: role(*person, self.contrast),
            ..Label::default()
        }
    }
}

/// The word that states the role of a person.
fn word(person: Json<'_>) -> Option<std::borrow::Cow<'_, str>> {
    person.first(&["role", "type", "affiliation", "participant_type", "speaker_type"]).and_then(Json::as_label)
}

/// A role word, or a flag that says on which side a person stands.
fn role(person: Json<'_>, contrast: Contrast) -> Option<Role> {
    let flag = || person.entries().take(60).find_map(|(key, value)| side(&sniff::plain(&key), value.flag()?));
    word(person).and_then(|word| contrast.role(&word)).or_else(flag)
}
