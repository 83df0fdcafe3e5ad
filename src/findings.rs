//! All that a report may show, and nothing else. Everything here is already redacted, rounded by nobody, in final order.

pub use crate::score::evidence::Evidence;

use crate::settings::Settings;
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
    /// Every coded utterance, in order of call and place.
    pub coded: Vec<Coded>,
    /// Terms and problems that mean the same, strongest first; empty without themes.
    pub themes: Vec<Theme>,
    /// How much of what there is to hear was heard: over all calls, then group by group.
    pub saturation: Vec<Saturation>,
    /// The groups side by side.
    pub groups: Groups,
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

/// How much of what there is to hear was heard.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Saturation {
    /// What was counted, in the plural: "problems", "themes".
    pub what: String,
    /// Group; empty for all calls.
    pub segment: String,
    /// Calls it rests on.
    pub calls: u32,
    /// Different ones heard.
    pub seen: u32,
    /// The estimate; `None` where the calls are not enough to say.
    pub estimate: Option<Completeness>,
}

/// An estimate of completeness (Chao & Jost 2012).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Completeness {
    /// The probability that the next mention is of one already heard, with its 95 % band.
    pub coverage: Share,
    /// Not heard yet, at least (Chao2).
    pub unseen: f64,
    /// New ones to expect in the next call.
    pub new_per_call: f64,
    /// Until coverage is 90 %.
    pub to_90: MoreCalls,
    /// Until coverage is 95 %.
    pub to_95: MoreCalls,
    /// The call, in order of date, after which two calls in a row brought no more than 5 % of what the first four had
    /// (Guest, Namey & Chen 2020); `None` where that has not happened.
    pub settled: Option<u32>,
    /// Different ones against calls, from one call to twice the calls at hand.
    pub curve: Vec<CurvePoint>,
    /// Different ones after each call, in order of date.
    pub heard: Vec<u32>,
}

/// How many more calls until something is reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MoreCalls {
    /// It is reached.
    #[default]
    Reached,
    /// About so many, with the 95 % band; no upper end where that lies beyond as many calls again as there are.
    About {
        /// Calls.
        calls: u32,
        /// Lower end.
        low: u32,
        /// Upper end.
        high: Option<u32>,
    },
    /// More than as many again as there are: further than the method can see.
    Beyond,
}

/// A point of the curve of saturation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct CurvePoint {
    /// Calls.
    pub calls: u32,
    /// Different ones expected in so many.
    pub expected: f64,
    /// Lower end of the 95 % band.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The groups side by side.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Groups {
    /// Which of the four groups nobody was heard from, each in a sentence: "You have heard no one who left."
    pub missing: Vec<String>,
    /// Groups with too few calls to be compared, in a sentence each.
    pub too_small: Vec<String>,
    /// A row for each term, problem and code.
    pub rows: Vec<Contrast>,
}

/// What is said, group by group.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Contrast {
    /// term, problem or code.
    pub kind: String,
    /// What is said.
    pub text: String,
    /// Share of the calls of each group, in the order of [`Run::segments`].
    pub shares: Vec<Share>,
    /// Pairs of groups that differ clearly, the largest difference first. Empty: no clear difference.
    pub differences: Vec<Difference>,
}

/// A clear difference between two groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Difference {
    /// The group that says it more, by its place in [`Run::segments`].
    pub more: usize,
    /// The group that says it less.
    pub less: usize,
    /// Difference of the shares with its 95 % interval (Newcombe 1998).
    pub difference: Share,
    /// Cohen's h: .2 is small, .5 medium, .8 large.
    pub h: f64,
    /// False discovery rate, over all rows of the kind and all pairs of groups.
    pub q: f64,
}

/// What was run, on what: enough to repeat it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Run {
    /// Version of the program.
    pub version: String,
    /// The settings in full.
    pub settings: Settings,
    /// BLAKE3 of all paths and bytes that were read, in hexadecimal. Does not depend on the folder's own name.
    pub input_digest: String,
    /// Files found.
    pub files: u64,
    /// Calls read.
    pub calls_read: u64,
    /// Calls with a known customer: the number that every share is a share of.
    pub calls_total: u64,
    /// Words of customers in those calls.
    pub customer_words: u64,
    /// Words of reps in those calls.
    pub rep_words: u64,
    /// Customers, as persons.
    pub customers: u64,
    /// Calls with a rep as well as a customer.
    pub calls_with_rep: u64,
    /// The groups, in byte order of their names, with their calls.
    pub segments: Vec<SegmentSize>,
    /// What was masked or removed, with the number of words: (what, words).
    pub masked: Vec<(String, u64)>,
    /// Private data hidden, by kind: (kind, places).
    pub redacted: Vec<(String, u64)>,
    /// What a reader must know before he trusts a number, in words.
    pub warnings: Vec<String>,
}

/// A group and how many of its calls count.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SegmentSize {
    /// Its name.
    pub name: String,
    /// Calls that count.
    pub calls: u64,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Read and counted, or read and left out for the stated reason.
    #[default]
    Read,
    /// No transcript, a duplicate, or another language.
    Skipped,
    /// Damaged or unreadable.
    Failed,
}

/// A file, or one call of a file that holds several.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CallRow {
    /// Path below the folder.
    pub call: String,
    /// Format id, empty where none was recognised.
    pub format: String,
    /// What became of it.
    pub status: Status,
    /// Why it was not used, or a caution; empty where all is well.
    pub reason: String,
    /// ISO 639-1.
    pub language: String,
    /// ISO 8601 day.
    pub date: String,
    /// Group.
    pub segment: String,
    /// Turns.
    pub turns: u64,
    /// Words of customers.
    pub customer_words: u64,
    /// Words of reps.
    pub rep_words: u64,
    /// Labels taken for customers, as they are shown.
    pub customers: Vec<String>,
    /// Labels taken for reps.
    pub reps: Vec<String>,
    /// How we know, with the confidence.
    pub role_basis: String,
    /// The call whose words these are, if it is a duplicate.
    pub duplicate_of: String,
    /// Whether it is among [`Run::calls_total`].
    pub counted: bool,
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
    /// Calls in which a rep says it.
    pub rep_calls: u32,
    /// How many times as often as reps, per call and words; `None` without reps.
    pub lift: Option<f64>,
    /// Lower 95 % bound of the lift.
    pub lift_low: Option<f64>,
    /// How many times as often as any speaker says it (spoken background).
    pub background_lift: f64,
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
