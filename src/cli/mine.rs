//! `overheard mine`: folders of calls in, a folder of results out.

use super::Outcome;
use super::args::MineArgs;
use super::explain::explained;
use super::failure::Failure;
use super::folder::Folder;
use super::own_themes::OwnThemes;
use super::request::request;
use super::summary::Summary;
use super::terminal::Terminal;
use overheard::findings::{Findings, Status};
use overheard::pipeline::{self, Request};
use overheard::progress::{Event, Progress, Stage};
use overheard::report;
use overheard::settings::Settings;

/// Mines, writes, and tells what was found.
///
/// # Errors
/// What kept it from running; some calls that cannot be read are no error.
pub fn run(args: &MineArgs, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut request =
        Request { explain: args.explain.clone(), ..request(&args.calls, Some(&args.counted), Settings::default())? };
    let folder = Folder::open(&args.out)?.apart_from(&request.folders)?;
    let own = OwnThemes::beside(&args.out);
    own.apply(&mut request);
    let drawing = terminal.progress();
    let findings = pipeline::mine(&request, &drawing)?;
    drawing.tell(Event::Started { stage: Stage::Report, total: None });
    let mut files = report::render(&findings)?;
    if args.brief {
        files.push(("brief.md", report::brief(&findings).into_bytes()));
    }
    files.extend(own.fresh(&findings));
    folder.write(&files)?;
    drop(drawing);
    if !terminal.is_quiet() {
        let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
        tell(&Summary { findings: &findings, out: &args.out, files: &names }, terminal)?;
    }
    // Who asks wants the answer, however quiet the rest.
    terminal.result(explained(&findings, terminal.paint()).as_bytes())?;
    Ok(outcome(&findings))
}

/// Results to standard output, what to know about the run to standard error, in an order that reads well on a screen.
fn tell(summary: &Summary, terminal: &Terminal) -> Result<(), Failure> {
    let (paint, notes) = (terminal.paint(), terminal.paint_notes());
    terminal.result(summary.read(paint).as_bytes())?;
    terminal.note(&summary.left_aside(notes));
    terminal.note(&summary.who(notes));
    terminal.result(summary.terms(paint).as_bytes())?;
    terminal.result(summary.problems(paint).as_bytes())?;
    terminal.result(summary.files(paint).as_bytes())?;
    terminal.note(&summary.next(notes));
    Ok(())
}

/// How a run ended, by what it found.
pub fn outcome(findings: &Findings) -> Outcome {
    if findings.calls.iter().any(|call| call.status == Status::Failed) {
        Outcome::PartlyRead
    } else if findings.terms.is_empty() && findings.problems.is_empty() && findings.quotes.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Done
    }
}
