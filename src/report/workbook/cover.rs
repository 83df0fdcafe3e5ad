//! Findings in, the first sheet out: what was read, how sure it is, and what the other sheets hold.

use super::look::Look;
use super::title;
use crate::findings::Findings;
use crate::report::escape::sheet_cell;
use crate::report::table;
use rust_xlsxwriter::{Url, Worksheet, XlsxError};

/// The cover; `coded` is how many utterances the workbook holds.
pub(super) fn cover(findings: &Findings, look: &Look, coded: usize) -> Result<Worksheet, XlsxError> {
    let mut cover = Cover { sheet: Worksheet::new(), look, row: 0 };
    cover.sheet.set_name("Start here")?.set_screen_gridlines(false).set_print_fit_to_pages(1, 0);
    cover.sheet.set_column_width(0, 30)?.set_column_width(1, 90)?;
    cover.sheet.write_string_with_format(0, 0, "What your customers say, in their own words", &look.title)?;
    cover.row = 2;
    cover.read(findings)?;
    cover.sure(findings)?;
    cover.sheets(findings, coded)?;
    cover.how_to_read()?;
    Ok(cover.sheet)
}

struct Cover<'l> {
    sheet: Worksheet,
    look: &'l Look,
    row: u32,
}

impl Cover<'_> {
    fn section(&mut self, heading: &str) -> Result<(), XlsxError> {
        self.row += 1;
        self.sheet.write_string_with_format(self.row, 0, heading, &self.look.section)?;
        self.sheet.write_blank(self.row, 1, &self.look.section)?;
        self.row += 1;
        Ok(())
    }

    fn count(&mut self, what: &str, number: u64) -> Result<(), XlsxError> {
        self.sheet.write_string(self.row, 0, sheet_cell(what))?;
        self.sheet.write_number_with_format(self.row, 1, number as f64, &self.look.count)?;
        self.row += 1;
        Ok(())
    }

    fn read(&mut self, findings: &Findings) -> Result<(), XlsxError> {
        let run = &findings.run;
        self.section("What was read")?;
        self.count("Files found", run.files)?;
        self.count("Calls counted", run.calls_total)?;
        self.count("Customers heard", run.customers)?;
        self.count("Words of customers", run.customer_words)?;
        self.count("Words of your side (not mined)", run.rep_words)?;
        for group in &run.segments {
            self.count(&format!("Calls of the group {}", group.name), group.calls)?;
        }
        Ok(())
    }

    fn sure(&mut self, findings: &Findings) -> Result<(), XlsxError> {
        let lines = [&findings.groups.missing, &findings.groups.too_small, &findings.run.warnings];
        if lines.iter().all(|lines| lines.is_empty()) {
            return Ok(());
        }
        self.section("How sure is this?")?;
        for line in lines.into_iter().flatten() {
            self.sheet.merge_range(self.row, 0, self.row, 1, &sheet_cell(line), &self.look.warning)?;
            self.row += 1;
        }
        Ok(())
    }

    fn sheets(&mut self, findings: &Findings, coded: usize) -> Result<(), XlsxError> {
        self.section("The sheets")?;
        let rest = findings.coded.len() - coded;
        let beyond =
            if rest > 0 { format!(" The first {coded}; {rest} more are in coded.csv.") } else { String::new() };
        for (name, about) in [
            ("terms", table::terms(findings).about.to_owned()),
            ("problems", table::problems(findings).about.to_owned()),
            ("quotes", table::quotes(findings).about.to_owned()),
            ("coded", table::coded(findings).about.to_owned() + &beyond),
            ("groups", table::groups(findings).about.to_owned()),
            ("trends", table::trends(findings).about.to_owned()),
            ("calls", table::calls(findings).about.to_owned()),
            ("columns", "What every column says, with formula and unit.".to_owned()),
        ] {
            let name = title(name);
            let link = Url::new(format!("internal:{name}!A1"));
            self.sheet.write_url_with_options(self.row, 0, link, &name, "", Some(&self.look.link))?;
            self.sheet.write_string_with_format(self.row, 1, about, &self.look.prose)?;
            self.row += 1;
        }
        Ok(())
    }

    fn how_to_read(&mut self) -> Result<(), XlsxError> {
        self.section("How to read it")?;
        for line in [
            "A share is calls in which a customer says it, of all calls with a known customer. One talkative caller counts once.",
            "share_low and share_high are the ends of its 95 % interval: with other calls of the same kind the share would hardly lie outside.",
            "Evidence says how far to trust a row: strong, moderate, or thin, which is a hint and not a fact.",
            "An empty cell means: not known, or it does not apply. It never means zero.",
            "Quotes are word for word; private data is hidden. Calls and terms are links to their rows.",
        ] {
            self.sheet.merge_range(self.row, 0, self.row, 1, line, &self.look.soft)?;
            self.row += 1;
        }
        Ok(())
    }
}
