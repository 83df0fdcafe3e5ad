//! `overheard formats`: the table of formats in, the same for people out.

use super::Outcome;
use super::failure::Failure;
use super::terminal::{Style, Terminal};
use super::width::{fit, width, wrap};
use overheard::read::{FORMATS, Format, Knows, Proof};

/// Prints the table.
///
/// # Errors
/// Nobody reads any more.
pub fn run(terminal: &Terminal) -> Result<Outcome, Failure> {
    let column = FORMATS.iter().map(|format| width(format.id)).max().unwrap_or(0).max("format".len()) + 2;
    let head = format!("{}{}what it is, and how it is recognised", fit("format", column), fit("knows", 9));
    let mut table = terminal.paint().style(Style::Bold, &head) + "\n";
    for format in FORMATS {
        table.push_str(&row(format, column));
    }
    table.push_str(LEGEND);
    terminal.result(table.as_bytes())?;
    Ok(Outcome::Done)
}

const LEGEND: &str = "
knows: roles = the file says who is the customer; names = it names or numbers
the speakers, and who is the customer is worked out; nothing = neither.
* written to its documentation and tried on invented files only; no real
export was at hand.
The content decides; the file name only suggests.
";

fn row(format: &Format, column: usize) -> String {
    let knows = match format.knows {
        Knows::Roles => "roles",
        Knows::Names => "names",
        Knows::Nothing => "nothing",
    };
    let star = match format.proof {
        Proof::Seen => "",
        Proof::Documented => "*",
    };
    let endings: Vec<String> = format.extensions.iter().map(|ending| format!(".{ending}")).collect();
    let endings = if endings.is_empty() { String::new() } else { format!(" ({})", endings.join(" ")) };
    let text =
        format!("{}{}{}{star}{endings}: {}", fit(format.id, column), fit(knows, 9), format.title, format.recognised_by);
    wrap(&text, column + 9) + "\n"
}
