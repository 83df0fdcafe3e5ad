//! A Teams transcript with a JSON object in each cue in (`metadataContent` of the Graph API), one call out.

use crate::read::grammar::cue;
use crate::read::grammar::json::Document;
use crate::read::grammar::language_tag::iso_language;
use crate::read::grammar::moment;
use crate::read::grammar::speech::{Piece, Speech};
use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static TEAMS_METADATA: Format = Format {
    id: "teams_metadata",
    title: "Microsoft Teams transcript (metadataContent)",
    recognised_by: "`WEBVTT`, and in each cue an object with speakerName and spokenText",
    extensions: &["vtt"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let signs = source.captions();
    Sureness::when(signs.header && signs.cues > 0 && source.head().contains("\"spokenText\""), 95)
}

fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    let cues = cue::arrows(source.text());
    let mut speech = Speech::new();
    for cue in &cues.cues {
        let text = cues.of(cue).join(" ");
        let Ok(parsed) = Document::parse(&text) else { continue };
        let spoken = parsed.root(&text);
        let said = spoken.str("spokenText").unwrap_or_default();
        let voice = speech.named(&spoken.label("speakerName").unwrap_or_default());
        speech.say(voice, Piece { from: Some(cue.start), to: Some(cue.end), text: &said, glued: false });
        let meta = speech.meta();
        if meta.date.is_none() {
            meta.date = spoken.get("startDateTime").and_then(moment::day);
        }
        if meta.language.is_none() {
            meta.language = spoken.str("spokenLanguage").and_then(|tag| iso_language(&tag));
        }
    }
    speech.only("a Teams transcript without a spoken word")
}
