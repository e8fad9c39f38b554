//! A platform in memory, which answers dialogs as the test states.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Arc, Mutex};

use backlot::data::problem::{Location, Problem, ProblemKind};
use backlot::data::read::{File, Layer};
use backlot::ui::platform::{Disk, Job, Pick, Platform, Reply, Version};
use jiff::civil::{Date, date};

/// The answer to the next dialog.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    Path(&'static str),
    Cancel,
    NoService,
}

/// The state that the test and the app share.
#[derive(Clone, Default)]
pub(crate) struct Outside {
    pub files: Files,
    pub answers: Rc<RefCell<VecDeque<Answer>>>,
    pub picks: Rc<RefCell<Vec<Pick>>>,
    /// While this is set, jobs wait.
    pub hold: Rc<Cell<bool>>,
    /// While this is set, jobs end in the middle.
    pub dies: Rc<Cell<bool>>,
}

#[derive(Clone, Default)]
pub(crate) struct Files(Arc<Mutex<BTreeMap<PathBuf, Vec<u8>>>>, Arc<Mutex<Vec<(PathBuf, Version)>>>);

impl Files {
    pub(crate) fn put(&self, path: &str, text: &str) {
        self.0.lock().unwrap().insert(path.into(), text.as_bytes().to_vec());
    }

    pub(crate) fn remove(&self, path: &str) {
        self.0.lock().unwrap().remove(Path::new(path));
    }

    pub(crate) fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        self.0.lock().unwrap().get(Path::new(path)).cloned()
    }

    pub(crate) fn text(&self, path: &str) -> Option<String> {
        let files = self.0.lock().unwrap();
        files.get(Path::new(path)).map(|bytes| String::from_utf8(bytes.clone()).unwrap())
    }
}

pub(crate) struct TestDesk {
    outside: Outside,
    replies: Vec<Reply>,
    held: Vec<Job>,
}

impl TestDesk {
    pub(crate) fn new(outside: Outside) -> Self {
        Self { outside, replies: Vec::new(), held: Vec::new() }
    }
}

impl Platform for TestDesk {
    fn today(&self) -> Date {
        date(2026, 11, 22)
    }

    fn pick(&mut self, pick: Pick) {
        let answer = self.outside.answers.borrow_mut().pop_front().unwrap_or(Answer::Cancel);
        self.replies.push(match answer {
            Answer::Path(path) => Reply::Picked(pick.purpose, path.into()),
            Answer::Cancel => Reply::Cancelled(pick.purpose),
            Answer::NoService => Reply::NoDialog(pick.purpose),
        });
        self.outside.picks.borrow_mut().push(pick);
    }

    fn run(&mut self, job: Job) {
        if self.outside.dies.get() {
            // Dropped like a job that ended in the middle.
            drop(job);
            self.replies.push(Reply::Died("index out of bounds".into()));
        } else if self.outside.hold.get() {
            self.held.push(job);
        } else {
            self.replies.push(job(&self.outside.files));
        }
    }

    fn poll(&mut self) -> Vec<Reply> {
        if !self.outside.hold.get() {
            for job in std::mem::take(&mut self.held) {
                self.replies.push(job(&self.outside.files));
            }
        }
        std::mem::take(&mut self.replies)
    }

    fn is_busy(&self) -> bool {
        !self.held.is_empty()
    }

    fn exists(&self, path: &Path) -> bool {
        self.outside.files.0.lock().unwrap().contains_key(path)
    }
}

impl Disk for Files {
    fn passing(&self, name: &str) -> Result<PathBuf, String> {
        Ok(Path::new("/passing").join(name))
    }

    fn show(&self, path: &Path) -> Result<(), String> {
        if self.0.lock().unwrap().contains_key(path) { Ok(()) } else { Err("not there".into()) }
    }

    fn layer(&self, path: &Path) -> Layer {
        let files = self.0.lock().unwrap();
        let inside = files.iter().filter(|(name, _)| name.starts_with(path));
        let files: Vec<File> =
            inside.map(|(name, bytes)| File { name: name.display().to_string(), bytes: bytes.clone() }).collect();
        let problems = if files.is_empty() {
            vec![Problem::error(Location::start_of(&path.display().to_string()), ProblemKind::NothingFound)]
        } else {
            vec![]
        };
        Layer { files, problems }
    }

    fn read(&self, path: &Path) -> Result<File, Box<Problem>> {
        let name = path.display().to_string();
        match self.0.lock().unwrap().get(path) {
            Some(bytes) => Ok(File { name, bytes: bytes.clone() }),
            None => {
                Err(Box::new(Problem::error(Location::start_of(&name), ProblemKind::Unreadable("not found".into()))))
            }
        }
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), String> {
        if path.starts_with("/full") {
            return Err("No space left on device".into());
        }
        self.0.lock().unwrap().insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }

    fn is_there(&self, path: &Path) -> bool {
        self.0.lock().unwrap().contains_key(path)
    }

    fn is_inside(&self, folder: &Path, path: &Path) -> bool {
        path.starts_with(folder)
    }

    fn versions(&self, of: &Path) -> Vec<Version> {
        let all = self.1.lock().unwrap();
        all.iter().rev().filter(|(path, _)| path == of).map(|(_, version)| version.clone()).collect()
    }

    fn remember(&self, of: &Path, bytes: &[u8]) -> Result<(), String> {
        let newest = self.versions(of).into_iter().next();
        if newest.is_none_or(|newest| newest.bytes != bytes) {
            let mut all = self.1.lock().unwrap();
            let minute = i8::try_from(all.len()).unwrap();
            let at = date(2026, 11, 22).at(9, minute, 0, 0);
            all.push((of.to_owned(), Version { at, bytes: bytes.to_vec() }));
        }
        Ok(())
    }
}
