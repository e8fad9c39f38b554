//! The report on the screen: all its text, laid out for reading. The pages are laid out in the PDF only.

mod table;

use std::cell::RefCell;
use std::collections::BTreeMap;

use egui::style::ScrollAnimation;
use egui::{Align, Label, Layout, Margin, RichText, ScrollArea, Ui, vec2};

use self::table::table_ui;
use super::Preview;
use super::chart::{chart_ui, drawing_ui};
use crate::report::document::{Block, Document, Item, Node, Reference, Section, SourceEntry, Tag, Tone};
use crate::report::grid::Grid;
use crate::say;
use crate::ui::context::{Requests, ViewContext};
use crate::ui::follow::Follow as _;
use crate::ui::heads::Order;
use crate::ui::theme::{Theme, Type};
use crate::ui::widgets::{
    Tone as Dress, answer, focus_ring, hairline, head, marker, quiet_link, small, strong, tag, title,
};

/// The number of frames in which the preview scrolls to a chosen section.
const JUMP: u8 = 6;
/// The maximum width of the text, in points.
const WIDEST: f32 = 860.0;

pub(super) fn preview_ui(ui: &mut Ui, cx: &ViewContext<'_>, preview: &mut Preview, requests: &mut Requests) {
    let theme = cx.theme;
    let Some(document) = preview.document.last() else {
        ui.add_space(24.0);
        ui.vertical_centered(|ui| ui.label(small(theme, say!(cx.words, "report-composing"))));
        return;
    };
    if preview.drawn.as_ref() != preview.document.key() {
        preview.drawn = preview.document.key().cloned();
        preview.blocks.renew();
    }
    let mut wanted = None;
    if !document.sections.is_empty() {
        contents_ui(ui, cx, document, &mut wanted);
    }
    let jump = preview.jump.map(|(section, _)| section);
    preview.jump = preview.jump.filter(|(_, frames)| *frames > 1).map(|(section, frames)| (section, frames - 1));
    let copy = say!(cx.words, "where-copy");
    let orders = RefCell::new(std::mem::take(&mut preview.orders));
    let paper = Paper { cx, theme, copy: &copy, copied: RefCell::default(), orders };
    ScrollArea::both().id_salt("preview").auto_shrink([false, false]).follow(ui, |ui| {
        keys_ui(ui);
        preview.blocks.begin();
        let side = 24.0;
        let width = (ui.available_width() - 2.0 * side).min(WIDEST);
        if (width - preview.width).abs() > 0.5 {
            preview.width = width;
            preview.blocks.renew();
        }
        // In a wide window the page is in the middle.
        let mut room = ui.available_rect_before_wrap();
        room.min.x += ((ui.available_width() - 2.0 * side - width) / 2.0).max(0.0);
        let middle = egui::UiBuilder::new().max_rect(room);
        let frame = egui::Frame::new().inner_margin(Margin::symmetric(side as i8, 20));
        ui.scope_builder(middle, |ui| {
            frame.show(ui, |ui| {
                ui.set_width(width);
                front_ui(ui, &paper, document, jump);
                if document.sections.is_empty() {
                    ui.add_space(40.0);
                    return;
                }
                ui.add_space(40.0);
                hairline(ui, theme.ink);
                ui.add_space(12.0);
                head_ui(ui, theme, document, &mut wanted);
                let mut number = 0;
                for (at, section) in document.sections.iter().enumerate() {
                    ui.add_space(22.0);
                    if jump == Some(document.front.sections.len() + at) {
                        ui.scroll_to_cursor_animation(Some(Align::Min), ScrollAnimation::none());
                    }
                    ui.add(Label::new(title(section.title.as_str())).wrap());
                    ui.add_space(4.0);
                    for block in &section.blocks {
                        preview.blocks.block(ui, number, |ui| block_ui(ui, &paper, block));
                        number += 1;
                    }
                }
                ui.add_space(40.0);
            })
        });
    });
    if let Some(section) = wanted {
        preview.jump = Some((section, JUMP));
    }
    if preview.jump.is_some() {
        ui.ctx().request_repaint();
    }
    if let Some(table) = paper.copied.take() {
        requests.copy(table);
    }
    preview.orders = paper.orders.take();
}

/// What the blocks of a document are drawn with.
struct Paper<'a> {
    cx: &'a ViewContext<'a>,
    theme: &'a Theme,
    /// The label of the button that copies a table.
    copy: &'a str,
    /// The table that is to be copied.
    copied: RefCell<Option<Grid>>,
    /// The order of each table that was sorted, by its caption and titles.
    orders: RefCell<BTreeMap<Vec<String>, Order<usize>>>,
}

/// A menu with the sections of the document. A click scrolls to one.
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

/// The first page, with the answer.
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
            ui.scroll_to_cursor_animation(Some(Align::Min), ScrollAnimation::none());
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
                Block::List(items) if section.is_numbered() => {
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

/// Scrolls with the keys Page Up, Page Down, Home and End, unless a field has the keyboard.
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
