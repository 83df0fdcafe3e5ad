//! What became of the phrases that the user asks about in, plain sentences out.

use super::terminal::{Paint, Style};
use super::width::{plural, printable, wrap};
use overheard::findings::{Explanation, Findings, Term};
use overheard::score::explain::Outcome;
use overheard::score::trace::Fate;

/// Longer rows that are named.
const LONGER: usize = 5;
/// Blanks before what is said of a phrase.
const INDENT: usize = 5;

/// An answer for each phrase, in the order asked; empty where nothing is asked.
pub fn explained(findings: &Findings, paint: Paint) -> String {
    findings.explained.iter().map(|explanation| answer(explanation, findings, paint)).collect()
}

fn answer(explanation: &Explanation, findings: &Findings, paint: Paint) -> String {
    let mut lines = vec![];
    if !explanation.counted_as.is_empty() {
        lines.push(format!("counted as: {}", explanation.counted_as));
    }
    if counted(&explanation.outcome) {
        lines.push(support(explanation, findings));
    }
    match &explanation.outcome {
        Outcome::Row(row) => lines.extend(findings.terms.get(*row).map(listed).into_iter().flatten()),
        outcome => lines.push(format!("not in the list: {}", why_not(outcome, findings))),
    }
    lines.extend(longer(explanation, findings));
    let head = paint.style(Style::Bold, &format!("Why \"{}\"", printable(&explanation.phrase)));
    let told = |line: &String| wrap(&format!("   - {}", printable(line)), INDENT) + "\n";
    format!("\n{head}\n{}", lines.iter().map(told).collect::<String>())
}

/// Whether the numbers mean anything.
fn counted(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Row(_) | Outcome::Out(..) | Outcome::TooLong)
}

fn support(explanation: &Explanation, findings: &Findings) -> String {
    let said = explanation.said;
    let mut text = format!(
        "said in {} of {} by {}, {}",
        said.customer,
        plural(findings.run.calls_total, "call", "calls"),
        plural(explanation.speakers.into(), "customer", "customers"),
        plural(explanation.mentions, "time", "times"),
    );
    if findings.run.calls_with_rep > 0 {
        text += &format!("; unprompted in {}; by a rep in {}", said.unprompted, said.rep);
    }
    text
}

fn listed(term: &Term) -> Vec<String> {
    let mut lines = vec![format!("in the list at rank {}, shown as \"{}\"", term.rank, term.term)];
    if !term.variants.is_empty() {
        lines.push(format!("the row also counts: {}", term.variants.join(" | ")));
    }
    lines.push(format!(
        "rank parts: distinctive {:.2}, clarity {:.2}, widely {:.4}, new {:.4}; evidence {}",
        term.distinctive, term.clarity, term.widely, term.new, term.evidence
    ));
    lines.push(format!(
        "outside longer rows: {} of {} mentions, {} of {} calls",
        term.mentions_alone, term.mentions, term.calls_alone, term.calls
    ));
    lines
}

fn why_not(outcome: &Outcome, findings: &Findings) -> String {
    match outcome {
        Outcome::Row(row) => format!("it is row {}", row + 1),
        Outcome::Uncounted => "it only opens, holds or closes a call, or is no word that is counted".to_owned(),
        Outcome::Broken => "a word or a mark inside it ends every phrase".to_owned(),
        Outcome::Unheard(words) => format!("nobody says {}", words.join(", ")),
        Outcome::TooLong => format!("a term has at most {} words", findings.run.settings.terms.max_words),
        Outcome::Out(fate, because) => turned_away(fate, because, findings),
    }
}

fn turned_away(fate: &Fate, because: &str, findings: &Findings) -> String {
    match fate {
        Fate::Gate(gate) => gate.to_string(),
        Fate::GateFor(gate, _) => format!("{gate}: \"{because}\""),
        Fate::Excluded => "your stop list holds it".to_owned(),
        Fate::NotShortlisted { most } => format!("{most} other phrases stand out more by count and background alone"),
        Fate::TooFew { calls, persons } => {
            format!("a term needs {} and {persons} customers", plural((*calls).into(), "call", "calls"))
        }
        Fate::OnlyPrompted => "in each of its calls a rep says it first".to_owned(),
        Fate::TheReps => "reps say it in more calls than customers do".to_owned(),
        Fate::Ordinary => "customers say it no more than any speaker, or than reps, would".to_owned(),
        Fate::OrdinaryWord => {
            "a word by itself must be said twice as often as in speech at large, and it is not".to_owned()
        }
        Fate::AddsLess => format!("it adds less than the {} rows that are there (--max-terms)", findings.terms.len()),
    }
}

fn longer(explanation: &Explanation, findings: &Findings) -> Option<String> {
    let rows: Vec<String> = explanation
        .longer
        .iter()
        .take(LONGER)
        .filter_map(|row| findings.terms.get(*row))
        .map(|term| format!("\"{}\" (rank {}, {})", term.term, term.rank, plural(term.calls.into(), "call", "calls")))
        .collect();
    let more = explanation.longer.len().saturating_sub(LONGER);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!rows.is_empty()).then(|| format!("longer rows that hold it: {}{more}", rows.join(", ")))
}
