//! The run in, how it was done and with which settings out, in plain words.

use super::limits::Limits;
use crate::findings::Findings;
use crate::report::escape::page_text;
use crate::report::number::count;
use maud::{Markup, html};

pub(super) fn method(findings: &Findings, limits: &Limits) -> Markup {
    let run = &findings.run;
    let lead = html! { "Counting, not guessing: no language model, no network. The same files and settings give this same page again." };
    let steps = [
        (
            "Who is the customer?",
            "Labels, names that recur over many calls, and behaviour decide. Where it stays unknown, the words are counted for nobody.",
        ),
        (
            "What is a term?",
            "A run of words that customers say in several calls. Forms that differ by an ending, a filler or a contraction are one term. What is said as often by your side, or by everybody everywhere, sinks.",
        ),
        (
            "What does the share mean?",
            "Calls in which a customer says it, of all calls with a known customer. One talkative caller counts once. The interval is Wilson's, 95 %: with other calls of the same kind the share would hardly lie outside it.",
        ),
        ("What is unprompted?", "The customer says it before anybody of your side does in that call."),
        (
            "What is strong, moderate, thin?",
            "How many calls and how many people stand behind the row, and whether it could be chance. Thin is a hint, not a fact.",
        ),
        (
            "What is a problem, a wish, a question?",
            "Phrases that give such talk away (cues) mark the utterance; negations and hypotheticals are left out. Cues miss what is said in other words, and take some talk for what it is not: the counts are rough, the utterances are there to be read.",
        ),
        (
            "What is a quote?",
            "A slice of the transcript, never edited. Private data is hidden; a shorter form only leaves out fillers and repeats.",
        ),
    ];
    super::section(
        "method",
        "How this was made",
        lead,
        html! {
            dl.method { @for (question, answer) in steps { dt { (question) } dd { (answer) } } }
            (amounts("Masked or removed before counting (words)", &run.masked, limits))
            (amounts("Private data hidden (places)", &run.redacted, limits))
            details.fold {
                summary { "Settings and digest, to repeat the run" }
                pre tabindex="0" { (page_text(&settings(findings), 20_000)) }
                p.note { "Digest of the files read: " code.digest { (page_text(&run.input_digest, limits.name)) } ". Everything here is also in " code { "run.json" } "; every number of this page is in the CSV files beside it." }
            }
        },
    )
}

fn settings(findings: &Findings) -> String {
    toml::to_string(&findings.run.settings).unwrap_or_default()
}

fn amounts(title: &str, amounts: &[(String, u64)], limits: &Limits) -> Markup {
    if amounts.is_empty() {
        return html! {};
    }
    html! {
        h3 { (title) }
        ul.amounts { @for (what, number) in amounts.iter().take(40) { li { bdi { (page_text(what, limits.name)) } " " b { (count(*number)) } } } }
    }
}
