//! Every knob with its default and its bounds. A run is repeatable from these alone; `run.json` carries them in full.

use serde::{Deserialize, Serialize};

/// All settings of a run, as `overheard.toml` writes them. Unknown keys are refused.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Which files, and how they are read.
    pub intake: Intake,
    /// Who is ours and who is the customer.
    pub roles: Roles,
    /// What a term must be.
    pub terms: Terms,
    /// What is coded.
    pub codes: Codes,
    /// Which quotes are chosen.
    pub quotes: Quotes,
    /// What is grouped by meaning.
    pub themes: Themes,
    /// What is hidden in all that is written.
    pub privacy: Privacy,
}

/// Which files, and how they are read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Intake {
    /// Language of the lists: en, es, fr, de or pt. Calls in another language are listed and left out.
    pub language: String,
    /// A customer's words that a call must hold to be counted. 0: every call counts.
    pub min_customer_words: u32,
    /// Leave out calls whose words stand in another file of the folder too.
    pub drop_duplicates: bool,
    /// Largest file that is read, in megabytes.
    pub max_file_mb: u32,
}

impl Default for Intake {
    fn default() -> Self {
        Intake { language: "en".into(), min_customer_words: 0, drop_duplicates: true, max_file_mb: 512 }
    }
}

/// Who is ours and who is the customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Roles {
    /// Names of our people (`--rep`).
    pub reps: Vec<String>,
    /// E-mail domains of our people (`--rep-domain`).
    pub rep_domains: Vec<String>,
    /// Names of customers.
    pub customers: Vec<String>,
    /// The audio channel on which customers speak (`--customer-channel`).
    pub customer_channel: Option<u8>,
    /// Below this confidence, in thousandths, a call is kept out of the customers' counts.
    pub min_confidence: u16,
}

impl Default for Roles {
    fn default() -> Self {
        Roles { reps: vec![], rep_domains: vec![], customers: vec![], customer_channel: None, min_confidence: 600 }
    }
}

/// What a term must be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Terms {
    /// Calls in which a term must be said (`--min-calls`).
    pub min_calls: u32,
    /// Most words of a term, 1 to 6.
    pub max_words: u8,
    /// Most rows of `terms.csv`.
    pub max_terms: u32,
    /// By what the list is ordered.
    pub rank: Rank,
    /// Terms never shown, whatever their count.
    pub exclude: Vec<String>,
    /// Terms always shown when anybody says them.
    pub include: Vec<String>,
}

impl Default for Terms {
    fn default() -> Self {
        Terms { min_calls: 3, max_words: 6, max_terms: 500, rank: Rank::Coverage, exclude: vec![], include: vec![] }
    }
}

/// Orders of the term list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rank {
    /// Distinctive, widely said, and new beside the rows above (the default).
    #[default]
    Coverage,
    /// Number of calls.
    Calls,
    /// Log-likelihood keyness G2 (Dunning 1993).
    G2,
    /// Log ratio (Hardie 2014).
    LogRatio,
    /// C-value (Frantzi, Ananiadou & Mima 2000).
    CValue,
}

/// What is coded.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Codes {
    /// Codes switched off.
    pub off: Vec<String>,
    /// Known competitors (`--competitors`).
    pub competitors: Vec<String>,
    /// Use the cues alone, without the learned second opinion.
    pub cues_only: bool,
}

/// Which quotes are chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Quotes {
    /// Most rows of `quotes.csv`.
    pub max_quotes: u32,
    /// Most quotes of one person.
    pub per_speaker: u32,
    /// Most quotes of one call.
    pub per_call: u32,
    /// Most quotes of one code.
    pub per_code: u32,
}

impl Default for Quotes {
    fn default() -> Self {
        Quotes { max_quotes: 400, per_speaker: 3, per_call: 4, per_code: 40 }
    }
}

/// What is grouped by meaning.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Themes {
    /// No themes (`--no-themes`).
    pub disabled: bool,
}

/// What is hidden in all that is written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Privacy {
    /// Show private data as it is said (`--keep-private`).
    pub keep: bool,
    /// Only these kinds are hidden; empty means all (`--redact KIND`).
    pub kinds: Vec<String>,
}

/// A setting that cannot be.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("setting `{key}`: {what}")]
pub struct BadSetting {
    /// Dotted name of the key.
    pub key: &'static str,
    /// What is wrong, and what is allowed.
    pub what: String,
}

impl Settings {
    /// Checks every bound.
    ///
    /// # Errors
    /// The first setting outside its bounds.
    pub fn check(&self) -> Result<(), BadSetting> {
        let bad = |key, what: &str| Err(BadSetting { key, what: what.to_owned() });
        if !(1..=6).contains(&self.terms.max_words) {
            return bad("terms.max_words", "must be 1 to 6");
        }
        if self.terms.min_calls == 0 {
            return bad("terms.min_calls", "must be at least 1");
        }
        if self.terms.max_terms == 0 {
            return bad("terms.max_terms", "must be at least 1");
        }
        if self.roles.min_confidence > 1000 {
            return bad("roles.min_confidence", "is in thousandths: 0 to 1000");
        }
        if self.intake.max_file_mb == 0 {
            return bad("intake.max_file_mb", "must be at least 1");
        }
        Ok(())
    }
}
