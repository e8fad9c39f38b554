//! Markdown text for wikis and repositories.

use std::fmt::Write as _;

use super::document::{
    Block, Cell, Column, Document, Holds, Item, Node, PlaceHead, Reference, Row, SourceEntry, Table, Tone,
};
use super::plot::Plot;
use crate::model::text::Language;

/// The text.
pub(super) fn write(document: &Document) -> Vec<u8> {
    let colon = match document.language {
        Language::Chinese => "：",
        Language::English => ": ",
    };
    let mut text = Text { out: String::new(), colon };
    text.document(document);
    text.out.into_bytes()
}

struct Text {
    out: String,
    /// The separator between a name and its value.
    colon: &'static str,
}

impl Text {
    fn line(&mut self, line: &str) {
        // Writing to a string does not fail.
        let _ = writeln!(self.out, "{}", line.trim_end());
    }

    fn paragraph(&mut self, line: &str) {
        self.line(line);
        self.line("");
    }

    fn document(&mut self, document: &Document) {
        let front = &document.front;
        self.paragraph(&format!("# {}", plain(&front.sentence())));
        self.paragraph(&format!(
            "**{}** {} · {}",
            plain(&document.brand.join(" ")),
            plain(&front.kind),
            plain(&front.day)
        ));
        for text in [&front.production, &front.question, &front.qualification] {
            if !text.is_empty() {
                self.paragraph(&start(text));
            }
        }
        for remark in &front.remarks {
            self.paragraph(&format!("> {}", plain(remark)));
        }
        for section in &front.sections {
            if !section.title.is_empty() {
                self.paragraph(&format!("## {}", plain(&section.title)));
            }
            section.blocks.iter().for_each(|block| self.block(block));
        }
        self.paragraph(&start(&front.limits));
        self.paragraph(&start(&front.stamp));
        if !document.sections.is_empty() {
            self.annex(document);
        }
        let end = self.out.trim_end().len();
        self.out.truncate(end);
        self.line("");
    }

    fn annex(&mut self, document: &Document) {
        self.paragraph(&format!("# {}", plain(&document.title)));
        self.paragraph(&plain(&document.kicker));
        self.paragraph(&plain(&document.subtitle));
        for entry in &document.about {
            self.line(&format!("- {}{}{}", plain(&entry.label), self.colon, plain(&entry.value)));
        }
        self.line("");
        self.paragraph(&format!("> {}", plain(&document.caution)));
        for section in &document.sections {
            self.paragraph(&format!("## {}", plain(&section.title)));
            section.blocks.iter().for_each(|block| self.block(block));
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(text) => self.paragraph(&start(text)),
            Block::Note(text) => self.paragraph(&format!("> {}", plain(text))),
            Block::Place(PlaceHead { name, certain, possible, .. }) => {
                self.paragraph(&format!("### {}", plain(name)));
                let figures =
                    [certain, possible].map(|entry| format!("{} **{}**", plain(&entry.label), plain(&entry.value)));
                self.paragraph(&figures.join(" · "));
            }
            Block::Table(table) => self.table(table),
            Block::Plot(plot) => self.plot(plot),
            // Text has no drawings; the figures follow below.
            Block::Drawing(_) => {}
            Block::List(items) => {
                for item in items {
                    self.line(&format!("- {}", inline(item, "  \n  ")));
                }
                self.line("");
            }
            Block::Steps { title, root } => {
                self.paragraph(&format!("**{}**", plain(title)));
                self.step(root, 0);
                self.line("");
            }
            Block::Sources(all) => {
                for entry in all {
                    self.source(entry);
                }
                self.line("");
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let shown: Vec<(usize, &Column)> =
            table.columns.iter().enumerate().filter(|(_, column)| column.holds != Holds::Bars).collect();
        if !table.caption.is_empty() {
            self.paragraph(&format!("*{}*", plain(&table.caption)));
        }
        let row = |cells: &[String]| format!("| {} |", cells.join(" | "));
        self.line(&row(&shown.iter().map(|(_, column)| plain(&column.title)).collect::<Vec<_>>()));
        let rule = |column: &Column| if column.holds == Holds::Figures { "---:" } else { "---" }.to_owned();
        self.line(&row(&shown.iter().map(|(_, column)| rule(column)).collect::<Vec<_>>()));
        for line in &table.rows {
            let cells = match line {
                Row::Group(item) => {
                    let mut cells = vec![inline(item, "<br>")];
                    cells.resize(shown.len(), String::new());
                    cells
                }
                Row::Cells(cells) | Row::Sum(cells) => {
                    shown.iter().filter_map(|(at, _)| cells.get(*at)).map(content).collect()
                }
            };
            self.line(&row(&cells));
        }
        self.line("");
    }

    /// The figures of a plot, because text has no drawings.
    fn plot(&mut self, plot: &Plot) {
        self.paragraph(&format!("**{}** {}{}", plain(&plot.title), plain(&plot.finding), references(&plot.references)));
        let row = |cells: &[String]| format!("| {} |", cells.join(" | "));
        let each = |cells: &[String]| cells.iter().map(|cell| plain(cell)).collect::<Vec<_>>();
        self.line(&row(&each(&plot.columns)));
        self.line(&row(&vec!["---".to_owned(); plot.columns.len()]));
        for cells in &plot.rows {
            self.line(&row(&each(cells)));
        }
        self.line("");
    }

    fn step(&mut self, node: &Node, depth: usize) {
        let mut line = format!("{}- {}", "  ".repeat(depth), plain(&node.label));
        if !node.value.is_empty() {
            let value = plain(&node.value);
            line += self.colon;
            line += &if node.decisive { format!("**{value}**") } else { value };
        }
        if !node.note.is_empty() {
            line += &format!(" ({})", plain(&node.note));
        }
        line += &references(&node.references);
        self.line(&line);
        node.parts.iter().for_each(|part| self.step(part, depth + 1));
    }

    fn source(&mut self, entry: &SourceEntry) {
        let mut parts = vec![format!("**{}**", plain(&entry.title))];
        parts.extend(entry.facts.iter().map(|fact| plain(fact)));
        parts.extend(entry.link.iter().map(|link| format!("<{}>", address(link))));
        let mut line = format!("{}. {}", entry.number, parts.join(" · "));
        if !entry.note.is_empty() {
            line += &format!("  \n   {}", plain(&entry.note));
        }
        self.line(&line);
    }
}

fn content(cell: &Cell) -> String {
    match cell {
        Cell::Items(items) => items.iter().map(|item| inline(item, "<br>")).collect::<Vec<_>>().join("<br><br>"),
        Cell::Bar(_) => String::new(),
    }
}

fn inline(item: &Item, gap: &str) -> String {
    let mut text = start(&item.text);
    if matches!(item.tone, Tone::Strong | Tone::Certain | Tone::Possible) && !text.is_empty() {
        text = format!("**{text}**");
    }
    for tag in &item.tags {
        text += if text.is_empty() { "" } else { " · " };
        text += &plain(&tag.text);
    }
    text += &references(&item.references);
    for detail in &item.details {
        text += gap;
        text += &plain(detail);
    }
    text.trim_start().to_owned()
}

fn references(all: &[Reference]) -> String {
    let one = |reference: &Reference| match reference.at.as_str() {
        "" => format!(" \\[{}\\]", reference.number),
        at => format!(" \\[{}, {}\\]", reference.number, plain(at)),
    };
    all.iter().map(one).collect()
}

/// A text without any markup, on one line.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for sign in text.trim().chars() {
        match sign {
            '\n' | '\r' | '\t' => plain.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' => plain.extend(['\\', sign]),
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '&' => plain.push_str("&amp;"),
            _ => plain.push(sign),
        }
    }
    plain
}

/// A text at the start of a line, where more characters are markup.
fn start(text: &str) -> String {
    let plain = plain(text);
    let digits = plain.chars().take_while(char::is_ascii_digit).count();
    if plain.starts_with(['-', '+', '=']) {
        format!("\\{plain}")
    } else if digits > 0 && [". ", ") "].iter().any(|mark| plain[digits..].starts_with(mark)) {
        format!("{}\\{}", &plain[..digits], &plain[digits..])
    } else {
        plain
    }
}

/// A link between angle brackets, which the link cannot close early.
fn address(link: &str) -> String {
    link.replace('<', "%3C").replace('>', "%3E").replace(char::is_whitespace, "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        assert_eq!(
            plain("a|b\\c <script> *x* [y](z) & `q`\n# no"),
            "a\\|b\\\\c &lt;script&gt; \\*x\\* \\[y\\](z) &amp; \\`q\\` \\# no"
        );
        assert_eq!(start("- not a list"), "\\- not a list");
        assert_eq!(start("1. not a list"), "1\\. not a list");
        assert_eq!(start("2025 is a year"), "2025 is a year");
        assert_eq!(address("https://a.b/<c d>"), "https://a.b/%3Cc%20d%3E");
    }
}
