//! How is each term said, and where? Terms and the calls in, every mention with its words out.

use super::Input;
use crate::corpus::{CallId, Corpus, CustomerTurn, Occurrence, Span};
use crate::count::occurrence::{self, Trie};
use crate::count::rewrite::Placed;
use crate::count::stream::{Chunk, KEYS, Keyer};
use crate::language::{Language, Map};
use crate::tokenize::{After, Token, Vocabulary, tokenize};
use rayon::prelude::*;

/// One mention of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Number of the term.
    pub term: u32,
    /// Where.
    pub at: Occurrence,
    /// Whether it stands outside every longer term of the list.
    pub alone: bool,
}

/// A wording of a term and how often customers use it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// Lower case but for words always written with capitals; fillers and repeats left out.
    pub text: String,
    /// Times said.
    pub mentions: u32,
    /// Calls in which it is said.
    pub calls: u32,
}

/// All that was found of the terms.
#[derive(Default)]
pub struct Harvest {
    /// Every mention, in order of place.
    pub mentions: Vec<Mention>,
    /// By term: its wordings, that of most calls first.
    pub wordings: Vec<Vec<Wording>>,
}

/// A spelling in lower case: how often it is said, and in which capitals.
#[derive(Default)]
struct Tally {
    mentions: u32,
    calls: u32,
    last_call: Option<u32>,
    /// Forms with capitals, and their mentions.
    capitals: Vec<(Box<str>, u32)>,
    /// Whether it is a part of what is written as one: "voicemail" where "mail" is meant.
    part: bool,
    /// What it is by the user's aliases, if it is what it is only by these.
    corrected: Option<Box<str>>,
}

impl Tally {
    fn add_form(&mut self, form: &str, mentions: u32) {
        match self.capitals.iter_mut().find(|(known, _)| **known == *form) {
            Some((_, known)) => *known += mentions,
            None => self.capitals.push((form.into(), mentions)),
        }
    }

    /// Adds what was found in other calls.
    fn add(&mut self, other: Tally) {
        self.mentions += other.mentions;
        self.calls += other.calls;
        other.capitals.iter().for_each(|(form, mentions)| self.add_form(form, *mentions));
        self.part |= other.part;
        self.corrected = self.corrected.take().or(other.corrected);
    }

    /// The commonest capitals; of equally common ones those with most lower case.
    fn shown(&self, lower: &str) -> String {
        let plain = self.mentions - self.capitals.iter().map(|(_, mentions)| mentions).sum::<u32>();
        let best = self.capitals.iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| a.0.cmp(&b.0)));
        best.filter(|(_, mentions)| *mentions > plain).map_or_else(|| lower.to_owned(), |(form, _)| form.to_string())
    }
}

type Spellings = Map<(u32, Box<str>), Tally>;

#[derive(Default)]
struct Part {
    mentions: Vec<Mention>,
    spellings: Spellings,
}

/// Finds every mention of the terms in the customers' turns. `terms` gives the key sequences of each term, in keys of the
/// run. Only turns in whose stream a term stands are read again.
pub fn harvest(input: &Input, terms: &[Vec<Box<[u32]>>]) -> Harvest {
    let mut trie = Trie::new([].into_iter());
    for (number, spellings) in (0..).zip(terms) {
        spellings.iter().for_each(|spelling| trie.insert(spelling, number));
    }
    let parts: Vec<Part> =
        input.chunks.par_iter().map(|chunk| Worker::new(input, &trie).calls(input.corpus, chunk)).collect();
    let mut harvest = Harvest::default();
    let mut all = Spellings::default();
    for part in parts {
        harvest.mentions.extend(part.mentions);
        for (spelling, tally) in part.spellings {
            all.entry(spelling).or_default().add(tally);
        }
    }
    harvest.wordings = wordings(all, terms.len());
    harvest
}

struct Worker<'a> {
    vocabulary: Vocabulary,
    keyer: Keyer,
    input: &'a Input<'a>,
    trie: &'a Trie,
    /// Key of the run for each key of this worker's keyer; `KEYS` where the run has none.
    map: Vec<u32>,
    tokens: Vec<Token>,
    symbols: Vec<Placed>,
    run: Vec<u32>,
    matches: Vec<(u32, usize, usize)>,
}

impl<'a> Worker<'a> {
    fn new(input: &'a Input<'a>, trie: &'a Trie) -> Self {
        Worker {
            vocabulary: Vocabulary::new(input.language),
            keyer: Keyer::new(input.language),
            input,
            trie,
            map: vec![],
            tokens: vec![],
            symbols: vec![],
            run: vec![],
            matches: vec![],
        }
    }

    fn calls(mut self, corpus: &Corpus, chunk: &Chunk) -> Part {
        let mut part = Part::default();
        let mut turns = vec![];
        for (number, streams) in (chunk.first_call..).zip(&chunk.calls) {
            occurrence::turns(self.trie, &streams.customer, &mut turns);
            let holds = |turn: &CustomerTurn| turns.binary_search(&(turn.index() as u32)).is_ok();
            for turn in corpus.calls[number as usize].customer_turns().filter(holds) {
                self.turn(number, turn, &mut part);
            }
        }
        part
    }

    fn turn(&mut self, call: u32, turn: CustomerTurn<'_>, part: &mut Part) {
        let text = turn.text();
        tokenize(text, &mut self.vocabulary, &mut self.tokens);
        self.symbols.clear();
        let symbols = &mut self.symbols;
        self.keyer.symbols(&self.tokens, &self.vocabulary, |symbol, at| {
            symbols.push(Placed::new(symbol, at as u32));
        });
        self.learn();
        let known = self.symbols.iter_mut().filter(|placed| placed.symbol < KEYS);
        known.for_each(|placed| placed.symbol = self.map[placed.symbol as usize]);
        self.input.rewrites.apply_placed(&mut self.symbols);
        self.find();
        for (n, (term, from, to)) in self.matches.iter().enumerate() {
            let alone = !self
                .matches
                .iter()
                .enumerate()
                .any(|(m, (_, a, b))| m != n && a <= from && b >= to && (a < from || b > to));
            let (first, last) = (self.symbols[*from].first as usize, self.symbols[*to].last as usize);
            let span = Span::new(self.tokens[first].span.start, self.tokens[last].span.end);
            let at = Occurrence { call: CallId(call), turn: turn.index() as u32, span };
            part.mentions.push(Mention { term: *term, at, alone });
            let spelling = spelling(self.input.language, text, &self.tokens, first, last);
            let lower = spelling.to_lowercase();
            let form = (lower != spelling).then_some(spelling);
            let tally = part.spellings.entry((*term, lower.into())).or_default();
            tally.part |= self.is_part_of_a_word(*from, *to);
            tally.mentions += 1;
            tally.calls += u32::from(tally.last_call.replace(call) != Some(call));
            if let Some(form) = form {
                tally.add_form(&form, 1);
            }
            if tally.corrected.is_none() && !tally.part {
                tally.corrected = self.corrected(text, *from, *to).map(Into::into);
            }
        }
    }

    /// Whether the words begin or end inside a compound that is written as one word.
    fn is_part_of_a_word(&self, from: usize, to: usize) -> bool {
        let one = |a: usize, b: Option<&Placed>| {
            let a = self.symbols[a];
            a.joined && b.is_some_and(|b| b.joined && b.first == a.first)
        };
        from > 0 && one(from, self.symbols.get(from - 1)) || one(to, self.symbols.get(to + 1))
    }

    /// The words with what the user's aliases make of them; `None` where there is no alias among them.
    fn corrected(&self, text: &str, from: usize, to: usize) -> Option<String> {
        let symbols = &self.symbols[from..=to];
        symbols.iter().find(|placed| placed.alias.is_some())?;
        let same = |a: &Placed, b: &Placed| (a.first, a.last, a.alias) == (b.first, b.last, b.alias);
        let words = symbols.chunk_by(same).map(|word| match word[0].alias {
            Some(alias) => self.input.rewrites.means(alias).to_owned(),
            None => spelling(self.input.language, text, &self.tokens, word[0].first as usize, word[0].last as usize),
        });
        Some(words.collect::<Vec<_>>().join(" "))
    }

    fn learn(&mut self) {
        for key in &self.keyer.keys().all()[self.map.len()..] {
            self.map.push(self.input.keys.find(&key.base).unwrap_or(KEYS));
        }
    }

    /// Fills `matches` with (term, first symbol, last symbol), in order of place.
    fn find(&mut self) {
        self.run.clear();
        self.run.extend(self.symbols.iter().map(|placed| placed.symbol));
        self.matches.clear();
        for at in 0..self.run.len() {
            self.trie.at(&self.run[at..], |term, length| {
                self.matches.push((term, at, at + length - 1));
            });
        }
        self.matches.sort_unstable_by_key(|(term, first, last)| (*first, *last, *term));
        self.matches.dedup();
    }
}

/// The words as said, without what is skipped. The first letter of a sentence is no capital of the word's own.
fn spelling(language: &Language, text: &str, tokens: &[Token], first: usize, last: usize) -> String {
    let mut spelling = String::new();
    let mut end = None;
    for at in first..=last {
        let token = tokens[at];
        if token.skip.is_some() {
            end = None;
            continue;
        }
        match end {
            _ if spelling.is_empty() => {}
            // A hyphen or a dot inside a compound stays: "e-mail".
            Some(end) => {
                spelling.extend(text[end..token.span.start as usize].chars().map(|c| if c == '\n' { ' ' } else { c }))
            }
            None => spelling.push(' '),
        }
        let mut word = &text[token.span.range()];
        if spelling.is_empty() {
            word = language.without_clitic(word);
        }
        let opens = at == 0 || tokens[at - 1].after >= After::Stop;
        if opens && capital_by_place(word) {
            spelling.push_str(&word.to_lowercase());
        } else {
            spelling.push_str(word);
        }
        end = Some(token.span.end as usize);
    }
    spelling
}

/// "Card" at the start of a sentence; not "PIN", not "iPhone".
fn capital_by_place(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && word.len() > 1 && letters.all(|c| !c.is_uppercase())
}

/// The wordings of each term: spellings that differ in capitals only are one, shown in the commonest of them. What is a
/// mistake of the transcript by the user's aliases stands behind what is none, a part of a
/// compound only where there is nothing else.
fn wordings(all: Spellings, terms: usize) -> Vec<Vec<Wording>> {
    let mut by_term: Vec<Vec<(Box<str>, Tally)>> = (0..terms).map(|_| vec![]).collect();
    for ((term, lower), tally) in all {
        by_term[term as usize].push((lower, tally));
    }
    let wording = |(lower, tally): &(Box<str>, Tally)| Wording {
        text: tally.shown(lower),
        mentions: tally.mentions,
        calls: tally.calls,
    };
    let mut wordings = vec![];
    for mut spellings in by_term {
        spellings.sort_unstable_by(|(a, x), (b, y)| {
            let order = x.part.cmp(&y.part).then(x.corrected.is_some().cmp(&y.corrected.is_some()));
            let order = order.then(y.calls.cmp(&x.calls)).then(y.mentions.cmp(&x.mentions));
            order.then(a.len().cmp(&b.len())).then_with(|| a.cmp(b))
        });
        if spellings.first().is_some_and(|(_, tally)| !tally.part) {
            spellings.retain(|(_, tally)| !tally.part);
        }
        let meant = spellings.first().and_then(|(_, tally)| tally.corrected.as_deref());
        let meant = meant.map(|text| Wording { text: text.to_owned(), mentions: 0, calls: 0 });
        wordings.push(meant.into_iter().chain(spellings.iter().map(wording)).collect());
    }
    wordings
}
