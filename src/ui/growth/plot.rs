//! The plot: lines, markers, values judged wrong, and the tooltip.

use egui::{Align2, Color32, CornerRadius, Painter, Pos2, RichText, Role, Sense, Stroke, Ui, WidgetInfo, vec2};
use egui_plot::{GridInput, GridMark, LineStyle, Plot, PlotPoint, PlotPoints, PlotTransform, PlotUi};

use super::{MOST_POLICIES, Page};
use crate::model::id::PolicyId;
use crate::model::indicator::{Indicator, Observation};
use crate::model::mark::Mark as PlaceMark;
use crate::report::plot::Sign;
use crate::say;
use crate::study::chart::{Chart, Line, Mark, heights, pushed_apart};
use crate::study::growth::coordinate;
use crate::ui::context::ViewContext;
use crate::ui::passing::Explained;
use crate::ui::theme::{Theme, Type};
use crate::ui::view::View;
use crate::ui::widgets::{focus_ring, paint_marker, small, strong};
use crate::words::growth::axis_figure;

/// The height of a note.
const NOTE: f32 = 15.0;
/// The space that a height needs on the axis.
const HEIGHT: f32 = 42.0;
/// The space that a year needs on the axis.
const YEAR: f64 = 64.0;
/// Narrower plots have no notes beside points.
const LEAST_FOR_NOTES: f64 = 640.0;
/// The distance between the stems of two places in the same year.
const APART: f32 = 6.0;
/// The maximum distance between the pointer and a point.
const NEAR: f32 = 16.0;
/// The distance of an arrow from its point.
const BOUND: f32 = 11.0;

pub(super) fn plot_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    indicator: &Indicator,
    page: &Page,
    chart: &Chart,
    height: f32,
) {
    let theme = cx.theme;
    let log = chart.log;
    let ((first, last), (bottom, top)) = (chart.x, chart.y);
    let margin = (last - first) * 0.06;
    let width = f64::from(ui.available_width());
    // The labels at the ends of lines have their space on the right.
    let small_font = Type::Small.font(ui);
    let wide = |text: &String| ui.painter().layout_no_wrap(text.clone(), small_font.clone(), theme.ink).size().x;
    let ends_room = f64::from(page.ends.iter().flatten().map(wide).fold(0.0, f32::max).min(200.0)) + 40.0;
    let room = (last - first + margin) * ends_room / (width - ends_room - 60.0).max(120.0);
    // With other values or axes, the dragged position is reset.
    let ends = [first, last, bottom, top].map(f64::to_bits);
    // In another width the labels at the ends need another share of it.
    let plot = Plot::new(("growth", indicator.id.as_str(), log, chart.index, ends, width as u32))
        .height(height)
        .default_x_bounds(first - margin, last + room.max(margin))
        .default_y_bounds(bottom - (top - bottom) * 0.02, top)
        .allow_scroll(false)
        .show_background(false)
        .show_crosshair(false)
        .grid_color(theme.faint)
        .grid_fade(0.0)
        .label_formatter(|_| None)
        .x_grid_spacer(move |input| years(input, width).into_iter().filter(|mark| mark.value <= last).collect())
        .x_axis_formatter(|mark, _| format!("{:.0}", mark.value))
        .y_axis_formatter(move |mark, _| axis_figure(if log { 10_f64.powf(mark.value) } else { mark.value }))
        .y_grid_spacer(move |input| {
            let marks = heights(input.bounds, log, (height / HEIGHT) as usize).into_iter();
            marks.map(|(value, _)| GridMark { value, step_size: 1e9 }).collect()
        })
        .grid_spacing(egui::Rangef::new(1.0, 2.0))
        .show_grid([false, true]);
    let shown = plot.show(ui, |plot| {
        let own = |line: &&Line| page.front.as_ref() == Some(&line.place);
        for line in chart.lines.iter().filter(|line| !own(line)).chain(chart.lines.iter().filter(own)) {
            draw_line(plot, line, theme.place(line.sign), if own(&line) { 3.0 } else { 2.0 });
        }
    });
    let painter = ui.painter_at(shown.response.rect.expand(8.0));
    let sheet = Sheet { painter: &painter, transform: &shown.transform, theme };
    let mut spots: Vec<(Pos2, usize, usize)> = Vec::new();
    let mut notes = Vec::new();
    for (at, line) in chart.lines.iter().enumerate() {
        for (index, mark) in line.marks.iter().enumerate() {
            sheet.disputed(cx, indicator, page, line, mark, &mut notes);
            let spot = sheet.spot(mark.x, mark.y);
            spots.push((spot, at, index));
        }
    }
    // Marks are drawn over all lines.
    for line in &chart.lines {
        line.marks.iter().for_each(|mark| sheet.mark(line, mark));
    }
    sheet.ends(ui, page, chart);
    let begun = sheet.policies(ui, page, chart);
    // In a narrow plot notes would overlap. The marks stay, and the tooltip and the table have the text.
    if width > LEAST_FOR_NOTES {
        sheet.notes(ui, notes);
    }
    let read = cursor_ui(ui, cx, view, indicator, &shown.response, &spots, chart);
    let said = read.map_or_else(|| page.finding.clone(), |read| format!("{read} {}", page.finding));
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &said));
    if let Some(policy) = begun {
        view.passing.why.show(Explained::Policy(policy));
        return;
    }
    let near = shown.response.hover_pos().and_then(|pointer| {
        let distances = spots.iter().map(|(spot, line, index)| (spot.distance(pointer), *line, *index));
        distances.filter(|(distance, ..)| *distance < NEAR).min_by(|a, b| a.0.total_cmp(&b.0))
    });
    let Some(line) = near.and_then(|(_, line, _)| chart.lines.get(line)) else { return };
    let Some(mark) = near.and_then(|(_, _, index)| line.marks.get(index)) else { return };
    let response = shown.response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if response.clicked() {
        view.passing.why.show(Explained::Observations(mark.observations.clone()));
    }
    response.on_hover_ui_at_pointer(|ui| hover_ui(ui, cx, indicator, line, mark));
}

/// While the plot has the focus, the arrow keys move from point to point and from line to line, and Enter
/// explains the point. Returns the text of the point.
fn cursor_ui(
    ui: &Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    indicator: &Indicator,
    response: &egui::Response,
    spots: &[(Pos2, usize, usize)],
    chart: &Chart,
) -> Option<String> {
    let ViewContext { session, words, theme, .. } = cx;
    if !response.has_focus() {
        return None;
    }
    let filter = egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, ..egui::EventFilter::default() };
    ui.ctx().memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let pressed = |key: egui::Key| ui.input(|input| input.num_presses(key) as isize);
    let along = pressed(egui::Key::ArrowRight) - pressed(egui::Key::ArrowLeft);
    let across = pressed(egui::Key::ArrowDown) - pressed(egui::Key::ArrowUp);
    let (at, point) = view.growth.cursor;
    let at = at.saturating_add_signed(across).min(chart.lines.len().saturating_sub(1));
    let line = chart.lines.get(at)?;
    let point = point.saturating_add_signed(along).min(line.marks.len().saturating_sub(1));
    view.growth.cursor = (at, point);
    let mark = line.marks.get(point)?;
    if pressed(egui::Key::Enter) > 0 {
        view.passing.why.show(Explained::Observations(mark.observations.clone()));
    }
    if let Some((spot, ..)) = spots.iter().find(|(_, line, index)| (*line, *index) == (at, point)) {
        ui.painter().circle_stroke(*spot, 9.0, Stroke::new(2.0, theme.accent));
    }
    focus_ring(ui, theme, response);
    let (place, period) = (words.place(&session.library, &line.place), words.span(mark.period));
    let value = words.mark_value(&session.library, indicator, mark);
    Some(say!(words, "growth-sentence-one", place = place, value = value, period = period))
}

fn observations<'a>(cx: &'a ViewContext<'_>, mark: &'a Mark) -> impl Iterator<Item = &'a Observation> {
    mark.observations.iter().filter_map(|id| cx.session.library.observations.get(id)).map(AsRef::as_ref)
}

/// The description of a point under the pointer.
fn hover_ui(ui: &mut Ui, cx: &ViewContext<'_>, indicator: &Indicator, line: &Line, mark: &Mark) {
    let ViewContext { session, words, theme, .. } = cx;
    let place = words.place(&session.library, &line.place);
    ui.label(small(theme, format!("{place} · {}", words.span(mark.period))));
    ui.label(strong(words.mark_value(&session.library, indicator, mark)));
    ui.label(small(theme, words.nature(mark.nature)));
    for seen in observations(cx, mark) {
        for cite in &seen.cites {
            if let Some(source) = session.library.sources.get(&cite.source) {
                let date = source.date.map(|date| words.date(date)).unwrap_or_default();
                ui.label(small(theme, format!("{} {date} · {}", words.text(&source.publisher), seen.printed)));
            }
        }
    }
    ui.label(RichText::new(say!(words, "growth-select")).small().color(theme.third));
}

/// Solid up to reported values, dotted towards expected ones.
fn draw_line(plot: &mut PlotUi<'_>, line: &Line, color: Color32, width: f32) {
    for (from, to) in line.joined() {
        let points = PlotPoints::from(vec![[from.x, from.y], [to.x, to.y]]);
        let style = if to.expected() { LineStyle::Dotted { spacing: 6.0 } } else { LineStyle::Solid };
        plot.line(egui_plot::Line::new("", points).color(color).width(width).style(style).allow_hover(false));
    }
}

/// A note beside a mark.
struct Note {
    at: Pos2,
    text: String,
}

/// The canvas of marks.
struct Sheet<'a> {
    painter: &'a Painter,
    transform: &'a PlotTransform,
    theme: &'a Theme,
}

impl Sheet<'_> {
    fn spot(&self, x: f64, y: f64) -> Pos2 {
        self.transform.position_from_point(&PlotPoint::new(x, y))
    }

    /// A point, with the range of its sources if they differ.
    fn mark(&self, line: &Line, mark: &Mark) {
        let color = self.theme.place(line.sign);
        if let Some((low, high)) = mark.range {
            let ends = [self.spot(mark.x, low), self.spot(mark.x, high)];
            self.painter.line_segment(ends, Stroke::new(6.0, color.gamma_multiply(0.5)));
        }
        paint_point(self.painter, self.theme, mark, line.sign, self.spot(mark.x, mark.y), color);
    }

    /// Values judged wrong, at the upper edge if they are above it, with their notes.
    fn disputed(
        &self,
        cx: &ViewContext<'_>,
        indicator: &Indicator,
        page: &Page,
        line: &Line,
        mark: &Mark,
        notes: &mut Vec<Note>,
    ) {
        let words = cx.words;
        // The stems of two places in one year are side by side.
        let aside = vec2(APART * line.column as f32, 0.0);
        for disputed in &mark.disputed {
            let (foot, top) = (self.spot(mark.x, mark.y), self.spot(mark.x, disputed.y) - aside);
            let color = self.theme.problem;
            let ends = [foot - aside, top];
            self.painter.extend(egui::Shape::dashed_line(&ends, Stroke::new(1.0, color), 4.0, 3.0));
            paint_sign(self.painter, self.theme, Sign::Disputed, line.sign, top, color);
            let value = axis_figure(coordinate(disputed.value) / words.axis_factor(&indicator.unit));
            let note = if disputed.beyond {
                say!(words, "growth-disputed-beyond", value = value)
            } else {
                say!(words, "growth-disputed-note", value = value)
            };
            let place = words.place(&cx.session.library, &line.place);
            let text = if page.ends.len() > 1 { format!("{place} · {note}") } else { note };
            notes.push(Note { at: top, text });
        }
    }

    /// Draws the labels at the ends of lines, pushed apart, with a thin line from each label to its line.
    fn ends(&self, ui: &Ui, page: &Page, chart: &Chart) {
        let frame = self.transform.frame();
        let all = chart.ends();
        let spots: Vec<Pos2> = all.iter().map(|(_, _, mark)| self.spot(mark.x, mark.y)).collect();
        let wanted: Vec<f64> = spots.iter().map(|spot| f64::from(spot.y)).collect();
        let ends = (f64::from(frame.top()) + 8.0, f64::from(frame.bottom()) - 20.0);
        let left = self.spot(chart.x.1, 0.0).x + 16.0;
        let (bold, plain) = (Type::Small.bold(ui), Type::Small.font(ui));
        for ((((_, line, _), spot), y), [name, value]) in
            all.iter().zip(&spots).zip(pushed_apart(&wanted, 32.0, ends)).zip(&page.ends)
        {
            let at = Pos2::new(left + 6.0, y as f32);
            // Labels cover the lines of the grid.
            let ground = egui::Rect::from_min_max(at - vec2(6.0, 9.0), Pos2::new(frame.right() + 8.0, at.y + 22.0));
            self.painter.rect_filled(ground, CornerRadius::ZERO, self.theme.paper);
            let color = self.theme.place(line.sign);
            if spot.distance(at) > 26.0 {
                let from = *spot + vec2(8.0, 0.0);
                self.painter.line_segment([from, at - vec2(8.0, 0.0)], Stroke::new(1.0, self.theme.line));
            }
            paint_marker(self.painter, line.sign, at, 4.5, color);
            let text = at + vec2(12.0, 0.0);
            self.painter.text(text, Align2::LEFT_CENTER, name, bold.clone(), self.theme.ink);
            self.painter.text(text + vec2(0.0, 14.0), Align2::LEFT_CENTER, value, plain.clone(), self.theme.second);
        }
    }

    /// Policies on the time axis: a thin line where each begins, with its number at the bottom. Returns the one that
    /// was clicked.
    fn policies(&self, ui: &mut Ui, page: &Page, chart: &Chart) -> Option<PolicyId> {
        let frame = self.transform.frame();
        let events = || chart.events.iter().take(MOST_POLICIES);
        let wanted: Vec<f64> = events().map(|event| f64::from(self.spot(event.x(), 0.0).x)).collect();
        let ends = (f64::from(frame.left()) + 9.0, f64::from(self.spot(chart.x.1, 0.0).x) + 9.0);
        let placed = pushed_apart(&wanted, 18.0, ends);
        let mut clicked = None;
        for (at, (((event, x), label), text)) in events().zip(wanted).zip(placed).zip(&page.policies).enumerate() {
            let ends = [Pos2::new(x as f32, frame.top()), Pos2::new(x as f32, frame.bottom())];
            self.painter.extend(egui::Shape::dotted_line(&ends, self.theme.third, 5.0, 0.7));
            let center = Pos2::new(label as f32, frame.bottom() - 10.0);
            paint_number(ui, self.theme, at, event.sign, center);
            let rect = egui::Rect::from_center_size(center, vec2(18.0, 20.0));
            let response = ui.interact(rect, ui.scope_id().with(("policy", event.policy.as_str())), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, text));
            focus_ring(ui, self.theme, &response);
            if response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(text).clicked() {
                clicked = Some(event.policy.clone());
            }
        }
        clicked
    }

    /// Draws notes beside their marks, on the side with more room. Notes that would overlap are moved
    /// down.
    fn notes(&self, ui: &Ui, mut notes: Vec<Note>) {
        notes.sort_by(|a, b| a.at.x.total_cmp(&b.at.x).then(a.at.y.total_cmp(&b.at.y)));
        let font = Type::Small.font(ui);
        let sheet = self.transform.frame();
        let mut placed: Vec<egui::Rect> = Vec::new();
        for note in notes {
            let galley = self.painter.layout_no_wrap(note.text, font.clone(), self.theme.second);
            let left = note.at.x < sheet.left() + sheet.width() * 0.3;
            let gap = vec2(if left { 12.0 } else { -12.0 }, 0.0);
            let align = if left { Align2::LEFT_CENTER } else { Align2::RIGHT_CENTER };
            let mut rect = align.anchor_size(note.at + gap, galley.size());
            let wanted = rect.top();
            while let Some(other) = placed.iter().find(|other| other.intersects(rect.shrink(1.0))) {
                rect = rect.translate(vec2(0.0, (other.top() + NOTE - rect.top()).max(1.0)));
            }
            // A note far from its mark would be unclear. The tooltip and the table have it.
            if rect.top() - wanted > 2.5 * NOTE || !sheet.expand(8.0).contains_rect(rect) {
                continue;
            }
            self.painter.rect_filled(rect, CornerRadius::ZERO, self.theme.paper);
            self.painter.galley(rect.min, galley, self.theme.second);
            placed.push(rect);
        }
    }
}

/// The number of a policy, in the colour of its place.
pub(super) fn paint_number(ui: &Ui, theme: &Theme, at: usize, place: PlaceMark, center: Pos2) {
    let ground = egui::Rect::from_center_size(center, vec2(16.0, 16.0));
    ui.painter().rect_filled(ground, CornerRadius::same(3), theme.place(place));
    let number = (at + 1).to_string();
    ui.painter().text(center, Align2::CENTER_CENTER, number, Type::Small.bold(ui), theme.paper);
}

/// A point of a line, with an arrow if its value is a bound.
pub(in crate::ui) fn paint_point(
    painter: &Painter,
    theme: &Theme,
    mark: &Mark,
    place: PlaceMark,
    center: Pos2,
    color: Color32,
) {
    paint_sign(painter, theme, Sign::of(mark.nature), place, center, color);
    if let Some(sign) = Sign::bound(mark.precision) {
        let by = if sign == Sign::Below { BOUND } else { -BOUND };
        paint_sign(painter, theme, sign, place, center + vec2(0.0, by), color);
    }
}

/// A point: the place determines the shape, the kind of statement its inside.
pub(in crate::ui) fn paint_sign(
    painter: &Painter,
    theme: &Theme,
    sign: Sign,
    place: PlaceMark,
    center: Pos2,
    color: Color32,
) {
    if sign == Sign::Disputed {
        let stroke = Stroke::new(2.0, color);
        for ends in [[vec2(-4.0, -4.0), vec2(4.0, 4.0)], [vec2(-4.0, 4.0), vec2(4.0, -4.0)]] {
            painter.line_segment(ends.map(|by| center + by), stroke);
        }
        return;
    }
    if matches!(sign, Sign::Above | Sign::Below) {
        let tip = if sign == Sign::Above { -4.0 } else { 4.0 };
        let points = [vec2(-4.0, -tip / 2.0), vec2(4.0, -tip / 2.0), vec2(0.0, tip)].map(|by| center + by).to_vec();
        painter.add(egui::Shape::convex_polygon(points, color, Stroke::NONE));
        return;
    }
    paint_marker(painter, place, center, 5.5, color);
    if sign != Sign::Solid {
        paint_marker(painter, place, center, 3.6, theme.paper);
    }
    match sign {
        Sign::Target => drop(painter.circle_filled(center, 1.8, color)),
        Sign::Capacity => {
            let bar = egui::Rect::from_center_size(center, vec2(7.0, 2.0));
            painter.rect_filled(bar, CornerRadius::ZERO, color);
        }
        Sign::Solid | Sign::Open | Sign::Disputed | Sign::Over | Sign::About | Sign::Above | Sign::Below => {}
    }
}

/// Grid lines at whole years, as many as fit.
fn years(input: GridInput, width: f64) -> Vec<GridMark> {
    let (first, last) = input.bounds;
    let step = ((last - first) / (width / YEAR)).ceil().max(1.0);
    let mut marks = Vec::new();
    let mut year = first.ceil();
    while year <= last {
        // As large as heights have it: labels are not thinned out a second time.
        marks.push(GridMark { value: year, step_size: 1e9 });
        year += step;
    }
    marks
}
