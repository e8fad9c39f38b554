//! Ranked bars: the first place in full colour, "over" with an arrow head, "about" with a dashed end, a range with a
//! paler part. A bar of what is expected is hollow.

use egui::{
    Align2, Color32, CornerRadius, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, vec2,
};

use super::Page;
use crate::model::id::PlaceId;
use crate::model::indicator::Precision;
use crate::report::plot::Sign;
use crate::study::chart::{Chart, Ranked};
use crate::ui::context::ViewContext;
use crate::ui::passing::Explained;
use crate::ui::theme::{Theme, Type};
use crate::ui::view::View;
use crate::ui::widgets::{focus_ring, paint_marker};
use crate::words::growth::axis_figure;

const ROW: f32 = 40.0;
const THICK: f32 = 24.0;
/// The length of an arrow head.
const HEAD: f32 = 9.0;
const AXIS: f32 = 26.0;
/// The strength of the colour of a bar that is not the highlighted one.
const BESIDE: f32 = 0.42;
/// The strength of the colour inside a bar of what is expected.
const HOLLOW: f32 = 0.16;

/// Draws bars that can be clicked for an explanation.
pub(super) fn bars_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, page: &Page, chart: &Chart) {
    let theme = cx.theme;
    let sheet = Sheet::of(ui, theme, chart, &page.bars);
    for (at, bar) in chart.bars.iter().enumerate() {
        let rect = sheet.row(at);
        let response = ui.interact(rect, ui.scope_id().with(("bar", bar.place.as_str())), Sense::click());
        let said = page.bars.get(at).map(|text| text.join(": ")).unwrap_or_default();
        response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &said));
        let own = page.front.as_ref() == Some(&bar.place);
        if own || response.hovered() {
            ui.painter().rect_filled(rect, CornerRadius::same(4), if own { theme.surface } else { theme.faint });
        }
        focus_ring(ui, theme, &response);
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            view.passing.why.show(Explained::Observations(bar.observations.clone()));
        }
    }
    sheet.paint(ui.painter(), theme, chart, &page.bars, page.front.as_ref());
}

/// Draws bars without interaction.
pub(in crate::ui) fn paint_bars(ui: &mut Ui, theme: &Theme, chart: &Chart, texts: &[[String; 2]]) {
    let sheet = Sheet::of(ui, theme, chart, texts);
    sheet.paint(ui.painter(), theme, chart, texts, None);
}

/// The positions of bars.
struct Sheet {
    rect: Rect,
    left: f32,
    right: f32,
    range: (f64, f64),
    rows: usize,
    fonts: [egui::FontId; 2],
}

impl Sheet {
    fn of(ui: &mut Ui, theme: &Theme, chart: &Chart, texts: &[[String; 2]]) -> Self {
        let height = chart.bars.len() as f32 * ROW + AXIS;
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let font = Type::Body.bold(ui);
        let widest = |at: usize| {
            let wide = |text: &String| ui.painter().layout_no_wrap(text.clone(), font.clone(), theme.ink).size().x;
            texts.iter().filter_map(|text| text.get(at)).map(wide).fold(0.0, f32::max)
        };
        let left = rect.left() + 32.0 + widest(0).min(rect.width() * 0.3) + 14.0;
        let right = (rect.right() - widest(1).min(rect.width() * 0.35) - 24.0).max(left + 60.0);
        Self { rect, left, right, range: chart.x, rows: chart.bars.len(), fonts: [font, Type::Small.font(ui)] }
    }

    fn row(&self, at: usize) -> Rect {
        let top = self.rect.top() + at as f32 * ROW;
        Rect::from_min_max(Pos2::new(self.rect.left(), top), Pos2::new(self.rect.right(), top + ROW - 2.0))
    }

    fn x(&self, value: f64) -> f32 {
        let (from, to) = self.range;
        self.left + ((value - from) / (to - from)) as f32 * (self.right - self.left)
    }

    fn paint(&self, painter: &Painter, theme: &Theme, chart: &Chart, texts: &[[String; 2]], front: Option<&PlaceId>) {
        let [bold, small] = &self.fonts;
        let foot = self.rect.top() + self.rows as f32 * ROW;
        for value in chart.lengths(((self.right - self.left) / 110.0) as usize) {
            painter.vline(self.x(value), self.rect.top()..=foot, Stroke::new(1.0, theme.faint));
            let at = Pos2::new(self.x(value), foot + 5.0);
            painter.text(at, Align2::CENTER_TOP, axis_figure(value), small.clone(), theme.second);
        }
        for ((at, bar), [name, value]) in chart.bars.iter().enumerate().zip(texts) {
            let row = self.row(at);
            let color = theme.place(bar.sign);
            let pale = bar.apart || front.is_some_and(|front| *front != bar.place);
            self.bar(painter, row.center().y, bar, if pale { color.gamma_multiply(BESIDE) } else { color }, color);
            paint_marker(painter, bar.sign, Pos2::new(row.left() + 14.0, row.center().y), 5.0, color);
            let mut job = egui::text::LayoutJob::simple_singleline(name.clone(), bold.clone(), theme.ink);
            job.wrap = egui::text::TextWrapping::truncate_at_width(self.left - row.left() - 40.0);
            let galley = painter.layout_job(job);
            painter.galley(Pos2::new(row.left() + 30.0, row.center().y - galley.size().y / 2.0), galley, theme.ink);
            let end = self.x(bar.to.unwrap_or(bar.length)).max(self.x(0.0));
            painter.text(Pos2::new(end + 12.0, row.center().y), Align2::LEFT_CENTER, value, bold.clone(), theme.ink);
        }
        painter.vline(self.x(0.0), self.rect.top()..=foot, Stroke::new(1.0, theme.third));
    }

    fn bar(&self, painter: &Painter, y: f32, bar: &Ranked, fill: Color32, edge: Color32) {
        let (from, to) = (self.x(0.0), self.x(bar.length));
        let half = THICK / 2.0;
        let around = |from: f32, to: f32| Rect::from_x_y_ranges(from.min(to)..=to.max(from), y - half..=y + half);
        // What is expected is hollow.
        let (fill, stroke) = match bar.expected() {
            true => (fill.gamma_multiply(HOLLOW), Stroke::new(1.5, edge)),
            false => (fill, Stroke::NONE),
        };
        if bar.precision == Precision::MoreThan && to - from > HEAD {
            let corners = [(from, -half), (to - HEAD, -half), (to, 0.0), (to - HEAD, half), (from, half)];
            let points = corners.map(|(x, dy)| Pos2::new(x, y + dy)).to_vec();
            painter.add(Shape::convex_polygon(points, fill, stroke));
        } else {
            painter.rect(around(from, to), CornerRadius::ZERO, fill, stroke, StrokeKind::Inside);
        }
        if let Some(far) = bar.to.map(|far| self.x(far)) {
            painter.rect_filled(around(to, far), CornerRadius::ZERO, fill.gamma_multiply(0.5));
        }
        if bar.precision == Precision::About {
            let end = self.x(bar.to.unwrap_or(bar.length));
            let ends = [Pos2::new(end, y - half - 3.0), Pos2::new(end, y + half + 3.0)];
            painter.extend(Shape::dashed_line(&ends, Stroke::new(2.0, edge), 3.0, 2.0));
        }
    }
}

/// The look of "over" and "about", for the legend.
pub(in crate::ui) fn paint_key(painter: &Painter, theme: &Theme, sign: Sign, center: Pos2) {
    let (left, right) = (center.x - 7.0, center.x + 6.0);
    if sign == Sign::Over {
        let corners = [(left, -4.0), (right - 4.0, -4.0), (right, 0.0), (right - 4.0, 4.0), (left, 4.0)];
        let points = corners.map(|(x, dy)| Pos2::new(x, center.y + dy)).to_vec();
        painter.add(Shape::convex_polygon(points, theme.third, Stroke::NONE));
        return;
    }
    let rect = Rect::from_x_y_ranges(left..=right - 3.0, center.y - 4.0..=center.y + 4.0);
    painter.rect_filled(rect, CornerRadius::ZERO, theme.line);
    let ends = [Pos2::new(right - 2.0, center.y - 6.0), Pos2::new(right - 2.0, center.y + 6.0)];
    painter.extend(Shape::dashed_line(&ends, Stroke::new(1.5, theme.second), 2.0, 2.0));
}
