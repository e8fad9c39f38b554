//! Productions by places: certain on the left, up to on the right, a bar, and the deciding incentive.

mod cells;
mod keys;

use egui::{
    Align2, CornerRadius, CursorIcon, FontId, Pos2, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo,
    pos2, vec2,
};

use self::keys::{edit_in_calculator, keys};
use super::Made;
use crate::model::slate::Slate;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::session::action::Action;
use crate::session::slate::SlateEdit;
use crate::study::slate::budget;
use crate::ui::context::{Requests, ViewContext};
use crate::ui::follow::Follow as _;
use crate::ui::heads::{Head, Order, head_ui, turn};
use crate::ui::theme::Type;
use crate::ui::view::View;
use crate::ui::widgets::{focus_ring, paint_marker};
use crate::words::explain::Telling;
use crate::words::letter::letter;

const FIRST: f32 = 232.0;
const LAST: f32 = 128.0;
const HEAD: f32 = 44.0;
const ROW: f32 = 65.0;

/// A heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum By {
    /// The name of the production.
    Production,
    /// What a place gives: certain, then up to.
    Place(usize),
    /// The net cost in the assigned place.
    Net,
}

/// The order of the rows; `None` for that of the slate.
#[derive(Clone, Copy, Debug, Default)]
struct Sorted(Order<By>);

/// The rows from top to bottom.
pub(super) fn sorted(cx: &ViewContext<'_>, view: &mut View, made: &Made) -> Vec<usize> {
    let worked = &made.worked;
    let mut rows: Vec<usize> = (0..worked.productions.len()).collect();
    let Some((by, down)) = view.own.of::<Sorted>().0 else { return rows };
    let offer = |row: usize, place: usize| worked.offers.get(row)?.get(place)?.as_ref();
    rows.sort_by(|a, b| {
        let order = match by {
            By::Production => {
                let name = |row: usize| worked.productions.get(row).map(|one| cx.words.text(&one.name));
                name(*a).cmp(&name(*b))
            }
            By::Place(place) => {
                let standing = |row: usize| offer(row, place).map(|offer| offer.assessment.standing());
                standing(*a).cmp(&standing(*b))
            }
            By::Net => {
                let place = |row: usize| worked.best.places.get(row).copied().flatten();
                let net = |row: usize| offer(row, place(row)?)?.net.map(|[net, _]| net);
                net(*a).cmp(&net(*b))
            }
        };
        if down { order.reverse() } else { order }
    });
    rows
}

/// The places from left to right: the user's city first, then the order of the slate, which decides between equal
/// assignments and is not changed by this.
pub(super) fn drawn(cx: &ViewContext<'_>, made: &Made) -> Vec<usize> {
    let places = &made.worked.places;
    let mut drawn: Vec<usize> = (0..places.len()).collect();
    drawn.sort_by_key(|at| places.get(*at) != cx.session.city());
    drawn
}

/// The content and layout of the table.
struct Grid<'a> {
    cx: &'a ViewContext<'a>,
    slate: &'a Slate,
    made: &'a Made,
    /// The rows from top to bottom.
    order: &'a [usize],
    /// The places from left to right.
    places: &'a [usize],
    /// The width of a place.
    wide: f32,
    origin: Pos2,
    /// The amount of a full bar.
    most: Fraction,
}

impl Grid<'_> {
    fn cell(&self, row: usize, column: usize) -> Rect {
        // The row of sums stays below all others.
        let row = self.order.iter().position(|at| *at == row).unwrap_or(row);
        // The net cost stays on the right of all places.
        let column = self.places.iter().position(|at| *at == column).unwrap_or(column);
        let at = self.origin + vec2(FIRST + column as f32 * self.wide, HEAD + row as f32 * ROW);
        Rect::from_min_size(at, vec2(self.wide, ROW))
    }
}

/// Draws the table.
pub(super) fn grid_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    slate: &Slate,
    made: &Made,
    requests: &mut Requests,
) {
    let worked = &made.worked;
    let columns = worked.places.len().max(1) as f32;
    let room = ui.available_width();
    let cell = ((room - FIRST - LAST) / columns).clamp(190.0, 260.0);
    let order = sorted(cx, view, made);
    let places = drawn(cx, made);
    keys(ui, view, slate, made, (&order, &places), requests);
    ScrollArea::horizontal().id_salt("slate-grid").auto_shrink([false, true]).follow(ui, |ui| {
        let size = vec2(FIRST + columns * cell + LAST, HEAD + (worked.productions.len() + 1) as f32 * ROW);
        let (area, _) = ui.allocate_exact_size(size, Sense::hover());
        let ceilings = worked.offers.iter().flatten().flatten().filter_map(|offer| offer.assessment.known_ceiling());
        let most = ceilings.max().unwrap_or_default();
        let grid = Grid { cx, slate, made, order: &order, places: &places, wide: cell, origin: area.min, most };
        grid.heads_ui(ui, view);
        for row in order.iter().copied() {
            grid.row_ui(ui, view, row, requests);
        }
        grid.sums_ui(ui, view);
        let lines = cx.theme.faint;
        for column in 0..worked.places.len() {
            let x = grid.origin.x + FIRST + column as f32 * grid.wide;
            ui.painter().vline(x, area.top()..=area.bottom() - ROW, Stroke::new(1.0, lines));
        }
    });
}

impl Grid<'_> {
    fn heads_ui(&self, ui: &Ui, view: &mut View) {
        let made = self.made;
        let ViewContext { session, words, theme, .. } = self.cx;
        let telling = Telling { words, library: session.counted(), currency: made.worked.currency };
        let by = &mut view.own.of::<Sorted>().0;
        let left = |column: usize| self.cell(0, column).left();
        let low = self.origin.y + HEAD;
        let text = say!(words, "slate-column-production");
        let rect = Rect::from_min_max(pos2(self.origin.x, low - 28.0), pos2(self.origin.x + FIRST, low - 6.0));
        let head = Head { text: &text, rect, inset: [0.0, 6.0], end: false, largest_first: false };
        head_ui(ui, self.cx, By::Production, &head, by);
        for at in self.places.iter().copied() {
            let Some(column) = made.worked.together.get(at) else { continue };
            let rect = Rect::from_min_size(pos2(left(at), self.origin.y), vec2(self.wide, HEAD));
            let name = words.place(&session.library, &column.place);
            let response = ui.interact(rect, ui.scope_id().with(("slate-head", at)), Sense::click());
            let rules = words.slate_rules(&telling, column);
            let sort = say!(words, "where-sort", column = name.as_str());
            response.widget_info(|| {
                let label = say!(words, "report-labelled", label = sort.as_str(), value = rules.as_str());
                WidgetInfo::labeled(Role::Button, true, label)
            });
            focus_ring(ui, theme, &response);
            if response.clicked() {
                turn(By::Place(at), true, by);
            }
            let (name, ink) = match by.filter(|(by, _)| *by == By::Place(at)) {
                Some((_, true)) => (format!("{name} ↓"), theme.accent),
                Some((_, false)) => (format!("{name} ↑"), theme.accent),
                None if response.hovered() => (name, theme.accent),
                None => (name, theme.ink),
            };
            let left = rect.left() + 12.0;
            let mark = session.mark(&column.place);
            paint_marker(ui.painter(), mark, pos2(left + 5.0, rect.top() + 11.0), 5.5, theme.place(mark));
            cut(ui, pos2(left + 18.0, rect.top() + 2.0), self.wide - 40.0, &name, Type::Head.bold(ui), ink);
            cut(ui, pos2(left, rect.top() + 24.0), self.wide - 20.0, &rules, Type::Small.font(ui), theme.second);
            response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(rules);
        }
        let text = say!(words, "slate-net");
        let start = left(made.worked.places.len());
        let rect = Rect::from_min_max(pos2(start, low - 28.0), pos2(start + LAST, low - 6.0));
        let head = Head { text: &text, rect, inset: [0.0, 6.0], end: true, largest_first: true };
        head_ui(ui, self.cx, By::Net, &head, by);
    }

    fn row_ui(&self, ui: &mut Ui, view: &mut View, row: usize, requests: &mut Requests) {
        let made = self.made;
        let ViewContext { words, theme, .. } = self.cx;
        let worked = &made.worked;
        let Some(production) = worked.productions.get(row) else { return };
        let top = self.cell(row, 0).top();
        let line = Stroke::new(1.0, theme.line);
        let right = self.cell(row, worked.places.len()).left() + LAST;
        ui.painter().hline(self.origin.x..=right, top, line);
        let letter = letter(row);
        let badge = Rect::from_min_size(pos2(self.origin.x + 2.0, top + 10.0), vec2(20.0, 20.0));
        ui.painter().rect_filled(badge, CornerRadius::same(4), theme.sunk);
        ui.painter().text(badge.center(), Align2::CENTER_CENTER, &letter, Type::Small.bold(ui), theme.second);
        let left = self.origin.x + 32.0;
        let name = words.text(&production.name);
        let edit = (!view.passing.read_only).then(|| self.edit_ui(ui, row, name)).flatten();
        let ink =
            if edit.as_ref().is_some_and(|edit| edit.hovered() || edit.has_focus()) { theme.accent } else { theme.ink };
        cut(ui, pos2(left, top + 9.0), FIRST - 70.0, name, Type::Body.bold(ui), ink);
        if edit.is_some_and(|edit| edit.clicked()) {
            edit_in_calculator(view, made, row, requests);
        }
        let budget = budget(production);
        let about =
            budget.map_or_else(|| say!(words, "slate-no-budget"), |budget| words.money(budget, worked.currency));
        cut(ui, pos2(left, top + 31.0), FIRST - 70.0, &about, Type::Small.font(ui), theme.second);
        if !view.passing.read_only {
            let rect = Rect::from_min_size(pos2(self.origin.x + FIRST - 30.0, top + 8.0), vec2(22.0, 22.0));
            let remove = ui.interact(rect, ui.scope_id().with(("slate-remove", row)), Sense::click());
            let label = say!(words, "slate-remove", letter = letter.as_str());
            remove.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
            let ink = if remove.hovered() || remove.has_focus() { theme.accent } else { theme.third };
            ui.painter().text(rect.center(), Align2::CENTER_CENTER, "×", Type::Body.font(ui), ink);
            if remove.on_hover_text(label).clicked()
                && let Some(at) = made.rows.get(row)
            {
                requests.actions.push(Action::Slate(SlateEdit::Remove(*at)));
            }
        }
        for column in self.places.iter().copied() {
            let Some(offer) = worked.offers.get(row).and_then(|row| row.get(column)) else { continue };
            self.cell_ui(ui, view, (row, column), offer.as_ref(), requests);
        }
        self.net_ui(ui, view, row);
    }

    /// The name of a production as a button that edits it.
    fn edit_ui(&self, ui: &mut Ui, row: usize, name: &str) -> Option<Response> {
        let ViewContext { words, theme, .. } = self.cx;
        self.made.rows.get(row)?;
        let at = self.cell(row, 0).top();
        let rect = Rect::from_min_size(pos2(self.origin.x + 28.0, at + 5.0), vec2(FIRST - 64.0, 46.0));
        let response = ui.interact(rect, ui.scope_id().with(("slate-edit", row)), Sense::click());
        let label = say!(words, "slate-edit", letter = letter(row), name = name);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        focus_ring(ui, theme, &response);
        Some(response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(say!(words, "slate-edit-hint")))
    }

    /// The row of sums: all productions in one place.
    fn sums_ui(&self, ui: &Ui, view: &View) {
        let made = self.made;
        let ViewContext { words, theme, .. } = self.cx;
        let worked = &made.worked;
        let row = worked.productions.len();
        let right = self.cell(row, worked.places.len()).left() + LAST;
        let all = Rect::from_min_max(
            pos2(self.origin.x, self.cell(row, 0).top()),
            pos2(right, self.cell(row, 0).bottom() - 6.0),
        );
        ui.painter().rect_filled(all, CornerRadius::ZERO, theme.sunk);
        ui.painter().hline(all.x_range(), all.top(), Stroke::new(1.0, theme.line));
        let name = say!(words, "slate-all-here-count", count = row);
        cut(ui, pos2(all.left() + 8.0, all.top() + 9.0), FIRST - 20.0, &name, Type::Body.bold(ui), theme.ink);
        let shared = say!(words, "slate-shared");
        cut(ui, pos2(all.left() + 8.0, all.top() + 32.0), FIRST - 20.0, &shared, Type::Small.font(ui), theme.second);
        for at in self.places.iter().copied() {
            let Some(column) = worked.together.get(at) else { continue };
            self.sum_ui(ui, view, self.cell(row, at), at, column);
        }
        let nets = worked.best.places.iter().zip(&worked.offers).map(|(place, row)| row.get((*place)?)?.as_ref()?.net);
        let net = nets.map(|net| net.map(|[net, _]| net)).reduce(|all, next| all?.plus(next?)).flatten();
        if let Some(net) = net {
            let at = pos2(right - 6.0, all.top() + 18.0);
            ui.painter().text(at, Align2::RIGHT_CENTER, words.figure(net, view.scale), Type::Body.bold(ui), theme.ink);
        }
    }
}

/// Text on one line, cut if it is longer.
pub(super) fn cut(ui: &Ui, at: Pos2, room: f32, text: &str, font: FontId, ink: egui::Color32) {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room.max(20.0));
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(at, galley, ink);
}
