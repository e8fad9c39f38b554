//! The page of a policy: what it says, since when, on which examples, from which sources.

use egui::{Label, Ui};

use super::changes::Changes;
use super::parts::{copy_button, edit_buttons, link, page_button};
use super::payment::payments_ui;
use super::timeline::timeline_ui;
use crate::data::overlay::Key;
use crate::model::id::PolicyId;
use crate::model::record::Record;
use crate::say;
use crate::ui::drawer::policy::terms_ui;
use crate::ui::looking::{Asks, Looking};
use crate::ui::marks::{issue_ui, standing_tags, version_ui};
use crate::ui::passing::{Opened, Why};
use crate::ui::view::{Shelf, View};
use crate::ui::widgets::{section, tags, title};

pub(super) fn policy_page(ui: &mut Ui, looking: &Looking<'_>, view: &mut View, asks: &mut Asks, id: &PolicyId) {
    let Looking { session, words, theme, .. } = looking;
    let library = &session.library;
    let Some(policy) = library.policies.get(id) else { return };
    if link(ui, looking, &words.place(library, &policy.place)) {
        view.passing.opened = Some(Opened::Place(policy.place.clone()));
    }
    ui.add(Label::new(title(words.text(&policy.title))).wrap());
    issue_ui(ui, looking, policy);
    tags(ui, |ui| standing_tags(ui, looking, policy));
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        copy_button(ui, looking, asks, || words.policy_citation(library, policy));
        edit_buttons(ui, looking, view, asks, &Key::new(Record::Policy, id.as_str()));
        if page_button(ui, looking, &say!(words, "why-policy-here")) {
            view.passing.why.show(Why::Policy(id.clone()));
        }
    });
    version_ui(ui, looking, policy);
    section(ui, theme, say!(words, "timeline"));
    timeline_ui(ui, looking, view, policy);
    if let Some(old) = policy.replaces.clone().filter(|old| library.policies.contains_key(old))
        && page_button(ui, looking, &say!(words, "library-editions"))
    {
        view.own.of::<Changes>().show_editions(old, id.clone());
        view.shelf = Shelf::Changes;
    }
    if !policy.incentives.is_empty() {
        section(ui, theme, say!(words, "why-rule"));
    }
    terms_ui(ui, looking, policy);
    payments_ui(ui, looking, view, asks, policy);
    let judged = library.judgements.values().filter(|judgement| judgement.policies.contains(id));
    for judgement in judged {
        section(ui, theme, say!(words, "library-contradictions"));
        if link(ui, looking, words.text(&judgement.conflict)) {
            view.passing.opened = Some(Opened::Judgement(judgement.id.clone()));
        }
    }
}
