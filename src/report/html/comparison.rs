//! Two runs side by side in; one self-contained page of what is said more, less, newly and no more out. It needs no script.

use super::{STYLE, nonce, picture, section};
use crate::findings::{Change, Comparison, Moved, Share};
use crate::report::escape::page_text;
use crate::report::number::{count, counted, percent};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::fmt::Write;

/// Clear changes of one kind that are shown, and of those that may be chance.
const CLEAR: usize = 200;
const CHANCE: usize = 100;
/// Letters of a phrase and of a sentence.
const NAME: usize = 120;
const PROSE: usize = 800;

const PARTS: [(&str, Change, &str, &str); 4] = [
    ("more", Change::More, "Said more", "In a clearly larger share of the calls than before."),
    ("new", Change::New, "New", "Not in the earlier list; its share then is at most that of what just missed a row."),
    ("less", Change::Less, "Said less", "In a clearly smaller share of the calls than before."),
    ("gone", Change::Gone, "Gone", "No longer in the list; its share now is at most that of what just missed a row."),
];

/// The page, as bytes. `before` and `after` name the two runs.
pub fn comparison_page(comparison: &Comparison, before: &str, after: &str) -> Vec<u8> {
    let body = body(comparison, before, after).into_string();
    let nonce = nonce(&body);
    let policy = format!("default-src 'none'; style-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'");
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { "Overheard: what changed" }
                style nonce=(nonce) { (PreEscaped(STYLE)) }
            }
            body { (PreEscaped(body)) }
        }
    };
    page.into_string().into_bytes()
}

fn body(comparison: &Comparison, before: &str, after: &str) -> Markup {
    let clear = |change| comparison.rows.iter().filter(move |row| row.clear && row.change == change);
    let parts: Vec<_> = PARTS.into_iter().filter(|(_, change, ..)| clear(*change).next().is_some()).collect();
    let chance: Vec<&Moved> = comparison.rows.iter().filter(|row| !row.clear).collect();
    html! {
        header.bar {
            a.mark href="#top" { "overheard" }
            nav aria-label="Sections" { ul {
                @for (id, change, title, _) in &parts { li { a href=(format!("#{id}")) { (title) " " span.count { (count(clear(*change).count() as u64)) } } } }
                @if !chance.is_empty() { li { a href="#chance" { "May be chance " span.count { (count(chance.len() as u64)) } } } }
            } }
        }
        main #top {
            (opening(comparison, before, after, parts.is_empty()))
            @for (id, change, title, lead) in &parts {
                @let rows: Vec<&Moved> = clear(*change).collect();
                (section(id, title, html! { (lead) }, table(title, comparison, &rows, CLEAR)))
            }
            @if !chance.is_empty() {
                (section("chance", "May be chance", html! { "Differences that as many calls bring about by themselves often enough: nothing to act on." }, html! {
                    details.fold {
                        summary { "Show them " small { (count(chance.len() as u64)) } }
                        (table("May be chance", comparison, &chance, CHANCE))
                    }
                }))
            }
        }
        footer.foot { p { "Written by overheard. One file, no network: it may be forwarded as it is. It holds people's words; treat it as such." } }
    }
}

fn opening(comparison: &Comparison, before: &str, after: &str, nothing: bool) -> Markup {
    let run = |name: &str, calls, what: &str| {
        html! { div { dt { (what) small { bdi { (page_text(name, NAME)) } } } dd { (count(calls)) } } }
    };
    html! {
        section.opening aria-labelledby="opening-title" {
            p.kicker { "Two runs side by side" }
            h1 #opening-title { "What changed in what your customers say" }
            dl.figures {
                (run(before, comparison.calls_before, "calls before"))
                (run(after, comparison.calls_after, "calls after"))
            }
            aside.sure aria-labelledby="sure-title" {
                h2 #sure-title { "How sure is this?" }
                ul {
                    @for note in &comparison.notes { li.warning { bdi { (page_text(note, PROSE)) } } }
                    li { "A change is called clear where chance would hardly bring it about: false discovery rate at most 5 %, 15 calls in both runs. The interval of a difference is Newcombe's, 95 %." }
                    li { "It says that the calls differ, not why: other people may have been called, and asked other things." }
                }
            }
            @if nothing { p.gap { "No clear change." } }
        }
    }
}

fn table(title: &str, comparison: &Comparison, rows: &[&Moved], most: usize) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(format!("{title}, as a table")) {
            table.side {
                thead { tr {
                    th scope="col" { "What is said" } th scope="col" { "Before" } th scope="col" { "After" } th scope="col" { "Difference in points (95 %)" }
                } }
                tbody { @for row in rows.iter().take(most) { (line(comparison, row)) } }
            }
        }
        @if rows.len() > most { p.note { (most) " of " (counted(rows.len() as u64, "row", "rows")) "; " code { "overheard compare --csv" } " prints all of them." } }
    }
}

fn line(comparison: &Comparison, row: &Moved) -> Markup {
    let side = |said: Option<(u64, Share)>, of: u64, group: usize| {
        html! {
            @match said {
                Some((calls, share)) => { (picture::interval_of(share, group)) b { (percent(share.value)) } " " small { (count(calls)) " of " (count(of)) } }
                None => { "–" }
            }
        }
    };
    html! {
        tr {
            th scope="row" { bdi { (page_text(&row.text, NAME)) } " " small { (row.sort) } }
            td { (side(row.before, comparison.calls_before, 5)) }
            td { (side(row.after, comparison.calls_after, 0)) }
            td { (picture::difference(row.difference)) span.numbers { (points(row)) } }
        }
    }
}

/// `+31 (12 to 47)`; at least that, where one side is not known.
fn points(row: &Moved) -> String {
    let whole = |share: f64| (share * 100.0).round() + 0.0;
    let Share { value, low, high } = row.difference;
    let mut words = String::new();
    if matches!(row.change, Change::New | Change::Gone) {
        words.push_str("at least ");
    }
    // Writing to a string cannot fail.
    let _ = write!(words, "{:+} ({:+} to {:+})", whole(value), whole(low), whole(high));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Sort;

    fn moved(text: &str, change: Change, clear: bool) -> Moved {
        let share = |value: f64| Share { value, low: value - 0.05, high: value + 0.05 };
        Moved {
            sort: Sort::Term,
            text: text.into(),
            change,
            before: (change != Change::New).then(|| (6, share(0.15))),
            after: (change != Change::Gone).then(|| (25, share(0.62))),
            difference: Share { value: 0.31, low: 0.12, high: 0.47 },
            h: 1.0,
            q: 0.001,
            clear,
        }
    }

    fn page(rows: Vec<Moved>) -> String {
        let comparison = Comparison { notes: vec!["Mind <this>.".into()], rows, calls_before: 40, calls_after: 41 };
        String::from_utf8(comparison_page(&comparison, "q2", "q3 & <b>")).unwrap()
    }

    #[test]
    fn each_change_stands_in_its_part() {
        let page = page(vec![
            moved("double booked", Change::More, true),
            moved("texting", Change::New, true),
            moved("rain", Change::Less, false),
        ]);
        let at = |what: &str| page.find(what).unwrap_or_else(|| panic!("{what} is not in {page}"));
        assert!(at("id=\"more\"") < at("double booked") && at("double booked") < at("id=\"new\""));
        assert!(
            at("id=\"new\"") < at("texting") && at("texting") < at("id=\"chance\"") && at("id=\"chance\"") < at("rain")
        );
        assert!(page.contains("+31 (+12 to +47)") && page.contains("at least +31") && page.contains("6 of 40"));
        assert!(!page.contains("id=\"gone\"") && !page.contains("No clear change."));
    }

    #[test]
    fn foreign_words_stay_words_and_nothing_is_loaded() {
        let page = page(vec![moved("</td><script>alert(1)</script>", Change::Gone, true)]);
        assert!(!page.contains("<script") && !page.contains("<b>&") && page.contains("q3 &amp; &lt;b&gt;"));
        assert!(page.contains("Mind &lt;this&gt;.") && !page.contains(" src=") && !page.contains("http:"));
    }

    #[test]
    fn no_change_is_said() {
        assert!(page(vec![]).contains("No clear change."));
    }
}
