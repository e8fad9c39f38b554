//! Saves the production and the library, and shows earlier versions of files.
//!
//! It also reports what can go wrong: files that another program changed, records whose files would be outside the
//! folder, jobs that ended because of an error, and problems of the data that is kept between runs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::DateTime;

use super::App;
use crate::data::overlay::Key;
use crate::data::patch;
use crate::data::read::{File, read_production};
use crate::model::production::Production;
use crate::say;
use crate::session::action::Action;
use crate::session::package::package;
use crate::ui::city::CityDesk;
use crate::ui::context::Notice;
use crate::ui::dialogs::Dialog;
use crate::ui::import_table::Stage;
use crate::ui::platform::{Disk, KeptThing, NotLibrary, NotSaved, Purpose, Remark, Reply, Saved, Theirs, Version};
use crate::ui::report::Preview;
use crate::ui::report::proposed::Proposed;
use crate::ui::slate::Shown;

impl App {
    /// Saves the production if the file still has the expected content. Without one, the file is replaced whatever its
    /// content.
    pub(super) fn save(&mut self, path: PathBuf, expected: Option<Arc<[u8]>>) {
        let production = Box::new(self.drafted().kept().clone());
        let before = Arc::clone(&self.drafted_file().text);
        self.desk.run(Box::new(move |disk| {
            let written = saved(disk, &path, &production, &before, expected.as_deref());
            Reply::Saved { path, production, written }
        }));
    }

    /// Handles the result of saving the production.
    pub(super) fn saved(
        &mut self,
        ctx: &egui::Context,
        path: PathBuf,
        production: &Production,
        written: Result<Box<Saved>, NotSaved>,
    ) {
        match written {
            Ok(saved) => {
                self.edited_mut().mark_saved(production);
                self.say(say!(self.words, "notice-saved", path = path.display().to_string()), false);
                if saved.moved {
                    self.say(say!(self.words, "notice-comments-moved"), true);
                }
                if let Err(reason) = &saved.remembered {
                    self.say(say!(self.words, "notice-version-not-kept", reason = reason.as_str()), true);
                }
                self.remember(path, saved.text.into());
                if let Some(after) = self.after_save.take() {
                    self.go_on(ctx, after);
                }
            }
            Err(NotSaved::Disk(reason)) => {
                self.after_save = None;
                self.say(say!(self.words, "notice-save-failed", reason = reason), true);
            }
            Err(NotSaved::Changed(theirs)) => {
                let mine = Box::new(production.clone());
                self.dialog = Some(Dialog::changed(path, mine, theirs));
            }
            Err(NotSaved::Gone) => self.dialog = Some(Dialog::Gone(path)),
        }
    }

    /// Takes over the production that another program wrote, as an edit that can be undone.
    pub(super) fn take_theirs(&mut self, ctx: &egui::Context, path: PathBuf, theirs: Theirs) {
        let (Ok(production), Ok(text)) = (theirs.read, String::from_utf8(theirs.bytes)) else { return };
        let production = Arc::new(*production);
        let session = self.edited_mut();
        session.settle();
        session.apply(Action::Restore(Arc::clone(&production)));
        session.mark_saved(&production);
        self.say(say!(self.words, "notice-took-theirs"), false);
        self.remember(path, text.into());
        if let Some(after) = self.after_save.take() {
            self.go_on(ctx, after);
        }
    }

    /// Writes the user's edits into a folder, one file for each record.
    pub(super) fn save_library(&mut self, folder: PathBuf, may_overwrite: bool) {
        let files: Vec<(Key, PathBuf, String)> = {
            let edits = self.drafted().edits();
            let file = |key: &Key| Some((key.clone(), folder.join(key.file()), edits.text(key)?.to_owned()));
            edits.keys().filter_map(file).collect()
        };
        if let Some((key, ..)) = files.iter().find(|(key, ..)| !key.stays_inside()) {
            let key = key.clone();
            self.say_leaves(&key);
            return;
        }
        // The native dialog asked for a folder only, not whether to replace the files in it.
        if !may_overwrite && files.iter().any(|(_, path, _)| self.desk.exists(path)) {
            self.dialog = Some(Dialog::Overwrite(Purpose::SaveLibrary, folder));
            return;
        }
        self.desk.run(Box::new(move |disk| {
            // If any file would be outside the folder, none is written.
            let leaves = files.iter().find(|(_, path, _)| !disk.is_inside(&folder, path));
            let written = match leaves {
                Some((key, ..)) => Err(NotLibrary::Leaves(key.clone())),
                None => files
                    .iter()
                    .try_for_each(|(_, path, text)| disk.write(path, text.as_bytes()))
                    .map_err(NotLibrary::Disk),
            };
            Reply::LibrarySaved(folder, written.map(|()| files.len()))
        }));
    }

    /// Writes the library as open data into a folder.
    pub(super) fn save_open_data(&mut self, folder: PathBuf, may_overwrite: bool) {
        if !may_overwrite && self.desk.exists(&folder.join("datapackage.json")) {
            self.dialog = Some(Dialog::Overwrite(Purpose::OpenData, folder));
            return;
        }
        let loaded = self.session.loaded();
        self.desk.run(Box::new(move |disk| {
            let written = package(&loaded).and_then(|files| {
                files.iter().try_for_each(|(name, bytes)| {
                    let path = name.split('/').fold(folder.clone(), |path, part| path.join(part));
                    if disk.is_inside(&folder, &path) { disk.write(&path, bytes) } else { Err(name.clone()) }
                })?;
                Ok(files.len())
            });
            Reply::OpenData(folder, written)
        }));
    }

    /// Reports that the file of a record would be outside the folder.
    pub(super) fn say_leaves(&mut self, key: &Key) {
        let kind = self.words.record(key.kind);
        let id = key.id.escape_debug().to_string();
        self.say(say!(self.words, "notice-leaves-folder", kind = kind, id = id), true);
    }

    /// Reads the earlier versions of the open file.
    pub(super) fn look_up_versions(&mut self) {
        match self.file.path.clone() {
            None => self.dialog = Some(Dialog::versions(None, Vec::new())),
            Some(path) => self.desk.run(Box::new(move |disk| {
                let read = |version: Version| {
                    let file = File { name: String::new(), bytes: version.bytes };
                    (version.at, read_production(&file).ok().map(Arc::new))
                };
                let found = disk.versions(&path).into_iter().map(read).collect();
                Reply::Versions(path, found)
            })),
        }
    }

    /// Shows the earlier versions of a file.
    pub(super) fn show_versions(&mut self, path: &Path, found: Vec<(DateTime, Option<Arc<Production>>)>) {
        if self.dialog.is_none() {
            self.dialog = Some(Dialog::versions(Some(path), found));
        }
    }

    /// Handles a job that ended because of an error: nothing waits for it any longer, and the error is reported.
    pub(super) fn died(&mut self, reason: &str) {
        self.after_save = None;
        // A job that ended no longer holds its progress, so only the app does.
        self.making.retain(|progress| Arc::strong_count(progress) > 1);
        self.name_layers();
        self.view.own.of::<CityDesk>().give_up();
        self.view.own.of::<Shown>().work.give_up();
        self.view.own.of::<Proposed>().give_up();
        self.view.own.of::<Preview>().document.give_up();
        let text = say!(self.words, "notice-job-died", reason = reason);
        if let Some(Dialog::Table(import)) = &mut self.dialog
            && Arc::strong_count(&import.progress) == 1
        {
            import.stage = match import.stage {
                Stage::Looking => Stage::Columns,
                Stage::Taking => Stage::Rows,
                other => other,
            };
        }
        self.say(text, true);
    }

    /// Reports a remark about the data that is kept between runs. The notice stays until it is closed.
    pub fn remark(&mut self, remark: Remark) {
        let words = &self.words;
        let thing = |what| match what {
            KeptThing::Draft => say!(words, "kept-draft"),
            KeptThing::Edits => say!(words, "kept-edits"),
            KeptThing::Settings => say!(words, "kept-settings"),
        };
        let path = |path: &Path| path.display().to_string();
        let (text, bad) = match &remark {
            Remark::SecondWindow => (say!(words, "notice-second-window"), false),
            Remark::SetAside { what, path: at, problem } => {
                let problem = words.problem(problem);
                let said = say!(words, "notice-set-aside", what = thing(*what), path = path(at), problem = problem);
                (said, true)
            }
            Remark::Stuck { what, reason } => {
                (say!(words, "notice-stuck", what = thing(*what), reason = reason.as_str()), true)
            }
            Remark::Elsewhere { what, folder, reason } => {
                let (what, folder) = (thing(*what), path(folder));
                (say!(words, "notice-kept-elsewhere", what = what, folder = folder, reason = reason.as_str()), true)
            }
            Remark::NotKept { what, reason } => {
                (say!(words, "notice-not-kept", what = thing(*what), reason = reason.as_str()), true)
            }
            Remark::KeptAgain => (say!(words, "notice-kept-again"), false),
            Remark::Joined { left: None } => (say!(words, "notice-edits-joined"), false),
            Remark::Joined { left: Some(at) } => (say!(words, "notice-edits-joined-left", path = path(at)), true),
            &Remark::MoreDrafts(count) => (say!(words, "notice-more-drafts", count = count), false),
        };
        let stays = !matches!(remark, Remark::KeptAgain);
        self.notices.retain(|notice| notice.text != text);
        self.notices.push(Notice { text, bad: bad || stays, until: None, stays });
    }
}

/// Writes a production into a file, and stores both the written and the replaced content as versions.
fn saved(
    disk: &dyn Disk,
    path: &Path,
    production: &Production,
    before: &str,
    expected: Option<&[u8]>,
) -> Result<Box<Saved>, NotSaved> {
    let there = disk.is_there(path).then(|| disk.read(path));
    if let Some(expected) = expected {
        match &there {
            None => return Err(NotSaved::Gone),
            Some(Ok(file)) if file.bytes == expected => {}
            Some(Ok(file)) => {
                let read = read_production(file).map(Box::new);
                return Err(NotSaved::Changed(Theirs { bytes: file.bytes.clone(), read }));
            }
            Some(Err(problem)) => {
                return Err(NotSaved::Changed(Theirs { bytes: Vec::new(), read: Err(problem.clone()) }));
            }
        }
    }
    let is_version = |file: &File| expected.is_some() || read_production(file).is_ok();
    let mut remembered = Ok(());
    if let Some(Ok(file)) = there.filter(|there| there.as_ref().is_ok_and(is_version)) {
        remembered = disk.remember(path, &file.bytes);
    }
    let written = patch::production(before, production).map_err(|error| NotSaved::Disk(error.to_string()))?;
    disk.write(path, written.text.as_bytes()).map_err(NotSaved::Disk)?;
    let remembered = remembered.and(disk.remember(path, written.text.as_bytes()));
    Ok(Box::new(Saved { text: written.text, moved: written.moved, remembered }))
}
