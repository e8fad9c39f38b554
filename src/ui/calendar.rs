//! The dates of applications, of the ends of policies, and of payments, for one place.

use std::sync::Arc;

use egui::{Align, Label, Layout, Ui, vec2};

use super::context::{Request, Requests, ViewContext};
use super::form::field_ui;
use super::memo::Memo;
use super::view::View;
use super::widgets::{focus_ring, section, small, strong};
use crate::model::id::{FactId, PlaceId};
use crate::say;
use crate::study::calendar::{APPLIED, Calendar, EXPECTED, Event, calendar, cash};

/// The calendar of a place, for one state of the production and of the library.
type Made = Memo<(u64, u64, PlaceId), Arc<Calendar>>;

/// Draws the calendar of a place, with the two answers it depends on.
pub(super) fn calendar_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    place: &PlaceId,
    requests: &mut Requests,
) {
    let ViewContext { session, words, theme, .. } = cx;
    let Some(assessment) = session.assessment(place) else { return };
    let key = (session.revision(), session.library_revision(), place.clone());
    let found = || Arc::new(calendar(session.counted(), session.production(), assessment));
    let made = Arc::clone(view.own.of::<Made>().get(key, found));
    ui.horizontal(|ui| {
        section(ui, theme, say!(words, "calendar-title"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let save = ui.add(egui::Button::new(say!(words, "calendar-save")).min_size(vec2(0.0, 24.0)));
            focus_ring(ui, theme, &save);
            if save.clicked() {
                requests.others.push(Request::SaveCalendar);
            }
        });
    });
    if made.entries.is_empty() {
        ui.label(small(theme, say!(words, "calendar-nothing")));
        return;
    }
    let currency = session.production().currency;
    for entry in &made.entries {
        let (what, when) = words.calendar_entry(session.counted(), currency, entry);
        let open = matches!(entry.event, Event::NoWindow | Event::NotPublished);
        let ink = if open { theme.unknown } else { theme.ink };
        let about = words.calendar_about(session.counted(), entry);
        ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(vec2(176.0, 18.0), Layout::left_to_right(Align::Min), |ui| {
                ui.set_min_width(176.0);
                ui.add(Label::new(egui::RichText::new(words.capital(&when)).color(ink)).wrap());
            });
            ui.add(Label::new(small(theme, say!(words, "named-terms", name = what, terms = about))).wrap());
        });
    }
    for cash in cash([&*made]) {
        let (month, amount, whose) = words.calendar_cash(currency, &cash);
        ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(vec2(176.0, 18.0), Layout::left_to_right(Align::Min), |ui| {
                ui.set_min_width(176.0);
                ui.add(Label::new(strong(month)).wrap());
            });
            let text = say!(words, "named-terms", name = say!(words, "calendar-cash"), terms = amount);
            let text = say!(words, "calendar-due", due = text, whose = whose);
            ui.add(Label::new(strong(text)).wrap());
        });
    }
    if view.passing.read_only {
        return;
    }
    ui.add_space(4.0);
    ui.scope(|ui| {
        ui.set_max_width(380.0);
        for fact in [APPLIED, EXPECTED] {
            if let Some(fact) = session.library.facts.get(&FactId::from(fact)) {
                field_ui(ui, cx, fact, None, requests);
            }
        }
    });
    ui.add(Label::new(small(theme, say!(words, "calendar-hint"))).wrap());
}
