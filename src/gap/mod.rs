//! A written run and a company's own copy in, the gap between their language and ours out: what they say and the copy does
//! not, what the copy says and they do not, and how much of their language each page speaks.

mod copy;
mod heard;
mod plain;

pub use copy::{Page, Phrase};
pub use heard::heard;

use crate::compare::{Said, WrittenRun, key, stands_in};
use crate::findings::{Share, Sort};
use crate::language::Language;
use crate::score::measure::{Z_95, wilson};
use crate::theme::{Likeness, Stance, Vectors};
use copy::Copy;
use std::collections::BTreeSet;

/// A phrase of the copy is offered for a swap if it is at least so like theirs, in 1/10 000.
const SWAP: i32 = 4_500;
/// Phrases of the copy that are tried for swaps, most pages first.
const TRIED: usize = 1_500;
/// A phrase is the copy's own from so many pages, or so many times, on.
const PAGES: u32 = 3;
const TIMES: u32 = 5;
/// "They do not say it": the upper end of the share is below this.
const HARDLY: f64 = 0.02;
/// A page is scored by so many of their terms.
const TERMS: usize = 50;

/// What they say and the copy does not.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsaid {
    /// Term or problem.
    pub sort: Sort,
    /// In their words.
    pub text: String,
    /// Calls in which customers say it.
    pub calls: u64,
    /// Share of the calls.
    pub share: Share,
    /// What the copy says for it, if anything: the swap to make.
    pub instead: Option<Phrase>,
}

/// What the copy says and they do not.
#[derive(Clone, Debug, PartialEq)]
pub struct Unheard {
    /// What the copy says.
    pub phrase: Phrase,
    /// In how many of how many calls customers say it; `None` where the calls were not at hand.
    pub heard: Option<Heard>,
}

/// In how many calls a phrase of the copy is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// Calls in which a customer says it before any rep does.
    pub unprompted: u64,
    /// Calls in which a customer says it at all.
    pub calls: u64,
    /// Calls in which a rep says it.
    pub reps: u64,
    /// Calls that were looked through.
    pub of: u64,
}

impl Heard {
    /// Upper 95 % end of the share in which customers say it unprompted; 1 without calls.
    pub fn at_most(&self) -> f64 {
        wilson(self.unprompted, self.of, Z_95).map_or(1.0, |bounds| bounds.high)
    }

    /// Whether that is as good as never.
    pub fn is_hardly_ever(&self) -> bool {
        self.at_most() < HARDLY
    }
}

/// How much of their language a page speaks.
#[derive(Clone, Debug, PartialEq)]
pub struct PageScore {
    /// Path of the page.
    pub path: String,
    /// Of their first fifty terms, weighted by share: 0 none, 1 all. `None` where there are no terms.
    pub score: Option<f64>,
    /// Those terms that stand on it.
    pub terms: Vec<String>,
}

/// The gap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gap {
    /// What they say and the copy does not: problems first, each in the order of the run.
    pub unsaid: Vec<Unsaid>,
    /// Phrases of the copy of which the run's tables show no sign, most pages first. Who has the calls fills in
    /// [`Unheard::heard`] and drops what is heard after all, with [`Gap::hear`].
    pub unheard: Vec<Unheard>,
    /// The pages, in the order given.
    pub pages: Vec<PageScore>,
}

/// Finds the gap. `allowed` are words of the copy that customers need not say: names, legal terms.
pub fn gap(run: &WrittenRun, pages: &[Page], allowed: &[String], vectors: &Vectors, language: &Language) -> Gap {
    let wanted: BTreeSet<&str> = run.said.iter().flat_map(|said| &said.keys).map(String::as_str).collect();
    let copy = Copy::of(pages, &wanted, language);
    let on_page = |said: &Said| copy.said.iter().any(|page| !page.is_disjoint(&said.keys));
    let missing: Vec<&Said> = run
        .said
        .iter()
        .filter(|said| said.sort == Sort::Problem || (said.well_evidenced && tells(said, language)))
        .filter(|said| !on_page(said))
        .collect();
    let allowed: Vec<String> = allowed.iter().map(|words| key(words, language)).collect();
    let own: Vec<&Phrase> = copy.phrases.iter().filter(|phrase| !is_theirs(phrase, run)).collect();
    let unheard = own
        .iter()
        .filter(|phrase| phrase.pages >= PAGES || phrase.times >= TIMES)
        .filter(|phrase| !allowed.iter().any(|allowed| stands_in(&phrase.key, allowed)))
        .map(|phrase| Unheard { phrase: (*phrase).clone(), heard: None });
    Gap {
        unsaid: unsaid(&missing, &own, run.calls, vectors, language),
        unheard: unheard.collect(),
        pages: scores(run, pages, &copy, language),
    }
}

/// A single word that everybody uses is nobody's language.
fn tells(said: &Said, language: &Language) -> bool {
    said.keys.iter().any(|key| key.contains(' ') || language.zipf(key).is_none_or(|zipf| zipf < copy::COMMON))
}

/// Whether a term or problem of the run holds the phrase, or is held by it.
fn is_theirs(phrase: &Phrase, run: &WrittenRun) -> bool {
    run.said.iter().flat_map(|said| &said.keys).any(|key| stands_in(key, &phrase.key) || stands_in(&phrase.key, key))
}

fn unsaid(missing: &[&Said], own: &[&Phrase], calls: u64, vectors: &Vectors, language: &Language) -> Vec<Unsaid> {
    let tried = &own[..own.len().min(TRIED)];
    let theirs = missing.iter().map(|said| (&*said.text, Stance::Open));
    let phrases: Vec<(&str, Stance)> = theirs.chain(tried.iter().map(|phrase| (&*phrase.text, Stance::Open))).collect();
    let likeness = Likeness::of(&phrases, vectors, language);
    let mut found: Vec<Unsaid> = missing
        .iter()
        .enumerate()
        .map(|(at, said)| {
            let one = likeness.one(at);
            let alike = |other: usize| one.with(missing.len() + other).filter(|alike| *alike >= SWAP);
            // Of equals the one on most pages: it stands first.
            let best = (0..tried.len()).filter_map(|other| Some((alike(other)?, std::cmp::Reverse(other)))).max();
            let said_in = said.calls.min(calls);
            let share = wilson(said_in, calls, Z_95).map(|bounds| Share {
                value: said_in as f64 / calls as f64,
                low: bounds.low,
                high: bounds.high,
            });
            Unsaid {
                sort: said.sort,
                text: said.text.clone(),
                calls: said.calls,
                share: share.unwrap_or_default(),
                instead: best.map(|(_, other)| tried[other.0].clone()),
            }
        })
        .collect();
    found.sort_by_key(|unsaid| std::cmp::Reverse(unsaid.sort));
    found
}

fn scores(run: &WrittenRun, pages: &[Page], copy: &Copy, language: &Language) -> Vec<PageScore> {
    let telling = run.said.iter().filter(|said| said.sort == Sort::Term && tells(said, language));
    let terms: Vec<&Said> = telling.take(TERMS).collect();
    let all: u64 = terms.iter().map(|said| said.calls).sum();
    pages
        .iter()
        .zip(&copy.said)
        .map(|(page, said)| {
            let here: Vec<&&Said> = terms.iter().filter(|term| !term.keys.is_disjoint(said)).collect();
            let sum: u64 = here.iter().map(|term| term.calls).sum();
            PageScore {
                path: page.path.clone(),
                score: (all > 0).then(|| sum as f64 / all as f64),
                terms: here.iter().map(|term| term.text.clone()).collect(),
            }
        })
        .collect()
}

impl Gap {
    /// Takes in what was counted in the calls, in the order of [`Gap::unheard`]; what customers do say, or could well say
    /// as far as so many calls can tell, goes: it stays only where nobody or hardly anybody was heard saying it.
    pub fn hear(&mut self, heard: &[Heard]) {
        let mut heard = heard.iter();
        self.unheard.retain_mut(|unheard| {
            unheard.heard = heard.next().copied();
            unheard.heard.is_none_or(|heard| heard.unprompted == 0 || heard.is_hardly_ever())
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    fn said(sort: Sort, text: &str, calls: u64) -> Said {
        let keys = [key(text, english())].into();
        Said { sort, text: text.to_owned(), variants: vec![], calls, well_evidenced: true, keys }
    }

    fn found(allowed: &[&str]) -> Gap {
        let run = WrittenRun {
            said: vec![
                said(Sort::Term, "double booked", 30),
                said(Sort::Term, "invoice was wrong", 12),
                said(Sort::Term, "paper forms", 10),
                said(Sort::Problem, "no signal", 9),
            ],
            calls: 60,
            ..WrittenRun::default()
        };
        let page = |path: &str, text: &str| Page::read(path, text.as_bytes());
        let pages = [
            page("a.md", "# Never get double booked\nHolistic orchestration, and no incorrect invoices."),
            page("b.html", "<p>Holistic orchestration by Acme Cloud</p>"),
            page("c.txt", "A holistic orchestration. Acme Cloud. Incorrect invoices cost you."),
        ];
        let allowed: Vec<String> = allowed.iter().map(|&words| words.to_owned()).collect();
        gap(&run, &pages, &allowed, &Vectors::bundled(), english())
    }

    #[test]
    fn they_say_and_the_copy_does_not() {
        let found = found(&[]);
        let texts: Vec<&str> = found.unsaid.iter().map(|unsaid| &*unsaid.text).collect();
        assert_eq!(texts, ["no signal", "invoice was wrong", "paper forms"]);
        assert_eq!(found.unsaid[1].instead.as_ref().unwrap().text, "incorrect invoices");
        assert_eq!(found.unsaid[0].instead, None);
        assert!((found.unsaid[1].share.value - 0.2).abs() < 1e-12);
    }

    #[test]
    fn the_copy_says_and_they_do_not() {
        let mut found = found(&["Acme Cloud"]);
        assert_eq!(found.unheard.len(), 1, "{:?}", found.unheard);
        assert_eq!((&*found.unheard[0].phrase.text, found.unheard[0].phrase.pages), ("Holistic orchestration", 3));
        let never = Heard { of: 60, ..Heard::default() };
        assert!((never.at_most() - 0.0602).abs() < 1e-4 && !never.is_hardly_ever());
        assert!(Heard { of: 200, ..never }.is_hardly_ever(), "a zero counts from about 190 calls on");
        found.hear(&[never]);
        assert_eq!(found.unheard[0].heard, Some(never));
        found.hear(&[Heard { unprompted: 3, calls: 3, ..never }]);
        assert!(found.unheard.is_empty());
    }

    #[test]
    fn pages_are_scored_by_their_words() {
        let found = found(&[]);
        assert_eq!(found.pages[0].terms, ["double booked"]);
        assert!((found.pages[0].score.unwrap() - 30.0 / 52.0).abs() < 1e-12);
        assert_eq!(found.pages[1].score, Some(0.0));
    }
}
