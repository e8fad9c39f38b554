//! Data of the window that survives a crash, and recovery of data from earlier runs.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use backlot::data::overlay;
use backlot::data::problem::{Location, Problem, ProblemKind};
use backlot::data::read::{File, value};
use backlot::ui::platform::{KeptThing, Remark};
use backlot::ui::view::View;

use super::APP_ID;
use crate::disk;
use crate::disk::kept::{Home, Put, make_private};

/// The time between a failed attempt to write and the next one.
const AGAIN: Duration = Duration::from_secs(5);

/// The file with the edits of the library at the start of a second or later window.
const BASE: &str = "edits-base";

/// The file with the settings at the last start of the first window at which they could be read.
const LAST_SETTINGS: &str = "app-last";

/// The folders of the data: that of the program, and others that are used while it cannot be written to.
pub(super) fn folders() -> Vec<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let run = set("XDG_RUNTIME_DIR").map(|folder| PathBuf::from(folder).join(APP_ID));
    let user = set("USER").or_else(|| set("USERNAME")).unwrap_or_default();
    let shared = std::env::temp_dir().join(format!("{APP_ID}-{}", user.to_string_lossy().replace(['/', '\\'], "_")));
    eframe::storage_dir(APP_ID).into_iter().chain(run).chain([shared]).collect()
}

fn stem(what: KeptThing) -> &'static str {
    match what {
        KeptThing::Draft => "draft",
        KeptThing::Edits => "edits",
        KeptThing::Settings => "app",
    }
}

/// Renames a file that cannot be read, and reports it.
fn set_aside(home: &Home, what: KeptThing, problem: Box<Problem>, remarks: &mut Vec<Remark>) {
    match home.set_aside(stem(what)) {
        Ok(paths) => {
            remarks.extend(paths.into_iter().map(|path| Remark::SetAside { what, path, problem: problem.clone() }))
        }
        Err(error) => remarks.push(Remark::Stuck { what, reason: disk::plain(&error) }),
    }
}

/// Ensures that the settings can be read, and by this user only. Returns the path of their file.
///
/// A further window starts with the settings of the first and has a file of its own.
pub(super) fn settings(home: &Home, remarks: &mut Vec<Remark>) -> Option<PathBuf> {
    let what = KeptThing::Settings;
    let folder = home.folder()?;
    if home.window() > 1 {
        let first = home.read_of(stem(what), 1).and_then(Result::ok);
        let bytes = first.map_or_else(|| b"{}".to_vec(), |file| file.bytes);
        // If this fails, the window starts with default settings.
        let _ = home.write(stem(what), &bytes);
        return Some(folder.join(format!("{}-{}.ron", stem(what), home.window())));
    }
    // The settings are written by eframe, which does not rename a temporary file. They may be incomplete after a crash,
    // so a copy of settings that could be read is kept.
    let whole = |file: File| readable(&file).map(|()| file.bytes);
    match home.read(stem(what)).map(|read| read.and_then(whole)) {
        None => {
            let _ = home.write(stem(what), b"{}");
        }
        Some(Ok(bytes)) => {
            let _ = home.write(LAST_SETTINGS, &bytes);
        }
        Some(Err(problem)) => {
            set_aside(home, what, problem, remarks);
            let last = home.read(LAST_SETTINGS).and_then(Result::ok).and_then(|file| whole(file).ok());
            let _ = home.write(stem(what), &last.unwrap_or_else(|| b"{}".to_vec()));
        }
    }
    let path = folder.join(format!("{}.ron", stem(what)));
    let _ = make_private(&path);
    Some(path)
}

/// Checks that settings are for this version of the program.
fn readable(file: &File) -> Result<(), Box<Problem>> {
    let (_, all): (&str, HashMap<String, String>) = value(file)?;
    let Some(view) = all.get("view") else { return Ok(()) };
    let inside = |error: ron::error::SpannedError| {
        Box::new(Problem::error(Location::start_of(&file.name), ProblemKind::Other(error.code.to_string())))
    };
    ron::from_str::<View>(view).map(drop).map_err(inside)
}

/// The edits that were stored for this window, together with those of windows that have ended.
pub(super) fn edits_left_behind(home: &Home, remarks: &mut Vec<Remark>) -> Option<String> {
    let what = KeptThing::Edits;
    let read = |file: Result<File, Box<Problem>>| file.and_then(|file| overlay::Kept::read(&file));
    let mut own = None;
    match home.read(stem(what)).map(read) {
        Some(Ok(kept)) => own = Some(kept),
        Some(Err(problem)) => set_aside(home, what, problem, remarks),
        None => {}
    }
    if home.window() > 1 {
        if own.is_none() {
            // A later window starts with the edits of the first one and stores them for comparison.
            let first = home.read_of(stem(what), 1).and_then(|file| read(file).ok()).unwrap_or_default();
            if let Ok(text) = first.write() {
                let _ = home.write(BASE, text.as_bytes());
            }
            own = Some(first);
        }
        return own.and_then(|kept| kept.write().ok());
    }
    for dead in home.dead(&[stem(what)]) {
        let base = home.left(&dead, BASE).and_then(|file| read(file).ok()).unwrap_or_default();
        let theirs = match home.left(&dead, stem(what)).map(read) {
            Some(Ok(theirs)) => theirs,
            Some(Err(problem)) => {
                if let Ok(paths) = home.set_aside_dead(&dead, stem(what)) {
                    let said = |path| Remark::SetAside { what, path, problem: problem.clone() };
                    remarks.extend(paths.into_iter().map(said));
                }
                continue;
            }
            None => continue,
        };
        let mine = own.clone().unwrap_or_default();
        let (joined, all) = mine.clone().join(&base, theirs);
        if joined != mine {
            // The edits of an ended window are removed only after they were written together with this window's edits.
            let Ok(text) = joined.write() else { continue };
            if home.write(stem(what), text.as_bytes()).is_err() {
                continue;
            }
        }
        let changed = joined != mine;
        own = Some(joined);
        let left = if all {
            let _ = home.bury(&dead, stem(what));
            None
        } else {
            home.set_aside_dead(&dead, stem(what)).ok().and_then(|paths| paths.into_iter().next())
        };
        let _ = home.bury(&dead, BASE);
        if changed || left.is_some() {
            remarks.push(Remark::Joined { left });
        }
    }
    own.and_then(|kept| kept.write().ok())
}

/// Restores the draft of this window or of one that has ended. Returns whether there was one.
pub(super) fn draft_left_behind(
    home: &Home,
    remarks: &mut Vec<Remark>,
    mut recover: impl FnMut(&str) -> Result<(), Box<Problem>>,
) -> bool {
    let what = KeptThing::Draft;
    let mut take_up = |remarks: &mut Vec<Remark>| -> bool {
        let text = |file: File| -> Result<String, Box<Problem>> {
            let name = file.name;
            String::from_utf8(file.bytes)
                .map_err(|_| Box::new(Problem::error(Location::start_of(&name), ProblemKind::NotText)))
        };
        match home.read(stem(what)).map(|file| file.and_then(text).and_then(|text| recover(&text))) {
            Some(Ok(())) => true,
            Some(Err(problem)) => {
                set_aside(home, what, problem, remarks);
                false
            }
            None => false,
        }
    };
    let mut found = take_up(remarks);
    let mut left = 0;
    for dead in home.dead(&[stem(what)]) {
        if found || home.adopt(&dead, stem(what)).is_err() {
            left += 1;
        } else {
            found = take_up(remarks);
        }
    }
    if left > 0 {
        remarks.push(Remark::MoreDrafts(left));
    }
    found
}

/// Data that is written after every edit, to one file, so that nothing is lost in a crash.
pub(super) struct Kept {
    home: Arc<Home>,
    what: KeptThing,
    /// The text that represents no data. If none, there is no file in that case.
    empty: Option<String>,
    /// Whether the file belongs to this window, because it was written or taken over by it.
    mine: bool,
    written: u64,
    last: Option<String>,
    writing: Arc<AtomicBool>,
    state: Arc<Mutex<State>>,
    remarks: Sender<Remark>,
    ctx: egui::Context,
}

/// The state of the last attempt to write.
#[derive(Clone, PartialEq)]
enum State {
    Home,
    Elsewhere(PathBuf),
    Failed(Instant),
}

impl Kept {
    pub(super) fn new(home: Arc<Home>, what: KeptThing, remarks: Sender<Remark>, ctx: egui::Context) -> Self {
        // Edits of several windows are merged later, so that there are none is also stored.
        let further = home.window() > 1 && what == KeptThing::Edits;
        let empty = further.then(|| overlay::Kept::default().write().unwrap_or_default());
        Self {
            home,
            what,
            empty,
            mine: false,
            written: 0,
            last: None,
            writing: Arc::default(),
            state: Arc::new(Mutex::new(State::Home)),
            remarks,
            ctx,
        }
    }

    /// Marks recovered data as that of this window.
    pub(super) fn took_up(&mut self) {
        self.mine = true;
    }

    /// Writes the data on another thread, or removes the file if there is none.
    pub(super) fn keep(&mut self, revision: u64, text: impl FnOnce() -> Option<String>) {
        let failed = match &*self.state.lock().unwrap_or_else(PoisonError::into_inner) {
            State::Failed(since) => since.elapsed() >= AGAIN,
            _ => false,
        };
        if (revision == self.written && !failed) || self.writing.swap(true, Ordering::AcqRel) {
            return;
        }
        self.written = revision;
        let text = text().or_else(|| self.empty.clone());
        if text.is_none() && !self.mine || text == self.last && !failed && text.is_some() {
            self.writing.store(false, Ordering::Release);
            return;
        }
        self.mine = text.is_some();
        self.last.clone_from(&text);
        let (home, what, writing) = (Arc::clone(&self.home), self.what, Arc::clone(&self.writing));
        let (state, remarks, ctx) = (Arc::clone(&self.state), self.remarks.clone(), self.ctx.clone());
        std::thread::spawn(move || {
            let done = match text {
                Some(text) => home.write(stem(what), text.as_bytes()),
                None => home.remove(stem(what)).map(|()| Put::Home),
            };
            let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
            let (now, remark) = match done {
                Ok(Put::Home) if *state == State::Home => (State::Home, None),
                Ok(Put::Home) => (State::Home, Some(Remark::KeptAgain)),
                Ok(Put::Elsewhere(folder, reason)) => {
                    let said = Remark::Elsewhere { what, folder: folder.clone(), reason };
                    let known = *state == State::Elsewhere(folder.clone());
                    (State::Elsewhere(folder), (!known).then_some(said))
                }
                Err(error) => {
                    log::warn!("what is to be kept could not be written: {error}");
                    let known = matches!(*state, State::Failed(_));
                    let said = Remark::NotKept { what, reason: disk::plain(&error) };
                    ctx.request_repaint_after(AGAIN);
                    (State::Failed(Instant::now()), (!known).then_some(said))
                }
            };
            *state = now;
            drop(state);
            if let Some(remark) = remark {
                let _ = remarks.send(remark);
                ctx.request_repaint();
            }
            writing.store(false, Ordering::Release);
        });
    }

    /// Waits until all data is written.
    pub(super) fn wait(&self) {
        while self.writing.load(Ordering::Acquire) {
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits, and removes the edits from the start of a later window if they are unchanged.
    pub(super) fn settle(&self) {
        self.wait();
        let kept = |stem| self.home.read(stem).and_then(Result::ok).map(|file| file.bytes);
        let (now, began) = (kept(stem(self.what)), kept(BASE));
        if self.empty.is_some() && (now.is_none() || now == began) {
            let _ = self.home.remove(stem(self.what)).and_then(|()| self.home.remove(BASE));
        }
    }

    /// Removes the file, so that nothing is recovered.
    pub(super) fn forget(&self) {
        self.wait();
        if self.mine
            && let Err(error) = self.home.remove(stem(self.what))
        {
            log::warn!("what was kept could not be removed: {error}");
        }
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test reads its own files")]
mod tests {
    use super::*;

    /// The format of eframe, with a setting that shows whether the file was read.
    fn written() -> String {
        let view = ron::to_string(&View { hint_closed: true, ..View::default() }).unwrap();
        let all = HashMap::from([("view".to_owned(), view), ("window".to_owned(), "(fullscreen:false)".to_owned())]);
        ron::ser::to_string_pretty(&all, ron::ser::PrettyConfig::default()).unwrap()
    }

    fn begun(folder: &std::path::Path) -> (String, Vec<Remark>) {
        let mut remarks = Vec::new();
        let path = settings(&Home::open(vec![folder.to_owned()]), &mut remarks).unwrap();
        (std::fs::read_to_string(path).unwrap(), remarks)
    }

    #[test]
    fn settings_that_were_cut_off_while_they_were_written_are_set_aside_and_the_last_ones_count() {
        let root = tempfile::tempdir().unwrap();
        let (path, whole) = (root.path().join("app.ron"), written());
        std::fs::write(&path, &whole).unwrap();
        let (text, remarks) = begun(root.path());
        assert!(text == whole && remarks.is_empty());
        for end in (0..whole.trim_end().len()).step_by(7) {
            let cut = whole.as_bytes().get(..end).unwrap();
            std::fs::write(&path, cut).unwrap();
            let (text, remarks) = begun(root.path());
            assert_eq!(text, whole, "cut off after {end} bytes");
            let [Remark::SetAside { what: KeptThing::Settings, path: aside, .. }] = remarks.as_slice() else {
                panic!("cut off after {end} bytes: {remarks:?}");
            };
            assert_eq!(std::fs::read(aside).unwrap(), cut);
            assert!(begun(root.path()).1.is_empty(), "it is said once");
        }
    }

    #[test]
    fn without_earlier_settings_a_window_begins_as_the_very_first_did() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(begun(root.path()).0, "{}");
        std::fs::write(root.path().join("app.ron"), "{ \"view\": \"(").unwrap();
        std::fs::write(root.path().join("app-last.ron"), "half").unwrap();
        let (text, remarks) = begun(root.path());
        assert!(text == "{}" && remarks.len() == 1);
    }
}
