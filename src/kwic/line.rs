//! Places in, lines to read out: the words with what stands left and right of them, private data hidden.

use super::Place;
use crate::corpus::{Call, Corpus, Role, Span};
use crate::mask::private::{CallNames, Finder, Pseudonyms};
use crate::settings::Privacy;

/// How much is shown around the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// Up to so many words of the turn on each side.
    Words(usize),
    /// The whole sentence, and nothing else.
    Sentence,
}

/// A line of a concordance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Path of the call.
    pub call: String,
    /// Turn, counted from 1.
    pub turn: u32,
    /// Milliseconds from the start of the call.
    pub at: Option<u32>,
    /// Who says it, as it is shown.
    pub speaker: String,
    /// Their side.
    pub role: Role,
    /// Group of the call.
    pub segment: String,
    /// What stands before.
    pub left: String,
    /// The words that were looked for.
    pub node: String,
    /// What stands after.
    pub right: String,
}

/// The lines of a concordance, a line a place.
pub fn lines(corpus: &Corpus, places: &[Place], context: Context, privacy: &Privacy) -> Vec<Line> {
    let finder = Finder::new(privacy);
    let pseudonyms = Pseudonyms::of(corpus, &finder);
    let mut lines = Vec::with_capacity(places.len());
    for of_call in places.chunk_by(|a, b| a.at.call == b.at.call) {
        let call = corpus.call(of_call[0].at.call);
        let names = CallNames::of(call);
        for place in of_call {
            let turn = &call.turns[place.at.turn as usize];
            let speaker = &call.speakers[turn.speaker as usize];
            let shown = |span: Span| finder.redact_span(call.turn_text(turn), span, &names).0.into_owned();
            let (before, after) = around(call, place, context);
            lines.push(Line {
                call: call.path.clone(),
                turn: place.at.turn + 1,
                at: turn.at,
                speaker: pseudonyms.label(speaker),
                role: turn.role,
                segment: call.meta.segment.clone().unwrap_or_default(),
                left: shown(before).trim_start().to_owned(),
                node: shown(place.at.span),
                right: shown(after).trim_end().to_owned(),
            });
        }
    }
    lines
}

fn around(call: &Call, place: &Place, context: Context) -> (Span, Span) {
    let Span { start, end } = place.at.span;
    let text = call.turn_text(&call.turns[place.at.turn as usize]);
    let (first, last) = match context {
        Context::Sentence => (place.sentence.start, place.sentence.end),
        Context::Words(words) => {
            let left = text[..start as usize].rmatch_indices(' ').nth(words).map_or(0, |(at, _)| at + 1);
            let right =
                text[end as usize..].match_indices(' ').nth(words).map_or(text.len(), |(at, _)| end as usize + at);
            (left as u32, right as u32)
        }
    };
    (Span::new(first.min(start), start), Span::new(end, last.max(end)))
}
