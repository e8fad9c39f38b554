//! Parts that pages of the library share: buttons, links and addresses.

use egui::{RichText, Ui};

use super::editor::InLibrary;
use crate::data::overlay::Key;
use crate::model::record::Record;
use crate::say;
use crate::session::action::Action;
use crate::ui::context::{Request, Requests, ViewContext};
use crate::ui::marks::origin_tag;
use crate::ui::passing::Opened;
use crate::ui::view::View;
use crate::ui::widgets::{Tone, focus_ring, tag};

/// The page of a record, if it has one.
pub(super) fn page_of(key: &Key) -> Option<Opened> {
    let id = key.id.as_str();
    Some(match key.kind {
        Record::Policy => Opened::Policy(id.into()),
        Record::Place => Opened::Place(id.into()),
        Record::Indicator => Opened::Indicator(id.into()),
        Record::Source => Opened::Source(id.into()),
        Record::Judgement => Opened::Judgement(id.into()),
        _ => return None,
    })
}

/// A small button of a page.
pub(super) fn page_button(ui: &mut Ui, cx: &ViewContext<'_>, text: &str) -> bool {
    let button = ui.add(egui::Button::new(RichText::new(text).small()));
    focus_ring(ui, cx.theme, &button);
    button.clicked()
}

/// Buttons to edit a record, and to restore the library's own version.
pub(super) fn edit_buttons(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests, key: &Key) {
    let ViewContext { session, words, .. } = cx;
    if page_button(ui, cx, &say!(words, "library-edit")) {
        super::open_editor(cx, view, key);
    }
    if view.own.of::<InLibrary>().drafts.iter().any(|draft| draft.key() == key) {
        tag(ui, cx.theme, Tone::Discretionary, &say!(words, "edit-draft"));
    }
    if session.edits().text(key).is_some() {
        if key.kind != Record::Policy {
            origin_tag(ui, cx, key.kind, &key.id);
        }
        if page_button(ui, cx, &say!(words, "library-unedit")) {
            requests.actions.push(Action::Edit { key: key.clone(), text: None, figure: None });
        }
    }
}

/// Copies a citation and shows a message.
pub(super) fn copy_button(ui: &mut Ui, cx: &ViewContext<'_>, requests: &mut Requests, text: impl FnOnce() -> String) {
    if page_button(ui, cx, &say!(cx.words, "library-copy-citation")) {
        ui.ctx().copy_text(text());
        requests.others.push(Request::Copied);
    }
}

/// A name that links to a page.
pub(super) fn link(ui: &mut Ui, cx: &ViewContext<'_>, text: &str) -> bool {
    let text = RichText::new(text).color(cx.theme.accent);
    let link = ui.add(egui::Button::new(text).wrap().frame(false));
    focus_ring(ui, cx.theme, &link);
    link.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}
