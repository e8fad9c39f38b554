//! The form on the left, the answer on the right.

use egui::{Align, CentralPanel, Layout, Margin, Panel, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};
use rust_decimal::prelude::ToPrimitive;

use super::applying::passages_ui;
use super::form::form_ui;
use super::looking::{Asks, Looking, NARROW, TIGHT};
use super::marks::{cap_ui, is_second_hand};
use super::near::{near_ui, open_ui};
use super::rail::pick_ui;
use super::view::{View, Why};
use super::widgets::{
    BEHIND, Parts, Tone, bar, ceiling, column_head, empty, figure, focus_ring, hairline, legend_entry, marker,
    quiet_link, segmented, small, strong, swatch, tag, title,
};
use crate::model::id::PlaceId;
use crate::model::policy::{Basis, Read, Status};
use crate::rules::assess::Assessment;
use crate::rules::fraction::Fraction;
use crate::rules::outcome::{Award, Outcome, Why as Reason};
use crate::say;
use crate::study::compare::rests_on_part_of_a_text;
use crate::study::evidence::{Evidence, second_hand};
use crate::words::explain::Telling;

/// Draws the calculator.
pub(super) fn calculator_ui(ui: &mut Ui, looking: &Looking<'_>, view: &mut View, asks: &mut Asks) {
    let theme = looking.theme;
    let narrow = ui.ctx().content_rect().width() < NARROW;
    let tight = ui.ctx().content_rect().width() < TIGHT;
    if tight {
        tight_ui(ui, looking, view, asks);
        return;
    }
    if !(narrow && view.why.now().is_some()) {
        let frame = egui::Frame::new().fill(theme.sunk).inner_margin(Margin { left: 16, right: 4, top: 14, bottom: 0 });
        let width = if narrow { 248.0 } else { 288.0 };
        Panel::left("form").exact_size(width).resizable(false).frame(frame).show(ui, |ui| {
            ScrollArea::vertical().id_salt("form").auto_shrink([false, false]).show(ui, |ui| {
                ui.set_max_width(ui.available_width() - 12.0);
                form_ui(ui, looking, view, asks);
            });
        });
    }
    let frame = egui::Frame::new().fill(theme.paper);
    CentralPanel::default().frame(frame).show(ui, |ui| {
        ScrollArea::vertical().id_salt("answer").auto_shrink([false, false]).show(ui, |ui| {
            let side = if narrow { 12 } else { 20 };
            egui::Frame::new().inner_margin(Margin::symmetric(side, 14)).show(ui, |ui| {
                hint_ui(ui, looking, view);
                answer_ui(ui, looking, view, asks, narrow);
            });
        });
    });
}

/// Questions or answers, one at a time.
fn tight_ui(ui: &mut Ui, looking: &Looking<'_>, view: &mut View, asks: &mut Asks) {
    let Looking { words, theme, .. } = looking;
    let frame = egui::Frame::new().fill(theme.paper).inner_margin(Margin::symmetric(12, 10));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let parts = [(false, say!(words, "calculator-answers")), (true, say!(words, "calculator-questions"))];
        if let Some(questions) = segmented(ui, theme, view.questions, &parts) {
            view.questions = questions;
        }
        ui.add_space(8.0);
        ScrollArea::vertical().id_salt(("tight", view.questions)).auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - 12.0);
            if view.questions {
                form_ui(ui, looking, view, asks);
            } else {
                hint_ui(ui, looking, view);
                answer_ui(ui, looking, view, asks, true);
            }
        });
    });
}

fn hint_ui(ui: &mut Ui, looking: &Looking<'_>, view: &mut View) {
    let Looking { words, theme, .. } = looking;
    // The hint speaks of the sample; over anything else it would be wrong.
    let sample = looking.session.library.productions.get(crate::data::seeds::SAMPLE);
    if view.read_only
        || view.hint_closed
        || sample.is_none_or(|sample| sample.name != looking.session.production().name)
    {
        return;
    }
    let frame = egui::Frame::new()
        .fill(theme.accent_ground)
        .corner_radius(egui::CornerRadius::same(6))
        .inner_margin(Margin::symmetric(12, 6));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let close = ui.add(egui::Button::new(RichText::new("×").color(theme.second)).frame(false));
                close.widget_info(|| WidgetInfo::labeled(Role::Button, true, say!(words, "hint-close")));
                focus_ring(ui, theme, &close);
                if close.clicked() {
                    view.hint_closed = true;
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(egui::Label::new(RichText::new(say!(words, "hint-first-run")).small()).wrap());
                });
            });
        });
    });
    ui.add_space(10.0);
}

/// How wide the columns of the answer are.
#[derive(Clone, Copy)]
struct Widths {
    name: f32,
    figure: f32,
    why: f32,
}

fn answer_ui(ui: &mut Ui, looking: &Looking<'_>, view: &mut View, asks: &mut Asks, narrow: bool) {
    let Looking { session, words, theme, .. } = looking;
    let places = session.production().places.clone();
    ui.horizontal(|ui| {
        ui.label(title(say!(words, "calculator-title")));
        ui.label(small(theme, words.scale(view.scale)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let text = if narrow { super::compare::few(places.len()) } else { say!(words, "places-pick") };
            pick_ui(ui, looking, view, asks, &text, false);
        });
    });
    if places.is_empty() {
        empty(ui, theme, &say!(words, "compare-empty-title"), &say!(words, "calculator-empty"));
        return;
    }
    ui.add_space(4.0);
    let widths = if narrow && view.why.now().is_some() {
        Widths { name: 62.0, figure: 66.0, why: 0.0 }
    } else if narrow {
        Widths { name: 86.0, figure: 76.0, why: 44.0 }
    } else {
        Widths { name: 132.0, figure: 92.0, why: 56.0 }
    };
    legend_ui(ui, looking, widths);
    let mut ranked: Vec<(usize, &Assessment)> =
        places.iter().enumerate().filter_map(|(at, id)| Some((at, session.assessment(id)?.as_ref()))).collect();
    ranked.sort_by(|(a_at, a), (b_at, b)| b.standing().cmp(&a.standing()).then(a_at.cmp(b_at)));
    let most = ranked.iter().filter_map(|(_, one)| one.ceiling).chain(ranked.iter().map(|(_, one)| one.floor)).max();
    let most = most.unwrap_or_default();
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (column, assessment) in &ranked {
            place_ui(ui, looking, view, widths, *column, assessment, most);
        }
    });
    if ranked.iter().any(|(_, one)| rests_on_part_of_a_text(&looking.session.library, one)) {
        ui.add_space(4.0);
        ui.add(egui::Label::new(small(theme, say!(words, "caveat-mark"))).wrap());
    }
    if ranked.iter().any(|(_, one)| is_second_hand(looking, one)) {
        ui.add(egui::Label::new(small(theme, say!(words, "evidence-mark"))).wrap());
    }
    if session.is_official() {
        ui.add(egui::Label::new(small(theme, say!(words, "official-only-note"))).wrap());
    }
    ui.add_space(4.0);
    passages_ui(ui, looking, ranked.iter().map(|(_, one)| *one), false);
    let shown = view.place.clone().filter(|place| places.contains(place));
    let shown = shown.or_else(|| ranked.first().map(|(_, one)| one.place.clone()));
    let shown = ranked.iter().find(|(_, one)| Some(&one.place) == shown.as_ref());
    if let Some((column, assessment)) = shown {
        ui.add_space(20.0);
        awards_ui(ui, looking, view, *column, assessment, widths);
        open_ui(ui, looking, view, &assessment.place);
        ui.add_space(8.0);
        near_ui(ui, looking, view, &assessment.place, asks);
    }
    ui.add_space(32.0);
}

/// What the bars mean, and the heads of the columns of figures.
fn legend_ui(ui: &mut Ui, looking: &Looking<'_>, widths: Widths) {
    let Looking { words, theme, .. } = looking;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 0.0);
        for (tone, text) in [
            (Tone::Certain, say!(words, "legend-certain")),
            (Tone::Discretionary, say!(words, "legend-up-to")),
            (Tone::Hearsay, say!(words, "legend-second-hand")),
            (Tone::Unknown, say!(words, "legend-open")),
        ] {
            legend_entry(ui, theme, &text, |painter, center| swatch(painter, theme, tone, center));
        }
    });
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(widths.why);
            for text in [say!(words, "column-up-to"), say!(words, "column-certain")] {
                column_head(ui, theme, widths.figure, &text);
            }
        });
    });
}

fn place_ui(
    ui: &mut Ui,
    looking: &Looking<'_>,
    view: &mut View,
    widths: Widths,
    column: usize,
    assessment: &Assessment,
    most: Fraction,
) {
    let Looking { session, words, theme, .. } = looking;
    let name = words.place(&session.library, &assessment.place);
    let certain = words.money(assessment.floor, assessment.currency);
    let possible =
        assessment.ceiling.map_or_else(|| say!(words, "no-limit-known"), |most| words.money(most, assessment.currency));
    let described = say!(
        words,
        "report-labelled",
        label = name.as_str(),
        value = say!(words, "report-flat-total", floor = certain, ceiling = possible)
    );
    ui.horizontal(|ui| {
        ui.set_height(36.0);
        ui.spacing_mut().item_spacing.x = 6.0;
        marker(ui, theme, Some(column));
        ui.allocate_ui_with_layout(vec2(widths.name, 24.0), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(widths.name);
            let button = egui::Button::new(strong(name.as_str())).truncate().frame(false);
            let response = ui.add(button);
            focus_ring(ui, theme, &response);
            if response.clicked() {
                view.place = Some(assessment.place.clone());
            }
        });
        let room = (ui.available_width() - widths.why - 2.0 * widths.figure - 8.0).max(20.0);
        let part = |amount: Fraction| amount.divided_by(most).and_then(|part| part.decimal().to_f32()).unwrap_or(0.0);
        let parts = Parts {
            certain: part(assessment.floor),
            settled: part(assessment.settled),
            possible: assessment.ceiling.map_or(1.0, part),
            second_hand: second_hand(&session.library, assessment).map_or(0.0, part),
        };
        let drawn = bar(ui, theme, vec2(room, 16.0), parts, &described);
        if drawn.on_hover_text(&described).clicked() {
            view.place = Some(assessment.place.clone());
        }
        ui.spacing_mut().item_spacing.x = 0.0;
        let color = if assessment.floor.is_zero() { theme.third } else { theme.certain };
        let mark = if rests_on_part_of_a_text(&looking.session.library, assessment) { "*" } else { "" };
        let certain = format!("{}{mark}", words.figure(assessment.floor, view.scale));
        figure(ui, widths.figure, &certain, color, !assessment.floor.is_zero());
        let same = assessment.ceiling == Some(assessment.floor);
        let (text, color) = ceiling(looking, assessment, view.scale);
        figure(ui, widths.figure, &text, color, !same);
        if widths.why > 0.0 {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let why = say!(words, "why-of", what = name.as_str());
                if quiet_link(ui, theme, &say!(words, "why"), &why).clicked() {
                    view.place = Some(assessment.place.clone());
                    view.why.show(Why::Place(assessment.place.clone()));
                }
            });
        }
    });
    hairline(ui, theme.line);
}

fn awards_ui(
    ui: &mut Ui,
    looking: &Looking<'_>,
    view: &mut View,
    column: usize,
    assessment: &Assessment,
    widths: Widths,
) {
    let Looking { session, words, theme, .. } = looking;
    let name = words.place(&session.library, &assessment.place);
    let count = assessment.awards.len();
    ui.horizontal(|ui| {
        marker(ui, theme, Some(column));
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
    cap_ui(ui, looking, assessment);
    ui.add_space(4.0);
    for award in first {
        award_ui(ui, looking, view, &assessment.place, award, widths);
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
                award_ui(ui, looking, view, &assessment.place, award, widths);
            }
        });
    }
}

/// Whether an award has something to say at first glance.
fn speaks(award: &Award) -> bool {
    match &award.outcome {
        Outcome::Paid { ceiling, .. } => !ceiling.is_zero(),
        Outcome::NeedsAnswer { .. } | Outcome::Conflict { .. } => true,
        Outcome::NotEligible(_) => false,
        Outcome::NotCalculable(why) => award.outcome.is_unpriced() || *why == Reason::TooLarge,
    }
}

fn award_ui(ui: &mut Ui, looking: &Looking<'_>, view: &mut View, place: &PlaceId, award: &Award, widths: Widths) {
    let Looking { session, words, theme, .. } = looking;
    let library = &session.library;
    let Some(policy) = library.policies.get(&award.policy) else { return };
    let Some(incentive) = policy.incentive(&award.incentive) else { return };
    let telling = Telling { words, library, currency: session.production().currency };
    let name = words.text(&incentive.name);
    let (text, color) = amount_words(looking, view, award);
    let tone = match &award.outcome {
        Outcome::Paid { .. } => super::compare::basis_tone(award.basis),
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
                let caveats = RichText::new(words.capital(&caveats.join(&words.semicolon())));
                ui.add(egui::Label::new(caveats.small().color(theme.third)).wrap());
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
                view.why.show(Why::Award(place.clone(), award.policy.clone(), award.incentive.clone()));
            }
        });
    });
    hairline(ui, theme.faint);
}

/// What an award comes to, as one figure: certain plain, discretionary with “up to”.
fn amount_words(looking: &Looking<'_>, view: &View, award: &Award) -> (String, egui::Color32) {
    let Looking { words, theme, .. } = looking;
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
