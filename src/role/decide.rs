//! What speaks for each speaker's side in; roles, the basis in words, and how sure it is, out.

use super::behaviour::Doubt;
use super::stand::{Ground, Stand};
use crate::corpus::{Role, RoleBasis};
use crate::read::Label;

/// Log odds for who is left over when the other side is known: one alone, or each of several.
const ONE_LEFT: f64 = 2.2;
const MANY_LEFT: f64 = 1.2;

/// Where one side is known and nobody stands on the other, those left over are probably the other side.
pub(super) fn add_left_over(stands: &mut [Stand]) {
    if let [one, other] = stands
        && !one.is_settled()
        && !other.is_settled()
    {
        let (first, second) = (one.odds(), other.odds()); // a hint about one of two is as much of a hint about the other
        one.add(-second, Ground::LeftOver);
        other.add(-first, Ground::LeftOver);
        return;
    }
    let settled = |role| stands.iter().any(|s| s.is_settled() && s.role() == role);
    let sign = match (settled(Role::Rep), settled(Role::Customer)) {
        (true, false) => -1.0,
        (false, true) => 1.0,
        _ => return,
    };
    let left = stands.iter().filter(|s| !s.is_settled()).count();
    let weight = if left == 1 { ONE_LEFT } else { MANY_LEFT };
    for stand in stands.iter_mut().filter(|s| !s.is_settled()) {
        stand.add(sign * weight, Ground::LeftOver);
    }
}

/// The roles of a call's speakers, each `Unknown` below `least` thousandths, and how we know. Where the labels themselves
/// are in doubt, what was read from behaviour does not count; what was said outright does, with a warning.
pub(super) fn decide(stands: &[Stand], doubt: Option<Doubt>, labels: &[&Label], least: u16) -> (Vec<Role>, RoleBasis) {
    let sure = |s: &Stand| s.confidence() >= least && !(doubt.is_some() && s.ground() == Some(Ground::Behaviour));
    let roles: Vec<Role> = stands.iter().map(|s| if sure(s) { s.role() } else { Role::Unknown }).collect();
    let basis = match deciding(stands, &roles).iter().map(|s| s.confidence()).min() {
        Some(confidence) => RoleBasis { basis: grounds(stands, &roles, doubt), confidence },
        None => RoleBasis {
            basis: what_would_settle(labels, doubt),
            confidence: stands.iter().map(Stand::confidence).max().unwrap_or(0).min(least.saturating_sub(1)),
        },
    };
    (roles, basis)
}

fn of<'a>(stands: &'a [Stand], roles: &'a [Role], role: Role) -> impl Iterator<Item = &'a Stand> {
    stands.iter().zip(roles).filter(move |(_, r)| **r == role).map(|(stand, _)| stand)
}

/// Those on whom it depends: the customers, or the reps where there is no customer.
fn deciding<'a>(stands: &'a [Stand], roles: &'a [Role]) -> Vec<&'a Stand> {
    let role = if roles.contains(&Role::Customer) { Role::Customer } else { Role::Rep };
    of(stands, roles, role).collect()
}

/// The grounds of all known roles, the most trusted first, and what is doubtful.
fn grounds(stands: &[Stand], roles: &[Role], doubt: Option<Doubt>) -> String {
    let known = of(stands, roles, Role::Customer).chain(of(stands, roles, Role::Rep));
    let mut grounds: Vec<Ground> = known.flat_map(Stand::grounds).collect();
    grounds.sort_unstable();
    grounds.dedup();
    let mut basis = grounds.iter().map(|ground| ground.name()).collect::<Vec<_>>().join(" + ");
    if let Some(doubt) = doubt {
        basis = format!("{basis}; {}", doubt.words());
    }
    match roles.iter().filter(|role| **role == Role::Unknown).count() {
        0 => basis,
        1 => format!("{basis}; one speaker unknown: use --rep or --people"),
        n => format!("{basis}; {n} speakers unknown: use --rep or --people"),
    }
}

/// What the user can do where nothing says who the customer is.
fn what_would_settle(labels: &[&Label], doubt: Option<Doubt>) -> String {
    match doubt {
        Some(Doubt::Merged) => {
            return format!("unknown: {}; export it again with speakers told apart", Doubt::Merged.words());
        }
        Some(doubt) => return format!("unknown: {}; correct them in the file", doubt.words()),
        None => {}
    }
    let told = match labels {
        [] => "unknown: nobody speaks",
        [voice] if voice.name.is_empty() => {
            "unknown: the file tells no speakers apart, so nobody knows which words are a customer's; export it with speakers"
        }
        [_] => "unknown: one speaker without a role; use --people to say who it is",
        _ if labels.iter().all(|label| label.channel.is_some()) => "unknown: use --customer-channel, --rep or --people",
        _ => "unknown: use --rep or --people",
    };
    told.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stand(odds: f64, ground: Ground) -> Stand {
        let mut stand = Stand::default();
        stand.add(odds, ground);
        stand
    }

    fn decided(stands: &[Stand]) -> (Vec<Role>, RoleBasis) {
        let label = Label::default();
        decide(stands, None, &vec![&label; stands.len()], 600)
    }

    #[test]
    fn the_one_left_over_beside_a_known_rep_is_the_customer() {
        let mut stands = [stand(20.0, Ground::RepOption), Stand::default()];
        add_left_over(&mut stands);
        let (roles, basis) = decided(&stands);
        assert_eq!(roles, [Role::Rep, Role::Customer]);
        assert_eq!((basis.basis.as_str(), basis.confidence), ("--rep + the one left over", 900));
    }

    #[test]
    fn a_hint_about_one_of_two_is_a_hint_about_the_other() {
        let mut stands = [Stand::default(), stand(-0.9, Ground::Words)];
        add_left_over(&mut stands);
        let (roles, basis) = decided(&stands);
        assert_eq!(roles, [Role::Rep, Role::Customer]);
        assert_eq!((basis.basis.as_str(), basis.confidence), ("label words + the one left over", 711));
    }

    #[test]
    fn nobody_is_left_over_where_both_sides_are_known_or_none() {
        let mut stands = [stand(5.0, Ground::Words), stand(-5.0, Ground::Words), Stand::default()];
        add_left_over(&mut stands);
        assert_eq!(stands[2], Stand::default());
        let (roles, basis) = decided(&stands);
        assert_eq!(roles[2], Role::Unknown);
        assert_eq!(basis.basis, "label words; one speaker unknown: use --rep or --people");
        let mut nobody = [Stand::default(), Stand::default()];
        add_left_over(&mut nobody);
        assert_eq!(nobody, [Stand::default(), Stand::default()]);
    }

    #[test]
    fn below_the_bound_everybody_stays_unknown_and_the_basis_says_what_helps() {
        let (roles, basis) = decided(&[stand(0.2, Ground::Behaviour), stand(-0.2, Ground::Behaviour)]);
        assert_eq!(roles, [Role::Unknown, Role::Unknown]);
        assert!(basis.basis.starts_with("unknown: use --rep") && basis.confidence < 600);
        assert!(decided(&[Stand::default()]).1.basis.contains("tells no speakers apart"));
        let named = Label { name: "Ada Okoro".into(), ..Label::default() };
        assert!(decide(&[Stand::default()], None, &[&named], 600).1.basis.contains("one speaker"));
        assert_eq!(decided(&[]).1.basis, "unknown: nobody speaks");
    }

    #[test]
    fn in_doubt_about_the_labels_behaviour_does_not_count() {
        let label = Label::default();
        let behaved = [stand(3.0, Ground::Behaviour), stand(-3.0, Ground::Behaviour)];
        let (roles, basis) = decide(&behaved, Some(Doubt::Change(9)), &[&label, &label], 600);
        assert_eq!(roles, [Role::Unknown, Role::Unknown]);
        assert!(basis.basis.contains("change sides at turn 9") && basis.confidence < 600, "{basis:?}");
        let said = [stand(5.0, Ground::Words), stand(-5.0, Ground::Words)];
        let (roles, basis) = decide(&said, Some(Doubt::Swapped), &[&label, &label], 600);
        assert_eq!(roles, [Role::Rep, Role::Customer]);
        assert_eq!(basis.basis, "label words; the labels may be swapped");
    }

    #[test]
    fn the_least_sure_customer_gives_the_confidence() {
        let (_, basis) =
            decided(&[stand(9.0, Ground::File), stand(-9.0, Ground::File), stand(-1.0, Ground::Recurrence)]);
        assert_eq!((basis.basis.as_str(), basis.confidence), ("file says + recurring name", 731));
    }
}
