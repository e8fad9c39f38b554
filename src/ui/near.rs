//! What would get more in a place, and trying it.

use egui::{Align, Layout, Ui, vec2};

use super::looking::{Asks, Looking};
use super::view::View;
use super::widgets::{focus_ring, hairline, section, small, strong};
use crate::model::id::PlaceId;
use crate::rules::context::Context;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::session::action::Action;
use crate::study::near::{Near, near};
use crate::study::open::{Effect, effects};

/// So many are shown; the rest is told with `backlot near`.
const MOST: usize = 6;

/// What would get more in a place, made once for each state of everything it rests on.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    made_for: Option<(u64, u64, PlaceId)>,
    all: Vec<Near>,
    /// What each answer to an open question does.
    open: Vec<Effect>,
}

impl Found {
    fn make(&mut self, looking: &Looking<'_>, place: &PlaceId) {
        let session = looking.session;
        let made_for = Some((session.revision(), session.library_revision(), place.clone()));
        if self.made_for != made_for {
            let context = Context::new(session.counted(), session.production(), session.day);
            self.all = near(&context, place);
            self.open = session.assessment(place).map(|one| effects(&context, one)).unwrap_or_default();
            self.made_for = made_for;
        }
    }
}

/// Draws the open questions that narrow the place most, with what each answer does to all of it.
pub(super) fn open_ui(ui: &mut Ui, looking: &Looking<'_>, view: &mut View, place: &PlaceId) {
    let Looking { session, words, theme, .. } = looking;
    view.near.0.make(looking, place);
    if view.near.0.open.is_empty() {
        return;
    }
    section(ui, theme, say!(words, "calculator-open"));
    let currency = session.production().currency;
    for effect in view.near.0.open.iter().take(MOST) {
        let fact = words.capital(&words.fact(&session.library, &effect.fact));
        ui.horizontal_wrapped(|ui| {
            ui.label(fact);
            ui.label(small(theme, words.each_answer(&session.library, currency, effect)));
        });
    }
}

/// Draws the changes that win most, each with the button that makes it.
pub(super) fn near_ui(ui: &mut Ui, looking: &Looking<'_>, view: &mut View, place: &PlaceId, asks: &mut Asks) {
    let Looking { session, words, theme, .. } = looking;
    view.near.0.make(looking, place);
    section(ui, theme, say!(words, "near-title"));
    if view.near.0.all.is_empty() {
        ui.add(egui::Label::new(small(theme, say!(words, "near-none"))).wrap());
        return;
    }
    let currency = session.production().currency;
    for one in view.near.0.all.iter().take(MOST) {
        let what = words.capital(&words.near_changes(&session.library, currency, one));
        let gain = words.gain(currency, one);
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                // Another day is chosen above, for everything.
                if !one.changes.is_empty() && !view.read_only {
                    let button = egui::Button::new(say!(words, "near-try")).min_size(vec2(0.0, 24.0));
                    let response = ui.add(button);
                    let name = say!(words, "near-try-what", what = what.as_str());
                    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                    focus_ring(ui, theme, &response);
                    if response.on_hover_text(say!(words, "near-try-hint")).clicked() {
                        asks.actions.extend(tried(looking, place, one));
                    }
                }
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    ui.spacing_mut().item_spacing.y = 1.0;
                    ui.add(egui::Label::new(what.as_str()).wrap());
                    let ink = if one.floor_gain > Fraction::ZERO { theme.certain } else { theme.discretionary_text };
                    ui.add(egui::Label::new(strong(gain).small().color(ink)).wrap());
                    ui.add(egui::Label::new(small(theme, words.near_incentives(&session.library, one))).wrap());
                });
            });
        });
        hairline(ui, theme.faint);
    }
    let rest = view.near.0.all.len().saturating_sub(MOST);
    if rest > 0 {
        ui.label(small(theme, say!(words, "near-rest", count = rest)));
    }
}

/// The edits that make a change: where an answer holds in the place only, it is changed there.
fn tried(looking: &Looking<'_>, place: &PlaceId, near: &Near) -> Vec<Action> {
    let local = looking.session.production().local.get(place);
    let action = |change: &crate::study::near::Change| Action::Answer {
        fact: change.fact.clone(),
        place: local.is_some_and(|answers| answers.contains_key(&change.fact)).then(|| place.clone()),
        answer: Some(change.to.clone()),
    };
    near.changes.iter().map(action).collect()
}
