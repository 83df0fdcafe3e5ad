//! Terms and problems that mean the same: phrases with their calls in, themes out. No network, no large model, no chance:
//! word vectors, synonyms and stems say what is alike, what is said in the same calls helps a little, the guard against
//! opposites has the last word, and average linkage in whole numbers groups.

mod company;
mod group;
mod meaning;
mod opposite;
mod overrides;
mod vectors;

pub use opposite::Stance;
pub use overrides::{BadThemes, Overrides};
pub use vectors::{BadVectors, Vectors};

use crate::language::Language;
use company::Company;
use group::Pairs;
use meaning::{Meaning, Meanings, ONE};
use opposite::Guard;
use rayon::prelude::*;

/// Two groups share a theme if their members are on average at least so alike, in 1/10 000. Chosen on the odd rows of
/// `tests/data/paraphrases.tsv`; what the even rows say of it stands in METRICS.md.
const ALIKE: i32 = 4_000;
/// The strongest so many make the themes; the others find their place among them.
const CORE: usize = 1_000;

/// A phrase to be put into a theme.
#[derive(Clone, Copy, Debug, Default)]
pub struct Item<'a> {
    /// As it is shown.
    pub text: &'a str,
    /// The strongest member of two words or more names its theme: calls, or whatever ranks it.
    pub strength: u64,
    /// Whether it was found as something good or bad.
    pub stance: Stance,
    /// The numbers of the calls that hold it, rising, from 0; may be empty.
    pub calls: &'a [u32],
}

/// Phrases that mean the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The strongest member of two words or more, or the name a user gave.
    pub name: String,
    /// Numbers of the items, strongest first; two or more, unless a user named the theme.
    pub members: Vec<usize>,
}

/// The themes of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Themes {
    /// Strongest first, by the sum over the members.
    pub themes: Vec<Theme>,
    /// The theme of each item, in the order of the input; `None` for what stands alone.
    pub of: Vec<Option<usize>>,
}

impl Themes {
    /// Name of the item's theme; empty for what stands alone.
    pub fn name(&self, item: usize) -> &str {
        self.of.get(item).copied().flatten().map_or("", |theme| &self.themes[theme].name)
    }
}

/// How much phrases mean the same, pair by pair.
pub struct Likeness {
    meanings: Meanings,
    guard: Guard,
}

impl Likeness {
    /// Of these phrases, each with its stance, numbered in their order.
    pub fn of(phrases: &[(&str, Stance)], vectors: &Vectors, language: &Language) -> Self {
        let words: Vec<_> = phrases.iter().map(|(text, stance)| (base_words(text, language), *stance)).collect();
        Likeness::of_words(words, vectors, language)
    }

    fn of_words(words: Vec<(Vec<String>, Stance)>, vectors: &Vectors, language: &Language) -> Self {
        Likeness { meanings: Meanings::of(&words, vectors, language), guard: Guard::of(&words, language) }
    }

    /// The phrase numbered `at`, to be compared with others.
    pub fn one(&self, at: usize) -> LikenessOf<'_> {
        LikenessOf { at, meaning: self.meanings.one(at), guard: &self.guard }
    }
}

/// How much phrases mean the same as one of them.
pub struct LikenessOf<'l> {
    at: usize,
    meaning: Meaning<'l>,
    guard: &'l Guard,
}

impl LikenessOf<'_> {
    /// How much the phrase numbered `other` means the same, 0 to 10 000; `None` where it says the opposite.
    pub fn with(&self, other: usize) -> Option<i32> {
        (!self.guard.parts(other, self.at)).then(|| self.meaning.alike(other))
    }
}

/// Puts the items into themes; `calls` is how many calls there are. The order of the items does not matter.
pub fn themes(items: &[Item], calls: usize, vectors: &Vectors, overrides: &Overrides, language: &Language) -> Themes {
    let order = strongest_first(items);
    let words: Vec<Vec<String>> = order.iter().map(|at| base_words(items[*at].text, language)).collect();
    let wanted = overrides.resolve(&words, language);
    let words = words.into_iter().zip(&order).map(|(words, at)| (words, items[*at].stance)).collect();
    let likeness = Likeness::of_words(words, vectors, language);
    let company = Company::of(order.iter().map(|at| items[*at].calls).collect(), calls);
    let of = |at: usize| {
        let (likeness, company, wanted) = (likeness.one(at), company.of_one(at), &wanted);
        move |other: usize| {
            let meaning = if wanted.apart(other, at) { None } else { likeness.with(other) }?;
            Some((meaning + company.with(other)).min(ONE))
        }
    };
    let core = order.len().min(CORE);
    let together: Vec<_> = wanted.together.iter().copied().filter(|(a, b)| *a < core && *b < core).collect();
    let mut head = Pairs::of(core, of).group(ALIKE, &together);
    let alike = |at: usize| (0..at).map(of(at)).collect();
    let weak: Vec<Vec<Option<i32>>> = (core..order.len()).into_par_iter().map(alike).collect();
    (core..).zip(&weak).for_each(|(at, alike)| head.push(nearest(at, &head, alike, &wanted.together)));
    named(items, &order, &head, &wanted.names)
}

fn strongest_first(items: &[Item]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    let key = |at: &usize| (std::cmp::Reverse(items[*at].strength), items[*at].text, items[*at].stance as u8);
    order.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| items[*a].calls.cmp(items[*b].calls)));
    order
}

/// The words of a phrase, normalised and in their base form: what two wordings share.
pub fn base_words(text: &str, language: &Language) -> Vec<String> {
    let lower = text.to_lowercase().replace('\u{2019}', "'");
    let mut words = vec![];
    for word in lower.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()) {
        language.normalise(word, |word| words.push(language.base(word).into_owned()));
    }
    words
}

/// The group in which a weak item belongs: the most alike on average that holds nothing it must not meet; itself if none.
fn nearest(at: usize, head: &[usize], alike: &[Option<i32>], together: &[(usize, usize)]) -> usize {
    if let Some((first, _)) = together.iter().find(|(_, second)| *second == at) {
        return head[*first];
    }
    let mut sums: Vec<Option<(i64, i64)>> = vec![Some((0, 0)); head.len()];
    for (alike, group) in alike.iter().zip(head) {
        sums[*group] = sums[*group].zip(*alike).map(|((sum, size), x)| (sum + i64::from(x), size + 1));
    }
    let mut best = (i64::from(ALIKE) - 1, at);
    for (group, (sum, size)) in sums.into_iter().enumerate().filter_map(|(group, sum)| Some((group, sum?))) {
        if size > 0 && sum / size > best.0 {
            best = (sum / size, group);
        }
    }
    best.1
}

fn named(items: &[Item], order: &[usize], head: &[usize], names: &[(usize, String)]) -> Themes {
    let mut members: Vec<Vec<usize>> = vec![vec![]; head.len()];
    head.iter().enumerate().for_each(|(at, group)| members[*group].push(order[at]));
    let given: Vec<Option<&String>> =
        (0..head.len()).map(|group| names.iter().find(|(at, _)| head[*at] == group).map(|(_, name)| name)).collect();
    let mut themes: Vec<Theme> = members
        .into_iter()
        .zip(given)
        .filter(|(members, given)| members.len() > 1 || (given.is_some() && !members.is_empty()))
        .map(|(members, given)| {
            let long = members.iter().find(|at| items[**at].text.contains(' ')).unwrap_or(&members[0]);
            Theme { name: given.cloned().unwrap_or_else(|| items[*long].text.to_owned()), members }
        })
        .collect();
    let strength = |theme: &Theme| theme.members.iter().map(|at| items[*at].strength).sum::<u64>();
    themes.sort_by(|a, b| strength(b).cmp(&strength(a)).then_with(|| a.name.cmp(&b.name)));
    let mut of = vec![None; items.len()];
    for (number, theme) in themes.iter().enumerate() {
        theme.members.iter().for_each(|at| of[*at] = Some(number));
    }
    Themes { themes, of }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    fn run(items: &[Item], calls: usize) -> Themes {
        themes(items, calls, &Vectors::bundled(), &Overrides::default(), english())
    }

    fn item(text: &str, strength: u64) -> Item<'_> {
        Item { text, strength, ..Item::default() }
    }

    #[test]
    fn themes_are_named_by_their_strongest_phrase() {
        let items = [
            item("password", 90),
            item("forgot my password", 40),
            item("noisy neighbours", 30),
            item("my password was forgotten", 20),
            item("noisy neighbour upstairs", 3),
        ];
        let found = run(&items, 100);
        assert_eq!(found.themes.len(), 2, "{found:?}");
        assert_eq!(found.themes[0], Theme { name: "forgot my password".into(), members: vec![0, 1, 3] });
        assert_eq!((found.name(4), found.name(0)), ("noisy neighbours", "forgot my password"));
    }

    #[test]
    fn the_order_of_the_items_does_not_matter() {
        let texts = ["make a payment", "pay the bill", "wire transfer", "send a wire", "easy to use", "hard to use"];
        let items: Vec<Item> = texts.iter().zip(1..).map(|(text, n)| item(text, n)).collect();
        let names = |items: &[Item]| {
            let found = run(items, 50);
            let mut names: Vec<_> =
                items.iter().enumerate().map(|(at, x)| (x.text.to_owned(), found.name(at).to_owned())).collect();
            names.sort();
            names
        };
        let mut turned = items.clone();
        turned.reverse();
        assert_eq!(names(&items), names(&turned));
    }

    #[test]
    fn the_weak_find_their_place() {
        let strong: Vec<String> = (0..CORE).map(|n| format!("zq{n}x")).collect();
        let mut items: Vec<Item> = strong.iter().map(|text| item(text, 100)).collect();
        items[0] = item("forgot my password", 500);
        items.push(item("forgot the password", 1));
        items.push(item("remembered the password", 1));
        let found = run(&items, 100);
        assert_eq!(found.name(CORE), "forgot my password");
        assert_eq!(found.name(CORE + 1), "");
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(run(&[], 0), Themes::default());
        assert_eq!(run(&[item("", 1), item("...", 1)], 1).of, [None, None]);
    }
}
