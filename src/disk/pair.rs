//! Several files that come into their places together.
//!
//! Two files cannot be renamed at once. So a note beside the targets (`.backlot-….pair`) says what is to be done
//! before the first of them is in its place, and goes after the last. It is locked while its writer lives; a sweep
//! of the folder that finds it without a lock finishes what was begun. If nothing was, or if someone has changed
//! one of the files since, nothing is touched.
//!
//! Absent on purpose: files in several folders, which nothing here writes. They would get no note.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use backlot::study::fingerprint::sha256;
use serde::{Deserialize, Serialize};

use super::write::{create, folder_of, left_in};
use super::{Real, System};

/// How the names of notes end.
const ENDING: &str = ".pair";

/// A file that waits to take its place.
pub(super) struct Waiting<'a> {
    /// Where its content is.
    pub part: &'a Path,
    /// Where it belongs.
    pub target: &'a Path,
    /// What is there now.
    pub before: Option<&'a [u8]>,
    /// What will be there.
    pub after: &'a [u8],
}

/// What a note says of one file. The files are named without their folder, contents by their SHA-256.
#[derive(Debug, Deserialize, Serialize)]
struct Line {
    part: String,
    target: String,
    before: Option<String>,
    after: String,
}

/// The note of a living writer.
pub(super) struct Note {
    path: PathBuf,
    _lock: fs::File,
}

impl Note {
    /// Writes down what is to be done; none for a single file, files in several folders, or names that are no text.
    ///
    /// # Errors
    /// Whatever the system reports; no note is left then.
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

    /// Removes it: everything is in its place, or nothing is.
    pub(super) fn remove(self, system: &dyn System) {
        // One that stays has nothing left to say, and is swept later.
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

/// What became of the notes of dead writers in a folder.
#[derive(Debug, Default)]
pub(super) struct Finished {
    /// The files that were put in their places.
    pub placed: Vec<PathBuf>,
    /// The parts that are still waiting, because the system refused.
    pub waiting: BTreeSet<PathBuf>,
}

/// Finishes what dead writers left half done in a folder.
pub(super) fn finish(folder: &Path) -> Finished {
    let mut done = Finished::default();
    for path in left_in(folder, ENDING) {
        let Ok(lock) = fs::OpenOptions::new().read(true).write(true).open(&path) else { continue };
        // Held until it is finished, so that nobody else does the same.
        if lock.try_lock().is_err() {
            continue;
        }
        let lines = read(&path).unwrap_or_default();
        // Where none is in its place, nothing has happened yet, and nothing does.
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
        // One that stays is looked at again by the next who sweeps.
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

/// What a file holds, by its hash; none if there is no such file.
#[expect(clippy::disallowed_methods, reason = "what is finished must be known first")]
fn held(path: &Path) -> Option<String> {
    // A link is another file.
    fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
    fs::read(path).ok().map(|bytes| sha256(&bytes))
}

impl Line {
    /// Whether its file is in its place, or can still take it.
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

    /// Puts its file in its place, if it is not there yet.
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

    /// A folder in which the writer of three files was ended at an operation; none if there was no such operation.
    fn ended(at: usize, old: Option<&str>) -> Option<tempfile::TempDir> {
        let root = tempfile::tempdir().unwrap();
        let files: Vec<(PathBuf, Vec<u8>)> =
            NAMES.iter().map(|name| (root.path().join(name), format!("new {name}").into_bytes())).collect();
        for (path, _) in &files {
            old.iter().for_each(|old| fs::write(path, old).unwrap());
        }
        // A process that was ended does nothing more, and puts nothing back.
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

    /// The first state in which one file is in its place and others do not.
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
