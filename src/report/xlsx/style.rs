//! The styles of cells, with the colours of the printed report.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::model::mark::Mark;
use crate::model::text::Language;

/// The kind of content of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Text.
    Text,
    /// Figures.
    Figures,
    /// Small numbers that are not amounts.
    Numbers,
    /// The unit of the figures before it.
    Unit,
}

/// Text.
pub(super) const INK: Color = Color::RGB(0x1d_1c_1a);
/// Secondary text.
pub(super) const SECOND: Color = Color::RGB(0x5f_5a_51);
/// Lines between rows.
pub(super) const LINE: Color = Color::RGB(0xe4_df_d4);
/// Values that were judged wrong.
pub(super) const PROBLEM: Color = Color::RGB(0xb3_26_1e);
/// The inside of open shapes.
pub(super) const SURFACE: Color = Color::RGB(0xff_ff_ff);
/// The background of headings.
const HEAD: Color = Color::RGB(0x3a_37_33);
/// Text on it.
const ON_HEAD: Color = Color::RGB(0xff_ff_ff);
/// The background of groups.
const GROUP: Color = Color::RGB(0xef_eb_e2);
/// Certain money.
pub(super) const CERTAIN: Color = Color::RGB(0x23_70_5a);
/// Money that an authority may grant or not, as an area.
pub(super) const POSSIBLE: Color = Color::RGB(0xe3_b5_5c);
/// The same, as text.
const POSSIBLE_INK: Color = Color::RGB(0x8a_5b_08);
/// Something unknown.
const UNKNOWN: Color = Color::RGB(0x5c_6b_85);
/// User input: blue, as accountants expect it.
const INPUT: Color = Color::RGB(0x1f_4e_9e);
/// The background of cells that can be changed.
const INPUT_GROUND: Color = Color::RGB(0xff_f7_d6);
/// The colours of places in a chart.
const PLACES: [Color; 6] = [
    Color::RGB(0x00_72_b2),
    Color::RGB(0xd5_5e_00),
    Color::RGB(0x00_9e_73),
    Color::RGB(0xa4_50_8b),
    Color::RGB(0xa4_77_08),
    Color::RGB(0x5b_6b_7b),
];

/// The colour of a place.
pub(super) fn place_color(mark: Mark) -> Color {
    PLACES.get(mark.color()).copied().unwrap_or(INK)
}

/// The tone of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// Nothing special; for numbers: a formula.
    Plain,
    /// The subject of its row.
    Strong,
    /// Something less important.
    Quiet,
    /// Certain money.
    Certain,
    /// Money that an authority may grant or not.
    Possible,
    /// The same, known wholly or partly from second-hand reports.
    Hearsay,
    /// Something unknown.
    Unknown,
    /// An answer.
    Input,
    /// A figure that a policy prints.
    Printed,
    /// A number calculated by the rules, without a formula.
    Worked,
    /// The heading of the rows below it.
    Group,
}

/// The styles of one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    font: &'static str,
    chinese: bool,
}

impl Style {
    /// Chinese needs a font that has it. The named ones come with every office package.
    pub(super) fn new(language: Language) -> Self {
        Self {
            font: match language {
                Language::Chinese => "Microsoft YaHei",
                Language::English => "Calibri",
            },
            chinese: language == Language::Chinese,
        }
    }

    fn base(self) -> Format {
        Format::new().set_font_name(self.font).set_font_size(10).set_font_color(INK).set_align(FormatAlign::Top)
    }

    /// The font, for charts.
    pub(super) fn font(self) -> &'static str {
        self.font
    }

    /// The title of a sheet.
    pub(super) fn title(self) -> Format {
        self.base().set_font_size(15).set_bold()
    }

    /// A line below it.
    pub(super) fn lead(self) -> Format {
        self.base().set_font_color(SECOND)
    }

    /// The same, over several lines.
    pub(super) fn lead_wrapped(self) -> Format {
        self.lead().set_text_wrap().set_align(FormatAlign::Left)
    }

    /// The height of the row of a title, in points.
    pub(super) fn title_height(self) -> f64 {
        self.line_height() * 1.7
    }

    /// The height of a line, in points.
    pub(super) fn line_height(self) -> f64 {
        if self.chinese { 16.0 } else { 13.5 }
    }

    /// The heading of a column.
    pub(super) fn head(self, holds: Holds) -> Format {
        let head = self.base().set_bold().set_font_color(ON_HEAD).set_background_color(HEAD).set_text_wrap();
        let head = head.set_align(FormatAlign::VerticalCenter);
        match holds {
            Holds::Text => head.set_align(FormatAlign::Left),
            Holds::Figures => head.set_align(FormatAlign::Right),
            Holds::Numbers => head.set_align(FormatAlign::Center),
            Holds::Unit => head.set_align(FormatAlign::Left).set_indent(1),
        }
    }

    /// The unit of the figure before it.
    pub(super) fn unit(self, tone: Tone) -> Format {
        self.cell(tone).set_align(FormatAlign::Left).set_indent(1)
    }

    /// A cell of a table.
    pub(super) fn cell(self, tone: Tone) -> Format {
        let cell = self.base().set_border_bottom(FormatBorder::Thin).set_border_bottom_color(LINE);
        match tone {
            Tone::Plain => cell,
            Tone::Strong => cell.set_bold(),
            Tone::Quiet => cell.set_font_color(SECOND),
            Tone::Certain => cell.set_bold().set_font_color(CERTAIN),
            Tone::Possible => cell.set_font_color(POSSIBLE_INK),
            Tone::Hearsay => cell.set_font_color(POSSIBLE_INK).set_italic(),
            Tone::Unknown => cell.set_font_color(UNKNOWN),
            Tone::Input => cell.set_font_color(INPUT).set_background_color(INPUT_GROUND),
            Tone::Printed => cell.set_font_color(INPUT),
            Tone::Worked => cell.set_font_color(SECOND).set_italic(),
            Tone::Group => cell.set_bold().set_background_color(GROUP),
        }
    }

    /// A cell of text that may be long.
    pub(super) fn text(self, tone: Tone) -> Format {
        self.cell(tone).set_text_wrap()
    }

    /// A text in a column of figures.
    pub(super) fn beside_figures(self, tone: Tone) -> Format {
        self.text(tone).set_align(FormatAlign::Right)
    }

    /// A link.
    pub(super) fn link(self) -> Format {
        self.text(Tone::Printed).set_underline(FormatUnderline::Single)
    }

    /// A small number that is not an amount.
    pub(super) fn number(self, tone: Tone) -> Format {
        self.figure(tone, "0").set_align(FormatAlign::Center)
    }

    /// A cell of figures.
    pub(super) fn figure(self, tone: Tone, pattern: &str) -> Format {
        self.cell(tone).set_num_format(pattern)
    }
}

/// The format of money: with fen if it has any.
pub(super) fn money(value: Decimal) -> &'static str {
    if value.is_integer() { "#,##0" } else { "#,##0.00" }
}

/// The format of a share, with the digits that it has.
pub(super) fn share(value: Decimal) -> &'static str {
    match value.checked_mul(Decimal::ONE_HUNDRED).map_or(0, |hundredths| hundredths.normalize().scale()) {
        0 => "0%",
        1 => "0.0%",
        2 => "0.00%",
        _ => "0.0000%",
    }
}

/// The format of a count.
pub(super) fn count(value: Decimal) -> &'static str {
    if value.is_integer() { "#,##0" } else { "#,##0.0###" }
}
