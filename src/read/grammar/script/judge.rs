//! What a pass over the lines found in; which labels are speakers, and whether the whole is a talk, out.

use super::{Name, Scan};
use crate::read::grammar::head::Grammar;
use crate::read::grammar::label::Kind;

/// The judgement.
pub(super) struct Verdict {
    /// By place of the name.
    pub(super) speaks: Vec<bool>,
    pub(super) turns: usize,
    pub(super) fit: u8,
}

/// Which labels are speakers, and whether the whole is a talk.
pub(super) fn judge(scan: &Scan, grammar: Grammar) -> Option<Verdict> {
    let after = scan.lines.saturating_sub(scan.before).max(1);
    let total = |test: &dyn Fn(&Name) -> bool| -> usize {
        scan.names.iter().filter(|name| test(name)).map(|name| name.count as usize).sum()
    };
    let solid = total(&|name| name.kind == Some(Kind::Speaker) || (name.kind == Some(Kind::Name) && name.count >= 2));
    let regular = total(&|name| name.count >= 2);
    let own_line = matches!(grammar, Grammar::NameTime | Grammar::TimeName | Grammar::NameTimeText);
    let marked = scan.marked * 2 > scan.forms && solid >= 2;
    let dense = solid * 2 >= after || own_line || marked;
    let weak = own_line || regular * 2 >= after;
    let stamped = grammar == Grammar::Bare && is_stamped(scan);
    let speaks: Vec<bool> = scan
        .names
        .iter()
        .map(|name| match name.kind {
            _ if stamped => name.topped > 0 && name.kind >= Some(Kind::Name),
            _ if grammar == Grammar::Bare => name.count >= 2 && name.kind >= Some(Kind::Name),
            Some(Kind::Speaker) => true,
            Some(Kind::Name) => name.count >= 2 || dense,
            Some(Kind::Weak) => weak && name.count >= 2,
            None => false,
        })
        .collect();
    let turns: usize = scan.names.iter().zip(&speaks).filter(|(_, s)| **s).map(|(n, _)| n.count as usize).sum();
    let voices = speaks.iter().filter(|s| **s).count();
    let known = scan.names.iter().zip(&speaks).any(|(n, s)| *s && n.kind == Some(Kind::Speaker));
    // `A.` alone is the first point of a list.
    let listed = |name: &Name| matches!(name.label, "A" | "Q");
    let point = voices == 1 && scan.names.iter().zip(&speaks).any(|(name, speaks)| *speaks && listed(name));
    let sound = match turns {
        _ if point => false,
        0 => false,
        1 => known && scan.before == 0 && grammar != Grammar::Bare,
        _ => voices >= 2 || known || (turns >= 3 && dense),
    };
    let most = if known || own_line { 60 } else { 20 };
    let thin = after > turns * most;
    let list = voices > 20 && voices * 3 > turns && !own_line;
    let other = own_line && turns * 10 < scan.forms * 6;
    let bare = match grammar {
        Grammar::Bare => turns < if stamped { 3 } else { 4 } || voices < 2,
        Grammar::Bracketed => !dense || voices < 2,
        _ => false,
    };
    let settings = turns >= 3 && scan.curt * 10 >= turns * 8;
    let asked = |(name, speaks): (&Name, &bool)| !speaks || listed(name);
    let faq = scan.faq && scan.names.iter().zip(&speaks).all(asked);
    if faq || !sound || thin || list || other || bare || settings {
        return None;
    }
    let cover = (turns * 40 / after).min(20) as u8;
    let fit = if grammar == Grammar::Bare { 35 } else { 50 + cover };
    Some(Verdict { speaks, turns, fit })
}

/// Names alone with a time below nearly each: three at least, most of them come again or are words for speakers.
fn is_stamped(scan: &Scan) -> bool {
    let names = || scan.names.iter().filter(|name| name.kind >= Some(Kind::Name) && name.topped > 0);
    let topped: u32 = names().map(|name| name.topped).sum();
    let all: u32 = names().map(|name| name.count).sum();
    let back = names().filter(|name| name.count >= 2 || name.kind == Some(Kind::Speaker));
    topped >= 3 && topped * 10 >= all * 8 && back.map(|name| name.topped).sum::<u32>() * 2 > topped
}
