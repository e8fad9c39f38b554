//! A small plot for each place, all with the same axes, so that they can be compared. The first is that of the user's
//! city.

use egui::{Align2, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::{Page, paint_point};
use crate::model::id::PlaceId;
use crate::study::chart::{Chart, Mark};
use crate::ui::context::ViewContext;
use crate::ui::passing::Explained;
use crate::ui::theme::{Theme, Type};
use crate::ui::view::View;
use crate::ui::widgets::{focus_ring, paint_marker};
use crate::words::growth::axis_figure;

const HEIGHT: f32 = 190.0;
const LEAST_WIDTH: f32 = 250.0;
const GAP: f32 = 14.0;
/// The space above a small plot for its place and its last value.
const HEAD: f32 = 40.0;
/// The space below for the years.
const FOOT: f32 = 22.0;
/// The maximum distance between the pointer and a point.
const NEAR: f32 = 14.0;

pub(super) fn each_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, page: &Page, chart: &Chart) {
    let mut places = chart.places();
    places.sort_by_key(|place| Some(*place) != page.front.as_ref());
    let width = ui.available_width();
    let columns = ((width + GAP) / (LEAST_WIDTH + GAP)).floor().clamp(1.0, places.len() as f32);
    let size = vec2((width - GAP * (columns - 1.0)) / columns, HEIGHT);
    for row in places.chunks(columns as usize) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            for place in row {
                small_plot(ui, cx, view, (page, chart), place, size);
            }
        });
        ui.add_space(GAP);
    }
}

/// One place: its lines in colour, those of the others pale behind them.
fn small_plot(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    (page, chart): (&Page, &Chart),
    place: &PlaceId,
    size: egui::Vec2,
) {
    let theme = cx.theme;
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let ends = chart.ends().into_iter().zip(&page.ends).filter(|((_, line, _), _)| line.place == *place);
    let ends: Vec<&[String; 2]> = ends.map(|(_, text)| text).collect();
    let said: Vec<String> = ends.iter().map(|text| text.join(": ")).collect();
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, said.join(", ")));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter_at(rect.expand(2.0));
    if page.front.as_ref() == Some(place) {
        painter.rect(
            rect,
            egui::CornerRadius::same(4),
            theme.surface,
            Stroke::new(1.0, theme.line),
            StrokeKind::Inside,
        );
    }
    let sheet = Sheet::of(chart, rect, widest(ui, theme, chart));
    sheet.axes(ui, theme, chart);
    for line in chart.lines.iter().filter(|line| line.place != *place) {
        for (from, to) in line.joined() {
            painter.line_segment([sheet.spot(from), sheet.spot(to)], Stroke::new(1.0, theme.line));
        }
    }
    let own = || chart.lines.iter().filter(|line| line.place == *place);
    let mut spots: Vec<(Pos2, &Mark)> = Vec::new();
    for line in own() {
        let color = theme.place(line.sign);
        for (from, to) in line.joined() {
            let ends = [sheet.spot(from), sheet.spot(to)];
            if to.expected() {
                painter.extend(Shape::dotted_line(&ends, color, 6.0, 1.2));
            } else {
                painter.line_segment(ends, Stroke::new(2.0, color));
            }
        }
        for mark in &line.marks {
            if let Some((low, high)) = mark.range {
                let ends = [sheet.at(mark.x, low), sheet.at(mark.x, high)];
                painter.line_segment(ends, Stroke::new(6.0, color.gamma_multiply(0.5)));
            }
            paint_point(&painter, theme, mark, line.sign, sheet.spot(mark), color);
            spots.push((sheet.spot(mark), mark));
        }
    }
    if let (Some(line), Some([name, _])) = (own().next(), ends.first()) {
        let at = rect.left_top() + vec2(12.0, 12.0);
        paint_marker(&painter, line.sign, at, 4.5, theme.place(line.sign));
        painter.text(at + vec2(12.0, 0.0), Align2::LEFT_CENTER, name, Type::Small.bold(ui), theme.ink);
        let values: Vec<&str> = ends.iter().map(|[_, value]| value.as_str()).collect();
        let font = Type::Small.font(ui);
        let mut job = egui::text::LayoutJob::simple_singleline(values.join(" · "), font, theme.second);
        job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - 30.0);
        let galley = painter.layout_job(job);
        painter.galley(at + vec2(12.0, 7.0), galley, theme.second);
    }
    focus_ring(ui, theme, &response);
    let near = response.hover_pos().and_then(|pointer| {
        let near = spots.iter().filter(|(spot, _)| spot.distance(pointer) < NEAR);
        near.min_by(|a, b| a.0.distance(pointer).total_cmp(&b.0.distance(pointer)))
    });
    // A click away from all points, and the keyboard, explain the last one.
    let clicked = response.clicked();
    let meant = near.or_else(|| spots.last()).map(|(_, mark)| mark.observations.clone());
    if let Some((_, mark)) = near {
        let text = format!("{} · {}", cx.words.span(mark.period), value(cx, page, mark));
        response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text_at_pointer(text);
    }
    if let Some(observations) = meant.filter(|_| clicked) {
        view.passing.why.show(Explained::Observations(observations));
    }
}

fn value(cx: &ViewContext<'_>, page: &Page, mark: &Mark) -> String {
    let ViewContext { session, words, .. } = cx;
    page.indicator.as_ref().map(|told| words.mark_value(&session.library, told, mark)).unwrap_or_default()
}

/// The width of the longest figure on the axis.
fn widest(ui: &Ui, theme: &Theme, chart: &Chart) -> f32 {
    let font = Type::Small.font(ui);
    let wide = |value: f64| ui.painter().layout_no_wrap(axis_figure(value), font.clone(), theme.ink).size().x;
    chart.heights(4).into_iter().map(|(_, value)| wide(value)).fold(0.0, f32::max)
}

/// The positions of the points of a small plot.
struct Sheet {
    rect: Rect,
    x: (f64, f64),
    y: (f64, f64),
}

impl Sheet {
    fn of(chart: &Chart, rect: Rect, figures: f32) -> Self {
        let inner = Rect::from_min_max(rect.min + vec2(figures + 16.0, HEAD), rect.max - vec2(16.0, FOOT));
        Self { rect: inner, x: chart.x, y: chart.y }
    }

    fn at(&self, x: f64, y: f64) -> Pos2 {
        let across = (x - self.x.0) / (self.x.1 - self.x.0);
        let up = (y - self.y.0) / (self.y.1 - self.y.0);
        let left = self.rect.left() + 8.0;
        Pos2::new(
            left + across as f32 * (self.rect.width() - 16.0),
            self.rect.bottom() - up as f32 * self.rect.height(),
        )
    }

    fn spot(&self, mark: &Mark) -> Pos2 {
        self.at(mark.x, mark.y)
    }

    fn axes(&self, ui: &Ui, theme: &Theme, chart: &Chart) {
        let font = Type::Small.font(ui);
        for (height, value) in chart.heights(4) {
            let y = self.at(self.x.0, height).y;
            ui.painter().hline(self.rect.x_range(), y, Stroke::new(1.0, theme.faint));
            let at = Pos2::new(self.rect.left() - 6.0, y);
            ui.painter().text(at, Align2::RIGHT_CENTER, axis_figure(value), font.clone(), theme.second);
        }
        for year in chart.years((self.rect.width() / 52.0) as usize) {
            let at = Pos2::new(self.at(f64::from(year), self.y.0).x, self.rect.bottom() + 4.0);
            ui.painter().text(at, Align2::CENTER_TOP, year.to_string(), font.clone(), theme.second);
        }
    }
}
