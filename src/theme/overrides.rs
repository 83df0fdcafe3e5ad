//! What a user decided about themes: `themes.toml` in, which phrases belong together or apart and under which name out.
//! It names phrases, not numbers, so that it holds for the next run as well.

use super::base_words;
use crate::language::Language;
use serde::Deserialize;

/// The user's decisions. Unknown keys are refused.
///
/// ```toml
/// [[theme]]            # merge, rename, pin: these belong together, under this name
/// name = "Logging in"
/// phrases = ["can't log in", "locked out"]
///
/// [[apart]]            # split: no two of these share a theme
/// phrases = ["overdraft fee", "monthly fee"]
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overrides {
    #[serde(default)]
    theme: Vec<Named>,
    #[serde(default)]
    apart: Vec<Apart>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    name: String,
    phrases: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Apart {
    phrases: Vec<String>,
}

/// A `themes.toml` that cannot be followed.
#[derive(Debug, thiserror::Error)]
pub enum BadThemes {
    /// It is no TOML, or has other keys.
    #[error("themes.toml: {0}")]
    Toml(#[from] toml::de::Error),
    /// It wants a phrase in two places.
    #[error("themes.toml: \"{phrase}\" stands in both \"{first}\" and \"{second}\"")]
    Twice {
        /// The phrase.
        phrase: String,
        /// Theme that has it first.
        first: String,
        /// Theme that has it too.
        second: String,
    },
}

/// The decisions, as numbers of phrases.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// Pairs that share a theme: the first of a theme with each other one.
    pub(super) together: Vec<(usize, usize)>,
    /// The first phrase of a named theme, and the name.
    pub(super) names: Vec<(usize, String)>,
    /// For each phrase the named theme and the parted lists it is in.
    theme: Vec<Option<usize>>,
    apart: Vec<Vec<usize>>,
}

impl Overrides {
    /// Reads `themes.toml`.
    ///
    /// # Errors
    /// What is no TOML, has unknown keys, or puts a phrase into two themes.
    pub fn parse(text: &str) -> Result<Self, BadThemes> {
        let found: Overrides = toml::from_str(text)?;
        let mut seen: Vec<(&str, &str)> = vec![];
        for theme in &found.theme {
            for phrase in &theme.phrases {
                if let Some((_, first)) = seen.iter().find(|(other, first)| other == phrase && *first != theme.name) {
                    let (first, second) = ((*first).to_owned(), theme.name.clone());
                    return Err(BadThemes::Twice { phrase: phrase.clone(), first, second });
                }
                seen.push((phrase, &theme.name));
            }
        }
        Ok(found)
    }

    /// Finds the phrases among those of the run, given as base words. Phrases that nobody says this time are passed over.
    pub(super) fn resolve(&self, phrases: &[Vec<String>], language: &Language) -> Wanted {
        let mut wanted =
            Wanted { theme: vec![None; phrases.len()], apart: vec![vec![]; phrases.len()], ..Wanted::default() };
        let find = |texts: &[String]| -> Vec<usize> {
            let keys: Vec<_> = texts.iter().map(|text| base_words(text, language)).collect();
            (0..phrases.len()).filter(|at| keys.contains(&phrases[*at])).collect()
        };
        for (number, theme) in self.theme.iter().enumerate() {
            let members = find(&theme.phrases);
            let Some(first) = members.first() else { continue };
            wanted.names.push((*first, theme.name.clone()));
            wanted.together.extend(members[1..].iter().map(|other| (*first, *other)));
            members.iter().for_each(|at| wanted.theme[*at] = Some(number));
        }
        for (number, apart) in self.apart.iter().enumerate() {
            find(&apart.phrases).into_iter().for_each(|at| wanted.apart[at].push(number));
        }
        wanted
    }
}

impl Wanted {
    /// Whether the user keeps the two apart: in two named themes, or in one parted list.
    pub(super) fn apart(&self, a: usize, b: usize) -> bool {
        let named = self.theme[a].is_some() && self.theme[b].is_some() && self.theme[a] != self.theme[b];
        named || self.apart[a].iter().any(|list| self.apart[b].contains(list))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;
    use crate::theme::{Item, Vectors, themes};

    const PHRASES: [&str; 5] =
        ["overdraft fee", "overdraft fees charged", "wire transfer", "noisy neighbours", "send money by wire"];

    fn names(overrides: &str) -> Vec<String> {
        let items: Vec<Item> = PHRASES
            .iter()
            .zip((0..5).rev())
            .map(|(text, strength)| Item { text, strength, ..Item::default() })
            .collect();
        let overrides = Overrides::parse(overrides).unwrap();
        let found = themes(&items, 10, &Vectors::bundled(), &overrides, english());
        (0..items.len()).map(|at| found.name(at).to_owned()).collect()
    }

    #[test]
    fn without_decisions() {
        assert_eq!(names(""), ["overdraft fee", "overdraft fee", "wire transfer", "", "wire transfer"]);
    }

    #[test]
    fn merge_and_rename() {
        let toml =
            "[[theme]]\nname = \"Money\"\nphrases = [\"Overdraft fee\", \"send money by wire\", \"never said\"]\n";
        let found = names(toml);
        assert_eq!((&*found[0], &*found[4], &*found[3]), ("Money", "Money", ""));
    }

    #[test]
    fn split_and_pin() {
        let apart = "[[apart]]\nphrases = [\"overdraft fee\", \"overdraft fees charged\"]\n";
        assert_eq!(names(apart)[..2], ["", ""]);
        let pin = "[[theme]]\nname = \"Noise\"\nphrases = [\"noisy neighbour\"]\n";
        assert_eq!(names(pin)[3], "Noise");
    }

    #[test]
    fn what_cannot_be_followed_is_said() {
        let twice = "[[theme]]\nname = \"A\"\nphrases = [\"x\"]\n[[theme]]\nname = \"B\"\nphrases = [\"x\"]\n";
        assert!(Overrides::parse(twice).unwrap_err().to_string().contains("in both \"A\" and \"B\""));
        assert!(Overrides::parse("[[themes]]\n").is_err());
        assert!(Overrides::parse("no").is_err());
    }
}
