//! The Why drawer: the explanation of a number with its steps, clauses and sources.

use egui::{
    Align, CentralPanel, CornerRadius, Layout, Margin, Panel, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2,
};

use super::follow::Follow as _;
use super::slate::Shown;
use super::theme::Type;
use super::whereto::Table;

mod combination;
pub(super) mod policy;
mod text;

use self::combination::combination_ui;
use self::policy::policy_ui;
use self::text::as_text;
use super::applying::{applying_ui, paid_ui, passages_ui, pool_ui};
use super::command::Command;
use super::context::{COVERED, NARROW, Request, Requests, ViewContext};
use super::marks::{cap_ui, evidence_tag, standing_tags, version_ui};
use super::passing::Explained;
use super::sources::cites_ui;
use super::sources::sources_ui;
use super::steps::steps_ui;
use super::tab::Tab;
use super::view::View;
use super::widgets::{Tone, answer, focus_ring, head, section, side, small, strong, tag, tags};
use crate::model::id::{IncentiveId, PlaceId, PolicyId};
use crate::rules::assess::Assessment;
use crate::rules::fraction::Fraction;
use crate::rules::outcome::{Award, Outcome};
use crate::say;
use crate::study::evidence::second_hand;
use crate::words::explain::Telling;

/// Draws the drawer on the right if something is explained.
pub(super) fn drawer_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let Some(why) = view.passing.why.now().cloned() else { return };
    let theme = cx.theme;
    let width = ui.ctx().content_rect().width();
    let narrow = width < NARROW;
    let size = if narrow { (width * 0.56).min(360.0) } else { 316.0 };
    let frame = egui::Frame::new().fill(theme.surface).inner_margin(Margin { left: 16, right: 8, top: 12, bottom: 0 });
    let covered = covers(ui, view);
    let contents = |ui: &mut Ui| {
        bar_ui(ui, cx, view, requests, &why);
        ScrollArea::vertical().auto_shrink([false, false]).follow(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            // The scroll bar is beside the figures, not over them.
            ui.set_max_width(ui.available_width() - 12.0);
            match &why {
                Explained::Place(place) => place_ui(ui, cx, view, place),
                Explained::Award(place, policy, incentive) => award_ui(ui, cx, view, place, policy, incentive),
                Explained::Policy(policy) => policy_ui(ui, cx, policy),
                Explained::Observations(ids) => super::growth::observations_ui(ui, cx, ids),
            }
            ui.add_space(24.0);
        });
    };
    if covered {
        CentralPanel::default().frame(frame).show(ui, contents);
    } else {
        side(Panel::right(if narrow { "why-narrow" } else { "why" }), size).frame(frame).show(ui, contents);
    }
}

/// Whether the explanation covers the page.
pub(super) fn covers(ui: &Ui, view: &View) -> bool {
    view.passing.why.now().is_some() && ui.ctx().content_rect().width() < COVERED
}

fn bar_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &View, requests: &mut Requests, why: &Explained) {
    let ViewContext { words, theme, .. } = cx;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let mut button = |ui: &mut Ui, command: Command, sign: &str, enabled: bool| {
            let text = RichText::new(sign).color(if enabled { theme.second } else { theme.third });
            let response = ui.add_enabled(enabled, egui::Button::new(text).frame(false).min_size(vec2(24.0, 24.0)));
            let name = command.name(words);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &name));
            focus_ring(ui, theme, &response);
            if response.on_hover_text(name).clicked() {
                requests.commands.push(command);
            }
        };
        button(ui, Command::Back, "←", view.passing.why.can_go_back());
        button(ui, Command::Forward, "→", view.passing.why.can_go_forward());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            button(ui, Command::Close, "×", true);
            let copy = ui.add(egui::Button::new(small(theme, say!(words, "why-copy"))).frame(false));
            focus_ring(ui, theme, &copy);
            if copy.clicked() {
                ui.ctx().copy_text(as_text(cx, view, why));
                requests.others.push(Request::Copied);
            }
        });
    });
    ui.add_space(4.0);
}

/// The assessment of a place, whether it is chosen or not.
fn assessed(cx: &ViewContext<'_>, view: &View, place: &PlaceId) -> Option<std::sync::Arc<Assessment>> {
    // In the slate it belongs to the production of the clicked cell.
    if view.tab == Tab::Slate
        && let Some(own) = view.own.get::<Shown>().and_then(|slate| slate.assessment(place))
    {
        return Some(own);
    }
    cx.session.assessment(place).cloned().or_else(|| view.own.get::<Table>()?.assessment(cx, place))
}

fn place_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, place: &PlaceId) {
    let ViewContext { session, words, theme, .. } = cx;
    let name = words.place(&session.library, place);
    ui.label(small(theme, say!(words, "why-title")));
    ui.label(head(name));
    if session.assessment(place).is_none() {
        // A place that is not chosen is calculated with all others.
        view.own.of::<Table>().make(ui, cx);
    }
    let Some(assessment) = assessed(cx, view, place) else {
        ui.label(say!(words, "why-empty"));
        return;
    };
    let telling = Telling { words, library: &session.library, currency: assessment.currency };
    ui.horizontal(|ui| {
        if assessment.is_unrecorded() {
            // If no money is recorded, the amount is unknown and not zero.
            ui.label(answer(say!(words, "unrecorded-long")).size(18.0).color(theme.third));
            return;
        }
        amount_ui(ui, cx, &say!(words, "certain-label"), Some(assessment.floor), Tone::Certain);
        ui.add_space(16.0);
        let most = assessment.known_ceiling();
        let tone = match most {
            same if same == Some(assessment.floor) => Tone::Certain,
            open if open.is_some_and(|open| open > assessment.settled) => Tone::Unknown,
            _ => Tone::Discretionary,
        };
        amount_ui(ui, cx, &say!(words, "up-to-label"), most, tone);
    });
    if assessment.unpriced > 0 {
        ui.add(egui::Label::new(small(theme, say!(words, "unpriced-note", count = assessment.unpriced))).wrap());
    }
    cap_ui(ui, cx, &assessment);
    if let Some(part) = second_hand(&session.library, &assessment).filter(|part| !part.is_zero()) {
        let amount = words.money(part, assessment.currency);
        ui.add(egui::Label::new(small(theme, say!(words, "evidence-part", amount = amount))).wrap());
    }
    if !assessment.gates.is_empty() {
        section(ui, theme, say!(words, "gate-title"));
        passages_ui(ui, cx, [&*assessment], true);
    }
    let open = assessment.ceiling.and_then(|most| most.minus(assessment.settled)).filter(|open| !open.is_zero());
    if let Some(open) = open {
        let amount = words.money(open, assessment.currency);
        ui.add(egui::Label::new(small(theme, say!(words, "open-note", amount = amount))).wrap());
    }
    let said = telling.say(&assessment.step);
    if !said.note.is_empty() {
        ui.add(egui::Label::new(said.note).wrap());
    }
    for reduction in &assessment.reductions {
        let rule = telling.say(&reduction.step);
        let money = |range| words.range(range, crate::rules::step::Unit::Money, assessment.currency);
        let note = say!(words, "why-stacking-note", before = money(reduction.before), after = money(reduction.after));
        ui.add_space(4.0);
        ui.add(egui::Label::new(strong(rule.label)).wrap());
        if !rule.note.is_empty() {
            ui.label(small(theme, rule.note));
        }
        ui.label(small(theme, note));
        cites_ui(ui, cx, reduction.step.cites());
    }
    combination_ui(ui, cx, &telling, &assessment);
    section(ui, theme, say!(words, "why-steps"));
    for award in &assessment.awards {
        let nothing = award.outcome.ceiling().is_some_and(|most| most.is_zero());
        if nothing {
            continue;
        }
        let what = telling.say(&award.step);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &what.label));
        if response.hovered() {
            ui.painter().rect_filled(rect, CornerRadius::same(4), theme.sunk);
        }
        let value = ui.painter().text(
            rect.right_center(),
            egui::Align2::RIGHT_CENTER,
            &what.value,
            egui::FontId::proportional(13.0),
            theme.ink,
        );
        cut_text(ui, rect.left_center(), value.left() - rect.left() - 8.0, &what.label, theme.ink);
        focus_ring(ui, theme, &response);
        if response.clicked() {
            view.passing.why.show(Explained::Award(place.clone(), award.policy.clone(), award.incentive.clone()));
        }
    }
}

fn award_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    place: &PlaceId,
    policy: &PolicyId,
    incentive: &IncentiveId,
) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = &session.library;
    let Some(policy) = library.policies.get(policy) else { return };
    let Some(incentive) = policy.incentive(incentive) else { return };
    let crumb = format!("{} / {}", words.place(library, place), words.text(&incentive.name));
    ui.add(egui::Label::new(small(theme, crumb)).wrap());
    let assessment = assessed(cx, view, place);
    let award = assessment.as_ref().and_then(|assessment| {
        assessment.awards.iter().find(|award| award.policy == policy.id && award.incentive == incentive.id)
    });
    let telling = Telling { words, library, currency: session.production().currency };
    if let Some(award) = award {
        headline_ui(ui, cx, award);
        ui.add(egui::Label::new(telling.reason(award)).wrap());
    } else {
        ui.label(head(words.text(&incentive.name)));
    }
    section(ui, theme, say!(words, "why-rule"));
    ui.add(egui::Label::new(words.terms(library, policy, incentive)).wrap());
    tags(ui, |ui| {
        tag(ui, theme, super::compare::basis_tone(incentive.basis), &words.basis(incentive.basis))
            .on_hover_text(words.basis_help(incentive.basis));
        evidence_tag(ui, cx, policy, incentive);
        standing_tags(ui, cx, policy);
    });
    version_ui(ui, cx, policy);
    if let Some(note) = &incentive.note {
        section(ui, theme, say!(words, "why-note"));
        ui.add(egui::Label::new(RichText::new(words.text(note)).color(theme.second)).wrap());
    }
    if incentive.basis != crate::model::policy::Basis::InKind {
        paid_ui(ui, cx, policy, Some(incentive));
    }
    if let Some(award) = award {
        section(ui, theme, say!(words, "why-steps"));
        steps_ui(ui, cx, &telling, &award.step);
        if let Some(cash) = &award.cash {
            section(ui, theme, say!(words, "why-cash"));
            steps_ui(ui, cx, &telling, &cash.step);
            cites_ui(ui, cx, cash.step.cites());
        }
    }
    applying_ui(ui, cx, policy, Some(incentive));
    pool_ui(ui, cx, policy);
    sources_ui(ui, cx, policy, &incentive.cites);
    ui.add_space(8.0);
    let text = words.text(&policy.title);
    let link = ui.add(egui::Button::new(small(theme, text)).wrap().frame(false));
    focus_ring(ui, theme, &link);
    if link.on_hover_text(say!(words, "why-policy")).clicked() {
        view.passing.why.show(Explained::Policy(policy.id.clone()));
    }
}

/// The amount of an award, in the style of its certainty.
fn headline_ui(ui: &mut Ui, cx: &ViewContext<'_>, award: &Award) {
    let ViewContext { session, words, theme, .. } = cx;
    let telling = Telling { words, library: &session.library, currency: session.production().currency };
    let requests = matches!(award.outcome, Outcome::NeedsAnswer { .. });
    let tone = if requests { Tone::Unknown } else { Tone::Discretionary };
    match &award.outcome {
        Outcome::Paid { floor, ceiling } if floor == ceiling => {
            amount_ui(ui, cx, &say!(words, "certain-label"), Some(*floor), Tone::Certain);
        }
        Outcome::Paid { floor, .. } | Outcome::NeedsAnswer { floor, .. } | Outcome::Conflict { floor, .. } => {
            ui.horizontal(|ui| {
                amount_ui(ui, cx, &say!(words, "certain-label"), Some(*floor), Tone::Certain);
                ui.add_space(16.0);
                amount_ui(ui, cx, &say!(words, "up-to-label"), award.outcome.ceiling(), tone);
            });
        }
        Outcome::NotEligible(_) | Outcome::NotCalculable(_) => {
            ui.label(answer(telling.verdict(award)).color(theme.second));
        }
    }
}

fn amount_ui(ui: &mut Ui, cx: &ViewContext<'_>, label: &str, amount: Option<Fraction>, tone: Tone) {
    let ViewContext { session, words, theme, .. } = cx;
    ui.vertical(|ui| {
        ui.label(small(theme, label));
        let text = amount
            .map_or_else(|| say!(words, "unknown-value"), |amount| words.money(amount, session.production().currency));
        let color = match (amount, tone) {
            (None, _) => theme.unknown,
            (Some(amount), _) if amount.is_zero() => theme.third,
            (_, Tone::Certain) => theme.certain,
            (_, Tone::Unknown) => theme.unknown,
            _ => theme.discretionary_text,
        };
        ui.label(answer(text).size(18.0).color(color));
    });
}

/// Text that is cut if there is not enough room.
fn cut_text(ui: &Ui, left_center: egui::Pos2, room: f32, text: &str, color: egui::Color32) {
    let font = Type::Body.font(ui);
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room.max(20.0));
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(left_center - vec2(0.0, galley.size().y / 2.0), galley, color);
}
