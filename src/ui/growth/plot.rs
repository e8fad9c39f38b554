//! The plot itself: lines, markers, values judged wrong, and what lies under the pointer.

use egui::{Align2, Color32, Pos2, RichText, Role, Sense, Stroke, Ui, WidgetInfo, vec2};
use egui_plot::{GridInput, GridMark, Line, LineStyle, MarkerShape, Plot, PlotPoint, PlotPoints, PlotUi, Points, Text};

use super::axis_factor;
use crate::model::id::PlaceId;
use crate::model::indicator::{Indicator, Nature};
use crate::say;
use crate::study::growth::{Point, Series, coordinate};
use crate::ui::looking::Looking;
use crate::ui::theme::Theme;
use crate::ui::view::{View, Why};
use crate::ui::widgets::small;

/// How a point is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// Filled: reported or estimated.
    Solid,
    /// Open: forecast.
    Open,
    /// An open diamond: target.
    Target,
    /// An open square: capacity.
    Capacity,
    /// A triangle in the colour of problems: printed and judged wrong.
    Disputed,
}

/// A point ready to draw.
struct Drawn<'a> {
    point: &'a Point<'a>,
    place: &'a PlaceId,
    x: f64,
    y: f64,
    color: Color32,
}

/// The height of a note.
const NOTE: f32 = 15.0;

/// The room a year takes on the axis.
const YEAR: f64 = 64.0;
/// In plots narrower than this no notes stand beside points.
const LEAST_FOR_NOTES: f64 = 560.0;

/// Room above the highest value, as a share of it.
const HEADROOM: f64 = 1.12;

#[expect(clippy::too_many_arguments, reason = "all of it is needed in one place, and nowhere else")]
pub(super) fn plot_ui(
    ui: &mut Ui,
    looking: &Looking<'_>,
    view: &mut View,
    indicator: &Indicator,
    places: &[PlaceId],
    all: &[Series<'_>],
    height: f32,
    finding: &str,
) {
    let Looking { words, theme, .. } = looking;
    let factor = axis_factor(words, &indicator.unit);
    let (log, index) = (view.growth.log, view.growth.index);
    let mut lines: Vec<Vec<Drawn<'_>>> = Vec::new();
    for series in all {
        let column = places.iter().position(|place| *place == series.place).unwrap_or(0);
        // Other methods are measured against the first value of the main one, where the place has it.
        let main = all.iter().find(|other| other.place == series.place && other.method.is_empty()).unwrap_or(series);
        let first = main.points.first().map_or(1.0, |point| coordinate(point.value));
        let line = series
            .points
            .iter()
            .map(|point| {
                let value = coordinate(point.value);
                let shown = if index { value / first * 100.0 } else { value / factor };
                let y = if log { shown.max(1e-9).log10() } else { shown };
                Drawn { point, place: &series.place, x: point.position(), y, color: theme.place(column) }
            })
            .collect();
        lines.push(line);
    }
    let ys: Vec<f64> = lines.iter().flatten().map(|drawn| drawn.y).collect();
    let xs: Vec<f64> = lines.iter().flatten().map(|drawn| drawn.x).collect();
    let top = ys.iter().copied().fold(f64::MIN, f64::max);
    let low = ys.iter().copied().fold(f64::MAX, f64::min);
    let top = if log { top + 0.15 } else { top * HEADROOM };
    let bottom = if log { low - 0.15 } else { low.min(0.0) };
    let first = xs.iter().copied().fold(f64::MAX, f64::min).floor();
    let last = xs.iter().copied().fold(f64::MIN, f64::max).ceil();
    let (first, last) = if last - first < 1.0 { (first - 1.0, last + 1.0) } else { (first, last) };
    let margin = (last - first) * 0.06;
    let width = f64::from(ui.available_width());
    // In a narrow plot the notes would lie on each other; the marks stay, and tell on hover and in the table.
    let room_for_notes = width > LEAST_FOR_NOTES;

    let plot = Plot::new(("growth", indicator.id.as_str(), log, index))
        .height(height)
        .default_x_bounds(first - margin, last + margin)
        .default_y_bounds(bottom - (top - bottom) * 0.02, top)
        .allow_scroll(false)
        .show_background(false)
        .show_crosshair(false)
        .grid_color(theme.line)
        .grid_fade(0.0)
        .label_formatter(|_| None)
        .x_grid_spacer(move |input| years(input, width))
        .x_axis_formatter(|mark, _| format!("{:.0}", mark.value))
        .y_axis_formatter(move |mark, _| axis_figure(if log { 10_f64.powf(mark.value) } else { mark.value }))
        .grid_spacing(egui::Rangef::new(36.0, 300.0))
        .show_grid([false, true]);
    let many = places.len() > 1;
    let note = |drawn: &Drawn<'_>, value: f64| {
        if !room_for_notes {
            return String::new();
        }
        let note = say!(words, "growth-disputed-note", value = axis_figure(value / factor));
        if many { format!("{} · {note}", words.place(&looking.session.library, drawn.place)) } else { note }
    };
    let other =
        |drawn: &Drawn<'_>| say!(words, "growth-method", place = words.place(&looking.session.library, drawn.place));
    let shown = plot.show(ui, |plot| {
        let mut notes: Vec<Note> = Vec::new();
        for (series, line) in all.iter().zip(&lines) {
            draw_line(plot, line);
            for drawn in line {
                let left = drawn.x < first + (last - first) * 0.3;
                let side = if left { Align2::LEFT_CENTER } else { Align2::RIGHT_CENTER };
                draw_point(plot, theme, drawn);
                if !index {
                    let y = |value: f64| if log { (value / factor).max(1e-9).log10() } else { value / factor };
                    draw_range(plot, drawn, &y);
                    for (at, value) in draw_disputed(plot, theme, drawn, &y, top) {
                        notes.push(Note { at, side, text: note(drawn, value) });
                    }
                }
                if room_for_notes && !series.method.is_empty() && drawn.point.nature != Nature::Target {
                    let at = PlotPoint::new(drawn.x, drawn.y + (top - bottom) * 0.03);
                    notes.push(Note { at, side, text: other(drawn) });
                }
            }
        }
        draw_notes(plot, theme, notes);
        let spots: Vec<(Pos2, usize, usize)> = lines
            .iter()
            .enumerate()
            .flat_map(|(at, line)| line.iter().enumerate().map(move |(index, drawn)| (at, index, drawn)))
            .map(|(at, index, drawn)| (plot.screen_from_plot(PlotPoint::new(drawn.x, drawn.y)), at, index))
            .collect();
        spots
    });
    let read = cursor_ui(ui, looking, view, indicator, &shown.response, &shown.inner, &lines);
    let said = read.map_or_else(|| finding.to_owned(), |read| format!("{read} {finding}"));
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &said));
    let near = shown.response.hover_pos().and_then(|pointer| {
        shown
            .inner
            .iter()
            .map(|(spot, line, index)| (spot.distance(pointer), *line, *index))
            .filter(|(distance, ..)| *distance < 16.0)
            .min_by(|a, b| a.0.total_cmp(&b.0))
    });
    let Some(drawn) = near.and_then(|(_, line, index)| lines.get(line)?.get(index)) else { return };
    let response = shown.response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if response.clicked() {
        view.why.show(why(drawn));
    }
    response.on_hover_ui_at_pointer(|ui| hover_ui(ui, looking, indicator, drawn));
}

/// What explains a point.
fn why(drawn: &Drawn<'_>) -> Why {
    Why::Observations(drawn.point.observations.iter().map(|seen| seen.id.clone()).collect())
}

/// While the plot has the keyboard, the arrow keys go from point to point and from line to line, and Enter
/// explains the point. Returns what the point says.
fn cursor_ui(
    ui: &Ui,
    looking: &Looking<'_>,
    view: &mut View,
    indicator: &Indicator,
    response: &egui::Response,
    spots: &[(Pos2, usize, usize)],
    lines: &[Vec<Drawn<'_>>],
) -> Option<String> {
    let Looking { session, words, theme, .. } = looking;
    if !response.has_focus() {
        return None;
    }
    let filter = egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, ..egui::EventFilter::default() };
    ui.ctx().memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let pressed = |key: egui::Key| ui.input(|input| input.num_presses(key) as isize);
    let along = pressed(egui::Key::ArrowRight) - pressed(egui::Key::ArrowLeft);
    let across = pressed(egui::Key::ArrowDown) - pressed(egui::Key::ArrowUp);
    let (line, point) = view.growth.cursor;
    let line = line.saturating_add_signed(across).min(lines.len().saturating_sub(1));
    let last = lines.get(line).map_or(0, |line| line.len().saturating_sub(1));
    let point = point.saturating_add_signed(along).min(last);
    view.growth.cursor = (line, point);
    let drawn = lines.get(line)?.get(point)?;
    if pressed(egui::Key::Enter) > 0 {
        view.why.show(why(drawn));
    }
    if let Some((spot, ..)) = spots.iter().find(|(_, at, index)| (*at, *index) == (line, point)) {
        ui.painter().circle_stroke(*spot, 9.0, Stroke::new(2.0, theme.accent));
    }
    super::super::widgets::focus_ring(ui, theme, response);
    let seen = drawn.point.observations.first()?;
    let (place, period) = (words.place(&session.library, drawn.place), words.period(seen));
    let value = words.observed(&indicator.unit, seen);
    Some(say!(words, "growth-sentence-one", place = place, value = value, period = period))
}

/// What a point is, while the pointer is on it.
fn hover_ui(ui: &mut Ui, looking: &Looking<'_>, indicator: &Indicator, drawn: &Drawn<'_>) {
    let Looking { session, words, theme, .. } = looking;
    let Some(seen) = drawn.point.observations.first() else { return };
    let place = words.place(&session.library, drawn.place);
    ui.label(small(theme, format!("{place} · {}", words.period(seen))));
    ui.label(crate::ui::widgets::strong(words.observed(&indicator.unit, seen)));
    ui.label(small(theme, words.nature(seen.nature)));
    for seen in &drawn.point.observations {
        for cite in &seen.cites {
            if let Some(source) = session.library.sources.get(&cite.source) {
                let date = source.date.map(|date| words.date(date)).unwrap_or_default();
                ui.label(small(theme, format!("{} {date} · {}", words.text(&source.publisher), seen.printed)));
            }
        }
    }
    ui.label(RichText::new(say!(words, "growth-select")).small().color(theme.third));
}

/// Solid up to what is reported, dotted towards what is expected.
fn draw_line(plot: &mut PlotUi<'_>, line: &[Drawn<'_>]) {
    for pair in line.windows(2) {
        let [from, to] = pair else { continue };
        let expected = !matches!(to.point.nature, Nature::Actual | Nature::Estimate);
        let points = PlotPoints::from(vec![[from.x, from.y], [to.x, to.y]]);
        let style = if expected { LineStyle::Dotted { spacing: 6.0 } } else { LineStyle::Solid };
        plot.line(Line::new("", points).color(from.color).width(2.0).style(style).allow_hover(false));
    }
}

fn draw_point(plot: &mut PlotUi<'_>, theme: &Theme, drawn: &Drawn<'_>) {
    let at = || PlotPoints::from(vec![[drawn.x, drawn.y]]);
    let (shape, open) = match sign(drawn.point.nature) {
        Sign::Solid | Sign::Disputed => (MarkerShape::Circle, false),
        Sign::Open => (MarkerShape::Circle, true),
        Sign::Target => (MarkerShape::Diamond, true),
        Sign::Capacity => (MarkerShape::Square, true),
    };
    plot.points(Points::new("", at()).shape(shape).radius(5.0).color(drawn.color).allow_hover(false));
    if open {
        plot.points(Points::new("", at()).shape(shape).radius(3.2).color(theme.paper).allow_hover(false));
    }
}

/// What the sources print between the least and the most, where they differ.
fn draw_range(plot: &mut PlotUi<'_>, drawn: &Drawn<'_>, y: &dyn Fn(f64) -> f64) {
    let (low, high) = drawn.point.range;
    if drawn.point.differs() {
        let points = PlotPoints::from(vec![[drawn.x, y(coordinate(low))], [drawn.x, y(coordinate(high))]]);
        plot.line(Line::new("", points).color(drawn.color.gamma_multiply(0.5)).width(6.0).allow_hover(false));
    }
}

/// A value judged wrong, at the upper edge if it lies above, with what it says.
fn draw_disputed(
    plot: &mut PlotUi<'_>,
    theme: &Theme,
    drawn: &Drawn<'_>,
    y: &dyn Fn(f64) -> f64,
    top: f64,
) -> Vec<(PlotPoint, f64)> {
    let mut marks = Vec::new();
    for printed in drawn.point.disputed() {
        let value = coordinate(printed);
        let y = y(value).min(top - top.abs() * 0.04);
        let points = PlotPoints::from(vec![[drawn.x, drawn.y], [drawn.x, y]]);
        let style = LineStyle::Dashed { length: 4.0 };
        plot.line(Line::new("", points).color(theme.problem).width(1.0).style(style).allow_hover(false));
        let at = PlotPoints::from(vec![[drawn.x, y]]);
        plot.points(Points::new("", at).shape(MarkerShape::Up).radius(5.0).color(theme.problem).allow_hover(false));
        marks.push((PlotPoint::new(drawn.x, y), value));
    }
    marks
}

/// Words beside a mark.
struct Note {
    at: PlotPoint,
    side: Align2,
    text: String,
}

/// Writes notes beside their marks; those that would lie on each other go below one another.
fn draw_notes(plot: &mut PlotUi<'_>, theme: &Theme, notes: Vec<Note>) {
    let mut placed: Vec<(Pos2, Note)> = notes
        .into_iter()
        .map(|note| (plot.screen_from_plot(note.at), note))
        .filter(|(_, note)| !note.text.is_empty())
        .collect();
    placed.sort_by(|(a, _), (b, _)| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    let mut last: Option<Pos2> = None;
    for (mut spot, note) in placed {
        if let Some(last) = last
            && (last.x - spot.x).abs() < 1.0
            && spot.y < last.y + NOTE
        {
            spot.y = last.y + NOTE;
        }
        last = Some(spot);
        let text = RichText::new(format!("   {}   ", note.text)).small().color(theme.second);
        plot.text(Text::new("", plot.plot_from_screen(spot), text).anchor(note.side).allow_hover(false));
    }
}

fn sign(nature: Nature) -> Sign {
    match nature {
        Nature::Actual | Nature::Estimate => Sign::Solid,
        Nature::Forecast => Sign::Open,
        Nature::Target => Sign::Target,
        Nature::Capacity => Sign::Capacity,
    }
}

/// A sign in the legend.
pub(super) fn sign_ui(ui: &mut Ui, theme: &Theme, sign: Sign) {
    let (rect, _) = ui.allocate_exact_size(vec2(14.0, 18.0), Sense::hover());
    let (center, color) = (rect.center(), theme.second);
    let stroke = Stroke::new(1.5, color);
    match sign {
        Sign::Solid => drop(ui.painter().circle_filled(center, 4.5, color)),
        Sign::Open => drop(ui.painter().circle_stroke(center, 4.0, stroke)),
        Sign::Target => {
            let points = [(0.0, -5.0), (5.0, 0.0), (0.0, 5.0), (-5.0, 0.0)];
            let points = points.iter().map(|(x, y)| center + vec2(*x, *y)).collect();
            ui.painter().add(egui::Shape::closed_line(points, stroke));
        }
        Sign::Capacity => {
            let square = egui::Rect::from_center_size(center, vec2(8.0, 8.0));
            ui.painter().rect_stroke(square, egui::CornerRadius::ZERO, stroke, egui::StrokeKind::Middle);
        }
        Sign::Disputed => {
            let points = [(0.0, -5.0), (5.0, 4.0), (-5.0, 4.0)];
            let points = points.iter().map(|(x, y)| center + vec2(*x, *y)).collect();
            ui.painter().add(egui::Shape::convex_polygon(points, theme.problem, Stroke::NONE));
        }
    }
}

/// Grid marks at whole years, as many as there is room for.
fn years(input: GridInput, width: f64) -> Vec<GridMark> {
    let (first, last) = input.bounds;
    let step = ((last - first) / (width / YEAR)).ceil().max(1.0);
    let mut marks = Vec::new();
    let mut year = first.ceil();
    while year <= last {
        marks.push(GridMark { value: year, step_size: step });
        year += step;
    }
    marks
}

/// A figure on an axis: no more digits than it needs.
fn axis_figure(value: f64) -> String {
    let decimals = if value.fract().abs() < 1e-9 {
        0
    } else if value.abs() >= 100.0 {
        1
    } else {
        2
    };
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text };
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && digit.is_ascii_digit() && (whole.len() - at).is_multiple_of(3) && !grouped.ends_with('-') {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    rest.map_or(grouped.clone(), |rest| format!("{grouped}.{rest}"))
}
