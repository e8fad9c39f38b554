//! Writes files completely or not at all.
//!
//! The new content is written to a temporary file in the same folder (`.backlot-….part`), which is then renamed to the
//! target. The temporary file is locked while it is written. If a process finds one without a lock, its writer has
//! ended, and the process removes it.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::System;
use super::pair::{self, Note, Waiting};

/// The maximum number of symbolic links that are followed.
const MOST_LINKS: usize = 40;

/// The treatment of an existing file with the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existing {
    /// It is replaced.
    Replace,
    /// Nothing is written, and an error is returned.
    Keep,
}

/// Writes a file to the real file system. Replaces an existing one.
///
/// # Errors
/// The error of the system. The previous content is then unchanged.
#[cfg(any(feature = "desktop", test))]
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    one(&super::Real, path, bytes, Existing::Replace)
}

/// Writes a file completely or not at all, by renaming a temporary file to it. An existing file keeps its permissions.
/// A symbolic link stays, and the file that it points to is replaced.
///
/// # Errors
/// The error of the system, or `AlreadyExists` if there is a file that must be kept. The previous content is then
/// unchanged.
pub(crate) fn one(system: &dyn System, path: &Path, bytes: &[u8], existing: Existing) -> io::Result<()> {
    if let Ok(metadata) = fs::metadata(path)
        && !metadata.is_file()
        && !metadata.is_dir()
    {
        // A device is written to directly, because it cannot be replaced.
        let mut device = fs::OpenOptions::new().write(true).open(path)?;
        return system.write(&mut device, bytes);
    }
    Part::beside(system, path, bytes, existing)?.put(system)
}

/// Writes several files, all of them or none. The previous files are restored if one cannot be replaced. If the program
/// ends between two renames, which follow each other directly, the next sweep of the folder completes them
/// ([`super::pair`]).
///
/// # Errors
/// The error of the system, with the path of the file.
#[expect(clippy::disallowed_methods, reason = "what is put back must be read first")]
pub(crate) fn all(
    system: &dyn System,
    files: &[(PathBuf, Vec<u8>)],
    existing: Existing,
) -> Result<(), (PathBuf, io::Error)> {
    let mut parts: Vec<Part> = Vec::new();
    let mut before = Vec::new();
    let drop_all = |parts: Vec<Part>| parts.into_iter().for_each(|part| part.drop(system));
    for (path, bytes) in files {
        let part = Part::beside(system, path, bytes, existing);
        let read = |part: &Part| part.existing.as_ref().map(|_| fs::read(&part.target)).transpose();
        match part.and_then(|part| read(&part).map(|read| (part, read))) {
            Ok((part, read)) => {
                parts.push(part);
                before.push(read);
            }
            Err(error) => {
                drop_all(parts);
                return Err((path.clone(), error));
            }
        }
    }
    let both = parts.iter().zip(&before).zip(files);
    let waiting: Vec<Waiting<'_>> = both
        .map(|((part, before), (_, after))| Waiting {
            part: &part.path,
            target: &part.target,
            before: before.as_deref(),
            after,
        })
        .collect();
    let note = match Note::write(system, &waiting) {
        Ok(note) => note,
        Err(error) => {
            let target = parts.first().map(|part| part.target.clone()).unwrap_or_default();
            drop_all(parts);
            return Err((target, error));
        }
    };
    parts.first().iter().for_each(|part| settle(&part.target));
    // Nothing else happens between the renames.
    let mut placed = 0;
    let refused = parts.iter().find_map(|part| {
        let error = part.place(system).err();
        placed += usize::from(error.is_none());
        error.map(|error| (part.target.clone(), error))
    });
    if refused.is_some() {
        for (part, before) in parts.iter().zip(&before).take(placed) {
            // If restoring fails as well, nothing more can be done. The first error is reported.
            let _ = match before {
                Some(bytes) => one(system, &part.target, bytes, Existing::Replace),
                None => system.remove(&part.target),
            };
        }
    } else {
        parts.iter().for_each(|part| settle(&part.target));
    }
    // The parts are removed first. With only the note, nothing can be renamed any more.
    if refused.is_some() {
        drop_all(parts);
    }
    if let Some(note) = note {
        note.remove(system);
    }
    refused.map_or(Ok(()), Err)
}

/// Writes the name of the file to the disk, too. If the folder cannot be opened, that is left to the system.
fn settle(target: &Path) {
    if let Ok(folder) = fs::File::open(folder_of(target)) {
        let _ = folder.sync_all();
    }
}

/// Writes a file that only its owner can read.
///
/// # Errors
/// The error of the system. The previous content is then unchanged.
#[cfg(any(feature = "desktop", test))]
pub(crate) fn private(system: &dyn System, path: &Path, bytes: &[u8], existing: Existing) -> io::Result<()> {
    Part::new(system, path.to_owned(), bytes, None, existing, true)?.put(system)
}

/// Completes renames of writers that have ended, and removes the rest of their temporary files. Returns the targets
/// that were replaced.
pub(crate) fn sweep(folder: &Path) -> Vec<PathBuf> {
    let done = pair::finish(folder);
    let dead = |path: &PathBuf| {
        let file = fs::OpenOptions::new().read(true).write(true).open(path);
        // The lock is held during the removal, so that a writer that is just starting notices it.
        file.is_ok_and(|file| file.try_lock().is_ok() && fs::remove_file(path).is_ok())
    };
    left_in(folder, ".part").into_iter().filter(|path| !done.waiting.contains(path) && dead(path)).for_each(drop);
    done.placed
}

/// The temporary files in a folder, of running or ended writers, whose names have this ending.
pub(super) fn left_in(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let ours = |entry: &fs::DirEntry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with(".backlot-") && name.ends_with(ending) && entry.file_type().is_ok_and(|kind| kind.is_file())
    };
    let mut found: Vec<PathBuf> =
        entries.filter_map(Result::ok).filter(ours).map(|entry| folder.join(entry.file_name())).collect();
    found.sort();
    found
}

/// Creates a temporary file with a unique name in a folder.
pub(super) fn create(
    system: &dyn System,
    folder: &Path,
    ending: &str,
    private: bool,
) -> io::Result<(PathBuf, fs::File)> {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    loop {
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!(".backlot-{}-{number}{ending}", std::process::id()));
        match system.create(&path, private) {
            // A sweep of another process may have removed it before it was locked.
            Ok(file) if fs::symlink_metadata(&path).is_ok() => return Ok((path, file)),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

/// The target of a path through symbolic links. It need not exist.
///
/// # Errors
/// Links that form a cycle or cannot be read.
pub(crate) fn leads_to(path: &Path) -> io::Result<PathBuf> {
    let mut at = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::symlink_metadata(&at) {
            Ok(metadata) if metadata.is_symlink() => {
                let to = fs::read_link(&at)?;
                at = folder_of(&at).join(to);
            }
            _ => return Ok(at),
        }
    }
    Err(io::ErrorKind::InvalidInput.into())
}

/// The folder of a file, which need not exist.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// New content in a temporary file, not yet renamed.
struct Part {
    target: PathBuf,
    path: PathBuf,
    file: fs::File,
    existing: Option<Metadata>,
    keep: bool,
}

impl Part {
    fn beside(system: &dyn System, path: &Path, bytes: &[u8], existing: Existing) -> io::Result<Self> {
        let target = leads_to(path)?;
        let there = match fs::metadata(&target) {
            Ok(metadata) => Some(metadata),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        match &there {
            Some(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Some(_) if existing == Existing::Keep => return Err(io::ErrorKind::AlreadyExists.into()),
            Some(metadata) if !metadata.is_file() => return Err(io::ErrorKind::InvalidInput.into()),
            Some(metadata) if metadata.permissions().readonly() => return Err(io::ErrorKind::PermissionDenied.into()),
            _ => {}
        }
        Self::new(system, target, bytes, there, existing, false)
    }

    fn new(
        system: &dyn System,
        target: PathBuf,
        bytes: &[u8],
        existing: Option<Metadata>,
        keep: Existing,
        private: bool,
    ) -> io::Result<Self> {
        let (path, file) = create(system, folder_of(&target), ".part", private)?;
        let mut part = Self { target, path, file, existing, keep: keep == Existing::Keep };
        match part.fill(system, bytes) {
            Ok(()) => Ok(part),
            Err(error) => {
                part.drop(system);
                Err(error)
            }
        }
    }

    fn fill(&mut self, system: &dyn System, bytes: &[u8]) -> io::Result<()> {
        system.write(&mut self.file, bytes)?;
        if let Some(metadata) = &self.existing {
            system.permit(&self.file, metadata.permissions())?;
        }
        system.sync(&self.file)
    }

    /// Renames it to its target and writes the name to the disk.
    fn put(self, system: &dyn System) -> io::Result<()> {
        if let Err(error) = self.place(system) {
            self.drop(system);
            return Err(error);
        }
        settle(&self.target);
        Ok(())
    }

    /// Renames it to its target.
    fn place(&self, system: &dyn System) -> io::Result<()> {
        if self.keep { self.link(system) } else { system.rename(&self.path, &self.target) }
    }

    /// Gives it the name of its target, if there is no such file.
    fn link(&self, system: &dyn System) -> io::Result<()> {
        match system.link(&self.path, &self.target) {
            Ok(()) => {
                // The file has its name. If the temporary name cannot be removed, a later sweep removes it.
                let _ = system.remove(&self.path);
                Ok(())
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            // Some file systems have no hard links.
            Err(_) if fs::symlink_metadata(&self.target).is_err() => system.rename(&self.path, &self.target),
            Err(error) => Err(error),
        }
    }

    fn drop(self, system: &dyn System) {
        let _ = system.remove(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use std::fs::Permissions;

    use super::super::Real;
    use super::super::system::failing::Failing;
    use super::*;

    #[test]
    fn writing_replaces_the_whole_and_leaves_nothing_beside_it() -> io::Result<()> {
        let root = tempfile::tempdir()?;
        let path = root.path().join("out.html");
        write(&path, b"first")?;
        write(&path, b"2")?;
        assert_eq!(fs::read(&path)?, b"2");
        assert_eq!(fs::read_dir(root.path())?.count(), 1);
        assert!(write(root.path(), b"x").is_err());
        assert!(write(&root.path().join("no/such/folder.html"), b"x").is_err());
        let kept = one(&Real, &path, b"3", Existing::Keep).unwrap_err();
        assert_eq!(kept.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path)?, b"2");
        assert_eq!(fs::read_dir(root.path())?.count(), 1);
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn writing_keeps_permissions_and_links_also_those_that_lead_to_nothing() -> io::Result<()> {
        use std::os::unix::fs::PermissionsExt as _;
        let root = tempfile::tempdir()?;
        let (file, link) = (root.path().join("file"), root.path().join("link"));
        fs::write(&file, "old")?;
        fs::set_permissions(&file, Permissions::from_mode(0o640))?;
        std::os::unix::fs::symlink(&file, &link)?;
        write(&link, b"new")?;
        assert!(fs::symlink_metadata(&link)?.is_symlink());
        assert_eq!(fs::read(&file)?, b"new");
        assert_eq!(fs::metadata(&file)?.permissions().mode() & 0o777, 0o640);
        fs::remove_file(&file)?;
        write(&link, b"again")?;
        assert!(fs::symlink_metadata(&link)?.is_symlink(), "the link stays");
        assert_eq!(fs::read(&file)?, b"again", "and what it leads to is made");
        let (a, b) = (root.path().join("a"), root.path().join("b"));
        std::os::unix::fs::symlink(&a, &b)?;
        std::os::unix::fs::symlink(&b, &a)?;
        assert!(write(&a, b"x").is_err(), "a circle is no target");
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn what_is_kept_is_for_its_owner_alone() -> io::Result<()> {
        use std::os::unix::fs::PermissionsExt as _;
        let root = tempfile::tempdir()?;
        let folder = root.path().join("a/b");
        Real.folder(&folder, true)?;
        let file = folder.join("draft.ron");
        fs::write(&file, "readable by all before")?;
        private(&Real, &file, b"x", Existing::Replace)?;
        assert_eq!(fs::metadata(&folder)?.permissions().mode() & 0o777, 0o700);
        assert_eq!(fs::metadata(&file)?.permissions().mode() & 0o777, 0o600);
        Ok(())
    }

    #[test]
    fn only_what_nobody_is_writing_is_swept() -> io::Result<()> {
        let root = tempfile::tempdir()?;
        let alive = root.path().join(".backlot-1-2.part");
        let held = Real.create(&alive, true)?;
        for name in [".backlot-abcdef.part", ".backlot-9-9.part", "mine.part", ".backlot-notes"] {
            fs::write(root.path().join(name), "x")?;
        }
        sweep(root.path());
        assert_eq!(fs::read_dir(root.path())?.count(), 3);
        assert!(alive.exists() && root.path().join("mine.part").exists());
        drop(held);
        sweep(root.path());
        assert_eq!(fs::read_dir(root.path())?.count(), 2);
        Ok(())
    }

    /// The files in a folder, without those that a writer left behind.
    fn inside(folder: &Path) -> Vec<(String, Vec<u8>)> {
        let mut all: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
            .filter(|(name, _)| !name.starts_with(".backlot-"))
            .collect();
        all.sort();
        all
    }

    #[test]
    fn whichever_operation_fails_the_file_is_the_old_one_or_the_new_one() -> io::Result<()> {
        for (before, stays) in [(None, false), (None, true), (Some("old"), false), (Some("old"), true)] {
            for at in 0.. {
                let root = tempfile::tempdir()?;
                let path = root.path().join("x.ron");
                if let Some(before) = before {
                    fs::write(&path, before)?;
                }
                let system = Failing::at(at, stays);
                let written = one(&system, &path, b"the new content", Existing::Replace);
                let there = fs::read_to_string(&path).ok();
                match written {
                    Ok(()) => assert_eq!(there.as_deref(), Some("the new content")),
                    Err(_) => assert_eq!(there.as_deref(), before, "operation {at}"),
                }
                if !system.failed() {
                    break;
                }
            }
        }
        Ok(())
    }

    #[test]
    fn whichever_operation_fails_of_a_pair_there_are_both_or_neither() -> io::Result<()> {
        for (old, existing) in [(false, Existing::Keep), (true, Existing::Replace)] {
            for at in 0.. {
                let root = tempfile::tempdir()?;
                let files: Vec<(PathBuf, Vec<u8>)> =
                    ["a.ron", "b.ron"].iter().map(|name| (root.path().join(name), b"new".to_vec())).collect();
                if old {
                    files.iter().try_for_each(|(path, _)| fs::write(path, "old"))?;
                }
                let before = inside(root.path());
                // One operation fails. If all later ones failed as well, nothing could be restored.
                let system = Failing::at(at, false);
                let written = all(&system, &files, existing);
                let after = inside(root.path());
                match written {
                    Ok(()) => assert!(after.len() == 2 && after.iter().all(|(_, bytes)| bytes == b"new")),
                    Err(_) => assert_eq!(after, before, "operation {at}"),
                }
                if !system.failed() {
                    break;
                }
            }
        }
        Ok(())
    }

    #[test]
    fn of_a_pair_nothing_is_written_if_one_is_there_already() -> io::Result<()> {
        let root = tempfile::tempdir()?;
        let (a, b) = (root.path().join("a.ron"), root.path().join("b.ron"));
        fs::write(&b, "mine")?;
        let error = all(&Real, &[(a.clone(), b"x".to_vec()), (b.clone(), b"y".to_vec())], Existing::Keep);
        assert_eq!(error.unwrap_err().0, b);
        assert!(!a.exists() && fs::read(&b)? == b"mine");
        Ok(())
    }
}
