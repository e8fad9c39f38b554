//! The output files of a command: never its inputs, and existing files only with `--force`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use backlot::say;
use backlot::words::Words;

use super::{End, Result, Stop, print, warn};
use crate::disk::write::{Existing, all, folder_of, leads_to, one, sweep};
use crate::disk::{Real, plain};

/// Decides what a command may overwrite.
pub(super) struct Output<'a> {
    words: &'a Words,
    /// Whether existing files are replaced.
    force: bool,
    /// The files and folders that the command reads.
    inputs: Vec<PathBuf>,
}

impl<'a> Output<'a> {
    /// For a command with these inputs. Names of built-in items are not files.
    pub(super) fn beside<'p>(words: &'a Words, force: bool, inputs: impl IntoIterator<Item = &'p PathBuf>) -> Self {
        Self { words, force, inputs: inputs.into_iter().filter_map(|path| fs::canonicalize(path).ok()).collect() }
    }

    /// Refuses targets that may not be written, before any work is done. `-`, which means standard output, is
    /// accepted.
    /// Leftovers of killed runs beside a target are completed or removed first.
    pub(super) fn check<'p>(&self, targets: impl IntoIterator<Item = &'p Path>) -> Result<()> {
        targets.into_iter().try_for_each(|path| {
            self.clean(path);
            self.allows(path, false)
        })
    }

    fn clean(&self, path: &Path) {
        for file in sweep(folder_of(path)) {
            warn(&format!("{}\n", say!(self.words, "cli-finished", file = file.display().to_string())));
        }
    }

    fn allows(&self, path: &Path, beside_others: bool) -> Result<()> {
        let file = path.display().to_string();
        let target = leads_to(path).map_err(|error| self.not_written(path, &error))?;
        let real = fs::canonicalize(&target);
        // The RON files in an input folder are inputs too.
        let is_ron = target.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"));
        let read = |real: &PathBuf| {
            self.inputs.iter().any(|input| input == real || (is_ron && input.is_dir() && real.starts_with(input)))
        };
        if real.as_ref().is_ok_and(read) {
            return Err(Stop::NoAccess(say!(self.words, "cli-is-input", file = file)));
        }
        match fs::metadata(&target) {
            Ok(metadata) if !metadata.is_file() && beside_others => {
                Err(Stop::NoAccess(say!(self.words, "cli-not-a-target", file = file)))
            }
            Ok(metadata) if metadata.is_file() && !self.force => {
                Err(Stop::NoAccess(say!(self.words, "cli-exists", file = file)))
            }
            _ => Ok(()),
        }
    }

    /// Writes a file completely or not at all and reports it. Without a path it writes to standard output.
    pub(super) fn write(&self, path: Option<&Path>, bytes: &[u8]) -> Result<End> {
        let Some(path) = path else { return print(bytes) };
        self.allows(path, false)?;
        self.clean(path);
        one(&Real, path, bytes, self.existing()).map_err(|error| self.refused(path, &error))?;
        warn(&format!("{}\n", say!(self.words, "cli-written", file = path.display().to_string())));
        Ok(End::Done)
    }

    /// Writes several files, all of them or none, and reports it.
    pub(super) fn write_all(&self, files: &[(PathBuf, Vec<u8>)]) -> Result<End> {
        files.iter().try_for_each(|(path, _)| self.allows(path, true))?;
        files.iter().for_each(|(path, _)| self.clean(path));
        all(&Real, files, self.existing()).map_err(|(path, error)| self.refused(&path, &error))?;
        for (path, _) in files {
            warn(&format!("{}\n", say!(self.words, "cli-written", file = path.display().to_string())));
        }
        Ok(End::Done)
    }

    /// Writes the files of a package, all of them or none, creates their folders, and reports it once.
    pub(super) fn write_package(&self, folder: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<End> {
        for (path, _) in files {
            let made = path.parent().map_or(Ok(()), fs::create_dir_all);
            made.map_err(|error| self.not_written(path, &error))?;
        }
        all(&Real, files, self.existing()).map_err(|(path, error)| self.refused(&path, &error))?;
        let (count, folder) = (files.len(), folder.display().to_string());
        warn(&format!("{}\n", say!(self.words, "cli-package-written", count = count, folder = folder)));
        Ok(End::Done)
    }

    fn existing(&self) -> Existing {
        if self.force { Existing::Replace } else { Existing::Keep }
    }

    fn refused(&self, path: &Path, error: &io::Error) -> Stop {
        if error.kind() == io::ErrorKind::AlreadyExists {
            // Another program created the file in the meantime.
            return Stop::NoAccess(say!(self.words, "cli-exists", file = path.display().to_string()));
        }
        self.not_written(path, error)
    }

    fn not_written(&self, path: &Path, error: &io::Error) -> Stop {
        let (file, reason) = (path.display().to_string(), plain(error));
        Stop::NoAccess(say!(self.words, "cli-not-written", file = file, reason = reason))
    }
}
