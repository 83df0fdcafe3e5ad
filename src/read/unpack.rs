//! A file's bytes in, the files packed in them out: gzip, zstd and zip around any format, with a bound on what they may
//! unfold to.

use std::io::{Cursor, Read};

use super::ReadError;
use crate::discover::not_a_transcript;

/// Unfolding to more than this many times the packed size is taken for a bomb.
const MOST_RATIO: u64 = 60;
/// Below this many bytes the ratio is not looked at: a short file of one repeated line packs very well.
const FREE: u64 = 4 * 1024 * 1024;
/// Packed files in packed files that are opened.
const DEEPEST: u8 = 3;
/// Files of one archive that are opened.
const MOST_MEMBERS: usize = 20_000;

/// A file taken out of its packing.
pub struct Unpacked {
    /// Path of the outer file, and of the member in it.
    pub path: String,
    /// Its bytes, or why they could not be had.
    pub bytes: Result<Vec<u8>, ReadError>,
}

/// Takes the packing off. A file that is not packed comes back as it is; an archive gives its members in byte order.
pub fn unpack(path: &str, bytes: Vec<u8>, max: u64) -> Vec<Unpacked> {
    let mut budget = max.min((bytes.len() as u64).saturating_mul(MOST_RATIO).max(FREE));
    let mut out = Vec::new();
    open(path.to_owned(), bytes, 0, &mut budget, &mut out);
    out
}

fn open(path: String, bytes: Vec<u8>, depth: u8, budget: &mut u64, out: &mut Vec<Unpacked>) {
    let kind = packing(&bytes);
    if kind != Packing::None && depth >= DEEPEST {
        let why = ReadError::TooLarge("an archive within an archive within an archive: unpack it first".into());
        return out.push(Unpacked { path, bytes: Err(why) });
    }
    match kind {
        Packing::None => out.push(Unpacked { path, bytes: Ok(bytes) }),
        Packing::Gzip => {
            single(path, inflate(flate2::read::MultiGzDecoder::new(&bytes[..]), budget), depth, budget, out)
        }
        Packing::Zstd => {
            let inner = match ruzstd::decoding::StreamingDecoder::new(&bytes[..]) {
                Ok(stream) => inflate(stream, budget),
                Err(e) => Err(damaged(&e.to_string())),
            };
            single(path, inner, depth, budget, out);
        }
        Packing::Zip => members(&path, &bytes, depth, budget, out),
    }
}

fn single(path: String, inner: Result<Vec<u8>, ReadError>, depth: u8, budget: &mut u64, out: &mut Vec<Unpacked>) {
    match inner {
        Ok(inner) => open(path, inner, depth + 1, budget, out),
        Err(e) => out.push(Unpacked { path, bytes: Err(e) }),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Packing {
    None,
    Gzip,
    Zstd,
    Zip,
}

fn packing(bytes: &[u8]) -> Packing {
    match bytes {
        [0x1F, 0x8B, 0x08, ..] => Packing::Gzip,
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Packing::Zstd,
        [b'P', b'K', 3, 4, ..] if !office(bytes) => Packing::Zip,
        _ => Packing::None,
    }
}

/// Whether a zip is a document and not an archive of files: DOCX, XLSX, ODT, ODS.
fn office(bytes: &[u8]) -> bool {
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return false };
    let signs = ["[Content_Types].xml", "mimetype", "content.xml"];
    archive.file_names().flatten().any(|name| signs.contains(&name.as_ref()))
}

/// Reads to the end, but no more than the budget, which shrinks by what was read.
pub fn inflate(mut stream: impl Read, budget: &mut u64) -> Result<Vec<u8>, ReadError> {
    let mut out = Vec::new();
    let read = stream.by_ref().take(*budget + 1).read_to_end(&mut out).map_err(|e| damaged(&e.to_string()))?;
    if read as u64 > *budget {
        *budget = 0;
        return Err(ReadError::TooLarge(
            "it unfolds to far more than its packed size: unpack it first if it is sound".into(),
        ));
    }
    *budget -= read as u64;
    Ok(out)
}

fn damaged(what: &str) -> ReadError {
    ReadError::Damaged { place: "the packing".into(), what: format!("{what}: copy or export the file again") }
}

fn members(path: &str, bytes: &[u8], depth: u8, budget: &mut u64, out: &mut Vec<Unpacked>) {
    let mut archive = match zip::ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(e) => return out.push(Unpacked { path: path.to_owned(), bytes: Err(damaged(&e.to_string())) }),
    };
    if archive.len() > MOST_MEMBERS {
        let why = ReadError::TooLarge(format!("{} files in one archive: unpack it first", archive.len()));
        return out.push(Unpacked { path: path.to_owned(), bytes: Err(why) });
    }
    for (name, index) in member_names(&archive) {
        let inner = format!("{path}/{name}");
        match member(&mut archive, index, &name, budget) {
            Ok(Some(bytes)) => open(inner, bytes, depth + 1, budget, out),
            Ok(None) => {}
            Err(e) => out.push(Unpacked { path: inner, bytes: Err(e) }),
        }
    }
}

/// The members with safe and different names, in byte order.
fn member_names(archive: &zip::ZipArchive<Cursor<&[u8]>>) -> Vec<(String, usize)> {
    let mut names: Vec<(String, usize)> =
        (0..archive.len()).filter_map(|i| Some((safe(&archive.name_for_index(i)?.ok()?), i))).collect();
    names.sort();
    let mut n = 1;
    for at in 1..names.len() {
        let same = names[at].0 == names[at - n].0;
        n = if same { n + 1 } else { 1 };
        if same {
            names[at].0 = format!("{} ({n})", names[at].0);
        }
    }
    names
}

/// A member's name as a path that stays below the archive.
fn safe(name: &str) -> String {
    let parts = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    parts.collect::<Vec<_>>().join("/")
}

fn member(
    archive: &mut zip::ZipArchive<Cursor<&[u8]>>,
    index: usize,
    name: &str,
    budget: &mut u64,
) -> Result<Option<Vec<u8>>, ReadError> {
    let file = archive.by_index(index).map_err(|e| damaged(&e.to_string()))?;
    if file.is_dir() || name.is_empty() {
        return Ok(None);
    }
    if name.split('/').any(|part| part == "__MACOSX") {
        return Err(ReadError::NotATranscript("leftovers of a Mac archive".into()));
    }
    if let Some(reason) = not_a_transcript(name.rsplit('/').next().unwrap_or(name)) {
        return Err(ReadError::NotATranscript(reason.into()));
    }
    inflate(file, budget).map(Some)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn names(out: &[Unpacked]) -> Vec<(&str, bool)> {
        out.iter().map(|u| (u.path.as_str(), u.bytes.is_ok())).collect()
    }

    #[test]
    fn gzip_and_zip_in_each_other() {
        let inner = gzip(b"Customer: hello");
        let out = unpack("a.zip", zip_of(&[("b/call.txt.gz", &inner), ("a.mp3", b"x"), ("../c.txt", b"hi")]), 1 << 20);
        assert_eq!(names(&out), [("a.zip/a.mp3", false), ("a.zip/b/call.txt.gz", true), ("a.zip/c.txt", true)]);
        assert_eq!(out[1].bytes.as_deref(), Ok(b"Customer: hello".as_slice()));
    }

    #[test]
    fn zstd_is_unfolded() {
        let packed = ruzstd::encoding::compress_to_vec(&b"Agent: hi"[..], ruzstd::encoding::CompressionLevel::Fastest);
        assert_eq!(unpack("c.zst", packed, 1 << 20)[0].bytes.as_deref(), Ok(b"Agent: hi".as_slice()));
    }

    #[test]
    fn a_bomb_is_refused_within_its_budget() {
        let bomb = gzip(&vec![b'a'; 64 << 20]);
        let out = unpack("bomb.gz", bomb, 512 << 20);
        assert!(matches!(out[0].bytes, Err(ReadError::TooLarge(_))));
        let nested = (0..6).fold(b"x".to_vec(), |inner, _| gzip(&inner));
        assert!(matches!(unpack("n.gz", nested, 1 << 20)[0].bytes, Err(ReadError::TooLarge(_))));
    }

    #[test]
    fn a_cut_archive_is_an_error() {
        let whole = gzip(&[b'a'; 1000]);
        assert!(matches!(
            unpack("c.gz", whole[..whole.len() - 12].to_vec(), 1 << 20)[0].bytes,
            Err(ReadError::Damaged { .. })
        ));
        let whole = zip_of(&[("a.txt", b"hello")]);
        assert!(unpack("c.zip", whole[..whole.len() / 2].to_vec(), 1 << 20)[0].bytes.is_err());
    }
}
