//! The keys by which unknown JSON is understood: synonyms for words, speaker, role, time and call, compared plainly.

/// Keys that hold what was said, the plainest first. Compared without case, `_`, `-` and blanks.
pub const TEXT: &[&str] = &[
    "text",
    "utterance",
    "transcript",
    "transcription",
    "sentence",
    "spokentext",
    "content",
    "message",
    "body",
    "messagetext",
    "textcontent",
    "said",
    "dialogue",
    "phrase",
    "snippet",
    "comment",
    "msg",
    "line",
    "words",
    "value",
];
/// Keys that hold who said it.
pub const SPEAKER: &[&str] = &[
    "speakername",
    "speaker",
    "speakerlabel",
    "role",
    "author",
    "sendername",
    "sender",
    "from",
    "displayname",
    "username",
    "name",
    "user",
    "participant",
    "participantname",
    "who",
    "actor",
    "actorname",
    "speakerid",
    "sendertype",
    "authortype",
    "userid",
    "authorid",
    "senderid",
    "participantid",
    "channel",
];
/// Keys that hold a role, where its values are role words.
pub const ROLE: &[&str] = &[
    "role",
    "participantrole",
    "speakerrole",
    "speakertype",
    "sendertype",
    "senderrole",
    "authortype",
    "authorrole",
    "usertype",
    "participanttype",
    "party",
    "side",
    "type",
];
/// Keys that hold when it was said.
pub const TIME: &[&str] = &[
    "start",
    "starttime",
    "startms",
    "starttimems",
    "begin",
    "beginoffsetmillis",
    "offset",
    "offsetms",
    "timestamp",
    "time",
    "ts",
    "startedat",
    "createdat",
    "sentat",
    "date",
    "created",
    "datetime",
    "from",
];
/// Keys by which messages of several conversations are told apart.
pub const CALL: &[&str] = &[
    "conversationid",
    "convoid",
    "callid",
    "sessionid",
    "threadid",
    "ticketid",
    "dialogueid",
    "dialogid",
    "chatid",
    "meetingid",
    "interviewid",
    "contactid",
    "caseid",
    "transcriptid",
];
/// Keys below which a tool speaks, not a person.
pub const TOOLS: &[&str] = &[
    "summary",
    "summaries",
    "actionitems",
    "topics",
    "chapters",
    "highlights",
    "keywords",
    "entities",
    "annotations",
    "categories",
    "candidates",
    "errors",
    "dependencies",
    "devdependencies",
    "scripts",
    "nextsteps",
    "insights",
    "sentimentanalysisresults",
];

/// A key as it is compared.
pub fn plain(key: &str) -> String {
    key.chars().filter(|c| !matches!(c, '_' | '-' | ' ' | '.')).flat_map(char::to_lowercase).collect()
}

/// Keys under which a whole transcript may stand as one text.
pub const WHOLE: &[&str] = &[
    "transcript",
    "transcription",
    "conversation",
    "dialogue",
    "dialog",
    "text",
    "body",
    "content",
    "fulltext",
    "chat",
];
