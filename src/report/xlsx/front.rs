//! The brief, as a sheet: the answer, the places, the reasons, open questions, whom to ask, the sources.
//!
//! The live formulas are in the other sheets; here they are described.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Book;
use super::page::{Column, FIRST, Page};
use super::style::{Holds as Kind, Tone as Dress, place_color};
use crate::report::compose::front_of;
use crate::report::document::{self, Block, Cell, Holds, Item, Reference, Row, Section, Table, Tone};
use crate::report::{Brief, Known};

/// The sheet of the brief.
pub(super) fn write(book: &mut Book<'_>) -> Result<Worksheet, XlsxError> {
    let known = Known { assessments: Some(&book.assessments), ..book.brief.known };
    let (front, cited) = front_of(&Brief { known, ..book.brief }, book.words, &book.fingerprint);
    // Its sources have the first numbers in every sheet.
    for source in cited {
        book.references.cite_source(&source);
    }
    let mut page = Page::new(book, &book.names.front, &front.sentence(), &front.qualification)?;
    page.lead(front.production.clone());
    let table = front.sections.iter().flat_map(|section| &section.blocks).find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let mut row = FIRST;
    match table {
        Some(table) => {
            let shown: Vec<(usize, &document::Column)> = shown(table);
            let columns: Vec<Column> = shown
                .iter()
                .map(|(at, column)| match column.holds {
                    Holds::Figures => Column::figures(column.title.clone(), 17.0),
                    _ if *at == 0 => Column::text(column.title.clone(), 34.0),
                    _ => Column::text(column.title.clone(), 38.0),
                })
                .collect();
            page.columns(&columns, 1)?;
            row = rows(&mut page, table, row)?;
        }
        None => page.widths(&[34.0, 17.0, 17.0, 38.0])?,
    }
    for section in &front.sections {
        row = part(&mut page, section, row)?;
    }
    for text in front.remarks.iter().chain([&front.limits, &front.stamp]) {
        page.across(row, text, &page.style.lead_wrapped())?;
        row += 1;
    }
    page.sheet.set_print_fit_to_pages(1, 1);
    page.finish()
}

fn shown(table: &Table) -> Vec<(usize, &document::Column)> {
    table.columns.iter().enumerate().filter(|(_, column)| column.holds != Holds::Bars).collect()
}

/// The rows of a table, and the row below it.
fn rows(page: &mut Page, table: &Table, mut at: u32) -> Result<u32, XlsxError> {
    for row in &table.rows {
        let (Row::Cells(cells) | Row::Sum(cells)) = row else { continue };
        for (to, (from, column)) in (0u16..).zip(shown(table)) {
            let Some(Cell::Items(items)) = cells.get(from) else { continue };
            let Some(item) = items.first() else { continue };
            let dress = dress(item.tone);
            let mut format = match column.holds {
                Holds::Figures => page.style.beside_figures(dress),
                _ => page.style.text(dress),
            };
            if let Some(mark) = item.mark {
                format = format.set_font_color(place_color(mark));
            }
            page.text(at, to, &item_text(item), &format)?;
        }
        at += 1;
    }
    Ok(at)
}

/// A section below the table, and the row below it.
fn part(page: &mut Page, section: &Section, mut row: u32) -> Result<u32, XlsxError> {
    if !section.title.is_empty() {
        row += 1;
        page.across(row, &section.title, &page.style.cell(Dress::Group))?;
        row += 1;
    }
    let plain = page.style.text(Dress::Plain);
    for block in &section.blocks {
        match block {
            Block::Table(table) if section.id != "front-places" => {
                for (to, (_, column)) in (0u16..).zip(shown(table)) {
                    let kind = if column.holds == Holds::Figures { Kind::Figures } else { Kind::Text };
                    page.text(row, to, &column.title, &page.style.head(kind))?;
                }
                row = rows(page, table, row + 1)?;
            }
            Block::Paragraph(text) => {
                page.across(row, text, &page.style.lead_wrapped())?;
                row += 1;
            }
            Block::List(items) => {
                for item in items {
                    page.across(row, &in_one_line(item), &plain)?;
                    row += 1;
                }
            }
            Block::Sources(all) => {
                for entry in all {
                    let text = format!("[{}] {} · {}", entry.number, entry.title, entry.facts.join(" · "));
                    page.across(row, &text, &plain)?;
                    row += 1;
                }
            }
            _ => {}
        }
    }
    Ok(row)
}

/// A text with its mark and its details, and its source numbers at the end.
fn in_one_line(item: &Item) -> String {
    let mark = item.mark.map(|mark| mark.sign().to_string());
    let parts = mark.into_iter().chain([item.text.clone()]).chain(item.details.iter().cloned());
    let numbers = item.references.iter().map(|one| format!("[{}]", one.number));
    parts.chain(numbers).collect::<Vec<_>>().join(" ")
}

/// A text with its mark, its source numbers and its details.
fn item_text(item: &Item) -> String {
    let number = |one: &Reference| format!(" [{}]", one.number);
    let mark = item.mark.map_or_else(String::new, |mark| format!("{} ", mark.sign()));
    let below = if item.tone == Tone::Strong { &[] } else { item.details.as_slice() };
    let below: String = below.iter().map(|detail| format!("\n{detail}")).collect();
    format!("{mark}{}{}{below}", item.text, item.references.iter().map(number).collect::<String>())
}

fn dress(tone: Tone) -> Dress {
    match tone {
        Tone::Plain => Dress::Plain,
        Tone::Strong => Dress::Strong,
        Tone::Certain => Dress::Certain,
        Tone::Possible => Dress::Possible,
        Tone::Open | Tone::Unknown => Dress::Unknown,
        Tone::Hearsay => Dress::Hearsay,
        Tone::Quiet => Dress::Quiet,
    }
}
