//! The captions that a Zoom user saved in, one call out: sentences that grow from line to line are taken once.

use crate::read::grammar::head::Grammar;
use crate::read::grammar::lines::lines;
use crate::read::grammar::script;
use crate::read::grammar::segment::{Segment, join};
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static ZOOM_CAPTIONS: Format = Format {
    id: "zoom_captions",
    title: "Zoom saved captions",
    recognised_by: "`[Name] 10:01:02` on a line of its own, the text below",
    extensions: &["txt"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let fits = source.script().filter(|profile| profile.grammar == Grammar::NameTime);
    let first = lines(source.head()).map(|(_, line)| line.trim()).find(|line| !line.is_empty()).unwrap_or("");
    Sureness::when(fits.is_some() && first.starts_with('['), 76)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let written = script::read(source.text(), Grammar::NameTime)?;
    let segments =
        written.turns.iter().map(|turn| Segment::new(turn.label, turn.at, None, written.turn_text(turn))).collect();
    let mut draft = Draft { labels: written.labels.clone(), meta: written.meta.clone(), ..Draft::default() };
    join(&mut draft, segments);
    draft.removed.extend(written.removed);
    Ok(vec![draft])
}
