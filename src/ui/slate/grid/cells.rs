//! The cells of the table: a production in a place, its net cost, and the sum of a place.

use egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use rust_decimal::prelude::ToPrimitive as _;

use super::keys::{choose, edit_in_calculator};
use super::{Grid, LAST, cut};
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::offers::Offer;
use crate::study::slate::{Column, budget};
use crate::ui::context::{Requests, ViewContext};
use crate::ui::passing::Explained;
use crate::ui::slate::Shown;
use crate::ui::theme::Type;
use crate::ui::view::View;
use crate::ui::widgets::{Parts, ceiling, certain, fill_bar};
use crate::words::explain::Telling;
use crate::words::letter::letter;

impl Grid<'_> {
    pub(super) fn cell_ui(
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
        let library = session.counted();
        let is_published = made.published.get(row).and_then(|row| row.get(column)) == Some(&true);
        let mark = if is_published { words.paid_mark(library, one) } else { None };
        let is_told = is_published || response.hovered();
        let published = if is_told { words.paid_beside(library, one) } else { Vec::new() };
        let name = match &mark {
            Some(_) => [&[name], published.as_slice()].concat().join(&words.semicolon()),
            None => name,
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
        // The mark for published payments is below the figure, at the end of the reason.
        let taken = mark.map_or(0.0, |mark| {
            let galley = ui.painter().layout_no_wrap(mark, Type::Small.font(ui), theme.second);
            let width = galley.size().x;
            ui.painter().galley(pos2(end.x - width, rect.top() + 43.0), galley, theme.second);
            width + 18.0
        });
        cut(ui, pos2(left, rect.top() + 43.0), right - left - taken, &reason, Type::Small.font(ui), theme.second);
        let (clicked, double) = (response.clicked(), response.double_clicked());
        response.on_hover_text([&[reason], published.as_slice()].concat().join("\n"));
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

    pub(super) fn net_ui(&self, ui: &Ui, view: &View, row: usize) {
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

    pub(super) fn sum_ui(&self, ui: &Ui, view: &View, rect: Rect, at: usize, column: &Column) {
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
