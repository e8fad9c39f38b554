//! A sheet that is filled and printed.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, FormatAlign, Formula, Worksheet, XlsxError};
use unicode_width::UnicodeWidthChar as _;

use super::Book;
use super::style::{Holds, Style};
use crate::report::compose::headline;

/// A longer text does not fit into a cell. Counted in UTF-16 units, as spreadsheets do.
const LONGEST: usize = 32_767;

/// The last character of a text that was cut.
const CUT: char = '…';

/// A longer text does not fit into a footer beside the rest.
const LONGEST_FOOTER: usize = 80;

/// A4.
const A4: u8 = 9;

/// The indentation per level, and the minimum width, in widths of a digit.
const INDENT: f64 = 1.3;
const NARROWEST: f64 = 12.0;

/// More lines are not counted, because the row has its maximum height by then.
const MOST_LINES: u32 = 60;

/// The maximum height of a row, in points.
const HIGHEST: f64 = 409.0;

/// The row of the column headings, from 0.
pub(super) const HEAD: u32 = 3;

/// The first row below them.
pub(super) const FIRST: u32 = HEAD + 1;

/// A column of a table.
pub(super) struct Column {
    title: String,
    width: f64,
    holds: Holds,
}

impl Column {
    /// A column of text.
    pub(super) fn text(title: String, width: f64) -> Self {
        Self { title, width, holds: Holds::Text }
    }

    /// A column of figures.
    pub(super) fn figures(title: String, width: f64) -> Self {
        Self { title, width, holds: Holds::Figures }
    }

    /// A column of small numbers that are not amounts.
    pub(super) fn numbers(title: String, width: f64) -> Self {
        Self { title, width, holds: Holds::Numbers }
    }

    /// A column of the units of the figures before it.
    pub(super) fn unit(title: String, width: f64) -> Self {
        Self { title, width, holds: Holds::Unit }
    }
}

/// A sheet that is being filled.
pub(super) struct Page {
    /// The sheet.
    pub sheet: Worksheet,
    /// Its styles.
    pub style: Style,
    /// The paragraphs below its title.
    leads: Vec<String>,
    widths: Vec<f64>,
    /// The number of lines in each row.
    lines: BTreeMap<u32, u32>,
}

impl Page {
    /// An empty sheet with a title, set up for print.
    pub(super) fn new(book: &Book<'_>, name: &str, title: &str, lead: &str) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
        sheet.set_screen_gridlines(false);
        let kept = cut(&headline(&book.brief, book.words), LONGEST_FOOTER);
        // `&` begins a code in footers.
        sheet.set_footer(format!("&L{}&C&A&R&P / &N", kept.replace('&', "&&")));
        let mut page =
            Self { sheet, style: book.style, leads: vec![lead.to_owned()], widths: Vec::new(), lines: BTreeMap::new() };
        page.line(0, 0, title, &page.style.title())?;
        page.sheet.set_row_height(0, page.style.title_height())?;
        Ok(page)
    }

    /// One more paragraph below the title.
    pub(super) fn lead(&mut self, text: String) {
        self.leads.push(text);
    }

    /// Sets the widths of the columns. Text below the title spans all of them.
    pub(super) fn widths(&mut self, widths: &[f64]) -> Result<(), XlsxError> {
        self.widths = widths.to_vec();
        for (at, width) in (0u16..).zip(widths) {
            self.sheet.set_column_width(at, *width)?;
        }
        let last = u16::try_from(widths.len().saturating_sub(1)).unwrap_or_default();
        let whole: f64 = widths.iter().sum();
        for (row, lead) in (1u32..HEAD).zip(self.leads.clone()) {
            let format = self.style.lead_wrapped();
            self.sheet.merge_range(row, 0, row, last, &fitting(&lead), &format)?;
            self.lines.insert(row, lines(&lead, whole));
        }
        Ok(())
    }

    /// The headings of a table. They stay visible when it is scrolled and are repeated on every printed page.
    pub(super) fn columns(&mut self, columns: &[Column], kept_left: u16) -> Result<(), XlsxError> {
        self.widths(&columns.iter().map(|column| column.width).collect::<Vec<_>>())?;
        for (at, column) in (0u16..).zip(columns) {
            self.text(HEAD, at, &column.title, &self.style.head(column.holds))?;
        }
        self.sheet.set_freeze_panes(FIRST, kept_left)?;
        self.sheet.set_repeat_rows(HEAD, HEAD)?;
        Ok(())
    }

    /// Lets a table be filtered by its columns.
    pub(super) fn filter(&mut self, last: u32, columns: usize) -> Result<(), XlsxError> {
        let last_column = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
        if last > HEAD {
            self.sheet.autofilter(HEAD, 0, last, last_column)?;
        }
        Ok(())
    }

    /// A text on one line. It stays a text, whatever it begins with.
    pub(super) fn line(&mut self, row: u32, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(row, column, fitting(text), format)?;
        Ok(())
    }

    /// A text that breaks into lines. Its row gets the height it needs.
    pub(super) fn text(&mut self, row: u32, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.indented(row, column, text, format, 0)
    }

    /// The same, indented.
    pub(super) fn indented(
        &mut self,
        row: u32,
        column: u16,
        text: &str,
        format: &Format,
        indent: u8,
    ) -> Result<(), XlsxError> {
        let width = self.widths.get(usize::from(column)).copied().unwrap_or(f64::MAX);
        let width = (width - f64::from(indent) * INDENT).max(NARROWEST);
        let needed = lines(text, width);
        let known = self.lines.entry(row).or_default();
        *known = needed.max(*known);
        let format = if indent > 0 { &format.clone().set_align(FormatAlign::Left).set_indent(indent) } else { format };
        self.line(row, column, text, format)
    }

    /// A text across all columns.
    pub(super) fn across(&mut self, row: u32, text: &str, format: &Format) -> Result<(), XlsxError> {
        let last = u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or_default();
        self.sheet.merge_range(row, 0, row, last, &fitting(text), format)?;
        let needed = lines(text, self.widths.iter().sum());
        let known = self.lines.entry(row).or_default();
        *known = needed.max(*known);
        Ok(())
    }

    /// The filled sheet. Programs differ in whether they determine row heights themselves.
    pub(super) fn finish(mut self) -> Result<Worksheet, XlsxError> {
        for (row, lines) in &self.lines {
            let height = self.style.line_height() * f64::from((*lines).max(1)) + 3.0;
            self.sheet.set_row_height(*row, height.min(HIGHEST))?;
        }
        Ok(self.sheet)
    }

    /// A number.
    pub(super) fn number(&mut self, row: u32, column: u16, value: Decimal, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_number_with_format(row, column, as_cell(value), format)?;
        Ok(())
    }

    /// A formula and its value.
    pub(super) fn formula(
        &mut self,
        row: u32,
        column: u16,
        formula: &str,
        result: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let formula = Formula::new(format!("={formula}")).set_result(result);
        self.sheet.write_formula_with_format(row, column, formula, format)?;
        Ok(())
    }
}

/// The approximate number of lines of a text in a column whose width is counted in digits of the sheet's default font,
/// which is slightly larger than that of the cells. Breaks between words leave some room at the ends of lines.
fn lines(text: &str, width: f64) -> u32 {
    let in_line = (width - 0.8).max(1.0);
    let of = |c: char| if c.width().unwrap_or_default() > 1 { 1.95 } else { 0.88 };
    let one = |line: &str| {
        let count = (line.chars().map(of).sum::<f64>() / in_line).ceil();
        (1..MOST_LINES).find(|lines| f64::from(*lines) >= count).unwrap_or(MOST_LINES)
    };
    text.split('\n').map(one).sum()
}

/// A text that fits into a cell. If it was cut, its last character shows that.
pub(super) fn fitting(text: &str) -> String {
    cut(text, LONGEST)
}

/// As much of a text as fits into a number of UTF-16 units, with a mark at its end if it was cut.
fn cut(text: &str, most: usize) -> String {
    if text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let mut left = most - CUT.len_utf16();
    let mut kept = String::new();
    for sign in text.chars() {
        let Some(rest) = left.checked_sub(sign.len_utf16()) else { break };
        kept.push(sign);
        left = rest;
    }
    kept.push(CUT);
    kept
}

/// A number as cells hold it. Only here an amount becomes binary, through its decimal digits, so that it is
/// the nearest value.
pub(super) fn as_cell(value: Decimal) -> f64 {
    value.to_string().parse().unwrap_or_default()
}

/// A reference to a cell of another sheet.
pub(super) fn reference(sheet: &str, column: char, row: u32) -> String {
    format!("'{}'!{column}{row}", sheet.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_cut_says_so_and_one_that_fits_is_whole() {
        for (letter, units) in [('a', 1), ('示', 1), ('𠮷', 2), ('🎬', 2)] {
            let of = |count: usize| letter.to_string().repeat(count);
            let fits = of(LONGEST / units);
            assert_eq!(fitting(&fits), fits, "{letter}");
            let long = fitting(&of(LONGEST / units + 1));
            assert!(long.ends_with(CUT) && long.encode_utf16().count() <= LONGEST, "{letter}");
        }
        assert_eq!(cut("abcdef", 4), "abc…");
    }
}
