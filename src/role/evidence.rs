//! What is said outright about a speaker in (settings, people file, the file, e-mail, label words), log odds by ground out.

use super::cast::Member;
use super::name::Name;
use super::people::People;
use super::stand::{Ground, Stand};
use super::words::{self, Side};
use crate::read::Label;
use crate::settings::Roles;
use std::collections::{BTreeMap, BTreeSet};

/// Log odds that something outright is right: the surer the ground, the more it takes to turn it over.
const BY_SETTINGS: f64 = 20.0;
const BY_PEOPLE: f64 = 14.0;
const BY_FILE: f64 = 5.3;
const BY_DOMAIN: f64 = 4.0;
const BY_WORDS: [f64; 4] = [0.0, 0.9, 2.2, 4.6];

/// What the user and the folder as a whole say about names and addresses.
pub(super) struct Known<'a> {
    settings: &'a Roles,
    people: &'a People,
    reps: BTreeSet<String>,
    customers: BTreeSet<String>,
    rep_domains: Vec<String>,
    own_domain: Option<String>,
    /// Whether some call tells "other" from a rep and a customer.
    third: bool,
}

impl<'a> Known<'a> {
    pub(super) fn new(settings: &'a Roles, people: &'a People, casts: &[Vec<Member>]) -> Self {
        let keys = |names: &[String]| names.iter().flat_map(|name| keys_of(name)).collect();
        let domain = |d: &String| d.trim().trim_start_matches('@').to_lowercase();
        Known {
            settings,
            people,
            reps: keys(&settings.reps),
            customers: keys(&settings.customers),
            rep_domains: settings.rep_domains.iter().map(domain).filter(|d| !d.is_empty()).collect(),
            own_domain: own_domain(casts),
            third: casts.iter().any(|cast| names_third(cast)),
        }
    }

    /// What is said outright about each member of a call.
    pub(super) fn stands(&self, cast: &[Member], labels: &[Label]) -> Vec<Stand> {
        let pair = pair(cast);
        let stand = |member: &Member| {
            let mut stand = Stand::default();
            self.by_domain(member, &mut stand);
            let labels_of =
                std::iter::once((member.label, &member.name)).chain(member.also.iter().map(|(l, n)| (*l, n)));
            for (label, name) in labels_of {
                let Some(label) = labels.get(label) else { continue };
                self.by_user(label, name, member.email.as_deref(), &mut stand);
                if let Some(role) = label.role {
                    stand.add_role(role, BY_FILE, Ground::File);
                }
                if self.third || name.says.is_none_or(|says| says.side != Side::Third) {
                    by_words(name, pair, cast.len() - 1, &mut stand);
                }
            }
            stand
        };
        cast.iter().map(stand).collect()
    }

    /// Options, settings and the people file.
    fn by_user(&self, label: &Label, name: &Name, email: Option<&str>, stand: &mut Stand) {
        let key = name.key.as_str();
        let named =
            |set: &BTreeSet<String>| !key.is_empty() && set.contains(key) || email.is_some_and(|e| set.contains(e));
        if named(&self.reps) {
            stand.add(BY_SETTINGS, Ground::RepOption);
        }
        if named(&self.customers) {
            stand.add(-BY_SETTINGS, Ground::CustomersSetting);
        }
        if let (Some(customers), Some(channel)) = (self.settings.customer_channel, label.channel) {
            stand.add(if channel == customers { -BY_SETTINGS } else { BY_SETTINGS } / 2.0, Ground::ChannelOption);
        }
        if let Some(role) = self.people.role(key, email) {
            stand.add_role(role, BY_PEOPLE, Ground::PeopleFile);
        }
    }

    fn by_domain(&self, member: &Member, stand: &mut Stand) {
        let Some(domain) = member.email.as_deref().and_then(domain_of) else { return };
        if !self.rep_domains.is_empty() {
            let ours = self.rep_domains.iter().any(|own| is_within(domain, own));
            stand.add(if ours { BY_SETTINGS / 2.0 } else { -BY_DOMAIN }, Ground::RepDomainOption);
        } else if let Some(own) = &self.own_domain {
            stand.add(if domain == own { BY_DOMAIN } else { -BY_DOMAIN }, Ground::Domain);
        } else if is_free_mail(domain) {
            stand.add(-BY_WORDS[1], Ground::Domain);
        }
    }
}

/// The words of a label, or its initial as one of a pair.
fn by_words(name: &Name, pair: Option<(&str, &str)>, others: usize, stand: &mut Stand) {
    if let Some(says) = name.says {
        stand.add_role(says.side.role(others), BY_WORDS[usize::from(says.strength)], Ground::Words);
    } else if let (Some((asks, answers)), Some(initial)) = (pair, name.initial.as_deref()) {
        match initial {
            _ if initial == asks => stand.add(BY_WORDS[3], Ground::Words),
            _ if initial == answers => stand.add(-BY_WORDS[3], Ground::Words),
            _ => {}
        }
    }
}

/// Whether a call's labels name a rep, a customer and somebody else: then "other" is nobody's customer in the folder.
fn names_third(cast: &[Member]) -> bool {
    [Side::Rep, Side::Customer, Side::Third]
        .iter()
        .all(|side| cast.iter().any(|member| member.name.says.is_some_and(|says| says.side == *side)))
}

/// The keys a name of a list stands for: the label's key and its address.
fn keys_of(name: &str) -> Vec<String> {
    let parsed = Name::of(name);
    [Some(parsed.key), parsed.email].into_iter().flatten().filter(|key| !key.is_empty()).collect()
}

fn domain_of(email: &str) -> Option<&str> {
    email.rsplit_once('@').map(|(_, domain)| domain)
}

fn is_within(domain: &str, own: &str) -> bool {
    domain == own || domain.strip_suffix(own).is_some_and(|rest| rest.ends_with('.'))
}

/// Mail houses whose addresses say nothing about a company.
fn is_free_mail(domain: &str) -> bool {
    const HOUSES: &[&str] = &[
        "aol.com",
        "gmail.com",
        "gmx.de",
        "gmx.net",
        "googlemail.com",
        "hotmail.com",
        "icloud.com",
        "live.com",
        "mail.com",
        "mail.ru",
        "me.com",
        "msn.com",
        "outlook.com",
        "proton.me",
        "protonmail.com",
        "qq.com",
        "web.de",
        "yahoo.com",
        "yandex.ru",
    ];
    HOUSES.contains(&domain) || domain.starts_with("yahoo.") || domain.starts_with("hotmail.")
}

/// The domain that stands in nearly every call with addresses, where no other comes near it: the recorder's own.
fn own_domain(casts: &[Vec<Member>]) -> Option<String> {
    let mut calls_of: BTreeMap<&str, usize> = BTreeMap::new();
    let mut calls = 0;
    for cast in casts {
        let domains: BTreeSet<&str> = cast.iter().filter_map(|m| domain_of(m.email.as_deref()?)).collect();
        calls += usize::from(!domains.is_empty());
        for domain in domains.into_iter().filter(|domain| !is_free_mail(domain)) {
            *calls_of.entry(domain).or_default() += 1;
        }
    }
    let (own, most) = calls_of.iter().max_by_key(|(domain, n)| (**n, std::cmp::Reverse(**domain)))?;
    let next = calls_of.iter().filter(|(domain, _)| domain != &own).map(|(_, n)| *n).max().unwrap_or(0);
    (*most >= 3 && most * 5 >= calls * 3 && next * 2 <= *most).then(|| (*own).to_owned())
}

/// The pair of initials that this call's labels are: `Q` asks and `A` answers.
fn pair(cast: &[Member]) -> Option<(&'static str, &'static str)> {
    let has = |initial: &str| cast.iter().any(|member| member.name.initial.as_deref() == Some(initial));
    words::PAIRS.iter().copied().find(|(asks, answers)| has(asks) && has(answers))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Role;
    use crate::read::Draft;
    use crate::role::cast::casts;

    fn label(name: &str) -> Label {
        Label { name: name.into(), ..Label::default() }
    }

    fn mail(address: &str) -> Label {
        Label {
            name: address.split('@').next().unwrap_or_default().into(),
            email: Some(address.into()),
            ..Label::default()
        }
    }

    /// What is said outright about the speakers of the first of these calls.
    fn outright(calls: &[Vec<Label>], settings: &Roles, people: &People) -> Vec<(Role, Option<Ground>)> {
        let drafts: Vec<_> = calls
            .iter()
            .map(|labels| {
                let mut draft = Draft::default();
                for label in labels {
                    let place = draft.label(label.clone());
                    draft.push(place, None, "some words");
                }
                (String::new(), "text", draft)
            })
            .collect();
        let casts = casts(&drafts);
        let known = Known::new(settings, people, &casts);
        known.stands(&casts[0], &drafts[0].2.labels).iter().map(|s| (s.role(), s.ground())).collect()
    }

    fn roles(labels: &[Label], settings: &Roles) -> Vec<(Role, Option<Ground>)> {
        outright(&[labels.to_vec()], settings, &People::default())
    }

    #[test]
    fn options_beat_everything_else() {
        let settings = Roles {
            reps: vec!["Nair, Priya".into(), "Customer".into()],
            customers: vec!["Tom Hale".into()],
            ..Roles::default()
        };
        let found =
            roles(&[label("PRIYA NAIR (Guest)"), label("Customer"), label("Agent Tom Hale"), label("Ana")], &settings);
        assert_eq!(found[0], (Role::Rep, Some(Ground::RepOption)));
        assert_eq!(found[1], (Role::Rep, Some(Ground::RepOption)));
        assert_eq!(found[2], (Role::Customer, Some(Ground::CustomersSetting)));
        assert_eq!(found[3], (Role::Unknown, None));
    }

    #[test]
    fn a_rep_may_be_named_by_address() {
        let settings = Roles { reps: vec!["pn@acme.com".into()], ..Roles::default() };
        assert_eq!(roles(&[mail("PN@acme.com")], &settings)[0], (Role::Rep, Some(Ground::RepOption)));
    }

    #[test]
    fn rep_domains_hold_their_subdomains_and_nothing_that_only_ends_alike() {
        let settings = Roles { rep_domains: vec!["@Acme.com".into()], ..Roles::default() };
        let found =
            roles(&[mail("a@acme.com"), mail("b@uk.acme.com"), mail("c@notacme.com"), label("Ana Ruiz")], &settings);
        let sides: Vec<Role> = found.iter().map(|(role, _)| *role).collect();
        assert_eq!(sides, [Role::Rep, Role::Rep, Role::Customer, Role::Unknown]);
    }

    #[test]
    fn the_customers_channel_decides() {
        let settings = Roles { customer_channel: Some(1), ..Roles::default() };
        let channel = |n| Label { channel: Some(n), ..Label::default() };
        let found = roles(&[channel(0), channel(1), label("x")], &settings);
        assert_eq!(found[0], (Role::Rep, Some(Ground::ChannelOption)));
        assert_eq!(found[1], (Role::Customer, Some(Ground::ChannelOption)));
        assert_eq!(found[2].0, Role::Unknown);
    }

    #[test]
    fn what_the_file_says_beats_domain_and_words() {
        let said = Label { role: Some(Role::Customer), ..label("Agent 1") };
        assert_eq!(roles(&[said], &Roles::default())[0], (Role::Customer, Some(Ground::File)));
        let bot = Label { role: Some(Role::Other), ..label("Helper") };
        assert_eq!(roles(&[bot], &Roles::default())[0], (Role::Other, Some(Ground::File)));
    }

    #[test]
    fn the_domain_of_nearly_every_call_is_our_own() {
        let calls: Vec<Vec<Label>> = ["x.com", "y.com", "z.org"]
            .iter()
            .map(|domain| vec![mail("tom@acme.com"), mail(&format!("ana@{domain}"))])
            .collect();
        let found = outright(&calls, &Roles::default(), &People::default());
        assert_eq!(found, [(Role::Rep, Some(Ground::Domain)), (Role::Customer, Some(Ground::Domain))]);
        let two = outright(&calls[..2], &Roles::default(), &People::default());
        assert_eq!(two[0].0, Role::Unknown, "two calls prove no domain");
    }

    #[test]
    fn free_mail_is_nobodys_company() {
        let calls: Vec<Vec<Label>> =
            (0..5).map(|n| vec![mail(&format!("a{n}@gmail.com")), mail(&format!("b@c{n}.com"))]).collect();
        let found = outright(&calls, &Roles::default(), &People::default());
        assert_eq!((found[0].0, found[1].0), (Role::Customer, Role::Unknown));
    }

    #[test]
    fn initials_count_as_pairs_only() {
        let found = roles(&[label("Q"), label("A")], &Roles::default());
        assert_eq!((found[0].0, found[1].0), (Role::Rep, Role::Customer));
        let found = roles(&[label("A"), label("B")], &Roles::default());
        assert_eq!((found[0].0, found[1].0), (Role::Unknown, Role::Unknown));
        let found = roles(&[label("M"), label("P1"), label("P2")], &Roles::default());
        assert_eq!((found[0].0, found[2].0), (Role::Rep, Role::Customer));
    }

    #[test]
    fn a_bot_is_on_neither_side() {
        let found = roles(&[label("IVR"), label("Customer"), label("Agent"), label("Operator")], &Roles::default());
        let sides: Vec<Role> = found.iter().map(|(role, _)| *role).collect();
        assert_eq!(sides, [Role::Other, Role::Customer, Role::Rep, Role::Other]);
        let third = [label("Agent"), label("Customer"), label("Other")];
        let found = roles(&third, &Roles::default());
        assert_eq!(found.iter().map(|(role, _)| *role).collect::<Vec<_>>(), [Role::Rep, Role::Customer, Role::Other]);
        let two = vec![label("Agent"), label("Other")];
        let beside = outright(&[two.clone(), third.to_vec()], &Roles::default(), &People::default());
        assert_eq!(beside[1].0, Role::Other);
        let alone = outright(&[two], &Roles::default(), &People::default());
        assert_eq!(alone[1].1, None, "nothing is said outright: it is who is left over");
        assert_eq!(roles(&[label("Operator"), label("Caller")], &Roles::default())[0].0, Role::Rep);
    }
}
