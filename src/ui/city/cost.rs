//! The cost of a year: the number of awards of each incentive, and the pool. Both are the user's own.

use egui::{Align, Layout, RichText, Stroke, TextEdit, Ui, vec2};
use rust_decimal::prelude::ToPrimitive as _;

use crate::model::number::Number;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::city::City;
use crate::ui::context::ViewContext;
use crate::ui::view::View;
use crate::ui::widgets::{figure, focus_ring, head, small, strong};

/// The cost of a year: the number of awards of each incentive at the maximum of a reference production, and the pool.
pub(super) fn cost_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, city: &City) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = session.counted();
    ui.add_space(6.0);
    crate::ui::widgets::hairline(ui, theme.line);
    ui.add_space(2.0);
    ui.label(head(say!(words, "city-cost")));
    ui.add(egui::Label::new(small(theme, say!(words, "city-cost-hint"))).wrap());
    let own = city.reform.incentives.iter().zip(&city.most).filter(|(bill, most)| {
        let policy = library.policies.get(&bill.policy);
        policy.is_some_and(|policy| policy.place == city.standing.place)
            && (most.before != Some(Fraction::ZERO) || most.after != Some(Fraction::ZERO))
    });
    let scale = view.scale;
    let (mut before, mut after) = (Some(Fraction::ZERO), Some(Fraction::ZERO));
    let (mut any, mut unknown) = (false, false);
    for (bill, most) in own {
        if !any {
            cost_heads_ui(ui, cx);
        }
        any = true;
        let key = format!("{}/{}", bill.policy, bill.incentive);
        let mut count = view.city_counts.get(&key).copied().unwrap_or_default();
        let times = |amount: Option<Fraction>, count: u32| amount?.times(Fraction::of(count.into()));
        let incentive = library.policies.get(&bill.policy).and_then(|policy| policy.incentive(&bill.incentive));
        let name = incentive.map_or_else(|| key.clone(), |one| words.text(&one.name).to_owned());
        // What the law does not publish is not known, and not nothing.
        let is_published = incentive.is_none_or(|one| one.amount.is_some());
        unknown |= !is_published;
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let told = |amount: Option<Fraction>| {
                    times(amount, count).map_or_else(|| "–".to_owned(), |amount| words.figure(amount, scale))
                };
                figure(ui, 62.0, &told(most.after), theme.ink, true);
                figure(ui, 56.0, &told(most.before.filter(|_| is_published)), theme.second, false);
                let drag = egui::DragValue::new(&mut count).range(0..=9_999);
                let response = ui.add(drag);
                let label = say!(words, "city-count-of", incentive = name.as_str());
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SpinButton, true, &label));
                focus_ring(ui, theme, &response);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(egui::Label::new(name.as_str()).wrap());
                });
            });
        });
        view.city_counts.insert(key, count);
        let add = |sum: Option<Fraction>, more: Option<Fraction>| sum?.plus(more?);
        before = add(before, times(most.before, count));
        after = add(after, times(most.after, count));
    }
    if !any {
        ui.add(egui::Label::new(small(theme, say!(words, "city-cost-none"))).wrap());
        return;
    }
    ui.horizontal(|ui| {
        ui.label(strong(say!(words, "city-cost-sum")));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let told = |sum: Option<Fraction>| sum.map_or_else(|| "–".to_owned(), |sum| words.figure(sum, scale));
            let more = |text: String| if unknown { say!(words, "figure-and-more", figure = text) } else { text };
            figure(ui, 62.0, &told(after), theme.ink, true);
            figure(ui, 56.0, &more(told(before)), theme.second, false);
        });
    });
    pool_ui(ui, cx, view, after);
}

/// The headings of the costs.
fn cost_heads_ui(ui: &mut Ui, cx: &ViewContext<'_>) {
    let ViewContext { words, theme, .. } = cx;
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let heads = [(62.0, say!(words, "city-cost-after")), (56.0, say!(words, "city-cost-before"))];
            for (width, head) in heads {
                let (rect, response) = ui.allocate_exact_size(vec2(width, 16.0), egui::Sense::hover());
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &head));
                let font = crate::ui::theme::Type::Small.font(ui);
                ui.painter().text(rect.right_center(), egui::Align2::RIGHT_CENTER, head, font, theme.second);
            }
            ui.label(small(theme, say!(words, "city-cost-count")));
        });
    });
}

fn pool_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, due: Option<Fraction>) {
    let ViewContext { session, words, theme, .. } = cx;
    ui.horizontal(|ui| {
        ui.label(say!(words, "city-pool"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let name = say!(words, "city-pool");
            let edit = TextEdit::singleline(&mut view.city_pool).desired_width(100.0).align(egui::Align2::RIGHT_CENTER);
            let response = ui.add(edit);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &name));
            focus_ring(ui, theme, &response);
        });
    });
    let pool = view.city_pool.trim().parse::<Number>().ok().map(|pool| Fraction::of(pool.0));
    let Some((pool, due)) = pool.filter(|pool| !pool.is_zero() && !pool.is_negative()).zip(due) else {
        ui.add(egui::Label::new(small(theme, say!(words, "city-pool-hint"))).wrap());
        return;
    };
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 14.0), egui::Sense::hover());
    let share = |part: Fraction, whole: Fraction| {
        part.divided_by(whole).and_then(|share| share.decimal().to_f32()).unwrap_or_default().clamp(0.0, 1.0)
    };
    let over = due.minus(pool).filter(|over| *over > Fraction::ZERO);
    let filled = if over.is_some() { 1.0 } else { share(due, pool) };
    let mut inside = rect;
    inside.set_right(rect.left() + rect.width() * filled);
    crate::ui::widgets::hatch(ui.painter(), theme, inside);
    ui.painter().rect_stroke(rect, 2.0, Stroke::new(1.0, theme.line), egui::StrokeKind::Inside);
    let currency = session.production().currency;
    let text = match over {
        Some(over) => {
            let mut beyond = rect;
            beyond.set_left(rect.left() + rect.width() * share(pool, due));
            ui.painter().rect_filled(beyond, 2.0, theme.problem);
            ui.painter().vline(beyond.left(), rect.y_range(), Stroke::new(2.0, theme.ink));
            RichText::new(say!(words, "city-pool-over", amount = words.money(over, currency))).color(theme.problem)
        }
        None => {
            let left = pool.minus(due).unwrap_or_default();
            small(theme, say!(words, "city-pool-left", amount = words.money(left, currency)))
        }
    };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, text.text()));
    ui.add(egui::Label::new(text.small()).wrap());
}
