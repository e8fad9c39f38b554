//! The incentives of one place, one by one.

use egui::{Align, Layout, RichText, Ui, vec2};

use super::places::Widths;
use crate::model::id::PlaceId;
use crate::model::number::Number;
use crate::model::policy::{Basis, Read, Status};
use crate::model::production::Granted;
use crate::model::stacking::Member;
use crate::rules::assess::Assessment;
use crate::rules::fraction::Fraction;
use crate::rules::outcome::{Award, Outcome, Unpriced};
use crate::say;
use crate::session::action::Action;
use crate::study::evidence::Evidence;
use crate::study::expected::chance;
use crate::ui::context::{Requests, ViewContext};
use crate::ui::marks::cap_ui;
use crate::ui::passing::Explained;
use crate::ui::view::View;
use crate::ui::widgets::{BEHIND, Tone, hairline, marker, quiet_link, small, strong, tag, title};
use crate::words::explain::Telling;

/// Draws the incentives of a place: the important ones, and the others folded.
pub(super) fn awards_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    assessment: &Assessment,
    widths: Widths,
    requests: &mut Requests,
) {
    let ViewContext { session, words, theme, .. } = cx;
    let name = words.place(&session.library, &assessment.place);
    let count = assessment.awards.len();
    ui.horizontal(|ui| {
        marker(ui, theme, Some(session.mark(&assessment.place)));
        ui.label(title(say!(words, "calculator-place-items", place = name, count = count.to_string())));
    });
    let (first, rest): (Vec<&Award>, Vec<&Award>) =
        assessment.awards.iter().map(AsRef::as_ref).partition(|award| speaks(award));
    let mut first = first;
    first.sort_by_key(|award| {
        std::cmp::Reverse((award.outcome.floor(), award.outcome.ceiling().unwrap_or(Fraction::MAX)))
    });
    if assessment.unpriced > 0 {
        ui.label(small(theme, say!(words, "unpriced-note", count = assessment.unpriced)));
    }
    cap_ui(ui, cx, assessment);
    ui.add_space(4.0);
    for award in first {
        award_ui(ui, cx, view, &assessment.place, award, widths, requests);
    }
    let telling = Telling { words, library: &session.library, currency: assessment.currency };
    for reduction in &assessment.reductions {
        let said = telling.say(&reduction.step);
        let money = |range| words.range(range, crate::rules::step::Unit::Money, assessment.currency);
        let note = say!(words, "why-stacking-note", before = money(reduction.before), after = money(reduction.after));
        let rule = if said.note.is_empty() { said.label } else { said.note };
        ui.add(egui::Label::new(small(theme, format!("{rule} · {note}"))).wrap());
    }
    if !rest.is_empty() {
        ui.add_space(4.0);
        let heading = say!(words, "calculator-show-all", count = rest.len().to_string());
        let heading = RichText::new(heading).small().color(theme.second);
        egui::CollapsingHeader::new(heading).id_salt(("rest", assessment.place.as_str())).show_unindented(ui, |ui| {
            for award in rest {
                award_ui(ui, cx, view, &assessment.place, award, widths, requests);
            }
        });
    }
}

/// Whether an award is shown without unfolding.
fn speaks(award: &Award) -> bool {
    match &award.outcome {
        Outcome::Paid { ceiling, .. } => !ceiling.is_zero(),
        Outcome::NeedsAnswer { .. } | Outcome::Conflict { .. } => true,
        Outcome::NotEligible(_) => false,
        Outcome::NotCalculable(why) => award.outcome.is_unpriced() || *why == Unpriced::TooLarge,
    }
}

fn award_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    place: &PlaceId,
    award: &Award,
    widths: Widths,
    requests: &mut Requests,
) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = &session.library;
    let Some(policy) = library.policies.get(&award.policy) else { return };
    let Some(incentive) = policy.incentive(&award.incentive) else { return };
    let telling = Telling { words, library, currency: session.production().currency };
    let name = words.text(&incentive.name);
    let (text, color) = amount_words(cx, view, award);
    let tone = match &award.outcome {
        Outcome::Paid { .. } => crate::ui::compare::basis_tone(award.basis),
        Outcome::NeedsAnswer { .. } => Tone::Unknown,
        _ => Tone::Plain,
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let tag_width = widths.figure + 12.0;
        let right = tag_width + widths.figure + widths.why + 12.0;
        let room = (ui.available_width() - right).max(80.0);
        ui.allocate_ui_with_layout(vec2(room, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(room);
            ui.add_space(6.0);
            ui.add(egui::Label::new(strong(name)).wrap());
            ui.add(egui::Label::new(small(theme, telling.reason(award))).wrap());
            if !award.outcome.ceiling().is_some_and(|most| most.is_zero()) {
                let mut caveats = Vec::new();
                let status = policy.status_on(session.day);
                if status == Status::Unconfirmed {
                    caveats.push(words.status(status));
                }
                if session.own.contains(&policy.id) {
                    caveats.push(say!(words, "origin-own"));
                }
                if policy.read != Read::Whole {
                    caveats.push(say!(words, "caveat-read", read = words.read(policy.read)));
                }
                let evidence = Evidence::of(library, policy, incentive);
                if evidence == Evidence::SecondHand {
                    caveats.push(words.evidence(evidence));
                }
                let paid = words.paid_when(policy.payout_of(incentive));
                caveats.push(say!(words, "award-paid", when = paid));
                let promises = matches!(award.basis, Basis::UpTo | Basis::Competitive | Basis::CaseByCase);
                if promises {
                    caveats.push(words.paid_short(library, policy, Some(&incentive.id)));
                }
                let caveats = RichText::new(words.capital(&caveats.join(&words.semicolon())));
                ui.add(egui::Label::new(caveats.small().color(theme.third)).wrap());
                if promises {
                    chance_ui(ui, cx, view, award, requests);
                }
            }
            ui.add_space(6.0);
        });
        ui.allocate_ui_with_layout(vec2(tag_width, 30.0), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(tag_width);
            tag(ui, theme, tone, &telling.verdict(award)).on_hover_text(words.basis_help(award.basis));
        });
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.allocate_ui_with_layout(vec2(widths.figure, 30.0), Layout::right_to_left(Align::Center), |ui| {
            ui.set_min_width(widths.figure);
            ui.add_space(BEHIND);
            ui.add(egui::Label::new(strong(text).color(color)).truncate());
        });
        if widths.why == 0.0 {
            return;
        }
        ui.allocate_ui_with_layout(vec2(widths.why, 30.0), Layout::right_to_left(Align::Center), |ui| {
            let why = say!(words, "why-of", what = name);
            if quiet_link(ui, theme, &say!(words, "why"), &why).clicked() {
                view.passing.why.show(Explained::Award(place.clone(), award.policy.clone(), award.incentive.clone()));
            }
        });
    });
    hairline(ui, theme.faint);
}

/// The user's chance of an award that an authority decides on.
fn chance_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &View, award: &Award, requests: &mut Requests) {
    const CHANCES: [i64; 5] = [10, 25, 50, 75, 90];
    let ViewContext { session, words, theme, .. } = cx;
    let of = Granted::Award(Member::from(format!("{}/{}", award.policy, award.incentive).as_str()));
    let now = chance(session.production(), award).map(|share| words.percent(share.decimal().normalize()));
    let text = match &now {
        Some(share) => say!(words, "chance-now", share = share.as_str()),
        None => say!(words, "chance-none"),
    };
    if view.passing.read_only {
        if now.is_some() {
            ui.label(small(theme, text));
        }
        return;
    }
    let combo = egui::ComboBox::from_id_salt(("chance", award.policy.as_str(), award.incentive.as_str()));
    let response = combo.selected_text(small(theme, text)).width(150.0).show_ui(ui, |ui| {
        if ui.selectable_label(now.is_none(), say!(words, "chance-none")).clicked() {
            requests.actions.push(Action::Chance(of.clone(), None));
        }
        for percent in CHANCES {
            let share = Number(rust_decimal::Decimal::new(percent, 2));
            if ui.selectable_label(false, words.percent(share.0)).clicked() {
                requests.actions.push(Action::Chance(of.clone(), Some(share)));
            }
        }
    });
    let incentive = session.library.policies.get(&award.policy).and_then(|policy| policy.incentive(&award.incentive));
    let name = incentive.map(|incentive| words.text(&incentive.name).to_owned()).unwrap_or_default();
    let label = say!(words, "chance-of", name = name);
    response.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &label));
    response.response.on_hover_text(say!(words, "chance-hint"));
}

/// The amount of an award as one figure: certain plain, discretionary with “up to”.
fn amount_words(cx: &ViewContext<'_>, view: &View, award: &Award) -> (String, egui::Color32) {
    let ViewContext { words, theme, .. } = cx;
    match &award.outcome {
        Outcome::Paid { floor, ceiling } if floor == ceiling && award.basis == Basis::Entitlement => {
            (words.figure(*floor, view.scale), theme.certain)
        }
        Outcome::Paid { ceiling, .. } => {
            let most = words.figure(*ceiling, view.scale);
            (say!(words, "figure-up-to", figure = most), theme.discretionary_text)
        }
        Outcome::NeedsAnswer { ceiling: Some(most), .. } => {
            (say!(words, "figure-up-to", figure = words.figure(*most, view.scale)), theme.unknown)
        }
        Outcome::NeedsAnswer { .. } => (say!(words, "unknown-value"), theme.unknown),
        _ => (say!(words, "not-applicable"), theme.third),
    }
}
