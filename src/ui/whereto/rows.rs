//! The rows of the table: headings that sort, groups of places, keys.

use egui::{
    Align2, Color32, CornerRadius, Key, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};
use rust_decimal::prelude::ToPrimitive;

use super::super::context::{Requests, ViewContext};
use super::super::fitted::fitted;
use super::super::follow::follow;
use super::super::heads::{Head, head_ui};
use super::super::passing::Explained;
use super::super::theme::Type;
use super::super::view::View;
use super::super::widgets::{Parts, Tone, ceiling, certain, focus_ring, legend_entry, paint_bar, paint_marker, swatch};
use super::columns::{Column, Columns};
use super::{Row, Table, group_name};
use crate::model::mark::Mark;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::session::MOST_PLACES;
use crate::session::action::Action;
use crate::study::evidence::Evidence;
use crate::study::offers::Group;

const ROW: f32 = 32.0;

/// How far a figure moves up to make room for a mark below it.
const LIFT: f32 = 6.0;

/// A line of the table.
enum Line<'a> {
    Head(Group, usize),
    Row(&'a Row),
}

/// Draws the headings and the rows.
pub(super) fn rows_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let columns = Columns::of(cx, ui.available_width() - ui.spacing().scroll.allocated_width());
    legend_ui(ui, cx);
    heads_ui(ui, cx, view, &columns);
    let table = view.own.of::<Table>().clone();
    let shown = table.shown();
    let moved = keys(ui, cx, view, &shown, requests);
    let mut lines: Vec<Line<'_>> = Vec::new();
    for group in [Group::Known, Group::SecondHand, Group::Uncounted] {
        let rows: Vec<&Row> = shown.iter().copied().filter(|row| row.offer.group == group).collect();
        // The group of known amounts needs no heading.
        if !rows.is_empty() && group != Group::Known {
            lines.push(Line::Head(group, rows.len()));
        }
        lines.extend(rows.into_iter().map(Line::Row));
    }
    let most = table.rows().iter().filter_map(|row| row.offer.assessment.known_ceiling()).max().unwrap_or_default();
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical().id_salt("where").auto_shrink([false, false]);
    if moved {
        let table = view.own.of::<Table>();
        let is_cursor =
            |line: &Line<'_>| matches!(line, Line::Row(row) if Some(&row.offer.place) == table.cursor.as_ref());
        if let Some(at) = lines.iter().position(is_cursor) {
            area = area.vertical_scroll_offset(in_sight(at as f32 * ROW, table.offset, ui.available_height()));
        }
    }
    let shown = area.show_rows(ui, ROW, lines.len(), |ui, range| {
        for line in lines.get(range).unwrap_or_default() {
            match line {
                Line::Head(group, count) => {
                    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
                    let text = group_name(cx, *group, *count);
                    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
                    let at = pos2(rect.left(), rect.bottom() - 8.0);
                    let ink = cx.theme.second;
                    ui.painter().text(at, Align2::LEFT_BOTTOM, text, Type::Small.bold(ui), ink);
                    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, cx.theme.line));
                }
                Line::Row(row) => row_ui(ui, cx, view, &columns, row, most, requests),
            }
        }
        follow(ui);
    });
    view.own.of::<Table>().offset = shown.state.clamped_offset().y;
}

/// The offset at which a row is in sight, with one row before and after it; the current one if it is already.
fn in_sight(top: f32, offset: f32, visible: f32) -> f32 {
    let (first, last) = (top - ROW, top + 2.0 * ROW - visible);
    if offset > first { first.max(0.0) } else { offset.max(last) }
}

/// The meaning of the bars.
fn legend_ui(ui: &mut Ui, cx: &ViewContext<'_>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (tone, text) in [
            (Tone::Certain, say!(cx.words, "legend-certain")),
            (Tone::Discretionary, say!(cx.words, "legend-up-to")),
            (Tone::Hearsay, say!(cx.words, "legend-second-hand")),
            (Tone::Unknown, say!(cx.words, "legend-open")),
        ] {
            if ui.available_width() > 150.0 {
                legend_entry(ui, cx.theme, &text, |painter, center| swatch(painter, cx.theme, tone, center));
            }
        }
    });
}

fn heads_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, columns: &Columns) {
    let theme = cx.theme;
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    for (column, at, width) in &columns.0 {
        let rect = Rect::from_min_size(pos2(row.left() + at, row.top()), vec2(*width, row.height()));
        let inset = match column {
            Column::Place => [46.0, 0.0],
            _ => [6.0, 18.0],
        };
        let text = column.name(cx);
        let figures = column.is_figures();
        let head = Head { text: &text, rect, inset, end: figures, largest_first: figures };
        let response = head_ui(ui, cx, *column, &head, &mut view.own.of::<Table>().sort);
        if *column == Column::Expected {
            response.on_hover_text(say!(cx.words, "where-expected-hint"));
        }
    }
    ui.painter().hline(row.x_range(), row.bottom(), Stroke::new(1.0, theme.line));
}

/// The keys for moving, choosing and explaining, unless something has the focus. Returns whether the cursor moved.
fn keys(ui: &Ui, cx: &ViewContext<'_>, view: &mut View, shown: &[&Row], requests: &mut Requests) -> bool {
    if ui.ctx().egui_wants_keyboard_input() || shown.is_empty() || ui.memory(|memory| memory.focused().is_some()) {
        return false;
    }
    let now =
        view.own.of::<Table>().cursor.as_ref().and_then(|place| shown.iter().position(|row| row.offer.place == *place));
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
    let by = i64::from(pressed(Key::ArrowDown)) - i64::from(pressed(Key::ArrowUp));
    if by != 0 {
        let next = now.map_or(0, |now| now.saturating_add_signed(by as isize).min(shown.len() - 1));
        view.own.of::<Table>().cursor = shown.get(next).map(|row| row.offer.place.clone());
        return true;
    }
    let Some(row) = now.and_then(|now| shown.get(now)) else { return false };
    if pressed(Key::Space) {
        pick(cx, row, requests);
    }
    if pressed(Key::Enter) {
        view.passing.why.show(Explained::Place(row.offer.place.clone()));
    }
    false
}

fn pick(cx: &ViewContext<'_>, row: &Row, requests: &mut Requests) {
    let place = row.offer.place.clone();
    let chosen = cx.session.production().places.contains(&place);
    requests.actions.push(if chosen { Action::RemovePlace(place) } else { Action::AddPlace(place) });
}

fn row_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    columns: &Columns,
    row: &Row,
    most: Fraction,
    requests: &mut Requests,
) {
    let ViewContext { session, words, theme, .. } = cx;
    let offer = &row.offer;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let check = Rect::from_min_size(rect.min, vec2(26.0, ROW));
    let body = Rect::from_min_max(pos2(check.right(), rect.top()), rect.max);
    let place = offer.place.as_str();
    let line = ui.interact(body, ui.scope_id().with(("row", place)), Sense::click());
    let chosen = session.production().places.contains(&offer.place).then(|| session.mark(&offer.place));
    let on_it = view.own.of::<Table>().cursor.as_ref() == Some(&offer.place);
    let ground = match (chosen, line.hovered() || on_it) {
        (_, true) => theme.sunk,
        (Some(_), false) => theme.surface,
        (None, false) => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, CornerRadius::ZERO, ground);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.faint));
    if on_it {
        ui.painter().vline(rect.left(), rect.y_range(), Stroke::new(2.0, theme.accent));
    }
    check_ui(ui, cx, row, check, chosen, requests);
    let (up_to, tone) = ceiling(cx, &offer.assessment, view.scale);
    let (certain, _) = certain(cx, &offer.assessment, view.scale);
    let described =
        say!(words, "where-row", place = row.name.as_str(), certain = certain.as_str(), possible = up_to.as_str());
    // What is published is told with the figures; that nothing is, only on hover.
    let told = match &row.mark {
        Some(_) => [std::slice::from_ref(&described), row.published.as_slice()].concat().join(&words.semicolon()),
        None => described.clone(),
    };
    line.widget_info(|| WidgetInfo::labeled(Role::Button, true, &told));
    focus_ring(ui, theme, &line);
    let text = |column: Column, text: &str, ink: Color32, heavy: bool| {
        // The mark for published payments is below the figure.
        let lift = if column == Column::UpTo && row.mark.is_some() { LIFT } else { 0.0 };
        let Some(cell) = columns.rect(column, rect) else { return };
        let font = if heavy { Type::Body.bold(ui) } else { Type::Body.font(ui) };
        if column.is_figures() {
            // Characters after the digits have a space of their own, so that the digits are aligned.
            let digits = text.trim_end_matches(['*', '+', '†']);
            let end = pos2(cell.right() - 18.0, cell.center().y - lift);
            // A long figure is written smaller, because a figure that lacks a digit is a wrong one.
            let wide = ui.painter().layout_no_wrap(digits.to_owned(), font.clone(), ink).size().x;
            let size = font.size * ((end.x - cell.left() - 2.0) / wide.max(1.0)).min(1.0);
            let font = egui::FontId { size, ..font };
            let painter = ui.painter().with_clip_rect(cell);
            painter.text(end, Align2::RIGHT_CENTER, digits, font.clone(), ink);
            painter.text(end, Align2::LEFT_CENTER, text.get(digits.len()..).unwrap_or_default(), font, ink);
            return;
        }
        let left = if column == Column::Place { 46.0 } else { 6.0 };
        let room = (cell.width() - left - 6.0).max(10.0);
        let is_name = column == Column::Place;
        let size = if is_name { Type::Body } else { Type::Small };
        let galley = fitted(ui, text, size, heavy && is_name, ink, room);
        let at = pos2(cell.left() + left, cell.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, ink);
    };
    let mine = view.own.of::<Table>().mine.as_ref() == Some(&row.offer.place);
    text(Column::Place, &row.name, if mine { theme.accent } else { theme.ink }, true);
    let uncounted = offer.group == Group::Uncounted;
    let dash = "–";
    let floor = offer.assessment.floor;
    let certain_text = if uncounted { dash } else { certain.as_str() };
    text(Column::Certain, certain_text, if floor.is_zero() { theme.third } else { theme.certain }, !floor.is_zero());
    let up_to_text = if uncounted { dash } else { up_to.as_str() };
    text(
        Column::UpTo,
        up_to_text,
        if uncounted { theme.third } else { tone },
        !uncounted && !offer.second_hand.eq(&offer.assessment.ceiling.unwrap_or_default()),
    );
    let expected = offer.expected.map_or_else(|| dash.to_owned(), |amount| words.figure(amount, view.scale));
    text(Column::Expected, &expected, if offer.expected.is_some() { theme.ink } else { theme.third }, false);
    text(Column::Share, &row.share_text(cx), theme.second, false);
    text(Column::Net, &row.net_text(cx, view), theme.ink, false);
    text(Column::Missing, &row.missing, theme.second, false);
    let (evidence, ink) = match offer.evidence {
        Some(Evidence::Official) => (words.evidence(Evidence::Official), theme.certain),
        Some(other) => (words.evidence(other), theme.second),
        None => (dash.to_owned(), theme.third),
    };
    text(Column::Evidence, &evidence, ink, false);
    text(Column::Paid, &row.paid, theme.third, false);
    let late = offer.deadline.is_some_and(|deadline| deadline < session.day);
    text(Column::Deadline, &row.deadline, if late { theme.problem } else { theme.third }, false);
    if let Some(cell) = columns.rect(Column::UpTo, rect).filter(|_| !uncounted) {
        let share =
            |amount: Fraction| amount.divided_by(most).and_then(|part| part.decimal().to_f32()).unwrap_or_default();
        let parts = Parts {
            certain: share(floor),
            settled: share(offer.assessment.settled),
            possible: offer.assessment.ceiling.map_or(1.0, share),
            second_hand: share(offer.second_hand),
        };
        let size = vec2((cell.width() - 84.0).max(24.0), 12.0);
        let lift = if row.mark.is_some() { LIFT } else { 0.0 };
        let bar = Rect::from_min_size(pos2(cell.left() + 6.0, cell.center().y - 6.0 - lift), size);
        // In a child `Ui`, so that the layout of the rows does not move.
        paint_bar(&mut ui.new_child(egui::UiBuilder::new().max_rect(bar)), theme, size, parts);
    }
    if let Some((cell, mark)) = columns.rect(Column::UpTo, rect).zip(row.mark.as_ref()) {
        let at = pos2(cell.right() - 18.0, cell.center().y + LIFT + 2.0);
        ui.painter().text(at, Align2::RIGHT_CENTER, mark, Type::Small.font(ui), theme.second);
    }
    let hover = [&[described, row.missing.clone()], row.published.as_slice()].concat().join("\n");
    let line: Response = line.on_hover_text(hover);
    if line.clicked() {
        view.own.of::<Table>().cursor = Some(offer.place.clone());
        view.passing.why.show(Explained::Place(offer.place.clone()));
    }
}

/// The check box of a place, with its mark once it is chosen.
fn check_ui(ui: &Ui, cx: &ViewContext<'_>, row: &Row, rect: Rect, chosen: Option<Mark>, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let room = chosen.is_some() || session.production().places.len() < MOST_PLACES;
    let response = ui.interact(rect, ui.scope_id().with(("pick", row.offer.place.as_str())), Sense::click());
    let label = match chosen {
        Some(_) => say!(words, "place-remove", place = row.name.as_str()),
        None => say!(words, "place-add", place = row.name.as_str()),
    };
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, room, chosen.is_some(), &label));
    let square = Rect::from_center_size(pos2(rect.left() + 8.0, rect.center().y), vec2(14.0, 14.0));
    let painter = ui.painter();
    match chosen {
        Some(mark) => {
            painter.rect_filled(square, CornerRadius::same(3), theme.accent);
            let tick = [vec2(-3.5, 0.0), vec2(-1.0, 3.0), vec2(4.0, -3.0)].map(|at| square.center() + at);
            painter.line(tick.to_vec(), Stroke::new(1.8, theme.paper));
            paint_marker(painter, mark, pos2(rect.left() + 33.0, rect.center().y), 5.0, theme.place(mark));
        }
        None => {
            let ink = if room { theme.third } else { theme.line };
            painter.rect_stroke(square, CornerRadius::same(3), Stroke::new(1.0, ink), egui::StrokeKind::Inside);
        }
    }
    focus_ring(ui, theme, &response);
    let full = say!(words, "place-full", most = MOST_PLACES.to_string());
    let response = response.on_hover_text(if room { label } else { full });
    if response.clicked() {
        // A seventh place is refused with a message.
        pick(cx, row, requests);
    }
}
