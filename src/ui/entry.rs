//! The start of the keyboard order in a view. After a view was opened, the first Tab goes to its first field and not
//! through the top of the window again.
//!
//! It does not take the focus from a widget that has it, and it does not show a focus where no input is possible.

use egui::{Id, Key, Rect, Sense, Ui, Vec2};

use super::view::View;

/// The id of an invisible widget before the first field of every view.
fn before_view() -> Id {
    Id::unique("before the view")
}

/// Lets Tab start before the view if one was just opened and no widget has the focus. It is called before anything is
/// drawn, because the first widget that is drawn would otherwise take the focus.
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

/// The widget from which Tab continues. It is drawn after the top of the window and before the view.
pub(super) fn entry_ui(ui: &Ui) {
    // It exists only while it has the focus, so that arrow keys do not reach it.
    if ui.memory(|memory| memory.has_focus(before_view())) {
        let here = Rect::from_min_size(ui.max_rect().min, Vec2::ZERO);
        ui.interact(here, before_view(), Sense::focusable_noninteractive());
    }
}
