//! The figures of a plot: one row per observation, which can be read with the arrow keys, explained, sorted by
//! any column, and copied.

use egui::{Align2, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use crate::model::id::ObservationId;
use crate::model::indicator::Observation;
use crate::report::grid::Grid;
use crate::say;
use crate::ui::context::ViewContext;
use crate::ui::fitted::fitted;
use crate::ui::follow::Follow as _;
use crate::ui::heads::{Head, head_ui};
use crate::ui::passing::Explained;
use crate::ui::theme::{Theme, Type};
use crate::ui::view::View;
use crate::ui::widgets::{focus_ring, paint_marker};

const ROW: f32 = 30.0;
/// The width of a mark before a name.
const MARK: f32 = 20.0;
const GAP: f32 = 20.0;
/// The number of columns: place, period, value, printed value, kind of statement, source.
const COLUMNS: usize = 6;
/// The column of values, and that of values as printed.
const VALUE: usize = 2;
const PRINTED: usize = 3;
/// The minimum width of printed values, and the maximum width of any other column.
const LEAST_PRINTED: f32 = 150.0;
const WIDEST: f32 = 220.0;
/// The space for the arrow of a sorted column.
const ARROW: f32 = 14.0;

/// A cell: its text, its colour, and whether it is aligned right.
struct Cell {
    text: String,
    ink: egui::Color32,
    right: bool,
}

pub(super) fn table_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, rows: &[ObservationId]) {
    let ViewContext { session, theme, .. } = cx;
    let rows = sorted(cx, view, rows);
    let seen: Vec<&Observation> =
        rows.iter().filter_map(|id| session.library.observations.get(id)).map(AsRef::as_ref).collect();
    let all: Vec<[Cell; COLUMNS]> = seen.iter().map(|seen| cells(cx, seen)).collect();
    let heads = heads(cx);
    let widths = widths(ui, &heads, &all);
    let total = widths.iter().sum::<f32>() + GAP * (widths.len() as f32 - 1.0);
    ScrollArea::horizontal().id_salt("rows").auto_shrink([false, true]).follow(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_min_width(total);
        let (rect, _) = ui.allocate_exact_size(vec2(total, ROW), Sense::hover());
        let mut left = rect.left();
        for (at, (text, width)) in heads.iter().zip(widths).enumerate() {
            let head = egui::Rect::from_min_size(egui::pos2(left, rect.top()), vec2(width, ROW));
            let head = Head { text, rect: head, inset: [0.0, 0.0], end: at == VALUE, largest_first: at == VALUE };
            head_ui(ui, cx, at, &head, &mut view.growth.sort);
            left += width + GAP;
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, theme.line));
        for (seen, cells) in seen.iter().zip(&all) {
            let said: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect();
            let (rect, response) = ui.allocate_exact_size(vec2(total, ROW), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Row, true, said.join(", ")));
            if response.gained_focus() {
                response.scroll_to_me(None);
            }
            if ui.is_rect_visible(rect) {
                row_ui(ui, theme, rect, cells, widths, response.hovered());
                let mark = session.mark(&seen.place);
                paint_marker(ui.painter(), mark, rect.left_center() + vec2(8.0, 0.0), 4.5, theme.place(mark));
            }
            focus_ring(ui, theme, &response);
            if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                view.passing.why.show(Explained::Observations(vec![seen.id.clone()]));
            }
        }
    });
}

/// The titles of the columns.
fn heads(cx: &ViewContext<'_>) -> [String; COLUMNS] {
    let words = cx.words;
    [
        say!(words, "growth-column-place"),
        say!(words, "growth-column-period"),
        say!(words, "growth-column-value"),
        say!(words, "growth-column-printed"),
        say!(words, "growth-column-nature"),
        say!(words, "growth-column-source"),
    ]
}

/// The rows in the selected order: figures by size, anything else by text.
fn sorted(cx: &ViewContext<'_>, view: &View, rows: &[ObservationId]) -> Vec<ObservationId> {
    let library = &cx.session.library;
    let mut rows = rows.to_vec();
    let Some((by, down)) = view.growth.sort else { return rows };
    let text = |id: &ObservationId| {
        let seen = library.observations.get(id);
        seen.and_then(|seen| cells(cx, seen).into_iter().nth(by)).map(|cell| cell.text)
    };
    let value = |id: &ObservationId| library.observations.get(id).and_then(|seen| seen.value).map(|value| value.0);
    rows.sort_by(|a, b| if by == VALUE { value(a).cmp(&value(b)) } else { text(a).cmp(&text(b)) });
    if down {
        rows.reverse();
    }
    rows
}

/// The rows with their headings.
pub(super) fn grid(cx: &ViewContext<'_>, view: &View, rows: &[ObservationId]) -> Grid {
    let library = &cx.session.library;
    let all = sorted(cx, view, rows);
    let seen = all.iter().filter_map(|id| library.observations.get(id));
    let rows = seen.map(|seen| cells(cx, seen).map(|cell| cell.text).to_vec()).collect();
    Grid { heads: heads(cx).to_vec(), rows }
}

/// The widths of place, period, value, printed value, kind of statement, source: those of their texts. The printed value
/// takes the rest, or two lines where there is too little.
fn widths(ui: &Ui, heads: &[String; COLUMNS], rows: &[[Cell; COLUMNS]]) -> [f32; COLUMNS] {
    let ink = ui.visuals().text_color();
    let wide = |text: &str, font: egui::FontId| ui.painter().layout_no_wrap(text.to_owned(), font, ink).size().x;
    let (body, head) = (Type::Body.font(ui), Type::Small.bold(ui));
    let mut widths = [0.0; COLUMNS];
    for (at, (width, title)) in widths.iter_mut().zip(heads).enumerate() {
        let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| wide(&cell.text, body.clone()));
        let mark = if at == 0 { MARK } else { 0.0 };
        *width = cells.fold(0.0, f32::max).max(wide(title, head.clone()) + ARROW) + mark;
        if at != PRINTED {
            *width = width.min(WIDEST);
        }
    }
    let gaps = GAP * (COLUMNS as f32 - 1.0) + 12.0;
    let others: f32 = widths.iter().enumerate().filter(|(at, _)| *at != PRINTED).map(|(_, width)| width).sum();
    if let Some(printed) = widths.get_mut(PRINTED) {
        *printed = (ui.available_width() - gaps - others).max(LEAST_PRINTED);
    }
    widths
}

fn cells(cx: &ViewContext<'_>, seen: &Observation) -> [Cell; COLUMNS] {
    let ViewContext { session, words, theme, .. } = cx;
    let library = &session.library;
    let source = seen.cites.first().and_then(|cite| library.sources.get(&cite.source));
    let unit = library.indicators.get(&seen.indicator).map(|indicator| &indicator.unit);
    let publisher = source.map_or_else(String::new, |source| words.text(&source.publisher).to_owned());
    let cell = |text: String, ink| Cell { text, ink, right: false };
    let ink = if seen.printed_value.is_some() { theme.problem } else { theme.ink };
    [
        cell(words.place(library, &seen.place), theme.ink),
        cell(words.period(seen), theme.ink),
        Cell { text: unit.map_or_else(String::new, |unit| words.observed(unit, seen)), ink, right: true },
        cell(seen.printed.clone(), theme.second),
        cell(words.nature(seen.nature), theme.ink),
        cell(publisher, theme.second),
    ]
}

fn row_ui(ui: &Ui, theme: &Theme, rect: egui::Rect, cells: &[Cell; COLUMNS], widths: [f32; COLUMNS], hovered: bool) {
    if hovered {
        ui.painter().rect_filled(rect, egui::CornerRadius::same(4), theme.faint);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, theme.faint));
    let mut left = rect.left();
    for (at, (cell, width)) in cells.iter().zip(widths).enumerate() {
        // The mark of the place is before its name.
        let mark = if at == 0 { MARK } else { 0.0 };
        let galley = fitted(ui, &cell.text, Type::Body, false, cell.ink, width - mark);
        let x = if cell.right { left + width - galley.size().x } else { left + mark };
        let at = Align2::LEFT_CENTER.anchor_size(egui::pos2(x, rect.center().y), galley.size()).min;
        ui.painter().galley(at, galley, cell.ink);
        left += width + GAP;
    }
}
