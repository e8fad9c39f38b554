//! The question that the user wants to go to: its field takes the keyboard and comes into sight.

use egui::{Align, Context, Id, Response, Ui};

use crate::model::id::FactId;

fn key() -> Id {
    Id::unique("sought question")
}

/// Goes to the field of a question when it is drawn next.
pub(super) fn seek(ctx: &Context, fact: &FactId) {
    ctx.data_mut(|data| data.insert_temp(key(), fact.clone()));
    ctx.request_repaint();
}

/// Gives the keyboard to the field of a question if it is the sought one.
pub(super) fn found(ui: &Ui, fact: &FactId, field: &Response) {
    if ui.data(|data| data.get_temp::<FactId>(key()).as_ref() == Some(fact)) {
        ui.data_mut(|data| data.remove::<FactId>(key()));
        field.request_focus();
        field.scroll_to_me(Some(Align::Center));
    }
}
