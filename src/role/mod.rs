//! Drafts in, [`Call`]s out: who is the customer, how we know, and how sure it is.
//!
//! For every speaker all evidence is summed as log odds of being a rep: what the user says (options, settings, people
//! file), what the file says, e-mail domains, label words, names that recur over the folder, who is left over, and, where
//! that leaves doubt, how they behave. Below the least confidence a speaker stays unknown, and is never mined.

mod behaviour;
mod cast;
mod decide;
mod evidence;
mod name;
mod people;
mod recurrence;
mod stand;
mod words;

pub use people::People;

use crate::corpus::{Call, Role, RoleBasis, Speaker, Turn};
use crate::read::{Draft, Label};
use crate::settings::Roles;
use cast::Member;
use evidence::Known;
use recurrence::Recurrence;
use stand::{Ground, Stand};

/// Decides the roles of all calls of a folder: (path, format, draft) in, calls in the same order out. Give the drafts in
/// order of their paths: persons are numbered in that order.
pub fn assign(drafts: Vec<(String, &'static str, Draft)>, settings: &Roles, people: &People) -> Vec<Call> {
    let casts = cast::casts(&drafts);
    let known = Known::new(settings, people, &casts);
    let mut stands: Vec<Vec<Stand>> =
        casts.iter().zip(&drafts).map(|(cast, (_, _, draft))| known.stands(cast, &draft.labels)).collect();
    for stands in &mut stands {
        decide::add_left_over(stands);
    }
    if stands.iter().flatten().any(|stand| !stand.is_settled()) {
        add_recurrence(&mut stands, &casts);
    }
    let doubts = behaviour::add(&mut stands, &casts, &drafts);
    let judged = drafts.into_iter().zip(casts).zip(stands.iter().zip(doubts));
    judged
        .map(|(((path, format, draft), cast), (stands, doubt))| {
            let labels: Vec<&Label> = cast.iter().filter_map(|member| draft.labels.get(member.label)).collect();
            let decided = decide::decide(stands, doubt, &labels, settings.min_confidence);
            call(path, format, draft, &cast, decided)
        })
        .collect()
}

fn add_recurrence(stands: &mut [Vec<Stand>], casts: &[Vec<Member>]) {
    let recurrence = Recurrence::of(casts);
    for (stands, cast) in stands.iter_mut().zip(casts).filter(|(stands, _)| stands.iter().any(|s| !s.is_settled())) {
        for (stand, odds) in stands.iter_mut().zip(recurrence.odds(cast)).filter(|(stand, _)| !stand.is_settled()) {
            stand.add(odds, Ground::Recurrence);
        }
    }
}

/// The call of a draft, with its roles.
fn call(path: String, format: &'static str, draft: Draft, cast: &[Member], decided: (Vec<Role>, RoleBasis)) -> Call {
    let (roles, role_basis) = decided;
    let turns = turns(&draft, cast, &roles);
    let mut labels = draft.labels;
    let speaker = |(member, role): (&Member, &Role)| Speaker {
        label: labels.get_mut(member.label).map(|label| std::mem::take(&mut label.name)).unwrap_or_default(),
        role: *role,
        person: member.person,
    };
    let speakers = cast.iter().zip(&roles).map(speaker).collect();
    Call { path, format, text: draft.text, turns, speakers, meta: draft.meta, role_basis }
}

/// The draft's turns with their places in the cast.
fn turns(draft: &Draft, cast: &[Member], roles: &[Role]) -> Vec<Turn> {
    let places = cast::places(draft, cast);
    let turn = |turn: &crate::read::DraftTurn| {
        let place = places.get(turn.label as usize).copied().flatten()?;
        let role = roles.get(place).copied().unwrap_or(Role::Unknown);
        Some(Turn { speaker: u16::try_from(place).ok()?, role, at: turn.at, start: turn.start, end: turn.end })
    };
    draft.turns.iter().filter_map(turn).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(turns: &[(&str, &str)]) -> Draft {
        let mut draft = Draft::default();
        for (name, text) in turns {
            let label = draft.named(name);
            draft.push(label, None, text);
        }
        draft
    }

    fn calls(drafts: &[&[(&str, &str)]]) -> Vec<Call> {
        let drafts = drafts.iter().enumerate().map(|(n, turns)| (format!("{n}.txt"), "text", draft(turns))).collect();
        assign(drafts, &Roles::default(), &People::default())
    }

    fn labels(call: &Call, role: Role) -> Vec<&str> {
        call.speakers.iter().filter(|s| s.role == role).map(|s| s.label.as_str()).collect()
    }

    #[test]
    fn a_single_line_of_a_customer_is_a_call_with_a_customer() {
        let calls = calls(&[&[("Customer", "it broke")]]);
        assert!(calls[0].has_customer());
        assert_eq!(calls[0].role_basis, crate::corpus::RoleBasis { basis: "label words".into(), confidence: 990 });
        assert_eq!(calls[0].customer_turns().next().map(|turn| turn.text()), Some("it broke"));
    }

    #[test]
    fn one_speaker_without_a_role_stays_unknown() {
        for name in ["Speaker 1", "", "Priya Nair"] {
            let calls = calls(&[&[(name, "hello, I want to cancel my account"), (name, "how can I help you today?")]]);
            assert!(!calls[0].has_customer(), "{name}");
            assert!(calls[0].role_basis.basis.starts_with("unknown"), "{name}");
        }
    }

    #[test]
    fn turns_keep_their_text_and_get_their_role() {
        let call = &calls(&[&[("Agent", "hello"), ("Ana Ruiz", "hi"), ("Bo Lind", "me too"), ("Agent", "bye")]])[0];
        let roles: Vec<Role> = call.turns.iter().map(|turn| turn.role).collect();
        assert_eq!(roles, [Role::Rep, Role::Customer, Role::Customer, Role::Rep]);
        assert_eq!(call.turn_text(&call.turns[2]), "me too");
        assert_eq!(labels(call, Role::Customer), ["Ana Ruiz", "Bo Lind"]);
        assert!(call.role_basis.basis.starts_with("label words + the one left over"), "{:?}", call.role_basis);
    }

    #[test]
    fn who_never_speaks_is_no_speaker() {
        let mut silent = draft(&[("Customer", "hi"), ("Agent", "hello")]);
        silent.labels.insert(0, Label { name: "Silent Bob".into(), ..Label::default() });
        for turn in &mut silent.turns {
            turn.label += 1;
        }
        let call = &assign(vec![("a".into(), "text", silent)], &Roles::default(), &People::default())[0];
        assert_eq!(call.speakers.len(), 2);
        assert_eq!(call.speakers[call.turns[0].speaker as usize].label, "Customer");
    }

    #[test]
    fn turns_of_a_label_that_is_not_there_are_no_reason_to_panic() {
        let mut broken = draft(&[("Customer", "hi")]);
        broken.turns[0].label = 9;
        let call = &assign(vec![("a".into(), "text", broken)], &Roles::default(), &People::default())[0];
        assert!(call.turns.is_empty() && call.speakers.is_empty());
    }

    #[test]
    fn behaviour_tells_the_sides_of_a_support_call() {
        let call = &calls(&[&[
            ("Speaker 2", "Thank you for calling Brightside Water, this is Joel, how can I help you today?"),
            ("Speaker 1", "Hi, I'm calling because my bill went up and I don't know why."),
            ("Speaker 2", "Okay, let me check that for you. Can I have your account number?"),
            ("Speaker 1", "Yeah, I've got it here, it's four two one."),
            ("Speaker 2", "Thank you. Is there anything else I can help you with?"),
            ("Speaker 1", "No, that's all, thanks for your help."),
        ]])[0];
        assert_eq!(labels(call, Role::Customer), ["Speaker 1"]);
        assert_eq!(labels(call, Role::Rep), ["Speaker 2"]);
        assert_eq!(call.role_basis.basis, "behaviour");
    }

    #[test]
    fn who_meets_everybody_is_a_rep_unless_they_behave_like_a_customer() {
        let rep = [
            "Hi, thanks for calling Fernway, how can I help you?",
            "Can I take your order number? Let me check that for you.",
        ];
        let ana =
            ["Hello, I'm calling about my order, it never came.", "It's four two one. I've been waiting for a week."];
        let names = ["Bo Lind", "Cy Wu", "Di Fox", "Ed Orr", "Flo Ray", "Gus Kay"];
        let folder: Vec<Vec<(&str, &str)>> = names
            .iter()
            .map(|name| vec![(*name, rep[0]), ("Ana Ruiz", ana[0]), (*name, rep[1]), ("Ana Ruiz", ana[1])])
            .collect();
        let folder: Vec<&[(&str, &str)]> = folder.iter().map(Vec::as_slice).collect();
        for call in calls(&folder) {
            assert_eq!(
                labels(&call, Role::Customer),
                ["Ana Ruiz"],
                "one customer whom six reps called: {:?}",
                call.role_basis
            );
        }
        let bare: Vec<Vec<(&str, &str)>> =
            names.iter().map(|name| vec![(*name, "red"), ("Tom Hale", "blue")]).collect();
        let bare: Vec<&[(&str, &str)]> = bare.iter().map(Vec::as_slice).collect();
        for call in calls(&bare) {
            assert_eq!(
                (labels(&call, Role::Rep), call.role_basis.basis.as_str()),
                (vec!["Tom Hale"], "recurring name")
            );
        }
    }

    #[test]
    fn labels_that_change_within_a_call_are_one_speaker() {
        let call =
            &calls(&[&[("Agent", "hi"), ("Ana", "yes"), ("Ana Ruiz", "no"), ("Agent", "so"), ("RUIZ, Ana", "bye")]])[0];
        assert_eq!(labels(call, Role::Customer), ["Ana Ruiz"]);
        assert_eq!(call.turns.iter().filter(|turn| turn.role == Role::Customer).count(), 3);
    }

    #[test]
    fn no_calls_are_no_trouble() {
        assert!(assign(vec![], &Roles::default(), &People::default()).is_empty());
        let empty = assign(vec![("a".into(), "text", Draft::default())], &Roles::default(), &People::default());
        assert_eq!(empty[0].role_basis.basis, "unknown: nobody speaks");
    }
}
