//! Findings in, the bytes of every file of the result out. Nothing is counted here and nothing is read from disk.

mod brief;
mod csv;
pub mod escape;
mod html;
mod number;
mod run_json;
mod starter;
mod table;
mod voices;
mod workbook;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

pub use brief::brief;
pub use html::comparison_page;
pub use starter::{is_starter, starter};

use crate::findings::Findings;
use rayon::prelude::*;

/// A file of the result that could not be written. Nothing in a transcript can cause it.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The CSV writer refused.
    #[error("could not write a CSV table: {0}")]
    Csv(#[from] ::csv::Error),
    /// The JSON writer refused.
    #[error("could not write JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The workbook writer refused.
    #[error("could not write the workbook: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

/// Every file of the result, as (name, bytes), in the order of the contract. The same findings give the same bytes.
///
/// # Errors
/// When one of the writers refuses; see [`ReportError`].
pub fn render(findings: &Findings) -> Result<Vec<(&'static str, Vec<u8>)>, ReportError> {
    type Writer = fn(&Findings) -> Result<Vec<u8>, ReportError>;
    let files: [(&'static str, Writer); 9] = [
        ("terms.csv", |findings| csv::csv(&table::terms(findings))),
        ("problems.csv", |findings| csv::csv(&table::problems(findings))),
        ("quotes.csv", |findings| csv::csv(&table::quotes(findings))),
        ("coded.csv", |findings| csv::csv(&table::coded(findings))),
        ("calls.csv", |findings| csv::csv(&table::calls(findings))),
        ("aliases.suggested.csv", |findings| csv::csv(&table::aliases(findings))),
        ("report.html", html::html),
        ("overheard.xlsx", workbook::workbook),
        ("run.json", run_json::run_json),
    ];
    files.into_par_iter().map(|(name, write)| Ok((name, write(findings)?))).collect()
}
