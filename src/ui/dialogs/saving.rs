//! Dialogs about the file of a production: which version to keep, and which earlier one to restore.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Label, ScrollArea, Ui};
use jiff::civil::DateTime;

use super::Dialog;
use super::parts::primary;
use crate::model::production::Production;
use crate::say;
use crate::ui::command::Command;
use crate::ui::context::{Request, Requests, ViewContext};
use crate::ui::follow::Follow as _;
use crate::ui::platform::Theirs;
use crate::ui::widgets::{small, strong, title};

/// The user's state of a production, and that of another program in its file.
pub(in crate::ui) struct TwoStates {
    path: PathBuf,
    mine: Box<Production>,
    theirs: Theirs,
    /// Whether the difference is shown.
    looked: bool,
}

/// Earlier versions of a file, the newest first.
pub(in crate::ui) struct Versions {
    /// The name of the file; `None` if the production was never saved.
    name: Option<String>,
    all: Vec<(String, Option<Arc<Production>>)>,
    /// The version whose differences are shown.
    looked: Option<usize>,
}

impl Dialog {
    pub(in crate::ui) fn changed(path: PathBuf, mine: Box<Production>, theirs: Theirs) -> Self {
        Self::Changed(Box::new(TwoStates { path, mine, theirs, looked: false }))
    }

    pub(in crate::ui) fn versions(path: Option<&Path>, found: Vec<(DateTime, Option<Arc<Production>>)>) -> Self {
        let all = found.into_iter().map(|(at, read)| (at.strftime("%Y-%m-%d %H:%M:%S").to_string(), read));
        Self::Versions(Box::new(Versions { name: path.map(name), all: all.collect(), looked: None }))
    }
}

/// The space between the title of a dialog and its text.
const UNDER_TITLE: f32 = 4.0;

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The choice between two versions of a file.
pub(super) fn changed_ui(ui: &mut Ui, cx: &ViewContext<'_>, states: &mut TwoStates, requests: &mut Requests) {
    let words = cx.words;
    ui.label(title(say!(words, "changed-title", name = name(&states.path))));
    ui.add_space(UNDER_TITLE);
    let text =
        if states.theirs.bytes.is_empty() { say!(words, "changed-text-gone") } else { say!(words, "changed-text") };
    ui.add(Label::new(text).wrap());
    match &states.theirs.read {
        Err(problem) => {
            let text = say!(words, "changed-unreadable", problem = words.problem(problem));
            ui.add(Label::new(text).wrap());
        }
        Ok(theirs) if states.looked => {
            ui.add_space(8.0);
            ui.label(strong(say!(words, "changed-lines")));
            differing_ui(ui, cx, &states.mine, theirs);
        }
        Ok(_) => {}
    }
    ui.add_space(16.0);
    ui.horizontal_wrapped(|ui| {
        let is_read = states.theirs.read.is_ok();
        if is_read && !states.looked && primary(ui, cx, &say!(words, "changed-look")).clicked() {
            states.looked = true;
        }
        if ui.button(say!(words, "changed-mine")).clicked() {
            // A file that the system did not provide can be neither compared nor kept.
            let theirs = (!states.theirs.bytes.is_empty()).then(|| states.theirs.clone());
            requests.others.push(Request::KeepMine(states.path.clone(), theirs));
        }
        if is_read && ui.button(say!(words, "changed-theirs")).clicked() {
            requests.others.push(Request::TakeTheirs(states.path.clone(), states.theirs.clone()));
        }
        let elsewhere = Command::SaveAs.name(words);
        let button = if is_read { ui.button(elsewhere) } else { primary(ui, cx, &elsewhere) };
        if button.clicked() {
            requests.others.push(Request::Elsewhere);
        }
        if ui.button(say!(words, "unsaved-cancel")).clicked() {
            requests.others.push(Request::Dismiss);
        }
    });
}

/// Where to save a file that no longer exists.
pub(super) fn gone_ui(ui: &mut Ui, cx: &ViewContext<'_>, path: &Path, requests: &mut Requests) {
    let words = cx.words;
    ui.label(title(say!(words, "gone-title", name = name(path))));
    ui.add_space(UNDER_TITLE);
    ui.add(Label::new(say!(words, "gone-text", path = path.display().to_string())).wrap());
    ui.add_space(16.0);
    ui.horizontal_wrapped(|ui| {
        if primary(ui, cx, &Command::SaveAs.name(words)).clicked() {
            requests.others.push(Request::Elsewhere);
        }
        if ui.button(say!(words, "gone-write")).clicked() {
            requests.others.push(Request::KeepMine(path.to_path_buf(), None));
        }
        if ui.button(say!(words, "unsaved-cancel")).clicked() {
            requests.others.push(Request::Dismiss);
        }
    });
}

/// Earlier versions of a file, each with buttons to view and to restore it.
pub(super) fn versions_ui(ui: &mut Ui, cx: &ViewContext<'_>, versions: &mut Versions, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let now = session.pinned();
    let heading = match &versions.name {
        Some(name) => say!(words, "versions-title", name = name.as_str()),
        None => Command::Versions.name(words),
    };
    ui.label(title(heading));
    ui.add_space(UNDER_TITLE);
    let text = match &versions.name {
        None => say!(words, "versions-unsaved"),
        Some(_) if versions.all.is_empty() => say!(words, "versions-none"),
        Some(_) => say!(words, "versions-text"),
    };
    ui.add(Label::new(small(theme, text)).wrap());
    ui.add_space(8.0);
    let room = (ui.ctx().content_rect().height() - 220.0).max(120.0);
    ScrollArea::vertical().id_salt("versions").max_height(room).auto_shrink([false, true]).follow(ui, |ui| {
        for (at, (written, version)) in versions.all.iter().enumerate() {
            ui.add_space(2.0);
            ui.horizontal_wrapped(|ui| {
                // Rows with and without buttons have the same height.
                ui.set_min_height(ui.spacing().interact_size.y);
                ui.label(strong(written.as_str()));
                let Some(version) = version else {
                    ui.label(small(theme, say!(words, "versions-broken")));
                    return;
                };
                if **version == *now {
                    ui.label(small(theme, say!(words, "versions-same")));
                    return;
                }
                let look = say!(words, "versions-look", time = written.as_str());
                let open = versions.looked == Some(at);
                let button = ui.add(egui::Button::new(say!(words, "versions-look-short")).selected(open));
                button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &look));
                if button.clicked() {
                    versions.looked = (!open).then_some(at);
                }
                let take = say!(words, "versions-take", time = written.as_str());
                let button = ui.button(say!(words, "versions-take-short"));
                button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &take));
                if button.clicked() {
                    requests.others.push(Request::TakeBack(Arc::clone(version)));
                }
            });
            if let (true, Some(version)) = (versions.looked == Some(at), version) {
                ui.label(small(theme, say!(words, "versions-lines")));
                differing_ui(ui, cx, now, version);
                ui.add_space(4.0);
            }
        }
    });
    ui.add_space(12.0);
    if ui.button(say!(words, "command-close")).clicked() {
        requests.others.push(Request::Dismiss);
    }
}

/// One line per difference.
fn differing_ui(ui: &mut Ui, cx: &ViewContext<'_>, before: &Production, after: &Production) {
    let words = cx.words;
    let lines = words.productions_differ(&cx.session.library, before, after);
    if lines.is_empty() {
        ui.add(Label::new(say!(words, "changed-same")).wrap());
    }
    ScrollArea::vertical().id_salt("differing").max_height(240.0).auto_shrink([false, true]).follow(ui, |ui| {
        for line in lines {
            ui.add(Label::new(line).wrap());
        }
    });
}
