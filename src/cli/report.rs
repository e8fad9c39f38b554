//! Writes a report.

use backlot::model::text::Language;
use backlot::report::{self, NotMade};
use backlot::say;
use backlot::words::Words;
use backlot::words::number::Scale;

use super::args::Report;
use super::inputs::Inputs;
use super::{End, Result, Stop, tell, write_out};

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
    write_out(words, job.out.as_deref(), &bytes)?;
    Ok(tell(words, &inputs.problems))
}

/// The unit that people use for such sums.
fn scale(language: Language) -> Scale {
    match language {
        Language::Chinese => Scale::Middle,
        Language::English => Scale::One,
    }
}
