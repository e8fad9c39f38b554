//! Where the keyboard enters a view: after a view was opened the first Tab goes to its first field, and not through the
//! top of the window again.
//!
//! Absent on purpose: a focus that is taken from somebody, and one that is shown where nothing can be done.

use egui::{Id, Key, Rect, Sense, Ui, Vec2};

use super::view::View;

/// What stands before the first field of every view.
fn before_view() -> Id {
    Id::unique("before the view")
}

/// Lets a Tab begin before the view, if one was just opened and nothing has the keyboard. Called before anything is
/// drawn, since what is drawn first would take it.
pub(super) fn begin(ui: &Ui, view: &mut View) {
    let ctx = ui.ctx();
    if !view.passing.enter {
        return;
    }
    let has_focus = ctx.memory(|memory| memory.focused().is_some());
    let tabbed = ctx.input(|input| input.key_pressed(Key::Tab) && input.modifiers.is_none());
    if tabbed && !has_focus {
        ctx.memory_mut(|memory| memory.request_focus(before_view()));
    }
    view.passing.enter = !tabbed;
}

/// The place from which it goes on, between the frame of the window and the view.
pub(super) fn entry_ui(ui: &Ui) {
    // Only while it has the keyboard, so that no arrow key finds it.
    if ui.memory(|memory| memory.has_focus(before_view())) {
        let here = Rect::from_min_size(ui.max_rect().min, Vec2::ZERO);
        ui.interact(here, before_view(), Sense::focusable_noninteractive());
    }
}
