//! Drawn productions: their number, their seed, and the distribution of each answer.

use egui::{ComboBox, DragValue, Ui};
use rust_decimal::Decimal;

use super::{assume, field_ui};
use crate::data::presets;
use crate::model::fact::{Fact, FactKind};
use crate::model::id::FactId;
use crate::model::number::Number;
use crate::model::portfolio::{Draw, Made, Portfolio, Stretch};
use crate::say;
use crate::session::desk::Assumed;
use crate::study::portfolio::LOCAL_SPEND;
use crate::ui::context::{Requests, ViewContext};
use crate::ui::view::View;
use crate::ui::widgets::{focus_ring, small};

pub(super) fn made_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    portfolio: &Portfolio,
    requests: &mut Requests,
) {
    let ViewContext { session, words, theme, .. } = cx;
    for (at, made) in portfolio.made.iter().enumerate() {
        let mut next = made.clone();
        let mut gone = false;
        ui.push_id(("made", at), |ui| {
            ui.add(egui::Label::new(words.made_told(session.counted(), made)).wrap());
            let fold = egui::CollapsingHeader::new(small(theme, say!(words, "portfolio-made-edit"))).id_salt("fold");
            fold.show(ui, |ui| edit_ui(ui, cx, view, at, &mut next));
            let response = ui.button(small(theme, say!(words, "portfolio-made-remove")));
            focus_ring(ui, theme, &response);
            gone = response.clicked();
        });
        if gone {
            let mut next = portfolio.clone();
            next.made.remove(at);
            assume(requests, next, Assumed::Whole);
        } else if next != *made {
            let mut all = portfolio.clone();
            if let Some(slot) = all.made.get_mut(at) {
                *slot = next;
            }
            assume(requests, all, Assumed::Made(at));
        }
    }
    let add = ui.button(say!(words, "portfolio-made-add"));
    focus_ring(ui, theme, &add);
    if add.clicked() {
        let mut next = portfolio.clone();
        let seed = next.made.iter().map(|made| made.seed).max().unwrap_or_default() + 1;
        next.made.push(Made { seed, ..presets::made() });
        assume(requests, next, Assumed::Made(portfolio.made.len()));
    }
}

fn edit_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, at: usize, made: &mut Made) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = session.counted();
    ui.horizontal(|ui| {
        let count = say!(words, "portfolio-made-count");
        ui.label(count.as_str());
        let response = ui.add(DragValue::new(&mut made.count).range(0..=100_000));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SpinButton, true, &count));
        focus_ring(ui, theme, &response);
        let seed = say!(words, "portfolio-made-seed");
        ui.label(seed.as_str());
        let response = ui.add(DragValue::new(&mut made.seed));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SpinButton, true, &seed));
        focus_ring(ui, theme, &response);
    });
    let like = say!(words, "portfolio-made-like");
    ui.label(small(theme, like.as_str()));
    let name = |name: &String| library.productions.get(name).map_or("", |one| words.text(&one.name));
    let none = say!(words, "portfolio-made-like-none");
    let whole = made.base.clone();
    let whole = whole.as_ref().map(|base| words.text(&base.name)).filter(|name| !name.is_empty());
    let now = whole.unwrap_or_else(|| made.like.as_ref().map_or(none.as_str(), &name));
    let combo = ComboBox::from_id_salt("like").width(ui.available_width() - 12.0).selected_text(now).truncate();
    let response = combo.show_ui(ui, |ui| {
        let all = std::iter::once(None).chain(library.productions.keys().cloned().map(Some));
        for one in all.collect::<Vec<_>>() {
            let text = one.as_ref().map_or(none.as_str(), &name).to_owned();
            let is_shown = made.base.is_none() && made.like == one;
            if ui.selectable_label(is_shown, text).clicked() {
                (made.like, made.base) = (one, None);
            }
        }
    });
    response.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &like));
    let facts: Vec<FactId> = made.draw.keys().cloned().collect();
    for id in facts {
        let Some(fact) = library.facts.get(&id) else { continue };
        let label = words.capital(words.text(&fact.label));
        let mut gone = false;
        ui.horizontal(|ui| {
            ui.add(egui::Label::new(small(theme, label.as_str())).wrap());
            let response = ui.add(egui::Button::new("×").frame(false));
            let name = say!(words, "portfolio-draw-remove", fact = label.as_str());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            focus_ring(ui, theme, &response);
            gone = response.clicked();
        });
        if gone {
            made.draw.remove(&id);
        } else if let Some(draw) = made.draw.get_mut(&id) {
            draw_ui(ui, cx, view, (at, id.as_str(), label.as_str()), fact, draw);
        }
    }
    add_ui(ui, cx, made);
}

/// The numbers of a distribution.
fn draw_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    (at, id, label): (usize, &str, &str),
    fact: &Fact,
    draw: &mut Draw,
) {
    let ViewContext { words, theme, .. } = cx;
    let mut number = |ui: &mut Ui, which: String, part: &str, value: &mut Number| {
        let key = format!("made-{at}-{id}-{part}");
        if let Some(Some(new)) = field_ui(ui, cx, view, &which, &key, Some(*value)) {
            *value = new;
        }
    };
    let from = say!(words, "portfolio-draw-from", fact = label);
    let to = say!(words, "portfolio-draw-to", fact = label);
    match draw {
        Draw::Between(first, last) => {
            number(ui, from, "from", first);
            number(ui, to, "to", last);
        }
        Draw::PartOf(_, first, last) => {
            share_ui(ui, cx, &from, first);
            share_ui(ui, cx, &to, last);
        }
        Draw::Yes(share) => share_ui(ui, cx, &say!(words, "portfolio-draw-yes", fact = label), share),
        Draw::Stretches(all) => {
            for (part, stretch) in all.iter_mut().enumerate() {
                ui.horizontal(|ui| {
                    let name = say!(words, "portfolio-draw-weight", fact = label, part = (part + 1).to_string());
                    let response = ui.add(DragValue::new(&mut stretch.weight).range(0..=1_000));
                    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SpinButton, true, &name));
                    focus_ring(ui, theme, &response);
                    ui.label(small(theme, name));
                });
                number(ui, from.clone(), &format!("{part}-from"), &mut stretch.from);
                number(ui, to.clone(), &format!("{part}-to"), &mut stretch.to);
            }
        }
        Draw::OneOf(all) => {
            for (choice, weight) in all {
                ui.horizontal(|ui| {
                    let name = words.choice(&fact.kind, choice);
                    let response = ui.add(DragValue::new(weight).range(0..=1_000));
                    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SpinButton, true, &name));
                    focus_ring(ui, theme, &response);
                    ui.label(small(theme, name));
                });
            }
        }
    }
}

/// A share in whole per cent.
fn share_ui(ui: &mut Ui, cx: &ViewContext<'_>, name: &str, share: &mut Number) {
    let before = u32::try_from((share.0 * Decimal::ONE_HUNDRED).round()).unwrap_or_default();
    let mut percent = before;
    ui.horizontal(|ui| {
        let response = ui.add(DragValue::new(&mut percent).range(0..=100).suffix("%"));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SpinButton, true, name));
        focus_ring(ui, cx.theme, &response);
        ui.label(small(cx.theme, name));
    });
    if percent != before {
        *share = Number(Decimal::new(i64::from(percent), 2).normalize());
    }
}

/// Adds an answer that is drawn.
fn add_ui(ui: &mut Ui, cx: &ViewContext<'_>, made: &mut Made) {
    let ViewContext { session, words, .. } = cx;
    let name = say!(words, "portfolio-draw-add");
    let combo = ComboBox::from_id_salt("add").width(ui.available_width() - 12.0).selected_text(name.as_str());
    let response = combo.height(320.0).show_ui(ui, |ui| {
        for fact in session.counted().facts.values() {
            let Some(draw) = beginning(fact, made).filter(|_| !made.draw.contains_key(&fact.id)) else { continue };
            if ui.selectable_label(false, words.capital(words.text(&fact.label))).clicked() {
                made.draw.insert(fact.id.clone(), draw);
            }
        }
    });
    response.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
}

/// The initial distribution of an answer; `None` if it cannot be drawn.
fn beginning(fact: &Fact, made: &Made) -> Option<Draw> {
    let budget: FactId = crate::study::offers::BUDGET.into();
    Some(match &fact.kind {
        FactKind::Money if fact.id.as_str() == LOCAL_SPEND && made.draw.contains_key(&budget) => {
            Draw::PartOf(budget, Number(Decimal::new(2, 1)), Number(Decimal::new(8, 1)))
        }
        FactKind::Money => Draw::Stretches(vec![
            Stretch { weight: 3, from: 100_000.into(), to: 999_999.into() },
            Stretch { weight: 1, from: 1_000_000.into(), to: 5_000_000.into() },
        ]),
        FactKind::Count(_) => Draw::Between(Number::from(1), fact.max.unwrap_or(100.into())),
        FactKind::YesNo => Draw::Yes(Number(Decimal::new(5, 1))),
        FactKind::Choice(choices) => Draw::OneOf(choices.iter().map(|choice| (choice.id.clone(), 1)).collect()),
        FactKind::Percent | FactKind::Date | FactKind::List(_) => return None,
    })
}
