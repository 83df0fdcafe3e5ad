//! The keys by which unknown JSON is understood: synonyms for words, speaker, role, time and call, compared plainly.

/// Keys that hold what was said, the plainest first. Compared without case, `_`, `-` and blanks.
pub const TEXT: &[&str] = &[
    "text",
    "utterance",
    "transcript",
    "transcription",
    "sentence",
    "spokentext",
    "bodytext",
    "plainbody",
    "content",
    "message",
    "body",
    "messagebody",
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
    "segs",
];
/// Keys that hold who said it.
pub const SPEAKER: &[&str] = &[
    "speakername",
    "speaker",
    "speakerlabel",
    "role",
    "author",
    "authorname",
    "sendername",
    "sender",
    "createdby",
    "sentby",
    "personname",
    "from",
    "displayname",
    "username",
    "users",
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
    "source",
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
    "direction",
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
    "offsetmillisecond",
    "startoffset",
    "startseconds",
    "starttimestamp",
    "tstartms",
    "timestamp",
    "timestamps",
    "timestampms",
    "instances",
    "time",
    "ts",
    "startedat",
    "createdat",
    "createddatetime",
    "sentat",
    "date",
    "created",
    "datetime",
    "from",
];
/// Keys that hold when it ended.
pub const END: &[&str] =
    &["end", "endtime", "endms", "endtimems", "endoffset", "endoffsetmillis", "endtimestamp", "endts"];
/// Keys that hold how long it took.
pub const LENGTH: &[&str] = &["duration", "dur", "durationms", "ddurationms"];
/// Keys of an address beside the words.
pub const EMAIL: &[&str] = &["email", "personemail", "speakeremail", "useremail", "authoremail", "senderemail"];
/// Keys below which a tool may keep the transcript among its own words.
pub const KEPT: &[&str] = &["transcript", "transcription", "utterances", "messages"];
/// Kinds of messages that nobody says to the other: notes among colleagues, what the program reports.
pub const ASIDE: &[&str] = &[
    "activity",
    "assignment",
    "close",
    "event",
    "internalnote",
    "log",
    "note",
    "notification",
    "open",
    "privatenote",
    "service",
    "systemeventmessage",
    "systemmessage",
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
