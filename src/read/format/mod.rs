//! The table of formats: one row a format, one file a format. A format file uses `grammar`, never another format.

mod arrow_lines;
mod assemblyai;
mod aws_pca;
mod aws_transcribe;
mod azure;
mod bare_names;
mod bedrock;
mod chat_cha;
mod chat_lines;
mod chorus;
mod contact_lens;
mod csv_table;
mod deepgram;
mod dialpad;
mod docx;
mod elan;
mod fathom;
mod fireflies;
mod genesys;
mod gong;
mod google_meet;
mod google_stt;
mod grain;
mod head_lines;
mod html;
mod hubspot;
mod json;
mod markdown;
mod nemo;
mod ods;
mod odt;
mod otter;
mod pdf;
mod podcast_html;
mod podcast_json;
mod rev_ai;
mod rev_nlp;
mod rtf;
mod rttm;
mod salesforce;
mod salt;
mod sbv;
mod slack;
mod srt;
mod teams_docx;
mod teams_metadata;
mod teams_vtt;
mod tei;
mod text;
mod textgrid;
mod timed_lines;
mod timed_text;
mod transcriber;
mod twilio;
mod vcon;
mod webvtt;
mod whisper;
mod whisperx;
mod word_list;
mod wtf;
mod xlsx;
mod xml_captions;
mod zoom_captions;
mod zoom_chat;
mod zoom_vtt;

use super::Format;

/// Every format, in the order of `overheard formats`; on equal sureness the earlier row wins.
pub static FORMATS: &[&Format] = &[
    // text and captions
    &text::TEXT,
    &timed_text::TIMED_TEXT,
    &head_lines::HEAD_LINES,
    &markdown::MARKDOWN,
    &otter::OTTER,
    &google_meet::GOOGLE_MEET,
    &bare_names::BARE_NAMES,
    &webvtt::WEBVTT,
    &zoom_vtt::ZOOM_VTT,
    &teams_vtt::TEAMS_VTT,
    &teams_metadata::TEAMS_METADATA,
    &srt::SRT,
    &sbv::SBV,
    &xml_captions::FORMAT,
    &arrow_lines::ARROW_LINES,
    &timed_lines::TIMED_LINES,
    &zoom_chat::ZOOM_CHAT,
    &chat_lines::CHAT_LINES,
    &zoom_captions::ZOOM_CAPTIONS,
    &pdf::PDF,
    // tables and documents
    &rev_nlp::REV_NLP,
    &xlsx::XLSX,
    &podcast_html::PODCAST_HTML,
    &html::HTML,
    &rtf::RTF,
    &ods::ODS,
    &odt::ODT,
    &teams_docx::TEAMS_DOCX,
    &docx::DOCX,
    &csv_table::CSV_TABLE,
    // vendors' JSON
    &gong::FORMAT,
    &chorus::FORMAT,
    &fireflies::FORMAT,
    &fathom::FORMAT,
    &grain::FORMAT,
    &contact_lens::CALL_ANALYTICS,
    &contact_lens::CONTACT_LENS,
    &aws_pca::FORMAT,
    &aws_transcribe::FORMAT,
    &bedrock::FORMAT,
    &azure::FORMAT,
    &google_stt::FORMAT,
    &deepgram::FORMAT,
    &assemblyai::FORMAT,
    &rev_ai::FORMAT,
    &twilio::FORMAT,
    &genesys::FORMAT,
    &dialpad::FORMAT,
    &hubspot::FORMAT,
    &salesforce::FORMAT,
    &vcon::FORMAT,
    &wtf::FORMAT,
    &podcast_json::FORMAT,
    &nemo::FORMAT,
    &whisperx::FORMAT,
    &whisper::FORMAT,
    &slack::FORMAT,
    // XML and linguistics
    &chat_cha::FORMAT,
    &textgrid::FORMAT,
    &elan::FORMAT,
    &transcriber::FORMAT,
    &tei::FORMAT,
    &salt::FORMAT,
    &rttm::RTTM,
    &rttm::CTM,
    // lists of anything that looks like speech
    &word_list::FORMAT,
    &json::FORMAT,
];
