//! The amounts of places along one number: every number they ask for on the left, the chosen one drawn on the right.

mod plot;
mod table;

use std::sync::Arc;

pub(super) use plot::{paint, present};

use egui::{CentralPanel, Margin, Panel, Pos2, RichText, Role, ScrollArea, Sense, Shape, Stroke, TextEdit};
use egui::{Ui, WidgetInfo, vec2};
use rust_decimal::prelude::ToPrimitive;

use super::context::{NARROW, Requests, ViewContext};
use super::fitted::fitted;
use super::follow::Follow as _;
use super::memo::Memo;
use super::tab::Tab;
use super::theme::Type;
use super::view::View;
use super::widgets::{empty, focus_ring, hairline, marker, quiet_link, section, segmented, side, small, strong, title};
use crate::model::fact::Fact;
use crate::model::id::{FactId, PlaceId};
use crate::model::number::{Number, Written};
use crate::model::production::{Answer, KeptCurve};
use crate::model::variant::{Changed, Variant};
use crate::rules::along::Piece;
use crate::rules::context::Context;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::session::action::Action;
use crate::study::curve::{Bend, Curve, End, Over, bends, curve, is_level, span};
use crate::study::goal::{Goal, goal};
use crate::study::questions::needed;
use crate::words::curve::{Axis, CurveWords};

/// A fact with its curve, once made. The inner `None` means that nothing changes along it.
type Sheet = (FactId, Option<Option<Curve>>);

/// The curves along every number that the places ask for; each frame makes one more.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheets {
    /// The facts that take numbers, with their curves.
    all: Memo<(u64, u64), Vec<Sheet>>,
    /// The bends of the curve that is drawn, with their rules.
    bends: Memo<(u64, u64, FactId), Arc<Vec<Bend>>>,
    /// The fact that is drawn.
    chosen: Option<FactId>,
    /// Whether the user chose it, also if nothing changes along it.
    picked: bool,
    /// The range of the curve that is drawn.
    drawn: Option<[Number; 2]>,
    /// The place whose band is drawn.
    band: Option<PlaceId>,
    /// Whether the table is shown instead of the plot.
    pub(super) table: bool,
    /// The wanted amount as typed, and whether it must be certain.
    goal: String,
    goal_possible: bool,
}

impl Sheets {
    /// The curve that is drawn.
    pub(super) fn shown(&self) -> Option<&Curve> {
        let chosen = self.chosen.as_ref()?;
        self.all.last()?.iter().find(|(fact, _)| fact == chosen)?.1.as_ref()?.as_ref()
    }

    /// Draws the curve of a figure from now on.
    pub(super) fn turn_to(&mut self, fact: FactId) {
        (self.chosen, self.picked) = (Some(fact), true);
    }

    /// The bends of the curve that is drawn, as they were found last.
    pub(super) fn bends(&self) -> &[Bend] {
        self.bends.last().map_or(&[], |bends| bends.as_slice())
    }

    /// The column of the place whose band is drawn: the chosen one, or the first that changes.
    pub(super) fn band_of(&self, places: &[PlaceId]) -> usize {
        let chosen = self.band.as_ref().and_then(|band| places.iter().position(|place| place == band));
        let moves =
            |curve: &Curve| curve.places.iter().position(|line| !(is_level(&line.floor) && is_level(&line.ceiling)));
        chosen.or_else(|| self.shown().and_then(moves)).unwrap_or(0)
    }

    /// Makes the curve that is drawn if it is missing, and one other.
    fn make(&mut self, ui: &Ui, cx: &ViewContext<'_>) {
        let session = cx.session;
        let production = session.production();
        let all = self.all.get((session.revision(), session.library_revision()), || {
            let facts = needed(&session.library, &production.places, session.day);
            let numbers = facts.into_iter().filter(|fact| crate::study::curve::range_of(fact).is_some());
            numbers.map(|fact| (fact.id.clone(), None)).collect()
        });
        let chosen = self.chosen.clone();
        let missing = |(fact, made): &&mut Sheet| made.is_none() && Some(fact) == chosen.as_ref();
        if let Some((fact, made)) = all.iter_mut().find(missing) {
            *made = Some(made_curve(cx, fact));
        }
        if let Some((fact, made)) = all.iter_mut().find(|(_, made)| made.is_none()) {
            *made = Some(made_curve(cx, fact));
            ui.ctx().request_repaint();
        }
        // Until the user chooses, the first number along which something changes is drawn.
        let drawn = all.iter().any(|(fact, made)| Some(fact) == chosen.as_ref() && matches!(made, Some(Some(_))));
        if !drawn && !self.picked && all.iter().all(|(_, made)| made.is_some()) {
            let slopes = |curve: &Curve| {
                curve.places.iter().any(|line| {
                    line.floor
                        .iter()
                        .chain(&line.ceiling)
                        .any(|piece| piece.slope().is_some_and(|slope| !slope.is_zero()))
                })
            };
            let rising = all.iter().find(|(_, made)| matches!(made, Some(Some(curve)) if slopes(curve)));
            let first = rising.or_else(|| all.iter().find(|(_, made)| matches!(made, Some(Some(_)))));
            self.chosen = first.map(|(fact, _)| fact.clone()).or_else(|| self.chosen.take());
        }
        if let (Some(fact), Some(curve)) = (self.chosen.clone(), self.shown()) {
            let found = || {
                let context = Context::new(session.counted(), production, session.day);
                Arc::new(bends(&context, curve))
            };
            let key = (session.revision(), session.library_revision(), fact);
            if !self.bends.is_for(&key) {
                let found = found();
                self.bends.set(key, found);
            }
        }
    }
}

fn made_curve(cx: &ViewContext<'_>, fact: &FactId) -> Option<Curve> {
    let session = cx.session;
    let context = Context::new(session.counted(), session.production(), session.day);
    let places = &session.places();
    let ends = span(&context, places, session.library.facts.get(fact)?)??;
    curve(&context, places, &Over::Answer(fact.clone()), ends).ok()
}

/// Draws the view.
pub(super) fn curve_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let narrow = ui.ctx().content_rect().width() < NARROW;
    let page = egui::Frame::new().fill(theme.paper).inner_margin(Margin::symmetric(if narrow { 12 } else { 20 }, 12));
    if session.production().places.is_empty() {
        CentralPanel::default().frame(page).show(ui, |ui| {
            empty(ui, theme, &say!(words, "compare-empty-title"), &say!(words, "calculator-empty"));
        });
        return;
    }
    let sheets = view.own.of::<Sheets>();
    sheets.make(ui, cx);
    view.passing.plot = sheets.shown().is_some().then_some(Tab::Curve);
    if !narrow {
        let frame = egui::Frame::new().fill(theme.sunk).inner_margin(Margin { left: 16, right: 8, top: 14, bottom: 0 });
        side(Panel::left("numbers"), 264.0).frame(frame).show(ui, |ui| {
            ScrollArea::vertical().id_salt("numbers").auto_shrink([false, false]).follow(ui, |ui| {
                ui.set_max_width(ui.available_width() - 10.0);
                numbers_ui(ui, cx, view);
            });
        });
    }
    CentralPanel::default().frame(page).show(ui, |ui| {
        ScrollArea::vertical().id_salt("curve").auto_shrink([false, false]).follow(ui, |ui| {
            if narrow {
                numbers_menu(ui, cx, view);
            }
            page_ui(ui, cx, view, requests);
        });
    });
}

/// Every number that the places ask for, with a small drawing and the places it changes.
fn numbers_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View) {
    let ViewContext { session, words, theme, .. } = cx;
    let places = &session.places();
    ui.label(title(say!(words, "curve-title")));
    ui.add(egui::Label::new(small(theme, say!(words, "curve-about", count = places.len()))).wrap());
    ui.add_space(8.0);
    let band = view.own.of::<Sheets>().band_of(places);
    let all = std::mem::take(&mut view.own.of::<Sheets>().all);
    let mut nothing = Vec::new();
    for (fact, made) in all.last().into_iter().flatten() {
        let Some(fact) = session.library.facts.get(fact) else { continue };
        match made {
            Some(Some(curve)) => number_ui(ui, cx, view, fact, curve),
            Some(None) => nothing.push(words.capital(words.text(&fact.label))),
            None => {}
        }
    }
    view.own.of::<Sheets>().all = all;
    if !nothing.is_empty() {
        section(ui, theme, say!(words, "curve-moves-nothing"));
        ui.add(egui::Label::new(small(theme, nothing.join(" · "))).wrap());
    }
    section(ui, theme, say!(words, "curve-places"));
    for (at, place) in places.iter().enumerate() {
        ui.horizontal(|ui| {
            marker(ui, theme, Some(session.mark(place)));
            let name = words.place(&session.library, place);
            let text = if at == band { strong(name.as_str()) } else { RichText::new(name.as_str()) };
            let response = ui.add(egui::Button::new(text).frame(false));
            focus_ring(ui, theme, &response);
            if response.clicked() {
                view.own.of::<Sheets>().band = Some(place.clone());
            }
        });
    }
    ui.add(egui::Label::new(small(theme, say!(words, "curve-pick-band"))).wrap());
    ui.add_space(16.0);
}

fn number_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, fact: &Fact, curve: &Curve) {
    let ViewContext { session, words, theme, .. } = cx;
    let is_chosen = view.own.of::<Sheets>().chosen.as_ref() == Some(&fact.id);
    let name = words.capital(words.text(&fact.label));
    let moved: Vec<&PlaceId> = curve
        .places
        .iter()
        .filter(|line| !(is_level(&line.floor) && is_level(&line.ceiling)))
        .map(|line| &line.place)
        .collect();
    let Some(first) = moved.first() else { return };
    let (count, all) = (moved.len(), curve.places.len());
    let place = words.place(&session.library, first);
    let moves = say!(words, "curve-moves", count = count, place = place, all = all.to_string());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 48.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &name));
    if is_chosen {
        ui.painter().rect_filled(rect, 4.0, theme.surface);
        let edge = rect.with_max_x(rect.left() + 3.0);
        ui.painter().rect_filled(edge, 0.0, theme.accent);
    }
    focus_ring(ui, theme, &response);
    let ink = if is_chosen { theme.accent } else { theme.ink };
    let room = rect.width() - 96.0;
    let name = fitted(ui, &name, Type::Body, is_chosen, ink, room);
    let lines = name.rows.len();
    let (first, second) = if lines > 1 { (2.0, 30.0) } else { (8.0, 27.0) };
    ui.painter().galley(rect.min + vec2(8.0, first), name, ink);
    let mut job = egui::text::LayoutJob::simple_singleline(moves, Type::Small.font(ui), theme.second);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room);
    let moves = ui.painter().layout_job(job);
    ui.painter().galley(rect.min + vec2(8.0, second), moves, theme.second);
    let small = egui::Rect::from_min_size(rect.right_top() + vec2(-84.0, 9.0), vec2(76.0, 30.0));
    spark_ui(ui, cx, small, curve, moved.as_slice());
    if response.clicked() {
        view.own.of::<Sheets>().turn_to(fact.id.clone());
    }
}

/// The lines of the places that change, the size of a word: certain money if that changes, otherwise possible money.
fn spark_ui(ui: &Ui, cx: &ViewContext<'_>, rect: egui::Rect, curve: &Curve, moved: &[&PlaceId]) {
    let theme = cx.theme;
    let lines = || curve.places.iter().filter(|line| moved.contains(&&line.place));
    let pieces = |line: &crate::study::curve::Line| -> Vec<Piece> {
        if is_level(&line.floor) { line.ceiling.clone() } else { line.floor.clone() }
    };
    let float = |value: Fraction| value.decimal().to_f32().unwrap_or_default();
    let all = lines().flat_map(pieces);
    let top = all.flat_map(|piece| [piece.at_from, piece.at_to]).flatten().map(float).fold(0.0, f32::max).max(1e-6);
    let (from, to) = (curve.from.0.to_f32().unwrap_or_default(), curve.to.0.to_f32().unwrap_or(1.0));
    let point = |at: Fraction, amount: Fraction| {
        let x = rect.left() + (float(at) - from) / (to - from).max(1e-6) * rect.width();
        Pos2::new(x, rect.bottom() - float(amount) / top * rect.height())
    };
    for line in lines() {
        let mut before: Option<Pos2> = None;
        for piece in pieces(line) {
            let (Some(start), Some(end)) = (piece.at_from, piece.at_to) else { continue };
            let (start, end) = (point(piece.from, start), point(piece.to, end));
            if let Some(before) = before.filter(|before| (before.y - start.y).abs() > 1.0) {
                let riser = Shape::dashed_line(&[before, start], Stroke::new(1.0, theme.problem), 3.0, 2.0);
                ui.painter().extend(riser);
            }
            ui.painter().line_segment([start, end], Stroke::new(1.5, theme.place(cx.session.mark(&line.place))));
            before = Some(end);
        }
    }
}

/// The numbers as a menu, if there is no room for them beside the plot.
fn numbers_menu(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View) {
    let ViewContext { session, words, .. } = cx;
    let name = |fact: &FactId| words.capital(&words.fact(&session.library, fact));
    let now = view.own.of::<Sheets>().chosen.as_ref().map(name).unwrap_or_default();
    let combo = egui::ComboBox::from_id_salt("number").selected_text(now).width(260.0).truncate();
    let moving: Vec<FactId> = view
        .own
        .of::<Sheets>()
        .all
        .last()
        .into_iter()
        .flatten()
        .filter(|(_, made)| matches!(made, Some(Some(_))))
        .map(|(fact, _)| fact.clone())
        .collect();
    let response = combo.show_ui(ui, |ui| {
        for fact in moving {
            let text = name(&fact);
            let is_chosen = view.own.of::<Sheets>().chosen.as_ref() == Some(&fact);
            if ui.selectable_label(is_chosen, text).clicked() {
                view.own.of::<Sheets>().turn_to(fact);
                ui.close();
            }
        }
    });
    let label = say!(words, "curve-title");
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &label));
    ui.add_space(8.0);
}

fn page_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    ui.horizontal(|ui| {
        let back = say!(words, "curve-back");
        if quiet_link(ui, theme, &back, &back).clicked() {
            view.tab = Tab::Calculator;
        }
        ui.label(small(theme, "/"));
        ui.label(small(theme, say!(words, "curve-button")));
    });
    let band = view.own.of::<Sheets>().band_of(&session.places());
    let sheets = std::mem::take(&mut view.own.of::<Sheets>().all);
    let chosen = view.own.of::<Sheets>().chosen.clone();
    let found = sheets
        .last()
        .into_iter()
        .flatten()
        .find(|(fact, _)| Some(fact) == chosen.as_ref())
        .and_then(|(_, made)| made.as_ref()?.as_ref());
    let fact = chosen.as_ref().and_then(|fact| session.library.facts.get(fact));
    match (fact, found) {
        (Some(fact), Some(curve)) => {
            let telling = CurveWords {
                words,
                library: &session.library,
                axis: Axis::Answer(fact),
                currency: session.production().currency,
            };
            ui.add(egui::Label::new(title(words.capital(&telling.finding(curve)))).wrap());
            view.own.of::<Sheets>().drawn = Some([curve.from, curve.to]);
            bar_ui(ui, cx, view, requests);
            let bends = view.own.of::<Sheets>().bends.last().cloned().unwrap_or_default();
            if view.own.of::<Sheets>().table {
                table::table_ui(ui, cx, view, &telling, (curve, &bends), requests);
            } else {
                let height = (ui.clip_rect().bottom() - ui.cursor().top() - 110.0).clamp(260.0, 640.0);
                let drawn = plot::Shown { curve, bends: &bends, fact, band, height };
                plot::plot_ui(ui, cx, view, telling, drawn, requests);
            }
            goal_ui(ui, cx, view, fact, band, requests);
        }
        _ if sheets.last().into_iter().flatten().any(|(_, made)| made.is_none()) => drop(ui.spinner()),
        (Some(fact), None) if view.own.of::<Sheets>().picked => {
            let name = words.capital(words.text(&fact.label));
            let text = say!(words, "curve-finding-nothing", what = name);
            empty(ui, theme, &text, &say!(words, "curve-finding-nothing-hint"));
        }
        _ => empty(ui, theme, &say!(words, "curve-title"), &say!(words, "curve-no-numbers")),
    }
    view.own.of::<Sheets>().all = sheets;
}

/// The switch between plot and table, and the file formats.
fn bar_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { words, theme, .. } = cx;
    ui.horizontal_wrapped(|ui| {
        let parts = [(false, say!(words, "growth-plot")), (true, say!(words, "growth-table"))];
        if let Some(table) = segmented(ui, theme, view.own.of::<Sheets>().table, &parts) {
            view.own.of::<Sheets>().table = table;
        }
        super::growth::save_menu(ui, cx, requests);
        keep_ui(ui, cx, view, requests);
    });
    ui.add_space(4.0);
}

/// Whether the curve that is drawn is kept for reports.
fn keep_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let sheets = view.own.get::<Sheets>();
    let Some((fact, [from, to])) = sheets.and_then(|sheets| sheets.chosen.as_ref().zip(sheets.drawn)) else {
        return;
    };
    let found = session.pinned().curves.iter().find(|curve| curve.over == *fact);
    let mut kept = found.is_some();
    let check = ui.add_enabled(!view.passing.read_only, egui::Checkbox::new(&mut kept, say!(words, "curve-keep")));
    focus_ring(ui, theme, &check);
    if check.on_hover_text(say!(words, "curve-keep-hint")).changed() {
        let over = fact.clone();
        requests.actions.push(match kept {
            true => Action::KeepCurve(KeptCurve { over, from, to }),
            false => Action::DropCurve(over),
        });
    }
    // The kept range can differ from the one that is drawn.
    let Some(curve) = found.filter(|curve| [curve.from, curve.to] != [from, to]) else { return };
    if let Some(fact) = session.library.facts.get(fact) {
        let currency = session.production().currency;
        let [from, to] = [curve.from, curve.to].map(|end| words.answer(Some(fact), &Answer::Number(end), currency));
        ui.label(small(theme, say!(words, "from-to", from = from, to = to)));
    }
}

/// The answer with which the place of the drawn band reaches an amount.
fn goal_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, fact: &Fact, band: usize, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let production = session.production();
    let places = session.places();
    let Some(place) = places.get(band) else { return };
    let name = words.place(&session.library, place);
    ui.add_space(8.0);
    hairline(ui, theme.line);
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.label(strong(say!(words, "curve-goal")));
        let label = say!(words, "curve-goal-hint");
        let edit =
            TextEdit::singleline(&mut view.own.of::<Sheets>().goal).desired_width(110.0).hint_text(label.as_str());
        let field = ui.add(edit);
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &label));
        let parts = [(false, say!(words, "report-certain")), (true, say!(words, "report-possible"))];
        if let Some(possible) = segmented(ui, theme, view.own.of::<Sheets>().goal_possible, &parts) {
            view.own.of::<Sheets>().goal_possible = possible;
        }
        let of = if view.own.of::<Sheets>().goal_possible { End::Ceiling } else { End::Floor };
        ui.label(match of {
            End::Floor => say!(words, "curve-goal-certain", place = name),
            End::Ceiling => say!(words, "curve-goal-possible", place = name),
        });
        if view.own.of::<Sheets>().goal.trim().is_empty() {
            return;
        }
        let Ok(written) = Written::read(view.own.of::<Sheets>().goal.trim()) else {
            ui.label(RichText::new(say!(words, "form-wrong-number")).color(theme.problem));
            return;
        };
        let context = Context::new(session.counted(), production, session.day);
        let telling =
            CurveWords { words, library: &session.library, axis: Axis::Answer(fact), currency: production.currency };
        match goal(&context, place, fact, of, Fraction::of(written.number.0)) {
            Ok(Goal::Reached) => drop(ui.label(say!(words, "curve-goal-reached"))),
            Ok(Goal::At { at, holds }) => {
                let what = words.capital(words.text(&fact.label));
                let value = telling.at(at);
                let text = match holds {
                    true => say!(words, "report-labelled", label = what, value = value),
                    false => say!(words, "curve-goal-beyond", label = what, value = value),
                };
                ui.label(strong(text).color(theme.certain));
                // If the boundary is excluded, the next whole unit is tried.
                let whole = at.decimal().ceil();
                let next = if holds && at.finite().is_some() { at.decimal() } else { whole.max(at.decimal()) };
                if !view.passing.read_only && ui.button(say!(words, "near-try")).clicked() {
                    requests.actions.push(Action::AddVariant(Box::new(tried(cx, fact, Number(next.normalize())))));
                }
            }
            Ok(Goal::Never) | Err(_) => drop(ui.label(say!(words, "curve-goal-never"))),
        }
    });
    ui.add_space(16.0);
}

/// The shown variant with another value of a number.
fn tried(cx: &ViewContext<'_>, fact: &Fact, number: Number) -> Variant {
    let session = cx.session;
    let mut changed = session.production().clone();
    changed.set(&fact.id, None, Some(&Answer::Number(number)));
    changed.local.values_mut().for_each(|answers| drop(answers.remove(&fact.id)));
    changed.local.retain(|_, answers| !answers.is_empty());
    let changes: Vec<Changed> = session.pinned().changes_to(&changed);
    Variant { changes, worked_out: Some(session.worked_out()), ..Variant::default() }
}
