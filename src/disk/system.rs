//! The operations of the file system that are needed for writing, as a trait, so that tests can make each of them fail.

use std::fs::{self, Permissions};
use std::io::{self, Write as _};
use std::path::Path;

/// The file system, for writing.
pub(crate) trait System: Send + Sync {
    /// Creates a new file, which is locked while it is open.
    fn create(&self, path: &Path, private: bool) -> io::Result<fs::File>;
    /// Appends bytes.
    fn write(&self, file: &mut fs::File, bytes: &[u8]) -> io::Result<()>;
    /// Sets the permissions of a file.
    fn permit(&self, file: &fs::File, permissions: Permissions) -> io::Result<()>;
    /// Writes the content to the disk, so that it survives a power failure.
    fn sync(&self, file: &fs::File) -> io::Result<()>;
    /// Renames a file. Replaces an existing one.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Creates a hard link. The name must not exist.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Creates a folder and its parents. Only its owner can read a private one.
    #[cfg_attr(not(any(feature = "desktop", test)), expect(dead_code, reason = "only the window makes folders"))]
    fn folder(&self, path: &Path, private: bool) -> io::Result<()>;
}

/// The real file system.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Real;

impl System for Real {
    fn create(&self, path: &Path, private: bool) -> io::Result<fs::File> {
        let mut options = fs::OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        if private {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        #[cfg(not(unix))]
        let _ = private;
        let file = options.open(path)?;
        // On systems without locks, a sweep cannot lock the file either, so it does not remove it.
        if let Err(error) = file.try_lock() {
            log::debug!("{} is written without a lock: {error}", path.display());
        }
        Ok(file)
    }

    fn write(&self, file: &mut fs::File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn permit(&self, file: &fs::File, permissions: Permissions) -> io::Result<()> {
        file.set_permissions(permissions)
    }

    fn sync(&self, file: &fs::File) -> io::Result<()> {
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn folder(&self, path: &Path, private: bool) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        if private {
            use std::os::unix::fs::DirBuilderExt as _;
            builder.mode(0o700);
        }
        #[cfg(not(unix))]
        let _ = private;
        builder.create(path)
    }
}

/// A file system on which the n-th operation fails, and all later ones if `stays` is set.
#[cfg(test)]
pub(crate) mod failing {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    pub(crate) struct Failing {
        at: usize,
        stays: bool,
        done: AtomicUsize,
    }

    impl Failing {
        /// Lets the operation with this number fail, counted from zero.
        pub(crate) fn at(at: usize, stays: bool) -> Self {
            Self { at, stays, done: AtomicUsize::new(0) }
        }

        /// Whether an operation has failed.
        pub(crate) fn failed(&self) -> bool {
            self.done.load(Ordering::Relaxed) > self.at
        }

        fn step(&self) -> io::Result<()> {
            let done = self.done.fetch_add(1, Ordering::Relaxed);
            let fails = if self.stays { done >= self.at } else { done == self.at };
            if fails { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
        }
    }

    impl System for Failing {
        fn create(&self, path: &Path, private: bool) -> io::Result<fs::File> {
            self.step().and_then(|()| Real.create(path, private))
        }

        fn write(&self, file: &mut fs::File, bytes: &[u8]) -> io::Result<()> {
            if let Err(error) = self.step() {
                // A full disk accepts the bytes for which it has room.
                let _ = Real.write(file, bytes.get(..bytes.len() / 2).unwrap_or_default());
                return Err(error);
            }
            Real.write(file, bytes)
        }

        fn permit(&self, file: &fs::File, permissions: Permissions) -> io::Result<()> {
            self.step().and_then(|()| Real.permit(file, permissions))
        }

        fn sync(&self, file: &fs::File) -> io::Result<()> {
            self.step().and_then(|()| Real.sync(file))
        }

        fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
            self.step().and_then(|()| Real.rename(from, to))
        }

        fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
            self.step().and_then(|()| Real.link(from, to))
        }

        fn remove(&self, path: &Path) -> io::Result<()> {
            self.step().and_then(|()| Real.remove(path))
        }

        fn folder(&self, path: &Path, private: bool) -> io::Result<()> {
            self.step().and_then(|()| Real.folder(path, private))
        }
    }
}
