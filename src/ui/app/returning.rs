//! Where the focus returns when a dialog, the drawer or a list closes: to the widget that had it before.
//!
//! It does not return if the user has gone elsewhere meanwhile, or if that widget is no longer there.

use egui::{Context, Id, Popup};

use super::App;

/// The widgets that had the focus before something opened; none for what is closed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Returning {
    dialog: Layer,
    drawer: Layer,
    list: Layer,
}

#[derive(Clone, Copy, Debug, Default)]
struct Layer {
    open: bool,
    before: Option<Id>,
}

impl Layer {
    /// Takes note of whether it is open. Returns the widget to return to if it has just closed.
    fn tend(&mut self, open: bool, focused: Option<Id>) -> Option<Id> {
        let was = std::mem::replace(&mut self.open, open);
        match (was, open) {
            (false, true) => {
                self.before = focused;
                None
            }
            (true, false) => self.before.take(),
            _ => None,
        }
    }
}

impl App {
    /// Gives the focus back after a frame. `at_start` had it at the start of the frame.
    pub(super) fn give_focus_back(&mut self, ctx: &Context, at_start: Option<Id>) {
        let open = [self.dialog.is_some(), self.view.passing.why.now().is_some(), Popup::is_any_open(ctx)];
        let Returning { dialog, drawer, list } = &mut self.returning;
        let layers = [dialog, drawer, list].into_iter().zip(open);
        let before = layers.filter_map(|(layer, open)| layer.tend(open, at_start)).last();
        let now = ctx.memory(|memory| memory.focused());
        if let Some(before) = before.filter(|_| now.is_none() || now == at_start) {
            ctx.memory_mut(|memory| memory.request_focus(before));
        }
    }
}
