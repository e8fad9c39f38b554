//! Files and folders that are opened, dropped or added as layers. One job reads, recognises, parses and checks them;
//! the result is then taken over unchanged.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::tables;
use super::{App, shelves};
use crate::data::paper;
use crate::data::progress::Progress;
use crate::data::read::{File, Layer, read_production};
use crate::model::library::Library;
use crate::say;
use crate::session::file_kind::FileKind;
use crate::session::layers::{Below, StagedLayers};
use crate::study::differences::{Change, records};
use crate::ui::dialogs::Dialog;
use crate::ui::library::InLibrary;
use crate::ui::platform::{Disk, LayerChange, Reply};

/// A layer above the built-in shelves, with the path that it was read from.
pub(super) type Laid = (PathBuf, Arc<Layer>);

/// The layers below the user's edits: built-in shelves and added layers.
#[derive(Clone)]
struct Files {
    world: bool,
    laid: Vec<Laid>,
}

impl Files {
    /// The same after a change. A path that is read again replaces what was read from it before.
    fn with(mut self, change: &LayerChange) -> Self {
        match change {
            LayerChange::World(on) => self.world = *on,
            LayerChange::Remove(path) => self.laid.retain(|(other, _)| other != path),
            LayerChange::Add(added) => {
                self.laid.retain(|(path, _)| !added.iter().any(|(other, _)| other == path));
                self.laid.extend(added.iter().cloned());
            }
        }
        self
    }

    /// Reads and checks them under the edits of a library.
    fn stage(&self, below: &Below, progress: &Progress) -> Option<Box<StagedLayers>> {
        let mut layers = shelves(self.world);
        let count = layers.len();
        layers.extend(self.laid.iter().map(|(_, layer)| (**layer).clone()));
        below.stage(layers, count, progress).map(Box::new)
    }
}

/// The state of the window that a job needs to read a file.
struct Reader {
    /// The displayed library, against which scenarios, portfolios and tables are checked.
    library: Arc<Library>,
    below: Below,
    files: Files,
    progress: Arc<Progress>,
}

impl Reader {
    /// Reads a file or folder of any kind. None if the job was cancelled.
    fn anything(self, disk: &dyn Disk, path: PathBuf) -> Option<Reply> {
        let mut layer = disk.layer(&path);
        match (FileKind::of_layer(&layer), layer.files.pop()) {
            (FileKind::Library, last) => {
                layer.files.extend(last);
                self.library(path, layer)
            }
            (kind, Some(file)) => Some(self.one(disk, path, file, kind, false)),
            (_, None) => None,
        }
    }

    /// Reads a production, or one of the other kinds of files that are opened instead of one.
    fn production(self, disk: &dyn Disk, path: PathBuf) -> Reply {
        match disk.read(&path) {
            Ok(file) => {
                let kind = FileKind::of(&file);
                self.one(disk, path, file, kind, true)
            }
            Err(problem) => Reply::Production { path, read: Err(problem), text: String::new(), asked: true },
        }
    }

    fn one(&self, disk: &dyn Disk, path: PathBuf, file: File, kind: FileKind, asked: bool) -> Reply {
        match kind {
            FileKind::Table => tables::read(path, file, &self.library),
            FileKind::Bundle => super::sealed::unsealed(path, &file, asked),
            FileKind::Slate => super::slate::read(disk, path, &file),
            FileKind::Scenario => Reply::Scenario(path, super::proposing::read_for(&self.library, &file)),
            FileKind::Portfolio => Reply::Portfolio(path, super::portfolio::read_for(&self.library, &file)),
            FileKind::Production | FileKind::Library => {
                let read = read_production(&file).map(Box::new);
                let text = String::from_utf8_lossy(&file.bytes).into_owned();
                Reply::Production { path, read, text, asked }
            }
        }
    }

    /// The library with a further layer, and its differences from the displayed one. The user's edits and everything
    /// else that is open stay.
    fn library(self, path: PathBuf, layer: Layer) -> Option<Reply> {
        let layer = Arc::new(layer);
        let files = self.files.with(&LayerChange::Add(vec![(path.clone(), Arc::clone(&layer))]));
        let staged = files.stage(&self.below, &self.progress)?;
        let mut changed = records(&self.library, staged.library());
        changed.retain(|one| one.change != Change::Removed);
        Some(Reply::Library { path, layer, staged, changed })
    }
}

/// Whether a file may be the text of a policy.
fn is_page(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| paper::ENDINGS.contains(&ending.as_str()))
}

impl App {
    /// Adds the layers that were accepted in earlier runs again. Missing ones are reported.
    pub fn lay_again(&mut self) {
        let paths = self.view.layers.clone();
        if paths.is_empty() {
            return;
        }
        let (files, below) = (self.files(), self.own().below());
        let progress = self.begin(paths.first().map_or(Path::new(""), PathBuf::as_path));
        self.desk.run(Box::new(move |disk| {
            let layers = paths.into_iter().map(|path| {
                let layer = Arc::new(disk.layer(&path));
                (path, layer)
            });
            let change = LayerChange::Add(layers.collect());
            let staged = files.with(&change).stage(&below, &progress);
            Reply::Read(progress, staged.map(|staged| Box::new(Reply::Layers(change, staged))))
        }));
    }

    /// Opens the file that was open when the window was closed.
    pub fn reopen(&mut self) {
        if let Some(path) = self.view.last.clone() {
            self.open(path);
        }
    }

    /// Opens or imports a file or folder, as if it had been dropped on the window.
    pub fn take(&mut self, path: PathBuf) {
        if is_page(&path) && self.view.own.of::<InLibrary>().takes_text() {
            self.read_policy_text(path);
            return;
        }
        self.read(path, |reader, disk, path| reader.anything(disk, path));
    }

    /// Opens a production, or instead a bundle, slate, scenario, portfolio or table. The user was already asked about
    /// unsaved changes.
    pub(super) fn open(&mut self, path: PathBuf) {
        self.read(path, |reader, disk, path| Some(reader.production(disk, path)));
    }

    /// Reads a path off the frame; it can be cancelled.
    fn read(&mut self, path: PathBuf, how: impl FnOnce(Reader, &dyn Disk, PathBuf) -> Option<Reply> + Send + 'static) {
        let progress = self.begin(&path);
        let reader = Reader {
            library: Arc::clone(&self.session.library),
            below: self.own().below(),
            files: self.files(),
            progress: Arc::clone(&progress),
        };
        self.desk.run(Box::new(move |disk| Reply::Read(progress, how(reader, disk, path).map(Box::new))));
    }

    /// Reads the text of a policy, to show it beside its form.
    pub(super) fn read_policy_text(&mut self, path: PathBuf) {
        self.desk.run(Box::new(move |disk| Reply::PolicyText(disk.read(&path).and_then(|file| paper::text_of(&file)))));
    }

    /// The present layers below the user's edits.
    fn files(&self) -> Files {
        Files { world: self.view.world, laid: self.layers.clone() }
    }

    /// Reads the library with other layers off the frame.
    pub(super) fn change_layers(&mut self, change: LayerChange) {
        let (files, below) = (self.files(), self.own().below());
        let progress = match &change {
            LayerChange::Add(added) => self.begin(added.last().map_or(Path::new(""), |(path, _)| path)),
            LayerChange::Remove(path) => self.begin(path),
            LayerChange::World(_) => self.begin_named(say!(self.words, "library-world")),
        };
        self.desk.run(Box::new(move |_| {
            let staged = files.with(&change).stage(&below, &progress);
            Reply::Read(progress, staged.map(|staged| Box::new(Reply::Layers(change, staged))))
        }));
    }

    /// Takes over a library that was read with other layers. If the library changed meanwhile, it is read once more.
    pub(super) fn lay(&mut self, change: LayerChange, staged: StagedLayers) {
        if !self.own_mut().lay(staged) {
            self.change_layers(change);
            return;
        }
        let files = self.files().with(&change);
        (self.view.world, self.layers) = (files.world, files.laid);
        self.name_layers();
    }

    /// Stores the names of the layers for the next run.
    pub(super) fn name_layers(&mut self) {
        self.view.layers = self.layers.iter().map(|(path, _)| path.clone()).collect();
    }

    /// Takes over the displayed library.
    pub(super) fn accept(&mut self) {
        let Some(Dialog::Import(import)) = self.dialog.take() else { return };
        let (path, layer, staged) = import.accepted();
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        self.lay(LayerChange::Add(vec![(path, layer)]), staged);
        self.say(say!(self.words, "notice-imported", name = name), false);
    }
}
