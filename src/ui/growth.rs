//! Trends: ranked bars if each place has one value, lines over time if there are more, and a table of both.

mod bars;
mod controls;
mod each;
mod lists;
mod observations;
mod page;
mod plot;
mod table;

use egui::{CentralPanel, Margin, Panel, RichText, Role, ScrollArea, Ui, WidgetInfo};

use super::command::Command;
use super::context::{NARROW, Requests, ViewContext};
use super::follow::Follow as _;
use super::passing::Explained;
use super::tab::Tab;
use super::theme::{Theme, Type};
use super::view::View;
use super::widgets::{empty, focus_ring, hairline, legend_entry, quiet_link_within, side, small, title};
use crate::model::id::PlaceId;
use crate::model::mark::Mark;
use crate::report::plot::{Sign, legend};
use crate::say;
use crate::study::chart::Chart;

pub(in crate::ui) use bars::paint_bars;
use lists::Lists;
pub(in crate::ui) use observations::observations_ui;
pub(in crate::ui) use page::Kept;
use page::Page;
pub(in crate::ui) use plot::{paint_point, paint_sign};

/// The number of places that can be distinguished.
const MOST_LINES: usize = 10;
/// In narrower windows the lists are behind a button, so that the plot has the whole width.
const BESIDE: f32 = 720.0;
/// The number of policies that are numbered on the time axis.
const MOST_POLICIES: usize = 12;

/// Draws the growth view.
pub(super) fn growth_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = &session.library;
    let narrow = ui.ctx().content_rect().width() < NARROW;
    let lists = Lists::of(cx, view);
    view.passing.plot = None;
    let Some(chosen) = lists.indicator.clone() else {
        let frame = egui::Frame::new().fill(theme.paper);
        CentralPanel::default().frame(frame).show(ui, |ui| {
            empty(ui, theme, &say!(words, "growth-title"), &say!(words, "growth-pick"));
        });
        return;
    };
    let places = lists.shown(cx, view);
    let tight = ui.ctx().content_rect().width() < BESIDE;
    if !(tight || narrow && view.passing.why.now().is_some()) {
        let frame = egui::Frame::new().fill(theme.sunk);
        let size = super::rail::rail_width(words.language);
        side(Panel::left(format!("indicators-{:?}", words.language)), size).frame(frame).show(ui, |ui| {
            ScrollArea::vertical().auto_shrink([false, false]).follow(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                lists.ui(ui, cx, view, &places);
            });
        });
    }
    let frame = egui::Frame::new().fill(theme.paper).inner_margin(Margin::symmetric(20, 14));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let Some(indicator) = library.indicators.get(&chosen) else { return };
        let page = Page::of(cx, view, indicator, &places);
        view.passing.plot = page.chart.is_some().then_some(Tab::Growth);
        if tight {
            lists_menu(ui, cx, view, &places);
        }
        ScrollArea::vertical().id_salt("page").auto_shrink([false, false]).follow(ui, |ui| {
            page_ui(ui, cx, view, requests, &page);
        });
    });
}

fn page_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests, page: &Page) {
    let ViewContext { words, theme, .. } = cx;
    let Some(indicator) = &page.indicator else { return };
    ui.horizontal_wrapped(|ui| {
        ui.label(title(words.text(&indicator.name)));
        ui.label(small(theme, page.axis.as_str()));
    });
    ui.add(egui::Label::new(RichText::new(page.finding.as_str()).color(theme.second)).wrap());
    ui.add_space(8.0);
    controls::controls_ui(ui, cx, view, requests, page);
    if let Some(note) = Lists::of(cx, view).note(cx, view) {
        ui.add(egui::Label::new(small(theme, note)).wrap());
    }
    ui.add_space(8.0);
    if view.growth.table {
        table::table_ui(ui, cx, view, &page.rows);
        return;
    }
    let Some(chart) = &page.chart else {
        empty(ui, theme, words.text(&indicator.name), &say!(words, "growth-empty"));
        return;
    };
    if !chart.bars.is_empty() {
        bars::bars_ui(ui, cx, view, page, chart);
    } else if view.growth.each && page.can_be_apart() {
        each::each_ui(ui, cx, view, page, chart);
    } else {
        // The plot gets the height that the table and the parts between them leave.
        let height = ((ui.clip_rect().bottom() - ui.cursor().top()) * 0.62).max(260.0);
        plot::plot_ui(ui, cx, view, indicator, page, chart, height);
    }
    ui.add_space(4.0);
    legend_ui(ui, cx, chart);
    for text in &page.apart {
        ui.add(egui::Label::new(small(theme, text.as_str())).wrap());
    }
    changes_ui(ui, cx, page);
    policies_ui(ui, cx, view, page, chart);
    ui.add_space(10.0);
    hairline(ui, theme.line);
    ui.add_space(6.0);
    table::table_ui(ui, cx, view, &page.rows);
}

/// The policies on the time axis, by number; a click explains a policy.
fn policies_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, page: &Page, chart: &Chart) {
    let ViewContext { words, theme, .. } = cx;
    if chart.events.is_empty() {
        return;
    }
    ui.add_space(6.0);
    ui.spacing_mut().item_spacing.y = 2.0;
    for (at, (event, text)) in chart.events.iter().zip(&page.policies).take(MOST_POLICIES).enumerate() {
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = 20.0;
            let (rect, _) = ui.allocate_exact_size(egui::vec2(16.0, 20.0), egui::Sense::hover());
            plot::paint_number(ui, theme, at, event.sign, rect.center());
            let width = ui.available_width() - 4.0;
            if quiet_link_within(ui, theme, text, text, width).clicked() {
                view.passing.why.show(Explained::Policy(event.policy.clone()));
            }
        });
    }
    if let Some(more) = chart.events.len().checked_sub(MOST_POLICIES).filter(|more| *more > 0) {
        ui.label(small(theme, say!(words, "growth-policies-more", count = more)));
    }
}

/// Both lists behind a button, if there is no room for them beside the plot.
fn lists_menu(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, places: &[PlaceId]) {
    let config =
        egui::containers::menu::MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    let button = egui::Button::new(say!(cx.words, "growth-pick-short"));
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).config(config).ui(ui, |ui| {
        ui.set_width(260.0);
        let lists = Lists::of(cx, view);
        let room = ui.ctx().content_rect().height() - 160.0;
        ScrollArea::vertical().max_height(room).follow(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            lists.ui(ui, cx, view, places);
        });
    });
    focus_ring(ui, cx.theme, &response);
    ui.add_space(4.0);
}

/// Writes the plot into a file.
pub(super) fn save_menu(ui: &mut Ui, cx: &ViewContext<'_>, requests: &mut Requests) {
    let ViewContext { words, theme, .. } = cx;
    let button = egui::Button::new(say!(words, "growth-save"));
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        for command in [Command::PlotSvg, Command::PlotPng, Command::PlotCsv] {
            let sign = RichText::new(command.icon()).color(theme.third);
            let name = command.name(words);
            let item = egui::Button::new((sign, name.as_str())).frame_when_inactive(false);
            let response = ui.add(item);
            response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, &name));
            if response.clicked() {
                requests.commands.push(command);
                ui.close();
            }
        }
    });
    focus_ring(ui, theme, &response);
}

fn legend_ui(ui: &mut Ui, cx: &ViewContext<'_>, chart: &Chart) {
    let ViewContext { words, theme, .. } = cx;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (sign, text) in legend(words, chart) {
            key_ui(ui, theme, sign, &text);
        }
    });
}

/// A sign with its meaning.
pub(in crate::ui) fn key_ui(ui: &mut Ui, theme: &Theme, sign: Sign, text: &str) {
    legend_entry(ui, theme, text, |painter, center| match sign {
        Sign::Over | Sign::About => bars::paint_key(painter, theme, sign, center),
        sign => {
            let color = if sign == Sign::Disputed { theme.problem } else { theme.second };
            paint_sign(painter, theme, sign, Mark::NATION, center, color);
        }
    });
}

/// Growth between the points of the longest series.
fn changes_ui(ui: &mut Ui, cx: &ViewContext<'_>, page: &Page) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (label, rate) in &page.changes {
            let mut job = egui::text::LayoutJob::default();
            let font = Type::Small.font(ui);
            for (text, ink) in [(label, cx.theme.second), (rate, cx.theme.ink)] {
                job.append(text, 0.0, egui::TextFormat::simple(font.clone(), ink));
                job.append("  ", 0.0, egui::TextFormat::simple(font.clone(), ink));
            }
            ui.add(egui::Label::new(job).extend());
        }
    });
}
