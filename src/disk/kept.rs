//! The data that the program keeps between runs: drafts, edits of the library, settings.
//!
//! Each window has a number, and holds a lock on a file with that number. The system releases the lock when the process
//! ends, also after a crash. Every file belongs to one number: `draft.ron` to the first window, `draft-2.ron` to the
//! second. A window writes and removes only its own files. It removes those of a window that has ended only after it
//! has got the lock and taken over their content. If the first folder cannot be written to, the next one is tried.
//!
//! This module does not interpret the files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use backlot::data::problem::Problem;
use backlot::data::read::File;

use super::write::{self, Existing};
use super::{Real, System, read_file};

/// The maximum number of windows that can have files of their own.
const MOST_WINDOWS: usize = 64;

/// The folders for the data of a window.
pub(crate) struct Home {
    /// The first is the usual one. The others are used if it cannot be written to.
    folders: Vec<PathBuf>,
    window: usize,
    /// Whether another window is open.
    second: bool,
    /// The lock of this window, held until the process ends.
    _lock: Option<fs::File>,
    system: Box<dyn System>,
}

/// The folder in which data was written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Put {
    /// The usual folder.
    Home,
    /// Another folder, with the message of the system for the usual one.
    Elsewhere(PathBuf, String),
}

/// A window that has ended and left files. Its number is not free until this value is dropped.
pub(crate) struct Dead {
    window: usize,
    _lock: fs::File,
}

impl Home {
    /// Takes the lowest free number of a window. Missing folders are created.
    pub(crate) fn open(folders: Vec<PathBuf>) -> Self {
        Self::on(Box::new(Real), folders)
    }

    pub(crate) fn on(system: Box<dyn System>, folders: Vec<PathBuf>) -> Self {
        if let Some(first) = folders.first() {
            // If it cannot be created, writing to it fails later and is reported then.
            let _ = system.folder(first, true);
            let _ = make_private(first);
        }
        // The others are created only when they are needed.
        let mut folders_in_turn = folders.iter().enumerate();
        let taken = folders_in_turn.find_map(|(at, folder)| {
            if at > 0 {
                system.folder(folder, true).ok()?;
            }
            is_ours(at, folder).then(|| take(folder)).flatten()
        });
        let (window, second, lock) = taken.map_or((1, false, None), |(window, lock)| {
            let others = (1..=MOST_WINDOWS).filter(|other| *other != window);
            let second = folders.iter().any(|folder| others.clone().any(|other| is_open(folder, other)));
            (window, second, Some(lock))
        });
        if lock.is_some() {
            folders.iter().for_each(|folder| {
                write::sweep(folder);
            });
        }
        Self { folders, window, second, _lock: lock, system }
    }

    /// The number of this window.
    pub(crate) fn window(&self) -> usize {
        self.window
    }

    /// Whether another window was open when this one started.
    pub(crate) fn is_second(&self) -> bool {
        self.second
    }

    /// The usual folder.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folders.first().map(PathBuf::as_path)
    }

    /// The file system.
    pub(crate) fn system(&self) -> &dyn System {
        &*self.system
    }

    /// Reads the newest file of this window with a name, from any folder; none if there is none.
    pub(crate) fn read(&self, stem: &str) -> Option<Result<File, Box<Problem>>> {
        self.newest(stem, self.window).map(|path| read_file(&path))
    }

    /// Reads the newest file of another window with a name.
    pub(crate) fn read_of(&self, stem: &str, window: usize) -> Option<Result<File, Box<Problem>>> {
        self.newest(stem, window).map(|path| read_file(&path))
    }

    fn newest(&self, stem: &str, window: usize) -> Option<PathBuf> {
        let written = |path: &PathBuf| fs::symlink_metadata(path).ok().map(|metadata| metadata.modified());
        let ours = self.folders.iter().enumerate().filter(|(at, folder)| is_ours(*at, folder));
        let all = ours.map(|(_, folder)| folder.join(name(stem, window)));
        all.filter_map(|path| Some((written(&path)?.unwrap_or(SystemTime::UNIX_EPOCH), path)))
            .reduce(|best, next| if next.0 > best.0 { next } else { best })
            .map(|(_, path)| path)
    }

    /// Writes a file of this window.
    ///
    /// # Errors
    /// The error of the first folder, if the file cannot be written to any.
    pub(crate) fn write(&self, stem: &str, bytes: &[u8]) -> io::Result<Put> {
        let mut first: Option<io::Error> = None;
        for (at, folder) in self.folders.iter().enumerate() {
            let path = folder.join(name(stem, self.window));
            let allowed = |()| if is_ours(at, folder) { Ok(()) } else { Err(io::ErrorKind::PermissionDenied.into()) };
            let written = self
                .system
                .folder(folder, true)
                .and_then(allowed)
                .and_then(|()| write::private(&*self.system, &path, bytes, Existing::Replace));
            match (written, first) {
                (Ok(()), None) => {
                    self.remove_elsewhere(stem, folder);
                    return Ok(Put::Home);
                }
                (Ok(()), Some(error)) => return Ok(Put::Elsewhere(folder.clone(), super::plain(&error))),
                (Err(error), None) => first = Some(error),
                (Err(_), earlier) => first = earlier,
            }
        }
        Err(first.unwrap_or_else(|| io::ErrorKind::NotFound.into()))
    }

    /// Removes older copies of a file from the other folders.
    fn remove_elsewhere(&self, stem: &str, but: &Path) {
        for folder in self.folders.iter().filter(|folder| *folder != but) {
            let path = folder.join(name(stem, self.window));
            if path.exists() {
                let _ = self.system.remove(&path);
            }
        }
    }

    /// Removes the files of this window with a name.
    ///
    /// # Errors
    /// The error of the system.
    pub(crate) fn remove(&self, stem: &str) -> io::Result<()> {
        self.remove_of(stem, self.window)
    }

    fn remove_of(&self, stem: &str, window: usize) -> io::Result<()> {
        let paths = self.folders.iter().map(|folder| folder.join(name(stem, window)));
        let all = paths.filter(|path| fs::symlink_metadata(path).is_ok()).map(|path| self.system.remove(&path));
        // All removals are tried before the first error is returned.
        all.collect::<Vec<_>>().into_iter().collect()
    }

    /// Renames the files of this window with a name, so that they are not overwritten. Returns the new paths.
    ///
    /// # Errors
    /// The error of the system.
    pub(crate) fn set_aside(&self, stem: &str) -> io::Result<Vec<PathBuf>> {
        self.set_aside_of(stem, self.window)
    }

    fn set_aside_of(&self, stem: &str, window: usize) -> io::Result<Vec<PathBuf>> {
        let mut moved = Vec::new();
        for folder in &self.folders {
            let path = folder.join(name(stem, window));
            if fs::symlink_metadata(&path).is_err() {
                continue;
            }
            let free = |number: &usize| fs::symlink_metadata(aside(&path, *number)).is_err();
            let to = (1..).find(free).map_or_else(|| path.clone(), |number| aside(&path, number));
            self.system.rename(&path, &to)?;
            let _ = make_private(&to);
            moved.push(to);
        }
        Ok(moved)
    }

    /// The windows that have ended and left files with one of these names.
    pub(crate) fn dead(&self, stems: &[&str]) -> Vec<Dead> {
        let left = |window: usize| stems.iter().any(|stem| self.newest(stem, window).is_some());
        let others = (1..=MOST_WINDOWS).filter(|window| *window != self.window && left(*window));
        others
            .filter_map(|window| Some(Dead { window, _lock: self.folders.iter().find_map(|one| lock(one, window))? }))
            .collect()
    }

    /// Reads the newest file of such a window with a name.
    pub(crate) fn left(&self, dead: &Dead, stem: &str) -> Option<Result<File, Box<Problem>>> {
        self.read_of(stem, dead.window)
    }

    /// Takes over the newest file of such a window with a name. This window must have no file with that name.
    ///
    /// # Errors
    /// The error of the system.
    pub(crate) fn adopt(&self, dead: &Dead, stem: &str) -> io::Result<()> {
        let Some(path) = self.newest(stem, dead.window) else { return Err(io::ErrorKind::NotFound.into()) };
        self.system.rename(&path, &path.with_file_name(name(stem, self.window)))
    }

    /// Removes the files of such a window with a name, after they were taken over.
    ///
    /// # Errors
    /// The error of the system.
    pub(crate) fn bury(&self, dead: &Dead, stem: &str) -> io::Result<()> {
        self.remove_of(stem, dead.window)
    }

    /// Renames the files of such a window with a name, so that they are not overwritten. Returns the new paths.
    ///
    /// # Errors
    /// The error of the system.
    pub(crate) fn set_aside_dead(&self, dead: &Dead, stem: &str) -> io::Result<Vec<PathBuf>> {
        self.set_aside_of(stem, dead.window)
    }
}

/// `draft.ron` of the first window, `draft-2.ron` of the second.
fn name(stem: &str, window: usize) -> String {
    if window == 1 { format!("{stem}.ron") } else { format!("{stem}-{window}.ron") }
}

/// `draft.unreadable`, or `draft.unreadable-2` if that exists.
fn aside(path: &Path, number: usize) -> PathBuf {
    if number == 1 {
        return path.with_extension("unreadable");
    }
    path.with_extension(format!("unreadable-{number}"))
}

fn lock_file(folder: &Path, window: usize) -> PathBuf {
    folder.join(if window == 1 { "window.lock".to_owned() } else { format!("window-{window}.lock") })
}

/// Takes the lock of a window, if it is free.
fn lock(folder: &Path, window: usize) -> Option<fs::File> {
    let path = lock_file(folder, window);
    let mut options = fs::OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    // In a folder that cannot be written to, an existing lock file can still be locked.
    let file = options.open(&path).or_else(|_| fs::File::open(&path)).ok()?;
    file.try_lock().is_ok().then_some(file)
}

fn take(folder: &Path) -> Option<(usize, fs::File)> {
    (1..=MOST_WINDOWS).find_map(|window| Some((window, lock(folder, window)?)))
}

fn is_open(folder: &Path, window: usize) -> bool {
    let Ok(file) = fs::File::open(lock_file(folder, window)) else { return false };
    matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock))
}

/// Removes the permissions of other users from a file or folder.
pub(crate) fn make_private(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let metadata = fs::symlink_metadata(path)?;
        let mode = metadata.permissions().mode();
        if metadata.is_symlink() || mode & 0o077 == 0 {
            return Ok(());
        }
        fs::set_permissions(path, fs::Permissions::from_mode(mode & !0o077))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        Ok(())
    }
}

/// Whether a folder may be used. The first one is the user's own. Another one may be in a place where anyone can write,
/// so it must belong to this user and be closed to all others.
fn is_ours(at: usize, folder: &Path) -> bool {
    if at == 0 {
        return true;
    }
    let Ok(metadata) = fs::symlink_metadata(folder) else { return false };
    #[cfg(unix)]
    let private = {
        use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
        // The entry of the process in /proc belongs to the user who runs it.
        let me = fs::metadata("/proc/self").map_or(metadata.uid(), |process| process.uid());
        metadata.uid() == me && metadata.permissions().mode() & 0o077 == 0
    };
    #[cfg(not(unix))]
    let private = true;
    metadata.is_dir() && private
}

#[cfg(test)]
mod tests {
    use super::super::system::failing::Failing;
    use super::*;

    fn two() -> io::Result<(tempfile::TempDir, Vec<PathBuf>)> {
        let root = tempfile::tempdir()?;
        let folders = vec![root.path().join("home"), root.path().join("elsewhere")];
        Ok((root, folders))
    }

    fn text(found: Option<Result<File, Box<Problem>>>) -> Option<String> {
        found.map(|file| String::from_utf8(file.unwrap().bytes).unwrap())
    }

    #[test]
    fn each_window_has_files_of_its_own_and_the_lowest_number_that_is_free() -> io::Result<()> {
        let (_root, folders) = two()?;
        let first = Home::open(folders.clone());
        let second = Home::open(folders.clone());
        assert_eq!((first.window(), second.window()), (1, 2));
        assert!(!first.is_second() && second.is_second());
        first.write("draft", b"one")?;
        second.write("draft", b"two")?;
        first.remove("draft")?;
        assert_eq!(text(second.read("draft")), Some("two".into()));
        assert!(first.read("draft").is_none() && second.dead(&["draft"]).is_empty());
        assert!(first.dead(&["draft"]).is_empty(), "whoever lives keeps what is theirs");
        drop(second);
        let dead = first.dead(&["draft"]);
        assert_eq!(text(first.left(&dead[0], "draft")), Some("two".into()));
        first.adopt(&dead[0], "draft")?;
        assert_eq!(text(first.read("draft")), Some("two".into()));
        drop(dead);
        assert_eq!(Home::open(folders).window(), 2);
        Ok(())
    }

    #[test]
    fn what_is_set_aside_gets_a_free_name() -> io::Result<()> {
        let (root, folders) = two()?;
        let home = Home::open(folders);
        let mut names = Vec::new();
        for text in ["a", "b", "c"] {
            home.write("edits", text.as_bytes())?;
            names.extend(home.set_aside("edits")?);
        }
        let texts: Vec<Vec<u8>> = names.iter().map(|path| fs::read(path).unwrap()).collect();
        assert_eq!(texts, [b"a", b"b", b"c"]);
        assert!(home.read("edits").is_none() && names.iter().all(|name| name.starts_with(root.path().join("home"))));
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn folders_and_files_are_for_their_owner_alone() -> io::Result<()> {
        use std::os::unix::fs::PermissionsExt as _;
        let (_root, folders) = two()?;
        fs::create_dir_all(&folders[0])?;
        fs::set_permissions(&folders[0], fs::Permissions::from_mode(0o755))?;
        let home = Home::open(folders.clone());
        home.write("draft", b"x")?;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folders[0]), 0o700);
        for entry in fs::read_dir(&folders[0])? {
            assert_eq!(mode(&entry?.path()), 0o600);
        }
        Ok(())
    }

    #[test]
    fn whichever_operation_fails_what_was_kept_last_is_found_again() -> io::Result<()> {
        for stays in [false, true] {
            for at in 0.. {
                let (_root, folders) = two()?;
                Home::open(folders.clone()).write("draft", b"old")?;
                // Which copy is newer is decided by the clock of the file system, which counts in milliseconds.
                std::thread::sleep(std::time::Duration::from_millis(20));
                let system = Failing::at(at, stays);
                let home = Home::on(Box::new(system), folders.clone());
                let written = home.write("draft", b"new");
                drop(home);
                let found = text(Home::open(folders).read("draft"));
                match written {
                    Ok(_) => assert_eq!(found.as_deref(), Some("new"), "operation {at}"),
                    Err(_) => assert_eq!(found.as_deref(), Some("old"), "operation {at}"),
                }
                if at > 20 {
                    break;
                }
            }
        }
        Ok(())
    }

    #[test]
    fn what_cannot_be_put_in_the_first_folder_is_put_in_the_next_and_said() -> io::Result<()> {
        let (_root, folders) = two()?;
        // A file has the path of the folder, so not even root can write to the folder.
        fs::write(&folders[0], "in the way")?;
        let home = Home::open(folders.clone());
        let put = home.write("draft", b"x")?;
        assert!(matches!(&put, Put::Elsewhere(folder, _) if *folder == folders[1]), "{put:?}");
        assert_eq!(text(home.read("draft")), Some("x".into()));
        fs::remove_file(&folders[0])?;
        assert_eq!(home.write("draft", b"y")?, Put::Home);
        assert!(!folders[1].join("draft.ron").exists(), "the old one is gone");
        Ok(())
    }
}
