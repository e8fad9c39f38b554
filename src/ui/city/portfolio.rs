//! The cost of a city's policies on a portfolio: the bill, caps per company, the pool, winners and losers.

mod sorted;
mod which;

use egui::{Align, Layout, RichText, ScrollArea, Ui, vec2};

use self::sorted::{Bill, By, Sorted, bills, groups};
use super::CityDesk;
use super::heading::{assumed_ui, brief_ui, tools_ui};
use crate::model::id::PlaceId;
use crate::model::production::Currency;
use crate::rules::fraction::Fraction;
use crate::rules::value::Range;
use crate::say;
use crate::study::costs::{Costs, Group};
use crate::study::reform::Both;
use crate::ui::context::{Request, Requests, ViewContext};
use crate::ui::follow::Follow as _;
use crate::ui::heads::{Head, Order, head_ui};
use crate::ui::view::View;
use crate::ui::widgets::{BEHIND, figure, focus_ring, hairline, head, section, small, strong, title};

/// The width of the portfolio; the rest is for its costs.
const WHICH: f32 = 320.0;

/// From this width on both are side by side.
const BESIDE: f32 = 720.0;

/// The width of a figure in the tables.
const FIGURE: f32 = 84.0;

pub(super) fn portfolio_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    place: &PlaceId,
    requests: &mut Requests,
) {
    heading_ui(ui, cx, view, place, requests);
    if ui.available_width() < BESIDE {
        which::which_ui(ui, cx, view, requests);
        ui.add_space(12.0);
        costs_ui(ui, cx, view, place);
        return;
    }
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(vec2(WHICH, ui.available_height()), Layout::top_down(Align::Min), |ui| {
            ui.set_width(WHICH);
            which::which_ui(ui, cx, view, requests);
        });
        ui.add_space(16.0);
        ui.vertical(|ui| costs_ui(ui, cx, view, place));
    });
}

/// The finding in one sentence, and the button that copies the table.
fn heading_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, place: &PlaceId, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let costs = view.own.of::<CityDesk>().costs(place);
    let currency = session.production().currency;
    let portfolio = session.plans().portfolio();
    let found = match &costs {
        Some(costs) => words.costs_found(session.counted(), currency, portfolio, costs),
        None if portfolio.counts_nothing() => say!(words, "portfolio-empty-title"),
        None => say!(words, "city-working"),
    };
    tools_ui(ui, cx, view, |ui, view| {
        let copy = ui.add_enabled(costs.is_some(), egui::Button::new(say!(words, "where-copy")));
        focus_ring(ui, theme, &copy);
        if copy.on_hover_text(say!(words, "where-copy-hint")).clicked()
            && let Some(costs) = &costs
        {
            ui.ctx().copy_text(copied(cx, view, costs));
            requests.others.push(Request::Copied);
        }
        brief_ui(ui, cx, view);
    });
    ui.add(egui::Label::new(title(found)).wrap());
    assumed_ui(ui, cx, session.proposed(), None);
    ui.add_space(8.0);
}

/// The costs.
fn costs_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, place: &PlaceId) {
    let ViewContext { session, words, theme, .. } = cx;
    let portfolio = session.plans().portfolio();
    let Some(costs) = view.own.get::<CityDesk>().and_then(|desk| desk.costs(place)) else {
        let text = match portfolio.counts_nothing() {
            true => say!(words, "portfolio-empty"),
            false => say!(words, "city-working"),
        };
        ui.add(egui::Label::new(RichText::new(text).color(theme.second)).wrap());
        return;
    };
    let currency = session.production().currency;
    ui.label(head(say!(words, "portfolio-bill", scale = words.scale(view.scale))));
    ScrollArea::horizontal().id_salt("bill").follow(ui, |ui| bill_ui(ui, cx, view, &costs));
    ui.add_space(4.0);
    for text in sentences(cx, currency, &costs) {
        ui.add(egui::Label::new(text).wrap());
    }
    section(ui, theme, say!(words, "portfolio-sizes"));
    let mut sorted = *view.own.of::<Sorted>();
    ScrollArea::horizontal().id_salt("sizes").follow(ui, |ui| {
        ui.push_id("sizes", |ui| groups_ui(ui, cx, view, &costs.sizes, &mut sorted.sizes));
    });
    section(ui, theme, say!(words, "portfolio-kinds"));
    ScrollArea::horizontal().id_salt("kinds").follow(ui, |ui| {
        ui.push_id("kinds", |ui| groups_ui(ui, cx, view, &costs.kinds, &mut sorted.kinds));
    });
    let own = view.own.of::<Sorted>();
    (own.sizes, own.kinds) = (sorted.sizes, sorted.kinds);
    ui.add(egui::Label::new(small(theme, say!(words, "portfolio-note"))).wrap());
    ui.add_space(16.0);
}

/// Sentences about the money that is left in the pool, the payment per local yuan, and the break-even point.
fn sentences(cx: &ViewContext<'_>, currency: Currency, costs: &Costs) -> Vec<String> {
    let ViewContext { session, words, .. } = cx;
    let portfolio = session.plans().portfolio();
    let mut all = words.costs_told(session.counted(), currency, portfolio, costs);
    if portfolio.local_yuan.is_none() {
        all.push(say!(words, "portfolio-no-worth"));
    }
    all
}

/// The name of a row of the bill.
fn name_ui(ui: &mut Ui, width: f32, text: &str, heavy: bool) {
    ui.allocate_ui_with_layout(vec2(width, 22.0), Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(width);
        let text = if heavy { strong(text) } else { RichText::new(text) };
        ui.add(egui::Label::new(text).truncate());
    });
}

/// Column headings. A click on one sorts the rows; the first is that of their names.
fn heads_ui<C: Copy + PartialEq + std::hash::Hash + std::fmt::Debug>(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    heads: &[(C, String, f32)],
    order: &mut Order<C>,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for (at, (column, text, width)) in heads.iter().enumerate() {
            let (rect, _) = ui.allocate_exact_size(vec2(*width, 18.0), egui::Sense::hover());
            let figures = at > 0;
            let inset = if figures { [0.0, BEHIND] } else { [0.0, 6.0] };
            let head = Head { text, rect, inset, end: figures, largest_first: figures };
            head_ui(ui, cx, *column, &head, order);
        }
    });
}

fn told(cx: &ViewContext<'_>, view: &View, amount: Option<Fraction>) -> String {
    let words = cx.words;
    amount.map_or_else(|| say!(words, "unknown-value"), |amount| words.figure(amount, view.scale))
}

/// Two figures: under current law, pale, and as proposed.
fn both_ui(ui: &mut Ui, cx: &ViewContext<'_>, both: Both<String>, heavy: bool, ink: egui::Color32) {
    let moved = both.before != both.after;
    let before = if moved { both.before.as_str() } else { "" };
    figure(ui, FIGURE, before, cx.theme.third, false);
    figure(ui, FIGURE, &both.after, ink, heavy || moved);
}

fn ends(cx: &ViewContext<'_>, view: &View, amount: Both<Range>) -> [Both<String>; 2] {
    let tell = |amount| told(cx, view, amount);
    [
        Both { before: tell(Some(amount.before.low)), after: tell(Some(amount.after.low)) },
        Both { before: tell(amount.before.high), after: tell(amount.after.high) },
    ]
}

fn bill_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, costs: &Costs) {
    let ViewContext { session, words, theme, .. } = cx;
    let names = (ui.available_width() - 4.0 * FIGURE - 8.0).clamp(150.0, 360.0);
    ui.vertical(|ui| {
        ui.set_max_width(names + 4.0 * FIGURE);
        ui.spacing_mut().item_spacing.y = 0.0;
        let heads = [
            (Bill::Name, say!(words, "reform-column-incentive"), names),
            (Bill::Certain, say!(words, "reform-column-certain"), 2.0 * FIGURE),
            (Bill::UpTo, say!(words, "reform-column-up-to"), 2.0 * FIGURE),
        ];
        heads_ui(ui, cx, &heads, &mut view.own.of::<Sorted>().bill);
        let bills = bills(cx, view.own.of::<Sorted>().bill, costs);
        let view = &*view;
        let row = |ui: &mut Ui, name: &str, ends: [Both<String>; 2], heavy: bool| {
            hairline(ui, theme.faint);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                name_ui(ui, names, name, heavy);
                let [certain, most] = ends;
                let none = certain.after == "0";
                both_ui(ui, cx, certain, heavy, if none { theme.third } else { theme.certain });
                both_ui(ui, cx, most, heavy, theme.discretionary_text);
            });
        };
        for (name, amount) in bills {
            row(ui, &name, ends(cx, view, amount), false);
        }
        row(ui, &say!(words, "reform-row-total"), ends(cx, view, costs.reform.total), true);
        for (name, of) in words.pooled_rows(session.plans().portfolio()) {
            let tell = |amount| told(cx, view, Some(amount));
            let both = |pools: &Both<_>| Both { before: tell(of(&pools.before)), after: tell(of(&pools.after)) };
            row(ui, &name, [both(&costs.certain), both(&costs.most)], name == say!(words, "portfolio-row-paid"));
        }
    });
}

fn groups_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &View, all: &[Group], order: &mut Order<By>) {
    let ViewContext { session, words, theme, .. } = cx;
    const COUNT: f32 = 58.0;
    // Without a proposal there are no winners and losers.
    let moves = !session.proposed().is_empty();
    let figures = 3.0 * FIGURE + if moves { 3.0 } else { 1.0 } * COUNT;
    let names = (ui.available_width() - figures - 8.0).clamp(120.0, 300.0);
    ui.vertical(|ui| {
        ui.set_max_width(names + figures);
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut heads = vec![
            (By::Name, say!(words, "report-city-group"), names),
            (By::Count, say!(words, "portfolio-column-count"), COUNT),
            (By::Due, say!(words, "portfolio-column-due"), 2.0 * FIGURE),
            (By::Paid, say!(words, "portfolio-column-paid"), FIGURE),
        ];
        if moves {
            heads.push((By::Gain, say!(words, "portfolio-column-gain"), COUNT));
            heads.push((By::Lose, say!(words, "portfolio-column-lose"), COUNT));
        }
        heads_ui(ui, cx, &heads, order);
        for group in groups(cx, *order, all) {
            hairline(ui, theme.faint);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                name_ui(ui, names, &words.group_called(session.counted(), &group.of), false);
                figure(ui, COUNT, &words.plain(group.productions.into()), theme.ink, false);
                let tell = |amount| told(cx, view, Some(amount));
                let due = Both { before: tell(group.due.before), after: tell(group.due.after) };
                both_ui(ui, cx, due, false, theme.discretionary_text);
                figure(ui, FIGURE, &tell(group.paid.after), theme.ink, false);
                let counts = [(group.winners, theme.ink), (group.losers, theme.problem)];
                for (count, ink) in counts.into_iter().filter(|_| moves) {
                    let ink = if count == 0 { theme.third } else { ink };
                    figure(ui, COUNT, &words.plain(count.into()), ink, false);
                }
            });
        }
    });
}

/// Everything as a table with tabs, for a spreadsheet.
fn copied(cx: &ViewContext<'_>, view: &View, costs: &Costs) -> String {
    let sorted = view.own.get::<Sorted>().copied().unwrap_or_default();
    let ViewContext { session, words, .. } = cx;
    let currency = session.production().currency;
    let (law, then) = (say!(words, "city-cell-now"), say!(words, "city-cell-then"));
    let [certain, most] = [say!(words, "reform-column-certain"), say!(words, "reform-column-up-to")];
    let name = say!(words, "reform-column-incentive");
    let heads = [&certain, &most].map(|end| format!("{end} {law}\t{end} {then}"));
    let mut out = format!("{name}\t{}\n", heads.join("\t"));
    let bills = bills(cx, sorted.bill, costs).into_iter();
    let mut rows: Vec<(String, [Both<String>; 2])> =
        bills.map(|(name, amount)| (name, ends(cx, view, amount))).collect();
    rows.push((say!(words, "reform-row-total"), ends(cx, view, costs.reform.total)));
    for (name, of) in words.pooled_rows(session.plans().portfolio()) {
        let tell = |amount| told(cx, view, Some(amount));
        let both = |pools: &Both<_>| Both { before: tell(of(&pools.before)), after: tell(of(&pools.after)) };
        rows.push((name, [both(&costs.certain), both(&costs.most)]));
    }
    for (name, [certain, most]) in rows {
        out.push_str(&format!("{name}\t{}\t{}\t{}\t{}\n", certain.before, certain.after, most.before, most.after));
    }
    let sizes = groups(cx, sorted.sizes, &costs.sizes);
    for group in sizes.into_iter().chain(groups(cx, sorted.kinds, &costs.kinds)) {
        let tell = |amount| told(cx, view, Some(amount));
        out.push_str(&format!(
            "{}\t{}\t{}\t{}\t{}\t{}\t{}\n",
            words.group_called(session.counted(), &group.of),
            group.productions,
            tell(group.due.before),
            tell(group.due.after),
            tell(group.paid.after),
            group.winners,
            group.losers
        ));
    }
    for sentence in sentences(cx, currency, costs) {
        out.push_str(&sentence);
        out.push('\n');
    }
    // Figures that rest on an assumption say so also outside of the window.
    out.extend(words.scenario_assumes(session.counted(), session.proposed()).map(|text| format!("{text}\n")));
    out
}
