//! A table in, the columns that each hold the words of one side out: `agent,customer`, `rep_text,customer_text`,
//! `Question,Answer`, or questions beside their answers without a header.

use super::Row;
use super::columns::mean_words;
use crate::corpus::Role;
use crate::read::grammar::stated;

/// Words of a title that say no more than that the column holds words.
const WORDS: [&str; 14] = [
    "content",
    "dialogue",
    "line",
    "message",
    "reply",
    "response",
    "said",
    "says",
    "speech",
    "text",
    "transcript",
    "turn",
    "utterance",
    "words",
];
/// The sides of a table of questions and answers.
const ASKS: &str = "Interviewer";
const ANSWERS: &str = "Respondent";

/// A column and who speaks in it.
pub type Side = (usize, String);

/// The sides that the header names, one of each at least, and words below them. Empty where it names none.
pub fn sides<R: Row>(header: &R, data: &[R]) -> Vec<Side> {
    let mut found: Vec<Side> = Vec::new();
    let mut roles: Vec<Role> = Vec::new();
    for column in 0..header.width() {
        let name = side(header.cell(column));
        if let Some(role) = role(&name) {
            found.push((column, name));
            roles.push(role);
        }
    }
    let both = roles.contains(&Role::Customer) && roles.contains(&Role::Rep);
    if both && are_spoken(data, found.iter().map(|(column, _)| *column)) { found } else { Vec::new() }
}

/// A column of questions, each another, and one of answers.
pub fn questions<R: Row>(header: &R, data: &[R]) -> Vec<Side> {
    let named = |names: [&str; 3]| {
        (0..header.width())
            .find(|column| names.iter().any(|name| header.cell(*column).trim().eq_ignore_ascii_case(name)))
    };
    let Some((asks, answers)) = named(["question", "questions", "q"]).zip(named(["answer", "answers", "a"])) else {
        return Vec::new();
    };
    let apart = differ(data, asks) && are_spoken(data, [asks, answers].into_iter());
    if apart { pair(asks, answers) } else { Vec::new() }
}

/// Questions, told by their marks, beside something that is none, below titles that are not known or none; and how many
/// rows of titles stand above.
pub fn without_header<R: Row>(rows: &[R]) -> (Vec<Side>, usize) {
    let short = |row: &R| (0..row.width()).all(|column| row.cell(column).split_whitespace().nth(3).is_none());
    let asks = |row: &R| (0..row.width()).any(|column| row.cell(column).trim().ends_with('?'));
    let titled = usize::from(rows.len() > 3 && rows.first().is_some_and(|row| short(row) && !asks(row)));
    (marked_questions(&rows[titled..]), titled)
}

fn marked_questions<R: Row>(rows: &[R]) -> Vec<Side> {
    let width = rows.first().map_or(0, Row::width);
    if rows.len() < 3 || !(2..=3).contains(&width) {
        return Vec::new();
    }
    let marked = |column: usize| rows.iter().filter(|row| row.cell(column).trim().ends_with('?')).count() * 10;
    let asks = (0..width - 1).find(|column| marked(*column) >= rows.len() * 7);
    let pairs = asks.filter(|asks| {
        marked(asks + 1) <= rows.len() * 3 && differ(rows, *asks) && are_spoken(rows, [*asks, asks + 1].into_iter())
    });
    pairs.map_or_else(Vec::new, |asks| pair(asks, asks + 1))
}

fn pair(asks: usize, answers: usize) -> Vec<Side> {
    vec![(asks, ASKS.to_owned()), (answers, ANSWERS.to_owned())]
}

/// Whose side the word names. Who takes part in a table of two sides is asked there.
fn role(name: &str) -> Option<Role> {
    let asked = name.eq_ignore_ascii_case("participant").then_some(Role::Customer);
    asked.or_else(|| stated::role(name)).filter(|role| *role != Role::Other)
}

/// `rep_text` as `rep`.
fn side(title: &str) -> String {
    let parts = title.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let telling = parts.filter(|part| !WORDS.contains(&part.to_lowercase().trim_end_matches('s')));
    telling.collect::<Vec<_>>().join(" ")
}

/// A survey asks everybody the same.
fn differ<R: Row>(data: &[R], column: usize) -> bool {
    let mut cells: Vec<&str> = data.iter().map(|row| row.cell(column).trim()).filter(|cell| !cell.is_empty()).collect();
    let all = cells.len();
    cells.sort_unstable();
    cells.dedup();
    all > 0 && cells.len() * 10 >= all * 8
}

/// Whether the columns hold speech: names and numbers of those who took part are short.
fn are_spoken<R: Row>(data: &[R], columns: impl Iterator<Item = usize> + Clone) -> bool {
    let cells = || columns.clone().flat_map(|column| data.iter().map(move |row| row.cell(column).trim()));
    let filled = cells().filter(|cell| !cell.is_empty()).count();
    let long = cells().filter(|cell| cell.split_whitespace().nth(3).is_some()).count();
    filled > 0 && long * 10 >= filled * 3 && columns.clone().all(|column| mean_words(data, column) > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        text.lines().map(|line| line.split('|').map(str::to_owned).collect()).collect()
    }

    fn named(text: &str) -> Vec<Side> {
        let rows = rows(text);
        let found = sides(&rows[0], &rows[1..]);
        if found.is_empty() { questions(&rows[0], &rows[1..]) } else { found }
    }

    #[test]
    fn columns_of_sides() {
        let of = |text: &str| named(text).into_iter().map(|(at, name)| format!("{at} {name}")).collect::<Vec<_>>();
        assert_eq!(of("agent|customer\nHow can I help you?|It broke.\n"), ["0 agent", "1 customer"]);
        assert_eq!(of("t|Rep_Text|Customer_Text\n1|How can I help you?|\n2||It broke.\n"), ["1 Rep", "2 Customer"]);
        assert_eq!(of("Question|Answer\nWhere do you fire?|At home in the shed.\n"), ["0 Interviewer", "1 Respondent"]);
        for none in [
            "agent|customer\nAda Okoro|Ben Li\n",
            "agent|notes\nHow can I help you?|It broke.\n",
            "question|answer\nWhy did you leave us?|Too dear.\nWhy did you leave us?|Too slow.\n",
        ] {
            assert_eq!(of(none), [""; 0], "{none}");
        }
    }

    #[test]
    fn questions_beside_answers() {
        let text = "Where do you fire?|At home in the shed.\nHow often is that?|Each week.\nAnd glazes?|From a shop.\n";
        assert_eq!(without_header(&rows(text)), (pair(0, 1), 0));
        assert_eq!(without_header(&rows(&format!("What we ask|Notes\n{text}"))), (pair(0, 1), 1));
        assert!(without_header(&rows("Where?|At home, in the shed.\nIt is a good shed.|Yes\nFine.|No\n")).0.is_empty());
    }
}
