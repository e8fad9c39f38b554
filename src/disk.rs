//! The file system: reads files and folders, and writes files completely or not at all.
//!
//! Only the binary uses it; the library gets names and bytes. Pipes, devices and sockets are never opened for reading,
//! because that may block for ever.

#![cfg_attr(test, expect(clippy::disallowed_methods, reason = "this is where files are read and written"))]

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use backlot::data::problem::{Location, Problem, ProblemKind};
use backlot::data::read::{File, LARGEST_FILE, Layer};

#[cfg(any(feature = "desktop", test))]
pub(crate) mod kept;
mod pair;
mod system;
#[cfg(any(feature = "desktop", test))]
pub(crate) mod versions;
pub(crate) mod write;

pub(crate) use system::{Real, System};
#[cfg(any(feature = "desktop", test))]
pub(crate) use write::write;

/// Folders that are nested deeper are ignored.
const DEEPEST: usize = 16;

/// Reads a RON file, or all RON files in a folder and its subfolders, sorted by name.
///
/// Hidden files and folders are skipped. A file that cannot be read becomes a problem of the layer.
#[must_use]
pub(crate) fn layer(path: &Path) -> Layer {
    layers(std::slice::from_ref(&path))
}

/// Reads several files and folders as one layer. A file that is found twice is read once.
#[must_use]
pub(crate) fn layers(paths: &[impl AsRef<Path>]) -> Layer {
    let mut walk = Walk::default();
    for path in paths {
        walk.start(path.as_ref());
    }
    walk.layer
}

/// Reads one file.
///
/// # Errors
/// It is a folder, it is too large, or the system returned an error.
pub(crate) fn read_file(path: &Path) -> Result<File, Box<Problem>> {
    let about = |what| Box::new(Problem::error(Location::start_of(&shown(path)), what));
    let unreadable = |error: &io::Error| about(ProblemKind::Unreadable(plain(error)));
    let metadata = fs::metadata(path).map_err(|error| unreadable(&error))?;
    if metadata.is_dir() {
        return Err(about(ProblemKind::IsFolder));
    }
    if !metadata.is_file() {
        return Err(about(ProblemKind::NotAFile));
    }
    let too_large = |bytes| Err(about(ProblemKind::TooLarge { bytes, limit: LARGEST_FILE }));
    if metadata.len() > LARGEST_FILE {
        return too_large(metadata.len());
    }
    let file = fs::File::open(path).map_err(|error| unreadable(&error))?;
    let mut bytes = Vec::new();
    // The file may grow while it is read.
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > LARGEST_FILE {
        return too_large(bytes.len() as u64);
    }
    Ok(File { name: shown(path), bytes })
}

#[derive(Default)]
struct Walk {
    layer: Layer,
    seen: BTreeSet<PathBuf>,
    /// The files that were found, including repeated ones.
    met: usize,
}

impl Walk {
    fn start(&mut self, path: &Path) {
        if !path.is_dir() {
            self.file(path);
            return;
        }
        if !self.is_new(path) {
            return;
        }
        let before = (self.met, self.layer.problems.len());
        self.folder(path, 0);
        if before == (self.met, self.layer.problems.len()) {
            self.layer.problems.push(Problem::error(Location::start_of(&shown(path)), ProblemKind::NothingFound));
        }
    }

    fn folder(&mut self, path: &Path, depth: usize) {
        let mut inside: Vec<PathBuf> = match fs::read_dir(path) {
            Ok(entries) => entries.filter_map(Result::ok).map(|entry| entry.path()).collect(),
            Err(error) => {
                let what = ProblemKind::Unreadable(plain(&error));
                self.layer.problems.push(Problem::error(Location::start_of(&shown(path)), what));
                return;
            }
        };
        inside.sort();
        for path in inside {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if name.starts_with('.') {
                continue;
            }
            if path.is_dir() {
                if depth < DEEPEST && self.is_new(&path) {
                    self.folder(&path, depth + 1);
                }
            } else if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron")) {
                self.file(&path);
            }
        }
    }

    fn file(&mut self, path: &Path) {
        self.met += 1;
        if !self.is_new(path) {
            return;
        }
        match read_file(path) {
            Ok(file) => self.layer.files.push(file),
            Err(problem) => self.layer.problems.push(*problem),
        }
    }

    /// Whether a file or folder was not found before, under any name.
    fn is_new(&mut self, path: &Path) -> bool {
        self.seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()))
    }
}

/// The displayed form of a path, which is the same on every system.
fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

/// The message of a system error, without its number.
#[must_use]
pub(crate) fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(layer: &Layer, root: &Path) -> Vec<String> {
        let root = format!("{}/", shown(root));
        layer.files.iter().map(|file| file.name.replace(&root, "")).collect()
    }

    #[test]
    fn a_folder_is_read_in_order_and_without_what_is_hidden_or_not_ron() -> io::Result<()> {
        let root = tempfile::tempdir()?;
        for name in ["b.ron", "a/z.ron", "a/.hidden.ron", ".git/c.ron", "notes.txt", "c.RON"] {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().unwrap_or(root.path()))?;
            fs::write(path, "Places([])")?;
        }
        let layer = layer(root.path());
        assert_eq!(names(&layer, root.path()), ["a/z.ron", "b.ron", "c.RON"]);
        assert!(layer.problems.is_empty());
        Ok(())
    }

    #[test]
    fn a_folder_without_ron_says_so() -> io::Result<()> {
        let root = tempfile::tempdir()?;
        assert_eq!(layer(root.path()).problems[0].what, ProblemKind::NothingFound);
        Ok(())
    }

    #[test]
    fn a_file_named_twice_is_read_once() -> io::Result<()> {
        let root = tempfile::tempdir()?;
        let file = root.path().join("a.ron");
        fs::write(&file, "Places([])")?;
        let layer = layers(&[&file, root.path(), root.path()]);
        assert_eq!((layer.files.len(), layer.problems.len()), (1, 0));
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_holds_itself_ends() -> io::Result<()> {
        let root = tempfile::tempdir()?;
        fs::write(root.path().join("a.ron"), "Places([])")?;
        std::os::unix::fs::symlink(root.path(), root.path().join("again"))?;
        assert_eq!(layer(root.path()).files.len(), 1);
        Ok(())
    }

    #[test]
    fn a_folder_or_a_missing_file_is_a_problem() -> io::Result<()> {
        let root = tempfile::tempdir()?;
        assert_eq!(read_file(root.path()).unwrap_err().what, ProblemKind::IsFolder);
        let missing = read_file(&root.path().join("no.ron")).unwrap_err();
        assert!(matches!(missing.what, ProblemKind::Unreadable(_)), "{missing:?}");
        Ok(())
    }

    #[test]
    fn a_huge_file_is_refused_by_its_size() -> io::Result<()> {
        let root = tempfile::tempdir()?;
        let path = root.path().join("huge.ron");
        fs::File::create(&path)?.set_len(LARGEST_FILE + 1)?;
        assert!(matches!(read_file(&path).unwrap_err().what, ProblemKind::TooLarge { .. }));
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_no_file_wherever_it_stands() -> io::Result<()> {
        let root = tempfile::tempdir()?;
        let pipe = root.path().join("x.ron");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status()?;
        assert!(made.success());
        assert_eq!(read_file(&pipe).unwrap_err().what, ProblemKind::NotAFile);
        let layer = layer(root.path());
        assert_eq!((layer.files.len(), &layer.problems[0].what), (0, &ProblemKind::NotAFile));
        assert_eq!(read_file(Path::new("/dev/null")).unwrap_err().what, ProblemKind::NotAFile);
        Ok(())
    }
}
