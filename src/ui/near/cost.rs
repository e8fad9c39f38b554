//! What a change costs the user: a quiet link to write it, the field, and what is left of the gain.

use egui::{Key, Label, RichText, Role, TextEdit, Ui, WidgetInfo};
use rust_decimal::Decimal;

use super::Found;
use crate::model::fact::FactKind;
use crate::model::number::Number;
use crate::model::production::{ChangeCost, Production};
use crate::say;
use crate::session::Session;
use crate::session::action::Action;
use crate::study::near::Near;
use crate::ui::context::{Requests, ViewContext};
use crate::ui::form::typed_number;
use crate::ui::view::View;
use crate::ui::widgets::{focus_ring, gives_up, quiet_link, small};
use crate::words::number::Scale;

/// The width of the field.
const FIELD: f32 = 110.0;

/// The field for the cost of one change, if it is open.
#[derive(Clone, Debug, Default)]
pub(super) struct Costing {
    /// The change, and the text in its field.
    open: Option<(ChangeCost, String)>,
    /// The frame in which the field was opened, until it has the focus.
    opened: Option<u64>,
    /// The change to whose link the keyboard returns.
    back: Option<ChangeCost>,
    /// The production without costs, before a cost was edited.
    before: Option<Box<Production>>,
}

impl Costing {
    /// Whether only costs changed since a cost was edited here. Asked once per edit.
    pub(super) fn changed_only_costs(&mut self, session: &Session) -> bool {
        self.before.take().is_some_and(|before| *before == without_costs(session.production()))
    }
}

fn without_costs(production: &Production) -> Production {
    Production { change_costs: Vec::new(), ..production.clone() }
}

/// A change, regardless of its cost.
pub(super) fn key(near: &Near) -> String {
    let ChangeCost { place, changes, day, .. } = near.costing(Number::ZERO);
    format!("{place} {day:?} {changes:?}")
}

/// The link that opens the field of a change without a cost.
pub(super) fn cost_link_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, near: &Near, what: &str) {
    if near.cost.is_none() && !view.passing.read_only {
        let name = say!(cx.words, "near-cost-add-to", what = what);
        link_ui(ui, cx, view, near, (&say!(cx.words, "near-cost-add"), &name));
    }
}

/// The cost of a change with what is left of its gain, and the field while it is open.
pub(super) fn cost_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    near: &Near,
    what: &str,
    requests: &mut Requests,
) {
    let ViewContext { session, words, theme, .. } = cx;
    let currency = session.production().currency;
    let of = near.costing(Number::ZERO);
    if view.own.of::<Found>().costing.open.as_ref().is_some_and(|(open, _)| *open == of) {
        field_ui(ui, cx, view, near, what, requests);
    }
    let (Some(cost), Some(net)) = (&near.cost, words.net_gain(currency, near)) else { return };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let said = words.capital(&words.change_cost(currency, cost));
        if view.passing.read_only {
            ui.label(small(theme, said));
        } else {
            let amount = words.money(cost.amount(), currency);
            let name = say!(words, "near-cost-change", cost = amount, what = what);
            link_ui(ui, cx, view, near, (&said, &name));
        }
        ui.add(Label::new(small(theme, words.cost_assumed(&session.library, currency, cost))).wrap());
        let ink = if near.is_outweighed() { theme.problem } else { theme.ink };
        ui.add(Label::new(RichText::new(net).small().strong().color(ink)).wrap());
    });
}

/// A link that opens the field.
fn link_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, near: &Near, (text, name): (&str, &str)) {
    let of = near.costing(Number::ZERO);
    let response = quiet_link(ui, cx.theme, text, name);
    let costing = &mut view.own.of::<Found>().costing;
    if costing.back.as_ref() == Some(&of) {
        costing.back = None;
        response.request_focus();
    }
    if response.clicked() {
        let now = near.cost.as_ref().map(|cost| cx.words.figure(cost.amount(), Scale::One));
        costing.open = Some((of, now.unwrap_or_default()));
        // In the frame of the click, the click would take the focus away again.
        costing.opened = Some(ui.ctx().cumulative_frame_nr());
    }
    response.on_hover_text(say!(cx.words, "near-cost-hint"));
}

fn field_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, near: &Near, what: &str, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let currency = session.production().currency;
    let costing = &mut view.own.of::<Found>().costing;
    let Some((of, mut text)) = costing.open.clone() else { return };
    ui.horizontal_wrapped(|ui| {
        let id = ui.scope_id().with("cost");
        let edit = TextEdit::singleline(&mut text).id(id).desired_width(FIELD).hint_text(currency.code());
        let response = ui.add(edit);
        let name = say!(words, "near-cost-field", code = currency.code(), what = what);
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &name));
        focus_ring(ui, theme, &response);
        if costing.opened.take_if(|opened| *opened < ui.ctx().cumulative_frame_nr()).is_some() {
            response.request_focus();
            response.scroll_to_me(None);
        } else if costing.opened.is_some() {
            ui.ctx().request_repaint();
        }
        let typed = typed(cx, &text);
        match &typed {
            Ok(Some(number)) => {
                if let Some(echo) = words.echo(*number, currency) {
                    ui.label(small(theme, echo));
                }
            }
            Ok(None) => {}
            Err(wrong) => drop(ui.label(RichText::new(wrong).small().color(theme.problem))),
        }
        costing.open = Some((of.clone(), text));
        if !response.lost_focus() {
            return;
        }
        let (enter, escape) = (ui.input(|input| input.key_pressed(Key::Enter)), gives_up(ui));
        if escape {
            costing.open = None;
        } else if let Ok(number) = typed {
            costing.open = None;
            let old = near.cost.as_ref().map(|cost| cost.written.clone());
            let new = number.map(|number| near.costing(Number(number)));
            if old != new {
                costing.before = Some(Box::new(without_costs(session.production())));
                requests.actions.push(Action::ChangeCost { old, new });
            }
        }
        if (enter || escape) && costing.open.is_none() {
            costing.back = Some(of);
        }
    });
}

/// The typed cost, none for an empty text; otherwise the problem.
fn typed(cx: &ViewContext<'_>, text: &str) -> Result<Option<Decimal>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let number = typed_number(cx.words, cx.session.production().currency, &FactKind::Money, text.trim())?;
    if number.is_sign_negative() && !number.is_zero() {
        return Err(say!(cx.words, "form-negative"));
    }
    Ok(Some(number))
}
