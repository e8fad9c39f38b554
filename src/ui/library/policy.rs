//! The page of a policy: its terms, its period, its examples and its sources.

use egui::{Label, Ui};

use super::changes::Changes;
use super::parts::{copy_button, edit_buttons, link, page_button};
use super::payment::payments_ui;
use super::timeline::timeline_ui;
use crate::data::overlay::Key;
use crate::model::id::PolicyId;
use crate::model::record::Record;
use crate::say;
use crate::ui::context::{Requests, ViewContext};
use crate::ui::drawer::policy::terms_ui;
use crate::ui::marks::{issue_ui, standing_tags, version_ui};
use crate::ui::passing::{Explained, Opened};
use crate::ui::view::{Shelf, View};
use crate::ui::widgets::{section, tags, title};

pub(super) fn policy_page(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests, id: &PolicyId) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = &session.library;
    let Some(policy) = library.policies.get(id) else { return };
    if link(ui, cx, &words.place(library, &policy.place)) {
        view.passing.opened = Some(Opened::Place(policy.place.clone()));
    }
    ui.add(Label::new(title(words.text(&policy.title))).wrap());
    issue_ui(ui, cx, policy);
    tags(ui, |ui| standing_tags(ui, cx, policy));
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        copy_button(ui, cx, requests, || words.policy_citation(library, policy));
        edit_buttons(ui, cx, view, requests, &Key::new(Record::Policy, id.as_str()));
        if page_button(ui, cx, &say!(words, "why-policy-here")) {
            view.passing.why.show(Explained::Policy(id.clone()));
        }
    });
    version_ui(ui, cx, policy);
    section(ui, theme, say!(words, "timeline"));
    timeline_ui(ui, cx, view, policy);
    if let Some(old) = policy.replaces.clone().filter(|old| library.policies.contains_key(old))
        && page_button(ui, cx, &say!(words, "library-editions"))
    {
        view.own.of::<Changes>().show_editions(old, id.clone());
        view.shelf = Shelf::Changes;
    }
    if !policy.incentives.is_empty() {
        section(ui, theme, say!(words, "why-rule"));
    }
    terms_ui(ui, cx, policy);
    payments_ui(ui, cx, view, requests, policy);
    let judged = library.judgements.values().filter(|judgement| judgement.policies.contains(id));
    for judgement in judged {
        section(ui, theme, say!(words, "library-contradictions"));
        if link(ui, cx, words.text(&judgement.conflict)) {
            view.passing.opened = Some(Opened::Judgement(judgement.id.clone()));
        }
    }
}
