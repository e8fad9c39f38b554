//! One question: its name beside or above its field, and the messages about its value.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{
    Align, Align2, Button, Galley, Label, Layout, Rect, RichText, Role, Sense, TextFormat, Ui, UiBuilder, Vec2,
    WidgetInfo, vec2,
};

use super::field::{Field, Typed};
use crate::model::fact::{Fact, FactKind};
use crate::model::id::PlaceId;
use crate::model::production::{Answer, Currency};
use crate::rules::assess::merge_questions;
use crate::say;
use crate::session::action::Action;
use crate::study::curve::range_of;
use crate::ui::context::{Request, Requests, ViewContext};
use crate::ui::icons;
use crate::ui::sought::found;
use crate::ui::theme::Type;
use crate::ui::widgets::{focus_ring, small};
use crate::words::letter::letter;
use crate::words::number::Scale;

/// A question of a production: the fact, and the place if the answer is only for it.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) fact: &'a Fact,
    pub(super) place: Option<&'a PlaceId>,
}

impl Asked<'_> {
    /// The answer of the shown production.
    pub(super) fn given<'p>(&self, cx: &'p ViewContext<'_>) -> Option<&'p Answer> {
        let production = cx.session.production();
        match self.place {
            Some(place) => production.answer(&self.fact.id, place),
            None => production.answers.get(&self.fact.id),
        }
    }

    /// Whether its answer came with a sample and is not confirmed.
    fn is_assumed(&self, cx: &ViewContext<'_>) -> bool {
        cx.session.production().assumed.contains(&self.fact.id) && self.given(cx).is_some()
    }

    /// The edit that answers it.
    pub(super) fn answered(&self, answer: Option<Answer>) -> Action {
        Action::Answer { fact: self.fact.id.clone(), place: self.place.cloned(), answer }
    }

    /// The current answer in words, if the shown variant has another one.
    fn was(&self, cx: &ViewContext<'_>) -> Option<String> {
        let ViewContext { session, words, .. } = cx;
        let shown = session.shown()?;
        let pinned = session.pinned();
        let before = match self.place {
            Some(place) => pinned.answer(&self.fact.id, place),
            None => pinned.answers.get(&self.fact.id),
        };
        if before == self.given(cx) {
            return None;
        }
        let value = before.map_or_else(
            || say!(words, "variant-unanswered"),
            |before| words.answer(Some(self.fact), before, pinned.currency),
        );
        Some(say!(words, "form-was", letter = letter(shown + 1), value = value))
    }
}

/// The row of a question with its name on the left. Pushes the edit.
pub(super) fn question_ui(ui: &mut Ui, cx: &ViewContext<'_>, asked: Asked<'_>, requests: &mut Requests) {
    ui.push_id((asked.fact.id.as_str(), asked.place.map(PlaceId::as_str)), |ui| {
        let beside = Beside { assumed: asked.is_assumed(cx), requests };
        if let Some(answer) = row_ui(ui, cx, asked.fact, asked.given(cx), Some(beside)) {
            requests.actions.push(asked.answered(answer));
        }
        was_ui(ui, cx, asked);
    });
}

/// The name of a question above its field, with its unit unless the unit takes another line.
pub(super) fn heading(ui: &Ui, cx: &ViewContext<'_>, fact: &Fact, width: f32) -> Arc<Galley> {
    let theme = cx.theme;
    let name = cx.words.capital(cx.words.text(&fact.label));
    let mut text = LayoutJob::default();
    text.wrap.max_width = width;
    text.append(&name, 0.0, TextFormat::simple(Type::Small.font(ui), theme.second));
    let unit = unit(cx, fact);
    let plain = ui.painter().layout_job(text.clone());
    // A unit that is part of the name is not repeated.
    if unit.is_empty() || name.contains(&unit) {
        return plain;
    }
    text.append(&unit, 4.0, TextFormat::simple(Type::Small.font(ui), theme.third));
    let whole = ui.painter().layout_job(text);
    if whole.rows.len() > plain.rows.len() { plain } else { whole }
}

/// A question with its name above its field, as wide as there is room. Pushes the edit. `size` is the width, and the
/// height of the name, so that fields side by side are level.
pub(super) fn stacked_ui(ui: &mut Ui, cx: &ViewContext<'_>, asked: Asked<'_>, size: Vec2, requests: &mut Requests) {
    let width = size.x;
    ui.push_id((asked.fact.id.as_str(), "head"), |ui| {
        ui.set_width(width);
        let name = cx.words.capital(cx.words.text(&asked.fact.label));
        let text = heading(ui, cx, asked.fact, width);
        let (rect, label) = ui.allocate_exact_size(size, Sense::hover());
        let at = rect.left_bottom() - vec2(0.0, text.size().y);
        ui.painter().galley(at, text, cx.theme.second);
        label.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
        let label = label.on_hover_ui(|ui| help_ui(ui, cx, asked.fact));
        let given = asked.given(cx);
        let field = Field { cx, fact: asked.fact, given, width: width - 14.0, align: Align2::LEFT_CENTER };
        let (response, typed, echo) = field.ui(ui);
        found(ui, &asked.fact.id, &response);
        if range_of(asked.fact).is_some() {
            // In the gap between two fields.
            let gap = Rect::from_center_size(response.rect.right_center() + vec2(11.0, 0.0), vec2(16.0, 18.0));
            curve_ui(&mut ui.new_child(UiBuilder::new().max_rect(gap)), cx, asked.fact, requests);
        }
        response.labelled_by(label.id);
        if let Some(answer) = said_ui(ui, cx, asked.fact, given, typed, echo) {
            requests.actions.push(asked.answered(answer));
        }
        was_ui(ui, cx, asked);
    });
}

/// What stands beside the name of a question.
pub(super) struct Beside<'r> {
    /// Whether its answer came with a sample, and can be confirmed.
    assumed: bool,
    requests: &'r mut Requests,
}

/// The row of a question. Returns the new answer if it changed. `beside` is none for a field of a list.
pub(super) fn row_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    fact: &Fact,
    given: Option<&Answer>,
    beside: Option<Beside<'_>>,
) -> Option<Option<Answer>> {
    let theme = cx.theme;
    let width = ui.available_width();
    let field_width = (width * 0.44).clamp(96.0, 132.0);
    let (typed, echo) = ui
        .horizontal(|ui| {
            let room = width - field_width - 8.0;
            let label = ui
                .allocate_ui_with_layout(vec2(room, 28.0), Layout::left_to_right(Align::Center), |ui| {
                    ui.set_min_width(room);
                    let mut job = LayoutJob::default();
                    let label = cx.words.capital(cx.words.text(&fact.label));
                    job.append(&label, 0.0, TextFormat::simple(Type::Body.font(ui), theme.ink));
                    let unit = unit(cx, fact);
                    if !unit.is_empty() {
                        job.append(&unit, 6.0, TextFormat::simple(Type::Small.font(ui), theme.third));
                    }
                    let line = Layout::left_to_right(Align::Center).with_main_wrap(true);
                    ui.with_layout(line, |ui| {
                        ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
                        let response = ui.add(Label::new(job).wrap());
                        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &label));
                        if let Some(Beside { assumed, requests }) = beside {
                            if range_of(fact).is_some() {
                                curve_ui(ui, cx, fact, requests);
                            }
                            if assumed {
                                assumed_ui(ui, cx, fact, requests);
                            }
                        }
                        response
                    })
                    .inner
                })
                .inner;
            let label = label.on_hover_ui(|ui| help_ui(ui, cx, fact));
            let field = Field { cx, fact, given, width: field_width, align: Align2::RIGHT_CENTER };
            let (response, typed, echo) = field.ui(ui);
            found(ui, &fact.id, &response);
            response.labelled_by(label.id).on_hover_ui(|ui| help_ui(ui, cx, fact));
            (typed, echo)
        })
        .inner;
    let right = Layout::top_down(Align::Max);
    ui.with_layout(right, |ui| said_ui(ui, cx, fact, given, typed, echo)).inner
}

/// The messages below a field about its value. Returns the new answer if it changed.
fn said_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    fact: &Fact,
    given: Option<&Answer>,
    typed: Typed,
    echo: Option<String>,
) -> Option<Option<Answer>> {
    let ViewContext { words, theme, .. } = cx;
    let back = |good: Option<Answer>| (good.as_ref() != given).then_some(good);
    let mut wrong = None;
    let mut far = None;
    let mut changed = match typed {
        Typed::Nothing => None,
        Typed::Answer(answer) => Some(answer),
        Typed::Wrong { text, good } => {
            wrong = Some(text);
            back(good)
        }
        Typed::Asked { answer, good } => {
            far = Some(answer);
            back(good)
        }
    };
    if let Some(text) = wrong {
        ui.label(RichText::new(text).small().color(theme.problem));
    }
    if let Some(text) = echo {
        ui.label(small(theme, text));
    }
    if let Some(answer) = far {
        ui.horizontal_wrapped(|ui| {
            let currency = cx.session.production().currency;
            let value = words.answer(Some(fact), &answer, currency);
            ui.label(RichText::new(say!(words, "form-much-larger", value = value)).small().color(theme.problem));
            if ui.button(say!(words, "form-much-larger-yes")).clicked() {
                changed = Some(Some(answer));
            }
        });
    }
    changed
}

/// The current answer, if this variant has another one.
fn was_ui(ui: &mut Ui, cx: &ViewContext<'_>, asked: Asked<'_>) {
    if let Some(was) = asked.was(cx) {
        ui.with_layout(Layout::top_down(Align::Max), |ui| {
            ui.label(RichText::new(was).small().color(cx.theme.accent));
        });
    }
}

/// The mark of an answer that came with a sample. A click confirms it.
fn assumed_ui(ui: &mut Ui, cx: &ViewContext<'_>, fact: &Fact, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let name = say!(words, "form-own-what", fact = words.fact(&session.library, &fact.id));
    let text = RichText::new(say!(words, "form-assumed")).small().color(theme.third);
    let response = ui.add(Button::new(text).frame(false));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    focus_ring(ui, theme, &response);
    if response.on_hover_text(&name).clicked() {
        requests.actions.push(Action::Own(Some(fact.id.clone())));
    }
}

/// The sign that opens the curve of a figure. The keyboard has a shortcut for it in the field.
fn curve_ui(ui: &mut Ui, cx: &ViewContext<'_>, fact: &Fact, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let name = say!(words, "curve-of", fact = words.fact(&session.library, &fact.id));
    let icon = RichText::new(icons::CHART_LINE_UP).color(theme.third);
    // Not a stop for Tab, so that it leads from field to field.
    let response = ui.add(Button::new(icon).frame(false).sense(Sense::CLICK));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.on_hover_text(&name).clicked() {
        requests.others.push(Request::Curve(fact.id.clone()));
    }
}

/// The unit of the figures of a question.
fn unit(cx: &ViewContext<'_>, fact: &Fact) -> String {
    let words = cx.words;
    let currency = cx.session.production().currency;
    match &fact.kind {
        FactKind::Money if currency == Currency::CNY => words.scale(Scale::One),
        FactKind::Money => currency.code().to_owned(),
        FactKind::Count(of) => words.text(of).to_owned(),
        _ => String::new(),
    }
}

/// The text of a question, and how much depends on its answer.
pub(super) fn help_ui(ui: &mut Ui, cx: &ViewContext<'_>, fact: &Fact) {
    let ViewContext { session, words, theme, .. } = cx;
    ui.set_max_width(320.0);
    ui.label(words.text(&fact.question));
    if let Some(help) = &fact.help {
        ui.label(small(theme, words.text(help)));
    }
    let all = merge_questions(session.assessments().into_iter().map(AsRef::as_ref));
    if let Some(question) = all.iter().find(|question| question.fact == fact.id) {
        let text = match question.weight {
            Some(weight) => {
                let amount = words.money(weight, session.production().currency);
                say!(words, "question-weight", amount = amount)
            }
            None => say!(words, "question-weight-unknown"),
        };
        ui.label(small(theme, text));
    }
}
