//! A PDF in, one call out, where the program was built to read it; else the reason why not.

use crate::read::{Draft, Format, Knows, Proof, ReadError, Source, Sureness};

/// The row.
pub static PDF: Format = Format {
    id: "pdf",
    title: "PDF",
    recognised_by: "`%PDF` at the beginning; read only when built with `--features pdf`",
    extensions: &["pdf"],
    knows: Knows::Names,
    proof: Proof::Documented,
    recognise,
    read,
};

fn recognise(source: &Source) -> Sureness {
    let head = &source.bytes[..source.bytes.len().min(1024)];
    Sureness::when(memchr::memmem::find(head, b"%PDF-").is_some(), 90)
}

#[cfg(not(feature = "pdf"))]
fn read(_: &Source) -> Result<Vec<Draft>, ReadError> {
    let what = "a PDF: save it as text or Word, or install overheard with `--features pdf`";
    Err(ReadError::NotATranscript(what.into()))
}

#[cfg(feature = "pdf")]
fn read(source: &Source) -> Result<Vec<Draft>, ReadError> {
    Ok(vec![crate::read::grammar::document::read_text(&guarded::text(source.bytes)?)?])
}

/// The library that knows PDF may fail or run on for ever on a damaged file: it works apart, and is waited for only so
/// long.
#[cfg(feature = "pdf")]
mod guarded {
    use std::sync::mpsc::{RecvTimeoutError, channel};
    use std::time::Duration;

    use crate::read::ReadError;

    const PATIENCE: Duration = Duration::from_secs(60);
    const LARGEST: usize = 64 << 20;

    pub fn text(bytes: &[u8]) -> Result<String, ReadError> {
        if bytes.len() > LARGEST {
            return Err(ReadError::TooLarge("a PDF of more than 64 MB: save it as text".into()));
        }
        let damaged = |what: String| ReadError::Damaged { place: "the PDF".into(), what };
        let (sender, receiver) = channel();
        let bytes = bytes.to_vec();
        std::thread::spawn(move || {
            // Nobody listens any more where it took too long.
            let _ = sender.send(pdf_extract::extract_text_from_mem(&bytes).map_err(|e| e.to_string()));
        });
        match receiver.recv_timeout(PATIENCE) {
            Ok(text) => text.map_err(damaged),
            Err(RecvTimeoutError::Timeout) => {
                Err(ReadError::TooLarge("reading the PDF takes too long: save it as text".into()))
            }
            Err(RecvTimeoutError::Disconnected) => Err(damaged("its text cannot be taken out: save it as text".into())),
        }
    }
}
