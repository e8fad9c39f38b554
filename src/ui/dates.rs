//! A calendar of a month, for every date field.
//!
//! The date picker of `egui_extras` requires a second calendar library. This one is a grid of buttons over `jiff`.

use egui::{Button, CornerRadius, RichText, Role, Stroke, Ui, WidgetInfo, vec2};
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::context::ViewContext;
use super::theme::Theme;
use super::widgets::{focus_ring, small, strong};
use crate::model::date::PartialDate;
use crate::say;

const DAY: egui::Vec2 = vec2(28.0, 26.0);

/// A button with a calendar icon that opens a month. Returns the day that was picked.
pub(super) fn date_button(ui: &mut Ui, cx: &ViewContext<'_>, now: Option<Date>, of: &str) -> Option<Date> {
    let ViewContext { words, theme, .. } = cx;
    let name = say!(words, "date-pick", of = of);
    let mut picked = None;
    let config =
        egui::containers::menu::MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    let button = Button::new("").min_size(vec2(22.0, 26.0));
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).config(config).ui(ui, |ui| {
        ui.reset_style();
        picked = month_ui(ui, cx, now);
        if picked.is_some() {
            ui.close();
        }
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    sheet(ui, theme, response.rect.center());
    focus_ring(ui, theme, &response);
    response.on_hover_text(name);
    picked
}

/// A calendar icon.
fn sheet(ui: &Ui, theme: &Theme, center: egui::Pos2) {
    let rect = egui::Rect::from_center_size(center, vec2(13.0, 12.0));
    let stroke = Stroke::new(1.2, theme.second);
    ui.painter().rect_stroke(rect, CornerRadius::same(2), stroke, egui::StrokeKind::Inside);
    ui.painter().hline(rect.x_range(), rect.top() + 4.0, stroke);
    for x in [rect.left() + 3.5, rect.right() - 3.5] {
        ui.painter().vline(x, rect.top() - 2.0..=rect.top() + 1.0, stroke);
    }
}

/// The days of a month in weeks from Monday to Sunday. Returns the one that was clicked.
pub(super) fn month_ui(ui: &mut Ui, cx: &ViewContext<'_>, now: Option<Date>) -> Option<Date> {
    let ViewContext { words, theme, today, .. } = cx;
    let id = ui.scope_id().with("month");
    let begun = now.unwrap_or(*today).first_of_month();
    let mut month: Date = ui.data(|data| data.get_temp(id)).unwrap_or(begun);
    ui.horizontal(|ui| {
        for (sign, months, name) in
            [("«", -12, say!(words, "date-year-before")), ("‹", -1, say!(words, "date-month-before"))]
        {
            turn(ui, theme, (sign, &name), &mut month, months);
        }
        let title = words.date(PartialDate::Month(month.year(), month.month()));
        let width = 7.0 * DAY.x - 4.0 * 30.0;
        ui.allocate_ui_with_layout(
            vec2(width, 26.0),
            egui::Layout::centered_and_justified(egui::Direction::LeftToRight),
            |ui| ui.label(strong(title)),
        );
        for (sign, months, name) in
            [("›", 1, say!(words, "date-month-after")), ("»", 12, say!(words, "date-year-after"))]
        {
            turn(ui, theme, (sign, &name), &mut month, months);
        }
    });
    let heads = say!(words, "date-weekdays");
    let before = month.weekday().to_monday_zero_offset();
    let mut picked = None;
    egui::Grid::new(id.with("days")).spacing(vec2(0.0, 0.0)).min_col_width(DAY.x).show(ui, |ui| {
        for head in heads.split('/') {
            ui.vertical_centered(|ui| ui.label(small(theme, head)));
        }
        ui.end_row();
        for _ in 0..before {
            ui.label("");
        }
        for number in 1..=month.days_in_month() {
            let Ok(day) = Date::new(month.year(), month.month(), number) else { continue };
            if day_ui(ui, cx, day, now == Some(day)) {
                picked = Some(day);
            }
            if day.weekday() == jiff::civil::Weekday::Sunday {
                ui.end_row();
            }
        }
    });
    ui.data_mut(|data| match picked {
        Some(_) => data.remove::<Date>(id),
        None => drop(data.insert_temp(id, month)),
    });
    picked
}

fn turn(ui: &mut Ui, theme: &Theme, (sign, name): (&str, &str), month: &mut Date, months: i32) {
    ui.spacing_mut().item_spacing.x = 2.0;
    let button = ui.add(Button::new(RichText::new(sign).color(theme.second)).min_size(vec2(26.0, 26.0)).frame(false));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    focus_ring(ui, theme, &button);
    if button.on_hover_text(name).clicked() {
        *month = month.checked_add(months.months()).unwrap_or(*month);
    }
}

fn day_ui(ui: &mut Ui, cx: &ViewContext<'_>, day: Date, chosen: bool) -> bool {
    let theme = cx.theme;
    let ink = if chosen { theme.accent } else { theme.ink };
    let line = if day == cx.today { theme.accent } else { egui::Color32::TRANSPARENT };
    let text = day.day().to_string();
    let text = if chosen { strong(text).color(ink) } else { RichText::new(text).color(ink) };
    let fill = if chosen { theme.accent_ground } else { egui::Color32::TRANSPARENT };
    let button = ui.add(Button::new(text).fill(fill).stroke(Stroke::new(1.0, line)).min_size(DAY));
    button.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, day.to_string()));
    focus_ring(ui, theme, &button);
    button.clicked()
}
