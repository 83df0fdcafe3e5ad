//! Themes on lists of paraphrases and opposites that were written before any threshold was chosen: odd rows tuned, even
//! rows test.

use overheard::language::english;
use overheard::theme::{Item, Overrides, Themes, Vectors, themes};

fn rows(file: &str) -> Vec<(&str, &str)> {
    file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect()
}

fn paraphrases() -> Vec<(&'static str, &'static str)> {
    rows(include_str!("data/paraphrases.tsv"))
}

fn antonyms() -> Vec<(&'static str, &'static str)> {
    rows(include_str!("data/antonyms.tsv"))
}

/// All phrases of both lists together, as one run would hold them; each phrase once.
fn phrases() -> Vec<&'static str> {
    let mut all: Vec<_> = paraphrases().into_iter().chain(antonyms()).flat_map(|(a, b)| [a, b]).collect();
    all.sort_unstable();
    all.dedup();
    all
}

struct Found {
    phrases: Vec<&'static str>,
    themes: Themes,
}

impl Found {
    fn of(phrases: Vec<&'static str>) -> Self {
        let items: Vec<_> = phrases.iter().map(|text| Item { text, strength: 5, ..Item::default() }).collect();
        let themes = themes(&items, 100, &Vectors::bundled(), &Overrides::default(), english());
        Found { phrases, themes }
    }

    fn theme(&self, phrase: &str) -> Option<usize> {
        self.themes.of[self.phrases.iter().position(|other| *other == phrase).unwrap()]
    }

    fn share(&self, (a, b): (&str, &str)) -> bool {
        self.theme(a).is_some() && self.theme(a) == self.theme(b)
    }
}

#[test]
fn half_of_the_paraphrases_and_no_opposites_share_a_theme() {
    let found = Found::of(phrases());
    let pairs = paraphrases();
    let shared: Vec<bool> = pairs.iter().map(|pair| found.share(*pair)).collect();
    let odd = shared.iter().step_by(2).filter(|shared| **shared).count();
    let even = shared.iter().skip(1).step_by(2).filter(|shared| **shared).count();
    let opposites: Vec<_> = antonyms().into_iter().filter(|pair| found.share(*pair)).collect();
    let (mut strangers, mut of) = (0, 0);
    for (row, (a, _)) in pairs.iter().enumerate() {
        for (other, (_, b)) in pairs.iter().enumerate().filter(|(other, _)| *other != row) {
            strangers += usize::from(found.share((a, b)) && other != row);
            of += 1;
        }
    }
    let largest = found.themes.themes.iter().map(|theme| theme.members.len()).max().unwrap();
    println!(
        "paraphrases sharing a theme: {odd} of 50 tuned on, {even} of 50 held out; opposites {} of 50; other pairs {:.2} %; \
         {} themes, the largest of {largest}",
        opposites.len(),
        100.0 * strangers as f64 / of as f64,
        found.themes.themes.len()
    );
    if std::env::var_os("SHOW_THEMES").is_some() {
        found.themes.themes.iter().for_each(|theme| {
            println!("{}: {:?}", theme.name, theme.members.iter().map(|at| found.phrases[*at]).collect::<Vec<_>>());
        });
    }
    assert_eq!(opposites, [], "opposites share a theme");
    assert!(odd >= 25 && even >= 25, "at least half of the paraphrases share a theme");
    assert!(strangers * 100 <= of * 2, "themes that hold everything are none: {strangers} of {of} other pairs");
}

#[test]
fn the_same_themes_from_a_shuffled_list() {
    let (one, mut turned) = (Found::of(phrases()), phrases());
    turned.reverse();
    turned.rotate_left(37);
    let other = Found::of(turned);
    let names = |found: &Found| {
        let mut sets: Vec<Vec<&str>> = found
            .themes
            .themes
            .iter()
            .map(|theme| {
                let mut set: Vec<&str> = theme.members.iter().map(|at| found.phrases[*at]).collect();
                set.sort_unstable();
                set
            })
            .collect();
        sets.sort();
        sets
    };
    assert_eq!(names(&one), names(&other));
}

/// Each phrase with its theme, as it must be on every machine.
#[test]
fn the_same_themes_on_every_machine() {
    let found = Found::of(phrases());
    let text: String =
        found.phrases.iter().enumerate().map(|(at, phrase)| format!("{phrase}\t{}\n", found.themes.name(at))).collect();
    insta::assert_snapshot!(text);
}
