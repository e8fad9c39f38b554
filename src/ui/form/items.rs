//! A question whose answer is a list: one block of rows per item.

use egui::{Align, Layout, RichText, Ui};

use super::row::{help_ui, row_ui};
use crate::model::fact::Fact;
use crate::model::id::{FactId, PlaceId};
use crate::model::production::{Answer, Item};
use crate::say;
use crate::session::action::Action;
use crate::ui::context::{Requests, ViewContext};
use crate::ui::widgets::{hairline, quiet_link, small};

/// Draws the items, each with its fields, and the buttons that add and remove items.
pub(super) fn items_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    fact: &Fact,
    fields: &[FactId],
    place: Option<&PlaceId>,
    requests: &mut Requests,
) {
    let ViewContext { session, words, theme, .. } = cx;
    let production = session.production();
    let given = match place {
        Some(place) => production.answer(&fact.id, place),
        None => production.answers.get(&fact.id),
    };
    let items: &[Item] = match given {
        Some(Answer::Items(items)) => items,
        _ => &[],
    };
    let mut next: Option<Vec<Item>> = None;
    ui.push_id((fact.id.as_str(), place.map(PlaceId::as_str)), |ui| {
        ui.horizontal(|ui| {
            let text = RichText::new(words.capital(words.text(&fact.label))).color(theme.ink);
            ui.label(text).on_hover_ui(|ui| help_ui(ui, cx, fact));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let count = match given {
                    Some(_) => say!(words, "form-list-count", count = items.len()),
                    None => say!(words, "calculator-dont-know"),
                };
                ui.label(RichText::new(count).small().color(theme.second));
            });
        });
        for (at, item) in items.iter().enumerate() {
            ui.push_id(at, |ui| {
                ui.horizontal(|ui| {
                    ui.label(small(theme, say!(words, "step-item", number = (at + 1).to_string())));
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        let name = say!(words, "form-list-remove", number = (at + 1).to_string());
                        if quiet_link(ui, theme, "×", &name).on_hover_text(&name).clicked() {
                            let mut left = items.to_vec();
                            left.remove(at);
                            next = Some(left);
                        }
                    });
                });
                for field in fields.iter().filter_map(|id| session.library.facts.get(id)) {
                    let changed = ui.push_id(field.id.as_str(), |ui| row_ui(ui, cx, field, item.get(&field.id), None));
                    let Some(answer) = changed.inner else { continue };
                    let mut all = items.to_vec();
                    if let Some(item) = all.get_mut(at) {
                        match answer {
                            Some(answer) => item.insert(field.id.clone(), answer),
                            None => item.remove(&field.id),
                        };
                    }
                    next = Some(all);
                }
                hairline(ui, theme.faint);
            });
        }
        let add = say!(words, "form-list-add");
        if quiet_link(ui, theme, &add, &format!("{add}: {}", words.text(&fact.label))).clicked() {
            let mut all = items.to_vec();
            all.push(Item::new());
            next = Some(all);
        }
    });
    if let Some(items) = next {
        // An empty list is an answer: there are none.
        let answer = Some(Answer::Items(items.into()));
        requests.actions.push(Action::Answer { fact: fact.id.clone(), place: place.cloned(), answer });
    }
}
