//! Typed options and a configuration file in, one [`Request`] out: options win over the file, the file over defaults.

use super::args::{CallsArgs, CountedArgs, PrivateArgs, RankArg, WhoArgs};
use overheard::mask::private::{Finder, Kind};
use overheard::pipeline::Request;
use overheard::settings::{BadSetting, Codes, Intake, Privacy, Quotes, Rank, Roles, Settings, Terms, Themes};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Options that do not fit together, or a configuration that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    /// The configuration cannot be opened.
    #[error("cannot read the configuration `{}`: {why}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: std::io::Error,
    },
    /// The configuration holds an unknown key or a wrong value.
    #[error("`{}`: {why}", path.display())]
    Config {
        /// The file.
        path: PathBuf,
        /// With line and column.
        why: toml::de::Error,
    },
    /// A value is out of bounds.
    #[error(transparent)]
    Setting(#[from] BadSetting),
    /// There is no such kind of private data.
    #[error("no kind of private data is called `{kind}`: use one of {}", kinds())]
    Kind {
        /// What was typed.
        kind: String,
    },
    /// A file that an option names is not there.
    #[error("{option}: there is no file `{}`", path.display())]
    NoFile {
        /// The option or key.
        option: &'static str,
        /// The path.
        path: PathBuf,
    },
}

/// `overheard.toml`: the settings, and the files that options can name too.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Config {
    intake: Intake,
    roles: Roles,
    terms: Terms,
    codes: Codes,
    quotes: Quotes,
    themes: Themes,
    privacy: Privacy,
    files: Files,
}

/// Files beside the calls. Paths in a configuration are relative to the configuration.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Files {
    people: Option<PathBuf>,
    calls_table: Option<PathBuf>,
    codebook: Option<PathBuf>,
    themes: Option<PathBuf>,
    vectors: Option<PathBuf>,
    aliases: Option<PathBuf>,
}

/// The request that the user means; `base` stands in for the defaults where there is no configuration.
///
/// # Errors
/// A configuration that cannot be read, a setting out of bounds, a file that is not there.
pub fn request(args: &CallsArgs, counted: Option<&CountedArgs>, base: Settings) -> Result<Request, RequestError> {
    let Config { intake, roles, terms, codes, quotes, themes, privacy, files } = match &args.config {
        Some(path) => config(path)?,
        None => from(base),
    };
    let mut settings = Settings { intake, roles, terms, codes, quotes, themes, privacy };
    who(&args.who, &mut settings);
    if let Some(typed) = counted {
        count(typed, &mut settings);
    }
    hide(&args.private, &mut settings);
    settings.check()?;
    if let Some(kind) = Finder::unknown(&settings.privacy) {
        return Err(RequestError::Kind { kind: kind.to_owned() });
    }
    Ok(Request {
        folders: args.folders.clone(),
        settings,
        people: file("--people", args.who.people.clone().or(files.people))?,
        codebook: file("--codebook", counted.and_then(|typed| typed.codebook.clone()).or(files.codebook))?,
        calls_table: file("--calls-table", args.who.calls_table.clone().or(files.calls_table))?,
        themes: file("--themes", counted.and_then(|typed| typed.themes.clone()).or(files.themes))?,
        vectors: file("--vectors", counted.and_then(|typed| typed.vectors.clone()).or(files.vectors))?,
        aliases: file("--aliases", counted.and_then(|typed| typed.aliases.clone()).or(files.aliases))?,
        explain: vec![],
    })
}

fn from(base: Settings) -> Config {
    let Settings { intake, roles, terms, codes, quotes, themes, privacy } = base;
    Config { intake, roles, terms, codes, quotes, themes, privacy, files: Files::default() }
}

fn config(path: &Path) -> Result<Config, RequestError> {
    let text = std::fs::read_to_string(path).map_err(|why| RequestError::Unreadable { path: path.into(), why })?;
    let mut config: Config = toml::from_str(&text).map_err(|why| RequestError::Config { path: path.into(), why })?;
    let beside = path.parent().unwrap_or(Path::new(""));
    let files = &mut config.files;
    let named = [
        &mut files.people,
        &mut files.calls_table,
        &mut files.codebook,
        &mut files.themes,
        &mut files.vectors,
        &mut files.aliases,
    ];
    for file in named {
        *file = file.take().map(|file| beside.join(file));
    }
    Ok(config)
}

fn who(args: &WhoArgs, settings: &mut Settings) {
    replace(&mut settings.roles.reps, &args.rep);
    replace(&mut settings.roles.rep_domains, &args.rep_domain);
    replace(&mut settings.roles.customers, &args.customer);
    if let Some(language) = &args.language {
        settings.intake.language.clone_from(language);
    }
    settings.roles.customer_channel = args.customer_channel.or(settings.roles.customer_channel);
}

fn count(args: &CountedArgs, settings: &mut Settings) {
    let terms = &mut settings.terms;
    terms.min_calls = args.min_calls.unwrap_or(terms.min_calls);
    terms.max_terms = args.max_terms.unwrap_or(terms.max_terms);
    terms.rank = args.rank.map_or(terms.rank, rank);
    replace(&mut terms.exclude, &args.exclude);
    replace(&mut terms.include, &args.include);
    replace(&mut settings.codes.competitors, &args.competitors);
    settings.codes.cues_only |= args.cues_only;
    settings.themes.disabled |= args.no_themes;
}

fn hide(args: &PrivateArgs, settings: &mut Settings) {
    settings.privacy.keep |= args.keep_private;
    if !args.redact.is_empty() {
        settings.privacy.keep = false;
    }
    replace(&mut settings.privacy.kinds, &args.redact);
}

fn kinds() -> String {
    Kind::ALL.map(Kind::name).join(", ")
}

/// A list that was typed stands in place of the configured one.
fn replace(configured: &mut Vec<String>, typed: &[String]) {
    if !typed.is_empty() {
        *configured = typed.to_vec();
    }
}

fn rank(order: RankArg) -> Rank {
    match order {
        RankArg::Coverage => Rank::Coverage,
        RankArg::Calls => Rank::Calls,
        RankArg::G2 => Rank::G2,
        RankArg::LogRatio => Rank::LogRatio,
        RankArg::CValue => Rank::CValue,
    }
}

/// Asked before the long work, so that a slip of the pen costs no minutes.
fn file(option: &'static str, path: Option<PathBuf>) -> Result<Option<PathBuf>, RequestError> {
    match path {
        Some(path) if !path.exists() => Err(RequestError::NoFile { option, path }),
        path => Ok(path),
    }
}
