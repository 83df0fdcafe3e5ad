//! The drafts' labels in; for every call its cast out: who has words there, under which name, and who is the same person.

use super::name::Name;
use crate::corpus::PersonId;
use crate::language::Map;
use crate::read::{Draft, Label};
use std::sync::Arc;

/// One who speaks in one call.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// Place in [`Draft::labels`].
    pub(super) label: usize,
    pub(super) name: Arc<Name>,
    /// Other labels of the same person in the call: `Priya` and `PRIYA NAIR` beside `Priya Nair`.
    pub(super) also: Vec<(usize, Arc<Name>)>,
    /// Address in lower case, from the export or from the label.
    pub(super) email: Option<String>,
    /// Who it is over the folder.
    pub(super) person: PersonId,
    /// Whether that person has a real name, and so can be met in other calls.
    pub(super) real: bool,
}

/// The casts of all calls, in the order of the drafts; members in the order of the labels, silent ones left out.
pub(super) fn casts(drafts: &[(String, &'static str, Draft)]) -> Vec<Vec<Member>> {
    let mut names: Map<String, Arc<Name>> = Map::default();
    let mut casts: Vec<Vec<Member>> = drafts.iter().map(|(_, _, draft)| cast(draft, &mut names)).collect();
    let addresses = addresses(&casts);
    let mut persons = Persons::default();
    for (cast, (_, _, draft)) in casts.iter_mut().zip(drafts) {
        identify(cast, &addresses, &mut persons);
        join(cast, &draft.labels);
    }
    casts
}

fn cast(draft: &Draft, names: &mut Map<String, Arc<Name>>) -> Vec<Member> {
    let mut speaks = vec![false; draft.labels.len()];
    for turn in &draft.turns {
        if let Some(spoke) = speaks.get_mut(turn.label as usize) {
            *spoke = true;
        }
    }
    let speaking = draft.labels.iter().enumerate().filter(|(place, _)| speaks[*place]);
    speaking.map(|(place, label)| member(place, label, names)).collect()
}

fn member(place: usize, label: &Label, names: &mut Map<String, Arc<Name>>) -> Member {
    let name = match names.get(label.name.as_str()) {
        Some(name) => Arc::clone(name),
        None => {
            let name = Arc::new(Name::of(&label.name));
            names.insert(label.name.clone(), Arc::clone(&name));
            name
        }
    };
    let email = label.email.as_deref().map(|e| e.trim().to_lowercase()).filter(|e| !e.is_empty());
    let email = email.or_else(|| name.email.clone());
    Member { label: place, name, also: vec![], email, person: PersonId(0), real: false }
}

/// For every label of a draft: its place in the cast.
pub(super) fn places<'a>(draft: &Draft, cast: impl IntoIterator<Item = &'a Member>) -> Vec<Option<usize>> {
    let mut places = vec![None; draft.labels.len()];
    for (place, member) in cast.into_iter().enumerate() {
        places[member.label] = Some(place);
        for (label, _) in &member.also {
            places[*label] = Some(place);
        }
    }
    places
}

/// For every name that goes with one address only: that address. So `Priya Nair` is `pn@acme.com` in calls without it.
fn addresses(casts: &[Vec<Member>]) -> Map<String, Option<String>> {
    let mut found: Map<String, Option<String>> = Map::default();
    for member in casts.iter().flatten() {
        let (Some(person), Some(email)) = (&member.name.person, &member.email) else { continue };
        match found.get_mut(person) {
            None => {
                found.insert(person.clone(), Some(email.clone()));
            }
            Some(known) if known.as_ref() != Some(email) => *known = None,
            Some(_) => {}
        }
    }
    found
}

#[derive(Default)]
struct Persons {
    known: Map<String, PersonId>,
    next: u32,
}

impl Persons {
    fn of(&mut self, key: &str) -> PersonId {
        if let Some(id) = self.known.get(key) {
            return *id;
        }
        let id = self.anybody();
        self.known.insert(key.to_owned(), id);
        id
    }

    fn anybody(&mut self) -> PersonId {
        let id = PersonId(self.next);
        self.next = self.next.saturating_add(1);
        id
    }
}

/// Gives every member a person: the same for the same real name anywhere, and for `Priya` beside `Priya Nair`.
fn identify(cast: &mut [Member], addresses: &Map<String, Option<String>>, persons: &mut Persons) {
    let fuller: Vec<Option<usize>> = (0..cast.len()).map(|place| fuller_name(cast, place)).collect();
    for place in 0..cast.len() {
        let from = &cast[fuller[place].unwrap_or(place)];
        let person = from.name.person.as_deref();
        let address = from.email.as_deref().or_else(|| addresses.get(person?)?.as_deref());
        let id = address.or(person).map(|key| persons.of(key));
        let member = &mut cast[place];
        member.real = id.is_some();
        member.person = id.unwrap_or_else(|| persons.anybody());
    }
}

/// Makes one member of all labels of one person, under the fullest name.
fn join(cast: &mut Vec<Member>, labels: &[Label]) {
    let mut first: Map<(Option<PersonId>, Arc<Name>), usize> = Map::default();
    let mut joined: Vec<Member> = Vec::with_capacity(cast.len());
    for member in cast.drain(..) {
        let nobody = Arc::new(Name { key: member.name.key.clone(), ..Name::default() });
        let who = if member.real { (Some(member.person), Arc::default()) } else { (None, nobody) };
        match first.get(&who).and_then(|place| joined.get_mut(*place)).filter(|one| is_same_voice(one, &member, labels))
        {
            Some(one) => one.take(member),
            None => {
                first.insert(who, joined.len());
                joined.push(member);
            }
        }
    }
    *cast = joined;
}

/// Two of one name whom the file itself tells apart, by role or channel, are two.
fn is_same_voice(one: &Member, other: &Member, labels: &[Label]) -> bool {
    let (Some(one), Some(other)) = (labels.get(one.label), labels.get(other.label)) else { return false };
    let differ = |a: Option<u8>, b: Option<u8>| a.zip(b).is_some_and(|(a, b)| a != b);
    !differ(one.channel, other.channel) && one.role.zip(other.role).is_none_or(|(a, b)| a == b)
}

impl Member {
    /// Takes over another's label; the one with the longer name becomes the member's own.
    fn take(&mut self, other: Member) {
        let length = |name: &Name| name.person.as_deref().map_or(0, str::len);
        let Member { mut label, mut name, also, email, .. } = other;
        if length(&name) > length(&self.name) {
            std::mem::swap(&mut label, &mut self.label);
            std::mem::swap(&mut name, &mut self.name);
        }
        self.also.push((label, name));
        self.also.extend(also);
        self.email = self.email.take().or(email);
    }
}

/// The only member whose full name begins with this member's first name.
fn fuller_name(cast: &[Member], place: usize) -> Option<usize> {
    /// A bigger cast has too many of each first name for the guess, and would make it slow.
    const LARGEST: usize = 40;
    let first = cast[place].name.person.as_deref().filter(|name| cast.len() <= LARGEST && !name.contains(' '))?;
    let longer = |member: &Member| {
        member.name.person.as_deref().is_some_and(|p| p.split_once(' ').is_some_and(|(f, _)| f == first))
    };
    let mut found = (0..cast.len()).filter(|other| longer(&cast[*other]));
    let only = found.next()?;
    found.all(|other| cast[other].name.person == cast[only].name.person).then_some(only)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(labels: &[(&str, Option<&str>)]) -> (String, &'static str, Draft) {
        let mut draft = Draft::default();
        for (name, email) in labels {
            let label = draft.label(Label { name: (*name).into(), email: email.map(Into::into), ..Label::default() });
            draft.push(label, None, "some words");
        }
        (String::new(), "text", draft)
    }

    fn persons(drafts: &[(String, &'static str, Draft)]) -> Vec<Vec<u32>> {
        casts(drafts).iter().map(|cast| cast.iter().map(|m| m.person.0).collect()).collect()
    }

    #[test]
    fn a_real_name_is_one_person_and_a_slot_is_one_of_its_call() {
        let calls = [
            draft(&[("Priya Nair", None), ("Speaker 1", None), ("Customer", None)]),
            draft(&[("NAIR, Priya (Sales)", None), ("Speaker 1", None), ("Customer", None)]),
        ];
        assert_eq!(persons(&calls), [[0, 1, 2], [0, 3, 4]]);
    }

    #[test]
    fn an_address_joins_names_and_names_find_their_address() {
        let calls = [
            draft(&[("Priya Nair", Some("PN@acme.com")), ("Bo", None)]),
            draft(&[("P. Nair-Shah", Some("pn@acme.com"))]),
            draft(&[("Priya Nair", None)]),
        ];
        assert_eq!(persons(&calls), [vec![0, 1], vec![0], vec![0]]);
    }

    #[test]
    fn two_addresses_of_one_name_are_two_persons_and_the_bare_name_a_third() {
        let calls =
            [draft(&[("Jo Lee", Some("a@x.com"))]), draft(&[("Jo Lee", Some("b@y.com"))]), draft(&[("Jo Lee", None)])];
        assert_eq!(persons(&calls), [[0], [1], [2]]);
    }

    #[test]
    fn a_first_name_beside_one_full_name_is_the_same_person() {
        let calls = [
            draft(&[("Priya", None), ("Priya Nair", None)]),
            draft(&[("Jo", None), ("Jo Lee", None), ("Jo Park", None)]),
        ];
        assert_eq!(persons(&calls), [vec![0], vec![1, 2, 3]]);
        let member = &casts(&calls)[0][0];
        assert_eq!((member.label, member.also[0].0), (1, 0), "under the fuller name");
    }

    #[test]
    fn one_name_in_other_letters_is_one_voice_unless_the_file_tells_them_apart() {
        let calls = [draft(&[("Customer", None), ("CUSTOMER", None), ("Ana Ruiz", None), ("Ruiz, Ana", None)])];
        assert_eq!(casts(&calls)[0].len(), 2);
        let mut apart = draft(&[("Ana Ruiz", None), ("ANA RUIZ", None)]);
        apart.2.labels[0].channel = Some(0);
        apart.2.labels[1].channel = Some(1);
        assert_eq!(casts(&[apart])[0].len(), 2);
    }

    #[test]
    fn who_never_speaks_is_not_in_the_cast() {
        let mut call = draft(&[("Ana", None)]);
        call.2.named("Silent Bob");
        assert_eq!(casts(&[call])[0].len(), 1);
    }
}
