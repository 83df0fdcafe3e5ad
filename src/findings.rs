//! All that a report may show, and nothing else. Everything here is already redacted, rounded by nobody, in final order.

mod comparison;
mod groups;
mod run;
mod saturation;
mod trends;

pub use crate::score::evidence::Evidence;
pub use crate::score::explain::Explanation;
pub use comparison::{Change, Comparison, Moved, Sort};
pub use groups::{Contrast, Difference, Groups};
pub use run::{CallRow, Run, SegmentSize, Status};
pub use saturation::{Completeness, CurvePoint, MoreCalls, Saturation};
pub use trends::{Span, Trend, Trends};

use serde::Serialize;

/// The result of a run.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Findings {
    /// What was run, on what.
    pub run: Run,
    /// The files, in byte order of their paths.
    pub calls: Vec<CallRow>,
    /// The recurring phrases, best first.
    pub terms: Vec<Term>,
    /// The problems in the customers' words, most calls first.
    pub problems: Vec<Problem>,
    /// The quotes, best first.
    pub quotes: Vec<Quote>,
    /// Whom they compare with, where they heard of it, and from what to what they changed, by name; most calls first.
    pub names: Vec<Name>,
    /// Every coded utterance, in order of call and place.
    pub coded: Vec<Coded>,
    /// Terms and problems that mean the same, strongest first; empty without themes.
    pub themes: Vec<Theme>,
    /// How much of what there is to hear was heard: over all calls, then group by group.
    pub saturation: Vec<Saturation>,
    /// The groups side by side.
    pub groups: Groups,
    /// Rare spellings that may be a frequent word misheard, the most frequent words first.
    pub suggested_aliases: Vec<SuggestedAlias>,
    /// What became of the phrases that the user asks about. Told on the screen, written nowhere.
    #[serde(skip)]
    pub explained: Vec<Explanation>,
    /// What rises and what falls over time.
    pub trends: Trends,
}

/// A rare spelling that may be a frequent word misheard; nothing is merged by it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SuggestedAlias {
    /// As it is written, in base forms.
    pub said: String,
    /// What it may be.
    pub means: String,
    /// Calls in which either side says the one.
    pub said_calls: u32,
    /// Calls in which either side says the other.
    pub means_calls: u32,
    /// Likeness of the letters (Jaro-Winkler), 0 to 1.
    pub letters: f64,
    /// Whether they sound alike.
    pub sound: bool,
    /// Words that stand near both.
    pub neighbours: Vec<String>,
    /// Where it is said first.
    pub place: Place,
}

/// Terms and problems that mean the same.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Theme {
    /// The strongest member of two words or more, or the name a user gave.
    pub name: String,
    /// The terms and problems in it, as they are shown, strongest first.
    pub members: Vec<String>,
    /// Calls in which a customer says one of them.
    pub calls: u32,
    /// Share of all counted calls.
    pub share: Share,
}

/// A share with its 95 % interval (Wilson 1927), each 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Share {
    /// The share itself.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// A place where something was said.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Place {
    /// Path of the call.
    pub call: String,
    /// Turn, counted from 1.
    pub turn: u32,
    /// Time in the call, `0:12:34`; empty where the file has none.
    pub at: String,
}

/// A recurring phrase.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Term {
    /// 1 is best.
    pub rank: u32,
    /// As most customers say it.
    pub term: String,
    /// The other ways it is said, most said first.
    pub variants: Vec<String>,
    /// Codes in whose utterances it stands more than by chance, commonest first.
    pub codes: Vec<String>,
    /// Words of the shown form.
    pub words: u32,
    /// Calls in which a customer says it.
    pub calls: u32,
    /// Share of all counted calls.
    pub share: Share,
    /// Calls in which a customer says it before any rep does.
    pub calls_unprompted: u32,
    /// `calls_unprompted / calls`; `None` without reps.
    pub unprompted_share: Option<f64>,
    /// Calls in which a customer says it for the first time right after a rep, within two turns of reps.
    pub calls_echoed: u32,
    /// Calls in which a rep says it.
    pub rep_calls: u32,
    /// How many times as often as reps, per call and words; `None` without reps.
    pub lift: Option<f64>,
    /// Lower 95 % bound of the lift.
    pub lift_low: Option<f64>,
    /// How many times as often as any speaker says it; `None` for a language without spoken background.
    pub background_lift: Option<f64>,
    /// False discovery rate at which it stands out (Benjamini & Hochberg 1995).
    pub q: Option<f64>,
    /// How far to trust it.
    pub evidence: Evidence,
    /// Customers who say it.
    pub speakers: u32,
    /// Accounts that say it; 0 where accounts are not known.
    pub accounts: u32,
    /// Mentions by the most talkative of them, as a share of all.
    pub top_speaker_share: f64,
    /// Evenness over speakers, 1 - DPnorm (Gries 2008): 1 even, 0 all by one.
    pub spread: f64,
    /// Times said by customers.
    pub mentions: u64,
    /// Times said outside longer terms of this list.
    pub mentions_alone: u64,
    /// Calls in which it is said outside longer terms of this list.
    pub calls_alone: u32,
    /// Rank part: how distinctive.
    pub distinctive: f64,
    /// Rank part: how far the words beside it differ from any words, in bits.
    pub clarity: f64,
    /// Rank part: how widely said.
    pub widely: f64,
    /// Rank part: how much it adds to the rows above, 0 to 1.
    pub new: f64,
    /// Calls per group, in the order of [`Run::segments`].
    pub segment_calls: Vec<u32>,
    /// First day on which it was said.
    pub first_seen: String,
    /// Last day.
    pub last_seen: String,
    /// Name of the theme it belongs to; empty without themes.
    pub theme: String,
    /// Best quote that holds it.
    pub quote: String,
    /// Where that quote stands.
    pub quote_place: Place,
    /// Up to a few dozen places where it is said, spread over calls.
    pub places: Vec<Place>,
}

/// A problem in the customers' words.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Problem {
    /// 1 is said in most calls.
    pub rank: u32,
    /// What is hard, broken, slow or missing, as most customers say it.
    pub problem: String,
    /// The other ways it is said.
    pub variants: Vec<String>,
    /// Calls.
    pub calls: u32,
    /// Share of counted calls.
    pub share: Share,
    /// Share of its calls in which no rep said it first.
    pub unprompted_share: Option<f64>,
    /// functional, emotional or social.
    pub dimension: String,
    /// The cues by which it was found, commonest first.
    pub cues: Vec<String>,
    /// What they do instead, said near it: best quotes.
    pub workarounds: Vec<String>,
    /// What they wish instead, said near it.
    pub wishes: Vec<String>,
    /// Calls per group, in the order of [`Run::segments`].
    pub segment_calls: Vec<u32>,
    /// Name of its theme.
    pub theme: String,
    /// Best quote.
    pub quote: String,
    /// Where.
    pub place: Place,
    /// Up to a few dozen places.
    pub places: Vec<Place>,
}

/// A quote worth using.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Quote {
    /// 1 is best.
    pub rank: u32,
    /// Word for word (private data hidden).
    pub quote: String,
    /// Without fillers and repeats: only declared deletions.
    pub clean: String,
    /// What it says: problem, wish, ...
    pub code: String,
    /// functional, emotional or social.
    pub dimension: String,
    /// The best term in it.
    pub term: String,
    /// Theme of that term.
    pub theme: String,
    /// 0 to 1.
    pub score: f64,
    /// Where.
    pub place: Place,
    /// Label of the speaker, as it is shown.
    pub speaker: String,
    /// Group.
    pub segment: String,
    /// Day.
    pub date: String,
    /// Whether it answers a leading question or repeats the rep's word.
    pub prompted: bool,
    /// Whether private data was hidden in it.
    pub redacted: bool,
    /// What was said just before and after, for the page.
    pub before: String,
    /// What was said just after.
    pub after: String,
    /// Twelve hexadecimal digits that stay the same as long as call and span do.
    pub quote_id: String,
    /// Whether it is a nugget: vivid, in words that few customers use and no rep.
    pub nugget: bool,
    /// The [`Quote::quote_id`] of one that says the opposite of the same term, where many do; else empty.
    pub counter: String,
}

/// A name that customers say: another provider, where they heard of us, or what they changed to.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Name {
    /// `alternative`, `source`, or `change` ("switched from X to Y").
    pub kind: String,
    /// As it is said; of a change what they took, empty where they do not say.
    pub name: String,
    /// Of a change what they left; empty elsewhere, and where they do not say.
    pub instead_of: String,
    /// Whether the user gave it as a competitor.
    pub known: bool,
    /// Calls.
    pub calls: u32,
    /// Share of counted calls.
    pub share: Share,
    /// The surest remark with it.
    pub quote: String,
    /// Where.
    pub place: Place,
    /// Up to a few dozen places, one a call.
    pub places: Vec<Place>,
}

/// A coded utterance.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Coded {
    /// Where.
    pub place: Place,
    /// Label of the speaker, as it is shown.
    pub speaker: String,
    /// Group.
    pub segment: String,
    /// The code.
    pub code: String,
    /// The utterance, a slice of the transcript.
    pub text: String,
    /// What decided: the cue, or the words of the model.
    pub cue: String,
    /// What it is about, where that could be cut out.
    pub object: String,
    /// Whether it answers a leading question or repeats the rep's word.
    pub prompted: bool,
}
