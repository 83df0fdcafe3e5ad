//! The words with which exports state a role (`CUSTOMER`, `END_USER`, `External`) in, a [`Role`] out. For fields that are
//! there to state roles, and for chat labels that are nothing but such a word; guessing from names is not done here.

use crate::corpus::Role;

const CUSTOMER: &[&str] = &[
    "caller",
    "client",
    "consumer",
    "contact",
    "customer",
    "enduser",
    "external",
    "guest",
    "inbound",
    "interviewee",
    "lead",
    "patient",
    "prospect",
    "respondent",
    "shopper",
    "user",
    "visitor",
];
const REP: &[&str] = &[
    "admin",
    "advisor",
    "agent",
    "assistant",
    "clinician",
    "consultant",
    "csr",
    "doctor",
    "employee",
    "host",
    "humanagent",
    "internal",
    "interviewer",
    "investigator",
    "moderator",
    "operator",
    "outbound",
    "outboundapi",
    "rep",
    "representative",
    "sales",
    "salesrep",
    "seller",
    "staff",
    "supervisor",
    "support",
    "supportagent",
    "teammate",
    "technician",
    "therapist",
];
const OTHER: &[&str] = &[
    "acd",
    "action",
    "announcement",
    "automated",
    "automation",
    "bot",
    "botagent",
    "chatbot",
    "custombot",
    "dialog",
    "ivr",
    "narrator",
    "prompt",
    "system",
    "virtualagent",
    "voicemail",
    "workflow",
];

/// The role a word states, whatever its case, its separators and a number after it (`Agent 1`). `None` for any other
/// word.
pub fn role(word: &str) -> Option<Role> {
    if word.len() > 40 {
        return None;
    }
    let key: String = word
        .trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '#')
        .chars()
        .filter(|c| !matches!(c, ' ' | '_' | '-' | '.'))
        .flat_map(char::to_lowercase)
        .collect();
    let is_in = |list: &[&str]| list.binary_search(&key.as_str()).is_ok();
    if is_in(CUSTOMER) {
        Some(Role::Customer)
    } else if is_in(REP) {
        Some(Role::Rep)
    } else if is_in(OTHER) {
        Some(Role::Other)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_so_that_they_can_be_searched() {
        for list in [CUSTOMER, REP, OTHER] {
            assert!(list.is_sorted());
        }
    }

    #[test]
    fn vendors_spellings_are_understood() {
        assert_eq!(role("END_USER"), Some(Role::Customer));
        assert_eq!(role("Human Agent"), Some(Role::Rep));
        assert_eq!(role("CUSTOM_BOT"), Some(Role::Other));
        assert_eq!(role("Agent 2"), Some(Role::Rep));
        assert_eq!(role("Priya Nair"), None);
        assert_eq!(role(""), None);
    }
}
