//! The kinds of private data: what each is called in settings and summaries, and what stands in its place.

/// A kind of private data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// E-mail address, written or spoken ("jane dot doe at example dot com").
    Email,
    /// Telephone number, in digits or spelled.
    Phone,
    /// Payment card number, or its last four digits where they are called so.
    Card,
    /// International bank account number.
    Iban,
    /// Number of a person: social security, passport, driving licence, tax, health.
    Id,
    /// Account, order, policy, reference or device number.
    Account,
    /// Street address, PO box, postcode.
    Address,
    /// Date of birth.
    Birth,
    /// Link with a key, a query or a user in it.
    Url,
    /// Internet address of a machine.
    Ip,
    /// Name of a person.
    Name,
}

impl Kind {
    /// All kinds, in the order of summaries.
    pub const ALL: [Kind; 11] = [
        Kind::Email,
        Kind::Phone,
        Kind::Card,
        Kind::Iban,
        Kind::Id,
        Kind::Account,
        Kind::Address,
        Kind::Birth,
        Kind::Url,
        Kind::Ip,
        Kind::Name,
    ];

    /// What stands in the text in its place.
    pub const fn label(self) -> &'static str {
        match self {
            Kind::Email => "[email]",
            Kind::Phone => "[phone]",
            Kind::Card => "[card]",
            Kind::Iban => "[iban]",
            Kind::Id => "[id]",
            Kind::Account => "[account]",
            Kind::Address => "[address]",
            Kind::Birth => "[date of birth]",
            Kind::Url => "[url]",
            Kind::Ip => "[ip address]",
            Kind::Name => "[name]",
        }
    }

    /// Its name in settings (`--redact KIND`) and summaries: the label without brackets.
    pub fn name(self) -> &'static str {
        self.label().trim_matches(['[', ']'])
    }

    /// The kind of that name; case, `-` and `_` do not matter.
    pub fn named(name: &str) -> Option<Kind> {
        let wanted = name.trim().to_lowercase().replace(['-', '_'], " ");
        Kind::ALL.into_iter().find(|kind| kind.name() == wanted)
    }

    pub(super) const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// How many places of each kind were hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([u64; Kind::ALL.len()]);

impl Counts {
    /// One more of the kind.
    pub fn add(&mut self, kind: Kind) {
        self.0[kind as usize] += 1;
    }

    /// Adds all of another count.
    pub fn merge(&mut self, other: &Counts) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine += theirs;
        }
    }

    /// Places of that kind.
    pub fn of(&self, kind: Kind) -> u64 {
        self.0[kind as usize]
    }

    /// Places of all kinds.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    /// Name and places of every kind that occurs, in the order of [`Kind::ALL`].
    pub fn by_name(&self) -> Vec<(String, u64)> {
        Kind::ALL.iter().map(|&k| (k.name().to_owned(), self.of(k))).filter(|(_, n)| *n > 0).collect()
    }
}
