//! The version of the program, its commit, and a description of the built-in library.

use backlot::data::{read, seeds};
use backlot::say;
use backlot::study::fingerprint::fingerprint;
use backlot::words::Words;

/// The output of `--version`. The first line is only the version, as other programs expect.
#[must_use]
pub(super) fn version(words: &Words) -> String {
    let commit = match option_env!("BACKLOT_COMMIT") {
        None | Some("") => say!(words, "cli-version-no-commit"),
        Some(commit) => match commit.strip_suffix('+') {
            Some(commit) => say!(words, "cli-version-changed", commit = commit),
            None => say!(words, "cli-version-commit", commit = commit),
        },
    };
    let of = |layers: &[read::Layer]| fingerprint(&read::read(layers).library);
    let library = say!(words, "cli-version-library", fingerprint = of(&[seeds::layer()]));
    let world = say!(words, "cli-version-world", fingerprint = of(&[seeds::layer(), seeds::world()]));
    format!("backlot {}\n{commit}\n{library}\n{world}\n", env!("CARGO_PKG_VERSION"))
}
