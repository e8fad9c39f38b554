//! The file system: files and folders in, files out, whole or not at all.
//!
//! Only the binary has it; the library crate is handed names and bytes.

#![cfg_attr(test, expect(clippy::disallowed_methods, reason = "this is where files are read and written"))]

use std::collections::BTreeSet;
use std::fs::{self, Metadata, Permissions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use backlot::data::problem::{Location, Problem, What};
use backlot::data::read::{File, LARGEST_FILE, Layer};

/// Folders nested deeper than this are not looked into.
const DEEPEST: usize = 16;

/// Reads a RON file, or every RON file in a folder and the folders in it, in order of their names.
///
/// Hidden files and folders are skipped. What cannot be read becomes a problem of the layer.
#[must_use]
pub(crate) fn layer(path: &Path) -> Layer {
    layers(std::slice::from_ref(&path))
}

/// Reads several files and folders as one layer. A file that is reached twice is read once.
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
/// The problem that keeps it from being read: a folder, too large, or the system's own words.
pub(crate) fn read_file(path: &Path) -> Result<File, Box<Problem>> {
    let about = |what| Box::new(Problem::error(Location::start_of(&shown(path)), what));
    let unreadable = |error: &io::Error| about(What::Unreadable(plain(error)));
    let metadata = fs::metadata(path).map_err(|error| unreadable(&error))?;
    if metadata.is_dir() {
        return Err(about(What::IsFolder));
    }
    let too_large = |bytes| Err(about(What::TooLarge { bytes, limit: LARGEST_FILE }));
    if metadata.len() > LARGEST_FILE {
        return too_large(metadata.len());
    }
    let file = fs::File::open(path).map_err(|error| unreadable(&error))?;
    let mut bytes = Vec::new();
    // A pipe or a device has no length to ask for.
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > LARGEST_FILE {
        return too_large(bytes.len() as u64);
    }
    Ok(File { name: shown(path), bytes })
}

/// Writes a file whole or not at all: the new content takes the old one's place in one step.
/// An existing file keeps its permissions, and a link keeps leading to the file it leads to.
///
/// # Errors
/// Whatever the system reports; the old content is then untouched.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let existing = match fs::metadata(path) {
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    match existing {
        Some(metadata) if metadata.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Some(metadata) if !metadata.is_file() => fs::OpenOptions::new().write(true).open(path)?.write_all(bytes),
        Some(metadata) if metadata.permissions().readonly() => Err(io::ErrorKind::PermissionDenied.into()),
        Some(metadata) => replace(&fs::canonicalize(path)?, bytes, Some(&metadata)),
        None => replace(path, bytes, None),
    }
}

fn replace(path: &Path, bytes: &[u8], existing: Option<&Metadata>) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".backlot-").suffix(".part");
    if let Some(permissions) = new_file_permissions() {
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Some(metadata) = existing {
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    // The name itself must survive a power cut too; where a folder cannot be opened, it is the system's care.
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// What a new file may be, before the user's mask: a temporary file alone would be private.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have no such mode")]
fn new_file_permissions() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt as _;
    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn new_file_permissions() -> Option<Permissions> {
    None
}

#[derive(Default)]
struct Walk {
    layer: Layer,
    seen: BTreeSet<PathBuf>,
    /// Files met, also those that were met before.
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
            self.layer.problems.push(Problem::error(Location::start_of(&shown(path)), What::NothingFound));
        }
    }

    fn folder(&mut self, path: &Path, depth: usize) {
        let mut inside: Vec<PathBuf> = match fs::read_dir(path) {
            Ok(entries) => entries.filter_map(Result::ok).map(|entry| entry.path()).collect(),
            Err(error) => {
                let what = What::Unreadable(plain(&error));
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

    /// Whether the file or folder was not met before, under this or another name.
    fn is_new(&mut self, path: &Path) -> bool {
        self.seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()))
    }
}

/// A path as it is shown: the same on every system.
fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

/// The system's words without its number.
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
        assert_eq!(layer(root.path()).problems[0].what, What::NothingFound);
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
        assert_eq!(read_file(root.path()).unwrap_err().what, What::IsFolder);
        let missing = read_file(&root.path().join("no.ron")).unwrap_err();
        assert!(matches!(missing.what, What::Unreadable(_)), "{missing:?}");
        Ok(())
    }

    #[test]
    fn a_huge_file_is_refused_by_its_size() -> io::Result<()> {
        let root = tempfile::tempdir()?;
        let path = root.path().join("huge.ron");
        fs::File::create(&path)?.set_len(LARGEST_FILE + 1)?;
        assert!(matches!(read_file(&path).unwrap_err().what, What::TooLarge { .. }));
        Ok(())
    }

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
        assert_eq!(fs::read_dir(root.path())?.count(), 1);
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn writing_keeps_permissions_and_links() -> io::Result<()> {
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
        Ok(())
    }
}
