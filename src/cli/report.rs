//! Writes a report.

use backlot::model::text::Language;
use backlot::report::{self, Brief, NotMade};
use backlot::say;
use backlot::study::evidence::official_only;
use backlot::study::slate;
use backlot::words::Words;
use backlot::words::number::Scale;

use super::args::Report;
use super::inputs::Inputs;
use super::output::Output;
use super::{End, Result, Stop, tell, warn};
use crate::fonts::SystemFonts;

/// Writes a report.
pub(super) fn run(words: &Words, job: &Report) -> Result<End> {
    let output = Output::beside(words, job.force, job.question.inputs());
    output.check(job.out.as_deref())?;
    let inputs = Inputs::read(words, &job.question)?;
    let brief = inputs.brief(scale(words.language), &job.plan);
    let worked = match &job.slate {
        Some(path) => {
            let counted = if job.plan.official { official_only(&inputs.library) } else { inputs.library.clone() };
            let workable = super::slate::read(words, &inputs.library, path)?;
            Some(slate::slate(&counted, &workable.slate, &workable.productions, inputs.day))
        }
        None => None,
    };
    let proposals = match super::proposed::read(words, &inputs.library, &job.proposed, inputs.day)? {
        Some(desk) => {
            let counted = if job.plan.official { official_only(&inputs.library) } else { inputs.library.clone() };
            Some(desk.work_out(&counted, inputs.day).with_answers(&counted, &[], inputs.day))
        }
        None => None,
    };
    let brief = Brief { slate: worked.as_ref(), proposals: proposals.as_ref(), ..brief };
    let made = report::make_with(&brief, words, job.format, &(), &SystemFonts).map_err(|error| {
        Stop::NoAccess(match error {
            NotMade::NoPdf => say!(words, "report-no-pdf"),
            NotMade::NotCovered => say!(words, "report-not-covered"),
            NotMade::Cancelled => say!(words, "report-cancelled"),
            NotMade::Failed(reason) => say!(words, "report-failed", reason = reason),
        })
    })?;
    output.write(job.out.as_deref(), &made.bytes)?;
    if !made.lacking.is_empty() {
        warn(&format!("{}\n", words.lacking_signs(&made.lacking)));
    }
    Ok(tell(words, &inputs.problems))
}

/// The usual unit for such sums in a language.
fn scale(language: Language) -> Scale {
    match language {
        Language::Chinese => Scale::Middle,
        Language::English => Scale::One,
    }
}
