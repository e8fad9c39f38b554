//! The basis of each incentive of the city's policies as a choice.

use egui::{Color32, Margin, RichText, Stroke, Ui, vec2};

use crate::model::policy::{Basis, Incentive, Policy};
use crate::model::scenario::BasisChange;
use crate::say;
use crate::session::action::Action;
use crate::session::desk::DeskEdit;
use crate::ui::context::{Requests, ViewContext};
use crate::ui::view::View;
use crate::ui::widgets::{focus_ring, small};

/// The bases that can be proposed. Case by case is offered only where it is the law.
const OFFERED: [Basis; 3] = [Basis::UpTo, Basis::Competitive, Basis::Entitlement];

/// Draws the choice for one incentive. Help in kind has none.
pub(super) fn basis_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &View,
    policy: &Policy,
    incentive: &Incentive,
    requests: &mut Requests,
) {
    let ViewContext { session, words, theme, .. } = cx;
    let law = incentive.basis;
    if law == Basis::InKind {
        return;
    }
    let changes = &session.proposed().bases;
    let own = changes.iter().find(|one| one.policy == policy.id && one.incentive == incentive.id);
    let now = own.map_or(law, |one| one.new);
    let change = |new| BasisChange { policy: policy.id.clone(), incentive: incentive.id.clone(), old: law, new };
    let name = words.basis_called(session.counted(), &change(now));
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.label(small(theme, name.as_str()));
        if now != law {
            ui.label(RichText::new(words.basis_chosen(law)).small().color(theme.third).strikethrough());
        }
    });
    let offered = OFFERED.into_iter().chain((law == Basis::CaseByCase).then_some(law));
    let frame = egui::Frame::new().stroke(Stroke::new(1.0, theme.line)).corner_radius(6).fill(theme.surface);
    frame.inner_margin(Margin::ZERO).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        ui.spacing_mut().button_padding.x = 7.0;
        ui.horizontal_wrapped(|ui| {
            for basis in offered {
                let chosen = basis == now;
                let text = words.basis_chosen(basis);
                let ink = if chosen { theme.accent } else { theme.second };
                let fill = if chosen { theme.accent_ground } else { Color32::TRANSPARENT };
                let button = egui::Button::new(RichText::new(text.as_str()).small().color(ink));
                let button = button.fill(fill).stroke(Stroke::NONE).selected(chosen);
                let response = ui.add_enabled(!view.passing.read_only, button);
                let label = say!(words, "report-labelled", label = name.as_str(), value = text);
                response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, chosen, &label));
                focus_ring(ui, theme, &response);
                if response.on_hover_text(words.basis_help(basis)).clicked() && !chosen {
                    requests.actions.push(Action::Desk(DeskEdit::ProposeBasis(change(basis))));
                }
            }
        });
    });
    if now == law {
        return;
    }
    let hint = match now {
        Basis::Entitlement => words.basis_uncertain(session.counted(), &change(now), session.day),
        _ => Some(say!(words, "city-basis-hint")),
    };
    let Some(hint) = hint else { return };
    ui.add(egui::Label::new(RichText::new(hint).small().color(theme.unknown)).wrap());
}
