//! The content of the text document, block by block.

mod brief;
mod table;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::look::Look;
use super::pictures::Pictures;
use super::{HEAD, WORD, escaped};
use crate::model::mark::Mark;
use crate::report::document::{
    Block, Column, Document, Holds, Item, Node, PlaceHead, Reference, Row, SourceEntry, Table, Tag,
};
use crate::report::ink;
use crate::report::plot::{Dress, Plot, curve, svg};

/// The width of the text on a portrait page of A4, in twentieths of a point.
pub(super) const WIDTH: u32 = 9866;
/// The same on a landscape page.
const WIDE: u32 = 14_798;
const MARGIN: u32 = 1020;
const SHORT_SIDE: u32 = 11_906;
const LONG_SIDE: u32 = 16_838;

/// The number of the first note. The first two are separator lines.
pub(super) const FIRST_NOTE: usize = 2;

/// The content of the document, and the parts it refers to.
pub(super) struct Body {
    pub(super) document: String,
    pub(super) notes: Vec<String>,
    /// External addresses.
    pub(super) links: Vec<String>,
    /// Drawings as bitmaps.
    pub(super) pictures: Vec<Vec<u8>>,
}

/// The id of a link to an address.
pub(super) fn link_id(at: usize) -> String {
    format!("rIdLink{at}")
}

struct Writer {
    out: String,
    notes: Vec<String>,
    /// The notes so far: a source and a locator.
    noted: BTreeSet<(usize, String)>,
    links: Vec<String>,
    pictures: Pictures,
    /// The titles of the sources, by their numbers.
    sources: Vec<String>,
    bookmarks: usize,
    /// The size of text in the brief, in half points.
    size: u32,
}

impl Body {
    pub(super) fn of(document: &Document) -> Self {
        let full = document.sections.iter().find(|section| section.id == "sources");
        let short = document.front.sections.iter().find(|section| section.id == "front-sources");
        let titles = full.or(short).into_iter().flat_map(|section| &section.blocks).find_map(|block| match block {
            Block::Sources(all) => Some(all.iter().map(|entry| entry.title.clone()).collect()),
            _ => None,
        });
        let mut writer = Writer {
            out: String::new(),
            notes: Vec::new(),
            noted: BTreeSet::new(),
            links: Vec::new(),
            pictures: Pictures::default(),
            sources: titles.unwrap_or_default(),
            bookmarks: 0,
            size: brief::size(&document.front),
        };
        writer.front(document);
        if !document.sections.is_empty() {
            writer.annex(document);
        }
        let body = format!("{}{}", writer.out, page(false));
        Self {
            document: format!("{HEAD}<w:document {WORD}><w:body>{body}</w:body></w:document>"),
            notes: writer.notes,
            links: writer.links,
            pictures: writer.pictures.all,
        }
    }
}

/// The page properties, which end the preceding section.
fn page(wide: bool) -> String {
    let (width, height, way) =
        if wide { (LONG_SIDE, SHORT_SIDE, " w:orient=\"landscape\"") } else { (SHORT_SIDE, LONG_SIDE, "") };
    format!(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rIdFooter\"/><w:pgSz w:w=\"{width}\" w:h=\"{height}\"{way}/>\
         <w:pgMar w:top=\"{MARGIN}\" w:right=\"{MARGIN}\" w:bottom=\"{MARGIN}\" w:left=\"{MARGIN}\" w:header=\"500\" w:footer=\"500\" w:gutter=\"0\"/></w:sectPr>"
    )
}

impl Writer {
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// A paragraph of a style.
    fn paragraph(&mut self, style: &str, more: &str, fill: impl FnOnce(&mut Self)) {
        let style = if style.is_empty() { String::new() } else { format!("<w:pStyle w:val=\"{style}\"/>") };
        let _ = write!(self.out, "<w:p><w:pPr>{style}{more}</w:pPr>");
        fill(self);
        self.push("</w:p>");
    }

    fn run(&mut self, text: &str, look: Look) {
        if text.is_empty() {
            return;
        }
        let mut how = String::new();
        if look.bold {
            how += "<w:b/>";
        }
        if let Some(color) = look.color {
            let _ = write!(how, "<w:color w:val=\"{color}\"/>");
        }
        if let Some(size) = look.size {
            let _ = write!(how, "<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>");
        }
        let _ = write!(self.out, "<w:r><w:rPr>{how}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text));
    }

    fn plain(&mut self, style: &str, text: &str) {
        self.paragraph(style, "", |writer| writer.run(text, Look::default()));
    }

    fn line_break(&mut self) {
        self.push("<w:r><w:br/></w:r>");
    }

    /// A text that can be a link target.
    fn bookmark(&mut self, name: &str, fill: impl FnOnce(&mut Self)) {
        let id = self.bookmarks;
        self.bookmarks += 1;
        let _ = write!(self.out, "<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>");
        fill(self);
        let _ = write!(self.out, "<w:bookmarkEnd w:id=\"{id}\"/>");
    }

    fn link_to(&mut self, name: &str, text: &str, look: Look) {
        let _ = write!(self.out, "<w:hyperlink w:anchor=\"{name}\" w:history=\"1\">");
        self.run(text, look);
        self.push("</w:hyperlink>");
    }

    fn heading(&mut self, level: u8, name: &str, text: &str) {
        self.paragraph(&format!("Heading{level}"), "", |writer| {
            writer.bookmark(name, |writer| writer.run(text, Look::default()));
        });
    }

    /// A text that links to an address, if there is one.
    fn outside(&mut self, link: Option<&str>, text: &str, look: Look) {
        let Some(link) = link else { return self.run(text, look) };
        let id = link_id(self.links.len());
        self.links.push(link.to_owned());
        let _ = write!(self.out, "<w:hyperlink r:id=\"{id}\" w:history=\"1\">");
        self.run(text, look);
        self.push("</w:hyperlink>");
    }

    /// The annex: its contents, then part by part.
    fn annex(&mut self, document: &Document) {
        self.paragraph("", "<w:pageBreakBefore/>", |writer| writer.run(&document.kicker, Look::QUIET));
        self.heading(1, "annex", &document.title);
        self.plain("Subtitle", &document.subtitle);
        for entry in &document.about {
            self.paragraph("Small", "", |writer| {
                writer.run(&format!("{}  ", entry.label), Look { bold: true, ..Look::default() });
                writer.run(&entry.value, Look::default());
            });
        }
        self.plain("Caution", &document.caution);
        for section in &document.sections {
            self.paragraph("", "", |writer| writer.link_to(section.id, &section.title, Look::default()));
        }
        for section in &document.sections {
            let wide = section.id == "cards";
            if wide {
                let end = page(false);
                self.paragraph("", &end, |_| {});
            }
            self.heading(1, section.id, &section.title);
            for block in &section.blocks {
                match block {
                    Block::Table(table) => self.table(table, if wide { WIDE } else { WIDTH }, 17),
                    other => self.block(other),
                }
            }
            if wide {
                let end = page(true);
                self.paragraph("", &end, |_| {});
            }
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(text) => self.plain("", text),
            Block::Note(text) => self.plain("Caution", text),
            Block::Place(head) => self.place(head),
            Block::Table(table) => self.table(table, WIDTH, 17),
            Block::Plot(plot) => self.plot(plot),
            Block::Drawing(one) => {
                let drawn = curve::inline([&one.title, &one.finding], &one.graphic, Dress::Print);
                self.picture(&drawn, &one.title, &one.finding);
            }
            Block::List(items) => {
                for item in items {
                    self.paragraph("", "<w:ind w:left=\"240\" w:hanging=\"240\"/>", |writer| {
                        writer.run("–  ", Look::QUIET);
                        writer.item(item, 19);
                    });
                }
            }
            Block::Steps { title, root } => {
                self.plain("Caption", title);
                self.step(root, 0);
            }
            Block::Sources(all) => all.iter().for_each(|entry| self.source(entry)),
        }
    }

    fn place(&mut self, head: &PlaceHead) {
        self.paragraph("Heading2", "", |writer| {
            writer.mark(Some(head.mark), 24);
            writer.run(&head.name, Look::default());
        });
        self.paragraph("", "<w:keepNext/>", |writer| {
            for figure in [&head.certain, &head.possible] {
                writer.run(&format!("{} ", figure.label), Look::QUIET);
                writer.run(&figure.value, Look::of(figure.tone).sized(21));
                writer.run("    ", Look::default());
            }
        });
    }

    fn mark(&mut self, mark: Option<Mark>, size: u32) {
        let Some(mark) = mark else { return };
        let color = Some(ink::place(mark));
        self.run(&format!("{} ", mark.sign()), Look { bold: false, color, size: Some(size) });
    }

    fn item(&mut self, item: &Item, size: u32) {
        self.mark(item.mark, size);
        self.run(&item.text, Look::of(item.tone).sized(size));
        for tag in &item.tags {
            self.tag(tag, size);
        }
        self.references(&item.references);
        for detail in &item.details {
            self.line_break();
            self.run(detail, Look::QUIET);
        }
    }

    fn tag(&mut self, tag: &Tag, size: u32) {
        let look = Look { bold: false, ..Look::of(tag.tone) };
        self.run(&format!(" [{}]", tag.text), look.sized(size - 3));
    }

    /// A number links to its source. The locator is in a note, or after the number if such a note exists.
    fn references(&mut self, all: &[Reference]) {
        for one in all {
            let anchor = format!("short_source_{}", one.number);
            self.run(" ", Look::default());
            self.link_to(&anchor, &format!("[{}]", one.number), Look::QUIET);
            if one.at.is_empty() {
                continue;
            }
            if !self.noted.insert((one.number, one.at.clone())) {
                self.run(&format!(" {}", one.at), Look::QUIET.sized(14));
            } else {
                let title = one.number.checked_sub(1).and_then(|at| self.sources.get(at)).cloned().unwrap_or_default();
                let id = FIRST_NOTE + self.notes.len();
                self.notes.push(format!("[{}] {title}: {}", one.number, one.at));
                let _ = write!(
                    self.out,
                    "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r>"
                );
            }
        }
    }

    /// A drawing as a picture, with a description for readers who cannot see it. A drawing that is too large is left
    /// out; its figures are below it.
    fn picture(&mut self, drawn: &str, title: &str, finding: &str) {
        let Some(markup) = self.pictures.take(drawn, &format!("{title}: {finding}"), WIDTH) else { return };
        self.paragraph("", "<w:keepNext/>", |writer| writer.push(&markup));
    }

    /// A plot, and its figures.
    fn plot(&mut self, plot: &Plot) {
        self.paragraph("", "<w:keepNext/>", |writer| {
            writer.run(&plot.title, Look { bold: true, ..Look::default() });
            writer.run(&format!(" {}", plot.finding), Look::default());
            writer.references(&plot.references);
        });
        self.picture(&svg(plot, Dress::Print), &plot.title, &plot.finding);
        // Place, period, value, unit, printed value and kind of statement. The rest is in the sources.
        let shown = 1..7;
        let columns = plot.columns.get(shown.clone()).into_iter().flatten();
        let columns: Vec<Column> = columns.map(|title| Column::new(title.clone(), Holds::Text)).collect();
        let rows = plot.rows.iter().filter_map(|row| row.get(shown.clone()));
        let rows = rows.map(|row| Row::Cells(row.iter().map(|text| text.clone().into()).collect())).collect();
        self.table(&Table { caption: String::new(), columns, rows, legend: vec![] }, WIDTH, 16);
    }

    fn step(&mut self, node: &Node, depth: u32) {
        let left = 200 + depth * 220;
        let tabs = format!(
            "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"{WIDTH}\"/></w:tabs><w:spacing w:after=\"10\"/><w:ind w:left=\"{left}\"/>"
        );
        self.paragraph("", &tabs, |writer| {
            let look = Look { bold: node.decisive, ..Look::default() }.sized(16);
            writer.run(&node.label, look);
            writer.references(&node.references);
            if !node.note.is_empty() {
                writer.run(&format!(" {}", node.note), Look::QUIET);
            }
            if !node.value.is_empty() {
                writer.push("<w:r><w:tab/></w:r>");
                writer.run(&node.value, look);
            }
        });
        node.parts.iter().for_each(|part| self.step(part, depth + 1));
    }

    fn source(&mut self, entry: &SourceEntry) {
        self.paragraph("", "<w:ind w:left=\"440\" w:hanging=\"440\"/>", |writer| {
            writer.run(&format!("[{}]  ", entry.number), Look::QUIET);
            writer.outside(entry.link.as_deref(), &entry.title, Look { bold: true, ..Look::default() });
            writer.line_break();
            writer.run(&entry.facts.join(" · "), Look::QUIET);
            if !entry.note.is_empty() {
                writer.line_break();
                writer.run(&entry.note, Look::QUIET);
            }
        });
    }
}
