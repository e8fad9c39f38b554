//! The marks of a record, shared by all views: its status, how much of it was read, its confidence,
//! the day of its last check, its origin.

use egui::{Label, RichText, Ui};

use super::context::ViewContext;
use super::widgets::{Tone, small, tag};
use crate::data::lint::is_stale;
use crate::model::date::PartialDate;
use crate::model::policy::{Incentive, Policy};
use crate::model::record::Record;
use crate::rules::assess::Assessment;
use crate::say;
use crate::session::Origin;
use crate::study::evidence::Evidence;

/// The issuer of a policy, its number and its date.
pub(super) fn issue_ui(ui: &mut Ui, cx: &ViewContext<'_>, policy: &Policy) {
    let ViewContext { words, theme, .. } = cx;
    let mut facts = vec![words.text(&policy.issuer).to_owned()];
    facts.extend(policy.document_no.clone());
    facts.extend(policy.issued.map(|date| words.date(date)));
    ui.add(Label::new(small(theme, facts.join(" · "))).wrap());
}

/// The status of a policy and how much of it is known, as tags.
pub(super) fn standing_tags(ui: &mut Ui, cx: &ViewContext<'_>, policy: &Policy) {
    let ViewContext { session, words, theme, .. } = cx;
    let status = policy.status_on(session.day);
    let tone = if status.can_pay() { Tone::Plain } else { Tone::Unknown };
    tag(ui, theme, tone, &words.status(status));
    tag(ui, theme, Tone::Plain, &words.read(policy.read));
    tag(ui, theme, Tone::Plain, &words.confidence(policy.confidence));
    checked_tag(ui, cx, policy.checked_on);
    origin_tag(ui, cx, Record::Policy, policy.id.as_str());
}

/// How closely the text of an incentive was seen.
pub(super) fn evidence_tag(ui: &mut Ui, cx: &ViewContext<'_>, policy: &Policy, incentive: &Incentive) {
    let ViewContext { session, words, theme, .. } = cx;
    let evidence = Evidence::of(&session.library, policy, incentive);
    let tone = if evidence == Evidence::SecondHand { Tone::Unknown } else { Tone::Plain };
    let tag = tag(ui, theme, tone, &words.evidence(evidence));
    if evidence == Evidence::SecondHand {
        tag.on_hover_text(say!(words, "evidence-second-hand-help"));
    }
}

/// The recorded edition of the law, and the advice to check the current one.
pub(super) fn version_ui(ui: &mut Ui, cx: &ViewContext<'_>, policy: &Policy) {
    let ViewContext { words, theme, .. } = cx;
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

/// The origin of a record, unless it is the built-in library.
pub(super) fn origin_tag(ui: &mut Ui, cx: &ViewContext<'_>, kind: Record, id: &str) {
    let ViewContext { session, words, theme, .. } = cx;
    let text = match session.origin(kind, id) {
        Origin::BuiltIn => return,
        Origin::Library => say!(words, "origin-library"),
        Origin::Edited => say!(words, "library-edited"),
    };
    tag(ui, theme, Tone::Discretionary, &text).on_hover_text(say!(words, "origin-help"));
}

/// The day of the last check, marked if it is long ago.
pub(super) fn checked_tag(ui: &mut Ui, cx: &ViewContext<'_>, checked_on: PartialDate) {
    let ViewContext { session, words, theme, .. } = cx;
    let date = words.date(checked_on);
    if is_stale(checked_on, session.day) {
        let text = say!(words, "checked-stale", date = date);
        tag(ui, theme, Tone::Discretionary, &text).on_hover_text(say!(words, "checked-stale-help"));
    } else {
        tag(ui, theme, Tone::Plain, &say!(words, "checked-on", date = date));
    }
}

/// The room that caps leave for unpublished amounts.
pub(super) fn cap_ui(ui: &mut Ui, cx: &ViewContext<'_>, assessment: &Assessment) {
    let ViewContext { words, theme, .. } = cx;
    let Some(most) = assessment.within.filter(|_| assessment.unpriced > 0) else { return };
    let amount = words.money(most, assessment.currency);
    let text = match assessment.known_ceiling() {
        None => say!(words, "cap-only", amount = amount),
        Some(_) => say!(words, "cap-within", amount = amount),
    };
    ui.add(Label::new(small(theme, text)).wrap());
}
