//! The table of formats: one row a format, one file a format. A format file uses `grammar`, never another format.

use super::Format;

/// Every format, in the order of `overheard formats`; on equal sureness the earlier row wins.
pub static FORMATS: &[&Format] = &[
    // text and captions

    // tables and documents

    // vendors' JSON

    // XML and linguistics

    // lists of anything that looks like speech
];
