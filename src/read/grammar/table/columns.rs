//! A header in, what each column holds out, by the names in `columns.txt`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Row;
use super::sides::{Side, questions, sides};

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The words.
    Text,
    /// An answer to a question of a survey.
    Answer,
    /// Who speaks.
    Speaker,
    /// On which side they stand.
    Role,
    /// When it begins.
    Start,
    /// When it ends.
    End,
    /// Id of the call.
    Call,
    /// Day of the call.
    Date,
    /// Its language.
    Language,
    /// Group of customers.
    Segment,
    /// The customer's company.
    Account,
    /// The product.
    Product,
    /// Audio channel.
    Channel,
    /// E-mail address of the speaker.
    Email,
}

const FIELDS: [(&str, Field); 14] = [
    ("text", Field::Text),
    ("answer", Field::Answer),
    ("speaker", Field::Speaker),
    ("role", Field::Role),
    ("start", Field::Start),
    ("end", Field::End),
    ("call", Field::Call),
    ("date", Field::Date),
    ("language", Field::Language),
    ("segment", Field::Segment),
    ("account", Field::Account),
    ("product", Field::Product),
    ("channel", Field::Channel),
    ("email", Field::Email),
];

/// Field and rank of each known name.
static NAMES: LazyLock<FxHashMap<&str, (Field, usize)>> = LazyLock::new(|| {
    let lines = include_str!("columns.txt").lines().filter(|line| !line.starts_with('#'));
    let mut names = FxHashMap::default();
    for (title, list) in lines.filter_map(|line| line.split_once(": ")) {
        let Some((_, field)) = FIELDS.iter().find(|(name, _)| *name == title) else { continue };
        for (rank, name) in list.split(' ').enumerate() {
            names.entry(name).or_insert((*field, rank));
        }
    }
    names
});

/// Where each field stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The best column of each field, with the rank of its name.
    places: Vec<(Field, usize, usize)>,
    /// Columns of answers in the order of the table.
    pub answers: Vec<usize>,
    /// Columns that hold the words of one side each, where no column says who speaks.
    pub sides: Vec<Side>,
    /// The header says that times are milliseconds.
    pub millis: bool,
    /// Each row is what a customer wrote in a ticket.
    pub tickets: bool,
    /// Whole numbers of times can only be seconds: nobody speaks so fast.
    pub seconds: bool,
}

impl Columns {
    /// Reads a header. `None` where no column is known by its name.
    pub fn of<R: Row>(header: &R, data: &[R]) -> Option<Columns> {
        let mut columns = Columns::default();
        for column in 0..header.width() {
            let title = header.cell(column).trim();
            if title.is_empty() || title.len() > 200 {
                continue;
            }
            let key = key(title);
            match NAMES.get(key.as_str()) {
                Some((Field::Answer, _)) => columns.answers.push(column),
                Some((field, rank)) => columns.take(*field, column, *rank),
                None if is_question(title) && mean_words(data, column) >= 2 => columns.answers.push(column),
                None => {}
            }
            columns.millis |=
                title.to_lowercase().contains("ms") && matches!(NAMES.get(key.as_str()), Some((Field::Start, _)));
        }
        columns.widest_text(header, data);
        columns.seconds = columns.too_fast_for_millis(data);
        // What a customer wrote, where each row is a ticket; elsewhere a description may be of anything.
        let described = (0..header.width()).find(|column| key(header.cell(*column)) == "description");
        if let Some(column) = described.filter(|_| columns.has(Field::Call) && !columns.has(Field::Text)) {
            columns.places.push((Field::Text, column, 0));
            columns.tickets = true;
        }
        columns.take_sides(header, data);
        let any = columns.has(Field::Text) || !columns.answers.is_empty() || !columns.sides.is_empty();
        any.then_some(columns)
    }

    /// A column a side, where nothing else names the words or who speaks.
    fn take_sides<R: Row>(&mut self, header: &R, data: &[R]) {
        if self.has(Field::Text) || self.has(Field::Speaker) || self.has(Field::Role) {
            return;
        }
        if self.answers.is_empty() {
            self.sides = sides(header, data);
        } else if self.answers.len() == 1 && (!self.has(Field::Call) || self.repeats(Field::Call, data)) {
            self.sides = questions(header, data);
        }
        if !self.sides.is_empty() {
            self.answers.clear();
        }
    }

    /// Of several columns of words, the one with most of them: `text` may be a title, `transcript` an address.
    fn widest_text<R: Row>(&mut self, header: &R, data: &[R]) {
        let Some(first) = self.get(Field::Text) else { return };
        let named = |column: &usize| matches!(NAMES.get(key(header.cell(*column)).as_str()), Some((Field::Text, _)));
        let best =
            (0..header.width()).filter(named).max_by_key(|column| (mean_words(data, *column), header.width() - column));
        if let Some(best) = best
            && mean_words(data, best) > mean_words(data, first) * 2
        {
            self.places.retain(|(field, ..)| *field != Field::Text);
            self.places.push((Field::Text, best, 0));
        }
    }

    /// Whether more than twenty words would be spoken in a second if the times were milliseconds.
    fn too_fast_for_millis<R: Row>(&self, data: &[R]) -> bool {
        let Some((start, text)) = self.get(Field::Start).zip(self.get(Field::Text)) else { return false };
        let times: Vec<f64> = data.iter().filter_map(|row| row.cell(start).trim().parse().ok()).collect();
        let last = times.iter().copied().fold(0.0, f64::max);
        let words: usize = data.iter().map(|row| row.cell(text).split_whitespace().count()).sum();
        times.len() * 2 > data.len() && last > 0.0 && (words as f64) > last * 0.02
    }

    /// Adds columns of answers that another row of the header names.
    pub fn add_answers(&mut self, columns: impl Iterator<Item = usize>) {
        self.answers.extend(columns);
        self.answers.sort_unstable();
        self.answers.dedup();
    }

    /// Columns of a table without a header.
    pub fn only(speaker: usize, text: usize, start: Option<usize>) -> Columns {
        let mut places = vec![(Field::Speaker, speaker, 0), (Field::Text, text, 0)];
        places.extend(start.map(|start| (Field::Start, start, 0)));
        Columns { places, ..Columns::default() }
    }

    /// Columns of a table that is nothing but the words of each side.
    pub fn of_sides(sides: Vec<Side>) -> Columns {
        Columns { sides, ..Columns::default() }
    }

    fn take(&mut self, field: Field, column: usize, rank: usize) {
        match self.places.iter_mut().find(|(known, ..)| *known == field) {
            Some(place) if place.2 <= rank => {}
            Some(place) => *place = (field, column, rank),
            None => self.places.push((field, column, rank)),
        }
    }

    /// The column of a field.
    pub fn get(&self, field: Field) -> Option<usize> {
        self.places.iter().find(|(known, ..)| *known == field).map(|(_, column, _)| *column)
    }

    /// Whether the table has the field.
    pub fn has(&self, field: Field) -> bool {
        self.get(field).is_some()
    }

    /// Number of fields that were found.
    pub fn count(&self) -> usize {
        self.places.len() + self.answers.len() + self.sides.len()
    }

    /// The trimmed cell of a field, if the table has it and the cell is not empty.
    pub fn cell<'r, R: Row>(&self, row: &'r R, field: Field) -> Option<&'r str> {
        self.get(field).map(|column| row.cell(column).trim()).filter(|cell| !cell.is_empty())
    }

    /// Words of the widest column of words in a usual row.
    pub fn words<R: Row>(&self, data: &[R]) -> usize {
        self.get(Field::Text)
            .into_iter()
            .chain(self.answers.iter().copied())
            .map(|c| mean_words(data, c))
            .max()
            .unwrap_or(0)
    }

    /// Whether neighbouring rows have the same value.
    pub fn repeats<R: Row>(&self, field: Field, data: &[R]) -> bool {
        let Some(column) = self.get(field) else { return false };
        data.windows(2).any(|pair| pair[0].cell(column) == pair[1].cell(column) && !pair[0].cell(column).is_empty())
    }
}

/// Whether a column of that name would hold words.
pub fn names_words(title: &str) -> bool {
    is_question(title)
        || (title.len() <= 48 && matches!(NAMES.get(key(title).as_str()), Some((Field::Text | Field::Answer, _))))
}

/// A whole question or request, not the end of what somebody said.
pub fn is_question(title: &str) -> bool {
    let asks = ["Please ", "Tell ", "Describe ", "Explain ", "Why ", "What ", "How ", "Which "];
    let request = asks.iter().any(|ask| title.starts_with(ask)) && title.split(' ').nth(3).is_some();
    (title.ends_with('?') || (request && title.len() <= 240))
        && !title.contains(". ")
        && !title.contains(": ")
        && title.starts_with(|c: char| !c.is_lowercase())
}

fn key(title: &str) -> String {
    let bare = title.split(['(', '[']).next().unwrap_or(title);
    bare.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Words in a cell of the column, on the mean of the cells that hold any.
pub fn mean_words<R: Row>(data: &[R], column: usize) -> usize {
    let counts: Vec<usize> =
        data.iter().map(|row| row.cell(column).split_whitespace().count()).filter(|n| *n > 0).collect();
    if counts.is_empty() { 0 } else { counts.iter().sum::<usize>() / counts.len() }
}
