//! The production as a form. It asks only what the chosen places need.
//!
//! A focused field edits a copy of its own and pushes an action whenever its text is valid. An invalid text is
//! reported below the field and changes nothing.

use egui::{Align, ComboBox, Layout, RichText, Role, Ui, WidgetInfo, vec2};

mod field;
mod head;
mod items;
mod row;

pub(super) use self::field::typed_number;
use self::head::head_ui;
use self::items::items_ui;
use self::row::{Asked, question_ui};
use super::context::{Requests, ViewContext};
use super::theme::Type;
use super::view::View;
use super::widgets::{hairline, section, small, strong};
use crate::model::fact::{Fact, FactKind, Topic};
use crate::model::id::{FactId, PlaceId};
use crate::rules::assess::merge_questions;
use crate::say;
use crate::session::action::Action;
use crate::study::questions::{is_in_head, needed};
use crate::words::Words;

/// Draws the whole form.
pub(super) fn form_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let production = session.production();
    head_ui(ui, cx, requests);
    // The questions of the head are not repeated.
    let mut facts = needed(&session.library, &production.places, session.day);
    facts.retain(|fact| !is_in_head(&fact.id));

    // The list of open questions is fixed while the user types, so that no field moves.
    let open_id = egui::Id::unique("open-questions");
    let working = ui.memory(|memory| memory.focused().is_some());
    let kept = ui.data(|data| data.get_temp::<Rows>(open_id));
    let rows = match kept {
        Some(kept) if working && kept.places == production.places => kept,
        _ => {
            let asked = merge_questions(session.assessments().into_iter().map(AsRef::as_ref));
            Rows {
                places: production.places.clone(),
                open: open(cx, asked.into_iter().map(|question| question.fact)),
                answered: facts.iter().filter(|fact| has_answer(cx, fact)).map(|fact| fact.id.clone()).collect(),
            }
        }
    };
    ui.data_mut(|data| data.insert_temp(open_id, rows.clone()));
    let open: Vec<&FactId> = rows.open.iter().filter(|fact| !is_in_head(fact)).collect();
    let answered = |fact: &Fact| rows.answered.contains(&fact.id);

    ui.add_space(10.0);
    hairline(ui, theme.line);
    progress_ui(ui, cx, &facts);
    if !open.is_empty() {
        section(ui, theme, say!(words, "calculator-open"));
        for id in &open {
            if let Some(fact) = session.library.facts.get(*id) {
                let place = if fact.per_place { view.passing.local_place.clone() } else { None };
                field_ui(ui, cx, fact, place.as_ref(), requests);
            }
        }
    }

    let mut topic: Option<Topic> = None;
    for fact in facts.iter().filter(|fact| !open.contains(&&fact.id) && !fact.per_place && answered(fact)) {
        if topic != Some(fact.topic) {
            topic = Some(fact.topic);
            section(ui, theme, topic_name(words, fact.topic));
        }
        field_ui(ui, cx, fact, None, requests);
    }
    let local: Vec<&&Fact> = facts.iter().filter(|fact| !open.contains(&&fact.id) && fact.per_place).collect();
    let local: Vec<&&Fact> = local.into_iter().filter(|fact| answered(fact)).collect();
    if !local.is_empty() {
        local_head_ui(ui, cx, view, requests);
        for fact in local {
            field_ui(ui, cx, fact, view.passing.local_place.as_ref(), requests);
        }
    }
    let rest: Vec<&&Fact> = facts.iter().filter(|fact| !open.contains(&&fact.id) && !answered(fact)).collect();
    if !rest.is_empty() {
        ui.add_space(8.0);
        let heading = RichText::new(say!(words, "form-not-needed")).small().color(theme.third);
        egui::CollapsingHeader::new(heading).id_salt("other-questions").show_unindented(ui, |ui| {
            for fact in rest {
                field_ui(ui, cx, fact, None, requests);
            }
        });
    }
    ui.add_space(24.0);
}

/// The number of answered questions of the chosen places, as a sentence and as a bar.
fn progress_ui(ui: &mut Ui, cx: &ViewContext<'_>, facts: &[&Fact]) {
    let ViewContext { session, words, theme, .. } = cx;
    let places = session.production().places.len();
    if places == 0 {
        ui.add(egui::Label::new(small(theme, say!(words, "calculator-empty"))).wrap());
        return;
    }
    let answered = facts.iter().filter(|fact| has_answer(cx, fact)).count();
    let done = say!(words, "calculator-answered", answered = answered.to_string(), all = facts.len().to_string());
    ui.add_space(8.0);
    let heading = say!(words, "calculator-question", count = places.to_string());
    let wide = |text: &str, font| ui.painter().layout_no_wrap(text.to_owned(), font, theme.ink).size().x;
    let need = wide(&heading, Type::Body.bold(ui)) + wide(&done, Type::Small.font(ui)) + 12.0;
    if need > ui.available_width() {
        // There is no room for both on a line, and neither is cut.
        ui.add(egui::Label::new(strong(heading)).wrap());
        ui.label(small(theme, done));
    } else {
        ui.horizontal(|ui| {
            ui.label(strong(heading));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(small(theme, done)));
        });
    }
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 4.0), egui::Sense::hover());
    ui.painter().rect_filled(rect, 2.0, theme.line);
    let part = answered as f32 / facts.len().max(1) as f32;
    ui.painter().rect_filled(rect.with_max_x(rect.left() + rect.width() * part), 2.0, theme.certain);
}

/// The row of each part of the form, kept while the user works in it.
#[derive(Clone, Default)]
struct Rows {
    places: Vec<PlaceId>,
    open: Vec<FactId>,
    answered: Vec<FactId>,
}

/// The open questions, each once. The fields of a list are asked with the list.
fn open(cx: &ViewContext<'_>, asked: impl Iterator<Item = FactId>) -> Vec<FactId> {
    let facts = &cx.session.library.facts;
    let list = |field: &FactId| {
        let holds =
            |fact: &&std::sync::Arc<Fact>| matches!(&fact.kind, FactKind::List(fields) if fields.contains(field));
        facts.values().find(holds).map(|list| list.id.clone())
    };
    let mut open: Vec<FactId> = Vec::new();
    for fact in asked {
        let fact = list(&fact).unwrap_or(fact);
        if !open.contains(&fact) {
            open.push(fact);
        }
    }
    open
}

/// Whether a fact has an answer, for any place.
fn has_answer(cx: &ViewContext<'_>, fact: &Fact) -> bool {
    let production = cx.session.production();
    production.answers.contains_key(&fact.id)
        || production.places.iter().any(|place| production.answer(&fact.id, place).is_some())
}

/// The place of the local answers.
fn local_head_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let places = &session.production().places;
    if view.passing.local_place.as_ref().is_some_and(|place| !places.contains(place)) {
        view.passing.local_place = None;
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.label(RichText::new(say!(words, "topic-local")).small().color(theme.third));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let everywhere = say!(words, "form-everywhere");
            let now = view
                .passing
                .local_place
                .as_ref()
                .map_or_else(|| everywhere.clone(), |id| words.place(&session.library, id));
            let combo = ComboBox::from_id_salt("local-place").selected_text(RichText::new(now.as_str()).small());
            let response = combo.show_ui(ui, |ui| {
                if ui.selectable_value(&mut view.passing.local_place, None, everywhere).clicked() {
                    ui.close();
                }
                for place in places {
                    let differs = if session.production().local.contains_key(place) { " *" } else { "" };
                    let name = format!("{}{differs}", words.place(&session.library, place));
                    if ui.selectable_value(&mut view.passing.local_place, Some(place.clone()), name).clicked() {
                        ui.close();
                    }
                }
            });
            let name = say!(words, "form-local-place", place = now);
            response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &name));
        });
    });
    let local = &session.production().local;
    match &view.passing.local_place {
        None if !local.is_empty() => {
            let names: Vec<String> = local.keys().map(|place| words.place(&session.library, place)).collect();
            let text = say!(words, "form-differs", places = names.join(&words.comma()));
            ui.add(egui::Label::new(small(theme, text)).wrap());
        }
        Some(place) if local.contains_key(place) => {
            let text = say!(words, "form-same-again");
            if super::widgets::quiet_link(ui, theme, &text, &text).clicked() {
                requests.actions.push(Action::ClearLocal(place.clone()));
            }
        }
        _ => {}
    }
}

/// One question: its name on the left, its answer on the right.
pub(super) fn field_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    fact: &Fact,
    place: Option<&PlaceId>,
    requests: &mut Requests,
) {
    match &fact.kind {
        FactKind::List(fields) => items_ui(ui, cx, fact, fields, place, requests),
        _ => question_ui(ui, cx, Asked { fact, place }, requests),
    }
}

/// The name of a part of the form.
pub(super) fn topic_name(words: &Words, topic: Topic) -> String {
    match topic {
        Topic::Work => say!(words, "topic-work"),
        Topic::Local => say!(words, "topic-local"),
        Topic::Release => say!(words, "topic-release"),
        Topic::Recognition => say!(words, "topic-recognition"),
        Topic::Applicant => say!(words, "topic-applicant"),
        Topic::Export => say!(words, "topic-export"),
        Topic::Base => say!(words, "topic-base"),
    }
}
