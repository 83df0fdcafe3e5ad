//! How the cells of the workbook look: a format for every kind of column, made once.

use crate::report::table::Kind;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

/// The colour of what customers say, as on the page.
const THEIRS: Color = Color::RGB(0x000A_5F57);
const SOFT: Color = Color::RGB(0x005D_5A53);

/// The formats.
pub(super) struct Look {
    /// A heading of a table.
    pub head: Format,
    /// The name of the workbook.
    pub title: Format,
    /// A heading on the cover.
    pub section: Format,
    /// A remark on the cover.
    pub soft: Format,
    /// What a reader must know.
    pub warning: Format,
    /// A whole number with its thousands apart.
    pub count: Format,
    /// A link to another sheet.
    pub link: Format,
    /// Sentences, wrapped.
    pub prose: Format,
    share: Format,
    factor: Format,
    score: Format,
    probability: Format,
    plain: Format,
}

impl Default for Look {
    fn default() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Look {
            head: Format::new()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(THEIRS)
                .set_align(FormatAlign::VerticalCenter)
                .set_border_bottom(FormatBorder::Thin),
            title: Format::new().set_bold().set_font_size(20).set_font_color(THEIRS),
            section: Format::new().set_bold().set_font_size(13).set_border_bottom(FormatBorder::Thin),
            soft: top().set_font_color(SOFT).set_text_wrap(),
            warning: top().set_text_wrap().set_background_color(Color::RGB(0x00FD_F3DC)),
            count: top().set_num_format("#,##0").set_align(FormatAlign::Left),
            link: top().set_font_color(THEIRS).set_underline(FormatUnderline::Single),
            prose: top().set_text_wrap(),
            share: top().set_num_format("0%"),
            factor: top().set_num_format("0.0"),
            score: top().set_num_format("0.00"),
            probability: top().set_num_format("0.0000"),
            plain: top(),
        }
    }
}

impl Look {
    /// The format of a column's cells.
    pub fn of(&self, kind: Kind) -> &Format {
        match kind {
            Kind::Share => &self.share,
            Kind::Factor => &self.factor,
            Kind::Score => &self.score,
            Kind::Probability => &self.probability,
            Kind::Prose => &self.prose,
            Kind::Count | Kind::Word | Kind::Name | Kind::Moment => &self.plain,
        }
    }

    /// The width of a column, in characters.
    pub fn width(kind: Kind, heading: &str) -> f64 {
        let width = match kind {
            Kind::Prose => 60.0,
            Kind::Name => 30.0,
            Kind::Word | Kind::Moment => 14.0,
            Kind::Count | Kind::Share | Kind::Factor | Kind::Score | Kind::Probability => 9.0,
        };
        // Room for the heading and the button of its filter.
        f64::max(width, heading.chars().count().min(30) as f64 + 4.0)
    }
}
