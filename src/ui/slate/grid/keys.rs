//! The keys of the table, and the edits that keys and clicks have in common.

use egui::{Key, Ui};

use crate::model::id::PlaceId;
use crate::model::slate::Slate;
use crate::session::action::Action;
use crate::session::slate::SlateEdit;
use crate::ui::command::Command;
use crate::ui::context::Requests;
use crate::ui::passing::Explained;
use crate::ui::slate::{Made, Shown};
use crate::ui::tab::Tab;
use crate::ui::view::View;

/// Sends a production to a place, or to none of the user's choice.
pub(super) fn choose(view: &View, made: &Made, row: usize, place: Option<PlaceId>, requests: &mut Requests) {
    if let Some(at) = made.rows.get(row).filter(|_| !view.passing.read_only) {
        requests.actions.push(Action::Slate(SlateEdit::Choose(*at, place)));
    }
}

/// Edits a production in the calculator.
pub(super) fn edit_in_calculator(view: &mut View, made: &Made, row: usize, requests: &mut Requests) {
    if let Some(at) = made.rows.get(row).filter(|_| !view.passing.read_only) {
        view.passing.why.close();
        requests.actions.push(Action::Slate(SlateEdit::Edit(*at)));
        requests.commands.push(Command::Show(Tab::Calculator));
    }
}

/// The keys for moving, explaining, choosing and removing, unless something is typed.
pub(super) fn keys(
    ui: &Ui,
    view: &mut View,
    slate: &Slate,
    made: &Made,
    (order, places): (&[usize], &[usize]),
    requests: &mut Requests,
) {
    if ui.ctx().egui_wants_keyboard_input() || ui.memory(|memory| memory.focused().is_some()) {
        return;
    }
    let (rows, columns) = (made.worked.productions.len(), made.worked.places.len());
    if rows == 0 || columns == 0 {
        return;
    }
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
    let down = i64::from(pressed(Key::ArrowDown)) - i64::from(pressed(Key::ArrowUp));
    let right = i64::from(pressed(Key::ArrowRight)) - i64::from(pressed(Key::ArrowLeft));
    if down != 0 || right != 0 {
        let first = places.first().copied().unwrap_or_default();
        let (row, column) = view.own.of::<Shown>().cursor.unwrap_or((0, first));
        let begun = view.own.of::<Shown>().cursor.is_some();
        let next = |at: usize, by: i64, of: usize| at.saturating_add_signed(by as isize).min(of - 1);
        let at = order.iter().position(|at| *at == row).unwrap_or(0);
        let to = if begun { next(at, down, rows) } else { 0 };
        let row = order.get(to).copied().unwrap_or(row);
        let at = places.iter().position(|at| *at == column).unwrap_or(0);
        let column = if begun { places.get(next(at, right, columns)).copied().unwrap_or(column) } else { column };
        view.own.of::<Shown>().cursor = Some((row, column));
        return;
    }
    let Some((row, column)) = view.own.of::<Shown>().cursor else { return };
    let offer = made.worked.offers.get(row).and_then(|row| row.get(column)).and_then(Option::as_ref);
    if pressed(Key::Enter)
        && let Some(offer) = offer
    {
        view.own.of::<Shown>().explained = Some(row);
        view.passing.why.show(Explained::Place(offer.place.clone()));
    }
    if pressed(Key::Space)
        && let Some(offer) = offer
    {
        let entry = made.rows.get(row).and_then(|at| slate.productions.get(*at));
        let chosen = entry.is_some_and(|entry| entry.chosen.as_ref() == Some(&offer.place));
        choose(view, made, row, (!chosen).then(|| offer.place.clone()), requests);
    }
    if pressed(Key::F2) {
        edit_in_calculator(view, made, row, requests);
    }
    if pressed(Key::Delete)
        && let Some(at) = made.rows.get(row).filter(|_| !view.passing.read_only)
    {
        requests.actions.push(Action::Slate(SlateEdit::Remove(*at)));
        view.own.of::<Shown>().cursor = None;
    }
}
