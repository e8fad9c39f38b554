//! Writes a report.

use backlot::model::id::PlaceId;
use backlot::model::text::Language;
use backlot::report::plan::Reader;
use backlot::report::{self, Brief, Format, NotMade};
use backlot::say;
use backlot::study::evidence::official_only;
use backlot::study::slate;
use backlot::words::Words;
use backlot::words::number::Scale;

use super::args::Report;
use super::inputs::Inputs;
use super::output::Output;
use super::{End, Result, Stop, proposed, tell, warn};
use crate::fonts::SystemFonts;

/// Writes a report.
pub(super) fn run(words: &Words, job: &Report) -> Result<End> {
    let output = Output::beside(words, job.force, job.question.inputs());
    output.check(job.out.as_deref())?;
    let for_city = job.plan.reader == Reader::City;
    // The page for a city is about no production; everything behind it is.
    let is_page = for_city && !job.plan.annex && !matches!(job.format, Format::Xlsx | Format::Csv);
    if !is_page && job.question.production.as_os_str().is_empty() {
        return Err(Stop::Usage(say!(words, "cli-missing-argument", argument = "--production <P.ron>")));
    }
    let mut inputs = Inputs::read(words, &job.question)?;
    let worked = match &job.slate {
        Some(path) => {
            let counted = if job.plan.official { official_only(&inputs.library) } else { inputs.library.clone() };
            let workable = super::slate::read(words, &inputs.library, path)?;
            Some(slate::slate(&counted, &workable.slate, &workable.productions, inputs.day))
        }
        None => None,
    };
    let desk = match for_city {
        true => Some(proposed::desk(words, &inputs.library, &job.proposed, inputs.day)?),
        false => proposed::read(words, &inputs.library, &job.proposed, inputs.day)?,
    };
    let rivals = job.rivals.iter().map(|name| super::inputs::place(words, &inputs.library, name));
    let rivals: Vec<PlaceId> = rivals.collect::<Result<_>>()?;
    if let Some(desk) = &desk {
        if for_city && !inputs.chosen {
            inputs.places = std::iter::once(&desk.place).chain(&rivals).cloned().collect();
        }
        // The city comes first.
        inputs.places.sort_by_key(|place| *place != desk.place);
    }
    let proposals = desk.map(|desk| {
        let official = job.plan.official.then(|| official_only(&inputs.library));
        let (counted, day) = (official.as_ref().unwrap_or(&inputs.library), inputs.day);
        let made = desk.work_out(counted, day).with_answers(counted, &rivals, day);
        if for_city { made.with_briefing(counted, &rivals, day) } else { made }
    });
    let brief = inputs.brief(scale(words.language), &job.plan);
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
