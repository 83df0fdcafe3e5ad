//! The people file in (CSV, TSV or a name a line), out: who is ours and who is a customer, by name and by e-mail.

use super::name;
use crate::corpus::Role;
use crate::meta::{ListError, read_list};
use std::collections::BTreeMap;
use std::path::Path;

/// Who is ours and who is a customer, as the user wrote it down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    names: BTreeMap<String, Role>,
    emails: BTreeMap<String, Role>,
}

/// Where each column stands; a plain list of names has only the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Columns {
    name: Option<usize>,
    email: Option<usize>,
    role: Option<usize>,
}

impl People {
    /// Reads a people file: a header with `name`, `email` and `role` (any two), or one name or address a line, which
    /// then are ours. `role` is `rep` or `customer` (or a word that labels use for them: agent, interviewer, guest).
    ///
    /// # Errors
    /// The file cannot be read, or a line names nobody, an unknown role, or one person on both sides.
    pub fn read(file: &Path) -> Result<People, ListError> {
        read_list("people file", file, People::parse)
    }

    /// Whether nobody is known.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.emails.is_empty()
    }

    /// The role of the person whose label has that key or address (lower case).
    pub(super) fn role(&self, key: &str, email: Option<&str>) -> Option<Role> {
        let by_email = email.and_then(|email| self.emails.get(email));
        by_email.or_else(|| self.names.get(key)).copied()
    }

    fn parse(text: &str) -> Result<People, (u64, String)> {
        let text = text.trim_start_matches('\u{feff}');
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let Some((separator, columns)) = header(first) else { return People::plain(text) };
        let mut people = People::default();
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
        for row in reader.records() {
            let row = row.map_err(|error| (error.position().map_or(0, csv::Position::line), error.to_string()))?;
            let line = row.position().map_or(0, csv::Position::line);
            let field = |column: Option<usize>| column.and_then(|c| row.get(c)).map_or("", str::trim);
            let (name, email) = (field(columns.name), field(columns.email));
            if name.is_empty() && email.is_empty() {
                continue;
            }
            let role = role(field(columns.role)).map_err(|what| (line, what))?;
            people.add(name, email, role).map_err(|what| (line, what))?;
        }
        Ok(people)
    }

    /// One person a line, ours unless `, customer` or another role follows.
    fn plain(text: &str) -> Result<People, (u64, String)> {
        let mut people = People::default();
        for (line, row) in (1..).zip(text.lines()) {
            let row = row.trim();
            if row.is_empty() || row.starts_with('#') {
                continue;
            }
            let cut =
                row.rsplit_once([',', '\t', ';']).and_then(|(who, last)| Some((who.trim(), role(last.trim()).ok()?)));
            let (who, role) = cut.filter(|(who, _)| !who.is_empty()).unwrap_or((row, Role::Rep));
            people.add(who, "", role).map_err(|what| (line, what))?;
        }
        Ok(people)
    }

    fn add(&mut self, name: &str, email: &str, role: Role) -> Result<(), String> {
        let parsed = name::Name::of(name);
        let key = Some(parsed.key).filter(|key| key.chars().any(char::is_alphanumeric));
        let email = if email.is_empty() { parsed.email } else { Some(email.to_lowercase()) };
        if key.is_none() && email.is_none() {
            return Err(format!("`{name}` names nobody; write a name or an e-mail address"));
        }
        let clash = |before: Option<Role>| before.is_some_and(|before| before != role);
        let by_name = key.and_then(|key| self.names.insert(key, role));
        let by_email = email.and_then(|email| self.emails.insert(email, role));
        if clash(by_name) || clash(by_email) {
            return Err(format!("`{name}` stands on both sides; keep one line"));
        }
        Ok(())
    }
}

/// The columns of a header line and what separates them.
fn header(line: &str) -> Option<(u8, Columns)> {
    let separator = [b'\t', b';', b','].into_iter().find(|s| line.as_bytes().contains(s)).unwrap_or(b',');
    let cells: Vec<String> = line.split(separator as char).map(|c| c.trim().trim_matches('"').to_lowercase()).collect();
    let find = |names: &[&str]| cells.iter().position(|cell| names.contains(&cell.as_str()));
    let columns = Columns {
        name: find(&["name", "full name", "full_name", "person", "speaker", "label"]),
        email: find(&["email", "e-mail", "mail", "email address", "e-mail address", "email_address"]),
        role: find(&["role", "side", "type", "is"]),
    };
    (columns.name.is_some() || columns.email.is_some()).then_some((separator, columns))
}

/// A role as a people file writes it; nothing written means ours.
fn role(word: &str) -> Result<Role, String> {
    let word = word.to_lowercase();
    match word.as_str() {
        "" | "rep" | "reps" | "ours" | "us" => return Ok(Role::Rep),
        "customer" | "customers" | "theirs" | "them" => return Ok(Role::Customer),
        "other" | "neither" => return Ok(Role::Other),
        _ => {}
    }
    let words: Vec<&str> = word.split_whitespace().collect();
    match super::words::side_of(&words) {
        Some((says, _)) if says.strength >= 2 => Ok(says.side.role(1)),
        _ => Err(format!("`{word}` is no role; write rep, customer or other")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role_of(people: &People, label: &str) -> Option<Role> {
        let name = name::Name::of(label);
        people.role(&name.key, name.email.as_deref())
    }

    #[test]
    fn a_table_with_a_header_is_read() {
        let text =
            "Name,E-mail,Role\n\"Nair, Priya\",pn@acme.com,rep\nAna Ruiz,,customer\n,bo@corp.net,client\nTom Hale,,\n";
        let people = People::parse(text).unwrap();
        assert_eq!(role_of(&people, "PRIYA NAIR (Sales)"), Some(Role::Rep));
        assert_eq!(role_of(&people, "PN@acme.com"), Some(Role::Rep));
        assert_eq!(role_of(&people, "Ana Ruiz"), Some(Role::Customer));
        assert_eq!(role_of(&people, "bo@corp.net"), Some(Role::Customer));
        assert_eq!(role_of(&people, "Hale, Tom"), Some(Role::Rep));
        assert_eq!(role_of(&people, "Speaker 1"), None);
    }

    #[test]
    fn tabs_and_semicolons_separate_too() {
        for text in ["name\trole\nAna Ruiz\tcustomer\n", "\u{feff}name;role\r\nAna Ruiz;customer\r\n"] {
            assert_eq!(role_of(&People::parse(text).unwrap(), "Ruiz, Ana"), Some(Role::Customer));
        }
    }

    #[test]
    fn a_plain_list_is_ours_unless_it_says_otherwise() {
        let people = People::parse("# team\nPriya Nair\n\nHale, Tom\nAna Ruiz, customer\njo@acme.com\n").unwrap();
        assert_eq!(role_of(&people, "Priya Nair"), Some(Role::Rep));
        assert_eq!(role_of(&people, "Tom Hale"), Some(Role::Rep));
        assert_eq!(role_of(&people, "Ana Ruiz"), Some(Role::Customer));
        assert_eq!(role_of(&people, "jo@acme.com"), Some(Role::Rep));
    }

    #[test]
    fn errors_name_file_and_line() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("people.csv");
        std::fs::write(&file, "name,role\nPriya Nair,rep\nAna Ruiz,boss\n").unwrap();
        let error = People::read(&file).unwrap_err().to_string();
        assert!(error.contains("people.csv, line 3") && error.contains("`boss` is no role"), "{error}");
        std::fs::write(&file, "name,role\nPriya Nair,rep\n\"Nair, Priya\",customer\n").unwrap();
        assert!(People::read(&file).unwrap_err().to_string().contains("both sides"));
        std::fs::write(&file, "Priya Nair\n+++\n").unwrap();
        assert!(People::read(&file).unwrap_err().to_string().contains("line 2"));
        assert!(
            People::read(&dir.path().join("none")).unwrap_err().to_string().contains("cannot read the people file")
        );
    }

    #[test]
    fn an_empty_file_knows_nobody() {
        assert!(People::parse("").unwrap().is_empty());
        assert!(People::parse("name,role\n").unwrap().is_empty());
    }
}
