//! Findings in, the first view out: what was read, who is missing, how sure it is, and the three things to know.

use super::limits::Limits;
use super::{picture, plain};
use crate::findings::{Evidence, Findings, Quote, Status};
use crate::report::escape::page_text;
use crate::report::number::{count, counted, percent};
use crate::report::voices::{Voice, heading};
use maud::{Markup, html};

pub(super) fn opening(findings: &Findings, voices: &[Voice<'_>], limits: &Limits) -> Markup {
    html! {
        section.opening aria-labelledby="opening-title" {
            div.hero {
                div {
                    p.kicker { (period(findings)) }
                    h1 #opening-title { "What your customers say, in their own words" }
                }
                @if let Some(quote) = best(findings) { (plain::quotation(quote, limits)) }
            }
            (figures(findings))
            (groups(findings, limits))
            (how_sure(findings, limits))
            (in_short(findings, voices, limits))
        }
    }
}

/// From the first dated call to the last.
fn period(findings: &Findings) -> String {
    let days =
        || findings.calls.iter().filter(|call| call.counted && is_day(&call.date)).map(|call| call.date.as_str());
    match (days().min(), days().max()) {
        (Some(first), Some(last)) if first == last => format!("Calls of {first}"),
        (Some(first), Some(last)) => format!("Calls from {first} to {last}"),
        _ => "Calls without dates".to_owned(),
    }
}

/// The ten codes that come up in most calls.
fn most_calls<'v, 'f>(voices: &'v [Voice<'f>]) -> Vec<&'v Voice<'f>> {
    let mut most: Vec<&Voice<'_>> = voices.iter().collect();
    most.sort_by_key(|voice| std::cmp::Reverse(voice.calls));
    most.truncate(10);
    most
}

fn is_day(date: &str) -> bool {
    date.len() >= 10 && date.bytes().take(10).all(|byte| byte.is_ascii_digit() || byte == b'-')
}

fn figures(findings: &Findings) -> Markup {
    let run = &findings.run;
    let aside = findings.calls.iter().filter(|call| call.status != Status::Read || !call.counted).count();
    let figure = |number: u64, one: &str, many: &str, note: String| {
        html! {
            div {
                dt { (if number == 1 { one } else { many }) @if !note.is_empty() { small { (note) } } }
                dd { a href="#calls" { (count(number)) } }
            }
        }
    };
    html! {
        dl.figures {
            (figure(run.calls_total, "call counted", "calls counted", match aside {
                0 => "every file was a call".to_owned(),
                _ => format!("{} left aside", counted(aside as u64, "file", "files")),
            }))
            (figure(run.customers, "customer heard", "customers heard", String::new()))
            (figure(run.customer_words, "word of theirs", "words of theirs", String::new()))
            (figure(run.rep_words, "word of your side", "words of your side", match run.calls_with_rep {
                0 => "nobody of yours was recognised".to_owned(),
                with => format!("in {}; never mined", counted(with, "call", "calls")),
            }))
        }
    }
}

fn groups(findings: &Findings, limits: &Limits) -> Markup {
    let run = &findings.run;
    let heard: Vec<_> = run.segments.iter().filter(|group| group.calls > 0).collect();
    html! {
        div.heard {
            @if heard.is_empty() {
                p { "The calls carry no groups. Put them into folders such as " code { "customers/" } ", " code { "prospects/" } ", " code { "lost/" } " and " code { "competitors/" } " to see how those differ." }
            } @else {
                (picture::groups(&heard, run.calls_total))
                ul.groups {
                    @for (place, group) in heard.iter().enumerate() {
                        li { span class=(format!("key g{}", place % 6)) aria-hidden="true" {} bdi { (page_text(&group.name, limits.name)) } " " b { (count(group.calls)) } }
                    }
                }
                @for gap in findings.groups.missing.iter().take(limits.list) { p.gap { bdi { (page_text(gap, limits.prose)) } } }
            }
        }
    }
}

fn how_sure(findings: &Findings, limits: &Limits) -> Markup {
    let run = &findings.run;
    let tier = |tier| findings.terms.iter().filter(|term| term.evidence == tier).count() as u64;
    html! {
        aside.sure aria-labelledby="sure-title" {
            h2 #sure-title { "How sure is this?" }
            ul {
                @for warning in run.warnings.iter().take(limits.list) { li.warning { bdi { (page_text(warning, limits.prose)) } } }
                @if !findings.terms.is_empty() {
                    li { "Of " (counted(findings.terms.len() as u64, "term", "terms")) ", " (count(tier(Evidence::Strong))) " rest on strong evidence, " (count(tier(Evidence::Moderate))) " on moderate, " (count(tier(Evidence::Thin))) " on thin: a hint, not a fact." }
                }
                @if let Some(rare) = missed(run.calls_total) { li { (rare) } }
            }
        }
    }
}

/// What so many calls are likely to have missed: in n calls, nothing is heard once in twenty times of what 3 in n say.
fn missed(calls: u64) -> Option<String> {
    let one_in = calls / 3;
    (one_in > 1).then(|| {
        let chance = percent((1.0 - 1.0 / one_in as f64).powf(calls as f64));
        format!(
            "What 1 customer in {} would bring up, {} calls miss with a chance of {chance}; what is rarer, more likely.",
            count(one_in),
            count(calls)
        )
    })
}

/// The quote to begin with: the best that says a problem or a wish and is not long.
fn best(findings: &Findings) -> Option<&Quote> {
    let fits =
        |quote: &&Quote| ["problem", "wish", "outcome"].contains(&quote.code.as_str()) && quote.quote.len() < 220;
    findings.quotes.iter().find(|quote| fits(quote) && !quote.prompted).or(findings.quotes.first())
}

fn in_short(findings: &Findings, voices: &[Voice<'_>], limits: &Limits) -> Markup {
    let total = findings.run.calls_total;
    let end = picture::scale(findings.problems.iter().map(|problem| problem.share));
    html! {
        div.short {
            @if !findings.problems.is_empty() {
                div {
                    h2 { "Their problems " small { "lines: 0 to " (percent(end)) " of calls" } }
                    ol.bars {
                        @for problem in findings.problems.iter().take(5) {
                            li {
                                bdi data-find="problem" { (page_text(&problem.problem, limits.name)) }
                                (picture::interval(problem.share, end))
                                small { (percent(problem.share.value)) ", " (problem.calls) " of " (count(total)) " calls" }
                            }
                        }
                    }
                }
            }
            @if !findings.terms.is_empty() {
                div {
                    h2 { "Their words" }
                    ol.words {
                        @for term in findings.terms.iter().take(10) {
                            li { bdi data-find="term" { (page_text(&term.term, limits.name)) } " " small { (percent(term.share.value)) } }
                        }
                    }
                }
            }
            @if !voices.is_empty() {
                div {
                    h2 { "What they bring up" }
                    ul.words {
                        @for voice in most_calls(voices) {
                            li { span { bdi data-find="code" { (page_text(heading(voice.code).0, limits.name)) } } small { (count(voice.calls.into())) " of " (count(total)) } }
                        }
                    }
                }
            }
            @if findings.terms.is_empty() && findings.problems.is_empty() && voices.is_empty() {
                p { "Nothing was said in enough calls to be shown. More calls, or a lower " code { "--min-calls" } ", may help; the list of files below says what was read." }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_missing_is_said_for_any_number_of_calls() {
        assert_eq!(missed(5), None);
        assert!(
            missed(36).unwrap().contains("1 customer in 12 would bring up, 36 calls miss with a chance of 4\u{a0}%")
        );
        assert!(missed(10_000).unwrap().contains("1 customer in 3,333"));
    }
}
