//! A policy in the drawer: its terms and its worked examples.

use egui::{RichText, Ui};

use crate::model::date::PartialDate;
use crate::model::id::PolicyId;
use crate::model::policy::Policy;
use crate::say;
use crate::study::examples;
use crate::ui::applying::{applying_ui, gates_ui, paid_ui, pool_ui};
use crate::ui::context::ViewContext;
use crate::ui::marks::{evidence_tag, issue_ui, standing_tags, version_ui};
use crate::ui::sources::{cites_ui, sources_ui};
use crate::ui::widgets::{Tone, head, section, small, strong, tag, tags};
use crate::words::explain::Telling;

/// The terms of a policy, without a production.
pub(super) fn policy_ui(ui: &mut Ui, cx: &ViewContext<'_>, policy: &PolicyId) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = &session.library;
    let Some(policy) = library.policies.get(policy) else { return };
    ui.label(small(theme, words.place(library, &policy.place)));
    ui.add(egui::Label::new(head(words.text(&policy.title))).wrap());
    issue_ui(ui, cx, policy);
    tags(ui, |ui| standing_tags(ui, cx, policy));
    version_ui(ui, cx, policy);
    terms_ui(ui, cx, policy);
}

/// The rules of a policy in words, what it leaves open, its worked examples and its sources.
pub(in crate::ui) fn terms_ui(ui: &mut Ui, cx: &ViewContext<'_>, policy: &Policy) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = &session.library;
    pool_ui(ui, cx, policy);
    paid_ui(ui, cx, policy, None);
    for incentive in &policy.incentives {
        ui.add_space(8.0);
        ui.add(egui::Label::new(strong(words.text(&incentive.name))).wrap());
        ui.add(egui::Label::new(words.terms(library, policy, incentive)).wrap());
        if let Some(role) = &incentive.claimant {
            ui.label(small(theme, say!(words, "claimed-by", role = words.fact(library, role))));
        }
        if let Some(note) = &incentive.note {
            ui.add(egui::Label::new(small(theme, words.text(note))).wrap());
        }
        ui.horizontal_wrapped(|ui| {
            tag(ui, theme, crate::ui::compare::basis_tone(incentive.basis), &words.basis(incentive.basis));
            if incentive.amount.is_none() && incentive.basis != crate::model::policy::Basis::InKind {
                tag(ui, theme, Tone::Unknown, &say!(words, "not-published"));
            }
            evidence_tag(ui, cx, policy, incentive);
            if let Some(to) = incentive.valid_to {
                tag(ui, theme, Tone::Unknown, &say!(words, "withdrawn-on", date = words.date(to)));
            }
        });
        if incentive.application.is_some() {
            applying_ui(ui, cx, policy, Some(incentive));
        }
    }
    gates_ui(ui, cx, policy);
    applying_ui(ui, cx, policy, None);
    if !policy.lines.is_empty() {
        section(ui, theme, say!(words, "terms-lines"));
        for line in &policy.lines {
            let terms = words.amount(library, policy, &line.amount);
            let text = say!(words, "named-terms", name = words.text(&line.label), terms = terms);
            ui.add(egui::Label::new(text).wrap());
        }
    }
    section(ui, theme, say!(words, "row-stacking"));
    for rule in words.stacking(library, policy) {
        ui.add(egui::Label::new(rule).wrap());
    }
    if let Some(note) = &policy.note {
        section(ui, theme, say!(words, "why-note"));
        ui.add(egui::Label::new(RichText::new(words.text(note)).color(theme.second)).wrap());
    }
    examples_ui(ui, cx, policy);
    sources_ui(ui, cx, policy, &policy.sources);
}

/// The worked examples of a policy, and whether they pass.
fn examples_ui(ui: &mut Ui, cx: &ViewContext<'_>, policy: &Policy) {
    let ViewContext { session, words, theme, .. } = cx;
    let Some(verdicts) = session.examples.get(&policy.id) else { return };
    section(ui, theme, say!(words, "why-examples"));
    let passed = verdicts.iter().filter(|verdict| verdict.passes()).count();
    let text = say!(words, "examples-pass", passed = passed.to_string(), count = verdicts.len().to_string());
    ui.label(small(theme, text));
    for (example, verdict) in policy.examples.iter().zip(verdicts.iter()) {
        ui.add_space(6.0);
        ui.add(egui::Label::new(words.text(&example.title)).wrap());
        tags(ui, |ui| {
            let (tone, said) = match verdict.passes() {
                true => (Tone::Certain, say!(words, "example-passes")),
                false => (Tone::Problem, say!(words, "example-fails")),
            };
            tag(ui, theme, tone, &said);
            tag(ui, theme, Tone::Plain, &words.origin(example.origin));
            let day = PartialDate::Day(examples::day(policy, example));
            tag(ui, theme, Tone::Plain, &say!(words, "example-on", date = words.date(day)));
        });
        let telling = Telling { words, library: &session.library, currency: verdict.currency };
        ui.add(egui::Label::new(small(theme, telling.example(policy, example))).wrap());
        for difference in &verdict.differences {
            let text = RichText::new(telling.difference(policy, difference)).small().color(theme.problem);
            ui.add(egui::Label::new(text).wrap());
        }
        cites_ui(ui, cx, &example.cites);
    }
}
