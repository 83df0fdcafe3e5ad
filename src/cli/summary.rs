//! Findings in, the closing words of a run out.

use super::terminal::{Paint, Style};
use super::width::{SCREEN, cut, fit, number, plural, printable, wrap};
use overheard::findings::{CallRow, Findings, SegmentSize, Share, Status, Term};
use std::collections::BTreeMap;
use std::path::Path;

/// Terms that are shown.
const TERMS: usize = 10;
/// Problems that are shown.
const PROBLEMS: usize = 5;
/// Reasons that are shown.
const REASONS: usize = 6;

/// All that the closing words are made of.
pub struct Summary<'a> {
    /// What was found.
    pub findings: &'a Findings,
    /// Where it was written.
    pub out: &'a Path,
    /// The files there.
    pub files: &'a [&'a str],
}

impl Summary<'_> {
    /// What was read.
    pub fn read(&self, paint: Paint) -> String {
        let run = &self.findings.run;
        let calls = plural(run.calls_total, "call", "calls");
        let words = plural(run.customer_words, "word", "words");
        let files = plural(run.files, "file", "files");
        let customers = plural(run.customers, "customer", "customers");
        let mut text = format!("{calls} from {files}: {words} by {customers}");
        if run.calls_with_rep > 0 {
            text += &format!(", {} by reps", number(run.rep_words));
        }
        text.push('.');
        let mut text = wrap(&text, 2).replacen(&calls, &paint.style(Style::Bold, &calls), 1) + "\n";
        if run.segments.len() > 1 {
            let group = |group: &SegmentSize| format!("{} {}", printable(&group.name), group.calls);
            let groups: Vec<String> = run.segments.iter().map(group).collect();
            text += &(wrap(&format!("Groups: {}.", groups.join(", ")), 8) + "\n");
        }
        text
    }

    /// What was left aside, and why.
    pub fn left_aside(&self, paint: Paint) -> String {
        let aside: Vec<&CallRow> = self.findings.calls.iter().filter(|call| !call.counted).collect();
        if aside.is_empty() {
            return String::new();
        }
        let mut text =
            format!("\n{}\n", paint.style(Style::Bold, &format!("Left aside: {}", number(aside.len() as u64))));
        let reasons = grouped(&aside);
        for (reason, calls) in reasons.iter().take(REASONS) {
            text += &format!("{}\n", wrap(&format!("{:>5}  {reason}", calls.len()), 7));
            text += &format!("       {}\n", paint.style(Style::Dim, &examples(calls)));
        }
        if reasons.len() > REASONS {
            text += &format!("       and {} reasons more: see calls.csv\n", reasons.len() - REASONS);
        }
        text
    }

    /// How it is known who the customer is.
    pub fn who(&self, paint: Paint) -> String {
        let mut bases: BTreeMap<String, u64> = BTreeMap::new();
        for call in self.findings.calls.iter().filter(|call| call.counted) {
            *bases.entry(basis(&call.role_basis)).or_default() += 1;
        }
        let mut bases: Vec<(String, u64)> = bases.into_iter().filter(|(basis, _)| !basis.is_empty()).collect();
        bases.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        if bases.is_empty() {
            return String::new();
        }
        let bases: Vec<String> = bases.iter().map(|(basis, calls)| format!("{basis} ({calls})")).collect();
        let head = paint.style(Style::Bold, "Who is the customer");
        format!("\n{head}\n{}\n", wrap(&format!("  known by {}; see calls.csv", bases.join(", ")), 2))
    }

    /// The first terms.
    pub fn terms(&self, paint: Paint) -> String {
        let terms = &self.findings.terms;
        if terms.is_empty() {
            return format!("\nNo phrase is said in {} calls or more.\n", self.findings.run.settings.terms.min_calls);
        }
        let head = format!("{}{:>12}{:>14}  evidence", fit("     What they say", 44), "calls", "share");
        let mut text = format!("\n{}\n", paint.style(Style::Bold, &head));
        for term in terms.iter().take(TERMS) {
            text += &row(term, self.findings.run.calls_total);
        }
        text
    }

    /// The first problems.
    pub fn problems(&self, paint: Paint) -> String {
        let problems = &self.findings.problems;
        if problems.is_empty() {
            return String::new();
        }
        let head = format!("{}{:>12}{:>14}", fit("     Their problems", 44), "calls", "share");
        let mut text = format!("\n{}\n", paint.style(Style::Bold, &head));
        for problem in problems.iter().take(PROBLEMS) {
            let shown = fit(&printable(&problem.problem), 39);
            let calls = format!("{} of {}", problem.calls, self.findings.run.calls_total);
            text += &format!("{:>3}  {shown}{calls:>12}{:>14}\n", problem.rank, share(problem.share));
        }
        text
    }

    /// Where the results are.
    pub fn files(&self, paint: Paint) -> String {
        let sizes = [
            ("terms.csv", self.findings.terms.len()),
            ("problems.csv", self.findings.problems.len()),
            ("quotes.csv", self.findings.quotes.len()),
            ("coded.csv", self.findings.coded.len()),
            ("calls.csv", self.findings.calls.len()),
        ];
        let listed: Vec<String> = self
            .files
            .iter()
            .map(|file| match sizes.iter().find(|(name, _)| name == file) {
                Some((name, rows)) => format!("{name} ({})", number(*rows as u64)),
                None => (*file).to_owned(),
            })
            .collect();
        let head = paint.style(Style::Bold, &format!("Results in {}", printable(&self.out.to_string_lossy())));
        let mut text = format!("\n{head}\n{}\n", wrap(&format!("  {}", listed.join(", ")), 2));
        if self.files.contains(&"report.html") {
            let page = self.out.join("report.html");
            text += &format!("  Open {} first.\n", printable(&page.to_string_lossy()));
        }
        text
    }

    /// Cautions, and what to do next.
    pub fn next(&self, paint: Paint) -> String {
        let mut lines: Vec<String> = self.findings.run.warnings.iter().map(|warning| printable(warning)).collect();
        lines.extend(advice(self.findings));
        if lines.is_empty() {
            return String::new();
        }
        let head = paint.style(Style::Yellow, "Mind");
        let lines: String = lines.iter().map(|line| wrap(&format!("  - {line}"), 4) + "\n").collect();
        format!("\n{head}\n{lines}")
    }
}

/// The rows by their reason, most calls first.
fn grouped<'a>(calls: &[&'a CallRow]) -> Vec<(String, Vec<&'a str>)> {
    let mut groups: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for call in calls {
        groups.entry(reason(call)).or_default().push(&call.call);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
    groups
}

fn reason(call: &CallRow) -> String {
    match (call.duplicate_of.is_empty(), call.reason.is_empty()) {
        (false, _) => "the same call stands in another file".to_owned(),
        (true, false) => printable(&call.reason),
        (true, true) if call.status == Status::Read => "the customer is not known".to_owned(),
        (true, true) => "no reason given".to_owned(),
    }
}

fn examples(calls: &[&str]) -> String {
    let first = cut(&printable(calls.first().copied().unwrap_or_default()), SCREEN - 26);
    match calls.len() {
        0 | 1 => first,
        n => format!("{first} and {} more", n - 1),
    }
}

/// `behaviour` of `behaviour (0.82)`: what stands before the figures.
fn basis(text: &str) -> String {
    let end = text.find(|c: char| c.is_ascii_digit() || matches!(c, '(' | ',' | ';' | ':')).unwrap_or(text.len());
    printable(text[..end].trim())
}

fn row(term: &Term, of: u64) -> String {
    let calls = format!("{} of {of}", term.calls);
    let term_text = fit(&printable(&term.term), 39);
    format!("{:>3}  {term_text}{calls:>12}{:>14}  {}\n", term.rank, share(term.share), term.evidence)
}

/// `36 % (22-53)`.
fn share(share: Share) -> String {
    let percent = |x: f64| (x * 100.0).round();
    format!("{} % ({}-{})", percent(share.value), percent(share.low), percent(share.high))
}

/// What a user can do about what could not be read; the run itself warns of the rest.
fn advice(findings: &Findings) -> Option<String> {
    let failed = findings.calls.iter().filter(|call| call.status == Status::Failed).count() as u64;
    (failed > 0).then(|| format!("{} could not be read: calls.csv says why", plural(failed, "file", "files")))
}
