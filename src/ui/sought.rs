//! The question that the user wants to go to: its field takes the keyboard and comes into sight. And the question whose
//! field has the keyboard.

use egui::{Align, Context, Id, Response, Ui};

use crate::model::id::FactId;

fn key() -> Id {
    Id::unique("sought question")
}

fn focused_key() -> Id {
    Id::unique("focused question")
}

/// Goes to the field of a question when it is drawn next.
pub(super) fn seek(ctx: &Context, fact: &FactId) {
    ctx.data_mut(|data| data.insert_temp(key(), fact.clone()));
    ctx.request_repaint();
}

/// The question whose field had the keyboard in this frame or the one before.
pub(super) fn focused(ctx: &Context) -> Option<FactId> {
    let (frame, fact) = ctx.data(|data| data.get_temp::<(u64, FactId)>(focused_key()))?;
    (frame + 1 >= ctx.cumulative_frame_nr()).then_some(fact)
}

/// Gives the keyboard to the field of a question if it is the sought one.
pub(super) fn found(ui: &Ui, fact: &FactId, field: &Response) {
    if field.has_focus() {
        let frame = ui.ctx().cumulative_frame_nr();
        ui.data_mut(|data| data.insert_temp(focused_key(), (frame, fact.clone())));
    }
    if ui.data(|data| data.get_temp::<FactId>(key()).as_ref() == Some(fact)) {
        ui.data_mut(|data| data.remove::<FactId>(key()));
        field.request_focus();
        field.scroll_to_me(Some(Align::Center));
    }
}
