//! Applications and payments: when and where to apply, when money is paid, the results of earlier calls, and the
//! document that a work needs. Fields that are not published say so.

use egui::{Label, RichText, Ui};

use super::context::ViewContext;
use super::sources::cites_ui;
use super::theme::Type;
use super::widgets::{section, small};
use crate::model::payment::Payment;
use crate::model::policy::{Incentive, Policy};
use crate::rules::assess::Assessment;
use crate::rules::value::Truth;
use crate::say;

/// The application for a policy, or for one of its incentives, and the time of payment.
pub(super) fn applying_ui(ui: &mut Ui, cx: &ViewContext<'_>, policy: &Policy, incentive: Option<&Incentive>) {
    let ViewContext { session, words, theme, .. } = cx;
    section(ui, theme, say!(words, "apply-title"));
    let application = match incentive {
        Some(incentive) => policy.application_of(incentive),
        None => policy.application.as_ref(),
    };
    let payout = match incentive {
        Some(incentive) => policy.payout_of(incentive),
        None => policy.payout.as_ref(),
    };
    let mut all = words.application(application, session.day);
    all.push((say!(words, "apply-paid"), words.paid_when(payout)));
    let unpublished = say!(words, "apply-not-published");
    let font = Type::Small.font(ui);
    let wide = |text: &String| ui.painter().layout_no_wrap(text.clone(), font.clone(), theme.ink).size().x;
    let widest = all.iter().map(|(label, _)| wide(label)).fold(0.0, f32::max).ceil();
    for (label, value) in all {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(12.0, 2.0);
            ui.allocate_ui(egui::vec2(widest, 0.0), |ui| {
                ui.set_width(widest);
                ui.label(small(theme, label));
            });
            let color = if value == unpublished { theme.unknown } else { theme.ink };
            ui.vertical(|ui| ui.add(Label::new(RichText::new(value).small().color(color)).wrap()));
        });
    }
    if let Some(application) = application {
        let windows = application.windows.iter().flat_map(|window| window.cites.iter());
        let cites: Vec<_> = application.cites.iter().chain(windows).cloned().collect();
        cites_ui(ui, cx, &cites);
    }
}

/// The money set aside for a policy, what was paid out of it, and the results of earlier calls.
pub(super) fn pool_ui(ui: &mut Ui, cx: &ViewContext<'_>, policy: &Policy) {
    let ViewContext { words, theme, .. } = cx;
    if let Some(pool) = &policy.pool {
        ui.add_space(4.0);
        for line in words.pool(pool, policy.currency) {
            ui.add(Label::new(line).wrap());
        }
    }
    if policy.precedents.is_empty() {
        return;
    }
    section(ui, theme, say!(words, "precedents-title"));
    for earlier in &policy.precedents {
        ui.add(Label::new(words.precedent(earlier, policy.currency)).wrap());
        cites_ui(ui, cx, &earlier.cites);
    }
}

/// Actual payments beside the promises of a policy or of one of its incentives: a summary, then each payment with its
/// source. Nothing is drawn for a policy without payments.
pub(super) fn paid_ui(ui: &mut Ui, cx: &ViewContext<'_>, policy: &Policy, incentive: Option<&Incentive>) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = &session.library;
    let fits = |payment: &&std::sync::Arc<Payment>| {
        let named = payment.incentive.as_ref();
        payment.policy == policy.id && incentive.is_none_or(|one| named.is_none_or(|named| *named == one.id))
    };
    let found: Vec<_> = library.payments.values().filter(fits).collect();
    if incentive.is_none() && found.is_empty() {
        return;
    }
    section(ui, theme, say!(words, "paid-title"));
    for line in words.paid(library, policy, incentive.map(|one| &one.id)) {
        ui.add(Label::new(line).wrap());
    }
    for payment in found {
        ui.add_space(4.0);
        ui.add(Label::new(small(theme, words.payment(payment, policy.currency))).wrap());
        if let Some(note) = &payment.note {
            ui.add(Label::new(small(theme, words.text(note))).wrap());
        }
        cites_ui(ui, cx, &payment.cites);
    }
}

/// The classes of a policy's gates, without a production.
pub(super) fn gates_ui(ui: &mut Ui, cx: &ViewContext<'_>, policy: &Policy) {
    let ViewContext { session, words, theme, .. } = cx;
    for gate in &policy.gates {
        section(ui, theme, say!(words, "gate-title"));
        ui.add(Label::new(words.text(&gate.label)).wrap());
        for class in &gate.cases {
            let (name, needs) = (words.text(&class.class), words.text(&class.needs));
            ui.add(Label::new(say!(words, "gate-class", class = name, needs = needs)).wrap());
            let terms = words.condition(&session.library, policy, &class.when);
            if !class.when.is_always() {
                ui.add(Label::new(small(theme, terms)).wrap());
            }
        }
        cites_ui(ui, cx, &gate.cites);
    }
}

/// The class of the work and the document it needs, for the places that are shown, once per gate.
pub(super) fn passages_ui<'a>(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    assessments: impl IntoIterator<Item = &'a Assessment>,
    with_cites: bool,
) {
    let ViewContext { session, words, theme, .. } = cx;
    let mut said: Vec<(String, String)> = Vec::new();
    for passage in assessments.into_iter().flat_map(|one| &one.gates) {
        let Some(text) = words.passage(&session.library, passage) else { continue };
        if said.contains(&text) {
            continue;
        }
        let color = match passage.has_paper {
            Truth::Yes => theme.second,
            Truth::No => theme.problem,
            Truth::Unknown => theme.unknown,
        };
        let line = say!(words, "report-labelled", label = text.0.as_str(), value = text.1.as_str());
        ui.add(Label::new(RichText::new(line).small().color(color)).wrap());
        if with_cites {
            cites_ui(ui, cx, passage.step.cites());
        }
        said.push(text);
    }
}
