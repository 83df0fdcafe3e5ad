//! The user's aliases in (a CSV: what the transcript says, what it means); what is to be counted as what out.

use super::rewrite::{Pair, Rewrites};
use super::stream::{KEYS, Keyer, Keys};
use crate::language::Language;
use crate::meta::{ListError, read_list};
use crate::tokenize::{Vocabulary, tokenize};
use std::collections::BTreeMap;
use std::path::Path;

/// A line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// As the transcripts have it: "job ran".
    pub said: String,
    /// What it is: "Jobwren".
    pub means: String,
}

/// Aliases in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aliases {
    /// The lines.
    pub all: Vec<Alias>,
}

impl Aliases {
    /// Reads a CSV with the columns `said` and `means`; others are passed over, so that a corrected
    /// `aliases.suggested.csv` can be given as it is.
    ///
    /// # Errors
    /// The file cannot be read, lacks a column, or a line has an empty cell, means itself, or says again, and otherwise,
    /// what a line above says.
    pub fn read(file: &Path) -> Result<Aliases, ListError> {
        read_list("aliases", file, Aliases::parse)
    }

    fn parse(text: &str) -> Result<Aliases, (u64, String)> {
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let header = reader.headers().map_err(bad)?.clone();
        let column = |name: &str| {
            let place = header.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name));
            place.ok_or((1, format!("no column `{name}`: the first line must be `said,means`")))
        };
        let (said, means) = (column("said")?, column("means")?);
        let mut aliases = Aliases::default();
        let mut known: BTreeMap<String, String> = BTreeMap::new();
        for row in reader.records() {
            let row = row.map_err(bad)?;
            let line = row.position().map_or(0, csv::Position::line);
            let cell = |column: usize| row.get(column).map_or("", str::trim).to_owned();
            let alias = Alias { said: cell(said), means: cell(means) };
            alias.check(&mut known).map_err(|what| (line, what))?;
            aliases.all.push(alias);
        }
        Ok(aliases)
    }

    /// What is to be rewritten, in keys of the run; the words of `means` become keys where nobody says them. Aliases that
    /// nobody says are passed over.
    pub fn rewrites(&self, language: &'static Language, keys: &mut Keys) -> Rewrites {
        let (mut pairs, mut texts) = (Vec::<Pair>::new(), vec![]);
        for alias in &self.all {
            let (own, said) = words(&alias.said, language);
            let said: Option<Box<[u32]>> = said.iter().map(|key| keys.find(&own.key(*key).base)).collect();
            let Some(said) = said.filter(|said| !said.is_empty()) else { continue };
            let (own, means) = words(&alias.means, language);
            let means: Box<[u32]> =
                means.iter().map(|key| own.key(*key)).map(|k| keys.intern(&k.base, k.kind)).collect();
            if !means.is_empty() && said != means && pairs.iter().all(|(known, _)| *known != said) {
                pairs.push((said, means));
                texts.push(alias.means.clone());
            }
        }
        let mut rewrites = Rewrites::default();
        rewrites.add_aliases(pairs, texts);
        rewrites
    }
}

impl Alias {
    fn check(&self, known: &mut BTreeMap<String, String>) -> Result<(), String> {
        let (said, means) = (self.said.to_lowercase(), self.means.to_lowercase());
        for (cell, column) in [(&said, "said"), (&means, "means")] {
            if !cell.chars().any(char::is_alphanumeric) {
                return Err(format!("`{column}` holds no word: write `what is said,what it means`"));
            }
        }
        if said == means {
            return Err(format!("`{}` would mean itself", self.said));
        }
        match known.insert(said, means.clone()) {
            Some(before) if before != means => Err(format!("`{}` already means `{before}`", self.said)),
            _ => Ok(()),
        }
    }
}

fn bad(error: csv::Error) -> (u64, String) {
    (error.position().map_or(0, csv::Position::line), error.to_string())
}

/// The keys of a phrase, by a keyer of its own.
fn words(phrase: &str, language: &'static Language) -> (Keys, Vec<u32>) {
    let (mut vocabulary, mut keyer) = (Vocabulary::new(language), Keyer::new(language));
    let mut tokens = vec![];
    tokenize(phrase, &mut vocabulary, &mut tokens);
    let mut symbols = vec![];
    keyer.symbols(&tokens, &vocabulary, |symbol, _| symbols.push(symbol));
    symbols.retain(|symbol| *symbol < KEYS);
    (keyer.into_keys(), symbols)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Kind, english};

    fn refused(text: &str) -> (u64, String) {
        Aliases::parse(text).unwrap_err()
    }

    #[test]
    fn a_table_is_read_with_whatever_columns() {
        let found =
            Aliases::parse("\u{feff}said,means,why\r\njob ran,Jobwren,sound\r\n\"job, ren\",Jobwren\r\n").unwrap();
        let alias = |said: &str| Alias { said: said.into(), means: "Jobwren".into() };
        assert_eq!(found.all, [alias("job ran"), alias("job, ren")]);
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        assert_eq!(refused("says,means\na,b\n").0, 1);
        assert_eq!(refused("said,means\na,b\n ,b\n").0, 3);
        assert!(refused("said,means\na,...\n").1.contains("`means`"));
        assert!(refused("said,means\nCard,card\n").1.contains("itself"));
        assert_eq!(refused("said,means\na,b\nc,d\nA,e\n"), (4, "`A` already means `b`".into()));
        assert!(Aliases::parse("said,means\na,b\na,b\n").is_ok());
    }

    #[test]
    fn only_what_is_said_is_rewritten() {
        let mut keys = Keys::default();
        let [job, run] = ["job", "run"].map(|base| keys.intern(base, Kind::CONTENT));
        let aliases = Aliases::parse("said,means\njob ran,Jobwren\nnobody,somebody\n").unwrap();
        let rewrites = aliases.rewrites(english(), &mut keys);
        let mut stream = vec![run, job, run];
        rewrites.apply(&mut stream);
        assert_eq!(stream, [run, keys.find("jobwren").unwrap()]);
        assert_eq!(rewrites.means(0), "Jobwren");
    }
}
