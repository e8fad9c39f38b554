//! The heat map: the result of each place for each reference production, as a share of the budget or as an amount.

use egui::{Align2, CornerRadius, Rect, Sense, Stroke, Ui, pos2, vec2};
use rust_decimal::prelude::ToPrimitive as _;

use super::CityDesk;
use crate::model::id::PlaceId;
use crate::say;
use crate::study::city::City;
use crate::study::reform::Moved;
use crate::study::standing::{Cell, Rank, Reach, Row, Value};
use crate::ui::context::ViewContext;
use crate::ui::follow::Follow as _;
use crate::ui::theme::Type;
use crate::ui::view::View;
use crate::ui::widgets::{Tone, dashed_frame, focus_ring, hatch, legend_entry, paint_marker, small, swatch};

/// The widths of the names of productions, of the user's city, and of the ranks.
const NAMES: f32 = 166.0;
const LONG_NAMES: f32 = 260.0;
const MINE: f32 = 112.0;
const RANKS: f32 = 112.0;
/// The minimum and maximum width of another city.
const LEAST: f32 = 52.0;
const MOST: f32 = 96.0;
const HEIGHT: f32 = 40.0;
/// The additional height of a row for each further line of its name.
const LINE: f32 = 16.0;
/// The height of a heading with a mark and one line, and of each further line.
const HEAD: f32 = 34.0;
const HEAD_LINE: f32 = 14.0;
/// The maximum number of lines of a name.
const LINES: usize = 4;

pub(super) fn map_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, place: &PlaceId) {
    let ViewContext { session, words, theme, .. } = cx;
    let Some(city) = view.own.of::<CityDesk>().city(place) else { return };
    let library = session.counted();
    let rivals = city.standing.rivals.len();
    // The scroll bar is beside the ranks.
    let names = if ui.available_width() > 1150.0 { LONG_NAMES } else { NAMES };
    let room = ui.available_width() - names - MINE - RANKS - 16.0;
    let wide = (room / rivals.max(1) as f32).clamp(LEAST, MOST);
    let named = |row: &Row| library.productions.get(&row.production).map_or("", |one| words.text(&one.name));
    egui::ScrollArea::horizontal().id_salt("map").auto_shrink([false, true]).follow(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 3.0);
        head_ui(ui, cx, view, &city, [names, wide]);
        for (at, row) in city.standing.rows.iter().enumerate() {
            let moved = city.moved.iter().find(|moved| moved.production == row.production);
            ui.horizontal(|ui| {
                let name = named(row);
                let budget =
                    row.budget.map_or_else(|| say!(words, "city-no-budget"), |one| words.money(one, row.currency));
                let galley = on_lines(ui, name, theme.ink, names - 6.0);
                let height = HEIGHT + LINE * (galley.rows.len().max(1) - 1) as f32;
                let (rect, response) = ui.allocate_exact_size(vec2(names, height), Sense::hover());
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, name));
                let top = pos2(rect.left(), rect.top() + 3.0);
                let below = pos2(rect.left(), top.y + galley.size().y + 8.0);
                ui.painter().galley(top, galley, theme.ink);
                ui.painter().text(below, Align2::LEFT_CENTER, budget, Type::Small.font(ui), theme.third);
                response.on_hover_text(name);
                for (column, cell) in row.cells.iter().enumerate() {
                    let width = if column == 0 { MINE } else { wide };
                    let then = moved.filter(|moved| column == 0 && moved.value.before != moved.value.after);
                    cell_ui(ui, cx, view, at, row, cell, then, vec2(width, height));
                }
                rank_ui(ui, cx, view, &city, row, moved, height);
            });
        }
    });
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        let signs = [
            (Tone::Certain, say!(words, "city-legend-certain")),
            (Tone::Discretionary, say!(words, "city-legend-up-to")),
            (Tone::Hearsay, say!(words, "city-legend-hearsay")),
            (Tone::Unknown, say!(words, "city-legend-open")),
        ];
        for (tone, text) in signs {
            legend_entry(ui, theme, &text, |painter, center| swatch(painter, theme, tone, center));
        }
        ui.label(small(theme, say!(words, "city-legend-times")));
    });
}

/// A text on as many lines as a name may have.
fn on_lines(ui: &Ui, text: &str, ink: egui::Color32, width: f32) -> std::sync::Arc<egui::Galley> {
    let mut job = egui::text::LayoutJob::simple(text.to_owned(), Type::Body.bold(ui), ink, width);
    job.wrap.max_rows = LINES;
    ui.painter().layout_job(job)
}

/// A font in which the longest word of a text fits into a width.
fn fitting(ui: &Ui, text: &str, mut font: egui::FontId, width: f32) -> egui::FontId {
    // Chinese text can be broken between any two characters.
    let words = text.split_whitespace().filter(|word| word.is_ascii());
    let wide =
        |word: &str| ui.painter().layout_no_wrap(word.to_owned(), font.clone(), ui.visuals().text_color()).size().x;
    let widest = words.map(wide).fold(1.0, f32::max);
    font.size *= (width / widest).min(1.0);
    font
}

fn head_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &View, city: &City, [names, wide]: [f32; 2]) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = &session.library;
    let laid = |ui: &Ui, width: f32, text: &str, heavy: bool| {
        let font = if heavy { Type::Body.bold(ui) } else { Type::Small.font(ui) };
        let ink = if heavy { theme.ink } else { theme.second };
        let font = fitting(ui, text, font, width - 4.0);
        let mut job = egui::text::LayoutJob::simple(text.to_owned(), font, ink, width - 4.0);
        job.halign = egui::Align::Center;
        job.wrap.max_rows = LINES;
        ui.painter().layout_job(job)
    };
    // A rival has its own name; the places around it are in the tooltip.
    let own = |rival: &PlaceId| {
        library.places.get(rival).map_or_else(|| rival.to_string(), |place| words.text(&place.name).to_owned())
    };
    let mine = words.place(library, &city.standing.place);
    let lines = city.standing.rivals.iter().map(|rival| laid(ui, wide, &own(rival), false).rows.len());
    let lines = lines.chain([laid(ui, MINE, &mine, true).rows.len()]).max().unwrap_or(1);
    let height = HEAD + HEAD_LINE * (lines.max(1) - 1) as f32;
    ui.horizontal(|ui| {
        let label = |ui: &mut Ui, width: f32, text: &str, whole: &str, place: Option<&PlaceId>| {
            let heavy = place == Some(&city.standing.place);
            let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
            let ink = if heavy { theme.ink } else { theme.second };
            let galley = laid(ui, width, text, heavy);
            if let Some(mark) = place.map(|place| session.mark(place)) {
                let center = pos2(rect.center().x, rect.bottom() - 9.0 - galley.size().y);
                paint_marker(ui.painter(), mark, center, 4.5, theme.place(mark));
            }
            // Names with fewer lines are at the bottom, next to the cells.
            let at = pos2(rect.center().x, rect.bottom() - 2.0 - galley.size().y);
            ui.painter().galley(at, galley, ink);
            response.on_hover_text(whole);
        };
        let unit = if in_amounts(view) { words.scale(view.scale) } else { head(cx, view.city_reach) };
        label(ui, names, &unit, &unit, None);
        label(ui, MINE, &mine, &mine, Some(&city.standing.place));
        for rival in &city.standing.rivals {
            label(ui, wide, &own(rival), &words.place(library, rival), Some(rival));
        }
        let ranks = say!(words, "city-rank-head");
        label(ui, RANKS, &ranks, &ranks, None);
    });
}

/// Whether cells show amounts instead of shares of the budget.
fn in_amounts(view: &View) -> bool {
    view.own.get::<CityDesk>().is_some_and(|desk| desk.amounts)
}

/// The meaning of the shares in the cells.
fn head(cx: &ViewContext<'_>, reach: Reach) -> String {
    let words = cx.words;
    match reach {
        Reach::Certain => say!(words, "city-head-certain"),
        Reach::Published => say!(words, "city-head-published"),
        Reach::Possible => say!(words, "city-head"),
    }
}

/// The text of a cell.
fn written(cx: &ViewContext<'_>, view: &View, row: &Row, cell: &Cell, value: Value) -> String {
    let words = cx.words;
    // If unpublished amounts have no limit, the possible amount may be greater.
    let more = view.city_reach == Reach::Possible && value.high.is_none();
    let value = value.reaching(view.city_reach);
    if value.is_unpublished() {
        return say!(words, "unknown-value");
    }
    let cell = Cell { value, ..cell.clone() };
    let figure = match row.budget {
        Some(_) if !in_amounts(view) => words.rate(&cell, row.budget),
        // Without a budget there is no share of it.
        _ => words.figure(value.low, view.scale),
    };
    if more { say!(words, "figure-and-more", figure = figure) } else { figure }
}

#[expect(clippy::too_many_arguments, reason = "a cell is drawn from its row, its column and what is proposed")]
fn cell_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    at: usize,
    row: &Row,
    cell: &Cell,
    then: Option<&Moved>,
    size: egui::Vec2,
) {
    let ViewContext { session, words, theme, .. } = cx;
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let rect = rect.shrink2(vec2(2.0, 0.0));
    let library = session.counted();
    let production = library.productions.get(&row.production).map_or("", |one| words.text(&one.name));
    let label = words.cell_called(library, production, row, cell);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
    match then {
        Some(moved) => {
            let gap = 16.0;
            let half = (rect.width() - gap) / 2.0;
            let first = Rect::from_min_size(rect.min, vec2(half, rect.height()));
            let second = Rect::from_min_size(pos2(rect.right() - half, rect.top()), vec2(half, rect.height()));
            let before = written(cx, view, row, cell, moved.value.before);
            paint(ui, cx, first, row, cell, moved.value.before.reaching(view.city_reach), &before);
            ui.painter().text(rect.center(), Align2::CENTER_CENTER, "→", Type::Body.font(ui), theme.second);
            let after = written(cx, view, row, cell, moved.value.after);
            paint(ui, cx, second, row, cell, moved.value.after.reaching(view.city_reach), &after);
            let stroke = Stroke::new(2.0, theme.accent);
            ui.painter().rect_stroke(second, CornerRadius::same(3), stroke, egui::StrokeKind::Inside);
        }
        None => {
            let text = written(cx, view, row, cell, cell.value);
            paint(ui, cx, rect, row, cell, cell.value.reaching(view.city_reach), &text);
        }
    }
    let here = (at, cell.place.clone());
    if view.own.of::<CityDesk>().cell.as_ref() == Some(&here) {
        ui.painter().rect_stroke(rect, CornerRadius::same(3), Stroke::new(2.0, theme.ink), egui::StrokeKind::Outside);
    }
    focus_ring(ui, theme, &response);
    if response.on_hover_text(label.as_str()).clicked() {
        view.own.of::<CityDesk>().cell =
            if view.own.of::<CityDesk>().cell.as_ref() == Some(&here) { None } else { Some(here) };
    }
}

fn paint(ui: &Ui, cx: &ViewContext<'_>, rect: Rect, row: &Row, cell: &Cell, value: Value, text: &str) {
    let theme = cx.theme;
    let painter = ui.painter();
    let round = CornerRadius::same(3);
    let unknown = value.is_unpublished();
    let certain = !value.floor.is_zero() && value.floor == value.low;
    let hearsay = !cell.second_hand.is_zero() && cell.second_hand >= value.low && !unknown;
    let share = row.budget.and_then(|budget| value.low.divided_by(budget)).and_then(|share| share.decimal().to_f32());
    // The square root, so that small shares can be distinguished; full colour from twice the budget on.
    let strength = (share.unwrap_or_default() / 2.0).clamp(0.0, 1.0).sqrt();
    let ink = if unknown {
        theme.unknown
    } else if certain {
        theme.certain
    } else if value.low.is_zero() || hearsay {
        theme.third
    } else {
        theme.ink
    };
    if unknown {
        dashed_frame(painter, rect.shrink(0.5), theme.unknown);
    } else if certain {
        painter.rect_filled(rect, round, theme.certain.gamma_multiply(0.18));
        painter.rect_stroke(rect, round, Stroke::new(1.5, theme.certain), egui::StrokeKind::Inside);
    } else if value.low.is_zero() {
        painter.rect_filled(rect, round, theme.sunk);
    } else if hearsay {
        painter.rect_filled(rect, round, theme.surface);
        let foot = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 8.0), rect.max);
        hatch(painter, theme, foot.shrink(1.0));
        painter.rect_stroke(rect, round, Stroke::new(1.0, theme.discretionary), egui::StrokeKind::Inside);
    } else {
        painter.rect_filled(rect, round, theme.discretionary.gamma_multiply(0.12 + 0.6 * strength));
        if cell.open {
            dashed_frame(painter, rect.shrink(0.5), theme.unknown);
        }
    }
    let mut font = if unknown || hearsay { Type::Body.font(ui) } else { Type::Body.bold(ui) };
    let room = rect.width() - 6.0;
    let wide = painter.layout_no_wrap(text.to_owned(), font.clone(), ink).size().x;
    // A long figure is drawn smaller and never cut.
    font.size *= (room / wide.max(1.0)).min(1.0);
    painter.text(rect.center(), Align2::CENTER_CENTER, text, font, ink);
}

/// The rank by the compared amount, and the rank under the proposal.
fn ranks(view: &View, city: &City, row: &Row, moved: Option<&Moved>) -> (Rank, Option<Rank>) {
    match view.city_reach {
        Reach::Certain => {
            let after = moved.map(|moved| row.certain_rank(&city.standing, Some(moved.value.after)));
            (row.certain_rank(&city.standing, None), after)
        }
        Reach::Published | Reach::Possible => (row.rank, moved.map(|moved| moved.rank.after)),
    }
}

fn rank_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &View, city: &City, row: &Row, moved: Option<&Moved>, height: f32) {
    let ViewContext { words, theme, .. } = cx;
    let (rect, response) = ui.allocate_exact_size(vec2(RANKS, height), Sense::hover());
    let (rank, after) = ranks(view, city, row, moved);
    let now = words.rank_short(rank);
    let after = after.filter(|after| !after.reads_like(rank));
    let rises = after.map(|after| rank.published.cmp(&after.published));
    let short = |rank: Rank| if rank.is_blank { "–".to_owned() } else { rank.published.to_string() };
    let rise = after.map_or_else(String::new, |after| words.rise(rank, after));
    let text = after.map_or_else(|| now.clone(), |after| format!("{} → {}{rise}", short(rank), short(after)));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &text));
    let ink = match rises {
        Some(std::cmp::Ordering::Greater) => theme.certain,
        Some(std::cmp::Ordering::Less) => theme.problem,
        _ => theme.second,
    };
    let at = pos2(rect.left() + 10.0, rect.center().y);
    let font = if rises.is_some() { Type::Body.bold(ui) } else { Type::Body.font(ui) };
    ui.painter().text(at, Align2::LEFT_CENTER, text, font, ink);
    response.on_hover_text(after.map_or_else(|| words.rank(rank), |after| format!("{now} → {}", words.rank(after))));
}

/// The map as a table with tabs, for a spreadsheet.
pub(super) fn copied(cx: &ViewContext<'_>, view: &View, city: &City) -> String {
    let ViewContext { session, words, .. } = cx;
    let library = session.counted();
    let place = |place: &PlaceId| words.place(library, place);
    let heads = std::iter::once(&city.standing.place).chain(&city.standing.rivals);
    let heads: Vec<String> = heads.map(place).collect();
    let mut out = format!("{}\t{}\t{}\n", head(cx, view.city_reach), heads.join("\t"), say!(words, "city-rank-head"));
    for row in &city.standing.rows {
        let name = library.productions.get(&row.production).map_or("", |one| words.text(&one.name));
        let moved = city.moved.iter().find(|moved| moved.production == row.production);
        let cells = row.cells.iter().enumerate().map(|(at, cell)| {
            match moved.filter(|moved| at == 0 && moved.value.before != moved.value.after) {
                Some(moved) => {
                    let [before, after] =
                        [moved.value.before, moved.value.after].map(|value| written(cx, view, row, cell, value));
                    format!("{before} → {after}")
                }
                None => written(cx, view, row, cell, cell.value),
            }
        });
        let cells: Vec<String> = cells.collect();
        let (rank, after) = ranks(view, city, row, moved);
        let rank = match after.filter(|after| *after != rank) {
            Some(after) => format!("{} → {}", words.rank_short(rank), words.rank_short(after)),
            None => words.rank_short(rank),
        };
        out.push_str(&format!("{name}\t{}\t{rank}\n", cells.join("\t")));
    }
    out.extend(words.scenario_assumes(library, session.proposed()).map(|text| format!("{text}\n")));
    out
}
