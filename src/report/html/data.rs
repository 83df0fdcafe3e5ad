//! Findings in, the one block of JSON that the page's script reads out: cut to what a browser can hold, paths written
//! once. `page.js` reads the fields by these names.

use super::limits::Limits;
use crate::findings::{CallRow, Coded, Findings, Place, Problem, Quote, Status, Term};
use crate::report::escape::page_text;
use crate::report::voices::{Voice, heading};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::HashMap;

type Text<'f> = Cow<'f, str>;
/// Place of the call in `paths`, turn, time.
type At<'f> = (usize, u32, Text<'f>);

/// The whole block.
#[derive(Serialize)]
pub(super) struct Data<'f> {
    total: u64,
    with_rep: u64,
    groups: Vec<(Text<'f>, u64)>,
    /// (code, heading, explanation)
    codes: Vec<(Text<'f>, Text<'f>, &'static str)>,
    terms: Vec<TermData<'f>>,
    problems: Vec<ProblemData<'f>>,
    quotes: Vec<QuoteData<'f>>,
    voices: Vec<VoiceData<'f>>,
    calls: Vec<CallData<'f>>,
    formats: Vec<Text<'f>>,
    bases: Vec<Text<'f>>,
    paths: Vec<Text<'f>>,
    /// How many rows there are in all; where the page holds fewer it says so.
    of: Sizes,
}

#[derive(Serialize)]
struct Sizes {
    terms: usize,
    problems: usize,
    quotes: usize,
    calls: usize,
}

#[derive(Serialize)]
struct TermData<'f> {
    rank: u32,
    term: Text<'f>,
    variants: Vec<Text<'f>>,
    codes: Vec<Text<'f>>,
    calls: u32,
    share: [f64; 3],
    unprompted: Option<f64>,
    rep_calls: u32,
    lift: Option<f64>,
    lift_low: Option<f64>,
    evidence: u8,
    speakers: u32,
    top: f64,
    mentions: u64,
    groups: &'f [u32],
    seen: [Text<'f>; 2],
    theme: Text<'f>,
    quote: Text<'f>,
    at: Option<At<'f>>,
    places: Vec<At<'f>>,
}

#[derive(Serialize)]
struct ProblemData<'f> {
    rank: u32,
    problem: Text<'f>,
    variants: Vec<Text<'f>>,
    calls: u32,
    share: [f64; 3],
    unprompted: Option<f64>,
    dimension: Text<'f>,
    cues: Vec<Text<'f>>,
    workarounds: Vec<Text<'f>>,
    wishes: Vec<Text<'f>>,
    groups: &'f [u32],
    theme: Text<'f>,
    quote: Text<'f>,
    at: Option<At<'f>>,
    places: Vec<At<'f>>,
}

#[derive(Serialize)]
struct QuoteData<'f> {
    id: Text<'f>,
    quote: Text<'f>,
    /// Only where it differs from the quote.
    #[serde(skip_serializing_if = "Option::is_none")]
    clean: Option<Text<'f>>,
    code: Text<'f>,
    dimension: Text<'f>,
    term: Text<'f>,
    theme: Text<'f>,
    at: At<'f>,
    speaker: Text<'f>,
    group: Text<'f>,
    date: Text<'f>,
    prompted: bool,
    redacted: bool,
    nugget: bool,
    /// Id of one that says the opposite.
    counter: Text<'f>,
    before: Text<'f>,
    after: Text<'f>,
}

#[derive(Serialize)]
struct VoiceData<'f> {
    code: Text<'f>,
    calls: u32,
    utterances: u32,
    groups: Vec<u32>,
    when: [u32; 9],
    objects: Vec<(Text<'f>, u32)>,
    /// The first of every call, then what is said about the objects.
    said: Vec<SaidData<'f>>,
}

/// (where, speaker, group, text, prompted, place of its object in `objects` or -1)
type SaidData<'f> = (At<'f>, Text<'f>, Text<'f>, Text<'f>, u8, i32);

/// Things that a code is about, of those that come up in more than one call.
const OBJECTS: usize = 8;

/// (path, status, reason, date, group, format, turns, customer words, rep words, customers, reps, basis, counted)
#[derive(Serialize)]
struct CallData<'f>(usize, u8, Text<'f>, Text<'f>, Text<'f>, usize, u64, u64, u64, Text<'f>, Text<'f>, usize, u8);

/// Texts that many rows share, written once.
#[derive(Default)]
struct Once<'f> {
    places: HashMap<&'f str, usize>,
    texts: Vec<&'f str>,
}

impl<'f> Once<'f> {
    fn place(&mut self, text: &'f str) -> usize {
        *self.places.entry(text).or_insert_with(|| {
            self.texts.push(text);
            self.texts.len() - 1
        })
    }
}

/// Writes one page's data within its limits.
struct Writer<'f> {
    limits: &'f Limits,
    paths: Once<'f>,
}

/// The block as JSON, not yet safe for a `<script>`.
///
/// # Errors
/// When a value cannot be written as JSON, which none of these can.
pub(super) fn json<'f>(
    findings: &'f Findings,
    voices: &[Voice<'f>],
    limits: &'f Limits,
) -> Result<String, serde_json::Error> {
    let mut writer = Writer { limits, paths: Once::default() };
    let (mut formats, mut bases) = (Once::default(), Once::default());
    let run = &findings.run;
    let name = |text: &'f str| page_text(text, limits.name);
    let calls = findings.calls.iter().take(limits.calls);
    let data = Data {
        total: run.calls_total,
        with_rep: run.calls_with_rep,
        groups: run.segments.iter().map(|group| (name(group.name.as_str()), group.calls)).collect(),
        codes: codes(findings, voices)
            .into_iter()
            .map(|code| (name(code), name(heading(code).0), heading(code).1))
            .collect(),
        terms: findings.terms.iter().take(limits.terms).map(|term| writer.term(term)).collect(),
        problems: findings.problems.iter().take(limits.problems).map(|problem| writer.problem(problem)).collect(),
        quotes: findings.quotes.iter().take(limits.quotes).map(|quote| writer.quote(quote)).collect(),
        voices: voices.iter().map(|voice| writer.voice(voice)).collect(),
        calls: calls.map(|call| writer.call(call, &mut formats, &mut bases)).collect(),
        formats: formats.texts.iter().map(|text| name(text)).collect(),
        bases: bases.texts.iter().map(|text| name(text)).collect(),
        paths: writer.paths.texts.iter().map(|text| page_text(text, limits.path)).collect(),
        of: Sizes {
            terms: findings.terms.len(),
            problems: findings.problems.len(),
            quotes: findings.quotes.len(),
            calls: findings.calls.len(),
        },
    };
    serde_json::to_string(&data)
}

/// Every code that stands in a term, a quote or an utterance, in byte order.
fn codes<'f>(findings: &'f Findings, voices: &[Voice<'f>]) -> Vec<&'f str> {
    let mut codes: Vec<&str> = findings.terms.iter().flat_map(|term| term.codes.iter().map(String::as_str)).collect();
    codes.extend(findings.quotes.iter().map(|quote| quote.code.as_str()));
    codes.extend(voices.iter().map(|voice| voice.code));
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// Four digits, as in the tables.
fn short(measure: f64) -> f64 {
    (measure * 10_000.0).round() / 10_000.0
}

impl<'f> Writer<'f> {
    fn name(&self, text: &'f str) -> Text<'f> {
        page_text(text, self.limits.name)
    }

    fn prose(&self, text: &'f str) -> Text<'f> {
        page_text(text, self.limits.prose)
    }

    fn names(&self, texts: &'f [String]) -> Vec<Text<'f>> {
        texts.iter().take(self.limits.list).map(|text| self.name(text)).collect()
    }

    fn proses(&self, texts: &'f [String]) -> Vec<Text<'f>> {
        texts.iter().take(self.limits.list).map(|text| self.prose(text)).collect()
    }

    fn at(&mut self, place: &'f Place) -> At<'f> {
        (self.paths.place(&place.call), place.turn, self.name(&place.at))
    }

    fn at_if(&mut self, place: &'f Place) -> Option<At<'f>> {
        (!place.call.is_empty()).then(|| self.at(place))
    }

    fn places(&mut self, places: &'f [Place]) -> Vec<At<'f>> {
        places.iter().take(self.limits.places).map(|place| self.at(place)).collect()
    }

    fn term(&mut self, term: &'f Term) -> TermData<'f> {
        TermData {
            rank: term.rank,
            term: self.name(&term.term),
            variants: self.names(&term.variants),
            codes: self.names(&term.codes),
            calls: term.calls,
            share: [term.share.value, term.share.low, term.share.high].map(short),
            unprompted: term.unprompted_share.map(short),
            rep_calls: term.rep_calls,
            lift: term.lift.map(short),
            lift_low: term.lift_low.map(short),
            evidence: term.evidence as u8,
            speakers: term.speakers,
            top: short(term.top_speaker_share),
            mentions: term.mentions,
            groups: &term.segment_calls,
            seen: [self.name(&term.first_seen), self.name(&term.last_seen)],
            theme: self.name(&term.theme),
            quote: self.prose(&term.quote),
            at: self.at_if(&term.quote_place),
            places: self.places(&term.places),
        }
    }

    fn problem(&mut self, problem: &'f Problem) -> ProblemData<'f> {
        ProblemData {
            rank: problem.rank,
            problem: self.name(&problem.problem),
            variants: self.names(&problem.variants),
            calls: problem.calls,
            share: [problem.share.value, problem.share.low, problem.share.high].map(short),
            unprompted: problem.unprompted_share.map(short),
            dimension: self.name(&problem.dimension),
            cues: self.names(&problem.cues),
            workarounds: self.proses(&problem.workarounds),
            wishes: self.proses(&problem.wishes),
            groups: &problem.segment_calls,
            theme: self.name(&problem.theme),
            quote: self.prose(&problem.quote),
            at: self.at_if(&problem.place),
            places: self.places(&problem.places),
        }
    }

    fn quote(&mut self, quote: &'f Quote) -> QuoteData<'f> {
        QuoteData {
            id: self.name(&quote.quote_id),
            quote: self.prose(&quote.quote),
            clean: (quote.clean != quote.quote && !quote.clean.is_empty()).then(|| self.prose(&quote.clean)),
            code: self.name(&quote.code),
            dimension: self.name(&quote.dimension),
            term: self.name(&quote.term),
            theme: self.name(&quote.theme),
            at: self.at(&quote.place),
            speaker: self.name(&quote.speaker),
            group: self.name(&quote.segment),
            date: self.name(&quote.date),
            prompted: quote.prompted,
            redacted: quote.redacted,
            nugget: quote.nugget,
            counter: self.name(&quote.counter),
            before: self.prose(&quote.before),
            after: self.prose(&quote.after),
        }
    }

    fn voice(&mut self, voice: &Voice<'f>) -> VoiceData<'f> {
        let objects: Vec<(&str, u32)> =
            voice.objects.iter().copied().filter(|(_, calls)| *calls > 1).take(OBJECTS.min(self.limits.list)).collect();
        let names: Vec<String> = objects.iter().map(|(object, _)| object.to_lowercase()).collect();
        let mut room = vec![self.limits.list; objects.len()];
        let mut said = vec![];
        for (at, coded) in voice.said.iter().enumerate() {
            let object = names.iter().position(|name| *name == coded.object.to_lowercase());
            let wanted = object.is_some_and(|object| room[object] > 0);
            if at < self.limits.said || wanted {
                object.into_iter().for_each(|object| room[object] = room[object].saturating_sub(1));
                said.push(self.said(coded, object));
            }
        }
        VoiceData {
            code: self.name(voice.code),
            calls: voice.calls,
            utterances: voice.utterances,
            groups: voice.segment_calls.clone(),
            when: voice.when,
            objects: objects.into_iter().map(|(text, calls)| (self.name(text), calls)).collect(),
            said,
        }
    }

    fn said(&mut self, coded: &'f Coded, object: Option<usize>) -> SaidData<'f> {
        let (speaker, group) = (self.name(&coded.speaker), self.name(&coded.segment));
        let object = object.map_or(-1, |object| object as i32);
        (self.at(&coded.place), speaker, group, self.prose(&coded.text), coded.prompted.into(), object)
    }

    fn call(&mut self, call: &'f CallRow, formats: &mut Once<'f>, bases: &mut Once<'f>) -> CallData<'f> {
        let status = match call.status {
            Status::Read => 0,
            Status::Skipped => 1,
            Status::Failed => 2,
        };
        let people = |labels: &'f [String]| page_text(&labels.join(", "), self.limits.name).into_owned().into();
        CallData(
            self.paths.place(&call.call),
            status,
            self.name(&call.reason),
            self.name(&call.date),
            self.name(&call.segment),
            formats.place(&call.format),
            call.turns,
            call.customer_words,
            call.rep_words,
            people(&call.customers),
            people(&call.reps),
            bases.place(&call.role_basis),
            call.counted.into(),
        )
    }
}
