//! The document on the screen: every text of it, set for reading. What a page looks like, the PDF shows.

use egui::{Align, Label, Layout, Margin, RichText, ScrollArea, Ui, vec2};

use super::Preview;
use super::chart::{chart_ui, drawing_ui};
use crate::report::document::{
    Bar, Block, Cell, Document, Holds, Item, Node, Reference, Row, Section, SourceEntry, Table, Tag, Tone,
};
use crate::report::grid::Grid;
use crate::say;
use crate::ui::context::{Requests, ViewContext};
use crate::ui::theme::{Theme, Type};
use crate::ui::widgets::{
    Parts, Tone as Dress, answer, focus_ring, hairline, head, legend_entry, marker, paint_bar, quiet_link, small,
    strong, swatch, tag, title,
};

/// As wide as a text can be read.
const WIDEST: f32 = 860.0;
/// The room of a figure, of a bar.
const FIGURE: f32 = 92.0;
const BAR: f32 = 84.0;
/// The least room for a column of texts.
const TEXT: f32 = 96.0;

pub(super) fn preview_ui(ui: &mut Ui, cx: &ViewContext<'_>, preview: &mut Preview, requests: &mut Requests) {
    let theme = cx.theme;
    let Some(document) = preview.document.last() else { return };
    if !document.sections.is_empty() {
        contents_ui(ui, cx, document, &mut preview.jump);
    }
    let jump = preview.jump.take();
    let copy = say!(cx.words, "where-copy");
    let paper = Paper { theme, copy: &copy, copied: std::cell::RefCell::default() };
    ScrollArea::both().id_salt("preview").auto_shrink([false, false]).show(ui, |ui| {
        keys_ui(ui);
        let side = 24.0;
        let width = (ui.available_width() - 2.0 * side).min(WIDEST);
        if (width - preview.width).abs() > 0.5 {
            preview.width = width;
            preview.heights.clear();
        }
        egui::Frame::new().inner_margin(Margin::symmetric(side as i8, 20)).show(ui, |ui| {
            ui.set_width(width);
            front_ui(ui, &paper, document, jump);
            if document.sections.is_empty() {
                ui.add_space(40.0);
                return;
            }
            ui.add_space(40.0);
            hairline(ui, theme.ink);
            ui.add_space(12.0);
            head_ui(ui, theme, document, &mut preview.jump);
            let mut number = 0;
            for (at, section) in document.sections.iter().enumerate() {
                ui.add_space(22.0);
                if jump == Some(document.front.sections.len() + at) {
                    ui.scroll_to_cursor(Some(Align::Min));
                }
                ui.add(Label::new(title(section.title.as_str())).wrap());
                ui.add_space(4.0);
                for block in &section.blocks {
                    in_sight(ui, &mut preview.heights, number, |ui| block_ui(ui, &paper, block));
                    number += 1;
                }
            }
            ui.add_space(40.0);
        });
    });
    if let Some(table) = paper.copied.take() {
        requests.copy(table);
    }
}

/// What the blocks of a document are drawn with.
struct Paper<'a> {
    theme: &'a Theme,
    /// What the button is called that copies a table.
    copy: &'a str,
    /// The table that was asked for.
    copied: std::cell::RefCell<Option<Grid>>,
}

/// What is in the document, behind a button: a click goes there.
fn contents_ui(ui: &mut Ui, cx: &ViewContext<'_>, document: &Document, jump: &mut Option<usize>) {
    let theme = cx.theme;
    ui.horizontal(|ui| {
        ui.add_space(16.0);
        let name = say!(cx.words, "report-contents");
        let button = egui::Button::new(name.as_str());
        let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
            ui.set_min_width(220.0);
            let all = document.front.sections.iter().chain(&document.sections).enumerate();
            for (at, section) in all.filter(|(_, section)| !section.title.is_empty()) {
                let item = egui::Button::new(section.title.as_str()).frame_when_inactive(false);
                if ui.add(item).clicked() {
                    *jump = Some(at);
                    ui.close();
                }
            }
        });
        focus_ring(ui, theme, &response);
    });
}

/// The page that answers.
fn front_ui(ui: &mut Ui, paper: &Paper<'_>, document: &Document, jump: Option<usize>) {
    let theme = paper.theme;
    let front = &document.front;
    ui.horizontal(|ui| {
        ui.label(small(theme, format!("{} {}", document.brand.join(" "), front.kind)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(small(theme, front.day.as_str())));
    });
    hairline(ui, theme.ink);
    ui.add_space(6.0);
    for text in [&front.production, &front.question] {
        if !text.is_empty() {
            ui.add(Label::new(small(theme, text.as_str())).wrap());
        }
    }
    ui.add_space(2.0);
    let mut job = egui::text::LayoutJob::default();
    let font = Type::Answer.bold(ui);
    for piece in &front.answer {
        job.append(&piece.text, 0.0, egui::TextFormat::simple(font.clone(), color(theme, piece.tone)));
    }
    job.wrap.max_width = ui.available_width();
    ui.add(Label::new(job).wrap());
    if !front.qualification.is_empty() {
        ui.add(Label::new(RichText::new(&front.qualification).color(theme.second)).wrap());
    }
    for remark in &front.remarks {
        ui.add_space(4.0);
        note_ui(ui, theme, remark);
    }
    ui.add_space(8.0);
    let mut sections = front.sections.iter().enumerate().peekable();
    while let Some((at, section)) = sections.next() {
        if jump == Some(at) {
            ui.scroll_to_cursor(Some(Align::Min));
        }
        let beside = sections.next_if(|(_, next)| section.id == "front-open" && next.id == "front-ask");
        match beside.filter(|_| ui.available_width() > 620.0) {
            Some((_, next)) => {
                ui.columns(2, |columns| {
                    for (ui, section) in columns.iter_mut().zip([section, next]) {
                        short_ui(ui, paper, section);
                    }
                });
            }
            None => {
                short_ui(ui, paper, section);
                beside.into_iter().for_each(|(_, next)| short_ui(ui, paper, next));
            }
        }
    }
    ui.add_space(10.0);
    hairline(ui, theme.line);
    for text in [&front.limits, &front.stamp] {
        ui.add(Label::new(small(theme, text.as_str())).wrap());
    }
}

fn short_ui(ui: &mut Ui, paper: &Paper<'_>, section: &Section) {
    let theme = paper.theme;
    ui.push_id(section.id, |ui| {
        if !section.title.is_empty() {
            ui.add_space(14.0);
            ui.add(Label::new(head(section.title.as_str())).wrap());
            ui.add_space(2.0);
        }
        for block in &section.blocks {
            match block {
                Block::Paragraph(text) => {
                    ui.add_space(4.0);
                    ui.add(Label::new(small(theme, text.as_str())).wrap());
                }
                Block::List(items) if section.id == "front-reasons" => {
                    for (at, item) in items.iter().enumerate() {
                        reason_ui(ui, theme, at + 1, item);
                    }
                }
                Block::Sources(all) => {
                    for entry in all {
                        let text = format!("[{}] {} · {}", entry.number, entry.title, entry.facts.join(" · "));
                        ui.add(Label::new(small(theme, text)).wrap());
                    }
                }
                other => block_ui(ui, paper, other),
            }
        }
    });
}

/// A reason, with its number in a circle.
fn reason_ui(ui: &mut Ui, theme: &Theme, number: usize, item: &Item) {
    ui.add_space(6.0);
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(28.0, 24.0), egui::Sense::hover());
        let center = rect.left_center() + vec2(11.0, 0.0);
        ui.painter().circle_filled(center, 11.0, theme.accent_ground);
        let font = Type::Small.bold(ui);
        ui.painter().text(center, egui::Align2::CENTER_CENTER, number.to_string(), font, theme.accent);
        ui.vertical(|ui| {
            ui.add(Label::new(strong(item.text.as_str())).wrap());
            for detail in &item.details {
                ui.add(Label::new(detail.as_str()).wrap());
            }
            references_ui(ui, theme, &item.references);
        });
    });
}

/// While nothing else has the keyboard, the page is turned with it.
fn keys_ui(ui: &mut Ui) {
    if ui.ctx().egui_wants_keyboard_input() {
        return;
    }
    let page = ui.clip_rect().height() * 0.9;
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    let by = if pressed(egui::Key::PageDown) {
        -page
    } else if pressed(egui::Key::PageUp) {
        page
    } else if pressed(egui::Key::Home) {
        1e7
    } else if pressed(egui::Key::End) {
        -1e7
    } else {
        return;
    };
    ui.scroll_with_delta(vec2(0.0, by));
}

/// Draws a block if it is in sight, or leaves the room it took when it last was.
fn in_sight(ui: &mut Ui, heights: &mut Vec<f32>, number: usize, draw: impl FnOnce(&mut Ui)) {
    let top = ui.cursor().top();
    let sight = ui.clip_rect();
    if let Some(height) = heights.get(number).filter(|height| **height > 0.0)
        && (top + height < sight.top() - 200.0 || top > sight.bottom() + 200.0)
    {
        ui.add_space(*height);
        return;
    }
    ui.push_id(("block", number), draw);
    if heights.len() <= number {
        heights.resize(number + 1, 0.0);
    }
    if let Some(height) = heights.get_mut(number) {
        *height = ui.cursor().top() - top;
    }
}

fn head_ui(ui: &mut Ui, theme: &Theme, document: &Document, jump: &mut Option<usize>) {
    ui.label(small(theme, format!("{} {}", document.brand.join(" "), document.kicker)));
    ui.add(Label::new(answer(document.title.as_str())).wrap());
    ui.add(Label::new(RichText::new(&document.subtitle).color(theme.second)).wrap());
    ui.add_space(8.0);
    for entry in &document.about {
        ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(vec2(120.0, 18.0), Layout::left_to_right(Align::Min), |ui| {
                ui.set_min_width(120.0);
                ui.label(small(theme, entry.label.as_str()));
            });
            ui.add(Label::new(RichText::new(&entry.value).small()).wrap());
        });
    }
    ui.add_space(6.0);
    note_ui(ui, theme, &document.caution);
    ui.add_space(8.0);
    for (at, section) in document.sections.iter().enumerate() {
        if quiet_link(ui, theme, &section.title, &section.title).clicked() {
            *jump = Some(document.front.sections.len() + at);
        }
    }
}

fn note_ui(ui: &mut Ui, theme: &Theme, text: &str) {
    let response = egui::Frame::new().inner_margin(Margin { left: 12, ..Margin::ZERO }).show(ui, |ui| {
        ui.add(Label::new(RichText::new(text).color(theme.second)).wrap());
    });
    let rect = response.response.rect;
    ui.painter().vline(rect.left() + 2.0, rect.y_range(), egui::Stroke::new(2.0, theme.discretionary));
}

fn block_ui(ui: &mut Ui, paper: &Paper<'_>, block: &Block) {
    let theme = paper.theme;
    match block {
        Block::Paragraph(text) => drop(ui.add(Label::new(text.as_str()).wrap())),
        Block::Note(text) => note_ui(ui, theme, text),
        Block::Place(place) => {
            ui.add_space(14.0);
            ui.horizontal(|ui| {
                marker(ui, theme, Some(place.mark));
                ui.label(head(place.name.as_str()));
            });
            ui.horizontal_wrapped(|ui| {
                for figure in [&place.certain, &place.possible] {
                    ui.label(small(theme, figure.label.as_str()));
                    ui.label(toned(theme, figure.tone, &figure.value));
                    ui.add_space(12.0);
                }
            });
        }
        Block::Table(table) => table_ui(ui, paper, table),
        Block::Plot(plot) => {
            ui.add_space(6.0);
            ui.add(Label::new(strong(plot.title.as_str())).wrap());
            ui.add(Label::new(small(theme, plot.finding.as_str())).wrap());
            references_ui(ui, theme, &plot.references);
            chart_ui(ui, theme, plot);
        }
        Block::Drawing(drawing) => {
            ui.add_space(6.0);
            drawing_ui(ui, theme, drawing);
        }
        Block::List(items) => {
            for item in items {
                ui.add_space(4.0);
                item_ui(ui, theme, item);
            }
        }
        Block::Steps { title, root } => {
            ui.add_space(6.0);
            let heading = RichText::new(title.as_str()).small().color(theme.second);
            egui::CollapsingHeader::new(heading).id_salt(title).show_unindented(ui, |ui| node_ui(ui, theme, root, 0));
        }
        Block::Sources(all) => all.iter().for_each(|entry| source_ui(ui, theme, entry)),
    }
}

fn color(theme: &Theme, tone: Tone) -> egui::Color32 {
    match tone {
        Tone::Plain | Tone::Strong => theme.ink,
        Tone::Certain => theme.certain,
        Tone::Possible => theme.discretionary_text,
        Tone::Open | Tone::Unknown => theme.unknown,
        Tone::Hearsay | Tone::Quiet => theme.third,
    }
}

fn toned(theme: &Theme, tone: Tone, text: &str) -> RichText {
    let heavy = matches!(tone, Tone::Strong | Tone::Certain | Tone::Possible | Tone::Open);
    let text = if heavy { strong(text) } else { RichText::new(text) };
    text.color(color(theme, tone))
}

fn references_ui(ui: &mut Ui, theme: &Theme, all: &[Reference]) {
    if all.is_empty() {
        return;
    }
    let each = all.iter().map(|one| match one.at.as_str() {
        "" => format!("[{}]", one.number),
        at => format!("[{}] {at}", one.number),
    });
    let text = each.collect::<Vec<_>>().join(" ");
    ui.add(Label::new(RichText::new(text).small().color(theme.third)).wrap());
}

fn tag_ui(ui: &mut Ui, theme: &Theme, one: &Tag) {
    let dress = match one.tone {
        Tone::Certain => Dress::Certain,
        Tone::Possible => Dress::Discretionary,
        Tone::Open | Tone::Unknown => Dress::Unknown,
        Tone::Hearsay => Dress::Hearsay,
        Tone::Plain | Tone::Strong | Tone::Quiet => Dress::Plain,
    };
    tag(ui, theme, dress, &one.text);
}

fn item_ui(ui: &mut Ui, theme: &Theme, item: &Item) {
    if !item.text.is_empty() {
        match item.mark {
            Some(mark) => drop(ui.horizontal(|ui| {
                marker(ui, theme, Some(mark));
                ui.add(Label::new(toned(theme, item.tone, &item.text)).wrap());
            })),
            None => drop(ui.add(Label::new(toned(theme, item.tone, &item.text)).wrap())),
        }
    }
    for detail in &item.details {
        ui.add(Label::new(small(theme, detail.as_str())).wrap());
    }
    if !item.tags.is_empty() {
        super::super::widgets::tags(ui, |ui| item.tags.iter().for_each(|one| tag_ui(ui, theme, one)));
    }
    references_ui(ui, theme, &item.references);
}

/// How wide each column is: figures and bars as they need, texts share the rest by their length.
fn widths(table: &Table, room: f32) -> Vec<f32> {
    let weight = |at: usize| -> f32 {
        let mut most = 6;
        for row in &table.rows {
            let Row::Cells(cells) = row else { continue };
            let Some(Cell::Items(items)) = cells.get(at) else { continue };
            for item in items {
                let detail = item.details.iter().map(|detail| detail.chars().count()).max().unwrap_or(0);
                let tags = item.tags.len() * 8;
                let at = item.references.iter().map(|one| one.at.chars().count() + 5).sum::<usize>();
                most = most.max(item.text.chars().count()).max(detail).max(tags).max(at);
            }
        }
        (most as f32).sqrt().clamp(3.0, 8.0)
    };
    let fixed = |holds| match holds {
        Holds::Text => None,
        Holds::Figures => Some(FIGURE),
        Holds::Bars => Some(BAR),
    };
    let taken: f32 = table.columns.iter().filter_map(|column| fixed(column.holds)).sum();
    let weights: Vec<f32> = table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| if column.holds == Holds::Text { weight(at) } else { 0.0 })
        .collect();
    let all: f32 = weights.iter().sum::<f32>().max(1.0);
    let left = (room - taken).max(0.0);
    // In a narrow window the page scrolls sideways before a name breaks inside a word.
    table
        .columns
        .iter()
        .zip(&weights)
        .map(|(column, weight)| fixed(column.holds).unwrap_or((left * weight / all).max(TEXT)))
        .collect()
}

fn table_ui(ui: &mut Ui, paper: &Paper<'_>, table: &Table) {
    let theme = paper.theme;
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        if !table.caption.is_empty() {
            ui.add(Label::new(small(theme, table.caption.as_str())).wrap());
        }
        if quiet_link(ui, theme, paper.copy, paper.copy).clicked() {
            *paper.copied.borrow_mut() = Some(table.grid());
        }
    });
    if !table.legend.is_empty() {
        ui.horizontal_wrapped(|ui| {
            for entry in &table.legend {
                let dress = match entry.tone {
                    Tone::Certain => Dress::Certain,
                    Tone::Possible => Dress::Discretionary,
                    Tone::Hearsay => Dress::Hearsay,
                    _ => Dress::Unknown,
                };
                legend_entry(ui, theme, &entry.text, |painter, center| swatch(painter, theme, dress, center));
            }
        });
    }
    ui.add_space(4.0);
    let widths = widths(table, ui.available_width());
    ui.spacing_mut().item_spacing = vec2(0.0, 3.0);
    row_ui(ui, &widths, table, |ui, at| {
        let Some(column) = table.columns.get(at) else { return };
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            if let Some(mark) = column.mark {
                marker(ui, theme, Some(mark));
            }
            let title = unit_below(ui, &column.title);
            ui.add(Label::new(small(theme, title)).wrap());
        });
    });
    hairline(ui, theme.line);
    for row in &table.rows {
        match row {
            Row::Group(item) => {
                ui.add_space(6.0);
                item_ui(ui, theme, item);
                ui.add_space(2.0);
            }
            Row::Cells(cells) => {
                row_ui(ui, &widths, table, |ui, at| match cells.get(at) {
                    Some(Cell::Items(items)) => {
                        for (at, item) in items.iter().enumerate() {
                            if at > 0 {
                                ui.add_space(6.0);
                            }
                            item_ui(ui, theme, item);
                        }
                    }
                    Some(Cell::Bar(one)) => bar_ui(ui, theme, *one),
                    None => {}
                });
            }
        }
        hairline(ui, theme.faint);
    }
}

/// The title of a column; where it does not fit on a line, its unit in brackets goes on the next one as a whole.
fn unit_below(ui: &Ui, title: &str) -> String {
    let font = Type::Small.font(ui);
    let wide = ui.painter().layout_no_wrap(title.to_owned(), font, ui.visuals().text_color()).size().x;
    let bracket = title.rfind(['\u{ff08}', '(']).filter(|at| *at > 0 && wide > ui.available_width());
    match bracket.map(|at| title.split_at(at)) {
        Some((name, unit)) => format!("{}\n{unit}", name.trim_end()),
        None => title.to_owned(),
    }
}

/// One row, as high as its highest cell.
fn row_ui(ui: &mut Ui, widths: &[f32], table: &Table, mut draw: impl FnMut(&mut Ui, usize)) {
    ui.add_space(3.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for (at, width) in widths.iter().enumerate() {
            let figures = table.columns.get(at).is_some_and(|column| column.holds == Holds::Figures);
            let align = if figures { Align::Max } else { Align::Min };
            let width = *width - 10.0;
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(align), |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing = vec2(4.0, 2.0);
                draw(ui, at);
            });
            ui.add_space(10.0);
        }
    });
    ui.add_space(3.0);
}

fn bar_ui(ui: &mut Ui, theme: &Theme, one: Bar) {
    let part = |share: u16| f32::from(share) / 1000.0;
    let parts = Parts {
        certain: part(one.certain),
        settled: part(one.settled),
        possible: part(one.possible),
        second_hand: part(one.possible.saturating_sub(one.known)),
    };
    paint_bar(ui, theme, vec2(ui.available_width(), 12.0), parts);
}

fn node_ui(ui: &mut Ui, theme: &Theme, node: &Node, depth: usize) {
    let indent = depth as f32 * 12.0;
    let response = ui.horizontal_top(|ui| {
        ui.add_space(indent + 8.0);
        let room = (ui.available_width() - 150.0).max(80.0);
        ui.allocate_ui_with_layout(vec2(room, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(room);
            let text = if node.decisive { strong(node.label.as_str()) } else { RichText::new(&node.label) };
            ui.add(Label::new(text.text_style(Type::Small.style())).wrap());
            if !node.note.is_empty() {
                ui.add(Label::new(small(theme, node.note.as_str())).wrap());
            }
        });
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            let text = if node.decisive { strong(node.value.as_str()) } else { RichText::new(&node.value) };
            ui.add(Label::new(text.text_style(Type::Small.style())).wrap());
        });
    });
    let rect = response.response.rect;
    let stroke = if node.decisive { egui::Stroke::new(2.0, theme.ink) } else { egui::Stroke::new(1.0, theme.line) };
    ui.painter().vline(rect.left() + indent + 1.0, rect.y_range(), stroke);
    node.parts.iter().for_each(|part| node_ui(ui, theme, part, depth + 1));
}

fn source_ui(ui: &mut Ui, theme: &Theme, entry: &SourceEntry) {
    ui.add_space(6.0);
    ui.add(Label::new(strong(format!("[{}] {}", entry.number, entry.title))).wrap());
    ui.add(Label::new(small(theme, entry.facts.join(" · "))).wrap());
    if let Some(link) = &entry.link {
        ui.add(Label::new(RichText::new(link).small().color(theme.third)).wrap());
    }
    if !entry.note.is_empty() {
        ui.add(Label::new(small(theme, entry.note.as_str())).wrap());
    }
}
