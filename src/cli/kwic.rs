//! `overheard kwic`: folders of calls and phrases in, a concordance on the screen or as CSV out.

use super::Outcome;
use super::args::{KwicArgs, Side};
use super::codebook::{built_in, find};
use super::failure::Failure;
use super::request::request;
use super::terminal::{Paint, Style, Terminal};
use super::width::{SCREEN, cut, fit, plural, printable, tail, width, wrap};
use overheard::code::code_call;
use overheard::codebook::{CodeId, Codebook};
use overheard::corpus::{Call, Corpus, Role, Turn, clock};
use overheard::kwic::{BadPattern, Context, Line, Pattern, Place, concordance, lines};
use overheard::language::Language;
use overheard::pipeline;
use overheard::report::escape::csv_cell;
use overheard::settings::Settings;
use rayon::prelude::*;

/// Columns for the time or the turn.
const WHEN: usize = 9;
/// Columns for what stands left.
const LEFT: usize = 27;
/// Most columns for the words themselves.
const NODE: usize = 28;
/// Words on each side in a table.
const WORDS: usize = 25;

/// Reads, looks, shows.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &KwicArgs, terminal: &Terminal) -> Result<Outcome, Failure> {
    let request = request(&args.calls, None, Settings::default())?;
    let language = pipeline::language(&request.settings.intake.language)?;
    let parse = |phrase: &String| Pattern::parse(phrase, args.exact, language);
    let patterns: Vec<Pattern> = args.phrase.iter().map(parse).collect::<Result<_, BadPattern>>()?;
    let patterns: Vec<Pattern> = patterns.into_iter().flat_map(|pattern| pattern.with_spellings(language)).collect();
    let coded = args.code.as_deref().map(|code| Coded::new(code, language)).transpose()?;
    let drawing = terminal.short_progress();
    let intake = pipeline::take_in(&request, &drawing)?;
    drop(drawing);
    let mut places = concordance(&intake.corpus, &patterns, language, |call, turn| wanted(args, call, turn));
    if let Some(coded) = &coded {
        places = coded.only(&intake.corpus, places);
    }
    let context = if args.sentence { Context::Sentence } else { Context::Words(WORDS) };
    let found = lines(&intake.corpus, &places, context, &request.settings.privacy);
    match (args.csv, args.sentence) {
        (true, _) => terminal.result(&table(&found)?)?,
        (false, true) => terminal.result(sentences(&found, terminal.paint()).as_bytes())?,
        (false, false) => terminal.result(columns(&found, terminal.paint()).as_bytes())?,
    }
    terminal.note(&tally(&found, &intake.corpus, args));
    Ok(if found.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

fn wanted(args: &KwicArgs, call: &Call, turn: &Turn) -> bool {
    let side = match args.who {
        Side::Customers => turn.role == Role::Customer,
        Side::Reps => turn.role == Role::Rep,
        Side::Everyone => true,
    };
    side && args.segment.as_ref().is_none_or(|segment| call.meta.segment.as_ref() == Some(segment))
}

/// Keeps what is said as one code.
struct Coded {
    book: Codebook,
    code: CodeId,
}

impl Coded {
    fn new(code: &str, language: &'static Language) -> Result<Self, Failure> {
        let book = built_in(language)?;
        let code = find(&book, code)?;
        Ok(Coded { book, code })
    }

    /// The places that lie in an utterance of the code; a call is coded only if it has a place.
    fn only(&self, corpus: &Corpus, places: Vec<Place>) -> Vec<Place> {
        let calls: Vec<&[Place]> = places.chunk_by(|a, b| a.at.call == b.at.call).collect();
        let kept = calls.par_iter().map(|of_call| {
            let units = code_call(&self.book, corpus.call(of_call[0].at.call));
            let said = |place: &&Place| {
                units.iter().any(|unit| {
                    unit.code == self.code && unit.turn == place.at.turn && unit.span.overlaps(place.at.span)
                })
            };
            of_call.iter().filter(said).copied().collect::<Vec<_>>()
        });
        kept.collect::<Vec<_>>().concat()
    }
}

/// The words one below the other, a heading a call.
fn columns(lines: &[Line], paint: Paint) -> String {
    let widest = lines.iter().map(|line| width(&line.node)).max().unwrap_or(0).min(NODE);
    let mut text = String::new();
    for of_call in lines.chunk_by(|a, b| a.call == b.call) {
        text += &heading(&of_call[0], paint);
        for line in of_call {
            let left = tail(&printable(&line.left), LEFT);
            let node = cut(&printable(&line.node), widest);
            let right = cut(&printable(&line.right), SCREEN - WHEN - LEFT - 1 - width(&node));
            let node = paint.style(Style::Bold, &node);
            text += &format!("{}{}{left}{node}{right}\n", fit(&when(line), WHEN), " ".repeat(LEFT - width(&left)));
        }
    }
    text
}

/// Whole sentences, a heading a call.
fn sentences(lines: &[Line], paint: Paint) -> String {
    let mut text = String::new();
    for of_call in lines.chunk_by(|a, b| a.call == b.call) {
        text += &heading(&of_call[0], paint);
        for line in of_call {
            let sentence = format!("{}{}{}", line.left, line.node, line.right);
            let said = format!("{}{}", fit(&when(line), WHEN), printable(&sentence));
            text += &format!("{}\n", wrap(&said, WHEN));
        }
    }
    text
}

fn heading(line: &Line, paint: Paint) -> String {
    paint.style(Style::Dim, &cut(&printable(&line.call), SCREEN)) + "\n"
}

/// The time in the call, or the turn where the file has no times.
fn when(line: &Line) -> String {
    line.at.map_or_else(|| format!("turn {}", line.turn), clock)
}

fn table(lines: &[Line]) -> Result<Vec<u8>, csv::Error> {
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    table.write_record(["call", "turn", "at", "speaker", "role", "segment", "left", "match", "right"])?;
    for line in lines {
        let (turn, at, role) = (line.turn.to_string(), line.at.map(clock).unwrap_or_default(), line.role.to_string());
        let cells = [&line.call, &turn, &at, &line.speaker, &role, &line.segment, &line.left, &line.node, &line.right];
        table.write_record(cells.map(|cell| csv_cell(cell).into_owned()))?;
    }
    table.flush()?;
    drop(table);
    Ok(bytes)
}

fn tally(lines: &[Line], corpus: &Corpus, args: &KwicArgs) -> String {
    let calls = lines.chunk_by(|a, b| a.call == b.call).count() as u64;
    let of = corpus.calls.len();
    if lines.is_empty() {
        let who = match args.who {
            Side::Customers => "no customer says",
            Side::Reps => "no rep says",
            Side::Everyone => "nobody says",
        };
        return format!("In {} {who} that.\n", plural(of as u64, "call", "calls"));
    }
    format!("{} in {calls} of {}.\n", plural(lines.len() as u64, "place", "places"), plural(of as u64, "call", "calls"))
}
