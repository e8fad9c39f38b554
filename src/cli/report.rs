//! Writes a report.

use backlot::model::text::Language;
use backlot::report;
use backlot::say;
use backlot::words::Words;
use backlot::words::number::Scale;

use super::args::Report;
use super::inputs::Inputs;
use super::{End, Result, Stop, print, tell, warn};
use crate::disk;

/// Writes a report.
pub(super) fn run(words: &Words, job: &Report) -> Result<End> {
    let inputs = Inputs::read(words, &job.question)?;
    let document = report::document(&inputs.brief(scale(words.language)), words);
    let bytes = report::write(&document, job.format);
    match &job.out {
        None => print(&bytes)?,
        Some(path) => {
            let file = path.display().to_string();
            disk::write(path, &bytes).map_err(|error| {
                let reason = disk::plain(&error);
                Stop::NoAccess(say!(words, "cli-not-written", file = file.as_str(), reason = reason))
            })?;
            warn(&format!("{}\n", say!(words, "cli-written", file = file.as_str())));
            End::Done
        }
    };
    Ok(tell(words, &inputs.problems))
}

/// The unit that people use for such sums.
fn scale(language: Language) -> Scale {
    match language {
        Language::Chinese => Scale::Middle,
        Language::English => Scale::One,
    }
}
