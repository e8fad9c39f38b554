//! The real window: eframe, native dialogs, the file system, and remembered settings.

mod keeping;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use backlot::data::problem::Problem;
use backlot::data::read::{File, Layer};
use backlot::model::text::Language;
use backlot::report::grid::Grid;
use backlot::say;
use backlot::ui::app::App;
use backlot::ui::platform::{Disk, Job, KeptThing, Pick, Platform, Remark, Reply, Version};
use backlot::ui::theme;
use backlot::ui::view::View;
use backlot::words::Words;
use jiff::civil::Date;

use self::keeping::{Kept, draft_left_behind, edits_left_behind, folders, settings};
use crate::disk;
use crate::disk::kept::Home;

/// A dialog that closes within this time was not closed by a person.
const HUMAN: Duration = Duration::from_millis(300);

/// The folder of reports that were made only for printing.
const PRINT: &str = "print";

/// The id of the app for the system and for the settings folder.
const APP_ID: &str = "backlot";

/// Opens the window and runs until it is closed. The exit code is 3 if no window can be opened.
pub(crate) fn run(files: Vec<PathBuf>, language: Option<Language>) -> ExitCode {
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("error")).init();
    let since = Instant::now();
    let system = system_language();
    let words = Words::new(language.unwrap_or(system));
    let home = Arc::new(Home::open(folders()));
    let mut remarks = Vec::new();
    if home.is_second() {
        remarks.push(Remark::SecondWindow);
    }
    let persistence_path = settings(&home, &mut remarks);
    let mut viewport = egui::ViewportBuilder::default()
        .with_app_id(APP_ID)
        .with_title(say!(words, "app-name"))
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([640.0, 480.0])
        .with_drag_and_drop(true);
    // The icon is built in. If it cannot be decoded, the window opens without it.
    if let Ok(icon) = eframe::icon_data::from_png_bytes(include_bytes!("../assets/package/icon.png")) {
        viewport = viewport.with_icon(icon);
    }
    let options = eframe::NativeOptions { viewport, persistence_path, ..Default::default() };
    // A missing keyboard library causes a panic inside winit, whose text would not help the user.
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
                Ok(Box::new(Window::new(context, Start { files, language, system, since, home, remarks })))
            }),
        )
    }));
    let reason = match outcome {
        Ok(Ok(())) => return ExitCode::SUCCESS,
        Ok(Err(error)) => error.to_string(),
        Err(panic) => said_by(&*panic),
    };
    eprintln!("{}", say!(words, "window-failed", reason = plain(&reason)));
    ExitCode::from(3)
}

/// The message of a panic.
fn said_by(panic: &(dyn std::any::Any + Send)) -> String {
    let owned = panic.downcast_ref::<String>().cloned();
    owned.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
}

/// The reason without the location in the source code of winit.
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

/// The initial state of a window.
struct Start {
    files: Vec<PathBuf>,
    language: Option<Language>,
    system: Language,
    since: Instant,
    home: Arc<Home>,
    /// Messages to display at the start.
    remarks: Vec<Remark>,
}

struct Window {
    app: App,
    title: String,
    /// The production, while it is not saved.
    draft: Kept,
    /// The edits of the library, which are kept between runs.
    edits: Kept,
    /// Messages about writing them.
    remarks: Receiver<Remark>,
    /// The start time of the program, until its first frame is reported.
    since: Option<Instant>,
}

impl Window {
    fn new(context: &eframe::CreationContext<'_>, start: Start) -> Self {
        let Start { files, language, system, since, home, mut remarks } = start;
        let ctx = &context.egui_ctx;
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let mut view: View = context.storage.and_then(|storage| eframe::get_value(storage, "view")).unwrap_or_default();
        if language.is_some() {
            view.language = language;
        }
        let desk = DesktopDesk::new(ctx.clone(), Arc::clone(&home));
        let mut app = App::new(Box::new(desk), view, system);
        ctx.set_fonts(theme::fonts(app.words().language));
        let (sender, receiver) = channel();
        let kept = |what| Kept::new(Arc::clone(&home), what, sender.clone(), ctx.clone());
        let (mut draft, mut edits) = (kept(KeptThing::Draft), kept(KeptThing::Edits));
        if let Some(text) = edits_left_behind(&home, &mut remarks)
            && app.take_up_edits(&text)
        {
            edits.took_up();
        }
        let recovered = draft_left_behind(&home, &mut remarks, |text| app.recover(text));
        if recovered {
            draft.took_up();
        }
        // Files from the last run have been printed by now.
        if let Some(folder) = home.folder().filter(|_| !home.is_second()) {
            let _ = std::fs::remove_dir_all(folder.join(PRINT));
        }
        app.lay_again();
        if !recovered && files.is_empty() {
            app.reopen();
        }
        for file in files {
            app.take(file);
        }
        remarks.into_iter().for_each(|remark| app.remark(remark));
        Self { app, title: String::new(), draft, edits, remarks: receiver, since: Some(since) }
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        if ui.input(|input| input.viewport().close_requested()) && !self.app.may_close() {
            ui.send_viewport_cmd(egui::ViewportCommand::CancelClose);
        }
        for remark in self.remarks.try_iter() {
            self.app.remark(remark);
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
        // The user was asked about unsaved changes, so no draft has to be kept.
        self.draft.forget();
        // An edit may have been made while an earlier one was written.
        self.edits.wait();
        self.edits.keep(self.app.kept_revision(), || self.app.kept_edits());
        self.edits.settle();
    }

    fn auto_save_interval(&self) -> Duration {
        Duration::from_secs(5)
    }
}

/// The real desk.
struct DesktopDesk {
    ctx: egui::Context,
    home: Arc<Home>,
    sender: Sender<Reply>,
    receiver: Receiver<Reply>,
    working: Arc<AtomicUsize>,
    asking: Arc<AtomicBool>,
    /// On some systems the content of the clipboard is lost when this value is dropped.
    clipboard: Arc<Mutex<Option<arboard::Clipboard>>>,
}

impl DesktopDesk {
    fn new(ctx: egui::Context, home: Arc<Home>) -> Self {
        let (sender, receiver) = channel();
        let (working, asking, clipboard) = (Arc::default(), Arc::default(), Arc::default());
        Self { ctx, home, sender, receiver, working, asking, clipboard }
    }
}

impl Platform for DesktopDesk {
    fn today(&self) -> Date {
        crate::cli::inputs::today()
    }

    fn pick(&mut self, pick: Pick) {
        // A second dialog behind the first would be confusing.
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
        // On some systems the dialog must be created on this thread, but must not block it.
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
        let disk = RealDisk { home: Arc::clone(&self.home) };
        std::thread::spawn(move || {
            // The window waits for a reply, so there must be one if the job panics.
            let reply = catch_unwind(AssertUnwindSafe(|| job(&disk)));
            let reply = reply.unwrap_or_else(|panic| Reply::Died(said_by(&*panic)));
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

    fn copy(&mut self, table: &Grid) -> bool {
        let (html, text) = (table.html(), table.text());
        let (clipboard, ctx) = (Arc::clone(&self.clipboard), self.ctx.clone());
        // The first connection may take longer than a frame.
        std::thread::spawn(move || {
            let mut held = clipboard.lock().unwrap_or_else(PoisonError::into_inner);
            if held.is_none() {
                *held = arboard::Clipboard::new().ok();
            }
            let put = held.as_mut().is_some_and(|clipboard| clipboard.set_html(html, Some(text.clone())).is_ok());
            if !put {
                ctx.copy_text(text);
                ctx.request_repaint();
            }
        });
        true
    }
}

struct RealDisk {
    home: Arc<Home>,
}

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

    fn passing(&self, name: &str) -> Result<PathBuf, String> {
        // The folder of the data that is kept between runs, which only this user can read.
        let name = name.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], " ");
        let none = || std::io::Error::from(std::io::ErrorKind::NotFound).to_string();
        Ok(self.home.folder().ok_or_else(none)?.join(PRINT).join(name))
    }

    fn show(&self, path: &Path) -> Result<(), String> {
        opener::open(path).map_err(|error| error.to_string())
    }

    fn is_there(&self, path: &Path) -> bool {
        std::fs::symlink_metadata(path).is_ok()
    }

    fn is_inside(&self, folder: &Path, path: &Path) -> bool {
        // A path that does not exist yet is resolved from its nearest existing folder.
        let real = |path: &Path| path.ancestors().find_map(|there| std::fs::canonicalize(there).ok());
        let Ok(target) = disk::write::leads_to(path) else { return false };
        match (real(folder), target.parent().and_then(real)) {
            (Some(folder), Some(target)) => target.starts_with(folder),
            _ => false,
        }
    }

    fn versions(&self, of: &Path) -> Vec<Version> {
        let Some(root) = self.home.folder() else { return Vec::new() };
        let found = disk::versions::all(root, of).into_iter();
        let local = |time| jiff::Timestamp::try_from(time).ok().map(|time| time.to_zoned(jiff::tz::TimeZone::system()));
        found.filter_map(|(time, bytes)| Some(Version { at: local(time)?.datetime(), bytes })).collect()
    }

    fn remember(&self, of: &Path, bytes: &[u8]) -> Result<(), String> {
        let Some(root) = self.home.folder() else { return Ok(()) };
        disk::versions::remember(self.home.system(), root, of, bytes).map_err(|error| disk::plain(&error))
    }
}
