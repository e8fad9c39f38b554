//! Draws a curve, with the current answer as a handle that can be dragged.

use egui::{Align2, Color32, CornerRadius, Key, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, vec2};
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use crate::model::fact::{Fact, FactKind};
use crate::model::id::PlaceId;
use crate::model::number::Number;
use crate::model::production::{Answer, Production};
use crate::report::plot::curve::{Anchor, Drawn, Element, Graphic, Ink, graphic};
use crate::rules::fraction::Fraction;
use crate::say;
use crate::session::action::Action;
use crate::study::curve::{Bend, Curve, End};
use crate::ui::context::{Requests, ViewContext};
use crate::ui::theme::{Theme, Type};
use crate::ui::view::View;
use crate::ui::widgets::{focus_ring, paint_marker, small, strong};
use crate::words::curve::CurveWords;

/// The number of steps of the axis for dragging and for the arrow keys.
const STEPS: i64 = 100;

/// The inputs of the drawing.
pub(super) struct Shown<'a> {
    pub(super) curve: &'a Curve,
    /// Its bends.
    pub(super) bends: &'a [Bend],
    /// The fact of the axis.
    pub(super) fact: &'a Fact,
    /// The column of the place whose band is drawn.
    pub(super) band: usize,
    pub(super) height: f32,
}

/// Draws a curve with the current answer, which can be dragged.
pub(super) fn plot_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    telling: CurveWords<'_>,
    shown: Shown<'_>,
    requests: &mut Requests,
) {
    let Shown { curve, bends, fact, band, height } = shown;
    let ViewContext { session, words, theme, .. } = cx;
    let production = session.production();
    let place = curve.places.get(band).map(|line| &line.place);
    let now = present(production, fact, place);
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    let drawn = Drawn { words: telling, curve, bends, now, marks: session.marks(), band, scale: view.scale };
    let graphic = graphic(&drawn, [size.x.into(), size.y.into()]);
    let painter = ui.painter_at(rect);
    for element in &graphic.elements {
        paint(ui, &painter, theme, rect.min, element);
    }
    let said = match now {
        Some(now) => say!(words, "curve-now", value = drawn.words.value(now)),
        None => say!(words, "curve-not-answered"),
    };
    now_ui(ui, &painter, theme, &graphic, rect, now, &said);
    let described = format!("{} {said}", drawn.words.finding(curve));
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, &described));
    focus_ring(ui, theme, &response);
    if !view.passing.read_only
        && let Some(next) = moved(ui, &response, &graphic, rect, fact, now)
        && Some(next) != now
    {
        // An answer for the place alone stays one.
        let own = place.filter(|place| production.local.get(*place).is_some_and(|own| own.contains_key(&fact.id)));
        let answer = Some(Answer::Number(next));
        requests.actions.push(Action::Answer { fact: fact.id.clone(), place: own.cloned(), answer });
    }
    let Some(pointer) = response.hover_pos().filter(|_| !response.dragged()) else { return };
    let at = Decimal::from_f64(value(&graphic, pointer.x - rect.left())).unwrap_or_default();
    let at = Fraction::of(rounded(at, fact, curve));
    response.on_hover_ui_at_pointer(|ui| {
        ui.label(strong(drawn.words.at(at)));
        for line in &curve.places {
            let of = |end: End| line.of(end).iter().find(|piece| piece.holds(at)).map(|piece| piece.at(at));
            let floor = of(End::Floor).flatten().unwrap_or_default();
            let most = of(End::Ceiling).flatten();
            let ceiling = most.map_or_else(|| say!(words, "no-limit-known"), |most| drawn.words.money(most));
            let place = words.place(&session.library, &line.place);
            let floor = drawn.words.money(floor);
            ui.label(small(theme, say!(words, "curve-hover", place = place, floor = floor, ceiling = ceiling)));
        }
    });
}

/// The present answer, which may hold in the place with the band only.
pub(in crate::ui) fn present(production: &Production, fact: &Fact, place: Option<&PlaceId>) -> Option<Number> {
    let general = || production.answers.get(&fact.id);
    match place.map_or_else(general, |place| production.answer(&fact.id, place)) {
        Some(Answer::Number(number)) => Some(*number),
        _ => None,
    }
}

/// The answer after dragging or after an arrow key; `None` if neither happened.
fn moved(
    ui: &Ui,
    response: &egui::Response,
    graphic: &Graphic,
    rect: Rect,
    fact: &Fact,
    now: Option<Number>,
) -> Option<Number> {
    let [from, to] = graphic.span.map(|end| Decimal::from_f64(end).unwrap_or_default());
    let step = step(fact, to - from);
    let snap = |value: Decimal| {
        let steps = value.checked_div(step)?.round();
        Some(Number(steps.checked_mul(step)?.clamp(from, to).normalize()))
    };
    if response.dragged() || response.clicked() {
        let pointer = response.interact_pointer_pos()?;
        return snap(Decimal::from_f64(value(graphic, pointer.x - rect.left()))?);
    }
    if !response.has_focus() {
        return None;
    }
    let filter = egui::EventFilter { horizontal_arrows: true, ..egui::EventFilter::default() };
    ui.ctx().memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let pressed = |key: Key| ui.input(|input| input.num_presses(key) as i64);
    let times = if ui.input(|input| input.modifiers.shift) { 10 } else { 1 };
    let by = (pressed(Key::ArrowRight) - pressed(Key::ArrowLeft)) * times;
    (by != 0).then(|| snap(now.map_or(from, |now| now.0) + step * Decimal::from(by)))?
}

/// The value at a horizontal position.
fn value(graphic: &Graphic, x: f32) -> f64 {
    let [left, _, right, _] = graphic.plane;
    let [from, to] = graphic.span;
    (from + (f64::from(x) - left) / (right - left) * (to - from)).clamp(from, to)
}

/// A round step of the axis: whole if the fact counts, with two digits at most.
fn step(fact: &Fact, length: Decimal) -> Decimal {
    let rough = length / Decimal::from(STEPS);
    let step = rough.round_sf(1).unwrap_or(rough).normalize();
    match fact.kind {
        FactKind::Count(_) => step.round().max(Decimal::ONE),
        _ if step.is_zero() => Decimal::ONE,
        _ => step,
    }
}

/// The value under the pointer, rounded to what pointing can distinguish.
fn rounded(value: Decimal, fact: &Fact, curve: &Curve) -> Decimal {
    let step = step(fact, curve.to.0 - curve.from.0);
    value.checked_div(step).map_or(value, |steps| (steps.round() * step).normalize()).clamp(curve.from.0, curve.to.0)
}

/// The handle of the current answer, with its value.
fn now_ui(ui: &Ui, painter: &Painter, theme: &Theme, graphic: &Graphic, rect: Rect, now: Option<Number>, said: &str) {
    let value = now.and_then(|now| now.0.to_f64());
    let x = rect.left() + value.map_or(graphic.plane[0], |now| graphic.x(now)) as f32;
    let handle = Rect::from_center_size(Pos2::new(x, rect.top() + 14.0), vec2(14.0, 16.0));
    painter.rect_filled(handle, CornerRadius::same(3), theme.accent);
    for by in [-2.0, 2.0] {
        painter.vline(x + by, handle.shrink(4.0).y_range(), Stroke::new(1.0, theme.paper));
    }
    let text = painter.layout_no_wrap(said.to_owned(), Type::Small.bold(ui), theme.accent);
    let fits = x + 14.0 + text.size().x + 12.0 < rect.right();
    let start = if fits { x + 14.0 } else { x - 26.0 - text.size().x };
    let ground = Rect::from_min_size(Pos2::new(start, rect.top() + 4.0), text.size() + vec2(12.0, 6.0));
    painter.rect_filled(ground, CornerRadius::same(4), theme.accent_ground);
    painter.galley(ground.min + vec2(6.0, 3.0), text, theme.accent);
}

fn color(theme: &Theme, ink: Ink) -> Color32 {
    match ink {
        Ink::Text => theme.ink,
        Ink::Quiet => theme.second,
        Ink::Grid => theme.faint,
        Ink::Place(place) => theme.place(place),
        Ink::Possible => theme.discretionary,
        Ink::Step => theme.problem,
        Ink::Now => theme.accent,
    }
}

/// Paints an element of a drawing whose upper left corner is `from`.
pub(in crate::ui) fn paint(ui: &Ui, painter: &Painter, theme: &Theme, from: Pos2, element: &Element) {
    let to = |[x, y]: [f64; 2]| from + vec2(x as f32, y as f32);
    match element {
        Element::Line { points, ink, width, dashed } => {
            let stroke = Stroke::new(*width as f32, color(theme, *ink));
            let points: Vec<Pos2> = points.iter().copied().map(to).collect();
            if *dashed {
                painter.extend(Shape::dashed_line(&points, stroke, 4.0, 3.0));
            } else {
                painter.line(points, stroke);
            }
        }
        Element::Ring { at, filled, ink } => {
            let fill = if *filled { color(theme, *ink) } else { theme.paper };
            painter.circle(to(*at), 4.0, fill, Stroke::new(1.5, color(theme, *ink)));
        }
        Element::Square { at, ink } => {
            let square = Rect::from_center_size(to(*at), vec2(7.0, 7.0));
            let stroke = Stroke::new(1.5, color(theme, *ink));
            painter.rect(square, 0.0, theme.paper, stroke, egui::StrokeKind::Middle);
        }
        Element::Mark { at, place } => paint_marker(painter, *place, to(*at), 5.0, theme.place(*place)),
        Element::Text { at, anchor, text, bold, ink, ground } => {
            let font = if *bold { Type::Small.bold(ui) } else { Type::Small.font(ui) };
            let ink = match ink {
                Ink::Possible => theme.discretionary_text,
                other => color(theme, *other),
            };
            let text = painter.layout_no_wrap(text.clone(), font, ink);
            let align = match anchor {
                Anchor::Start => Align2::LEFT_CENTER,
                Anchor::Middle => Align2::CENTER_CENTER,
                Anchor::End => Align2::RIGHT_CENTER,
            };
            let place = align.anchor_size(to(*at), text.size());
            if *ground {
                let card = place.expand2(vec2(6.0, 3.0));
                let edge = Stroke::new(1.0, theme.line);
                painter.rect(card, CornerRadius::same(4), theme.surface, edge, egui::StrokeKind::Inside);
            }
            painter.galley(place.min, text, ink);
        }
    }
}
