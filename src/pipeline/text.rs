//! The calls' text in, streams of keys and plain sums out: every turn is split into words once.

use crate::code::{CodedUnit, Coder, Model};
use crate::codebook::Codebook;
use crate::corpus::{Call, Corpus, Role};
use crate::count::alias::Aliases;
use crate::count::compound::compounds;
use crate::count::rewrite::Rewrites;
use crate::count::stream::{BREAK, CallStreams, Chunk, KEYS, Keyer, Keys, Masked, TURN};
use crate::language::Language;
use crate::mask::hide_private;
use crate::mask::private::{CallNames, Finder, Private};
use crate::progress::{Event, Progress};
use crate::quote::SaidIn;
use crate::score::weigh::Sides;
use crate::settings::Privacy;
use crate::tokenize::{Token, Vocabulary, tokenize};
use rayon::prelude::*;
use std::ops::{Range, RangeInclusive};

/// What the words of a run amount to.
pub struct Text {
    /// Streams of all calls.
    pub chunks: Vec<Chunk>,
    /// Keys of all streams.
    pub keys: Keys,
    /// What counts as what in them.
    pub rewrites: Rewrites,
    /// Words per call: (customers, reps).
    pub words: Vec<(u64, u64)>,
    /// Words of each customer as a person.
    pub person_words: Vec<u64>,
    /// Calls and words of both sides.
    pub sides: Sides,
    /// What was masked in customers' turns.
    pub masked: Masked,
    /// Coded units per call, in order of place and code.
    pub coded: Vec<Vec<CodedUnit>>,
    /// Per key, in how many calls customers and reps say it.
    pub said_in: Vec<SaidIn>,
}

/// Text of this size is worked on as one piece: large enough that looking at each distinct word once pays, small enough
/// for many threads; and the same on every machine, so that the numbers of words are.
const PIECE_BYTES: RangeInclusive<usize> = 2 << 20..=8 << 20;
/// Pieces that are enough for any machine.
const ENOUGH_PIECES: usize = 64;

/// Splits the calls into pieces of about the same size.
pub fn pieces(corpus: &Corpus) -> Vec<Range<usize>> {
    let all: usize = corpus.calls.iter().map(|call| call.text.len()).sum();
    let enough = (all / ENOUGH_PIECES).clamp(*PIECE_BYTES.start(), *PIECE_BYTES.end());
    let mut pieces = vec![];
    let (mut start, mut bytes) = (0, 0);
    for (n, call) in corpus.calls.iter().enumerate() {
        bytes += call.text.len();
        if bytes >= enough {
            pieces.push(start..n + 1);
            (start, bytes) = (n + 1, 0);
        }
    }
    if start < corpus.calls.len() {
        pieces.push(start..corpus.calls.len());
    }
    pieces
}

struct Piece {
    chunk: Chunk,
    keys: Keys,
    words: Vec<(u64, u64)>,
    speaker_words: Vec<Vec<u32>>,
    masked: Masked,
    coded: Vec<Vec<CodedUnit>>,
}

/// With what calls are coded: the codebook, and the learned opinion if it is asked.
pub type Coding<'a> = (&'a Codebook, Option<&'a Model>);

/// Reads all calls; without a codebook nothing is coded.
pub fn read(
    corpus: &Corpus,
    language: &'static Language,
    book: Option<Coding>,
    aliases: &Aliases,
    progress: &dyn Progress,
) -> Text {
    // Names and numbers are no terms, whether or not they are shown.
    let finder = Finder::new(&Privacy::default());
    let pieces: Vec<Piece> = pieces(corpus)
        .into_par_iter()
        .map(|range| {
            let calls = range.len() as u64;
            let piece = read_piece(corpus, range, language, book, &finder);
            progress.tell(Event::Advanced(calls));
            piece
        })
        .collect();
    let mut text = gather(corpus, pieces);
    text.rewrites = aliases.rewrites(language, &mut text.keys);
    text.rewrite();
    let compounds = compounds(&text.chunks, &text.keys, language);
    if !compounds.is_empty() {
        text.rewrites.add(compounds);
        text.rewrite();
    }
    text.said_in = text.said_in();
    text
}

impl Text {
    fn said_in(&self) -> Vec<SaidIn> {
        let keys = self.keys.all().len();
        let of_chunks: Vec<Vec<SaidIn>> = self.chunks.par_iter().map(|chunk| said_in(chunk, keys)).collect();
        let mut all = vec![SaidIn::default(); keys];
        for of_chunk in &of_chunks {
            for (sum, calls) in all.iter_mut().zip(of_chunk) {
                *sum = (sum.0 + calls.0, sum.1 + calls.1);
            }
        }
        all
    }

    /// Puts one spelling in place of another in all streams, by what was added last.
    fn rewrite(&mut self) {
        let rewrites = &self.rewrites;
        self.chunks.par_iter_mut().flat_map(|chunk| chunk.calls.par_iter_mut()).for_each(|call| {
            rewrites.apply_last(&mut call.customer);
            rewrites.apply_last(&mut call.rep);
        });
    }
}

fn said_in(chunk: &Chunk, keys: usize) -> Vec<SaidIn> {
    let mut said = vec![SaidIn::default(); keys];
    let mut last = vec![[usize::MAX; 2]; keys];
    for (call, streams) in chunk.calls.iter().enumerate() {
        for (side, stream) in [&streams.customer, &streams.rep].into_iter().enumerate() {
            for key in stream.iter().filter(|symbol| **symbol < KEYS).map(|key| *key as usize) {
                if std::mem::replace(&mut last[key][side], call) != call {
                    match side {
                        0 => said[key].0 += 1,
                        _ => said[key].1 += 1,
                    }
                }
            }
        }
    }
    said
}

fn read_piece(
    corpus: &Corpus,
    range: Range<usize>,
    language: &'static Language,
    book: Option<Coding>,
    finder: &Finder,
) -> Piece {
    let mut reader = Reader {
        vocabulary: Vocabulary::new(language),
        keyer: Keyer::new(language),
        finder,
        coder: book.map(|(book, model)| Coder::with(book, model)),
        tokens: vec![],
        turns: vec![],
        of_call: vec![],
        private: vec![],
        piece: Piece {
            chunk: Chunk { first_call: range.start as u32, calls: Vec::with_capacity(range.len()) },
            keys: Keys::default(),
            words: vec![],
            speaker_words: vec![],
            masked: Masked::default(),
            coded: vec![],
        },
    };
    corpus.calls[range].iter().for_each(|call| reader.call(call));
    Piece { keys: reader.keyer.into_keys(), ..reader.piece }
}

/// Reads the calls of a piece one after the other.
struct Reader<'a> {
    vocabulary: Vocabulary,
    keyer: Keyer,
    finder: &'a Finder,
    coder: Option<Coder<'a>>,
    /// Words of the turn at hand.
    tokens: Vec<Token>,
    /// Words of all turns of the call, and where each turn's words lie among them.
    of_call: Vec<Token>,
    turns: Vec<Range<usize>>,
    private: Vec<Private>,
    piece: Piece,
}

impl Reader<'_> {
    fn call(&mut self, call: &Call) {
        let names = CallNames::of(call);
        let mut streams = CallStreams::default();
        let mut words = (0, 0);
        let mut speaker_words = vec![0; call.speakers.len()];
        self.of_call.clear();
        self.turns.clear();
        for (number, turn) in (0..).zip(&call.turns) {
            let text = call.turn_text(turn);
            match turn.role {
                Role::Customer => {
                    let said = self.turn(text, Some(&names), number, &mut streams.customer);
                    words.0 += u64::from(said);
                    speaker_words[usize::from(turn.speaker)] += said;
                }
                Role::Rep => words.1 += u64::from(self.turn(text, None, number, &mut streams.rep)),
                Role::Other | Role::Unknown => self.tokens.clear(),
            }
            let start = self.of_call.len();
            self.of_call.extend_from_slice(&self.tokens);
            self.turns.push(start..self.of_call.len());
        }
        let mut coded = vec![];
        if let Some(coder) = &mut self.coder {
            let (of_call, turns) = (&self.of_call, &self.turns);
            coder.code_call(call, |turn| &of_call[turns[turn].clone()], &self.vocabulary, &mut coded);
        }
        coded.shrink_to_fit();
        self.piece.coded.push(coded);
        streams.customer.push(BREAK);
        streams.customer.shrink_to_fit();
        streams.rep.shrink_to_fit();
        self.piece.chunk.calls.push(streams);
        self.piece.words.push(words);
        self.piece.speaker_words.push(speaker_words);
    }

    /// Appends a turn to a stream and returns its number of words. Private data is looked for where names are given.
    fn turn(&mut self, text: &str, names: Option<&CallNames>, number: u32, stream: &mut Vec<u32>) -> u32 {
        tokenize(text, &mut self.vocabulary, &mut self.tokens);
        if let Some(names) = names {
            self.finder.find(text, names, &mut self.private);
            hide_private(&self.private, &mut self.tokens);
        }
        stream.push(TURN | number);
        let masked = self.keyer.symbols(&self.tokens, &self.vocabulary, |symbol, _| stream.push(symbol));
        if names.is_some() {
            self.piece.masked += masked;
        }
        self.tokens.len() as u32
    }
}

/// Numbers the keys of all pieces through, in the order of the pieces, and adds up.
fn gather(corpus: &Corpus, pieces: Vec<Piece>) -> Text {
    let persons = corpus.calls.iter().flat_map(|call| &call.speakers).map(|s| s.person.0 + 1).max().unwrap_or(0);
    let mut keys = Keys::default();
    let mut text = Text {
        chunks: vec![],
        keys: Keys::default(),
        rewrites: Rewrites::default(),
        words: vec![],
        person_words: vec![0; persons as usize],
        sides: Sides::default(),
        masked: Masked::default(),
        coded: Vec::with_capacity(corpus.calls.len()),
        said_in: vec![],
    };
    let mut maps = vec![];
    let mut calls = corpus.calls.iter();
    for piece in pieces {
        maps.push(piece.keys.all().iter().map(|key| keys.intern(&key.base, key.kind)).collect::<Vec<u32>>());
        text.chunks.push(piece.chunk);
        text.words.extend(piece.words);
        text.masked += piece.masked;
        text.coded.extend(piece.coded);
        for (words, call) in piece.speaker_words.iter().zip(&mut calls) {
            for (words, speaker) in words.iter().zip(&call.speakers).filter(|(_, s)| s.role == Role::Customer) {
                text.person_words[speaker.person.0 as usize] += u64::from(*words);
            }
        }
    }
    text.chunks.par_iter_mut().zip(&maps).for_each(|(chunk, map)| chunk.renumber(map));
    text.keys = keys;
    text.sides = Sides::of(&text.words);
    text
}
