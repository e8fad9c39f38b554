//! The real window: eframe, native dialogs, the file system, remembered choices.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use backlot::data::problem::Problem;
use backlot::data::read::{File, Layer};
use backlot::model::text::Language;
use backlot::say;
use backlot::ui::app::App;
use backlot::ui::desk::{Desk, Disk, Job, Pick, Reply};
use backlot::ui::theme;
use backlot::ui::view::View;
use backlot::words::Words;
use jiff::civil::Date;

use crate::disk;

/// A dialog that is gone sooner than this was not closed by a person.
const HUMAN: Duration = Duration::from_millis(300);

/// The id under which the system and the settings folder know the app.
const APP_ID: &str = "backlot";

/// Opens the window and runs until it is closed. Exit code 3 if no window can be had.
pub(crate) fn run(files: Vec<PathBuf>, language: Option<Language>) -> ExitCode {
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("error")).init();
    let since = Instant::now();
    let system = system_language();
    let words = Words::new(language.unwrap_or(system));
    let viewport = egui::ViewportBuilder::default()
        .with_app_id(APP_ID)
        .with_title(say!(words, "app-name"))
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([640.0, 480.0])
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    // A missing library for the keyboard is a panic deep inside winit; its text would help nobody.
    let hook = std::panic::take_hook();
    let started = Arc::new(AtomicBool::new(false));
    let running = Arc::clone(&started);
    std::panic::set_hook(Box::new(move |info| {
        if running.load(Ordering::Relaxed) {
            hook(info);
        }
    }));
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            APP_ID,
            options,
            Box::new(move |context| {
                started.store(true, Ordering::Relaxed);
                Ok(Box::new(Window::new(context, files, language, system, since)))
            }),
        )
    }));
    let reason = match outcome {
        Ok(Ok(())) => return ExitCode::SUCCESS,
        Ok(Err(error)) => error.to_string(),
        Err(panic) => panic
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
            .unwrap_or_default(),
    };
    eprintln!("{}", say!(words, "window-failed", reason = plain(&reason)));
    ExitCode::from(3)
}

/// A reason without the place in winit's sources that it was noticed at.
fn plain(reason: &str) -> &str {
    let said = reason.rsplit_once(".rs:").and_then(|(_, rest)| rest.split_once(": ")).map_or(reason, |(_, said)| said);
    said.trim_end_matches('.')
}

fn system_language() -> Language {
    match sys_locale::get_locale() {
        Some(locale) if locale.to_ascii_lowercase().starts_with("zh") => Language::Chinese,
        _ => Language::English,
    }
}

struct Window {
    app: App,
    title: String,
    /// The production while it is not saved.
    draft: Kept,
    /// The edits of the library, which stay from run to run.
    edits: Kept,
    /// When the program began, until its first frame is told.
    since: Option<Instant>,
}

impl Window {
    fn new(
        context: &eframe::CreationContext<'_>,
        files: Vec<PathBuf>,
        language: Option<Language>,
        system: Language,
        since: Instant,
    ) -> Self {
        let ctx = &context.egui_ctx;
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let mut view: View = context.storage.and_then(|storage| eframe::get_value(storage, "view")).unwrap_or_default();
        if language.is_some() {
            view.language = language;
        }
        let mut app = App::new(Box::new(DesktopDesk::new(ctx.clone())), view, system);
        ctx.set_fonts(theme::fonts(app.words().language));
        let (draft, edits) = (Kept::new("draft.ron"), Kept::new("edits.ron"));
        if let Some(text) = edits.left_behind()
            && !app.take_up_edits(&text)
        {
            edits.set_aside();
        }
        if let Some(text) = draft.left_behind() {
            app.recover(&text);
        }
        app.lay_again();
        for file in files {
            app.take(file);
        }
        Self { app, title: String::new(), draft, edits, since: Some(since) }
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        if ui.input(|input| input.viewport().close_requested()) && !self.app.may_close() {
            ui.send_viewport_cmd(egui::ViewportCommand::CancelClose);
        }
        self.app.frame(ui);
        if let Some(since) = self.since.take() {
            log::info!("first frame after {} ms", since.elapsed().as_millis());
        }
        let title = self.app.window_title();
        if title != self.title {
            ui.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
        self.draft.keep(self.app.draft_revision(), || self.app.draft());
        self.edits.keep(self.app.kept_revision(), || self.app.kept_edits());
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, "view", &self.app.view);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        // Whoever closes the window has been asked; there is nothing to recover.
        self.draft.forget();
        // An edit made while an earlier one was being written is still to come.
        self.edits.wait();
        self.edits.keep(self.app.kept_revision(), || self.app.kept_edits());
        self.edits.wait();
    }

    fn auto_save_interval(&self) -> Duration {
        Duration::from_secs(5)
    }
}

/// Something kept on disk, so that a sudden end loses nothing. One file, written after every edit.
struct Kept {
    path: Option<PathBuf>,
    written: u64,
    writing: Arc<AtomicBool>,
}

impl Kept {
    fn new(name: &str) -> Self {
        let path = eframe::storage_dir(APP_ID).map(|folder| folder.join(name));
        Self { path, written: 0, writing: Arc::new(AtomicBool::new(false)) }
    }

    fn left_behind(&self) -> Option<String> {
        let file = disk::read_file(self.path.as_deref()?).ok()?;
        String::from_utf8(file.bytes).ok()
    }

    /// Writes what is to be kept, or removes the file if nothing is, on a thread of its own.
    fn keep(&mut self, revision: u64, text: impl FnOnce() -> Option<String>) {
        let Some(path) = self.path.clone() else { return };
        if revision == self.written || self.writing.swap(true, Ordering::AcqRel) {
            return;
        }
        self.written = revision;
        let text = text();
        let writing = Arc::clone(&self.writing);
        std::thread::spawn(move || {
            let done = match text {
                Some(text) => path
                    .parent()
                    .map_or(Ok(()), std::fs::create_dir_all)
                    .and_then(|()| disk::write(&path, text.as_bytes())),
                None => remove(&path),
            };
            if let Err(error) = done {
                log::warn!("{} could not be kept: {error}", path.display());
            }
            writing.store(false, Ordering::Release);
        });
    }

    /// Moves what cannot be read out of the way, so that it is not written over.
    fn set_aside(&self) {
        if let Some(path) = &self.path
            && let Err(error) = std::fs::rename(path, path.with_extension("unreadable"))
        {
            log::warn!("{} could not be set aside: {error}", path.display());
        }
    }

    /// Waits until everything is written.
    fn wait(&self) {
        while self.writing.load(Ordering::Acquire) {
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn forget(&self) {
        self.wait();
        if let Some(path) = &self.path
            && let Err(error) = remove(path)
        {
            log::warn!("{} could not be removed: {error}", path.display());
        }
    }
}

/// Removes a file that may be gone already.
fn remove(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The outside, for real.
struct DesktopDesk {
    ctx: egui::Context,
    sender: Sender<Reply>,
    receiver: Receiver<Reply>,
    working: Arc<AtomicUsize>,
    asking: Arc<AtomicBool>,
}

impl DesktopDesk {
    fn new(ctx: egui::Context) -> Self {
        let (sender, receiver) = channel();
        Self { ctx, sender, receiver, working: Arc::default(), asking: Arc::default() }
    }
}

impl Desk for DesktopDesk {
    fn today(&self) -> Date {
        crate::cli::inputs::today()
    }

    fn pick(&mut self, pick: Pick) {
        // A second dialog behind the first would only confuse.
        if self.asking.swap(true, Ordering::AcqRel) {
            return;
        }
        let dialog = rfd::AsyncFileDialog::new().set_title(&pick.title);
        let dialog = match pick.purpose {
            purpose if purpose.is_folder() => dialog,
            purpose => {
                let endings = purpose.extensions();
                dialog.add_filter(endings.join(", ").to_uppercase(), &endings)
            }
        };
        let dialog = if pick.suggested.is_empty() { dialog } else { dialog.set_file_name(&pick.suggested) };
        // Some systems want the dialog made on this thread and waited for on another.
        let asked: Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>> = match pick.purpose {
            purpose if purpose.is_folder() => Box::pin(dialog.pick_folder()),
            purpose if purpose.saves() => Box::pin(dialog.save_file()),
            _ => Box::pin(dialog.pick_file()),
        };
        let (sender, ctx, asking) = (self.sender.clone(), self.ctx.clone(), Arc::clone(&self.asking));
        std::thread::spawn(move || {
            let since = Instant::now();
            let reply = match pollster::block_on(asked) {
                Some(file) => Reply::Picked(pick.purpose, file.path().to_path_buf()),
                None if since.elapsed() < HUMAN => Reply::NoDialog(pick.purpose),
                None => Reply::Cancelled(pick.purpose),
            };
            asking.store(false, Ordering::Release);
            let _ = sender.send(reply);
            ctx.request_repaint();
        });
    }

    fn run(&mut self, job: Job) {
        self.working.fetch_add(1, Ordering::AcqRel);
        let (sender, ctx, working) = (self.sender.clone(), self.ctx.clone(), Arc::clone(&self.working));
        std::thread::spawn(move || {
            let reply = job(&RealDisk);
            working.fetch_sub(1, Ordering::AcqRel);
            let _ = sender.send(reply);
            ctx.request_repaint();
        });
    }

    fn poll(&mut self) -> Vec<Reply> {
        self.receiver.try_iter().collect()
    }

    fn is_busy(&self) -> bool {
        self.working.load(Ordering::Acquire) > 0
    }

    fn exists(&self, path: &Path) -> bool {
        path.exists()
    }
}

struct RealDisk;

impl Disk for RealDisk {
    fn layer(&self, path: &Path) -> Layer {
        disk::layer(path)
    }

    fn read(&self, path: &Path) -> Result<File, Box<Problem>> {
        disk::read_file(path)
    }

    fn fonts_with(&self, signs: &[char]) -> Vec<Vec<u8>> {
        backlot::report::fonts::Shelf::fonts_with(&crate::fonts::SystemFonts, signs)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), String> {
        let folder = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        folder.and_then(|()| disk::write(path, bytes)).map_err(|error| disk::plain(&error))
    }
}
