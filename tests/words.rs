//! Is every word of a file in the turns, and only once? For each format the words are counted in the file by another way:
//! all that is there without what the rule beside it names. The difference must be what the reader says it removed.

mod places;

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};

use overheard::read::{FORMATS, Source, candidates, read_bytes};
use regex::Regex;

/// A fixture; the member of its archive, where it is one; what in it is no speech and is left out without a word: the heads
/// of turns, with their names and times. Whatever else is no speech the reader must count.
const WITHOUT: &[(&str, &str, &str)] = &[
    ("arrow_lines/turns.txt", "", r"(?m)^\[[^\]]*\]|\[SPEAKER_TURN\]"),
    ("arrow_lines/whisper.txt", "", r"(?m)^\[[^\]]*\]"),
    ("bare_names/headings.md", "", r"(?m)^### .*$"),
    ("bare_names/paste.txt", "", r"(?m)^(Ada Okoro|Ben Li)$"),
    ("bare_names/three_with_time.txt", "", r"(?m)^(Ada Okoro|Ben Li)$"),
    ("bare_names/time_after_blank.txt", "", r"(?m)^Speaker \d$"),
    ("bare_names/time_below.txt", "", r"(?m)^(Ada Okoro|Ben Li)$"),
    ("chat_lines/bar_after_hour.txt", "", r"(?m)^\d+:\d\d AM \| [^:]*:"),
    ("chat_lines/irc.log", "", r"(?m)^\[\d\d:\d\d\](?: <\w+>)?"),
    ("chat_lines/live_chat.txt", "", r"(?m)^\(\d[^)]*\)(?: (?:Visitor \d+|Ben):)?"),
    ("chat_lines/name_below_time.txt", "", r"(?m)^\[.*$"),
    ("chat_lines/name_first.txt", "", r"(?m)^.*, \[.*\]$"),
    ("chat_lines/phone_brackets.txt", "", r"(?m)^\[[^\]]*\] (?:Ada Okoro|Kiln Help):"),
    ("chat_lines/phone_dashes.txt", "", r"(?m)^\S+, \d\d:\d\d(?: - (?:Ada Okoro|Kiln Help):)?"),
    ("chat_lines/telephone_messages.txt", "", r"(?m)^Mar .*$|^(\+45\d+|Me)$"),
    ("csv/many_calls.csv", "", r"(?m)^conversation.*$|^\w\d,(agent|customer),|,2026.*$"),
    ("csv/questions.csv", "", r"(?m)^Question.*$|,"),
    ("csv/sides.csv", "", r"(?m)^time.*$|^[\d:]+,|,"),
    ("csv/survey.csv", "", r"(?m)^id,.*$|^\d,|,\d?,"),
    ("csv/turns.csv", "", r"(?m)^time,.*$|^\d\d:\d\d:\d\d,(Ada Okoro|Ben Li),"),
    ("csv/whisper.tsv", "", r"(?m)^start.*$|^\d+\t\d+\t"),
    ("docx/google_meet.docx", "word/document.xml", r"(Ada Okoro|Ben Li):"),
    ("docx/labelled.docx", "word/document.xml", r"(Ada Okoro|Ben Li):"),
    ("docx/questions.docx", "word/document.xml", r"Talk about kilns|What we ask|What they say"),
    ("google_meet/export.txt", "", r"(?m)^(Ada Okoro|Ben Li):"),
    ("google_meet/notes.md", "", r"(?m)^(Ada Okoro|Ben Li):"),
    ("head_lines/bookmarks.txt", "", r"(?m)^\d+:\d\d - .*$"),
    ("head_lines/gong_copy.txt", "", r"(?m)^\d:\d\d \| .*$"),
    ("head_lines/headings.md", "", r"(?m)^### .*$"),
    ("head_lines/name_time_in_parentheses.txt", "", r"(?m)^.*\(\d:\d\d\)$"),
    ("head_lines/teams_page.txt", "", r"(?m)^\w+ \w+ \d minutes \d seconds$"),
    ("head_lines/time_name.txt", "", r"(?m)^\d\d:\d\d:\d\d .*$"),
    ("html/labelled.html", "", r"(?s)<(head|nav|script)>.*?</(head|nav|script)>|<[^>]*>|(Ada Okoro|Ben Li):"),
    ("ods/turns.ods", "content.xml", r"(?m)^\s*(Time|Speaker|Text|\d:\d\d|Ada Okoro|Ben Li)$"),
    ("odt/labelled.odt", "content.xml", r"(Ada Okoro|Ben Li):"),
    ("otter/export.txt", "", r"(?m)^.+  \d[\d:]+\s*$"),
    (
        "rtf/labelled.rtf",
        "",
        r"(?s)\{\\(fonttbl|info).*?\}\}|\\u8212\?|\\'[0-9a-f]{2}|\\[a-z]+\d* ?|Ada Okoro:|Ben Li:|[{}]",
    ),
    (
        "teams_docx/Kiln call-20260304_100000-Meeting Recording.docx",
        "word/document.xml",
        r"(Ada Okoro|Ben Li)   \d:\d\d",
    ),
    ("srt/name_and_time_above.srt", "", r"(?m)^\d+$|^.*-->.*$|^.*\(\d\d:\d\d\)$"),
    ("text/stamps_of_f4.txt", "", r"(?m)^[IB]:|#[^#]*#"),
    ("timed_lines/pasted.txt", "", r"(?m)^[\d:]+$"),
    ("timed_lines/song.lrc", "", r"(?m)^\[(ar|length).*$|\[\d\d:[\d.]+\]"),
    ("timed_text/brackets.txt", "", r"(?m)^\[[\d:]*\] [^:]*:"),
    ("timed_text/code_time_text.txt", "", r"(?m)^S\d [\d:.]+"),
    ("timed_text/label_without_colon.txt", "", r"(?m)^\[[\d:]*\] \w+"),
    ("timed_text/minutes_and_seconds.txt", "", r"(?m)^.*\(\d+m \ds\):"),
    ("timed_text/pictures.txt", "", r"(?m)^[\d:;]+ \w+:"),
    ("timed_text/two_words_without_colon.txt", "", r"(?m)^[\d:]+ \w+ \w+"),
    ("timed_text/name_then_time.md", "", r"(?m)^Speaker \d: [\d:]+$"),
    ("timed_text/range.txt", "", r"(?m)^\[[^\]]*\] [^:]*:"),
    ("timed_text/seconds.txt", "", r"(?m)^\[[^\]]*\] [^:]*:"),
    ("timed_text/time_in_parentheses.txt", "", r"(?m)^Speaker \d \([\d:]+\):$"),
    ("xml_captions/names.ttml", "", r"<metadata>.*</metadata>|<[^>]*>"),
    ("xml_captions/video.xml", "", r"<[^>]*>"),
    ("zoom_captions/saved.txt", "", r"(?m)^\[.*$"),
    ("zoom_chat/copied.txt", "", r"(?m)^(\* )?From .*?PM\)?:?"),
    ("zoom_chat/new.txt", "", r"(?m)^[\d:]+\t[^\t]*:\t"),
    ("zoom_chat/old.txt", "", r"(?m)^[\d:]+\t From [^:]*:"),
    ("zoom_chat/text_below.txt", "", r"(?m)^[\d:]+ From .*:$"),
];

/// Where all speech stands, the first group, in formats of which most is no speech.
const ONLY: &[(&str, &str)] = &[
    ("rev_ai/monologues.json", r#""type": "(?:text|unknown)",\s*"value": "([^"]*)""#),
    ("slack/2026-02-03.json", r#"(?:"text": "|\|)(?:<@U\d> ?)?([^"<>]*)"#),
];

/// Formats whose words are counted in `formats.rs` or `vendor_formats.rs`, or that hold none.
const ELSEWHERE: &[&str] = &[
    "text",
    "markdown",
    "webvtt",
    "zoom_vtt",
    "teams_vtt",
    "sbv", // lines of captions, labelled lines
    "teams_metadata",
    "rev_nlp",
    "podcast_html",
    "elan",
    "textgrid",
    "transcriber",
    "tei",
    "chat_cha",
    "salt",
    "ctm",
    "gong",
    "chorus",
    "fireflies",
    "fathom",
    "grain",
    "aws_call_analytics",
    "contact_lens",
    "aws_pca",
    "aws_transcribe",
    "bedrock",
    "azure",
    "google_stt",
    "deepgram",
    "assemblyai",
    "twilio",
    "genesys",
    "dialpad",
    "hubspot",
    "salesforce",
    "vcon",
    "wtf",
    "podcast_json",
    "nemo",
    "whisperx",
    "whisper",
    "word_list",
    "json", // all text fields
    "xlsx", // written by the test that reads it
    "rttm", // who spoke when, no words
    "pdf",  // a library's words
];

fn count(text: &str) -> u64 {
    text.split_whitespace().count() as u64
}

/// The text of a fixture: the file's own, or that of a member of the archive without its tags, a line a paragraph.
fn text_of(file: &str, bytes: &[u8], member: &str) -> String {
    if member.is_empty() {
        let text = Source::new(file, bytes).text().replace("\r\n", "\n").replace("&nbsp;", " ").replace(r"\'92", "’");
        return text.replace(['\u{200e}', '\u{202f}'], " ");
    }
    let mut xml = String::new();
    zip::ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(member).unwrap().read_to_string(&mut xml).unwrap();
    let lines = Regex::new(r"</(w:p|text:p|text:h)>|<w:br/>|<text:line-break/>").unwrap().replace_all(&xml, "\n");
    let blanks = Regex::new(r"<w:tab/>|<text:s [^>]*>|<text:s/>").unwrap().replace_all(&lines, " ");
    Regex::new(r"<[^>]*>").unwrap().replace_all(&blanks, "").replace("&amp;", "&")
}

/// Words in the turns, and words that were removed by rule.
fn read(file: &str, bytes: &[u8]) -> (u64, u64) {
    let drafts = read_bytes(file.to_owned(), bytes).outcome.unwrap();
    let said = drafts.iter().flat_map(|draft| draft.turns.iter().map(|turn| count(draft.turn_text(turn)))).sum();
    (said, drafts.iter().flat_map(|draft| &draft.removed).map(|removed| removed.words).sum())
}

#[test]
fn no_word_is_lost_and_none_is_counted_twice() {
    let mut wrong = Vec::new();
    for (file, member, heads) in WITHOUT {
        let bytes = fs::read(places::ours("tests/fixtures").join(file)).unwrap();
        let text = text_of(file, &bytes, member);
        let there = count(&Regex::new(heads).unwrap().replace_all(&text, " "));
        let (said, removed) = read(file, &bytes);
        if said == 0 || there != said + removed {
            wrong.push(format!("{file}: {there} there, {said} said, {removed} removed"));
        }
    }
    for (file, speech) in ONLY {
        let bytes = fs::read(places::ours("tests/fixtures").join(file)).unwrap();
        let text = text_of(file, &bytes, "");
        let there: u64 = Regex::new(speech).unwrap().captures_iter(&text).map(|found| count(&found[1])).sum();
        let (said, removed) = read(file, &bytes);
        if said == 0 || there != said + removed {
            wrong.push(format!("{file}: {there} there, {said} said, {removed} removed"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_format_is_counted() {
    let mut counted: BTreeSet<&str> = ELSEWHERE.iter().copied().collect();
    for file in WITHOUT.iter().map(|row| row.0).chain(ONLY.iter().map(|row| row.0)) {
        let bytes = fs::read(places::ours("tests/fixtures").join(file)).unwrap();
        let first = candidates(&Source::new(file, &bytes)).first().map(|(format, _)| format.id);
        assert!(first.is_some_and(|id| counted.insert(id) || !ELSEWHERE.contains(&id) || file.starts_with("text/")));
    }
    for format in FORMATS {
        assert!(counted.contains(format.id), "the words of {} are not counted", format.id);
    }
}
