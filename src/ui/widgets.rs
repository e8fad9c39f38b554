//! Small pieces that several views draw.
//!
//! Each describes itself to screen readers, in this order: size, allocate, interact, describe, paint.

use egui::{
    Align2, Color32, CornerRadius, Label, Pos2, Rect, Response, RichText, Role, Sense, Shape, Stroke, Ui, Vec2,
    WidgetInfo, vec2,
};

use super::context::ViewContext;
use super::context::is_second_hand;
use super::theme::{Theme, Type, bold};
use crate::model::mark::Mark;
use crate::rules::assess::Assessment;
use crate::say;
use crate::words::number::Scale;

/// Body text in bold.
pub(super) fn strong(text: impl Into<String>) -> RichText {
    RichText::new(text).family(bold())
}

/// The heading of a place.
pub(super) fn head(text: impl Into<String>) -> RichText {
    strong(text).text_style(Type::Head.style())
}

/// The title of a view or plot.
pub(super) fn title(text: impl Into<String>) -> RichText {
    strong(text).text_style(Type::Title.style())
}

/// The main result.
pub(super) fn answer(text: impl Into<String>) -> RichText {
    strong(text).text_style(Type::Answer.style())
}

/// Small grey text.
pub(super) fn small(theme: &Theme, text: impl Into<String>) -> RichText {
    RichText::new(text).small().color(theme.second)
}

/// A quiet section title.
pub(super) fn section(ui: &mut Ui, theme: &Theme, text: impl Into<String>) {
    ui.add_space(8.0);
    ui.label(RichText::new(text).small().color(theme.third));
    ui.add_space(2.0);
}

/// The colours of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// Certain money.
    Certain,
    /// Discretionary money.
    Discretionary,
    /// Discretionary money that is known at second hand only.
    Hearsay,
    /// Unknown; drawn dashed.
    Unknown,
    /// A problem.
    Problem,
    /// Anything else.
    Plain,
}

/// A row of tags that can wrap.
pub(super) fn tags(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        ui.spacing_mut().interact_size.y = 18.0;
        ui.horizontal_wrapped(add);
    });
}

/// A short word in a frame.
pub(super) fn tag(ui: &mut Ui, theme: &Theme, tone: Tone, text: &str) -> Response {
    let (ink, line, ground) = match tone {
        Tone::Certain => (theme.certain, theme.certain, Color32::TRANSPARENT),
        Tone::Discretionary => (theme.discretionary_text, theme.discretionary, theme.discretionary_ground),
        Tone::Hearsay => (theme.discretionary_text, theme.discretionary, Color32::TRANSPARENT),
        Tone::Unknown => (theme.unknown, theme.unknown, Color32::TRANSPARENT),
        Tone::Problem => (theme.problem, theme.problem, Color32::TRANSPARENT),
        Tone::Plain => (theme.second, theme.line, Color32::TRANSPARENT),
    };
    let padding = vec2(6.0, 2.0);
    let width = (ui.available_width() - 2.0 * padding.x).max(40.0);
    let galley = ui.painter().layout(text.to_owned(), Type::Small.font(ui), ink, width);
    let (rect, response) = ui.allocate_exact_size(galley.size() + 2.0 * padding, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    if ui.is_rect_visible(rect) {
        let rect = rect.shrink(0.5);
        ui.painter().rect_filled(rect, CornerRadius::same(4), ground);
        if matches!(tone, Tone::Unknown | Tone::Hearsay) {
            dashed_frame(ui.painter(), rect, line);
        } else {
            ui.painter().rect_stroke(rect, CornerRadius::same(4), Stroke::new(1.0, line), egui::StrokeKind::Inside);
        }
        ui.painter().galley(rect.min + padding - vec2(0.5, 0.5), galley, ink);
    }
    response
}

/// A dashed frame for something unknown.
pub(super) fn dashed_frame(painter: &egui::Painter, rect: Rect, color: Color32) {
    let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
    for pair in corners.windows(2) {
        painter.extend(Shape::dashed_line(pair, Stroke::new(1.0, color), 3.0, 2.0));
    }
}

/// The shape of a place.
pub(super) fn paint_marker(painter: &egui::Painter, mark: Mark, center: Pos2, radius: f32, color: Color32) {
    let corners = mark.corners();
    if corners.is_empty() {
        painter.circle_filled(center, radius, color);
        return;
    }
    let points = corners.iter().map(|(x, y)| center + vec2(*x as f32, *y as f32) * radius).collect();
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}

/// The mark of a place as a small widget without a name, an empty circle for none. The name is beside it.
pub(super) fn marker(ui: &mut Ui, theme: &Theme, mark: Option<Mark>) {
    let (rect, _) = ui.allocate_exact_size(vec2(14.0, 18.0), Sense::hover());
    match mark {
        Some(mark) => paint_marker(ui.painter(), mark, rect.center(), 5.0, theme.place(mark)),
        None => {
            ui.painter().circle_stroke(rect.center(), 4.5, Stroke::new(1.0, theme.third));
        }
    }
}

/// The parts of a bar, as shares of its width.
#[derive(Clone, Copy)]
pub(super) struct Parts {
    /// Certain: solid.
    pub(super) certain: f32,
    /// Up to: hatched.
    pub(super) settled: f32,
    /// Depends on open questions: a dashed frame.
    pub(super) possible: f32,
    /// The part of the possible money that is known at second hand only, at the end: thin lines without a background.
    pub(super) second_hand: f32,
}

/// A bar: solid for certain money, hatched for what an authority may grant beyond it, a dashed frame
/// for what depends on open questions, and half as high for what is known at second hand only.
pub(super) fn bar(ui: &mut Ui, theme: &Theme, size: Vec2, parts: Parts, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, name));
    fill_bar(ui, theme, rect, parts);
    response
}

/// A bar beside figures that say the same. Screen readers skip it.
pub(super) fn paint_bar(ui: &mut Ui, theme: &Theme, size: Vec2, parts: Parts) {
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    fill_bar(ui, theme, rect, parts);
}

pub(super) fn fill_bar(ui: &Ui, theme: &Theme, rect: Rect, parts: Parts) {
    if ui.is_rect_visible(rect) {
        let at = |share: f32| rect.left() + rect.width() * share.clamp(0.0, 1.0);
        let (split, end, far) = (at(parts.certain), at(parts.settled), at(parts.possible));
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.faint));
        let known = at((parts.possible - parts.second_hand).max(parts.certain)).clamp(split, far.max(split));
        let end = end.clamp(split, known);
        if known > end + 0.5 {
            let open = Rect::from_x_y_ranges(end..=known.max(end + 4.0), rect.y_range());
            dashed_frame(ui.painter(), open.shrink(0.5), theme.unknown);
        }
        if end > split + 0.5 {
            let hatched = Rect::from_x_y_ranges(split..=end.max(split + 3.0), rect.y_range());
            hatch(ui.painter(), theme, hatched);
        }
        if far > known + 0.5 {
            let half = rect.center().y..=rect.bottom();
            hearsay(ui.painter(), theme, Rect::from_x_y_ranges(known..=far.max(known + 3.0), half));
        }
        if split > rect.left() + 0.5 {
            let solid = Rect::from_x_y_ranges(rect.left()..=split.max(rect.left() + 3.0), rect.y_range());
            ui.painter().rect_filled(solid, CornerRadius::same(2), theme.certain);
        }
    }
}

/// Diagonal lines on the background of discretionary money.
pub(super) fn hatch(painter: &egui::Painter, theme: &Theme, rect: Rect) {
    let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    painter.rect_filled(rect, CornerRadius::same(2), theme.discretionary_ground);
    let stroke = Stroke::new(2.0, theme.discretionary);
    let mut x = rect.left() - rect.height();
    while x < rect.right() {
        painter.line_segment([Pos2::new(x, rect.bottom()), Pos2::new(x + rect.height(), rect.top())], stroke);
        x += 6.0;
    }
}

/// Thin lines in a frame, without a background: discretionary money known at second hand only.
fn hearsay(painter: &egui::Painter, theme: &Theme, rect: Rect) {
    let inside = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let stroke = Stroke::new(1.0, theme.discretionary);
    let mut x = rect.left() - rect.height();
    while x < rect.right() {
        inside.line_segment([Pos2::new(x, rect.bottom()), Pos2::new(x + rect.height(), rect.top())], stroke);
        x += 9.0;
    }
    painter.rect_stroke(rect.shrink(0.5), CornerRadius::same(2), stroke, egui::StrokeKind::Inside);
}

/// A small square that explains a part of a bar.
pub(super) fn swatch(painter: &egui::Painter, theme: &Theme, tone: Tone, center: Pos2) {
    let rect = Rect::from_center_size(center, vec2(14.0, 10.0));
    match tone {
        Tone::Certain => drop(painter.rect_filled(rect, CornerRadius::same(2), theme.certain)),
        Tone::Discretionary => hatch(painter, theme, rect),
        Tone::Hearsay => hearsay(painter, theme, Rect::from_min_max(rect.left_center(), rect.max)),
        Tone::Unknown | Tone::Problem | Tone::Plain => dashed_frame(painter, rect.shrink(0.5), theme.unknown),
    }
}

/// An entry of a legend: a sign and its words, which stay together when the legend wraps.
pub(super) fn legend_entry(ui: &mut Ui, theme: &Theme, text: &str, sign: impl FnOnce(&egui::Painter, Pos2)) {
    const SIGN: f32 = 20.0;
    let room = (ui.max_rect().width() - SIGN).max(40.0);
    let galley = ui.painter().layout(text.to_owned(), Type::Small.font(ui), theme.second, room);
    let size = vec2(SIGN + galley.size().x + 10.0, galley.size().y.max(18.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    sign(ui.painter(), rect.left_center() + vec2(SIGN / 2.0 - 3.0, 0.0));
    let at = egui::pos2(rect.left() + SIGN, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.second);
}

/// Whether Escape was pressed in this frame, so that a field keeps nothing of what was typed. The shell takes the key for
/// its own command before any view is drawn, so only the raw input still has it.
pub(super) fn gives_up(ui: &Ui) -> bool {
    let is_escape =
        |event: &egui::Event| matches!(event, egui::Event::Key { key: egui::Key::Escape, pressed: true, .. });
    ui.input(|input| input.raw.events.iter().any(is_escape))
}

/// A quiet underlined link, such as “why”.
pub(super) fn quiet_link(ui: &mut Ui, theme: &Theme, text: &str, name: &str) -> Response {
    quiet_link_within(ui, theme, text, name, f32::INFINITY)
}

/// The same on as many lines as it takes within a width.
pub(super) fn quiet_link_within(ui: &mut Ui, theme: &Theme, text: &str, name: &str, width: f32) -> Response {
    let galley = ui.painter().layout(text.to_owned(), Type::Small.font(ui), theme.second, width - 4.0);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(4.0, 6.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), name));
    let color = if response.hovered() || response.has_focus() { theme.accent } else { theme.second };
    let at = rect.min + vec2(2.0, 3.0);
    for row in &galley.rows {
        let row = row.rect().translate(at.to_vec2());
        let base = [Pos2::new(row.left(), row.bottom() - 1.0), Pos2::new(row.right(), row.bottom() - 1.0)];
        ui.painter().extend(Shape::dotted_line(&base, color, 3.0, 0.6));
    }
    ui.painter().galley_with_override_text_color(at, galley, color);
    focus_ring(ui, theme, &response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A visible ring around the focused widget.
pub(super) fn focus_ring(ui: &Ui, theme: &Theme, response: &Response) {
    if response.has_focus() {
        let rect = response.rect.expand(1.0);
        ui.painter().rect_stroke(
            rect,
            CornerRadius::same(5),
            Stroke::new(1.5, theme.accent),
            egui::StrokeKind::Outside,
        );
    }
}

/// A button that looks selected or quiet.
pub(super) fn choice_button(ui: &mut Ui, theme: &Theme, chosen: bool, text: &str) -> Response {
    let ink = if chosen { theme.accent } else { theme.second };
    let width = choice_width(ui, theme, text);
    let text = if chosen { strong(text).color(ink) } else { RichText::new(text).color(ink) };
    let fill = if chosen { theme.accent_ground } else { Color32::TRANSPARENT };
    let button = egui::Button::new(text).fill(fill).stroke(Stroke::NONE).selected(chosen).min_size(vec2(width, 0.0));
    let response = ui.add(button);
    focus_ring(ui, theme, &response);
    response
}

/// The width of a choice. It is that of the selected state, so that nothing moves.
pub(super) fn choice_width(ui: &Ui, theme: &Theme, text: &str) -> f32 {
    let bold = ui.painter().layout_no_wrap(text.to_owned(), Type::Body.bold(ui), theme.accent).size().x;
    bold + 2.0 * ui.spacing().button_padding.x
}

/// Several choices in one frame. Returns the one that was clicked.
pub(super) fn segmented<T: Copy + PartialEq>(ui: &mut Ui, theme: &Theme, now: T, all: &[(T, String)]) -> Option<T> {
    let mut picked = None;
    // It moves to the next line as a whole.
    let wide: f32 = all.iter().map(|(_, text)| choice_width(ui, theme, text)).sum();
    if ui.layout().main_wrap() && wide + 4.0 > ui.available_size_before_wrap().x {
        ui.end_row();
    }
    let frame = egui::Frame::new()
        .stroke(Stroke::new(1.0, theme.line))
        .corner_radius(CornerRadius::same(6))
        .fill(theme.surface);
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.horizontal(|ui| {
            for (value, text) in all {
                if choice_button(ui, theme, *value == now, text).clicked() {
                    picked = Some(*value);
                }
            }
        });
    });
    picked
}

/// A chip with a count that acts as a filter.
pub(super) fn chip(ui: &mut Ui, theme: &Theme, on: bool, text: &str) -> Response {
    let (ink, line, ground) =
        if on { (theme.accent, theme.accent, theme.accent_ground) } else { (theme.second, theme.line, theme.surface) };
    let button = egui::Button::new(RichText::new(text).small().color(ink))
        .fill(ground)
        .stroke(Stroke::new(1.0, line))
        .corner_radius(CornerRadius::same(12))
        .min_size(vec2(0.0, 22.0))
        .selected(on);
    let response = ui.add(button);
    focus_ring(ui, theme, &response);
    response
}

/// The space after a figure for `*`, `+` and `†`.
pub(super) const BEHIND: f32 = 15.0;

/// A figure at the right edge of a fixed width. Characters after the digits, such as `*` and `+`, have a space of
/// their own, so that decimal points are aligned.
pub(super) fn figure(ui: &mut Ui, width: f32, text: &str, color: Color32, heavy: bool) {
    let font = if heavy { Type::Body.bold(ui) } else { Type::Body.font(ui) };
    let height = ui.spacing().interact_size.y;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    let digits = text.trim_end_matches(['*', '+', '†']);
    let end = rect.right_center() - vec2(BEHIND, 0.0);
    ui.painter().text(end, Align2::RIGHT_CENTER, digits, font.clone(), color);
    ui.painter().text(end, Align2::LEFT_CENTER, text.get(digits.len()..).unwrap_or_default(), font, color);
}

/// The possible amount of a place, and its colour: a dash if no money is recorded, `?` if there is no limit, `+`
/// if there may be more that is not published.
pub(super) fn ceiling(cx: &ViewContext<'_>, assessment: &Assessment, scale: Scale) -> (String, Color32) {
    let ViewContext { words, theme, .. } = cx;
    let more = assessment.unpriced > 0;
    if assessment.is_unrecorded() {
        return (say!(words, "unrecorded-value"), theme.third);
    }
    match assessment.ceiling {
        None => (say!(words, "unknown-value"), theme.unknown),
        Some(most) if most.is_zero() => (words.figure(most, scale), theme.third),
        Some(most) => {
            let figure = words.figure(most, scale);
            let color = match most {
                same if same == assessment.floor => theme.ink,
                open if open > assessment.settled => theme.unknown,
                _ => theme.discretionary_text,
            };
            let figure = if more { say!(words, "figure-and-more", figure = figure) } else { figure };
            (if is_second_hand(cx, assessment) { format!("{figure}†") } else { figure }, color)
        }
    }
}

/// The certain amount of a place, and its colour: a dash if no money is recorded.
pub(super) fn certain(cx: &ViewContext<'_>, assessment: &Assessment, scale: Scale) -> (String, Color32) {
    let ViewContext { words, theme, .. } = cx;
    if assessment.is_unrecorded() {
        return (say!(words, "unrecorded-value"), theme.third);
    }
    let color = if assessment.floor.is_zero() { theme.third } else { theme.certain };
    (words.figure(assessment.floor, scale), color)
}

/// The heading of a column of figures.
pub(super) fn column_head(ui: &mut Ui, theme: &Theme, width: f32, text: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    let end = rect.right_center() - vec2(BEHIND, 0.0);
    ui.painter().text(end, Align2::RIGHT_CENTER, text, Type::Small.font(ui), theme.second);
}

/// The minimum and maximum width of a side panel, relative to its usual width.
const SIDE: (f32, f32) = (0.75, 1.8);

/// A side panel, with the width the user last gave it.
pub(super) fn side(panel: egui::Panel, usual: f32) -> egui::Panel {
    let (least, most) = SIDE;
    panel.default_size(usual).size_range(usual * least..=usual * most).resizable(true)
}

/// A hairline across the whole width.
pub(super) fn hairline(ui: &mut Ui, color: Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, color));
}

/// A sentence for an empty view: what to do.
pub(super) fn empty(ui: &mut Ui, theme: &Theme, heading: &str, text: &str) {
    ui.add_space(64.0);
    ui.vertical_centered(|ui| {
        ui.set_max_width(420.0);
        ui.label(title(heading));
        ui.add_space(4.0);
        ui.add(Label::new(RichText::new(text).color(theme.second)).wrap());
    });
}
