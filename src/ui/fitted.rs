//! Names in rows of a fixed height: on one line if they fit, otherwise on two small ones, so that few are cut.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Color32, Galley, Ui};

use super::theme::Type;

/// Lays a name out within a width.
pub(super) fn fitted(ui: &Ui, text: &str, of: Type, heavy: bool, ink: Color32, room: f32) -> Arc<Galley> {
    let room = room.max(20.0);
    let font = |of: Type| if heavy { of.bold(ui) } else { of.font(ui) };
    let whole = ui.painter().layout_no_wrap(text.to_owned(), font(of), ink);
    if whole.size().x <= room {
        return whole;
    }
    let mut job = LayoutJob::simple(text.to_owned(), font(Type::Small), ink, room);
    job.wrap.max_rows = 2;
    ui.painter().layout_job(job)
}
