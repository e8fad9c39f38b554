//! The content and the assumptions of a portfolio: counts, applications, drawn productions, the pool.

mod made;

use std::sync::Arc;

use egui::{Align, ComboBox, DragValue, Layout, TextEdit, Ui};

use super::super::CityDesk;
use crate::model::fact::FactKind;
use crate::model::number::Number;
use crate::model::portfolio::{Mix, Portfolio, WhenGone};
use crate::say;
use crate::session::action::Action;
use crate::session::desk::{Assumed, DeskEdit};
use crate::ui::context::{Request, Requests, ViewContext};
use crate::ui::platform::Purpose;
use crate::ui::view::View;
use crate::ui::widgets::{focus_ring, head, section, small};

/// Requests a change of the portfolio.
pub(super) fn assume(requests: &mut Requests, portfolio: Portfolio, of: Assumed) {
    requests.actions.push(Action::Desk(DeskEdit::Portfolio(Arc::new(portfolio), of)));
}

pub(super) fn which_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let portfolio = Arc::clone(session.plans().portfolio());
    ui.label(head(say!(words, "portfolio-which")));
    ui.horizontal_wrapped(|ui| {
        for (purpose, text, enabled) in [
            (Purpose::OpenPortfolio, say!(words, "portfolio-open"), true),
            (Purpose::SavePortfolio, say!(words, "portfolio-save"), *portfolio != Portfolio::default()),
        ] {
            let response = ui.add_enabled(enabled, egui::Button::new(text));
            focus_ring(ui, theme, &response);
            if response.clicked() {
                requests.others.push(Request::Pick(purpose));
            }
        }
        let clear = ui.add_enabled(!portfolio.counts_nothing(), egui::Button::new(say!(words, "portfolio-clear")));
        focus_ring(ui, theme, &clear);
        if clear.clicked() {
            let emptied =
                Portfolio { mix: Vec::new(), applications: Arc::default(), made: Vec::new(), ..(*portfolio).clone() };
            assume(requests, emptied, Assumed::Whole);
        }
    });
    section(ui, theme, say!(words, "portfolio-mix"));
    mix_ui(ui, cx, &portfolio, requests);
    section(ui, theme, say!(words, "portfolio-applications"));
    let text = match portfolio.applications.len() {
        0 => say!(words, "portfolio-no-applications"),
        count => say!(words, "portfolio-has-applications", count = count),
    };
    ui.add(egui::Label::new(small(theme, text)).wrap());
    section(ui, theme, say!(words, "portfolio-made"));
    made::made_ui(ui, cx, view, &portfolio, requests);
    section(ui, theme, say!(words, "portfolio-money"));
    money_ui(ui, cx, view, &portfolio, requests);
    ui.add_space(12.0);
}

/// The count of each production of the library. The companies of a file stay.
fn mix_ui(ui: &mut Ui, cx: &ViewContext<'_>, portfolio: &Portfolio, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    for (name, production) in &session.counted().productions {
        let own = portfolio.mix.iter().filter(|mix| mix.production == *name);
        let before: u32 = own.map(|mix| mix.count).fold(0, u32::saturating_add);
        let mut count = before;
        let label = words.text(&production.name);
        ui.horizontal(|ui| {
            let response = ui.add(DragValue::new(&mut count).range(0..=100_000));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SpinButton, true, label));
            focus_ring(ui, theme, &response);
            ui.add(egui::Label::new(label).truncate());
        });
        if count == before {
            continue;
        }
        let mut next = portfolio.clone();
        let at = next.mix.iter().position(|mix| mix.production == *name);
        // If several entries name it, the first gets what the others leave.
        let others = next.mix.iter().filter(|mix| mix.production == *name).skip(1).map(|mix| mix.count).sum::<u32>();
        match at.and_then(|at| next.mix.get_mut(at)) {
            Some(mix) => mix.count = count.saturating_sub(others),
            None => next.mix.push(Mix { production: name.clone(), count, company: None }),
        }
        next.mix.retain(|mix| mix.count > 0);
        assume(requests, next, Assumed::Count(name.clone()));
    }
}

fn money_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, portfolio: &Portfolio, requests: &mut Requests) {
    let words = cx.words;
    let fields = [
        (say!(words, "city-pool"), "pool", portfolio.pool, Assumed::Pool),
        (say!(words, "portfolio-per-company"), "company", portfolio.per_company, Assumed::PerCompany),
        (say!(words, "portfolio-local-yuan"), "yuan", portfolio.local_yuan, Assumed::LocalYuan),
    ];
    for (name, key, value, of) in fields {
        let Some(new) = field_ui(ui, cx, view, &name, key, value) else { continue };
        let mut next = portfolio.clone();
        match of {
            Assumed::Pool => next.pool = new,
            Assumed::PerCompany => next.per_company = new,
            _ => next.local_yuan = new,
        }
        assume(requests, next, of);
    }
    gone_ui(ui, cx, portfolio, requests);
}

/// An optional number. Returns the new value after a change.
pub(super) fn field_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    name: &str,
    key: &str,
    value: Option<Number>,
) -> Option<Option<Number>> {
    let theme = cx.theme;
    let mut changed = None;
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let written = value.map_or_else(String::new, |value| cx.words.plain(value.0));
            let mut text = view.own.of::<CityDesk>().written.get(key).cloned().unwrap_or(written);
            let read = |text: &str| match text.trim() {
                "" => Some(None),
                text => text.parse::<Number>().ok().filter(|number| !number.0.is_sign_negative()).map(Some),
            };
            let wrong = read(&text).is_none();
            let ink = if wrong { theme.problem } else { theme.ink };
            let edit =
                TextEdit::singleline(&mut text).desired_width(110.0).text_color(ink).align(egui::Align2::RIGHT_CENTER);
            let response = ui.add(edit);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
            focus_ring(ui, theme, &response);
            if response.changed() {
                changed = read(&text);
                view.own.of::<CityDesk>().written.insert(key.to_owned(), text);
            } else if !response.has_focus() && !wrong {
                view.own.of::<CityDesk>().written.remove(key);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(name).truncate()).on_hover_text(name);
            });
        });
    });
    changed
}

/// The rule for applications after the pool is used up.
fn gone_ui(ui: &mut Ui, cx: &ViewContext<'_>, portfolio: &Portfolio, requests: &mut Requests) {
    let ViewContext { session, words, .. } = cx;
    let library = session.counted();
    let numbers = || {
        library
            .facts
            .values()
            .filter(|fact| matches!(fact.kind, FactKind::Money | FactKind::Count(_) | FactKind::Percent))
    };
    let name = say!(words, "portfolio-gone");
    ui.label(name.as_str());
    let now = words.when_gone(library, &portfolio.when_gone);
    let combo = ComboBox::from_id_salt("gone").width(ui.available_width() - 12.0).selected_text(now).truncate();
    let mut all = vec![WhenGone::FirstCome, WhenGone::ProRata];
    all.extend(numbers().map(|fact| WhenGone::ByScore(fact.id.clone())));
    let mut picked = None;
    let response = combo.height(320.0).show_ui(ui, |ui| {
        for one in all {
            if ui.selectable_label(one == portfolio.when_gone, words.when_gone(library, &one)).clicked() {
                picked = Some(one);
            }
        }
    });
    response.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
    if let Some(when_gone) = picked {
        assume(requests, Portfolio { when_gone, ..portfolio.clone() }, Assumed::WhenGone);
    }
}
