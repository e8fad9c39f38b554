//! Writes the library as open data.

use std::path::{Path, PathBuf};

use backlot::say;
use backlot::session::package::package;
use backlot::words::Words;

use super::args::Export;
use super::output::Output;
use super::{End, Result, Stop, inputs, tell};

/// Writes the data package.
pub(super) fn run(words: &Words, job: &Export) -> Result<End> {
    let output = Output::beside(words, job.force, &job.libraries);
    let loaded = inputs::library(words, &job.libraries)?;
    let files = package(&loaded).map_err(|name| Stop::NoAccess(say!(words, "cli-no-package", name = name)))?;
    let files: Vec<(PathBuf, Vec<u8>)> =
        files.into_iter().map(|(name, bytes)| (within(&job.folder, &name), bytes)).collect();
    output.check(files.iter().map(|(path, _)| path.as_path()))?;
    output.write_package(&job.folder, &files)?;
    Ok(tell(words, &loaded.problems))
}

/// The path of a file of the package. Names in the package use `/` on every system.
fn within(folder: &Path, name: &str) -> PathBuf {
    name.split('/').fold(folder.to_path_buf(), |path, part| path.join(part))
}
