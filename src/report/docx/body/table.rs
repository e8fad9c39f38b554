//! Tables, and the bars in them.

use std::fmt::Write as _;

use super::super::look::{Look, part_sign, tight};
use super::super::widths::{lines as head_lines, widths};
use super::Writer;
use crate::report::document::{Bar, Cell, Column, Holds, Row, Table, Tone};

/// The length of a bar in characters.
const BAR: u16 = 8;

/// Keeps a heading on the page of the row below it.
const KEEP: &str = "<w:keepNext/>";

impl Writer {
    /// A table of a width and a size of text, with its caption and legend.
    pub(super) fn table(&mut self, table: &Table, width: u32, size: u32) {
        if !table.caption.is_empty() {
            self.plain("Caption", &table.caption);
        }
        if !table.legend.is_empty() {
            self.paragraph("Caption", "", |writer| {
                for entry in &table.legend {
                    let (sign, tone) = part_sign(entry.tone);
                    writer.run(&sign.to_string().repeat(2), Look { bold: false, ..Look::of(tone) });
                    writer.run(&format!(" {}    ", entry.text), Look::QUIET);
                }
            });
        }
        let widths = widths(table, width, size - 3);
        let _ = write!(
            self.out,
            "<w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:tblBorders><w:bottom w:val=\"single\" w:sz=\"4\" \
             w:color=\"E4DFD4\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:color=\"E4DFD4\"/></w:tblBorders>\
             <w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"40\" w:type=\"dxa\"/><w:right w:w=\"60\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>"
        );
        for width in &widths {
            let _ = write!(self.out, "<w:gridCol w:w=\"{width}\"/>");
        }
        // The headings are repeated on every page.
        self.push("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (column, width) in table.columns.iter().zip(&widths) {
            self.cell(*width, 1, column.holds, KEEP, |writer| {
                writer.mark(column.mark, size);
                let look = if column.mark.is_some() { Look::of(Tone::Strong) } else { Look::QUIET };
                for (at, line) in head_lines(&column.title, *width, size - 3).into_iter().enumerate() {
                    if at > 0 {
                        writer.line_break();
                    }
                    writer.run(line, look.sized(size - 3));
                }
            });
        }
        self.push("</w:tr>");
        for row in &table.rows {
            self.push("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            match row {
                Row::Group(item) => {
                    self.cell(width, widths.len(), Holds::Text, KEEP, |writer| writer.item(item, size));
                }
                Row::Cells(cells) | Row::Sum(cells) => {
                    for ((cell, column), width) in cells.iter().zip(&table.columns).zip(&widths) {
                        self.content(cell, column, *width, size);
                    }
                }
            }
            self.push("</w:tr>");
        }
        self.push("</w:tbl>");
        self.paragraph("", "<w:spacing w:after=\"0\" w:line=\"100\" w:lineRule=\"exact\"/>", |_| {});
    }

    fn cell(&mut self, width: u32, span: usize, holds: Holds, keep: &str, fill: impl FnOnce(&mut Self)) {
        let span = if span > 1 { format!("<w:gridSpan w:val=\"{span}\"/>") } else { String::new() };
        let _ = write!(self.out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}</w:tcPr>");
        self.paragraph("", &format!("{keep}{}", tight(holds)), fill);
        self.push("</w:tc>");
    }

    fn content(&mut self, cell: &Cell, column: &Column, width: u32, size: u32) {
        let items = match cell {
            Cell::Bar(bar) => return self.cell(width, 1, column.holds, "", |writer| writer.bar(*bar)),
            Cell::Items(items) => items,
        };
        let _ = write!(self.out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>");
        for item in items {
            self.paragraph("", tight(column.holds), |writer| writer.item(item, size));
        }
        if items.is_empty() {
            self.paragraph("", tight(column.holds), |_| {});
        }
        self.push("</w:tc>");
    }

    /// A bar of characters; the figures beside it say the same.
    fn bar(&mut self, bar: Bar) {
        let at = |part: u16| (part * BAR).div_ceil(1000);
        let settled = bar.settled.min(bar.known);
        let mut from = 0;
        for (tone, to) in [
            (Tone::Certain, bar.certain),
            (Tone::Possible, settled),
            (Tone::Open, bar.known),
            (Tone::Hearsay, bar.possible),
        ] {
            let to = at(to);
            let (sign, tone) = part_sign(tone);
            let text = sign.to_string().repeat(usize::from(to.saturating_sub(from)));
            self.run(&text, Look { bold: false, ..Look::of(tone) }.sized(11));
            from = from.max(to);
        }
    }
}
