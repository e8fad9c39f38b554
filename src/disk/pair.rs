//! Replaces several files together.
//!
//! Two files cannot be renamed at once. Therefore a note beside the targets (`.backlot-….pair`) lists the planned
//! renames. It is written before the first rename and removed after the last one, and is locked while its writer runs.
//! If a later sweep of the folder finds a note without a lock, it completes the renames. If none was done, or if one of
//! the files was changed since, the files are left as they are.
//!
//! This module does not cover files in several folders, which the program never writes together.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use backlot::study::fingerprint::sha256;
use serde::{Deserialize, Serialize};

use super::write::{create, folder_of, left_in};
use super::{Real, System};

/// The ending of the names of notes.
const ENDING: &str = ".pair";

/// A file that is to be renamed to its target.
pub(super) struct Waiting<'a> {
    /// The path of its new content.
    pub part: &'a Path,
    /// The path that it is renamed to.
    pub target: &'a Path,
    /// The present content of the target, if it exists.
    pub before: Option<&'a [u8]>,
    /// The new content.
    pub after: &'a [u8],
}

/// The entry of a note for one file. Files are listed by their names without the folder, contents by their SHA-256.
#[derive(Debug, Deserialize, Serialize)]
struct Line {
    part: String,
    target: String,
    before: Option<String>,
    after: String,
}

/// The note of a running writer.
pub(super) struct Note {
    path: PathBuf,
    _lock: fs::File,
}

impl Note {
    /// Writes a note of the planned renames. None for a single file, for files in several folders, and for names that
    /// are not valid Unicode.
    ///
    /// # Errors
    /// The error of the system. No note is left then.
    pub(super) fn write(system: &dyn System, all: &[Waiting<'_>]) -> io::Result<Option<Self>> {
        let Some(folder) = all.first().map(|one| folder_of(one.target)) else { return Ok(None) };
        if all.len() < 2 || all.iter().any(|one| folder_of(one.target) != folder) {
            return Ok(None);
        }
        let Some(lines) = all.iter().map(line).collect::<Option<Vec<Line>>>() else { return Ok(None) };
        let text = serde_json::to_vec(&lines)?;
        let (path, mut lock) = create(system, folder, ENDING, true)?;
        if let Err(error) = system.write(&mut lock, &text).and_then(|()| system.sync(&lock)) {
            let _ = system.remove(&path);
            return Err(error);
        }
        Ok(Some(Self { path, _lock: lock }))
    }

    /// Removes the note, after all files were renamed or none was.
    pub(super) fn remove(self, system: &dyn System) {
        // If the note cannot be removed, a later sweep removes it.
        let _ = system.remove(&self.path);
    }
}

fn line(one: &Waiting<'_>) -> Option<Line> {
    let name = |path: &Path| path.file_name().and_then(OsStr::to_str).map(str::to_owned);
    Some(Line {
        part: name(one.part)?,
        target: name(one.target)?,
        before: one.before.map(sha256),
        after: sha256(one.after),
    })
}

/// The result of completing the notes in a folder.
#[derive(Debug, Default)]
pub(super) struct Finished {
    /// The targets that were replaced.
    pub placed: Vec<PathBuf>,
    /// The parts that could not be renamed because of an error of the system.
    pub waiting: BTreeSet<PathBuf>,
}

/// Completes the notes of writers that have ended in a folder.
pub(super) fn finish(folder: &Path) -> Finished {
    let mut done = Finished::default();
    for path in left_in(folder, ENDING) {
        let Ok(lock) = fs::OpenOptions::new().read(true).write(true).open(&path) else { continue };
        // The lock is held until the note is completed, so that no other process does the same.
        if lock.try_lock().is_err() {
            continue;
        }
        let lines = read(&path).unwrap_or_default();
        // If no file was renamed yet, none is renamed now.
        if lines.iter().any(|line| line.is_placed(folder)) && lines.iter().all(|line| line.fits(folder)) {
            let placed: io::Result<Vec<Option<PathBuf>>> = lines.iter().map(|line| line.place(folder)).collect();
            match placed {
                Ok(placed) => done.placed.extend(placed.into_iter().flatten()),
                Err(_) => {
                    done.waiting.extend(lines.iter().map(|line| folder.join(&line.part)));
                    continue;
                }
            }
        }
        // If the note cannot be removed, the next sweep examines it again.
        let _ = fs::remove_file(&path);
    }
    done
}

fn read(note: &Path) -> Option<Vec<Line>> {
    let file = super::read_file(note).ok()?;
    let lines: Vec<Line> = serde_json::from_slice(&file.bytes).ok()?;
    let plain = |name: &str| Path::new(name).file_name() == Some(OsStr::new(name));
    let ours = |line: &Line| line.part.starts_with(".backlot-") && line.part.ends_with(".part");
    lines.iter().all(|line| ours(line) && plain(&line.part) && plain(&line.target)).then_some(lines)
}

/// The hash of the content of a file; none if there is no such file.
#[expect(clippy::disallowed_methods, reason = "what is finished must be known first")]
fn held(path: &Path) -> Option<String> {
    // A symbolic link does not count as the file.
    fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
    fs::read(path).ok().map(|bytes| sha256(&bytes))
}

impl Line {
    /// Whether the target was already replaced or still can be.
    fn fits(&self, folder: &Path) -> bool {
        let target = folder.join(&self.target);
        let now = held(&target);
        let free = now.is_some() || fs::symlink_metadata(&target).is_err();
        let part = held(&folder.join(&self.part));
        let after = Some(self.after.as_str());
        now.as_deref() == after || (free && now == self.before && part.as_deref() == after)
    }

    fn is_placed(&self, folder: &Path) -> bool {
        held(&folder.join(&self.target)).as_ref() == Some(&self.after)
    }

    /// Replaces the target, if that was not done yet.
    fn place(&self, folder: &Path) -> io::Result<Option<PathBuf>> {
        let (part, target) = (folder.join(&self.part), folder.join(&self.target));
        if self.is_placed(folder) {
            return Ok(None);
        }
        Real.rename(&part, &target)?;
        Ok(Some(target))
    }
}

#[cfg(test)]
mod tests {
    use super::super::system::failing::Failing;
    use super::super::write::{Existing, all, sweep};
    use super::*;

    const NAMES: [&str; 3] = ["a.ron", "b.ron", "c.ron"];

    fn names(folder: &Path) -> BTreeSet<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    fn contents(folder: &Path) -> Vec<Option<String>> {
        NAMES.iter().map(|name| fs::read_to_string(folder.join(name)).ok()).collect()
    }

    /// A folder in which the writer of three files was stopped at an operation; none if there was no such operation.
    fn ended(at: usize, old: Option<&str>) -> Option<tempfile::TempDir> {
        let root = tempfile::tempdir().unwrap();
        let files: Vec<(PathBuf, Vec<u8>)> =
            NAMES.iter().map(|name| (root.path().join(name), format!("new {name}").into_bytes())).collect();
        for (path, _) in &files {
            old.iter().for_each(|old| fs::write(path, old).unwrap());
        }
        // A process that was stopped does nothing more, and does not undo anything.
        let system = Failing::at(at, true);
        let existing = if old.is_some() { Existing::Replace } else { Existing::Keep };
        let _ = all(&system, &files, existing);
        system.failed().then_some(root)
    }

    fn is_half(found: &[Option<String>]) -> bool {
        let new = found.iter().filter(|text| text.as_deref().is_some_and(|text| text.starts_with("new"))).count();
        new != 0 && new != NAMES.len()
    }

    #[test]
    fn wherever_the_writer_is_ended_the_next_one_finds_all_or_none() {
        for old in [None, Some("old")] {
            let (mut halves, mut at) = (0, 0);
            while let Some(root) = ended(at, old) {
                let before = contents(root.path());
                let finished = sweep(root.path());
                let after = contents(root.path());
                assert!(!is_half(&after), "operation {at}: {after:?}");
                if is_half(&before) {
                    halves += 1;
                    assert!(!finished.is_empty() && after[0].as_deref() == Some("new a.ron"));
                } else {
                    assert_eq!(before, after, "operation {at}");
                }
                let kept: BTreeSet<String> = NAMES.iter().map(|name| (*name).to_owned()).collect();
                assert!(names(root.path()).is_subset(&kept), "operation {at} leaves nothing behind");
                at += 1;
            }
            // Between the first and the second of three, and between the second and the third.
            assert!(halves >= 2, "{halves}");
        }
    }

    /// The first state in which one target was replaced and others were not.
    fn half() -> tempfile::TempDir {
        (0..).map_while(|at| ended(at, Some("old"))).find(|root| is_half(&contents(root.path()))).unwrap()
    }

    #[test]
    fn what_somebody_changed_since_is_left_as_it_is() {
        for name in NAMES {
            let root = half();
            fs::write(root.path().join(name), "mine").unwrap();
            let before = contents(root.path());
            assert!(sweep(root.path()).is_empty());
            assert_eq!(contents(root.path()), before);
            assert_eq!(names(root.path()).len(), NAMES.len(), "the note and the parts are gone");
        }
    }

    #[test]
    fn a_note_that_is_held_is_left_to_whoever_holds_it() {
        let root = half();
        let note = left_in(root.path(), ENDING).pop().unwrap();
        let held = fs::File::open(&note).unwrap();
        held.try_lock().unwrap();
        assert!(finish(root.path()).placed.is_empty() && note.exists());
    }

    #[test]
    fn a_note_names_nothing_outside_its_folder_and_nothing_but_parts() {
        for (part, target) in [(".backlot-1-1.part", "../x"), ("mine", "x"), ("../.backlot-1-1.part", "x")] {
            let root = tempfile::tempdir().unwrap();
            let folder = root.path().join("in");
            fs::create_dir(&folder).unwrap();
            for name in [".backlot-1-1.part", "in/.backlot-1-1.part", "in/mine"] {
                fs::write(root.path().join(name), "evil").unwrap();
            }
            let line = Line { part: part.into(), target: target.into(), before: None, after: sha256(b"evil") };
            fs::write(folder.join(".backlot-1-2.pair"), serde_json::to_vec(&[line]).unwrap()).unwrap();
            assert!(sweep(&folder).is_empty());
            assert!(!root.path().join("x").exists() && !folder.join("x").exists());
            assert!(folder.join("mine").exists() && root.path().join(".backlot-1-1.part").exists());
        }
    }
}
