//! Every fixture of a vendor's or linguists' format is read as its `.expected` beside it says. A fixture without one gets
//! one written and fails once, so that it is looked at. Words are counted in the file by another way as well.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use overheard::read::{Draft, FORMATS, FileRead, Proof, Source, candidates, join, read_bytes};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// The formats whose fixtures are looked at here: one folder each, some with two rows in the table.
const FOLDERS: &[&str] = &[
    "assemblyai",
    "aws_call_analytics",
    "aws_pca",
    "aws_transcribe",
    "azure",
    "bedrock",
    "chat_cha",
    "chorus",
    "contact_lens",
    "deepgram",
    "dialpad",
    "elan",
    "fathom",
    "fireflies",
    "genesys",
    "gong",
    "google_stt",
    "grain",
    "hubspot",
    "json",
    "nemo",
    "podcast_json",
    "rev_ai",
    "rttm",
    "salesforce",
    "salt",
    "slack",
    "tei",
    "textgrid",
    "transcriber",
    "twilio",
    "vcon",
    "whisper",
    "whisperx",
    "word_list",
    "wtf",
];

fn files(folder: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(fixtures().join(folder)).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|path| path.extension().is_none_or(|ending| ending != "expected"));
    files.sort();
    files
}

fn all() -> Vec<(&'static str, PathBuf)> {
    FOLDERS.iter().flat_map(|folder| files(folder).into_iter().map(move |file| (*folder, file))).collect()
}

fn name(path: &Path) -> String {
    path.strip_prefix(fixtures()).unwrap().to_string_lossy().replace('\\', "/")
}

fn show(read: &FileRead) -> String {
    let mut out = String::new();
    match &read.outcome {
        Ok(drafts) => drafts.iter().for_each(|draft| show_call(read.format, draft, &mut out)),
        Err(error) => writeln!(out, "{}: {error}", read.format).unwrap(),
    }
    out
}

fn show_call(format: &str, draft: &Draft, out: &mut String) {
    let meta = &draft.meta;
    writeln!(out, "= {format}").unwrap();
    for (key, value) in
        [("id", &meta.id), ("date", &meta.date), ("language", &meta.language), ("account", &meta.account)]
    {
        value.iter().for_each(|value| writeln!(out, "{key}: {value}").unwrap());
    }
    for label in &draft.labels {
        let role = label.role.map_or("?".to_owned(), |role| role.to_string());
        let (email, channel) =
            (label.email.as_deref().unwrap_or("-"), label.channel.map_or("-".to_owned(), |c| c.to_string()));
        writeln!(out, "speaker: {:?} role {role} email {email} channel {channel}", label.name).unwrap();
    }
    draft
        .removed
        .iter()
        .for_each(|removed| writeln!(out, "removed: {} words, {}", removed.words, removed.what).unwrap());
    draft.notes.iter().for_each(|note| writeln!(out, "note: {note}").unwrap());
    for turn in &draft.turns {
        let at = turn.at.map_or("-".to_owned(), |at| at.to_string());
        writeln!(out, "{at}\t{}\t{}", draft.labels[turn.label as usize].name, draft.turn_text(turn)).unwrap();
    }
}

#[test]
fn fixtures_are_read_as_expected() {
    let mut wrong = String::new();
    for (_, file) in all() {
        let read = read_bytes(name(&file), &std::fs::read(&file).unwrap());
        let shown = join(vec![read]).iter().map(show).collect::<String>();
        let expected = PathBuf::from(format!("{}.expected", file.display()));
        match std::fs::read_to_string(&expected) {
            Ok(known) if known == shown => {}
            Ok(known) => write!(wrong, "\n{}\n--- expected\n{known}--- read\n{shown}", name(&file)).unwrap(),
            Err(_) => {
                std::fs::write(&expected, &shown).unwrap();
                write!(wrong, "\n{} is new: look at its .expected\n{shown}", name(&file)).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn each_fixture_has_one_winner_and_it_is_its_own_format() {
    for (folder, file) in all() {
        let bytes = std::fs::read(&file).unwrap();
        let path = name(&file);
        let sure = candidates(&Source::new(&path, &bytes));
        let of = |id: &str| id == folder || (folder == "contact_lens" && id == "aws_call_analytics");
        if let [(first, most), rest @ ..] = sure.as_slice() {
            assert!(of(first.id), "{path} was taken for {}", first.id);
            assert!(rest.iter().all(|(_, sureness)| sureness < most), "{path} has two winners");
        } else {
            assert_eq!(path, "json/broken.json");
        }
    }
}

#[test]
fn every_format_read_here_has_a_fixture() {
    for format in FORMATS.iter().filter(|format| format.extensions.contains(&"json")) {
        assert!(FOLDERS.contains(&format.id), "{} has no fixtures", format.id);
    }
    let documented = FORMATS.iter().filter(|format| format.proof == Proof::Documented).count();
    assert!(documented > 10, "readers that were written to a documented schema must say so");
}

/// Where the words of a fixture stand: a path of keys, `[]` for each value of a list, `*` for any key.
const TEXTS: &[(&str, &[&str])] = &[
    ("assemblyai/utterances.json", &["utterances[].text"]),
    ("assemblyai/channels_without_utterances.json", &["words[].text"]),
    ("aws_call_analytics/call.json", &["Transcript[].Content"]),
    ("aws_pca/call.json", &["SpeechSegments[].DisplayText"]),
    ("azure/batch.json", &["combinedRecognizedPhrases[].display"]),
    ("azure/fast.json", &["combinedPhrases[].text"]),
    ("bedrock/audio.json", &["audio.transcript.representation.text"]),
    ("chorus/conversation.json", &["data.attributes.recording.utterances[].snippet"]),
    ("contact_lens/chat.json", &["Transcript[].Content"]),
    ("contact_lens/voice.json", &["Transcript[].Content"]),
    ("deepgram/paragraphs.json", &["results.channels[].alternatives[].transcript"]),
    ("deepgram/two_channels_of_words.json", &["results.channels[].alternatives[].transcript"]),
    ("deepgram/utterances.json", &["results.channels[].alternatives[].transcript"]),
    ("dialpad/lines.json", &["lines[].content"]),
    ("fathom/meeting.json", &["items[].transcript[].text"]),
    ("fireflies/graphql.json", &["data.transcript.sentences[].text"]),
    ("genesys/transcript.json", &["transcripts[].phrases[].text"]),
    ("gong/both_halves.json", &["callTranscripts[].transcript[].sentences[].text"]),
    ("gong/wild_copy.json", &["transcript[].sentences[].text"]),
    ("google_stt/diarised_repeats.json", &["results[].alternatives[].transcript"]),
    ("grain/segments.json", &["[].text"]),
    ("hubspot/transcript.json", &["transcriptUtterances[].text"]),
    ("nemo/sentences.json", &["sentences[].sentence"]),
    ("podcast_json/one_word_segments.json", &["segments[].body"]),
    ("salesforce/entries.json", &["conversationEntries[].messageText"]),
    ("twilio/sentences.json", &["sentences[].transcript"]),
    ("whisper/chunks.json", &["text"]),
    ("whisper/timestamped.json", &["segments[].words[].text"]),
    ("whisper/whisper_cpp.json", &["transcription[].text"]),
    ("whisperx/words_of_two.json", &["segments[].text"]),
    ("word_list/watson.json", &["results[].alternatives[].transcript"]),
    ("word_list/paper_edit.json", &["words[].text"]),
    ("wtf/transcript.json", &["transcript.text"]),
    ("vcon/messages.vcon", &["dialog[].body"]),
    ("vcon/list_body.vcon", &["analysis[].body[].message"]),
    ("json/unknown_recorder.json", &["meeting.segments_v2[].Utterance"]),
    ("json/pairs.json", &["[].original[][1]"]),
    ("json/teams_metadata.json", &["[].spokenText"]),
    ("aws_transcribe/channels.json", &["results.channel_labels.channels[].items[].alternatives[].content"]),
    ("aws_transcribe/speakers_beside.json", &["results.items[].alternatives[].content"]),
    ("aws_transcribe/speakers_on_items.json", &["results.items[].alternatives[].content"]),
    ("whisperx/no_diarisation.json", &["segments[].text"]),
];

/// Formats that are no JSON: where in the file the words stand (the first group), and how many of what stands there is
/// no speech, by which rule.
const MARKED: &[(&str, &str, u64, &str)] = &[
    ("elan/talk.eaf", r"<ALIGNABLE_ANNOTATION[^>]*><ANNOTATION_VALUE>([^<]*)", 5, "a tier of comments"),
    ("textgrid/short.TextGrid", r#""([^"\n]* [^"\n]*)""#, 0, ""),
    ("textgrid/tiers.TextGrid", r#"text = "((?:[^"]|"")*)""#, 10, "tiers that repeat or annotate"),
    ("transcriber/latin1.trs", r"/>\s*([^<>]+?)\s*<", 0, ""),
    ("tei/spoken.xml", r"<u [^>]*>(.*?)</u>", 2, "a sound and a note"),
    ("chat_cha/interview.cha", r"(?m)^\*\w+:\t(.*(?:\n\t.*)*)", 11, "times, pauses, corrections and errors"),
    ("salt/sample.slt", r"(?m)^[CE] (.*)$", 2, "a sound and a word left out"),
    ("rev_nlp/earnings.nlp", r"(?m)^([^|]*)\|\d", 0, ""),
    ("podcast_html/episode.html", r"<p>([^<]*)</p>", 0, ""),
    ("html/table.html", r"<td>(.*?)</td>", 2, "the names of the speakers"),
    ("ctm/words.ctm", r"(?m)^words(?: \S+){3} (\S+)", 0, ""),
    ("teams_metadata/graph.vtt", r#""spokenText":"((?:[^"\\]|\\.)*)""#, 0, ""),
];

fn collect(value: &serde_json::Value, path: &str, out: &mut Vec<String>) {
    let path = path.trim_start_matches('.');
    if path.is_empty() {
        value.as_str().into_iter().for_each(|text| out.push(text.to_owned()));
    } else if let Some(rest) = path.strip_prefix("[]") {
        value.as_array().into_iter().flatten().for_each(|item| collect(item, rest, out));
    } else if let Some(rest) = path.strip_prefix("[1]") {
        collect(&value[1], rest, out);
    } else {
        let end = path.find(['.', '[']).unwrap_or(path.len());
        collect(&value[&path[..end]], &path[end..], out);
    }
}

/// Words; a mark that stands alone belongs to the word before it.
fn count(text: &str) -> u64 {
    text.split_whitespace().filter(|word| !matches!(*word, "." | "," | "?" | "!")).count() as u64
}

#[test]
fn words_between_marks_are_all_read() {
    let tag = regex::Regex::new("<[^>]*>").unwrap();
    for (file, pattern, aside, rule) in MARKED {
        let bytes = std::fs::read(fixtures().join(file)).unwrap();
        let source = Source::new(file, &bytes);
        let found = regex::Regex::new(pattern).unwrap();
        let words =
            found.captures_iter(source.text()).map(|captures| captures[1].replace("<w>", " ").replace("<note>", " "));
        let marked = |words: &String| {
            if [".cha", ".TextGrid"].iter().any(|ending| file.ends_with(ending)) {
                words.clone()
            } else {
                tag.replace_all(words, "").into()
            }
        };
        let there: u64 = words.map(|words| count(&marked(&words))).sum();
        let drafts = read_bytes((*file).to_owned(), &bytes).outcome.unwrap();
        let read: u64 = drafts.iter().flat_map(|d| d.turns.iter().map(move |turn| count(d.turn_text(turn)))).sum();
        assert!(read > 0 && there == read + aside, "{file}: {there} there, {read} read, {aside} aside: {rule}");
    }
}

#[test]
fn no_word_is_lost_and_none_is_read_twice() {
    for (file, paths) in TEXTS {
        let bytes = std::fs::read(fixtures().join(file)).unwrap();
        let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let mut texts = Vec::new();
        paths.iter().for_each(|path| collect(&value, path, &mut texts));
        let there: u64 = texts.iter().map(|text| count(text)).sum();
        let drafts = read_bytes((*file).to_owned(), &bytes).outcome.unwrap();
        let read: u64 = drafts.iter().flat_map(|d| d.turns.iter().map(move |turn| count(d.turn_text(turn)))).sum();
        let removed: u64 = drafts.iter().flat_map(|draft| &draft.removed).map(|removed| removed.words).sum();
        assert!(there > 0, "{file}: nothing found at {paths:?}");
        assert_eq!(there, read + removed, "{file}");
    }
}
