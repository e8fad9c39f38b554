//! A timeline of windows and payments.

use egui::{
    Align, Align2, Color32, CornerRadius, Layout, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo,
    pos2, vec2,
};
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::super::context::{Requests, ViewContext};
use super::super::theme::Type;
use super::super::widgets::{dashed_frame, legend_entry, paint_marker, title};
use super::grid::cut;
use super::{Made, save_calendar_ui};
use crate::model::application::WindowState;
use crate::model::date::PartialDate;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::calendar::{By, Calendar, Event};

const MONTHS: i32 = 14;
const NAME: f32 = 104.0;
const ROW: f32 = 44.0;
const HEAD: f32 = 24.0;

/// The months that are shown, and their positions.
struct Axis {
    from: Date,
    to: Date,
    left: f32,
    width: f32,
}

impl Axis {
    fn new(day: Date, left: f32, width: f32) -> Option<Self> {
        let from = day.first_of_month().checked_sub(2.months()).ok()?;
        let to = from.checked_add(MONTHS.months()).ok()?;
        Some(Self { from, to, left, width })
    }

    /// The position of a day, limited to the axis.
    fn at(&self, day: Date) -> f32 {
        let days = |to: Date| (to - self.from).get_days() as f32;
        let whole = days(self.to).max(1.0);
        self.left + self.width * (days(day) / whole).clamp(0.0, 1.0)
    }

    fn holds(&self, day: Date) -> bool {
        self.from <= day && day < self.to
    }
}

/// Draws the timeline: a row for each place with a production.
pub(super) fn strip_ui(ui: &mut Ui, cx: &ViewContext<'_>, made: &Made, requests: &mut Requests) {
    let ViewContext { words, theme, .. } = cx;
    ui.horizontal(|ui| {
        ui.label(title(say!(words, "slate-strip")));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| save_calendar_ui(ui, cx, requests));
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let square = |at: Pos2| Rect::from_center_size(at, vec2(14.0, 9.0));
        legend_entry(ui, theme, &say!(words, "slate-legend-window"), |painter, at| {
            painter.rect_filled(square(at), CornerRadius::same(2), theme.ink);
        });
        legend_entry(ui, theme, &say!(words, "slate-legend-unknown"), |painter, at| {
            dashed_frame(painter, square(at), theme.unknown);
        });
        legend_entry(ui, theme, &say!(words, "slate-legend-paid"), |painter, at| {
            diamond(painter, at, 5.0, theme.certain, true);
        });
        legend_entry(ui, theme, &say!(words, "slate-legend-own"), |painter, at| {
            diamond(painter, at, 5.0, theme.certain, false);
        });
    });
    let mut used: Vec<usize> = made.worked.best.places.iter().flatten().copied().collect();
    used.sort_unstable();
    used.dedup();
    let size = vec2(ui.available_width(), HEAD + used.len() as f32 * ROW + 18.0);
    let (area, _) = ui.allocate_exact_size(size, Sense::hover());
    let Some(axis) = Axis::new(cx.session.day, area.left() + NAME, area.width() - NAME - 4.0) else { return };
    months_ui(ui, cx, &axis, area);
    for (at, place) in used.iter().enumerate() {
        let top = area.top() + HEAD + at as f32 * ROW;
        let rect = Rect::from_min_max(pos2(area.left(), top), pos2(area.right(), top + ROW));
        row_ui(ui, cx, made, &axis, rect, *place);
    }
    // Today is drawn over everything.
    let x = axis.at(cx.session.day);
    let foot = area.bottom() - 18.0;
    ui.painter().vline(x, area.top() + 4.0..=foot, Stroke::new(1.5, theme.accent));
    let today = say!(words, "slate-today", date = words.date(PartialDate::Day(cx.session.day)));
    ui.painter().text(pos2(x + 4.0, foot + 2.0), Align2::LEFT_TOP, today, Type::Small.bold(ui), theme.accent);
}

fn months_ui(ui: &Ui, cx: &ViewContext<'_>, axis: &Axis, area: Rect) {
    let ViewContext { words, theme, .. } = cx;
    for at in 0..MONTHS {
        let Ok(month) = axis.from.checked_add(at.months()) else { continue };
        let x = axis.at(month);
        ui.painter().vline(x, area.top() + HEAD - 4.0..=area.bottom() - 18.0, Stroke::new(1.0, theme.faint));
        // Narrow months are labelled alternately. The first month and January have the year.
        if axis.width / (MONTHS as f32) < 44.0 && at % 2 == 1 {
            continue;
        }
        let whole = at == 0 || month.month() == 1 || axis.width / (MONTHS as f32) < 44.0 && month.month() == 2;
        let text = if whole { words.month(month) } else { format!("{:02}", month.month()) };
        ui.painter().text(pos2(x + 2.0, area.top() + 2.0), Align2::LEFT_TOP, text, Type::Small.font(ui), theme.second);
    }
    ui.painter().hline(area.left()..=area.right(), area.top() + HEAD - 4.0, Stroke::new(1.0, theme.line));
}

fn row_ui(ui: &Ui, cx: &ViewContext<'_>, made: &Made, axis: &Axis, rect: Rect, place: usize) {
    let ViewContext { session, words, theme, .. } = cx;
    let worked = &made.worked;
    let Some(id) = worked.places.get(place) else { return };
    let name = words.place(&session.library, id);
    let middle = rect.center().y;
    let mark = session.mark(id);
    paint_marker(ui.painter(), mark, pos2(rect.left() + 6.0, middle), 5.0, theme.place(mark));
    cut(ui, pos2(rect.left() + 18.0, middle - 9.0), NAME - 24.0, &name, Type::Body.bold(ui), theme.ink);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.faint));
    let own: Vec<&Calendar> = worked
        .best
        .places
        .iter()
        .zip(&made.calendars)
        .filter(|(at, _)| **at == Some(place))
        .filter_map(|(_, one)| one.as_ref())
        .collect();
    let entries = || own.iter().flat_map(|calendar| &calendar.entries);
    let said: Vec<String> = entries()
        .map(|entry| {
            let (what, when) = words.calendar_entry(session.counted(), worked.currency, entry);
            say!(words, "report-labelled", label = when, value = what)
        })
        .collect();
    let line = ui.interact(rect, ui.scope_id().with(("slate-strip", place)), Sense::hover());
    let label = say!(words, "report-labelled", label = name, value = said.join(&words.semicolon()));
    line.widget_info(|| WidgetInfo::labeled(Role::Label, true, &label));
    let bar = |from: f32, to: f32| Rect::from_min_max(pos2(from, middle - 7.0), pos2(to.max(from + 4.0), middle + 7.0));
    let mut known = false;
    let mut note: Option<(String, Color32)> = None;
    for entry in entries() {
        match &entry.event {
            Event::Window { from, to, state, .. } => {
                known = true;
                let first = from.map_or(axis.from, PartialDate::first_day);
                let last = to.map_or(axis.to, PartialDate::last_day);
                if last >= axis.from && first < axis.to {
                    ui.painter().rect_filled(bar(axis.at(first), axis.at(last)), CornerRadius::same(2), theme.ink);
                }
                if *state == WindowState::Closed && note.is_none() {
                    let (what, when) = words.calendar_entry(session.counted(), worked.currency, entry);
                    note = Some((say!(words, "report-labelled", label = what, value = when), theme.problem));
                }
            }
            Event::Intake(_) => {
                known = true;
                ui.painter().rect_filled(
                    bar(axis.at(session.day), axis.left + axis.width),
                    CornerRadius::same(2),
                    theme.ink,
                );
            }
            Event::Ends(day) if axis.holds(day.last_day()) => {
                let x = axis.at(day.last_day());
                ui.painter().vline(x, middle - 12.0..=middle + 12.0, Stroke::new(2.0, theme.problem));
            }
            _ => {}
        }
    }
    if !known && entries().next().is_some() {
        let open = bar(axis.at(session.day), axis.left + axis.width);
        dashed_frame(ui.painter(), open.shrink(0.5), theme.unknown);
        let when = say!(words, "apply-not-published");
        note =
            Some((say!(words, "report-labelled", label = say!(words, "calendar-apply"), value = when), theme.unknown));
    }
    if let Some((text, ink)) = note {
        let galley = ui.painter().layout_no_wrap(text, Type::Small.font(ui), ink);
        let at = pos2(axis.at(session.day) + 8.0, middle - galley.size().y / 2.0);
        let ground = Rect::from_min_size(at, galley.size()).expand2(vec2(4.0, 0.0));
        ui.painter().rect_filled(ground, CornerRadius::ZERO, theme.paper);
        ui.painter().galley(at, galley, ink);
    }
    payments_ui(ui, cx, made, &own, axis, middle);
    line.on_hover_text(said.join("\n"));
}

/// Payments by month: published ones are solid, those the user expects are hollow.
fn payments_ui(ui: &Ui, cx: &ViewContext<'_>, made: &Made, own: &[&Calendar], axis: &Axis, middle: f32) {
    let ViewContext { words, theme, .. } = cx;
    for cash in crate::study::calendar::cash(own.iter().copied()) {
        let Some(month) = cash.month.filter(|month| axis.holds(*month)) else { continue };
        let at = pos2(axis.at(month) + axis.width / (MONTHS as f32) / 2.0, middle);
        diamond(ui.painter(), at, 8.0, theme.certain, cash.by == By::Published);
        let certain = cash.amount.low > Fraction::ZERO && cash.amount.high == Some(cash.amount.low);
        let ink = match (certain, cash.second_hand) {
            (true, _) => theme.certain,
            (false, true) => theme.third,
            (false, false) => theme.discretionary_text,
        };
        let text = match cash.amount.high {
            Some(most) => words.money(most, made.worked.currency),
            None => say!(words, "no-limit-known"),
        };
        let text = if cash.second_hand { say!(words, "calendar-second-hand", what = text) } else { text };
        let text = match cash.by {
            By::Published => text,
            By::User => say!(words, "calendar-due", due = text, whose = say!(words, "calendar-own")),
        };
        // What is known only at second hand is below the rest of its month.
        let middle = if cash.second_hand { middle + 12.0 } else { middle - 6.0 };
        let galley = ui.painter().layout_no_wrap(text, Type::Small.bold(ui), ink);
        let mut start = pos2(at.x + 12.0, middle - galley.size().y / 2.0);
        if start.x + galley.size().x > axis.left + axis.width {
            start.x = at.x - 12.0 - galley.size().x;
        }
        ui.painter().rect_filled(Rect::from_min_size(start, galley.size()), CornerRadius::ZERO, theme.paper);
        ui.painter().galley(start, galley, ink);
    }
}

fn diamond(painter: &Painter, at: Pos2, radius: f32, color: Color32, solid: bool) {
    let corners = [(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)];
    let points: Vec<Pos2> = corners.iter().map(|(x, y)| at + vec2(*x, *y) * radius).collect();
    let fill = if solid { color } else { Color32::TRANSPARENT };
    painter.add(Shape::convex_polygon(points, fill, Stroke::new(2.0, color)));
}
