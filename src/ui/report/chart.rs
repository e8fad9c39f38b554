//! A plot of the report in the window: the same layout as in every file, without interaction.

use egui::{Align2, Pos2, Role, Sense, Shape, Stroke, Ui, WidgetInfo, vec2};

use crate::report::document::Drawing;
use crate::report::plot::{Plot, Sign};
use crate::study::chart::pushed_apart;
use crate::ui::curve::paint;
use crate::ui::growth::{key_ui, paint_bars, paint_point, paint_sign};
use crate::ui::theme::{Theme, Type};
use crate::ui::widgets::{paint_marker, small};
use crate::words::growth::axis_figure;

const HEIGHT: f32 = 260.0;

/// A drawing of the report, in the same size as in files.
pub(super) fn drawing_ui(ui: &mut Ui, theme: &Theme, drawing: &Drawing) {
    let [width, height] = drawing.graphic.size.map(|side| side as f32);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, format!("{}: {}", drawing.title, drawing.finding)));
    if ui.is_rect_visible(rect) {
        let painter = ui.painter_at(rect);
        for element in &drawing.graphic.elements {
            paint(ui, &painter, theme, rect.min, element);
        }
    }
}

pub(super) fn chart_ui(ui: &mut Ui, theme: &Theme, plot: &Plot) {
    if !plot.chart.bars.is_empty() {
        paint_bars(ui, theme, &plot.chart, &plot.bars);
        apart_ui(ui, theme, plot);
        return;
    }
    let width = ui.available_width().min(760.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, format!("{}: {}", plot.title, plot.finding)));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter_at(rect);
    let font = Type::Small.font(ui);
    let chart = &plot.chart;
    let heights = chart.heights(6);
    let wide = |text: &str| painter.layout_no_wrap(text.to_owned(), font.clone(), theme.ink).size().x;
    let left = heights.iter().map(|(_, value)| wide(&axis_figure(*value))).fold(0.0, f32::max) + 12.0;
    let ends = plot.ends.iter().flatten().map(|text| wide(text)).fold(0.0, f32::max).min(200.0);
    let right = if ends > 0.0 { ends + 28.0 } else { 20.0 };
    let sheet = egui::Rect::from_min_max(rect.min + vec2(left, 18.0), rect.max - vec2(right, 24.0));
    let x = |year: f64| {
        let share = (year - chart.x.0) / (chart.x.1 - chart.x.0);
        sheet.left() + 20.0 + share as f32 * (sheet.width() - 40.0)
    };
    let y = |height: f64| sheet.bottom() - ((height - chart.y.0) / (chart.y.1 - chart.y.0)) as f32 * sheet.height();
    let spot = |year: f64, height: f64| Pos2::new(x(year), y(height));
    painter.text(rect.left_top(), Align2::LEFT_TOP, &plot.unit, font.clone(), theme.second);
    for (height, value) in heights {
        painter.hline(sheet.x_range(), y(height), Stroke::new(1.0, theme.faint));
        let at = Pos2::new(sheet.left() - 8.0, y(height));
        painter.text(at, Align2::RIGHT_CENTER, axis_figure(value), font.clone(), theme.second);
    }
    for year in chart.years((sheet.width() / 56.0) as usize) {
        let at = Pos2::new(x(f64::from(year)), sheet.bottom() + 6.0);
        painter.text(at, Align2::CENTER_TOP, year.to_string(), font.clone(), theme.second);
    }
    for line in &chart.lines {
        let color = theme.place(line.sign);
        for (from, to) in line.joined() {
            let ends = [spot(from.x, from.y), spot(to.x, to.y)];
            if to.expected() {
                painter.extend(Shape::dotted_line(&ends, color, 6.0, 1.2));
            } else {
                painter.line_segment(ends, Stroke::new(2.0, color));
            }
        }
        for mark in &line.marks {
            for disputed in &mark.disputed {
                let ends = [spot(mark.x, mark.y), spot(mark.x, disputed.y)];
                painter.extend(Shape::dashed_line(&ends, Stroke::new(1.0, theme.problem), 4.0, 3.0));
                paint_sign(&painter, theme, Sign::Disputed, line.sign, ends[1], theme.problem);
            }
        }
    }
    for line in &chart.lines {
        let color = theme.place(line.sign);
        for mark in &line.marks {
            if let Some((low, high)) = mark.range {
                let ends = [spot(mark.x, low), spot(mark.x, high)];
                painter.line_segment(ends, Stroke::new(6.0, color.gamma_multiply(0.5)));
            }
            paint_point(&painter, theme, mark, line.sign, spot(mark.x, mark.y), color);
        }
    }
    let all = chart.ends();
    let wanted: Vec<f64> = all.iter().map(|(_, _, mark)| f64::from(y(mark.y))).collect();
    let ends = (f64::from(sheet.top()), f64::from(sheet.bottom()) - 16.0);
    for (((_, line, _), [name, value]), height) in all.iter().zip(&plot.ends).zip(pushed_apart(&wanted, 30.0, ends)) {
        let at = Pos2::new(sheet.right() + 8.0, height as f32);
        paint_marker(&painter, line.sign, at, 4.5, theme.place(line.sign));
        painter.text(at + vec2(10.0, 0.0), Align2::LEFT_CENTER, name, Type::Small.bold(ui), theme.ink);
        painter.text(at + vec2(10.0, 13.0), Align2::LEFT_CENTER, value, font.clone(), theme.second);
    }
    apart_ui(ui, theme, plot);
}

/// The meaning of the signs, and the values of the indicator that are not drawn.
fn apart_ui(ui: &mut Ui, theme: &Theme, plot: &Plot) {
    ui.horizontal_wrapped(|ui| plot.legend.iter().for_each(|(sign, text)| key_ui(ui, theme, *sign, text)));
    for text in &plot.apart {
        ui.add(egui::Label::new(small(theme, text.as_str())).wrap());
    }
}
