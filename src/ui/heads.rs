//! The heading of a column. A click sorts by it, the next one reverses the order, the third restores the original
//! order.
//!
//! How rows compare is defined by each table.

use egui::{Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::context::ViewContext;
use super::theme::Type;
use super::widgets::focus_ring;
use crate::say;

/// The sort column and whether the order is descending; `None` for the table's own order.
pub(super) type Order<C> = Option<(C, bool)>;

/// A heading: its text and position.
pub(super) struct Head<'a> {
    /// Its text.
    pub(super) text: &'a str,
    /// Its clickable area.
    pub(super) rect: egui::Rect,
    /// The distance of the text from the left and from the right edge.
    pub(super) inset: [f32; 2],
    /// Whether it is aligned right.
    pub(super) end: bool,
    /// Whether the first click puts the largest first, as for figures.
    pub(super) largest_first: bool,
}

/// Draws a heading and handles its click.
pub(super) fn head_ui<C: Copy + PartialEq + std::hash::Hash + std::fmt::Debug>(
    ui: &Ui,
    cx: &ViewContext<'_>,
    column: C,
    head: &Head<'_>,
    order: &mut Order<C>,
) -> Response {
    let ViewContext { words, theme, .. } = cx;
    let Head { text, rect, inset: [left, right], end, largest_first } = *head;
    let response = ui.interact(rect, ui.scope_id().with(("head", column)), Sense::click());
    let name = say!(words, "where-sort", column = text);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let sorted = order.filter(|(by, _)| *by == column);
    let ink = if sorted.is_some() || response.hovered() { theme.accent } else { theme.second };
    let text = match sorted {
        Some((_, true)) => format!("{text} ↓"),
        Some((_, false)) => format!("{text} ↑"),
        None => text.to_owned(),
    };
    let font = if sorted.is_some() { Type::Small.bold(ui) } else { Type::Small.font(ui) };
    let mut job = egui::text::LayoutJob::simple_singleline(text, font, ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - left - right);
    let galley = ui.painter().layout_job(job);
    let x = if end { rect.right() - right - galley.size().x } else { rect.left() + left };
    ui.painter().galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, ink);
    focus_ring(ui, theme, &response);
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if response.clicked() {
        turn(column, largest_first, order);
    }
    response
}

/// The order after a click on a heading.
pub(super) fn turn<C: Copy + PartialEq>(column: C, largest_first: bool, order: &mut Order<C>) {
    *order = match order.filter(|(by, _)| *by == column) {
        None => Some((column, largest_first)),
        Some((_, down)) if down == largest_first => Some((column, !largest_first)),
        Some(_) => None,
    };
}

/// A heading as wide as its text, in a grid or a line. Headings of figures are aligned right, and sort by the largest
/// first.
pub(super) fn head_cell_ui<C: Copy + PartialEq + std::hash::Hash + std::fmt::Debug>(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    column: C,
    (text, figures): (&str, bool),
    order: &mut Order<C>,
) {
    // Includes room for the arrow of the sort order, so that nothing moves when it appears.
    let whole = ui.painter().layout_no_wrap(format!("{text} ↓"), Type::Small.bold(ui), cx.theme.ink);
    let width = if figures { whole.size().x.max(ui.available_width()) } else { whole.size().x };
    let (rect, _) = ui.allocate_exact_size(vec2(width, 22.0), Sense::hover());
    let head = Head { text, rect, inset: [0.0, 0.0], end: figures, largest_first: figures };
    head_ui(ui, cx, column, &head, order);
}
