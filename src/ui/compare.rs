//! Incentives side by side: two to six columns, aligned by the kind of incentive.

mod copied;

use egui::{Align, CentralPanel, Layout, Margin, RichText, ScrollArea, Stroke, Ui, vec2};

use super::context::is_second_hand;
use super::context::{NARROW, Requests, ViewContext};
use super::follow::Follow as _;
use super::marks::{checked_tag, evidence_tag, origin_tag};
use super::passing::Explained;
use super::rail::{pick_ui, rail_ui};
use super::theme::Type;
use super::view::View;
use super::widgets::{Tone, answer, empty, focus_ring, hairline, head, marker, quiet_link, small, strong, tag, tags};
use crate::data::lint::is_stale;
use crate::model::id::PlaceId;
use crate::model::policy::{Basis, Policy, Status};
use crate::model::record::Record;
use crate::model::source::Grade;
use crate::model::stacking::StackingRule;
use crate::say;
use crate::study::compare::{Filter, Item, policies, rests_on_part_of_a_text, table};
use crate::study::evidence::Evidence;

const LEAST_COLUMN: f32 = 184.0;
/// The visible part of a column that does not fit.
const GLIMPSE: f32 = 28.0;
const PADDING: f32 = 14.0;

/// Draws the comparison of the chosen places.
pub(super) fn compare_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    rail_ui(ui, cx, view, requests);
    let frame = egui::Frame::new().fill(cx.theme.paper);
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let places = cx.session.places();
        if places.is_empty() {
            let words = cx.words;
            empty(ui, cx.theme, &say!(words, "compare-empty-title"), &say!(words, "compare-empty"));
            if ui.ctx().content_rect().width() < NARROW {
                ui.vertical_centered(|ui| pick_ui(ui, cx, view, requests, &say!(words, "places-pick"), true));
            }
            return;
        }
        let narrow = ui.ctx().content_rect().width() < NARROW;
        let label = if narrow { 84.0 } else { 112.0 };
        // The vertical scroll bar is beside the last column, not over it.
        let room = ui.available_width() - label - ui.spacing().scroll.allocated_width() - 1.0;
        // All columns if they fit; otherwise whole columns, and a part of the next one to show that there are more.
        let all = places.len() as f32;
        let column = if all * LEAST_COLUMN <= room {
            (room / all).floor()
        } else {
            let fit = ((room - GLIMPSE) / LEAST_COLUMN).floor().max(1.0);
            ((room - GLIMPSE) / fit).floor().max(LEAST_COLUMN)
        };
        let columns = Columns { label, column, count: places.len() };
        ScrollArea::horizontal().id_salt("cards").auto_shrink([false, false]).follow(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            ui.set_width(columns.width());
            heads_ui(ui, cx, view, requests, &places, columns);
            hairline(ui, cx.theme.line);
            ScrollArea::vertical().id_salt("rows").auto_shrink([false, false]).follow(ui, |ui| {
                ui.set_width(columns.width());
                rows_ui(ui, cx, view, &places, columns);
            });
        });
    });
}

/// The widths of the columns.
#[derive(Clone, Copy)]
struct Columns {
    label: f32,
    column: f32,
    count: usize,
}

impl Columns {
    fn width(self) -> f32 {
        self.label + self.column * self.count as f32
    }
}

/// The tone of a basis.
pub(super) fn basis_tone(basis: Basis) -> Tone {
    match basis {
        Basis::Entitlement => Tone::Certain,
        Basis::UpTo | Basis::Competitive => Tone::Discretionary,
        Basis::CaseByCase | Basis::InKind => Tone::Plain,
    }
}

fn heads_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    requests: &mut Requests,
    places: &[PlaceId],
    columns: Columns,
) {
    let ViewContext { session, words, theme, .. } = cx;
    let top = ui.cursor().top();
    let half = (columns.column - 2.0 * PADDING) / 2.0;
    let size = answer_size(ui, cx, view, places, half);
    let row = ui.horizontal_top(|ui| {
        cell(ui, columns.label, |ui| {
            if ui.ctx().content_rect().width() < NARROW {
                pick_ui(ui, cx, view, requests, &few(places.len()), true);
            } else {
                let name = words.text(&session.production().name);
                let mut job =
                    egui::text::LayoutJob::simple(name.to_owned(), Type::Small.font(ui), theme.second, f32::INFINITY);
                job.wrap.max_width = ui.available_width();
                job.wrap.max_rows = 3;
                ui.add(egui::Label::new(job)).on_hover_text(name);
            }
            ui.add(egui::Label::new(small(theme, words.scale(view.scale))).wrap());
            let copy = say!(words, "growth-copy");
            let keys = ui.input(|input| input.events.iter().any(|event| matches!(event, egui::Event::Copy)));
            let clicked = quiet_link(ui, theme, &copy, &copy).clicked();
            if clicked || keys && !ui.ctx().egui_wants_keyboard_input() {
                requests.copy(copied::grid(cx, view, places, filter(view)));
            }
        });
        for place in places {
            cell(ui, columns.column, |ui| {
                let name = words.place(&session.library, place);
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    marker(ui, theme, Some(session.mark(place)));
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        if session.city() == Some(place) {
                            tag(ui, theme, Tone::Plain, &say!(words, "city-mine"));
                        }
                        let why = say!(words, "why-of", what = name.as_str());
                        if quiet_link(ui, theme, &say!(words, "why"), &why).clicked() {
                            view.passing.why.show(Explained::Place(place.clone()));
                        }
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                            ui.add(egui::Label::new(head(name.as_str())).truncate());
                        });
                    });
                });
                let Some(assessment) = session.assessment(place) else { return };
                ui.add_space(4.0);
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 0.0;
                    let figure = |ui: &mut Ui, label: String, text: String, color| {
                        ui.allocate_ui(vec2(half, 44.0), |ui| {
                            ui.vertical(|ui| {
                                ui.set_width(half);
                                ui.label(small(theme, label));
                                ui.add(egui::Label::new(answer(text).size(size).color(color)).truncate());
                            });
                        });
                    };
                    let half = rests_on_part_of_a_text(&session.library, assessment);
                    let mark = if half { "*" } else { "" };
                    let (certain, color) = super::widgets::certain(cx, assessment, view.scale);
                    figure(ui, say!(words, "certain-label"), format!("{certain}{mark}"), color);
                    let (most, color) = super::widgets::ceiling(cx, assessment, view.scale);
                    figure(ui, say!(words, "up-to-label"), most, color);
                });
            });
        }
    });
    let bottom = row.response.rect.bottom();
    lines(ui, cx, columns, top, bottom);
    let half = |place| session.assessment(place).is_some_and(|one| rests_on_part_of_a_text(&session.library, one));
    if places.iter().any(half) {
        egui::Frame::new().inner_margin(Margin { left: PADDING as i8, bottom: 6, ..Margin::ZERO }).show(ui, |ui| {
            ui.label(small(theme, say!(words, "caveat-mark")));
        });
    }
    let hearsay = |place| session.assessment(place).is_some_and(|one| is_second_hand(cx, one));
    if places.iter().any(hearsay) {
        egui::Frame::new().inner_margin(Margin { left: PADDING as i8, bottom: 6, ..Margin::ZERO }).show(ui, |ui| {
            ui.label(small(theme, say!(words, "evidence-mark")));
        });
    }
}

/// The font size of all amounts. A long one makes all of them smaller, so that none wraps.
fn answer_size(ui: &Ui, cx: &ViewContext<'_>, view: &View, places: &[PlaceId], room: f32) -> f32 {
    let assessments = places.iter().filter_map(|place| cx.session.assessment(place));
    let figures = assessments.flat_map(|one| {
        [super::widgets::certain(cx, one, view.scale).0, super::widgets::ceiling(cx, one, view.scale).0]
    });
    let font = Type::Answer.bold(ui);
    let widths = figures.map(|text| ui.painter().layout_no_wrap(text, font.clone(), cx.theme.ink).size().x);
    font.size * (room / widths.fold(1.0, f32::max)).clamp(0.55, 1.0)
}

/// The text of the button for places in a narrow window: a pin and the number of chosen places.
pub(super) fn few(count: usize) -> String {
    format!("{} {count}", super::icons::MAP_PIN)
}

/// The filter for policies.
fn filter(view: &View) -> Filter {
    Filter {
        past: view.show_past,
        published: view.only_published,
        official: view.official,
        differences: view.only_differences,
    }
}

fn rows_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, places: &[PlaceId], columns: Columns) {
    let ViewContext { session, words, theme, .. } = cx;
    let filter = filter(view);
    let table = table(&session.library, places, session.day, filter);
    for row in &table.rows {
        let label = words.kind(row.kind);
        let mark = (row.equal && places.len() > 1).then(|| say!(words, "row-equal"));
        row_ui(ui, cx, columns, &label, mark.as_deref(), |ui, at| {
            let Some(place) = places.get(at) else { return };
            let items = row.cells.get(at).map(Vec::as_slice).unwrap_or_default();
            if items.is_empty() {
                ui.label(RichText::new(say!(words, "not-applicable")).color(theme.third));
            }
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    ui.add_space(10.0);
                }
                item_ui(ui, cx, view, place, item);
            }
        });
    }
    let all: Vec<Vec<&Policy>> =
        places.iter().map(|place| policies(&session.library, place, session.day, filter)).collect();
    let of = |at: usize| all.get(at).map(Vec::as_slice).unwrap_or_default();
    if all.iter().flatten().any(|policy| policy.pool.is_some()) {
        row_ui(ui, cx, columns, &say!(words, "row-pool"), None, |ui, at| {
            let mut any = false;
            for policy in of(at) {
                for line in policy.pool.iter().flat_map(|pool| words.pool(pool, policy.currency)) {
                    any = true;
                    ui.add(egui::Label::new(line).wrap());
                }
            }
            if !any {
                ui.label(RichText::new(say!(words, "not-applicable")).color(theme.third));
            }
        });
    }
    let offering = |at: usize| of(at).iter().filter(|policy| !policy.incentives.is_empty());
    said_row(ui, cx, columns, &say!(words, "row-apply"), |at| {
        offering(at).flat_map(|policy| words.policy_apply_when(policy, session.day)).collect()
    });
    said_row(ui, cx, columns, &say!(words, "row-paid"), |at| {
        offering(at).flat_map(|policy| words.policy_paid_when(policy)).collect()
    });
    said_row(ui, cx, columns, &say!(words, "paid-title"), |at| {
        offering(at).map(|policy| words.capital(&words.paid_short(&session.library, policy, None))).collect()
    });
    if all.iter().flatten().any(|policy| !policy.precedents.is_empty()) {
        said_row(ui, cx, columns, &say!(words, "row-odds"), |at| {
            let said = |policy: &&&Policy| -> Vec<String> {
                policy.precedents.iter().map(|earlier| words.precedent(earlier, policy.currency)).collect()
            };
            offering(at).flat_map(|policy| said(&policy)).collect()
        });
    }
    row_ui(ui, cx, columns, &say!(words, "row-stacking"), None, |ui, at| {
        let paying = of(at).iter().filter(|policy| policy.incentives.iter().any(|i| i.amount.is_some()));
        let mut said: Vec<String> = Vec::new();
        for policy in paying {
            let known = policy.stacking.rule != StackingRule::Unknown || !policy.stacking.groups.is_empty();
            // If groups have rules, an unknown general rule is not mentioned.
            let passed_over = usize::from(known && policy.stacking.rule == StackingRule::Unknown);
            for rule in words.stacking(&session.library, policy).iter().skip(passed_over) {
                if said.contains(rule) {
                    continue;
                }
                said.push(rule.clone());
                if known {
                    ui.add(egui::Label::new(rule.as_str()).wrap());
                } else {
                    tag(ui, theme, Tone::Unknown, rule);
                }
                ui.add_space(2.0);
            }
        }
        if said.is_empty() {
            ui.label(RichText::new(say!(words, "not-applicable")).color(theme.third));
        }
    });
    row_ui(ui, cx, columns, &say!(words, "row-sources"), None, |ui, at| {
        for policy in of(at) {
            let title = RichText::new(words.text(&policy.title)).small().color(theme.second);
            let link = ui.add(egui::Button::new(title).wrap().frame(false));
            focus_ring(ui, theme, &link);
            if link.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                view.passing.why.show(Explained::Policy(policy.id.clone()));
            }
        }
        if of(at).is_empty() {
            ui.label(RichText::new(say!(words, "place-none")).color(theme.third));
        }
    });
    ui.add_space(32.0);
}

/// A row of sentences, each once. Unpublished ones are grey and come last.
fn said_row(ui: &mut Ui, cx: &ViewContext<'_>, columns: Columns, label: &str, say: impl Fn(usize) -> Vec<String>) {
    let ViewContext { words, theme, .. } = cx;
    let unpublished = say!(words, "apply-not-published");
    row_ui(ui, cx, columns, label, None, |ui, at| {
        let mut said: Vec<String> = Vec::new();
        say(at).into_iter().for_each(|one| {
            if !said.contains(&one) {
                said.push(one);
            }
        });
        said.sort_by_key(|one| *one == unpublished);
        if said.is_empty() {
            ui.label(RichText::new(say!(words, "not-applicable")).color(theme.third));
        }
        for one in said {
            let color = if one == unpublished { theme.unknown } else { theme.ink };
            ui.add(egui::Label::new(RichText::new(one).color(color)).wrap());
            ui.add_space(2.0);
        }
    });
}

fn item_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, place: &PlaceId, item: &Item<'_>) {
    let ViewContext { session, words, theme, .. } = cx;
    let Item { policy, incentive, status } = *item;
    let live = status.can_pay();
    let ink = if live { theme.ink } else { theme.third };
    let name = words.text(&incentive.name);
    let title = ui.add(egui::Button::new(strong(name).color(ink)).wrap().frame(false));
    focus_ring(ui, theme, &title);
    let title = title.on_hover_cursor(egui::CursorIcon::PointingHand);
    if title.on_hover_text(words.text(&policy.title)).clicked() {
        view.passing.why.show(Explained::Award(place.clone(), policy.id.clone(), incentive.id.clone()));
    }
    let library = &session.library;
    let amount = words.amount_terms(library, policy, incentive);
    let conditions = words.condition_terms(library, policy, incentive);
    if let (Some(note), Basis::InKind) = (&incentive.note, incentive.basis) {
        ui.add(egui::Label::new(RichText::new(words.text(note)).color(ink)).wrap());
    } else if let Some(amount) = amount {
        let weak = Evidence::of(library, policy, incentive) == Evidence::SecondHand;
        let ink = if weak { theme.unknown } else { ink };
        ui.add(egui::Label::new(RichText::new(amount).color(ink)).wrap());
    }
    if let Some(conditions) = conditions {
        ui.add(egui::Label::new(small(theme, conditions)).wrap());
    }
    ui.add_space(3.0);
    tags(ui, |ui| {
        if !live || status == Status::Unconfirmed {
            tag(ui, theme, Tone::Unknown, &words.status(status));
        }
        if incentive.amount.is_none() && incentive.basis != Basis::InKind {
            tag(ui, theme, Tone::Unknown, &say!(words, "not-published"));
        } else if incentive.basis != Basis::InKind {
            tag(ui, theme, basis_tone(incentive.basis), &words.basis(incentive.basis))
                .on_hover_text(words.basis_help(incentive.basis));
        }
        origin_tag(ui, cx, Record::Policy, policy.id.as_str());
        if let Some(version) = &policy.version {
            let full = say!(words, "check-the-law", version = words.text(version));
            tag(ui, theme, Tone::Discretionary, &say!(words, "check-the-law-short")).on_hover_text(full);
        }
        if is_stale(policy.checked_on, session.day) {
            checked_tag(ui, cx, policy.checked_on);
        }
        if let Some(count) = incentive.quota {
            tag(ui, theme, Tone::Discretionary, &say!(words, "quota", count = count.to_string()));
        }
        if let Some(role) = &incentive.claimant {
            let role = words.fact(&session.library, role);
            tag(ui, theme, Tone::Plain, &say!(words, "condition-role", role = role));
        }
        if policy.place != *place {
            tag(ui, theme, Tone::Plain, &words.place(&session.library, &policy.place));
        }
        if Evidence::of(library, policy, incentive) == Evidence::SecondHand {
            evidence_tag(ui, cx, policy, incentive);
        } else if let Some(grade) = best_grade(cx, item) {
            let checked = say!(words, "checked-on", date = words.date(policy.checked_on));
            tag(ui, theme, Tone::Plain, &words.grade(grade)).on_hover_text(checked);
        }
    });
}

fn best_grade(cx: &ViewContext<'_>, item: &Item<'_>) -> Option<Grade> {
    let sources = &cx.session.library.sources;
    item.incentive.cites.iter().filter_map(|cite| Some(sources.get(&cite.source)?.grade)).min()
}

/// One row: its label, then one cell per place, all as high as the highest.
fn row_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    columns: Columns,
    label: &str,
    mark: Option<&str>,
    mut draw: impl FnMut(&mut Ui, usize),
) {
    let theme = cx.theme;
    let top = ui.cursor().top();
    let mut labels = Vec::new();
    let row = ui.horizontal_top(|ui| {
        // The label moves along while its row is scrolled through, so its height is kept free at the end.
        let inner = columns.label - 2.0 * PADDING;
        let galley = ui.painter().layout(label.to_owned(), Type::Body.font(ui), theme.second, inner);
        let below = mark.map_or(0.0, |_| 18.0);
        let (rect, response) =
            ui.allocate_exact_size(vec2(columns.label, galley.size().y + below + 24.0), egui::Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, label));
        labels.push((rect.min, galley, mark));
        for at in 0..columns.count {
            cell(ui, columns.column, |ui| draw(ui, at));
        }
    });
    let bottom = row.response.rect.bottom();
    lines(ui, cx, columns, top, bottom);
    // When scrolled sideways, the label stays at the edge.
    let edge = ui.clip_rect().left();
    let aside = edge > row.response.rect.left() + 1.0;
    if aside {
        let rect = egui::Rect::from_min_max(egui::pos2(edge, top), egui::pos2(edge + columns.label, bottom));
        ui.painter().rect_filled(rect, egui::CornerRadius::ZERO, theme.paper);
        ui.painter().vline(rect.right(), top..=bottom, Stroke::new(1.0, theme.line));
    }
    for (at, galley, mark) in labels {
        let height = galley.size().y + mark.map_or(0.0, |_| 18.0) + 24.0;
        let y = at.y.max(ui.clip_rect().top()).min((bottom - height).max(at.y));
        let at = egui::pos2(if aside { edge } else { at.x }, y) + vec2(PADDING, 12.0);
        let end = at.y + galley.size().y + 2.0;
        ui.painter().galley(at, galley, theme.second);
        if let Some(mark) = mark {
            let font = Type::Small.font(ui);
            ui.painter().text(egui::pos2(at.x, end), egui::Align2::LEFT_TOP, mark, font, theme.second);
        }
    }
    hairline(ui, theme.faint);
}

/// Hairlines between the columns.
fn lines(ui: &Ui, cx: &ViewContext<'_>, columns: Columns, top: f32, bottom: f32) {
    let left = ui.min_rect().left();
    for at in 0..columns.count {
        let x = left + columns.label + columns.column * at as f32;
        ui.painter().vline(x, top..=bottom, Stroke::new(1.0, cx.theme.line));
    }
}

fn cell(ui: &mut Ui, width: f32, draw: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        egui::Frame::new().inner_margin(Margin::symmetric(PADDING as i8, 12)).show(ui, |ui| {
            ui.set_width(width - 2.0 * PADDING);
            ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
            draw(ui);
        });
    });
}
