//! The result of each place in the displayed variant, and beside it in the others.

use egui::{Align, Align2, Color32, Layout, Sense, Stroke, Ui, vec2};
use rust_decimal::prelude::ToPrimitive;

use super::table::{Heading, copied, sort_head_ui, sorted};
use crate::rules::assess::Assessment;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::compare::rests_on_part_of_a_text;
use crate::study::evidence::second_hand;
use crate::study::expected::expected;
use crate::study::variants::{Column, budget, difference, net};
use crate::ui::context::{Requests, ViewContext};
use crate::ui::passing::Explained;
use crate::ui::theme::Type;
use crate::ui::view::View;
use crate::ui::widgets::{
    BEHIND, Parts, Tone, bar, ceiling, certain, figure, focus_ring, hairline, legend_entry, marker, quiet_link, small,
    strong, swatch,
};
use crate::words::letter::letter;

/// The widths of the columns of the result.
#[derive(Clone, Copy)]
pub(super) struct Widths {
    pub(super) name: f32,
    pub(super) figure: f32,
    pub(super) why: f32,
    /// The number of variants that fit beside the bar.
    variants: usize,
    /// Whether shares of the budget and net costs fit.
    costs: bool,
}

/// The minimum width of the bar.
const LEAST_BAR: f32 = 110.0;

impl Widths {
    /// The columns that fit in a width, with the drawer open or closed.
    pub(super) fn of(width: f32, narrow: bool, drawer: bool) -> Self {
        let (name, figure, why) = match (narrow, drawer) {
            (true, true) => (62.0, 66.0, 0.0),
            (true, false) => (86.0, 76.0, 44.0),
            (false, _) => (132.0, 88.0, 56.0),
        };
        let room = (width - name - why - LEAST_BAR - 40.0) / (2.0 * figure);
        let variants = room.floor().max(1.0) as usize;
        Self { name, figure, why, variants, costs: variants > 1 }
    }
}

/// Draws a row per place below the column headings, and the costs of the production.
pub(super) fn places_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    (widths, all): (Widths, &[Column]),
    ranked: &[(usize, &Assessment)],
    requests: &mut Requests,
) {
    let session = cx.session;
    let rows = sorted(view, all, ranked);
    let shown = columns_shown(all, session.shown(), widths.variants);
    let most = all.iter().flat_map(|column| &column.places).flat_map(|one| [one.ceiling, Some(one.floor)]).flatten();
    let most = most.max().unwrap_or_default();
    legend_ui(ui, cx);
    if heads_ui(ui, cx, view, widths, &shown) {
        requests.copy(copied(cx, all, &rows));
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (_, assessment) in &rows {
            let row = Row { assessment, most, pinned: all.first(), shown: &shown };
            row.ui(ui, cx, view, widths);
        }
    });
    costs_ui(ui, cx, ranked);
}

/// The columns that fit: the current answers first, then the variants in order, always including the shown one.
fn columns_shown(all: &[Column], now: Option<usize>, room: usize) -> Vec<&Column> {
    let Some((pinned, variants)) = all.split_first() else { return Vec::new() };
    if room < 2 {
        return all.iter().filter(|column| column.variant == now).collect();
    }
    let mut shown: Vec<&Column> = variants.iter().take(room - 1).collect();
    let missing = variants.iter().find(|column| column.variant == now && now.is_some());
    if let Some(missing) = missing.filter(|missing| !shown.iter().any(|one| one.variant == missing.variant)) {
        shown.pop();
        shown.push(missing);
    }
    std::iter::once(pinned).chain(shown).collect()
}

/// The meaning of the bars.
fn legend_ui(ui: &mut Ui, cx: &ViewContext<'_>) {
    let ViewContext { words, theme, .. } = cx;
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
}

/// The column headings: the variant if there are any, and the kind of its figures. Returns whether the table is to be
/// copied.
fn heads_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, widths: Widths, shown: &[&Column]) -> bool {
    let ViewContext { session, words, theme, .. } = cx;
    let has_variants = !session.pinned().variants.is_empty();
    if has_variants {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add_space(widths.why);
                for column in shown.iter().rev() {
                    let is_now = column.variant == session.shown();
                    let name = match column.variant.and_then(|at| Some((at, session.pinned().variants.get(at)?))) {
                        Some((_, variant)) => words.variant(&session.library, session.pinned(), variant),
                        None => say!(words, "variant-pinned"),
                    };
                    let sign = letter(column.variant.map_or(0, |at| at + 1));
                    let ink = if is_now { theme.accent } else { theme.second };
                    let (rect, _) = ui.allocate_exact_size(vec2(2.0 * widths.figure, 18.0), Sense::hover());
                    let mut job = egui::text::LayoutJob::simple_singleline(
                        say!(words, "variant-head", letter = sign, name = name),
                        if is_now { Type::Small.bold(ui) } else { Type::Small.font(ui) },
                        ink,
                    );
                    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - BEHIND - 8.0);
                    let galley = ui.painter().layout_job(job);
                    let place =
                        Align2::RIGHT_CENTER.anchor_size(rect.right_center() - vec2(BEHIND, 0.0), galley.size());
                    ui.painter().galley(place.min, galley, ink);
                }
            });
        });
    }
    ui.horizontal(|ui| {
        let copy = say!(words, "where-copy");
        let is_copied = quiet_link(ui, theme, &copy, &copy).clicked();
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(widths.why);
            if !has_variants && widths.costs {
                for (heading, text) in [
                    (Heading::Net, say!(words, "where-column-net")),
                    (Heading::Share, say!(words, "where-column-share")),
                ] {
                    sort_head_ui(ui, cx, view, widths.figure + 24.0, heading, &text);
                }
            }
            for column in shown.iter().rev() {
                for (heading, text) in [
                    (Heading::UpTo(column.variant), say!(words, "column-up-to")),
                    (Heading::Certain(column.variant), say!(words, "column-certain")),
                ] {
                    sort_head_ui(ui, cx, view, widths.figure, heading, &text);
                }
            }
        });
        is_copied
    })
    .inner
}

/// The result of one place.
struct Row<'a> {
    assessment: &'a Assessment,
    /// The amount of a full bar.
    most: Fraction,
    pinned: Option<&'a Column>,
    shown: &'a [&'a Column],
}

impl Row<'_> {
    fn ui(&self, ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, widths: Widths) {
        let ViewContext { session, words, theme, .. } = cx;
        let Self { assessment, .. } = *self;
        let name = words.place(&session.library, &assessment.place);
        let certain = words.money(assessment.floor, assessment.currency);
        let possible = assessment
            .ceiling
            .map_or_else(|| say!(words, "no-limit-known"), |most| words.money(most, assessment.currency));
        let total = match assessment.is_unrecorded() {
            true => say!(words, "unrecorded-long"),
            false => say!(words, "report-flat-total", floor = certain, ceiling = possible),
        };
        let described = say!(words, "report-labelled", label = name.as_str(), value = total);
        let has_variants = !session.pinned().variants.is_empty();
        let beside = if has_variants || !widths.costs { 0.0 } else { 2.0 * (widths.figure + 24.0) };
        let figures = 2.0 * widths.figure * self.shown.len() as f32 + beside;
        ui.horizontal(|ui| {
            ui.set_height(if has_variants { 42.0 } else { 36.0 });
            ui.spacing_mut().item_spacing.x = 6.0;
            marker(ui, theme, Some(session.mark(&assessment.place)));
            ui.allocate_ui_with_layout(vec2(widths.name, 24.0), Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(widths.name);
                let response = ui.add(egui::Button::new(strong(name.as_str())).truncate().frame(false));
                focus_ring(ui, theme, &response);
                if response.clicked() {
                    view.passing.place = Some(assessment.place.clone());
                }
            });
            let room = (ui.available_width() - widths.why - figures - 8.0).max(20.0);
            let drawn = bar(ui, theme, vec2(room, 16.0), self.parts(cx), &described);
            self.tick(ui, cx, drawn.rect);
            if drawn.on_hover_text(&described).clicked() {
                view.passing.place = Some(assessment.place.clone());
            }
            ui.spacing_mut().item_spacing.x = 0.0;
            for column in self.shown {
                let one =
                    if column.variant == session.shown() { Some(assessment) } else { column.of(&assessment.place) };
                let before =
                    self.pinned.filter(|_| column.variant.is_some()).and_then(|pinned| pinned.of(&assessment.place));
                let Some(one) = one else {
                    ui.add_space(2.0 * widths.figure);
                    continue;
                };
                figures_ui(ui, cx, view, widths, one, before);
            }
            if beside > 0.0 {
                self.costs(ui, cx, view, widths);
            }
            if widths.why > 0.0 {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let why = say!(words, "why-of", what = name.as_str());
                    if quiet_link(ui, theme, &say!(words, "why"), &why).clicked() {
                        view.passing.place = Some(assessment.place.clone());
                        view.passing.why.show(Explained::Place(assessment.place.clone()));
                    }
                });
            }
        });
        hairline(ui, theme.line);
    }

    fn parts(&self, cx: &ViewContext<'_>) -> Parts {
        let one = self.assessment;
        Parts {
            certain: self.part(one.floor),
            settled: self.part(one.settled),
            possible: one.ceiling.map_or(1.0, |most| self.part(most)),
            second_hand: second_hand(&cx.session.library, one).map_or(0.0, |part| self.part(part)),
        }
    }

    fn part(&self, amount: Fraction) -> f32 {
        amount.divided_by(self.most).and_then(|part| part.decimal().to_f32()).unwrap_or(0.0)
    }

    /// A tick where the bar of the current answers ends, on the bar of another variant.
    fn tick(&self, ui: &Ui, cx: &ViewContext<'_>, rect: egui::Rect) {
        let before = self.pinned.filter(|_| cx.session.shown().is_some());
        let before = before.and_then(|pinned| pinned.of(&self.assessment.place)?.known_ceiling());
        if let Some(most) = before.filter(|most| self.assessment.known_ceiling() != Some(*most)) {
            let x = rect.left() + rect.width() * self.part(most).clamp(0.0, 1.0);
            ui.painter().vline(x, rect.y_range().expand(4.0), Stroke::new(2.0, cx.theme.ink));
        }
    }

    /// The certain and possible amount as shares of the budget, and the costs of the production after them.
    fn costs(&self, ui: &mut Ui, cx: &ViewContext<'_>, view: &View, widths: Widths) {
        let ViewContext { session, words, theme, .. } = cx;
        let one = self.assessment;
        let ends = |tell: &dyn Fn(Fraction) -> String| -> Option<String> {
            let least = tell(one.floor);
            match one.known_ceiling().map(tell) {
                Some(most) if most != least => Some(say!(words, "from-to", from = least, to = most)),
                Some(_) => Some(least),
                None => None,
            }
        };
        let budget = budget(session.production());
        let unknown = || say!(words, "unknown-value");
        let share = budget.and_then(|budget| {
            ends(&|amount| {
                let share = amount.divided_by(budget).unwrap_or_default();
                words.percent(share.decimal().round_dp(2).normalize())
            })
        });
        let cost = budget.and_then(|budget| ends(&|amount| words.figure(net(budget, amount), view.scale)));
        for text in [share, cost] {
            figure(ui, widths.figure + 24.0, &text.unwrap_or_else(unknown), theme.second, false);
        }
    }
}

/// The certain and the possible amount in one variant, and below each the difference from the current answers.
fn figures_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &View,
    widths: Widths,
    one: &Assessment,
    before: Option<&Assessment>,
) {
    let ViewContext { session, .. } = cx;
    let differs = before.map(|before| difference(before, one));
    let mark = if rests_on_part_of_a_text(&session.library, one) { "*" } else { "" };
    let (certain, color) = certain(cx, one, view.scale);
    let certain = format!("{certain}{mark}");
    let heavy = !one.floor.is_zero();
    cell_ui(ui, cx, view, widths.figure, (&certain, color, heavy), differs.map(|(floor, _)| floor));
    let same = one.ceiling == Some(one.floor);
    let (text, color) = ceiling(cx, one, view.scale);
    cell_ui(ui, cx, view, widths.figure, (&text, color, !same), differs.and_then(|(_, ceiling)| ceiling));
}

/// A figure, and below it a difference with its sign: more in green, less in red.
fn cell_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &View,
    width: f32,
    (text, color, heavy): (&str, Color32, bool),
    change: Option<Fraction>,
) {
    let ViewContext { words, theme, .. } = cx;
    let change = change.filter(|change| !change.is_zero());
    let change = change.map(|change| {
        if change > Fraction::ZERO {
            (say!(words, "difference-more", figure = words.figure(change, view.scale)), theme.certain)
        } else {
            let less = Fraction::ZERO.checked_sub(change).unwrap_or_default();
            (say!(words, "difference-less", figure = words.figure(less, view.scale)), theme.problem)
        }
    });
    let Some((said, ink)) = change else { return figure(ui, width, text, color, heavy) };
    let (rect, _) = ui.allocate_exact_size(vec2(width, 38.0), Sense::hover());
    let part = |ui: &mut Ui, rect, add: &dyn Fn(&mut Ui)| {
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        child.spacing_mut().interact_size.y = 18.0;
        add(&mut child);
    };
    let (upper, lower) = rect.split_top_bottom_at_fraction(0.55);
    part(ui, upper, &|ui| figure(ui, width, text, color, heavy));
    part(ui, lower, &|ui| figure_small(ui, width, &said, ink));
}

fn figure_small(ui: &mut Ui, width: f32, text: &str, ink: Color32) {
    let (rect, response) = ui.allocate_exact_size(vec2(width, 15.0), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
    let end = rect.right_center() - vec2(BEHIND, 0.0);
    ui.painter().text(end, Align2::RIGHT_CENTER, text, Type::Small.bold(ui), ink);
}

/// The cost of the production after the certain money of the first place, in one sentence. Without a budget, a hint to
/// enter one.
/// do.
fn costs_ui(ui: &mut Ui, cx: &ViewContext<'_>, ranked: &[(usize, &Assessment)]) {
    let ViewContext { session, words, theme, .. } = cx;
    let Some((_, first)) = ranked.first() else { return };
    let currency = first.currency;
    let said = match budget(session.production()) {
        None => say!(words, "cost-no-budget"),
        Some(budget) if first.floor.is_zero() => say!(words, "cost-full", cost = words.money(budget, currency)),
        Some(budget) => {
            let place = words.place(&session.library, &first.place);
            let share = first.floor.divided_by(budget).unwrap_or_default().decimal().round_dp(3).normalize();
            let cost = words.money(net(budget, first.floor), currency);
            say!(words, "cost-net", place = place, cost = cost, share = words.percent(share))
        }
    };
    ui.add_space(4.0);
    ui.add(egui::Label::new(small(theme, said)).wrap());
    for (_, one) in ranked {
        if let Some(amount) = expected(session.production(), one) {
            let place = words.place(&session.library, &one.place);
            let said = say!(words, "expected-in", place = place, amount = words.money(amount, currency));
            ui.add(egui::Label::new(small(theme, said)).wrap());
        }
    }
}
