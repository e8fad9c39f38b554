//! The figures of a plot: one row per observation, which can be read with the arrow keys, explained, sorted by
//! any column, and copied.

use egui::{Align2, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use crate::model::id::ObservationId;
use crate::model::indicator::Observation;
use crate::report::grid::Grid;
use crate::say;
use crate::ui::context::ViewContext;
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
/// The column of values.
const VALUE: usize = 2;

/// A cell: its text, its colour, and whether it is aligned right.
struct Cell {
    text: String,
    ink: egui::Color32,
    right: bool,
}

pub(super) fn table_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, rows: &[ObservationId]) {
    let ViewContext { session, theme, .. } = cx;
    let widths = widths(ui.available_width());
    let total = widths.iter().sum::<f32>() + GAP * (widths.len() as f32 - 1.0);
    let rows = sorted(cx, view, rows);
    ScrollArea::horizontal().id_salt("rows").auto_shrink([false, true]).follow(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_min_width(total);
        let (rect, _) = ui.allocate_exact_size(vec2(total, ROW), Sense::hover());
        let mut left = rect.left();
        for (at, (text, width)) in heads(cx).into_iter().zip(widths).enumerate() {
            let head = egui::Rect::from_min_size(egui::pos2(left, rect.top()), vec2(width, ROW));
            let head =
                Head { text: &text, rect: head, inset: [0.0, 0.0], end: at == VALUE, largest_first: at == VALUE };
            head_ui(ui, cx, at, &head, &mut view.growth.sort);
            left += width + GAP;
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, theme.line));
        for id in &rows {
            let Some(seen) = session.library.observations.get(id) else { continue };
            let cells = cells(cx, seen);
            let said: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect();
            let (rect, response) = ui.allocate_exact_size(vec2(total, ROW), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Row, true, said.join(", ")));
            if response.gained_focus() {
                response.scroll_to_me(None);
            }
            if ui.is_rect_visible(rect) {
                row_ui(ui, theme, rect, &cells, widths, response.hovered());
                let mark = session.mark(&seen.place);
                paint_marker(ui.painter(), mark, rect.left_center() + vec2(8.0, 0.0), 4.5, theme.place(mark));
            }
            focus_ring(ui, theme, &response);
            if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                view.passing.why.show(Explained::Observations(vec![id.clone()]));
            }
        }
    });
}

/// The titles of the columns.
fn heads(cx: &ViewContext<'_>) -> [String; 6] {
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

/// The widths of place, period, value, printed value, kind of statement, source. The last one takes the rest.
fn widths(room: f32) -> [f32; 6] {
    let fixed = [150.0, 100.0, 130.0, 80.0];
    let left = room - fixed.iter().sum::<f32>() - GAP * 5.0 - 12.0;
    let [place, period, value, nature] = fixed;
    // The printed value and its source share the rest.
    let share = (left / 2.0).max(150.0);
    [place, period, value, share, nature, share]
}

fn cells(cx: &ViewContext<'_>, seen: &Observation) -> [Cell; 6] {
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

fn row_ui(ui: &Ui, theme: &Theme, rect: egui::Rect, cells: &[Cell; 6], widths: [f32; 6], hovered: bool) {
    if hovered {
        ui.painter().rect_filled(rect, egui::CornerRadius::same(4), theme.faint);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, theme.faint));
    let mut left = rect.left();
    for (at, (cell, width)) in cells.iter().zip(widths).enumerate() {
        // The mark of the place is before its name.
        let mark = if at == 0 { MARK } else { 0.0 };
        let mut job = egui::text::LayoutJob::simple_singleline(cell.text.clone(), Type::Body.font(ui), cell.ink);
        job.wrap = egui::text::TextWrapping::truncate_at_width(width - mark);
        let galley = ui.painter().layout_job(job);
        let x = if cell.right { left + width - galley.size().x } else { left + mark };
        let at = Align2::LEFT_CENTER.anchor_size(egui::pos2(x, rect.center().y), galley.size()).min;
        ui.painter().galley(at, galley, cell.ink);
        left += width + GAP;
    }
}
