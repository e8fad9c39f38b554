//! Figures and their calculation, on one line.

use super::explain::Telling;
use super::steps::at_cap;
use crate::model::policy::Basis;
use crate::rules::step::{Step, StepKind};
use crate::rules::value::Truth;
use crate::say;

impl Telling<'_> {
    /// The calculation of an award, on one line.
    #[must_use]
    pub fn worked_award(&self, step: &Step) -> String {
        let words = self.words;
        match &step.what {
            StepKind::Incentive(..) => step.parts.first().map_or_else(String::new, |part| self.worked_award(part)),
            StepKind::If(Truth::No) if step.parts.len() < 2 => self.value(step),
            StepKind::If(_) => step.parts.last().map_or_else(String::new, |part| self.worked_award(part)),
            StepKind::Converted(_) => {
                let inside = step.parts.first().map_or_else(String::new, |part| self.worked_award(part));
                say!(words, "worked-answer", fact = format!("{inside} ="), value = self.value(step))
            }
            StepKind::Discretion(Basis::Competitive) => {
                say!(words, "reason-competitive", worked = self.worked_parts(step))
            }
            StepKind::Discretion(_) => say!(words, "reason-discretion", worked = self.worked_parts(step)),
            StepKind::Unconfirmed => say!(words, "reason-unconfirmed", worked = self.worked_parts(step)),
            _ => self.worked(step),
        }
    }

    fn worked_parts(&self, step: &Step) -> String {
        step.parts.iter().map(|part| self.worked(part)).collect::<Vec<_>>().join(&self.words.semicolon())
    }

    /// A figure and its calculation, on one line.
    fn worked(&self, step: &Step) -> String {
        let words = self.words;
        let part = |at: usize| step.parts.get(at).map_or_else(String::new, |part| self.worked(part));
        let join = |between: &str| step.parts.iter().map(|part| self.worked(part)).collect::<Vec<_>>().join(between);
        match &step.what {
            StepKind::Fixed => self.value(step),
            StepKind::Answered(fact, _) => {
                say!(words, "worked-answer", fact = words.fact(self.library, fact), value = self.value(step))
            }
            StepKind::Missing(fact) => say!(words, "worked-missing", fact = words.fact(self.library, fact)),
            StepKind::Line(..) => say!(words, "worked-answer", fact = self.say(step).label, value = self.value(step)),
            StepKind::Share(rate) => say!(words, "worked-share", of = part(0), rate = words.percent(rate.0)),
            StepKind::Sum => join(&say!(words, "amount-plus")),
            StepKind::Product => join(&say!(words, "amount-times")),
            StepKind::Cap(binds) => {
                let cap = step.parts.first().map_or_else(String::new, |part| self.value(part));
                match binds {
                    Truth::Yes => say!(words, "worked-cap-binds", of = part(1), cap = cap),
                    Truth::No if at_cap(step) => say!(words, "worked-cap-exact", of = part(1), cap = cap),
                    Truth::No => say!(words, "worked-cap-slack", of = part(1), cap = cap),
                    Truth::Unknown => say!(words, "worked-cap-unknown", of = part(1), cap = cap),
                }
            }
            StepKind::Floor(_) => {
                let floor = step.parts.first().map_or_else(String::new, |part| self.value(part));
                say!(words, "worked-floor", of = part(1), floor = floor)
            }
            StepKind::Lesser(Some(at)) | StepKind::Greater(Some(at)) => part(*at),
            StepKind::Prorated => format!("{} × {} ÷ {}", part(0), part(1), part(2)),
            StepKind::Rounded(..) => format!("{} ≈ {}", part(0), self.value(step)),
            StepKind::Converted(_) => format!("{} = {}", part(0), self.value(step)),
            StepKind::Dated(Some(_)) => step.parts.last().map_or_else(String::new, |part| self.worked(part)),
            StepKind::If(Truth::Yes) => part(1),
            StepKind::If(Truth::No) if step.parts.len() > 1 => part(1),
            StepKind::Tier(tier) if tier.reached.is_some() && step.parts.len() == 2 => {
                let said = self.say(step);
                say!(words, "worked-answer", fact = format!("{}{}", said.label, words.comma()), value = part(1))
            }
            StepKind::Choice { answer: Some(_), .. } => {
                let said = step.parts.first().map_or_else(String::new, |part| {
                    let said = self.say(part);
                    say!(words, "worked-answer", fact = said.label, value = said.value)
                });
                match step.parts.get(1) {
                    Some(_) => format!("{said}{}{}", words.comma(), part(1)),
                    None => format!("{said}{}{}", words.comma(), say!(words, "step-choice-none")),
                }
            }
            _ => {
                let said = self.say(step);
                say!(words, "worked-answer", fact = said.label, value = said.value)
            }
        }
    }
}
