//! The library view: everything that is loaded, to be browsed, searched, checked and edited.
//!
//! Shelves are on the left, the open page is on the right; in a narrow window one of them at a time.

mod changes;
mod edit;
mod editor;
mod notices;
mod pages;
mod parts;
mod payment;
mod policy;
mod policy_form;
mod rows;
mod timeline;

use egui::{CentralPanel, Margin, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo};

pub(super) use self::changes::Changes;
use self::editor::Editor;
pub(super) use self::editor::InLibrary;
use super::command::Command;
use super::context::{NARROW, Request, Requests, ViewContext};
use super::follow::Follow as _;
use super::passing::Opened;
use super::view::{Shelf, View};
use super::widgets::{chip, focus_ring, small, title};
use crate::data::overlay::Key;
use crate::model::id::PlaceId;
use crate::model::record::Record;
use crate::say;

/// The width of the list beside a page.
const LIST: f32 = 400.0;

/// The id of the search field, from which the arrow keys move through the list.
fn search_id() -> egui::Id {
    egui::Id::unique("library-search")
}

/// Draws the library.
pub(super) fn library_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    if view.own.of::<InLibrary>().editor.as_ref().is_some_and(Editor::is_form) {
        policy_form::form_ui(ui, cx, view, requests);
        return;
    }
    let ViewContext { words, theme, .. } = cx;
    let frame = egui::Frame::new().fill(theme.paper).inner_margin(Margin::symmetric(20, 14));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let narrow = ui.available_width() < NARROW - LIST / 2.0;
        let open = (view.passing.opened.is_some() || view.own.of::<InLibrary>().editor.is_some())
            && !matches!(view.shelf, Shelf::Problems | Shelf::Changes);
        if narrow && open {
            let back = ui.button(say!(words, "library-back"));
            focus_ring(ui, theme, &back);
            if back.clicked() {
                view.passing.opened = None;
                view.own.of::<InLibrary>().leave();
            }
            page_ui(ui, cx, view, requests);
            return;
        }
        head_ui(ui, cx, view, requests);
        match view.shelf {
            Shelf::Problems => notices::notices_ui(ui, cx, view, requests),
            Shelf::Changes => changes::changes_ui(ui, cx, view, requests),
            _ if narrow => rows::list_ui(ui, cx, view, requests),
            _ => {
                let height = ui.available_height();
                ui.horizontal_top(|ui| {
                    ui.allocate_ui(egui::vec2(LIST, height), |ui| {
                        ui.set_width(LIST);
                        ui.vertical(|ui| rows::list_ui(ui, cx, view, requests));
                    });
                    ui.add_space(8.0);
                    let rest = ui.available_size();
                    ui.allocate_ui(rest, |ui| ui.vertical(|ui| page_ui(ui, cx, view, requests)));
                });
            }
        }
    });
}

fn page_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let theme = cx.theme;
    let frame = egui::Frame::new()
        .fill(theme.surface)
        .stroke(egui::Stroke::new(1.0, theme.faint))
        .corner_radius(egui::CornerRadius::same(8))
        .inner_margin(Margin::symmetric(20, 16));
    let salt = (view.passing.opened.clone(), view.own.of::<InLibrary>().editor.is_some());
    frame.show(ui, |ui| {
        ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]).follow(ui, |ui| {
            ui.set_max_width(ui.available_width().min(760.0));
            if view.own.of::<InLibrary>().editor.is_some() {
                edit::editor_ui(ui, cx, view, requests);
            } else {
                pages::opened_ui(ui, cx, view, requests);
            }
            ui.add_space(24.0);
        });
    });
}

/// The title, a summary, the shelves and the search.
fn head_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    ui.horizontal_wrapped(|ui| {
        ui.label(title(say!(words, "tab-library")));
        ui.add_space(8.0);
        ui.label(small(theme, say!(words, "library-layers")));
        ui.label(RichText::new(say!(words, "library-built-in")).small());
        let mut world = view.world;
        let shelf = ui
            .scope(|ui| {
                let stroke = egui::Stroke::new(1.0, theme.second);
                let widgets = &mut ui.visuals_mut().widgets;
                (widgets.inactive.bg_stroke, widgets.inactive.bg_fill) = (stroke, theme.surface);
                ui.checkbox(&mut world, RichText::new(say!(words, "library-world")).small())
            })
            .inner;
        focus_ring(ui, theme, &shelf);
        if shelf.on_hover_text(say!(words, "library-world-help")).changed() {
            requests.others.push(Request::World(world));
        }
        for (at, path) in view.layers.iter().enumerate() {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            ui.label(RichText::new(format!("+ {name}")).small()).on_hover_text(path.display().to_string());
            let remove = ui.add(
                egui::Button::new(small(theme, say!(words, "library-remove-layer"))).min_size(egui::vec2(0.0, 22.0)),
            );
            focus_ring(ui, theme, &remove);
            if remove.clicked() {
                requests.others.push(Request::RemoveLayer(at));
            }
        }
        if !session.edits().is_empty() {
            edits_ui(ui, cx, requests);
        }
    });
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        let shelves = [
            (Shelf::Policies, say!(words, "library-policies")),
            (Shelf::Places, say!(words, "library-places")),
            (Shelf::Figures, say!(words, "library-indicators")),
            (Shelf::Sources, say!(words, "library-sources")),
            (Shelf::Contradictions, say!(words, "library-contradictions")),
            (Shelf::Problems, say!(words, "library-problems")),
            (Shelf::Changes, say!(words, "library-changes")),
        ];
        for (shelf, name) in shelves {
            if chip(ui, theme, view.shelf == shelf, &name).clicked() && view.shelf != shelf {
                view.shelf = shelf;
                view.passing.opened = None;
                view.passing.library_search.clear();
                view.own.of::<InLibrary>().leave();
            }
        }
        if view.shelf != Shelf::Changes {
            let name = say!(words, "library-search");
            let edit = TextEdit::singleline(&mut view.passing.library_search).id(search_id());
            let edit = edit.hint_text(name.as_str()).desired_width(240.0);
            let field = ui.add(edit);
            field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &name));
            field.on_hover_text(say!(words, "library-search-help"));
            new_ui(ui, cx, view);
        }
    });
    ui.add_space(8.0);
}

/// A button that begins a record of the kind the shelf holds.
fn new_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View) {
    let ViewContext { session, words, .. } = cx;
    let (kind, name, template) = match view.shelf {
        Shelf::Policies => {
            new_policy_ui(ui, cx, view);
            return;
        }
        Shelf::Places => {
            (Record::Place, say!(words, "library-new-place"), include_str!("../../../assets/templates/place.ron"))
        }
        Shelf::Sources => {
            (Record::Source, say!(words, "library-new-source"), include_str!("../../../assets/templates/source.ron"))
        }
        _ => return,
    };
    if !parts::page_button(ui, cx, &name) {
        return;
    }
    // Only the place around it is suggested; the author fills in the rest.
    let around = match &view.passing.opened {
        Some(Opened::Place(place)) => place.to_string(),
        _ => "china".to_owned(),
    };
    let text = template.replace("PLACE", &around).replace("TODAY", &session.day.to_string());
    view.own.of::<InLibrary>().leave();
    let begun = view.own.of::<InLibrary>().begun(kind);
    view.own.of::<InLibrary>().editor = begun.or_else(|| Some(Editor::begin(kind, &text)));
}

/// A button that begins a policy as a form: in the open place, or in the user's city.
fn new_policy_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View) {
    let ViewContext { session, words, .. } = cx;
    if !parts::page_button(ui, cx, &say!(words, "library-new-policy")) {
        return;
    }
    let place = match &view.passing.opened {
        Some(Opened::Policy(policy)) => session.library.policies.get(policy).map(|policy| policy.place.clone()),
        Some(Opened::Place(place)) => Some(place.clone()),
        _ => session.city().cloned(),
    };
    begin_policy(cx, view, place.as_ref());
}

/// Begins a policy as a form, or continues the one that was begun.
pub(super) fn begin_policy(cx: &ViewContext<'_>, view: &mut View, place: Option<&PlaceId>) {
    view.own.of::<InLibrary>().leave();
    let draft = crate::data::draft::begin(&cx.session.library, place, cx.today);
    let begun = view.own.of::<InLibrary>().begun(Record::Policy);
    view.own.of::<InLibrary>().editor = begun.or_else(|| Some(Editor::begin_policy(&draft)));
}

/// Opens a record and its editor, with the draft of it if there is one.
pub(super) fn open_editor(cx: &ViewContext<'_>, view: &mut View, key: &Key) {
    if let Some(page) = parts::page_of(key) {
        view.passing.opened = Some(page);
    }
    let library = view.own.of::<InLibrary>();
    library.leave();
    let draft = library.draft(key);
    library.editor = draft.or_else(|| cx.session.text(key).map(|text| Editor::new(key.clone(), text)));
}

/// The user's own edits: their number, and the buttons to save and to discard them.
fn edits_ui(ui: &mut Ui, cx: &ViewContext<'_>, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let count = session.edits().len();
    ui.label(RichText::new(say!(words, "library-edits", count = count)).small().color(theme.accent));
    let save =
        ui.add(egui::Button::new(small(theme, Command::SaveLibrary.name(words))).min_size(egui::vec2(0.0, 22.0)));
    focus_ring(ui, theme, &save);
    if save.clicked() {
        requests.commands.push(Command::SaveLibrary);
    }
    let drop =
        ui.add(egui::Button::new(small(theme, say!(words, "library-drop-edits"))).min_size(egui::vec2(0.0, 22.0)));
    focus_ring(ui, theme, &drop);
    if drop.clicked() {
        requests.actions.push(crate::session::action::Action::DropEdits);
    }
}
