//! Writes a report.

use backlot::model::text::Language;
use backlot::report;
use backlot::words::Words;
use backlot::words::number::Scale;

use super::args::Report;
use super::inputs::Inputs;
use super::{End, Result, tell, write_out};

/// Writes a report.
pub(super) fn run(words: &Words, job: &Report) -> Result<End> {
    let inputs = Inputs::read(words, &job.question)?;
    let document = report::document(&inputs.brief(scale(words.language)), words);
    let bytes = report::write(&document, job.format);
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
