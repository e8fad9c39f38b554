//! The brief, which begins the document.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::super::look::Look;
use super::{WIDTH, Writer};
use crate::report::document::{Block, Document, Front, Section, SourceEntry};

/// A brief with more lines than this is set in smaller type.
const MANY: usize = 30;
/// A brief whose lists have more text than this is set in even smaller type; in letters, of which a Chinese character
/// counts two.
const LONG: usize = 2100;

/// The size of text in the brief, in half points, so that it fits on one page.
pub(super) fn size(front: &Front) -> u32 {
    match (letters(front) > LONG, lines(front) > MANY) {
        (true, _) => 15,
        (false, true) => 17,
        (false, false) => 19,
    }
}

/// The length of all items of its lists.
fn letters(front: &Front) -> usize {
    let blocks = front.sections.iter().flat_map(|section| &section.blocks);
    let items = blocks.filter_map(|block| if let Block::List(items) = block { Some(items) } else { None }).flatten();
    items.map(|item| item.text.width() + item.details.iter().map(|detail| detail.width()).sum::<usize>()).sum()
}

/// The approximate number of lines of the brief.
fn lines(front: &Front) -> usize {
    let of = |block: &Block| match block {
        Block::Table(table) => table.rows.len() * 2,
        Block::List(items) => items.len() * 3,
        Block::Sources(all) => all.len(),
        _ => 2,
    };
    front.sections.iter().flat_map(|section| &section.blocks).map(of).sum()
}

impl Writer {
    /// The brief.
    pub(super) fn front(&mut self, document: &Document) {
        let front = &document.front;
        let size = self.size;
        let tab = format!(
            "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"4\" w:color=\"1D1C1A\"/></w:pBdr><w:tabs><w:tab w:val=\"right\" w:pos=\"{WIDTH}\"/></w:tabs>"
        );
        self.paragraph("", &tab, |writer| {
            let bold = Look { bold: true, ..Look::default() }.sized(18);
            writer.run(&document.brand[0], bold);
            writer.run(&format!(" {}", document.brand[1]), Look { color: Some("B93A2B"), ..bold });
            writer.run(&format!("   {}", front.kind), Look::QUIET.sized(18));
            writer.push("<w:r><w:tab/></w:r>");
            writer.run(&front.day, Look::QUIET.sized(18));
        });
        for text in [&front.production, &front.question] {
            if !text.is_empty() {
                self.paragraph("", "", |writer| writer.run(text, Look::QUIET.sized(size - 1)));
            }
        }
        self.paragraph("Title", "", |writer| {
            for piece in &front.answer {
                let color = Look::of(piece.tone).color;
                writer.run(&piece.text, Look { color, ..Look::default() });
            }
        });
        if !front.qualification.is_empty() {
            self.plain("Subtitle", &front.qualification);
        }
        for remark in &front.remarks {
            self.plain("Caution", remark);
        }
        let mut sections = front.sections.iter().peekable();
        while let Some(section) = sections.next() {
            match sections.next_if(|next| section.id == "front-open" && next.id == "front-ask") {
                Some(beside) => self.beside(section, beside),
                None => self.short(section, WIDTH),
            }
        }
    }

    /// Two sections side by side.
    fn beside(&mut self, left: &Section, right: &Section) {
        let half = WIDTH / 2;
        let _ = write!(
            self.out,
            "<w:tbl><w:tblPr><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>\
             <w:gridCol w:w=\"{half}\"/><w:gridCol w:w=\"{half}\"/></w:tblGrid><w:tr>"
        );
        for section in [left, right] {
            let _ = write!(self.out, "<w:tc><w:tcPr><w:tcW w:w=\"{half}\" w:type=\"dxa\"/></w:tcPr>");
            self.short(section, half - 300);
            self.paragraph("", "<w:spacing w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>", |_| {});
            self.push("</w:tc>");
        }
        self.push("</w:tr></w:tbl>");
    }

    fn short(&mut self, section: &Section, width: u32) {
        let size = self.size;
        if !section.title.is_empty() {
            self.heading(2, section.id, &section.title);
        }
        for block in &section.blocks {
            match block {
                Block::Table(table) => self.table(table, width, size),
                Block::Paragraph(text) => self.plain("Small", text),
                Block::List(items) => {
                    let numbered = section.is_numbered();
                    for (at, item) in items.iter().enumerate() {
                        self.paragraph("", "", |writer| {
                            if numbered {
                                let look = Look { bold: true, color: Some("B93A2B"), size: Some(size) };
                                writer.run(&format!("{}  ", at + 1), look);
                            }
                            writer.mark(item.mark, size);
                            let small = if numbered { size } else { size - 2 };
                            writer.run(&item.text, Look { bold: true, ..Look::default() }.sized(small));
                            if !numbered {
                                writer.run(" ·", Look::default().sized(small));
                            }
                            for detail in &item.details {
                                writer.run(&format!(" {detail}"), Look::default().sized(small));
                            }
                            writer.references(&item.references);
                        });
                    }
                }
                Block::Sources(all) => all.iter().for_each(|entry| self.short_source(entry)),
                other => self.block(other),
            }
        }
        if section.id == "front-places" {
            self.paragraph("", "<w:spacing w:after=\"0\" w:line=\"80\" w:lineRule=\"exact\"/>", |_| {});
        }
    }

    fn short_source(&mut self, entry: &SourceEntry) {
        self.paragraph("Small", "<w:ind w:left=\"340\" w:hanging=\"340\"/>", |writer| {
            writer.bookmark(&format!("short_source_{}", entry.number), |writer| {
                writer.run(&format!("[{}] ", entry.number), Look::default());
            });
            writer.outside(entry.link.as_deref(), &entry.title, Look::default());
            writer.run(&format!(" · {}", entry.facts.join(" · ")), Look::default());
        });
    }
}
