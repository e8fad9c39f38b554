//! Scrolling to the widget that just got the focus, so that Tab and the arrow keys never lead out of sight.
//!
//! A widget that is not laid out, such as a row far below the visible ones, cannot be reached this way.

use egui::scroll_area::ScrollAreaOutput;
use egui::{Context, Id, ScrollArea, Ui};

/// The number of frames for which a new focus is followed. Shift+Tab moves it after the widget was drawn.
const FRAMES: u8 = 2;

/// The last focused widget, and for how many frames it has been focused.
#[derive(Clone, Copy, Default)]
struct Followed(Option<Id>, u8);

fn followed() -> Id {
    Id::unique("followed focus")
}

/// A scroll area that follows the focus.
pub(super) trait Follow {
    /// Like [`ScrollArea::show`], and scrolls to a widget inside that just got the focus.
    fn follow<R>(self, ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> ScrollAreaOutput<R>;
}

impl Follow for ScrollArea {
    fn follow<R>(self, ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> ScrollAreaOutput<R> {
        self.show(ui, |ui| {
            let inner = add(ui);
            follow(ui);
            inner
        })
    }
}

/// Scrolls to the widget of this `Ui` that just got the focus. It is called at the end of the content of a scroll area.
pub(super) fn follow(ui: &Ui) {
    let Some(id) = ui.memory(|memory| memory.focused()) else { return };
    let Followed(before, frames) = ui.data(|data| data.get_temp(followed())).unwrap_or_default();
    if before == Some(id) && frames >= FRAMES {
        return;
    }
    let Some(response) = ui.ctx().read_response(id) else { return };
    if response.layer_id == ui.layer_id() && ui.min_rect().contains(response.rect.center()) {
        // The frame around it is in sight too.
        ui.scroll_to_rect(response.rect.expand(3.0), None);
    }
}

/// Remembers the focus at the end of a frame.
pub(super) fn remember(ctx: &Context) {
    let now = ctx.memory(|memory| memory.focused());
    let Followed(before, frames) = ctx.data(|data| data.get_temp(followed())).unwrap_or_default();
    let frames = if before == now { frames.saturating_add(1) } else { 0 };
    if now.is_some() && frames < FRAMES {
        ctx.request_repaint();
    }
    ctx.data_mut(|data| data.insert_temp(followed(), Followed(now, frames)));
}
