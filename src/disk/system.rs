//! The few operations of the file system that writing needs, behind one table, so that a test can let each of
//! them fail.

use std::fs::{self, Permissions};
use std::io::{self, Write as _};
use std::path::Path;

/// What writing asks of the file system.
pub(crate) trait System: Send + Sync {
    /// Makes a file that is not there yet, locked for as long as it is open.
    fn create(&self, path: &Path, private: bool) -> io::Result<fs::File>;
    /// Writes all bytes at its end.
    fn write(&self, file: &mut fs::File, bytes: &[u8]) -> io::Result<()>;
    /// Gives it permissions.
    fn permit(&self, file: &fs::File, permissions: Permissions) -> io::Result<()>;
    /// Waits until it would survive a power cut.
    fn sync(&self, file: &fs::File) -> io::Result<()>;
    /// Gives a file another name, in place of whatever had it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives a file a second name, which must be free.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes a folder and those around it; a private one is for its owner alone.
    #[cfg_attr(not(any(feature = "desktop", test)), expect(dead_code, reason = "only the window makes folders"))]
    fn folder(&self, path: &Path, private: bool) -> io::Result<()>;
}

/// The file system as it is.
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
        // On systems without locks, a sweep cannot take the file for one of a dead process either.
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

/// A file system on which the n-th operation fails, and every one after it if it stays broken.
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
        /// The operation with this number fails, counted from zero.
        pub(crate) fn at(at: usize, stays: bool) -> Self {
            Self { at, stays, done: AtomicUsize::new(0) }
        }

        /// Whether it has failed yet.
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
                // A full disk takes what still fits.
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
