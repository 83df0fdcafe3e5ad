//! `columns.tsv` in; what a table or a column says, and how its numbers are written, out.

/// What every table and column says: table, column, kind, words.
const COLUMNS: &str = include_str!("columns.tsv");

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Kind {
    /// A whole number.
    Count,
    /// 0 to 1, four digits; a percentage in the workbook.
    Share,
    /// How many times as often, two digits.
    Factor,
    /// A part of a ranking, four digits.
    Score,
    /// A probability: four digits, or two significant ones where it is small.
    Probability,
    /// One word from a short list.
    Word,
    /// A name, a path, a phrase.
    Name,
    /// Sentences.
    Prose,
    /// An ISO 8601 day or a time in the call.
    Moment,
}

impl Kind {
    fn of(word: &str) -> Self {
        match word {
            "count" => Kind::Count,
            "share" => Kind::Share,
            "factor" => Kind::Factor,
            "score" => Kind::Score,
            "probability" => Kind::Probability,
            "word" => Kind::Word,
            "name" => Kind::Name,
            "moment" => Kind::Moment,
            _ => Kind::Prose,
        }
    }

    /// The measure with the digits that its kind deserves; no `-0`.
    pub fn rounded(self, measure: f64) -> String {
        let text = match self {
            Kind::Factor => format!("{measure:.2}"),
            Kind::Probability if measure != 0.0 && measure < 0.001 => format!("{measure:.1e}"),
            _ => format!("{measure:.4}"),
        };
        let zero = text.starts_with('-') && !text.contains(|c: char| ('1'..='9').contains(&c));
        if zero { text[1..].to_owned() } else { text }
    }
}

/// The kind of a column and what it says.
pub(super) fn column(table: &str, column: &str) -> (Kind, &'static str) {
    line(table, column).map_or((Kind::Prose, ""), |(kind, about)| (Kind::of(kind), about))
}

/// What a row of the table is.
pub(super) fn table(table: &str) -> &'static str {
    line(table, "").map_or("", |(_, about)| about)
}

fn line(table: &str, column: &str) -> Option<(&'static str, &'static str)> {
    COLUMNS.lines().find_map(|line| {
        let mut cells = line.split('\t');
        (cells.next() == Some(table) && cells.next() == Some(column)).then_some((cells.next()?, cells.next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{Findings, SegmentSize, Span};
    use crate::report::table::{Table, aliases, calls, coded, groups, names, problems, quotes, terms, trends};

    fn lines<R>(table: &Table<'_, R>) -> Vec<String> {
        let columns = table.columns.iter().map(|column| format!("{}\t{}", table.name, column.key));
        std::iter::once(format!("{}\t", table.name)).chain(columns).collect()
    }

    #[test]
    fn every_column_is_described_once_and_in_the_order_of_the_files() {
        let mut findings = Findings::default();
        findings.run.segments = vec![SegmentSize { name: "customers".into(), calls: 3 }];
        findings.trends.spans = vec![Span { from: "2026-03".into(), to: "2026-05".into(), calls: 15 }];
        let mut written = lines(&terms(&findings));
        written.extend(lines(&problems(&findings)));
        written.extend(lines(&quotes(&findings)));
        written.extend(lines(&coded(&findings)));
        written.extend(lines(&calls(&findings)));
        written.extend(lines(&aliases(&findings)));
        written.extend(lines(&names(&findings)));
        written.extend(lines(&groups(&findings)));
        written.extend(lines(&trends(&findings)));
        let described: Vec<String> = COLUMNS
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| {
                let cells: Vec<&str> = line.split('\t').collect();
                assert!(cells.len() == 4 && cells[3].ends_with('.'), "{line}");
                assert!(cells[2] == "prose" || cells[2] == "row" || Kind::of(cells[2]) != Kind::Prose, "{line}");
                format!("{}\t{}", cells[0], cells[1])
            })
            .collect();
        assert_eq!(written, described);
    }

    #[test]
    fn measures_keep_the_digits_they_deserve() {
        assert_eq!(Kind::Share.rounded(0.123_456), "0.1235");
        assert_eq!(Kind::Factor.rounded(12.345), "12.35");
        assert_eq!(Kind::Score.rounded(-0.000_01), "0.0000");
        assert_eq!(Kind::Probability.rounded(0.05), "0.0500");
        assert_eq!(Kind::Probability.rounded(0.000_000_123), "1.2e-7");
        assert_eq!(Kind::Probability.rounded(0.0), "0.0000");
    }
}
