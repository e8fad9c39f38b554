//! The dialogs in front of the page.

pub(super) mod parts;
mod saving;

use std::path::PathBuf;
use std::sync::Arc;

use egui::text::{CCursor, CCursorRange};
use egui::{Key, Modal, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo};

use self::parts::{enter_alone, primary, problem_ui};
use self::saving::{TwoStates, Versions};
use super::applications::{Applying, applying_ui};
use super::command::Command;
use super::context::{After, Request, Requests, ViewContext};
use super::follow::Follow as _;
use super::import_table::{TableImport, table_ui};
use super::palette::Palette;
use super::platform::Purpose;
use super::schedule::{Scheduling, schedule_ui};
use super::sealed;
use super::shell::shortcut_text;
use super::widgets::{small, strong, title};
use crate::data::overlay::{self, text_of};
use crate::data::problem::Problem;
use crate::data::read::Layer;
use crate::say;
use crate::session::action::ImportedRecords;
use crate::session::bundle::{Bundle, Sealing, Verdict};
use crate::session::layers::StagedLayers;
use crate::study::differences::{Change, Changed};
use crate::words::differences::Sides;

/// A dialog.
pub(super) enum Dialog {
    /// The command palette.
    Palette(Palette),
    /// All shortcuts.
    Shortcuts,
    /// Unsaved changes, before something else.
    Unsaved(After),
    /// Whether to overwrite a file.
    Overwrite(Purpose, PathBuf),
    /// A typed path, if there is no native dialog.
    Path {
        purpose: Purpose,
        typed: String,
        /// Whether no dialog service is available.
        no_service: bool,
    },
    /// The changes that an import would make.
    Import(Box<Import>),
    /// How to seal the comparison.
    Seal(Sealing),
    /// The differing numbers of a sealed bundle.
    Differing(Arc<Bundle>, Arc<Verdict>),
    /// A table of applications.
    Applications(Box<Applying>),
    /// A schedule of the shoot.
    Schedule(Box<Scheduling>),
    /// A table, column by column and row by row.
    Table(Box<TableImport>),
    /// Which version of a file to keep.
    Changed(Box<TwoStates>),
    /// Where to save a file that no longer exists.
    Gone(PathBuf),
    /// Earlier versions of a file.
    Versions(Box<Versions>),
    /// Whether a production of the library starts with its own places or the chosen ones.
    WhosePlaces { name: String, mine: Vec<String>, theirs: Vec<String> },
}

/// The width of most dialogs.
const WIDTH: f32 = 480.0;

/// The width of a dialog with many answers.
const ANSWERS_WIDTH: f32 = 600.0;

/// The width of a dialog with a table.
const TABLE_WIDTH: f32 = 920.0;

/// A library layer that was read and waits for confirmation.
pub(super) struct Import {
    path: PathBuf,
    name: String,
    layer: Arc<Layer>,
    staged: Box<StagedLayers>,
    problems: Vec<Problem>,
    /// The records that it adds or replaces. Everything else, such as the user's edits, stays.
    changed: Vec<Changed>,
    /// Which of them are selected.
    wanted: Vec<bool>,
    new: usize,
    replaced: usize,
}

impl Dialog {
    pub(super) fn palette() -> Self {
        Self::Palette(Palette::default())
    }

    pub(super) fn path(purpose: Purpose, typed: String, no_service: bool) -> Self {
        Self::Path { purpose, typed, no_service }
    }

    /// Shows what a layer adds to and replaces in the loaded library.
    pub(super) fn import(path: PathBuf, layer: Arc<Layer>, staged: Box<StagedLayers>, changed: Vec<Changed>) -> Self {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let new = changed.iter().filter(|one| one.change == Change::Added).count();
        let replaced = changed.len() - new;
        let wanted = vec![true; changed.len()];
        let mut import = Import { path, name, layer, staged, problems: Vec::new(), changed, wanted, new, replaced };
        let files: Vec<&str> = import.layer.files.iter().map(|file| file.name.as_str()).collect();
        let own =
            |problem: &&Problem| files.contains(&problem.at.file.as_str()) || import.layer.problems.contains(problem);
        import.problems = import.staged.loaded().problems.iter().filter(own).cloned().collect();
        Self::Import(Box::new(import))
    }
}

impl Import {
    /// The path, its files, and the library with them.
    pub(super) fn accepted(self) -> (PathBuf, Arc<Layer>, StagedLayers) {
        (self.path, self.layer, *self.staged)
    }

    /// The selected records, as edits of the library.
    fn taken(&self) -> ImportedRecords {
        let wanted = self.changed.iter().zip(&self.wanted).filter(|(_, wanted)| **wanted);
        let keys = wanted.map(|(one, _)| overlay::Key::new(one.kind, &one.id));
        let texts: Vec<(overlay::Key, String)> =
            keys.filter_map(|key| Some((key.clone(), text_of(self.staged.loaded(), &key)?))).collect();
        ImportedRecords { name: self.name.clone(), rows: texts.len(), texts, answers: Vec::new() }
    }
}

pub(super) fn dialog_ui(ctx: &egui::Context, cx: &ViewContext<'_>, dialog: &mut Dialog, requests: &mut Requests) {
    let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(20);
    let response = Modal::new(egui::Id::unique("dialog")).frame(frame).show(ctx, |ui| {
        let width = match dialog {
            Dialog::Table(_) | Dialog::Applications(_) | Dialog::Schedule(_) => TABLE_WIDTH,
            // Five answers side by side.
            Dialog::Changed(_) => ANSWERS_WIDTH,
            _ => WIDTH,
        };
        ui.set_max_width(width.min(ctx.content_rect().width() - 64.0));
        match dialog {
            Dialog::Palette(_) => {}
            Dialog::Shortcuts => shortcuts_ui(ui, cx, requests),
            Dialog::Unsaved(after) => unsaved_ui(ui, cx, after, requests),
            Dialog::Overwrite(purpose, path) => overwrite_ui(ui, cx, *purpose, path, requests),
            Dialog::Path { purpose, typed, no_service } => path_ui(ui, cx, *purpose, typed, *no_service, requests),
            Dialog::Import(import) => import_ui(ui, cx, import, requests),
            Dialog::Seal(sealing) => sealed::seal_ui(ui, cx, sealing, requests),
            Dialog::Differing(bundle, verdict) => sealed::differing_ui(ui, cx, bundle, verdict, requests),
            Dialog::Applications(applying) => applying_ui(ui, cx, applying, requests),
            Dialog::Schedule(scheduling) => schedule_ui(ui, cx, scheduling, requests),
            Dialog::Table(import) => table_ui(ui, cx, import, requests),
            Dialog::Changed(states) => saving::changed_ui(ui, cx, states, requests),
            Dialog::Gone(path) => saving::gone_ui(ui, cx, path, requests),
            Dialog::Versions(versions) => saving::versions_ui(ui, cx, versions, requests),
            Dialog::WhosePlaces { name, mine, theirs } => places_ui(ui, cx, name, [&*mine, &*theirs], requests),
        }
    });
    if response.backdrop_response.clicked() && matches!(dialog, Dialog::Shortcuts | Dialog::Differing(..)) {
        requests.others.push(Request::Dismiss);
    }
}

fn shortcuts_ui(ui: &mut Ui, cx: &ViewContext<'_>, requests: &mut Requests) {
    let ViewContext { words, theme, .. } = cx;
    ui.label(title(say!(words, "shortcut-title")));
    ui.add_space(8.0);
    let room = (ui.ctx().content_rect().height() - 150.0).max(120.0);
    ScrollArea::vertical().max_height(room).follow(ui, |ui| {
        egui::Grid::new("shortcuts").num_columns(2).spacing([32.0, 8.0]).show(ui, |ui| {
            for command in Command::all() {
                let keys = shortcut_text(ui.ctx(), command);
                if !keys.is_empty() {
                    ui.label(command.name(words));
                    ui.label(RichText::new(keys).color(theme.second));
                    ui.end_row();
                }
            }
        });
    });
    ui.add_space(12.0);
    if ui.button(say!(words, "command-close")).clicked() {
        requests.others.push(Request::Dismiss);
    }
}

fn unsaved_ui(ui: &mut Ui, cx: &ViewContext<'_>, after: &After, requests: &mut Requests) {
    let ViewContext { session, words, .. } = cx;
    let name = words.text(&session.production().name);
    let name = if name.is_empty() { say!(words, "unnamed") } else { name.to_owned() };
    ui.label(title(say!(words, "unsaved-title", name = name)));
    ui.label(say!(words, "unsaved-text"));
    ui.add_space(16.0);
    ui.horizontal(|ui| {
        let enter = enter_alone(ui);
        if primary(ui, cx, &say!(words, "unsaved-save")).clicked() || enter {
            requests.others.push(Request::SaveThen(after.clone()));
        }
        if ui.button(say!(words, "unsaved-drop")).clicked() {
            requests.others.push(Request::Drop(after.clone()));
        }
        if ui.button(say!(words, "unsaved-cancel")).clicked() {
            requests.others.push(Request::Dismiss);
        }
    });
}

fn overwrite_ui(ui: &mut Ui, cx: &ViewContext<'_>, purpose: Purpose, path: &std::path::Path, requests: &mut Requests) {
    let words = cx.words;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    ui.label(title(say!(words, "overwrite-title", name = name)));
    ui.label(say!(words, "overwrite-text"));
    ui.add_space(16.0);
    ui.horizontal(|ui| {
        if primary(ui, cx, &say!(words, "overwrite-replace")).clicked() {
            requests.others.push(Request::Overwrite(purpose, path.to_path_buf()));
        }
        if ui.button(say!(words, "unsaved-cancel")).clicked() {
            requests.others.push(Request::Dismiss);
        }
    });
}

/// Asks before the places of a production of the library replace the chosen ones.
fn places_ui(ui: &mut Ui, cx: &ViewContext<'_>, name: &str, [mine, theirs]: [&[String]; 2], requests: &mut Requests) {
    let words = cx.words;
    ui.label(title(say!(words, "places-title")));
    let (own, other) = (words.list_and(mine), words.list_and(theirs));
    ui.add(egui::Label::new(say!(words, "places-text", mine = own, theirs = other)).wrap());
    ui.add_space(16.0);
    ui.horizontal_wrapped(|ui| {
        if primary(ui, cx, &say!(words, "places-keep")).clicked() {
            requests.others.push(Request::Begin(name.to_owned(), true));
        }
        if ui.button(say!(words, "places-take")).clicked() {
            requests.others.push(Request::Begin(name.to_owned(), false));
        }
        if ui.button(say!(words, "unsaved-cancel")).clicked() {
            requests.others.push(Request::Dismiss);
        }
    });
}

fn path_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    purpose: Purpose,
    typed: &mut String,
    no_service: bool,
    requests: &mut Requests,
) {
    let ViewContext { words, theme, .. } = cx;
    let heading = match purpose {
        purpose if purpose.is_folder() => say!(words, "path-title-folder"),
        _ if purpose.saves() => say!(words, "path-title-save"),
        _ => say!(words, "path-title-open"),
    };
    ui.label(title(heading));
    let text = if no_service { say!(words, "path-text") } else { say!(words, "path-text-plain") };
    ui.label(RichText::new(text).color(theme.second));
    ui.add_space(8.0);
    let label = say!(words, "path-label");
    let field = ui.add(TextEdit::singleline(typed).desired_width(420.0).hint_text(label.as_str()));
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &label));
    let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if !ui.ctx().egui_wants_keyboard_input() {
        field.request_focus();
        // Typing replaces the suggestion.
        let mut state = TextEdit::load_state(ui.ctx(), field.id).unwrap_or_default();
        let all = CCursorRange::two(CCursor::new(0), CCursor::new(typed.chars().count()));
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), field.id);
    }
    ui.add_space(16.0);
    ui.horizontal(|ui| {
        let go = if purpose.saves() || purpose == Purpose::SaveLibrary {
            say!(words, "path-save")
        } else {
            say!(words, "path-open")
        };
        let ready = !typed.trim().is_empty();
        let clicked = ui.add_enabled_ui(ready, |ui| primary(ui, cx, &go).clicked()).inner;
        if ready && (clicked || enter) {
            requests.others.push(Request::Path(purpose, PathBuf::from(typed.trim())));
        }
        if ui.button(say!(words, "unsaved-cancel")).clicked() {
            requests.others.push(Request::Dismiss);
        }
        if !ready {
            ui.label(small(theme, say!(words, "path-empty")));
        }
    });
}

fn import_ui(ui: &mut Ui, cx: &ViewContext<'_>, import: &mut Import, requests: &mut Requests) {
    let ViewContext { words, theme, .. } = cx;
    ui.label(title(say!(words, "import-title", name = import.name.as_str())));
    let usable = import.new + import.replaced > 0;
    if import.new > 0 {
        ui.label(say!(words, "import-new", count = import.new));
    }
    if import.replaced > 0 {
        ui.label(say!(words, "import-replaced", count = import.replaced));
    }
    if !usable {
        ui.label(say!(words, "import-none"));
    }
    changed_ui(ui, cx, import);
    if !import.problems.is_empty() {
        ui.add_space(8.0);
        ui.label(strong(say!(words, "import-problems", count = import.problems.len())));
        ScrollArea::vertical().max_height(260.0).auto_shrink([false, true]).follow(ui, |ui| {
            for problem in &import.problems {
                problem_ui(ui, cx, problem);
            }
        });
    }
    ui.add_space(16.0);
    ui.horizontal(|ui| {
        // Adding loses nothing: the layer can be removed again.
        let enter = enter_alone(ui);
        let wanted = import.wanted.iter().filter(|wanted| **wanted).count();
        let all = wanted == import.changed.len();
        let text = if all { say!(words, "import-accept") } else { say!(words, "import-accept-some", count = wanted) };
        let go = |ui: &mut Ui| primary(ui, cx, &text).clicked();
        if usable && (ui.add_enabled_ui(wanted > 0, go).inner || enter && wanted > 0) {
            // All of it becomes a layer that can be removed again; a part becomes edits, in one step.
            requests.others.push(if all { Request::Accept } else { Request::AcceptSome(Arc::new(import.taken())) });
        }
        let text = if usable { say!(words, "import-cancel") } else { say!(words, "command-close") };
        if ui.button(text).clicked() {
            requests.others.push(Request::Dismiss);
        }
        if !usable {
            ui.label(small(theme, ""));
        }
    });
}

/// The changes of an import, record by record.
fn changed_ui(ui: &mut Ui, cx: &ViewContext<'_>, import: &mut Import) {
    let ViewContext { session, words, theme, .. } = cx;
    let Import { staged, changed, wanted, .. } = import;
    let sides = Sides { before: &session.library, after: staged.library() };
    ui.add_space(4.0);
    ScrollArea::vertical().id_salt("changed").max_height(220.0).auto_shrink([false, true]).follow(ui, |ui| {
        for (one, wanted) in changed.iter().zip(wanted) {
            let name = words.changed(sides, one);
            let check = ui.add(egui::Checkbox::new(wanted, name));
            super::widgets::focus_ring(ui, theme, &check);
            let kind = words.record(one.kind);
            for line in words.change(sides, one) {
                ui.add(egui::Label::new(small(theme, format!("{kind} · {line}"))).wrap());
            }
        }
    });
}
