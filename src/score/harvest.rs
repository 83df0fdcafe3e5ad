//! How is each term said, and where? Terms and the calls in, every mention with its words out.

use crate::corpus::{CallId, Corpus, CustomerTurn, Occurrence, Span};
use crate::count::occurrence::{self, Trie};
use crate::count::stream::{Chunk, KEYS, Keyer, Keys};
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

/// (mentions, calls, last call) of a spelling.
type Tally = (u32, u32, u32);

#[derive(Default)]
struct Part {
    mentions: Vec<Mention>,
    spellings: Map<(u32, Box<str>), Tally>,
}

/// Finds every mention of the terms in the customers' turns. `spellings` gives the key sequences of each term, in base
/// forms, as pairs (term, keys of `keys`). Only turns in whose stream a term stands are read again.
pub fn harvest(
    corpus: &Corpus,
    chunks: &[Chunk],
    language: &'static Language,
    keys: &Keys,
    terms: &[Vec<Box<[u32]>>],
) -> Harvest {
    let mut trie = Trie::new([].into_iter());
    for (number, spellings) in (0..).zip(terms) {
        spellings.iter().for_each(|spelling| trie.insert(spelling, number));
    }
    let parts: Vec<Part> =
        chunks.par_iter().map(|chunk| Worker::new(language, keys, &trie).calls(corpus, chunk)).collect();
    let mut harvest = Harvest::default();
    let mut all: Map<(u32, Box<str>), Tally> = Map::default();
    for part in parts {
        harvest.mentions.extend(part.mentions);
        for (spelling, (mentions, calls, _)) in part.spellings {
            let tally = all.entry(spelling).or_insert((0, 0, 0));
            tally.0 += mentions;
            tally.1 += calls;
        }
    }
    harvest.wordings = wordings(all, terms.len());
    harvest
}

struct Worker<'a> {
    vocabulary: Vocabulary,
    keyer: Keyer,
    keys: &'a Keys,
    trie: &'a Trie,
    /// Key of the run for each key of this worker's keyer; `KEYS` where the run has none.
    map: Vec<u32>,
    tokens: Vec<Token>,
    symbols: Vec<(u32, u32)>,
    matches: Vec<(u32, usize, usize)>,
}

impl<'a> Worker<'a> {
    fn new(language: &'static Language, keys: &'a Keys, trie: &'a Trie) -> Self {
        Worker {
            vocabulary: Vocabulary::new(language),
            keyer: Keyer::new(language),
            keys,
            trie,
            map: vec![],
            tokens: vec![],
            symbols: vec![],
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
        self.keyer.symbols(&self.tokens, &self.vocabulary, |symbol, at| symbols.push((symbol, at as u32)));
        self.learn();
        self.find();
        for (n, (term, first, last)) in self.matches.iter().enumerate() {
            let alone = !self
                .matches
                .iter()
                .enumerate()
                .any(|(m, (_, a, b))| m != n && a <= first && b >= last && (a < first || b > last));
            let span = Span::new(self.tokens[*first].span.start, self.tokens[*last].span.end);
            let at = Occurrence { call: CallId(call), turn: turn.index() as u32, span };
            part.mentions.push(Mention { term: *term, at, alone });
            let spelling = spelling(self.vocabulary.language(), text, &self.tokens, *first, *last);
            let tally = part.spellings.entry((*term, spelling.into())).or_insert((0, 0, u32::MAX));
            tally.0 += 1;
            tally.1 += u32::from(std::mem::replace(&mut tally.2, call) != call);
        }
    }

    fn learn(&mut self) {
        for key in &self.keyer.keys().all()[self.map.len()..] {
            self.map.push(self.keys.find(&key.base).unwrap_or(KEYS));
        }
    }

    /// Fills `matches` with (term, first token, last token), in order of place.
    fn find(&mut self) {
        let run: Vec<u32> =
            self.symbols.iter().map(|(s, _)| if *s < KEYS { self.map[*s as usize] } else { *s }).collect();
        self.matches.clear();
        for at in 0..run.len() {
            self.trie.at(&run[at..], |term, length| {
                self.matches.push((term, self.symbols[at].1 as usize, self.symbols[at + length - 1].1 as usize));
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

/// The wordings of each term: spellings that differ in capitals only are one, shown in the commonest of them.
fn wordings(all: Map<(u32, Box<str>), Tally>, terms: usize) -> Vec<Vec<Wording>> {
    let mut sorted: Vec<((u32, Box<str>), Tally)> = all.into_iter().collect();
    sorted.sort_unstable_by(|((t, a), x), ((u, b), y)| {
        t.cmp(u)
            .then_with(|| a.to_lowercase().cmp(&b.to_lowercase()))
            .then_with(|| y.0.cmp(&x.0))
            .then_with(|| b.cmp(a))
    });
    let mut wordings: Vec<Vec<Wording>> = vec![Vec::new(); terms];
    for ((term, text), (mentions, calls, _)) in sorted {
        let list = &mut wordings[term as usize];
        match list.last_mut() {
            Some(last) if last.text.to_lowercase() == text.to_lowercase() => {
                last.mentions += mentions;
                last.calls += calls;
            }
            _ => list.push(Wording { text: text.into(), mentions, calls }),
        }
    }
    for list in &mut wordings {
        list.sort_by(|a, b| {
            b.calls
                .cmp(&a.calls)
                .then(b.mentions.cmp(&a.mentions))
                .then(a.text.len().cmp(&b.text.len()))
                .then_with(|| a.text.cmp(&b.text))
        });
    }
    wordings
}
