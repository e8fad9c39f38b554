//! An explanation as text, for the clipboard.

use super::assessed;
use crate::model::source::Citation;
use crate::rules::step::{Step, StepKind};
use crate::say;
use crate::ui::context::ViewContext;
use crate::ui::passing::Explained;
use crate::ui::view::View;
use crate::words::explain::Telling;

/// A step and its parts, the result first. Steps that add nothing are left out.
fn outline(telling: &Telling<'_>, step: &Step, depth: usize, lines: &mut Vec<String>) {
    let wrapper = matches!(step.what, StepKind::If(_) | StepKind::All);
    if !wrapper {
        let said = telling.say(step);
        let note = if said.note.is_empty() { String::new() } else { format!(" ({})", said.note) };
        lines.push(format!("{}- {}: {}{note}", "  ".repeat(depth), said.label, said.value));
    }
    for part in &step.parts {
        outline(telling, part, depth + usize::from(!wrapper), lines);
    }
}

/// The explanation as text, for the clipboard.
pub(super) fn as_text(cx: &ViewContext<'_>, view: &View, why: &Explained) -> String {
    let ViewContext { session, words, .. } = cx;
    let library = &session.library;
    let telling = Telling { words, library, currency: session.production().currency };
    let mut lines = Vec::new();
    lines.push(say!(words, "as-of", date = session.day.to_string()));
    let tell = |step: &Step, lines: &mut Vec<String>| outline(&telling, step, 0, lines);
    let mut cites: Vec<Citation> = Vec::new();
    match why {
        Explained::Place(place) => {
            lines.push(words.place(library, place));
            if let Some(assessment) = assessed(cx, view, place) {
                tell(&assessment.explained(), &mut lines);
            }
        }
        Explained::Award(place, policy, incentive) => {
            let assessment = assessed(cx, view, place);
            let award = assessment.as_ref().and_then(|one| one.award(policy, incentive));
            if let Some(award) = award {
                let name = telling.say(&award.step);
                lines.push(format!("{} / {}: {}", words.place(library, place), name.label, name.value));
                lines.push(telling.reason(award));
                tell(&award.step, &mut lines);
                cites = award.step.cites().to_vec();
            }
        }
        Explained::Policy(policy) => {
            if let Some(policy) = library.policies.get(policy) {
                lines.push(words.text(&policy.title).to_owned());
                for incentive in &policy.incentives {
                    let terms = words.terms(library, policy, incentive);
                    lines.push(format!("- {}: {terms}", words.text(&incentive.name)));
                }
                cites.clone_from(&policy.sources);
            }
        }
        Explained::Observations(ids) => {
            for seen in ids.iter().filter_map(|id| library.observations.get(id)) {
                lines.push(format!("{}: {}", words.place(library, &seen.place), seen.printed));
                cites.extend(seen.cites.iter().cloned());
            }
        }
    }
    for cite in cites {
        if let Some(source) = library.sources.get(&cite.source) {
            let link = source.url.as_deref().unwrap_or_default();
            lines.push(format!("[{}, {}] {link}", words.text(&source.title), words.text(&source.publisher)));
        }
    }
    lines.join("\n")
}
