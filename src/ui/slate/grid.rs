//! Productions by places: certain on the left, up to on the right, a bar, and the deciding incentive.

use egui::{
    Align2, Color32, CornerRadius, CursorIcon, FontId, Key, Pos2, Rect, Response, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use rust_decimal::prelude::ToPrimitive as _;

use super::super::command::Command;
use super::super::context::{Requests, ViewContext};
use super::super::follow::Follow as _;
use super::super::heads::{Head, Order, head_ui, turn};
use super::super::passing::Explained;
use super::super::tab::Tab;
use super::super::theme::Type;
use super::super::view::View;
use super::super::widgets::{Parts, ceiling, certain, fill_bar, focus_ring, paint_marker};
use super::Made;
use super::Shown;
use crate::model::slate::Slate;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::session::action::Action;
use crate::session::slate::SlateEdit;
use crate::study::offers::Offer;
use crate::study::slate::{Column, budget};
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

/// The content and layout of the table.
struct Grid<'a> {
    cx: &'a ViewContext<'a>,
    slate: &'a Slate,
    made: &'a Made,
    /// The rows from top to bottom.
    order: &'a [usize],
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
    keys(ui, view, slate, made, &order, requests);
    ScrollArea::horizontal().id_salt("slate-grid").auto_shrink([false, true]).follow(ui, |ui| {
        let size = vec2(FIRST + columns * cell + LAST, HEAD + (worked.productions.len() + 1) as f32 * ROW);
        let (area, _) = ui.allocate_exact_size(size, Sense::hover());
        let ceilings = worked.offers.iter().flatten().flatten().filter_map(|offer| offer.assessment.known_ceiling());
        let most = ceilings.max().unwrap_or_default();
        let grid = Grid { cx, slate, made, order: &order, wide: cell, origin: area.min, most };
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
        let left = |column: usize| self.origin.x + FIRST + column as f32 * self.wide;
        let low = self.origin.y + HEAD;
        let text = say!(words, "slate-column-production");
        let rect = Rect::from_min_max(pos2(self.origin.x, low - 28.0), pos2(left(0), low - 6.0));
        let head = Head { text: &text, rect, inset: [0.0, 6.0], end: false, largest_first: false };
        head_ui(ui, self.cx, By::Production, &head, by);
        for (at, column) in made.worked.together.iter().enumerate() {
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
        for (column, offer) in worked.offers.get(row).into_iter().flatten().enumerate() {
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

    fn cell_ui(
        &self,
        ui: &mut Ui,
        view: &mut View,
        (row, column): (usize, usize),
        offer: Option<&Offer>,
        requests: &mut Requests,
    ) {
        let (cx, made) = (self.cx, self.made);
        let ViewContext { session, words, theme, .. } = self.cx;
        let rect = self.cell(row, column);
        let Some(offer) = offer else {
            ui.painter().text(rect.center(), Align2::CENTER_CENTER, "–", Type::Body.font(ui), theme.third);
            return;
        };
        let goes = made.worked.best.places.get(row).copied().flatten() == Some(column);
        let entry = made.rows.get(row).and_then(|at| self.slate.productions.get(*at));
        let chosen = entry.is_some_and(|entry| entry.chosen.as_ref() == Some(&offer.place));
        let response = ui.interact(rect, ui.scope_id().with(("slate-cell", row, column)), Sense::click());
        let one = &offer.assessment;
        let (certain, _) = certain(cx, one, view.scale);
        let (up_to, up_to_ink) = ceiling(cx, one, view.scale);
        let name = say!(
            words,
            "slate-cell",
            letter = letter(row),
            place = words.place(&session.library, &offer.place),
            certain = certain.as_str(),
            possible = up_to.as_str()
        );
        let name = match (goes, chosen) {
            (_, true) => say!(words, "slate-cell-chosen", cell = name),
            (true, false) => say!(words, "slate-cell-suggested", cell = name),
            (false, false) => name,
        };
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, goes, &name));
        let inside = rect.shrink2(vec2(1.0, 2.0));
        let on_it = view.own.of::<Shown>().cursor == Some((row, column));
        if goes {
            ui.painter().rect_filled(inside, CornerRadius::same(6), theme.surface);
            ui.painter().rect_stroke(inside, CornerRadius::same(6), Stroke::new(1.0, theme.accent), StrokeKind::Inside);
        } else if response.hovered() {
            ui.painter().rect_filled(inside, CornerRadius::same(6), theme.sunk);
        }
        if on_it || response.has_focus() {
            ui.painter().rect_stroke(
                inside,
                CornerRadius::same(6),
                Stroke::new(1.5, theme.accent),
                StrokeKind::Outside,
            );
        }
        let (left, right) = (rect.left() + 12.0, rect.right() - 14.0);
        let top = rect.top() + 16.0;
        if goes {
            let text = if chosen { say!(words, "slate-tag-chosen") } else { say!(words, "slate-tag-suggested") };
            ui.painter().text(pos2(left, top), Align2::LEFT_CENTER, text, Type::Small.bold(ui), theme.accent);
        }
        let middle = rect.left() + rect.width() * 0.56;
        let ink = if one.floor.is_zero() { theme.third } else { theme.certain };
        let font = if one.floor.is_zero() { Type::Body.font(ui) } else { Type::Body.bold(ui) };
        ui.painter().text(pos2(middle, top), Align2::RIGHT_CENTER, certain, font, ink);
        let digits = up_to.trim_end_matches(['*', '+', '†']);
        let end = pos2(right - 12.0, top);
        let font = if one.known_ceiling().is_some_and(|most| !most.is_zero()) {
            Type::Body.bold(ui)
        } else {
            Type::Body.font(ui)
        };
        ui.painter().text(end, Align2::RIGHT_CENTER, digits, font.clone(), up_to_ink);
        ui.painter().text(end, Align2::LEFT_CENTER, up_to.get(digits.len()..).unwrap_or_default(), font, up_to_ink);
        let part =
            |amount: Fraction| amount.divided_by(self.most).and_then(|part| part.decimal().to_f32()).unwrap_or(0.0);
        let parts = Parts {
            certain: part(one.floor),
            settled: part(one.settled),
            possible: one.ceiling.map_or(1.0, part),
            second_hand: part(offer.second_hand),
        };
        fill_bar(ui, theme, Rect::from_min_max(pos2(left, rect.top() + 29.0), pos2(right, rect.top() + 39.0)), parts);
        let reason = reason(cx, offer);
        cut(ui, pos2(left, rect.top() + 43.0), right - left, &reason, Type::Small.font(ui), theme.second);
        let (clicked, double) = (response.clicked(), response.double_clicked());
        response.on_hover_text(reason);
        if double {
            edit_in_calculator(view, made, row, requests);
        }
        if !clicked || double {
            return;
        }
        view.own.of::<Shown>().cursor = Some((row, column));
        if ui.input(|input| input.modifiers.command) {
            choose(view, made, row, (!chosen).then(|| offer.place.clone()), requests);
        } else {
            view.own.of::<Shown>().explained = Some(row);
            view.passing.why.show(Explained::Place(offer.place.clone()));
        }
    }

    fn net_ui(&self, ui: &Ui, view: &View, row: usize) {
        let made = self.made;
        let ViewContext { words, theme, .. } = self.cx;
        let worked = &made.worked;
        let at = self.cell(row, worked.places.len());
        let right = at.left() + LAST - 6.0;
        let offer = worked
            .best
            .places
            .get(row)
            .copied()
            .flatten()
            .and_then(|place| worked.offers.get(row)?.get(place)?.as_ref());
        let Some([net, _]) = offer.and_then(|offer| offer.net) else {
            ui.painter().text(
                pos2(right, at.top() + 24.0),
                Align2::RIGHT_CENTER,
                "–",
                Type::Body.font(ui),
                theme.third,
            );
            return;
        };
        let text = words.figure(net, view.scale);
        ui.painter().text(pos2(right, at.top() + 22.0), Align2::RIGHT_CENTER, text, Type::Body.bold(ui), theme.ink);
        let share = worked.productions.get(row).and_then(|one| net.divided_by(budget(one)?));
        if let Some(share) = share {
            let share = words.percent(share.decimal().round_dp(2).normalize());
            let text = say!(words, "slate-of-budget", share = share);
            ui.painter().text(
                pos2(right, at.top() + 43.0),
                Align2::RIGHT_CENTER,
                text,
                Type::Small.font(ui),
                theme.second,
            );
        }
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
        for (at, column) in worked.together.iter().enumerate() {
            self.sum_ui(ui, view, self.cell(row, at), at, column);
        }
        let nets = worked.best.places.iter().zip(&worked.offers).map(|(place, row)| row.get((*place)?)?.as_ref()?.net);
        let net = nets.map(|net| net.map(|[net, _]| net)).reduce(|all, next| all?.plus(next?)).flatten();
        if let Some(net) = net {
            let at = pos2(right - 6.0, all.top() + 18.0);
            ui.painter().text(at, Align2::RIGHT_CENTER, words.figure(net, view.scale), Type::Body.bold(ui), theme.ink);
        }
    }

    fn sum_ui(&self, ui: &Ui, view: &View, rect: Rect, at: usize, column: &Column) {
        let made = self.made;
        let ViewContext { session, words, theme, .. } = self.cx;
        let money = &column.money;
        let certain = words.figure(money.certain, view.scale);
        let most = match (money.possible.is_zero(), money.more) {
            // Zero here means that nothing can be counted, not that nothing is possible.
            (true, true) => say!(words, "unknown-value"),
            (false, true) => {
                say!(words, "figure-and-more", figure = words.figure(money.possible, view.scale))
            }
            (_, false) => words.figure(money.possible, view.scale),
        };
        let top = rect.top() + 18.0;
        let (left, right) = (rect.left() + 12.0, rect.right() - 14.0);
        let response = ui.interact(rect, ui.scope_id().with(("slate-sum", at)), Sense::hover());
        let place = words.place(&session.library, &column.place);
        let told = say!(words, "where-row", place = place, certain = certain.as_str(), possible = most.as_str());
        let telling = Telling { words, library: session.counted(), currency: made.worked.currency };
        let cuts: Vec<String> = column.cuts.iter().map(|cut| words.slate_cut(&telling, cut)).collect();
        let said = std::iter::once(told).chain(cuts.iter().cloned()).collect::<Vec<_>>().join(&words.semicolon());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
        let ink = if money.certain.is_zero() { theme.third } else { theme.certain };
        ui.painter().text(
            pos2(rect.left() + rect.width() * 0.56, top),
            Align2::RIGHT_CENTER,
            certain,
            Type::Body.font(ui),
            ink,
        );
        let ink = if money.possible.is_zero() {
            theme.third
        } else if money.possible == money.certain {
            theme.ink
        } else {
            theme.discretionary_text
        };
        let digits = most.trim_end_matches('+');
        let end = pos2(right - 12.0, top);
        ui.painter().text(end, Align2::RIGHT_CENTER, digits, Type::Body.bold(ui), ink);
        ui.painter().text(
            end,
            Align2::LEFT_CENTER,
            most.get(digits.len()..).unwrap_or_default(),
            Type::Body.bold(ui),
            ink,
        );
        let Some(lost) = column.apart.possible.minus(money.possible).filter(|lost| *lost > Fraction::ZERO) else {
            return;
        };
        let tag = say!(words, "slate-tag-cap");
        let galley = ui.painter().layout_no_wrap(tag, Type::Small.font(ui), theme.problem);
        let frame =
            Rect::from_center_size(pos2(left + galley.size().x / 2.0 + 6.0, top), galley.size() + vec2(12.0, 2.0));
        ui.painter().rect_stroke(frame, CornerRadius::same(4), Stroke::new(1.0, theme.problem), StrokeKind::Inside);
        ui.painter().galley(frame.min + vec2(6.0, 1.0), galley, theme.problem);
        let rules: Vec<String> = column.cuts.iter().map(|cut| telling.rule(&cut.step)).collect();
        let text = say!(
            words,
            "slate-sum-cut",
            before = words.figure(column.apart.possible, view.scale),
            lost = words.figure(lost, view.scale),
            rule = rules.join(&words.comma())
        );
        cut(ui, pos2(left, rect.top() + 34.0), right - left, &text, Type::Small.font(ui), theme.problem);
        response.on_hover_text(cuts.join("\n"));
    }
}

/// Text on one line, cut if it is longer.
pub(super) fn cut(ui: &Ui, at: Pos2, room: f32, text: &str, font: FontId, ink: Color32) {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room.max(20.0));
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(at, galley, ink);
}

/// The deciding incentive of a cell, else the obstacle.
fn reason(cx: &ViewContext<'_>, offer: &Offer) -> String {
    let ViewContext { session, words, .. } = cx;
    let library = session.counted();
    let main = offer.main.as_ref().and_then(|(policy, incentive)| library.policies.get(policy)?.incentive(incentive));
    match main {
        Some(incentive) => words.text(&incentive.name).to_owned(),
        None => match words.obstacle(library, &offer.obstacle) {
            nothing if nothing == "–" => say!(words, "slate-nothing"),
            obstacle => obstacle,
        },
    }
}

fn choose(view: &View, made: &Made, row: usize, place: Option<crate::model::id::PlaceId>, requests: &mut Requests) {
    if let Some(at) = made.rows.get(row).filter(|_| !view.passing.read_only) {
        requests.actions.push(Action::Slate(SlateEdit::Choose(*at, place)));
    }
}

/// Edits a production in the calculator.
fn edit_in_calculator(view: &mut View, made: &Made, row: usize, requests: &mut Requests) {
    if let Some(at) = made.rows.get(row).filter(|_| !view.passing.read_only) {
        view.passing.why.close();
        requests.actions.push(Action::Slate(SlateEdit::Edit(*at)));
        requests.commands.push(Command::Show(Tab::Calculator));
    }
}

/// The keys for moving, explaining, choosing and removing, unless something is typed.
fn keys(ui: &Ui, view: &mut View, slate: &Slate, made: &Made, order: &[usize], requests: &mut Requests) {
    if ui.ctx().egui_wants_keyboard_input() || ui.memory(|memory| memory.focused().is_some()) {
        return;
    }
    let (rows, columns) = (made.worked.productions.len(), made.worked.places.len());
    if rows == 0 || columns == 0 {
        return;
    }
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
    let down = i64::from(pressed(Key::ArrowDown)) - i64::from(pressed(Key::ArrowUp));
    let right = i64::from(pressed(Key::ArrowRight)) - i64::from(pressed(Key::ArrowLeft));
    if down != 0 || right != 0 {
        let (row, column) = view.own.of::<Shown>().cursor.unwrap_or((0, 0));
        let begun = view.own.of::<Shown>().cursor.is_some();
        let next = |at: usize, by: i64, of: usize| at.saturating_add_signed(by as isize).min(of - 1);
        let at = order.iter().position(|at| *at == row).unwrap_or(0);
        let to = if begun { next(at, down, rows) } else { 0 };
        let row = order.get(to).copied().unwrap_or(row);
        view.own.of::<Shown>().cursor = Some((row, if begun { next(column, right, columns) } else { column }));
        return;
    }
    let Some((row, column)) = view.own.of::<Shown>().cursor else { return };
    let offer = made.worked.offers.get(row).and_then(|row| row.get(column)).and_then(Option::as_ref);
    if pressed(Key::Enter)
        && let Some(offer) = offer
    {
        view.own.of::<Shown>().explained = Some(row);
        view.passing.why.show(Explained::Place(offer.place.clone()));
    }
    if pressed(Key::Space)
        && let Some(offer) = offer
    {
        let entry = made.rows.get(row).and_then(|at| slate.productions.get(*at));
        let chosen = entry.is_some_and(|entry| entry.chosen.as_ref() == Some(&offer.place));
        choose(view, made, row, (!chosen).then(|| offer.place.clone()), requests);
    }
    if pressed(Key::F2) {
        edit_in_calculator(view, made, row, requests);
    }
    if pressed(Key::Delete)
        && let Some(at) = made.rows.get(row).filter(|_| !view.passing.read_only)
    {
        requests.actions.push(Action::Slate(SlateEdit::Remove(*at)));
        view.own.of::<Shown>().cursor = None;
    }
}
