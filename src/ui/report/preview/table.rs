//! A table of the preview.

use egui::{Align, Label, Layout, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::{Paper, item_ui};
use crate::report::document::{Bar, Cell, Column, Holds, Row, Table, Tone};
use crate::say;
use crate::ui::context::ViewContext;
use crate::ui::follow::Follow as _;
use crate::ui::heads::{Order, turn};
use crate::ui::theme::{Theme, Type};
use crate::ui::widgets::{
    Parts, Tone as Dress, focus_ring, hairline, legend_entry, marker, paint_bar, quiet_link, small, strong, swatch,
};

/// The width of a column of figures or bars, in points, and its minimum where there is little room.
const FIGURE: f32 = 92.0;
const LEAST_FIGURE: f32 = 58.0;
const BAR: f32 = 84.0;
const LEAST_BAR: f32 = 48.0;
/// The minimum width of a column of texts, in points.
const TEXT: f32 = 96.0;

/// The width of each column. Columns of figures and bars have fixed widths, which are as small as their content if there
/// is little room; texts share the rest by their length.
fn widths(ui: &Ui, table: &Table, room: f32) -> Vec<f32> {
    let weight = |at: usize| -> f32 {
        let mut most = 6;
        for row in &table.rows {
            let (Row::Cells(cells) | Row::Sum(cells)) = row else { continue };
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
    let usual = |at: usize| match table.columns.get(at).map(|column| column.holds) {
        None | Some(Holds::Text) => None,
        Some(Holds::Figures) => Some(FIGURE),
        Some(Holds::Bars) => Some(BAR),
    };
    let all = 0..table.columns.len();
    let is_tight = all.clone().map(|at| usual(at).unwrap_or(TEXT)).sum::<f32>() > room;
    let fixed = |at: usize| match usual(at) {
        Some(FIGURE) if is_tight => Some(figures(ui, table, at).clamp(LEAST_FIGURE, FIGURE)),
        Some(_) if is_tight => Some(LEAST_BAR),
        usual => usual,
    };
    let taken: f32 = all.clone().filter_map(fixed).sum();
    let weights: Vec<f32> = table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| if column.holds == Holds::Text { weight(at) } else { 0.0 })
        .collect();
    let sum: f32 = weights.iter().sum::<f32>().max(1.0);
    let left = (room - taken).max(0.0);
    // In a narrow window the table scrolls sideways rather than breaking a name inside a word.
    all.zip(&weights).map(|(at, weight)| fixed(at).unwrap_or((left * weight / sum).max(TEXT))).collect()
}

/// The width that the figures of a column and the words of its title need.
fn figures(ui: &Ui, table: &Table, at: usize) -> f32 {
    let ink = ui.visuals().text_color();
    let wide = |text: &str, font: egui::FontId| ui.painter().layout_no_wrap(text.to_owned(), font, ink).size().x;
    let cells = table
        .rows
        .iter()
        .filter_map(|row| if let Row::Cells(cells) | Row::Sum(cells) = row { cells.get(at) } else { None });
    let texts = cells.filter_map(|cell| if let Cell::Items(items) = cell { Some(items) } else { None }).flatten();
    let title = table.columns.get(at).map_or("", |column| column.title.as_str());
    let parts = title.split(['\u{ff08}', '(', ' ']).map(|part| wide(part, Type::Small.font(ui)));
    let widest = texts.map(|item| wide(&item.text, Type::Body.bold(ui))).chain(parts).fold(0.0, f32::max);
    widest + 14.0
}

pub(super) fn table_ui(ui: &mut Ui, paper: &Paper<'_>, table: &Table) {
    let theme = paper.theme;
    let key: Vec<String> =
        std::iter::once(&table.caption).chain(table.columns.iter().map(|column| &column.title)).cloned().collect();
    let mut order = paper.orders.borrow().get(&key).copied().flatten();
    let sorted = order.map(|(at, down)| table.sorted(at, down));
    let table = sorted.as_ref().unwrap_or(table);
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
    let room = ui.available_width();
    let widths = widths(ui, table, room);
    if widths.iter().sum::<f32>() > room + 0.5 {
        // The texts below keep the width of the page.
        let titles: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
        let area = ScrollArea::horizontal().id_salt(&titles).max_width(room).auto_shrink([false, true]);
        area.follow(ui, |ui| rows_ui(ui, paper, table, &widths, &mut order));
    } else {
        rows_ui(ui, paper, table, &widths, &mut order);
    }
    paper.orders.borrow_mut().insert(key, order);
}

/// The heads and the rows.
fn rows_ui(ui: &mut Ui, paper: &Paper<'_>, table: &Table, widths: &[f32], order: &mut Order<usize>) {
    let theme = paper.theme;
    ui.set_min_width(widths.iter().sum());
    ui.spacing_mut().item_spacing = vec2(0.0, 3.0);
    row_ui(ui, widths, table, |ui, at| {
        let Some(column) = table.columns.get(at) else { return };
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            if let Some(mark) = column.mark {
                marker(ui, theme, Some(mark));
            }
            if table.can_sort(at) {
                heading_ui(ui, paper, column, at, order);
            } else {
                let title = unit_below(ui, &column.title);
                ui.add(Label::new(small(theme, title)).wrap());
            }
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
            Row::Cells(cells) | Row::Sum(cells) => {
                row_ui(ui, widths, table, |ui, at| match cells.get(at) {
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

/// The title of a column by which the table can be sorted.
fn heading_ui(ui: &mut Ui, paper: &Paper<'_>, column: &Column, at: usize, order: &mut Order<usize>) {
    let ViewContext { words, theme, .. } = paper.cx;
    let figures = column.holds == Holds::Figures;
    let sorted = order.filter(|(by, _)| *by == at);
    let arrow = match sorted {
        Some((_, true)) => " ↓",
        Some((_, false)) => " ↑",
        None => "",
    };
    let title = format!("{}{arrow}", unit_below(ui, &column.title));
    let text = if sorted.is_some() { strong(title).text_style(Type::Small.style()) } else { small(theme, title) };
    let text = if sorted.is_some() { text.color(theme.accent) } else { text };
    let response = ui.add(Label::new(text).wrap().selectable(false).sense(Sense::click()));
    let name = say!(words, "where-sort", column = column.title.as_str());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    focus_ring(ui, theme, &response);
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        turn(at, figures, order);
    }
}

/// The title of a column. If it does not fit on a line, its unit in brackets is moved to the next line as a whole.
fn unit_below(ui: &Ui, title: &str) -> String {
    let font = Type::Small.font(ui);
    let wide = ui.painter().layout_no_wrap(title.to_owned(), font, ui.visuals().text_color()).size().x;
    let bracket = title.rfind(['\u{ff08}', '(']).filter(|at| *at > 0 && wide > ui.available_width());
    match bracket.map(|at| title.split_at(at)) {
        Some((name, unit)) => format!("{}\n{unit}", name.trim_end()),
        None => title.to_owned(),
    }
}

/// One row, with the height of its highest cell.
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
