//! The page of a policy: what it says, since when, on which examples, from which sources.

use egui::{Label, RichText, Ui};

use super::pages::{copy_button, edit_buttons, link, page_button};
use super::timeline::timeline_ui;
use crate::data::lint::is_stale;
use crate::data::overlay::Key;
use crate::model::date::PartialDate;
use crate::model::id::PolicyId;
use crate::model::policy::Policy;
use crate::model::record::Record;
use crate::say;
use crate::session::Origin;
use crate::ui::drawer::policy::terms_ui;
use crate::ui::looking::{Asks, Looking};
use crate::ui::view::{Opened, View, Why};
use crate::ui::widgets::{Tone, section, small, tag, tags, title};

pub(super) fn policy_page(ui: &mut Ui, looking: &Looking<'_>, view: &mut View, asks: &mut Asks, id: &PolicyId) {
    let Looking { session, words, theme, .. } = looking;
    let library = &session.library;
    let Some(policy) = library.policies.get(id) else { return };
    if link(ui, looking, &words.place(library, &policy.place)) {
        view.opened = Some(Opened::Place(policy.place.clone()));
    }
    ui.add(Label::new(title(words.text(&policy.title))).wrap());
    let mut facts = vec![words.text(&policy.issuer).to_owned()];
    facts.extend(policy.document_no.clone());
    facts.extend(policy.issued.map(|date| words.date(date)));
    ui.add(Label::new(small(theme, facts.join(" · "))).wrap());
    tags(ui, |ui| {
        let status = policy.status_on(session.day);
        let tone = if status.can_pay() { Tone::Plain } else { Tone::Unknown };
        tag(ui, theme, tone, &words.status(status));
        tag(ui, theme, Tone::Plain, &words.read(policy.read));
        tag(ui, theme, Tone::Plain, &words.confidence(policy.confidence));
        checked_tag(ui, looking, policy.checked_on);
        origin_tag(ui, looking, Record::Policy, id.as_str());
    });
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        copy_button(ui, looking, asks, || words.policy_citation(library, policy));
        edit_buttons(ui, looking, view, asks, &Key::new(Record::Policy, id.as_str()));
        if page_button(ui, looking, &say!(words, "why-policy-here")) {
            view.why.show(Why::Policy(id.clone()));
        }
    });
    version_ui(ui, looking, policy);
    section(ui, theme, say!(words, "timeline"));
    timeline_ui(ui, looking, view, policy);
    if !policy.incentives.is_empty() {
        section(ui, theme, say!(words, "why-rule"));
    }
    terms_ui(ui, looking, policy);
    let judged = library.judgements.values().filter(|judgement| judgement.policies.contains(id));
    for judgement in judged {
        section(ui, theme, say!(words, "library-contradictions"));
        if link(ui, looking, words.text(&judgement.conflict)) {
            view.opened = Some(Opened::Judgement(judgement.id.clone()));
        }
    }
}

/// Which edition of the law was written down, and the advice to look at today's.
pub(in crate::ui) fn version_ui(ui: &mut Ui, looking: &Looking<'_>, policy: &Policy) {
    let Looking { words, theme, .. } = looking;
    let Some(version) = &policy.version else { return };
    ui.add_space(4.0);
    let frame = egui::Frame::new()
        .fill(theme.discretionary_ground)
        .corner_radius(egui::CornerRadius::same(6))
        .inner_margin(egui::Margin::symmetric(10, 6));
    frame.show(ui, |ui| {
        let text = say!(words, "check-the-law", version = words.text(version));
        ui.add(Label::new(RichText::new(text).color(theme.discretionary_text)).wrap());
    });
}

/// Says where a record comes from, unless it is the built-in library.
pub(in crate::ui) fn origin_tag(ui: &mut Ui, looking: &Looking<'_>, kind: Record, id: &str) {
    let Looking { session, words, theme, .. } = looking;
    let text = match session.origin(kind, id) {
        Origin::BuiltIn => return,
        Origin::Library => say!(words, "origin-library"),
        Origin::Edited => say!(words, "library-edited"),
    };
    tag(ui, theme, Tone::Discretionary, &text).on_hover_text(say!(words, "origin-help"));
}

/// When something was last checked, marked where that is long ago.
pub(in crate::ui) fn checked_tag(ui: &mut Ui, looking: &Looking<'_>, checked_on: PartialDate) {
    let Looking { session, words, theme, .. } = looking;
    let date = words.date(checked_on);
    if is_stale(checked_on, session.day) {
        let text = say!(words, "checked-stale", date = date);
        tag(ui, theme, Tone::Discretionary, &text).on_hover_text(say!(words, "checked-stale-help"));
    } else {
        tag(ui, theme, Tone::Plain, &say!(words, "checked-on", date = date));
    }
}
