//! What exactly is hard, broken, slow or missing? Coded problems and terms in, problems in the customers' words out.
//!
//! A coded problem is about the longest term of two words or more in what its cue points at; where there is none, about
//! the last two content words there. Utterances that are about the same are one problem.

use crate::code::CodedUnit;
use crate::corpus::{CallId, Corpus, Span};
use crate::count::stream::{KEYS, Keyer};
use crate::language::{Kind, Language, Map};
use crate::score::Scored;
use crate::score::harvest::Mention;
use crate::tokenize::{Vocabulary, tokenize};

/// A coded unit: call and place among the coded units of that call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnitAt {
    /// The call.
    pub call: u32,
    /// Place in the list of its units.
    pub unit: u32,
}

/// A problem and where it is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// Base forms by which utterances were put together.
    pub key: String,
    /// The term that it is, if it is one: its place in the list.
    pub term: Option<u32>,
    /// Its wordings in lower case, that of most calls first, with their calls.
    pub wordings: Vec<(String, u32)>,
    /// The utterances, in order of place.
    pub units: Vec<UnitAt>,
    /// Calls in which it is said, in order.
    pub calls: Vec<u32>,
}

/// Puts the coded units that `is_problem` accepts together. Most calls first, then base forms in byte order.
pub fn problems(
    corpus: &Corpus,
    language: &'static Language,
    scored: &Scored,
    coded: &[Vec<CodedUnit>],
    is_problem: impl Fn(&CodedUnit) -> bool,
) -> Vec<Problem> {
    let mut sorter = Sorter { corpus, scored, vocabulary: Vocabulary::new(language), keyer: Keyer::new(language) };
    let mut groups: Map<String, Problem> = Map::default();
    let mut spoken: Map<(String, String), (u32, u32)> = Map::default();
    for (call, units) in (0..).zip(coded) {
        for (unit, coded) in (0..).zip(units).filter(|(_, unit)| is_problem(unit)) {
            let Some(about) = sorter.about(call, coded) else { continue };
            let group = groups
                .entry(about.key.clone())
                .or_insert_with(|| Problem { key: about.key.clone(), ..Problem::default() });
            group.term = group.term.or(about.term);
            group.units.push(UnitAt { call, unit });
            if group.calls.last() != Some(&call) {
                group.calls.push(call);
            }
            let tally = spoken.entry((about.key, about.wording)).or_insert((0, u32::MAX));
            tally.0 += u32::from(std::mem::replace(&mut tally.1, call) != call);
        }
    }
    for ((key, wording), (calls, _)) in spoken {
        if let Some(group) = groups.get_mut(&key) {
            group.wordings.push((wording, calls));
        }
    }
    let mut all: Vec<Problem> = groups.into_values().collect();
    for group in &mut all {
        group
            .wordings
            .sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.len().cmp(&b.0.len())).then_with(|| a.0.cmp(&b.0)));
    }
    all.sort_unstable_by(|a, b| b.calls.len().cmp(&a.calls.len()).then_with(|| a.key.cmp(&b.key)));
    all
}

struct About {
    key: String,
    term: Option<u32>,
    wording: String,
}

struct Sorter<'a> {
    corpus: &'a Corpus,
    scored: &'a Scored,
    vocabulary: Vocabulary,
    keyer: Keyer,
}

impl Sorter<'_> {
    /// What a unit is about; `None` where its cue points at nothing that says it.
    fn about(&mut self, call: u32, unit: &CodedUnit) -> Option<About> {
        let span = unit.object?;
        let of = &self.corpus.calls[call as usize];
        let text = of.turn_text(&of.turns[unit.turn as usize]);
        if let Some(mention) = self.longest_term(call, unit.turn, span) {
            let term = &self.scored.terms[mention.term as usize];
            let key = term.wordings.first()?.text.to_lowercase();
            let wording = text[mention.at.span.range()].to_lowercase();
            return Some(About { key, term: Some(mention.term), wording });
        }
        self.last_words(&text[span.range()])
    }

    fn longest_term(&self, call: u32, turn: u32, span: Span) -> Option<Mention> {
        let mentions = &self.scored.mentions;
        let from = mentions.partition_point(|m| (m.at.call, m.at.turn) < (CallId(call), turn));
        mentions[from..]
            .iter()
            .take_while(|m| (m.at.call, m.at.turn) == (CallId(call), turn))
            .filter(|m| m.at.span.start >= span.start && m.at.span.end <= span.end)
            .filter(|m| self.scored.terms[m.term as usize].keys.len() > 1)
            .max_by_key(|m| (self.scored.terms[m.term as usize].keys.len(), std::cmp::Reverse(m.term)))
            .copied()
    }

    /// The last two content words of what is said, with whatever stands between them.
    fn last_words(&mut self, text: &str) -> Option<About> {
        let mut tokens = vec![];
        tokenize(text, &mut self.vocabulary, &mut tokens);
        let mut symbols = vec![];
        self.keyer.symbols(&tokens, &self.vocabulary, |symbol, at| symbols.push((symbol, at)));
        let keys = self.keyer.keys();
        let content: Vec<(u32, usize)> = symbols
            .into_iter()
            .filter(|(symbol, _)| *symbol < KEYS && keys.key(*symbol).kind == Kind::CONTENT)
            .collect();
        let last = &content[content.len().saturating_sub(2)..];
        let (first, end) = (last.first()?.1, last.last()?.1);
        let wording = text[tokens[first].span.start as usize..tokens[end].span.end as usize].to_lowercase();
        let key = last.iter().map(|(key, _)| &*keys.key(*key).base).collect::<Vec<_>>().join(" ");
        Some(About { key, term: None, wording })
    }
}
