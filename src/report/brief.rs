//! Findings in, one Markdown page for the next meeting out: five problems, five wishes, five objections, with quotes;
//! what differs between groups; what is not known yet.

use super::escape::{markdown as escaped, page_text};
use super::number::{count, counted, percent, points, range};
use super::table::in_words;
use super::voices::{Voice, voices};
use crate::findings::{Coded, Evidence, Findings, Place, Problem};
use std::fmt::Write;

/// Items of a list.
const ITEMS: usize = 5;
/// Quotes of an item.
const QUOTES: usize = 3;
/// Characters beyond which a quote is too long for a page, if there is a shorter one.
const LONG: usize = 280;

/// Letters of anything at most: what is longer is no quote.
const LETTERS: usize = 600;

/// The page, in Markdown. The same findings give the same page.
pub fn brief(findings: &Findings) -> String {
    let mut page = String::new();
    let voices = voices(findings);
    head(&mut page, findings);
    problems(&mut page, findings);
    for (code, title) in [("wish", "wishes"), ("objection", "doubts and objections")] {
        if let Some(voice) = voices.iter().find(|voice| voice.code == code) {
            objects(&mut page, title, voice, findings);
        }
    }
    differences(&mut page, findings);
    changes(&mut page, findings);
    unknown(&mut page, findings);
    page
}

fn markdown(text: &str) -> String {
    escaped(&page_text(text, LETTERS))
}

/// Adds a line. Writing to a string cannot fail.
macro_rules! line {
    ($page:expr, $($words:tt)*) => {{ let _ = writeln!($page, $($words)*); }};
}

fn head(page: &mut String, findings: &Findings) {
    let run = &findings.run;
    line!(page, "# What customers say, on one page\n");
    line!(
        page,
        "{}, {}, {} of theirs. Word for word, counted by overheard {}; a share is calls in which a customer says it, with its 95 % interval.\n",
        counted(run.calls_total, "call", "calls"),
        counted(run.customers, "customer", "customers"),
        counted(run.customer_words, "word", "words"),
        run.version
    );
}

fn problems(page: &mut String, findings: &Findings) {
    if findings.problems.is_empty() {
        return;
    }
    line!(page, "## Problems\n");
    for (number, problem) in findings.problems.iter().take(ITEMS).enumerate() {
        let unprompted = problem.unprompted_share.map(|share| format!(", {} unprompted", percent(share)));
        line!(
            page,
            "{}. **{}**: {} of {} calls, {} ({}){}",
            number + 1,
            markdown(&problem.problem),
            count(problem.calls.into()),
            count(findings.run.calls_total),
            percent(problem.share.value),
            range(problem.share),
            unprompted.unwrap_or_default()
        );
        for (text, place, speaker) in of_problem(findings, problem) {
            quote(page, text, place, speaker);
        }
    }
    line!(page, "");
}

/// Its best quote, then utterances of other calls in which it is said.
fn of_problem<'f>(findings: &'f Findings, problem: &'f Problem) -> Vec<(&'f str, &'f Place, &'f str)> {
    let names: Vec<String> =
        problem.variants.iter().chain([&problem.problem]).map(|name| name.to_lowercase()).collect();
    let there =
        |coded: &Coded| problem.places.iter().any(|at| at.turn == coded.place.turn && at.call == coded.place.call);
    let says = |coded: &Coded| {
        let text = coded.text.to_lowercase();
        names.iter().any(|name| text.contains(name.as_str()))
    };
    let about = |coded: &&Coded| {
        coded.code == "problem" && (names.contains(&coded.object.to_lowercase()) || (there(coded) && says(coded)))
    };
    let mut quotes = vec![];
    if !problem.quote.is_empty() {
        let same = |place: &Place| place.call == problem.place.call && place.turn == problem.place.turn;
        let speaker = findings.coded.iter().find(|coded| same(&coded.place));
        quotes.push((problem.quote.as_str(), &problem.place, speaker.map_or("", |coded| coded.speaker.as_str())));
    }
    add(&mut quotes, findings.coded.iter().filter(about));
    quotes
}

/// Fills up to three quotes from other calls; unprompted and short ones first.
fn add<'f>(quotes: &mut Vec<(&'f str, &'f Place, &'f str)>, coded: impl Iterator<Item = &'f Coded>) {
    let mut coded: Vec<&Coded> = coded.collect();
    coded.sort_by_key(|coded| (coded.prompted, coded.text.len() > LONG));
    for coded in coded {
        if quotes.len() >= QUOTES {
            return;
        }
        if quotes.iter().all(|(text, place, _)| *text != coded.text && place.call != coded.place.call) {
            quotes.push((&coded.text, &coded.place, &coded.speaker));
        }
    }
}

/// What is said most under a code, or simply what is said, where nothing could be cut out.
fn objects(page: &mut String, title: &str, voice: &Voice<'_>, findings: &Findings) {
    let mut letters = title.chars();
    let title: String = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    line!(page, "## {title}\n\nSaid in {} of {} calls.\n", count(voice.calls.into()), count(findings.run.calls_total));
    for (number, (object, calls)) in voice.objects.iter().filter(|(_, calls)| *calls > 1).take(ITEMS).enumerate() {
        line!(page, "{}. **{}**: {}", number + 1, markdown(object), counted((*calls).into(), "call", "calls"));
        let wanted = object.to_lowercase();
        let mut quotes = vec![];
        add(&mut quotes, voice.said.iter().copied().filter(|coded| coded.object.to_lowercase() == wanted));
        for (text, place, speaker) in quotes {
            quote(page, text, place, speaker);
        }
    }
    let named = voice.objects.iter().filter(|(_, calls)| *calls > 1).count();
    more(page, findings, voice, ITEMS.saturating_sub(named));
    line!(page, "");
}

/// The best quotes of a code, in place of things that nobody else names.
fn more(page: &mut String, findings: &Findings, voice: &Voice<'_>, wanted: usize) {
    let best = findings.quotes.iter().filter(|quote| quote.code == voice.code);
    let best: Vec<_> = best.map(|quote| (&*quote.quote, &quote.place, &*quote.speaker)).take(wanted).collect();
    let said = voice.said.iter().map(|coded| (&*coded.text, &coded.place, &*coded.speaker));
    let all: Vec<_> = if best.is_empty() { said.take(wanted).collect() } else { best };
    if wanted < ITEMS && !all.is_empty() {
        line!(page, "\nIn other words:\n");
    }
    for (text, place, speaker) in all {
        line!(page, "- “{}” ({})", markdown(text), source(place, speaker));
    }
}

fn quote(page: &mut String, text: &str, place: &Place, speaker: &str) {
    line!(page, "   - “{}” ({})", markdown(text), source(place, speaker));
}

fn source(place: &Place, speaker: &str) -> String {
    let moment = if place.at.is_empty() { format!("turn {}", place.turn) } else { markdown(&place.at) };
    let speaker = if speaker.is_empty() { String::new() } else { format!("{}, ", markdown(speaker)) };
    format!("{speaker}{}, {moment}", markdown(&place.call))
}

fn differences(page: &mut String, findings: &Findings) {
    let names: Vec<String> = findings.run.segments.iter().map(|group| group.name.clone()).collect();
    if names.len() < 2 {
        return;
    }
    line!(page, "## What differs between groups\n");
    let mut rows: Vec<_> =
        findings.groups.rows.iter().filter_map(|row| Some((row, row.differences.first()?))).collect();
    rows.sort_by(|a, b| b.1.h.abs().total_cmp(&a.1.h.abs()));
    for (row, difference) in rows.iter().take(2 * ITEMS) {
        if let Some(words) = in_words(difference, &names) {
            line!(page, "- **{}** ({}): {}", markdown(&row.text), markdown(&row.kind), markdown(&words));
        }
    }
    if rows.is_empty() {
        line!(
            page,
            "No clear difference: none of at least 10 points that is hardly chance, with 15 calls on both sides."
        );
    }
    line!(page, "");
}

fn changes(page: &mut String, findings: &Findings) {
    let trends = &findings.trends;
    if trends.rows.is_empty() {
        return;
    }
    line!(page, "## What rises and falls\n");
    for row in trends.rows.iter().take(ITEMS) {
        let verb = if row.change > 0.0 { "rises" } else { "falls" };
        let shares: Vec<String> = row.shares.iter().map(|share| percent(share.value)).collect();
        let (text, kind) = (markdown(&row.text), markdown(&row.kind));
        line!(page, "- **{text}** ({kind}): {verb} by {}: {}", points(row.change.abs()), shares.join(", "));
    }
    line!(page, "");
}

fn unknown(page: &mut String, findings: &Findings) {
    line!(page, "## What we do not know yet\n");
    let mut lines: Vec<String> = Vec::new();
    for known in [&findings.groups.missing, &findings.groups.too_small, &findings.run.warnings] {
        lines.extend(known.iter().take(ITEMS).map(|line| markdown(line)));
    }
    for row in findings.saturation.iter().filter(|row| row.segment.is_empty()) {
        if let Some(estimate) = &row.estimate {
            lines.push(format!(
                "{}: the next one said is already known with {} ({}); at least {} are still unheard.",
                markdown(&row.what),
                percent(estimate.coverage.value),
                range(estimate.coverage),
                estimate.unseen.max(0.0).round()
            ));
        }
    }
    let thin = findings.terms.iter().filter(|term| term.evidence == Evidence::Thin).count() as u64;
    if thin > 0 {
        let all = counted(findings.terms.len() as u64, "term", "terms");
        lines.push(format!("{} of {all} rest on thin evidence: a hint, not a fact.", count(thin)));
    }
    for text in lines {
        line!(page, "- {text}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn the_page_says_what_to_bring_to_the_meeting() {
        let page = brief(&fixture::findings());
        assert!(page.contains(
            "1. **jobs fall through the cracks**: 18 of 36 calls, 50\u{a0}% (34–66\u{a0}%), 90\u{a0}% unprompted"
        ));
        assert!(page.contains("- You have heard no one who left."));
        for heading in ["## Problems", "## Wishes", "## Doubts and objections", "## What differs", "## What we do not"]
        {
            assert_eq!(page.matches(heading).count(), 1, "{heading}");
        }
        assert!(page.lines().filter(|line| line.starts_with("   - “")).count() >= 15);
        assert!(page.len() < 12_000, "{}", page.len());
    }

    #[test]
    fn hostile_words_are_words() {
        let mut findings = fixture::findings();
        let hostile = "</p><script>alert(1)</script>\n# head\n1. one [a](javascript:b) | `c`";
        findings.problems[0].problem = hostile.into();
        findings.problems[0].quote = hostile.into();
        findings.run.warnings.push(hostile.into());
        let page = brief(&findings);
        assert!(!page.contains("<script") && !page.contains("[a](") && !page.contains("\n# head"));
        assert_eq!(page.lines().filter(|line| line.starts_with("# ")).count(), 1);
    }

    #[test]
    fn a_word_without_end_is_cut() {
        let mut findings = fixture::findings();
        let long = "x".repeat(100_000);
        findings.problems.iter_mut().for_each(|problem| problem.quote.clone_from(&long));
        findings.coded.iter_mut().for_each(|coded| coded.text.clone_from(&long));
        assert!(brief(&findings).len() < 40_000);
    }

    #[test]
    fn nothing_found_makes_a_short_page() {
        assert!(brief(&Findings::default()).starts_with("# What customers say"));
    }
}
