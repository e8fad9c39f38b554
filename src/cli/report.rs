//! Writes a report.

use backlot::model::text::Language;
use backlot::report::{self, NotMade};
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
    let brief = inputs.brief(scale(words.language), &job.plan);
    let bytes = report::make(&brief, words, job.format, &()).map_err(|error| {
        Stop::NoAccess(match error {
            NotMade::NoPdf => say!(words, "report-no-pdf"),
            NotMade::NotCovered => say!(words, "report-not-covered"),
            NotMade::Cancelled => say!(words, "report-cancelled"),
            NotMade::Failed(reason) => say!(words, "report-failed", reason = reason),
        })
    })?;
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
