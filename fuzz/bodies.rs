//! Any bytes in; nothing out, or a panic where the program broke a promise. What the fuzz targets run, and
//! `tests/properties.rs` too, so that they are tried on every change.

use overheard::read::{Draft, FORMATS, ReadError, Source, join, read_bytes};

/// The parts of a call fit together, and its text is clean.
fn is_sound(draft: &Draft, format: &str) {
    for turn in &draft.turns {
        assert!((turn.label as usize) < draft.labels.len(), "{format}");
        // An RTTM file says who speaks when; the words stand in another file.
        let empty = turn.start == turn.end && format == "rttm";
        assert!((turn.start < turn.end || empty) && turn.end as usize <= draft.text.len(), "{format}");
        let text = draft.turn_text(turn);
        assert!(text.trim() == text && !text.contains("  ") && !text.contains('\n'), "{format}: {text:?}");
    }
}

/// The file as a user's folder holds it: recognised, read, joined.
pub fn read_any(bytes: &[u8]) {
    let read = read_bytes("some/call.txt".into(), bytes);
    if let Err(ReadError::Damaged { what, .. }) = &read.outcome {
        assert!(!what.contains("fault of this program"), "{what}");
    }
    for read in join(vec![read]) {
        read.outcome.iter().flatten().for_each(|draft| is_sound(draft, read.format));
    }
}

/// The first byte chooses the row of the table of formats that must stand the rest, whether it takes it or not.
pub fn read_as(bytes: &[u8]) {
    let Some((row, bytes)) = bytes.split_first() else { return };
    let format = FORMATS[*row as usize % FORMATS.len()];
    let source = Source::new("some/call.txt", bytes);
    let _ = (format.recognise)(&source);
    if let Ok(drafts) = (format.read)(&source) {
        drafts.iter().for_each(|draft| is_sound(draft, format.id));
    }
}

/// The file in a folder of its own: zip, gzip and zstd are opened, within their bounds.
pub fn unpack(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a place for temporary files");
    std::fs::write(folder.path().join("call.zip"), bytes).expect("a file can be written");
    let listing = overheard::discover::discover(&[folder.path().to_path_buf()]).expect("the folder is there");
    for read in overheard::read::read_all(&listing.found, 16 << 20, &overheard::progress::Silent) {
        read.outcome.iter().flatten().for_each(|draft| is_sound(draft, read.format));
    }
}
