//! The names that customers say in; whom else they look at, where they heard of it, and what they changed to, out.

use super::limits::Limits;
use super::picture;
use super::plain::source;
use crate::findings::{Findings, Name};
use crate::report::escape::page_text;
use crate::report::number::{count, counted, percent, range};
use maud::{Markup, html};

/// Rows of a kind that the page shows, and places of a row.
const ROWS: usize = 30;
const PLACES: usize = 12;

const KINDS: [(&str, &str); 3] = [
    ("alternative", "Whom else they name"),
    ("change", "From what to what they changed"),
    ("source", "Where they heard of it, by name"),
];

/// A table a kind; nothing where nobody names anything.
pub(super) fn by_name(findings: &Findings, limits: &Limits) -> Markup {
    html! { @for (kind, title) in KINDS { (table(kind, title, findings, limits)) } }
}

fn table(kind: &str, title: &str, findings: &Findings, limits: &Limits) -> Markup {
    let all = findings.names.iter().filter(|name| name.kind == kind).count();
    let rows: Vec<&Name> = findings.names.iter().filter(|name| name.kind == kind && is_plain(name)).collect();
    if rows.is_empty() {
        return html! {};
    }
    let end = picture::scale(rows.iter().map(|row| row.share));
    html! {
        // What one caller said once is folded away: such talk is taken wrongly too often to stand on its own.
        details.fold open[rows.iter().any(|row| row.known || row.calls > 1)] {
            summary { (title) " " small { (counted(rows.len() as u64, "row", "rows")) } }
            p.note { "Found by how such talk sounds; some of it is something else, so read the words before you count." }
            div.scroll tabindex="0" role="region" aria-label=(format!("{title}, as a table")) {
                table.side.names {
                    thead { tr { th scope="col" { "Name" } th scope="col" { "Said in (line: 0 to " (percent(end)) ")" } th scope="col" { "In their words" } } }
                    tbody { @for row in rows.iter().take(ROWS) { (line(row, findings.run.calls_total, end, limits)) } }
                }
            }
            @if rows.len().min(ROWS) < all { p.note { (rows.len().min(ROWS)) " of " (count(all as u64)) "; all of them are in the sheet Names of " code { "overheard.xlsx" } "." } }
        }
    }
}

/// A change of which one caller named one end alone is too often none: the workbook has it, the page has not.
fn is_plain(name: &Name) -> bool {
    name.kind != "change" || name.calls > 1 || !(name.name.is_empty() || name.instead_of.is_empty())
}

fn line(row: &Name, total: u64, end: f64, limits: &Limits) -> Markup {
    html! {
        tr {
            th scope="row" { (named(row, limits)) @if row.known { " " small { "given as a competitor" } } }
            td {
                (picture::interval(row.share, end))
                b { (percent(row.share.value)) } " " small { (range(row.share)) ", " (row.calls) " of " (count(total)) }
            }
            td {
                p dir="auto" { (page_text(&row.quote, limits.prose)) }
                @if row.places.is_empty() { p.by { (source(&row.place, limits)) } } @else {
                    details.context {
                        summary { "Where" span.hidden { " it is said: " bdi { (page_text(&row.name, limits.name)) } } }
                        ul.places { @for place in row.places.iter().take(PLACES.min(limits.places)) { li { (source(place, limits)) } } }
                        @if row.places.len() > PLACES { p.note { (PLACES) " of " (row.places.len()) "." } }
                    }
                }
            }
        }
    }
}

/// `Y`, or `from X to Y` with what is not said left out.
fn named(row: &Name, limits: &Limits) -> Markup {
    let name = |text: &str| html! { bdi { (page_text(text, limits.name)) } };
    match (row.instead_of.is_empty(), row.name.is_empty()) {
        (true, _) if row.kind == "change" => html! { "to " (name(&row.name)) },
        (true, _) => name(&row.name),
        (false, true) => html! { "away from " (name(&row.instead_of)) },
        (false, false) => html! { "from " (name(&row.instead_of)) " to " (name(&row.name)) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{Place, Share};

    fn name(kind: &str, name: &str, instead_of: &str) -> Name {
        Name {
            kind: kind.into(),
            name: name.into(),
            instead_of: instead_of.into(),
            calls: 4,
            share: Share { value: 0.1, low: 0.04, high: 0.2 },
            quote: "We went over to <Fixmoor>.".into(),
            places: (1..=20).map(|turn| Place { call: "lost/a.txt".into(), turn, at: String::new() }).collect(),
            ..Name::default()
        }
    }

    #[test]
    fn each_kind_has_its_table_and_each_name_its_places() {
        let mut findings = Findings::default();
        assert_eq!(by_name(&findings, &Limits::default()).into_string(), "");
        findings.run.calls_total = 40;
        findings.names =
            vec![name("alternative", "Fixmoor", ""), name("change", "Fixmoor", "paper"), name("change", "", "paper")];
        findings.names.push(Name { calls: 1, ..name("change", "respiration", "") });
        let page = by_name(&findings, &Limits::default()).into_string();
        assert!(!page.contains("respiration") && page.contains("2 of 3; all of them"), "{page}");
        for part in [
            "Whom else they name",
            "from <bdi>paper</bdi> to <bdi>Fixmoor</bdi>",
            "away from <bdi>paper</bdi>",
            "&lt;Fixmoor&gt;",
            "12 of 20.",
            "4 of 40",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(!page.contains("Where they heard of it"));
    }
}
