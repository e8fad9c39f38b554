//! The plot as a table: every observation in a row that can be read with the arrow keys and explained.

use egui::{Align2, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use crate::model::id::ObservationId;
use crate::model::indicator::{Indicator, Observation};
use crate::say;
use crate::ui::looking::Looking;
use crate::ui::theme::{Theme, Type};
use crate::ui::view::{View, Why};
use crate::ui::widgets::{focus_ring, small};

const ROW: f32 = 30.0;
const GAP: f32 = 20.0;

/// A cell: its text, its ink, and whether it stands at the right edge.
struct Cell {
    text: String,
    ink: egui::Color32,
    right: bool,
}

pub(super) fn table_ui(
    ui: &mut Ui,
    looking: &Looking<'_>,
    view: &mut View,
    indicator: &Indicator,
    rows: &[ObservationId],
) {
    let Looking { session, words, theme, .. } = looking;
    let heads = [
        say!(words, "growth-column-place"),
        say!(words, "growth-column-period"),
        say!(words, "growth-column-value"),
        say!(words, "growth-column-printed"),
        say!(words, "growth-column-nature"),
        say!(words, "growth-column-source"),
    ];
    let widths = widths(ui.available_width());
    let total = widths.iter().sum::<f32>() + GAP * (widths.len() as f32 - 1.0);
    ScrollArea::both().auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_min_width(total);
        let (rect, _) = ui.allocate_exact_size(vec2(total, ROW), Sense::hover());
        let mut left = rect.left();
        for (at, (text, width)) in heads.iter().zip(widths).enumerate() {
            let head = egui::Rect::from_min_size(egui::pos2(left, rect.top()), vec2(width, ROW));
            let layout = if at == 2 {
                egui::Layout::right_to_left(egui::Align::Center)
            } else {
                egui::Layout::left_to_right(egui::Align::Center)
            };
            ui.scope_builder(egui::UiBuilder::new().max_rect(head).layout(layout), |ui| {
                ui.add(egui::Label::new(small(theme, text.as_str())).truncate());
            });
            left += width + GAP;
        }
        for id in rows {
            let Some(seen) = session.library.observations.get(id) else { continue };
            let cells = cells(looking, indicator, seen);
            let said: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect();
            let (rect, response) = ui.allocate_exact_size(vec2(total, ROW), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Row, true, said.join(", ")));
            if response.gained_focus() {
                response.scroll_to_me(None);
            }
            if ui.is_rect_visible(rect) {
                row_ui(ui, theme, rect, &cells, widths, response.hovered());
            }
            focus_ring(ui, theme, &response);
            if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                view.why.show(Why::Observations(vec![id.clone()]));
            }
        }
    });
}

/// Place, period, value, as printed, nature, source: the last one takes what is left.
fn widths(room: f32) -> [f32; 6] {
    let fixed = [110.0, 120.0, 130.0, 130.0, 80.0];
    let left = room - fixed.iter().sum::<f32>() - GAP * 5.0 - 12.0;
    let [place, period, value, printed, nature] = fixed;
    [place, period, value, printed, nature, left.max(160.0)]
}

fn cells(looking: &Looking<'_>, indicator: &Indicator, seen: &Observation) -> [Cell; 6] {
    let Looking { session, words, theme, .. } = looking;
    let library = &session.library;
    let source = seen.cites.first().and_then(|cite| library.sources.get(&cite.source));
    let publisher = source.map_or_else(String::new, |source| words.text(&source.publisher).to_owned());
    let cell = |text: String, ink| Cell { text, ink, right: false };
    let ink = if seen.printed_value.is_some() { theme.problem } else { theme.ink };
    [
        cell(words.place(library, &seen.place), theme.ink),
        cell(words.period(seen), theme.ink),
        Cell { text: words.observed(&indicator.unit, seen), ink, right: true },
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
    for (cell, width) in cells.iter().zip(widths) {
        let mut job = egui::text::LayoutJob::simple_singleline(cell.text.clone(), Type::Body.font(ui), cell.ink);
        job.wrap = egui::text::TextWrapping::truncate_at_width(width);
        let galley = ui.painter().layout_job(job);
        let x = if cell.right { left + width - galley.size().x } else { left };
        let at = Align2::LEFT_CENTER.anchor_size(egui::pos2(x, rect.center().y), galley.size()).min;
        ui.painter().galley(at, galley, cell.ink);
        left += width + GAP;
    }
}
