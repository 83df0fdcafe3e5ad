//! What can be typed: commands and options, without any logic.

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  overheard mine sample_transcripts                 results in overheard-out/
  overheard mine calls --rep \"Dana Reed\" --out q3   our people by name
  overheard mine calls --calls-table calls.csv      groups, dates, accounts
  overheard formats                                 what can be read

Exit codes: 0 done; 1 nothing to report, or a difference found; 2 could not
run, or some transcript could not be read (the others are reported).";

/// Which words do customers use for their problems and wishes, and where did they
/// say so? Reads a folder of call transcripts, counts, and quotes word for word.
/// Works offline; the same folder gives the same result.
#[derive(Debug, Parser)]
#[command(name = "overheard", version, max_term_width = 80, after_help = EXAMPLES, arg_required_else_help = true)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Print nothing but errors
    #[arg(long, short, global = true, help_heading = "This run")]
    pub quiet: bool,
    /// Colours; auto: on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "This run")]
    pub color: Color,
    /// Threads to use; all cores by default. The result is the same
    #[arg(long, global = true, value_name = "N", help_heading = "This run", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Mine a folder of transcripts: terms, problems, quotes, a page
    Mine(MineArgs),
    /// Show every place where a phrase is said, with the words around it
    Kwic(KwicArgs),
    /// Mine again and compare with a committed run, for CI
    Check(CheckArgs),
    /// Two runs side by side: said more, said less, new, gone
    Compare(CompareArgs),
    /// Check that every quote in a file was really said: a table, deck or page
    Verify(VerifyArgs),
    /// A run against your own copy: what they say and you do not, and the reverse
    Gap(GapArgs),
    /// Write every call as clean `Speaker: text` lines, private data hidden
    Redact(RedactArgs),
    /// List the codes and their cues, or test a codebook of your own
    Codebook(CodebookArgs),
    /// List what can be read and how it is recognised
    Formats,
    /// Print a completion script for your shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
}

const MINE_EXAMPLES: &str = "\
Examples:
  overheard mine sample_transcripts
  overheard mine calls/ --rep \"Dana Reed\" --rep-domain acme.com --out q3
  overheard mine calls/ --calls-table crm.csv --min-calls 5
  overheard mine calls/ --config overheard.toml --quiet

Calls of different groups go into folders of their own below FOLDER:
customers/, prospects/, lost/, competitors/. The page then compares them.";

/// `overheard mine`.
#[derive(Debug, ClapArgs)]
#[command(after_help = MINE_EXAMPLES)]
pub struct MineArgs {
    /// What counts.
    #[command(flatten)]
    pub counted: CountedArgs,
    /// Which calls.
    #[command(flatten)]
    pub calls: CallsArgs,
    /// Where the results go. Old results there are replaced, all at once
    #[arg(long, short, value_name = "DIR", default_value = "overheard-out", help_heading = "This run")]
    pub out: PathBuf,
    /// Say why a phrase is in the list of terms or not (may be repeated)
    #[arg(long, value_name = "TERM", help_heading = "This run")]
    pub explain: Vec<String>,
    /// Also write brief.md: one page for the next meeting
    #[arg(long, help_heading = "This run")]
    pub brief: bool,
}

const CHECK_EXAMPLES: &str = "\
Examples:
  overheard check calls --against golden            exit code 1 where it moved
  overheard check calls --against golden --update   accept what moved

Without --config, the settings of the committed run hold (its run.json).";

/// `overheard check`.
#[derive(Debug, ClapArgs)]
#[command(after_help = CHECK_EXAMPLES)]
pub struct CheckArgs {
    /// What counts.
    #[command(flatten)]
    pub counted: CountedArgs,
    /// Which calls.
    #[command(flatten)]
    pub calls: CallsArgs,
    /// The committed run: a folder that `mine --out` wrote
    #[arg(long, value_name = "DIR", help_heading = "This run")]
    pub against: PathBuf,
    /// Tell what moved, then rewrite the committed run
    #[arg(long, help_heading = "This run")]
    pub update: bool,
}

const COMPARE_EXAMPLES: &str = "\
Examples:
  overheard compare q2 q3                    on the screen
  overheard compare q2 q3 --csv > moved.csv  every row, clear or not
  overheard compare q2 q3 --html moved.html  a page to look at and forward

A change is called clear with q <= .05 and 15 calls in both runs.";

/// `overheard compare`.
#[derive(Debug, ClapArgs)]
#[command(after_help = COMPARE_EXAMPLES)]
pub struct CompareArgs {
    /// The earlier run: a folder that `mine --out` wrote
    #[arg(value_name = "DIR_A")]
    pub before: PathBuf,
    /// The later run
    #[arg(value_name = "DIR_B")]
    pub after: PathBuf,
    /// Print CSV: all rows, whether clear or not
    #[arg(long, help_heading = "What is shown")]
    pub csv: bool,
    /// Also write a page, which needs no network
    #[arg(long, value_name = "FILE", help_heading = "What is shown")]
    pub html: Option<PathBuf>,
}

const GAP_EXAMPLES: &str = "\
Examples:
  overheard gap q3 --copy website/
  overheard gap q3 --copy website/ --calls calls/   count your words in the calls
  overheard gap q3 --copy website/ --allow Fieldpigeon --csv > gap.csv

Copy is read from .md, .html and .txt files; a file is a page.";

/// `overheard gap`.
#[derive(Debug, ClapArgs)]
#[command(after_help = GAP_EXAMPLES)]
pub struct GapArgs {
    /// A run: a folder that `mine --out` wrote
    #[arg(value_name = "DIR")]
    pub run: PathBuf,
    /// Folder with your own copy
    #[arg(long, value_name = "FOLDER", help_heading = "Your copy")]
    pub copy: PathBuf,
    /// A word of yours that customers need not say: your name, legal terms (may be repeated)
    #[arg(long, value_name = "WORDS", help_heading = "Your copy")]
    pub allow: Vec<String>,
    /// The calls of the run, to count in how many of them your words are said (may be repeated)
    #[arg(long, value_name = "FOLDER", help_heading = "The calls")]
    pub calls: Vec<PathBuf>,
    /// Print CSV: all rows
    #[arg(long, help_heading = "What is shown")]
    pub csv: bool,
}

const VERIFY_EXAMPLES: &str = "\
Examples:
  overheard verify overheard-out/quotes.csv --calls calls
  overheard verify deck.md --calls calls           quotes between marks, > lines

exact: the same bytes. cleaned: without fillers and repeats. moved: said, but
elsewhere than the file says. altered: nearly said. Exit code 1 if a quote is
altered or not found.";

/// `overheard verify`.
#[derive(Debug, ClapArgs)]
#[command(after_help = VERIFY_EXAMPLES)]
pub struct VerifyArgs {
    /// The file with the quotes: csv, tsv, md, html or txt
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Folder of transcripts (may be repeated)
    #[arg(long, value_name = "FOLDER", required = true, help_heading = "This run")]
    pub calls: Vec<PathBuf>,
    /// Show the quotes that hold, too
    #[arg(long, help_heading = "This run")]
    pub all: bool,
}

const REDACT_EXAMPLES: &str = "\
Examples:
  overheard redact calls --out clean            everything private hidden
  overheard redact calls --out clean --redact email --redact phone

A call `a/b.vtt` becomes `clean/a/b.vtt.txt`.";

/// `overheard redact`.
#[derive(Debug, ClapArgs)]
#[command(after_help = REDACT_EXAMPLES)]
pub struct RedactArgs {
    /// Which calls, and how they are read.
    #[command(flatten)]
    pub calls: CallsArgs,
    /// Where the clean calls go; what else lies there stays
    #[arg(long, short, value_name = "DIR", help_heading = "This run")]
    pub out: PathBuf,
}

const CODEBOOK_EXAMPLES: &str = "\
Examples:
  overheard codebook                          the codes and what they mean
  overheard codebook problem                  the cues of one
  overheard codebook --say \"I wish it could export\"
  overheard codebook --check mine.cues        test the examples of your own

The cue language takes five minutes: src/codebook/GRAMMAR.md.";

/// `overheard codebook`.
#[derive(Debug, ClapArgs)]
#[command(after_help = CODEBOOK_EXAMPLES)]
pub struct CodebookArgs {
    /// Codes to show with their cues
    #[arg(value_name = "CODE")]
    pub codes: Vec<String>,
    /// Test a codebook against its own examples; exit code 1 if one fails
    #[arg(long, value_name = "FILE")]
    pub check: Option<PathBuf>,
    /// Show what is found in a sentence
    #[arg(long, value_name = "SENTENCE")]
    pub say: Option<String>,
    /// Language of the codes
    #[arg(long, value_name = "CODE", default_value = "en")]
    pub language: String,
}

const KWIC_EXAMPLES: &str = "\
Examples:
  overheard kwic calls --phrase \"falls through the cracks\"
  overheard kwic calls --phrase \"schedul*\" --phrase \"double book\" --sentence
  overheard kwic calls --phrase price --who reps --segment lost --csv > price.csv

A phrase is found in all its inflections and spellings, with any article or
possessive in it. * stands for any letters, alone for any word.";

/// `overheard kwic`.
#[derive(Debug, ClapArgs)]
#[command(after_help = KWIC_EXAMPLES)]
pub struct KwicArgs {
    /// What to look for (may be repeated)
    #[arg(long, short, value_name = "PHRASE", required = true, help_heading = "What is looked for")]
    pub phrase: Vec<String>,
    /// These words exactly, no other forms of them
    #[arg(long, help_heading = "What is looked for")]
    pub exact: bool,
    /// Whose words
    #[arg(long, value_name = "SIDE", default_value = "customers", help_heading = "What is looked for")]
    pub who: Side,
    /// Where it is said as this code alone, such as problem or wish
    #[arg(long, value_name = "CODE", help_heading = "What is looked for")]
    pub code: Option<String>,
    /// Calls of this group alone
    #[arg(long, value_name = "GROUP", help_heading = "What is looked for")]
    pub segment: Option<String>,
    /// Show whole sentences
    #[arg(long, help_heading = "What is shown")]
    pub sentence: bool,
    /// Print CSV
    #[arg(long, help_heading = "What is shown")]
    pub csv: bool,
    /// Which calls.
    #[command(flatten)]
    pub calls: CallsArgs,
}

/// Which calls, and who is who in them: shared by every command that reads calls.
#[derive(Debug, ClapArgs)]
pub struct CallsArgs {
    /// Folders of transcripts
    #[arg(value_name = "FOLDER", required = true)]
    pub folders: Vec<PathBuf>,
    /// Who is who.
    #[command(flatten)]
    pub who: WhoArgs,
    /// Private data.
    #[command(flatten)]
    pub private: PrivateArgs,
    /// Read options from this file; what is typed here wins
    #[arg(long, value_name = "FILE", help_heading = "This run")]
    pub config: Option<PathBuf>,
}

/// Who is ours, who is the customer.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Who is who in the calls")]
pub struct WhoArgs {
    /// One of our people, as the transcripts name them (may be repeated)
    #[arg(long, value_name = "NAME")]
    pub rep: Vec<String>,
    /// E-mail domain of our people, such as acme.com (may be repeated)
    #[arg(long, value_name = "DOMAIN")]
    pub rep_domain: Vec<String>,
    /// A customer, as the transcripts name them (may be repeated)
    #[arg(long, value_name = "NAME")]
    pub customer: Vec<String>,
    /// CSV of people: name, role, e-mail
    #[arg(long, value_name = "FILE")]
    pub people: Option<PathBuf>,
    /// Audio channel on which the customer speaks
    #[arg(long, value_name = "N")]
    pub customer_channel: Option<u8>,
    /// CSV of calls: call, segment, date, account, product
    #[arg(long, value_name = "FILE")]
    pub calls_table: Option<PathBuf>,
    /// Language of the calls: en, es, fr, de or pt; others are set aside [default: en]
    #[arg(long, value_name = "CODE")]
    pub language: Option<String>,
}

/// What is counted, and in which order.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "What is counted")]
pub struct CountedArgs {
    /// Calls in which a phrase must be said [default: 3]
    #[arg(long, value_name = "N")]
    pub min_calls: Option<u32>,
    /// Most rows of terms.csv [default: 500]
    #[arg(long, value_name = "N")]
    pub max_terms: Option<u32>,
    /// Order of the terms [default: coverage]; METRICS.md tells them apart
    #[arg(long, value_name = "ORDER")]
    pub rank: Option<RankArg>,
    /// A term never to show (may be repeated)
    #[arg(long, value_name = "TERM")]
    pub exclude: Vec<String>,
    /// A term always to show when a customer says it (may be repeated)
    #[arg(long, value_name = "TERM")]
    pub include: Vec<String>,
    /// What transcripts write for what: a CSV with the columns said, means
    #[arg(long, value_name = "FILE")]
    pub aliases: Option<PathBuf>,
    /// Codes and cues of your own, on top of ours (see `overheard codebook`)
    #[arg(long, value_name = "FILE")]
    pub codebook: Option<PathBuf>,
    /// Competitors by name, with commas between
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub competitors: Vec<String>,
    /// Which phrases belong together or apart [default: themes.toml beside the results]
    #[arg(long, value_name = "FILE", conflicts_with = "no_themes")]
    pub themes: Option<PathBuf>,
    /// Word vectors for themes, as GloVe writes them; the program has its own
    #[arg(long, value_name = "FILE", conflicts_with = "no_themes")]
    pub vectors: Option<PathBuf>,
    /// Group nothing by meaning
    #[arg(long)]
    pub no_themes: bool,
    /// Code by cues alone, without the learned second opinion
    #[arg(long)]
    pub cues_only: bool,
}

/// What is hidden.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Private data")]
pub struct PrivateArgs {
    /// Show e-mail addresses, numbers and names as they are said
    #[arg(long, conflicts_with = "redact")]
    pub keep_private: bool,
    /// Hide this kind alone (may be repeated); all kinds by default
    #[arg(long, value_name = "KIND")]
    pub redact: Vec<String>,
}

// Their values carry comments instead of help, so that `--help` stays one line an option.

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    // On a terminal
    Auto,
    // Always
    Always,
    // Never
    Never,
}

/// Whose words are looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Side {
    // Those that are counted.
    Customers,
    // Ours.
    Reps,
    // All, those of unknown speakers too.
    Everyone,
}

// Orders of the term list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RankArg {
    // Distinctive, widely said, and new beside the rows above
    Coverage,
    // Number of calls
    Calls,
    // Log-likelihood keyness
    G2,
    // Log ratio
    LogRatio,
    // C-value
    CValue,
}
