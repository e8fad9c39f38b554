//! What stands beside a record wherever it is shown: where it stands, how much of it was read, how sure it is,
//! when it was checked, where it comes from.

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

/// Who issued a policy, under which number, when.
pub(super) fn issue_ui(ui: &mut Ui, cx: &ViewContext<'_>, policy: &Policy) {
    let ViewContext { words, theme, .. } = cx;
    let mut facts = vec![words.text(&policy.issuer).to_owned()];
    facts.extend(policy.document_no.clone());
    facts.extend(policy.issued.map(|date| words.date(date)));
    ui.add(Label::new(small(theme, facts.join(" · "))).wrap());
}

/// Where a policy stands and how far it is known, as tags.
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

/// How far the text of an incentive was seen.
pub(super) fn evidence_tag(ui: &mut Ui, cx: &ViewContext<'_>, policy: &Policy, incentive: &Incentive) {
    let ViewContext { session, words, theme, .. } = cx;
    let evidence = Evidence::of(&session.library, policy, incentive);
    let tone = if evidence == Evidence::SecondHand { Tone::Unknown } else { Tone::Plain };
    let tag = tag(ui, theme, tone, &words.evidence(evidence));
    if evidence == Evidence::SecondHand {
        tag.on_hover_text(say!(words, "evidence-second-hand-help"));
    }
}

/// Which edition of the law was written down, and the advice to look at today's.
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

/// Says where a record comes from, unless it is the built-in library.
pub(super) fn origin_tag(ui: &mut Ui, cx: &ViewContext<'_>, kind: Record, id: &str) {
    let ViewContext { session, words, theme, .. } = cx;
    let text = match session.origin(kind, id) {
        Origin::BuiltIn => return,
        Origin::Library => say!(words, "origin-library"),
        Origin::Edited => say!(words, "library-edited"),
    };
    tag(ui, theme, Tone::Discretionary, &text).on_hover_text(say!(words, "origin-help"));
}

/// When something was last checked, marked where that is long ago.
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

/// What caps leave room for where amounts are not published.
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
